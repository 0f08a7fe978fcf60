/* styrdok export: the whole register, for other programs. */
#include "bin/command/command.h"
#include "bin/export/jsonld.h"
#include "bin/wording/unread.h"
#include "registry/document/key_table.h"
#include "registry/graph/document_order.h"
#include "registry/history/document_diff.h"

#include <stddef.h>
#include <stdio.h>

struct export_options {
	struct options common;
	const char *base;
};

struct exporting {
	struct telling *telling;
	const struct export_options *options;
	struct footing footing;
	struct str base;
	uint32_t *order; /* of the documents */
};

typedef void export_fn(FILE *out, const struct exporting *exporting);

/* --- linked data ------------------------------------------------------------------------------------------------------- */

static void json_words(struct json *json, const struct jsonld *jsonld, enum vocabulary_file file, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		json_open(json, '{');
		jsonld_word(json, jsonld, file, i);
		json_close(json);
	}
}

static void as_jsonld(FILE *out, const struct exporting *exporting)
{
	const struct registry *registry = exporting->telling->registry;
	struct arena arena = ARENA_EMPTY; /* of one document at a time */
	struct telling telling = *exporting->telling;
	struct jsonld jsonld = {&telling, exporting->base, exporting->options->common.on};
	struct json json = {.out = out};

	telling.arena = &arena;
	json_open(&json, '{');
	jsonld_context(&json);
	json_unread(&json, exporting->footing);
	json_key(&json, "@graph");
	json_open(&json, '[');
	json_words(&json, &jsonld, VOCABULARY_BODIES, registry->vocabulary.body_count);
	json_words(&json, &jsonld, VOCABULARY_TYPES, registry->vocabulary.type_count);
	json_words(&json, &jsonld, VOCABULARY_TOPICS, registry->vocabulary.topic_count);
	for (uint32_t i = 0; i < registry->count; i++) {
		json_open(&json, '{');
		jsonld_document(&json, &jsonld, exporting->order[i]);
		json_close(&json);
		arena_reset(&arena);
	}
	json_close(&json);
	json_close(&json);
	arena_release(&arena);
}

/* --- a spreadsheet ----------------------------------------------------------------------------------------------------- */

/* "decided-by" as other programs' columns are called. */
static void csv_heading(struct csv *csv, struct arena *arena, const char *key)
{
	struct str name = arena_copy(arena, str_from(key));

	for (char *at = (char *)(uintptr_t)name.at; *at; at++)
		if (*at == '-')
			*at = '_';
	csv_text(csv, name);
}

/* What the document says it does to others: "supersedes a#part, b". */
static struct str relations_of(struct arena *arena, const struct registry *registry, uint32_t document,
                               enum relation_type type)
{
	struct str all = STR_EMPTY;

	EDGES_EACH(relation, registry->by, document)
		if (relation->type == type)
			all = arena_format(arena, "%.*s%s%.*s%s%.*s%s", STR_ARG(all), all.n ? ", " : "",
			                   STR_ARG(registry->documents[relation->target.document].id),
			                   relation->target.part.n ? "#" : "", STR_ARG(relation->target.part),
			                   relation_state_text(relation->state, LANGUAGE_EN));
	return all;
}

static void csv_document(struct csv *csv, struct arena *arena, const struct exporting *exporting, uint32_t index)
{
	const struct registry *registry = exporting->telling->registry;
	const struct document *document = &registry->documents[index];
	enum status status = status_on(registry, index, MARKDOWN_NO_PART, exporting->options->common.on);

	csv_text(csv, document->path);
	csv_text(csv, status_key(registry, index, status));
	for (int key = 0; key < KEY_COUNT; key++)
		csv_text(csv, document_value(arena, document, (enum document_key)key));
	for (int type = 0; type < RELATION_TYPES; type++)
		csv_text(csv, relations_of(arena, registry, index, (enum relation_type)type));
	csv_end_line(csv);
}

static void as_csv(FILE *out, const struct exporting *exporting)
{
	struct arena arena = ARENA_EMPTY;
	struct csv csv = {.out = out};

	csv_text(&csv, STR("path"));
	csv_text(&csv, STR("computed_status"));
	for (int key = 0; key < KEY_COUNT; key++)
		csv_heading(&csv, &arena, document_keys.rows[key].key);
	for (int type = 0; type < RELATION_TYPES; type++)
		csv_heading(&csv, &arena, relation_name((enum relation_type)type));
	csv_end_line(&csv);
	for (uint32_t i = 0; i < exporting->telling->registry->count; i++) {
		csv_document(&csv, &arena, exporting, exporting->order[i]);
		arena_reset(&arena);
	}
	csv_unread(&csv, exporting->footing, KEY_COUNT + RELATION_TYPES + 2);
	arena_release(&arena);
}

/* --- the command ------------------------------------------------------------------------------------------------------- */

static const struct export_format {
	struct format format;
	export_fn *write;
} formats[] = {{{"jsonld"}, as_jsonld}, {{"csv"}, as_csv}, {{NULL}, NULL}};

/* The address with a slash at its end, since names follow. */
static struct str base_of(struct arena *arena, const char *base)
{
	struct str text = str_from(base);

	return !text.n || str_ends(text, STR("/")) ? text : arena_format(arena, "%s/", base);
}

static int run(const struct options *common)
{
	const struct export_options *options = (const struct export_options *)common;
	struct arena arena = ARENA_EMPTY;
	struct telling telling = {.arena = &arena};
	struct exporting exporting = {.telling = &telling, .options = options, .base = base_of(&arena, options->base)};
	struct registry *registry = NULL;
	struct error error;
	int status = EXIT_CLEAN;

	if (common->arg_count)
		return usage_error(language_of_command_line(common),
		                   (struct bilingual){"one argument too many: '%s'", "ett argument för mycket: ”%s”"},
		                   common->args[0]);
	registry = open_registry(common, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	telling.registry = registry;
	telling.language = language_of(common, registry);
	exporting.footing = footing_of(registry, telling.language);
	exporting.order = ARENA_ARRAY(&arena, uint32_t, registry->count);
	for (uint32_t i = 0; i < registry->count; i++)
		exporting.order[i] = i;
	documents_sort(registry, exporting.order, registry->count);
	FORMAT_CHOSEN(common, struct export_format)->write(stdout, &exporting);
	status = status_with_unread(EXIT_CLEAN, exporting.footing);
	arena_release(&arena);
	registry_free(registry);
	return status;
}

static const struct option_row export_rows[] = {
	{"base",
         OPTION_TEXT,
         offsetof(struct export_options, base),
         {"URL", "URL"},
         {"the address under which the register is published, before dokument/ID",
          "adressen som registret publiceras under, före dokument/ID"},
         NULL,
         NULL},
	{0}};

const struct command command_export = {
	.name = "export",
	.arguments = {"[OPTIONS]", "[FLAGGOR]"},
	.summary = {"the whole register, for other programs", "hela registret, för andra program"},
	.details =
		{"Linked data (JSON-LD with schema.org/Legislation and ELI), or a table with a row for each document.",
                 "Länkade data (JSON-LD med schema.org/Legislation och ELI), eller en tabell med en rad för varje "
                 "dokument."},
	COMMAND_OPTIONS(option_repo, option_rev, option_on, export_rows),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct export_options),
	.run = run,
};
