/* How Swedish statutes number their parts: "2 kap. 1 a §", "§ 14", "avsnitt 6.4". */
#ifndef STYRDOK_REGISTRY_DOCUMENT_PART_NUMBER_H
#define STYRDOK_REGISTRY_DOCUMENT_PART_NUMBER_H

#include "registry/base/arena.h"

struct document;

#define PART_NUMBER_MAX 24u

/* Each is "" where it is not told. */
struct part_number {
	char chapter[PART_NUMBER_MAX];   /* "2", "2-a" */
	char paragraph[PART_NUMBER_MAX]; /* "14", "1-a"; of several the first */
	char section[PART_NUMBER_MAX];   /* "6.4" */
	bool worded;                     /* the chapter is written "kapitel 3", which no anchor follows from */
	bool several;                    /* "4-6 §§" */
	bool bad; /* "§ 0", "999999 §", "1 aa §": read as far as it goes, and no number of any part */
};

/* The number that the text begins with; returns the bytes read, or 0. `heading`: "3. Telefoni" and "3 Telefoni" are numbered too. */
size_t part_number_read(struct str text, bool heading, struct part_number *out);

/* The same of a text that is nothing but a number, as people name a part. */
bool part_number_is(struct str text, struct part_number *out);

#define PART_ANCHOR_MAX (2 * PART_NUMBER_MAX + 12)

/* The anchor of a part so numbered: "kap-2-par-1-a", "par-14", "kap-2"; "" for others. */
struct str part_number_put(char to[PART_ANCHOR_MAX], const struct part_number *number);

/* A part as a lawyer names it: "2 kap. 1 a §" for kap-2-par-1-a; of other anchors "". */
struct str part_in_words(struct arena *arena, struct str anchor);

/* Gives the document's parts that are numbered so the anchors of their numbers, and reports what cannot be a number. */
void parts_number(struct document *document, struct arena *arena);

#endif
