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
	struct code_bytes bytes;      /* of the document that is being added */
	struct facts_entries entries; /* records allocated one by one find room where bodies were */
};

struct then {                  /* names under which texts were once looked through */
	uint64_t digest, base; /* base: of the names that their snapshot differs from, or 0 */
	struct names_since since;
	struct then *next;
};

struct facts {
	struct facts_folder folder;
	struct added *added;
	unsigned threads;
	const struct names_index *names; /* or NULL */
	uint64_t bodies, digest;         /* digest: of both */
	struct names_elements elements;  /* of the names, once they are needed */
	_Atomic(struct then *) then;     /* those that were met; only added to, under the lock */
	unsigned then_count;
	pthread_mutex_t lock;
};

bool facts_key(char key[SEGMENT_KEY + 1], struct str config)
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

struct facts *facts_open(const char *common, const char key[SEGMENT_KEY + 1], bool citations, unsigned threads)
{
	struct facts *facts = memory_new(1, sizeof *facts);

	facts->threads = threads;
	pthread_mutex_init(&facts->lock, NULL);
	facts->added = memory_new(threads, sizeof *facts->added);
	facts_folder_open(&facts->folder, common, key);
	for (size_t i = 0; citations && i < facts->folder.segments.n; i++)
		segment_read_citations(facts->folder.segments.at[i].segment);
	return facts;
}

static void added_release(struct added *added)
{
	for (size_t i = 0; i < added->entries.n; i++)
		for (int part = 0; part < SEGMENT_PARTS; part++)
			free((unsigned char *)added->entries.at[i].records[part].at);
	vec_release(&added->entries);
}

void facts_free(struct facts *facts)
{
	if (!facts)
		return;
	for (unsigned i = 0; i < facts->threads; i++) {
		vec_release(&facts->added[i].bytes);
		added_release(&facts->added[i]);
	}
	free(facts->added);
	for (struct then *then = atomic_load(&facts->then), *next = NULL; then; then = next) {
		next = then->next;
		names_since_release(&then->since);
		free(then);
	}
	vec_release(&facts->elements);
	pthread_mutex_destroy(&facts->lock);
	facts_folder_close(&facts->folder);
	free(facts);
}

bool facts_any(const struct facts *facts)
{
	return facts->folder.segments.n > 0;
}

/* --- reading: the newest segment first; a record that is damaged or does not fit may stand in an older one ---------- */

bool facts_read(const struct facts *facts, const unsigned char id[20], struct arena *arena, struct document *document)
{
	const struct document before = *document;
	struct segment_entry entry;

	for (size_t i = 0; i < facts->folder.segments.n; i++) {
		struct segment_record content;
		struct code code;
		if (!segment_find(facts->folder.segments.at[i].segment, id, &entry))
			continue;
		content = segment_content(&entry, SEGMENT_DOCUMENT);
		if (!content.n)
			continue;
		code = code_of(content.at, content.n, arena);
		document_code(&code, document);
		if (code_is_done(&code))
			return true;
		*document = before;
	}
	return false;
}

/* --- under which names ---------------------------------------------------------------------------------------------- */

static void snapshot_id(unsigned char id[20], uint64_t digest)
{
	memcpy(id, facts_snapshot, sizeof facts_snapshot);
	memcpy(id + sizeof facts_snapshot, &digest, sizeof digest);
}

void facts_set_names(struct facts *facts, const struct names_index *names, uint64_t bodies)
{
	facts->names = names;
	facts->bodies = bodies;
	facts->digest = names_digest(names) + bodies;
}

static bool snapshot_find(const struct facts *facts, uint64_t digest, struct snapshot *snapshot)
{
	unsigned char id[20];
	struct segment_entry entry;

	snapshot_id(id, digest);
	for (size_t i = 0; i < facts->folder.segments.n; i++) {
		struct segment_record content;
		if (!segment_find(facts->folder.segments.at[i].segment, id, &entry))
			continue;
		content = segment_content(&entry, SEGMENT_CITATIONS);
		if (content.n && snapshot_read(snapshot, content.at, content.n))
			return true;
	}
	return false;
}

static const struct names_elements *elements_of(struct facts *facts)
{
	if (!facts->elements.n)
		names_elements(&facts->elements, facts->names);
	return &facts->elements;
}

static struct then *then_make(struct facts *facts, uint64_t digest)
{
	struct then *then = memory_new(1, sizeof *then);
	struct snapshot snapshot, base;
	bool based = false;

	then->digest = digest;
	if (!snapshot_find(facts, digest, &snapshot) || snapshot.bodies != facts->bodies)
		return then;
	based = snapshot.base;
	if (based && (!snapshot_find(facts, snapshot.base, &base) || base.base))
		return then;
	then->base = based ? snapshot.base : digest;
	names_since_make(&then->since, facts->names, elements_of(facts), &snapshot, based ? &base : NULL);
	return then;
}

static struct then *then_met(struct facts *facts, uint64_t digest)
{
	struct then *then = atomic_load_explicit(&facts->then, memory_order_acquire);

	while (then && then->digest != digest)
		then = then->next;
	return then;
}

/* What has come since the names of that digest. */
static const struct names_since *since_of(struct facts *facts, uint64_t digest)
{
	static const struct names_since unusable = {0};
	struct then *then = then_met(facts, digest);

	if (then)
		return &then->since;
	pthread_mutex_lock(&facts->lock);
	then = then_met(facts, digest);
	if (!then && facts->then_count < THEN_MAX) {
		then = then_make(facts, digest);
		facts->then_count++;
		then->next = atomic_load_explicit(&facts->then, memory_order_relaxed);
		atomic_store_explicit(&facts->then, then, memory_order_release);
	}
	pthread_mutex_unlock(&facts->lock);
	return then ? &then->since : &unusable;
}

/* --- citations ------------------------------------------------------------------------------------------------------ */

static bool holds_now(struct facts *facts, const struct citations_head *head)
{
	const struct names_since *since = NULL;

	if (head->names == facts->digest)
		return true;
	since = since_of(facts, head->names);
	return since->usable && !names_since_touch(since, head->filter, head->filter_bytes);
}

static bool citations_read(struct facts *facts, struct segment_record content, uint32_t self, struct arena *arena,
                           struct document *document)
{
	struct citations_head head;
	struct code code = {0};

	if (!citations_head_read(&head, &content.at, &content.n) || !holds_now(facts, &head))
		return false;
	code = code_of(content.at, content.n, arena);
	document_code_citations(&code, document);
	return code_is_done(&code) && (head.names == facts->digest || names_still_mean(facts->names, document, self));
}

bool facts_read_citations(struct facts *facts, const unsigned char id[20], uint32_t self, struct arena *arena,
                          struct document *document)
{
	const struct document before = *document;
	struct segment_entry entry;

	for (size_t i = 0; i < facts->folder.segments.n; i++) {
		if (!segment_find(facts->folder.segments.at[i].segment, id, &entry))
			continue;
		if (citations_read(facts, segment_content(&entry, SEGMENT_CITATIONS), self, arena, document))
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

void facts_add(struct facts *facts, unsigned thread, const unsigned char id[20], struct document *document, bool known,
               const struct word_set *words)
{
	static const unsigned char no_sum[SEGMENT_SUM] = {0};
	struct added *added = &facts->added[thread];
	struct code code = {.out = &added->bytes};
	struct segment_entry entry = {0};
	size_t first = 0;

	if (known && !words)
		return;
	added->bytes.n = 0;
	if (!known) {
		code_bytes_add(&added->bytes, no_sum, sizeof no_sum);
		document_code(&code, document);
	}
	first = added->bytes.n;
	if (words) {
		code_bytes_add(&added->bytes, no_sum, sizeof no_sum);
		citations_head_write(&added->bytes, facts->digest, words);
		document_code_citations(&code, document);
	}
	if (code.broken)
		return;
	memcpy(entry.id, id, sizeof entry.id);
	entry.records[SEGMENT_DOCUMENT] = record_keep(added, 0, first, id, SEGMENT_DOCUMENT);
	entry.records[SEGMENT_CITATIONS] = record_keep(added, first, added->bytes.n - first, id, SEGMENT_CITATIONS);
	vec_push(&added->entries, entry);
}

/* As it differs from a snapshot that was met, if it does so in little; else all of it. */
static void snapshot_make(struct facts *facts, struct code_bytes *out)
{
	struct snapshot base;

	for (struct then *then = atomic_load(&facts->then); then; then = then->next)
		if (then->base && snapshot_find(facts, then->base, &base) && !base.base &&
		    snapshot_write(out, elements_of(facts), facts->bodies, &base, then->base))
			return;
	(void)snapshot_write(out, elements_of(facts), facts->bodies, NULL, 0);
}

/* What the names are, once citations were found under them. */
static void add_snapshot(struct facts *facts)
{
	static const unsigned char no_sum[SEGMENT_SUM] = {0};
	struct added *added = &facts->added[0];
	struct segment_entry entry = {0};
	struct snapshot snapshot;

	if (snapshot_find(facts, facts->digest, &snapshot))
		return;
	added->bytes.n = 0;
	code_bytes_add(&added->bytes, no_sum, sizeof no_sum);
	snapshot_make(facts, &added->bytes);
	snapshot_id(entry.id, facts->digest);
	entry.records[SEGMENT_CITATIONS] = record_keep(added, 0, added->bytes.n, entry.id, SEGMENT_CITATIONS);
	vec_push(&added->entries, entry);
}

void facts_write(struct facts *facts, const unsigned char *(*used)(const void *context, size_t n), const void *context)
{
	struct facts_entries entries = {0};
	bool cited = false;

	for (unsigned i = 0; i < facts->threads && !cited; i++)
		for (size_t k = 0; k < facts->added[i].entries.n && !cited; k++)
			cited = facts->added[i].entries.at[k].records[SEGMENT_CITATIONS].n > 0;
	if (cited)
		add_snapshot(facts);
	for (unsigned i = 0; i < facts->threads; i++)
		for (size_t k = 0; k < facts->added[i].entries.n; k++)
			vec_push(&entries, facts->added[i].entries.at[k]);
	if (entries.n)
		facts_folder_add(&facts->folder, &entries, used, context);
	vec_release(&entries);
	for (unsigned i = 0; i < facts->threads; i++)
		added_release(&facts->added[i]);
}
