#include "registry/base/date_forms.h"

#include "registry/base/ascii.h"

#define TOKENS_MAX 3

struct token { /* a number, or the name of a month */
	unsigned value;
	unsigned digits; /* 0: a month's name */
	char before;     /* what parts it from the one before: '-', '/', '.' or ' ' */
};

struct tokens {
	struct token at[TOKENS_MAX];
	unsigned n;
};

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool is_letter(char byte)
{
	return lower(byte) >= 'a' && lower(byte) <= 'z';
}

static bool begins(struct str name, struct str word)
{
	if (word.n < 3 || word.n > name.n)
		return false;
	for (size_t i = 0; i < word.n; i++)
		if (lower(word.at[i]) != name.at[i])
			return false;
	return true;
}

/* 1 to 12; 0 when it is not a month. Three letters tell the months apart in both languages. */
static unsigned month_named(struct str word)
{
	static const char *const names[][2] = {
		{"januari", "january"}, {"februari", "february"}, {"mars", "march"},        {"april", "april"},
		{"maj", "may"},         {"juni", "june"},         {"juli", "july"},         {"augusti", "august"},
		{"sept", "september"},  {"oktober", "october"},   {"november", "november"}, {"december", "december"}};

	for (unsigned i = 0; i < 12; i++)
		if (begins(str_from(names[i][0]), word) || begins(str_from(names[i][1]), word))
			return i + 1;
	return 0;
}

/* Cuts off what may stand between two tokens. ' ' counts least: "1. juli" is parted by the point; '\0' when there is nothing. */
static char cut_separator(struct str *rest)
{
	static const char *const separators[][2] = {{" ", " "},
	                                            {"\t", " "},
	                                            {"\xc2\xa0", " "},
	                                            {",", " "},
	                                            {"/", "/"},
	                                            {".", "."},
	                                            {"-", "-"},
	                                            {"\xe2\x80\x90", "-"},  /* hyphen */
	                                            {"\xe2\x80\x91", "-"},  /* no-break hyphen */
	                                            {"\xe2\x80\x93", "-"},  /* en dash */
	                                            {"\xe2\x80\x94", "-"},  /* em dash */
	                                            {"\xe2\x88\x92", "-"}}; /* minus */
	char found = '\0';

	for (size_t i = 0; i < sizeof separators / sizeof *separators;) {
		struct str text = str_from(separators[i][0]);
		char means = separators[i][1][0];
		if (!str_starts(*rest, text)) {
			i++;
			continue;
		}
		if (means != ' ')
			found = found == '\0' || found == ' ' ? means : '?'; /* '?': two of them, "2008--07" */
		else if (found == '\0')
			found = ' ';
		*rest = str_part(*rest, text.n, SIZE_MAX);
		i = 0;
	}
	return found;
}

static bool cut_number(struct str *rest, struct token *token)
{
	while (rest->n && is_digit(rest->at[0]) && token->digits < 9) {
		token->value = token->value * 10 + (unsigned)(rest->at[0] - '0');
		token->digits++;
		*rest = str_part(*rest, 1, SIZE_MAX);
	}
	for (size_t i = 0; token->digits && token->digits < 3 && i < 2; i++) { /* "1:a" and "3:e" */
		struct str ending = i ? STR(":e") : STR(":a");
		if (str_starts(*rest, ending))
			*rest = str_part(*rest, ending.n, SIZE_MAX);
	}
	return token->digits > 0;
}

static bool cut_month(struct str *rest, struct token *token)
{
	size_t n = 0;

	while (n < rest->n && is_letter(rest->at[n]))
		n++;
	token->value = month_named(str_part(*rest, 0, n));
	*rest = str_part(*rest, n, SIZE_MAX);
	return token->value > 0;
}

static bool tokens_read(struct tokens *tokens, struct str text)
{
	if (text.n > 4 && lower(text.at[0]) == 'd' && lower(text.at[1]) == 'e' && lower(text.at[2]) == 'n' &&
	    text.at[3] == ' ')
		text = str_trim(str_part(text, 4, SIZE_MAX));
	while (text.n && tokens->n < TOKENS_MAX) {
		struct token *token = &tokens->at[tokens->n++];
		token->before = cut_separator(&text);
		if (token->before == '?' || (!cut_number(&text, token) && !cut_month(&text, token)))
			return false;
	}
	return text.n == 0 && tokens->n && tokens->at[0].before == '\0';
}

static const struct date_reading unread = {
	DATE_FORM_NONE, {DAY_MIN, DAY_MAX, false}, {DAY_MIN, DAY_MAX, false}, 0, {DAY_MIN, DAY_MAX, false}, 0};

static struct date_reading reading_of(unsigned year, unsigned month, unsigned day)
{
	struct date_reading reading = unread;

	if (date_from_parts(year, month, day, &reading.date)) {
		reading.form = DATE_FORM_OTHER;
		return reading;
	}
	reading.number = month;
	if (month > 12 && date_from_parts(year, 0, 0, &reading.month))
		reading.form = DATE_FORM_NO_MONTH;
	if (month && month <= 12 && date_from_parts(year, month, 0, &reading.month)) {
		reading.form = DATE_FORM_NO_DAY;
		reading.number = day;
		reading.days = (unsigned)(reading.month.last - reading.month.first + 1);
	}
	return reading;
}

/* What two ways of reading come to: the one that is a day, or both. */
static struct date_reading either(struct date_reading a, struct date_reading b)
{
	if (a.form != DATE_FORM_OTHER)
		return b.form == DATE_FORM_OTHER ? b : a;
	if (b.form != DATE_FORM_OTHER || b.date.first == a.date.first)
		return a;
	a.form = DATE_FORM_AMBIGUOUS;
	a.other = b.date;
	return a;
}

/* Day and month in figures: the day stands first in Swedish, the month in American English. */
static struct date_reading day_or_month_first(unsigned year, const struct token *first, const struct token *second)
{
	struct date_reading swedish = reading_of(year, second->value, first->value);

	return second->before == '.' ? swedish : either(swedish, reading_of(year, first->value, second->value));
}

static struct date_reading century_open(unsigned year, unsigned month, unsigned day)
{
	struct date_reading reading = either(reading_of(2000 + year, month, day), reading_of(1900 + year, month, day));

	if (reading.form == DATE_FORM_OTHER) { /* 29 February, of which one century had none: still not for certain */
		reading.form = DATE_FORM_AMBIGUOUS;
		reading.other = reading.date;
	}
	return reading;
}

static struct date_reading read_one(unsigned digits, unsigned value)
{
	if (digits == 8)
		return reading_of(value / 10000, value / 100 % 100, value % 100);
	if (digits == 6)
		return century_open(value / 10000, value / 100 % 100, value % 100);
	return unread;
}

static bool is_small(const struct token *token)
{
	return token->digits == 1 || token->digits == 2;
}

static struct date_reading read_two(const struct token *a, const struct token *b)
{
	struct date_reading reading = unread;

	if (a->digits == 4 && !b->digits)
		return reading_of(a->value, b->value, 0);
	if (a->digits == 4 && is_small(b) && b->before != '/' && b->value)
		return reading_of(a->value, b->value, 0);
	if (!a->digits && b->digits == 4)
		return reading_of(b->value, a->value, 0);
	if ((is_small(a) && !b->digits) || (!a->digits && is_small(b)) ||
	    (is_small(a) && is_small(b) && b->before == '/'))
		reading.form = DATE_FORM_NO_YEAR;
	return reading;
}

static struct date_reading read_three(const struct token *a, const struct token *b, const struct token *c)
{
	bool alike = b->before == c->before;

	if (!a->value || !b->value || !c->value)
		return unread;
	if (a->digits == 4 && is_small(b) && is_small(c) && alike)
		return reading_of(a->value, b->value, c->value);
	if (is_small(a) && !b->digits && c->digits == 4)
		return reading_of(c->value, b->value, a->value);
	if (!a->digits && is_small(b) && c->digits == 4)
		return reading_of(c->value, a->value, b->value);
	if (a->digits == 4 && !b->digits && is_small(c))
		return reading_of(a->value, b->value, c->value);
	if (is_small(a) && is_small(b) && c->digits == 4 && b->before == '/' && c->before == ' ')
		return reading_of(c->value, b->value, a->value); /* 1/7 2008 is Swedish */
	if (is_small(a) && is_small(b) && c->digits == 4 && alike)
		return day_or_month_first(c->value, a, b);
	if (a->digits == 2 && b->digits == 2 && c->digits == 2 && alike && b->before == '-')
		return century_open(a->value, b->value, c->value);
	return unread;
}

/* One end of an interval, as date_parse has it; "..": open. */
static bool end_read(struct str text, struct date *out)
{
	struct date_reading reading = unread;

	text = str_trim(text);
	if (str_equal(text, STR("..")))
		return true;
	if (str_find(text, STR("/"), 0) == SIZE_MAX)
		reading = date_read(text);
	*out = reading.date;
	return reading.form == DATE_FORM_ISO || reading.form == DATE_FORM_OTHER;
}

static struct date_reading interval_read(struct str text)
{
	struct date_reading reading = unread;
	struct date from = DATE_NONE, to = DATE_NONE;
	size_t slash = str_find(text, STR("/"), 0);

	if (slash != SIZE_MAX && end_read(str_part(text, 0, slash), &from) &&
	    end_read(str_part(text, slash + 1, SIZE_MAX), &to) && (from.known || to.known) && from.first <= to.last) {
		reading.form = DATE_FORM_OTHER;
		reading.date = (struct date){from.first, to.last, true};
	}
	return reading;
}

struct date_reading date_read(struct str text)
{
	struct date_reading reading = unread;
	struct tokens tokens = {0};

	text = str_trim(text);
	if (date_parse(text, &reading.date)) {
		reading.form = DATE_FORM_ISO;
		return reading;
	}
	if (!tokens_read(&tokens, text))
		return interval_read(text);
	if (tokens.n == 1)
		return read_one(tokens.at[0].digits, tokens.at[0].value);
	if (tokens.n == 2)
		return read_two(&tokens.at[0], &tokens.at[1]);
	return read_three(&tokens.at[0], &tokens.at[1], &tokens.at[2]);
}
