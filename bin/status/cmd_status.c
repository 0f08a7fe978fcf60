/* styrdok status: which documents apply on a date, and why. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/wording/reasons.h"
#include "bin/wording/unread.h"
#include "bin/write/json.h"
#include "registry/base/thread_pool.h"
#include "registry/graph/document_order.h"
#include "registry/graph/load.h"
#include "registry/validity/status.h"

#include <stdio.h>
#include <stdlib.h>

#define PIECE 16  /* documents that one thread writes at a time */
#define PIECES 64 /* that are held at once: memory does not grow with their number */

struct status_options {
	struct options common;
	bool all;
};

struct asking {
	const struct options *options;
	bool all;
	const struct registry *registry;
	enum language language;
	struct arena arena;
	struct telling telling;
	uint32_t *documents; /* those asked for */
	size_t count;
};

/* --- which documents, in which order ------------------------------------------------------------------------------ */

static void select_all(struct asking *asking)
{
	asking->documents = ARENA_ARRAY(&asking->arena, uint32_t, asking->registry->count);
	for (uint32_t i = 0; i < asking->registry->count; i++)
		asking->documents[asking->count++] = i;
	documents_sort(asking->registry, asking->documents, asking->count);
}

static int select_named(struct asking *asking)
{
	asking->documents = ARENA_ARRAY(&asking->arena, uint32_t, (size_t)asking->options->arg_count);
	for (int i = 0; i < asking->options->arg_count; i++) {
		uint32_t *document = &asking->documents[asking->count++];
		int status = lookup_document(asking->registry, asking->options->args[i], asking->language, document);
		if (status)
			return status;
	}
	return 0;
}

/* --- JSON ---------------------------------------------------------------------------------------------------------- */

static void json_document(struct json *json, const struct asking *asking, struct arena *arena, uint32_t index)
{
	const struct document *document = &asking->registry->documents[index];
	struct telling telling = asking->telling;
	struct status_answer answer;

	telling.arena = arena;
	status_explain(&answer, arena, asking->registry, index, asking->options->on);
	json_open(json, '{');
	json_pair(json, "id", document->id);
	json_pair(json, "title", document->title);
	json_pair(json, "status", status_key(asking->registry, index, answer.status));
	json_reasons(json, &telling, answer.reasons, answer.reason_count);
	json_amendments(json, &telling, answer.amendments, answer.amendment_count);
	json_key(json, "parts");
	json_open(json, '[');
	for (uint32_t i = 0; i < answer.part_count; i++) {
		json_open(json, '{');
		json_pair(json, "part", document->parts[answer.parts[i].part].anchor);
		json_pair(json, "status", status_key(asking->registry, index, answer.parts[i].status));
		json_reasons(json, &telling, answer.parts[i].reasons, answer.parts[i].reason_count);
		json_amendments(json, &telling, answer.parts[i].amendments, answer.parts[i].amendment_count);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

/* Of a whole register, writing takes longer than judging: so threads write pieces of it. */
struct pieces {
	const struct asking *asking;
	const struct json *whole;
	size_t from; /* the first document */
	struct arena arenas[THREAD_POOL_MAX];
	struct json written[PIECES];
};

static void write_piece(void *context, unsigned thread, size_t item)
{
	struct pieces *pieces = context;
	const struct asking *asking = pieces->asking;
	size_t from = pieces->from + item * PIECE;

	json_piece_begin(&pieces->written[item], pieces->whole, from == 0);
	for (size_t i = from; i < from + PIECE && i < asking->count; i++) {
		json_document(&pieces->written[item], asking, &pieces->arenas[thread], asking->documents[i]);
		arena_reset(&pieces->arenas[thread]);
	}
}

static void json_documents(struct json *json, const struct asking *asking)
{
	struct pieces pieces = {.asking = asking, .whole = json};
	unsigned threads = thread_pool_size(asking->count);
	struct error error;

	for (; pieces.from < asking->count; pieces.from += PIECE * PIECES) {
		size_t left = (asking->count - pieces.from + PIECE - 1) / PIECE, count = left < PIECES ? left : PIECES;
		if (thread_pool_run(threads, count, write_piece, &pieces, &error) < 0)
			(void)thread_pool_run(1, count, write_piece, &pieces, &error);
		for (size_t i = 0; i < count; i++)
			json_piece_put(json, &pieces.written[i]);
	}
	for (unsigned i = 0; i < THREAD_POOL_MAX; i++)
		arena_release(&pieces.arenas[i]);
	for (size_t i = 0; i < PIECES; i++)
		json_piece_release(&pieces.written[i]);
}

static void print_json(struct asking *asking)
{
	struct json json = {.out = stdout};
	char date[DATE_TEXT];

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "revision", str_from(source_revision(asking->registry->source)));
	json_pair(&json, "on", str_from(date_format(asking->options->on, date)));
	json_unread(&json, footing_of(asking->registry, asking->language));
	json_key(&json, "documents");
	json_open(&json, '[');
	json_documents(&json, asking);
	json_close(&json);
	json_close(&json);
}

/* --- text ---------------------------------------------------------------------------------------------------------- */

static void tell_parts(struct outline *outline, const struct asking *asking, uint32_t index,
                       const struct status_answer *answer)
{
	for (uint32_t i = 0; i < answer->part_count; i++) {
		const struct document *document = &asking->registry->documents[index];
		struct str anchor = document->parts[answer->parts[i].part].anchor;
		if (!part_fares_apart(answer, i))
			continue;
		outline_open(outline, NODE_ENTRY, document_part_words(outline->arena, document, anchor));
		outline_status(outline, &asking->telling, index, answer->parts[i].status, answer->parts[i].amendments,
		               answer->parts[i].amendment_count);
		outline_close(outline);
	}
}

static void tell_document(struct outline *outline, const struct asking *asking, uint32_t index)
{
	const struct document *document = &asking->registry->documents[index];
	struct status_answer answer;

	status_explain(&answer, outline->arena, asking->registry, index, asking->options->on);
	outline_open(outline, NODE_ENTRY, document->id);
	outline_status(outline, &asking->telling, index, answer.status, answer.amendments, answer.amendment_count);
	if (document->title.n)
		outline_put(outline, NODE_PARAGRAPH, document->title);
	outline_reasons(outline, &asking->telling, answer.reasons, answer.reason_count);
	tell_parts(outline, asking, index, &answer);
	outline_close(outline);
}

/* Of all documents: those that govern come first. What heads them, at the first of each kind; or "". */
static struct str kind_heading(const struct asking *asking, size_t i)
{
	static const struct bilingual govern = {"GOVERNING DOCUMENTS", "STYRDOKUMENT"},
				      others = {"OTHER DOCUMENTS (proposals, replies, decisions: they govern nothing "
	                                        "themselves)",
	                                        "ÖVRIGA HANDLINGAR (förslag, svar, beslut: de styr inget själva)"};
	bool governs = registry_governs(asking->registry, asking->documents[i]);
	bool first = i == 0 || governs != registry_governs(asking->registry, asking->documents[i - 1]);

	return asking->all && first ? bilingual_str(governs ? govern : others, asking->language) : STR_EMPTY;
}

static struct str on_text(struct asking *asking)
{
	struct str day = date_text(&asking->arena, asking->options->on);
	struct bilingual on = {"Status on", "Status den"};

	if (!asking->options->rev)
		return arena_format(&asking->arena, "%s %.*s", bilingual_in(on, asking->language), STR_ARG(day));
	return arena_format(&asking->arena, "%s %.*s (%.10s)", bilingual_in(on, asking->language), STR_ARG(day),
	                    source_revision(asking->registry->source));
}

/* One document is an outline of its own, so that memory does not grow with their number. */
static void print_text(struct asking *asking)
{
	struct arena arena = ARENA_EMPTY;
	struct outline outline;

	asking->telling.arena = &arena;
	for (size_t i = 0; i == 0 || i < asking->count; i++) {
		struct str heading = asking->count ? kind_heading(asking, i) : STR_EMPTY;
		outline_init(&outline, &arena, asking->language);
		outline.color = asking->options->color;
		if (i == 0) {
			outline_put(&outline, NODE_PARAGRAPH, on_text(asking));
			outline_unread(&outline, footing_of(asking->registry, asking->language));
		}
		if (heading.n)
			outline_open(&outline, NODE_SECTION, heading);
		outline_open(&outline, NODE_ENTRIES, STR_EMPTY)->numbered = true;
		if (asking->count)
			tell_document(&outline, asking, asking->documents[i]);
		else
			outline_put(&outline, NODE_ENTRY,
			            bilingual_str((struct bilingual){"the register contains no documents",
			                                             "registret har inga dokument"},
			                          asking->language));
		outline_as_text(stdout, &outline);
		fputs(i + 1 < asking->count ? "\n" : "", stdout);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static const struct status_format {
	struct format format;
	void (*write)(struct asking *asking);
} formats[] = {{{"text"}, print_text}, {{"json"}, print_json}, {{NULL}, NULL}};

static const struct option_row status_rows[] = {
	{"all", OPTION_FLAG, offsetof(struct status_options, all), {0}, {"all documents", "alla dokument"}, NULL, NULL},
	{0}};

static int run(const struct options *options)
{
	const struct status_options *mine = (const struct status_options *)options;
	struct asking asking = {.options = options, .all = mine->all};
	struct registry *registry = NULL;
	struct error error;
	int status = EXIT_CLEAN;

	if (!mine->all && !options->arg_count)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"name documents, or say --all", "ange dokument, eller --all"},
		                   NULL);
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	asking.registry = registry;
	asking.language = language_of(options, registry);
	asking.telling = (struct telling){registry, &asking.arena, asking.language, options->color};
	if (mine->all)
		select_all(&asking);
	else
		status = select_named(&asking);
	if (!status)
		FORMAT_CHOSEN(options, struct status_format)->write(&asking);
	status = status_with_unread(status, footing_of(registry, asking.language));
	arena_release(&asking.arena);
	registry_free(registry);
	return status;
}

const struct command command_status = {
	.name = "status",
	.arguments = {"[OPTIONS] DOC.. | --all", "[FLAGGOR] DOK.. | --all"},
	.summary = {"whether documents apply on a day, with the reasons", "om dokument gäller en viss dag, med skälen"},
	.details = {"DOC is an id, a title, an alias, a case number or a path. Every answer shows its reasons, each "
                    "with file and line. What cannot be determined is said to be so.",
                    "DOK är ett id, en titel, ett alias, ett diarienummer eller en sökväg. Varje svar redovisas med "
                    "sina skäl, vart och ett med fil och rad. Om något inte kan avgöras står det så."},
	COMMAND_OPTIONS(option_repo, option_rev, option_on, status_rows),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct status_options),
	.run = run,
	.extent = REGISTRY_GRAPH,
};
