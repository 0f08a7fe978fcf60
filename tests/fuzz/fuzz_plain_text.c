/* A text as rules see it: every unit is UTF-8 without markup's white space, every byte of it stands where its run says, in order;
 * sentences and cells cut it on whole characters. */
#include "registry/document/front_matter.h"
#include "registry/document/yaml_fields.h"
#include "rules/language/plain_text.h"
#include "tests/fuzz/invariants.h"

struct lines {
	size_t *at;
	size_t n, room;
};

static void lines_find(struct lines *lines, struct str text)
{
	vec_push(lines, 0);
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] == '\n')
			vec_push(lines, i + 1);
}

static bool is_space_at(struct str text, size_t at)
{
	unsigned char byte = (unsigned char)text.at[at];

	return byte == ' ' || (byte >= '\t' && byte <= '\r') || byte == 0xC2 || byte == 0xE2 || byte == '&';
}

/* The byte stands there; a space stands for any white space, or for what is between two cells. */
static size_t require_byte(struct str text, const struct lines *lines, char byte, struct location at, bool row)
{
	size_t offset = 0;

	require(at.line >= 1 && at.line <= lines->n && at.column >= 1);
	offset = lines->at[at.line - 1] + at.column - 1;
	require(offset <= text.n);
	require(at.line == lines->n ||
	        offset <= lines->at[at.line]); /* a cell that is missing stands behind its line */
	require(row || at.line == lines->n || offset < lines->at[at.line]);
	if (!row || (byte != ' ' && byte != '|'))
		require(offset < text.n && (byte == ' ' ? is_space_at(text, offset) : text.at[offset] == byte));
	return offset;
}

static void require_runs(const struct prose_run *runs, size_t count)
{
	require(count > 0 && runs[0].from == 0);
	for (size_t i = 1; i < count; i++)
		require(runs[i].from >= runs[i - 1].from);
}

static void require_bytes(struct str text, const struct lines *lines, const struct prose_unit *unit)
{
	bool row = unit->kind == PROSE_ROW;
	size_t before = 0;

	for (size_t i = 0; i < unit->text.n; i++) {
		struct location at = prose_location(unit, i);
		size_t offset = require_byte(text, lines, unit->text.at[i], at, row);
		require(row || offset >= before);
		before = offset;
		require((unsigned char)unit->text.at[i] >= 0x20 || row || unit->text.at[i] < '\t' ||
		        unit->text.at[i] > '\r');
	}
	/* just behind it is a place, too: that of a match's end */
	require_place(text, prose_location(unit, unit->text.n));
}

static void require_cut(struct str text, size_t at)
{
	require(at <= text.n && (at == text.n || ((unsigned char)text.at[at] & 0xC0) != 0x80));
}

static void require_cells(const struct prose_unit *unit)
{
	require(unit->cell_count > 0 && unit->cells[0] == 0 && unit->cells[unit->cell_count] == unit->text.n + 3);
	for (uint32_t i = 0; i < unit->cell_count; i++) {
		require(unit->cells[i] + 3 <= unit->cells[i + 1]);
		require_cut(unit->text, unit->cells[i]);
		require_cut(unit->text, unit->cells[i + 1] - 3);
	}
}

static void require_sentences(struct prose_unit *unit, struct arena *arena)
{
	prose_sentences(unit, arena);
	require(unit->sentence_count == 0 || unit->sentences[0] == 0);
	for (size_t i = 0; i < unit->sentence_count; i++) {
		require(unit->sentences[i] < unit->sentences[i + 1]);
		require_cut(unit->text, unit->sentences[i + 1]);
	}
	require(!unit->sentence_count || unit->sentences[unit->sentence_count] == unit->text.n);
	require(prose_words(unit->text) <= unit->text.n);
}

static void require_unit(struct str text, const struct lines *lines, const struct prose *prose, struct prose_unit *unit,
                         struct arena *arena)
{
	require_text(unit->text);
	require(unit->text.n > 0);
	require(unit->part == MARKDOWN_NO_PART || unit->part < prose->part_count);
	require_runs(unit->runs, unit->run_count);
	if (unit->kind == PROSE_FIELD) {
		for (size_t i = 0; i <= unit->text.n; i++)
			require_place(text, prose_location(unit, i));
		return;
	}
	require_bytes(text, lines, unit);
	require_sentences(unit, arena);
	if (unit->kind == PROSE_ROW)
		require_cells(unit);
	else
		require(unit->text.at[0] != ' ' && unit->text.at[unit->text.n - 1] != ' ' &&
		        str_find(unit->text, STR("  "), 0) == SIZE_MAX);
}

/* The whole text as one piece of Markdown, as a paragraph would be. */
static void plain_all(struct str text, const struct lines *lines)
{
	struct arena arena = ARENA_EMPTY;
	struct plain plain = plain_of(&arena, text.n);
	struct prose_unit unit = {.kind = PROSE_PARAGRAPH, .part = MARKDOWN_NO_PART};

	plain_add(&plain, text, (struct location){1, 1});
	require(plain.n <= text.n);
	if (plain.n) {
		unit.text = (struct str){plain.text, plain.n};
		unit.runs = plain.runs.at;
		unit.run_count = (uint32_t)plain.runs.n;
		require_text(unit.text);
		require_bytes(text, lines, &unit);
	}
	plain_release(&plain);
	arena_release(&arena);
}

static void prose_all(struct str text, const struct lines *lines, uint32_t limit)
{
	const struct markdown_limits limits = {2000, 20000, 50000, 64, 1000};
	struct arena arena = ARENA_EMPTY, scratch = ARENA_EMPTY;
	struct problems problems = {0};
	struct fields fields = {.arena = &arena, .problems = &problems};
	struct front_matter front = {.rest = text};
	const struct yaml_node *keys = NULL;
	struct markdown markdown;
	struct prose prose;
	struct location at;

	if (front_matter_find(&front, &fields, text, FORM_YAML, 65536))
		keys = fields_parse(&fields, &arena, front.inner, 2, (struct yaml_limits){16, 10000}, true);
	else
		front = (struct front_matter){.rest = text};
	if (markdown_parse(&markdown, &arena, &scratch, front.rest, front.lines + 1, limits, &at) == MARKDOWN_OK) {
		arena_reset(&scratch);
		if (!prose_read(&prose, &arena, &markdown, keys, limit, &at))
			require_place(text, at);
		for (uint32_t i = 0; i < prose.count; i++)
			require_unit(text, lines, &prose, &prose.units[i], &arena);
	}
	vec_release(&problems);
	arena_release(&scratch);
	arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct lines lines = {0};

	if (utf8_invalid_at(text) != SIZE_MAX || (size && memchr(data, 0, size)))
		return 0;
	text = text_copy(text);
	lines_find(&lines, text);
	plain_all(text, &lines);
	prose_all(text, &lines, 65536);
	prose_all(text, &lines, 100);
	vec_release(&lines);
	text_free(text);
	return 0;
}
