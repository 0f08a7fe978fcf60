/* registry/port/markdown on any bytes: what it says about places, order, sources and limits holds. Its blocks also go
 * through port/unicode. */
#include "registry/base/map.h"
#include "registry/base/vec.h"
#include "registry/port/markdown/markdown.h"
#include "registry/port/unicode.h"
#include "tests/fuzz/invariants.h"

#define FIRST_LINE 7u

static const struct markdown_limits generous = {10000, 10000, 10000, 20, 50};

struct lines {
	size_t *at;
	size_t n, room; /* a VEC; the last is the text's end */
};

struct input {
	struct str text;
	struct lines lines;
	struct arena arena, scratch;
	struct markdown markdown;
};

static void lines_find(struct lines *lines, struct str text)
{
	vec_push(lines, 0);
	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == '\n' && i + 1 < text.n)
			vec_push(lines, i + 1);
	}
	vec_push(lines, text.n);
}

static uint32_t last_line(const struct input *input)
{
	return FIRST_LINE + (uint32_t)input->lines.n - 2;
}

static size_t line_start(const struct input *input, uint32_t line)
{
	require(line >= FIRST_LINE && line <= last_line(input));
	return input->lines.at[line - FIRST_LINE];
}

/* Is on one of the text's lines, on one of its bytes. */
static void require_on_line(const struct input *input, struct location at)
{
	size_t start = line_start(input, at.line), next = input->lines.at[at.line - FIRST_LINE + 1];

	require(at.column >= 1 && at.column <= next - start);
}

static void require_parts(const struct input *input)
{
	const struct markdown *markdown = &input->markdown;
	struct map anchors = {0};

	for (uint32_t i = 0; i < markdown->part_count; i++) {
		const struct markdown_part *part = &markdown->parts[i];

		require_on_line(input, part->at);
		require(part->level >= 1 && part->level <= 6);
		require(i == 0 || part->at.line > markdown->parts[i - 1].at.line);
		require(part->last_line >= part->at.line && part->last_line <= last_line(input));
		if (part->parent == MARKDOWN_NO_PART) {
			for (uint32_t k = 0; k < i; k++)
				require(markdown->parts[k].last_line < part->at.line);
		} else {
			const struct markdown_part *parent = &markdown->parts[part->parent];

			require(part->parent < i && parent->level < part->level &&
			        parent->last_line >= part->last_line);
		}
		require_text(part->title);
		require_text(part->anchor);
		require(!part->given || part->anchor.n > 0);
	}
	for (uint32_t given = 2; given-- > 0;) {
		for (uint32_t i = 0; i < markdown->part_count; i++) {
			if (markdown->parts[i].given == (given == 1))
				require(map_add(&anchors, markdown->parts[i].anchor, i) == i || given == 1);
		}
	}
	map_release(&anchors);
}

static bool is_place_of_block(const struct input *input, struct location at)
{
	const struct markdown *markdown = &input->markdown;

	for (uint32_t i = 0; i < markdown->block_count; i++) {
		if (markdown->blocks[i].first_line == at.line && markdown->blocks[i].column == at.column)
			return true;
	}
	return false;
}

/* Where a link is said to be, its URL begins, or, of a reference, the text in its brackets. */
static void require_url(const struct input *input, const struct markdown_link *link)
{
	size_t from = line_start(input, link->at.line) + link->at.column - 1;
	char byte = input->text.at[from];

	require(link->url.n == 0 || byte == link->url.at[0] || byte == '\\' || byte == '&' ||
	        str_starts(link->url, STR("mailto:")) || link->inside.at == input->text.at + from ||
	        is_place_of_block(input, link->at));
}

static void require_links(const struct input *input)
{
	const struct markdown *markdown = &input->markdown;

	for (uint32_t i = 0; i < markdown->link_count; i++) {
		require_on_line(input, markdown->links[i].at);
		require_text(markdown->links[i].url);
		require_text(markdown->links[i].text);
		require_url(input, &markdown->links[i]);
	}
}

static void require_table(struct input *input, const struct markdown_block *block)
{
	struct markdown_table table;

	require(block->last_line > block->first_line);
	if (!markdown_table(&table, &input->scratch, block)) {
		require(!table.cells && table.columns == 0 && table.rows == 0);
		return;
	}
	require(table.columns >= 1 && table.columns <= MARKDOWN_COLUMNS_MAX);
	require(table.rows == block->last_line - block->first_line - 1);
	for (uint32_t i = 0; i < (table.rows + 1) * table.columns; i++) {
		const struct markdown_cell *cell = &table.cells[i];
		uint32_t row = i / table.columns;
		size_t start = line_start(input, cell->at.line);

		require(cell->at.line == block->first_line + row + (row > 0));
		require(start + cell->at.column - 1 <= input->text.n);
		require(cell->text.n == 0 || cell->text.at == input->text.at + start + cell->at.column - 1);
		require(str_equal(cell->text, str_trim(cell->text)));
	}
}

static void require_sentences(struct input *input, struct str text)
{
	size_t *offsets;
	size_t count = unicode_sentences(&offsets, &input->scratch, text);

	require(offsets[0] == 0 && (count > 0 ? offsets[count] == text.n : str_trim(text).n <= text.n));
	for (size_t i = 0; i < count; i++)
		require(offsets[i] < offsets[i + 1] && utf8_invalid_at(str_part(text, 0, offsets[i])) == SIZE_MAX);
}

static void require_unicode(struct input *input, struct str text)
{
	struct str slug = unicode_slug(&input->scratch, text);
	struct str normal = unicode_nfc(&input->scratch, text);

	require_text(slug);
	require_text(normal);
	require_text(unicode_fold(&input->scratch, text));
	require(str_find(slug, STR("--"), 0) == SIZE_MAX && !str_starts(slug, STR("-")) && !str_ends(slug, STR("-")));
	require(unicode_is_nfc(normal) || normal.at == text.at);
}

static void require_blocks(struct input *input)
{
	const struct markdown *markdown = &input->markdown;

	for (uint32_t i = 0; i < markdown->block_count; i++) {
		const struct markdown_block *block = &markdown->blocks[i];
		size_t from = line_start(input, block->first_line), to = line_start(input, block->last_line);

		require(block->first_line <= block->last_line);
		require(i == 0 || block->first_line > markdown->blocks[i - 1].last_line);
		require(block->source.at == input->text.at + from);
		require(from + block->source.n >= to && from + block->source.n <= input->text.n);
		require(block->column >= 1 && block->column <= block->source.n);
		require(block->part == MARKDOWN_NO_PART ||
		        (block->part < markdown->part_count &&
		         markdown->parts[block->part].at.line <= block->first_line &&
		         markdown->parts[block->part].last_line >= block->last_line));
		if (block->kind == MARKDOWN_TABLE)
			require_table(input, block);
		require_sentences(input, block->source);
		require_unicode(input, block->source);
	}
}

static enum markdown_problem parse(struct input *input, struct markdown *out, struct markdown_limits limits)
{
	struct location at;
	enum markdown_problem problem =
		markdown_parse(out, &input->arena, &input->scratch, input->text, FIRST_LINE, limits, &at);

	arena_reset(&input->scratch);
	if (problem != MARKDOWN_OK) {
		require_on_line(input, at);
		require(!out->parts && !out->links && !out->blocks &&
		        out->part_count + out->link_count + out->block_count == 0);
	}
	return problem;
}

static void require_limits(struct input *input)
{
	const struct markdown *markdown = &input->markdown;
	struct markdown_limits limits = {markdown->part_count, markdown->link_count, markdown->block_count,
	                                 generous.nesting, generous.images};
	struct markdown other;

	require(parse(input, &other, limits) == MARKDOWN_OK);
	require(other.part_count == limits.parts && other.link_count == limits.links &&
	        other.block_count == limits.blocks);
	limits.parts--;
	require(markdown->part_count == 0 || parse(input, &other, limits) == MARKDOWN_TOO_MANY_PARTS);
	limits.parts++;
	limits.links--;
	require(markdown->link_count == 0 || parse(input, &other, limits) == MARKDOWN_TOO_MANY_LINKS);
	limits.links++;
	limits.blocks--;
	require(markdown->block_count == 0 || parse(input, &other, limits) == MARKDOWN_TOO_MANY_BLOCKS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = {.text = {(const char *)data, size}};
	size_t invalid = utf8_invalid_at(input.text);

	if (invalid != SIZE_MAX) {
		require(invalid < size && utf8_invalid_at(str_part(input.text, 0, invalid)) == SIZE_MAX);
		return 0;
	}
	if (size == 0 || memchr(data, '\0', size))
		return 0;
	lines_find(&input.lines, input.text);
	if (parse(&input, &input.markdown, generous) == MARKDOWN_OK) {
		require_parts(&input);
		require_links(&input);
		require_blocks(&input);
		require_limits(&input);
	}
	vec_release(&input.lines);
	arena_release(&input.arena);
	arena_release(&input.scratch);
	return 0;
}
