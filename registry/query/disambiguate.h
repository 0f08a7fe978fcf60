/* Which document a citation in running text means: a case number or a title can be that of several. */
#ifndef STYRDOK_REGISTRY_QUERY_DISAMBIGUATE_H
#define STYRDOK_REGISTRY_QUERY_DISAMBIGUATE_H

#include "registry/graph/registry.h"

enum disambiguation_kind {
	DISAMBIGUATION_CLEAR,
	DISAMBIGUATION_NONE, /* what is named is not in the register */
	DISAMBIGUATION_OPEN, /* one of several, and nothing tells which */
	DISAMBIGUATION_AMBIGUOUS, /* the same of a case number that is cited from outside the case: readers cannot know either */
};

struct disambiguation {
	enum disambiguation_kind kind;
	uint32_t document; /* of DISAMBIGUATION_CLEAR; else NO_DOCUMENT */
};

/* What the citation of this number in the document `citing` means. A case number means the document that governs, or whose versions and
 * attachments the others are; else one that is named beside it. A title means the document that applied on the date of the citing one. */
struct disambiguation citation_disambiguate(const struct registry *registry, uint32_t citing, uint32_t number);

/* Does the citing document speak for itself when it names the other in its text? In a body with 'text: reference' the register speaks, and
 * so it does in a digest that names what did not exist before the document itself. */
bool citation_is_own_voice(const struct registry *registry, uint32_t citing, uint32_t cited);

/* Is there a relation of any type between the two documents, stated on either side? */
bool documents_related(const struct registry *registry, uint32_t a, uint32_t b);

#endif
