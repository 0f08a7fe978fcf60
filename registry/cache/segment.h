/* A segment: one file of facts, never changed once it is there.
 *
 * A head, a table sorted by blob id, then for each blob a record of its document, then for each a record of its citations.
 * Each record begins with a sum over it and the id it is for, so that damage is seen; the head has one over itself and the
 * table. Numbers are as this machine has them: another machine's, or another version's, have another head. */
#ifndef STYRDOK_REGISTRY_CACHE_SEGMENT_H
#define STYRDOK_REGISTRY_CACHE_SEGMENT_H

#include "registry/cache/record_codec.h"

#define SEGMENT_KEY 32u                       /* characters */
#define SEGMENT_BYTES_MAX ((uint64_t)1 << 30) /* what is larger is neither written nor read */

enum segment_part { SEGMENT_DOCUMENT, SEGMENT_CITATIONS, SEGMENT_PARTS };

struct segment_record {
	const unsigned char *at;
	size_t n; /* 0: there is none */
};

struct segment_entry {
	unsigned char id[20];
	struct segment_record records[SEGMENT_PARTS]; /* as they lie in the file, sums included */
};

struct segment;

/* Opens a file, and reads it but for the citations. NULL when it cannot be read, is damaged, or has another key. The file may be
 * removed, or even cut off, while the segment is in use. */
struct segment *segment_open(const char *path, const char key[SEGMENT_KEY]);

/* The same of bytes in memory, which are borrowed. */
struct segment *segment_of(const unsigned char *bytes, size_t n, const char key[SEGMENT_KEY]);
void segment_close(struct segment *segment);
size_t segment_bytes(const struct segment *segment);

/* Reads the citations too. Without it none are found. */
void segment_read_citations(struct segment *segment);

/* The entry of a blob, its records as they lie in the file; false when there is none. Sums are not looked at. */
bool segment_find(const struct segment *segment, const unsigned char id[20], struct segment_entry *entry);

/* The record's content, or an empty one when the sum does not fit. */
struct segment_record segment_content(const struct segment_entry *entry, enum segment_part part);

/* How many blobs there are, and the id of the n-th. */
uint32_t segment_count(const struct segment *segment);
const unsigned char *segment_id(const struct segment *segment, uint32_t n);

/* Puts the sum into the first SEGMENT_SUM bytes of a record. */
#define SEGMENT_SUM 8u
void segment_seal(unsigned char *record, size_t n, const unsigned char id[20], enum segment_part part);

/* Writes a file of these entries, which get sorted; of those with one id, one is written. False when it cannot be written, and then
 * there is no file. */
bool segment_write(const char *path, const char key[SEGMENT_KEY], struct segment_entry *entries, size_t count);

#endif
