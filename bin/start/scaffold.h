/* Texts of a new register, from templates (bin/templates/init-*). */
#ifndef STYRDOK_BIN_START_SCAFFOLD_H
#define STYRDOK_BIN_START_SCAFFOLD_H

#include "registry/base/arena.h"

struct scaffold_value {
	const char *name; /* NULL ends the list */
	struct str text;
};

struct scaffold {
	const char *const *kept;             /* the marks whose lines are kept; NULL ends the list */
	const struct scaffold_value *values; /* what "{name}" stands for */
};

/* The template with the lines that are not for this register left out: a line may begin with marks, "{sv}{municipality}- id: kommunen", all
 * of which must be among those kept. A name in braces that is no value stays. Owned by the arena. */
struct str scaffold_text(struct arena *arena, struct str template, const struct scaffold *scaffold);

#endif
