/* registry/base but for its dates: memory pieces, text, numbers by text, errors, threads. */
#include "registry/base/arena.h"
#include "registry/base/error.h"
#include "registry/base/map.h"
#include "registry/base/memory.h"
#include "registry/base/str.h"
#include "registry/base/thread_pool.h"
#include "registry/base/utf8.h"
#include "registry/base/vec.h"

#include <limits.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* gcc's name for it, and clang's. */
#ifdef __has_feature
#if __has_feature(thread_sanitizer)
#define __SANITIZE_THREAD__ 1
#endif
#endif

/* The same sequence on every run and system. */
static uint32_t random_next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

static void assert_str(struct str text, const char *expected)
{
	assert_int_equal(text.n, strlen(expected));
	assert_memory_equal(text.n ? text.at : "", expected, text.n);
}

/* -- memory -- */

static jmp_buf failed;

static void memory_handle(void)
{
	longjmp(failed, 1);
}

static bool memory_fails(void *(*allocate)(struct arena *, size_t, size_t), struct arena *arena, size_t count,
                         size_t size)
{
	memory_on_failure(memory_handle);
	if (setjmp(failed) == 0) {
		allocate(arena, count, size);
		return false;
	}
	memory_on_failure(NULL);
	return true;
}

static void *allocate_new(struct arena *arena, size_t count, size_t size)
{
	(void)arena;
	return memory_new(count, size);
}

static void *allocate_resized(struct arena *arena, size_t count, size_t size)
{
	(void)arena;
	return memory_resize(NULL, count, size);
}

static void test_memory_overflow(void **state)
{
	struct arena arena = ARENA_EMPTY;

	(void)state;
	assert_true(memory_fails(allocate_new, NULL, SIZE_MAX / 2, 3));
	assert_true(memory_fails(allocate_new, NULL, SIZE_MAX, 1));
	assert_true(memory_fails(allocate_resized, NULL, SIZE_MAX / 16 + 2, 16));
	assert_true(memory_fails(arena_alloc, &arena, SIZE_MAX / 8 + 2, 8));
	assert_true(memory_fails(arena_alloc, &arena, SIZE_MAX, 1));
	assert_true(memory_fails(arena_alloc, &arena, SIZE_MAX - 20, 1));
	assert_true(memory_fails(arena_alloc, &arena, PTRDIFF_MAX, 1));
	arena_release(&arena);
}

static void test_memory_nothing(void **state)
{
	char *none = memory_new(0, 8), *more = memory_resize(NULL, 8, 0);

	(void)state;
	assert_non_null(none);
	assert_non_null(more);
	more = memory_resize(more, 0, 8);
	assert_non_null(more);
	free(none);
	free(more);
}

/* -- arena -- */

static bool bytes_all(const unsigned char *at, size_t n, unsigned char byte)
{
	for (size_t i = 0; i < n; i++) {
		if (at[i] != byte)
			return false;
	}
	return true;
}

#define PIECES 3000

/* Pieces of all sizes are zeroed, aligned and apart, in a fresh arena and in a reused one. */
static void arena_fill(struct arena *arena, uint64_t *seed)
{
	static unsigned char *piece[PIECES];
	static size_t size[PIECES];

	for (size_t i = 0; i < PIECES; i++) {
		size[i] = random_next(seed) % (i % 100 == 0 ? 300000 : i % 10 == 0 ? 20000 : 100);
		piece[i] = arena_alloc(arena, size[i], 1);
		assert_int_equal((uintptr_t)piece[i] % _Alignof(max_align_t), 0);
		assert_true(bytes_all(piece[i], size[i], 0));
		memset(piece[i], (int)(i % 255) + 1, size[i]);
	}
	for (size_t i = 0; i < PIECES; i++)
		assert_true(bytes_all(piece[i], size[i], (unsigned char)(i % 255 + 1)));
}

static void test_arena_pieces(void **state)
{
	struct arena arena = ARENA_EMPTY;
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 3; round++) {
		arena_fill(&arena, &seed);
		arena_reset(&arena);
	}
	arena_release(&arena);
	assert_null(arena.chunk);
	arena_release(&arena);
	arena_reset(&arena);
	assert_non_null(arena_alloc(&arena, 0, 0));
	arena_release(&arena);
}

static void test_arena_big_first(void **state)
{
	struct arena arena = ARENA_EMPTY;
	unsigned char *big = ARENA_ARRAY(&arena, unsigned char, 3000000);
	int *small = ARENA_NEW(&arena, int);

	(void)state;
	assert_true(bytes_all(big, 3000000, 0));
	memset(big, 1, 3000000);
	assert_int_equal(*small, 0);
	arena_reset(&arena);
	assert_int_equal(*ARENA_NEW(&arena, int), 0);
	arena_release(&arena);
}

static void test_arena_text(void **state)
{
	struct arena arena = ARENA_EMPTY;
	char *expected = memory_new(5001, 1);
	struct str copy;

	(void)state;
	copy = arena_copy(&arena, STR("nämnd"));
	assert_str(copy, "nämnd");
	assert_int_equal(copy.at[copy.n], '\0');
	copy = arena_copy(&arena, STR_EMPTY);
	assert_int_equal(copy.n, 0);
	assert_int_equal(copy.at[0], '\0');
	assert_str(arena_format(&arena, "%d %.*s", 7, STR_ARG(STR("x"))), "7 x");
	assert_str(arena_format(&arena, "%.*s", STR_ARG(STR_EMPTY)), "");
	for (int length = 250; length <= 5000; length += length < 260 ? 1 : 950) {
		memset(expected, 'a', (size_t)length);
		expected[length] = '\0';
		copy = arena_format(&arena, "%s", expected);
		assert_str(copy, expected);
		assert_int_equal(copy.at[copy.n], '\0');
	}
	free(expected);
	arena_release(&arena);
}

static void test_arena_join(void **state)
{
	struct arena to = ARENA_EMPTY, from = ARENA_EMPTY, none = ARENA_EMPTY;
	struct str kept, joined;

	(void)state;
	joined = arena_copy(&from, STR("from"));
	arena_alloc(&from, 500000, 1);
	arena_alloc(&from, 100, 600);
	arena_join(&to, &from);
	assert_null(from.chunk);
	assert_str(joined, "from");
	kept = arena_copy(&to, STR("to"));
	arena_join(&to, &none);
	for (int i = 0; i < 10; i++) {
		arena_alloc(&from, 10000, (size_t)i);
		arena_join(&to, &from);
	}
	arena_join(&to, &to);
	assert_str(joined, "from");
	assert_str(kept, "to");
	arena_copy(&from, STR("again"));
	arena_release(&from);
	arena_release(&to);
}

/* -- str -- */

static void test_str_parts(void **state)
{
	(void)state;
	assert_true(str_equal(STR_EMPTY, STR("")));
	assert_true(str_equal(str_from(NULL), STR_EMPTY));
	assert_false(str_equal(STR("a"), STR("b")));
	assert_true(str_compare(STR("a"), STR("b")) < 0);
	assert_true(str_compare(STR("ab"), STR("a")) > 0);
	assert_true(str_compare(STR("z"), STR("å")) < 0);
	assert_int_equal(str_compare(STR_EMPTY, STR("")), 0);
	assert_true(str_starts(STR("abc"), STR("ab")) && str_starts(STR("abc"), STR_EMPTY));
	assert_false(str_starts(STR("ab"), STR("abc")));
	assert_true(str_ends(STR("abc"), STR("bc")) && str_ends(STR_EMPTY, STR_EMPTY));
	assert_false(str_ends(STR("abc"), STR("ab")));
	assert_str(str_part(STR("abc"), 1, 1), "b");
	assert_str(str_part(STR("abc"), 1, SIZE_MAX), "bc");
	assert_str(str_part(STR("abc"), 9, 9), "");
	assert_str(str_part(STR_EMPTY, 1, 1), "");
	assert_str(str_trim(STR(" \t\r\n\v\fa b \n")), "a b");
	assert_str(str_trim(STR(" \n ")), "");
	assert_str(str_trim(STR_EMPTY), "");
}

static void test_str_find(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("abcabc"), STR("bc"), 0), 1);
	assert_int_equal(str_find(STR("abcabc"), STR("bc"), 2), 4);
	assert_int_equal(str_find(STR("abcabc"), STR("bc"), 5), SIZE_MAX);
	assert_int_equal(str_find(STR("abc"), STR("abcd"), 0), SIZE_MAX);
	assert_int_equal(str_find(STR("abc"), STR(""), 3), 3);
	assert_int_equal(str_find(STR("abc"), STR(""), 4), SIZE_MAX);
	assert_int_equal(str_find(STR_EMPTY, STR("a"), 0), SIZE_MAX);
	assert_int_equal(str_find(STR_EMPTY, STR_EMPTY, 0), 0);
}

static void test_str_next_line(void **state)
{
	struct str rest = STR("one\r\n\n\r\nt\rwo\nlast\r"), line;
	const char *expected[] = {"one", "", "", "t\rwo", "last\r"};

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		assert_true(str_next_line(&rest, &line));
		assert_str(line, expected[i]);
	}
	assert_false(str_next_line(&rest, &line));
	rest = STR_EMPTY;
	assert_false(str_next_line(&rest, &line));
	rest = STR("\n");
	assert_true(str_next_line(&rest, &line));
	assert_str(line, "");
	assert_false(str_next_line(&rest, &line));
}

/* Values from the reference, draft-eastlake-fnv. */
static void test_str_hash(void **state)
{
	(void)state;
	assert_true(str_hash(STR_EMPTY) == 0xcbf29ce484222325u);
	assert_true(str_hash(STR("a")) == 0xaf63dc4c8601ec8cu);
	assert_true(str_hash(STR("foobar")) == 0x85944171f73967e8u);
}

/* The definition as it stands, without a limit. */
static unsigned distance_plain(struct str a, struct str b)
{
	unsigned d[130][130];

	for (size_t i = 0; i <= a.n; i++) {
		for (size_t j = 0; j <= b.n; j++) {
			unsigned best;

			if (i == 0 || j == 0) {
				d[i][j] = (unsigned)(i + j);
				continue;
			}
			best = d[i - 1][j - 1] + (a.at[i - 1] != b.at[j - 1]);
			best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
			best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
			if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1])
				best = d[i - 2][j - 2] + 1 < best ? d[i - 2][j - 2] + 1 : best;
			d[i][j] = best;
		}
	}
	return d[a.n][b.n];
}

static void assert_distance(struct str a, struct str b, unsigned limit)
{
	unsigned plain = distance_plain(a, b);
	unsigned found = str_distance(a, b, limit);

	if (found != (plain > limit ? limit + 1 : plain))
		fail_msg("'%.*s' '%.*s' limit %u: %u, not %u", STR_ARG(a), STR_ARG(b), limit, found, plain);
}

static struct str random_text(char *buffer, size_t longest, unsigned letters, uint64_t *seed)
{
	size_t n = random_next(seed) % (longest + 1);

	for (size_t i = 0; i < n; i++)
		buffer[i] = (char)('a' + random_next(seed) % letters);
	return (struct str){buffer, n};
}

static void test_str_distance(void **state)
{
	char long_text[129];

	(void)state;
	memset(long_text, 'a', sizeof long_text);
	assert_int_equal(str_distance(STR("supersede"), STR("supercede"), 2), 1);
	assert_int_equal(str_distance(STR("repeal"), STR("repael"), 2), 1);
	assert_int_equal(str_distance(STR("ca"), STR("abc"), 5),
	                 3); /* optimal string alignment; the other kind says 2 */
	assert_int_equal(str_distance(STR(""), STR_EMPTY, 0), 0);
	assert_int_equal(str_distance(STR("abc"), STR_EMPTY, 2), 3);
	assert_int_equal(str_distance(STR("abc"), STR("xyz"), UINT_MAX), 3);
	assert_int_equal(str_distance((struct str){long_text, 129}, (struct str){long_text, 129}, 3), 4);
	assert_int_equal(str_distance((struct str){long_text, 128}, STR_EMPTY, 500), 128);
	assert_int_equal(str_distance((struct str){long_text, 129}, STR_EMPTY, UINT_MAX), UINT_MAX);
}

static void test_str_distance_random(void **state)
{
	uint64_t seed = 2;
	char a[128], b[128];

	(void)state;
	for (int i = 0; i < 60000; i++) {
		size_t longest = i % 500 == 0 ? 128 : 12;
		unsigned letters = 2 + random_next(&seed) % 3;
		struct str first = random_text(a, longest, letters, &seed);
		struct str second = random_text(b, longest, letters, &seed);

		assert_distance(first, second, random_next(&seed) % (i % 500 == 0 ? 130 : 8));
	}
}

/* -- utf8 -- */

static void test_utf8_valid(void **state)
{
	static const struct {
		struct str text;
		size_t invalid_at;
	} cases[] = {
		{{NULL, 0}, SIZE_MAX},
		{{"a\0b", 3}, SIZE_MAX},
		{{"\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf", 17}, SIZE_MAX},
		{{"\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", 8}, SIZE_MAX},
		{{"0123456789\x80", 11}, 10},
		{{"01234567\xc1\xbf", 10}, 8},
		{{"a\xc0\x80", 3}, 1},
		{{"\xe0\x9f\xbf", 3}, 0},
		{{"\xed\xa0\x80", 3}, 0},
		{{"\xf0\x8f\xbf\xbf", 4}, 0},
		{{"\xf4\x90\x80\x80", 4}, 0},
		{{"\xf5\x80\x80\x80", 4}, 0},
		{{"\xc3", 1}, 0},
		{{"\xe2\x82", 2}, 0},
		{{"\xf0\x9f\x98", 3}, 0},
		{{"\xe2\x82x", 3}, 0},
		{{"\xc3\xa5\xff", 3}, 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(utf8_invalid_at(cases[i].text), cases[i].invalid_at);
}

static size_t utf8_write(char *to, uint32_t code)
{
	if (code < 0x80)
		return to[0] = (char)code, 1;
	if (code < 0x800) {
		to[0] = (char)(0xc0 | code >> 6);
		return to[1] = (char)(0x80 | (code & 0x3f)), 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xe0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3f));
		return to[2] = (char)(0x80 | (code & 0x3f)), 3;
	}
	to[0] = (char)(0xf0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3f));
	to[2] = (char)(0x80 | (code >> 6 & 0x3f));
	return to[3] = (char)(0x80 | (code & 0x3f)), 4;
}

static void test_utf8_every_code_point(void **state)
{
	char bytes[4];

	(void)state;
	for (uint32_t code = 0; code <= 0x10ffff; code++) {
		struct str text = {bytes, utf8_write(bytes, code)};
		size_t at = 0;

		if (code >= 0xd800 && code <= 0xdfff) {
			assert_int_equal(utf8_invalid_at(text), 0);
			continue;
		}
		assert_int_equal(utf8_invalid_at(text), SIZE_MAX);
		assert_int_equal(utf8_next(text, &at), code);
		assert_int_equal(at, text.n);
		assert_int_equal(utf8_count(text), 1);
		assert_int_equal(utf16_count(text), code > 0xffff ? 2 : 1);
	}
}

static void test_utf8_count(void **state)
{
	struct str text = STR("aå€😀b");

	(void)state;
	assert_int_equal(utf8_count(text), 5);
	assert_int_equal(utf16_count(text), 6);
	assert_int_equal(utf8_count(STR_EMPTY), 0);
	assert_int_equal(utf8_offset(text, 0), 0);
	assert_int_equal(utf8_offset(text, 2), 3);
	assert_int_equal(utf8_offset(text, 4), 10);
	assert_int_equal(utf8_offset(text, 5), 11);
	assert_int_equal(utf8_offset(text, 99), 11);
	assert_int_equal(utf8_offset(STR_EMPTY, 0), 0);
}

/* -- map, vec, error -- */

static void test_map(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct map map = {NULL, 0, 0};

	(void)state;
	assert_int_equal(map_get(&map, STR("x")), MAP_NONE);
	for (uint32_t i = 0; i < 20000; i++) {
		assert_int_equal(map_add(&map, arena_format(&arena, "key-%u", i), i), i);
		assert_int_equal(map.n, i + 1);
	}
	for (uint32_t i = 0; i < 20000; i++) {
		struct str key = arena_format(&arena, "key-%u", i);

		assert_int_equal(map_get(&map, key), i);
		assert_int_equal(map_add(&map, key, i + 1), i);
	}
	assert_int_equal(map.n, 20000);
	assert_int_equal(map_get(&map, STR("key-20000")), MAP_NONE);
	assert_int_equal(map_add(&map, STR_EMPTY, MAP_NONE - 1), MAP_NONE - 1);
	assert_int_equal(map_get(&map, STR("")), MAP_NONE - 1);
	map_release(&map);
	assert_int_equal(map_get(&map, STR("key-1")), MAP_NONE);
	map_release(&map);
	arena_release(&arena);
}

struct pair {
	int a, b;
};

static void test_vec(void **state)
{
	VEC(struct pair) pairs = {0};

	(void)state;
	for (int i = 0; i < 1000; i++)
		vec_push(&pairs, (struct pair){i, 2 * i});
	assert_int_equal(pairs.n, 1000);
	while (pairs.n < pairs.room)
		vec_push(&pairs, pairs.at[7]);
	vec_push(&pairs, pairs.at[7]); /* its own element, while it moves */
	assert_int_equal(pairs.at[pairs.n - 1].b, 14);
	assert_int_equal(pairs.at[999].b, 1998);
	vec_release(&pairs);
	assert_null(pairs.at);
	assert_int_equal(pairs.n + pairs.room, 0);
}

static void test_error(void **state)
{
	struct error error;
	char text[700];

	(void)state;
	assert_int_equal(error_set(&error, ERROR_READ, "path", NULL), -1);
	assert_int_equal(error.kind, ERROR_READ);
	assert_string_equal(error.subject, "path");
	assert_string_equal(error.detail, "");
	assert_int_equal(error_set(&error, ERROR_OBJECT, NULL, error.subject), -1);
	for (size_t shift = 0; shift < 4; shift++) {
		memset(text, 'a', shift);
		for (size_t i = shift; i + 4 < sizeof text; i += 4)
			memcpy(text + i, "😀", 5);
		error_set(&error, ERROR_CONFIG, text, text);
		assert_int_equal(utf8_invalid_at(str_from(error.subject)), SIZE_MAX);
		assert_true(strlen(error.detail) >= 508 && strlen(error.detail) <= 511);
	}
	memset(text, 'a', 511);
	text[511] = '\0';
	error_set(&error, ERROR_CONFIG, text, NULL);
	assert_string_equal(error.subject, text);
}

/* -- pool -- */

struct tally {
	unsigned char *times; /* per item; each item has one thread, so no atomics */
	size_t done[THREAD_POOL_MAX];
	size_t highest;
	bool in_order;
	unsigned threads;
};

static void tally_item(void *context, unsigned thread, size_t item)
{
	struct tally *tally = context;

	tally->times[item]++;
	tally->done[thread]++;
	if (tally->threads == 1) {
		tally->in_order = tally->in_order && item == tally->highest;
		tally->highest = item + 1;
	}
}

static void assert_pool(unsigned threads, size_t items)
{
	struct tally tally = {.times = memory_new(items, 1), .in_order = true, .threads = threads};
	struct error error = {.kind = ERROR_NONE};
	size_t done = 0;

	assert_int_equal(thread_pool_run(threads, items, tally_item, &tally, &error), 0);
	assert_true(bytes_all(tally.times, items, 1));
	for (unsigned i = 0; i < THREAD_POOL_MAX; i++) {
		assert_true(i < threads || i == 0 || tally.done[i] == 0);
		done += tally.done[i];
	}
	assert_int_equal(done, items);
	assert_true(tally.in_order);
	assert_int_equal(error.kind, ERROR_NONE);
	free(tally.times);
}

static void test_pool_run(void **state)
{
	static const size_t items[] = {0, 1, 2, 3, 15, 16, 17, 100, 1023, 50001};

	(void)state;
	for (unsigned threads = 0; threads <= THREAD_POOL_MAX + 4; threads++) {
		for (size_t i = 0; i < sizeof items / sizeof *items; i++)
			assert_pool(threads, items[i]);
	}
}

static void test_pool_threads(void **state)
{
	(void)state;
	assert_int_equal(thread_pool_size(0), 1);
	assert_int_equal(thread_pool_size(1), 1);
	assert_int_equal(thread_pool_size(20), 1);
	assert_in_range(thread_pool_size(100), 1, 3);
	assert_in_range(thread_pool_size(SIZE_MAX), 1, THREAD_POOL_MAX);
}

/* In a process of its own, with room for the stacks of `room` threads and no more. */
static int pool_run_cramped(size_t room, struct tally *tally, struct error *error)
{
	struct rlimit limit;
	pthread_attr_t attributes;
	unsigned long pages = 0;
	FILE *statm = fopen("/proc/self/statm", "r");
	size_t stack = (size_t)128 << 20;

	if (!statm || fscanf(statm, "%lu", &pages) != 1 || getrlimit(RLIMIT_AS, &limit))
		return -2;
	fclose(statm);
	limit.rlim_cur = pages * (rlim_t)sysconf(_SC_PAGESIZE) + room * stack + stack / 2;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, stack);
	if (pthread_setattr_default_np(&attributes) || setrlimit(RLIMIT_AS, &limit))
		return -2;
	return thread_pool_run(4, 1000, tally_item, tally, error);
}

/* 0: all was done, by one to `room` threads; 1: refused, and nothing was done; else what is neither. */
static int cramped_outcome(size_t room)
{
	unsigned char times[1000] = {0};
	struct tally tally = {.times = times, .threads = 4};
	struct error error = {.kind = ERROR_NONE};
	int status = pool_run_cramped(room, &tally, &error);

	if (status == 0)
		return bytes_all(times, 1000, 1) && tally.done[room] == 0 ? 0 : 2;
	if (status == -1 && error.kind == ERROR_THREAD && error.detail[0])
		return bytes_all(times, 1000, 0) ? 1 : 3;
	return 4;
}

static int cramped_outcome_apart(size_t room)
{
	pid_t child = fork();
	int status = -1;

	if (child == 0)
		_exit(cramped_outcome(room));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* Runs before the other tests of the pool: libc keeps the stacks of ended threads for new ones. */
static void test_pool_cramped(void **state)
{
	(void)state;
#ifdef __SANITIZE_THREAD__
	skip(); /* it wants far more room per thread than its stack */
#endif
	assert_int_equal(cramped_outcome_apart(0), 1);
	assert_int_equal(cramped_outcome_apart(1), 0);
	assert_int_equal(cramped_outcome_apart(3), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_memory_overflow),
		cmocka_unit_test(test_memory_nothing),
		cmocka_unit_test(test_arena_pieces),
		cmocka_unit_test(test_arena_big_first),
		cmocka_unit_test(test_arena_text),
		cmocka_unit_test(test_arena_join),
		cmocka_unit_test(test_str_parts),
		cmocka_unit_test(test_str_find),
		cmocka_unit_test(test_str_next_line),
		cmocka_unit_test(test_str_hash),
		cmocka_unit_test(test_str_distance),
		cmocka_unit_test(test_str_distance_random),
		cmocka_unit_test(test_utf8_valid),
		cmocka_unit_test(test_utf8_every_code_point),
		cmocka_unit_test(test_utf8_count),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_vec),
		cmocka_unit_test(test_error),
		cmocka_unit_test(test_pool_cramped),
		cmocka_unit_test(test_pool_run),
		cmocka_unit_test(test_pool_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
