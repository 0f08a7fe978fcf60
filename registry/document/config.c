#include "registry/document/config.h"

#include "registry/base/path.h"
#include "registry/document/key_table.h"
#include "registry/document/profile.h"

const struct limits limits_default = {
#define LIMIT(field, key, value) .field = value,
#include "registry/document/limits.def"
#undef LIMIT
};

static const struct yaml_limits config_yaml_limits = {16, 100000};

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

static const struct key_row register_rows[] = {
	{"name", VALUE_TEXT, TO(struct config_register, name),
         "what stands before its documents' ids: sfs, as in sfs:ID",
         "det som står före dess dokuments id: sfs, som i sfs:ID", .required = true, .also = "namn"},
	{"repo", VALUE_TEXT, TO(struct config_register, repo), "its folder, or a bare repository",
         "dess mapp, eller ett git-repo utan arbetskopia", .required = true, PLACED(struct config_register, at),
         .also = "path, mapp, repository, folder"},
	{"rev", VALUE_TEXT, TO(struct config_register, rev), "the revision to read it at", "versionen som läses",
         .also = "revision, version"},
};

/* A name stands before a colon, once. */
static bool register_done(struct fields *fields, const struct yaml_node *map, void *into)
{
	struct config_register *one = into;

	for (size_t i = 0; i < one->name.n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", one->name.at[i])) {
			fields_problem(fields, PROBLEM_SHAPE, map->at, STR("name"), argument_term(TERM_SHORT_NAME));
			return false;
		}
	return one->name.n && one->repo.n;
}

static const struct key_table register_keys = {"registers", KEY_ROWS(register_rows),
                                               .size = sizeof(struct config_register), .done = register_done};

/* --- maps whose keys are the writer's --------------------------------------------------------------------------------- */

static const struct allowed levels[] = {
	{"error", "fel"}, {"warning", "varning"}, {"note", "upplysning, info"}, {"off", "av, none, nej"}, {0}};

static void severity_read(struct fields *fields, const struct key_row *row, struct str key,
                          const struct yaml_node *value, void *into)
{
	struct config *config = into;
	struct config_severity *severities = NULL;
	uint32_t of_profile = 0;

	if (!value_is_map(fields, key, value))
		return;
	of_profile = config->severity_count;
	severities = ARENA_ARRAY(fields->arena, struct config_severity, (size_t)yaml_count(value) + of_profile);
	if (of_profile)
		memcpy(severities, config->severities, of_profile * sizeof *severities);
	config->severities = severities;
	for (const struct yaml_node *code = value->first; code; code = code->next) {
		int level = fields_word(fields, code->text, code->value, row->words, false);
		if (level >= 0) /* the last that is said of a code counts */
			severities[config->severity_count++] = (struct config_severity){
				{arena_copy(fields->arena, code->text), code->at}, str_from(levels[level].name)};
	}
	config->stated_severities = severities + of_profile;
	config->stated_severity_count = config->severity_count - of_profile;
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

struct str config_key(const struct config *config, uint32_t field)
{
	return config->own_keys[field].n ? config->own_keys[field] : str_from(document_keys.rows[field].key);
}

/* Without a final slash; "." is the root. */
static struct str folder_of(struct str folder)
{
	while (folder.n && folder.at[folder.n - 1] == '/')
		folder.n--;
	if (str_starts(folder, STR("./")))
		folder = str_part(folder, 2, folder.n);
	return str_equal(folder, STR(".")) ? STR_EMPTY : folder;
}

static bool is_below(struct str path, struct str folder)
{
	return !folder.n || (str_starts(path, folder) && path.n > folder.n && path.at[folder.n] == '/');
}

/* The folder that holds both. */
static struct str folder_common(struct str a, struct str b)
{
	while (a.n && !str_equal(a, b) && !is_below(b, a))
		a = folder_of(str_part(a, 0, a.n - path_name(a).n));
	return a;
}

void config_set_folders(struct config *config, struct arena *arena, struct names folders)
{
	config->folders = (struct names){ARENA_ARRAY(arena, struct named, folders.n), folders.n};
	for (uint32_t i = 0; i < folders.n; i++) {
		config->folders.at[i] = (struct named){folder_of(folders.at[i].text), folders.at[i].at};
		config->documents =
			i ? folder_common(config->documents, config->folders.at[i].text) : config->folders.at[i].text;
	}
	if (folders.n < 2)
		config->folders.n = 0;
}

static void documents_read(struct fields *fields, const struct key_row *row, struct str key,
                           const struct yaml_node *value, void *into)
{
	struct config *config = into;
	struct named single = {.at = value->at};
	struct names folders = {&single, 1};

	(void)row;
	if (value->kind == YAML_LIST ? !fields_names(fields, key, value, false, &folders) || !folders.n
	                             : !fields_text(fields, key, value, &config->documents))
		return;
	single.text = config->documents;
	for (uint32_t i = 0; i < folders.n; i++) {
		struct str folder = folder_of(folders.at[i].text);
		if (str_starts(folder, STR("/")) || str_equal(folder, STR("..")) || str_starts(folder, STR("../")) ||
		    str_find(folder, STR("/../"), 0) != SIZE_MAX || str_ends(folder, STR("/.."))) {
			fields_problem(fields, PROBLEM_SHAPE, folders.at[i].at, key, argument_term(TERM_FOLDER_INSIDE));
			config->documents = STR("docs-corpus");
			return;
		}
	}
	config_set_folders(config, fields->arena, folders);
	config->documents_stated = true;
}

static bool matches_any(const struct names *patterns, struct str path)
{
	for (uint32_t i = 0; i < patterns->n; i++)
		if (path_matches(patterns->at[i].text, path))
			return true;
	return false;
}

static bool is_in_folders(const struct config *config, struct str path)
{
	bool found = !config->folders.n;

	for (uint32_t i = 0; !found && i < config->folders.n; i++)
		found = is_below(path, config->folders.at[i].text);
	return found;
}

static bool is_usual(struct str path)
{
	return str_ends(path, STR(".md")) && !str_equal(path_name(path), STR("README.md"));
}

bool config_takes(const struct config *config, struct str path)
{
	if (!is_in_folders(config, path) || matches_any(&config->exclude, path))
		return false;
	if (config->map.beside.n) /* the metadata stand for the document */
		return matches_any(&config->map.beside, path);
	return config->files.n ? matches_any(&config->files, path) : is_usual(path);
}

bool config_leaves_out(const struct config *config, struct str path)
{
	return !is_in_folders(config, path) || matches_any(&config->exclude, path) ||
	       ((config->files.n || config->map.beside.n) && !config_takes(config, path));
}

static const struct allowed languages[] = {{"sv", "svenska, swedish, se"}, {"en", "engelska, english"}, {0}};

static void language_read(struct fields *fields, const struct key_row *row, struct str key,
                          const struct yaml_node *value, void *into)
{
	int language = fields_word(fields, key, value, row->words, false);

	if (language >= 0)
		((struct config *)into)->language = language ? LANGUAGE_EN : LANGUAGE_SV;
}

/* It has been read before the other keys, which win over it. */
static void profile_passed(struct fields *fields, const struct key_row *row, struct str key,
                           const struct yaml_node *value, void *config)
{
	(void)fields, (void)row, (void)key, (void)value, (void)config;
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
	{"profile", VALUE_TEXT, 0, "a ready map of other people's collections; see 'styrdok profiles list'",
         "en färdig nyckelkarta; se ”styrdok profiles list”", .also = "profil", .read = profile_passed},
	{"documents", VALUE_NAMES, 0, "the folder of the documents and of vocabulary/, or several folders",
         "mappen med dokumenten och vocabulary/, eller flera mappar", .also = "dokument, docs", .read = documents_read},
	{"files", VALUE_NAMES, TO(struct config, files), "which files are documents: '*.rst', '**/README.md'",
         "vilka filer som är dokument: ”*.rst”, ”**/README.md”", .also = "filer, include"},
	{"exclude", VALUE_NAMES, TO(struct config, exclude), "which files are not", "vilka filer som inte är det",
         .also = "undanta, ignore"},
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
	{"registers", VALUE_MAPS, TO(struct config, registers), "other registers, whose documents can be cited here",
         "andra register, vars dokument kan åberopas här", .count = offsetof(struct config, register_count),
         .table = &register_keys, .also = "register"},
	{"front-matter", VALUE_OWN_KEYS, 0, "this collection's own keys", "samlingens egna nycklar",
         .read = key_map_read, .table = &key_map_keys, .also = "nycklar, keys"},
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

/* Each of them is read whole. */
static void limit_registers(struct config *config, struct fields *fields)
{
	uint32_t limit = config->limits.registers;

	if (config->register_count <= limit)
		return;
	fields_problem(fields, PROBLEM_LIMIT_registers, config->registers[limit].at,
	               arena_format(fields->arena, "%u", limit), STR_EMPTY);
	config->register_count = limit;
}

static enum word_kind word_kind_of_config(struct str word)
{
	return key_find(&config_keys, UINT_MAX, word) ? WORD_KEY : WORD_UNKNOWN;
}

/* The profile that is named, as if its lines stood in front of the file's. */
static void profile_read(struct config *config, struct fields *fields, const struct yaml_node *root)
{
	const struct yaml_node *stated = yaml_get(root, STR("profile"));
	struct problems problems = {0}; /* a test sees to it that there are none */
	struct fields inner = {.arena = fields->arena, .problems = &problems};
	int index = stated ? fields_word(fields, STR("profile"), stated, profile_words(fields->arena), false) : -1;

	if (index < 0)
		return;
	config->profile = str_from(profiles[index].name);
	root = fields_parse(&inner, fields->arena, (struct str){profiles[index].text, profiles[index].size}, 1,
	                    config_yaml_limits, false);
	if (root && root->kind == YAML_MAP)
		keys_read(&inner, &config_keys, UINT_MAX, root, config);
	config->documents_stated = false;
	config->stated_severity_count = 0;
	key_map_is_profile(config);
	vec_release(&problems);
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
	if (root && root->kind == YAML_MAP) {
		profile_read(config, &fields, root);
		keys_read(&fields, &config_keys, UINT_MAX, root, config);
	}
	limit_citations(config, &fields);
	key_map_finish(config, &fields);
	limit_registers(config, &fields);
}

void config_release(struct config *config)
{
	for (uint32_t i = 0; i < config->citation_count && !config->citations_borrowed; i++)
		regex_free(config->citations[i].regex);
	map_release(&config->keys);
	key_map_release(&config->map);
	vec_release(&config->problems);
}

void config_judge_by(struct config *config, const struct config *law)
{
	for (uint32_t i = 0; i < config->citation_count && !config->citations_borrowed; i++)
		regex_free(config->citations[i].regex);
	config->citations_borrowed = true;
	config->citations = law->citations;
	config->citation_count = law->citation_count;
	config->registers = law->registers;
	config->register_count = law->register_count;
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
