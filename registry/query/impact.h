/* What depends on a document, or on one of its parts, and what would follow if it were repealed on a day.
 *
 * Nothing is changed to find out: the answer is reasoned from relations, citations and statuses as they are on that day. */
#ifndef STYRDOK_REGISTRY_QUERY_IMPACT_H
#define STYRDOK_REGISTRY_QUERY_IMPACT_H

#include "registry/query/disambiguate.h"
#include "registry/validity/relation_effect.h"

enum impact_case {
	IMPACT_REPEAL,    /* it applies, or will */
	IMPACT_UNSURE,    /* whether it applies cannot be determined: what follows supposes that it does */
	IMPACT_WITHDRAW,  /* a draft: it governs nothing yet, but proposes, and others build on it */
	IMPACT_UNDECIDED, /* decided only after the day: there is nothing to repeal */
	IMPACT_ENDED,     /* it has ended already: nothing follows */
};

struct impact_link {        /* what points at it: a relation, or a citation in running text */
	uint32_t document;  /* that points */
	enum status status; /* of that document, on the day */
	const struct relation *relation;
	const struct citation *citation;
	bool certain;  /* else it may be another document of the same name that is meant */
	uint32_t more; /* further citations in the same document, that are not listed */
};

struct impact_dependant { /* what would lose its ground */
	uint32_t document;
	enum status status;
	const struct relation *relation; /* by which it rests on `on` */
	uint32_t on;
	uint32_t depth; /* 1: it rests on the document itself */
};

struct impact_effect { /* what it does to others */
	const struct relation *relation;
	struct relation_effect_answer answer;
	const struct relation
		*remaining; /* another that ends or changes the same target, and has yet to take effect; or NULL */
};

struct impact {
	const struct registry *registry;
	uint32_t document, part; /* MARKDOWN_NO_PART: the whole document */
	struct date on;
	enum impact_case kind;
	struct status_answer status; /* of the document */
	enum status part_status;     /* of the part, when there is one */
	struct impact_link *relations,
		*citations;                  /* by type of relation, and by document in order; citations all of them */
	struct impact_link *dangling;        /* by document in order, one each */
	struct impact_dependant *dependants; /* by depth, then by document in order */
	const struct relation **orders;      /* mandates for what is not in the register */
	struct impact_effect *falling;       /* effects that would never come */
	struct impact_effect *lasting;       /* what it has ended, and would not come back */
	uint32_t relation_count, citation_count, dangling_count, dependant_count, order_count, falling_count,
		lasting_count;
	/* With a part: relations and citations that address the document as a whole, and relations of the document to others whose part is not
	 * told. None of them is in the lists. */
	uint32_t whole_relations, whole_citations, unplaced;
};

/* The whole answer, owned by the arena. Takes time in proportion to the relations and citations of the register. */
void impact_of(struct impact *out, struct arena *arena, const struct registry *registry, uint32_t document,
               uint32_t part, struct date on);

/* Is the anchor's part the same as `part`, within it, or one that holds it? Of a reference to the whole document ("") no. */
bool part_addresses(const struct document *document, uint32_t part, struct str anchor);

#endif
