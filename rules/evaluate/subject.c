#include "rules/evaluate/subject.h"

#include "registry/document/front_matter.h"
#include "registry/document/key_table.h"
#include "registry/document/vocabulary_names.h"
#include "registry/graph/resolve.h"
#include "registry/port/unicode.h"
#include "rules/checks/checks.h"

const char *category_name(enum category category)
{
	return category ? category_words[category - 1] : "";
}

enum term category_term(enum category category)
{
	static const enum term terms[] = {TERM_NONE, TERM_INNOVATIVE, TERM_DIFFERENTIATING, TERM_BASIC};

	return terms[category];
}

struct keys_reading { /* what the reading of one front matter needs */
	struct subject *subject;
	struct fields fields;
	const struct subject_reading *reading;
};

/* --- the keys of a proposal ----------------------------------------------------------------------------------------- */

static void cites_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                       void *into)
{
	const struct keys_reading *keys = fields->reading;
	struct subject *subject = into;
	struct names names = {0};

	(void)row;
	if (!fields_names(fields, key, value, false, &names))
		return;
	subject->cites = ARENA_ARRAY(fields->arena, struct reference, names.n);
	for (uint32_t i = 0; i < names.n; i++) {
		struct reference *cite = &subject->cites[subject->cite_count++];
		*cite = reference_of(names.at[i].text, names.at[i].at);
		cite->document = registry_find(keys->reading->registry, cite->name);
	}
}

static void waivers_take(struct fields *fields, const struct key_row *row, struct str key,
                         const struct yaml_node *value, void *into)
{
	struct subject *subject = into;

	(void)row;
	if (!value_is_list(fields, key, value))
		return;
	for (const struct yaml_node *item = value->first; item; item = item->next)
		waiver_read(fields, &subject->waivers, subject->path, item, true);
}

struct budget { /* only checked here: rules ask for it by its keys */
	uint32_t amount;
	struct str currency;
};

static void budget_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                        void *subject)
{
	struct budget budget = {0};

	(void)subject;
	if (value_is_map(fields, key, value))
		keys_read(fields, row->table, UINT_MAX, value, &budget);
}

static const struct key_row budget_rows[] = {
	{"amount", VALUE_NUMBER, TO(struct budget, amount), "a whole number", "ett heltal", .also = "belopp, summa"},
	{"currency", VALUE_TEXT, TO(struct budget, currency), "SEK, for example", "till exempel SEK", .also = "valuta"},
};

static const struct key_table budget_keys = {"budget", KEY_ROWS(budget_rows)};

static const struct allowed declared_words[] = {{"satisfied", "uppfylld, uppfylls, ja"},
                                                {"deviates", "avviker, nej"},
                                                {"not-applicable", "inte tillämplig, ej tillämplig"},
                                                {0}};

static const struct key_row conform_rows[] = {
	{"rule", VALUE_TEXT, TO(struct declaration, rule.text), "the rule's id", "regelns id", .required = true,
         PLACED(struct declaration, rule.at), .also = "regel"},
	{"outcome", VALUE_WORD, TO(struct declaration, declared), "what is declared", "vad som uppges",
         .required = true, .words = declared_words, .first = DECLARED_SATISFIED, .also_counts = true, .also = "utfall"},
	{"where", VALUE_TEXT, TO(struct declaration, where.text), "the section that shows it: '#anchor'",
         "det avsnitt som visar det: ”#ankare”", PLACED(struct declaration, where.at), .also = "var, avsnitt"},
	{"why", VALUE_TEXT, TO(struct declaration, why), "why", "varför", .also = "varför, skäl, motivering"},
};

static const struct key_table conform_keys = {"conforms", KEY_ROWS(conform_rows), .size = sizeof(struct declaration)};

static const struct key_row proposal_rows[] = {
	{"title", VALUE_TEXT, TO(struct subject, title), "its title", "förslagets titel", .required = true,
         .also = "titel, rubrik, projekt"},
	{"body", VALUE_TEXT, TO(struct subject, body.text), "the body that proposes, from vocabulary/bodies.yaml",
         "det organ som föreslår, ur vocabulary/bodies.yaml", .required = true, PLACED(struct subject, body.at),
         .also = "organ, nämnd, styrelse, bolag, förvaltning, förslagsställare, committee"},
	{"date", VALUE_DATE, TO(struct subject, date), "its date", "förslagets datum", .required = true,
         .also = "datum, daterat, dated"},
	{"category", VALUE_WORD, TO(struct subject, category), "of the project", "projektets kategori",
         .words = categories_allowed, .first = CATEGORY_INNOVATIVE, .also = "kategori"},
	{"topics", VALUE_NAMES, TO(struct subject, topics), "from vocabulary/topics.yaml", "ur vocabulary/topics.yaml",
         .also = "ämnen, ämne, topic"},
	{"budget", VALUE_MAP, 0, "its cost", "kostnaden", .table = &budget_keys, .read = budget_read,
         .also = "kostnad"},
	{"dnr", VALUE_LISTED, TO(struct subject, dnr), "case numbers", "diarienummer",
         .also = "diarienummer, diarienr, ärendenummer"},
	{"cites", VALUE_NAMES, 0, "the documents that it relies on", "de dokument som det stöder sig på",
         .read = cites_read, .also = "åberopar, hänvisar till, stöd"},
	{"conforms", VALUE_MAPS, TO(struct subject, conforms), "what it declares of itself",
         "vad det uppger om sig självt", .count = offsetof(struct subject, conform_count), .table = &conform_keys,
         .also = "efterlevnad"},
	{"waivers", VALUE_MAPS, 0, "of rules, for this proposal", "undantag från regler, för detta förslag",
         .table = &waiver_keys, .read = waivers_take, .also = "undantag"},
};

const struct key_table proposal_keys = {"proposal", KEY_ROWS(proposal_rows)};

/* Null is as if the key was not there, also for its place. */
static void proposal_read(struct keys_reading *keys, const struct yaml_node *front)
{
	for (const struct yaml_node *key = front->first; key; key = key->next) {
		const struct key_row *row = key_find(&proposal_keys, UINT_MAX, key->text);
		if (!row)
			key_unknown(&keys->fields, &proposal_keys, NULL, UINT_MAX, key);
		else if (!yaml_is_null(key->value))
			key_read(&keys->fields, row, key->text, key->value, keys->subject);
	}
}

static void need(struct keys_reading *keys, bool there, const char *name)
{
	const struct yaml_node *value = yaml_get(keys->subject->front, str_from(name));

	if (!there && (!value || yaml_is_null(value))) /* any other value has been told */
		fields_problem(&keys->fields, PROBLEM_KEY_MISSING, value ? value->at : ((struct location){1, 1}),
		               str_from(name), STR("..."));
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
			check_report_file(check, DIAGNOSTIC_PROPOSAL_CITES, subject->path, cite->at,
			                  ARGUMENTS(cite->name, registry_nearest(registry, cite->name)));
		else if (cite->part.n && registry_knows_parts(registry, cite->document) &&
		         document_part(&registry->documents[cite->document], cite->part) == MARKDOWN_NO_PART)
			check_report_file(
				check, DIAGNOSTIC_LINK_ANCHOR, subject->path, cite->at,
				ARGUMENTS(cite->name, cite->part,
			                  document_nearest_part(&registry->documents[cite->document], cite->part)));
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
		if (!front_matter_find(&found, &keys->fields, subject->text, FORM_DEFAULT, limits->front_matter_bytes))
			return false;
		before = keys->fields.problems->n;
		subject->front = front_matter_parse(&keys->fields, reading->arena, &found, limits);
		if (!front_matter_is_readable(subject->front, keys->fields.problems->n - before))
			return false;
		subject->document.body_at = (uint32_t)(subject->text.n - found.rest.n);
		subject->document.body_line = found.lines + 1;
	}
	if (reading->of_document)
		return true;
	if (subject->front && subject->front->kind == YAML_MAP)
		proposal_read(keys, subject->front);
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
	struct keys_reading keys = {.subject = out,
	                            .fields = {.arena = reading->arena, .problems = &problems, .commas = true},
	                            .reading = reading};

	keys.fields.reading = &keys;
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
	out->body_index = vocabulary_find(&reading->registry->vocabulary, VOCABULARY_BODIES, out->body.text);
	if (out->body_index != NO_BODY)
		out->body.text = reading->registry->vocabulary.bodies[out->body_index].id;
	check_text_problems(reading->check, path, problems.at, problems.n);
	check_text_problems(reading->check, path, out->document.problems, out->document.problem_count);
	check_names(out, reading);
	vec_release(&problems);
	return out->readable;
}

bool subject_of_document(struct subject *out, const struct subject_reading *reading, uint32_t index, struct str text)
{
	const struct document *document = &reading->registry->documents[index];
	const struct config *config = &reading->registry->config;
	struct problems problems = {0};
	struct fields fields = {.arena = reading->arena, .problems = &problems};
	struct front_matter front = {0};

	begin(out, document->path, text);
	if (document->readable)
		out->text = unicode_nfc(reading->arena, text);
	if (document->readable &&
	    front_matter_find(&front, &fields, out->text, config->map.forms, config->limits.front_matter_bytes)) {
		out->registered = index;
		out->front = front_matter_parse(&fields, reading->arena, &front, &config->limits);
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
