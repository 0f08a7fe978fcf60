/* Which titles and aliases have come since a text was looked through for them. A text that holds none of their words, and whose own citations still
 * mean something, cites what it did.
 *
 * What the names were is kept as a snapshot: their digests, or how they differ from another snapshot's. */
#ifndef STYRDOK_REGISTRY_CACHE_NAME_CHANGES_H
#define STYRDOK_REGISTRY_CACHE_NAME_CHANGES_H

#include "registry/base/vec.h"
#include "registry/cache/record_codec.h"
#include "registry/citation/bloom.h"
#include "registry/citation/name_index.h"

/* More names than these make a text as good as unknown. */
#define NAME_CHANGES_MAX 100u

/* More differences than these, and a snapshot stands for itself. */
#define NAMES_DELTA_MAX 4000u

struct names_element {
	uint64_t digest; /* see struct name */
	uint32_t name;
};

struct names_elements { /* sorted by digest, none twice */
	struct names_element *at;
	size_t n, room;
};

struct snapshot {        /* borrowed from its record, which need not be aligned */
	uint64_t bodies; /* the digest of what else citations depend on */
	uint64_t base;   /* the digest of the names that it differs from; 0: from none at all */
	const unsigned char *added, *removed;
	size_t added_count, removed_count;
};

struct name_changes {
	bool usable; /* false: it is not known which they are, or they are too many */
	struct {
		struct word_run {
			uint32_t from, to; /* one name's words */
		} * at;
		size_t n, room;
	} names;
	struct {
		struct word_key *at;
		size_t n, room;
	} keys;
};

/* The titles and aliases of an index. Released with vec_release. */
void names_elements(struct names_elements *out, const struct names_index *names);

/* False when the record is none. */
bool snapshot_read(struct snapshot *out, const unsigned char *at, size_t n);

/* Adds the record of a snapshot: as it differs from a base, which stands for itself, or (base NULL) all of it. False, with nothing added,
 * when it differs in more than NAMES_DELTA_MAX. */
bool snapshot_write(struct codec_bytes *out, const struct names_elements *names, uint64_t bodies,
                    const struct snapshot *base, uint64_t base_digest);

/* What has come since the snapshot; `base` is the one that it differs from, NULL when it stands for itself. Released with
 * name_changes_release. */
void name_changes_make(struct name_changes *out, const struct names_index *names, const struct names_elements *now,
                       const struct snapshot *then, const struct snapshot *base);
void name_changes_release(struct name_changes *since);

/* May a text with this filter (registry/bloom.h) hold one of them? */
bool name_changes_touch(const struct name_changes *since, const unsigned char *filter, size_t bytes);

/* What a record of citations begins with: the digest of the names under which they were found, and which words the text holds. */
struct citations_head {
	uint64_t names;
	const unsigned char *filter;
	size_t filter_bytes;
};

void citations_head_write(struct codec_bytes *out, uint64_t names, const struct bloom *words);

/* Reads it, and moves *at and *n behind it. False when there is none. */
bool citations_head_read(struct citations_head *head, const unsigned char **at, size_t *n);

/* Do all titles that the document of that index cites still mean something, and not itself? */
bool names_still_mean(const struct names_index *names, const struct document *document, uint32_t self);

#endif
