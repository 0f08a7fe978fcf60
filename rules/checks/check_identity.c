/* Who a document says that it is: id, type, bodies, topics, case numbers. */
#include "registry/document/vocabulary_names.h"
#include "registry/port/unicode.h"
#include "registry/query/disambiguate.h"
#include "rules/checks/checks.h"

static bool is_slug(struct str id)
{
	for (size_t i = 0; i < id.n; i++) {
		char c = id.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		if (!letter && (i == 0 || (c != '-' && c != '.')))
			return false;
	}
	return id.n > 0;
}

static void check_id(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	struct location at = document_location(document, KEY_ID);
	struct str stem = document_stem(document->path);

	/* a collection with ids of its own has its own rule for them */
	if (!document->id_stated || check->registry->config.id_mapped)
		return;
	if (!is_slug(document->id))
		report(check, DIAGNOSTIC_DOCUMENT_ID_FORM, index, at, document->id,
		       is_slug(stem) ? stem : unicode_slug(check->arena, document->id));
	else if (!str_equal(document->id, stem) && registry_find(check->registry, document->id) == index)
		report(check, DIAGNOSTIC_DOCUMENT_ID_MISMATCH, index, at, document->id, stem,
		       is_slug(stem) ? stem : STR_EMPTY, document_stem(document->id));
}

void check_body_known(struct check *check, struct str path, uint32_t document, struct str key, struct named body)
{
	const struct vocabulary *vocabulary = &check->registry->vocabulary;
	struct str list = STR_EMPTY, nearest = STR_EMPTY;
	uint32_t alias = 0;
	bool sure = false;

	if (!body.text.n || !vocabulary->held[VOCABULARY_BODIES] ||
	    map_get(&vocabulary->body_by_id, body.text) != MAP_NONE)
		return;
	alias = map_get(&vocabulary->body_by_name, body.text); /* "KF" and the like are for running text */
	if (alias == MAP_NONE)
		alias = vocabulary_find(vocabulary, VOCABULARY_BODIES, body.text);
	if (alias == MAP_NONE && str_equal(key, STR("applies-to")))
		list = list_meant(check, NAMED_BODIES, body.text, &sure);
	nearest = alias != MAP_NONE ? vocabulary->bodies[alias].id
	          : list.n          ? STR_EMPTY
	                            : vocabulary_nearest(vocabulary, VOCABULARY_BODIES, body.text);
	if (!nearest.n && !list.n)
		nearest = name_within(check, NAMED_BODIES, body.text);
	check_report_file(check, DIAGNOSTIC_BODY_UNKNOWN, path, body.at,
	                  ARGUMENTS(key, body.text, nearest, list,
	                            nearest.n || list.n ? STR_EMPTY : vocabulary_listed(check, VOCABULARY_BODIES)));
	check->findings->at[check->findings->n - 1].document = document;
	check->findings->at[check->findings->n - 1].sure = sure;
}

void check_topics_known(struct check *check, struct str path, uint32_t document, const struct names *topics)
{
	const struct vocabulary *vocabulary = &check->registry->vocabulary;

	for (uint32_t i = 0; vocabulary->held[VOCABULARY_TOPICS] && i < topics->n; i++) {
		struct named topic = topics->at[i];
		struct str list = STR_EMPTY, nearest = STR_EMPTY;
		uint32_t named = map_get(&vocabulary->topic_by_id, topic.text);
		bool sure = false;
		if (named != MAP_NONE)
			continue;
		named = vocabulary_find(vocabulary, VOCABULARY_TOPICS, topic.text);
		if (named == MAP_NONE)
			list = list_meant(check, NAMED_TOPICS, topic.text, &sure);
		nearest = named != MAP_NONE ? vocabulary->topics[named].id
		          : list.n          ? STR_EMPTY
		                            : vocabulary_nearest(vocabulary, VOCABULARY_TOPICS, topic.text);
		check_report_file(
			check, DIAGNOSTIC_TOPIC_UNKNOWN, path, topic.at,
			ARGUMENTS(check_key(check, KEY_TOPICS), topic.text, nearest, list,
		                  nearest.n || list.n ? STR_EMPTY : vocabulary_listed(check, VOCABULARY_TOPICS)));
		check->findings->at[check->findings->n - 1].document = document;
		check->findings->at[check->findings->n - 1].sure = sure;
	}
}

static struct str type_meant(const struct vocabulary *vocabulary, struct str type)
{
	uint32_t named = vocabulary_find(vocabulary, VOCABULARY_TYPES, type);

	return named != MAP_NONE ? vocabulary->types[named].id : vocabulary_nearest(vocabulary, VOCABULARY_TYPES, type);
}

static void check_vocabulary_names(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	const struct vocabulary *vocabulary = &check->registry->vocabulary;
	struct str path = document->path;

	check_body_known(check, path, index, check_key(check, KEY_DECIDED_BY),
	                 (struct named){document->decided_by, document_location(document, KEY_DECIDED_BY)});
	check_body_known(check, path, index, check_key(check, KEY_STEWARD),
	                 (struct named){document->steward, document_location(document, KEY_STEWARD)});
	for (uint32_t i = 0; i < document->revision_count; i++)
		check_body_known(check, path, index, STR("revisions"), document->revisions[i].by);
	for (uint32_t i = 0; i < document->scope_count; i++) {
		check_body_known(check, path, index, STR("applies-to"), document->scopes[i].body);
		check_body_known(check, path, index, STR("via"), document->scopes[i].via);
	}
	if (document->type.n && vocabulary->held[VOCABULARY_TYPES] && document->type_index == NO_BODY) {
		struct str meant = type_meant(vocabulary, document->type);
		report(check, DIAGNOSTIC_TYPE_UNKNOWN, index, document_location(document, KEY_TYPE),
		       check_key(check, KEY_TYPE), document->type, meant,
		       meant.n ? STR_EMPTY : vocabulary_listed(check, VOCABULARY_TYPES));
	}
	check_topics_known(check, path, index, &document->topics);
}

static void check_case_numbers(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	struct str listed = STR_EMPTY, usual = STR_EMPTY, list = STR_EMPTY;
	bool sure = false;

	for (uint32_t i = 0; i < document->dnr.n; i++) {
		if (!check->registry->config.citation_count &&
		    names_dnr_departs(check->registry->names, document->dnr.at[i].text, &usual)) {
			list = list_meant(check, NAMED_NUMBERS, document->dnr.at[i].text, &sure);
			report(check, DIAGNOSTIC_DNR_FORM, index, document->dnr.at[i].at, document->dnr.at[i].text,
			       usual, sure ? list : STR_EMPTY);
		}
		listed = arena_format(check->arena, "%.*s%s%.*s", STR_ARG(listed), i ? ", " : "",
		                      STR_ARG(document->dnr.at[i].text));
	}
	if (document->dnr.n > 1)
		report(check, DIAGNOSTIC_DNR_SEVERAL, index, document->dnr.at[0].at, listed);
}

/* The first of the governing documents of a case number that has no relation to this one; told at the later one. */
static uint32_t unrelated_of_case(const struct registry *registry, uint32_t index, struct str dnr)
{
	for (uint32_t name = names_by_dnr(registry->names, dnr); name != NO_NAME;
	     name = names_at(registry->names, name)->next) {
		uint32_t other = names_at(registry->names, name)->document;
		if (other == index)
			return NO_DOCUMENT;
		if (registry_governs(registry, other) && !documents_related(registry, other, index))
			return other;
	}
	return NO_DOCUMENT;
}

/* Where the document gives itself that name: the alias, else its title. */
static struct location name_location(const struct document *document, struct str name)
{
	for (uint32_t i = 0; i < document->aliases.n; i++)
		if (str_equal(document->aliases.at[i].text, name))
			return document->aliases.at[i].at;
	return document_location(document, KEY_TITLE);
}

/* The first unrelated document that goes by the alias too; of two that have it as an alias, told at the later one. */
static uint32_t unrelated_namesake(const struct registry *registry, uint32_t index, struct str alias)
{
	for (uint32_t name = names_by_title(registry->names, alias); name != NO_NAME;
	     name = names_at(registry->names, name)->next) {
		const struct name *other = names_at(registry->names, name);
		if (other->document != index && (other->document < index || !other->alias) &&
		    !documents_related(registry, other->document, index))
			return other->document;
	}
	return NO_DOCUMENT;
}

static void check_shared_names(struct check *check, uint32_t index)
{
	const struct registry *registry = check->registry;
	const struct document *document = &registry->documents[index];

	for (uint32_t i = 0; registry_governs(registry, index) && i < document->dnr.n; i++) {
		struct named dnr = document->dnr.at[i];
		uint32_t other = unrelated_of_case(registry, index, dnr.text);
		if (other == NO_DOCUMENT)
			continue;
		report(check, DIAGNOSTIC_DNR_SHARED, index, dnr.at, dnr.text, registry->documents[other].id);
		relate(check, RELATED_ALSO_HERE, registry->documents[other].path,
		       document_location(&registry->documents[other], KEY_DNR), STR_EMPTY);
	}
	for (uint32_t i = 0; i < document->aliases.n; i++) {
		struct named alias = document->aliases.at[i];
		uint32_t other = unrelated_namesake(registry, index, alias.text);
		if (other == NO_DOCUMENT)
			continue;
		report(check, DIAGNOSTIC_DOCUMENT_ALIAS_SHARED, index, alias.at, alias.text,
		       registry->documents[other].id);
		relate(check, RELATED_ALSO_HERE, registry->documents[other].path,
		       name_location(&registry->documents[other], alias.text), STR_EMPTY);
	}
}

void check_identity(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];

	check_id(check, index);
	check_vocabulary_names(check, index);
	check_case_numbers(check, index);
	check_shared_names(check, index);
	if (document->body_empty && document->holding != HOLDING_REFERENCE)
		report(check, DIAGNOSTIC_DOCUMENT_NO_TEXT, index, document_location(document, KEY_TEXT),
		       str_from(holding_name(document->holding)));
}
