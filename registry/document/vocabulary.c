#include "registry/document/vocabulary.h"

#include "registry/base/spelling.h"
#include "registry/document/key_table.h"

/* --- keys ------------------------------------------------------------------------------------------------------------ */

/* What bodies are; other rules ask for some of these words. */
static const struct allowed kinds[] = {
	{"city", "kommun, stad, region, municipality"},
	{"assembly", "fullmäktige, kommunfullmäktige, regionfullmäktige"},
	{"board", "styrelse, kommunstyrelse, regionstyrelse"},
	{"committee", "nämnd, stadsdelsnämnd"},
	{"council", "råd, beredning, utskott"},
	{"office", "förvaltning, kontor"},
	{"unit", "enhet, avdelning"},
	{"company", "bolag, aktiebolag"},
	{"foundation", "stiftelse"},
	{"federation", "kommunalförbund, förbund"},
	{"association", "förening"},
	{"group", "grupp"},
	{"role", "roll, befattning"},
	{"external", "extern, externt, utomstående"},
	{NULL, NULL},
};

/* In Swedish too; kept as the canonical word. */
static void kind_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                      void *body)
{
	int kind = fields_word(fields, key, value, row->words, row->also_counts);

	if (kind >= 0)
		((struct body *)body)->kind = str_from(row->words[kind].name);
}

static const struct key_row body_rows[] = {
	{"id", VALUE_TEXT, TO(struct body, id), "its identity, as documents name it",
         "dess identitet, som dokumenten anger", .required = true},
	{"name", VALUE_TEXT, TO(struct body, name), "its full name", "hela namnet", .also = "namn, label, title"},
	{"aliases", VALUE_NAMES, TO(struct body, aliases), "other names, such as KF", "andra namn, till exempel KF",
         .also = "alias, förkortning, kortnamn"},
	{"kind", VALUE_WORD, 0, "what sort of body it is", "vad för slags organ det är", .words = kinds,
         .also_counts = true, .read = kind_read, .also = "typ, type, slag, art"},
	{"rank", VALUE_NUMBER, TO(struct body, rank), "1 is the highest", "1 är högst", .also = "rang, nivå, level"},
	{"parent", VALUE_TEXT, TO(struct body, parent_id.text), "the body above it", "det organ som står över det",
         PLACED(struct body, parent_id.at), .also = "överordnad, under, tillhör"},
	{"from", VALUE_DATE, TO(struct body, from), "its first day", "första dagen det fanns",
         .also = "från, inrättad, bildad"},
	{"to", VALUE_DATE, TO(struct body, to), "its last day", "sista dagen det fanns",
         .also = "till, upphörde, nedlagd"},
	{"successor", VALUE_TEXT, TO(struct body, successor_id.text), "the body that came after it",
         "det organ som tog över", PLACED(struct body, successor_id.at), .also = "efterträdare, ersatt av"},
	{"via", VALUE_TEXT, TO(struct body, via_id.text), "the body through which it is reached",
         "det organ som det nås genom", PLACED(struct body, via_id.at), .also = "genom"},
};

static const struct body body_begun = {
	.parent = NO_BODY, .successor = NO_BODY, .via = NO_BODY, .from = DATE_NONE, .to = DATE_NONE};

static bool body_done(struct fields *fields, const struct yaml_node *map, void *into)
{
	const struct body *body = into;

	if (date_before(body->to, body->from) == TRI_YES)
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("to"), argument_term(TERM_LATER_THAN_FROM));
	return true;
}

static const struct key_row type_rows[] = {
	{"id", VALUE_TEXT, TO(struct document_type, id), "its identity, as documents name it",
         "dess identitet, som dokumenten anger", .required = true},
	{"name", VALUE_LABEL, TO(struct document_type, name), "its name", "dess namn", .also = "namn, label, title"},
	{"decided-by", VALUE_NAMES, TO(struct document_type, decided_by), "the bodies that may decide it",
         "de organ som får besluta det", .also = "beslutas av, beslutad av, beslutsinstans"},
	{"governing", VALUE_BOOL, TO(struct document_type, governing), "false: it says nothing of what applies",
         "false: det säger inget om vad som gäller", .also = "styrande"},
	{"overarching", VALUE_BOOL, TO(struct document_type, overarching), "true: one of them governs a topic",
         "true: ett av dem styr ett ämne", .also = "övergripande"},
	{"regulation", VALUE_BOOL, TO(struct document_type, regulation),
         "true: regulations that the Local Government Act (8:13) has published",
         "true: föreskrifter som enligt 8 kap. 13 § kommunallagen ska finnas på webbplatsen",
         .also = "föreskrift, föreskrifter, kommunal föreskrift"},
};

static const struct document_type type_begun = {.governing = true};

static const struct key_row topic_rows[] = {
	{"id", VALUE_TEXT, TO(struct topic, id), "its identity, as documents name it",
         "dess identitet, som dokumenten anger", .required = true},
	{"label", VALUE_LABEL, TO(struct topic, label), "its name", "dess namn", .also = "name, namn, title, etikett"},
	{"broader", VALUE_TEXT, TO(struct topic, broader_id.text), "the topic that it is part of",
         "det ämne som det ingår i", PLACED(struct topic, broader_id.at), .also = "överordnad, vidare, parent"},
};

static const struct topic topic_begun = {.broader = NO_BODY};

const struct key_table body_keys = {"bodies.yaml", KEY_ROWS(body_rows), sizeof(struct body), &body_begun, body_done};
const struct key_table type_keys = {"types.yaml", KEY_ROWS(type_rows), sizeof(struct document_type), &type_begun};
const struct key_table topic_keys = {"topics.yaml", KEY_ROWS(topic_rows), sizeof(struct topic), &topic_begun};

static const struct key_table *const tables[VOCABULARY_FILES] = {&body_keys, &type_keys, &topic_keys};

const char *vocabulary_file_name(enum vocabulary_file file)
{
	return tables[file]->name;
}

/* --- entries --------------------------------------------------------------------------------------------------------- */

static uint32_t count_of(const struct vocabulary *vocabulary, enum vocabulary_file file)
{
	return file == VOCABULARY_BODIES  ? vocabulary->body_count
	       : file == VOCABULARY_TYPES ? vocabulary->type_count
	                                  : vocabulary->topic_count;
}

static struct str id_of(const struct vocabulary *vocabulary, enum vocabulary_file file, uint32_t index)
{
	return file == VOCABULARY_BODIES  ? vocabulary->bodies[index].id
	       : file == VOCABULARY_TYPES ? vocabulary->types[index].id
	                                  : vocabulary->topics[index].id;
}

static struct location *place_of(struct vocabulary *vocabulary, enum vocabulary_file file, uint32_t index)
{
	return file == VOCABULARY_BODIES  ? &vocabulary->bodies[index].at
	       : file == VOCABULARY_TYPES ? &vocabulary->types[index].at
	                                  : &vocabulary->topics[index].at;
}

static struct map *ids_of(struct vocabulary *vocabulary, enum vocabulary_file file)
{
	return file == VOCABULARY_BODIES  ? &vocabulary->body_by_id
	       : file == VOCABULARY_TYPES ? &vocabulary->type_by_id
	                                  : &vocabulary->topic_by_id;
}

/* Enters an entry's id; one that is taken is a problem, one that is missing has been told. */
static void id_enter(struct vocabulary *vocabulary, struct fields *fields, enum vocabulary_file file, uint32_t index)
{
	struct str id = id_of(vocabulary, file, index);
	uint32_t first = id.n ? map_add(ids_of(vocabulary, file), id, index) : index;

	if (first == index)
		return;
	fields_problem(fields, PROBLEM_ID_DUPLICATE, *place_of(vocabulary, file, index), id, STR_EMPTY);
	fields->problems->at[fields->problems->n - 1].other = *place_of(vocabulary, file, first);
}

/* Room for the entries of a file, all as they begin. */
static void *entries_new(struct vocabulary *vocabulary, enum vocabulary_file file, struct arena *arena, size_t count)
{
	const struct key_table *table = tables[file];
	char *entries = arena_alloc(arena, count, table->size);

	for (size_t i = 0; i < count; i++)
		memcpy(entries + i * table->size, table->begun, table->size);
	if (file == VOCABULARY_BODIES)
		vocabulary->bodies = (struct body *)(void *)entries;
	else if (file == VOCABULARY_TYPES)
		vocabulary->types = (struct document_type *)(void *)entries;
	else
		vocabulary->topics = (struct topic *)(void *)entries;
	return entries;
}

static void entries_read(struct vocabulary *vocabulary, enum vocabulary_file file, struct fields *fields,
                         const struct yaml_node *list)
{
	const struct key_table *table = tables[file];
	char *entries = entries_new(vocabulary, file, fields->arena, list ? yaml_count(list) : 0);
	uint32_t count = 0;
	uint32_t *counted = file == VOCABULARY_BODIES  ? &vocabulary->body_count
	                    : file == VOCABULARY_TYPES ? &vocabulary->type_count
	                                               : &vocabulary->topic_count;

	for (const struct yaml_node *item = list ? list->first : NULL; item; item = item->next) {
		if (item->kind != YAML_MAP) {
			map_expected(fields, str_from(table->name), table, item->at);
			continue;
		}
		*place_of(vocabulary, file, count) = item->at;
		entry_read(fields, STR_EMPTY, table, item, entries + count * table->size);
		id_enter(vocabulary, fields, file, count++);
	}
	*counted = count;
}

void vocabulary_read(struct vocabulary *vocabulary, enum vocabulary_file file, struct arena *arena, struct str text,
                     const struct limits *limits)
{
	struct fields fields = {.arena = arena, .problems = &vocabulary->problems[file]};
	struct arena nodes = ARENA_EMPTY;
	const struct yaml_node *root = NULL;

	root = fields_parse(&fields, &nodes, text, 1, (struct yaml_limits){limits->yaml_depth, limits->data_nodes},
	                    false);
	if (root && root->kind != YAML_LIST && !yaml_is_null(root))
		list_expected(&fields, str_from(vocabulary_file_name(file)), tables[file], root->at);
	/* of a file that cannot be read, nothing is known to be missing */
	vocabulary->held[file] = root ? root->kind == YAML_LIST || yaml_is_null(root) : !fields.problems->n;
	entries_read(vocabulary, file, &fields, root && root->kind == YAML_LIST ? root : NULL);
	arena_release(&nodes);
}

/* Names that are looked up in vain for which the nearest is sought: each costs a look at all. */
#define NEAREST_MAX 100

struct str vocabulary_nearest(const struct vocabulary *vocabulary, enum vocabulary_file file, struct str text)
{
	struct spelling spelling = spelling_of(text);

	for (uint32_t i = 0; i < count_of(vocabulary, file); i++)
		spelling_try(&spelling, id_of(vocabulary, file, i));
	return spelling_nearest(&spelling);
}

static uint32_t resolve(struct vocabulary *vocabulary, struct arena *arena, enum vocabulary_file file, struct str key,
                        struct named name)
{
	struct fields fields = {.arena = arena, .problems = &vocabulary->problems[file]};
	const struct map *map = file == VOCABULARY_TOPICS ? &vocabulary->topic_by_id : &vocabulary->body_by_id;
	uint32_t index = map_get(map, name.text);

	if (!name.text.n)
		return NO_BODY;
	if (index != MAP_NONE)
		return index;
	fields_problem(&fields, PROBLEM_NAME_UNKNOWN, name.at, key, name.text);
	if (fields.problems->n <= NEAREST_MAX)
		fields.problems->at[fields.problems->n - 1].args[2].text = vocabulary_nearest(
			vocabulary, file == VOCABULARY_TOPICS ? VOCABULARY_TOPICS : VOCABULARY_BODIES, name.text);
	return NO_BODY;
}

static uint32_t parent_of(const struct vocabulary *vocabulary, enum vocabulary_file file, uint32_t index)
{
	return file == VOCABULARY_BODIES ? vocabulary->bodies[index].parent : vocabulary->topics[index].broader;
}

/* Cuts each circle in a tree, at the entry that closes it, and reports the circle. `seen` colours entries by the walk
 * that first met them, so that the whole is linear. */
static void tree_check(struct vocabulary *vocabulary, struct arena *arena, enum vocabulary_file file, uint32_t count)
{
	struct fields fields = {.arena = arena, .problems = &vocabulary->problems[file]};
	uint32_t *seen = ARENA_ARRAY(arena, uint32_t, count);

	for (uint32_t start = 0; start < count; start++) {
		uint32_t at = start, next = NO_BODY;
		while (at != NO_BODY && !seen[at]) {
			seen[at] = start + 1;
			next = parent_of(vocabulary, file, at);
			if (next != NO_BODY && seen[next] == start + 1) {
				struct str path = id_of(vocabulary, file, next);
				struct location place = {0, 0};
				uint32_t shown = 0; /* of a long circle, the beginning is enough */
				for (uint32_t i = parent_of(vocabulary, file, next); i != next && shown < 20;
				     i = parent_of(vocabulary, file, i)) {
					struct str id = ++shown < 20 ? id_of(vocabulary, file, i) : STR("…");
					path = arena_format(arena, "%.*s → %.*s", STR_ARG(path), STR_ARG(id));
				}
				path = arena_format(arena, "%.*s → %.*s", STR_ARG(path),
				                    STR_ARG(id_of(vocabulary, file, next)));
				if (file == VOCABULARY_BODIES) {
					place = vocabulary->bodies[at].parent_id.at;
					vocabulary->bodies[at].parent = NO_BODY;
				} else {
					place = vocabulary->topics[at].broader_id.at;
					vocabulary->topics[at].broader = NO_BODY;
				}
				fields_problem(&fields, PROBLEM_TREE_CYCLE, place,
				               file == VOCABULARY_BODIES ? STR("parent") : STR("broader"), path);
				break;
			}
			at = next;
		}
	}
}

/* Names and aliases, by which running text knows a body; one that two bodies claim is a problem. */
static void body_name_enter(struct vocabulary *vocabulary, struct fields *fields, struct str name, uint32_t index,
                            struct location at)
{
	uint32_t first = name.n ? map_add(&vocabulary->body_by_name, name, index) : index;

	if (first == index || str_equal(vocabulary->bodies[first].id, vocabulary->bodies[index].id))
		return; /* a body that stands twice has been told */
	fields_problem(fields, PROBLEM_NAME_SHARED, at, name, vocabulary->bodies[first].id);
	fields->problems->at[fields->problems->n - 1].args[2].text = vocabulary->bodies[index].id;
	fields->problems->at[fields->problems->n - 1].other = vocabulary->bodies[first].at;
}

void vocabulary_resolve(struct vocabulary *vocabulary, struct arena *arena)
{
	struct fields fields = {.arena = arena, .problems = &vocabulary->problems[VOCABULARY_BODIES]};

	for (uint32_t i = 0; i < vocabulary->body_count; i++) {
		struct body *body = &vocabulary->bodies[i];
		body->parent = resolve(vocabulary, arena, VOCABULARY_BODIES, STR("parent"), body->parent_id);
		body->successor = resolve(vocabulary, arena, VOCABULARY_BODIES, STR("successor"), body->successor_id);
		body->via = resolve(vocabulary, arena, VOCABULARY_BODIES, STR("via"), body->via_id);
		body_name_enter(vocabulary, &fields, body->name, i, body->at);
		for (uint32_t k = 0; k < body->aliases.n; k++)
			body_name_enter(vocabulary, &fields, body->aliases.at[k].text, i, body->aliases.at[k].at);
	}
	for (uint32_t i = 0; i < vocabulary->type_count; i++)
		for (uint32_t k = 0; vocabulary->held[VOCABULARY_BODIES] && k < vocabulary->types[i].decided_by.n; k++)
			resolve(vocabulary, arena, VOCABULARY_TYPES, STR("decided-by"),
			        vocabulary->types[i].decided_by.at[k]);
	for (uint32_t i = 0; i < vocabulary->topic_count; i++)
		vocabulary->topics[i].broader =
			resolve(vocabulary, arena, VOCABULARY_TOPICS, STR("broader"), vocabulary->topics[i].broader_id);
	tree_check(vocabulary, arena, VOCABULARY_BODIES, vocabulary->body_count);
	tree_check(vocabulary, arena, VOCABULARY_TOPICS, vocabulary->topic_count);
}

void vocabulary_release(struct vocabulary *vocabulary)
{
	map_release(&vocabulary->body_by_id);
	map_release(&vocabulary->body_by_name);
	map_release(&vocabulary->type_by_id);
	map_release(&vocabulary->topic_by_id);
	for (int i = 0; i < VOCABULARY_FILES; i++)
		vec_release(&vocabulary->problems[i]);
}

bool vocabulary_body_within(const struct vocabulary *vocabulary, uint32_t body, uint32_t ancestor)
{
	while (body != NO_BODY && body != ancestor)
		body = vocabulary->bodies[body].parent; /* the tree has no circles: see tree_check */
	return body != NO_BODY;
}

bool vocabulary_topic_within(const struct vocabulary *vocabulary, uint32_t topic, uint32_t broader)
{
	while (topic != broader && topic != NO_BODY)
		topic = vocabulary->topics[topic].broader; /* the tree has no circles */
	return topic == broader;
}

uint32_t vocabulary_type_rank(const struct vocabulary *vocabulary, uint32_t type)
{
	return type == NO_BODY ? vocabulary->type_count : type;
}

bool vocabulary_type_governs(const struct vocabulary *vocabulary, uint32_t type)
{
	/* of a type that is not known, only where no types are declared at all */
	return type == NO_BODY ? !vocabulary->declared[VOCABULARY_TYPES] : vocabulary->types[type].governing;
}

struct str vocabulary_body_name(const struct vocabulary *vocabulary, struct str id)
{
	uint32_t body = map_get(&vocabulary->body_by_id, id);

	return body != MAP_NONE && vocabulary->bodies[body].name.n ? vocabulary->bodies[body].name : id;
}
