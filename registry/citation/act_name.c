#include "registry/citation/act_name.h"

#include "registry/base/ascii.h"

#define ABBREVIATION_MAX 7u /* letters */
#define TITLE_MAX 110u      /* bytes of "lagen om ..." before its number */

static char byte_at(struct str text, size_t at)
{
	return at < text.n ? text.at[at] : '\0';
}

static bool is_letter_pair(struct str text, size_t at) /* å, ä, ö and their like */
{
	return (unsigned char)byte_at(text, at) == 0xC3;
}

static bool is_ascii_letter(char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

struct act_span act_word_at(struct str text, size_t at)
{
	size_t to = at;

	while (is_digit(byte_at(text, to)) || is_ascii_letter(byte_at(text, to)) || is_letter_pair(text, to))
		to += is_letter_pair(text, to) ? 2 : 1;
	return (struct act_span){at, to < text.n ? to : text.n};
}

struct act_span act_word_before(struct str text, size_t end)
{
	size_t from = end;

	while (from > 0 && (is_digit(text.at[from - 1]) || is_ascii_letter(text.at[from - 1]) ||
	                    (from > 1 && (unsigned char)text.at[from - 1] >= 0x80 && is_letter_pair(text, from - 2))))
		from -= (unsigned char)text.at[from - 1] >= 0x80 ? 2 : 1;
	return (struct act_span){from, end};
}

size_t act_past_spaces(struct str text, size_t at)
{
	bool line = false;

	for (;; at++) {
		char c = byte_at(text, at);
		line = line || c == '\n';
		if ((unsigned char)c == 0xC2 && (unsigned char)byte_at(text, at + 1) == 0xA0)
			at++;
		else if (!is_space(c) && !(c == '>' && line))
			return at;
	}
}

size_t act_before_spaces(struct str text, size_t end)
{
	for (;;) {
		if (end > 0 && is_space(text.at[end - 1]))
			end--;
		else if (end > 1 && (unsigned char)text.at[end - 1] == 0xA0 && (unsigned char)text.at[end - 2] == 0xC2)
			end -= 2;
		else if (end > 1 && text.at[end - 1] == '>' && text.at[end - 2] == '\n')
			end -= 2;
		else
			return end;
	}
}

static bool ends_with_any(struct str word, const char *const *ends)
{
	for (; *ends; ends++)
		if (word.n >= strlen(*ends) && str_ends(word, str_from(*ends)))
			return true;
	return false;
}

static bool is_any(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_equal(word, str_from(*words)))
			return true;
	return false;
}

struct str act_name_plain(struct str name)
{
	static const char *const definite[] = {"ens", "ans", "ets", NULL};

	return ends_with_any(name, definite) ? str_part(name, 0, name.n - 1) : name;
}

bool act_word_is_name(struct str word)
{
	static const char *const ends[] = {"lagen",
	                                   "balken",
	                                   "förordningen",
	                                   "regeringsformen",
	                                   "kungörelsen",
	                                   "stadgan",
	                                   "successionsordningen",
	                                   "riksdagsordningen",
	                                   "konventionen",
	                                   "direktivet",
	                                   NULL};
	static const char *const others[] = {"bolagen",  "förslagen",  "anslagen", "uppslagen",  "utslagen",
	                                     "beslagen", "inslagen",   "avslagen", "tillslagen", "överslagen",
	                                     "omslagen", "underlagen", "påslagen", NULL};
	static const char *const bare[] = {"lagen",      "balken",      "förordningen", "kungörelsen",
	                                   "stadgan",    "anlagen",     "förlagen",     "konventionen",
	                                   "direktivet", "arbetslagen", "slagen",       NULL};

	word = act_name_plain(word);
	return ends_with_any(word, ends) && !ends_with_any(word, others) && !is_any(word, bare);
}

bool act_word_is_kind(struct str word)
{
	static const char *const ends[] = {
		"lag",           "lagar",      "lagarna",         "balk",       "balken",      "förordning",
		"förordningen",  "kungörelse", "kungörelsen",     "stadga",     "stadgan",     "formen",
		"regeringsform", "ordningen",  "riksdagsordning", "reglemente", "instruktion", NULL};
	static const char *const capital[] = {
		"Lag",          "Lagen",         "Lagens",     "Balken",      "Förordning",
		"Förordningen", "Förordningens", "Kungörelse", "Kungörelsen", NULL};

	return ends_with_any(act_name_plain(word), ends) ||
	       ends_with_any(act_name_plain(word), (const char *const[]){"lagen", NULL}) || is_any(word, capital);
}

bool act_word_is_short(struct str word)
{
	static const char *const others[] = {"KF",   "KS",  "RS", "AU",  "AB",  "KSAU", "KFS", "HB",  "IT",  "EU",
	                                     "EG",   "BUN", "SN", "MBN", "KLK", "SFS",  "SOU", "HFD", "AFS", "SOSFS",
	                                     "HSLF", "NJA", "VD", "KFF", "MSB", "SKR",  "SKL", "IVO", "FN",  NULL};
	size_t capitals = 0, letters = 0;

	for (size_t i = 0; i < word.n; i++, letters++) {
		bool pair = is_letter_pair(word, i);
		if (is_digit(word.at[i]))
			return false;
		capitals += pair ? (unsigned char)word.at[i + 1] < 0x9F : word.at[i] < 'a';
		if (!i && !capitals)
			return false;
		i += pair;
	}
	return letters >= 2 && letters <= ABBREVIATION_MAX && capitals >= 2 && !is_any(word, others);
}

size_t act_number_read(struct str text, size_t at)
{
	static const char *const trail = "-:/.";
	size_t digits = 0;
	char next;

	for (size_t i = 0; i < 4; i++)
		if (!is_digit(byte_at(text, at + i)))
			return 0;
	if (text.at[at] < '1' || text.at[at] > '2' || byte_at(text, at + 4) != ':' ||
	    (text.at[at] == '1' && text.at[at + 1] < '7') || (text.at[at] == '2' && text.at[at + 1] > '0'))
		return 0;
	while (digits < 5 && is_digit(byte_at(text, at + 5 + digits)))
		digits++;
	next = byte_at(text, at + 5 + digits);
	if (!digits || digits > 4 || is_ascii_letter(next) ||
	    (next && strchr(trail, next) && is_digit(byte_at(text, at + 6 + digits))))
		return 0;
	return 5 + digits;
}

/* "plan- och " before "bygglagen": where the whole begins. */
static size_t first_parts(struct str text, size_t from)
{
	size_t end = act_before_spaces(text, from), at;
	struct act_span joint = act_word_before(text, end);

	if (end == from || (!str_equal(str_part(text, joint.from, end - joint.from), STR("och")) &&
	                    !str_equal(str_part(text, joint.from, end - joint.from), STR("samt"))))
		return from;
	at = act_before_spaces(text, joint.from);
	if (!at || text.at[at - 1] != '-' || at == joint.from)
		return from;
	return act_word_before(text, at - 1).from;
}

/* "lagen om ..." that ends at the place, within one sentence. */
static struct act_span titled_before(struct str text, size_t end)
{
	static const char *const heads[] = {
		"lagen om ", "Lagen om ",        "Lag om ",        "Förordningen om ",  "lagen med ",      "lag om ",
		"lag med ",  "förordningen om ", "förordning om ", "förordningen med ", "förordning med ", NULL};

	for (size_t at = end; at > 0 && end - at < TITLE_MAX && !strchr(".;:()", text.at[at - 1]); at--)
		for (const char *const *head = heads; *head; head++)
			if (str_starts(str_part(text, at - 1, 24), str_from(*head)) &&
			    (at == 1 || is_space(text.at[at - 2])))
				return (struct act_span){at - 1, end};
	return (struct act_span){end, end};
}

struct act_span act_name_before(struct str text, size_t end)
{
	size_t to = act_before_spaces(text, end);
	struct act_span word = act_word_before(text, to);
	struct str written = str_part(text, word.from, to - word.from);

	if (word.from == to)
		return (struct act_span){end, end};
	if (act_word_is_kind(written) || act_word_is_name(written))
		return (struct act_span){first_parts(text, word.from), to};
	if (act_word_is_short(written) && (word.from == 0 || text.at[word.from - 1] != '-'))
		return (struct act_span){word.from, to};
	word = titled_before(text, to);
	return word.from < word.to ? word : (struct act_span){end, end};
}

/* "plan- och bygglagen" from its first part on: where its last word begins. */
static struct act_span last_word(struct str text, struct act_span word)
{
	size_t at = word.to + 1;
	struct act_span joint;

	if (byte_at(text, word.to) != '-')
		return word;
	joint = act_word_at(text, act_past_spaces(text, at));
	if (str_equal(str_part(text, joint.from, joint.to - joint.from), STR("och")))
		return act_word_at(text, act_past_spaces(text, joint.to));
	return (struct act_span){word.from, word.from};
}

struct act_span act_name_at(struct str text, size_t at)
{
	struct act_span first = act_word_at(text, at), word = last_word(text, first);
	struct str written = str_part(text, word.from, word.to - word.from);

	if (!written.n || byte_at(text, word.to) == '-')
		return (struct act_span){at, at};
	if (act_word_is_name(written) || (word.from == at && (act_word_is_short(written) || act_word_is_kind(written))))
		return (struct act_span){at, word.to};
	return (struct act_span){at, at};
}
