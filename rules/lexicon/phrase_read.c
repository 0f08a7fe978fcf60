/* Phrases of a lexicon, from text: see lexicon.h for how they are written. */
#include "registry/base/spelling.h"
#include "registry/document/key_table.h"
#include "registry/port/unicode.h"
#include "rules/lexicon/inflection.h"
#include "rules/lexicon/lexicon_reading.h"

#define CHOICES 64u
#define MARKED_BYTES 3u /* of a word that can be part of others, at least */

uint32_t stem_add(struct lexicon_reading *reading, struct str lemma, bool just_so)
{
	struct lexicon *lexicon = reading->lexicon;
	struct str stem =
		just_so ? arena_format(reading->fields.arena, "=%.*s", STR_ARG(lemma)) : inflection_stem(lemma);
	uint32_t found = map_get(&lexicon->stems, stem);

	if (found != MAP_NONE)
		return found;
	map_add(&lexicon->stems, arena_copy(reading->fields.arena, stem), lexicon->stem_count);
	return lexicon->stem_count++;
}

/* The part of `rest` before the next of such signs, which are taken away with it. */
static struct str cut(struct str *rest, char sign)
{
	struct str before = *rest;
	size_t at = 0;

	while (at < rest->n && rest->at[at] != sign)
		at++;
	before.n = at;
	*rest = str_part(*rest, at + (at < rest->n), rest->n);
	return before;
}

static bool concept_named(struct lexicon_reading *reading, struct str name, struct location at,
                          struct choice_of_word *out)
{
	const struct lexicon *lexicon = reading->lexicon;
	uint32_t found = lexicon_concept(lexicon, name);
	struct spelling spelling = spelling_of(name);

	*out = (struct choice_of_word){.stem = found};
	if (found != MAP_NONE)
		return true;
	for (uint32_t i = 0; i < lexicon->concept_count; i++)
		spelling_try(&spelling, lexicon->concepts[i].name);
	fields_tell(&reading->fields, PROBLEM_NAME_UNKNOWN, at, ARGUMENT(STR("concept")), ARGUMENT(name));
	reading->file->problems.at[reading->file->problems.n - 1].args[2] = argument_text(spelling_nearest(&spelling));
	return false;
}

static bool choice_read(struct lexicon_reading *reading, struct str text, struct location at,
                        struct choice_of_word *out)
{
	unsigned marks = MARK_WHOLE;
	struct str written = text;
	bool just_so = text.n > 0 && text.at[0] == '=';

	if (text.n > 0 && text.at[0] == '@')
		return concept_named(reading, str_part(text, 1, text.n), at, out);
	if (just_so)
		text = str_part(text, 1, text.n);
	if (text.n > 0 && text.at[0] == '*') {
		marks |= MARK_HEAD;
		text = str_part(text, 1, text.n);
	}
	if (text.n > 0 && text.at[text.n - 1] == '*') {
		marks |= MARK_FIRST;
		text.n--;
	}
	if (str_equal(text, STR("#")))
		just_so = true;
	if (text.n < (marks == MARK_WHOLE ? 1u : MARKED_BYTES)) {
		fields_problem(&reading->fields, PROBLEM_PATTERN, at, written, STR("it says everything"));
		return false;
	}
	*out = (struct choice_of_word){.stem = stem_add(reading, text, just_so), .marks = marks};
	return true;
}

/* Words that deny; a phrase that has one itself is not denied by it. */
static bool is_negation(struct str text)
{
	static const char *const words[] = {"inte", "ej",   "aldrig", "ingen",  "inget", "inga",
	                                    "utan", "icke", "saknas", "saknar", "sakna", "varken"};

	if (text.n && text.at[0] == '=')
		text = str_part(text, 1, text.n);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(text, str_from(words[i])))
			return true;
	return false;
}

static bool element_read(struct lexicon_reading *reading, struct str text, struct location at, struct element *out,
                         bool *negated)
{
	struct choice_of_word choices[CHOICES];

	while (text.n && out->count < CHOICES) {
		struct str word = cut(&text, '/');
		*negated = *negated || is_negation(word);
		if (!choice_read(reading, word, at, &choices[out->count++]))
			return false;
	}
	out->choices = ARENA_ARRAY(reading->fields.arena, struct choice_of_word, out->count);
	memcpy(out->choices, choices, out->count * sizeof *choices);
	return true;
}

/* One phrase; false, with a problem told, when it is none. */
static bool phrase_read(struct lexicon_reading *reading, struct str text, struct location at, struct phrase *out)
{
	struct element elements[PHRASE_ELEMENTS] = {{0}};
	struct str rest = unicode_fold(reading->fields.arena, text), word = STR_EMPTY;
	uint32_t gap = 0;
	bool any_order = false;

	while (rest.n && out->count < PHRASE_ELEMENTS) {
		word = cut(&rest, ' ');
		if (str_equal(word, STR("..")) || str_equal(word, STR("..."))) {
			gap = word.n == 2 ? GAP_SHORT : GAP_LONG;
		} else if (str_equal(word, STR("^"))) {
			out->begins = true;
		} else if (str_equal(word, STR("&"))) {
			any_order = out->count > 0;
		} else if (word.n) {
			struct element *element = &elements[out->count++];
			*element = (struct element){.gap = out->count > 1 ? gap : 0, .any_order = any_order};
			if (!element_read(reading, word, at, element, &out->negated))
				return false;
			gap = 0;
			any_order = false;
		}
	}
	out->elements = ARENA_ARRAY(reading->fields.arena, struct element, out->count);
	memcpy(out->elements, elements, out->count * sizeof *elements);
	if (out->count)
		return true;
	fields_problem(&reading->fields, PROBLEM_PATTERN, at, text, STR("it says everything"));
	return false;
}

void phrases_read(struct lexicon_reading *reading, struct str key, const struct yaml_node *value, struct phrases *out)
{
	struct names names = {0};

	if (!fields_names(&reading->fields, key, value, false, &names))
		return;
	out->at = ARENA_ARRAY(reading->fields.arena, struct phrase, names.n);
	for (uint32_t i = 0; i < names.n; i++)
		if (phrase_read(reading, names.at[i].text, names.at[i].at, &out->at[out->n]))
			out->n++;
}
