/* styrdok list: what there is of documents, bodies, topics and types. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/list/document_filter.h"
#include "bin/list/table.h"
#include "bin/wording/reasons.h"
#include "registry/base/spelling.h"
#include "registry/graph/document_order.h"

#include <stdio.h>
#include <stdlib.h>

enum kind { KIND_DOCUMENTS, KIND_BODIES, KIND_TOPICS, KIND_TYPES, KINDS };

struct listing {
	const struct filter_options *options;
	const struct registry *registry;
	struct arena arena;
	struct telling telling;
	enum kind kind;
	struct document_filter filter;
	struct table table;
	struct cell *cells;
};

#define MORE(listing) (&(listing)->cells[(listing)->table.rows++ * (listing)->table.column_count])

/* --- documents --------------------------------------------------------------------------------------------------------- */

static const struct column document_columns[] = {
	{"id", {"document", "dokument"}, CELL_TEXT},
	{"title", {"title", "titel"}, CELL_TEXT},
	{"type", {"type", "typ"}, CELL_TEXT},
	{"status", {"", ""}, CELL_TEXT},
	{"status_label", {"status", "status"}, CELL_TEXT},
	{"dnr", {"case number", "diarienummer"}, CELL_NAMES},
	{"decided_by", {"", ""}, CELL_TEXT},
	{"decided", {"decided", "beslutat"}, CELL_TEXT},
	{"steward", {"", ""}, CELL_TEXT},
	{"topics", {"", ""}, CELL_NAMES},
	{"path", {"", ""}, CELL_TEXT},
};

static struct str date_cell(struct listing *listing, struct date date)
{
	return date.known ? date_text(&listing->arena, date) : STR_EMPTY;
}

static void list_document(struct listing *listing, uint32_t index)
{
	const struct document *document = &listing->registry->documents[index];
	enum status status = status_on(listing->registry, index, MARKDOWN_NO_PART, listing->options->common.on);
	struct str key = status_key(listing->registry, index, status); /* of what governs nothing, "decided" */
	const struct cell row[] = {
		{.text = document->id},
		{.text = document->title},
		{.text = document->type},
		{.text = key},
		{.text = status_words(&listing->telling, index, status)},
		{.names = &document->dnr},
		{.text = document->decided_by},
		{.text = date_cell(listing, document->decided)},
		{.text = document->steward},
		{.names = &document->topics},
		{.text = document->path},
	};

	if (filter_lets_through(&listing->filter, index, key))
		memcpy(MORE(listing), row, sizeof row);
}

static void list_documents(struct listing *listing)
{
	uint32_t count = listing->registry->count;
	uint32_t *order = ARENA_ARRAY(&listing->arena, uint32_t, count);

	for (uint32_t i = 0; i < count; i++)
		order[i] = i;
	documents_sort(listing->registry, order, count);
	for (uint32_t i = 0; i < count; i++)
		list_document(listing, order[i]);
}

/* --- the vocabulary ---------------------------------------------------------------------------------------------------- */

static const struct column body_columns[] = {
	{"id", {"body", "organ"}, CELL_TEXT},
	{"title", {"name", "namn"}, CELL_TEXT},
	{"kind", {"kind", "slag"}, CELL_TEXT},
	{"rank", {"rank", "rang"}, CELL_TEXT},
	{"parent", {"parent", "överordnat"}, CELL_TEXT},
	{"aliases", {"also called", "kallas"}, CELL_NAMES},
	{"from", {"from", "från"}, CELL_TEXT},
	{"to", {"to", "till"}, CELL_TEXT},
};

static void list_bodies(struct listing *listing)
{
	const struct vocabulary *vocabulary = &listing->registry->vocabulary;

	for (uint32_t i = 0; i < vocabulary->body_count; i++) {
		const struct body *body = &vocabulary->bodies[i];
		const struct cell row[] = {
			{.text = body->id},
			{.text = body->name},
			{.text = body->kind},
			{.text = body->rank ? arena_format(&listing->arena, "%u", body->rank) : STR_EMPTY},
			{.text = body->parent == NO_BODY ? STR_EMPTY : vocabulary->bodies[body->parent].id},
			{.names = &body->aliases},
			{.text = date_cell(listing, body->from)},
			{.text = date_cell(listing, body->to)},
		};
		memcpy(MORE(listing), row, sizeof row);
	}
}

static const struct column topic_columns[] = {
	{"id", {"topic", "ämne"}, CELL_TEXT},
	{"title", {"name", "namn"}, CELL_TEXT},
	{"broader", {"part of", "ingår i"}, CELL_TEXT},
};

static void list_topics(struct listing *listing)
{
	const struct vocabulary *vocabulary = &listing->registry->vocabulary;

	for (uint32_t i = 0; i < vocabulary->topic_count; i++) {
		const struct topic *topic = &vocabulary->topics[i];
		const struct cell row[] = {
			{.text = topic->id},
			{.text = bilingual_str(topic->label, listing->telling.language)},
			{.text = topic->broader == NO_BODY ? STR_EMPTY : vocabulary->topics[topic->broader].id},
		};
		memcpy(MORE(listing), row, sizeof row);
	}
}

static const struct column type_columns[] = {
	{"id", {"type", "typ"}, CELL_TEXT},
	{"title", {"name", "namn"}, CELL_TEXT},
	{"decided_by", {"decided by", "beslutas av"}, CELL_NAMES},
	{"governing", {"governing", "styrande"}, CELL_FLAG},
};

static void list_types(struct listing *listing)
{
	const struct vocabulary *vocabulary = &listing->registry->vocabulary;

	for (uint32_t i = 0; i < vocabulary->type_count; i++) {
		const struct document_type *type = &vocabulary->types[i];
		const struct cell row[] = {
			{.text = type->id},
			{.text = bilingual_str(type->name, listing->telling.language)},
			{.names = &type->decided_by},
			{.flag = type->governing},
		};
		memcpy(MORE(listing), row, sizeof row);
	}
}

static const struct kind_row {
	const char *name, *also; /* in Swedish */
	const struct column *columns;
	size_t column_count;
	void (*list)(struct listing *listing);
} kinds[KINDS] = {
#define COLUMNS(columns) columns, sizeof columns / sizeof *columns
	[KIND_DOCUMENTS] = {"documents", "dokument", COLUMNS(document_columns), list_documents},
	[KIND_BODIES] = {"bodies", "organ", COLUMNS(body_columns), list_bodies},
	[KIND_TOPICS] = {"topics", "ämnen", COLUMNS(topic_columns), list_topics},
	[KIND_TYPES] = {"types", "typer", COLUMNS(type_columns), list_types},
};

/* --- formats ----------------------------------------------------------------------------------------------------------- */

static const struct list_format {
	struct format format;
	table_write_fn *write;
} formats[] = {{{"text"}, table_as_text}, {{"csv"}, table_as_csv}, {{"json"}, table_as_json}, {{NULL}, NULL}};

/* --- the command -------------------------------------------------------------------------------------------------------- */

/* documents, unless something else is named; KINDS when there is no such. */
static enum kind kind_named(const struct options *options, struct spelling *spelling)
{
	for (enum kind kind = 0; kind < KINDS && options->arg_count; kind++) {
		if (!strcmp(options->args[0], kinds[kind].name) || !strcmp(options->args[0], kinds[kind].also))
			return kind;
		spelling_try(spelling, str_from(kinds[kind].name));
	}
	return options->arg_count ? KINDS : KIND_DOCUMENTS;
}

static int wrong_kind(const struct options *options, struct spelling *spelling)
{
	enum language language = language_of_command_line(options);

	if (options->arg_count > 1)
		return usage_error(language,
		                   (struct bilingual){"one argument too many: '%s'", "ett argument för mycket: ”%s”"},
		                   options->args[1]);
	tell_nearest(spelling, language);
	return usage_error(language,
	                   (struct bilingual){"say list documents, bodies, topics or types, not '%s'",
	                                      "skriv list documents, bodies, topics eller types, inte ”%s”"},
	                   options->args[0]);
}

static void make(struct listing *listing)
{
	const struct registry *registry = listing->registry;
	const struct kind_row *kind = &kinds[listing->kind];
	const size_t most[KINDS] = {registry->count, registry->vocabulary.body_count, registry->vocabulary.topic_count,
	                            registry->vocabulary.type_count};

	listing->cells = ARENA_ARRAY(&listing->arena, struct cell, most[listing->kind] * kind->column_count);
	listing->table = (struct table){.columns = kind->columns,
	                                .column_count = kind->column_count,
	                                .cells = listing->cells,
	                                .none = {"there is nothing of the kind", "det finns inget sådant"},
	                                .kind = kind->name,
	                                .on = listing->kind == KIND_DOCUMENTS ? listing->options->common.on : DATE_NONE,
	                                .language = listing->telling.language,
	                                .footing = footing_of(registry, listing->telling.language)};
	kind->list(listing);
}

static int run(const struct options *options)
{
	struct listing listing = {.options = (const struct filter_options *)options};
	struct spelling spelling = spelling_of(options->arg_count ? str_from(options->args[0]) : STR_EMPTY);
	struct registry *registry = NULL;
	struct error error;
	int status = EXIT_CLEAN;

	listing.kind = kind_named(options, &spelling);
	if (listing.kind == KINDS || options->arg_count > 1)
		return wrong_kind(options, &spelling);
	if (listing.kind != KIND_DOCUMENTS && filter_is_stated(listing.options))
		return usage_error(
			language_of_command_line(options),
			(struct bilingual){
				"only documents can be picked out by status, type, body, topic, steward or time, "
				"not '%s'",
				"bara dokument kan väljas efter status, typ, organ, ämne, ansvarig eller tid, "
				"inte ”%s”"},
			kinds[listing.kind].name);
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	listing.registry = registry;
	listing.telling = (struct telling){registry, &listing.arena, language_of(options, registry), options->color};
	status = filter_look_up(&listing.filter, listing.options, registry, listing.telling.language);
	if (!status) {
		make(&listing);
		FORMAT_CHOSEN(options, struct list_format)->write(stdout, &listing.table);
	}
	status = status_with_unread(status, footing_of(registry, listing.telling.language));
	arena_release(&listing.arena);
	registry_free(registry);
	return status;
}

const struct command command_list = {
	.name = "list",
	.arguments = {"[OPTIONS] [documents | bodies | topics | types]",
                      "[FLAGGOR] [documents | bodies | topics | types]"},
	.summary = {"what there is: documents, bodies, topics, types", "vad som finns: dokument, organ, ämnen, typer"},
	.details = {"Documents unless something else is named. --body is the same as --decided-by; --from and --to ask "
                    "for documents "
                    "that were decided in that time.",
                    "Dokument om inget annat anges. --body är detsamma som --decided-by; --from och --to frågar efter "
                    "dokument som "
                    "beslutades under den tiden."},
	COMMAND_OPTIONS(option_repo, option_rev, option_on, filter_rows, option_body, option_topic, option_period),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct filter_options),
	.run = run,
	.extent = REGISTRY_GRAPH,
};
