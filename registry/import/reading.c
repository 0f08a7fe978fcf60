#include "registry/import/reading.h"

#include "registry/base/ascii.h"
#include "registry/citation/case_number.h"
#include "registry/port/unicode.h"

#include <strings.h>

/* --- dates ------------------------------------------------------------------------------------------------------------- */

static char byte_at(struct str text, size_t at)
{
	return at < text.n ? text.at[at] : '\0';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xc3 ||
	       ((unsigned char)c >= 0x80 && (unsigned char)c < 0xc0);
}

static size_t digits_at(struct str text, size_t at)
{
	size_t n = 0;

	while (is_digit(byte_at(text, at + n)))
		n++;
	return n;
}

static unsigned number_at(struct str text, size_t at, size_t n)
{
	unsigned value = 0;

	for (size_t i = 0; i < n; i++)
		value = value * 10 + (unsigned)(byte_at(text, at + i) - '0');
	return value;
}

/* Nothing goes on there: no letter or digit, not even behind a mark that joins numbers. */
static bool ends(struct str text, size_t at)
{
	char c = byte_at(text, at), next = byte_at(text, at + 1);

	if (is_digit(c) || (is_letter(c) && (unsigned char)c < 0x80))
		return false;
	return !strchr("-/:.", c) || !c || !is_digit(next);
}

static bool begins(struct str text, size_t at)
{
	char before = at ? text.at[at - 1] : ' ', further = at > 1 ? text.at[at - 2] : ' ';

	if (is_digit(before) || (is_letter(before) && (unsigned char)before < 0x80))
		return false;
	return !strchr("-:.", before) || !is_digit(further);
}

/* No governing document in use is older than this: two digits of a year mean the century that it falls into. */
#define YEAR_FIRST 1930u

static bool short_year(unsigned two, struct date *date, unsigned month, unsigned day)
{
	struct date later, today = date_today();

	if (date_from_parts(2000 + two, month, day, &later) && date_not_after(later, today) == TRI_YES) {
		*date = later;
		return true;
	}
	return 1900 + two >= YEAR_FIRST && date_from_parts(1900 + two, month, day, date);
}

/* "20180618", "140825": without any mark. */
static size_t date_solid(struct str text, size_t at, struct date *date)
{
	size_t n = digits_at(text, at);

	if (n == 8 && number_at(text, at, 4) >= 1900 && number_at(text, at, 4) < 2100 &&
	    date_from_parts(number_at(text, at, 4), number_at(text, at + 4, 2), number_at(text, at + 6, 2), date))
		return n;
	if (n == 6 && number_at(text, at + 2, 2) && number_at(text, at + 4, 2) &&
	    short_year(number_at(text, at, 2), date, number_at(text, at + 2, 2), number_at(text, at + 4, 2)))
		return n;
	return 0;
}

/* "29/11 2017", "29/11-2017", "29.11.2017", "2018.06.18", "2018-6-8", "18-06-18". */
static size_t date_marked(struct str text, size_t at, struct date *date)
{
	size_t a = digits_at(text, at), b = 0, c = 0, to = at + a + 1;
	char mark = byte_at(text, at + a), second;
	unsigned x, y, z;

	if (!a || a > 4 || !strchr("/.-", mark) || !mark)
		return 0;
	b = digits_at(text, to);
	second = byte_at(text, to + b);
	c = digits_at(text, to + b + 1);
	if (!b || b > 2 || !c || !strchr("/.- ", second) || !second)
		return 0;
	x = number_at(text, at, a);
	y = number_at(text, to, b);
	z = number_at(text, to + b + 1, c > 4 ? 4 : c);
	to += b + 1 + c;
	if (a == 4 && c <= 2 && mark == second && x >= 1900 && date_from_parts(x, y, z, date) && y && z)
		return to - at;
	if (a <= 2 && c == 4 && z >= 1900 && y && x && mark != '-' && date_from_parts(z, y, x, date))
		return to - at;
	if (a == 2 && b == 2 && c == 2 && mark == '-' && second == '-' && y && z && short_year(x, date, y, z))
		return to - at;
	return 0;
}

static bool date_at(struct str text, size_t at, struct date *date, size_t *used)
{
	struct str rest = str_part(text, at, SIZE_MAX);

	if (!is_digit(byte_at(text, at)) && !is_letter(byte_at(text, at)))
		return false;
	if (date_parse_text(rest, date, used))
		return true;
	if (!is_digit(byte_at(text, at)))
		return false;
	*used = date_marked(text, at, date);
	if (!*used)
		*used = date_solid(text, at, date);
	return *used && ends(text, at + *used);
}

bool reading_date(struct str text, size_t from, struct date *date, struct span *at)
{
	for (size_t i = from; i < text.n; i++) {
		size_t used = 0;
		bool starts = begins(text, i) &&
		              !((unsigned char)text.at[i] >= 0x80 && (unsigned char)text.at[i] < 0xc0) &&
		              !(i && (unsigned char)text.at[i - 1] >= 0x80 && is_letter(text.at[i]));
		if (!starts || !date_at(text, i, date, &used))
			continue;
		*at = (struct span){i, i + used};
		return true;
	}
	return false;
}

/* The year is one end of "2023-2027". */
static bool is_range(struct str text, size_t at)
{
	return (byte_at(text, at + 4) == '-' && digits_at(text, at + 5) == 4) ||
	       (at > 4 && text.at[at - 1] == '-' && digits_at(text, at - 5) == 4);
}

bool reading_year(struct str text, size_t from, struct date *date, struct span *at)
{
	for (size_t i = from; i + 4 <= text.n; i++) {
		unsigned year = number_at(text, i, digits_at(text, i) == 4 ? 4 : 0);
		char before = i ? text.at[i - 1] : ' ';
		bool whole = (begins(text, i) && before != '/' && ends(text, i + 4)) || is_range(text, i);
		if (!whole || year < 1900 || year >= 2100)
			continue;
		*at = (struct span){i, i + 4};
		return date_from_parts(year, 0, 0, date);
	}
	return false;
}

/* --- bodies ------------------------------------------------------------------------------------------------------------ */

static const struct {
	struct str letters, name;
} known_bodies[] = {{STR("KF"), STR("Kommunfullmäktige")},
                    {STR("KS"), STR("Kommunstyrelsen")},
                    {STR("RF"), STR("Regionfullmäktige")},
                    {STR("RS"), STR("Regionstyrelsen")},
                    {STR("KSAU"), STR("Kommunstyrelsens arbetsutskott")}};

struct str reading_body(struct str text)
{
	for (size_t i = 0; i < sizeof known_bodies / sizeof *known_bodies; i++)
		if (text.n == known_bodies[i].letters.n && !strncasecmp(text.at, known_bodies[i].letters.at, text.n))
			return known_bodies[i].name;
	return text;
}

bool reading_is_body(struct arena *arena, struct str text)
{
	static const struct str parts[] = {STR("fullmäktige"), STR("styrelse"),   STR("nämnd"),       STR("utskott"),
	                                   STR("direktör"),    STR("chef"),       STR("förvaltning"), STR("kontor"),
	                                   STR("direktion"),   STR("stämma"),     STR("beredning"),   STR("rektor"),
	                                   STR("ledningen"),   STR("ordförande"), STR("förbund"),     STR("delegation"),
	                                   STR("kommittén"),   STR("revisor")};
	struct str folded = unicode_fold(arena, reading_body(text));
	size_t capitals = 0;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_find(folded, parts[i], 0) != SIZE_MAX)
			return true;
	while (capitals < text.n &&
	       ((text.at[capitals] >= 'A' && text.at[capitals] <= 'Z') || (unsigned char)text.at[capitals] >= 0x80))
		capitals++;
	return text.n >= 2 && capitals == text.n && text.n <= 6; /* letters: "BUN" */
}

/* --- decisions --------------------------------------------------------------------------------------------------------- */

struct str reading_dnr(struct arena *arena, struct str text, bool marked)
{
	struct dnr dnr = {0};

	if (!dnr_read(text, marked, NULL, &dnr))
		return STR_EMPTY;
	return arena_copy(arena, (struct str){dnr.form, dnr.n});
}

/* "§ 88", "§§ 88", "§88"; with a year behind it, "§ 63/2017", that is told as well. */
static bool paragraph_read(struct str text, struct decision *out, struct span *at)
{
	size_t sign = str_find(text, STR("§"), 0), i, n;

	for (; sign != SIZE_MAX; sign = str_find(text, STR("§"), sign + 2)) {
		i = sign + 2;
		if (str_starts(str_part(text, i, 2), STR("§")))
			i += 2;
		while (byte_at(text, i) == ' ' || (unsigned char)byte_at(text, i) == 0xc2 ||
		       (unsigned char)byte_at(text, i) == 0xa0)
			i++;
		n = digits_at(text, i);
		if (!n || n > 4)
			continue;
		out->paragraph = str_part(text, i, n);
		*at = (struct span){sign, i + n};
		if (byte_at(text, i + n) == '/' && digits_at(text, i + n + 1) == 4) {
			if (!out->date.known)
				date_from_parts(number_at(text, i + n + 1, 4), 0, 0, &out->date);
			at->to += 5;
		}
		return true;
	}
	return false;
}

/* "KF 119/140825": the paragraph before a day without marks. */
static bool joined_read(struct str text, struct decision *out, struct span *at)
{
	for (size_t slash = str_find(text, STR("/"), 0); slash != SIZE_MAX;
	     slash = str_find(text, STR("/"), slash + 1)) {
		size_t from = slash, used;
		while (from && is_digit(text.at[from - 1]))
			from--;
		used = slash > from && slash - from <= 4 ? date_solid(text, slash + 1, &out->date) : 0;
		if (!used || !ends(text, slash + 1 + used))
			continue;
		out->paragraph = str_part(text, from, slash - from);
		*at = (struct span){from, slash + 1 + used};
		return true;
	}
	return false;
}

static struct str dnr_find(struct arena *arena, struct str text, const struct span *but, size_t but_count, size_t *at)
{
	for (size_t i = 0; i < text.n; i++) {
		bool taken = false;
		struct str found;
		for (size_t k = 0; k < but_count; k++)
			taken = taken || (i >= but[k].from && i < but[k].to);
		if (taken || !begins(text, i) || (i && (unsigned char)text.at[i - 1] >= 0x80))
			continue;
		found = reading_dnr(arena, str_part(text, i, SIZE_MAX), false);
		if (found.n) {
			*at = i;
			return found;
		}
	}
	return STR_EMPTY;
}

/* What stands before the first of what has been read, without the words that lead to it. */
static struct str body_part(struct str text, size_t first)
{
	static const struct str befores[] = {STR("av "), STR("i "),   STR("beslut "), STR("genom "),
	                                     STR("på "), STR("vid "), STR("den ")},
				afters[] = {STR(" den"),      STR(","),
	                                    STR("("),         STR(" dnr"),
	                                    STR(" Dnr"),      STR(":"),
	                                    STR(" beslut"),   STR(" sammanträde"),
	                                    STR("."),         STR("–"),
	                                    STR("-"),         STR("/"),
	                                    STR(" i beslut"), STR(" genom beslut")};

	static const struct str verbs[] = {STR(" antog"), STR(" fastställde"), STR(" beslutade"), STR(" har ")};

	text = str_trim(str_part(text, 0, first));
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		text = str_part(text, 0, str_find(text, verbs[i], 0));
	for (size_t i = 0; i < sizeof befores / sizeof *befores; i++)
		if (str_starts(text, befores[i]))
			text = str_trim(str_part(text, befores[i].n, SIZE_MAX));
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof afters / sizeof *afters; i++)
			if (str_ends(text, afters[i])) {
				text = str_trim(str_part(text, 0, text.n - afters[i].n));
				again = true;
			}
	}
	return text;
}

static struct str body_find(struct arena *arena, struct str text, size_t first, size_t last)
{
	struct str before = body_part(text, first), after = STR_EMPTY;
	size_t comma;

	if (before.n && before.n <= 80) {
		comma = str_find(before, STR("("), 0); /* "Kommunfullmäktige (KF)" */
		return comma != SIZE_MAX && comma > 1 ? str_trim(str_part(before, 0, comma)) : before;
	}
	after = str_trim(str_part(text, last, SIZE_MAX)); /* "2019-03-25 av kommunfullmäktige" */
	while (after.n && strchr(",. ", after.at[0]))
		after = str_part(after, 1, SIZE_MAX);
	comma = str_find(after, STR(","), 0);
	after = body_part(after, comma);
	return after.n && after.n <= 60 && reading_is_body(arena, after) ? after : STR_EMPTY;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

struct decision reading_decision(struct arena *arena, struct str text)
{
	struct decision out = {.date = DATE_NONE};
	struct span spans[3] = {{SIZE_MAX, 0}, {SIZE_MAX, 0}, {SIZE_MAX, 0}};
	size_t first, last, at = SIZE_MAX;

	if (joined_read(text, &out, &spans[0])) {
		spans[1] = spans[0];
	} else {
		if (!reading_date(text, 0, &out.date, &spans[0]))
			spans[0] = (struct span){SIZE_MAX, 0};
		if (!paragraph_read(text, &out, &spans[1]))
			spans[1] = (struct span){SIZE_MAX, 0};
		if (!out.date.known && !reading_year(text, 0, &out.date, &spans[2]))
			spans[2] = (struct span){SIZE_MAX, 0};
	}
	out.dnr = dnr_find(arena, text, spans, 3, &at);
	first = least(least(spans[0].from, spans[1].from), least(spans[2].from, at));
	last = spans[0].to > spans[1].to ? spans[0].to : spans[1].to;
	last = spans[2].to > last ? spans[2].to : last;
	out.by = body_find(arena, text, least(first, text.n), last);
	return out;
}
