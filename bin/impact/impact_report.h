/* What `impact` found, for its writers. */
#ifndef STYRDOK_BIN_IMPACT_IMPACT_REPORT_H
#define STYRDOK_BIN_IMPACT_IMPACT_REPORT_H

#include "bin/wording/reasons.h"
#include "bin/wording/unread.h"
#include "registry/query/impact.h"
#include "registry/query/ungoverned.h"
#include "rules/checks/waiver.h"

struct impact_rule { /* whose clause is in the document, or in the part */
	const struct rule *rule;
	enum tri live; /* on the day, as the register is */
};

struct impact_report {
	struct registry *registry;
	struct arena *arena;
	struct telling telling;
	struct impact impact;
	bool if_decided;        /* it is a draft: what would follow if it were decided, not if it were withdrawn */
	struct uncovered cover; /* of IMPACT_REPEAL and IMPACT_UNSURE, for a whole document that governs */
	struct rulebook *rulebook;
	struct impact_rule *rules;
	size_t rule_count;
	uint32_t whole_rules;   /* with a part: rules whose clause is the whole document, which are not in the list */
	struct waivers waivers; /* of these rules */
};

/* Finds the rules and their waivers; the impact must be there. 0, or -1 when they cannot be read. */
int impact_rules_find(struct impact_report *report, struct error *error);
void impact_rules_release(struct impact_report *report);

/* What it rests on. */
struct footing impact_footing(const struct impact_report *report);

/* Would bodies be left without a document: is that a question here? */
bool impact_asks_cover(const struct impact_report *report);

void impact_as_text(FILE *out, const struct impact_report *report);
void impact_as_markdown(FILE *out, const struct impact_report *report);
void impact_as_json(FILE *out, const struct impact_report *report);

#endif
