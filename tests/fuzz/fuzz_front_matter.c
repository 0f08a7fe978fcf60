/* Reading of front matter: under the default configuration, one with keys of its own, and one with small limits. */
#include "registry/document/config.h"
#include "tests/fuzz/invariants.h"

#define CONFIGS 3

static const struct config *config_at(size_t i)
{
	static const char *const texts[CONFIGS] = {
		"",
		"front-matter:\n  id: eip\n  decided: created\n  topics: category\n  relations: {requires: kräver, "
		"supersedes: "
		"replaces, superseded-by: ersatt-av}\n  status-words: {Final: decided, Draft: draft}\n",
		"limits: {front-matter-bytes: 300, yaml-depth: 3, yaml-nodes: 12}\n",
	};
	static struct config configs[CONFIGS];
	static struct arena arena;

	if (!configs[i].language) {
		config_read(&configs[i], &arena, str_from(texts[i]));
		require(configs[i].problems.n == 0);
	}
	return &configs[i];
}

static void require_date(struct date date)
{
	require(date.first <= date.last);
	require(date.known || (date.first == DAY_MIN && date.last == DAY_MAX));
}

static void require_names(struct str text, const struct names *names)
{
	for (uint32_t i = 0; i < names->n; i++) {
		require(names->at[i].text.n > 0);
		require_text(names->at[i].text);
		require_place(text, names->at[i].at);
		require(names->at[i].at.line >= 1);
	}
}

static void require_reference(struct str text, const struct reference *reference)
{
	require_text(reference->name);
	require_text(reference->part);
	require_place(text, reference->at);
	require_place(text, reference->part_at);
	require(reference->document == NO_DOCUMENT);
}

static void require_relation(struct str text, const struct relation *relation)
{
	require((unsigned)relation->type < RELATION_TYPES);
	require((unsigned)relation->state <= STATE_DISPUTED);
	require(relation->target.name.n > 0);
	require(relation->target.at.line >= 1);
	require_reference(text, &relation->target);
	require_reference(text, &relation->when);
	require_reference(text, &relation->source);
	require_date(relation->from);
	require_place(text, relation->from_at);
	require_place(text, relation->state_at);
	require_text(relation->note);
}

static void require_document(struct str text, const struct document *document)
{
	const struct date dates[] = {document->decided, document->dated,    document->referred, document->reply_by,
	                             document->expires, document->in_force, document->review_by};

	for (uint32_t i = 0; i < document->problem_count; i++)
		require_problem(text, &document->problems[i]);
	require(document->readable || document->problem_count > 0);
	require(document->readable || (!document->relation_count && !document->scope_count));
	require((unsigned)document->stage <= STAGE_WITHDRAWN && (unsigned)document->holding <= HOLDING_REFERENCE);
	require(document->id.n > 0);
	require_text(document->id);
	require_text(document->title);
	require_text(document->type);
	require_text(document->decided_by);
	require_text(document->steward);
	require_names(text, &document->aliases);
	require_names(text, &document->dnr);
	require_names(text, &document->topics);
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		require_date(dates[i]);
	for (uint32_t i = 0; i < document->scope_count; i++) {
		require(document->scopes[i].body.text.n > 0);
		require_text(document->scopes[i].body.text);
		require_text(document->scopes[i].via.text);
		require_place(text, document->scopes[i].body.at);
		require_place(text, document->scopes[i].via.at);
	}
	for (uint32_t i = 0; i < document->relation_count; i++)
		require_relation(text, &document->relations[i]);
	for (size_t i = 0; i < KEY_COUNT; i++)
		require_place(text, document->keys[i]);
}

/* The body begins on a line of its own, and the line's number is right. */
static void require_body(struct str text, const struct document *document)
{
	uint32_t lines = 1;

	if (!document->readable)
		return;
	require(document->body_at <= text.n);
	for (size_t i = 0; i < document->body_at; i++)
		lines += text.at[i] == '\n';
	/* without a line break at its end, the closing line is the last one and the body is empty */
	require(document->body_line == lines || (document->body_at == text.n && document->body_line == lines + 1));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};

	for (size_t i = 0; i < CONFIGS; i++) {
		struct arena arena = ARENA_EMPTY, scratch = ARENA_EMPTY;
		struct document document = {.path = STR("docs-corpus/policy/telefonpolicy-1996.md")};
		struct str copy = text_copy(text);
		document_read_front_matter(&document, &arena, &scratch, config_at(i), copy);
		text_free(copy);
		arena_release(&scratch);
		require_document(text, &document);
		require_body(text, &document);
		arena_release(&arena);
	}
	return 0;
}
