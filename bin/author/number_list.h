/* Lists of paragraphs as amendments name them: "2 kap. 1, 3 och 5 a §§", "§§ 3-4". */
#ifndef STYRDOK_BIN_AUTHOR_NUMBER_LIST_H
#define STYRDOK_BIN_AUTHOR_NUMBER_LIST_H

#include "registry/base/arena.h"

struct number_list { /* "2 kap. 1, 3 och 5 a §§" */
	struct str chapter;
	struct str numbers[32];
	size_t n;
	size_t end; /* behind it */
};

/* A list with its sign that begins at a place; ranges are written out. Owned by the arena. */
bool number_list_read(struct number_list *list, struct arena *arena, struct str text, size_t at);

/* Behind "2 kap." at a place, or SIZE_MAX; and behind a number, "5 a". */
size_t number_list_chapter(struct str text, size_t at);
size_t number_list_number(struct str text, size_t at);

/* Behind white space at a place. */
size_t number_list_space(struct str text, size_t at);

#endif
