/* Dates: every line is read as a date and as running text; all that are dates are compared with each other. */
#include "registry/base/date_forms.h"
#include "tests/fuzz/invariants.h"

#define DATES_MAX 12

/* What is read in another form is a date of its own, and what is a date stays the same one. */
static void require_reading(struct str line)
{
	struct date_reading reading = date_read(line);
	struct date date = DATE_NONE;

	require(date_parse(line, &date) == (reading.form == DATE_FORM_ISO));
	require(reading.form != DATE_FORM_ISO || (reading.date.first == date.first && reading.date.last == date.last));
	require(reading.form > DATE_FORM_AMBIGUOUS || (reading.date.known && reading.date.first <= reading.date.last));
}

/* What is written is read back the same. */
static void require_format(struct date date)
{
	char text[DATE_TEXT], again[DATE_TEXT];
	struct date back = DATE_NONE;

	date_format(date, text);
	require(strlen(text) < DATE_TEXT);
	require(date.known && date.first <= date.last);
	require(date_parse(str_from(text), &back));
	require(back.known && back.first == date.first && back.last == date.last);
	require(strcmp(date_format(back, again), text) == 0);
}

static void require_civil(int32_t day)
{
	int year = 0;
	unsigned month = 0, mday = 0;

	if (day == DAY_MIN || day == DAY_MAX)
		return;
	day_to_civil(day, &year, &month, &mday);
	require(month >= 1 && month <= 12 && mday >= 1 && mday <= 31);
	require(day_from_civil(year, month, mday) == day);
}

/* Compares two days as numbers, without what date.c knows. */
static enum tri all_pairs(struct date a, struct date b, bool strictly)
{
	if (strictly ? a.last < b.first : a.last <= b.first)
		return TRI_YES;
	if (strictly ? a.first >= b.last : a.first > b.last)
		return TRI_NO;
	return TRI_UNKNOWN;
}

static bool is_open(struct date date)
{
	return date.first == DAY_MIN || date.last == DAY_MAX;
}

static void require_pair(struct date a, struct date b)
{
	struct date later = date_later(a, b);

	require(date_before(a, b) == tri_not(date_not_after(b, a)));
	require(date_same(a, b) == date_same(b, a));
	if (!is_open(a) && !is_open(b)) {
		require(date_before(a, b) == all_pairs(a, b, true));
		require(date_not_after(a, b) == all_pairs(a, b, false));
	}
	if (date_before(a, b) == TRI_YES)
		require(date_not_after(a, b) == TRI_YES && date_same(a, b) == TRI_NO);
	if (date_same(a, b) == TRI_YES)
		require(date_is_day(a) && a.first == b.first && date_is_day(b));
	require(later.known && later.first <= later.last);
	require(later.first == (a.first > b.first ? a.first : b.first));
	require(later.last == (a.last > b.last ? a.last : b.last));
}

static void require_moved(struct date date, int32_t days)
{
	struct date moved = date_plus(date, days);

	require(moved.known && moved.first <= moved.last);
	require((date.first == DAY_MIN) == (moved.first == DAY_MIN));
	require((date.last == DAY_MAX) == (moved.last == DAY_MAX));
}

static void read_text(struct str text)
{
	for (size_t i = 0; i <= text.n; i++) {
		struct date date = DATE_NONE;
		size_t used = SIZE_MAX;
		struct str rest = str_part(text, i, text.n);
		if (!date_parse_text(rest, &date, &used)) {
			require(!date.known && used == SIZE_MAX);
			continue;
		}
		require(used > 0 && used <= rest.n);
		require_format(date);
		require(!is_open(date));
		/* what follows is needed only to see that the date ends there */
		require(date_parse_text(str_part(rest, 0, used), &date, &used) && used <= rest.n);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str copy = text_copy((struct str){(const char *)data, size}), rest = copy, line = STR_EMPTY;
	struct date dates[DATES_MAX];
	size_t count = 0;

	while (count < DATES_MAX && str_next_line(&rest, &line)) {
		dates[count] = DATE_NONE;
		require_reading(line);
		if (date_parse(line, &dates[count]))
			count++;
		else
			require(!dates[count].known);
	}
	if (utf8_invalid_at(copy) == SIZE_MAX)
		read_text(copy);
	for (size_t i = 0; i < count; i++) {
		require_format(dates[i]);
		require_civil(dates[i].first);
		require_civil(dates[i].last);
		require_moved(dates[i], (int32_t)(data[0] * 1000003));
		require_moved(dates[i], -(int32_t)(data[0] * 1000003));
		for (size_t k = 0; k < count; k++)
			require_pair(dates[i], dates[k]);
	}
	text_free(copy);
	return 0;
}
