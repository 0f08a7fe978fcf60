/* registry/name_changes: what is taken for unchanged is what a new scan finds, for any names then and now. */
#include "registry/cache/name_changes.h"
#include "registry/citation/citation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
/* cmocka needs the three above */
#include <cmocka.h>

/* --- words ---------------------------------------------------------------------------------------------------------- */

static struct word_key key_of(const char *word)
{
	struct word_key key = {0};

	assert_true(word_key_of(&key, str_from(word)));
	return key;
}

static void words(void **state)
{
	static const char text[] =
		"Telefonpolicyn för ÅRSREDOVISNING 2008, 031-2486/2007ITprogram och naïve Stockholms";
	struct bloom set = {0};
	struct word_key key;
	unsigned char filter[BLOOM_BYTES];
	size_t n;

	(void)state;
	bloom_add_text(&set, str_from(text), 0, sizeof text - 1);
	n = bloom_pack(&set, filter);
	assert_int_equal(n, 8); /* fourteen bits */
	assert_true(bloom_may_hold(filter, n, key_of("TELEFONPOLICYN")));
	assert_true(bloom_may_hold(filter, n, key_of("årsredovisning")));
	assert_true(bloom_may_hold(filter, n, key_of("Stockholm"))); /* in the genitive */
	assert_true(bloom_may_hold(filter, n, key_of("2007ITprogram")));
	assert_false(word_key_of(&key, STR("för")));
	assert_false(word_key_of(&key, STR("Ωmegaprogram")));
	assert_true(word_key_of(&key, STR("NAÏVE")));
}

/* Whatever the size, what was put in is found; of other words few are. */
static void filters(void **state)
{
	unsigned char filter[BLOOM_BYTES];
	char word[32];

	(void)state;
	for (unsigned count = 0; count <= 20000; count = count * 3 + 1) {
		struct bloom set = {0};
		size_t n, found = 0;
		for (unsigned i = 0; i < count; i++)
			bloom_add(&set, word, (size_t)snprintf(word, sizeof word, "%ord%u", i * 7 + 10000, i));
		n = bloom_pack(&set, filter);
		assert_true(n >= 8 && n <= BLOOM_BYTES && (n & (n - 1)) == 0);
		for (unsigned i = 0; i < count; i++) {
			snprintf(word, sizeof word, "%oRD%u", i * 7 + 10000, i);
			assert_true(bloom_may_hold(filter, n, key_of(word)));
		}
		for (unsigned i = 0; i < 1000; i++) {
			snprintf(word, sizeof word, "%uannat", i);
			found += bloom_may_hold(filter, n, key_of(word));
		}
		assert_true(count > 3000 || found < 300);
	}
}

/* --- any names ------------------------------------------------------------------------------------------------------ */

#define DOCUMENTS 12

static const char *const vocabulary[] = {
	"Policy",
	"för",
	"telefoni",
	"Telefonpolicy",
	"IT",
	"program",
	"Stockholms",
	"stad",
	"staden",
	"ÅRSREDOVISNING",
	"årsredovisning",
	"säkerhet",
	"Ωmega",
	"naïve",
	"2007IT",
	"vision",
	"Vision",
	"riktlinjer",
	"riktlinje",
	"handbok",
	"och",
	"i",
	"dnr 031-2486/2007",
	"TELEFONI",
	"programs",
};
static const char *const between[] = {" ",  " ",  " ",     " ",  "\n", "-",     ", ",      ". ",
                                      " `", "` ", "](x) ", "s ", "",   " <a> ", " http://"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static unsigned next_random(unsigned *seed, size_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % (unsigned)below;
}

static struct str words_any(struct arena *arena, unsigned *seed, unsigned count, bool title)
{
	struct str text = STR_EMPTY;

	for (unsigned i = 0; i < count; i++)
		text = arena_format(arena, "%.*s%s%s", STR_ARG(text),
		                    i == 0  ? ""
		                    : title ? between[next_random(seed, 6)]
		                            : between[next_random(seed, COUNT(between))],
		                    vocabulary[next_random(seed, COUNT(vocabulary))]);
	return text;
}

struct world {
	struct arena arena;
	struct config config;
	struct vocabulary bodies;
	struct document documents[DOCUMENTS];
	struct str text;
};

static struct names_index *some_names(const struct world *world, const bool there[DOCUMENTS])
{
	struct document documents[DOCUMENTS] = {0};

	for (int i = 0; i < DOCUMENTS; i++)
		if (there[i])
			documents[i] = world->documents[i];
	return names_new(documents, DOCUMENTS);
}

/* Document 0 is the text's own. */
static struct citations scanned(struct world *world, const struct names_index *names, struct bloom *set)
{
	struct citation_scan scan = {names, &world->config, &world->bodies, 0, 100, set, NULL, 0, false, NULL, 0, NULL};
	struct markdown_block block = {.source = world->text, .first_line = 1};
	struct citations citations = {0};

	assert_true(citations_scan(&citations, &world->arena, &scan, &block));
	return citations;
}

static void require_same(const struct citations *a, const struct citations *b, struct str text)
{
	bool same = a->n == b->n;

	for (size_t i = 0; same && i < a->n; i++)
		same = a->at[i].kind == b->at[i].kind && str_equal(a->at[i].text, b->at[i].text) &&
		       a->at[i].at.line == b->at[i].at.line && a->at[i].at.column == b->at[i].at.column;
	if (!same)
		fail_msg("%.*s", STR_ARG(text));
}

static void make(struct world *world, unsigned *seed)
{
	for (int i = 0; i < DOCUMENTS; i++)
		world->documents[i] =
			(struct document){.title = words_any(&world->arena, seed, 1 + next_random(seed, 4), true),
		                          .path = arena_format(&world->arena, "%u/%d.md", next_random(seed, 3), i),
		                          .readable = true};
	world->text = words_any(&world->arena, seed, 3 + next_random(seed, 30), false);
}

static struct snapshot snapshot_of(struct codec_bytes *bytes, const struct names_elements *names,
                                   const struct snapshot *base)
{
	struct snapshot snapshot;

	assert_true(snapshot_write(bytes, names, 5, base, 77));
	assert_true(snapshot_read(&snapshot, bytes->at, bytes->n));
	assert_int_equal(snapshot.bodies, 5);
	assert_int_equal(snapshot.base, base ? 77 : 0);
	return snapshot;
}

/* The same, whether the names then are kept as such or by how they differ from others. */
static void require_same_since(const struct name_changes *since, const struct names_index *now,
                               const struct names_elements *now_elements, const struct names_elements *then_elements,
                               const struct names_elements *base_elements)
{
	struct codec_bytes base_bytes = {0}, bytes = {0};
	struct snapshot base = snapshot_of(&base_bytes, base_elements, NULL),
			then = snapshot_of(&bytes, then_elements, &base);
	struct name_changes again;

	name_changes_make(&again, now, now_elements, &then, &base);
	assert_int_equal(again.usable, since->usable);
	assert_int_equal(again.names.n, since->names.n);
	name_changes_release(&again);
	vec_release(&base_bytes);
	vec_release(&bytes);
}

/* 1 when the names then were enough to know what the text cites now. */
static int then_and_now(struct world *world, unsigned *seed)
{
	bool there[3][DOCUMENTS]; /* then, now, and in a base */
	struct names_index *names[3];
	struct names_elements elements[3];
	struct bloom set = {0};
	unsigned char filter[BLOOM_BYTES];
	struct codec_bytes bytes = {0};
	struct citations then, now;
	struct snapshot snapshot;
	struct name_changes since;
	struct document cites = {0};
	int known = 0;

	for (int k = 0; k < 3; k++) {
		for (int i = 0; i < DOCUMENTS; i++)
			there[k][i] = i == 0 || (k == 1 && next_random(seed, 4) ? there[0][i] : next_random(seed, 2));
		names[k] = some_names(world, there[k]);
		names_elements(&elements[k], names[k]);
	}
	then = scanned(world, names[0], &set);
	now = scanned(world, names[1], NULL);
	snapshot = snapshot_of(&bytes, &elements[0], NULL);
	name_changes_make(&since, names[1], &elements[1], &snapshot, NULL);
	require_same_since(&since, names[1], &elements[1], &elements[0], &elements[2]);
	cites.citations = then.at;
	cites.citation_count = (uint32_t)then.n;
	known = since.usable && !name_changes_touch(&since, filter, bloom_pack(&set, filter)) &&
	        names_still_mean(names[1], &cites, 0);
	if (known)
		require_same(&then, &now, world->text);
	name_changes_release(&since);
	vec_release(&bytes);
	vec_release(&then);
	vec_release(&now);
	for (int k = 0; k < 3; k++) {
		vec_release(&elements[k]);
		names_free(names[k]);
	}
	return known;
}

static void any_names(void **state)
{
	struct world world = {0};
	unsigned seed = 1, runs = 30000;
	unsigned known = 0;

	(void)state;
	config_read(&world.config, &world.arena, STR_EMPTY);
	for (unsigned i = 0; i < runs; i++) {
		struct arena arena = world.arena;
		world.arena = ARENA_EMPTY;
		make(&world, &seed);
		known += (unsigned)then_and_now(&world, &seed);
		arena_release(&world.arena);
		world.arena = arena;
	}
	if (known < runs / 10 || known > runs / 10 * 9)
		fail_msg("%u of %u", known, runs);
	config_release(&world.config);
	arena_release(&world.arena);
}

/* --- snapshots ------------------------------------------------------------------------------------------------------ */

static void snapshots(void **state)
{
	struct names_elements few = {0}, many = {0};
	struct codec_bytes bytes = {0};
	struct snapshot snapshot;

	(void)state;
	for (uint64_t i = 0; i < NAMES_DELTA_MAX + 2; i++)
		vec_push(&many, (struct names_element){i + 10, 0});
	vec_push(&few, (struct names_element){10, 0});
	assert_true(snapshot_write(&bytes, &few, 1, NULL, 0));
	assert_true(snapshot_read(&snapshot, bytes.at, bytes.n));
	assert_true(snapshot.added_count == 1 && snapshot.removed_count == 0);
	assert_false(snapshot_write(&bytes, &many, 1, &snapshot, 3));
	many.n--;
	assert_true(snapshot_write(&bytes, &many, 1, &snapshot, 3));
	/* any cut is refused */
	for (size_t n = 0; n < bytes.n; n++)
		if (n != 40)
			assert_false(snapshot_read(&snapshot, bytes.at, n));
	vec_release(&few);
	vec_release(&many);
	vec_release(&bytes);
}

/* Too many names have come. */
static void too_many(void **state)
{
	struct document documents[NAME_CHANGES_MAX + 1] = {0};
	struct arena arena = ARENA_EMPTY;
	struct names_elements none = {0}, now = {0};
	struct codec_bytes bytes = {0};

	(void)state;
	for (unsigned i = 0; i <= NAME_CHANGES_MAX; i++)
		documents[i] = (struct document){.title = arena_format(&arena, "Text %u", i), .readable = true};
	for (unsigned count = NAME_CHANGES_MAX; count <= NAME_CHANGES_MAX + 1; count++) {
		struct names_index *names = names_new(documents, count);
		struct snapshot empty = snapshot_of(&bytes, &none, NULL);
		struct name_changes since;
		names_elements(&now, names);
		name_changes_make(&since, names, &now, &empty, NULL);
		assert_int_equal(since.usable, count == NAME_CHANGES_MAX);
		assert_true(since.names.n == (since.usable ? count : 0));
		name_changes_release(&since);
		vec_release(&now);
		names_free(names);
		bytes.n = 0;
	}
	vec_release(&bytes);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),     cmocka_unit_test(filters),  cmocka_unit_test(any_names),
		cmocka_unit_test(snapshots), cmocka_unit_test(too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
