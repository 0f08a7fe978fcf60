#include "registry/search/terms.h"

#include "registry/base/ascii.h"
#include "registry/base/utf8.h"

#define BEGIN_LETTERS 3u  /* shorter words are found as they are alone, */
#define WITHIN_LETTERS 4u /* and from so many letters on within others too */

/* What a form of a noun may have behind the stem that Snowball gives. */
static const char *const endings[] = {"n",  "t",   "s",   "en",  "et",  "na",  "er",  "ar",   "or",   "ns",
                                      "ts", "ens", "ets", "nas", "ern", "arn", "orn", "erna", "arna", "orna"};
#define ENDINGS (sizeof endings / sizeof *endings)

static bool is_ending(struct str text)
{
	for (size_t i = 0; i < ENDINGS; i++)
		if (str_equal(text, str_from(endings[i])))
			return true;
	return false;
}

/* --- which there are --------------------------------------------------------------------------------------------------- */

static struct counted_term *term_of(struct terms *terms, struct str stem)
{
	uint32_t at = map_get(&terms->by_stem, stem);

	if (at != MAP_NONE)
		return &terms->all.at[at];
	stem = arena_copy(&terms->arena, stem);
	map_add(&terms->by_stem, stem, (uint32_t)terms->all.n);
	vec_push(&terms->all, (struct counted_term){stem, 0});
	return &terms->all.at[terms->all.n - 1];
}

void terms_count(struct terms *terms, struct str stem, bool more)
{
	struct counted_term *term = NULL;

	if (!stem.n || stem.n > TERM_BYTES_MAX)
		return;
	term = term_of(terms, stem);
	term->times = more ? term->times + 1 : term->times ? term->times - 1 : 0;
}

void terms_read(struct terms *terms, struct str stems, struct str times)
{
	struct str rest = str_part(stems, 1, stems.n), line;

	for (size_t i = 0; str_next_line(&rest, &line) && (i + 1) * sizeof(uint32_t) <= times.n; i++)
		memcpy(&term_of(terms, line)->times, times.at + i * sizeof(uint32_t), sizeof(uint32_t));
}

void terms_write(const struct terms *terms, struct arena *arena, struct str *stems, struct str *times)
{
	char *text = NULL, *numbers = ARENA_ARRAY(arena, char, terms->all.n * sizeof(uint32_t) + 1);
	size_t n = 1, count = 0;

	for (size_t i = 0; i < terms->all.n; i++)
		n += terms->all.at[i].stem.n + 1;
	text = ARENA_ARRAY(arena, char, n);
	text[0] = '\n';
	n = 1;
	for (size_t i = 0; i < terms->all.n; i++) {
		const struct counted_term *term = &terms->all.at[i];
		if (!term->times)
			continue;
		memcpy(text + n, term->stem.at, term->stem.n);
		n += term->stem.n;
		text[n++] = '\n';
		memcpy(numbers + count++ * sizeof(uint32_t), &term->times, sizeof(uint32_t));
	}
	*stems = (struct str){text, n};
	*times = (struct str){numbers, count * sizeof(uint32_t)};
}

void terms_release(struct terms *terms)
{
	map_release(&terms->by_stem);
	vec_release(&terms->all);
	arena_release(&terms->arena);
}

/* --- which are alike ---------------------------------------------------------------------------------------------------- */

struct alike {
	struct like_term *at;
	size_t n, room;
};

static int compare(const void *a, const void *b)
{
	const struct like_term *x = a, *y = b;

	if (x->match != y->match)
		return (x->match > y->match) - (x->match < y->match);
	if (x->stem.n != y->stem.n)
		return (x->stem.n > y->stem.n) - (x->stem.n < y->stem.n);
	return str_compare(x->stem, y->stem);
}

bool term_is_number(struct str stem)
{
	for (size_t i = 0; i < stem.n; i++)
		if (!is_digit(stem.at[i]))
			return false;
	return true;
}

/* The stem as it is, and without an ending: "policyn" finds "policy". */
static void add_shorter(struct alike *alike, struct arena *arena, struct str stems, struct str stem)
{
	for (size_t i = 0; i <= ENDINGS; i++) {
		struct str ending = i < ENDINGS ? str_from(endings[i]) : STR_EMPTY, line;
		size_t at = 0;
		if (!str_ends(stem, ending) || (i < ENDINGS && stem.n < BEGIN_LETTERS + ending.n))
			continue;
		line = arena_format(arena, "\n%.*s\n", STR_ARG(str_part(stem, 0, stem.n - ending.n)));
		at = str_find(stems, line, 0);
		if (at != SIZE_MAX)
			vec_push(alike, (struct like_term){str_part(stems, at + 1, line.n - 2), FULLTEXT_SAME});
	}
}

/* The longer stems that hold it. */
static void add_longer(struct alike *alike, struct str stems, struct str stem, bool within)
{
	for (size_t at = 0; (at = str_find(stems, stem, at)) != SIZE_MAX;) {
		const char *begin = memrchr(stems.at, '\n', at), *end = memchr(stems.at + at, '\n', stems.n - at);
		struct str whole = {begin + 1, (size_t)(end - begin) - 1};
		bool begins = begin + 1 == stems.at + at;
		if (whole.n > stem.n && (begins || within))
			vec_push(alike, (struct like_term){whole, !begins ? FULLTEXT_HOLDS
			                                          : is_ending(str_part(whole, stem.n, whole.n))
			                                                  ? FULLTEXT_SAME
			                                                  : FULLTEXT_BEGINS});
		at = (size_t)(end - stems.at);
	}
}

size_t terms_like(struct like_term **out, struct arena *arena, struct str stems, struct str stem, size_t most)
{
	struct alike alike = {0};
	size_t letters = utf8_count(stem);

	*out = NULL;
	if (!stem.n || !stems.n)
		return 0;
	add_shorter(&alike, arena, stems, stem);
	if (letters >= BEGIN_LETTERS && !term_is_number(stem))
		add_longer(&alike, stems, stem, letters >= WITHIN_LETTERS);
	if (alike.n)
		qsort(alike.at, alike.n, sizeof *alike.at, compare);
	if (alike.n > most)
		alike.n = most;
	*out = ARENA_ARRAY(arena, struct like_term, alike.n);
	if (alike.n)
		memcpy(*out, alike.at, alike.n * sizeof *alike.at);
	most = alike.n;
	vec_release(&alike);
	return most;
}
