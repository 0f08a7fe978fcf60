#include "registry/document/document.h"

#include "registry/base/path.h"
#include "registry/base/spelling.h"
#include "registry/document/config.h"
#include "registry/document/front_matter.h"
#include "registry/document/yaml_fields.h"

static const char *const stage_names[] = {"", "draft", "referred", "decided", "withdrawn"};
static const char *const holding_names[] = {"full", "digest", "reference"};

const char *stage_name(enum stage stage)
{
	return stage_names[stage];
}

const char *holding_name(enum holding holding)
{
	return holding_names[holding];
}

/* What the reading of one front matter needs. */
struct reading {
	struct str text; /* the whole file */
	struct document *document;
	const struct config *config;
	struct fields fields;
	VEC(struct relation) relations;
	VEC(struct scope) scopes;
};

struct str document_stem(struct str path)
{
	struct str name = path_name(path);

	if (str_ends(name, STR(".md")))
		name.n -= 3;
	return name;
}

/* Where the part behind "#" stands: on the value's line, since in quotes it may be written otherwise than read. */
static struct location part_location(struct str text, struct location at)
{
	struct str line = STR_EMPTY;
	size_t hash = 0;

	for (uint32_t i = 0; i < at.line; i++)
		(void)str_next_line(&text, &line);
	hash = str_find(line, STR("#"), at.column - 1);
	return hash == SIZE_MAX ? at : (struct location){at.line, (uint32_t)hash + 2};
}

/* A reference written "id" or "id#part". */
static void reference_set(struct reading *reading, struct reference *reference, struct str text, struct location at)
{
	struct reference read = reference_of(arena_copy(reading->fields.arena, text), at);

	if (str_find(text, STR("#"), 0) != SIZE_MAX)
		read.part_at = part_location(reading->text, at);
	else
		read.part = reference->part; /* perhaps a key of its own, that came before */
	*reference = read;
}

static void source_read(struct reading *reading, struct reference *source, const struct yaml_node *value)
{
	static const char *const words[] = {"doc", "part"};
	struct str text = STR_EMPTY;

	if (yaml_is_null(value))
		return;
	if (value->kind == YAML_SCALAR) {
		reference_set(reading, source, value->text, value->at);
		return;
	}
	if (value->kind != YAML_MAP) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, value->at, STR("source"), STR("@map"));
		return;
	}
	for (const struct yaml_node *key = value->first; key; key = key->next) {
		if (str_equal(key->text, STR("doc"))) {
			if (fields_text(&reading->fields, key->text, key->value, &text))
				reference_set(reading, source, text, key->value->at);
		} else if (str_equal(key->text, STR("part"))) {
			if (fields_text(&reading->fields, key->text, key->value, &source->part))
				source->part_at = key->value->at;
		} else {
			fields_key_unknown(&reading->fields, key, words, 2);
		}
	}
}

static void condition_read(struct reading *reading, struct relation *relation, const struct yaml_node *value)
{
	static const char *const words[] = {"adopted", "text"};
	struct str text = STR_EMPTY;

	if (yaml_is_null(value))
		return;
	if (value->kind == YAML_SCALAR) {
		relation->condition = CONDITION_TEXT;
		fields_text(&reading->fields, STR("when"), value, &relation->when.name);
		return;
	}
	if (value->kind != YAML_MAP) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, value->at, STR("when"), STR("@map"));
		return;
	}
	for (const struct yaml_node *key = value->first; key; key = key->next) {
		if (str_equal(key->text, STR("adopted"))) {
			if (!fields_text(&reading->fields, key->text, key->value, &text))
				continue;
			relation->condition = CONDITION_ADOPTED;
			reference_set(reading, &relation->when, text, key->value->at);
		} else if (str_equal(key->text, STR("text"))) {
			if (fields_text(&reading->fields, key->text, key->value, &relation->when.name))
				relation->condition = CONDITION_TEXT;
		} else {
			fields_key_unknown(&reading->fields, key, words, 2);
		}
	}
}

static void relation_key_read(struct reading *reading, struct relation *relation, const struct yaml_node *key)
{
	static const char *const words[] = {"doc", "part", "state", "when", "from", "source", "note"};
	static const char *const states[] = {"proposed", "conditional", "decided", "disputed"};
	struct fields *fields = &reading->fields;
	struct str text = STR_EMPTY;
	int word = -1;
	size_t i = 0;

	while (i < 7 && !str_equal(key->text, str_from(words[i])))
		i++;
	switch (i) {
	case 0: /* a part beside it wins over one written behind a "#" */
		if (fields_text(fields, key->text, key->value, &text)) {
			struct str part = relation->target.part;
			struct location part_at = relation->target.part_at;
			reference_set(reading, &relation->target, text, key->value->at);
			if (part.n) {
				relation->target.part = part;
				relation->target.part_at = part_at;
			}
		}
		break;
	case 1:
		if (fields_text(fields, key->text, key->value, &relation->target.part))
			relation->target.part_at = key->value->at;
		break;
	case 2:
		word = fields_word(fields, key->text, key->value, states, 4);
		relation->state_at = key->value->at;
		if (word >= 0)
			relation->state = (enum relation_state)(STATE_PROPOSED + word);
		break;
	case 3:
		condition_read(reading, relation, key->value);
		break;
	case 4:
		fields_date(fields, key->text, key->value, &relation->from);
		relation->from_at = key->value->at;
		break;
	case 5:
		source_read(reading, &relation->source, key->value);
		break;
	case 6:
		fields_text(fields, key->text, key->value, &relation->note);
		break;
	default:
		fields_key_unknown(fields, key, words, 7);
	}
}

static void relation_item_read(struct reading *reading, uint32_t code, struct str key, const struct yaml_node *item)
{
	bool inverse = code >= CONFIG_INVERSE;
	struct relation relation = {.type = (enum relation_type)(code - (inverse ? CONFIG_INVERSE : CONFIG_RELATION)),
	                            .inverse = inverse,
	                            .actor = NO_DOCUMENT,
	                            .stated_in = NO_DOCUMENT,
	                            .from = DATE_NONE};

	relation.target.document = relation.when.document = relation.source.document = NO_DOCUMENT;
	if (item->kind == YAML_LIST || yaml_is_null(item)) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, item->at, key, STR("@reference"));
		return;
	}
	if (item->kind == YAML_SCALAR) {
		reference_set(reading, &relation.target, str_trim(item->text), item->at);
	} else {
		for (const struct yaml_node *inner = item->first; inner; inner = inner->next)
			relation_key_read(reading, &relation, inner);
		if (!relation.target.name.n) {
			fields_problem(&reading->fields, PROBLEM_KEY_MISSING, item->at, STR("doc"), STR_EMPTY);
			return;
		}
	}
	if (!relation.target.name.n)
		fields_problem(&reading->fields, PROBLEM_SHAPE, item->at, key, STR("@reference"));
	else
		vec_push(&reading->relations, relation);
}

/* A collection of its own may list ids in one text: "requires: 165, 721". */
static void relation_text_read(struct reading *reading, uint32_t code, struct str key, const struct yaml_node *value)
{
	struct names names = {0};

	fields_names(&reading->fields, key, value, true, &names);
	for (uint32_t i = 0; i < names.n; i++) {
		struct yaml_node item = {
			.kind = YAML_SCALAR, .text = names.at[i].text, .at = names.at[i].at, .quoted = true};
		relation_item_read(reading, code, key, &item);
	}
}

static void relation_read(struct reading *reading, uint32_t code, struct str key, const struct yaml_node *value)
{
	if (yaml_is_null(value))
		return;
	if (value->kind == YAML_LIST) {
		for (const struct yaml_node *item = value->first; item; item = item->next)
			relation_item_read(reading, code, key, item);
	} else if (value->kind == YAML_SCALAR && reading->config->mapped) {
		relation_text_read(reading, code, key, value);
	} else {
		relation_item_read(reading, code, key, value);
	}
}

static bool scope_key_read(struct reading *reading, struct scope *scope, const struct yaml_node *key)
{
	static const char *const words[] = {"body", "including", "via"};
	static const char *const including[] = {"subsidiaries"};
	struct fields *fields = &reading->fields;

	if (str_equal(key->text, STR("body"))) {
		scope->body.at = key->value->at;
		return fields_text(fields, key->text, key->value, &scope->body.text);
	}
	if (str_equal(key->text, STR("including"))) {
		scope->subsidiaries = fields_word(fields, key->text, key->value, including, 1) == 0;
	} else if (str_equal(key->text, STR("via"))) {
		scope->via.at = key->value->at;
		fields_text(fields, key->text, key->value, &scope->via.text);
	} else {
		fields_key_unknown(fields, key, words, 3);
	}
	return false;
}

static void scope_read(struct reading *reading, struct str key, const struct yaml_node *item)
{
	struct scope scope = {.body_index = NO_BODY};

	scope.body.at = item->at;
	if (item->kind == YAML_SCALAR) {
		if (!fields_text(&reading->fields, key, item, &scope.body.text))
			return;
	} else if (item->kind == YAML_MAP) {
		bool named = false;
		for (const struct yaml_node *inner = item->first; inner; inner = inner->next)
			named = scope_key_read(reading, &scope, inner) || named;
		if (!named) {
			fields_problem(&reading->fields, PROBLEM_KEY_MISSING, item->at, STR("body"), STR_EMPTY);
			return;
		}
	} else {
		fields_problem(&reading->fields, PROBLEM_SHAPE, item->at, key, STR("@text"));
		return;
	}
	vec_push(&reading->scopes, scope);
}

static void scopes_read(struct reading *reading, struct str key, const struct yaml_node *value)
{
	if (yaml_is_null(value))
		return;
	if (value->kind != YAML_LIST) {
		scope_read(reading, key, value);
		return;
	}
	for (const struct yaml_node *item = value->first; item; item = item->next)
		scope_read(reading, key, item);
}

/* The collection's own words for stages stand before the canonical ones. */
static void stage_read(struct reading *reading, struct str key, const struct yaml_node *value)
{
	const struct config *config = reading->config;
	uint32_t own = config->stage_word_count;
	const char **words = ARENA_ARRAY(reading->fields.arena, const char *, own + 4);
	int word = -1;

	for (uint32_t i = 0; i < own; i++)
		words[i] = config->stage_words[i].word.at; /* the arena's copies end with a NUL */
	memcpy(words + own, stage_names + 1, 4 * sizeof *words);
	word = fields_word(&reading->fields, key, value, words, own + 4);
	if (word >= 0)
		reading->document->stage =
			word < (int)own ? config->stage_words[word].stage : (enum stage)(word - (int)own + 1);
}

static void key_read(struct reading *reading, enum document_key code, struct str key, const struct yaml_node *value)
{
	struct document *document = reading->document;
	struct fields *fields = &reading->fields;
	bool commas = reading->config->mapped;
	int word = -1;

	if (!yaml_is_null(value))
		document->keys[code] = value->at;
	switch (code) {
	case KEY_ID:
		document->id_stated = fields_text(fields, key, value, &document->id);
		break;
	case KEY_TITLE:
		fields_text(fields, key, value, &document->title);
		break;
	case KEY_ALIASES:
		fields_names(fields, key, value, false, &document->aliases);
		break;
	case KEY_TYPE:
		fields_text(fields, key, value, &document->type);
		break;
	case KEY_DNR:
		fields_names(fields, key, value, commas, &document->dnr);
		break;
	case KEY_STATUS:
		stage_read(reading, key, value);
		break;
	case KEY_DECIDED_BY:
		fields_text(fields, key, value, &document->decided_by);
		break;
	case KEY_DECIDED:
		fields_date(fields, key, value, &document->decided);
		break;
	case KEY_DATED:
		fields_date(fields, key, value, &document->dated);
		break;
	case KEY_REFERRED:
		fields_date(fields, key, value, &document->referred);
		break;
	case KEY_REPLY_BY:
		fields_date(fields, key, value, &document->reply_by);
		break;
	case KEY_IN_FORCE:
		fields_date(fields, key, value, &document->in_force);
		break;
	case KEY_EXPIRES:
		fields_date(fields, key, value, &document->expires);
		break;
	case KEY_STEWARD:
		fields_text(fields, key, value, &document->steward);
		break;
	case KEY_APPLIES_TO:
		scopes_read(reading, key, value);
		break;
	case KEY_TOPICS:
		fields_names(fields, key, value, commas, &document->topics);
		break;
	case KEY_REVIEW_BY:
		fields_date(fields, key, value, &document->review_by);
		break;
	case KEY_TEXT:
		word = fields_word(fields, key, value, holding_names, 3);
		/* when the word cannot be read, nothing is said to be missing from the text */
		document->holding = word < 0 ? HOLDING_REFERENCE : (enum holding)word;
		break;
	case KEY_COUNT:
		break;
	}
}

static void unknown_key(struct reading *reading, const struct yaml_node *key)
{
	const char *words[KEY_COUNT + RELATION_TYPES * 2] = {
#define KEY(name, text) text,
#include "registry/document/document.def"
#undef KEY
	};
	size_t count = KEY_COUNT;
	uint32_t meant = MAP_NONE;

	if (reading->config->mapped) /* the collection's own keys are its own business */
		return;
	for (size_t i = 0; i < RELATION_TYPES; i++) {
		words[count++] = relation_name((enum relation_type)i);
		words[count++] = relation_inverse_name((enum relation_type)i);
	}
	fields_key_unknown(&reading->fields, key, words, count);
	/* a key that is misspelt is not missing as well */
	meant = map_get(&reading->config->keys, reading->fields.problems->at[reading->fields.problems->n - 1].args[1]);
	if (meant < KEY_COUNT && !reading->document->keys[meant].line)
		reading->document->keys[meant] = key->value->at;
}

static void map_read(struct reading *reading, const struct yaml_node *root)
{
	bool seen[KEY_COUNT] = {false};

	for (const struct yaml_node *key = root->first; key; key = key->next) {
		uint32_t code = map_get(&reading->config->keys, key->text);
		if (code == MAP_NONE)
			unknown_key(reading, key);
		else if (code >= CONFIG_RELATION)
			relation_read(reading, code, key->text, key->value);
		else if (!seen[code]) /* of a key written twice, the first stands */
			key_read(reading, (enum document_key)code, key->text, key->value);
		if (code < KEY_COUNT)
			seen[code] = true;
	}
}

static void required_keys(struct reading *reading)
{
	static const struct {
		enum document_key key;
		struct str name;
	} required[] = {{KEY_ID, STR("id")}, {KEY_TITLE, STR("title")}, {KEY_TYPE, STR("type")}};

	for (size_t i = 0; i < 3; i++) {
		struct str own = reading->config->own_keys[required[i].key];
		if (!reading->document->keys[required[i].key].line)
			fields_problem(&reading->fields, PROBLEM_KEY_MISSING, (struct location){1, 1},
			               own.n ? own : required[i].name, STR_EMPTY);
	}
}

/* Moves what was collected into the arena. */
static void reading_finish(struct reading *reading)
{
	struct document *document = reading->document;
	struct arena *arena = reading->fields.arena;

	document->relation_count = (uint32_t)reading->relations.n;
	document->relations = ARENA_ARRAY(arena, struct relation, reading->relations.n);
	if (reading->relations.n)
		memcpy(document->relations, reading->relations.at,
		       reading->relations.n * sizeof *reading->relations.at);
	document->scope_count = (uint32_t)reading->scopes.n;
	document->scopes = ARENA_ARRAY(arena, struct scope, reading->scopes.n);
	if (reading->scopes.n)
		memcpy(document->scopes, reading->scopes.at, reading->scopes.n * sizeof *reading->scopes.at);
	vec_release(&reading->relations);
	vec_release(&reading->scopes);
}

void document_add_problem(struct document *document, struct arena *arena, struct problem problem)
{
	uint32_t count = document->problem_count;

	/* room for the next power of two */
	if ((count & (count - 1)) == 0) {
		struct problem *grown = ARENA_ARRAY(arena, struct problem, count ? (size_t)count * 2 : 1);
		if (count)
			memcpy(grown, document->problems, count * sizeof *grown);
		document->problems = grown;
	}
	document->problems[document->problem_count++] = problem;
}

bool problem_is_of_citations(const struct problem *problem)
{
	return problem->kind == PROBLEM_LIMIT_citations || problem->kind == PROBLEM_PATTERN_STUCK;
}

void document_add_limit(struct document *document, struct arena *arena, enum problem_kind kind, struct location at,
                        uint32_t limit)
{
	struct problem problem = {.kind = kind, .at = at};

	problem.args[0] = arena_format(arena, "%u", limit);
	document_add_problem(document, arena, problem);
}

static void keys_read(struct reading *reading, struct arena *scratch, struct str inner)
{
	size_t before = reading->fields.problems->n;
	const struct yaml_node *root = front_matter_parse(&reading->fields, scratch, inner, &reading->config->limits);

	reading->document->readable = front_matter_is_readable(root, reading->fields.problems->n - before);
	if (!reading->document->readable)
		return;
	if (root && root->kind == YAML_MAP)
		map_read(reading, root);
	required_keys(reading);
}

void document_read_front_matter(struct document *document, struct arena *arena, struct arena *scratch,
                                const struct config *config, struct str text)
{
	struct problems problems = {0};
	struct reading reading = {.text = text, .document = document, .config = config, .fields = {arena, &problems}};
	struct front_matter front = {0};

	document->id = document_stem(document->path);
	document->bytes = (uint32_t)text.n;
	document->decided = document->dated = document->referred = document->reply_by = DATE_NONE;
	document->in_force = document->expires = document->review_by = DATE_NONE;
	document->type_index = document->decided_by_index = document->steward_index = NO_BODY;
	if (front_matter_is_text(&reading.fields, text)) {
		if (front_matter_find(&front, &reading.fields, text, config->limits.front_matter_bytes))
			keys_read(&reading, scratch, front.inner);
		document->body_at = (uint32_t)(text.n - front.rest.n);
		document->body_line = front.lines + 1;
		document->body_empty = front.closed && !str_trim(front.rest).n;
	}
	reading_finish(&reading);
	for (size_t i = 0; i < problems.n; i++)
		document_add_problem(document, arena, problems.at[i]);
	vec_release(&problems);
}

uint32_t document_part(const struct document *document, struct str anchor)
{
	for (uint32_t i = 0; i < document->part_count; i++)
		if (str_equal(document->parts[i].anchor, anchor))
			return i;
	return MARKDOWN_NO_PART;
}

struct str document_nearest_part(const struct document *document, struct str anchor)
{
	struct spelling spelling = spelling_of(anchor);

	for (uint32_t i = 0; i < document->part_count; i++)
		spelling_try(&spelling, document->parts[i].anchor);
	return spelling_nearest(&spelling);
}

struct date document_date(const struct document *document)
{
	if (document->decided.known)
		return document->decided;
	if (document->dated.known)
		return document->dated;
	if (document->referred.known)
		return document->referred;
	return document->in_force;
}

struct date document_start(const struct document *document, bool *assumed)
{
	*assumed = !document->in_force.known;
	return *assumed ? document->decided : document->in_force;
}

struct location document_location(const struct document *document, enum document_key key)
{
	return document->keys[key];
}
