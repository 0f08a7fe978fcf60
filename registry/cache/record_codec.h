/* A record as bytes: the same walk over a struct writes it and reads it back, so the two cannot disagree.
 *
 * Reading trusts nothing: a number out of its range, a text that is no UTF-8 or runs over the end, and more items than
 * there are bytes make the record broken; what is read from then on is zero. What could not be read back (a text that is no
 * UTF-8) breaks it when it is written. What is read into is never looked at before it is written: to read fresh memory first, and
 * then write it, makes the kernel interrupt the other processors once a page. */
#ifndef STYRDOK_REGISTRY_CACHE_RECORD_CODEC_H
#define STYRDOK_REGISTRY_CACHE_RECORD_CODEC_H

#include "registry/base/arena.h"
#include "registry/base/date.h"
#include "registry/base/location.h"
#include "registry/base/vec.h"

struct codec_bytes {
	unsigned char *at;
	size_t n, room;
};

void codec_bytes_add(struct codec_bytes *out, const void *bytes, size_t n);

struct codec {
	struct codec_bytes *out;       /* where a record is written; NULL: one is read */
	const unsigned char *at, *end; /* what is left to read */
	struct arena *arena;           /* owns arrays that are read; texts point into the record */
	bool broken;
};

void codec_number(struct codec *codec, uint32_t *number);
void codec_below(struct codec *codec, uint32_t *number, uint32_t bound); /* broken unless less than bound */
void codec_bool(struct codec *codec, bool *value);
void codec_text(struct codec *codec, struct str *text); /* followed by a NUL, as the arena's own copies are */
void codec_location(struct codec *codec, struct location *at);
void codec_date(struct codec *codec, struct date *date);

/* How many items an array has. Returns the array: `items` when writing, a zeroed one of `size` bytes each when reading. */
void *codec_items(struct codec *codec, void *items, uint32_t *count, size_t size);

/* A number of its own type: an enum with `bound` words. */
#define CODEC_WORD(codec, field, bound)                                                                                \
	do {                                                                                                           \
		uint32_t word_ = (codec)->out ? (uint32_t)(field) : 0;                                                 \
		codec_below((codec), &word_, (uint32_t)(bound));                                                       \
		(field) = (__typeof__(field))word_;                                                                    \
	} while (0)

/* A record that is to be read. */
struct codec codec_of(const unsigned char *at, size_t n, struct arena *arena);

/* Was the whole record read, and nothing left over? */
bool codec_is_done(const struct codec *codec);

#endif
