#include "registry/document/config.h"

#include "registry/document/key_table.h"

const struct limits limits_default = {
#define LIMIT(field, key, value) .field = value,
#include "registry/document/limits.def"
#undef LIMIT
};

static const struct yaml_limits config_yaml_limits = {16, 100000};

static void keys_add_defaults(struct map *keys)
{
	for (uint32_t i = 0; i < document_keys.n; i++)
		map_add(keys, str_from(document_keys.rows[i].key), i);
}

/* --- front-matter ---------------------------------------------------------------------------------------------------- */

/* Puts this collection's own spelling of a canonical key into the map, where it stands before the canonical ones. */
static void own_key_read(struct fields *fields, const struct key_row *row, struct str key,
                         const struct yaml_node *value, struct config *config)
{
	uint32_t code = (uint32_t)(row - document_keys.rows);
	struct str own = STR_EMPTY;

	if (yaml_is_null(value)) { /* "text: ~": the collection means something else by it, or nothing */
		map_add(&config->keys, str_from(row->key), CONFIG_UNUSED);
		return;
	}
	if (!fields_text(fields, key, value, &own))
		return;
	if (map_add(&config->keys, own, code) != code)
		fields_problem(fields, PROBLEM_KEY_DUPLICATE, value->at, own, STR_EMPTY);
	else if (code < KEY_COUNT)
		config->own_keys[code] = own;
	if (!config->own)
		config->own = ARENA_ARRAY(fields->arena, struct str, document_keys.n);
	if (config->own_count < document_keys.n)
		config->own[config->own_count++] = own;
}

/* The wrong way round: "ersätter: supersedes"; the right one is reported. */
static void own_relation_unknown(struct fields *fields, const struct yaml_node *key)
{
	key_unknown(fields, &document_keys, NULL, DOCUMENT_RELATIONS, key);
	if (!key_find(&document_keys, DOCUMENT_RELATIONS, key->value->text))
		return;
	fields->problems->at[fields->problems->n - 1].args[1].text =
		arena_format(fields->arena, "%.*s: %.*s", STR_ARG(key->value->text), STR_ARG(key->text));
	fields->problems->at[fields->problems->n - 1].sure = false;
}

static void own_relations_read(struct fields *fields, const struct key_row *row, struct str key,
                               const struct yaml_node *value, void *config)
{
	(void)row;
	if (!value_is_map(fields, key, value))
		return;
	for (const struct yaml_node *inner = value->first; inner; inner = inner->next) {
		const struct key_row *relation = key_find(&document_keys, DOCUMENT_RELATIONS, inner->text);
		if (relation)
			own_key_read(fields, relation, inner->text, inner->value, config);
		else
			own_relation_unknown(fields, inner);
	}
}

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

static void stage_words_read(struct fields *fields, const struct key_row *row, struct str key,
                             const struct yaml_node *value, void *into)
{
	struct config *config = into;

	if (!value_is_map(fields, key, value))
		return;
	config->stage_words = ARENA_ARRAY(fields->arena, struct config_stage_word, yaml_count(value));
	for (const struct yaml_node *own = value->first; own; own = own->next) {
		size_t before = fields->problems->n;
		int stage = fields_word(fields, own->text, own->value, row->words, false);
		if (stage < 0 && fields->problems->n > before)
			stage_reversed(fields, own, row->words);
		if (stage >= 0)
			config->stage_words[config->stage_word_count++] = (struct config_stage_word){
				arena_copy(fields->arena, own->text), (enum stage)(STAGE_DRAFT + stage)};
	}
}

static const struct key_row own_key_rows[] = {
	{"relations", VALUE_OWN_KEYS, 0, "relations and their keys here", "relationer och deras nycklar här",
         .read = own_relations_read},
	{"status-words", VALUE_OWN_KEYS, 0, "this collection's words for the stages",
         "samlingens egna ord för stadierna", .words = stage_words, .read = stage_words_read},
};

/* Beside these, all keys of documents but relations. */
static const struct key_table own_keys = {"front-matter", KEY_ROWS(own_key_rows)};

static void front_matter_read(struct fields *fields, const struct key_row *unused, struct str key,
                              const struct yaml_node *value, void *into)
{
	struct config *config = into;

	(void)unused;
	if (!value_is_map(fields, key, value))
		return;
	config->mapped = value->first != NULL;
	for (const struct yaml_node *inner = value->first; inner; inner = inner->next) {
		const struct key_row *row = key_find(&document_keys, DOCUMENT_FACTS, inner->text);
		const struct key_row *other = key_find(&own_keys, UINT_MAX, inner->text);
		if (row)
			own_key_read(fields, row, inner->text, inner->value, config);
		else if (other)
			key_read(fields, other, inner->text, inner->value, config);
		else
			key_unknown(fields, &document_keys, &own_keys, DOCUMENT_FACTS, inner);
		config->id_mapped = config->id_mapped || row == &document_keys.rows[KEY_ID];
	}
}

/* --- lists ----------------------------------------------------------------------------------------------------------- */

static const struct key_row complete_rows[] = {
	{"topics", VALUE_NAMES, TO(struct config_complete, topics), "the topics; without it, all",
         "ämnena; utelämnad: alla"},
	{"from", VALUE_DATE, TO(struct config_complete, from), "since when", "från och med"},
	{"to", VALUE_DATE, TO(struct config_complete, to), "until when", "till och med"},
};

static const struct config_complete complete_begun = {.from = DATE_NONE, .to = DATE_NONE};

static const struct key_table complete_keys = {"complete", KEY_ROWS(complete_rows), .size = sizeof complete_begun,
                                               .begun = &complete_begun};

static const struct key_row citation_rows[] = {
	{"name", VALUE_TEXT, TO(struct config_citation, name), "what messages call it", "vad den kallas i meddelanden"},
	{"pattern", VALUE_PATTERN, TO(struct config_citation, pattern), "with a group <dnr> or <id>",
         "med en grupp <dnr> eller <id>", .required = true, PLACED(struct config_citation, at)},
};

static bool citation_done(struct fields *fields, const struct yaml_node *map, void *into)
{
	struct config_citation *citation = into;
	struct regex_error error = {0};

	(void)map;
	if (!citation->pattern.n)
		return false;
	citation->regex = regex_new(citation->pattern, &error);
	if (!citation->regex) {
		fields_problem(fields, PROBLEM_PATTERN, citation->at, citation->pattern, str_from(error.message));
		return false;
	}
	if (!citation->name.n)
		citation->name = citation->pattern;
	citation->dnr_group = regex_group(citation->regex, "dnr");
	citation->id_group = regex_group(citation->regex, "id");
	if (citation->dnr_group < 0 && citation->id_group < 0)
		fields_problem(fields, PROBLEM_PATTERN, citation->at, citation->pattern, argument_term(TERM_NO_GROUP));
	return true; /* from here on released with the config */
}

static const struct key_table citation_keys = {"citations", KEY_ROWS(citation_rows),
                                               .size = sizeof(struct config_citation), .done = citation_done};

/* --- maps whose keys are the writer's --------------------------------------------------------------------------------- */

static const struct allowed levels[] = {
	{"error", "fel"}, {"warning", "varning"}, {"note", "upplysning, info"}, {"off", "av, none, nej"}, {0}};

static void severity_read(struct fields *fields, const struct key_row *row, struct str key,
                          const struct yaml_node *value, void *into)
{
	struct config *config = into;

	if (!value_is_map(fields, key, value))
		return;
	config->severities = ARENA_ARRAY(fields->arena, struct config_severity, yaml_count(value));
	for (const struct yaml_node *code = value->first; code; code = code->next) {
		int level = fields_word(fields, code->text, code->value, row->words, false);
		if (level >= 0)
			config->severities[config->severity_count++] = (struct config_severity){
				{arena_copy(fields->arena, code->text), code->at}, str_from(levels[level].name)};
	}
	config->stated_severities = config->severities;
	config->stated_severity_count = config->severity_count;
}

static void decides_read(struct fields *fields, const struct key_row *row, struct str key,
                         const struct yaml_node *value, void *into)
{
	struct config_authority *authority = into;

	(void)row;
	if (!value_is_map(fields, key, value))
		return;
	authority->decides = ARENA_ARRAY(fields->arena, struct config_signers, yaml_count(value));
	for (const struct yaml_node *body = value->first; body; body = body->next) {
		struct config_signers *signers = &authority->decides[authority->count];
		signers->body = (struct named){arena_copy(fields->arena, body->text), body->at};
		if (fields_names(fields, body->text, body->value, false, &signers->principals))
			authority->count++;
	}
}

static const struct key_row authority_rows[] = {
	{"signers", VALUE_TEXT, TO(struct config_authority, signers), "a file of allowed signers",
         "en fil med tillåtna undertecknare"},
	{"branch", VALUE_TEXT, TO(struct config_authority, branch), "where it is read", "grenen där den läses"},
	{"decides", VALUE_OWN_KEYS, 0, "who may sign for which body", "vem som får underteckna för vilket organ",
         .read = decides_read},
	{"configures", VALUE_NAMES, TO(struct config_authority, configures),
         "who may change this, and what changes are judged by; without it, all who may decide",
         "vem som får ändra detta och det som ändringar granskas mot; utan den alla som får besluta"},
};

static bool authority_done(struct fields *fields, const struct yaml_node *map, void *into)
{
	if (!((struct config_authority *)into)->signers.n)
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("authority"), argument_term(TERM_SIGNERS));
	return true;
}

static const struct key_table authority_keys = {"authority", KEY_ROWS(authority_rows), .done = authority_done};

/* --- limits ----------------------------------------------------------------------------------------------------------- */

/* Cells of wider tables than MARKDOWN_COLUMNS_MAX are not read, whatever is asked for. */
static void limit_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                       void *limits)
{
	uint32_t *out = (uint32_t *)(void *)((char *)limits + row->to), number = *out;

	if (!fields_number(fields, key, value, &number))
		return;
	if (row->to == offsetof(struct limits, table_columns) && number > MARKDOWN_COLUMNS_MAX)
		fields_problem(fields, PROBLEM_SHAPE, value->at, key, argument_term(TERM_AT_MOST_100));
	else
		*out = number;
}

static const struct key_row limit_rows[] = {
#define LIMIT(field, key, value)                                                                                       \
	{key, VALUE_NUMBER, TO(struct limits, field), "default: " #value, "förval: " #value, .read = limit_read},
#include "registry/document/limits.def"
#undef LIMIT
};

static const struct key_table limit_keys = {"limits", KEY_ROWS(limit_rows)};

/* --- the file --------------------------------------------------------------------------------------------------------- */

/* Folders are kept without a final slash; "." is the root. */
static void documents_read(struct fields *fields, const struct key_row *row, struct str key,
                           const struct yaml_node *value, void *into)
{
	struct config *config = into;
	struct str folder = STR_EMPTY;

	(void)row;
	if (!fields_text(fields, key, value, &folder))
		return;
	while (folder.n && folder.at[folder.n - 1] == '/')
		folder.n--;
	if (str_starts(folder, STR("./")))
		folder = str_part(folder, 2, folder.n);
	if (str_equal(folder, STR(".")))
		folder = STR_EMPTY;
	if (str_starts(folder, STR("/")) || str_equal(folder, STR("..")) || str_starts(folder, STR("../")) ||
	    str_find(folder, STR("/../"), 0) != SIZE_MAX || str_ends(folder, STR("/.."))) {
		fields_problem(fields, PROBLEM_SHAPE, value->at, key, argument_term(TERM_FOLDER_INSIDE));
		return;
	}
	config->documents = folder;
	config->documents_stated = true;
}

static const struct allowed languages[] = {{"sv", "svenska, swedish, se"}, {"en", "engelska, english"}, {0}};

static void language_read(struct fields *fields, const struct key_row *row, struct str key,
                          const struct yaml_node *value, void *into)
{
	int language = fields_word(fields, key, value, row->words, false);

	if (language >= 0)
		((struct config *)into)->language = language ? LANGUAGE_EN : LANGUAGE_SV;
}

static void rules_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                       void *into)
{
	struct config *config = into;

	(void)row;
	config->rules_stated = fields_names(fields, key, value, false, &config->rules);
}

static const struct key_row config_rows[] = {
	{"language", VALUE_WORD, 0, "of messages: sv or en", "meddelandenas språk: sv eller en", .words = languages,
         .also = "språk, lang", .read = language_read},
	{"documents", VALUE_TEXT, 0, "the folder of the documents and of vocabulary/",
         "mappen med dokumenten och vocabulary/", .also = "dokument, docs", .read = documents_read},
	{"rules", VALUE_NAMES, 0, "folders and files of rule packs", "mappar och filer med regelpaket",
         .also = "regler", .read = rules_read},
	{"proposals", VALUE_NAMES, TO(struct config, proposals), "what is scanned when no file is named",
         "vad som granskas när ingen fil anges", .also = "förslag, projektförslag"},
	{"complete", VALUE_MAPS, TO(struct config, complete), "where the register claims to hold everything",
         "där registret gör anspråk på att innehålla allt", .count = offsetof(struct config, complete_count),
         .table = &complete_keys, .also = "fullständigt"},
	{"citations", VALUE_MAPS, TO(struct config, citations), "further ways in which texts name documents",
         "fler sätt på vilka texter nämner dokument", .count = offsetof(struct config, citation_count),
         .table = &citation_keys, .also = "hänvisningar"},
	{"front-matter", VALUE_OWN_KEYS, 0, "this collection's own keys", "samlingens egna nycklar",
         .read = front_matter_read, .table = &own_keys, .also = "nycklar, keys"},
	{"severity", VALUE_OWN_KEYS, 0, "of findings, by code", "anmärkningars allvar, efter kod", .words = levels,
         .read = severity_read, .also = "allvar, allvarlighet, severities"},
	{"limits", VALUE_MAP, TO(struct config, limits), "on what is read", "för vad som läses", .table = &limit_keys,
         .also = "gränser"},
	{"consultation-days", VALUE_NUMBER, TO(struct config, consultation_days), "fewer days for replies are reported",
         "kortare remisstid anmärks", .also = "remissdagar, remisstid"},
	{"known-until", VALUE_DATE, TO(struct config, known_until),
         "the last day of which the register's sources speak; without it, the register is kept up to date",
         "sista dagen som registrets källor berättar om; utelämnad: registret hålls aktuellt",
         PLACED(struct config, known_until_at), .also = "känt till, känt till och med, kunskap till"},
	{"authority", VALUE_MAP, TO(struct config, authority), "who may mark a document as decided",
         "vem som får sätta ett dokument som beslutat", .table = &authority_keys, .also = "behörighet, underskrifter"},
};

const struct key_table config_keys = {"styrdok.yaml", KEY_ROWS(config_rows)};

static struct names folder_named(struct arena *arena, struct str name)
{
	struct named *folder = ARENA_NEW(arena, struct named);

	*folder = (struct named){name, LOCATION_FILE};
	return (struct names){folder, 1};
}

/* Each of them is tried on every paragraph. */
static void limit_citations(struct config *config, struct fields *fields)
{
	uint32_t limit = config->limits.citation_patterns;

	if (config->citation_count <= limit)
		return;
	fields_problem(fields, PROBLEM_LIMIT_citation_patterns, config->citations[limit].at,
	               arena_format(fields->arena, "%u", limit), STR_EMPTY);
	for (uint32_t i = limit; i < config->citation_count; i++)
		regex_free(config->citations[i].regex);
	config->citation_count = limit;
}

static enum word_kind word_kind_of_config(struct str word)
{
	return key_find(&config_keys, UINT_MAX, word) ? WORD_KEY : WORD_UNKNOWN;
}

void config_read(struct config *config, struct arena *arena, struct str text)
{
	struct fields fields = {.arena = arena, .problems = &config->problems, .knows = word_kind_of_config};
	const struct yaml_node *root = NULL;

	*config = (struct config){.language = LANGUAGE_SV,
	                          .documents = STR("docs-corpus"),
	                          .rules = folder_named(arena, STR("rules")),
	                          .proposals = folder_named(arena, STR("proposals")),
	                          .limits = limits_default,
	                          .known_until = DATE_NONE,
	                          .consultation_days = 30};
	root = fields_parse(&fields, arena, text, 1, config_yaml_limits, false);
	config->unreadable = root ? root->kind != YAML_MAP && !yaml_is_null(root) : config->problems.n > 0;
	if (root && root->kind != YAML_MAP && !yaml_is_null(root))
		fields_problem(&fields, PROBLEM_SHAPE, root->at, STR("styrdok.yaml"), argument_term(TERM_MAP));
	if (root && root->kind == YAML_MAP)
		keys_read(&fields, &config_keys, UINT_MAX, root, config);
	limit_citations(config, &fields);
	keys_add_defaults(&config->keys); /* after the collection's own spellings, which stand first */
}

void config_release(struct config *config)
{
	for (uint32_t i = 0; i < config->citation_count && !config->citations_borrowed; i++)
		regex_free(config->citations[i].regex);
	map_release(&config->keys);
	vec_release(&config->problems);
}

void config_judge_by(struct config *config, const struct config *law)
{
	for (uint32_t i = 0; i < config->citation_count && !config->citations_borrowed; i++)
		regex_free(config->citations[i].regex);
	config->citations_borrowed = true;
	config->citations = law->citations;
	config->citation_count = law->citation_count;
	config->severities = law->severities;
	config->severity_count = law->severity_count;
	config->complete = law->complete;
	config->complete_count = law->complete_count;
	config->limits = law->limits;
	config->known_until = law->known_until;
	config->known_until_at = law->known_until_at;
	config->consultation_days = law->consultation_days;
	config->authority = law->authority;
}
