#include "rules/prefilter/literal_set.h"

#include "registry/base/utf8.h"
#include "registry/port/unicode.h"

#define START_CHARACTERS 3 /* shorter beginnings stand in too many places */

/* Two parts in a row make texts that cross the seam: each ending of the one with each beginning of the other. The best of
 * all such sets is kept: long texts, and few of them. */

/* One text behind the other. An edge in between, or beside something else than a letter, is forgotten: it says nothing
 * that could be looked up where the text is found. */
static struct text text_join(struct workshop *shop, struct text a, struct text b)
{
	struct text joined = {a.bare, a.begins || (a.bare.n == 0 && b.begins), b.ends || (b.bare.n == 0 && a.ends)};
	if (a.bare.n == 0)
		joined.bare = b.bare;
	else if (b.bare.n > 0)
		joined.bare = arena_format(shop->arena, "%.*s%.*s", STR_ARG(a.bare), STR_ARG(b.bare));
	if (joined.bare.n > 0) {
		joined.begins = joined.begins && literal_word_first(joined.bare);
		joined.ends = joined.ends && literal_word_last(joined.bare);
	}
	shop->work += joined.bare.n;
	return joined;
}

/* The first or last so many characters. */
static struct text text_cut(struct text text, size_t characters, bool from_end)
{
	size_t count = utf8_count(text.bare);
	if (count <= characters)
		return text;
	if (from_end) {
		size_t from = utf8_offset(text.bare, count - characters);
		return (struct text){str_part(text.bare, from, text.bare.n), false, text.ends};
	}
	return (struct text){str_part(text.bare, 0, utf8_offset(text.bare, characters)), text.begins, false};
}

static struct set set_room(struct workshop *shop, size_t count)
{
	shop->work += count * sizeof(struct text);
	return (struct set){ARENA_ARRAY(shop->arena, struct text, count), 0};
}

static struct set set_of(struct workshop *shop, struct text text)
{
	struct set set = set_room(shop, 1);
	set.at[set.n++] = text;
	return set;
}

static void set_add(struct workshop *shop, struct set *set, struct text text)
{
	for (uint32_t i = 0; i < set->n; i++)
		if (set->at[i].begins == text.begins && set->at[i].ends == text.ends &&
		    str_equal(set->at[i].bare, text.bare))
			return;
	shop->work += set->n;
	set->at[set->n++] = text;
}

static bool set_is_empty_text(struct set set)
{
	return set.n == 1 && set.at[0].bare.n == 0 && !set.at[0].begins;
}

/* Is it worth seeking? A letter or digit alone is not, nor a sign that every sentence has. */
static bool text_is_rare(struct text text)
{
	if (utf8_count(text.bare) != 1)
		return text.bare.n > 0;
	return !literal_word_first(text.bare) && !strchr(" .,-", text.bare.at[0]);
}

/* How rare it is that one of the texts is found; negative when one is not worth seeking. A character is worth two
 * bits, and so is an edge; beyond eight characters a text hardly gets rarer, so that a few long ones are no better than a
 * single one. Between equals the longer is better, then the fewer. */
static int set_score(struct set set)
{
	int least = INT32_MAX, shortest = INT32_MAX, bits = 0;
	for (uint32_t i = 0; i < set.n; i++) {
		int count = (int)utf8_count(set.at[i].bare);
		int weight = 2 * ((count < 8 ? count : 8) + set.at[i].begins + set.at[i].ends);
		if (!text_is_rare(set.at[i]))
			return -1;
		least = weight < least ? weight : least;
		shortest = count < shortest ? count : shortest;
	}
	while (1u << bits < set.n)
		bits++; /* up to 6, for LITERALS_MAX */
	return ((least - bits + 6) * (int)LITERAL_BYTES + shortest) * (int)(2 * LITERALS_MAX) - (int)set.n;
}

static struct set set_better(struct set a, struct set b)
{
	return set_score(b) > set_score(a) ? b : a;
}

/* Each of a with each of b behind it. False when that would be too many or too long. */
static bool set_product(struct workshop *shop, struct set a, struct set b, struct set *product)
{
	if (set_is_empty_text(a) || set_is_empty_text(b)) {
		*product = set_is_empty_text(a) ? b : a;
		return true;
	}
	if ((size_t)a.n * b.n > LITERALS_MAX)
		return false;
	*product = set_room(shop, (size_t)a.n * b.n);
	for (uint32_t i = 0; i < a.n; i++)
		for (uint32_t j = 0; j < b.n; j++) {
			if (a.at[i].bare.n + b.at[j].bare.n > LITERAL_BYTES)
				return false;
			set_add(shop, product, text_join(shop, a.at[i], b.at[j]));
		}
	return true;
}

/* All of a and of b; when those are too many, fewer and shorter texts that each of them begins (or ends) with. */
static struct set set_union(struct workshop *shop, struct set a, struct set b, bool from_end, bool *cut)
{
	static const size_t lengths[] = {LITERAL_BYTES, 8, 6, 4, 3, 2};
	for (size_t length = 0; length < sizeof lengths / sizeof *lengths; length++) {
		struct set both = set_room(shop, (size_t)a.n + b.n);
		for (uint32_t i = 0; i < a.n; i++)
			set_add(shop, &both, text_cut(a.at[i], lengths[length], from_end));
		for (uint32_t i = 0; i < b.n; i++)
			set_add(shop, &both, text_cut(b.at[i], lengths[length], from_end));
		if (both.n <= LITERALS_MAX)
			return both;
		*cut = true;
	}
	return part_empty(shop).first;
}

/* Matches just these texts. */
static struct part part_whole(struct set set)
{
	return (struct part){true, set, set, set};
}

struct part part_empty(struct workshop *shop)
{
	return part_whole(set_of(shop, (struct text){STR(""), false, false}));
}

struct part part_edge(struct workshop *shop)
{
	return part_whole(set_of(shop, (struct text){STR(""), true, true}));
}

struct part part_unknown(struct workshop *shop)
{
	struct part part = part_empty(shop);
	part.whole = false;
	return part;
}

static struct text text_of_point(struct workshop *shop, uint32_t point)
{
	char bytes[4];
	size_t n = unicode_put(bytes, literal_fold(point));
	return (struct text){arena_copy(shop->arena, (struct str){bytes, n}), false, false};
}

struct part part_points(struct workshop *shop, const uint32_t *points, size_t count)
{
	struct set set = set_room(shop, count);
	for (size_t i = 0; i < count; i++) {
		if (!literal_holds(points[i]))
			return part_unknown(shop);
		set_add(shop, &set, text_of_point(shop, points[i]));
	}
	return part_whole(set);
}

struct part part_join(struct workshop *shop, struct part a, struct part b)
{
	struct set seam;
	struct part joined = {false, a.first, b.last, set_better(a.best, b.best)};
	if (!set_product(shop, a.last, b.first, &seam))
		return joined;
	joined.whole = a.whole && b.whole;
	if (a.whole)
		joined.first = seam;
	if (b.whole)
		joined.last = seam;
	joined.best = set_better(joined.best, seam);
	return joined;
}

struct part part_either(struct workshop *shop, struct part a, struct part b)
{
	bool cut = false;
	struct part either;
	either.first = set_union(shop, a.first, b.first, false, &cut);
	either.last = set_union(shop, a.last, b.last, true, &cut);
	either.whole = a.whole && b.whole && !cut;
	either.best = set_union(shop, a.best, b.best, false, &cut);
	return either;
}

struct part part_repeat(struct workshop *shop, struct part part, unsigned least, unsigned most)
{
	if (least == 0 && most == 1 && part.whole && part.first.n <= LITERALS_MAX / 4)
		return part_either(shop, part, part_empty(shop));
	if (least == 0)
		return part_unknown(shop);
	part.whole = part.whole && least == 1 && most == 1;
	return part;
}

bool part_is_useful(const struct part *part)
{
	return set_score(part->best) >= 0;
}

bool part_has_start(const struct part *part)
{
	for (uint32_t i = 0; i < part->first.n; i++)
		if (utf8_count(part->first.at[i].bare) < START_CHARACTERS)
			return false;
	return set_score(part->first) >= 0;
}
