/* What the parts of impact share. */
#ifndef STYRDOK_REGISTRY_QUERY_IMPACT_INTERNAL_H
#define STYRDOK_REGISTRY_QUERY_IMPACT_INTERNAL_H

#include "registry/base/vec.h"
#include "registry/query/impact.h"

typedef VEC(struct impact_link) link_vec;
typedef VEC(struct impact_dependant) dependant_vec;

struct impact_finding {
	const struct registry *registry;
	struct impact *out;
	const struct document *asked;
	link_vec relations, citations, dangling;
	dependant_vec dependants;
	VEC(const struct relation *) orders;
	VEC(struct impact_effect) falling, lasting;
	VEC(char) bears; /* by name: does the document bear it? 0: not known yet */
	uint32_t *met; /* by document: how deep it rests on the document, + 1; 1: the document itself; 0: not at all */
};

/* What points at the document. */
void impact_find_relations(struct impact_finding *finding);
void impact_find_citations_in(struct impact_finding *finding, uint32_t citing);

/* Of that, what would point at a repealed text; dependants must have been found. */
void impact_find_dangling(struct impact_finding *finding);

/* Does a relation of the document to another stand in the part that is asked about? Only a relation whose source is a part of the
 * document itself says so; others are counted. */
bool impact_stands_in_part(struct impact_finding *finding, const struct relation *relation);

#endif
