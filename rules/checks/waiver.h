/* Waivers: findings, and rules, that somebody who may do so has excused, with a reason and until a day. */
#ifndef STYRDOK_RULES_CHECKS_WAIVER_H
#define STYRDOK_RULES_CHECKS_WAIVER_H

#include "registry/document/yaml_fields.h"
#include "rules/checks/check_report.h"
#include "rules/packs/rule.h"

struct key_table;

struct waiver {
	struct str path;
	struct named code;      /* a finding's, */
	struct names documents; /* in these documents; */
	struct named rule;      /* or a rule's id, */
	struct names proposals; /* in these proposals, by case number or by the file's name without its ending */
	bool *used;             /* by document or proposal named */
	struct date until, granted;
	struct str reason, granted_by, dnr;
	struct location at, until_at, granted_by_at;
	enum diagnostic diagnostic;
	bool sound; /* complete and, once judged, in effect on the day */
};

struct waivers {
	struct waiver *at;
	size_t n, room;
};

extern const struct key_table waiver_keys;

/* Reads one waiver; what is wrong becomes problems. In a proposal, it is about that proposal. */
void waiver_read(struct fields *fields, struct waivers *waivers, struct str path, const struct yaml_node *item,
                 bool in_proposal);

/* Reads <documents>/waivers/, each file a YAML list, and reports what is wrong there. 0, or -1. */
int waivers_read(struct waivers *waivers, struct check *check, struct reader *reader, struct error *error);

/* Judges a waiver of a rule on the check's day: whether the rule exists, whether the body that granted it is the one that decided the
 * clause's document or a higher one, whether it has expired. What is wrong is reported, and makes it unsound. */
void rule_waiver_judge(struct check *check, const struct rulebook *rulebook, struct waiver *waiver);

/* Takes away the findings that are waived on the check's day, and reports waivers that are expired, unused, unauthorised or wrong.
 * Whether a waiver of a rule is used is for a scan to tell. Returns the number taken away, or -1. */
long waivers_apply(struct check *check, const struct rulebook *rulebook, struct reader *reader, struct error *error);

#endif
