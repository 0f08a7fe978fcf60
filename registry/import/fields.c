#include "registry/import/fields.h"

#include "registry/base/ascii.h"
#include "registry/port/unicode.h"

#define TRUST_BOX 3
#define TRUST_LINE 2
#define PIECES_MAX 8u
#define VALUE_MAX 200u
#define VALUE_SHORT 40u
#define CLUSTER 2u /* lines with a label and a colon that make a box of facts of a place in the text */

struct finding {
	struct field_list *fields;
	struct paper *paper;
	struct label waiting; /* a label alone on its line: the next line is its value */
	struct str waiting_text;
	size_t waiting_from; /* its block */
	bool waits;
	struct label heads[PIECES_MAX]; /* labels side by side, whose values the next line has */
	size_t head_count, heads_block;
};

/* --- lines ------------------------------------------------------------------------------------------------------------- */

static bool goes_on(struct str line, struct str before)
{
	unsigned char a = line.n ? (unsigned char)line.at[0] : 0, b = line.n > 1 ? (unsigned char)line.at[1] : 0;

	return (a >= 'a' && a <= 'z') || (a == 0xc3 && b >= 0xa0) || is_digit((char)a) || a == '(' ||
	       str_ends(before, STR(",")) || str_ends(before, STR("-")) || str_ends(before, STR(" och")) ||
	       str_ends(before, STR(" §"));
}

/* The next line with those that go on from it, of a text whose lines may be broken anywhere. */
static bool logical_line(struct str *rest, struct str *line)
{
	struct str more;
	struct label label;

	if (!str_next_line(rest, line))
		return false;
	while (rest->n) {
		struct str ahead = *rest;
		str_next_line(&ahead, &more);
		if (label_find(str_trim(more), &label) ||
		    (!goes_on(str_trim(more), *line) && !str_ends(str_trim(*line), STR(":"))))
			break;
		line->n = (size_t)(more.at + more.n - line->at);
		*rest = ahead;
	}
	*line = str_trim(*line);
	return true;
}

static bool is_alone(struct str line, struct label *label)
{
	return label_is(line, label) && line.n < 60 && (label->role != LABEL_OTHER || label->colon);
}

/* Too much of a sentence to be a value: then the label was a heading. */
static bool is_prose(struct str line)
{
	return line.n > VALUE_MAX || (line.n > VALUE_SHORT && str_ends(line, STR(".")));
}

static size_t pieces_of(struct str line, struct str *pieces)
{
	size_t n = 0, from = 0;

	for (size_t at = 0; at <= line.n && n < PIECES_MAX; at++)
		if (at == line.n || line.at[at] == '\t') {
			pieces[n++] = str_trim(str_part(line, from, at - from));
			from = at + 1;
		}
	return n;
}

/* A line of nothing but labels, parted by tabs: the next line has their values. */
static bool heads_read(struct finding *finding, struct str line, size_t block)
{
	struct str pieces[PIECES_MAX];
	struct label heads[PIECES_MAX] = {{0}};
	size_t n = pieces_of(line, pieces);

	if (n < 2)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!label_is(pieces[i], &heads[i]))
			return false;
	memcpy(finding->heads, heads, sizeof heads);
	finding->head_count = n;
	finding->heads_block = block;
	return true;
}

static bool values_read(struct finding *finding, struct str line, struct field like)
{
	struct str pieces[PIECES_MAX];
	size_t n = pieces_of(line, pieces);

	if (!finding->head_count || n > finding->head_count || n < 2)
		return false;
	for (size_t i = 0; i < n; i++) {
		struct field field = like;
		field.role = finding->heads[i].role;
		field.value = field.label = pieces[i];
		field.colon = true;
		if (pieces[i].n)
			vec_push(&finding->fields->list, field);
	}
	finding->head_count = 0;
	finding->paper->blocks.at[finding->heads_block].taken = true;
	return true;
}

static bool line_read(struct finding *finding, struct str line, struct field like)
{
	struct label label;

	if (heads_read(finding, line, like.block))
		return false;
	if (values_read(finding, line, like))
		return true;
	finding->head_count = 0;
	if (finding->waits && !label_find(line, &label) && !is_prose(line)) {
		struct field field = like;
		finding->waits = false;
		field.role = finding->waiting.role;
		field.label = finding->waiting_text;
		field.value = line;
		field.colon = true;
		vec_push(&finding->fields->list, field);
		finding->paper->blocks.at[finding->waiting_from].taken = true;
		return true;
	}
	finding->waits = is_alone(line, &finding->waiting);
	if (finding->waits) {
		finding->waiting_text = line;
		finding->waiting_from = like.block;
		return false;
	}
	return label_split(finding->fields, line, like);
}

static void block_lines(struct finding *finding, size_t i, uint8_t trust)
{
	struct block *block = &finding->paper->blocks.at[i];
	struct str rest = block->text, line;
	bool all = true;

	while (logical_line(&rest, &line))
		if (line.n)
			all = line_read(finding, line, (struct field){.block = i, .trust = trust}) && all;
	block->taken = block->taken || (all && block->text.n > 0);
}

/* Page furniture: pieces between tabs and bars. */
static void furniture_pieces(struct finding *finding, size_t i)
{
	const struct block *block = &finding->paper->blocks.at[i];
	size_t from = 0;

	for (size_t at = 0; at <= block->text.n; at++) {
		struct str piece;
		if (at < block->text.n && !strchr("\t|\n", block->text.at[at]))
			continue;
		piece = str_trim(str_part(block->text, from, at - from));
		from = at + 1;
		if (piece.n)
			line_read(finding, piece, (struct field){.block = i, .trust = TRUST_LINE});
	}
	finding->waits = false;
}

/* --- places in the text ------------------------------------------------------------------------------------------------ */

/* Every line of it begins with a label and a colon. */
static bool is_labelled(const struct block *block)
{
	struct str rest = block->text, line;
	struct label label;
	bool all = block->kind != BLOCK_HEADING && block->kind != BLOCK_ROW && block->room == ROOM_BODY &&
	           block->text.n > 0;

	while (all && logical_line(&rest, &line))
		all = label_find(line, &label) && label.colon;
	return all;
}

static size_t labelled_run(const struct paper *paper, size_t i)
{
	size_t n = 0, lines = 0;

	for (; i + n < paper->blocks.n && is_labelled(&paper->blocks.at[i + n]); n++)
		for (size_t k = 0; k < paper->blocks.at[i + n].text.n; k++)
			lines += paper->blocks.at[i + n].text.at[k] == '\n';
	return n + lines >= CLUSTER ? n : 0;
}

/* "Antagen av kommunfullmäktige 2020-03-02, § 12": a paragraph that says nothing else. */
static bool is_decision_line(const struct block *block)
{
	struct label label;

	return block->kind == BLOCK_TEXT && block->room == ROOM_BODY && block->text.n < 200 &&
	       label_find(block->text, &label) && label.verbal &&
	       (label.role == LABEL_BY || label.role == LABEL_REVISED);
}

static size_t table_end(const struct paper *paper, size_t first)
{
	size_t end = first + 1;

	while (end < paper->blocks.n && paper->blocks.at[end].kind == BLOCK_ROW &&
	       paper->blocks.at[end].table == paper->blocks.at[first].table)
		end++;
	return end;
}

static size_t body_block(struct finding *finding, size_t i, bool head)
{
	struct block *block = &finding->paper->blocks.at[i];
	size_t run;

	if (head) {
		if (block->kind != BLOCK_HEADING && (!block->title || str_find(block->text, STR("\n"), 0) != SIZE_MAX))
			block_lines(finding, i, TRUST_LINE);
		return i + 1;
	}
	run = labelled_run(finding->paper, i);
	for (size_t k = i; k < i + run; k++)
		block_lines(finding, k, TRUST_BOX);
	if (!run && is_decision_line(block))
		label_split(finding->fields, block->text, (struct field){.block = i, .trust = TRUST_LINE});
	return i + (run ? run : 1);
}

void fields_find(struct field_list *fields, struct paper *paper, const struct shape *shape)
{
	struct finding finding = {.fields = fields, .paper = paper};

	for (size_t i = 0; i < paper->blocks.n;) {
		struct block *block = &paper->blocks.at[i];
		if (block->kind == BLOCK_ROW) {
			size_t end = table_end(paper, i);
			finding.waits = false;
			fields_of_table(fields, paper, i, end, i < shape->head_end);
			i = end;
			continue;
		}
		if (block->room == ROOM_HEADER || block->room == ROOM_FOOTER)
			furniture_pieces(&finding, i);
		else if (block->room == ROOM_BOX)
			block_lines(&finding, i, TRUST_BOX);
		if (block->room != ROOM_BODY) {
			i++;
			continue;
		}
		i = body_block(&finding, i, i < shape->head_end);
	}
}
