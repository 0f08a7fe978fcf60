/* What would follow if a document were repealed. */
#include "bin/impact/impact_common.h"

#define RULES_LISTED 5 /* one by one, even if all of them would end */

/* --- what would follow ---------------------------------------------------------------------------------------------- */

static void tell_dangling(struct telling_impact *telling)
{
	const struct impact *impact = telling->impact;

	impact_heading(telling, 3, "Would refer to a repealed text", "Skulle hänvisa till en upphävd text");
	if (!impact->dangling_count)
		impact_sentence(telling, "No document in force.", "Inget gällande dokument.");
	for (uint32_t i = 0; i < impact->dangling_count; i++) {
		const struct impact_link *link = &impact->dangling[i];
		struct str what =
			link->relation ? relation_words(link->relation->type, false, telling->language)
				       : str_from(impact_say(telling, "names it in the text", "nämner det i texten"));
		impact_item(telling, false,
		            arena_format(telling->arena, "%.*s: %.*s%s",
		                         STR_ARG(impact_named(telling, link->document, link->status)), STR_ARG(what),
		                         link->relation ? impact_say(telling, " it", " det") : ""),
		            link->relation ? link->relation->stated_in : link->document,
		            link->relation ? link->relation->target.at : link->citation->at);
	}
}

/* Where it rests on what rests on the document, how many steps away it is. */
static void tell_dependant(struct telling_impact *telling, const struct impact_dependant *dependant)
{
	bool ordered = dependant->relation->type == RELATION_MANDATES;
	struct str steps = dependant->depth == 1
	                           ? STR_EMPTY
	                           : arena_format(telling->arena, impact_say(telling, "step %u: ", "i led %u: "),
	                                          dependant->depth);

	impact_item(telling, false,
	            arena_format(telling->arena, "%.*s%.*s: %.*s %.*s%s", STR_ARG(steps),
	                         STR_ARG(impact_named(telling, dependant->document, dependant->status)),
	                         STR_ARG(relation_words(dependant->relation->type, ordered, telling->language)),
	                         STR_ARG(telling->report->registry->documents[dependant->on].id),
	                         relation_state_text(dependant->relation->state, telling->language)),
	            dependant->relation->stated_in, dependant->relation->target.at);
}

static void tell_dependants(struct telling_impact *telling)
{
	const struct impact *impact = telling->impact;

	impact_heading(telling, 3, "Would lose its ground", "Skulle förlora sin grund");
	if (!impact->dependant_count && !impact->order_count)
		impact_sentence(telling, "No document.", "Inget dokument.");
	for (uint32_t i = 0; i < impact->dependant_count; i++)
		tell_dependant(telling, &impact->dependants[i]);
	for (uint32_t i = 0; i < impact->order_count; i++)
		impact_item(
			telling, false,
			arena_format(
				telling->arena,
				impact_say(telling,
		                           "%.*s: an order to make it, which would lapse; it is not in the register",
		                           "%.*s: uppdraget att ta fram det skulle falla; det finns inte i registret"),
				STR_ARG(impact->orders[i]->target.name)),
			impact->document, impact->orders[i]->target.at);
}

static struct str target_told(const struct telling_impact *telling, const struct relation *relation)
{
	const struct document *target = &telling->report->registry->documents[relation->target.document];
	struct str part = relation_part_words(telling->report->registry, telling->arena, relation);

	return arena_format(telling->arena, "%.*s%s%.*s", STR_ARG(target->id), part.n && part.at[0] != '#' ? " " : "",
	                    STR_ARG(part));
}

static struct str effect_told(const struct telling_impact *telling, const struct relation *relation)
{
	static const struct bilingual texts[RELATION_TYPES] = {
		[RELATION_SUPERSEDES] = {"'%.*s' would not be superseded by it", "”%.*s” skulle inte ersättas av det"},
		[RELATION_REPEALS] = {"'%.*s' would not be repealed by it", "”%.*s” skulle inte upphävas genom det"},
		[RELATION_AMENDS] = {"'%.*s' would not be amended by it", "”%.*s” skulle inte ändras genom det"},
		[RELATION_CORRECTS] = {"'%.*s' would not be corrected by it", "”%.*s” skulle inte rättas genom det"},
		[RELATION_AFFECTS] = {"'%.*s' would no longer have to be updated in accordance with it",
	                              "”%.*s” skulle inte längre behöva uppdateras i enlighet med det"},
	};

	return arena_format(telling->arena, bilingual_in(texts[relation->type], telling->language),
	                    STR_ARG(target_told(telling, relation)));
}

static void tell_effect(struct telling_impact *telling, const struct impact_effect *effect)
{
	const struct relation *remaining = effect->remaining;

	impact_item(telling, false,
	            arena_format(telling->arena, "%.*s%s", STR_ARG(effect_told(telling, effect->relation)),
	                         relation_state_text(effect->relation->state, telling->language)),
	            effect->relation->stated_in, effect->relation->target.at);
	if (effect->answer.effect == EFFECT_UNSURE)
		impact_put_item(
			telling, true,
			str_from(impact_say(telling, "it cannot be determined whether this has already taken effect",
		                            "det går inte att avgöra om detta redan har fått verkan")),
			STR_EMPTY, 0, 0);
	if (remaining)
		impact_item(
			telling, true,
			arena_format(
				telling->arena,
				impact_say(telling, "it would still be to be replaced or updated because of '%.*s'",
		                           "det skulle ändå vara på väg att ersättas eller uppdateras genom ”%.*s”"),
				STR_ARG(telling->report->registry->documents[remaining->actor].id)),
			remaining->stated_in, remaining->target.at);
}

static void tell_effects(struct telling_impact *telling)
{
	impact_heading(telling, 3, "Effects that would not come about", "Verkningar som skulle utebli");
	if (!telling->impact->falling_count)
		impact_sentence(telling, "None.", "Inga.");
	for (uint32_t i = 0; i < telling->impact->falling_count; i++)
		tell_effect(telling, &telling->impact->falling[i]);
}

/* Spec: what was superseded does not revive. */
static void tell_lasting(struct telling_impact *telling)
{
	const struct impact *impact = telling->impact;

	if (!impact->lasting_count)
		return;
	impact_heading(telling, 3, "Would not come back into force", "Skulle inte börja gälla igen");
	for (uint32_t i = 0; i < impact->lasting_count; i++) {
		const struct impact_effect *effect = &impact->lasting[i];
		bool repeals = effect->relation->type == RELATION_REPEALS;
		impact_item(telling, false,
		            arena_format(telling->arena,
		                         repeals ? impact_say(telling, "%.*s, repealed by it from %.*s",
		                                              "%.*s, upphävt genom det från och med %.*s")
		                                 : impact_say(telling, "%.*s, superseded by it from %.*s",
		                                              "%.*s, ersatt av det från och med %.*s"),
		                         STR_ARG(target_told(telling, effect->relation)),
		                         STR_ARG(date_text(telling->arena, effect->answer.when))),
		            effect->relation->stated_in, effect->relation->target.at);
	}
}

/* Of a document that is yet to be applied, all its rules would be lost. */
static bool rule_would_end(const struct telling_impact *telling, const struct impact_rule *rule)
{
	return rule->live != TRI_NO || (telling->impact->part_status == STATUS_NOT_YET_IN_FORCE && rule->rule->sound);
}

static void tell_rules(struct telling_impact *telling)
{
	const struct impact_report *report = telling->report;
	struct str *ids = ARENA_ARRAY(telling->arena, struct str, report->rule_count);
	size_t n = 0;

	for (size_t i = 0; i < report->rule_count; i++)
		if (rule_would_end(telling, &report->rules[i]))
			ids[n++] = report->rules[i].rule->id;
	if (!n)
		return;
	impact_heading(telling, 3, "Rules that would not apply any more, or never",
	               "Regler som inte längre, eller aldrig, skulle gälla");
	if (n > RULES_LISTED && n == report->rule_count)
		impact_put_sentence(telling, arena_format(telling->arena,
		                                          impact_say(telling, "All of the %zu rules above.",
		                                                     "Alla de %zu reglerna ovan."),
		                                          n));
	else
		impact_put_sentence(telling, arena_list(telling->arena, ids, n, STR(", ")));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static void tell_case(struct telling_impact *telling)
{
	static const struct bilingual texts[] = {
		[IMPACT_REPEAL] = {"", ""},
		[IMPACT_UNSURE] =
			{"It cannot be determined whether it applies on that date. What follows assumes that it does.",
	                 "Det går inte att avgöra om det gäller den dagen. Det som följer förutsätter att det gör "
	                 "det."},
		[IMPACT_WITHDRAW] = {"It is not decided and governs nothing: it can be withdrawn, not repealed.",
	                             "Det är inte beslutat och styr ingenting: det kan återkallas men inte upphävas."},
		[IMPACT_UNDECIDED] = {"It had not been decided on that date, so there was nothing to repeal.",
	                              "Det var inte beslutat den dagen, så det fanns inget att upphäva."},
		[IMPACT_ENDED] = {"It no longer applies on that date. To repeal it again would change nothing.",
	                          "Det gäller inte längre den dagen. Att upphäva det igen skulle inte ändra något."},
	};
	struct str text = bilingual_str(texts[telling->impact->kind], telling->language);

	if (text.n)
		impact_put_sentence(telling, text);
}

void impact_tell_consequences(struct telling_impact *telling)
{
	static const struct bilingual headings[2][2] = {
		{{"If it were repealed on %s", "Om det upphävdes %s"},
	         {"If this part were repealed on %s", "Om delen upphävdes %s"}},
		{{"If it were withdrawn on %s", "Om det återkallades %s"},
	         {"If this part were withdrawn on %s", "Om delen återkallades %s"}}};
	const struct impact *impact = telling->impact;
	bool withdraw = impact->kind == IMPACT_WITHDRAW;
	bool part = impact->part != MARKDOWN_NO_PART;
	char date[DATE_TEXT];

	impact_put_heading(telling, 2,
	                   arena_format(telling->arena, bilingual_in(headings[withdraw][part], telling->language),
	                                date_format(impact->on, date)));
	tell_case(telling);
	if (impact->kind == IMPACT_UNDECIDED || impact->kind == IMPACT_ENDED)
		return;
	if (!withdraw)
		tell_dangling(telling);
	tell_dependants(telling);
	tell_effects(telling);
	tell_lasting(telling);
	if (impact->unplaced)
		impact_put_sentence(
			telling,
			arena_format(telling->arena,
		                     impact_say(telling,
		                                "Of %u of its relations to others the register does not say in which "
		                                "part they stand; they are not counted here.",
		                                "För %u av dess relationer till andra anger registret inte i vilken "
		                                "del de står; de räknas inte här."),
		                     impact->unplaced));
	if (!withdraw)
		tell_rules(telling);
	impact_tell_cover(telling);
}
