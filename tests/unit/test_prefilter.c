/* rules/literals and rules/automaton. */
#include "registry/base/memory.h"
#include "registry/base/utf8.h"
#include "registry/port/regex.h"
#include "registry/port/unicode.h"
#include "rules/prefilter/aho_corasick.h"
#include "rules/prefilter/literal_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static uint64_t random_state;

static uint32_t random_below(uint32_t limit)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(random_state >> 33) % limit;
}

/* --- literals --- */

/* The literals with "|" for an edge and ", " in between. */
static struct str literals_text(struct arena *arena, struct str pattern)
{
	struct literals literals = literals_of(arena, pattern);
	struct str text = STR("");
	for (uint32_t i = 0; i < literals.n; i++) {
		bool begins, ends;
		struct str bare = literal_bare(literals.at[i], &begins, &ends);
		assert_true(utf8_count(bare) >= 1 && bare.n <= LITERAL_BYTES);
		text = arena_format(arena, "%.*s%s%s%.*s%s", STR_ARG(text), i ? ", " : "", begins ? "|" : "",
		                    STR_ARG(bare), ends ? "|" : "");
	}
	return text;
}

static void assert_literals(const char *pattern, const char *expected)
{
	struct arena arena = ARENA_EMPTY;
	struct str text = literals_text(&arena, str_from(pattern));
	if (!str_equal(text, str_from(expected)))
		fail_msg("%s: %.*s, not %s", pattern, STR_ARG(text), expected);
	arena_release(&arena);
}

static void test_plain(void **state)
{
	(void)state;
	assert_literals("behovsanalys", "behovsanalys");
	assert_literals("ÅRLIG Översyn", "årlig översyn");
	assert_literals("a", "");
	assert_literals("", "");
	assert_literals("ab", "ab");
	assert_literals("§ 12", "§ 12");
	assert_literals("§\\d|%|”\\w", "§, %, ”");
	assert_literals("\\w\\.|\\s", "");
	assert_literals("\\b7\\b", "");
	assert_literals("straße – “ja”", "straße – “ja”");
	assert_literals("3×4÷2", "3×4÷2");
	/* another case that folds to other bytes: cut */
	assert_literals("µ-lagen", "-lagen");
	assert_literals("Louÿs bok", "s bok");
	assert_literals("Škoda", "koda");
	assert_literals("łódź gdańsk", " gda");
	/* cut before they grow too long */
	assert_literals("av stor vikt och betydelse för alla", "av stor vikt och betydel");
	assert_literals("{namn} {a,b}", "{namn} {a,b}");
	assert_literals("a]b}", "a]b}");
}

static void test_escapes(void **state)
{
	(void)state;
	assert_literals("bl\\.a\\.", "bl.a.");
	assert_literals("\\§\\ö\\_", "§ö_");
	assert_literals("\\x{e5}r\\xE4\\x21", "årä!");
	assert_literals("\\x{e5r", "");
	assert_literals("\\x{}rar", "");
	assert_literals("abc\\x1cde", "abc");
	assert_literals("\\Qa.b|c\\E+d", "a.b|c");
	assert_literals("\\Qab\\E\\Qcd\\Eef", "abcdef");
	assert_literals("ab\\Ecd", "abcd");
	assert_literals("ab\\E*c", "");
	assert_literals("abc\\Q\\E?d", "abcd, abd");
	assert_literals("ab\\Q", "ab");
	assert_literals("\\w+sköt\\d", "sköt");
	assert_literals("så väl\\s+som", "så väl");
	assert_literals("en\\Rtvå", "två");
	assert_literals("\\p{Lu}rad\\PLab", "rad");
	assert_literals("\\p{Lu", "");
	assert_literals("ab\\Kcd\\Gef", "abcdef");
	assert_literals("ett\\Nord", "ett");
	assert_literals("\\N{U+e5}rlig", "");
	assert_literals("årlig\\cA", "");
	assert_literals("årlig\\012", "");
	assert_literals("årlig\\", "");
}

static void test_edges(void **state)
{
	(void)state;
	assert_literals("\\bit\\b", "|it|");
	assert_literals("\\bö-drift\\w*", "|ö-drift");
	assert_literals("drift\\b.", "drift|");
	assert_literals("\\b§ 1", "§ 1");
	assert_literals("\\bkr\\.\\b", "|kr.");
	assert_literals("\\Bit", "it");
	assert_literals("a\\bb", "ab");
	assert_literals("^\\bbör$", "|bör");
	assert_literals("\\b(?:bör|kan)\\b", "|bör|, |kan|");
	assert_literals("(?:\\b|-)köp", "|köp, -köp");
	assert_literals("(?:\\b)?köp", "köp");
	assert_literals("(?:och \\b|eller )köp", "och köp, eller köp");
	assert_literals("\\b\\w+nämnd\\b", "nämnd|");
	assert_literals("[\\b]köp", "köp");
}

static void test_classes(void **state)
{
	(void)state;
	assert_literals("[Åå]r", "år");
	assert_literals("pro[gj]", "prog, proj");
	assert_literals("[[]a[]]b", "[a]b");
	assert_literals("ab[^c]", "ab");
	assert_literals("[^]a]bc", "bc");
	assert_literals("ab[a-c]", "ab");
	assert_literals("[-–]lagen", "-lagen, –lagen");
	assert_literals("1[.)]", "1., 1)");
	assert_literals("[a\\-z]b", "ab, -b, zb");
	assert_literals("[[:alpha:]]bc", "bc");
	assert_literals("[[:^alpha:]a]bc", "bc");
	assert_literals("[[:<:]]bc", "");
	assert_literals("[[.a.]]bc", "");
	assert_literals("[a\\dx]bc", "bc");
	assert_literals("[aµ]bc", "bc");
	assert_literals("[abcdefghi]jk", "jk");
	assert_literals("[\\Qa\\E]jk", "");
	assert_literals("[\\c]]jk", "");
	assert_literals("jk[a", "");
	assert_literals("jk[", "");
}

static void test_groups(void **state)
{
	(void)state;
	assert_literals("behovs(?:analys|inventering)", "behovsanalys, behovsinventering");
	assert_literals("(be(hov)s)(?<namn>a)(?P<b>n)(?'c'a)lys", "behovsanalys");
	assert_literals("(?>års)(?|a|b)", "årsa, årsb");
	assert_literals("(?i)Års(?-i)modell(?s:en)(?^:s)", "årsmodellens");
	assert_literals("nä(?=m)mn(?!x)d(?<=d)er(?<!x)na", "nämnderna");
	assert_literals("(?=abcdef)", "");
	assert_literals("inte|ej|aldrig", "inte, ej, aldrig");
	assert_literals("inte|e|aldrig", "");
	assert_literals("inte|", "");
	assert_literals("köp\\w*|upphandl\\w*", "köp, upphandl");
	assert_literals("(?:x\\w+|köp\\w*)ansvar", "ansvar");
	assert_literals("(?:en plan|planer)\\b", "en plan|, planer|");
	assert_literals("(?:(?:inte|ej) alls)", "inte alls, ej alls");
	assert_literals("hh(?:(?:cd|ab\\w)ef)", "hhcd, hhab");
	/* what holds another is left out */
	assert_literals("plan|en plan", "plan");
	assert_literals("\\bplan|en plan", "|plan, en plan");
}

static void test_repeats(void **state)
{
	(void)state;
	assert_literals("styrelsen?s?", "styrelse");
	assert_literals("data ?skydd", "data skydd, dataskydd");
	assert_literals("ab*cde", "cde");
	assert_literals("abc+d", "abc");
	assert_literals("abc{2,}de", "abc");
	assert_literals("(?:abc)+def", "abcdef");
	assert_literals("abc{0,2}def", "def");
	assert_literals("abc{0}d", "ab");
	assert_literals("abc{1}d", "abcd");
	assert_literals("abc{0,1}d", "abcd, abd");
	assert_literals("abc??de*+f+?g", "abcd, abd");
	assert_literals("abc{,2}d", "");
	assert_literals("abc{ 2 }d", "");
	assert_literals("abc{2}{0}", "");
	assert_literals("abc+*", "");
	assert_literals("*abc", "");
	assert_literals("abc{1", "abc{1");
	assert_literals("\\d{3}-\\d\\d kr", " kr");
}

static void test_given_up(void **state)
{
	static const char *const patterns[] = {"(?x)abc d",    "(?ix:abc)", "abc(?#note)def",
	                                       "(\\w)abc\\1",  "abc\\k<n>", "abc\\g{1}",
	                                       "abc(?R)",      "abc(?1)",   "abc(?-1)",
	                                       "abc(?&n)",     "abc(?P>n)", "abc(?P=n)",
	                                       "(?(1)abc)",    "(*UTF)abc", "abc(*ACCEPT)def",
	                                       "abc(*pla:d)",  "abc(?C1)",  "abc(?<n",
	                                       "abc(",         "abc(?",     "abc)",
	                                       "(abc",         "(?r)abc",   "abc\\o{101}",
	                                       "abc\\",        "abc\\Ldef", "(?:abc\\Qdef)\\E",
	                                       "\xe5rlig plan"};
	(void)state;
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		assert_literals(patterns[i], "");
}

static struct str repeated(struct arena *arena, const char *piece, size_t count)
{
	size_t n = strlen(piece);
	char *at = arena_alloc(arena, count, n + 1);
	for (size_t i = 0; i < count; i++)
		memcpy(at + i * n, piece, n);
	return (struct str){at, count * n};
}

static void test_bounds(void **state)
{
	static const char *const pieces[] = {"a",     "(a|b)", "[ab]", "ab|", "(", "(?:a|",
	                                     "(a?b)", "(?=",   "a?",   "\\Q", "[", "å{2}"};
	struct arena arena = ARENA_EMPTY;
	struct str words = STR("");
	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		for (size_t count = 1; count <= REGEX_PATTERN_MAX; count *= 4)
			literals_text(&arena, repeated(&arena, pieces[i], count));
	assert_literals("ab|cd|ef|gh|ij|:", "ab, cd, ef, gh, ij, :");
	/* more than are kept: shorter ones, as few as need be */
	for (int i = 0; i < 100; i++)
		words = arena_format(&arena, "%.*s%sordet%d", STR_ARG(words), i ? "|" : "", i * 10007);
	assert_in_range(literals_of(&arena, words).n, 1, LITERALS_MAX);
	words = arena_format(&arena, "\\b(?:%.*s)\\b", STR_ARG(words));
	assert_in_range(literals_of(&arena, words).n, 1, LITERALS_MAX);
	arena_release(&arena);
}

/* --- automaton --- */

static void count_hit(void *context, uint32_t owner, size_t from)
{
	(void)from;
	((uint32_t *)context)[owner]++;
}

static bool is_found(const struct literals *literals, struct str text)
{
	uint32_t owners[LITERALS_MAX] = {0}, hits = 0;
	struct automaton *automaton = automaton_new(literals->at, owners, literals->n, 1);
	automaton_scan(automaton, text, count_hit, &hits);
	automaton_free(automaton);
	return hits > 0;
}

static void assert_hits(const char *word, const char *text, uint32_t expected)
{
	struct str words[] = {str_from(word)};
	uint32_t owner = 0, hits = 0;
	struct automaton *automaton = automaton_new(words, &owner, 1, 1);
	automaton_scan(automaton, str_from(text), count_hit, &hits);
	automaton_free(automaton);
	assert_int_equal(hits, expected);
}

static void test_scan(void **state)
{
	(void)state;
	assert_hits("ab", "abcabab", 3);
	assert_hits("aa", "aaaa", 3);
	assert_hits("ÅRLIG", "årlig Årlig årLIG arlig", 3);
	assert_hits("þorn", "ÞORN", 1);
	assert_hits("\bit\b", "IT, kritik, it. Åit itö it_ 3it -it–", 3);
	assert_hits("\bår", "får år ×år xår Éår", 2);
	assert_hits("år\b", "årö år× år– år", 3);
	assert_hits("", "x", 1);
	assert_hits("\b", "", 1);
	assert_hits("ab", "", 0);
}

/* The same the slow way. */
static struct str text_fold(struct arena *arena, struct str text)
{
	char *at = arena_alloc(arena, text.n + 1, 1);
	for (size_t i = 0; i < text.n; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		at[i] = (char)(byte + ((byte >= 'A' && byte <= 'Z') || (byte >= 0x80 && byte < 0x9F) ? 0x20 : 0));
	}
	return (struct str){at, text.n};
}

static bool is_word_point(uint32_t point)
{
	return point == '_' || (point < 0x100 && point != 0xAA && point != 0xB5 && point != 0xBA &&
	                        unicode_is_word(point) && (point < 0x80 || point >= 0xC0));
}

static bool is_at_edge(struct str text, size_t at, bool before)
{
	if (at == (before ? 0 : text.n))
		return true;
	at -= before;
	while (before && ((unsigned char)text.at[at] & 0xC0) == 0x80)
		at--;
	return !is_word_point(utf8_next(text, &at));
}

static uint32_t naive_hits(struct arena *arena, struct str word, struct str text)
{
	bool begins, ends;
	struct str bare = text_fold(arena, literal_bare(word, &begins, &ends)), folded = text_fold(arena, text);
	uint32_t hits = 0;
	for (size_t at = 0; (at = str_find(folded, bare, at)) != SIZE_MAX; at++)
		hits += (!begins || is_at_edge(text, at, true)) && (!ends || is_at_edge(text, at + bare.n, false));
	return hits;
}

static const char *const letters[] = {"a", "A", "b", "B", "å", "Å", "ö", "Ö", "é",
                                      "s", "k", "K", " ", "-", "_", "×", "–", "§"};

static struct str random_text(struct arena *arena, size_t least, size_t most, uint32_t variety)
{
	size_t count = least + random_below((uint32_t)(most - least + 1));
	struct str text = STR("");
	for (size_t i = 0; i < count; i++)
		text = arena_format(arena, "%.*s%s", STR_ARG(text), letters[random_below(variety)]);
	return text;
}

static void try_words(struct arena *arena, size_t count, uint32_t variety)
{
	struct str *words = ARENA_ARRAY(arena, struct str, count);
	struct str text = random_text(arena, 0, 200, variety + 4);
	uint32_t *owners = ARENA_ARRAY(arena, uint32_t, count), *hits = ARENA_ARRAY(arena, uint32_t, count);
	for (size_t i = 0; i < count; i++) {
		struct str bare = random_text(arena, 1, 6, variety);
		words[i] = arena_format(arena, "%s%.*s%s", random_below(4) ? "" : "\b", STR_ARG(bare),
		                        random_below(4) ? "" : "\b");
		owners[i] = (uint32_t)i;
	}
	struct automaton *automaton = automaton_new(words, owners, count, (uint32_t)count);
	automaton_scan(automaton, text, count_hit, hits);
	automaton_free(automaton);
	for (size_t i = 0; i < count; i++)
		if (hits[i] != naive_hits(arena, words[i], text))
			fail_msg("%.*s in %.*s: %u", STR_ARG(words[i]), STR_ARG(text), hits[i]);
}

static void test_random_words(void **state)
{
	struct arena arena = ARENA_EMPTY;
	(void)state;
	random_state = 1;
	for (int i = 0; i < 400; i++) {
		try_words(&arena, random_below(30), 2 + random_below(13));
		arena_reset(&arena);
	}
	arena_release(&arena);
}

/* More states than 16 bits can number. */
static void test_many_states(void **state)
{
	enum { COUNT = 12000 };
	struct arena arena = ARENA_EMPTY;
	struct str *words = ARENA_ARRAY(&arena, struct str, COUNT);
	uint32_t *owners = ARENA_ARRAY(&arena, uint32_t, COUNT), *hits = ARENA_ARRAY(&arena, uint32_t, COUNT);
	(void)state;
	for (uint32_t i = 0; i < COUNT; i++) {
		words[i] = arena_format(&arena, "%08xö", i * 2654435761u);
		owners[i] = i;
	}
	struct automaton *automaton = automaton_new(words, owners, COUNT, COUNT);
	for (uint32_t i = 0; i < COUNT; i += 97) {
		automaton_scan(automaton, arena_format(&arena, "0%.*s1", STR_ARG(words[i])), count_hit, hits);
		automaton_scan(automaton, str_part(words[i], 0, 8), count_hit, hits);
		assert_int_equal(hits[i], 1);
		assert_int_equal(hits[i + 1], 0);
	}
	automaton_free(automaton);
	arena_release(&arena);
}

static void test_owners(void **state)
{
	const struct str words[] = {STR("ab"), STR("ab"), STR("AB"), STR("b"), STR("abc"), STR("\bab"), STR("")};
	const uint32_t owners[] = {0, 1, 1, 2, 3, 0, 4};
	uint32_t hits[5] = {0};
	struct automaton *automaton = automaton_new(words, owners, 7, 5);
	(void)state;
	automaton_scan(automaton, STR("xAB"), count_hit, hits);
	assert_int_equal(hits[0], 1);
	assert_int_equal(hits[1], 1);
	assert_int_equal(hits[2], 1);
	assert_int_equal(hits[3], 0);
	assert_int_equal(hits[4], 1);
	automaton_free(automaton);
	automaton = automaton_new(NULL, NULL, 0, 0);
	automaton_scan(automaton, STR("xAB"), count_hit, hits);
	automaton_free(automaton);
	automaton_free(NULL);
}

/* --- against PCRE2 --- */

static bool is_odd(uint32_t point)
{
	return point == 0x17F || point == 0x212A || point == 0x212B || point == 0x1E9E;
}

/* Every character, and where each begins. */
static struct str all_points(size_t *count, size_t **starts)
{
	char *at = memory_new(0x110000, 4);
	size_t n = 0;
	*starts = memory_new(0x110000, sizeof **starts);
	*count = 0;
	for (uint32_t point = 1; point < 0x110000; point++)
		if (point < 0xD800 || point > 0xDFFF) {
			(*starts)[(*count)++] = n;
			n += unicode_put(at + n, point);
		}
	return (struct str){at, n};
}

static void test_odd(void **state)
{
	char bytes[6] = {'a'};
	(void)state;
	for (uint32_t point = 1; point < 0x110000; point++) {
		if (point >= 0xD800 && point <= 0xDFFF)
			continue;
		size_t n = unicode_put(bytes + 1, point);
		assert_int_equal(literals_odd((struct str){bytes + 1, n}), is_odd(point));
		bytes[n + 1] = 'b';
		assert_int_equal(literals_odd((struct str){bytes, n + 2}), is_odd(point));
	}
	assert_false(literals_odd(STR_EMPTY));
	assert_false(literals_odd(STR("\x84\xAA\xE2\xC5")));
	assert_true(literals_odd(STR("Ä Ä Ä Å Å \xC5\xBF")));
	assert_true(literals_odd(STR("Ä Ä Ä Å Å 3 \xE2\x84\xAA")));
}

/* What PCRE2 takes for a character that literals hold is found by it, or odd. */
static void assert_partners(uint32_t point, struct str all)
{
	char bytes[4], pattern[32];
	struct regex_error error;
	struct regex_span span = {0, 0};
	struct str word = {bytes, unicode_put(bytes, literal_fold(point))};
	struct literals literals = {.at = &word, .n = 1};
	snprintf(pattern, sizeof pattern, "(?i)\\x{%x}", point);
	struct regex *regex = regex_new(str_from(pattern), &error);
	unsigned found = 0;
	for (; regex_match(regex, all, span.to, &span, 1) == 1; found++) {
		struct str partner = str_part(all, span.from, span.to - span.from);
		assert_true(literals_odd(partner) || is_found(&literals, partner));
	}
	assert_in_range(found, 1, 3);
	regex_free(regex);
}

static void test_partners(void **state)
{
	size_t count, *starts, held = 0;
	struct str all = all_points(&count, &starts);
	(void)state;
	for (uint32_t point = 0; point < 0x110000; point++)
		if (literal_holds(point)) {
			assert_partners(point, all);
			held++;
		}
	assert_true(held > 200);
	free(starts);
	free((char *)(uintptr_t)all.at);
}

/* A pattern being made up, and a text that it may well match. */
struct invention {
	char pattern[512], sample[512];
	size_t pattern_n, sample_n;
};

static void invent(struct invention *it, const char *pattern, const char *sample)
{
	size_t p = strlen(pattern), s = strlen(sample);
	if (it->pattern_n + p < sizeof it->pattern && it->sample_n + s < sizeof it->sample) {
		memcpy(it->pattern + it->pattern_n, pattern, p);
		memcpy(it->sample + it->sample_n, sample, s);
		it->pattern_n += p;
		it->sample_n += s;
	}
}

static void invent_pair(struct invention *it, const char *const (*pairs)[2], uint32_t count)
{
	uint32_t i = random_below(count);
	invent(it, pairs[i][0], pairs[i][1]);
}

static void invent_either(struct invention *it, unsigned depth);

static void invent_group(struct invention *it, unsigned depth)
{
	static const char *const opens[] = {"(", "(?:", "(?i:", "(?<n>", "(?>", "(?|", "(?=", "(?!", "(?<=", "(?<!"};
	uint32_t open = random_below(10);
	size_t sample_n = it->sample_n;
	invent(it, opens[open], "");
	invent_either(it, depth + 1);
	invent(it, ")", "");
	if (open >= 6)
		it->sample_n = sample_n;
}

static void invent_atom(struct invention *it, unsigned depth)
{
	static const char *const plain[][2] = {
		{"a", "A"}, {"b", "b"}, {"å", "Å"}, {"Å", "å"}, {"Ä", "ä"},        {"ö", "ö"},
		{"k", "K"}, {"s", "S"}, {" ", " "}, {"-", "-"}, {"é", "É"},        {"§", "§"},
		{"ß", "ß"}, {"ÿ", "Ÿ"}, {"_", "_"}, {"Þ", "þ"}, {"s", "\xC5\xBF"}, {"k", "\xE2\x84\xAA"}};
	static const char *const special[][2] = {{"\\b", " "},
	                                         {"\\b", ""},
	                                         {"\\B", ""},
	                                         {"^", ""},
	                                         {"$", ""},
	                                         {"\\w", "ö"},
	                                         {"\\s", " "},
	                                         {".", "x"},
	                                         {"[ab]", "B"},
	                                         {"[åÄ-]", "Ä"},
	                                         {"[^a]", "b"},
	                                         {"[a-k]", "b"},
	                                         {"[s[:digit:]]", "S"},
	                                         {"\\x{e5}", "Å"},
	                                         {"\\Qa.b\\E", "A.b"},
	                                         {"\\Q(\\E", "("},
	                                         {"\\.", "."},
	                                         {"\\pL", "a"},
	                                         {"[]a]", "]"},
	                                         {"\\d", "1"},
	                                         {"(?i)", ""},
	                                         {"\\K", ""},
	                                         {"\\Qab\\E", "ab"},
	                                         {"{", "{"}};
	uint32_t kind = random_below(10);
	if (kind < 6)
		invent_pair(it, plain, 18);
	else if (kind < 8 || depth > 4)
		invent_pair(it, special, 24);
	else
		invent_group(it, depth);
}

static void invent_item(struct invention *it, unsigned depth)
{
	static const char *const repeats[] = {"*",   "+",   "?",  "{2}", "{0,2}", "{1,}",
	                                      "{0}", "{1}", "*?", "++",  "?+",    "{0,1}"};
	size_t from = it->sample_n;
	invent_atom(it, depth);
	if (random_below(4) > 0)
		return;
	uint32_t repeat = random_below(12);
	char copy[sizeof it->sample];
	size_t n = it->sample_n - from;
	memcpy(copy, it->sample + from, n);
	copy[n] = '\0';
	if (strchr("*?", repeats[repeat][0]) && random_below(2))
		it->sample_n = from;
	invent(it, repeats[repeat], strcmp(repeats[repeat], "{2}") == 0 ? copy : "");
	if (strcmp(repeats[repeat], "{0}") == 0)
		it->sample_n = from;
}

static void invent_either(struct invention *it, unsigned depth)
{
	uint32_t branches = random_below(depth ? 2 : 4) ? 1 : 2 + random_below(2);
	for (uint32_t i = 0; i < branches; i++) {
		size_t from = it->sample_n;
		if (i > 0)
			invent(it, "|", "");
		for (uint32_t items = random_below(6) + (depth == 0); items > 0; items--)
			invent_item(it, depth);
		if (i > 0 && random_below(2)) /* the sample is of one of the branches */
			it->sample_n = from;
	}
}

/* Bits of syntax, whether they fit or not. */
static void invent_soup(struct invention *it)
{
	static const char *const bits[][2] = {
		{"(", ""},      {")", ""},    {"(?:", ""},  {"(?", ""},   {"|", ""},    {"[", "["},   {"]", "]"},
		{"^", ""},      {"-", "-"},   {"[:", ":"},  {":]", ":"},  {"\\Q", ""},  {"\\E", ""},  {"\\", "\\"},
		{"{", "{"},     {"}", "}"},   {"2", "2"},   {",", ","},   {"*", ""},    {"+", ""},    {"?", ""},
		{"i", "I"},     {":", ":"},   {"=", "="},   {"!", "!"},   {"<", "<"},   {">", ">"},   {"\\b", " "},
		{"\\x", ""},    {"e5", "5"},  {"\\p", "a"}, {"L", "L"},   {"ab", "AB"}, {"å", "Å"},   {"k", "k"},
		{"x", "x"},     {"#", "#"},   {" ", " "},   {"\\1", "a"}, {"(*", ""},   {"P", "P"},   {"{1,2}", ""},
		{"\\c", "c"},   {"\\N", "N"}, {"0", "0"},   {"$", ""},    {".", "."},   {"\\w", "w"}, {"ab", "ab"},
		{"abc", "abc"}, {"Åb", "åB"}, {"s", "s"},   {"c", "C"},   {"(a", "a"},  {"(b|", "b"}, {"[ab]", "a"}};
	for (uint32_t count = 2 + random_below(9); count > 0; count--)
		invent_pair(it, bits, sizeof bits / sizeof *bits);
}

#define PLACES 4096

static void mark_location(void *context, uint32_t owner, size_t from)
{
	(void)owner;
	assert_true(from < PLACES);
	((bool *)context)[from] = true;
}

/* The first match is the same when it is tried only where a start of the pattern stands. */
static void assert_starts(struct arena *arena, const struct literals *literals, struct str pattern, struct str text,
                          struct regex_span expected)
{
	bool places[PLACES] = {false};
	uint32_t owners[LITERALS_MAX] = {0};
	struct regex_span span = {SIZE_MAX, SIZE_MAX};
	struct regex_error error;
	struct regex *anchored = regex_new(arena_format(arena, "\\G(?:(?i)%.*s)", STR_ARG(pattern)), &error);
	struct automaton *automaton = automaton_new(literals->starts, owners, literals->start_count, 1);
	bool found = false;
	automaton_scan(automaton, text, mark_location, places);
	for (size_t i = 0; i < PLACES && i < text.n && anchored && !found; i++)
		found = places[i] && regex_match(anchored, text, i, &span, 1) == 1;
	if (anchored && (!found || span.from != expected.from || span.to != expected.to))
		fail_msg("%.*s in %.*s: at %zu instead of %zu", STR_ARG(pattern), STR_ARG(text), span.from,
		         expected.from);
	automaton_free(automaton);
	regex_free(anchored);
}

static unsigned started; /* texts of which that was shown */

/* How many of the texts match and were found by a literal. */
static unsigned try_invention(struct arena *arena, const struct invention *it)
{
	struct str pattern = {it->pattern, it->pattern_n}, sample = {it->sample, it->sample_n};
	struct regex_error error;
	struct literals literals = literals_of(arena, pattern);
	struct regex *regex = regex_new(arena_format(arena, "(?i)%.*s", STR_ARG(pattern)), &error);
	unsigned found = 0;
	for (int i = 0; i < 4 && regex && literals.n > 0; i++) {
		struct str before = random_text(arena, 0, 3, 18), after = random_text(arena, 0, 3, 18);
		struct str text = arena_format(arena, "%.*s%.*s%.*s", STR_ARG(before), STR_ARG(sample), STR_ARG(after));
		struct regex_span span;
		if (regex_match(regex, text, 0, &span, 1) != 1 || literals_odd(text))
			continue;
		if (literals.start_count && str_find(pattern, STR("\\G"), 0) == SIZE_MAX) {
			assert_starts(arena, &literals, pattern, text, span);
			started++;
		}
		if (!is_found(&literals, text))
			fail_msg("%.*s matches %.*s: %.*s", STR_ARG(pattern), STR_ARG(text),
			         STR_ARG(literals_text(arena, pattern)));
		found++;
	}
	regex_free(regex);
	return found;
}

static void test_random_patterns(void **state)
{
	struct arena arena = ARENA_EMPTY;
	unsigned found = 0;
	(void)state;
	random_state = 2;
	for (int i = 0; i < 20000; i++) {
		struct invention it = {.pattern_n = 0};
		invent_either(&it, 0);
		found += try_invention(&arena, &it);
		arena_reset(&arena);
	}
	assert_true(found > 10000);
	assert_true(started > 1000);
	arena_release(&arena);
}

static void test_random_soup(void **state)
{
	struct arena arena = ARENA_EMPTY;
	unsigned found = 0;
	(void)state;
	random_state = 3;
	for (int i = 0; i < 20000; i++) {
		struct invention it = {.pattern_n = 0};
		invent_soup(&it);
		found += try_invention(&arena, &it);
		arena_reset(&arena);
	}
	assert_true(found > 5000);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_classes),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_repeats),
		cmocka_unit_test(test_given_up),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_scan),
		cmocka_unit_test(test_random_words),
		cmocka_unit_test(test_many_states),
		cmocka_unit_test(test_owners),
		cmocka_unit_test(test_odd),
		cmocka_unit_test(test_partners),
		cmocka_unit_test(test_random_patterns),
		cmocka_unit_test(test_random_soup),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
