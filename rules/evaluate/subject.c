#include "rules/evaluate/subject.h"

#include "registry/document/front_matter.h"
#include "registry/graph/resolve.h"
#include "registry/port/unicode.h"
#include "rules/checks/checks.h"

const char *category_name(enum category category)
{
	return category ? category_words[category - 1] : "";
}

struct keys_reading { /* what the reading of one front matter needs */
	struct subject *subject;
	struct fields fields;
	const struct subject_reading *reading;
};

/* --- the keys of a proposal ----------------------------------------------------------------------------------------- */

static void named_read(struct keys_reading *keys, const struct yaml_node *key, struct named *out)
{
	out->at = key->value->at;
	fields_text(&keys->fields, key->text, key->value, &out->text);
}

static void cites_read(struct keys_reading *keys, const struct yaml_node *key)
{
	struct subject *subject = keys->subject;
	struct names names = {0};

	if (!fields_names(&keys->fields, key->text, key->value, false, &names))
		return;
	subject->cites = ARENA_ARRAY(keys->fields.arena, struct reference, names.n);
	for (uint32_t i = 0; i < names.n; i++) {
		struct reference *cite = &subject->cites[subject->cite_count++];
		*cite = reference_of(names.at[i].text, names.at[i].at);
		cite->document = registry_find(keys->reading->registry, cite->name);
	}
}

static void budget_read(struct keys_reading *keys, const struct yaml_node *map)
{
	static const char *const words[] = {"amount", "currency"};
	uint32_t amount = 0;
	struct str currency = STR_EMPTY;

	if (map->kind != YAML_MAP) {
		fields_problem(&keys->fields, PROBLEM_SHAPE, map->at, STR("budget"), STR("@map"));
		return;
	}
	for (const struct yaml_node *key = map->first; key; key = key->next)
		if (str_equal(key->text, STR("amount")))
			fields_number(&keys->fields, key->text, key->value, &amount);
		else if (str_equal(key->text, STR("currency")))
			fields_text(&keys->fields, key->text, key->value, &currency);
		else
			fields_key_unknown(&keys->fields, key, words, FIELDS_COUNT(words));
}

static void waivers_take(struct keys_reading *keys, const struct yaml_node *list)
{
	if (list->kind != YAML_LIST) {
		fields_problem(&keys->fields, PROBLEM_SHAPE, list->at, STR("waivers"), STR("@list"));
		return;
	}
	for (const struct yaml_node *item = list->first; item; item = item->next)
		waiver_read(&keys->fields, &keys->subject->waivers, keys->subject->path, item, true);
}

static void key_read(struct keys_reading *keys, const struct yaml_node *key)
{
	static const char *const words[] = {"title",  "body", "date",  "category", "topics",
	                                    "budget", "dnr",  "cites", "waivers"};
	struct subject *subject = keys->subject;
	int which = 0, word = 0;

	while (which < (int)FIELDS_COUNT(words) && !str_equal(key->text, str_from(words[which])))
		which++;
	if (which < (int)FIELDS_COUNT(words) && yaml_is_null(key->value))
		return;
	switch (which) {
	case 0:
		fields_text(&keys->fields, key->text, key->value, &subject->title);
		break;
	case 1:
		named_read(keys, key, &subject->body);
		break;
	case 2:
		fields_date(&keys->fields, key->text, key->value, &subject->date);
		break;
	case 3:
		word = fields_word(&keys->fields, key->text, key->value, category_words, CATEGORIES);
		subject->category = (enum category)(word + 1);
		break;
	case 4:
		fields_names(&keys->fields, key->text, key->value, false, &subject->topics);
		break;
	case 5:
		budget_read(keys, key->value);
		break;
	case 6:
		fields_names(&keys->fields, key->text, key->value, true, &subject->dnr);
		break;
	case 7:
		cites_read(keys, key);
		break;
	case 8:
		waivers_take(keys, key->value);
		break;
	default:
		fields_key_unknown(&keys->fields, key, words, FIELDS_COUNT(words));
	}
}

static void need(struct keys_reading *keys, bool there, const char *name)
{
	const struct yaml_node *value = yaml_get(keys->subject->front, str_from(name));

	if (!there && (!value || yaml_is_null(value))) /* any other value has been told */
		fields_problem(&keys->fields, PROBLEM_KEY_MISSING, value ? value->at : (struct location){1, 1},
		               str_from(name), STR_EMPTY);
}

static void check_stated(struct keys_reading *keys)
{
	need(keys, keys->subject->title.n > 0, "title");
	need(keys, keys->subject->body.text.n > 0, "body");
	need(keys, keys->subject->date.known, "date");
}

/* --- names that the register must know ------------------------------------------------------------------------------ */

static void check_names(struct subject *subject, const struct subject_reading *reading)
{
	struct check *check = reading->check;
	const struct registry *registry = reading->registry;

	check_body_known(check, subject->path, NO_DOCUMENT, STR("body"), subject->body);
	check_topics_known(check, subject->path, NO_DOCUMENT, &subject->topics);
	for (uint32_t i = 0; i < subject->cite_count; i++) {
		const struct reference *cite = &subject->cites[i];
		if (cite->document == NO_DOCUMENT)
			check_report_file(
				check, DIAGNOSTIC_PROPOSAL_CITES, subject->path, cite->at,
				(struct str[FINDING_ARGS]){cite->name, registry_nearest(registry, cite->name)});
		else if (cite->part.n && registry_knows_parts(registry, cite->document) &&
		         document_part(&registry->documents[cite->document], cite->part) == MARKDOWN_NO_PART)
			check_report_file(
				check, DIAGNOSTIC_LINK_ANCHOR, subject->path, cite->at,
				(struct str[FINDING_ARGS]){
					cite->name, cite->part,
					document_nearest_part(&registry->documents[cite->document], cite->part)});
	}
}

static void facts_take(struct subject *subject, const struct subject_facts *facts, struct arena *arena)
{
	if (facts->body.n)
		subject->body = (struct named){facts->body, LOCATION_FILE};
	if (facts->on.known)
		subject->date = facts->on;
	for (int i = 0; i < CATEGORIES; i++)
		if (str_equal(facts->category, str_from(category_words[i])))
			subject->category = (enum category)(i + 1);
	if (facts->topic.n) {
		subject->topics = (struct names){ARENA_NEW(arena, struct named), 1};
		subject->topics.at[0] = (struct named){facts->topic, LOCATION_FILE};
	}
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static void begin(struct subject *out, struct str path, struct str text)
{
	*out = (struct subject){
		.path = path, .text = text, .registered = NO_DOCUMENT, .body_index = NO_BODY, .date = DATE_NONE};
	out->document.path = path;
	out->document.body_line = 1;
}

/* A text that does not begin with "---" has no front matter; it can say at its top whose it is. */
static bool is_bare(const struct subject *subject, const struct subject_reading *reading)
{
	return reading->bare ||
	       !(str_starts(subject->text, STR("---")) || str_starts(subject->text, STR("\xEF\xBB\xBF---")));
}

/* Where its front matter is, and what it says. False when there is none that can be used. */
static bool front_read(struct keys_reading *keys, const struct yaml_node *front)
{
	const struct subject_reading *reading = keys->reading;
	const struct limits *limits = &reading->registry->config.limits;
	struct subject *subject = keys->subject;
	struct front_matter found = {0};
	size_t before = keys->fields.problems->n;

	if (!front_matter_is_text(&keys->fields, subject->text))
		return false;
	subject->text = unicode_nfc(reading->arena, subject->text); /* patterns are written so */
	subject->front = front;
	if (!is_bare(subject, reading)) {
		if (!front_matter_find(&found, &keys->fields, subject->text, limits->front_matter_bytes))
			return false;
		before = keys->fields.problems->n;
		subject->front = front_matter_parse(&keys->fields, reading->arena, found.inner, limits);
		if (!front_matter_is_readable(subject->front, keys->fields.problems->n - before))
			return false;
		subject->document.body_at = (uint32_t)(subject->text.n - found.rest.n);
		subject->document.body_line = found.lines + 1;
	}
	if (reading->of_document)
		return true;
	for (const struct yaml_node *key = subject->front && subject->front->kind == YAML_MAP ? subject->front->first
	                                                                                      : NULL;
	     key; key = key->next)
		key_read(keys, key);
	return true;
}

static bool body_take(struct subject *subject, const struct subject_reading *reading)
{
	const struct registry *registry = reading->registry;
	struct resolving resolving = {registry, subject->registered, reading->reader, reading->arena, reading->scratch};
	struct markdown markdown = {0};
	struct location at = {0};
	struct str text = str_part(subject->text, subject->document.body_at, subject->text.n);
	struct document *document = &subject->document;

	if (!document_read_body(document, &resolving, text, &markdown))
		return false;
	if (prose_read(&subject->prose, reading->arena, &markdown, subject->front,
	               registry->config.limits.paragraph_bytes, &at))
		return true;
	document_add_limit(document, reading->arena, PROBLEM_LIMIT_paragraph_bytes, at,
	                   registry->config.limits.paragraph_bytes);
	return false;
}

bool subject_read(struct subject *out, const struct subject_reading *reading, struct str path, struct str text,
                  const struct yaml_node *front)
{
	struct problems problems = {0};
	struct keys_reading keys = {out, {reading->arena, &problems}, reading};

	begin(out, path, text);
	if (front_read(&keys, front)) {
		facts_take(out, &reading->facts, reading->arena);
		out->readable = body_take(out, reading);
		if (!is_bare(out, reading))
			check_stated(&keys);
		else if (out->readable && !front)
			subject_read_head(out, reading);
		out->document.title = out->title;
	}
	out->body_index = map_get(&reading->registry->vocabulary.body_by_id, out->body.text);
	check_text_problems(reading->check, path, problems.at, problems.n);
	check_text_problems(reading->check, path, out->document.problems, out->document.problem_count);
	check_names(out, reading);
	vec_release(&problems);
	return out->readable;
}

bool subject_of_document(struct subject *out, const struct subject_reading *reading, uint32_t index, struct str text)
{
	const struct document *document = &reading->registry->documents[index];
	const struct limits *limits = &reading->registry->config.limits;
	struct problems problems = {0};
	struct fields fields = {reading->arena, &problems};
	struct front_matter front = {0};

	begin(out, document->path, text);
	if (document->readable)
		out->text = unicode_nfc(reading->arena, text);
	if (document->readable && front_matter_find(&front, &fields, out->text, limits->front_matter_bytes)) {
		out->registered = index;
		out->front = front_matter_parse(&fields, reading->arena, front.inner, limits);
		out->document = *document; /* its problems are for check to tell */
		out->document.problems = NULL;
		out->document.problem_count = 0;
		out->document.body_at = (uint32_t)(out->text.n - front.rest.n);
		out->title = document->title;
		out->body = (struct named){document->steward, document_location(document, KEY_STEWARD)};
		out->body_index = document->steward_index;
		out->date = reading->facts.on.known ? reading->facts.on : document_date(document);
		out->topics = document->topics;
		out->dnr = document->dnr;
		out->readable = body_take(out, reading);
	}
	vec_release(&problems);
	return out->readable;
}

void subject_release(struct subject *subject)
{
	vec_release(&subject->waivers);
}

const struct yaml_node *subject_field(const struct subject *subject, struct str key)
{
	size_t dot = str_find(key, STR("."), 0);
	const struct yaml_node *value = yaml_get(subject->front, str_part(key, 0, dot));

	if (dot != SIZE_MAX)
		value = yaml_get(value, str_part(key, dot + 1, key.n));
	return value && !yaml_is_null(value) ? value : NULL;
}
