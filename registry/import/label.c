#include "registry/import/label.h"

#include "registry/base/ascii.h"

#include <stdlib.h>

#define NAMED_WORDS 2u /* words between a label and its colon: "Diarienr Lindbro:" */

enum label_flag { VERBAL = 1 };

static const struct label_row {
	struct str text;
	enum label_role role;
	int flags;
} labels[] = {
#define LABEL(text, role, flags) {{text, sizeof text - 1}, LABEL_##role, flags},
#include "registry/import/labels.def"
#undef LABEL
};

/* A byte in lower case: ASCII, and the second byte of Latin-1's capitals, which Swedish has. */
static char lower(char byte, char before)
{
	unsigned char c = (unsigned char)byte;

	if (c >= 'A' && c <= 'Z')
		return (char)(c + 32);
	return (unsigned char)before == 0xc3 && c >= 0x80 && c <= 0x9e ? (char)(c + 32) : byte;
}

static size_t space_at(struct str text, size_t at)
{
	if (at < text.n && (text.at[at] == ' ' || text.at[at] == '\t'))
		return 1;
	return str_starts(str_part(text, at, 2), STR("\xc2\xa0")) ? 2 : 0;
}

/* Bytes of the text that the label takes at its beginning, 0 when it does not stand there. A space stands for any. */
static size_t matches(struct str text, struct str label)
{
	size_t at = 0;

	for (size_t i = 0; i < label.n; i++) {
		size_t space = space_at(text, at);
		if (label.at[i] == ' ') {
			if (!space)
				return 0;
			for (; space; space = space_at(text, at))
				at += space;
		} else if (at < text.n && lower(text.at[at], at ? text.at[at - 1] : '\0') == label.at[i]) {
			at++;
		} else {
			return 0;
		}
	}
	return at;
}

static bool is_letter(struct str text, size_t at)
{
	unsigned char c = at < text.n ? (unsigned char)text.at[at] : ' ';

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x80 && c != 0xc2 && c != 0xe2);
}

static bool is_capital(struct str text)
{
	unsigned char a = text.n ? (unsigned char)text.at[0] : 0, b = text.n > 1 ? (unsigned char)text.at[1] : 0;

	return (a >= 'A' && a <= 'Z') || (a == 0xc3 && b >= 0x80 && b <= 0x9e);
}

static size_t word_end(struct str text, size_t at)
{
	while (is_letter(text, at) || (at < text.n && text.at[at] == '-'))
		at++;
	return at;
}

/* The colon behind the label, after a word or two perhaps; 0 when there is none. */
static size_t colon_at(struct str text, size_t at)
{
	for (unsigned words = 0; words <= NAMED_WORDS; words++) {
		size_t next = at;
		while (space_at(text, next))
			next += space_at(text, next);
		if (next < text.n && text.at[next] == ':')
			return next + 1;
		if (next < text.n && text.at[next] == '(' && str_find(text, STR(")"), next) != SIZE_MAX) {
			at = str_find(text, STR(")"), next) + 1;
			continue;
		}
		at = word_end(text, next);
		if (at == next || (at < text.n && is_digit(text.at[at])))
			return 0;
	}
	return 0;
}

static size_t skip_space(struct str text, size_t at)
{
	while (at < text.n && (space_at(text, at) || text.at[at] == '\n'))
		at += text.at[at] == '\n' ? 1 : space_at(text, at);
	return at;
}

bool label_find(struct str text, struct label *out)
{
	const struct label_row *best = NULL;
	size_t most = 0, colon;

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		size_t n = matches(text, labels[i].text);
		if (n > most && !is_letter(text, n) && !(n < text.n && (is_digit(text.at[n]) || text.at[n] == '-'))) {
			most = n;
			best = &labels[i];
		}
	}
	if (!best)
		return false;
	if (most < text.n && text.at[most] == '/' && is_letter(text, most + 1)) /* "Dokumentansvarig/processägare" */
		most = word_end(text, most + 1);
	colon = colon_at(text, most);
	*out = (struct label){best->role, most, skip_space(text, colon ? colon : most), best->flags & VERBAL,
	                      colon > 0};
	return true;
}

bool label_is(struct str text, struct label *out)
{
	text = str_trim(text);
	return label_find(text, out) && (out->used == text.n || (out->n == text.n));
}

/* --- lines of several --------------------------------------------------------------------------------------------------- */

/* Where a label may begin within a line: after white space, or a mark that parts facts. */
static bool may_begin(struct str line, size_t at)
{
	return at == 0 || space_at(line, at - 1) || strchr("\n|;(/", line.at[at - 1]) ||
	       (at > 1 && space_at(line, at - 2) == 2);
}

/* In a line, a label is written with a capital, or is a verb's form, which goes on with the sentence. */
static bool is_inner(struct str rest, const struct label *label, const struct label *before)
{
	if (before->role == LABEL_SUPERSEDES && !is_capital(rest)) /* "Ersätter X, antagen av ...": said of X */
		return false;
	if (is_capital(rest))
		return label->colon || label->role != LABEL_OTHER || label->verbal || rest.at[0] == 'S';
	return label->verbal;
}

static struct str value_end_cut(struct str value)
{
	static const struct str ends[] = {STR("|"), STR(","), STR(";"),    STR("("),     STR("·"),
	                                  STR("•"), STR("–"), STR(" och"), STR(" samt"), STR("/")};

	for (bool again = true; again;) {
		again = false;
		value = str_trim(value);
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
			if (str_ends(value, ends[i])) {
				value.n -= ends[i].n;
				again = true;
			}
	}
	return value;
}

/* Whether what follows a label without a colon can be what it announces, rather than the rest of a sentence. */
static bool may_hold(const struct label *label, struct str value)
{
	struct str dens = STR("den ");

	if (label->colon || label->verbal || !value.n || label->role == LABEL_OTHER)
		return true;
	return is_capital(value) || is_digit(value.at[0]) || str_starts(value, dens) || str_starts(value, STR("§")) ||
	       (label->role == LABEL_REACH && value.n < 100 && !str_ends(value, STR("."))) ||
	       str_starts(value, STR("tills ")) || str_starts(value, STR("senast "));
}

bool label_split(struct field_list *fields, struct str line, struct field like)
{
	struct label label, next = {0};
	size_t at = 0;
	bool all = true;

	if (!label_find(line, &label))
		return false;
	while (at < line.n) {
		size_t end = at + label.used;
		bool found = false;
		for (; end < line.n && !found; end += !found)
			found = may_begin(line, end) && label_find(str_part(line, end, SIZE_MAX), &next) &&
			        is_inner(str_part(line, end, SIZE_MAX), &next, &label);
		struct field field = like;
		field.role = label.role;
		field.label = str_part(line, at, label.n);
		field.value = value_end_cut(str_part(line, at + label.used, end - at - label.used));
		field.colon = like.colon || label.colon;
		if (may_hold(&label, field.value))
			vec_push(&fields->list, field);
		else
			all = false;
		at = end;
		label = next;
	}
	return all;
}
