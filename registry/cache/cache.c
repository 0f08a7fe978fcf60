#include "registry/cache/cache.h"

#include "registry/base/build_id.h"
#include "registry/base/thread_pool.h"
#include "registry/cache/cache_folder.h"
#include "registry/cache/document_codec.h"
#include "registry/cache/name_changes.h"
#include "registry/document/config.h"
#include "registry/port/hash.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

/* Of more names than these is not asked what has come since. Each costs about as much as the register has titles; what was found under others is
 * found again, and is then of the names now. */
#define THEN_MAX 32u

struct added {                        /* what one thread has to add */
	struct codec_bytes bytes;     /* of the document that is being added */
	struct cache_entries entries; /* records allocated one by one find room where bodies were */
};

struct then {                  /* names under which texts were once looked through */
	uint64_t digest, base; /* base: of the names that their snapshot differs from, or 0 */
	struct name_changes since;
	struct then *next;
};

struct cache {
	struct cache_folder folder;
	struct added *added;
	unsigned threads;
	const struct names_index *names; /* or NULL */
	uint64_t bodies, digest;         /* digest: of both */
	struct names_elements elements;  /* of the names, once they are needed */
	_Atomic(struct then *) then;     /* those that were met; only added to, under the lock */
	unsigned then_count;
	pthread_mutex_t lock;
};

bool cache_key(char key[SEGMENT_KEY + 1], struct str config)
{
	struct {
		struct limits limits;
		unsigned char build[BUILD_IDS_MAX];
	} program = {.limits = limits_default};
	char hex[2][65], all[129];
	size_t n = 0;

	if (!build_ids(program.build, &n))
		return false;
	hash_sha256(hex[0], (struct str){(const char *)&program, sizeof program});
	hash_sha256(hex[1], config);
	snprintf(all, sizeof all, "%s%s", hex[0], hex[1]);
	hash_sha256(hex[0], str_from(all));
	memcpy(key, hex[0], SEGMENT_KEY);
	key[SEGMENT_KEY] = '\0';
	return true;
}

struct cache *cache_open(const char *common, const char key[SEGMENT_KEY + 1], bool citations, unsigned threads)
{
	struct cache *cache = memory_new(1, sizeof *cache);

	cache->threads = threads;
	pthread_mutex_init(&cache->lock, NULL);
	cache->added = memory_new(threads, sizeof *cache->added);
	cache_folder_open(&cache->folder, common, key);
	for (size_t i = 0; citations && i < cache->folder.segments.n; i++)
		segment_read_citations(cache->folder.segments.at[i].segment);
	return cache;
}

static void added_release(struct added *added)
{
	for (size_t i = 0; i < added->entries.n; i++)
		for (int part = 0; part < SEGMENT_PARTS; part++)
			free((unsigned char *)added->entries.at[i].records[part].at);
	vec_release(&added->entries);
}

void cache_free(struct cache *cache)
{
	if (!cache)
		return;
	for (unsigned i = 0; i < cache->threads; i++) {
		vec_release(&cache->added[i].bytes);
		added_release(&cache->added[i]);
	}
	free(cache->added);
	for (struct then *then = atomic_load(&cache->then), *next = NULL; then; then = next) {
		next = then->next;
		name_changes_release(&then->since);
		free(then);
	}
	vec_release(&cache->elements);
	pthread_mutex_destroy(&cache->lock);
	cache_folder_close(&cache->folder);
	free(cache);
}

bool cache_any(const struct cache *cache)
{
	return cache->folder.segments.n > 0;
}

/* --- reading: the newest segment first; a record that is damaged or does not fit may stand in an older one ---------- */

bool cache_read(const struct cache *cache, const unsigned char id[20], struct arena *arena, struct document *document)
{
	const struct document before = *document;
	struct segment_entry entry;

	for (size_t i = 0; i < cache->folder.segments.n; i++) {
		struct segment_record content;
		struct codec codec;
		if (!segment_find(cache->folder.segments.at[i].segment, id, &entry))
			continue;
		content = segment_content(&entry, SEGMENT_DOCUMENT);
		if (!content.n)
			continue;
		codec = codec_of(content.at, content.n, arena);
		document_code(&codec, document);
		if (codec_is_done(&codec))
			return true;
		*document = before;
	}
	return false;
}

/* --- under which names ---------------------------------------------------------------------------------------------- */

static void snapshot_id(unsigned char id[20], uint64_t digest)
{
	memcpy(id, cache_snapshot, sizeof cache_snapshot);
	memcpy(id + sizeof cache_snapshot, &digest, sizeof digest);
}

void cache_set_names(struct cache *cache, const struct names_index *names, uint64_t bodies)
{
	cache->names = names;
	cache->bodies = bodies;
	cache->digest = names_digest(names) + bodies;
}

static bool snapshot_find(const struct cache *cache, uint64_t digest, struct snapshot *snapshot)
{
	unsigned char id[20];
	struct segment_entry entry;

	snapshot_id(id, digest);
	for (size_t i = 0; i < cache->folder.segments.n; i++) {
		struct segment_record content;
		if (!segment_find(cache->folder.segments.at[i].segment, id, &entry))
			continue;
		content = segment_content(&entry, SEGMENT_CITATIONS);
		if (content.n && snapshot_read(snapshot, content.at, content.n))
			return true;
	}
	return false;
}

static const struct names_elements *elements_of(struct cache *cache)
{
	if (!cache->elements.n)
		names_elements(&cache->elements, cache->names);
	return &cache->elements;
}

static struct then *then_make(struct cache *cache, uint64_t digest)
{
	struct then *then = memory_new(1, sizeof *then);
	struct snapshot snapshot, base;
	bool based = false;

	then->digest = digest;
	if (!snapshot_find(cache, digest, &snapshot) || snapshot.bodies != cache->bodies)
		return then;
	based = snapshot.base;
	if (based && (!snapshot_find(cache, snapshot.base, &base) || base.base))
		return then;
	then->base = based ? snapshot.base : digest;
	name_changes_make(&then->since, cache->names, elements_of(cache), &snapshot, based ? &base : NULL);
	return then;
}

static struct then *then_met(struct cache *cache, uint64_t digest)
{
	struct then *then = atomic_load_explicit(&cache->then, memory_order_acquire);

	while (then && then->digest != digest)
		then = then->next;
	return then;
}

/* What has come since the names of that digest. */
static const struct name_changes *since_of(struct cache *cache, uint64_t digest)
{
	static const struct name_changes unusable = {0};
	struct then *then = then_met(cache, digest);

	if (then)
		return &then->since;
	pthread_mutex_lock(&cache->lock);
	then = then_met(cache, digest);
	if (!then && cache->then_count < THEN_MAX) {
		then = then_make(cache, digest);
		cache->then_count++;
		then->next = atomic_load_explicit(&cache->then, memory_order_relaxed);
		atomic_store_explicit(&cache->then, then, memory_order_release);
	}
	pthread_mutex_unlock(&cache->lock);
	return then ? &then->since : &unusable;
}

/* --- citations ------------------------------------------------------------------------------------------------------ */

static bool holds_now(struct cache *cache, const struct citations_head *head)
{
	const struct name_changes *since = NULL;

	if (head->names == cache->digest)
		return true;
	since = since_of(cache, head->names);
	return since->usable && !name_changes_touch(since, head->filter, head->filter_bytes);
}

static bool citations_read(struct cache *cache, struct segment_record content, uint32_t self, struct arena *arena,
                           struct document *document)
{
	struct citations_head head;
	struct codec codec = {0};

	if (!citations_head_read(&head, &content.at, &content.n) || !holds_now(cache, &head))
		return false;
	codec = codec_of(content.at, content.n, arena);
	document_codec_citations(&codec, document);
	return codec_is_done(&codec) && (head.names == cache->digest || names_still_mean(cache->names, document, self));
}

bool cache_read_citations(struct cache *cache, const unsigned char id[20], uint32_t self, struct arena *arena,
                          struct document *document)
{
	const struct document before = *document;
	struct segment_entry entry;

	for (size_t i = 0; i < cache->folder.segments.n; i++) {
		if (!segment_find(cache->folder.segments.at[i].segment, id, &entry))
			continue;
		if (citations_read(cache, segment_content(&entry, SEGMENT_CITATIONS), self, arena, document))
			return true;
		*document = before;
	}
	return false;
}

/* --- adding -------------------------------------------------------------------------------------------------------- */

/* Gives the record a place of its own, sealed. */
static struct segment_record record_keep(struct added *added, size_t from, size_t n, const unsigned char id[20],
                                         enum segment_part part)
{
	unsigned char *copy = NULL;

	if (!n)
		return (struct segment_record){NULL, 0};
	copy = memory_new(n, 1);
	memcpy(copy, added->bytes.at + from, n);
	segment_seal(copy, n, id, part);
	return (struct segment_record){copy, n};
}

void cache_add(struct cache *cache, unsigned thread, const unsigned char id[20], struct document *document, bool known,
               const struct bloom *words)
{
	static const unsigned char no_sum[SEGMENT_SUM] = {0};
	struct added *added = &cache->added[thread];
	struct codec codec = {.out = &added->bytes};
	struct segment_entry entry = {0};
	size_t first = 0;

	if (known && !words)
		return;
	added->bytes.n = 0;
	if (!known) {
		codec_bytes_add(&added->bytes, no_sum, sizeof no_sum);
		document_code(&codec, document);
	}
	first = added->bytes.n;
	if (words) {
		codec_bytes_add(&added->bytes, no_sum, sizeof no_sum);
		citations_head_write(&added->bytes, cache->digest, words);
		document_codec_citations(&codec, document);
	}
	if (codec.broken)
		return;
	memcpy(entry.id, id, sizeof entry.id);
	entry.records[SEGMENT_DOCUMENT] = record_keep(added, 0, first, id, SEGMENT_DOCUMENT);
	entry.records[SEGMENT_CITATIONS] = record_keep(added, first, added->bytes.n - first, id, SEGMENT_CITATIONS);
	vec_push(&added->entries, entry);
}

/* As it differs from a snapshot that was met, if it does so in little; else all of it. */
static void snapshot_make(struct cache *cache, struct codec_bytes *out)
{
	struct snapshot base;

	for (struct then *then = atomic_load(&cache->then); then; then = then->next)
		if (then->base && snapshot_find(cache, then->base, &base) && !base.base &&
		    snapshot_write(out, elements_of(cache), cache->bodies, &base, then->base))
			return;
	(void)snapshot_write(out, elements_of(cache), cache->bodies, NULL, 0);
}

/* What the names are, once citations were found under them. */
static void add_snapshot(struct cache *cache)
{
	static const unsigned char no_sum[SEGMENT_SUM] = {0};
	struct added *added = &cache->added[0];
	struct segment_entry entry = {0};
	struct snapshot snapshot;

	if (snapshot_find(cache, cache->digest, &snapshot))
		return;
	added->bytes.n = 0;
	codec_bytes_add(&added->bytes, no_sum, sizeof no_sum);
	snapshot_make(cache, &added->bytes);
	snapshot_id(entry.id, cache->digest);
	entry.records[SEGMENT_CITATIONS] = record_keep(added, 0, added->bytes.n, entry.id, SEGMENT_CITATIONS);
	vec_push(&added->entries, entry);
}

void cache_write(struct cache *cache, const unsigned char *(*used)(const void *context, size_t n), const void *context)
{
	struct cache_entries entries = {0};
	bool cited = false;

	for (unsigned i = 0; i < cache->threads && !cited; i++)
		for (size_t k = 0; k < cache->added[i].entries.n && !cited; k++)
			cited = cache->added[i].entries.at[k].records[SEGMENT_CITATIONS].n > 0;
	if (cited)
		add_snapshot(cache);
	for (unsigned i = 0; i < cache->threads; i++)
		for (size_t k = 0; k < cache->added[i].entries.n; k++)
			vec_push(&entries, cache->added[i].entries.at[k]);
	if (entries.n)
		cache_folder_add(&cache->folder, &entries, used, context);
	vec_release(&entries);
	for (unsigned i = 0; i < cache->threads; i++)
		added_release(&cache->added[i]);
}
