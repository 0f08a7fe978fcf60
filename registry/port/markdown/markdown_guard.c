/* Bounds what cmark 0.30.2 takes more than linear time for: deep containers (it walks up to the root for each line and
 * each new node) and many images (each link looks at all open ones). Measured in shared/performance.md. */
#include "registry/base/ascii.h"
#include "registry/port/markdown/markdown_internal.h"

/* No more containers can be open than this says. It is exact for real documents and only too high for text that merely
 * looks like markers, as in code. */
struct depth {
	uint32_t items; /* list items that can be open */
	uint32_t all;   /* and quotes */
	bool blank;     /* the line before was blank: no lazy continuation */
};

/* What a line begins with. */
struct prefix {
	uint32_t quotes, items;
	uint32_t columns; /* of white space before the first list marker */
	bool blank;       /* nothing but white space */
	uint32_t last;    /* offset of the last marker */
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Is the rest of the line a thematic break of that character? `tail` remembers where its last run begins. */
static bool is_break(struct str line, size_t at, size_t *tail)
{
	char mark = line.at[at];
	unsigned count = 0;
	if (*tail == SIZE_MAX) {
		for (*tail = line.n; *tail > 0 && (line.at[*tail - 1] == mark || is_blank(line.at[*tail - 1])); --*tail)
			;
	}
	if (at < *tail)
		return false;
	for (; at < line.n && count < 3; at++)
		count += line.at[at] == mark;
	return count == 3;
}

/* The length of a list marker at the offset, or 0. */
static size_t item_marker(struct str line, size_t at)
{
	size_t n = 1;
	if (is_digit(line.at[at])) {
		while (n < 9 && at + n < line.n && is_digit(line.at[at + n]))
			n++;
		if (at + n == line.n || (line.at[at + n] != '.' && line.at[at + n] != ')'))
			return 0;
		n++;
	} else if (line.at[at] != '-' && line.at[at] != '*' && line.at[at] != '+') {
		return 0;
	}
	return at + n == line.n || is_blank(line.at[at + n]) ? n : 0;
}

static struct prefix prefix_read(struct str line, uint32_t limit)
{
	struct prefix prefix = {0};
	size_t at = 0, dashes = SIZE_MAX, stars = SIZE_MAX;
	while (prefix.quotes + prefix.items <= limit) {
		for (; at < line.n && is_blank(line.at[at]); at++) {
			if (prefix.items == 0)
				prefix.columns += line.at[at] == '\t' ? 4 : 1;
		}
		if (at == line.n)
			break;
		if (line.at[at] == '>') {
			prefix.last = (uint32_t)at++;
			prefix.quotes++;
			continue;
		}
		size_t marker = item_marker(line, at);
		if (marker == 0 || (line.at[at] == '-' && is_break(line, at, &dashes)) ||
		    (line.at[at] == '*' && is_break(line, at, &stars)))
			break;
		prefix.last = (uint32_t)at;
		prefix.items++;
		at += marker;
	}
	prefix.blank = at == line.n && prefix.quotes + prefix.items == 0;
	return prefix;
}

/* A line continues at most the open items that its white space has room for (two columns each), then opens new ones.
 * If it can be the lazy continuation of a paragraph, all that was open can stay open. */
static void depth_take(struct depth *depth, const struct prefix *prefix)
{
	if (!prefix->blank) {
		uint32_t room = prefix->columns / 2;
		uint32_t items = (depth->items < room ? depth->items : room) + prefix->items;
		uint32_t all = items + prefix->quotes;
		depth->items = depth->blank || items > depth->items ? items : depth->items;
		depth->all = depth->blank || all > depth->all ? all : depth->all;
	}
	depth->blank = prefix->blank;
}

static bool depth_is_within(struct markdown_lines *lines, struct str text, uint32_t limit, struct location *at)
{
	struct depth depth = {.blank = true};
	struct str bom = STR("\xEF\xBB\xBF");
	size_t start = 0;
	while (start < text.n) {
		const char *newline = memchr(text.at + start, '\n', text.n - start);
		size_t end = newline ? (size_t)(newline - text.at) : text.n;
		size_t skip = start == 0 && str_starts(text, bom) ? bom.n : 0;
		struct str line = {text.at + start + skip, end - start - skip};
		vec_push(lines, (uint32_t)start);
		char first = line.n > 0 ? line.at[0] : ' ';
		/* most lines begin with a letter, and change nothing */
		if (((first | 0x20) >= 'a' && (first | 0x20) <= 'z') || (first & 0x80)) {
			if (depth.blank)
				depth = (struct depth){0};
		} else {
			struct prefix prefix = prefix_read(line, limit);
			depth_take(&depth, &prefix);
			if (depth.all > limit) {
				*at = (struct location){(uint32_t)lines->n - 1, (uint32_t)skip + prefix.last + 1};
				return false;
			}
		}
		start = end + (newline ? 1 : 0);
	}
	vec_push(lines, (uint32_t)text.n);
	return true;
}

static bool images_are_within(const struct markdown_lines *lines, struct str text, uint32_t limit, struct location *at)
{
	uint32_t count = 0;
	const char *end = text.at + text.n;
	for (const char *mark = text.at; mark < end && (mark = memchr(mark, '!', (size_t)(end - mark))); mark++) {
		if (mark + 1 == end || mark[1] != '[' || count++ < limit)
			continue;
		uint32_t offset = (uint32_t)(mark - text.at), line = 0;
		while (lines->at[line + 1] <= offset)
			line++;
		*at = (struct location){line, offset - lines->at[line] + 1};
		return false;
	}
	return true;
}

enum markdown_problem markdown_guard(struct markdown_lines *lines, struct str text, struct markdown_limits limits,
                                     struct location *at)
{
	if (!depth_is_within(lines, text, limits.nesting, at))
		return MARKDOWN_TOO_DEEP;
	if (!images_are_within(lines, text, limits.images, at))
		return MARKDOWN_TOO_MANY_IMAGES;
	return MARKDOWN_OK;
}
