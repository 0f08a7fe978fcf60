/* The forms in which running text cites: each recognised at one place of the text, and added to the citations. For citation.c, which goes
 * through the text. Those that are given the cursor's place return the bytes used, 0 when nothing is cited so; *room is false when the
 * limit is reached. */
#ifndef STYRDOK_REGISTRY_CITATION_CITATION_FORMS_H
#define STYRDOK_REGISTRY_CITATION_CITATION_FORMS_H

#include "registry/citation/case_number.h"
#include "registry/citation/citation.h"
#include "registry/citation/word_hash.h"

struct citation_cursor { /* a scan of one block */
	struct str text;
	size_t at;
	uint32_t line;
	size_t line_start, line_known; /* the line's first byte; how far lines have been counted */
	bool marked;                   /* the word just before says that a case number follows */
	uint32_t link;                 /* the first of the block's links that does not end before */
	const char *elsewhere;         /* where the text of a link that leads elsewhere ends */
	const char *called;            /* where the text of any link ends */
	struct dnr_known known;
	size_t block; /* citations that there were before this block */
	act_mentions acts;
	size_t act; /* the first of them that has not been passed */
};

/* A case number, and the decision told behind it. */
size_t cite_case_number(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                        struct citation_cursor *cursor, bool *room);

/* [[id]], [[id#part]], [[id#part|shown text]] */
size_t cite_wiki(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                 struct citation_cursor *cursor, bool *room);

/* The longest title or alias of the register that begins with the word. */
size_t cite_title(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                  struct citation_cursor *cursor, struct word first, bool *room);

/* The first act that has not been passed. A title of the register goes before an act whose number is not told. */
size_t cite_act(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                struct citation_cursor *cursor, bool *room);

/* What another register's documents are called. */
size_t cite_foreign(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                    struct citation_cursor *cursor, struct word first, bool *room);

/* All that the patterns of styrdok.yaml find in the block; false when the limit is reached. */
bool cite_patterns(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                   const struct citation_cursor *cursor);

#endif
