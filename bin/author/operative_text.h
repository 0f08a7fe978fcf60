/* What an amendment says in its operative text: "2 § ska ha följande lydelse:", "dels att 4 § ska upphöra att gälla, dels att det ska införas en ny
 * paragraf, 5 a §, av följande lydelse", "Denna ändring träder i kraft den 1 januari 2025". */
#ifndef STYRDOK_BIN_AUTHOR_OPERATIVE_TEXT_H
#define STYRDOK_BIN_AUTHOR_OPERATIVE_TEXT_H

#include "registry/base/date.h"
#include "registry/base/vec.h"

enum operative_kind { OPERATIVE_REPLACES, OPERATIVE_INSERTS, OPERATIVE_REPEALS };

enum operative_fault {
	OPERATIVE_UNDERSTOOD,
	OPERATIVE_NOTHING, /* it amends nothing */
	OPERATIVE_OTHER, /* a way of amending that is not understood: a renumbering, a word for another, a part of a paragraph */
	OPERATIVE_NO_NUMBER, /* which paragraph is amended is not said */
	OPERATIVE_NO_TEXT,   /* the new wording of `part` is missing */
	OPERATIVE_WHOSE,     /* which paragraph's wording a text is */
	OPERATIVE_TWICE,     /* `part` is amended twice */
};

struct operative_part {
	enum operative_kind kind;
	struct str name;        /* "2 kap. 1 a §" */
	struct str title, text; /* of the new wording; title "" where none is told */
	uint32_t line;
};

struct operative {
	VEC(struct operative_part) parts;
	struct date in_force, decided; /* DATE_NONE where they are not told */
	struct str except;             /* transitional provisions, on one line */
	enum operative_fault fault;
	uint32_t line; /* of the fault */
	struct str part;
};

/* Reads it all, or tells what it does not understand; texts are owned by the arena, the parts by the caller (vec_release). */
void operative_read(struct operative *out, struct arena *arena, struct str text);

#endif
