/* Plain text, as pasted from elsewhere, and Markdown without front matter. */
#include "registry/import/paper.h"

#include "registry/base/ascii.h"
#include "registry/base/map.h"
#include "registry/base/utf8.h"
#include "registry/import/label.h"
#include "registry/import/shape.h"
#include "registry/port/unicode.h"

#define LINES_MAX ((size_t)400000)
#define PROSE_FROM 45u                /* bytes of a line that is no mere value */
#define CAPTION_MAX 60u               /* bytes */
#define JOINED_MAX ((size_t)16 << 10) /* bytes of a paragraph that goes on behind a page's foot */

struct text_line {
	struct str text;
	uint32_t line, page;
	bool furniture;
};

struct reading {
	struct paper *paper;
	VEC(struct text_line) lines;
	uint32_t table;
};

/* --- bytes ------------------------------------------------------------------------------------------------------------- */

/* Windows-1252, which old Swedish texts are in: what differs from Latin-1. */
static const uint16_t windows[32] = {0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                     0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
                                     0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                     0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

static struct str from_windows(struct arena *arena, struct str bytes)
{
	char *to = ARENA_ARRAY(arena, char, bytes.n * 3 + 1);
	size_t n = 0;

	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.at[i];
		n += unicode_put(to + n, c >= 0x80 && c < 0xa0 ? windows[c - 0x80] : c);
	}
	return (struct str){to, n};
}

/* Three spaces and more set something apart: a tab takes the place of the first. */
static void tabs_make(char *text, size_t n)
{
	size_t spaces = 0;

	for (size_t i = 0; i < n; i++) {
		spaces = text[i] == ' ' ? spaces + 1 : 0;
		if (spaces == 3)
			text[i - 2] = '\t';
	}
}

static int bytes_read(struct paper *paper, struct str *bytes, const char *path, struct error *error)
{
	if (str_starts(*bytes, STR("\xEF\xBB\xBF")))
		*bytes = str_part(*bytes, 3, SIZE_MAX);
	if (bytes->n && memchr(bytes->at, '\0', bytes->n))
		return error_set(error, ERROR_FORMAT, path, NULL);
	if (bytes->n > PAPER_TEXT_MAX)
		return error_set(error, ERROR_CONVERT_LIMIT, path, "text > 4 MiB");
	if (utf8_invalid_at(*bytes) != SIZE_MAX)
		*bytes = from_windows(&paper->arena, *bytes);
	*bytes = arena_copy(&paper->arena, unicode_nfc(&paper->arena, *bytes)); /* the blocks are pieces of it */
	return 0;
}

/* --- page heads and feet within the text -------------------------------------------------------------------------------- */

/* The line with its figures alike. */
static struct str shape_of(struct arena *arena, struct str text)
{
	struct str shape = arena_copy(arena, text);
	char *at = (char *)shape.at; /* the arena's own */
	size_t n = 0;

	for (size_t i = 0; i < shape.n; i++)
		if (!(is_digit(at[i]) && n && at[n - 1] == '0'))
			at[n++] = is_digit(at[i]) ? '0' : at[i];
	shape.n = n;
	return shape;
}

/* "2 (3)", "Sida 2", "2/3" at its end. */
static bool has_page_number(struct str shape)
{
	static const struct str ends[] = {STR("0 (0)"), STR("0(0)"),   STR("Sida 0"), STR("Sid 0"),  STR("sida 0"),
	                                  STR("sid 0"), STR("0 av 0"), STR("Sid. 0"), STR("Sida: 0")};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(shape, ends[i]))
			return true;
	return false;
}

/* Lines that recur with a page's number, and those that stand beside them each time, are heads and feet of pages. */
static void furniture_mark(struct reading *reading)
{
	struct map seen = {0}, beside = {0};
	struct arena *arena = &reading->paper->arena;

	for (size_t i = 0; i < reading->lines.n; i++) {
		struct str shape = shape_of(arena, reading->lines.at[i].text);
		uint32_t before;
		if (!has_page_number(shape) || shape.n > 160)
			continue;
		before = map_add(&seen, shape, (uint32_t)i);
		reading->lines.at[i].furniture = before != i;
		reading->lines.at[before].furniture = reading->lines.at[before].furniture || before != i;
	}
	for (size_t i = 0; i < reading->lines.n; i++)
		for (int step = -1; step <= 1 && reading->lines.at[i].furniture; step += 2) {
			size_t at = i + (size_t)step;
			struct str text = at < reading->lines.n ? reading->lines.at[at].text : STR_EMPTY;
			uint32_t before = text.n ? map_add(&beside, text, (uint32_t)at) : (uint32_t)at;
			if (!text.n || before == at || reading->lines.at[at].furniture)
				continue;
			reading->lines.at[at].furniture = reading->lines.at[before].furniture = true;
		}
	map_release(&seen);
	map_release(&beside);
}

/* --- blocks ------------------------------------------------------------------------------------------------------------ */

static size_t bullet_of(struct str text)
{
	static const struct str bullets[] = {STR("•"),  STR("◦"),  STR("▪"),  STR("·"), STR("●"), STR("\xef\x82\xb7"),
	                                     STR("- "), STR("* "), STR("– "), STR("+ ")};

	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
		if (str_starts(text, bullets[i]))
			return bullets[i].n;
	return 0;
}

/* "# Heading": its level. */
static size_t hashes(struct str text)
{
	size_t n = 0;

	while (n < text.n && text.at[n] == '#')
		n++;
	return n && n <= 6 && n < text.n && text.at[n] == ' ' ? n : 0;
}

static bool is_capital(struct str text)
{
	unsigned char a = text.n ? (unsigned char)text.at[0] : 0, b = text.n > 1 ? (unsigned char)text.at[1] : 0;

	return (a >= 'A' && a <= 'Z') || (a == 0xc3 && b >= 0x80 && b <= 0x9e);
}

/* A line that begins a block of its own whatever stands above it. */
static bool begins_block(struct str text)
{
	unsigned number;

	return bullet_of(text) || hashes(text) || text.at[0] == '|' || shape_section(text, &number) ||
	       (shape_heading_number(text, &number) && text.n < 90 && !strchr(".,;", text.at[text.n - 1]));
}

/* A heading's line ends its block: what follows is text. */
static bool ends_block(struct str text)
{
	unsigned number;

	return hashes(text) || text.at[0] == '|' ||
	       (shape_heading_number(text, &number) && text.n < 90 && !strchr(".,;:", text.at[text.n - 1]));
}

/* "Syfte" above its text, without a line between. */
static bool is_caption(const struct reading *reading, size_t i)
{
	struct str line = reading->lines.at[i].text,
		   next = i + 1 < reading->lines.n ? reading->lines.at[i + 1].text : STR_EMPTY;
	struct label label;

	return line.n <= CAPTION_MAX && next.n > line.n &&
	       (i == 0 || !reading->lines.at[i - 1].text.n || reading->lines.at[i - 1].furniture) && is_capital(line) &&
	       is_capital(next) && !strchr(".,;:!?-", line.at[line.n - 1]) &&
	       str_find(line, STR("   "), 0) == SIZE_MAX &&
	       !(label_find(line, &label) && (label.n < line.n || next.n < PROSE_FROM)) && !label_find(next, &label);
}

static struct str without_stars(struct arena *arena, struct str text)
{
	struct str out = arena_copy(arena, text);
	char *at = (char *)out.at; /* the arena's own */
	size_t n = 0;

	if (str_find(text, STR("**"), 0) == SIZE_MAX)
		return text;
	for (size_t i = 0; i < out.n; i++)
		if (at[i] == '*' && i + 1 < out.n && at[i + 1] == '*')
			i++;
		else
			at[n++] = at[i];
	out.n = n;
	return out;
}

static void row_add(struct reading *reading, struct block block)
{
	VEC(struct str) cells = {0};
	struct str rest = str_part(block.text, 1, SIZE_MAX);
	bool rule = true;

	for (size_t i = 0; i < rest.n; i++)
		rule = rule && strchr("|-: ", rest.at[i]);
	while (rest.n && !rule && cells.n < 100) {
		size_t bar = str_find(rest, STR("|"), 0);
		vec_push(&cells, str_trim(str_part(rest, 0, bar)));
		rest = bar == SIZE_MAX ? STR_EMPTY : str_part(rest, bar + 1, SIZE_MAX);
	}
	block.kind = BLOCK_ROW;
	block.table = reading->table;
	block.cell_count = (uint32_t)cells.n;
	block.cells = ARENA_ARRAY(&reading->paper->arena, struct str, cells.n + 1);
	for (size_t i = 0; i < cells.n; i++)
		block.cells[i] = cells.at[i];
	block.text = arena_list(&reading->paper->arena, cells.at, cells.n, STR("\t"));
	vec_release(&cells);
	if (!rule)
		paper_add(reading->paper, block);
}

static void block_add(struct reading *reading, struct str text, uint32_t line)
{
	struct block block = {.text = without_stars(&reading->paper->arena, str_trim(text)), .line = line, .page = 1};
	size_t n = hashes(block.text), bullet = n ? 0 : bullet_of(block.text);

	if (block.text.n && block.text.at[0] == '|' && block.text.n > 1) {
		row_add(reading, block);
		return;
	}
	reading->table++;
	if (n) {
		block.kind = BLOCK_HEADING;
		block.level = (uint8_t)n;
		block.text = str_part(block.text, n, SIZE_MAX);
	} else if (bullet) {
		block.kind = BLOCK_ITEM;
		block.text = str_part(block.text, bullet, SIZE_MAX);
	}
	paper_add(reading->paper, block);
}

static void furniture_add(struct reading *reading, const struct text_line *line)
{
	paper_add(reading->paper,
	          (struct block){.room = ROOM_HEADER, .text = line->text, .line = line->line, .page = 1});
}

static void blocks_add(struct reading *reading)
{
	struct str text = STR_EMPTY;
	uint32_t first = 0;
	bool broken = false; /* the text so far is not followed by this line in the file */

	for (size_t i = 0; i < reading->lines.n; i++) {
		const struct text_line *line = &reading->lines.at[i];
		if (line->furniture) {
			furniture_add(reading, line);
			broken = true; /* the paragraph goes on behind it */
			continue;
		}
		if (text.n && (!line->text.n || begins_block(line->text) || (broken && text.n > JOINED_MAX))) {
			block_add(reading, text, first);
			text = STR_EMPTY;
		}
		if (!line->text.n)
			continue;
		if (!text.n) {
			first = line->line;
			text = line->text;
			broken = false;
		} else if (broken) {
			text = arena_format(&reading->paper->arena, "%.*s\n%.*s", STR_ARG(text), STR_ARG(line->text));
		} else {
			text.n = (size_t)(line->text.at + line->text.n - text.at);
		}
		if (ends_block(line->text) || (text.at == line->text.at && is_caption(reading, i))) {
			block_add(reading, text, first);
			text = STR_EMPTY;
		}
	}
	if (text.n)
		block_add(reading, text, first);
}

int paper_read_text(struct paper *paper, struct str bytes, const char *path, struct error *error)
{
	struct reading reading = {.paper = paper};
	struct str line;
	uint32_t number = 0;

	paper->unit = UNIT_LINE;
	if (bytes_read(paper, &bytes, path, error) < 0)
		return -1;
	if (str_starts(bytes, STR("---\n")) || str_starts(bytes, STR("---\r\n")))
		return error_set(error, ERROR_HAS_FRONT_MATTER, path, NULL);
	tabs_make((char *)bytes.at, bytes.n); /* the arena's own */
	while (str_next_line(&bytes, &line) && reading.lines.n < LINES_MAX)
		vec_push(&reading.lines, (struct text_line){.text = str_trim(line), .line = ++number});
	furniture_mark(&reading);
	blocks_add(&reading);
	vec_release(&reading.lines);
	return 0;
}
