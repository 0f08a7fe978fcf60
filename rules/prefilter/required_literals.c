#include "rules/prefilter/required_literals.h"

#include "registry/base/utf8.h"
#include "rules/prefilter/literal_set.h"

#define DEPTH_MAX 64u       /* groups within groups */
#define CLASS_MAX 8u        /* characters of a class that are told one by one */
#define WORK_MAX (4u << 20) /* a pattern that needs more is given up */

/* Reads a pattern by recursive descent and makes each piece of it into a part. */
struct parser {
	struct workshop shop;
	struct str pattern;
	size_t at;
	unsigned depth;
	bool quoted; /* between \Q and \E */
	bool lost;   /* met something that it does not understand, or too much of it */
};

static struct part part_lost(struct parser *parser)
{
	parser->lost = true;
	return part_unknown(&parser->shop);
}

static bool is_letter_or_digit(uint32_t point)
{
	return (point >= '0' && point <= '9') || ((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
}

static char peek(const struct parser *parser)
{
	return parser->at < parser->pattern.n ? parser->pattern.at[parser->at] : '\0';
}

/* Moves over \Q and \E. Is there more? */
static bool more(struct parser *parser)
{
	for (;;) {
		struct str next = str_part(parser->pattern, parser->at, 2);
		if (str_equal(next, STR("\\E")))
			parser->quoted = false;
		else if (!parser->quoted && str_equal(next, STR("\\Q")))
			parser->quoted = true;
		else
			return parser->at < parser->pattern.n && !parser->lost;
		parser->at += 2;
	}
}

/* Moves behind the next `end`. */
static void skip_past(struct parser *parser, char end)
{
	struct str sought = {&end, 1};
	size_t at = str_find(parser->pattern, sought, parser->at);
	if (at == SIZE_MAX)
		parser->lost = true;
	else
		parser->at = at + 1;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Behind \x: {1F600}, or up to two digits. */
static uint32_t hex_read(struct parser *parser)
{
	bool braced = peek(parser) == '{';
	size_t from = parser->at += braced;
	uint32_t point = 0;
	while (parser->at - from < (braced ? 6 : 2) && hex_value(peek(parser)) >= 0)
		point = point << 4 | (uint32_t)hex_value(parser->pattern.at[parser->at++]);
	if (braced && (parser->at == from || peek(parser) != '}'))
		parser->lost = true;
	else
		parser->at += braced;
	return point;
}

enum escape { ESCAPE_POINT, ESCAPE_EDGE, ESCAPE_PLACE, ESCAPE_UNKNOWN, ESCAPE_LOST };

/* Behind a backslash. */
static enum escape escape_read(struct parser *parser, uint32_t *point)
{
	char c = peek(parser);
	if (parser->at == parser->pattern.n)
		return ESCAPE_LOST;
	*point = utf8_next(parser->pattern, &parser->at);
	if (!is_letter_or_digit(*point))
		return ESCAPE_POINT;
	if (c == 'b')
		return ESCAPE_EDGE;
	if (strchr("ABGKZz", c))
		return ESCAPE_PLACE;
	if (strchr("DHRSVWXadefhnrstvw", c) || (c == 'N' && peek(parser) != '{'))
		return ESCAPE_UNKNOWN;
	if (c == 'x') {
		*point = hex_read(parser);
		return ESCAPE_POINT;
	}
	if (c == 'p' || c == 'P') {
		if (peek(parser) == '{')
			skip_past(parser, '}');
		else if (parser->at < parser->pattern.n)
			utf8_next(parser->pattern, &parser->at);
		return ESCAPE_UNKNOWN;
	}
	return ESCAPE_LOST;
}

static struct part escape_parse(struct parser *parser)
{
	uint32_t point = 0;
	switch (escape_read(parser, &point)) {
	case ESCAPE_POINT:
		return part_points(&parser->shop, &point, 1);
	case ESCAPE_EDGE:
		return part_edge(&parser->shop);
	case ESCAPE_PLACE:
		return part_empty(&parser->shop);
	case ESCAPE_UNKNOWN:
		return part_unknown(&parser->shop);
	case ESCAPE_LOST:
		break;
	}
	return part_lost(parser);
}

/* Within a class, behind [: as [:alpha:] begins, and moves over that. */
static void posix_skip(struct parser *parser)
{
	size_t at = parser->at + 1;
	struct str pattern = parser->pattern;
	at += at < pattern.n && pattern.at[at] == '^';
	while (at < pattern.n && pattern.at[at] >= 'a' && pattern.at[at] <= 'z')
		at++;
	if (peek(parser) == ':' && str_starts(str_part(pattern, at, 2), STR(":]")))
		parser->at = at + 2;
	else
		parser->lost = true;
}

/* One step within a class. False when it is more than one certain character. */
static bool class_step(struct parser *parser, bool is_first, uint32_t *point)
{
	char after;
	*point = utf8_next(parser->pattern, &parser->at);
	after = peek(parser);
	if (*point == '\\') {
		enum escape escape = after == 'Q' || after == 'E' ? ESCAPE_LOST : escape_read(parser, point);
		parser->lost = parser->lost || escape == ESCAPE_LOST;
		return escape == ESCAPE_POINT;
	}
	if (*point == '[' && (after == ':' || after == '.' || after == '=')) {
		posix_skip(parser);
		return false;
	}
	return *point != '-' || is_first || after == ']'; /* else a range */
}

/* Behind [. */
static struct part class_parse(struct parser *parser)
{
	uint32_t points[CLASS_MAX], point = 0;
	size_t count = 0;
	bool is_certain = peek(parser) != '^';
	parser->at += !is_certain;
	for (bool is_first = true; is_first || peek(parser) != ']'; is_first = false) {
		if (parser->at == parser->pattern.n || parser->lost)
			return part_lost(parser);
		is_certain = class_step(parser, is_first, &point) && is_certain && count < CLASS_MAX;
		if (is_certain)
			points[count++] = point;
	}
	parser->at++;
	return is_certain ? part_points(&parser->shop, points, count) : part_unknown(&parser->shop);
}

enum group { GROUP_PLAIN, GROUP_AROUND, GROUP_OPTIONS, GROUP_LOST };

/* Behind (? as options begin. Case and lines make no difference here, free spacing would. */
static enum group group_options_read(struct parser *parser)
{
	while (peek(parser) && strchr("imsnJU^-", peek(parser)))
		parser->at++;
	switch (peek(parser)) {
	case ')':
		parser->at++;
		return GROUP_OPTIONS;
	case ':':
		parser->at++;
		return GROUP_PLAIN;
	default:
		return GROUP_LOST;
	}
}

/* Behind (* of a verb: what stands before (*SKIP)(*FAIL) is passed over, and matches nothing. */
static enum group group_verb_read(struct parser *parser)
{
	static const struct str known = {"*SKIP)(*FAIL)", 13};

	if (!str_starts(str_part(parser->pattern, parser->at, parser->pattern.n), known))
		return GROUP_LOST;
	parser->at += known.n;
	return GROUP_OPTIONS;
}

/* Behind ( and up to what the group holds. */
static enum group group_read(struct parser *parser)
{
	char kind, next;
	if (peek(parser) == '*')
		return group_verb_read(parser);
	if (peek(parser) != '?')
		return GROUP_PLAIN;
	parser->at++;
	kind = peek(parser);
	if (kind == 'P' || kind == '<')
		parser->at++;
	next = peek(parser);
	if (next && strchr("=!*", next) && kind != 'P') {
		parser->at++;
		return GROUP_AROUND;
	}
	if (kind == '<' || (kind == 'P' && next == '<') || kind == '\'') {
		parser->at += kind != '<';
		skip_past(parser, kind == '\'' ? '\'' : '>');
		return GROUP_PLAIN;
	}
	if (kind == ':' || kind == '|' || kind == '>') {
		parser->at++;
		return GROUP_PLAIN;
	}
	return group_options_read(parser);
}

static struct part either_parse(struct parser *parser);

/* Behind (. */
static struct part group_parse(struct parser *parser)
{
	enum group group = group_read(parser);
	struct part inner;
	if (group == GROUP_OPTIONS)
		return part_empty(&parser->shop);
	if (group == GROUP_LOST || parser->depth == DEPTH_MAX)
		return part_lost(parser);
	parser->depth++;
	inner = either_parse(parser);
	parser->depth--;
	if (peek(parser) != ')')
		return part_lost(parser);
	parser->at++;
	return group == GROUP_AROUND ? part_empty(&parser->shop) : inner;
}

static struct part atom_parse(struct parser *parser)
{
	uint32_t point = utf8_next(parser->pattern, &parser->at);
	if (parser->quoted)
		return part_points(&parser->shop, &point, 1);
	switch (point) {
	case '\\':
		return escape_parse(parser);
	case '[':
		return class_parse(parser);
	case '(':
		return group_parse(parser);
	case '.':
		return part_unknown(&parser->shop);
	case '^':
	case '$':
		return part_empty(&parser->shop);
	case '*':
	case '+':
	case '?':
		return part_lost(parser);
	default:
		return part_points(&parser->shop, &point, 1);
	}
}

/* At {: moves over {2} {2,} {2,3}. Not so of other braces, which stand for themselves, but for those that a newer PCRE2
 * takes for numbers too: {,3} { 2 }. */
static bool braces_read(struct parser *parser, unsigned *least, unsigned *most)
{
	struct str pattern = parser->pattern;
	size_t at = parser->at + 1;
	unsigned numbers[2] = {0, 0};
	size_t digits[2] = {0, 0}, commas = 0;
	bool is_odd = false;
	for (; at < pattern.n && strchr("0123456789, \t", pattern.at[at]) && pattern.at[at]; at++) {
		bool is_digit = hex_value(pattern.at[at]) >= 0;
		size_t number = commas > 0;
		is_odd = is_odd || pattern.at[at] == ' ' || pattern.at[at] == '\t';
		commas += pattern.at[at] == ',';
		digits[number] += is_digit;
		if (is_digit && numbers[number] < 2)
			numbers[number] = numbers[number] * 10 + (unsigned)hex_value(pattern.at[at]);
	}
	if (at == pattern.n || pattern.at[at] != '}')
		return false;
	parser->lost = parser->lost || is_odd || digits[0] == 0 || commas > 1;
	parser->at = at + 1;
	*least = numbers[0];
	*most = commas == 0 ? numbers[0] : digits[1] ? numbers[1] : 2;
	return true;
}

static bool quantifier_read(struct parser *parser, unsigned *least, unsigned *most)
{
	char c = peek(parser);
	if (c == '{')
		return braces_read(parser, least, most);
	if (c == '\0' || !strchr("*+?", c))
		return false;
	parser->at++;
	*least = c == '+';
	*most = c == '?' ? 1 : 2;
	return true;
}

/* Something, and how often. Lazy and possessive repeats match nothing that others do not. */
static struct part item_parse(struct parser *parser)
{
	struct part part = atom_parse(parser);
	unsigned least, most;
	if (!more(parser) || parser->quoted || !quantifier_read(parser, &least, &most))
		return part;
	if (peek(parser) == '?' || peek(parser) == '+')
		parser->at++;
	part = part_repeat(&parser->shop, part, least, most);
	if (more(parser) && !parser->quoted && quantifier_read(parser, &least, &most))
		return part_lost(parser);
	return part;
}

static struct part sequence_parse(struct parser *parser)
{
	struct part all = part_empty(&parser->shop);
	while (more(parser) && (parser->quoted || (peek(parser) != '|' && peek(parser) != ')'))) {
		all = part_join(&parser->shop, all, item_parse(parser));
		parser->lost = parser->lost || parser->shop.work > WORK_MAX;
	}
	return all;
}

static struct part either_parse(struct parser *parser)
{
	struct part all = sequence_parse(parser);
	while (more(parser) && peek(parser) == '|') {
		parser->at++;
		all = part_either(&parser->shop, all, sequence_parse(parser));
	}
	return all;
}

/* The text with its edges marked. */
static struct str text_marked(struct arena *arena, const struct text *text)
{
	const char edge[] = {LITERAL_EDGE, '\0'};
	return arena_format(arena, "%s%.*s%s", text->begins ? edge : "", STR_ARG(text->bare), text->ends ? edge : "");
}

/* Those that hold another are left out: where they are, that one is. */
static struct literals literals_reduce(struct arena *arena, const struct str *all, uint32_t count)
{
	struct literals literals = {.at = ARENA_ARRAY(arena, struct str, count)};
	for (uint32_t i = 0; i < count; i++) {
		bool needed = true;
		for (uint32_t j = 0; j < count && needed; j++)
			needed = j == i || str_find(all[i], all[j], 0) == SIZE_MAX;
		if (needed)
			literals.at[literals.n++] = arena_copy(arena, all[i]);
	}
	return literals;
}

/* The same of beginnings: those that begin with another are left out. */
static void starts_reduce(struct arena *arena, struct literals *literals, const struct set *set)
{
	literals->starts = ARENA_ARRAY(arena, struct str, set->n);
	for (uint32_t i = 0; i < set->n; i++) {
		const struct text *one = &set->at[i];
		bool needed = true;
		for (uint32_t j = 0; j < set->n && needed; j++) {
			const struct text *other = &set->at[j];
			bool implied = str_starts(one->bare, other->bare) && (!other->begins || one->begins) &&
			               (!other->ends || (one->ends && one->bare.n == other->bare.n));
			bool equal = one->bare.n == other->bare.n && one->begins == other->begins &&
			             one->ends == other->ends;
			needed = j == i || !implied || (equal && i < j);
		}
		if (needed)
			literals->starts[literals->start_count++] = text_marked(arena, one);
	}
}

struct literals literals_of(struct arena *arena, struct str pattern)
{
	struct arena scratch = ARENA_EMPTY;
	struct parser parser = {.shop = {&scratch, 0}, .pattern = pattern};
	struct literals literals = {0};
	if (utf8_invalid_at(pattern) != SIZE_MAX)
		return literals;
	struct part part = either_parse(&parser);
	if (!parser.lost && parser.at == pattern.n && part_is_useful(&part)) {
		struct str *all = ARENA_ARRAY(&scratch, struct str, part.best.n);
		for (uint32_t i = 0; i < part.best.n; i++)
			all[i] = text_marked(&scratch, &part.best.at[i]);
		literals = literals_reduce(arena, all, part.best.n);
		if (part_has_start(&part))
			starts_reduce(arena, &literals, &part.first);
	}
	arena_release(&scratch);
	return literals;
}
