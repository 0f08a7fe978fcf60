/* registry/facts: what was learnt is found again just so; what is damaged, old or someone else's is not. */
#include "registry/cache/cache.h"
#include "registry/cache/cache_folder.h"
#include "registry/cache/document_codec.h"
#include "tests/unit/register.h"

#include <dirent.h>
#include <sys/wait.h>

#define BODIES 7u /* the digest of what else citations depend on, here any number */

static const char key[SEGMENT_KEY + 1] = "0123456789abcdef0123456789abcdef";
static const char other_key[SEGMENT_KEY + 1] = "0123456789abcdef0123456789abcdee";

static const char *const rich =
	"---\nid: rik\ntitle: Policy för å, ä och ö\naliases: [Rikpolicyn, RP]\ntype: policy\ndnr: [031-2486/2007]\n"
	"status: decided\ndecided-by: kf\ndecided: 2008-03\nin-force: 2008-07-01/..\nexpires: ../2012\nsteward: ks\n"
	"applies-to: [namnderna, {body: bolag, including: subsidiaries, via: ks}]\ntopics: [it]\ntext: digest\n"
	"supersedes:\n  - {doc: gammal, part: a, state: disputed, when: {adopted: ny}, from: 2009, note: ordet}\n"
	"complemented-by: [ny#b]\nwrong-key: 1\ndated: 2008-02-31\n---\n"
	"# A {#a}\n\nSe [ny](ny.md#b), [[gammal#x]], dnr 031-2486/2007, Nypolicyn och [en fil](bild.png).\n\n## B\n\n"
	"# A {#a}\n\nDnr 031-2486/2007, beslutat 3 mars 2008.\n";

/* A small register outside git, and a folder that stands for a repository's. */
struct yard {
	struct room room;
	char common[300];
	unsigned char ids[8][20];
};

static int begin(void **state)
{
	struct yard *yard = memory_new(1, sizeof *yard);

	room_begin(&yard->room);
	room_write(&yard->room, "a/rik.md", rich);
	room_write(&yard->room, "a/ny.md", "---\nid: ny\ntitle: Nypolicyn\ntype: policy\n---\n# B {#b}\n");
	room_write(&yard->room, "a/tom.md", "");
	room_write(&yard->room, "a/utan.md", "Bara text.\n");
	room_write(&yard->room, "styrdok.yaml", "documents: a\n");
	room_open(&yard->room);
	assert_int_equal(yard->room.registry->count, 4);
	snprintf(yard->common, sizeof yard->common, "%s/git/", yard->room.folder);
	assert_int_equal(mkdir(yard->common, 0700), 0);
	for (size_t i = 0; i < 8; i++)
		memset(yard->ids[i], (int)(i * 40 + 1), sizeof yard->ids[i]);
	*state = yard;
	return 0;
}

static int end(void **state)
{
	struct yard *yard = *state;
	char command[400];

	snprintf(command, sizeof command, "rm -rf '%s'", yard->common);
	assert_int_equal(system(command), 0);
	room_close(&yard->room);
	free(yard);
	return 0;
}

static const unsigned char *all_used(const void *context, size_t n)
{
	const struct yard *yard = context;

	return n < 8 ? yard->ids[n] : NULL;
}

static const unsigned char *first_used(const void *context, size_t n)
{
	return n < 1 ? all_used(context, n) : NULL;
}

static struct cache *open_cache(struct yard *yard, const char *with_key, bool citations)
{
	struct cache *cache = cache_open(yard->common, with_key, citations, 1);

	cache_set_names(cache, yard->room.registry->names, BODIES);
	return cache;
}

static const struct bloom no_words;

/* Adds what is known of a document under an id, and writes it. */
static void learn(struct yard *yard, const char *with_key, uint32_t document, size_t id)
{
	struct cache *cache = open_cache(yard, with_key, true);

	cache_add(cache, 0, yard->ids[id], &yard->room.registry->documents[document], false, &no_words);
	cache_write(cache, all_used, yard);
	cache_free(cache);
}

static struct codec_bytes bytes_of(struct document *document)
{
	struct codec_bytes bytes = {0};
	struct codec code = {.out = &bytes};

	document_code(&code, document);
	document_codec_citations(&code, document);
	assert_false(code.broken);
	return bytes;
}

static void require_same(struct document *a, struct document *b)
{
	struct codec_bytes x = bytes_of(a), y = bytes_of(b);

	assert_int_equal(x.n, y.n);
	assert_memory_equal(x.at, y.at, x.n);
	assert_true(str_equal(a->id, b->id));
	vec_release(&x);
	vec_release(&y);
}

/* Is the document found again as it is? 2: with its citations, 1: without, 0: not at all. */
static int found(struct yard *yard, struct cache *cache, uint32_t document, size_t id)
{
	struct document *known = &yard->room.registry->documents[document];
	struct document read = {.path = known->path}, bare = *known;
	struct arena arena = ARENA_EMPTY;
	int result = 0;

	if (cache_read(cache, yard->ids[id], &arena, &read)) {
		result = cache_read_citations(cache, yard->ids[id], document, &arena, &read) ? 2 : 1;
		if (result == 1) {
			bare.citation_count = 0;
			assert_int_equal(read.citation_count, 0);
		}
		require_same(result == 2 ? known : &bare, &read);
	} else {
		assert_false(cache_read_citations(cache, yard->ids[id], document, &arena, &read) && read.readable);
		assert_true(str_equal(read.path, known->path) && !read.id.n && !read.problem_count);
	}
	arena_release(&arena);
	return result;
}

static int found_now(struct yard *yard, const char *with_key, uint32_t document, size_t id)
{
	struct cache *cache = open_cache(yard, with_key, true);
	int result = found(yard, cache, document, id);

	cache_free(cache);
	return result;
}

/* The files in the folder of facts; with `name`, one of them. */
static size_t files(struct yard *yard, char name[700])
{
	char path[400];
	struct dirent *entry = NULL;
	DIR *folder = NULL;
	size_t count = 0;

	snprintf(path, sizeof path, "%s" CACHE_FOLDER, yard->common);
	folder = opendir(path);
	while (folder && (entry = readdir(folder)))
		if (entry->d_name[0] != '.') {
			count++;
			if (name)
				snprintf(name, 700, "%s/%s", path, entry->d_name);
		}
	if (folder)
		closedir(folder);
	return count;
}

static struct str file_read(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes = memory_new(1 << 20, 1);
	size_t n = 0;

	assert_non_null(file);
	n = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	return (struct str){memory_resize(bytes, n, 1), n};
}

static void file_write(const char *path, struct str bytes)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes.at, 1, bytes.n, file), bytes.n);
	assert_int_equal(fclose(file), 0);
}

/* --- what is kept --------------------------------------------------------------------------------------------------- */

static void same_again(void **state)
{
	struct yard *yard = *state;
	struct cache *cache = NULL;
	const struct document *first = &yard->room.registry->documents[1];

	assert_true(str_equal(first->id, STR("rik")));
	assert_int_equal(first->relation_count, 2);
	assert_true(first->part_count == 3 && first->problem_count == 3 && first->citation_count > 3);
	for (uint32_t i = 0; i < 4; i++)
		assert_int_equal(found_now(yard, key, i, i), 0);
	for (uint32_t i = 0; i < 4; i++)
		learn(yard, key, i, i);
	cache = open_cache(yard, key, true);
	for (uint32_t i = 0; i < 4; i++)
		assert_int_equal(found(yard, cache, i, i), 2);
	assert_int_equal(found(yard, cache, 0, 5), 0);
	cache_free(cache);
}

/* A text that states no id has that of its file, wherever it now lies. */
static void id_of_the_path(void **state)
{
	struct yard *yard = *state;
	struct document read = {.path = STR("b/annan.md")};
	struct arena arena = ARENA_EMPTY;
	struct cache *cache = NULL;

	learn(yard, key, 3, 0);
	cache = open_cache(yard, key, false);
	assert_true(cache_read(cache, yard->ids[0], &arena, &read));
	assert_true(str_equal(read.id, STR("annan")));
	cache_free(cache);
	arena_release(&arena);
}

static void citations_are_of_their_titles(void **state)
{
	struct yard *yard = *state;
	struct document read = {.path = STR("a/rik.md")};
	struct arena arena = ARENA_EMPTY;
	struct cache *cache = NULL;

	learn(yard, key, 1, 0);
	cache = open_cache(yard, key, true);
	assert_true(cache_read(cache, yard->ids[0], &arena, &read));
	cache_set_names(cache, yard->room.registry->names, BODIES + 1);
	assert_false(cache_read_citations(cache, yard->ids[0], 1, &arena, &read));
	assert_int_equal(read.citation_count, 0);
	cache_set_names(cache, yard->room.registry->names, BODIES);
	assert_true(cache_read_citations(cache, yard->ids[0], 1, &arena, &read));
	assert_true(read.citation_count > 0);
	cache_free(cache);
	cache = open_cache(yard, key, false); /* they were not asked for */
	assert_int_equal(found(yard, cache, 1, 0), 1);
	cache_free(cache);
	arena_release(&arena);
}

/* When only the titles have changed, only citations are added; they stay with their documents, also when segments are put together. */
static void citations_alone(void **state)
{
	struct yard *yard = *state;

	for (size_t i = 0; i < CACHE_SEGMENTS_MAX + 3; i++) {
		struct cache *cache = open_cache(yard, key, true);
		cache_add(cache, 0, yard->ids[0], &yard->room.registry->documents[1], i > 0, i % 3 ? &no_words : NULL);
		cache_add(cache, 0, yard->ids[1], &yard->room.registry->documents[2], i > 0, i ? NULL : &no_words);
		cache_write(cache, all_used, yard);
		cache_free(cache);
		assert_int_equal(found_now(yard, key, 1, 0), i ? 2 : 1);
		assert_int_equal(found_now(yard, key, 2, 1), 2);
	}
}

static void newest_first(void **state)
{
	struct yard *yard = *state;

	learn(yard, key, 0, 0);
	learn(yard, key, 1, 0);
	assert_int_equal(found_now(yard, key, 1, 0), 2);
}

static void keys(void **state)
{
	struct yard *yard = *state;
	char a[SEGMENT_KEY + 1], b[SEGMENT_KEY + 1];

	learn(yard, key, 1, 0);
	assert_int_equal(found_now(yard, other_key, 1, 0), 0);
	assert_int_equal(found_now(yard, key, 1, 0), 2);
	assert_true(cache_key(a, STR("language: sv\n")) && cache_key(b, STR("language: sv\n")));
	assert_string_equal(a, b);
	assert_true(cache_key(b, STR("language: en\n")));
	assert_string_not_equal(a, b);
}

/* --- damage --------------------------------------------------------------------------------------------------------- */

/* Is a snapshot of the names there, and whole? */
static bool has_snapshot(const struct segment *segment)
{
	struct segment_entry entry;

	for (uint32_t i = 0; i < segment_count(segment); i++)
		if (memcmp(segment_id(segment, i), cache_snapshot, sizeof cache_snapshot) == 0)
			return segment_find(segment, segment_id(segment, i), &entry) &&
			       segment_content(&entry, SEGMENT_CITATIONS).n > 0;
	return false;
}

/* Nothing, or the truth; 2 when nothing is damaged. */
static int found_in(struct yard *yard, struct str bytes)
{
	struct segment *segment = segment_of((const unsigned char *)bytes.at, bytes.n, key);
	struct document *known = &yard->room.registry->documents[1];
	struct document read = {.path = known->path}, bare = *known;
	struct arena arena = ARENA_EMPTY;
	struct segment_entry entry;
	int result = 0;

	bare.citation_count = 0;
	if (segment && segment_find(segment, yard->ids[0], &entry)) {
		struct segment_record content = segment_content(&entry, SEGMENT_DOCUMENT);
		struct codec code = codec_of(content.at, content.n, &arena);
		if (content.n) {
			document_code(&code, &read);
			assert_true(codec_is_done(&code));
			require_same(&bare, &read);
			result = segment_content(&entry, SEGMENT_CITATIONS).n && has_snapshot(segment) ? 2 : 1;
		}
	}
	segment_close(segment);
	arena_release(&arena);
	return result;
}

static void every_byte(void **state)
{
	struct yard *yard = *state;
	char path[700];
	struct str bytes = STR_EMPTY;

	learn(yard, key, 1, 0);
	assert_int_equal(files(yard, path), 1);
	bytes = file_read(path);
	assert_int_equal(found_in(yard, bytes), 2);
	for (size_t n = 0; n < bytes.n; n++) {
		char *cut = memory_new(n, 1); /* of just that size: reading beyond it is seen */
		memcpy(cut, bytes.at, n);
		assert_int_equal(found_in(yard, (struct str){cut, n}), 0);
		free(cut);
	}
	for (size_t i = 0; i < bytes.n; i++)
		for (unsigned flip = 1; flip < 256; flip = flip == 1 ? 0x80 : flip + 0x7F) {
			((char *)bytes.at)[i] ^= (char)flip;
			assert_true(found_in(yard, bytes) < 2);
			((char *)bytes.at)[i] ^= (char)flip;
		}
	assert_int_equal(found_in(yard, bytes), 2);
	free((char *)bytes.at);
}

/* A damaged file is removed, and what it held is learnt again; a damaged record is passed over for a newer one. */
static void rebuilt(void **state)
{
	struct yard *yard = *state;
	char path[700];
	struct str bytes = STR_EMPTY;

	learn(yard, key, 1, 4);
	assert_int_equal(files(yard, path), 1);
	bytes = file_read(path);
	((char *)bytes.at)[0] ^= 1; /* another version */
	file_write(path, bytes);
	assert_int_equal(found_now(yard, key, 1, 4), 0);
	assert_int_equal(files(yard, NULL), 0);
	((char *)bytes.at)[0] ^= 1;
	((char *)bytes.at)[bytes.n - 1] ^= 1; /* of the citations, whose id comes last */
	file_write(path, bytes);
	assert_int_equal(found_now(yard, key, 1, 4), 1);
	file_write(path, str_part(bytes, 0, bytes.n - 1));
	assert_int_equal(found_now(yard, key, 1, 4), 0);
	learn(yard, key, 1, 4);
	assert_int_equal(found_now(yard, key, 1, 4), 2);
	free((char *)bytes.at);
}

/* --- files ---------------------------------------------------------------------------------------------------------- */

static void no_folder(void **state)
{
	struct yard *yard = *state;
	char path[400], longest[PATH_MAX];
	struct cache *cache = NULL;

	snprintf(path, sizeof path, "%sstyrdok", yard->common);
	file_write(path, STR("in the way\n"));
	learn(yard, key, 1, 0);
	assert_int_equal(found_now(yard, key, 1, 0), 0);
	memset(longest, 'a', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	cache = cache_open(longest, key, true, 1);
	cache_set_names(cache, yard->room.registry->names, BODIES);
	cache_add(cache, 0, yard->ids[0], &yard->room.registry->documents[1], false, NULL);
	cache_write(cache, all_used, yard);
	cache_free(cache);
}

static void removed_while_in_use(void **state)
{
	struct yard *yard = *state;
	struct cache *cache = NULL;
	char path[700];

	learn(yard, key, 1, 0);
	cache = open_cache(yard, key, true);
	assert_int_equal(files(yard, path), 1);
	assert_int_equal(truncate(path, 10), 0);
	assert_int_equal(remove(path), 0);
	assert_int_equal(found(yard, cache, 1, 0), 2);
	cache_free(cache);
	assert_int_equal(found_now(yard, key, 1, 0), 0);
}

static void put_together(void **state)
{
	struct yard *yard = *state;

	for (size_t i = 0; i < 40; i++) {
		learn(yard, key, (uint32_t)(i % 4), i % 8);
		assert_true(files(yard, NULL) <= CACHE_SEGMENTS_MAX + 1);
	}
	for (size_t i = 0; i < 8; i++)
		assert_int_equal(found_now(yard, key, (uint32_t)(i % 4), i), 2);
}

/* What the present register does not use is forgotten when segments are put together. */
static void forgotten(void **state)
{
	struct yard *yard = *state;
	struct cache *cache = NULL;

	for (size_t i = 0; i < CACHE_SEGMENTS_MAX; i++)
		learn(yard, key, 1, i);
	cache = open_cache(yard, key, false);
	cache_add(cache, 0, yard->ids[7], &yard->room.registry->documents[2], false, NULL);
	cache_write(cache, first_used, yard);
	cache_free(cache);
	assert_int_equal(files(yard, NULL), 1);
	assert_int_equal(found_now(yard, key, 1, 0), 2); /* its citations too, though this run had no use for them */
	assert_int_equal(found_now(yard, key, 1, 3), 0);
	assert_int_equal(found_now(yard, key, 2, 7), 1);
}

/* Nothing is written when nothing is new. */
static void nothing_new(void **state)
{
	struct yard *yard = *state;
	struct cache *cache = open_cache(yard, key, true);

	cache_write(cache, all_used, yard);
	cache_free(cache);
	assert_int_equal(files(yard, NULL), 0);
}

static void file_limit(void **state)
{
	struct yard *yard = *state;

	for (unsigned i = 0; i < CACHE_FILES_MAX + 5; i++) {
		char one[SEGMENT_KEY + 1];
		memcpy(one, key, sizeof one);
		one[0] = "0123456789abcdef"[i % 16];
		one[1] = "0123456789abcdef"[i / 16];
		learn(yard, one, 1, 0);
	}
	assert_int_equal(files(yard, NULL), CACHE_FILES_MAX);
}

/* Several processes write, read and put together at once: whatever is found is true, and in the end all is there. */
static void many_at_once(void **state)
{
	struct yard *yard = *state;
	pid_t children[4];

	for (size_t k = 0; k < 4; k++) {
		children[k] = fork();
		assert_true(children[k] >= 0);
		if (children[k] == 0) {
			for (size_t i = 0; i < 60; i++) {
				learn(yard, key, (uint32_t)((i + k) % 4), (i + k) % 8);
				(void)found_now(yard, key, (uint32_t)(i % 4), i % 8);
			}
			_exit(0);
		}
	}
	for (size_t k = 0; k < 4; k++) {
		int status = 0;
		assert_int_equal(waitpid(children[k], &status, 0), children[k]);
		assert_int_equal(status, 0);
	}
	for (size_t i = 0; i < 8; i++)
		learn(yard, key, (uint32_t)(i % 4), i);
	for (size_t i = 0; i < 8; i++)
		assert_int_equal(found_now(yard, key, (uint32_t)(i % 4), i), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(same_again),           TEST(id_of_the_path), TEST(citations_are_of_their_titles),
		TEST(citations_alone),      TEST(newest_first),   TEST(keys),
		TEST(every_byte),           TEST(rebuilt),        TEST(no_folder),
		TEST(removed_while_in_use), TEST(put_together),   TEST(forgotten),
		TEST(nothing_new),          TEST(file_limit),     TEST(many_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
