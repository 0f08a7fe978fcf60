/* What a Word file says of its styles and its automatic numbers. */
#ifndef STYRDOK_REGISTRY_IMPORT_WORD_STYLES_H
#define STYRDOK_REGISTRY_IMPORT_WORD_STYLES_H

#include "registry/base/arena.h"
#include "registry/base/map.h"
#include "registry/base/vec.h"
#include "registry/port/markup.h"

#define WORD_LEVELS 9u

enum word_role { WORD_PLAIN, WORD_TITLE, WORD_SUBTITLE, WORD_CONTENTS, WORD_LIST };

struct word_style {
	struct str id, based_on;
	enum word_role role;
	uint8_t level; /* of a heading, from 1; 0: none */
	uint32_t list; /* number that its paragraphs bear; 0: none */
	uint8_t list_level;
	bool bold;
};

struct word_level { /* of an abstract list */
	struct str format, text;
	uint32_t start;
	bool known;
};

struct word_list { /* w:abstractNum */
	struct str id;
	struct word_level levels[WORD_LEVELS];
	uint32_t counts[WORD_LEVELS];
};

struct word_number {       /* w:num: a use of a list */
	uint32_t id, list; /* list: its index */
	uint32_t starts[WORD_LEVELS];
	bool restarts[WORD_LEVELS];
};

struct word_styles {
	struct arena *arena;
	VEC(struct word_style) styles;
	VEC(struct word_list) lists;
	VEC(struct word_number) numbers;
};

void word_styles_read(struct word_styles *styles, const struct markup_node *root);
void word_numbers_read(struct word_styles *styles, const struct markup_node *root);
void word_styles_release(struct word_styles *styles);

/* The style with what it inherits. */
struct word_style word_style_of(const struct word_styles *styles, struct str id);

/* Counts on in a list, and tells the number as it is printed ("1 §", "2.1"): "" where the list is unknown or has none; *bullet where it has a
 * mark instead. Owned by the arena. */
struct str word_number_next(struct word_styles *styles, uint32_t number, uint32_t level, bool *bullet);

uint32_t word_integer(struct str text);

#endif
