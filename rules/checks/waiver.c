#include "rules/checks/waiver.h"

#include "registry/base/vec.h"

static void value_problem(struct check *check, const struct waiver *waiver, struct location at, struct str key,
                          struct argument what, struct str nearest)
{
	check_report_file(check, DIAGNOSTIC_WAIVER_VALUE, waiver->path, at, ARGUMENTS(key, what, nearest));
}

static void check_documents_named(struct check *check, const struct registry *registry, struct waiver *waiver)
{
	for (uint32_t i = 0; i < waiver->documents.n; i++) {
		uint32_t document = registry_find(registry, waiver->documents.at[i].text);
		if (document != NO_DOCUMENT) {
			waiver->used[i] = !registry->documents[document].readable; /* what it excuses is not known */
		} else {
			value_problem(check, waiver, waiver->documents.at[i].at, STR("documents"),
			              TERM_AROUND(TERM_UNKNOWN_DOCUMENT, waiver->documents.at[i].text),
			              registry_nearest(registry, waiver->documents.at[i].text));
			waiver->used[i] = true; /* reported once is enough */
		}
	}
}

static bool grantor_is_known(const struct registry *registry, const struct waiver *waiver)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;

	return !vocabulary->held[VOCABULARY_BODIES] || map_get(&vocabulary->body_by_id, waiver->granted_by) != MAP_NONE;
}

static void check_grantor(struct check *check, const struct waiver *waiver)
{
	const struct vocabulary *vocabulary = &check->registry->vocabulary;
	uint32_t alias = map_get(&vocabulary->body_by_name, waiver->granted_by);

	if (!grantor_is_known(check->registry, waiver))
		value_problem(check, waiver, waiver->granted_by_at, STR("granted-by"),
		              TERM_AROUND(TERM_UNKNOWN_NAME, waiver->granted_by),
		              alias == MAP_NONE ? STR_EMPTY : vocabulary->bodies[alias].id);
}

/* On the day that the check is for; what is reported names the code or rule. */
static void check_waiver_times(struct check *check, struct waiver *waiver, struct str name)
{
	if (waiver->until.last == DAY_MAX) {
		value_problem(check, waiver, waiver->until_at, STR("until"), argument_term(TERM_NEEDS_LAST_DAY),
		              STR_EMPTY);
		waiver->sound = false;
	} else if (date_before(check->today, waiver->granted) == TRI_YES) {
		check_report_file(check, DIAGNOSTIC_WAIVER_GRANTED_LATER, waiver->path, waiver->at,
		                  ARGUMENTS(name, argument_date(waiver->granted), argument_date(check->today)));
		waiver->sound = false;
	} else if (date_before(waiver->until, check->today) == TRI_YES) {
		check_report_file(check, DIAGNOSTIC_WAIVER_EXPIRED, waiver->path, waiver->until_at,
		                  ARGUMENTS(name, argument_date(waiver->until)));
		waiver->sound = false;
	}
}

/* What a waiver says, judged; an expired one excuses nothing. */
static void judge(struct check *check, const struct registry *registry, struct waiver *waiver)
{
	struct str nearest = STR_EMPTY;

	if (!waiver->sound)
		return;
	waiver->diagnostic = diagnostic_find(waiver->code.text, &nearest);
	if (waiver->diagnostic == DIAGNOSTIC_COUNT) {
		value_problem(check, waiver, waiver->code.at, STR("code"), argument_term(TERM_UNKNOWN_CODE), nearest);
		waiver->sound = false;
		return;
	}
	check_grantor(check, waiver);
	check_documents_named(check, registry, waiver);
	if (diagnostic_row(waiver->diagnostic)->firm) {
		check_report_file(check, DIAGNOSTIC_WAIVER_FIRM, waiver->path, waiver->code.at,
		                  ARGUMENTS(waiver->code.text));
		waiver->sound = false;
	} else {
		check_waiver_times(check, waiver, waiver->code.text);
	}
}

/* The body that decided the clause's document, or one of higher rank. */
static enum tri may_grant(const struct rulebook *rulebook, const struct rule *rule, const struct waiver *waiver)
{
	const struct vocabulary *vocabulary = &rulebook->registry->vocabulary;
	uint32_t grantor = map_get(&vocabulary->body_by_id, waiver->granted_by), decider = NO_BODY;

	if (!rule->has_clause || rule->clause.target.document == NO_DOCUMENT || grantor == MAP_NONE)
		return TRI_UNKNOWN;
	decider = rulebook->registry->documents[rule->clause.target.document].decided_by_index;
	if (decider == NO_BODY)
		return TRI_UNKNOWN;
	if (grantor == decider)
		return TRI_YES;
	return vocabulary->bodies[grantor].rank && vocabulary->bodies[grantor].rank < vocabulary->bodies[decider].rank
	               ? TRI_YES
	               : TRI_NO;
}

void rule_waiver_judge(struct check *check, const struct rulebook *rulebook, struct waiver *waiver)
{
	const struct registry *registry = rulebook->registry;
	const struct rule *rule = NULL;
	struct str nearest = STR_EMPTY;

	if (!waiver->sound)
		return;
	rule = rulebook_find(rulebook, waiver->rule.text, &nearest);
	check_grantor(check, waiver);
	if (!rule) {
		value_problem(check, waiver, waiver->rule.at, STR("rule"), argument_term(TERM_UNKNOWN_RULE), nearest);
		waiver->sound = false;
	} else if (!grantor_is_known(registry, waiver)) {
		waiver->sound = false;
	} else if (may_grant(rulebook, rule, waiver) == TRI_NO) {
		const struct document *document = &registry->documents[rule->clause.target.document];
		check_report_file(check, DIAGNOSTIC_WAIVER_UNAUTHORISED, waiver->path, waiver->granted_by_at,
		                  ARGUMENTS(waiver->granted_by, waiver->rule.text, document->id, document->decided_by));
		relate(check, RELATED_DECIDED_HERE, document->path, document_location(document, KEY_DECIDED_BY),
		       document->id);
		waiver->sound = false;
	} else {
		check_waiver_times(check, waiver, waiver->rule.text);
	}
}

static bool is_waived(const struct registry *registry, struct waivers *waivers, const struct finding *finding)
{
	bool waived = false;

	for (size_t i = 0; finding->document != NO_DOCUMENT && i < waivers->n; i++) {
		struct waiver *waiver = &waivers->at[i];
		if (!waiver->sound || waiver->rule.text.n || waiver->diagnostic != finding->diagnostic)
			continue;
		for (uint32_t k = 0; k < waiver->documents.n; k++)
			if (str_equal(waiver->documents.at[k].text, registry->documents[finding->document].id)) {
				waiver->used[k] = true;
				waived = true;
			}
	}
	return waived;
}

static void report_unused(struct check *check, const struct waivers *waivers)
{
	for (size_t i = 0; i < waivers->n; i++)
		for (uint32_t k = 0;
		     waivers->at[i].sound && !waivers->at[i].rule.text.n && k < waivers->at[i].documents.n; k++)
			if (!waivers->at[i].used[k])
				check_report_file(
					check, DIAGNOSTIC_WAIVER_UNUSED, waivers->at[i].path,
					waivers->at[i].documents.at[k].at,
					ARGUMENTS(waivers->at[i].code.text, waivers->at[i].documents.at[k].text));
}

static void judge_all(struct check *check, const struct rulebook *rulebook, const struct registry *registry,
                      struct waivers *waivers)
{
	for (size_t i = 0; i < waivers->n; i++)
		if (waivers->at[i].rule.text.n)
			rule_waiver_judge(check, rulebook, &waivers->at[i]);
		else
			judge(check, registry, &waivers->at[i]);
}

/* Those of the register that this one is judged by. What is wrong with them was told when they came. 0, or -1. */
static int law_waivers_read(struct waivers *waivers, const struct check *check, const struct rulebook *rulebook,
                            struct error *error)
{
	const struct registry *law = check->registry->law;
	struct findings untold = {0};
	struct check quiet = *check;
	int result = 0;

	quiet.findings = &untold;
	quiet.registry = law;
	result = waivers_read(waivers, &quiet, law->reader, error);
	quiet.registry = check->registry;
	if (result == 0)
		judge_all(&quiet, rulebook, check->registry, waivers);
	vec_release(&untold);
	return result;
}

long waivers_apply(struct check *check, const struct rulebook *rulebook, struct reader *reader, struct error *error)
{
	const struct registry *registry = check->registry;
	struct waivers waivers = {0}, law = {0};
	struct findings *findings = check->findings;
	size_t kept = 0, before = findings->n;
	long waived = -1;

	if (registry->overfull || registry->config.unreadable) /* nothing was read, so nothing can be said of waivers */
		return 0;
	if (waivers_read(&waivers, check, reader, error) < 0 ||
	    (registry->law && law_waivers_read(&law, check, rulebook, error) < 0))
		goto out;
	judge_all(check, rulebook, registry, &waivers);
	for (size_t i = 0; i < findings->n; i++) {
		bool own = i < before && waivers.n && is_waived(registry, &waivers, &findings->at[i]);
		bool force = registry->law ? i < before && is_waived(registry, &law, &findings->at[i]) : own;
		if (!force)
			findings->at[kept++] = findings->at[i];
	}
	waived = (long)(findings->n - kept);
	findings->n = kept;
	report_unused(check, &waivers);
out:
	vec_release(&law);
	vec_release(&waivers);
	return waived;
}
