/* Fixes of misspelt words: keys, values, and names of documents, parts, bodies, types and topics. */
#include "registry/base/spelling.h"
#include "registry/graph/edges.h"
#include "rules/fix/fix_internal.h"

static bool is_same_location(struct location a, struct location b)
{
	return a.line == b.line && a.column == b.column;
}

static const struct document *document_of(const struct fixing *fixing, const struct finding *finding)
{
	return &fixing->registry->documents[finding->document];
}

/* --- keys --------------------------------------------------------------------------------------------------------------- */

/* The first key of the map in which a key stands at the place, or NULL. Depth is bounded by the limit on YAML. */
static const struct yaml_node *keys_around(const struct yaml_node *node, struct location at)
{
	const struct yaml_node *found = NULL;

	if (!node || node->kind == YAML_SCALAR)
		return NULL;
	for (const struct yaml_node *child = node->first; child && !found; child = child->next) {
		if (node->kind == YAML_MAP && is_same_location(child->at, at))
			return node->first;
		found = keys_around(node->kind == YAML_MAP ? child->value : child, at);
	}
	return found;
}

/* Is the key at the place another one that is taken for the same word? */
static bool is_rival(const struct document *document, struct location at, struct str word)
{
	for (uint32_t i = 0; i < document->problem_count; i++)
		if (document->problems[i].kind == PROBLEM_KEY_UNKNOWN && is_same_location(document->problems[i].at, at))
			return str_equal(document->problems[i].args[1].text, word);
	return false;
}

#define KEYS_UNKNOWN_MAX 50u /* with more, the document follows a scheme of its own */

/* A key that stands twice, or very many that are not known: then what is meant is not certain. */
static bool has_odd_keys(const struct document *document)
{
	uint32_t unknown = 0;

	for (uint32_t i = 0; i < document->problem_count; i++) {
		if (document->problems[i].kind == PROBLEM_KEY_DUPLICATE)
			return true;
		unknown += document->problems[i].kind == PROBLEM_KEY_UNKNOWN;
	}
	return unknown > KEYS_UNKNOWN_MAX;
}

/* Not when the key is there already, or when two keys are taken for one. */
const struct fix *fix_key(struct fixing *fixing, const struct finding *finding)
{
	const struct document *document = document_of(fixing, finding);
	const struct yaml_node *keys = finding->sure ? keys_around(fixing->own.root, finding->at) : NULL;

	if (!keys || has_odd_keys(document))
		return NULL;
	for (const struct yaml_node *key = keys; key; key = key->next)
		if (str_equal(key->text, finding->args[1].text) ||
		    (!is_same_location(key->at, finding->at) &&
		     str_distance(key->text, finding->args[1].text, SPELLING_SURE) <= SPELLING_SURE &&
		     is_rival(document, key->at, finding->args[1].text)))
			return NULL;
	if (!fix_value(fixing, &fixing->own, finding->at, finding->args[0].text, finding->args[1].text))
		return NULL;
	return fix_make(fixing, FIX_WORD, finding->args[0].text, finding->args[1].text, STR_EMPTY);
}

/* --- lines and dates ----------------------------------------------------------------------------------------------------- */

/* A line that is not YAML: what to write has been tried. */
const struct fix *fix_line(struct fixing *fixing, const struct finding *finding)
{
	const struct fix_file *file = &fixing->own;
	struct location start = {finding->at.line, 1};
	size_t from = fix_offset(file, start);
	struct str rest = STR_EMPTY, line = STR_EMPTY;

	if (!finding->sure || from == SIZE_MAX)
		return NULL;
	rest = fix_rest(file, from);
	if (!str_next_line(&rest, &line) || !fix_edit(fixing, file, start, line, finding->args[1].text))
		return NULL;
	return fix_make(fixing, FIX_LINE, finding->args[1].text, STR_EMPTY, STR_EMPTY);
}

/* A day in another form than that of ISO 8601. */
const struct fix *fix_date(struct fixing *fixing, const struct finding *finding)
{
	struct str date = finding->args[2].text;

	if (!finding->sure || !fix_value(fixing, &fixing->own, finding->at, finding->args[1].text, date))
		return NULL;
	return fix_make(fixing, FIX_WORD, finding->args[1].text, date, STR_EMPTY);
}

/* --- values ------------------------------------------------------------------------------------------------------------- */

static bool is_sure_type(const struct vocabulary *vocabulary, const struct finding *finding)
{
	struct spelling spelling = spelling_of(finding->args[1].text);

	for (uint32_t i = 0; i < vocabulary->type_count; i++)
		spelling_try(&spelling, vocabulary->types[i].id);
	return spelling_is_sure(&spelling) && str_equal(spelling.best, finding->args[2].text);
}

/* Not a topic that the document has already. */
static bool is_sure_topic(const struct fixing *fixing, const struct finding *finding)
{
	const struct vocabulary *vocabulary = &fixing->registry->vocabulary;
	const struct names *topics = &document_of(fixing, finding)->topics;
	struct spelling spelling = spelling_of(finding->args[1].text);

	for (uint32_t i = 0; i < topics->n; i++)
		if (str_equal(topics->at[i].text, finding->args[2].text))
			return false;
	for (uint32_t i = 0; i < vocabulary->topic_count; i++)
		spelling_try(&spelling, vocabulary->topics[i].id);
	return spelling_is_sure(&spelling) && str_equal(spelling.best, finding->args[2].text);
}

static bool is_named(const struct body *body, struct str name)
{
	for (uint32_t i = 0; i < body->aliases.n; i++)
		if (str_equal(body->aliases.at[i].text, name))
			return true;
	return str_equal(body->name, name);
}

/* One body's id misspelt, or its name or alias (KF) where its id belongs. */
static bool is_sure_body(const struct fixing *fixing, const struct finding *finding)
{
	const struct vocabulary *vocabulary = &fixing->registry->vocabulary;
	const struct document *document = document_of(fixing, finding);
	struct spelling spelling = spelling_of(finding->args[1].text);
	uint32_t named = 0, other = NO_BODY;

	for (uint32_t i = 0; i < document->scope_count; i++)
		if (str_equal(finding->args[0].text, STR("applies-to")) &&
		    str_equal(document->scopes[i].body.text, finding->args[2].text))
			return false;
	for (uint32_t i = 0; i < vocabulary->body_count; i++) {
		spelling_try(&spelling, vocabulary->bodies[i].id);
		if (is_named(&vocabulary->bodies[i], finding->args[1].text)) {
			named++;
			other = i;
		}
	}
	if (named)
		return named == 1 && str_equal(vocabulary->bodies[other].id, finding->args[2].text);
	return spelling_is_sure(&spelling) && str_equal(spelling.best, finding->args[2].text);
}

/* A list that is written as running text on one line, of which all is known. */
static const struct fix *fix_list(struct fixing *fixing, const struct finding *finding)
{
	size_t from = fix_offset(&fixing->own, finding->at);
	struct str old = finding->args[1].text, list = finding->args[3].text, rest = STR_EMPTY, line = STR_EMPTY;

	if (!finding->sure || from == SIZE_MAX)
		return NULL;
	rest = fix_rest(&fixing->own, from);
	if (!str_next_line(&rest, &line) || !str_equal(str_trim(line), old) ||
	    !fix_edit(fixing, &fixing->own, finding->at, old, list))
		return NULL;
	return fix_make(fixing, FIX_WORD, old, list, STR_EMPTY);
}

const struct fix *fix_word(struct fixing *fixing, const struct finding *finding)
{
	bool sure = false;

	if ((finding->diagnostic == DIAGNOSTIC_BODY_UNKNOWN || finding->diagnostic == DIAGNOSTIC_TOPIC_UNKNOWN) &&
	    finding->args[3].text.n)
		return fix_list(fixing, finding);
	if (finding->diagnostic == DIAGNOSTIC_FRONT_MATTER_VALUE)
		sure = finding->sure;
	else if (finding->diagnostic == DIAGNOSTIC_TYPE_UNKNOWN)
		sure = is_sure_type(&fixing->registry->vocabulary, finding);
	else if (finding->diagnostic == DIAGNOSTIC_TOPIC_UNKNOWN)
		sure = is_sure_topic(fixing, finding);
	else
		sure = is_sure_body(fixing, finding);
	if (!sure || !fix_value(fixing, &fixing->own, finding->at, finding->args[1].text, finding->args[2].text))
		return NULL;
	return fix_make(fixing, FIX_WORD, finding->args[1].text, finding->args[2].text, STR_EMPTY);
}

/* --- documents -------------------------------------------------------------------------------------------------------- */

/* The only document that the misspelt id can mean, and not the one that names it. */
static bool is_sure_id(const struct fixing *fixing, uint32_t self, struct str text, struct str nearest)
{
	const struct registry *registry = fixing->registry;
	struct spelling spelling = spelling_of(text);

	if (!nearest.n)
		return false;
	registry_spell(registry, &spelling);
	if (!spelling_is_sure(&spelling)) /* which spares most a look at all ids */
		return false;
	spelling = spelling_of(text);
	for (uint32_t i = 0; i < registry->count; i++)
		if (registry->documents[i].readable)
			spelling_try_known(&spelling, registry->documents[i].id, registry->letters[i]);
	return spelling_is_sure(&spelling) && str_equal(spelling.best, nearest) &&
	       !str_equal(spelling.best, registry->documents[self].id);
}

/* The relation that names a document, or a part, at the place. */
static const struct relation *relation_at(const struct document *document, struct location at)
{
	RELATIONS_EACH(relation, document) {
		if (is_same_location(relation->target.at, at) || is_same_location(relation->target.part_at, at))
			return relation;
	}
	return NULL;
}

/* Does the document state such a relation to that document, and part, already? */
static bool is_stated(const struct document *document, const struct relation *like, struct str name, struct str part)
{
	RELATIONS_EACH(relation, document) {
		if (relation->type == like->type && relation->inverse == like->inverse &&
		    str_equal(relation->target.name, name) && str_equal(relation->target.part, part))
			return true;
	}
	return false;
}

/* A title, an alias or a number where the id belongs, or an id that is misspelt. */
const struct fix *fix_reference(struct fixing *fixing, const struct finding *finding)
{
	const struct document *document = document_of(fixing, finding);
	const struct relation *relation = relation_at(document, finding->at);
	struct str name = finding->args[1].text, nearest = finding->args[2].text;

	if (finding->args[3].text.n)
		return fix_list(fixing, finding);
	if ((relation && is_stated(document, relation, nearest, relation->target.part)) ||
	    (!finding->sure && !is_sure_id(fixing, finding->document, name, nearest)) ||
	    !fix_value(fixing, &fixing->own, finding->at, name, nearest))
		return NULL;
	return fix_make(fixing, FIX_WORD, name, nearest, STR_EMPTY);
}

/* --- parts -------------------------------------------------------------------------------------------------------------- */

/* Of another document, the only part that is meant; a digest may leave the right one out. */
static bool is_sure_part(const struct fixing *fixing, uint32_t self, uint32_t index, struct str part,
                         struct str nearest)
{
	const struct document *document = NULL;
	struct spelling spelling = spelling_of(part);

	if (index == NO_DOCUMENT)
		return false;
	document = &fixing->registry->documents[index];
	if (index != self && document->holding == HOLDING_DIGEST)
		return false;
	for (uint32_t i = 0; i < document->part_count; i++)
		spelling_try(&spelling, document->parts[i].anchor);
	return spelling_is_sure(&spelling) && str_equal(spelling.best, nearest);
}

const struct fix *fix_part(struct fixing *fixing, const struct finding *finding)
{
	const struct document *document = document_of(fixing, finding);
	const struct relation *relation = relation_at(document, finding->at);
	uint32_t target = registry_find(fixing->registry, finding->args[0].text);
	struct str part = finding->args[1].text, nearest = finding->args[2].text;

	if ((relation && is_stated(document, relation, relation->target.name, nearest)) ||
	    !is_sure_part(fixing, finding->document, target, part, nearest) ||
	    !fix_value(fixing, &fixing->own, finding->at, part, nearest))
		return NULL;
	return fix_make(fixing, FIX_WORD, part, nearest, STR_EMPTY);
}

/* --- links in the text ------------------------------------------------------------------------------------------------ */

const struct citation *fix_citation(const struct document *document, struct location at)
{
	uint32_t low = 0, high = document->citation_count; /* in order of their places */

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct location there = document->citations[middle].at;
		if (there.line < at.line || (there.line == at.line && there.column < at.column))
			low = middle + 1;
		else
			high = middle;
	}
	return low < document->citation_count && is_same_location(document->citations[low].at, at)
	               ? &document->citations[low]
	               : NULL;
}

struct location fix_citation_location(const struct fix_file *file, const struct citation *citation)
{
	struct location at = citation->at;
	size_t from = fix_offset(file, at);
	struct str rest = STR_EMPTY, before = STR_EMPTY;

	if (from == SIZE_MAX || from < 2)
		return LOCATION_FILE;
	rest = fix_rest(file, from);
	before = str_part(file->text, from - 2, 2);
	if (citation->kind == CITATION_WIKI && !str_equal(before, STR("[[")))
		return LOCATION_FILE; /* a citation by a pattern of the collection's own */
	for (; citation->kind == CITATION_WIKI && rest.n && rest.at[0] == ' '; rest = str_part(rest, 1, rest.n))
		at.column++;
	return str_starts(rest, citation->text) ? at : LOCATION_FILE;
}

/* The part stands behind "#", as it is written. */
static bool edit_part(struct fixing *fixing, const struct citation *citation, struct location at, struct str nearest)
{
	struct str old = arena_format(fixing->arena, "#%.*s", STR_ARG(citation->part));

	at.column += (uint32_t)citation->text.n;
	return fix_edit(fixing, &fixing->own, at, old, arena_format(fixing->arena, "#%.*s", STR_ARG(nearest)));
}

/* Is the word fit for a URL, and for [[...]], as it is? */
static bool is_fit(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (word.at[i] & 0x80)
			return false;
	return yaml_is_plain(word);
}

const struct fix *fix_link(struct fixing *fixing, const struct finding *finding)
{
	const struct document *document = document_of(fixing, finding);
	const struct citation *citation = fix_citation(document, finding->at);
	bool whole = finding->diagnostic == DIAGNOSTIC_LINK_DANGLING;
	struct str nearest = finding->args[whole ? 1 : 2].text;
	struct location at = LOCATION_FILE;

	if (!citation || !fix_may_change_text(document) || !is_fit(nearest) ||
	    (citation->kind != CITATION_WIKI && (whole || citation->kind != CITATION_LINK)))
		return NULL;
	at = fix_citation_location(&fixing->own, citation);
	if (!at.line)
		return NULL;
	if (whole ? !is_sure_id(fixing, finding->document, citation->text, nearest) ||
	                    !fix_edit(fixing, &fixing->own, at, citation->text, nearest)
	          : !is_sure_part(fixing, finding->document, citation->document, citation->part, nearest) ||
	                    !edit_part(fixing, citation, at, nearest))
		return NULL;
	return fix_make(fixing, FIX_WORD, whole ? citation->text : citation->part, nearest, STR_EMPTY);
}
