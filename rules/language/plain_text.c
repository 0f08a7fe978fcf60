#include "rules/language/plain_text.h"

struct walk { /* over one piece of source */
	struct plain *plain;
	struct str source;
	uint32_t line;
	size_t line_at;  /* offset of the line's first byte, */
	uint32_t before; /* and how many bytes of that line stand before the piece (first line only) */
	size_t next;     /* the source offset that continues the current run */
	size_t floor;    /* the plain text's length when this piece began */
	/* the next bracket of each kind at or behind the position, so that looking for one is not done again and again */
	size_t square, round, angle, comment;
};

struct plain plain_of(struct arena *arena, size_t room)
{
	return (struct plain){.text = arena_alloc(arena, room + 1, 1)};
}

void plain_release(struct plain *plain)
{
	vec_release(&plain->runs);
}

static void put(struct walk *walk, char byte, size_t at)
{
	struct plain *plain = walk->plain;

	if (at != walk->next || plain->n == walk->floor)
		vec_push(&plain->runs,
		         (struct prose_run){(uint32_t)plain->n,
		                            {walk->line, (uint32_t)(at - walk->line_at) + walk->before + 1}});
	plain->text[plain->n++] = byte;
	walk->next = at + 1;
}

static bool is_word_byte(unsigned char byte)
{
	return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

static bool is_punctuation(char byte)
{
	return byte > ' ' && byte < 0x7F && !is_word_byte((unsigned char)byte);
}

/* The first such byte at or behind the position, remembered in `found`. */
static size_t next_of(const struct walk *walk, char byte, size_t at, size_t *found)
{
	if (*found < at || *found == 0) {
		const char *there =
			at < walk->source.n ? memchr(walk->source.at + at, byte, walk->source.n - at) : NULL;
		*found = there ? (size_t)(there - walk->source.at) : SIZE_MAX;
	}
	return *found;
}

/* Bytes of white space at the position: those of ASCII, no-break spaces. */
static size_t space_at(struct str text, size_t at)
{
	unsigned char byte = (unsigned char)text.at[at];

	if (byte == ' ' || (byte >= '\t' && byte <= '\r'))
		return 1;
	if (byte == 0xC2 && at + 1 < text.n && (unsigned char)text.at[at + 1] == 0xA0)
		return 2;
	if (byte == 0xE2 && at + 2 < text.n && (unsigned char)text.at[at + 1] == 0x80 &&
	    ((unsigned char)text.at[at + 2] == 0xAF || (unsigned char)text.at[at + 2] == 0x89))
		return 3;
	if (byte == '&' && str_starts(str_part(text, at, 6), STR("&nbsp;")))
		return 6;
	return 0;
}

/* Goes past bytes that are left out, counting lines. */
static size_t pass(struct walk *walk, size_t at, size_t n)
{
	for (size_t i = at; i < at + n; i++)
		if (walk->source.at[i] == '\n') {
			walk->line++;
			walk->line_at = i + 1;
			walk->before = 0;
			walk->next = SIZE_MAX; /* what follows stands on another line */
		}
	return at + n;
}

/* A run of white space as one space. Returns where it ends. */
static size_t space_take(struct walk *walk, size_t at)
{
	size_t begin = at, n = 0;

	if (walk->plain->n > walk->floor && walk->plain->text[walk->plain->n - 1] != ' ')
		put(walk, ' ', begin);
	while (at < walk->source.n && (n = space_at(walk->source, at)) > 0)
		at = pass(walk, at, n);
	return at;
}

static size_t run_of(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.n && text.at[end] == text.at[at])
		end++;
	return end - at;
}

/* Emphasis marks: stars that touch a word or sign, underscores that do not stand within a word. */
static size_t emphasis_at(struct str text, size_t at)
{
	size_t n = run_of(text, at), end = at + n;
	bool word_before = at > 0 && is_word_byte((unsigned char)text.at[at - 1]);
	bool word_behind = end < text.n && is_word_byte((unsigned char)text.at[end]);
	bool space_before = at == 0 || text.at[at - 1] == ' ';
	bool space_behind = end == text.n || text.at[end] == ' ';

	if (text.at[at] == '*')
		return space_before && space_behind ? 0 : n;
	return (word_before && word_behind) || (space_before && space_behind) ? 0 : n;
}

#define TARGET_MAX 2048u /* bytes of a link's target in which brackets are paired */

/* The bracket that ends a target, which can hold pairs of brackets itself; `close` is the first one. */
static size_t target_end(struct str text, size_t open, size_t close)
{
	size_t depth = 0;

	for (size_t i = open; i < text.n && i - open < TARGET_MAX && text.at[i] != ' ' && text.at[i] != '\n'; i++) {
		depth += text.at[i] == '(';
		if (text.at[i] == ')' && --depth == 0)
			return i;
	}
	return close;
}

/* [text](target) or ![text](target): its first bracket is left out, and all from "](" to ")". */
static size_t link_at(struct walk *walk, size_t at)
{
	struct str text = walk->source;
	size_t close = 0;

	if (text.at[at] == '!')
		return at + 1 < text.n && text.at[at + 1] == '[' && link_at(walk, at + 1) ? 1 : 0;
	if (text.at[at] == '[') {
		close = next_of(walk, ']', at, &walk->square);
		return close != SIZE_MAX && close + 1 < text.n && text.at[close + 1] == '(' ? 1 : 0;
	}
	if (at + 1 >= text.n || text.at[at + 1] != '(')
		return 0;
	close = next_of(walk, ')', at, &walk->round);
	return close == SIZE_MAX ? 0 : target_end(text, at + 1, close) + 1 - at;
}

/* <b>, </b>, <a href="..">, <https://..>, <!-- .. -->; not two signs of comparison with words between them. */
static bool is_tag(struct str inner)
{
	return str_starts(inner, STR("!--")) || str_find(inner, STR(" "), 0) == SIZE_MAX ||
	       str_find(inner, STR("="), 0) != SIZE_MAX || str_ends(inner, STR("/"));
}

/* Behind the comment that begins here, or SIZE_MAX. */
static size_t comment_end(struct walk *walk, size_t at)
{
	if (walk->comment == SIZE_MAX || walk->comment < at)
		walk->comment = walk->comment == SIZE_MAX ? SIZE_MAX : str_find(walk->source, STR("-->"), at);
	return walk->comment == SIZE_MAX ? SIZE_MAX : walk->comment + 3;
}

static size_t tag_at(struct walk *walk, size_t at)
{
	char next = at + 1 < walk->source.n ? walk->source.at[at + 1] : ' ';
	size_t close = 0;

	if (str_starts(str_part(walk->source, at, 4), STR("<!--")) && (close = comment_end(walk, at)) != SIZE_MAX)
		return close - at;
	if (next != '/' && next != '!' && ((next | 0x20) < 'a' || (next | 0x20) > 'z'))
		return 0;
	close = next_of(walk, '>', at, &walk->angle);
	if (close == SIZE_MAX || !is_tag(str_part(walk->source, at + 1, close - at - 1)))
		return 0;
	return close + 1 - at;
}

/* Bytes to leave out at the position. */
static size_t mark_at(struct walk *walk, size_t at)
{
	struct str text = walk->source;

	switch ((unsigned char)text.at[at]) {
	case '*':
	case '_':
		return emphasis_at(text, at);
	case '`':
		return run_of(text, at);
	case '!':
	case '[':
	case ']':
		return link_at(walk, at);
	case '<':
		return tag_at(walk, at);
	case 0xC2:
		return str_starts(str_part(text, at, 2), STR("\xC2\xAD")) ? 2 : 0; /* soft hyphen */
	case 0xE2:
		return str_starts(str_part(text, at, 3), STR("\xE2\x80\x8B")) ? 3 : 0; /* zero-width space */
	default:
		return 0;
	}
}

void plain_add(struct plain *plain, struct str source, struct location at)
{
	struct walk walk = {.plain = plain,
	                    .source = source,
	                    .line = at.line,
	                    .before = at.column - 1,
	                    .next = SIZE_MAX,
	                    .floor = plain->n};
	size_t i = 0, n = 0;

	while (i < source.n) {
		if (space_at(source, i)) {
			i = space_take(&walk, i);
		} else if (source.at[i] == '\\' && i + 1 < source.n && source.at[i + 1] == '\n') {
			i++; /* a hard line break */
		} else if (source.at[i] == '\\' && i + 1 < source.n && is_punctuation(source.at[i + 1])) {
			put(&walk, source.at[i + 1], i + 1);
			i += 2;
		} else if ((n = mark_at(&walk, i)) > 0) {
			i = pass(&walk, i, n);
		} else { /* marks that are none stay together: a__b */
			for (n = source.at[i] == '_' || source.at[i] == '*' ? run_of(source, i) : 1; n > 0; n--, i++)
				put(&walk, source.at[i], i);
		}
	}
	while (plain->n > walk.floor && plain->text[plain->n - 1] == ' ')
		plain->n--;
}

void plain_separate(struct plain *plain, struct location at)
{
	for (uint32_t i = 0; i < 3; i++) /* all of it stands where the cell does */
		vec_push(&plain->runs, (struct prose_run){(uint32_t)plain->n + i, at});
	memcpy(plain->text + plain->n, " | ", 3);
	plain->n += 3;
}
