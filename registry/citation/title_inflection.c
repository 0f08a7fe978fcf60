#include "registry/citation/title_inflection.h"

#include "registry/base/ascii.h"

/* A noun for a kind of document, and what its definite form adds. */
struct kind {
	const char *noun, *definite;
};

static const struct kind kinds[] = {
	{"policy", "n"},        {"policyer", "na"},    {"riktlinjer", "na"},     {"riktlinje", "n"},
	{"regler", "na"},       {"regelverk", "et"},   {"reglemente", "t"},      {"reglementen", "a"},
	{"program", "met"},     {"planer", "na"},      {"plan", "en"},           {"strategi", "n"},
	{"strategier", "na"},   {"taxa", "n"},         {"taxor", "na"},          {"avgifter", "na"},
	{"ordning", "en"},      {"instruktion", "en"}, {"instruktioner", "na"},  {"föreskrifter", "na"},
	{"föreskrift", "en"},   {"anvisningar", "na"}, {"anvisning", "en"},      {"rutiner", "na"},
	{"rutin", "en"},        {"vision", "en"},      {"budget", "en"},         {"modell", "en"},
	{"handbok", "en"},      {"stadga", "n"},       {"stadgar", "na"},        {"direktiv", "et"},
	{"avtal", "et"},        {"principer", "na"},   {"överenskommelse", "n"}, {"kod", "en"},
	{"manual", "en"},       {"guide", "n"},        {"agenda", "n"},          {"deklaration", "en"},
	{"bestämmelser", "na"}, {"villkor", "en"},     {"styrdokument", "et"},   {"schema", "t"},
	{"mål", "en"},          {"riktmärken", "a"},   {"garantier", "na"},      {"garanti", "n"},
};

static const char *const prepositions[] = {"för",      "om",       "i",    "på",    "av",      "vid",
                                           "till",     "mot",      "inom", "kring", "rörande", "angående",
                                           "avseende", "gällande", "med",  NULL};

struct cut { /* a title, word by word; a hyphen ends a word as in word_hash.h */
	struct str title;
	size_t head, head_end; /* the head's bytes: its whole hyphenated word */
	size_t begin;          /* the head's first byte, without what stands before a hyphen */
};

static bool is_one_of(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_equal(word, str_from(*words)))
			return true;
	return false;
}

static bool is_gap(char byte)
{
	return is_space(byte) || byte == ',' || byte == ':' || byte == '(' || byte == ')' || byte == '/';
}

/* The next word between spaces; false at the end. */
static bool word_next(struct str text, size_t *at, struct str *word)
{
	size_t from = *at;

	while (from < text.n && is_gap(text.at[from]))
		from++;
	*at = from;
	while (*at < text.n && !is_gap(text.at[*at]))
		++*at;
	*word = str_part(text, from, *at - from);
	return word->n > 0;
}

/* Bit 5 tells a and A, ö and Ö apart, and is set in all else that nouns are written with. */
static bool ends_alike(struct str word, const char *end)
{
	size_t n = strlen(end);

	if (word.n < n || (word.at[word.n - 1] | 0x20) != (end[n - 1] | 0x20))
		return false; /* most of them */
	for (size_t i = 0; i < n; i++)
		if ((word.at[word.n - n + i] | 0x20) != (end[i] | 0x20))
			return false;
	return true;
}

static const struct kind *kind_of(struct str word)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (ends_alike(word, kinds[i].noun))
			return &kinds[i];
	return NULL;
}

bool word_is_kind(struct str word)
{
	if (ends_alike(word, "s"))
		word.n--;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (ends_alike(word, kinds[i].noun) ||
		    (ends_alike(word, kinds[i].definite) &&
		     ends_alike(str_part(word, 0, word.n - strlen(kinds[i].definite)), kinds[i].noun)))
			return true;
	return false;
}

/* The head: the last word before the first preposition that follows a word; else the last. */
static bool head_find(struct cut *cut, struct str title)
{
	struct str word = STR_EMPTY;
	size_t at = 0;

	*cut = (struct cut){.title = title};
	while (word_next(title, &at, &word)) {
		if (cut->head_end && (is_one_of(word, prepositions) || is_digit(word.at[0])))
			break;
		cut->head = at - word.n;
		cut->head_end = at;
	}
	cut->begin = cut->head_end;
	while (cut->begin > cut->head && title.at[cut->begin - 1] != '-')
		cut->begin--;
	return cut->head_end > 0;
}

/* "strategisk" before a definite noun is "strategiska". */
static struct str adjective(struct arena *arena, struct str word)
{
	static const char *const ends[] = {"sk", "lig", "ig", "al", "ell", "iv", "bar", "sam", "full", NULL};

	if (str_equal(str_part(word, 1, word.n), STR("llm\xC3\xA4n")))
		return arena_format(arena, "%.*sna", STR_ARG(word));
	for (const char *const *end = ends; *end; end++)
		if (ends_alike(word, *end))
			return arena_format(arena, "%.*s%s", STR_ARG(word), ends_alike(word, "sam") ? "ma" : "a");
	return word;
}

/* What stands before the head, with its adjectives in the definite form. */
static struct str before_head(struct arena *arena, const struct cut *cut)
{
	struct str text = STR_EMPTY, word = STR_EMPTY, before = str_part(cut->title, 0, cut->head);
	size_t at = 0;

	while (word_next(before, &at, &word))
		text = arena_format(arena, "%.*s%.*s ", STR_ARG(text), STR_ARG(adjective(arena, word)));
	return arena_format(arena, "%.*s%.*s", STR_ARG(text), (int)(cut->begin - cut->head), cut->title.at + cut->head);
}

static bool is_upper_start(struct str word)
{
	return word.n && ((word.at[0] >= 'A' && word.at[0] <= 'Z') ||
	                  (word.n > 1 && word.at[0] == '\xC3' && (unsigned char)word.at[1] < 0x9F));
}

/* Is it "för Kalmar kommun", "i Region Skåne"? */
static bool names_town(struct str tail)
{
	struct str word = STR_EMPTY;
	size_t at = 0, count = 0;
	bool town = false;

	if (!word_next(tail, &at, &word) || !is_one_of(word, prepositions))
		return false;
	for (; word_next(tail, &at, &word); count++) {
		static const char *const towns[] = {"kommun",   "stad",     "län",    "region",
		                                    "regionen", "kommunen", "staden", NULL};
		bool last = is_one_of(word, towns);
		town = town || last;
		if (!last && !is_upper_start(word))
			return false;
	}
	return town && count < 5;
}

/* Is it years, "2016-2018", alone? */
static bool is_years(struct str tail)
{
	bool digits = false;

	for (size_t i = 0; i < tail.n; i++) {
		digits = digits || is_digit(tail.at[i]);
		if (is_digit(tail.at[i]) || is_gap(tail.at[i]) || tail.at[i] == '-' ||
		    (unsigned char)tail.at[i] >= 0xE2 || ((unsigned char)tail.at[i] & 0xC0) == 0x80)
			continue;
		return false;
	}
	return digits;
}

/* The one definite noun that follows "för", "kommunstyrelsen"; or "". */
static struct str owner_of(struct str tail)
{
	struct str word = STR_EMPTY, owner = STR_EMPTY;
	size_t at = 0;

	if (!word_next(tail, &at, &word) || !str_equal(word, STR("f\xC3\xB6r")) || !word_next(tail, &at, &owner) ||
	    word_next(tail, &at, &word) ||
	    (!ends_alike(owner, "en") && !ends_alike(owner, "et") && !ends_alike(owner, "na")))
		return STR_EMPTY;
	return owner;
}

size_t title_inflections(struct arena *arena, struct str title, struct inflection out[INFLECTIONS_MAX])
{
	struct cut cut;
	const struct kind *kind = NULL;
	struct str noun, tail, definite, owner;
	size_t count = 0;
	bool bare = false;

	if (!head_find(&cut, title))
		return 0;
	noun = str_part(title, cut.begin, cut.head_end - cut.begin);
	tail = str_part(title, cut.head_end, title.n);
	kind = kind_of(noun);
	if (!kind)
		return 0;
	bare = cut.begin == 0 && noun.n == strlen(kind->noun); /* "policyn" may be any */
	definite = arena_format(arena, "%.*s%.*s%s", STR_ARG(before_head(arena, &cut)), STR_ARG(noun), kind->definite);
	owner = owner_of(tail);
	if (!bare || tail.n)
		out[count++] =
			(struct inflection){arena_format(arena, "%.*s%.*s", STR_ARG(definite), STR_ARG(tail)), true};
	if (!bare && (names_town(tail) || is_years(tail))) {
		out[count++] = (struct inflection){definite, true};
		out[count++] = (struct inflection){str_part(title, 0, cut.head_end), false};
	}
	if (owner.n)
		out[count++] = (struct inflection){
			arena_format(arena, "%.*ss %.*s", STR_ARG(owner), (int)cut.head_end, title.at), true};
	return count;
}

enum title_words title_words_of(struct str title)
{
	struct str word = STR_EMPTY;
	size_t at = 0, count = 0;
	bool kind = false, distinct = false;

	for (; word_next(title, &at, &word); count++) {
		distinct = distinct || (count && is_upper_start(word));
		for (size_t i = 0; i < word.n; i++)
			distinct = distinct || is_digit(word.at[i]) || (i && word.at[i] >= 'A' && word.at[i] <= 'Z');
		kind = kind || kind_of(word);
	}
	return distinct ? TITLE_DISTINCT : kind ? TITLE_OF_KIND : TITLE_COMMON;
}

bool title_is_definite(struct str title)
{
	struct str word = STR_EMPTY;
	size_t at = 0;

	while (word_next(title, &at, &word)) {
		if (is_one_of(word, prepositions))
			return false;
		if (word_is_kind(word))
			return !kind_of(word) ||
			       (at > word.n && ends_alike(str_trim(str_part(title, 0, at - word.n)), "s"));
	}
	return false;
}

bool title_is_lower(struct str title)
{
	return title.n && !is_upper_start(title) && !is_digit(title.at[0]);
}
