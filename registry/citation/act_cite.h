/* An act that has been recognised in running text: the parts beside its name, and what the text calls it from there on. For act_mention.c. */
#ifndef STYRDOK_REGISTRY_CITATION_ACT_CITE_H
#define STYRDOK_REGISTRY_CITATION_ACT_CITE_H

#include "registry/citation/act_mention.h"
#include "registry/citation/act_name.h"

struct act_finding { /* through one block of text; all borrowed */
	struct str text;
	struct arena *arena;
	struct act_memory *memory;
	act_mentions *out;
	size_t done; /* how far the text has been cited */
};

static inline char act_byte_at(struct str text, size_t at)
{
	return at < text.n ? text.at[at] : '\0';
}

static inline struct str act_span_text(const struct act_finding *finding, struct act_span span)
{
	return str_part(finding->text, span.from, span.to - span.from);
}

/* Can the word be what a text calls an act from some place on: "LOU", "skollagen"? */
bool act_is_short_form(struct str word);

/* From here on the name means the act of that number. */
void act_remember(struct act_memory *memory, struct str name, struct str number);

/* "... (LOU)", "..., PBL,", "... (nedan kallad KL)": what the act is called from here on. */
void act_short_form_read(struct act_finding *finding, size_t from, struct str number);

/* Is it a chapter or a section, and no page or article? */
bool act_is_part(struct str part);

/* Passes "och", "eller", "samt" or a comma backwards; the place itself when none stands there. */
size_t act_before_joint(struct str text, size_t end);

/* "den numera upphävda " before a name: where it begins. */
size_t act_before_epithets(struct str text, size_t from);

/* Adds the mention once for each part that is told of it. */
void act_cite(struct act_finding *finding, struct act_mention mention);

#endif
