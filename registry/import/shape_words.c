/* What words and numbers at the beginning of a line say: the kind of a document, a section, a heading's number. */
#include "registry/base/ascii.h"
#include "registry/import/shape.h"
#include "registry/port/unicode.h"

/* --- kinds ------------------------------------------------------------------------------------------------------------- */

static const struct str types[] = {
	STR("vision"),
	STR("strategi"),
	STR("program"),
	STR("plan"),
	STR("handlingsplan"),
	STR("policy"),
	STR("riktlinje"),
	STR("riktlinjer"),
	STR("regler"),
	STR("regelverk"),
	STR("rutin"),
	STR("rutiner"),
	STR("anvisning"),
	STR("anvisningar"),
	STR("instruktion"),
	STR("reglemente"),
	STR("arbetsordning"),
	STR("delegationsordning"),
	STR("delegeringsordning"),
	STR("bolagsordning"),
	STR("ägardirektiv"),
	STR("taxa"),
	STR("taxor"),
	STR("avgifter"),
	STR("föreskrifter"),
	STR("stadga"),
	STR("stadgar"),
	STR("förbundsordning"),
	STR("attestordning"),
	STR("dokumenthanteringsplan"),
};

static struct str type_of_word(struct str word)
{
	struct str best = STR_EMPTY;

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_ends(word, types[i]) && types[i].n > best.n)
			best = types[i];
	return best;
}

/* Where the words end that say what it is, and those begin that say of what. */
static size_t phrase_end(struct str title)
{
	static const struct str ends[] = {STR(" för "),      STR(" i "),        STR(" om "),       STR(" av "),
	                                  STR(" vid "),      STR(" gällande "), STR(" avseende "), STR(" mot "),
	                                  STR(" inom "),     STR(" till "),     STR(" på "),       STR(" rörande "),
	                                  STR(" angående "), STR(", "),         STR(" – "),        STR(" - "),
	                                  STR(" ("),         STR(": "),         STR(" 1"),         STR(" 2")};
	size_t end = title.n;

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t at = str_find(title, ends[i], 0);
		end = at < end ? at : end;
	}
	return end;
}

static struct str last_word(struct str text)
{
	size_t from = text.n;

	while (from && text.at[from - 1] != ' ' && text.at[from - 1] != '\n')
		from--;
	return str_part(text, from, SIZE_MAX);
}

struct str shape_type(struct arena *arena, struct str title)
{
	struct str folded = unicode_fold(arena, title), phrase = str_part(folded, 0, phrase_end(folded));
	struct str type = type_of_word(last_word(phrase));

	if (!type.n) /* "Policy och riktlinjer", "Vision 2030" */
		type = type_of_word(str_part(phrase, 0, str_find(phrase, STR(" "), 0)));
	return type;
}

size_t shape_types_in(struct arena *arena, struct str text, struct str *out, size_t room)
{
	struct str rest = unicode_fold(arena, text);
	size_t n = 0;

	while (rest.n) {
		size_t end = 0, skip = 0;
		struct str type;
		while (end < rest.n && !strchr(" \t\n,;/|()", rest.at[end]))
			end++;
		type = type_of_word(str_part(rest, 0, end));
		if (type.n && type.n == end && n < room)
			out[n++] = str_part(rest, 0, end);
		skip = end + (end < rest.n);
		rest = str_part(rest, skip, SIZE_MAX);
	}
	return n;
}

/* --- numbers ----------------------------------------------------------------------------------------------------------- */

static size_t digits(struct str text, size_t at)
{
	size_t n = 0;

	while (at + n < text.n && is_digit(text.at[at + n]))
		n++;
	return n;
}

static size_t spaces(struct str text, size_t at)
{
	size_t n = 0;

	for (;;) {
		if (at + n < text.n && (text.at[at + n] == ' ' || text.at[at + n] == '\t'))
			n++;
		else if (str_starts(str_part(text, at + n, 2), STR("\xc2\xa0")))
			n += 2;
		else
			return n;
	}
}

static unsigned value(struct str text, size_t at, size_t n)
{
	unsigned number = 0;

	for (size_t i = 0; i < n && number < 100000; i++)
		number = number * 10 + (unsigned)(text.at[at + i] - '0');
	return number;
}

/* "3 a": the bytes of the number with its letter. */
static size_t lettered(struct str text, size_t at, unsigned *number)
{
	size_t n = digits(text, at), gap = n ? spaces(text, at + n) : 0, end = at + n + gap;

	if (!n || n > 3)
		return 0;
	*number = value(text, at, n);
	if (end + 1 <= text.n && text.at[end] >= 'a' && text.at[end] <= 'z' &&
	    (end + 1 == text.n || spaces(text, end + 1) || strchr(".:\n", text.at[end + 1]) ||
	     (unsigned char)text.at[end + 1] == 0xc2))
		return n + gap + 1;
	return n;
}

size_t shape_section(struct str text, unsigned *number)
{
	size_t n, at, used;

	if (str_starts(text, STR("§"))) {
		at = 2 + spaces(text, 2);
		n = lettered(text, at, number);
		used = at + n;
		if (n && used < text.n && text.at[used] == '.')
			used++;
		return n && (used == text.n || spaces(text, used) || text.at[used] == '\n') ? used : 0;
	}
	n = lettered(text, 0, number);
	at = n + spaces(text, n);
	if (!n || !str_starts(str_part(text, at, 2), STR("§")) || str_starts(str_part(text, at + 2, 2), STR("§")))
		return 0;
	used = at + 2;
	return used == text.n || spaces(text, used) || text.at[used] == '\n' || text.at[used] == '.' ? used : 0;
}

static bool is_capital(struct str text)
{
	unsigned char a = text.n ? (unsigned char)text.at[0] : 0, b = text.n > 1 ? (unsigned char)text.at[1] : 0;

	return (a >= 'A' && a <= 'Z') || (a == 0xc3 && b >= 0x80 && b <= 0x9e);
}

size_t shape_heading_number(struct str text, unsigned *depth)
{
	size_t at = 0;

	for (*depth = 0; *depth < 6; (*depth)++) {
		size_t n = digits(text, at);
		if (!n || n > 2)
			break;
		at += n;
		if (at < text.n && text.at[at] == '.')
			at++;
	}
	if (!*depth || !spaces(text, at))
		return 0;
	at += spaces(text, at);
	return is_capital(str_part(text, at, SIZE_MAX)) ? at : 0;
}

bool shape_is_chapter(struct str text)
{
	unsigned number;
	size_t n = lettered(text, 0, &number), at = n + spaces(text, n);

	return n && str_starts(str_part(text, at, SIZE_MAX), STR("kap")) && text.n < 160;
}

bool shape_is_furniture(struct arena *arena, struct str text)
{
	static const struct str words[] = {STR("styrdokument"), STR("kommunfullmäktige"), STR("kommunstyrelsen"),
	                                   STR("författning"), STR("internt styrdokument")};
	static const struct str ends[] = {STR("författningssamling"), STR("författningssamling:")},
				begins[] = {STR("sid "),  STR("sida "), STR("sid. "),
	                                    STR("nr f "), STR("flik "), STR("sidan ")};
	struct str folded = unicode_fold(arena, str_trim(text)), types_there[2];

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(folded, ends[i]) && folded.n < 90)
			return true;
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (str_starts(folded, begins[i]) && folded.n < 24 && folded.n > begins[i].n)
			return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(folded, words[i]))
			return true;
	if (shape_types_in(arena, folded, types_there, 2) == 1 && str_equal(types_there[0], folded))
		return true; /* its kind, above the title */
	for (size_t i = 0; i < folded.n; i++)
		if (!is_digit(folded.at[i]) && !strchr("() /-–", folded.at[i]))
			return false;
	return true;
}
