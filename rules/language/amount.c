#include "rules/language/amount.h"

#include "registry/base/ascii.h"

#define AMOUNT_MAX (INT64_MAX / 200) /* in hundredths, with room for decimals */

struct unit {
	struct str word;
	int64_t scale;
};

static const struct unit units[] = {
	{STR(""), 1},
	{STR("kr"), 1},
	{STR("kr."), 1},
	{STR("kronor"), 1},
	{STR("sek"), 1},
	{STR(":-"), 1},
	{STR("%"), 1},
	{STR("tkr"), 1000},
	{STR("tusen"), 1000},
	{STR("tusen kr"), 1000},
	{STR("tusen kronor"), 1000},
	{STR("mkr"), 1000000},
	{STR("mnkr"), 1000000},
	{STR("miljoner"), 1000000},
	{STR("miljoner kr"), 1000000},
	{STR("miljoner kronor"), 1000000},
	{STR("miljon"), 1000000},
	{STR("miljon kr"), 1000000},
	{STR("miljon kronor"), 1000000},
	{STR("mdkr"), 1000000000},
	{STR("miljard"), 1000000000},
	{STR("miljard kronor"), 1000000000},
	{STR("miljarder"), 1000000000},
	{STR("miljarder kr"), 1000000000},
	{STR("miljarder kronor"), 1000000000},
};

static bool equal_caseless(struct str text, struct str word)
{
	if (text.n != word.n)
		return false;
	for (size_t i = 0; i < text.n; i++)
		if ((text.at[i] >= 'A' && text.at[i] <= 'Z' ? text.at[i] + 32 : text.at[i]) != word.at[i])
			return false;
	return true;
}

static int64_t scale_of(struct str word)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (equal_caseless(word, units[i].word))
			return units[i].scale;
	return 0;
}

/* A space, no-break space or point that three digits follow, and no fourth. */
static size_t separator_at(struct str text, size_t at)
{
	size_t n = text.at[at] == ' ' || text.at[at] == '.' ? 1 : 0;

	if (str_starts(str_part(text, at, 2), STR("\xC2\xA0")))
		n = 2;
	for (size_t i = 0; n && i < 3; i++)
		if (at + n + i >= text.n || !is_digit(text.at[at + n + i]))
			return 0;
	return n && at + n + 3 < text.n && is_digit(text.at[at + n + 3]) ? 0 : n;
}

/* The digits before a decimal sign; returns where they end. */
static size_t whole_read(struct str text, size_t at, int64_t *whole)
{
	size_t n = 0;

	while (at < text.n && *whole <= AMOUNT_MAX / 10 - 1)
		if (is_digit(text.at[at]))
			*whole = *whole * 10 + (text.at[at++] - '0');
		else if ((n = separator_at(text, at)) > 0)
			at += n;
		else
			break;
	return at;
}

/* A decimal sign and digits, of which the first six count, in millionths; returns where they end. */
static size_t decimals_read(struct str text, size_t at, int64_t *millionths)
{
	int64_t location = 100000;

	if (at + 1 >= text.n || (text.at[at] != ',' && text.at[at] != '.') || !is_digit(text.at[at + 1]))
		return at;
	for (at++; at < text.n && is_digit(text.at[at]); at++, location /= 10)
		*millionths += (text.at[at] - '0') * location;
	return at;
}

bool amount_read(struct str text, int64_t *hundredths)
{
	struct str trimmed = str_trim(text);
	bool negative = false;
	int64_t whole = 0, millionths = 0, scale = 0;
	size_t at = 0, begin = 0;

	if (str_starts(trimmed, STR("-")) || str_starts(trimmed, STR("\xE2\x88\x92"))) {
		negative = true;
		at = trimmed.at[0] == '-' ? 1 : 3;
	}
	begin = at;
	if (at >= trimmed.n || !is_digit(trimmed.at[at]))
		return false;
	at = whole_read(trimmed, at, &whole);
	at = decimals_read(trimmed, at, &millionths);
	scale = at > begin ? scale_of(str_trim(str_part(trimmed, at, trimmed.n))) : 0;
	if (!scale || whole > AMOUNT_MAX / scale)
		return false;
	*hundredths = whole * scale * 100 + millionths * scale / 10000;
	if (negative)
		*hundredths = -*hundredths;
	return true;
}
