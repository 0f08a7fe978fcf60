#include "registry/document/vocabulary.h"

#include "registry/base/spelling.h"
#include "registry/document/yaml_fields.h"

const char *vocabulary_file_name(enum vocabulary_file file)
{
	static const char *const names[VOCABULARY_FILES] = {"bodies.yaml", "types.yaml", "topics.yaml"};
	return names[file];
}

static void named_read(struct fields *fields, const struct yaml_node *key, struct named *out)
{
	out->at = key->value->at;
	fields_text(fields, key->text, key->value, &out->text);
}

static void body_key_read(struct fields *fields, const struct yaml_node *key, struct body *body)
{
	static const char *const words[] = {"id",     "name", "aliases", "kind",      "rank",
	                                    "parent", "from", "to",      "successor", "via"};
	size_t i = 0;

	while (i < 10 && !str_equal(key->text, str_from(words[i])))
		i++;
	switch (i) {
	case 0:
		fields_text(fields, key->text, key->value, &body->id);
		break;
	case 1:
		fields_text(fields, key->text, key->value, &body->name);
		break;
	case 2:
		fields_names(fields, key->text, key->value, false, &body->aliases);
		break;
	case 3:
		fields_text(fields, key->text, key->value, &body->kind);
		break;
	case 4:
		fields_number(fields, key->text, key->value, &body->rank);
		break;
	case 5:
		named_read(fields, key, &body->parent_id);
		break;
	case 6:
		fields_date(fields, key->text, key->value, &body->from);
		break;
	case 7:
		fields_date(fields, key->text, key->value, &body->to);
		break;
	case 8:
		named_read(fields, key, &body->successor_id);
		break;
	case 9:
		named_read(fields, key, &body->via_id);
		break;
	default:
		fields_key_unknown(fields, key, words, 10);
	}
}

static void type_key_read(struct fields *fields, const struct yaml_node *key, struct document_type *type)
{
	static const char *const words[] = {"id", "name", "decided-by", "governing", "overarching"};
	size_t i = 0;

	while (i < 5 && !str_equal(key->text, str_from(words[i])))
		i++;
	switch (i) {
	case 0:
		fields_text(fields, key->text, key->value, &type->id);
		break;
	case 1:
		fields_label(fields, key, &type->name);
		break;
	case 2:
		fields_names(fields, key->text, key->value, false, &type->decided_by);
		break;
	case 3:
		fields_bool(fields, key->text, key->value, &type->governing);
		break;
	case 4:
		fields_bool(fields, key->text, key->value, &type->overarching);
		break;
	default:
		fields_key_unknown(fields, key, words, 5);
	}
}

static void topic_key_read(struct fields *fields, const struct yaml_node *key, struct topic *topic)
{
	static const char *const words[] = {"id", "label", "broader"};

	if (str_equal(key->text, STR("id")))
		fields_text(fields, key->text, key->value, &topic->id);
	else if (str_equal(key->text, STR("label")))
		fields_label(fields, key, &topic->label);
	else if (str_equal(key->text, STR("broader")))
		named_read(fields, key, &topic->broader_id);
	else
		fields_key_unknown(fields, key, words, 3);
}

/* Enters an id; one that is taken, or missing, is a problem. */
static void id_enter(struct fields *fields, struct map *map, struct str id, uint32_t index, struct location at,
                     struct location (*location_of)(const void *, uint32_t), const void *entries)
{
	uint32_t first = 0;

	if (!id.n) {
		fields_problem(fields, PROBLEM_KEY_MISSING, at, STR("id"), STR_EMPTY);
		return;
	}
	first = map_add(map, id, index);
	if (first != index) {
		fields_problem(fields, PROBLEM_ID_DUPLICATE, at, id, STR_EMPTY);
		fields->problems->at[fields->problems->n - 1].other = location_of(entries, first);
	}
}

static struct location body_location(const void *entries, uint32_t index)
{
	return ((const struct body *)entries)[index].at;
}

static struct location type_location(const void *entries, uint32_t index)
{
	return ((const struct document_type *)entries)[index].at;
}

static struct location topic_location(const void *entries, uint32_t index)
{
	return ((const struct topic *)entries)[index].at;
}

static void body_read(struct vocabulary *vocabulary, struct fields *fields, const struct yaml_node *item)
{
	uint32_t index = vocabulary->body_count++;
	struct body *body = &vocabulary->bodies[index];

	*body = (struct body){.parent = NO_BODY,
	                      .successor = NO_BODY,
	                      .via = NO_BODY,
	                      .from = DATE_NONE,
	                      .to = DATE_NONE,
	                      .at = item->at};
	for (const struct yaml_node *key = item->first; key; key = key->next)
		body_key_read(fields, key, body);
	if (date_before(body->to, body->from) == TRI_YES)
		fields_problem(fields, PROBLEM_SHAPE, item->at, STR("to"), STR("@later-than-from"));
	id_enter(fields, &vocabulary->body_by_id, body->id, index, item->at, body_location, vocabulary->bodies);
}

static void type_read(struct vocabulary *vocabulary, struct fields *fields, const struct yaml_node *item)
{
	uint32_t index = vocabulary->type_count++;
	struct document_type *type = &vocabulary->types[index];

	*type = (struct document_type){.governing = true, .at = item->at};
	for (const struct yaml_node *key = item->first; key; key = key->next)
		type_key_read(fields, key, type);
	id_enter(fields, &vocabulary->type_by_id, type->id, index, item->at, type_location, vocabulary->types);
}

static void topic_read(struct vocabulary *vocabulary, struct fields *fields, const struct yaml_node *item)
{
	uint32_t index = vocabulary->topic_count++;
	struct topic *topic = &vocabulary->topics[index];

	*topic = (struct topic){.broader = NO_BODY, .at = item->at};
	for (const struct yaml_node *key = item->first; key; key = key->next)
		topic_key_read(fields, key, topic);
	id_enter(fields, &vocabulary->topic_by_id, topic->id, index, item->at, topic_location, vocabulary->topics);
}

void vocabulary_read(struct vocabulary *vocabulary, enum vocabulary_file file, struct arena *arena, struct str text,
                     const struct limits *limits)
{
	struct fields fields = {arena, &vocabulary->problems[file]};
	struct arena nodes = ARENA_EMPTY;
	const struct yaml_node *root = NULL;
	size_t count = 0;

	root = fields_parse(&fields, &nodes, text, 1, (struct yaml_limits){limits->yaml_depth, limits->data_nodes},
	                    false);
	if (root && root->kind != YAML_LIST && !yaml_is_null(root))
		fields_problem(&fields, PROBLEM_SHAPE, root->at, str_from(vocabulary_file_name(file)), STR("@list"));
	/* of a file that cannot be read, nothing is known to be missing */
	vocabulary->held[file] = root ? root->kind == YAML_LIST || yaml_is_null(root) : !fields.problems->n;
	if (root && root->kind == YAML_LIST)
		for (const struct yaml_node *item = root->first; item; item = item->next)
			count++;
	if (file == VOCABULARY_BODIES)
		vocabulary->bodies = ARENA_ARRAY(arena, struct body, count);
	else if (file == VOCABULARY_TYPES)
		vocabulary->types = ARENA_ARRAY(arena, struct document_type, count);
	else
		vocabulary->topics = ARENA_ARRAY(arena, struct topic, count);
	for (const struct yaml_node *item = count ? root->first : NULL; item; item = item->next) {
		if (item->kind != YAML_MAP)
			fields_problem(&fields, PROBLEM_SHAPE, item->at, str_from(vocabulary_file_name(file)),
			               STR("@map"));
		else if (file == VOCABULARY_BODIES)
			body_read(vocabulary, &fields, item);
		else if (file == VOCABULARY_TYPES)
			type_read(vocabulary, &fields, item);
		else
			topic_read(vocabulary, &fields, item);
	}
	arena_release(&nodes);
}

/* Names that are looked up in vain for which the nearest is sought: each costs a look at all. */
#define NEAREST_MAX 100

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
	struct fields fields = {arena, &vocabulary->problems[file]};
	const struct map *map = file == VOCABULARY_TOPICS ? &vocabulary->topic_by_id : &vocabulary->body_by_id;
	uint32_t index = map_get(map, name.text);

	if (!name.text.n)
		return NO_BODY;
	if (index != MAP_NONE)
		return index;
	fields_problem(&fields, PROBLEM_NAME_UNKNOWN, name.at, key, name.text);
	if (fields.problems->n <= NEAREST_MAX)
		fields.problems->at[fields.problems->n - 1].args[2] = vocabulary_nearest(
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
	struct fields fields = {arena, &vocabulary->problems[file]};
	uint32_t *seen = ARENA_ARRAY(arena, uint32_t, count);

	for (uint32_t start = 0; start < count; start++) {
		uint32_t at = start, next = NO_BODY;
		while (at != NO_BODY && !seen[at]) {
			seen[at] = start + 1;
			next = parent_of(vocabulary, file, at);
			if (next != NO_BODY && seen[next] == start + 1) {
				struct str path = id_of(vocabulary, file, next);
				struct location location = {0, 0};
				uint32_t shown = 0; /* of a long circle, the beginning is enough */
				for (uint32_t i = parent_of(vocabulary, file, next); i != next && shown < 20;
				     i = parent_of(vocabulary, file, i)) {
					struct str id = ++shown < 20 ? id_of(vocabulary, file, i) : STR("…");
					path = arena_format(arena, "%.*s → %.*s", STR_ARG(path), STR_ARG(id));
				}
				path = arena_format(arena, "%.*s → %.*s", STR_ARG(path),
				                    STR_ARG(id_of(vocabulary, file, next)));
				if (file == VOCABULARY_BODIES) {
					location = vocabulary->bodies[at].parent_id.at;
					vocabulary->bodies[at].parent = NO_BODY;
				} else {
					location = vocabulary->topics[at].broader_id.at;
					vocabulary->topics[at].broader = NO_BODY;
				}
				fields_problem(&fields, PROBLEM_TREE_CYCLE, location,
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
	fields->problems->at[fields->problems->n - 1].args[2] = vocabulary->bodies[index].id;
	fields->problems->at[fields->problems->n - 1].other = vocabulary->bodies[first].at;
}

void vocabulary_resolve(struct vocabulary *vocabulary, struct arena *arena)
{
	struct fields fields = {arena, &vocabulary->problems[VOCABULARY_BODIES]};

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
