#include "rules/evaluate/verdict.h"

#include "registry/base/template.h"
#include "registry/scope/binding.h"

static const struct bilingual ground_texts[GROUND_COUNT] = {
#define GROUND(name, en, sv) {en, sv},
#include "rules/evaluate/verdict_reasons.def"
#undef GROUND
};

/* --- is the rule live? ---------------------------------------------------------------------------------------------- */

/* The day that is judged, or "". */
static struct argument day_text(const struct evaluation *eval)
{
	return eval->on.known ? argument_date(eval->on) : argument_text(STR_EMPTY);
}

/* Of why something is not in force, that it once began is no part. */
static void reasons_take(struct verdict *verdict, struct evaluation *eval, const struct reason *reasons, uint32_t count)
{
	struct reason *kept = ARENA_ARRAY(eval->arena, struct reason, count);

	verdict->reason_count = 0;
	for (uint32_t i = 0; i < count; i++)
		if (reasons[i].kind != REASON_STARTS && reasons[i].kind != REASON_STARTS_ASSUMED &&
		    reasons[i].kind != REASON_STAGE_FROM_DATE && reasons[i].kind != REASON_ACTOR_STARTS)
			kept[verdict->reason_count++] = reasons[i];
	verdict->reasons = verdict->reason_count ? kept : reasons;
	if (!verdict->reason_count)
		verdict->reason_count = count;
}

static void explain_status(struct verdict *verdict, struct evaluation *eval, const struct clause *clause)
{
	struct status_answer answer;

	status_explain(&answer, eval->arena, eval->rulebook->registry, clause->target.document, eval->on);
	reasons_take(verdict, eval, answer.reasons, answer.reason_count - answer.amendment_count);
	for (uint32_t i = 0; i < answer.part_count; i++)
		if (answer.parts[i].part == clause->part && answer.parts[i].reason_count &&
		    answer.parts[i].reasons[0].kind != REASON_OF_WHOLE)
			reasons_take(verdict, eval, answer.parts[i].reasons, answer.parts[i].reason_count);
}

static enum tri stop(struct verdict *verdict, enum tri live, struct answer answer)
{
	verdict->answer = answer;
	verdict->answer.holds = live;
	return live;
}

static enum tri not_in_force(struct verdict *verdict, struct evaluation *eval, const struct clause *clause)
{
	return stop(verdict, TRI_NO,
	            answer_with(TRI_NO, GROUND_CLAUSE_NOT_IN_FORCE, reference_text(eval->arena, &clause->target),
	                        day_text(eval)));
}

/* What the register holds as a draft, or as referred, is in force on no day, even where it is not known when it was made. */
static enum tri draft_is_not_live(struct verdict *verdict, struct evaluation *eval, const struct clause *clause)
{
	const struct document *document = &eval->rulebook->registry->documents[clause->target.document];
	bool draft = document->stage == STAGE_DRAFT;
	struct reason *reason = ARENA_NEW(eval->arena, struct reason);

	*reason = (struct reason){.kind = draft ? REASON_DRAFT : REASON_REFERRED,
	                          .document = clause->target.document,
	                          .at = document_location(document, KEY_STATUS)};
	verdict->reasons = reason;
	verdict->reason_count = 1;
	return not_in_force(verdict, eval, clause);
}

/* Is the clause in force on the date? */
static enum tri clause_is_live(struct verdict *verdict, struct evaluation *eval, const struct clause *clause)
{
	enum status status = STATUS_UNKNOWN;
	enum stage stage = STAGE_NONE;

	if (!clause->known)
		return stop(verdict, TRI_UNKNOWN, answer_of(TRI_UNKNOWN, GROUND_CLAUSE_UNKNOWN));
	stage = eval->rulebook->registry->documents[clause->target.document].stage;
	if (stage == STAGE_DRAFT || stage == STAGE_REFERRED)
		return draft_is_not_live(verdict, eval, clause);
	if (!eval->on.known)
		return stop(verdict, TRI_UNKNOWN, answer_of(TRI_UNKNOWN, GROUND_NO_DATE));
	status = status_on(eval->rulebook->registry, clause->target.document, clause->part, eval->on);
	if (status_applies(status))
		return TRI_YES;
	explain_status(verdict, eval, clause);
	if (status != STATUS_UNKNOWN)
		return not_in_force(verdict, eval, clause);
	return stop(verdict, TRI_UNKNOWN,
	            answer_with(TRI_UNKNOWN, GROUND_CLAUSE_UNSURE, reference_text(eval->arena, &clause->target),
	                        day_text(eval)));
}

/* The proposing body's name, or its id when the vocabulary does not know it. */
static struct str body_name(const struct evaluation *eval)
{
	const struct subject *subject = eval->subject;

	return vocabulary_body_name(&eval->rulebook->registry->vocabulary, subject->body.text);
}

/* Does it bind the proposing body? */
static enum tri clause_binds(struct verdict *verdict, struct evaluation *eval, const struct clause *clause)
{
	const struct registry *registry = eval->rulebook->registry;
	const struct subject *subject = eval->subject;
	struct str name = registry->documents[clause->target.document].id;
	uint32_t scope = 0;

	if (!subject->body.text.n)
		return stop(verdict, TRI_UNKNOWN, answer_of(TRI_UNKNOWN, GROUND_NO_BODY));
	switch (document_binds(registry, clause->target.document, subject->body_index, subject->body.text, &scope)) {
	case TRI_NO:
		return stop(verdict, TRI_NO, answer_with(TRI_NO, GROUND_NOT_BOUND, name, body_name(eval)));
	case TRI_UNKNOWN:
		if (subject->body_index == NO_BODY)
			return stop(verdict, TRI_UNKNOWN,
			            answer_with(TRI_UNKNOWN, GROUND_BODY_UNKNOWN, subject->body.text));
		return stop(verdict, TRI_UNKNOWN, answer_with(TRI_UNKNOWN, GROUND_BINDS_UNSURE, name));
	case TRI_YES:
		break;
	}
	return TRI_YES;
}

/* Over documents: those that govern and whose text is held. */
static enum tri document_counts(struct verdict *verdict, struct evaluation *eval)
{
	const struct registry *registry = eval->rulebook->registry;
	uint32_t document = eval->subject->registered;

	if (document == NO_DOCUMENT ||
	    (registry_governs(registry, document) && registry->documents[document].holding != HOLDING_REFERENCE))
		return TRI_YES;
	return stop(verdict, TRI_NO, answer_of(TRI_NO, GROUND_NOT_GOVERNING));
}

/* --- does it apply? ------------------------------------------------------------------------------------------------- */

static bool is_for_body(const struct evaluation *eval, const struct rule *rule)
{
	const struct vocabulary *vocabulary = &eval->rulebook->registry->vocabulary;

	for (uint32_t i = 0; i < rule->bodies.n; i++) {
		uint32_t body = map_get(&vocabulary->body_by_id, rule->bodies.at[i].text);
		if (body != MAP_NONE && body_is_within(vocabulary, eval->subject->body_index, body, true) == TRI_YES)
			return true;
	}
	return rule->bodies.n == 0;
}

/* A text that names no topics is judged by `when` alone; of one that names only unknown ones, nothing can be told. */
static enum tri is_on_topic(const struct evaluation *eval, const struct rule *rule)
{
	const struct vocabulary *vocabulary = &eval->rulebook->registry->vocabulary;
	const struct names *topics = &eval->subject->topics;
	bool known = topics->n == 0 || !vocabulary->held[VOCABULARY_TOPICS];

	for (uint32_t i = 0; i < topics->n; i++)
		for (uint32_t at = map_get(&vocabulary->topic_by_id, topics->at[i].text); at != MAP_NONE;
		     at = vocabulary->topics[at].broader) /* NO_BODY is MAP_NONE; the tree has no circles */
			for (uint32_t k = 0; k < rule->topics.n; k++)
				if (str_equal(vocabulary->topics[at].id, rule->topics.at[k].text))
					return TRI_YES;
	for (uint32_t i = 0; i < topics->n; i++)
		known = known || map_get(&vocabulary->topic_by_id, topics->at[i].text) != MAP_NONE;
	if (rule->topics.n == 0 || topics->n == 0)
		return TRI_YES;
	return known ? TRI_NO : TRI_UNKNOWN;
}

static enum tri is_in_category(struct verdict *verdict, struct evaluation *eval, const struct rule *rule)
{
	struct answer shown = answer_of(TRI_NO, GROUND_OTHER_CATEGORY);
	enum category category = CATEGORY_NONE;

	if (!rule->categories.n)
		return TRI_YES;
	category = evaluate_category(eval, &shown);
	if (!category)
		return stop(verdict, TRI_UNKNOWN, answer_with(TRI_UNKNOWN, GROUND_FIELD_MISSING, STR("category")));
	for (uint32_t i = 0; i < rule->categories.n; i++)
		if (str_equal(rule->categories.at[i].text, str_from(category_name(category))))
			return TRI_YES;
	shown.args[0] = argument_term(category_term(category));
	return stop(verdict, TRI_NO, shown);
}

static enum tri is_in_time(struct verdict *verdict, struct evaluation *eval, const struct rule *rule)
{
	enum tri begun = rule->from.known ? date_not_after(rule->from, eval->on) : TRI_YES;
	enum tri ended = rule->to.known ? date_before(rule->to, eval->on) : TRI_NO;
	enum tri live = tri_and(begun, tri_not(ended));
	struct argument on = day_text(eval);

	if (live == TRI_YES)
		return live;
	return stop(verdict, live,
	            live == TRI_NO ? answer_with(live, GROUND_OTHER_DATES, on)
	                           : answer_with(live, GROUND_DATES_UNSURE, on));
}

/* What the rule itself says about whom and what it is for. */
static enum tri rule_applies(struct verdict *verdict, struct evaluation *eval, const struct rule *rule)
{
	if (rule->bodies.n && eval->subject->body_index == NO_BODY)
		return stop(verdict, TRI_UNKNOWN, answer_of(TRI_UNKNOWN, GROUND_NO_BODY));
	if (!is_for_body(eval, rule))
		return stop(verdict, TRI_NO, answer_with(TRI_NO, GROUND_OTHER_BODIES, body_name(eval)));
	switch (is_on_topic(eval, rule)) {
	case TRI_NO:
		return stop(verdict, TRI_NO, answer_of(TRI_NO, GROUND_OTHER_TOPICS));
	case TRI_UNKNOWN:
		return stop(verdict, TRI_UNKNOWN, answer_of(TRI_UNKNOWN, GROUND_TOPICS_UNKNOWN));
	case TRI_YES:
		break;
	}
	return is_in_time(verdict, eval, rule);
}

static enum tri is_concerned(struct verdict *verdict, struct evaluation *eval, const struct rule *rule)
{
	struct answer answer = {0};

	if (!rule->when)
		return TRI_YES;
	answer = evaluate_condition(eval, rule->when, evaluate_window(eval));
	if (answer.holds == TRI_NO) {
		struct answer about = answer_with(TRI_NO, GROUND_NOT_CONCERNED);
		answer_join(&about,
		            &(struct answer){.first = answer.first, .last = answer.last, .count = answer.count});
		return stop(verdict, TRI_NO, about);
	}
	return stop(verdict, answer.holds, answer);
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static enum tri is_live(struct verdict *verdict, struct evaluation *eval, const struct rule *rule,
                        enum verdict_mode mode)
{
	enum tri live = TRI_YES;

	if (mode == VERDICT_BY_REGISTER && rule->has_clause) {
		live = clause_is_live(verdict, eval, &rule->clause);
		if (live == TRI_YES)
			live = clause_binds(verdict, eval, &rule->clause);
	} else if (mode == VERDICT_BY_REGISTER) {
		live = document_counts(verdict, eval);
	}
	if (live == TRI_YES) {
		verdict->basis = BASIS_FACTS;
		live = rule_applies(verdict, eval, rule);
	}
	if (live == TRI_YES && eval->subject->category && is_in_category(verdict, eval, rule) == TRI_NO)
		return TRI_NO; /* a fact that is stated decides before the text does */
	if (live == TRI_YES) {
		verdict->basis = BASIS_TEXT;
		live = is_concerned(verdict, eval, rule);
	}
	if (live != TRI_YES)
		return live;
	/* where it is not stated, a text that the rule does not concern needs none */
	verdict->basis = BASIS_FACTS;
	return is_in_category(verdict, eval, rule);
}

/* A requirement that is not fulfilled, and shows no words of its own, shows those that made the rule matter. */
static void take(struct verdict *verdict, struct answer answer)
{
	struct answer concerned = verdict->answer;

	verdict->answer = answer;
	if (answer.holds != TRI_YES && !answer.count && concerned.first) {
		concerned.first->next = NULL;
		verdict->answer.first = verdict->answer.last = concerned.first;
		verdict->answer.count = 1;
		verdict->about = true;
	}
}

/* What the rule says is reported, but not relied on. */
static void doubt(struct verdict *verdict)
{
	verdict->answer.ground = GROUND_SUSPECT;
	verdict->answer.lacks = verdict->answer.last_lack = NULL;
	verdict->answer.args[0] = argument_term(outcome_term(verdict->outcome));
	verdict->outcome = OUTCOME_CANNOT_TELL;
	verdict->basis = BASIS_FORCE;
}

const char *basis_name(enum basis basis)
{
	static const char *const names[] = {[BASIS_TEXT] = "text",     [BASIS_DECLARED] = "declared",
	                                    [BASIS_SILENT] = "silent", [BASIS_CONFLICTING] = "conflicting",
	                                    [BASIS_FACTS] = "facts",   [BASIS_FORCE] = "force"};

	return names[basis];
}

/* Nothing in the text says so; of the structure of a text, and of a governing document, that is a failing in itself. */
static bool is_silence(const struct rule *rule, const struct answer *answer)
{
	return answer_is_silent(answer) || (!rule->pack->over_documents && answer_says_nothing(answer));
}

/* A permission that is not used is nothing; neither is a prohibition of what the text does not speak of. */
static void say_nothing(struct verdict *verdict)
{
	const struct rule *rule = verdict->rule;
	bool nothing = rule->strength == STRENGTH_MAY || (rule->strength == STRENGTH_MUST_NOT && !rule->when);

	verdict->outcome = nothing ? OUTCOME_NOT_APPLICABLE : OUTCOME_CANNOT_TELL;
	verdict->basis = nothing ? BASIS_TEXT : BASIS_SILENT;
	if (rule->strength == STRENGTH_MAY)
		verdict->answer.ground = GROUND_UNUSED;
	else if (verdict->answer.ground == GROUND_NOT_FOUND)
		verdict->answer.ground = GROUND_SILENT;
}

/* What the text says for the rule and what it says against it, taken together. */
static void weigh(struct verdict *verdict, struct answer met, struct answer against)
{
	bool departs = against.holds == TRI_YES;

	verdict->basis = BASIS_TEXT;
	if (departs && met.holds == TRI_YES) {
		answer_join(&against, &met);
		against.ground = GROUND_CONFLICTING;
		take(verdict, against);
		verdict->basis = BASIS_CONFLICTING;
	} else if (departs) {
		against.ground = GROUND_AGAINST;
		against.holds = TRI_NO;
		take(verdict, against);
		verdict->outcome = OUTCOME_NOT_SATISFIED;
	} else if (is_silence(verdict->rule, &met)) {
		take(verdict, met);
		say_nothing(verdict);
	} else {
		take(verdict, met);
		verdict->basis = met.holds != TRI_UNKNOWN           ? BASIS_TEXT
		                 : met.ground == GROUND_CONFLICTING ? BASIS_CONFLICTING
		                                                    : BASIS_FACTS;
		verdict->outcome = met.holds == TRI_YES  ? OUTCOME_SATISFIED
		                   : met.holds == TRI_NO ? OUTCOME_NOT_SATISFIED
		                                         : OUTCOME_CANNOT_TELL;
	}
	if (verdict->outcome == OUTCOME_NOT_SATISFIED && verdict->rule->strength == STRENGTH_MAY &&
	    !verdict->rule->pack->over_documents)
		say_nothing(verdict);
}

/* What examples are tested against: the rule's opposite. */
static enum outcome inverted(enum outcome outcome)
{
	return outcome == OUTCOME_SATISFIED       ? OUTCOME_NOT_SATISFIED
	       : outcome == OUTCOME_CANNOT_TELL   ? OUTCOME_SATISFIED
	       : outcome == OUTCOME_NOT_SATISFIED ? OUTCOME_SATISFIED
	                                          : OUTCOME_CANNOT_TELL;
}

/* Whatever the category, a permission that is not used is nothing. */
static bool is_unused(struct verdict *verdict, struct evaluation *eval)
{
	const struct rule *rule = verdict->rule;

	if (rule->strength != STRENGTH_MAY || verdict->answer.ground != GROUND_FIELD_MISSING ||
	    evaluate_condition(eval, rule->require, evaluate_window(eval)).holds == TRI_YES)
		return false;
	verdict->basis = BASIS_TEXT;
	verdict->answer.ground = GROUND_UNUSED;
	return true;
}

static void judge(struct verdict *verdict, struct evaluation *eval)
{
	struct answer against = {0}, met = evaluate_condition(eval, verdict->rule->require, evaluate_window(eval));

	if (verdict->rule->against)
		against = evaluate_condition(eval, verdict->rule->against, evaluate_window(eval));
	weigh(verdict, met, against);
}

/* Where it is only likely that the rule applies, what the text says outright counts; otherwise that is what is not clear. */
static void judge_perhaps(struct verdict *verdict, struct evaluation *eval)
{
	struct verdict judged = *verdict;

	judge(&judged, eval);
	if (judged.outcome == OUTCOME_SATISFIED || judged.outcome == OUTCOME_NOT_SATISFIED)
		*verdict = judged;
}

struct verdict verdict_of(struct evaluation *eval, const struct rule *rule, enum verdict_mode mode)
{
	struct verdict verdict = {.rule = rule, .outcome = OUTCOME_CANNOT_TELL, .basis = BASIS_FORCE};
	enum tri live = TRI_UNKNOWN;
	bool perhaps = false;

	if (!rule->sound) {
		verdict.answer = answer_of(TRI_UNKNOWN, GROUND_RULE_BROKEN);
		return verdict;
	}
	live = is_live(&verdict, eval, rule, mode);
	if (live == TRI_UNKNOWN && is_unused(&verdict, eval))
		live = TRI_NO;
	if (mode == VERDICT_INVERTED && live != TRI_YES)
		live = tri_not(live);
	if (live == TRI_NO)
		verdict.outcome = OUTCOME_NOT_APPLICABLE;
	perhaps = live == TRI_UNKNOWN && verdict.answer.ground == GROUND_PERHAPS;
	if (live != TRI_YES && !perhaps)
		return verdict;
	if (perhaps)
		judge_perhaps(&verdict, eval);
	else
		judge(&verdict, eval);
	verdict.judged = !perhaps || verdict.outcome != OUTCOME_CANNOT_TELL;
	if (mode == VERDICT_INVERTED)
		verdict.outcome = inverted(verdict.outcome);
	if (mode == VERDICT_BY_REGISTER && rule->has_clause && rule->clause.suspect)
		doubt(&verdict);
	return verdict;
}

/* --- in words ------------------------------------------------------------------------------------------------------- */

static struct str lacks_listed(const struct answer *answer, struct arena *arena, enum language language)
{
	struct str listed = STR_EMPTY;

	for (const struct lack *lack = answer->lacks; lack; lack = lack->next)
		listed = arena_format(arena, "%.*s%s%.*s", STR_ARG(listed), listed.n ? ", " : "",
		                      STR_ARG(bilingual_str(*lack->name, language)));
	return listed;
}

struct str verdict_reason(const struct verdict *verdict, struct arena *arena, enum language language)
{
	const struct answer *answer = &verdict->answer;
	struct argument args[3] = {answer->args[0], answer->args[1], answer->args[2]};
	struct str lacks = lacks_listed(answer, arena, language), reason = STR_EMPTY;

	if (answer->ground == GROUND_NOT_CONCERNED || answer->ground == GROUND_PERHAPS)
		args[0].text = bilingual_str(verdict->rule->concerns, language);
	reason = arguments_fill(arena, bilingual_str(ground_texts[answer->ground], language), args, 3, language);
	if (lacks.n) {
		struct str missing =
			template_fill(arena, bilingual_str(ground_texts[GROUND_LACKS], language), &lacks, 1);
		reason = answer->ground == GROUND_NOT_FOUND || answer->ground == GROUND_SILENT || !reason.n
		                 ? missing
		                 : arena_format(arena, "%.*s; %.*s", STR_ARG(reason), STR_ARG(missing));
	}
	return reason;
}

bool verdict_advises(const struct verdict *verdict)
{
	return verdict->outcome == OUTCOME_NOT_SATISFIED ||
	       (verdict->outcome == OUTCOME_CANNOT_TELL &&
	        (verdict->judged || verdict->answer.ground == GROUND_PERHAPS));
}

enum severity verdict_severity(const struct verdict *verdict)
{
	bool must = verdict->rule->strength <= STRENGTH_MUST_NOT;

	if (verdict->outcome == OUTCOME_CANNOT_TELL &&
	    must) /* of what is not known to be in force, nothing is demanded */
		return verdict->basis == BASIS_FORCE ? SEVERITY_WARNING : SEVERITY_ERROR;
	if (verdict->outcome == OUTCOME_CANNOT_TELL)
		return SEVERITY_NOTE;
	if (verdict->outcome != OUTCOME_NOT_SATISFIED)
		return SEVERITY_OFF;
	return must ? SEVERITY_ERROR : verdict->rule->strength == STRENGTH_SHOULD ? SEVERITY_WARNING : SEVERITY_NOTE;
}
