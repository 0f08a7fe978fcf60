/* What the blocks of a paper are to each other: its title, the head with its facts, headings, furniture. */
#ifndef STYRDOK_REGISTRY_IMPORT_SHAPE_H
#define STYRDOK_REGISTRY_IMPORT_SHAPE_H

#include "registry/import/paper.h"

struct shape {
	size_t title; /* the block that bears it, or SIZE_MAX */
	struct str title_text;
	size_t head_end; /* the first block of the text proper */
};

/* Finds the title and the head; headings that are only short lines, bold or large, become headings. */
struct shape shape_find(struct paper *paper);

/* "1 §", "§ 14", "3 a §" at the beginning of the text: the bytes of it, and its number; 0 when there is none. */
size_t shape_section(struct str text, unsigned *number);

/* "4.1 ", "1. " before a heading's words: the bytes of it, and how many numbers; 0 when there is none. */
size_t shape_heading_number(struct str text, unsigned *depth);

/* "2 kap. Avgifter". */
bool shape_is_chapter(struct str text);

/* The name of a municipality, region or town and nothing else. */
bool shape_is_place(struct arena *arena, struct str text);

/* What stands at the head or foot of a page, and says nothing but the place, the collection or the page. */
bool shape_is_furniture(struct arena *arena, struct str text);

/* The heading of a box of facts. */
bool shape_is_facts(struct arena *arena, struct str text);

/* The kind of governing document that a title says ("Informationssäkerhetspolicy": "policy"), "" when none. */
struct str shape_type(struct arena *arena, struct str title);

/* The words for kinds that stand in a text, at most `room`; how many. */
size_t shape_types_in(struct arena *arena, struct str text, struct str *types, size_t room);

#endif
