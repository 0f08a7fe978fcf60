#include "rules/lexicon/lexicon.h"

#include "registry/document/key_table.h"
#include "registry/port/unicode.h"
#include "rules/lexicon/inflection.h"
#include "rules/lexicon/lexicon_reading.h"

#include <stdlib.h>

/* --- words ------------------------------------------------------------------------------------------------------------ */

static void form_add(struct lexicon *lexicon, struct str form, uint32_t stem)
{
	uint32_t entry = (uint32_t)lexicon->form_entries.n, first = map_add(&lexicon->forms, form, entry);

	vec_push(&lexicon->form_entries, (struct form_entry){.stem = stem, .next = MAP_NONE});
	if (first != entry) { /* behind the first */
		lexicon->form_entries.at[entry].next = lexicon->form_entries.at[first].next;
		lexicon->form_entries.at[first].next = entry;
	}
}

/* forms: {ta: [tar, tog, tagit]} */
static void forms_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                       void *into)
{
	struct lexicon_reading *reading = fields->reading;

	(void)row;
	(void)into;
	if (!value_is_map(fields, key, value))
		return;
	for (const struct yaml_node *lemma = value->first; lemma; lemma = lemma->next) {
		uint32_t stem = stem_add(reading, unicode_fold(fields->arena, lemma->text), false);
		struct names names = {0};
		if (fields_names(fields, lemma->text, lemma->value, false, &names))
			for (uint32_t i = 0; i < names.n; i++)
				form_add(reading->lexicon, unicode_fold(fields->arena, names.at[i].text), stem);
	}
}

/* --- concepts --------------------------------------------------------------------------------------------------------- */

/* Names first, so that phrases can name concepts that come later, in whatever file. */
static void concepts_name(struct lexicon_reading *reading, const struct yaml_node *map)
{
	struct lexicon *lexicon = reading->lexicon;
	uint32_t count = lexicon->concept_count + (map && map->kind == YAML_MAP ? yaml_count(map) : 0);
	struct concept *all = ARENA_ARRAY(reading->fields.arena, struct concept, count);

	if (lexicon->concept_count)
		memcpy(all, lexicon->concepts, lexicon->concept_count * sizeof *all);
	lexicon->concepts = all;
	for (const struct yaml_node *key = map && map->kind == YAML_MAP ? map->first : NULL; key; key = key->next) {
		uint32_t found = map_add(&lexicon->concept_by_name, key->text, lexicon->concept_count);
		if (found == lexicon->concept_count)
			all[lexicon->concept_count++] =
				(struct concept){.name = key->text, .path = reading->file->path, .at = key->at};
		else
			fields_problem(&reading->fields, PROBLEM_ID_DUPLICATE, key->at, key->text, STR_EMPTY);
	}
}

static void concepts_read(struct fields *fields, const struct key_row *row, struct str key,
                          const struct yaml_node *value, void *into)
{
	struct lexicon_reading *reading = fields->reading;

	(void)row;
	(void)into;
	if (!value_is_map(fields, key, value))
		return;
	for (const struct yaml_node *name = value->first; name; name = name->next) {
		struct concept *concept = &reading->lexicon->concepts[lexicon_concept(reading->lexicon, name->text)];
		const struct yaml_node *says = name->value, *except = NULL;
		if (!str_equal(concept->path, reading->file->path) || concept->at.line != name->at.line)
			continue; /* a second one of that name */
		if (says->kind == YAML_MAP) {
			except = yaml_get(says, STR("except"));
			says = yaml_get(says, STR("says"));
		}
		if (says)
			phrases_read(reading, name->text, says, &concept->phrases);
		if (except)
			phrases_read(reading, name->text, except, &concept->except);
		if (!concept->phrases.n)
			fields_problem(fields, PROBLEM_KEY_MISSING, name->at, STR("says"), STR_EMPTY);
	}
}

/* --- subjects --------------------------------------------------------------------------------------------------------- */

static void concept_list_read(struct fields *fields, struct str key, const struct yaml_node *value, uint32_t **list,
                              uint32_t *count)
{
	const struct lexicon *lexicon = ((struct lexicon_reading *)fields->reading)->lexicon;
	struct names names = {0};

	if (!value || !fields_names(fields, key, value, false, &names))
		return;
	*list = ARENA_ARRAY(fields->arena, uint32_t, names.n);
	for (uint32_t i = 0; i < names.n; i++) {
		uint32_t found = lexicon_concept(lexicon, names.at[i].text);
		if (found != MAP_NONE)
			(*list)[(*count)++] = found;
		else
			fields_problem(fields, PROBLEM_NAME_UNKNOWN, names.at[i].at, key, names.at[i].text);
	}
}

static void subjects_read(struct fields *fields, const struct key_row *row, struct str key,
                          const struct yaml_node *value, void *into)
{
	struct lexicon_reading *reading = fields->reading;
	struct lexicon *lexicon = reading->lexicon;
	uint32_t count = lexicon->subject_count + (value->kind == YAML_MAP ? yaml_count(value) : 0);
	struct topic_facts *all = ARENA_ARRAY(fields->arena, struct topic_facts, count);

	(void)row;
	(void)into;
	if (!value_is_map(fields, key, value))
		return;
	if (lexicon->subject_count)
		memcpy(all, lexicon->subjects, lexicon->subject_count * sizeof *all);
	lexicon->subjects = all;
	for (const struct yaml_node *name = value->first; name; name = name->next) {
		struct topic_facts *subject = &all[lexicon->subject_count];
		const struct yaml_node *topics = yaml_get(name->value, STR("topics"));
		if (map_add(&lexicon->subject_by_name, name->text, lexicon->subject_count) != lexicon->subject_count)
			continue;
		lexicon->subject_count++;
		*subject = (struct topic_facts){.name = name->text, .path = reading->file->path, .at = name->at};
		if (topics)
			fields_names(fields, STR("topics"), topics, false, &subject->topics);
		concept_list_read(fields, STR("says"), yaml_get(name->value, STR("says")), &subject->says,
		                  &subject->says_count);
		concept_list_read(fields, STR("perhaps"), yaml_get(name->value, STR("perhaps")), &subject->perhaps,
		                  &subject->perhaps_count);
	}
}

/* --- cycles ----------------------------------------------------------------------------------------------------------- */

static bool walk(struct lexicon *lexicon, uint32_t index, uint32_t depth);

static bool walk_phrases(struct lexicon *lexicon, const struct phrases *phrases, uint32_t depth)
{
	for (uint32_t i = 0; i < phrases->n; i++)
		for (uint32_t k = 0; k < phrases->at[i].count; k++) {
			const struct element *element = &phrases->at[i].elements[k];
			for (uint32_t m = 0; m < element->count; m++)
				if (!element->choices[m].marks && !walk(lexicon, element->choices[m].stem, depth + 1))
					return false;
		}
	return true;
}

/* False when the concept leads back to itself. */
static bool walk(struct lexicon *lexicon, uint32_t index, uint32_t depth)
{
	struct concept *concept = &lexicon->concepts[index];

	if (concept->walked)
		return true;
	if (concept->walking || depth > 64)
		return false;
	concept->walking = true;
	concept->walked =
		walk_phrases(lexicon, &concept->phrases, depth) && walk_phrases(lexicon, &concept->except, depth);
	concept->walking = false;
	return concept->walked;
}

/* What leads back to itself says nothing. */
static void cycles_tell(struct lexicon_reading *reading)
{
	struct lexicon *lexicon = reading->lexicon;

	for (uint32_t i = 0; i < lexicon->concept_count; i++) {
		struct concept *concept = &lexicon->concepts[i];
		if (walk(lexicon, i, 0))
			continue;
		concept->phrases = concept->except = (struct phrases){0};
		for (uint32_t k = 0; k < lexicon->file_count; k++)
			if (str_equal(lexicon->files[k].path, concept->path))
				reading->fields.problems = &lexicon->files[k].problems;
		fields_problem(&reading->fields, PROBLEM_TREE_CYCLE, concept->at, STR("concepts"), concept->name);
	}
}

/* --- files ------------------------------------------------------------------------------------------------------------ */

static const struct key_row lexicon_rows[] = {
	{"forms", VALUE_OWN_KEYS, 0, "words that change inside: lemma and forms",
         "ord som ändras inuti: grundform och former", .read = forms_read, .also = "former"},
	{"concepts", VALUE_OWN_KEYS, 0, "phrases by concept", "fraser efter begrepp", .read = concepts_read,
         .also = "begrepp"},
	{"subjects", VALUE_OWN_KEYS, 0, "what a proposal can be about", "vad ett förslag kan handla om",
         .read = subjects_read, .also = "ämnen"},
};

static const struct key_table lexicon_keys = {"lexicon", KEY_ROWS(lexicon_rows)};

static int file_parse(struct lexicon_reading *reading, struct reader *reader, const struct source_file *file,
                      const struct limits *limits, const struct yaml_node **root, struct error *error)
{
	struct str text = STR_EMPTY;
	size_t size = 0;

	*root = NULL;
	if (reader_read(reader, file, limits->data_bytes, &text, &size, error) < 0)
		return -1;
	if (size > limits->data_bytes)
		fields_problem(&reading->fields, PROBLEM_LIMIT_data_bytes, LOCATION_FILE,
		               arena_format(reading->fields.arena, "%u", limits->data_bytes), STR_EMPTY);
	else
		*root = fields_parse(&reading->fields, reading->fields.arena, arena_copy(reading->fields.arena, text),
		                     1, (struct yaml_limits){limits->yaml_depth, limits->data_nodes}, false);
	if (*root && (*root)->kind != YAML_MAP) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, (*root)->at, STR("concepts"), argument_term(TERM_MAP));
		*root = NULL;
	}
	return 0;
}

static bool is_lexicon(const struct source_file *file)
{
	return file->kind == FILE_PLAIN && (str_ends(file->path, STR(".yaml")) || str_ends(file->path, STR(".yml")));
}

int lexicon_load(struct lexicon *out, struct source *source, struct reader *reader, struct str folder,
                 const struct limits *limits, struct arena *arena, struct error *error)
{
	struct lexicon_reading reading = {.lexicon = out, .fields = {.arena = arena}};
	struct source_file *files = NULL;
	const struct yaml_node **roots = NULL;
	size_t count = 0;

	*out = (struct lexicon){0};
	reading.fields.reading = &reading;
	if (source_list(source, folder, limits->documents, limits->folder_depth, arena, &files, &count, error) < 0)
		return -1;
	out->files = ARENA_ARRAY(arena, struct lexicon_file, count);
	roots = ARENA_ARRAY(arena, const struct yaml_node *, count);
	for (size_t i = 0; i < count; i++) {
		if (!is_lexicon(&files[i]))
			continue;
		reading.file = &out->files[out->file_count++];
		reading.file->path = files[i].path;
		reading.fields.problems = &reading.file->problems;
		if (file_parse(&reading, reader, &files[i], limits, &roots[out->file_count - 1], error) < 0)
			return -1;
		concepts_name(&reading, yaml_get(roots[out->file_count - 1], STR("concepts")));
	}
	for (uint32_t i = 0; i < out->file_count; i++) {
		reading.file = &out->files[i];
		reading.fields.problems = &reading.file->problems;
		if (roots[i])
			keys_read(&reading.fields, &lexicon_keys, UINT_MAX, roots[i], out);
	}
	cycles_tell(&reading);
	return 0;
}

void lexicon_release(struct lexicon *lexicon)
{
	for (uint32_t i = 0; i < lexicon->file_count; i++)
		vec_release(&lexicon->files[i].problems);
	vec_release(&lexicon->form_entries);
	map_release(&lexicon->concept_by_name);
	map_release(&lexicon->subject_by_name);
	map_release(&lexicon->stems);
	map_release(&lexicon->forms);
}
