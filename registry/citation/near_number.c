/* Case numbers that are nearly written so. */
#include "registry/base/ascii.h"
#include "registry/citation/name_index.h"

struct near {
	const struct names_index *names;
	char form[DNR_MAX];
	size_t n, count, room;
	uint32_t *found;
};

static void near_add(struct near *near)
{
	uint32_t name = names_by_dnr(near->names, (struct str){near->form, near->n});

	for (size_t i = 0; i < near->count; i++)
		if (near->found[i] == name)
			return;
	if (name != NO_NAME && near->count < near->room)
		near->found[near->count++] = name;
}

static void near_digits(struct near *near)
{
	for (size_t i = 0; i < near->n; i++) {
		char old = near->form[i], after = i + 1 < near->n ? near->form[i + 1] : '\0';
		if (!is_digit(old))
			continue;
		for (char digit = '0'; digit <= '9'; digit++) {
			near->form[i] = digit;
			if (digit != old)
				near_add(near);
		}
		near->form[i] = old;
		if (!is_digit(after) || after == old)
			continue;
		near->form[i] = after;
		near->form[i + 1] = old;
		near_add(near);
		near->form[i] = old;
		near->form[i + 1] = after;
	}
}

/* A run of digits in the number, as a value; `n` of them. */
struct digit_run {
	size_t at, n;
	long value;
};

/* The run at or behind `from`; n is 0 when there is none. */
static struct digit_run digit_run(const struct near *near, size_t from)
{
	struct digit_run run = {.at = from};

	while (run.at < near->n && !is_digit(near->form[run.at]))
		run.at++;
	for (; run.n < 8 && run.at + run.n < near->n && is_digit(near->form[run.at + run.n]); run.n++)
		run.value = run.value * 10 + (near->form[run.at + run.n] - '0');
	return run;
}

static void run_write(struct near *near, struct digit_run run, long value)
{
	for (size_t i = run.n; i-- > 0; value /= 10)
		near->form[run.at + i] = (char)('0' + value % 10);
}

static bool run_is_year(struct digit_run run)
{
	return run.n == 4 && run.value >= 1900 && run.value < 2100;
}

/* The year is the last run of four digits that can be one, unless the first is: 031-2012/2007, KS 2018/1999. */
static bool runs_find(const struct near *near, struct digit_run *year, struct digit_run *serial)
{
	struct digit_run previous = {0}, run = {0};

	*year = *serial = (struct digit_run){0};
	for (size_t at = 0; (run = digit_run(near, at)).n; at = run.at + run.n, previous = run) {
		if (run_is_year(run) && (!year->n || year->at != digit_run(near, 0).at)) {
			*year = run;
			*serial = previous;
		}
		if (year->n && !serial->n && run.at > year->at)
			*serial = run;
	}
	return year->n && serial->n;
}

static void near_years(struct near *near, struct digit_run year)
{
	for (int step = -1; step <= 1; step += 2) {
		run_write(near, year, year.value + step);
		near_add(near);
	}
	run_write(near, year, year.value);
}

#define AROUND 50    /* numbers on either side that are looked at, */
#define AROUND_MAX 3 /* and how many may be taken before a near one means nothing */

static bool is_dense(struct near *near, struct digit_run serial)
{
	uint32_t taken = 0;

	for (long step = -AROUND; step <= AROUND; step++) {
		if (serial.value + step < 0)
			continue;
		run_write(near, serial, serial.value + step);
		taken += step && names_by_dnr(near->names, (struct str){near->form, near->n}) != NO_NAME;
	}
	return taken > AROUND_MAX;
}

size_t dnr_near(const struct names_index *names, struct str dnr, uint32_t *found, size_t room)
{
	struct near near = {.names = names, .n = dnr.n, .room = room, .found = found};
	struct digit_run year, serial;

	if (dnr.n > DNR_MAX || dnr.n < 6)
		return 0;
	memcpy(near.form, dnr.at, dnr.n);
	near_digits(&near);
	if (!runs_find(&near, &year, &serial))
		return near.count;
	near_years(&near, year);
	return near.count && is_dense(&near, serial) ? 0 : near.count;
}
