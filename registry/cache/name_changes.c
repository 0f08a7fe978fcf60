#include "registry/cache/name_changes.h"

#include "registry/citation/citation.h"
#include "registry/citation/word_hash.h"

#include <stdlib.h>

/* --- the names now -------------------------------------------------------------------------------------------------- */

static int compare_elements(const void *a, const void *b)
{
	uint64_t x = ((const struct names_element *)a)->digest, y = ((const struct names_element *)b)->digest;

	return x < y ? -1 : x > y;
}

void names_elements(struct names_elements *out, const struct names_index *names)
{
	size_t kept = 0;

	*out = (struct names_elements){0};
	for (uint32_t i = 0; i < names_count(names); i++)
		if (names_at(names, i)->digest)
			vec_push(out, (struct names_element){names_at(names, i)->digest, i});
	if (out->n)
		qsort(out->at, out->n, sizeof *out->at, compare_elements);
	for (size_t i = 0; i < out->n; i++)
		if (!kept || out->at[kept - 1].digest != out->at[i].digest)
			out->at[kept++] = out->at[i];
	out->n = kept;
}

/* --- snapshots ------------------------------------------------------------------------------------------------------ */

struct snapshot_head {
	uint64_t bodies, base, added, removed;
};

bool snapshot_read(struct snapshot *out, const unsigned char *at, size_t n)
{
	struct snapshot_head head;
	size_t room = (n - sizeof head) / sizeof(uint64_t);

	if (n < sizeof head || n % sizeof(uint64_t))
		return false;
	memcpy(&head, at, sizeof head);
	if (head.added > room || head.removed != room - head.added)
		return false;
	*out = (struct snapshot){.bodies = head.bodies,
	                         .base = head.base,
	                         .added = at + sizeof head,
	                         .added_count = (size_t)head.added,
	                         .removed_count = (size_t)head.removed};
	out->removed = out->added + out->added_count * sizeof(uint64_t);
	return true;
}

static uint64_t digest_at(const unsigned char *digests, size_t n)
{
	uint64_t digest;

	memcpy(&digest, digests + n * sizeof digest, sizeof digest);
	return digest;
}

struct digests {
	uint64_t *at;
	size_t n, room;
};

/* What the sorted names have and a snapshot that stands for itself has not, and the reverse; at most `limit` of either. */
static bool compare_names(struct digests *added, struct digests *removed, const struct names_elements *names,
                          const struct snapshot *base, size_t limit)
{
	size_t i = 0, k = 0;

	while ((i < names->n || k < base->added_count) && added->n <= limit && removed->n <= limit) {
		uint64_t then = k < base->added_count ? digest_at(base->added, k) : 0;
		if (k == base->added_count || (i < names->n && names->at[i].digest < then)) {
			vec_push(added, names->at[i++].digest);
		} else if (i == names->n || then < names->at[i].digest) {
			vec_push(removed, then);
			k++;
		} else {
			i++;
			k++;
		}
	}
	return added->n <= limit && removed->n <= limit;
}

static void snapshot_add(struct codec_bytes *out, struct snapshot_head head, const struct digests *added,
                         const struct digests *removed)
{
	head.added = added->n;
	head.removed = removed->n;
	codec_bytes_add(out, &head, sizeof head);
	codec_bytes_add(out, added->at, added->n * sizeof *added->at);
	codec_bytes_add(out, removed->at, removed->n * sizeof *removed->at);
}

bool snapshot_write(struct codec_bytes *out, const struct names_elements *names, uint64_t bodies,
                    const struct snapshot *base, uint64_t base_digest)
{
	struct snapshot_head head = {.bodies = bodies, .base = base ? base_digest : 0};
	struct digests added = {0}, removed = {0};
	bool fits = true;

	if (base)
		fits = compare_names(&added, &removed, names, base, NAMES_DELTA_MAX);
	for (size_t i = 0; !base && i < names->n; i++)
		vec_push(&added, names->at[i].digest);
	if (fits)
		snapshot_add(out, head, &added, &removed);
	vec_release(&added);
	vec_release(&removed);
	return fits;
}

/* --- what has come -------------------------------------------------------------------------------------------------- */

static const struct names_element *element_of(const struct names_elements *names, uint64_t digest)
{
	struct names_element wanted = {.digest = digest};

	return names->n ? bsearch(&wanted, names->at, names->n, sizeof wanted, compare_elements) : NULL;
}

static bool is_among(const unsigned char *digests, size_t count, uint64_t digest)
{
	for (size_t i = 0; i < count; i++)
		if (digest_at(digests, i) == digest)
			return true;
	return false;
}

/* A name without a word that can be looked for may stand anywhere. */
static void add_name(struct name_changes *since, struct str name)
{
	struct words words = words_of(name);
	struct word word;
	struct word_run run = {(uint32_t)since->keys.n, 0};
	struct word_key key;

	while (words_pass(&words, &word))
		if (word_key_of(&key, str_part(name, word.from, word.to - word.from)))
			vec_push(&since->keys, key);
	run.to = (uint32_t)since->keys.n;
	vec_push(&since->names, run);
}

static bool find_new(struct digests *found, const struct names_elements *now, const struct snapshot *then,
                     const struct snapshot *base)
{
	struct digests removed = {0};
	size_t kept = 0, limit = base ? NAME_CHANGES_MAX + NAMES_DELTA_MAX : NAME_CHANGES_MAX;
	bool few = compare_names(found, &removed, now, base ? base : then, SIZE_MAX - 1) && found->n <= limit;

	vec_release(&removed);
	for (size_t i = 0; few && base && i < found->n; i++)
		if (!is_among(then->added, then->added_count, found->at[i]))
			found->at[kept++] = found->at[i];
	if (!few || !base)
		return few;
	found->n = kept;
	for (size_t i = 0; i < then->removed_count; i++) /* and come again */
		if (element_of(now, digest_at(then->removed, i)))
			vec_push(found, digest_at(then->removed, i));
	return found->n <= NAME_CHANGES_MAX;
}

void name_changes_make(struct name_changes *out, const struct names_index *names, const struct names_elements *now,
                       const struct snapshot *then, const struct snapshot *base)
{
	struct digests found = {0};

	*out = (struct name_changes){.usable = find_new(&found, now, then, base)};
	for (size_t i = 0; out->usable && i < found.n; i++)
		add_name(out, names_at(names, element_of(now, found.at[i])->name)->text);
	vec_release(&found);
}

void name_changes_release(struct name_changes *since)
{
	vec_release(&since->names);
	vec_release(&since->keys);
}

bool name_changes_touch(const struct name_changes *since, const unsigned char *filter, size_t bytes)
{
	for (size_t i = 0; i < since->names.n; i++) {
		uint32_t at = since->names.at[i].from;
		while (at < since->names.at[i].to && bloom_may_hold(filter, bytes, since->keys.at[at]))
			at++;
		if (at == since->names.at[i].to)
			return true;
	}
	return false;
}

bool names_still_mean(const struct names_index *names, const struct document *document, uint32_t self)
{
	for (uint32_t i = 0; i < document->citation_count; i++) {
		struct citation citation = document->citations[i];
		if (citation.kind != CITATION_TITLE)
			continue;
		citation_resolve(&citation, names);
		if (citation.name == NO_NAME || name_is_of(names, citation.name, self))
			return false;
	}
	return true;
}

/* --- what a record of citations begins with -------------------------------------------------------------------------- */

struct head_bytes {
	uint64_t names, filter_bytes;
};

void citations_head_write(struct codec_bytes *out, uint64_t names, const struct bloom *words)
{
	unsigned char filter[BLOOM_BYTES];
	struct head_bytes head = {names, bloom_pack(words, filter)};

	codec_bytes_add(out, &head, sizeof head);
	codec_bytes_add(out, filter, (size_t)head.filter_bytes);
}

bool citations_head_read(struct citations_head *head, const unsigned char **at, size_t *n)
{
	struct head_bytes bytes;

	if (*n < sizeof bytes)
		return false;
	memcpy(&bytes, *at, sizeof bytes);
	if (bytes.filter_bytes < 8 || bytes.filter_bytes > *n - sizeof bytes ||
	    (bytes.filter_bytes & (bytes.filter_bytes - 1)))
		return false;
	*head = (struct citations_head){bytes.names, *at + sizeof bytes, (size_t)bytes.filter_bytes};
	*at += sizeof bytes + head->filter_bytes;
	*n -= sizeof bytes + head->filter_bytes;
	return true;
}
