/* Who is in charge of a document, and whom it binds. */
#include "registry/document/vocabulary_names.h"
#include "registry/import/import.h"
#include "registry/import/lines.h"
#include "registry/import/reading.h"
#include "registry/port/unicode.h"

struct choosing {
	struct import *import;
	struct paper *paper;
	const struct field_list *fields;
	const struct vocabulary *vocabulary;
};

static void put(struct choosing *choosing, const char *key, bool list, struct str value, size_t block, struct str text)
{
	struct import_key *to = import_key(choosing->import, key, list);

	vec_push(&to->values, (struct import_value){.text = value});
	import_find(choosing->import, choosing->paper, key, value, block, text);
}

static void doubt(struct choosing *choosing, enum import_doubt_kind kind, const char *key, const struct field *field)
{
	import_doubt(choosing->import, choosing->paper, kind, key, field->value, field->block);
}

/* The field of that role that is most to be trusted, the first of several; NULL when there is none. */
static const struct field *best(const struct choosing *choosing, enum label_role role)
{
	const struct field *found = NULL;

	for (size_t i = 0; i < choosing->fields->list.n; i++) {
		const struct field *field = &choosing->fields->list.at[i];
		if (field->role == role && field->value.n && (!found || field->trust > found->trust))
			found = field;
	}
	return found;
}

/* --- bodies ------------------------------------------------------------------------------------------------------------ */

static struct str body_id(struct choosing *choosing, const char *key, struct str name, size_t block)
{
	uint32_t body =
		choosing->vocabulary ? vocabulary_find(choosing->vocabulary, VOCABULARY_BODIES, name) : MAP_NONE;

	if (body == MAP_NONE && choosing->vocabulary) /* "nämnder" are its "nämnderna" */
		body = vocabulary_find(choosing->vocabulary, VOCABULARY_BODIES,
		                       arena_format(&choosing->import->arena, "%.*sna", STR_ARG(name)));
	if (body != MAP_NONE)
		return choosing->vocabulary->bodies[body].id;
	if (choosing->vocabulary)
		import_doubt(choosing->import, choosing->paper, DOUBT_REGISTER, key, name, block);
	return name;
}

static bool is_capital(struct str text)
{
	unsigned char a = text.n ? (unsigned char)text.at[0] : 0, b = text.n > 1 ? (unsigned char)text.at[1] : 0;

	return (a >= 'A' && a <= 'Z') || (a == 0xc3 && b >= 0x80 && b <= 0x9e);
}

/* "Anna Andersson": two or three words with capitals, none of which is an office's. */
static bool is_person(struct arena *arena, struct str text)
{
	size_t words = 1;

	if (reading_is_body(arena, text) || !is_capital(text))
		return false;
	for (size_t i = 0; i + 1 < text.n; i++)
		if (text.at[i] == ' ') {
			words++;
			if (!is_capital(str_part(text, i + 1, SIZE_MAX)))
				return false;
		}
	return words == 2 || words == 3;
}

/* Of "Hållbarhetsdirektör Anna Berg" the office. */
static struct str without_name(struct arena *arena, struct str value)
{
	size_t end = value.n, words = 0;

	while (end && words < 2) {
		while (end && value.at[end - 1] != ' ')
			end--;
		words++;
		if (words < 2 && end)
			end--;
	}
	if (end && words == 2 && is_person(arena, str_part(value, end, SIZE_MAX)) &&
	    reading_is_body(arena, str_part(value, 0, end)))
		return str_trim(str_part(value, 0, end));
	return value;
}

/* Of "Anna Andersson, kvalitetschef" the office. */
static struct str office_of(struct arena *arena, struct str value)
{
	struct str first = str_trim(str_part(value, 0, str_find(value, STR(","), 0)));
	size_t comma = str_find(value, STR(","), 0), bracket = str_find(value, STR("("), 0);

	if (is_person(arena, first))
		return comma == SIZE_MAX ? STR_EMPTY : str_trim(str_part(value, comma + 1, SIZE_MAX));
	if (bracket != SIZE_MAX && bracket > 3 && is_person(arena, str_trim(str_part(value, 0, bracket))))
		return str_trim(str_part(value, bracket + 1, str_find(value, STR(")"), bracket) - bracket - 1));
	if (comma != SIZE_MAX && is_person(arena, str_trim(str_part(value, comma + 1, SIZE_MAX))))
		return first; /* "Kvalitetschef, Anna Andersson" */
	return bracket != SIZE_MAX && bracket > 3 ? str_trim(str_part(value, 0, bracket)) : value;
}

static void choose_steward(struct choosing *choosing)
{
	struct arena *arena = &choosing->import->arena;
	const struct field *field = best(choosing, LABEL_STEWARD);
	struct str value;

	field = field ? field : best(choosing, LABEL_STEWARD_ALSO);
	if (!field)
		return;
	value = without_name(arena, office_of(arena, lines_as_one(arena, field->value)));
	if (value.n && str_ends(value, STR(".")))
		value.n--;
	if (!value.n)
		doubt(choosing, DOUBT_PERSON, "steward", field);
	else if (value.n > 100 || (field->trust < 3 && !is_capital(value) && !field->colon))
		doubt(choosing, DOUBT_UNREAD, "steward", field);
	else
		put(choosing, "steward", false, body_id(choosing, "steward", value, field->block), field->block,
		    field->value);
}

static struct str reach_word(struct arena *arena, struct str word)
{
	static const struct str befores[] = {STR("samtliga "),  STR("alla "),  STR("kommunens "), STR("stadens "),
	                                     STR("regionens "), STR("även "),  STR("i "),         STR("inom "),
	                                     STR("hela "),      STR("dess "),  STR("för "),       STR("de "),
	                                     STR("kommunala "), STR("såväl "), STR("av ")};

	word = str_trim(word);
	while (word.n && strchr(".;:", word.at[word.n - 1]))
		word.n--;
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof befores / sizeof *befores; i++)
			if (str_starts(unicode_fold(arena, str_part(word, 0, befores[i].n + 2)), befores[i]) &&
			    word.n > befores[i].n) {
				word = str_trim(str_part(word, befores[i].n, SIZE_MAX));
				again = true;
			}
	}
	return word;
}

static void reach_add(struct choosing *choosing, const struct field *field, struct str word)
{
	word = reach_word(&choosing->import->arena, word);
	if (word.n > 1)
		put(choosing, "applies-to", true, body_id(choosing, "applies-to", word, field->block), field->block,
		    field->value);
}

static void choose_reach(struct choosing *choosing)
{
	static const struct str parts[] = {STR(", "), STR(" och "), STR(" samt "), STR("; "), STR(" & ")};
	const struct field *field = best(choosing, LABEL_REACH);
	struct str rest;
	size_t from = 0, at = 0;

	if (!field)
		return;
	rest = lines_as_one(&choosing->import->arena, field->value);
	if (rest.n > 240) {
		doubt(choosing, DOUBT_UNREAD, "applies-to", field);
		return;
	}
	while (at < rest.n) {
		size_t cut = 0;
		for (size_t i = 0; i < sizeof parts / sizeof *parts && !cut; i++)
			if (str_starts(str_part(rest, at, SIZE_MAX), parts[i]) && !(at && rest.at[at - 1] == '-'))
				cut = parts[i].n;
		if (cut) {
			reach_add(choosing, field, str_part(rest, from, at - from));
			from = at + cut;
		}
		at += cut ? cut : 1;
	}
	reach_add(choosing, field, str_part(rest, from, SIZE_MAX));
}

void import_choose_bodies(struct import *import, struct paper *paper, const struct field_list *fields,
                          const struct vocabulary *vocabulary)
{
	struct choosing choosing = {import, paper, fields, vocabulary};

	choose_steward(&choosing);
	choose_reach(&choosing);
}
