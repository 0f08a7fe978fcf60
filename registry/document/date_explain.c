#include "registry/document/date_explain.h"

#include "registry/base/ascii.h"
#include "registry/base/date_forms.h"
#include "registry/document/yaml_line.h"

#define WORDS_MAX 16u /* looked at for a date among other words */

static bool is_read(struct date_reading reading)
{
	return reading.form == DATE_FORM_ISO || reading.form == DATE_FORM_OTHER;
}

bool date_meant(struct str text, struct date *out)
{
	struct date_reading reading;
	size_t comma = SIZE_MAX;

	text = str_trim(text);
	if (text.n > 2 && text.at[0] == '(' && text.at[text.n - 1] == ')')
		text = str_part(text, 1, text.n - 2);
	reading = date_read(text);
	comma = str_find(text, STR(","), 0);

	if (!is_read(reading) && comma != SIZE_MAX && is_read(date_read(str_part(text, comma + 1, SIZE_MAX))))
		reading = date_read(str_part(text, 0, comma));
	*out = is_read(reading) ? reading.date : DATE_NONE;
	return is_read(reading);
}

static struct str without_marks(struct str text)
{
	text = str_trim(yaml_without_curly(str_trim(text)));
	while (text.n && strchr(".,;\"'", text.at[text.n - 1]))
		text = str_part(text, 0, text.n - 1);
	return text;
}

/* The one date among other words: "KF den 5 januari 2024 § 45"; of two, none. */
static struct date_reading date_within(struct str text)
{
	struct str words[WORDS_MAX];
	struct date_reading found = date_read(STR("-")), none = found;
	size_t n = 0;

	for (size_t at = 0; at < text.n && n < WORDS_MAX;) {
		size_t from = at;
		while (at < text.n && !strchr(" (),;", text.at[at]) &&
		       (text.at[at] != '/' || (at + 1 < text.n && is_digit(text.at[at + 1]))))
			at++;
		if (at > from)
			words[n++] = str_part(text, from, at - from);
		at++;
	}
	for (size_t i = 0, k = 0; i < n; i = k) {
		struct date_reading reading = none;
		for (k = i + 3 < n ? i + 3 : n; k > i; k--) { /* "5 januari 2024" before "januari 2024" */
			size_t size = (size_t)(words[k - 1].at - words[i].at) + words[k - 1].n;
			reading = date_read(str_part(words[i], 0, words[i].n));
			if (k > i + 1)
				reading = date_read((struct str){words[i].at, size});
			if (is_read(reading) && (k > i + 1 || words[i].n > 4)) /* a year by itself may be anything */
				break;
		}
		if (k == i) {
			k++;
			continue;
		}
		if (is_read(found))
			return none;
		found = reading;
	}
	return found;
}

/* "§ 45" somewhere in the text: "45", or "". */
static struct str paragraph_within(struct str text)
{
	size_t at = str_find(text, STR("§"), 0), from = 0;

	if (at == SIZE_MAX)
		return STR_EMPTY;
	for (at += STR("§").n; at < text.n && text.at[at] == ' ';)
		at++;
	for (from = at; at < text.n && is_digit(text.at[at]);)
		at++;
	return str_part(text, from, at - from);
}

static bool contains(struct str text, const char *word)
{
	return str_find(text, str_from(word), 0) != SIZE_MAX;
}

/* "tills vidare", "årligen" */
static enum term words_meant(struct str key, struct str text)
{
	if (str_equal(key, STR("review-by")))
		return TERM_DATE_REVIEW;
	return contains(text, "vidare") || contains(text, "further notice") ? TERM_DATE_OPEN : TERM_DATE_HELP;
}

static struct argument advice(struct arena *arena, struct str key, struct str text, struct date_reading reading)
{
	switch (reading.form) {
	case DATE_FORM_AMBIGUOUS:
		return TERM_AROUND(TERM_DATE_OR, arena_format(arena, "%.*s: %.*s", STR_ARG(key),
		                                              STR_ARG(date_text(arena, reading.other))));
	case DATE_FORM_NO_MONTH:
		return TERM_AROUND(TERM_DATE_NO_MONTH, arena_format(arena, "%u", reading.number));
	case DATE_FORM_NO_DAY:
		return TERM_AROUND(TERM_DATE_LAST_DAY, argument_date(date_from_day(reading.month.last)));
	case DATE_FORM_NO_YEAR:
		return argument_term(TERM_DATE_NO_YEAR);
	default:
		return argument_term(words_meant(key, text));
	}
}

bool date_explain(struct arena *arena, struct str key, struct str text, struct str *write, struct argument *otherwise)
{
	struct date_reading reading = date_read(without_marks(text));
	bool whole = is_read(reading);
	struct str paragraph = STR_EMPTY;

	if (reading.form == DATE_FORM_NONE)
		reading = date_within(text);
	if (is_read(reading) || reading.form == DATE_FORM_AMBIGUOUS)
		*write = date_text(arena, reading.date);
	if (!is_read(reading))
		*otherwise = advice(arena, key, text, reading);
	else if (!whole && str_equal(key, STR("decided")))
		paragraph = paragraph_within(text);
	if (paragraph.n)
		*otherwise = TERM_AROUND(TERM_DATE_PARAGRAPH, arena_copy(arena, paragraph));
	return whole;
}
