/* The rules whose clause a document holds, and the waivers that name them. */
#include "bin/impact/impact_report.h"
#include "registry/base/vec.h"

static enum tri is_live(const struct impact_report *report, const struct rule *rule)
{
	const struct impact *impact = &report->impact;
	enum status status = status_on(report->registry, impact->document, rule->clause.part, impact->on);
	enum tri live = document_governs_with(report->registry, impact->document, status, impact->on);

	if (!rule->sound || !rule->clause.known)
		return TRI_NO;
	if (rule->from.known)
		live = tri_and(live, date_not_after(rule->from, impact->on));
	if (rule->to.known)
		live = tri_and(live, date_not_after(impact->on, rule->to));
	return live;
}

static void find_rules(struct impact_report *report)
{
	const struct impact *impact = &report->impact;
	const struct document *document = &report->registry->documents[impact->document];

	report->rules = ARENA_ARRAY(report->arena, struct impact_rule, report->rulebook->rule_count);
	for (size_t i = 0; i < report->rulebook->rule_count; i++) {
		const struct rule *rule = report->rulebook->rules[i];
		struct str part = rule->clause.target.part;
		if (!rule->has_clause || rule->clause.target.document != impact->document)
			continue;
		if (impact->part != MARKDOWN_NO_PART && !part.n)
			report->whole_rules++;
		if (impact->part == MARKDOWN_NO_PART || part_addresses(document, impact->part, part))
			report->rules[report->rule_count++] = (struct impact_rule){rule, is_live(report, rule)};
	}
}

static bool is_listed(const struct impact_report *report, struct str id)
{
	for (size_t i = 0; i < report->rule_count; i++)
		if (str_equal(report->rules[i].rule->id, id))
			return true;
	return false;
}

/* Of all waivers those that are about one of the rules; that they are complete is for `check`. */
static int find_waivers(struct impact_report *report, struct error *error)
{
	struct findings findings = {0};
	struct check check = {.registry = report->registry,
	                      .today = report->impact.on,
	                      .findings = &findings,
	                      .arena = report->arena};
	size_t kept = 0;
	int result = waivers_read(&report->waivers, &check, report->registry->reader, error);

	for (size_t i = 0; i < report->waivers.n; i++)
		if (report->waivers.at[i].rule.text.n && is_listed(report, report->waivers.at[i].rule.text))
			report->waivers.at[kept++] = report->waivers.at[i];
	report->waivers.n = kept;
	vec_release(&findings);
	return result;
}

int impact_rules_find(struct impact_report *report, struct error *error)
{
	if (rulebook_load(&report->rulebook, report->registry, error) < 0)
		return -1;
	find_rules(report);
	return find_waivers(report, error);
}

void impact_rules_release(struct impact_report *report)
{
	vec_release(&report->waivers);
	rulebook_free(report->rulebook);
}
