#include "rules/language/text_units.h"

#include "registry/base/utf8.h"
#include "registry/base/vec.h"
#include "registry/port/unicode.h"
#include "rules/language/plain_text.h"

struct building {
	struct prose *prose;
	struct arena *arena;
	VEC(struct prose_unit) units;
	uint32_t tables;
	uint32_t limit;
	struct location *at;
};

static void unit_add(struct building *building, struct prose_unit unit, const struct plain *plain)
{
	struct prose_run *runs = ARENA_ARRAY(building->arena, struct prose_run, plain->runs.n);

	if (!plain->n)
		return;
	memcpy(runs, plain->runs.at, plain->runs.n * sizeof *runs);
	unit.text = (struct str){plain->text, plain->n};
	unit.runs = runs;
	unit.run_count = (uint32_t)plain->runs.n;
	vec_push(&building->units, unit);
}

/* --- front matter --------------------------------------------------------------------------------------------------- */

static void field_add(struct building *building, const struct yaml_node *node)
{
	struct prose_run *run = ARENA_NEW(building->arena, struct prose_run);
	struct str text = str_trim(node->text);

	if (!text.n)
		return;
	*run = (struct prose_run){0, node->at};
	vec_push(&building->units, (struct prose_unit){.kind = PROSE_FIELD,
	                                               .part = MARKDOWN_NO_PART,
	                                               .text = arena_copy(building->arena, text),
	                                               .runs = run,
	                                               .run_count = 1,
	                                               .fixed = node->quoted || node->broken});
}

static void fields_add(struct building *building, const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR)
		field_add(building, node);
	else /* yaml-depth bounds this */
		for (const struct yaml_node *inner = node->first; inner; inner = inner->next)
			fields_add(building, node->kind == YAML_MAP ? inner->value : inner);
}

/* --- blocks --------------------------------------------------------------------------------------------------------- */

static bool is_underline(struct str line)
{
	line = str_trim(line);
	for (size_t i = 0; i < line.n; i++)
		if (line.at[i] != line.at[0])
			return false;
	return line.n && (line.at[0] == '=' || line.at[0] == '-');
}

/* Without the #s that close a heading: a run of its own at the end, so that "C#" stays. */
static struct str without_closing(struct str text)
{
	size_t n = text.n;

	while (n > 0 && text.at[n - 1] == '#')
		n--;
	return n == 0 || text.at[n - 1] == ' ' || text.at[n - 1] == '\t' ? str_trim(str_part(text, 0, n)) : text;
}

static struct str without_anchor(struct str text)
{
	size_t brace = str_ends(text, STR("}")) ? str_find(text, STR("{#"), 0) : SIZE_MAX;

	return brace == SIZE_MAX ? text : str_trim(str_part(text, 0, brace));
}

/* A heading's text, between the marks that make it one and without a given anchor. */
static struct str heading_text(struct str source)
{
	struct str text = str_trim(source);
	size_t from = 0, last = text.n;

	while (last > 0 && text.at[last - 1] != '\n')
		last--;
	if (last > 0 && is_underline(str_part(text, last, text.n)))
		return without_anchor(str_trim(str_part(text, 0, last - 1)));
	while (from < text.n && text.at[from] == '#')
		from++;
	text = str_trim(str_part(text, from, text.n));
	return without_anchor(without_closing(text));
}

static bool block_is_small(struct building *building, const struct markdown_block *block)
{
	if (block->source.n <= building->limit)
		return true;
	*building->at = (struct location){block->first_line, block->column ? block->column : 1};
	return false;
}

/* The text of a block, its place on the first line worked out from how far it stands from the block's first byte. */
static void block_add(struct building *building, const struct markdown_block *block)
{
	struct str text = block->source;
	struct plain plain = plain_of(building->arena, text.n);
	enum prose_kind kind = block->item ? PROSE_ITEM : PROSE_PARAGRAPH;
	struct location at = {block->first_line, 1};

	if (block->kind == MARKDOWN_HEADING) {
		kind = PROSE_HEADING;
		text = heading_text(str_part(text, block->column ? block->column - 1 : 0, text.n));
	} else if (block->column) {
		text = str_part(text, block->column - 1, text.n);
	}
	for (const char *byte = block->source.at; text.n && byte < text.at; byte++)
		at = *byte == '\n' ? (struct location){at.line + 1, 1} : (struct location){at.line, at.column + 1};
	plain_add(&plain, text, at);
	unit_add(building, (struct prose_unit){.kind = kind, .part = block->part}, &plain);
	plain_release(&plain);
}

static void row_add(struct building *building, const struct markdown_block *block, const struct markdown_cell *cells,
                    uint32_t count)
{
	uint32_t *starts = ARENA_ARRAY(building->arena, uint32_t, (size_t)count + 1);
	struct plain plain = {0};
	size_t room = 0;

	for (uint32_t i = 0; i < count; i++)
		room += cells[i].text.n + 3;
	plain = plain_of(building->arena, room);
	for (uint32_t i = 0; i < count; i++) {
		if (i)
			plain_separate(&plain, cells[i].at);
		starts[i] = (uint32_t)plain.n;
		plain_add(&plain, cells[i].text, cells[i].at);
	}
	starts[count] = (uint32_t)plain.n + 3;
	unit_add(building,
	         (struct prose_unit){.kind = PROSE_ROW,
	                             .part = block->part,
	                             .table = building->tables,
	                             .cells = starts,
	                             .cell_count = count},
	         &plain);
	plain_release(&plain);
}

static void table_add(struct building *building, const struct markdown_block *block)
{
	struct markdown_table table = {0};

	if (!markdown_table(&table, building->arena, block))
		return; /* too wide; limit.table-columns tells */
	for (uint32_t row = 0; row <= table.rows; row++)
		row_add(building, block, table.cells + (size_t)row * table.columns, table.columns);
	building->tables++;
}

bool prose_read(struct prose *out, struct arena *arena, const struct markdown *markdown, const struct yaml_node *front,
                uint32_t limit, struct location *at)
{
	struct building building = {.prose = out, .arena = arena, .limit = limit, .at = at};
	bool small = true;

	*out = (struct prose){.parts = markdown->parts, .part_count = markdown->part_count};
	out->quotes = ARENA_ARRAY(arena, struct prose_quote, markdown->block_count);
	if (front)
		fields_add(&building, front);
	for (uint32_t i = 0; small && i < markdown->block_count; i++) {
		const struct markdown_block *block = &markdown->blocks[i];
		if (block->quote) {
			out->quotes[out->quote_count++] = (struct prose_quote){block->first_line, block->last_line};
			continue;
		}
		small = block_is_small(&building, block) || block->kind == MARKDOWN_TABLE;
		if (block->kind == MARKDOWN_TABLE)
			table_add(&building, block);
		else if (small)
			block_add(&building, block);
	}
	out->count = (uint32_t)building.units.n;
	out->units = ARENA_ARRAY(arena, struct prose_unit, building.units.n);
	if (building.units.n)
		memcpy(out->units, building.units.at, building.units.n * sizeof *out->units);
	vec_release(&building.units);
	return small;
}

bool prose_declares(const struct prose *prose, const struct prose_unit *unit)
{
	struct str title = STR_EMPTY;

	if (unit->kind != PROSE_ROW || unit->part == MARKDOWN_NO_PART)
		return false;
	title = prose->parts[unit->part].title;
	return str_equal(title, STR("Efterlevnad")) || str_ends(title, STR(" Efterlevnad"));
}

/* --- asking --------------------------------------------------------------------------------------------------------- */

struct location prose_location(const struct prose_unit *unit, size_t at)
{
	uint32_t low = 0, high = unit->run_count;

	if (unit->fixed)
		return unit->runs[0].at;
	while (high - low > 1) {
		uint32_t middle = (low + high) / 2;
		if (unit->runs[middle].from <= at)
			low = middle;
		else
			high = middle;
	}
	return (struct location){unit->runs[low].at.line,
	                         unit->runs[low].at.column + (uint32_t)at - unit->runs[low].from};
}

void prose_sentences(struct prose_unit *unit, struct arena *arena)
{
	if (unit->sentences)
		return;
	if (unit->kind == PROSE_PARAGRAPH || unit->kind == PROSE_ITEM) {
		size_t *offsets = NULL;
		unit->sentence_count = unicode_sentences(&offsets, arena, unit->text);
		unit->sentences = offsets;
	} else {
		size_t *offsets = ARENA_ARRAY(arena, size_t, 2);
		offsets[1] = unit->text.n;
		unit->sentence_count = 1;
		unit->sentences = offsets;
	}
}

bool prose_is_quoted(const struct prose *prose, uint32_t line)
{
	for (uint32_t i = 0; i < prose->quote_count && prose->quotes[i].first <= line; i++)
		if (line <= prose->quotes[i].last)
			return true;
	return false;
}

size_t prose_words(struct str text)
{
	size_t count = 0;
	bool counted = false;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		bool word =
			byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
		if (byte == ' ')
			counted = false;
		else if (word && !counted)
			counted = ++count > 0;
	}
	return count;
}
