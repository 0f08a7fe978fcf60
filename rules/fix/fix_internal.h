/* What the files that find fixes share. Not for anyone else. */
#ifndef STYRDOK_RULES_FIX_FIX_INTERNAL_H
#define STYRDOK_RULES_FIX_FIX_INTERNAL_H

#include "registry/base/vec.h"
#include "registry/document/front_matter.h"
#include "rules/fix/fix.h"

struct fix_file {          /* a document's file, read for its bytes */
	uint32_t document; /* or NO_DOCUMENT: nothing has been read */
	bool read;         /* the file could be read */
	struct str text;
	struct front_matter front;
	const struct yaml_node *root; /* the front matter, or NULL */
	VEC(size_t) lines;            /* where each line begins */
	struct arena arena;
};

struct fixing {
	const struct registry *registry;
	struct reader *reader;
	struct arena *arena;        /* owns the fixes */
	struct fix_file own, other; /* the file that the findings are in; another that a remedy belongs to */
	struct {
		struct edit *at;
		size_t n, room;
	} edits;           /* of the fix that is being put together */
	struct map shared; /* the fixes that several findings have in common, by name */
	VEC(const struct fix *) fixes;
};

/* The document's file, or NULL. One other file than that of the findings is kept at a time. */
const struct fix_file *fix_file(struct fixing *fixing, struct fix_file *slot, uint32_t document);

/* The offset of a place, or SIZE_MAX when the file has none such. */
size_t fix_offset(const struct fix_file *file, struct location at);

/* The text from an offset on. */
struct str fix_rest(const struct fix_file *file, size_t from);

/* Adds an edit, if the old text stands there. */
bool fix_edit(struct fixing *fixing, const struct fix_file *file, struct location at, struct str old, struct str text);

/* The same of a YAML value, or of what a value begins with, in quotes or not. Only words that mean themselves in YAML are written. */
bool fix_value(struct fixing *fixing, const struct fix_file *file, struct location at, struct str old, struct str text);

/* Makes a fix of the edits that were added. NULL when the front matter of a file that could be read could not be read afterwards. */
const struct fix *fix_make(struct fixing *fixing, enum fix_kind kind, struct str a, struct str b, struct str c);

/* May the document's text, as opposed to its front matter, be changed? Not what was decided and is held in full. */
bool fix_may_change_text(const struct document *document);

/* Does the relation say no more than which document, and perhaps which part of it? */
bool fix_is_bare(const struct relation *relation);

/* Each returns the fix of a finding of its kind, or NULL. */
const struct fix *fix_key(struct fixing *fixing, const struct finding *finding);
const struct fix *fix_line(struct fixing *fixing, const struct finding *finding);
const struct fix *fix_date(struct fixing *fixing, const struct finding *finding);
const struct fix *fix_word(struct fixing *fixing, const struct finding *finding);
const struct fix *fix_reference(struct fixing *fixing, const struct finding *finding);
const struct fix *fix_part(struct fixing *fixing, const struct finding *finding);
const struct fix *fix_link(struct fixing *fixing, const struct finding *finding);
const struct fix *fix_superseded(struct fixing *fixing, const struct finding *finding);
const struct fix *fix_reciprocal(struct fixing *fixing, const struct finding *finding);

/* What the places of findings stand for. NULL when it is nothing of that kind. */
const struct citation *fix_citation(const struct document *document, struct location at);

/* The wiki citation's or link's first byte of text, behind white space; line 0 when it does not stand there as it was read. */
struct location fix_citation_location(const struct fix_file *file, const struct citation *citation);

#endif
