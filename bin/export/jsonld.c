#include "bin/export/jsonld.h"

#include "bin/wording/field_values.h"
#include "registry/base/memory.h"
#include "registry/base/uri.h"
#include "registry/base/vec.h"
#include "registry/query/disambiguate.h"
#include "registry/validity/relation_effect.h"

#include <stdlib.h>

static const struct {
	const char *prefix, *name;
} prefixes[] = {{"@vocab", "https://schema.org/"},
                {"schema", "https://schema.org/"},
                {"eli", "http://data.europa.eu/eli/ontology#"},
                {"eli-dl", "http://data.europa.eu/eli/eli-draft-legislation-ontology#"},
                {"dcterms", "http://purl.org/dc/terms/"},
                {"skos", "http://www.w3.org/2004/02/skos/core#"},
                {"rpubl", "http://rinfo.lagrummet.se/ns/2008/11/rinfo/publ#"},
                {"xsd", "http://www.w3.org/2001/XMLSchema#"}};

/* A relation that holds, of the whole target and of a part of it, in schema.org's words ("": it has none) and in others'. ELI's repeals is of the whole
 * alone; it knows neither complements nor affects. */
static const struct relation_terms {
	const char *schema, *other, *schema_part, *other_part;
} relation_terms[RELATION_TYPES] = {
	[RELATION_SUPERSEDES] = {"legislationRepeals", "dcterms:replaces", "legislationChanges", "eli:changes"},
	[RELATION_REPEALS] = {"legislationRepeals", "eli:repeals", "legislationChanges", "eli:changes"},
	[RELATION_AMENDS] = {"legislationAmends", "eli:amends", "legislationAmends", "eli:amends"},
	[RELATION_CORRECTS] = {"legislationCorrects", "eli:corrects", "legislationCorrects", "eli:corrects"},
	[RELATION_AFFECTS] = {"", "eli-dl:foresees_change_of", "", "eli-dl:foresees_change_of"},
	[RELATION_COMPLEMENTS] = {"", "eli:related_to", "", "eli:related_to"},
	[RELATION_IMPLEMENTS] = {"legislationEnsuresImplementationOf", "eli:ensures_implementation_of",
                                 "legislationEnsuresImplementationOf", "eli:ensures_implementation_of"},
	[RELATION_BASED_ON] = {"isBasedOn", "eli:based_on", "isBasedOn", "eli:based_on"},
	[RELATION_REQUIRES] = {"", "dcterms:requires", "", "dcterms:requires"},
	[RELATION_MANDATES] = {"", "eli:related_to", "", "eli:related_to"},
	[RELATION_VERSION_OF] = {"", "dcterms:isVersionOf", "", "dcterms:isVersionOf"},
	[RELATION_ATTACHMENT_OF] = {"isPartOf", "eli:is_annex_of", "isPartOf", "eli:is_annex_of"},
	[RELATION_RESPONDS_TO] = {"", "eli-dl:answers_to", "", "eli-dl:answers_to"},
	[RELATION_PROPOSES] = {"", "eli:related_to", "", "eli:related_to"},
	[RELATION_REFERS_TO] = {"citation", "eli:cites", "citation", "eli:cites"},
};
static const struct relation_terms foreseen = {"", "eli-dl:foresees_change_of", "", "eli-dl:foresees_change_of"};
static const struct relation_terms disputed = {"", "eli:related_to", "", "eli:related_to"};

void jsonld_context(struct json *json)
{
	json_key(json, "@context");
	json_open(json, '{');
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		json_pair(json, prefixes[i].prefix, str_from(prefixes[i].name));
	json_close(json);
}

/* --- names ------------------------------------------------------------------------------------------------------------- */

static struct str uri_of(const struct jsonld *jsonld, const char *kind, struct str id)
{
	struct arena *arena = jsonld->telling->arena;

	return arena_format(arena, "%.*s%s/%.*s", STR_ARG(jsonld->base), kind, STR_ARG(uri_path(arena, id)));
}

static struct str document_uri(const struct jsonld *jsonld, uint32_t document, struct str part)
{
	struct arena *arena = jsonld->telling->arena;
	struct str uri = uri_of(jsonld, "dokument", jsonld->telling->registry->documents[document].id);

	return part.n ? arena_format(arena, "%.*s#%.*s", STR_ARG(uri), STR_ARG(uri_path(arena, part))) : uri;
}

static void put_resource(struct json *json, struct str uri)
{
	json_open(json, '{');
	json_pair(json, "@id", uri);
	json_close(json);
}

static void put_named(struct json *json, const char *type, struct str uri, struct str name)
{
	json_open(json, '{');
	json_pair(json, "@id", uri);
	json_pair(json, "@type", str_from(type));
	json_pair(json, "name", name);
	json_close(json);
}

static void put_names(struct json *json, const char *key, const struct names *names)
{
	if (!names->n)
		return;
	json_key(json, key);
	json_open(json, '[');
	for (uint32_t i = 0; i < names->n; i++)
		json_string(json, names->at[i].text);
	json_close(json);
}

/* A body, in schema.org's key with its name and in ELI's. */
static void put_body(struct json *json, const struct jsonld *jsonld, const char *schema, const char *eli, struct str id)
{
	struct str uri = uri_of(jsonld, "organ", id);

	if (!id.n)
		return;
	json_key(json, schema);
	put_named(json, "GovernmentOrganization", uri, value_body(jsonld->telling, id));
	json_key(json, eli);
	put_resource(json, uri);
}

/* --- dates ------------------------------------------------------------------------------------------------------------- */

/* As ISO 8601 has it: a day, a month or a year; "" of an interval, or of none. */
static struct str iso_date(char text[DATE_TEXT], struct date date)
{
	struct str written = date.known ? str_from(date_format(date, text)) : STR_EMPTY;

	return written.n && memchr(written.at, '/', written.n) ? STR_EMPTY : written;
}

/* schema.org takes years and months too; ELI a day alone. */
static void put_date(struct json *json, const char *schema, const char *eli, struct date date)
{
	char text[DATE_TEXT];

	if (*schema)
		json_pair(json, schema, iso_date(text, date));
	if (!date.known || !date_is_day(date))
		return;
	json_key(json, eli);
	json_open(json, '{');
	json_pair(json, "@value", iso_date(text, date));
	json_pair(json, "@type", STR("xsd:date"));
	json_close(json);
}

static void put_force(struct json *json, const struct jsonld *jsonld, uint32_t document)
{
	enum status status = status_on(jsonld->telling->registry, document, MARKDOWN_NO_PART, jsonld->on);
	const char *force = status == STATUS_IN_FORCE_IN_PART ? "PartiallyInForce"
	                    : status_applies(status)          ? "InForce"
	                                                      : "NotInForce";
	const char *eli = status == STATUS_IN_FORCE_IN_PART ? "eli:InForce-partiallyInForce"
	                  : status_applies(status)          ? "eli:InForce-inForce"
	                                                    : "eli:InForce-notInForce";

	json_pair(json, "creativeWorkStatus", status_words(jsonld->telling, document, status));
	if (status == STATUS_UNKNOWN || !registry_governs(jsonld->telling->registry, document))
		return;
	json_key(json, "legislationLegalForce");
	put_resource(json, arena_format(jsonld->telling->arena, "schema:%s", force));
	json_key(json, "eli:in_force");
	put_resource(json, str_from(eli));
}

/* --- relations --------------------------------------------------------------------------------------------------------- */

struct link {
	const char *term; /* a static text: equal terms are one address */
	struct str uri;
};

struct links {
	struct link *at;
	size_t n, room;
};

static void add_link(struct links *links, const char *term, struct str uri)
{
	struct link link = {term, uri};

	for (size_t i = 0; i < links->n; i++)
		if (!strcmp(links->at[i].term, term) && str_equal(links->at[i].uri, uri))
			return;
	if (*term)
		vec_push(links, link);
}

/* What changes or ends another is told only once it does; what is to come is foreseen. */
static const struct relation_terms *terms_of(const struct jsonld *jsonld, const struct relation *relation)
{
	enum relation_family family = relation_family(relation->type);
	const struct registry *registry = jsonld->telling->registry;

	if (relation->state == STATE_DISPUTED)
		return &disputed;
	if ((family != FAMILY_ENDS && family != FAMILY_CHANGES) ||
	    relation_in_effect(registry, relation, jsonld->on) == TRI_YES)
		return &relation_terms[relation->type];
	return relation_is_pending(registry, relation, jsonld->on) ? &foreseen : &disputed;
}

static void add_relations(struct links *links, const struct jsonld *jsonld, uint32_t document)
{
	EDGES_EACH(relation, jsonld->telling->registry->by, document) {
		const struct relation_terms *terms = terms_of(jsonld, relation);
		struct str part =
			relation->target.part.n
				? document_part_anchor(&jsonld->telling->registry->documents[relation->target.document],
		                                       relation->target.part)
				: STR_EMPTY;
		struct str uri = document_uri(jsonld, relation->target.document, part);
		add_link(links, part.n ? terms->schema_part : terms->schema, uri);
		add_link(links, part.n ? terms->other_part : terms->other, uri);
	}
}

static void add_citations(struct links *links, const struct jsonld *jsonld, uint32_t index)
{
	const struct registry *registry = jsonld->telling->registry;
	const struct document *document = &registry->documents[index];

	for (uint32_t i = 0; registry->names && i < document->citation_count; i++) {
		uint32_t cited = document->citations[i].remark ? NO_DOCUMENT
		                                               : citation_disambiguate(registry, index, i).document;
		if (cited == NO_DOCUMENT || cited == index || !citation_is_own_voice(registry, index, cited))
			continue;
		add_link(links, "citation", document_uri(jsonld, cited, STR_EMPTY));
		add_link(links, "eli:cites", document_uri(jsonld, cited, STR_EMPTY));
	}
}

static int compare_links(const void *a, const void *b)
{
	const struct link *x = a, *y = b;
	int order = strcmp(x->term, y->term);

	return order ? order : str_compare(x->uri, y->uri);
}

static void put_links(struct json *json, struct links *links)
{
	if (links->n)
		qsort(links->at, links->n, sizeof *links->at, compare_links);
	for (size_t i = 0; i < links->n; i++) {
		bool first = !i || strcmp(links->at[i - 1].term, links->at[i].term) != 0;
		if (first && i)
			json_close(json);
		if (first) {
			json_key(json, links->at[i].term);
			json_open(json, '[');
		}
		put_resource(json, links->at[i].uri);
	}
	if (links->n)
		json_close(json);
}

/* --- documents --------------------------------------------------------------------------------------------------------- */

static void put_scopes(struct json *json, const struct jsonld *jsonld, const struct document *document)
{
	if (!document->scope_count)
		return;
	json_key(json, "eli:relevant_for");
	json_open(json, '[');
	for (uint32_t i = 0; i < document->scope_count; i++)
		put_named(json, "GovernmentOrganization", uri_of(jsonld, "organ", document->scopes[i].body.text),
		          value_body(jsonld->telling, document->scopes[i].body.text));
	json_close(json);
}

static void put_topics(struct json *json, const struct jsonld *jsonld, const struct document *document)
{
	static const char *const keys[] = {"about", "eli:is_about"};

	for (size_t k = 0; document->topics.n && k < 2; k++) {
		json_key(json, keys[k]);
		json_open(json, '[');
		for (uint32_t i = 0; i < document->topics.n; i++)
			if (k)
				put_resource(json, uri_of(jsonld, "amnen", document->topics.at[i].text));
			else
				put_named(json, "DefinedTerm", uri_of(jsonld, "amnen", document->topics.at[i].text),
				          value_topic(jsonld->telling, document->topics.at[i].text));
		json_close(json);
	}
}

static void put_parts(struct json *json, const struct jsonld *jsonld, uint32_t index)
{
	const struct document *document = &jsonld->telling->registry->documents[index];

	if (!document->part_count)
		return;
	json_key(json, "hasPart");
	json_open(json, '[');
	for (uint32_t i = 0; i < document->part_count; i++)
		put_named(json, "Legislation", document_uri(jsonld, index, document->parts[i].anchor),
		          document->parts[i].title);
	json_close(json);
}

static void put_type(struct json *json, const struct jsonld *jsonld, const struct document *document)
{
	if (!document->type.n)
		return;
	json_pair(json, "legislationType", value_text(jsonld->telling, document, KEY_TYPE));
	json_key(json, "eli:type_document");
	put_resource(json, uri_of(jsonld, "typer", document->type));
}

void jsonld_document(struct json *json, const struct jsonld *jsonld, uint32_t index)
{
	const struct document *document = &jsonld->telling->registry->documents[index];
	struct links links = {0};

	json_pair(json, "@id", document_uri(jsonld, index, STR_EMPTY));
	json_key(json, "@type");
	json_open(json, '[');
	json_string(json, STR("Legislation"));
	json_string(json, STR("eli:LegalResource"));
	json_close(json);
	json_pair(json, "legislationIdentifier", document->id);
	json_pair(json, "eli:id_local", document->id);
	json_pair(json, "name", document->title);
	put_names(json, "alternateName", &document->aliases);
	put_names(json, "rpubl:diarienummer", &document->dnr);
	json_pair(json, "eli:number", document->number);
	put_type(json, jsonld, document);
	put_date(json, "legislationDate", "eli:date_document", document->decided);
	put_body(json, jsonld, "legislationPassedBy", "eli:passed_by", document->decided_by);
	put_body(json, jsonld, "legislationResponsible", "eli:responsibility_of_agent", document->steward);
	put_date(json, "", "eli:first_date_entry_in_force", document_first_day(document));
	put_date(json, "expires", "eli:date_no_longer_in_force", document->expires);
	put_force(json, jsonld, index);
	put_scopes(json, jsonld, document);
	put_topics(json, jsonld, document);
	add_relations(&links, jsonld, index);
	add_citations(&links, jsonld, index);
	put_links(json, &links);
	vec_release(&links);
	put_parts(json, jsonld, index);
}

void jsonld_in_page(FILE *out, const struct jsonld *jsonld, uint32_t document)
{
	char *text = NULL;
	size_t n = 0;
	struct json json = {.out = open_memstream(&text, &n)};

	if (!json.out)
		memory_failed();
	json_open(&json, '{');
	jsonld_context(&json);
	jsonld_document(&json, jsonld, document);
	json_close(&json);
	if (fclose(json.out) != 0)
		memory_failed();
	for (size_t i = 0; i < n; i++) /* these stand in texts alone */
		if (text[i] == '<' || text[i] == '>' || text[i] == '&')
			fprintf(out, "\\u%04x", (unsigned)text[i]);
		else
			fputc(text[i], out);
	free(text);
}

/* --- the vocabulary ---------------------------------------------------------------------------------------------------- */

static void put_body_word(struct json *json, const struct jsonld *jsonld, const struct body *body)
{
	const struct vocabulary *vocabulary = &jsonld->telling->registry->vocabulary;
	char text[DATE_TEXT];

	json_pair(json, "@id", uri_of(jsonld, "organ", body->id));
	json_pair(json, "@type", STR("GovernmentOrganization"));
	json_pair(json, "name", body->name);
	put_names(json, "alternateName", &body->aliases);
	json_pair(json, "foundingDate", iso_date(text, body->from));
	json_pair(json, "dissolutionDate", iso_date(text, body->to));
	if (body->parent != NO_BODY) {
		json_key(json, "parentOrganization");
		put_resource(json, uri_of(jsonld, "organ", vocabulary->bodies[body->parent].id));
	}
	if (body->successor != NO_BODY) {
		json_key(json, "dcterms:isReplacedBy");
		put_resource(json, uri_of(jsonld, "organ", vocabulary->bodies[body->successor].id));
	}
}

static void put_concept(struct json *json, const struct jsonld *jsonld, const char *kind, struct str id,
                        struct bilingual label)
{
	json_pair(json, "@id", uri_of(jsonld, kind, id));
	json_key(json, "@type");
	json_open(json, '[');
	json_string(json, STR("DefinedTerm"));
	json_string(json, STR("skos:Concept"));
	json_close(json);
	json_pair(json, "termCode", id);
	json_pair(json, "name", bilingual_str(label, jsonld->telling->language));
	json_pair(json, "skos:prefLabel", bilingual_str(label, jsonld->telling->language));
}

void jsonld_word(struct json *json, const struct jsonld *jsonld, enum vocabulary_file file, uint32_t index)
{
	const struct vocabulary *vocabulary = &jsonld->telling->registry->vocabulary;
	const struct topic *topic = &vocabulary->topics[file == VOCABULARY_TOPICS ? index : 0];

	if (file == VOCABULARY_BODIES)
		put_body_word(json, jsonld, &vocabulary->bodies[index]);
	else if (file == VOCABULARY_TYPES)
		put_concept(json, jsonld, "typer", vocabulary->types[index].id, vocabulary->types[index].name);
	else
		put_concept(json, jsonld, "amnen", topic->id, topic->label);
	if (file == VOCABULARY_TOPICS && topic->broader != NO_BODY) {
		json_key(json, "skos:broader");
		put_resource(json, uri_of(jsonld, "amnen", vocabulary->topics[topic->broader].id));
	}
}
