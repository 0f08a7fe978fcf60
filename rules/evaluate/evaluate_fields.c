/* Conditions about what front matter states and what the text cites: field, cites. */
#include "registry/validity/status.h"
#include "rules/evaluate/evaluate.h"
#include "rules/language/amount.h"

/* --- field ---------------------------------------------------------------------------------------------------------- */

/* A value as one text: a list's items with commas between. */
static struct str field_text(struct evaluation *eval, const struct yaml_node *value)
{
	struct str *texts = NULL;
	size_t count = 0;

	if (value->kind == YAML_SCALAR)
		return value->text;
	for (const struct yaml_node *item = value->first; item; item = item->next)
		count++;
	texts = ARENA_ARRAY(eval->arena, struct str, count);
	count = 0;
	for (const struct yaml_node *item = value->first; item; item = item->next)
		if (item->kind == YAML_SCALAR)
			texts[count++] = item->text;
	return arena_list(eval->arena, texts, count, STR(", "));
}

static bool is_one_of(struct str text, const struct names *values)
{
	for (uint32_t i = 0; i < values->n; i++)
		if (str_equal(text, values->at[i].text))
			return true;
	return false;
}

/* A list has a value when one of its items is that. */
static bool has_one_of(const struct yaml_node *value, const struct names *values)
{
	if (value->kind == YAML_SCALAR)
		return is_one_of(value->text, values);
	for (const struct yaml_node *item = value->kind == YAML_LIST ? value->first : NULL; item; item = item->next)
		if (item->kind == YAML_SCALAR && is_one_of(item->text, values))
			return true;
	return false;
}

/* Yes, no, or unknown when the value cannot be compared. */
static enum tri field_fits(struct evaluation *eval, const struct condition *condition, const struct yaml_node *value,
                           struct str text)
{
	struct date date = DATE_NONE;
	int64_t number = 0;

	switch (condition->field_test) {
	case FIELD_EQUALS:
	case FIELD_ONE_OF:
		return has_one_of(value, &condition->values) ? TRI_YES : TRI_NO;
	case FIELD_MATCHES:
		return evaluate_matches(eval, condition->patterns[0], text) ? TRI_YES
		       : eval->stuck[condition->patterns[0]]                ? TRI_UNKNOWN
		                                                            : TRI_NO;
	case FIELD_LEAST:
	case FIELD_MOST:
		if (!amount_read(text, &number))
			return TRI_UNKNOWN;
		return (!condition->has_least || number >= condition->least) &&
		                       (!condition->has_most || number <= condition->most)
		               ? TRI_YES
		               : TRI_NO;
	case FIELD_FROM:
		return date_parse(text, &date) ? date_not_after(condition->date, date) : TRI_UNKNOWN;
	case FIELD_TO:
		return date_parse(text, &date) ? date_not_after(date, condition->date) : TRI_UNKNOWN;
	case FIELD_PRESENT:
		break;
	}
	return TRI_YES;
}

struct answer evaluate_field(struct evaluation *eval, const struct condition *condition)
{
	const struct yaml_node *value = subject_field(eval->subject, condition->key);
	struct answer answer = {0};
	struct str text = STR_EMPTY;
	enum tri fits = TRI_UNKNOWN;

	/* what the command line says stands for the category when the text says nothing */
	if (condition->field_test == FIELD_PRESENT) {
		bool there = value != NULL;
		answer = answer_with(there == condition->wanted ? TRI_YES : TRI_NO,
		                     there ? GROUND_FIELD_STATED : GROUND_FIELD_ABSENT, condition->key);
		if (there)
			answer_location(eval, &answer, value->at, field_text(eval, value));
		return answer;
	}
	if (!value)
		return answer_with(TRI_UNKNOWN, GROUND_FIELD_MISSING, condition->key);
	text = field_text(eval, value);
	fits = field_fits(eval, condition, value, text);
	if (condition->field_test == FIELD_MATCHES && fits == TRI_UNKNOWN)
		return answer_stuck(eval);
	answer = answer_with(fits,
	                     fits == TRI_YES  ? GROUND_FIELD_FITS
	                     : fits == TRI_NO ? GROUND_FIELD_WRONG
	                                      : GROUND_FIELD_UNREAD,
	                     condition->key, text);
	answer_location(eval, &answer, value->at, text);
	return answer;
}

/* --- cites ---------------------------------------------------------------------------------------------------------- */

struct citing {
	struct evaluation *eval;
	const struct condition *condition;
	struct location first, last; /* only what is cited between them */
	struct answer found, unsure;
};

static bool is_wanted(const struct citing *citing, uint32_t document, struct str part)
{
	const struct condition *condition = citing->condition;
	const struct registry *registry = citing->eval->rulebook->registry;

	if (document == citing->eval->subject->registered && document != NO_DOCUMENT)
		return false;
	if (condition->values.n && !is_one_of(registry->documents[document].id, &condition->values))
		return false;
	return !condition->part.n || str_equal(document_part_anchor(&registry->documents[document], part),
	                                       document_part_anchor(&registry->documents[document], condition->part));
}

static void cite_take(struct citing *citing, uint32_t document, struct str part, struct location at, struct str text)
{
	struct evaluation *eval = citing->eval;
	const struct registry *registry = eval->rulebook->registry;
	uint32_t asked = citing->condition->statuses, index = MARKDOWN_NO_PART;
	struct answer *answer = &citing->found;
	struct str id = STR_EMPTY;
	enum status status = STATUS_UNKNOWN;

	if (document == NO_DOCUMENT || !is_wanted(citing, document, part))
		return;
	id = registry->documents[document].id;
	if (!asked) {
		*answer = answer->count ? *answer : answer_with(TRI_YES, GROUND_CITED, id);
	} else {
		if (part.n)
			index = document_part(&registry->documents[document], part);
		status = status_on(registry, document, index, eval->on);
		if (asked & (1u << status)) {
			if (!answer->count)
				*answer = answer_with(TRI_YES, GROUND_CITED_STATUS, id,
				                      argument_label(status_texts(status)));
		} else if (status == STATUS_UNKNOWN) {
			answer = &citing->unsure;
			if (!answer->count)
				*answer = answer_with(TRI_UNKNOWN, GROUND_CITED_UNSURE, id);
		} else {
			return;
		}
	}
	answer_location(eval, answer, at, text);
}

static bool is_before(struct location a, struct location b)
{
	return a.line != b.line ? a.line < b.line : a.column < b.column;
}

/* Where a window begins and ends in the file; front matter is before it, whatever its place. */
static void window_places(struct citing *citing, struct window window)
{
	const struct prose *prose = &citing->eval->subject->prose;

	citing->first = LOCATION_FILE;
	citing->last = (struct location){UINT32_MAX, 0};
	if (window.last - window.first == prose->count && !window.narrow)
		return;
	if (window.first >= window.last) {
		citing->last = LOCATION_FILE;
		return;
	}
	citing->first = prose_location(&prose->units[window.first], window.narrow ? window.from : 0);
	citing->last = prose_location(&prose->units[window.last - 1],
	                              window.narrow ? window.to : prose->units[window.last - 1].text.n);
}

/* Is one of the documents so named a governing one? A case number that a programme shares with its drafts and replies means the
 * programme. */
static bool name_governs(const struct registry *registry, uint32_t name)
{
	for (; name != NO_NAME; name = names_at(registry->names, name)->next)
		if (registry_governs(registry, names_at(registry->names, name)->document))
			return true;
	return false;
}

static void citation_take(struct citing *citing, const struct citation *citation)
{
	const struct names_index *names = citing->eval->rulebook->registry->names;
	bool governed = false;

	if (citation->outcome == CITATION_UNKNOWN ||
	    prose_is_quoted(&citing->eval->subject->prose, citation->at.line) ||
	    is_before(citation->at, citing->first) || is_before(citing->last, citation->at))
		return;
	if (citation->kind == CITATION_WIKI || citation->kind == CITATION_LINK) {
		cite_take(citing, citation->document, citation->part, citation->at, citation->text);
		return;
	}
	governed = name_governs(citing->eval->rulebook->registry, citation->name);
	for (uint32_t name = citation->name; name != NO_NAME; name = names_at(names, name)->next)
		if (!governed || registry_governs(citing->eval->rulebook->registry, names_at(names, name)->document))
			cite_take(citing, names_at(names, name)->document, citation->part, citation->at,
			          citation->text);
}

struct answer evaluate_cites(struct evaluation *eval, const struct condition *condition, struct window window)
{
	struct citing citing = {.eval = eval, .condition = condition};
	const struct subject *subject = eval->subject;

	window_places(&citing, window);
	for (uint32_t i = 0; !citing.first.line && i < subject->cite_count; i++)
		cite_take(&citing, subject->cites[i].document, subject->cites[i].part, subject->cites[i].at,
		          subject->cites[i].name);
	for (uint32_t i = 0; i < subject->document.citation_count; i++)
		citation_take(&citing, &subject->document.citations[i]);
	if (citing.found.count)
		return citing.found;
	return citing.unsure.count ? citing.unsure : answer_of(TRI_NO, GROUND_NOT_CITED);
}
