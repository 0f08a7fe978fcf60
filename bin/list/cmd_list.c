/* styrdok list: what there is of documents, bodies, topics and types. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/list/table.h"
#include "bin/wording/reasons.h"
#include "registry/base/spelling.h"
#include "registry/graph/document_order.h"
#include "registry/scope/topic.h"
#include "registry/validity/relation_effect.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum kind { KIND_DOCUMENTS, KIND_BODIES, KIND_TOPICS, KIND_TYPES, KINDS };

struct list_options {
	struct options common;
	const char *status, *type, *steward;
};

struct listing {
	const struct list_options *options;
	const struct registry *registry;
	struct arena arena;
	struct telling telling;
	enum kind kind;
	uint32_t body, topic, type, steward; /* that are asked for, or NO_BODY */
	enum stage stage;                    /* the same, or STAGE_NONE, */
	enum status status;                  /* or STATUS_COUNT */
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

/* Within the period, for certain or perhaps; what has no day is in none. */
static bool is_decided_within(const struct document *document, const struct options *options)
{
	if (!options->from.known && !options->to.known)
		return true;
	return document->decided.known &&
	       (!options->from.known || date_before(document->decided, options->from) != TRI_YES) &&
	       (!options->to.known || date_before(options->to, document->decided) != TRI_YES);
}

static bool is_asked_for(const struct listing *listing, uint32_t index, struct str status)
{
	const struct document *document = &listing->registry->documents[index];
	uint32_t named = 0;

	return (listing->status == STATUS_COUNT || str_equal(status, str_from(status_name(listing->status)))) &&
	       (listing->stage == STAGE_NONE || document_stage(document) == listing->stage) &&
	       (listing->type == NO_BODY || document->type_index == listing->type) &&
	       (listing->body == NO_BODY || document->decided_by_index == listing->body) &&
	       (listing->steward == NO_BODY || document->steward_index == listing->steward) &&
	       (listing->topic == NO_BODY ||
	        document_concerns(listing->registry, index, listing->topic, &named) == TRI_YES) &&
	       is_decided_within(document, &listing->options->common);
}

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

	if (is_asked_for(listing, index, key))
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

/* What picks documents out has nothing to say of the vocabulary. */
static bool is_picking(const struct list_options *options)
{
	return options->status || options->type || options->steward || options->common.body || options->common.topic ||
	       options->common.from.known || options->common.to.known;
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

static bool is_word_of(struct str word, struct str name, struct bilingual label)
{
	return str_equal(word, name) || str_equal(word, bilingual_str(label, LANGUAGE_SV)) ||
	       str_equal(word, bilingual_str(label, LANGUAGE_EN));
}

/* The stages' words and the statuses', and what people call the statuses, name them; of another, all are told. */
static int find_status(struct listing *listing)
{
	struct str word = listing->options->status ? str_from(listing->options->status) : STR_EMPTY;

	listing->status = STATUS_COUNT;
	if (!word.n)
		return EXIT_CLEAN;
	for (listing->stage = STAGE_DRAFT; listing->stage <= STAGE_WITHDRAWN; listing->stage++)
		if (str_equal(word, str_from(stage_name(listing->stage))))
			return EXIT_CLEAN;
	listing->stage = STAGE_NONE;
	for (listing->status = 0; listing->status < STATUS_COUNT; listing->status++)
		if (is_word_of(word, str_from(status_name(listing->status)), *status_texts(listing->status)))
			return EXIT_CLEAN;
	for (enum status status = 0; status < STATUS_COUNT; status++)
		fprintf(stderr, "  %-26s %.*s\n", status_name(status),
		        STR_ARG(status_label(status, listing->telling.language)));
	return usage_error(listing->telling.language,
	                   (struct bilingual){"there is no status '%s'", "det finns ingen status ”%s”"}, word.at);
}

static int look_up(struct listing *listing)
{
	const struct list_options *options = listing->options;
	const struct {
		const char *name;
		enum vocabulary_file file;
		uint32_t *out;
	} wanted[] = {
		{options->common.body, VOCABULARY_BODIES, &listing->body},
		{options->steward, VOCABULARY_BODIES, &listing->steward},
		{options->common.topic, VOCABULARY_TOPICS, &listing->topic},
		{options->type, VOCABULARY_TYPES, &listing->type},
	};

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		int status = EXIT_CLEAN;
		*wanted[i].out = NO_BODY;
		if (wanted[i].name)
			status = lookup_vocabulary(listing->registry, wanted[i].file, wanted[i].name,
			                           listing->telling.language, wanted[i].out);
		if (status)
			return status;
	}
	return find_status(listing);
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
	struct listing listing = {.options = (const struct list_options *)options};
	struct spelling spelling = spelling_of(options->arg_count ? str_from(options->args[0]) : STR_EMPTY);
	struct registry *registry = NULL;
	struct error error;
	int status = EXIT_CLEAN;

	listing.kind = kind_named(options, &spelling);
	if (listing.kind == KINDS || options->arg_count > 1)
		return wrong_kind(options, &spelling);
	if (listing.kind != KIND_DOCUMENTS && is_picking(listing.options))
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
	status = look_up(&listing);
	if (!status) {
		make(&listing);
		FORMAT_CHOSEN(options, struct list_format)->write(stdout, &listing.table);
	}
	status = status_with_unread(status, footing_of(registry, listing.telling.language));
	arena_release(&listing.arena);
	registry_free(registry);
	return status;
}

#define AT(member) offsetof(struct list_options, member)

static const struct option_row list_rows[] = {
	{"status",
         OPTION_TEXT,
         AT(status),
         {"STATUS", "STATUS"},
         {"only documents in this stage, or with this status on the day: draft, in-force, superseded ...",
          "bara dokument i detta skede, eller med denna status på dagen: draft, in-force, superseded ..."},
         NULL,
         NULL},
	{"type",
         OPTION_TEXT,
         AT(type),
         {"TYPE", "TYP"},
         {"only documents of this type", "bara dokument av denna typ"},
         NULL,
         NULL},
	{"decided-by",
         OPTION_TEXT,
         offsetof(struct options, body),
         {"BODY", "ORGAN"},
         {"only documents that this body decided", "bara dokument som detta organ har beslutat"},
         NULL,
         NULL},
	{"steward",
         OPTION_TEXT,
         AT(steward),
         {"BODY", "ORGAN"},
         {"only documents that this body answers for", "bara dokument som detta organ ansvarar för"},
         NULL,
         NULL},
	{0}};

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
	COMMAND_OPTIONS(option_repo, option_rev, option_on, list_rows, option_body, option_topic, option_period),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct list_options),
	.run = run,
	.extent = REGISTRY_GRAPH,
};
