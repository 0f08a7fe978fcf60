/* Conditions about concepts of the lexicon: is one mentioned, and whose statement is the mention? */
#include "rules/evaluate/evaluate.h"
#include "rules/language/negation.h"

enum stance {                /* what becomes of a mention */
	      STANCE_OWN,    /* the proposal says so, or plans it */
	      STANCE_DENIED, /* it denies it, or departs from it */
	      STANCE_OPEN,   /* a question, a condition, what is not settled */
	      STANCE_OTHER,  /* somebody else's opinion, another time, another matter */
	      STANCE_NAMED,  /* a title or a heading */
	      STANCES
};

/* The lexicon's concepts that decide it; what each means is told in rules/lexicon/polarity.yaml. */
static const char *const polarity_names[POLARITY_CONCEPTS] = {
#define POLARITY_CONCEPT(name, word) [POLARITY_##name] = word,
#include "rules/evaluate/polarity.def"
#undef POLARITY_CONCEPT
};

void polarity_init(struct evaluation *eval)
{
	for (int i = 0; i < POLARITY_CONCEPTS; i++)
		eval->polarity[i] = lexicon_concept(&eval->rulebook->lexicon, str_from(polarity_names[i]));
}

/* A mention of the concept in the sentence, at words from..to; NULL when there is none. */
static const struct concept_span *said_in(struct evaluation *eval, enum polarity_concept which, uint32_t sentence,
                                          uint32_t from, uint32_t to)
{
	const struct concept_spans *spans = NULL;

	if (eval->polarity[which] == MAP_NONE)
		return NULL;
	spans = concept_find(&eval->words, eval->polarity[which]);
	for (size_t i = 0; i < spans->n; i++) {
		const struct concept_span *span = &spans->at[i];
		if (eval->words.words.at[span->first].sentence == sentence && span->first >= from && span->last <= to)
			return span;
	}
	return NULL;
}

/* The next sentence of the same paragraph begins with such words. */
static bool goes_on(struct evaluation *eval, enum polarity_concept which, const struct text_word *word)
{
	uint32_t next = word->sentence + 1, first = 0;

	if (next + 1 >= eval->words.sentences.n)
		return false;
	first = eval->words.sentences.at[next];
	if (first >= eval->words.words.n || eval->words.words.at[first].unit != word->unit)
		return false;
	return said_in(eval, which, next, first, first + 14) != NULL &&
	       said_in(eval, which, next, first, first + 14)->first <= first + 1;
}

static bool under_quoting_heading(struct evaluation *eval, const struct prose_unit *unit)
{
	const struct prose *prose = &eval->subject->prose;
	const struct concept_spans *spans = NULL;

	if (eval->polarity[POLARITY_QUOTING_HEADING] == MAP_NONE || unit->part == MARKDOWN_NO_PART)
		return false;
	spans = concept_find(&eval->words, eval->polarity[POLARITY_QUOTING_HEADING]);
	for (size_t i = 0; i < spans->n; i++) {
		const struct prose_unit *heading = &prose->units[eval->words.words.at[spans->at[i].first].unit];
		if (heading->kind == PROSE_HEADING && heading->part == unit->part)
			return true;
	}
	return false;
}

/* "Någon undersökning av om andra har samma behov har inte gjorts": the mention begins within what is denied. */
static bool is_framed(struct evaluation *eval, const struct concept_span *span, uint32_t sentence)
{
	uint32_t begin = eval->words.sentences.at[sentence], end = eval->words.sentences.at[sentence + 1];
	const struct concept_span *frame = said_in(eval, POLARITY_DENIED_FRAME, sentence, begin, end);

	return frame && span->first >= frame->first && span->first < frame->last;
}

/* As the words around the mention in its sentence tell it. */
static enum stance stance_in_sentence(struct evaluation *eval, struct prose_unit *unit, const struct concept_span *span)
{
	static const enum stance stances[] = {
		[MENTION_ASSERTED] = STANCE_OWN, [MENTION_DENIED] = STANCE_DENIED, [MENTION_OPEN] = STANCE_OPEN};
	const struct text_word *first = &eval->words.words.at[span->first], *last = &eval->words.words.at[span->last];
	struct window window = evaluate_sentence(eval, unit, first->from);
	size_t to = last->to > window.to ? window.to : last->to;
	enum stance stance = span->negated
	                             ? STANCE_OWN
	                             : stances[negation_of(str_part(unit->text, window.from, window.to - window.from),
	                                                   first->from - window.from, to - window.from)];
	uint32_t low = span->first > 5 ? span->first - 5 : 0;

	if (stance == STANCE_OWN && !span->negated && is_framed(eval, span, first->sentence))
		stance = STANCE_DENIED;
	if (stance == STANCE_OWN && said_in(eval, POLARITY_ENDED, first->sentence, span->last + 1, span->last + 4))
		stance = STANCE_DENIED;
	if (span->first > 0 && said_in(eval, POLARITY_DEPARTS_FROM, first->sentence, low, span->first - 1))
		stance = stance == STANCE_DENIED ? STANCE_OWN : stance == STANCE_OWN ? STANCE_DENIED : stance;
	return stance;
}

static enum stance stance_of(struct evaluation *eval, const struct concept_span *span)
{
	const struct text_word *word = &eval->words.words.at[span->first];
	struct prose_unit *unit = &eval->subject->prose.units[word->unit];
	uint32_t sentence = word->sentence, begin = eval->words.sentences.at[sentence],
		 end = eval->words.sentences.at[sentence + 1];
	enum stance stance = STANCE_NAMED;

	if (unit->kind == PROSE_HEADING || unit->kind == PROSE_FIELD)
		return STANCE_NAMED;
	if (said_in(eval, POLARITY_OTHER_VOICE, sentence, begin, span->last) ||
	    said_in(eval, POLARITY_OTHER_MATTER, sentence, begin, end) || under_quoting_heading(eval, unit))
		return STANCE_OTHER;
	stance = stance_in_sentence(eval, unit, span);
	if (stance == STANCE_DENIED)
		return stance;
	if ((!span->negated && said_in(eval, POLARITY_REJECTED, sentence, span->first, end)) ||
	    said_in(eval, POLARITY_OBSOLETE, sentence, begin, end) || goes_on(eval, POLARITY_CARRIED_DENIAL, word))
		return STANCE_DENIED;
	if (said_in(eval, POLARITY_UNREAL, sentence, begin, end) ||
	    (!span->negated && said_in(eval, POLARITY_UNSETTLED, sentence, begin, end)) ||
	    goes_on(eval, POLARITY_CARRIED_DOUBT, word))
		return STANCE_OPEN;
	return stance;
}

/* --- the conditions --------------------------------------------------------------------------------------------------- */

struct stances {
	struct answer by[STANCES];
	uint32_t n[STANCES];
};

static bool within(const struct evaluation *eval, struct window window, const struct concept_span *span)
{
	const struct text_word *first = &eval->words.words.at[span->first], *last = &eval->words.words.at[span->last];

	return first->unit >= window.first && first->unit < window.last &&
	       (!window.narrow || (first->from >= window.from && last->to <= window.to));
}

/* "köps inte på ramavtal utan i butik": how it is done is denied, not that it is. */
static bool is_contrasted(struct evaluation *eval, const struct concept_span *span)
{
	const struct text_word *last = &eval->words.words.at[span->last];
	struct prose_unit *unit = &eval->subject->prose.units[last->unit];
	struct window sentence = evaluate_sentence(eval, unit, last->from);
	struct str rest = str_part(unit->text, last->to, sentence.to > last->to ? sentence.to - last->to : 0);

	return str_find(rest, STR(" utan "), 0) != SIZE_MAX && str_find(rest, STR("inte"), 0) != SIZE_MAX;
}

/* What a proposal is about, it names; that it is about something is taken back only in the same breath. */
static enum stance gate_stance(struct evaluation *eval, const struct concept_span *span)
{
	const struct text_word *word = &eval->words.words.at[span->first];
	struct prose_unit *unit = &eval->subject->prose.units[word->unit];

	if (unit->kind == PROSE_HEADING || unit->kind == PROSE_FIELD)
		return STANCE_NAMED;
	if (said_in(eval, POLARITY_OTHER_VOICE, word->sentence, eval->words.sentences.at[word->sentence],
	            span->first) ||
	    under_quoting_heading(eval, unit))
		return STANCE_OTHER;
	return is_contrasted(eval, span) ? STANCE_OWN : stance_in_sentence(eval, unit, span);
}

static void stances_gather(struct evaluation *eval, const uint32_t *concepts, uint32_t count, bool gate,
                           struct window window, struct stances *out)
{
	for (uint32_t i = 0; i < count; i++) {
		const struct concept_spans *spans = concept_find(&eval->words, concepts[i]);
		for (size_t k = 0; k < spans->n; k++) {
			const struct text_word *words = eval->words.words.at;
			enum stance stance = STANCE_OWN;
			if (!within(eval, window, &spans->at[k]))
				continue;
			stance = gate ? gate_stance(eval, &spans->at[k]) : stance_of(eval, &spans->at[k]);
			out->n[stance]++;
			answer_mention(eval, &out->by[stance],
			               &eval->subject->prose.units[words[spans->at[k].first].unit],
			               words[spans->at[k].first].from, words[spans->at[k].last].to);
		}
	}
}

static struct answer told(struct stances *stances, enum stance stance, enum tri holds, enum ground ground)
{
	struct answer answer = answer_of(holds, ground);

	answer_join(&answer, &stances->by[stance]);
	return answer;
}

/* Is it spoken of at all? */
static struct answer gate_answer(struct stances *stances)
{
	static const enum stance order[] = {STANCE_OWN, STANCE_NAMED, STANCE_OPEN};

	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (stances->n[order[i]])
			return told(stances, order[i], TRI_YES, GROUND_FOUND);
	if (stances->n[STANCE_DENIED])
		return told(stances, STANCE_DENIED, TRI_NO, GROUND_DENIED);
	return answer_of(TRI_NO, GROUND_NOT_FOUND);
}

/* Whatever the proposal itself says of it; a heading alone says nothing. */
static struct answer any_answer(struct stances *stances, bool gate)
{
	static const enum stance order[] = {STANCE_OWN, STANCE_DENIED, STANCE_OPEN, STANCE_NAMED};
	size_t n = sizeof order / sizeof *order - !gate;

	for (size_t i = 0; i < n; i++)
		if (stances->n[order[i]])
			return told(stances, order[i], TRI_YES, GROUND_FOUND);
	return answer_of(gate ? TRI_NO : TRI_UNKNOWN, gate ? GROUND_NOT_FOUND : GROUND_SILENT);
}

/* What is only named adds its denials; to name it leaves the question open. */
static void named_gather(struct evaluation *eval, const struct condition *condition, struct window window,
                         struct stances *out)
{
	struct stances named = {0};

	stances_gather(eval, condition->named, condition->named_count, condition->gate, window, &named);
	for (int i = 0; i < STANCES; i++) {
		enum stance to = i == STANCE_OWN ? STANCE_OPEN : (enum stance)i;
		answer_join(&out->by[to], &named.by[i]);
		out->n[to] += named.n[i];
	}
}

struct answer evaluate_concept(struct evaluation *eval, const struct condition *condition, struct window window)
{
	struct stances stances = {0};
	enum stance wanted = condition->polarity == POLARITY_DENIED ? STANCE_DENIED : STANCE_OWN;
	enum stance opposite = wanted == STANCE_OWN ? STANCE_DENIED : STANCE_OWN;

	stances_gather(eval, condition->concepts, condition->concept_count, condition->gate, window, &stances);
	if (condition->named_count)
		named_gather(eval, condition, window, &stances);
	if (condition->any_stance)
		return any_answer(&stances, condition->gate);
	if (condition->gate && condition->polarity != POLARITY_DENIED)
		return gate_answer(&stances);
	if (stances.n[wanted] && stances.n[opposite]) {
		struct answer answer = told(&stances, wanted, TRI_UNKNOWN, GROUND_CONFLICTING);
		answer_join(&answer, &stances.by[opposite]);
		return answer;
	}
	if (stances.n[wanted])
		return told(&stances, wanted, TRI_YES, GROUND_FOUND);
	if (condition->gate)
		return answer_of(TRI_NO, GROUND_NOT_FOUND);
	if (stances.n[opposite])
		return told(&stances, opposite, TRI_NO, wanted == STANCE_OWN ? GROUND_DENIED : GROUND_NOT_DENIED);
	for (enum stance stance = STANCE_OPEN; stance < STANCES; stance++)
		if (stances.n[stance])
			return told(&stances, stance, TRI_UNKNOWN, GROUND_OPEN);
	return answer_of(TRI_UNKNOWN, GROUND_SILENT);
}

static bool states_topic(const struct evaluation *eval, const struct topic_facts *subject, struct str *which)
{
	const struct names *stated = &eval->subject->topics;

	for (uint32_t i = 0; i < stated->n; i++)
		for (uint32_t k = 0; k < subject->topics.n; k++)
			if (str_equal(stated->at[i].text, subject->topics.at[k].text)) {
				*which = stated->at[i].text;
				return true;
			}
	return false;
}

/* Does the text speak of one of these concepts? */
static struct answer speaks_of(struct evaluation *eval, const uint32_t *concepts, uint32_t count, struct window window)
{
	struct stances stances = {0};

	stances_gather(eval, concepts, count, true, window, &stances);
	return gate_answer(&stances);
}

/* What a proposal is about: its facts first, then its text; where only words that may mean it are used, that is not clear. */
struct answer evaluate_about(struct evaluation *eval, const struct condition *condition, struct window window)
{
	const struct topic_facts *subject = &eval->rulebook->lexicon.subjects[condition->about];
	struct answer said = {0}, perhaps = {0};
	struct str topic = STR_EMPTY;

	if (states_topic(eval, subject, &topic))
		return answer_with(TRI_YES, GROUND_TOPIC, topic);
	said = speaks_of(eval, subject->says, subject->says_count, window);
	if (said.holds == TRI_YES)
		return said;
	perhaps = speaks_of(eval, subject->perhaps, subject->perhaps_count, window);
	if (perhaps.holds != TRI_YES)
		return said;
	perhaps.holds = TRI_UNKNOWN;
	perhaps.ground = GROUND_PERHAPS;
	return perhaps;
}

/* The only category that the text names, or of which it shows marks; none when there are several. */
static enum category category_shown(struct evaluation *eval, bool named)
{
	const struct lexicon *lexicon = &eval->rulebook->lexicon;
	enum category found = CATEGORY_NONE;

	for (enum category category = CATEGORY_INNOVATIVE; category <= CATEGORIES; category++) {
		uint32_t index = lexicon_subject(lexicon, str_from(category_name(category)));
		const struct topic_facts *subject = index == MAP_NONE ? NULL : &lexicon->subjects[index];
		struct answer answer = {0};
		if (!subject)
			continue;
		answer = speaks_of(eval, named ? subject->says : subject->perhaps,
		                   named ? subject->says_count : subject->perhaps_count, evaluate_window(eval));
		if (answer.holds != TRI_YES)
			continue;
		if (found)
			return CATEGORY_NONE;
		found = category;
		eval->category_words = answer;
	}
	return found;
}

enum category evaluate_category(struct evaluation *eval, struct answer *words)
{
	if (eval->subject->category)
		return eval->subject->category;
	if (!eval->category_sought) {
		eval->category_sought = true;
		eval->category = category_shown(eval, true);
		if (!eval->category)
			eval->category = category_shown(eval, false);
	}
	if (eval->category) {
		struct answer shown = answer_copy(eval, &eval->category_words);
		answer_join(words, &shown);
	}
	return eval->category;
}
