/* Conditions about words: terms that are defined, used alike, or replaced. */
#include "registry/base/map.h"
#include "registry/port/unicode.h"
#include "rules/evaluate/evaluate.h"

struct worked_term {
	struct str text, folded;
	struct prose_unit *unit;
	size_t from, to;
	bool defined;
};

struct terms {
	struct evaluation *eval;
	struct map known;
	VEC(struct worked_term) terms;
	const struct names *except;
};

static bool is_except(const struct terms *terms, struct str folded)
{
	for (uint32_t i = 0; i < terms->except->n; i++)
		if (str_equal(unicode_fold(terms->eval->arena, terms->except->at[i].text), folded))
			return true;
	return false;
}

/* A sentence that says what a term means. */
static bool sentence_defines(struct str sentence)
{
	static const struct str signs[] = {STR("avses"),    STR("menas"),     STR("definier"),
	                                   STR("står för"), STR("förkortas"), STR("betyder")};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_find(sentence, signs[i], 0) != SIZE_MAX)
			return str_find(sentence, STR(" inte "), 0) == SIZE_MAX; /* "är inte definierat" */
	return false;
}

/* Do the words at from..to define the term, in one of the ways that README.md lists? */
static bool defines(struct evaluation *eval, struct prose_unit *unit, size_t from, size_t to)
{
	struct str before = str_trim(str_part(unit->text, 0, from)), behind = str_part(unit->text, to, unit->text.n);
	struct window sentence = {0};

	if (unit->kind == PROSE_HEADING)
		return !before.n && !str_trim(behind).n;
	if (str_starts(behind, STR(")")) && str_ends(before, STR("(")) && before.n > 3)
		return true;
	if (str_starts(behind, STR(" (")) && behind.n > 5 && behind.at[5] != ')')
		return true;
	if (!before.n && (str_starts(behind, STR(":")) || str_starts(behind, STR(" –")) ||
	                  str_starts(behind, STR(" - ")) || (unit->kind == PROSE_ROW && str_starts(behind, STR(" |")))))
		return true;
	sentence = evaluate_sentence(eval, unit, from);
	return sentence_defines(str_part(unit->text, sentence.from, sentence.to - sentence.from));
}

static bool term_add(void *context, struct prose_unit *unit, size_t from, size_t to)
{
	struct terms *terms = context;
	struct evaluation *eval = terms->eval;
	struct worked_term term = {.text = str_part(unit->text, from, to - from), .unit = unit, .from = from, .to = to};
	uint32_t index = 0;

	term.folded = unicode_fold(eval->arena, term.text);
	if (is_except(terms, term.folded))
		return true;
	index = map_add(&terms->known, term.folded, (uint32_t)terms->terms.n);
	if (index == terms->terms.n)
		vec_push(&terms->terms, term);
	if (terms->terms.at[index].unit->kind == PROSE_HEADING && unit->kind != PROSE_HEADING) {
		term.defined = terms->terms.at[index].defined; /* the first use is told where it is running text */
		terms->terms.at[index] = term;
	}
	if (!terms->terms.at[index].defined)
		terms->terms.at[index].defined = defines(eval, unit, from, to);
	return true;
}

#define TERMS_TOLD 12 /* undefined terms that a reason names */

static struct answer evaluate_defined(struct evaluation *eval, const struct condition *condition, struct window window)
{
	struct terms terms = {.eval = eval, .except = &condition->values};
	struct answer answer = answer_of(TRI_YES, GROUND_NOTHING_AGAINST);
	struct str listed[TERMS_TOLD + 1];
	size_t told = 0;
	bool whole = true;

	for (uint32_t i = 0; i < condition->pattern_count; i++)
		whole = evaluate_find(eval,
		                      &(struct search){condition->patterns[i], NO_PATTERN, SCOPE_DOCUMENT, window},
		                      term_add, &terms) &&
		        whole;
	for (size_t i = 0; i < terms.terms.n; i++) {
		const struct worked_term *term = &terms.terms.at[i];
		if (term->defined)
			continue;
		if (told < TERMS_TOLD)
			listed[told++] = term->text;
		else if (told++ == TERMS_TOLD)
			listed[TERMS_TOLD] = STR("…");
		answer.holds = TRI_NO;
		answer_mention(eval, &answer, term->unit, term->from, term->to);
	}
	if (answer.holds == TRI_NO) {
		answer.ground = GROUND_TERM_UNDEFINED;
		answer.args[0].text =
			arena_list(eval->arena, listed, told <= TERMS_TOLD ? told : TERMS_TOLD + 1, STR(", "));
	} else if (!whole) {
		answer = answer_stuck(eval);
	}
	map_release(&terms.known);
	vec_release(&terms.terms);
	return answer;
}

struct first_mention {
	struct prose_unit *unit;
	size_t from, to;
};

static bool take_first(void *context, struct prose_unit *unit, size_t from, size_t to)
{
	*(struct first_mention *)context = (struct first_mention){unit, from, to};
	return false;
}

static struct answer evaluate_consistent(struct evaluation *eval, const struct condition *condition,
                                         struct window window)
{
	struct answer answer = answer_of(TRI_YES, GROUND_NOTHING_AGAINST);
	struct str listed = STR_EMPTY;
	bool whole = true;

	for (uint32_t i = 0; i < condition->pattern_count; i++) {
		struct first_mention first = {0};
		struct search search = {condition->patterns[i], NO_PATTERN, SCOPE_DOCUMENT, window};
		whole = evaluate_find(eval, &search, take_first, &first) && whole;
		if (!first.unit)
			continue;
		listed = arena_format(eval->arena, "%.*s%s%.*s", STR_ARG(listed), listed.n ? ", " : "",
		                      STR_ARG(str_part(first.unit->text, first.from, first.to - first.from)));
		answer_mention(eval, &answer, first.unit, first.from, first.to);
	}
	if (answer.count > 1) {
		answer.holds = TRI_NO;
		answer.ground = GROUND_TERM_MIXED;
		answer.args[0].text = listed;
		return answer;
	}
	return whole ? answer_of(TRI_YES, GROUND_NOTHING_AGAINST) : answer_stuck(eval);
}

static bool take_all(void *context, struct prose_unit *unit, size_t from, size_t to)
{
	struct terms *terms = context;

	vec_push(&terms->terms,
	         (struct worked_term){
			 .text = str_part(unit->text, from, to - from), .unit = unit, .from = from, .to = to});
	return true;
}

static struct answer evaluate_replaced(struct evaluation *eval, const struct condition *condition, struct window window)
{
	struct terms terms = {.eval = eval};
	struct answer answer = answer_of(TRI_YES, GROUND_NOTHING_AGAINST);
	bool whole = evaluate_find(eval, &(struct search){condition->patterns[0], NO_PATTERN, SCOPE_DOCUMENT, window},
	                           take_all, &terms);

	if (terms.terms.n)
		answer = answer_with(TRI_NO, GROUND_TERM_OLD, terms.terms.at[0].text, condition->by);
	else if (!whole)
		answer = answer_stuck(eval);
	for (size_t i = 0; i < terms.terms.n; i++)
		answer_mention(eval, &answer, terms.terms.at[i].unit, terms.terms.at[i].from, terms.terms.at[i].to);
	vec_release(&terms.terms);
	return answer;
}

struct answer evaluate_term(struct evaluation *eval, const struct condition *condition, struct window window)
{
	switch (condition->term_test) {
	case TERM_DEFINED:
		return evaluate_defined(eval, condition, window);
	case TERM_CONSISTENT:
		return evaluate_consistent(eval, condition, window);
	case TERM_REPLACED:
		break;
	}
	return evaluate_replaced(eval, condition, window);
}
