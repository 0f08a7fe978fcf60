/* A record as bytes: the same walk over a struct writes it and reads it back, so the two cannot disagree.
 *
 * Reading trusts nothing: a number out of its range, a text that is no UTF-8 or runs over the end, and more items than
 * there are bytes make the record broken; what is read from then on is zero. What could not be read back (a text that is no
 * UTF-8) breaks it when it is written. What is read into is never looked at before it is written: to read fresh memory first, and
 * then write it, makes the kernel interrupt the other processors once a page. */
#ifndef STYRDOK_REGISTRY_CODE_H
#define STYRDOK_REGISTRY_CODE_H

#include "registry/base/arena.h"
#include "registry/base/date.h"
#include "registry/base/location.h"
#include "registry/base/vec.h"

struct code_bytes {
	unsigned char *at;
	size_t n, room;
};

void code_bytes_add(struct code_bytes *out, const void *bytes, size_t n);

struct code {
	struct code_bytes *out;        /* where a record is written; NULL: one is read */
	const unsigned char *at, *end; /* what is left to read */
	struct arena *arena;           /* owns arrays that are read; texts point into the record */
	bool broken;
};

void code_number(struct code *code, uint32_t *number);
void code_below(struct code *code, uint32_t *number, uint32_t bound); /* broken unless less than bound */
void code_bool(struct code *code, bool *value);
void code_text(struct code *code, struct str *text); /* followed by a NUL, as the arena's own copies are */
void code_place(struct code *code, struct place *at);
void code_date(struct code *code, struct date *date);

/* How many items an array has. Returns the array: `items` when writing, a zeroed one of `size` bytes each when reading. */
void *code_items(struct code *code, void *items, uint32_t *count, size_t size);

/* A number of its own type: an enum with `bound` words. */
#define CODE_WORD(code, field, bound)                                                                                  \
	do {                                                                                                           \
		uint32_t word_ = (code)->out ? (uint32_t)(field) : 0;                                                  \
		code_below((code), &word_, (uint32_t)(bound));                                                         \
		(field) = (__typeof__(field))word_;                                                                    \
	} while (0)

/* A record that is to be read. */
struct code code_of(const unsigned char *at, size_t n, struct arena *arena);

/* Was the whole record read, and nothing left over? */
bool code_is_done(const struct code *code);

#endif
