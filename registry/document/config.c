#include "registry/document/config.h"

#include "registry/document/yaml_fields.h"

const struct limits limits_default = {
#define LIMIT(field, key, value) .field = value,
#include "registry/document/limits.def"
#undef LIMIT
};

static const struct yaml_limits config_yaml_limits = {16, 100000};

static const char *const document_keys[KEY_COUNT] = {
#define KEY(name, text) text,
#include "registry/document/document.def"
#undef KEY
};

static void keys_add_defaults(struct map *keys)
{
	for (uint32_t i = 0; i < KEY_COUNT; i++)
		map_add(keys, str_from(document_keys[i]), i);
	for (uint32_t i = 0; i < RELATION_TYPES; i++) {
		map_add(keys, str_from(relation_name((enum relation_type)i)), CONFIG_RELATION + i);
		map_add(keys, str_from(relation_inverse_name((enum relation_type)i)), CONFIG_INVERSE + i);
	}
}

/* Puts this collection's own spelling of a canonical key into the map, where it stands before the canonical ones. */
static void map_key(struct config *config, struct fields *fields, const struct yaml_node *key, uint32_t code)
{
	struct str own = STR_EMPTY;

	if (!fields_text(fields, key->text, key->value, &own))
		return;
	if (map_add(&config->keys, own, code) != code)
		fields_problem(fields, PROBLEM_KEY_DUPLICATE, key->value->at, own, STR_EMPTY);
	else if (code < KEY_COUNT)
		config->own_keys[code] = own;
}

static void relations_map_read(struct config *config, struct fields *fields, const struct yaml_node *map)
{
	const char *words[RELATION_TYPES * 2];

	for (size_t i = 0; i < RELATION_TYPES; i++) {
		words[i] = relation_name((enum relation_type)i);
		words[RELATION_TYPES + i] = relation_inverse_name((enum relation_type)i);
	}
	if (map->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("relations"), STR("@map"));
		return;
	}
	for (const struct yaml_node *key = map->first; key; key = key->next) {
		size_t i = 0;
		while (i < RELATION_TYPES * 2 && !str_equal(key->text, str_from(words[i])))
			i++;
		if (i == RELATION_TYPES * 2)
			fields_key_unknown(fields, key, words, RELATION_TYPES * 2);
		else
			map_key(config, fields, key,
			        (uint32_t)(i < RELATION_TYPES ? CONFIG_RELATION + i
			                                      : CONFIG_INVERSE + i - RELATION_TYPES));
	}
}

static void stage_words_read(struct config *config, struct fields *fields, const struct yaml_node *map)
{
	static const char *const stages[] = {"draft", "referred", "decided", "withdrawn"};
	size_t count = 0;

	if (map->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("status-words"), STR("@map"));
		return;
	}
	for (const struct yaml_node *key = map->first; key; key = key->next)
		count++;
	config->stage_words = ARENA_ARRAY(fields->arena, struct config_stage_word, count);
	for (const struct yaml_node *key = map->first; key; key = key->next) {
		int stage = fields_word(fields, key->text, key->value, stages, 4);
		if (stage >= 0)
			config->stage_words[config->stage_word_count++] = (struct config_stage_word){
				arena_copy(fields->arena, key->text), (enum stage)(STAGE_DRAFT + stage)};
	}
}

static void front_matter_read(struct config *config, struct fields *fields, const struct yaml_node *map)
{
	const char *words[KEY_COUNT + 2];

	memcpy(words, document_keys, sizeof document_keys);
	words[KEY_COUNT] = "relations";
	words[KEY_COUNT + 1] = "status-words";
	if (map->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("front-matter"), STR("@map"));
		return;
	}
	config->mapped = map->first != NULL;
	for (const struct yaml_node *key = map->first; key; key = key->next) {
		size_t i = 0;
		while (i < KEY_COUNT + 2 && !str_equal(key->text, str_from(words[i])))
			i++;
		if (i < KEY_COUNT)
			map_key(config, fields, key, (uint32_t)i);
		else if (i == KEY_COUNT)
			relations_map_read(config, fields, key->value);
		else if (i == KEY_COUNT + 1)
			stage_words_read(config, fields, key->value);
		else
			fields_key_unknown(fields, key, words, KEY_COUNT + 2);
		config->id_mapped = config->id_mapped || i == KEY_ID;
	}
}

static uint32_t list_length(const struct yaml_node *list)
{
	uint32_t count = 0;

	for (const struct yaml_node *item = list->first; item; item = item->next)
		count++;
	return count;
}

static bool is_list_of_maps(struct fields *fields, struct str key, const struct yaml_node *value)
{
	if (yaml_is_null(value))
		return false;
	if (value->kind != YAML_LIST) {
		fields_problem(fields, PROBLEM_SHAPE, value->at, key, STR("@list"));
		return false;
	}
	for (const struct yaml_node *item = value->first; item; item = item->next)
		if (item->kind != YAML_MAP) {
			fields_problem(fields, PROBLEM_SHAPE, item->at, key, STR("@map"));
			return false;
		}
	return true;
}

static void complete_read(struct config *config, struct fields *fields, const struct yaml_node *list)
{
	static const char *const words[] = {"topics", "from", "to"};

	if (!is_list_of_maps(fields, STR("complete"), list))
		return;
	config->complete = ARENA_ARRAY(fields->arena, struct config_complete, list_length(list));
	for (const struct yaml_node *item = list->first; item; item = item->next) {
		struct config_complete *complete = &config->complete[config->complete_count++];
		complete->from = complete->to = DATE_NONE;
		for (const struct yaml_node *key = item->first; key; key = key->next) {
			if (str_equal(key->text, STR("topics")))
				fields_names(fields, key->text, key->value, false, &complete->topics);
			else if (str_equal(key->text, STR("from")))
				fields_date(fields, key->text, key->value, &complete->from);
			else if (str_equal(key->text, STR("to")))
				fields_date(fields, key->text, key->value, &complete->to);
			else
				fields_key_unknown(fields, key, words, 3);
		}
	}
}

static void citation_read(struct config *config, struct fields *fields, const struct yaml_node *map)
{
	static const char *const words[] = {"name", "pattern"};
	struct config_citation *citation = &config->citations[config->citation_count];
	struct str pattern = STR_EMPTY;
	struct location at = map->at;
	struct regex_error error = {0};

	for (const struct yaml_node *key = map->first; key; key = key->next) {
		if (str_equal(key->text, STR("name"))) {
			fields_text(fields, key->text, key->value, &citation->name);
		} else if (str_equal(key->text, STR("pattern"))) {
			fields_text(fields, key->text, key->value, &pattern);
			at = key->value->at;
		} else {
			fields_key_unknown(fields, key, words, 2);
		}
	}
	if (!pattern.n) {
		fields_problem(fields, PROBLEM_KEY_MISSING, map->at, STR("pattern"), STR_EMPTY);
		return;
	}
	citation->regex = regex_new(pattern, &error);
	if (!citation->regex) {
		fields_problem(fields, PROBLEM_PATTERN, at, pattern, str_from(error.message));
		return;
	}
	if (!citation->name.n)
		citation->name = pattern;
	citation->dnr_group = regex_group(citation->regex, "dnr");
	citation->id_group = regex_group(citation->regex, "id");
	config->citation_count++; /* from here on released with the config */
	if (citation->dnr_group < 0 && citation->id_group < 0)
		fields_problem(fields, PROBLEM_PATTERN, at, pattern, STR("@no-group"));
}

static void citations_read(struct config *config, struct fields *fields, const struct yaml_node *list)
{
	if (!is_list_of_maps(fields, STR("citations"), list))
		return;
	config->citations = ARENA_ARRAY(fields->arena, struct config_citation, list_length(list));
	for (const struct yaml_node *item = list->first; item; item = item->next)
		citation_read(config, fields, item);
}

static void severity_read(struct config *config, struct fields *fields, const struct yaml_node *map)
{
	static const char *const levels[] = {"error", "warning", "note", "off"};

	if (map->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("severity"), STR("@map"));
		return;
	}
	config->severities = ARENA_ARRAY(fields->arena, struct config_severity, list_length(map));
	for (const struct yaml_node *key = map->first; key; key = key->next) {
		int level = fields_word(fields, key->text, key->value, levels, 4);
		if (level >= 0)
			config->severities[config->severity_count++] = (struct config_severity){
				{arena_copy(fields->arena, key->text), key->at}, str_from(levels[level])};
	}
}

/* A limit's value. Cells of wider tables than MARKDOWN_COLUMNS_MAX are not read, whatever is asked for. */
static void limit_read(struct fields *fields, const struct yaml_node *key, uint32_t *out, bool is_columns)
{
	uint32_t number = *out;

	if (!fields_number(fields, key->text, key->value, &number))
		return;
	if (is_columns && number > MARKDOWN_COLUMNS_MAX)
		fields_problem(fields, PROBLEM_SHAPE, key->value->at, key->text, STR("@at-most-100"));
	else
		*out = number;
}

static void limits_read(struct config *config, struct fields *fields, const struct yaml_node *map)
{
	static const char *const words[] = {
#define LIMIT(field, key, value) key,
#include "registry/document/limits.def"
#undef LIMIT
	};
	uint32_t *const fields_of[] = {
#define LIMIT(field, key, value) &config->limits.field,
#include "registry/document/limits.def"
#undef LIMIT
	};
	const size_t count = sizeof words / sizeof *words;

	if (map->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("limits"), STR("@map"));
		return;
	}
	for (const struct yaml_node *key = map->first; key; key = key->next) {
		size_t i = 0;
		while (i < count && !str_equal(key->text, str_from(words[i])))
			i++;
		if (i == count)
			fields_key_unknown(fields, key, words, count);
		else
			limit_read(fields, key, fields_of[i], fields_of[i] == &config->limits.table_columns);
	}
}

/* Folders are kept without a final slash; "." is the root. */
static void documents_read(struct config *config, struct fields *fields, const struct yaml_node *key)
{
	struct str folder = STR_EMPTY;

	if (!fields_text(fields, key->text, key->value, &folder))
		return;
	while (folder.n && folder.at[folder.n - 1] == '/')
		folder.n--;
	if (str_starts(folder, STR("./")))
		folder = str_part(folder, 2, folder.n);
	if (str_equal(folder, STR(".")))
		folder = STR_EMPTY;
	if (str_starts(folder, STR("/")) || str_equal(folder, STR("..")) || str_starts(folder, STR("../")) ||
	    str_find(folder, STR("/../"), 0) != SIZE_MAX || str_ends(folder, STR("/.."))) {
		fields_problem(fields, PROBLEM_SHAPE, key->value->at, key->text, STR("@folder-inside"));
		return;
	}
	config->documents = folder;
	config->documents_stated = true;
}

static void decides_read(struct config_authority *authority, struct fields *fields, const struct yaml_node *map)
{
	if (map->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("decides"), STR("@map"));
		return;
	}
	authority->decides = ARENA_ARRAY(fields->arena, struct config_signers, list_length(map));
	for (const struct yaml_node *key = map->first; key; key = key->next) {
		struct config_signers *signers = &authority->decides[authority->count];
		signers->body = (struct named){arena_copy(fields->arena, key->text), key->at};
		if (fields_names(fields, key->text, key->value, false, &signers->principals))
			authority->count++;
	}
}

static void authority_read(struct config *config, struct fields *fields, const struct yaml_node *map)
{
	static const char *const words[] = {"signers", "branch", "decides"};

	if (map->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("authority"), STR("@map"));
		return;
	}
	for (const struct yaml_node *key = map->first; key; key = key->next) {
		if (str_equal(key->text, STR("signers")))
			fields_text(fields, key->text, key->value, &config->authority.signers);
		else if (str_equal(key->text, STR("branch")))
			fields_text(fields, key->text, key->value, &config->authority.branch);
		else if (str_equal(key->text, STR("decides")))
			decides_read(&config->authority, fields, key->value);
		else
			fields_key_unknown(fields, key, words, 3);
	}
	if (!config->authority.signers.n)
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("authority"), STR("@signers"));
}

static void language_read(struct config *config, struct fields *fields, const struct yaml_node *key)
{
	static const char *const languages[] = {"sv", "en"};
	int language = fields_word(fields, key->text, key->value, languages, 2);

	if (language >= 0)
		config->language = str_from(languages[language]);
}

static void key_read(struct config *config, struct fields *fields, const struct yaml_node *key)
{
	static const char *const words[] = {"language", "documents",         "rules",        "proposals",
	                                    "complete", "citations",         "front-matter", "severity",
	                                    "limits",   "consultation-days", "authority"};
	const size_t count = sizeof words / sizeof *words;
	size_t i = 0;

	while (i < count && !str_equal(key->text, str_from(words[i])))
		i++;
	switch (i) {
	case 0:
		language_read(config, fields, key);
		break;
	case 1:
		documents_read(config, fields, key);
		break;
	case 2:
		config->rules_stated = fields_names(fields, key->text, key->value, false, &config->rules);
		break;
	case 3:
		fields_names(fields, key->text, key->value, false, &config->proposals);
		break;
	case 4:
		complete_read(config, fields, key->value);
		break;
	case 5:
		citations_read(config, fields, key->value);
		break;
	case 6:
		front_matter_read(config, fields, key->value);
		break;
	case 7:
		severity_read(config, fields, key->value);
		break;
	case 8:
		limits_read(config, fields, key->value);
		break;
	case 9:
		fields_number(fields, key->text, key->value, &config->consultation_days);
		break;
	case 10:
		authority_read(config, fields, key->value);
		break;
	default:
		fields_key_unknown(fields, key, words, count);
	}
}

static struct names folder_named(struct arena *arena, struct str name)
{
	struct named *folder = ARENA_NEW(arena, struct named);

	*folder = (struct named){name, LOCATION_FILE};
	return (struct names){folder, 1};
}

void config_read(struct config *config, struct arena *arena, struct str text)
{
	struct fields fields = {arena, &config->problems};
	const struct yaml_node *root = NULL;

	*config = (struct config){.language = STR("sv"),
	                          .documents = STR("docs-corpus"),
	                          .rules = folder_named(arena, STR("rules")),
	                          .proposals = folder_named(arena, STR("proposals")),
	                          .limits = limits_default,
	                          .consultation_days = 30};
	root = fields_parse(&fields, arena, text, 1, config_yaml_limits, false);
	config->unreadable = root ? root->kind != YAML_MAP && !yaml_is_null(root) : config->problems.n > 0;
	if (root && root->kind != YAML_MAP && !yaml_is_null(root))
		fields_problem(&fields, PROBLEM_SHAPE, root->at, STR("styrdok.yaml"), STR("@map"));
	for (const struct yaml_node *key = root && root->kind == YAML_MAP ? root->first : NULL; key; key = key->next)
		key_read(config, &fields, key);
	keys_add_defaults(&config->keys); /* after the collection's own spellings, which stand first */
}

void config_release(struct config *config)
{
	for (uint32_t i = 0; i < config->citation_count; i++)
		regex_free(config->citations[i].regex);
	map_release(&config->keys);
	vec_release(&config->problems);
}
