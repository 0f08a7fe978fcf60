/* Checks of the register as a whole: ids and paths that meet, severities that name nothing. */
#include "registry/graph/passed_over.h"
#include "registry/port/unicode.h"
#include "rules/checks/checks.h"

void check_data_files(struct check *check)
{
	const struct registry *registry = check->registry;

	check_data_problems(check, DATA_CONFIG, registry->config_path, &registry->config.problems);
	for (int i = 0; i < VOCABULARY_FILES; i++)
		check_data_problems(check, DATA_VOCABULARY, registry->vocabulary.paths[i],
		                    &registry->vocabulary.problems[i]);
	if (registry->config_is_link)
		check_report_file(check, DIAGNOSTIC_CONFIG_SYMLINK, registry->config_path, LOCATION_FILE,
		                  ARGUMENTS(STR_EMPTY));
	if (registry->overfull)
		check_report_file(check, DIAGNOSTIC_LIMIT_DOCUMENTS, registry->config.documents, LOCATION_FILE,
		                  ARGUMENTS(arena_format(check->arena, "%u", registry->config.limits.documents)));
}

static void check_ids(struct check *check)
{
	const struct registry *registry = check->registry;

	for (uint32_t i = 0; i < registry->count; i++) {
		const struct document *document = &registry->documents[i], *first = NULL;
		uint32_t found = document->readable ? registry_find(registry, document->id) : i;
		if (found == i)
			continue;
		first = &registry->documents[found];
		report(check, DIAGNOSTIC_DOCUMENT_ID_DUPLICATE, i, document_location(document, KEY_ID), document->id,
		       first->path);
		relate(check, RELATED_FIRST_HERE, first->path, document_location(first, KEY_ID), STR_EMPTY);
	}
}

static void check_paths(struct check *check)
{
	const struct registry *registry = check->registry;
	struct map folded = {0};

	for (uint32_t i = 0; i < registry->count; i++) {
		struct str path = unicode_fold(check->arena, unicode_nfc(check->arena, registry->documents[i].path));
		uint32_t first = map_add(&folded, path, i);
		if (first != i)
			report(check, DIAGNOSTIC_DOCUMENT_CASE, i, LOCATION_FILE, registry->documents[first].path);
	}
	map_release(&folded);
}

void check_duplicates(struct check *check)
{
	check_ids(check);
	check_paths(check);
}

void check_severities(struct check *check)
{
	const struct config *config = &check->registry->config;

	for (uint32_t i = 0; i < config->stated_severity_count; i++) {
		const struct config_severity *severity = &config->stated_severities[i];
		struct str nearest = STR_EMPTY;
		enum diagnostic diagnostic = diagnostic_find(severity->code.text, &nearest);
		if (diagnostic == DIAGNOSTIC_COUNT)
			check_report_file(check, DIAGNOSTIC_CONFIG_VALUE, check->registry->config_path,
			                  severity->code.at,
			                  ARGUMENTS(severity->code.text, argument_term(TERM_UNKNOWN_CODE), nearest));
		else if (diagnostic_row(diagnostic)->firm &&
		         !str_equal(severity->level, str_from(severity_name(diagnostic_row(diagnostic)->severity))))
			check_report_file(check, DIAGNOSTIC_CONFIG_VALUE, check->registry->config_path,
			                  severity->code.at,
			                  ARGUMENTS(severity->code.text, argument_term(TERM_FIRM_CODE)));
	}
}

#define PASSED_OVER_TOLD 5u

/* "README.md, a.markdown, ... (7)": what lies where documents are looked for, and is none. */
static struct str passed_over(struct check *check)
{
	const struct registry *registry = check->registry;
	struct str listed = STR_EMPTY;
	size_t count = 0;

	for (size_t i = 0; i < registry->other_count; i++) {
		if (!registry_is_among_documents(registry, registry->others[i].path))
			continue;
		if (count++ < PASSED_OVER_TOLD)
			listed = arena_format(check->arena, "%.*s%s%.*s", STR_ARG(listed), listed.n ? ", " : "",
			                      STR_ARG(registry->others[i].path));
	}
	if (count > PASSED_OVER_TOLD)
		listed = arena_format(check->arena, "%.*s, ... (%zu)", STR_ARG(listed), count);
	return listed;
}

/* A register that holds nothing is more likely one that was looked for in the wrong folder. */
void check_empty(struct check *check)
{
	const struct registry *registry = check->registry;
	struct str folder = registry->config.documents.n ? registry->config.documents : STR(".");

	if (registry->count || registry->overfull || registry->config.unreadable)
		return;
	check_report_file(check, DIAGNOSTIC_REGISTER_EMPTY, folder, LOCATION_FILE,
	                  ARGUMENTS(folder, passed_over(check)));
}

/* The first body that a document names, for whom it applies or who decided it; an empty name when none does. */
static struct named body_named(const struct document *document)
{
	struct named named = {.text = document->decided_by, .at = document_location(document, KEY_DECIDED_BY)};

	for (uint32_t i = 0; !named.text.n && i < document->scope_count; i++)
		named = document->scopes[i].body;
	return named;
}

void check_passed_over(struct check *check)
{
	const struct registry *registry = check->registry;

	for (size_t i = 0; i < registry->other_count; i++)
		if (registry->others[i].kind == FILE_PASSED_OVER)
			check_report_file(check, DIAGNOSTIC_DOCUMENT_PASSED_OVER, registry->others[i].path,
			                  LOCATION_FILE,
			                  ARGUMENTS(passed_over_name(check->arena, registry->others[i].path)));
}

/* Is the vocabulary there under another name? */
static bool is_vocabulary_misnamed(const struct registry *registry)
{
	for (size_t i = 0; i < registry->other_count; i++)
		if (registry->others[i].kind == FILE_PASSED_OVER &&
		    !registry_is_among_documents(registry, registry->others[i].path))
			return true;
	return false;
}

/* A collection with keys of its own may call anybody anything. */
void check_vocabulary(struct check *check)
{
	const struct registry *registry = check->registry;
	struct str path = registry->vocabulary.paths[VOCABULARY_BODIES];

	if (registry->vocabulary.declared[VOCABULARY_BODIES] || registry->vocabulary.problems[VOCABULARY_BODIES].n ||
	    registry->config.mapped || is_vocabulary_misnamed(registry))
		return;
	for (uint32_t i = 0; i < registry->count; i++) {
		struct named named = body_named(&registry->documents[i]);
		if (!named.text.n)
			continue;
		check_report_file(check, DIAGNOSTIC_VOCABULARY_MISSING, path, LOCATION_FILE, ARGUMENTS(named.text));
		relate(check, RELATED_STATED_HERE, registry->documents[i].path, named.at, STR_EMPTY);
		return;
	}
}
