#include "registry/document/key_map.h"

#include "registry/document/config.h"
#include "registry/document/key_table.h"

static const struct allowed way_words[] = {{"stem", "name, filename, file, filnamn"},
                                           {"folder", "directory, mapp"},
                                           {"path", "sökväg"},
                                           {"heading", "rubrik, h1"},
                                           {0}};

struct way_stated { /* one way as it is written; several keys or sections are as many ways */
	struct names keys, sections;
	struct str value, pattern;
	struct location value_at, pattern_at, from_at;
	enum way_from from;
	enum relation_state state;
};

static const struct key_row way_rows[] = {
	{"key", VALUE_NAMES, TO(struct way_stated, keys), "the front-matter keys, the first that has a value counts",
         "nycklarna i metadatadelen; den första som har ett värde räknas", .also = "keys, nyckel"},
	{"from", VALUE_WORD, TO(struct way_stated, from), "the file's stem, its folder, its path or the first heading",
         "filnamnet, mappen, sökvägen eller första rubriken", .words = way_words, .first = WAY_STEM,
         PLACED(struct way_stated, from_at), .also = "från"},
	{"section", VALUE_NAMES, TO(struct way_stated, sections), "what stands under this heading",
         "det som står under denna rubrik", .also = "under, avsnitt"},
	{"value", VALUE_TEXT, TO(struct way_stated, value), "the same for all documents", "detsamma för alla dokument",
         PLACED(struct way_stated, value_at), .also = "fixed, värde"},
	{"pattern", VALUE_PATTERN, TO(struct way_stated, pattern),
         "picks the value out: the group <value>, or the first", "väljer ut värdet: gruppen <value>, eller den första",
         PLACED(struct way_stated, pattern_at), .also = "regex, mönster"},
	{"state", VALUE_WORD, TO(struct way_stated, state), "of relations: how firm they are", "relationers säkerhet",
         .words = relation_states, .first = STATE_PROPOSED, .also = "tillstånd"},
};

static const struct key_table way_keys = {"way", KEY_ROWS(way_rows), .size = sizeof(struct way_stated)};

/* --- one field ------------------------------------------------------------------------------------------------------- */

typedef VEC(struct way) way_vec;

static struct regex *pattern_read(struct fields *fields, struct config *config, const struct way_stated *stated)
{
	struct regex_error error = {0};
	struct regex *pattern = stated->pattern.n ? regex_new(stated->pattern, &error) : NULL;

	if (stated->pattern.n && !pattern)
		fields_problem(fields, PROBLEM_PATTERN, stated->pattern_at, stated->pattern, str_from(error.message));
	if (pattern)
		vec_push(&config->map.patterns, pattern);
	return pattern;
}

static void way_map_read(struct fields *fields, struct config *config, const struct yaml_node *value, way_vec *ways)
{
	struct way_stated stated = {0};
	struct way way = {0};

	keys_read(fields, &way_keys, UINT_MAX, value, &stated);
	way.pattern = pattern_read(fields, config, &stated);
	if (stated.pattern.n && !way.pattern)
		return;
	way.state = stated.state;
	way.at = value->at;
	way.group = way.pattern ? regex_group(way.pattern, "value") : -1;
	way.group = way.group < 0 ? 1 : way.group;
	for (uint32_t i = 0; i < stated.keys.n; i++) {
		way.from = WAY_KEY, way.name = stated.keys.at[i].text, way.at = stated.keys.at[i].at;
		vec_push(ways, way);
	}
	for (uint32_t i = 0; i < stated.sections.n; i++) {
		way.from = WAY_SECTION, way.name = stated.sections.at[i].text, way.at = stated.sections.at[i].at;
		vec_push(ways, way);
	}
	if (stated.from_at.line && stated.from) {
		way.from = stated.from, way.name = STR_EMPTY, way.at = stated.from_at;
		vec_push(ways, way);
	}
	if (stated.value.n) {
		way.from = WAY_VALUE, way.name = stated.value, way.at = stated.value_at;
		vec_push(ways, way);
	}
}

static void way_read(struct fields *fields, struct config *config, struct str key, const struct yaml_node *value,
                     way_vec *ways)
{
	struct way way = {.from = WAY_KEY, .at = value->at};

	if (value->kind == YAML_MAP)
		way_map_read(fields, config, value, ways);
	else if (fields_text(fields, key, value, &way.name))
		vec_push(ways, way);
}

/* A key, a list of keys and other ways, or one other way. */
static void field_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                       struct config *config)
{
	struct field_ways *field = &config->map.fields[row - document_keys.rows];
	way_vec ways = {0};

	*field = (struct field_ways){.unused = yaml_is_null(value)};
	if (value->kind == YAML_LIST)
		for (const struct yaml_node *item = value->first; item; item = item->next)
			way_read(fields, config, key, item, &ways);
	else if (!yaml_is_null(value))
		way_read(fields, config, key, value, &ways);
	field->n = (uint32_t)ways.n;
	field->at = ARENA_ARRAY(fields->arena, struct way, ways.n);
	if (ways.n)
		memcpy(field->at, ways.at, ways.n * sizeof *ways.at);
	vec_release(&ways);
}

/* --- relations ------------------------------------------------------------------------------------------------------- */

/* The wrong way round: "ersätter: supersedes"; the right one is reported. */
static void relation_unknown(struct fields *fields, const struct yaml_node *key)
{
	key_unknown(fields, &document_keys, NULL, DOCUMENT_RELATIONS, key);
	if (!key_find(&document_keys, DOCUMENT_RELATIONS, key->value->text))
		return;
	fields->problems->at[fields->problems->n - 1].args[1].text =
		arena_format(fields->arena, "%.*s: %.*s", STR_ARG(key->value->text), STR_ARG(key->text));
	fields->problems->at[fields->problems->n - 1].sure = false;
}

static void relations_read(struct fields *fields, const struct key_row *row, struct str key,
                           const struct yaml_node *value, void *config)
{
	(void)row;
	if (!value_is_map(fields, key, value))
		return;
	for (const struct yaml_node *inner = value->first; inner; inner = inner->next) {
		const struct key_row *relation = key_find(&document_keys, DOCUMENT_RELATIONS, inner->text);
		if (relation)
			field_read(fields, relation, inner->text, inner->value, config);
		else
			relation_unknown(fields, inner);
	}
}

/* --- status words ---------------------------------------------------------------------------------------------------- */

static const struct allowed own_stage_words[] = {{"draft", "utkast, förslag"},
                                                 {"referred", "remiss, på remiss, review"},
                                                 {"decided", "beslutad, beslutat, antagen, antaget, accepted"},
                                                 {"withdrawn", "återkallad, återkallat, rejected"},
                                                 {"ended", "upphävd, upphävt, ersatt, superseded, obsolete, expired"},
                                                 {0}};

#define ENDED 4 /* the index of the last of them */

/* The wrong way round: "decided: beslutad"; the right one is reported. */
static void stage_reversed(struct fields *fields, const struct yaml_node *own, const struct allowed *stages)
{
	struct problem *told = &fields->problems->at[fields->problems->n - 1];

	for (; stages->name && told->kind == PROBLEM_WORD; stages++)
		if (str_equal(own->text, str_from(stages->name))) {
			told->args[2].text = arena_format(fields->arena, "%.*s: %.*s", STR_ARG(own->value->text),
			                                  STR_ARG(own->text));
			told->sure = false;
		}
}

/* The words of styrdok.yaml stand before those of the profile. */
static void stage_words_read(struct fields *fields, const struct key_row *row, struct str key,
                             const struct yaml_node *value, void *into)
{
	struct key_map *map = &((struct config *)into)->map;
	struct stage_word *words = NULL;
	uint32_t count = 0;

	if (!value_is_map(fields, key, value))
		return;
	words = ARENA_ARRAY(fields->arena, struct stage_word, (size_t)yaml_count(value) + map->stage_word_count);
	for (const struct yaml_node *own = value->first; own; own = own->next) {
		size_t before = fields->problems->n;
		int stage = fields_word(fields, own->text, own->value, row->words, false);
		bool ended = stage == ENDED;
		if (stage < 0 && fields->problems->n > before)
			stage_reversed(fields, own, row->words);
		if (stage >= 0)
			words[count++] =
				(struct stage_word){arena_copy(fields->arena, own->text),
			                            ended ? STAGE_DECIDED : (enum stage)(STAGE_DRAFT + stage), ended};
	}
	if (map->stage_word_count)
		memcpy(words + count, map->stage_words, map->stage_word_count * sizeof *words);
	map->stage_words = words;
	map->stage_word_count += count;
}

static void status_phrases_read(struct fields *fields, const struct key_row *unused, struct str key,
                                const struct yaml_node *value, void *into)
{
	struct key_map *map = &((struct config *)into)->map;
	struct status_phrase *phrases = NULL;
	uint32_t count = 0;

	(void)unused;
	if (!value_is_map(fields, key, value))
		return;
	phrases = ARENA_ARRAY(fields->arena, struct status_phrase, (size_t)yaml_count(value) + map->phrase_count);
	for (const struct yaml_node *own = value->first; own; own = own->next) {
		struct yaml_node name = {.kind = YAML_SCALAR, .at = own->value->at, .value = own->value};
		struct str text = STR_EMPTY;
		const struct key_row *row = NULL;
		if (!fields_text(fields, own->text, own->value, &text))
			continue;
		name.text = text;
		row = key_find(&document_keys, DOCUMENT_RELATIONS, text);
		if (row)
			phrases[count++] = (struct status_phrase){arena_copy(fields->arena, own->text),
			                                          (uint32_t)(row - document_keys.rows)};
		else
			key_unknown(fields, &document_keys, NULL, DOCUMENT_RELATIONS, &name);
	}
	if (map->phrase_count)
		memcpy(phrases + count, map->phrases, map->phrase_count * sizeof *phrases);
	map->phrases = phrases;
	map->phrase_count += count;
}

/* --- what must be there ---------------------------------------------------------------------------------------------- */

/* A list for all documents, or a map: of documents with that status word. */
static void required_read(struct fields *fields, const struct key_row *row, struct str key,
                          const struct yaml_node *value, void *into)
{
	struct key_map *map = &((struct config *)into)->map;

	(void)row;
	map->required = ARENA_ARRAY(fields->arena, struct keys_required, (size_t)yaml_count(value) + 1);
	map->required_count = 0;
	if (value->kind != YAML_MAP) {
		map->required_count = fields_names(fields, key, value, false, &map->required->keys);
		return;
	}
	for (const struct yaml_node *own = value->first; own; own = own->next) {
		struct keys_required *required = &map->required[map->required_count];
		if (!str_equal(own->text, STR("*")))
			required->word = arena_copy(fields->arena, own->text);
		if (fields_names(fields, own->text, own->value, false, &required->keys))
			map->required_count++;
	}
}

static const struct allowed form_words[] = {{"yaml", "front-matter, fenced"},
                                            {"plain-yaml", "bare, unfenced"},
                                            {"toml", "hugo"},
                                            {"headers", "rfc822, header, letter"},
                                            {"lines", "list, bullets"},
                                            {"none", "no, markdown"},
                                            {0}};

static void forms_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                       void *into)
{
	struct key_map *map = &((struct config *)into)->map;
	struct names names = {0};

	map->forms = 0;
	if (!fields_names(fields, key, value, false, &names))
		return;
	for (uint32_t i = 0; i < names.n; i++) {
		const struct yaml_node word = {.kind = YAML_SCALAR, .text = names.at[i].text, .at = names.at[i].at};
		int form = fields_word(fields, key, &word, row->words, false);
		map->forms |= form < 0 ? 0 : 1u << form;
	}
}

/* Offsets are those of struct config, since that is what `front-matter` is read into. */
static const struct key_row own_key_rows[] = {
	{"relations", VALUE_OWN_KEYS, 0, "relations and their keys here", "relationer och deras nycklar här",
         .read = relations_read},
	{"status-words", VALUE_OWN_KEYS, 0,
         "this collection's words for the stages; ended: decided, and no longer applies",
         "samlingens egna ord för stadierna; ended: beslutat och gäller inte längre", .words = own_stage_words,
         .read = stage_words_read},
	{"status-relations", VALUE_OWN_KEYS, 0,
         "words in a status behind which documents are named: {superseded by: superseded-by}",
         "ord i ett stadium bakom vilka dokument anges: {superseded by: superseded-by}", .read = status_phrases_read},
	{"form", VALUE_NAMES, 0, "what files begin with: yaml, plain-yaml, toml, headers, lines, none; one, or a list",
         "vad filer börjar med: yaml, plain-yaml, toml, headers, lines, none; ett, eller en lista", .words = form_words,
         .read = forms_read},
	{"beside", VALUE_NAMES, TO(struct config, map.beside),
         "the metadata lie in a file of this name beside README.md",
         "metadata ligger i en fil med detta namn bredvid README.md", .also = "metadata"},
	{"none", VALUE_NAMES, TO(struct config, map.none), "further words for that there is nothing, as N/A and TBD",
         "fler ord för att inget finns, som N/A och TBD"},
	{"prefixes", VALUE_NAMES, TO(struct config, map.prefixes), "of targets: FIP-0076 is 76",
         "måls prefix: FIP-0076 är 76", .also = "prefix"},
	{"required", VALUE_OWN_KEYS, 0, "the keys that must be there: a list, or one for each status word",
         "nycklarna som måste finnas: en lista, eller en för varje statusord", .read = required_read},
};

const struct key_table key_map_keys = {"front-matter", KEY_ROWS(own_key_rows)};

void key_map_read(struct fields *fields, const struct key_row *unused, struct str key, const struct yaml_node *value,
                  void *into)
{
	struct config *config = into;

	(void)unused;
	if (!value_is_map(fields, key, value))
		return;
	config->mapped = config->mapped || value->first;
	for (const struct yaml_node *inner = value->first; inner; inner = inner->next) {
		const struct key_row *row = key_find(&document_keys, DOCUMENT_FACTS, inner->text);
		const struct key_row *other = key_find(&key_map_keys, UINT_MAX, inner->text);
		if (row)
			field_read(fields, row, inner->text, inner->value, config);
		else if (other)
			key_read(fields, other, inner->text, inner->value, config);
		else
			key_unknown(fields, &document_keys, &key_map_keys, DOCUMENT_FACTS, inner);
	}
}

/* --- the map as a whole ---------------------------------------------------------------------------------------------- */

void key_map_is_profile(struct config *config)
{
	for (uint32_t i = 0; i < FIELDS; i++)
		for (uint32_t k = 0; k < config->map.fields[i].n; k++)
			config->map.fields[i].at[k].at = LOCATION_FILE;
}

static void field_finish(struct config *config, struct fields *fields, uint32_t code, bool profile)
{
	struct field_ways *field = &config->map.fields[code];
	uint32_t kept = 0;

	for (uint32_t i = 0; i < field->n; i++) {
		struct way way = field->at[i];
		uint32_t other =
			way.from == WAY_KEY && !way.at.line == profile ? map_add(&config->keys, way.name, code) : code;
		if (other != code && profile)
			continue;
		if (other != code && !way.pattern)
			fields_problem(fields, PROBLEM_KEY_DUPLICATE, way.at, way.name, STR_EMPTY);
		config->map.by_place =
			config->map.by_place || way.from == WAY_STEM || way.from == WAY_FOLDER || way.from == WAY_PATH;
		field->at[kept++] = way;
	}
	field->n = kept;
}

static void own_list(struct config *config, struct arena *arena)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < FIELDS; i++)
		count += config->map.fields[i].n;
	config->own = ARENA_ARRAY(arena, struct str, count);
	for (uint32_t i = 0; i < FIELDS; i++)
		for (uint32_t k = config->map.fields[i].n; k-- > 0;) {
			const struct way *way = &config->map.fields[i].at[k];
			if (way->from != WAY_KEY)
				continue;
			config->own[config->own_count++] = way->name;
			config->own_keys[i] = way->name; /* at last that of the first */
		}
}

void key_map_finish(struct config *config, struct fields *fields)
{
	for (int profile = 0; profile < 2; profile++)
		for (uint32_t i = 0; i < FIELDS; i++)
			field_finish(config, fields, i, profile);
	own_list(config, fields->arena);
	for (uint32_t i = 0; i < FIELDS; i++)
		map_add(&config->keys, str_from(document_keys.rows[i].key),
		        config->map.fields[i].unused ? CONFIG_UNUSED : i);
	config->id_mapped = config->map.fields[KEY_ID].n > 0;
	if (!config->map.forms)
		config->map.forms = FORM_DEFAULT;
	if (config->map.beside.n)
		config->map.forms = FORM_BESIDE;
}

void key_map_release(struct key_map *map)
{
	for (size_t i = 0; i < map->patterns.n; i++)
		regex_free(map->patterns.at[i]);
	vec_release(&map->patterns);
}
