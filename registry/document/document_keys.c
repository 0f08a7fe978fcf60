/* The keys of a document's front matter: what document.def and relation.def say of them, and how each is read. */
#include "registry/document/document_read.h"

#include "registry/document/key_map.h"
#include "registry/document/status_text.h"

/* --- references ------------------------------------------------------------------------------------------------------- */

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

/* A reference written "id" or "id#part"; a key `part` beside it wins over one behind the "#". */
static void document_reference_read(struct fields *fields, const struct key_row *row, struct str key,
                                    const struct yaml_node *value, void *into)
{
	const struct reading *reading = fields->reading;
	struct reference *reference = (struct reference *)(void *)((char *)into + row->to), read;
	struct str text = STR_EMPTY;

	if (!fields_text(fields, key, value, &text))
		return;
	read = reference_of(text, value->at);
	read.part_at = str_find(text, STR("#"), 0) == SIZE_MAX ? value->at : part_location(reading->text, value->at);
	if (reference->part.n) {
		read.part = reference->part;
		read.part_at = reference->part_at;
	}
	*reference = read;
}

static const struct key_row source_rows[] = {
	{"doc", VALUE_REFERENCE, 0, "the document", "dokumentet", .also = "dokument, document, id",
         .read = document_reference_read},
	{"part", VALUE_TEXT, TO(struct reference, part), "only this part of it", "bara denna del av det",
         PLACED(struct reference, part_at), .also = "del, kapitel, avsnitt, paragraf, section"},
};

static const struct key_table source_keys = {"source", KEY_ROWS(source_rows)};

/* --- relations -------------------------------------------------------------------------------------------------------- */

static void condition_text_read(struct fields *fields, const struct key_row *row, struct str key,
                                const struct yaml_node *value, void *into)
{
	struct relation *relation = into;

	(void)row;
	if (fields_text(fields, key, value, &relation->when.name))
		relation->condition = CONDITION_TEXT;
}

static void condition_adopted_read(struct fields *fields, const struct key_row *row, struct str key,
                                   const struct yaml_node *value, void *into)
{
	struct relation *relation = into;

	document_reference_read(fields, row, key, value, into);
	if (relation->when.name.n)
		relation->condition = CONDITION_ADOPTED;
}

static const struct key_row when_rows[] = {
	{"text", VALUE_TEXT, 0, "the condition in words", "villkoret i ord", .read = condition_text_read,
         .also = "villkor"},
	{"adopted", VALUE_REFERENCE, TO(struct relation, when), "once this document is decided",
         "när detta dokument har beslutats", .read = condition_adopted_read,
         .also = "antagen, antaget, beslutad, beslutat, decided"},
};

static const struct key_table when_keys = {"when", KEY_ROWS(when_rows)};

const struct allowed relation_states[] = {
	{"proposed", "föreslagen, föreslaget, föreslås, förslag, draft"},
	{"conditional", "villkorad, villkorat, villkorlig, villkorligt"},
	{"decided", "beslutad, beslutat, beslutas, antagen, antaget"},
	{"disputed", "omstridd, omstritt, omtvistad, omtvistat, oklar, oklart"},
	{0},
};

static const struct key_row relation_rows[] = {
	{"doc", VALUE_REFERENCE, TO(struct relation, target), "the other document", "det andra dokumentet",
         .required = true, .read = document_reference_read, .also = "dokument, document, id"},
	{"part", VALUE_TEXT, TO(struct relation, target.part), "only this part of it", "bara denna del av det",
         PLACED(struct relation, target.part_at), .also = "del, kapitel, avsnitt, paragraf, section"},
	{"state", VALUE_WORD, TO(struct relation, state), "how firm it is, when that differs from the document's stage",
         "hur säker den är, om det avviker från dokumentets stadium", PLACED(struct relation, state_at),
         .words = relation_states, .first = STATE_PROPOSED, .also = "status, stadium, tillstånd"},
	{"when", VALUE_ENTRY, 0, "the condition on which it takes effect", "villkoret för att den ska få verkan",
         .table = &when_keys, .also = "om, villkor, condition, if"},
	{"from", VALUE_DATE, TO(struct relation, from), "the day on which it takes effect", "dagen då den får verkan",
         PLACED(struct relation, from_at), .also = "från, från och med, date"},
	{"source", VALUE_ENTRY, TO(struct relation, source), "on whose word", "var uppgiften finns",
         .table = &source_keys, .also = "källa"},
	{"retroactive", VALUE_BOOL, TO(struct relation, retroactive), "it takes effect before it was decided",
         "den får verkan före beslutet", .also = "retroaktiv, retroaktivt, återverkande"},
	{"except", VALUE_TEXT, TO(struct relation, except), "a transitional provision", "en övergångsbestämmelse",
         .also = "övergångsbestämmelse, övergångsbestämmelser, undantag, utom"},
	{"note", VALUE_TEXT, TO(struct relation, note), "a remark", "en anmärkning",
         .also = "anmärkning, kommentar, comment"},
};

static const struct key_table relation_keys = {"relation", KEY_ROWS(relation_rows), .size = sizeof(struct relation)};

/* Of a target that is written as a map: the key that names it, canonical or the collection's own id. */
static bool is_target_key(const struct config *config, struct str key)
{
	static const char *const names[] = {"id", "path", "url", "link", "href", "number", "name", "title", "file"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(key, str_from(names[i])))
			return true;
	return map_get(&config->keys, key) == KEY_ID;
}

/* "[5. Five](0005-five.md)", "#17" and what a pattern picks: the document that is meant, as another collection writes it. */
static const struct yaml_node *target_meant(struct reading *reading, const struct yaml_node *item,
                                            struct yaml_node *copy)
{
	struct str text = reading->way && item->kind == YAML_SCALAR ? way_value(reading->way, item->text) : STR_EMPTY;

	if (item->kind == YAML_MAP)
		for (const struct yaml_node *key = item->first; key; key = key->next)
			if (is_target_key(reading->config, key->text) && key->value->kind == YAML_SCALAR)
				return target_meant(reading, key->value, copy);
	if (item->kind != YAML_SCALAR || yaml_is_null(item))
		return item;
	text = target_text(text.n ? text : item->text);
	*copy = *item;
	copy->text = text;
	copy->quoted = true;
	if (!item->quoted && !item->broken && text.n)
		copy->at.column += (uint32_t)(text.at - item->text.at);
	return copy;
}

static void relation_item_read(struct fields *fields, const struct key_row *row, struct str key,
                               const struct yaml_node *item)
{
	struct reading *reading = fields->reading;
	bool inverse = row->code >= RELATION_TYPES;
	size_t before = fields->problems->n;
	struct yaml_node copy;
	struct relation relation = {.type = (enum relation_type)(row->code % RELATION_TYPES),
	                            .inverse = inverse,
	                            .actor = NO_DOCUMENT,
	                            .stated_in = NO_DOCUMENT,
	                            .from = DATE_NONE};

	/* a collection's template has the key in every file */
	if (reading->config->mapped)
		item = target_meant(reading, item, &copy);
	if (reading->config->mapped && item->kind == YAML_SCALAR &&
	    (reference_is_nothing(item->text) || key_map_is_none(&reading->config->map, item->text)))
		return;
	relation.target.document = relation.when.document = relation.source.document = NO_DOCUMENT;
	if (reading->way)
		relation.state = reading->way->state;
	if (!yaml_is_null(item) && entry_read(fields, key, &relation_keys, item, &relation) && relation.target.name.n)
		vec_push(&reading->relations, relation);
	else if (fields->problems->n == before) /* "#part", or nothing */
		fields_problem(fields, PROBLEM_SHAPE, item->at, key, argument_term(TERM_REFERENCE));
}

/* A list, or one; a collection of its own may list ids in one text: "requires: 165, 721". */
static void relation_read(struct fields *fields, const struct key_row *row, struct str key,
                          const struct yaml_node *value, void *document)
{
	struct names names = {0};

	(void)document;
	if (yaml_is_null(value))
		return;
	if (value->kind == YAML_LIST)
		for (const struct yaml_node *item = value->first; item; item = item->next)
			relation_item_read(fields, row, key, item);
	else if (fields_braced_list(fields, key, value))
		return;
	else if (value->kind == YAML_MAP || !fields->commas)
		relation_item_read(fields, row, key, value);
	else
		fields_names(fields, key, value, true, &names);
	for (uint32_t i = 0; i < names.n; i++) {
		struct yaml_node item = {
			.kind = YAML_SCALAR, .text = names.at[i].text, .at = names.at[i].at, .quoted = true};
		relation_item_read(fields, row, key, &item);
	}
}

/* --- reach ------------------------------------------------------------------------------------------------------------ */

static const struct allowed including_words[] = {{"subsidiaries", "dotterbolag, dotterbolagen, bolag"}, {NULL, NULL}};

static const struct allowed reach_words[] = {{"disputed", "omstridd, omstritt, omtvistad, omtvistat"},
                                             {"unknown", "okänd, okänt, oklar, oklart"},
                                             {NULL, NULL}};

static const struct key_row made_binding_rows[] = {
	{"by", VALUE_TEXT, TO(struct made_binding, by.text), "the general meeting or the owner's directive",
         "bolagsstämman eller ägardirektivet", .required = true, PLACED(struct made_binding, by.at),
         .also = "genom, av"},
	{"on", VALUE_DATE, TO(struct made_binding, on), "the day", "dagen", .also = "den, datum, date"},
	{"source", VALUE_ENTRY, TO(struct made_binding, source), "on whose word", "var uppgiften finns",
         .table = &source_keys, .also = "källa"},
};

static const struct key_table made_binding_keys = {"made-binding", KEY_ROWS(made_binding_rows)};

static const struct key_row scope_rows[] = {
	{"body", VALUE_TEXT, TO(struct scope, body.text), "the body, from vocabulary/bodies.yaml",
         "organet, ur vocabulary/bodies.yaml", .required = true, PLACED(struct scope, body.at),
         .also = "organ, nämnd, bolag"},
	{"including", VALUE_WORD, TO(struct scope, subsidiaries), "its subsidiaries too", "även dess dotterbolag",
         .words = including_words, .first = 1, .also = "inklusive, även"},
	{"via", VALUE_TEXT, TO(struct scope, via.text), "the body through which it is reached",
         "det organ som det nås genom", PLACED(struct scope, via.at), .also = "genom"},
	{"state", VALUE_WORD, TO(struct scope, reach), "when it is not clear whether it binds the body",
         "när det inte är klart om det gäller för organet", PLACED(struct scope, reach_at), .words = reach_words,
         .first = REACH_DISPUTED, .also = "status, tillstånd"},
	{"made-binding", VALUE_MAP, TO(struct scope, made_binding),
         "by what a company, foundation or federation has been bound",
         "vad som har gjort det bindande för ett bolag, en stiftelse eller ett förbund", .table = &made_binding_keys,
         .also = "bindande genom, gjort bindande"},
	{"source", VALUE_ENTRY, TO(struct scope, source), "on whose word", "var uppgiften finns", .table = &source_keys,
         .also = "källa"},
	{"note", VALUE_TEXT, TO(struct scope, note), "a remark", "en anmärkning",
         .also = "anmärkning, kommentar, comment"},
};

static const struct scope scope_begun = {
	.body_index = NO_BODY,
	.source = {.document = NO_DOCUMENT},
	.made_binding = {.on = {DAY_MIN, DAY_MAX, false}, .source = {.document = NO_DOCUMENT}}};

static bool scope_done(struct fields *fields, const struct yaml_node *map, void *scope)
{
	(void)fields;
	(void)map;
	return ((struct scope *)scope)->body.text.n > 0;
}

static const struct key_table scope_keys = {"applies-to", KEY_ROWS(scope_rows), .size = sizeof(struct scope),
                                            .begun = &scope_begun, .done = scope_done};

/* --- revisions -------------------------------------------------------------------------------------------------------- */

static const struct key_row revision_rows[] = {
	{"on", VALUE_DATE, TO(struct revision, on), "the day of the decision", "beslutsdagen", .required = true,
         PLACED(struct revision, at), .also = "den, datum, beslutad, date, decided"},
	{"by", VALUE_TEXT, TO(struct revision, by.text), "the body that decided, from vocabulary/bodies.yaml",
         "det organ som beslutade, ur vocabulary/bodies.yaml", PLACED(struct revision, by.at),
         .also = "av, organ, body"},
	{"paragraph", VALUE_NUMBER, TO(struct revision, paragraph), "of the minutes", "paragrafen i protokollet",
         .also = "paragraf, §, section"},
};

static const struct revision revision_begun = {.on = {DAY_MIN, DAY_MAX, false}};

static bool revision_done(struct fields *fields, const struct yaml_node *map, void *revision)
{
	(void)fields;
	(void)map;
	return ((struct revision *)revision)->on.known;
}

static const struct key_table revision_keys = {"revisions", KEY_ROWS(revision_rows), .size = sizeof(struct revision),
                                               .begun = &revision_begun, .done = revision_done};

/* --- decisions -------------------------------------------------------------------------------------------------------- */

static const struct key_row also_decided_rows[] = {
	{"by", VALUE_TEXT, TO(struct also_decided, by.text), "the body, from vocabulary/bodies.yaml",
         "organet, ur vocabulary/bodies.yaml", .required = true, PLACED(struct also_decided, by.at),
         .also = "av, organ, body"},
	{"on", VALUE_DATE, TO(struct also_decided, on), "the day of its decision", "dagen för dess beslut",
         .also = "den, datum, beslutad, date, decided"},
	{"paragraph", VALUE_NUMBER, TO(struct also_decided, paragraph), "of the minutes", "paragrafen i protokollet",
         .also = "paragraf, §, section"},
};

static const struct also_decided also_decided_begun = {.on = {DAY_MIN, DAY_MAX, false}, .by_index = NO_BODY};

static bool also_decided_done(struct fields *fields, const struct yaml_node *map, void *into)
{
	(void)fields;
	(void)map;
	return ((struct also_decided *)into)->by.text.n > 0;
}

static const struct key_table also_decided_keys = {"also-decided", KEY_ROWS(also_decided_rows),
                                                   .size = sizeof(struct also_decided), .begun = &also_decided_begun,
                                                   .done = also_decided_done};

static const struct key_row annulled_rows[] = {
	{"on", VALUE_DATE, TO(struct annulled, on), "the day of the judgment", "dagen för domen",
         .also = "den, datum, date"},
	{"by", VALUE_TEXT, TO(struct annulled, by.text), "the court", "domstolen", PLACED(struct annulled, by.at),
         .also = "av, genom, domstol, court"},
	{"judgment", VALUE_TEXT, TO(struct annulled, judgment), "its number", "målnumret",
         .also = "dom, mål, målnummer, case"},
};

static const struct key_table annulled_keys = {"annulled", KEY_ROWS(annulled_rows)};

/* --- the keys of a document --------------------------------------------------------------------------------------------- */

static void id_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                    void *into)
{
	struct document *document = into;

	(void)row;
	document->id_stated = fields_text(fields, key, value, &document->id);
}

/* The collection's own words before the canonical ones, ended by one without a name; the arena's copies end with a NUL. */
static const struct allowed *stage_words_of(struct fields *fields, const struct key_map *map)
{
	uint32_t own = map->stage_word_count;
	struct allowed *words = ARENA_ARRAY(fields->arena, struct allowed, (size_t)own + STAGE_WITHDRAWN + 1);

	for (uint32_t i = 0; i < own; i++)
		words[i] = (struct allowed){map->stage_words[i].word.at,
		                            stage_words[map->stage_words[i].stage - STAGE_DRAFT].also};
	memcpy(words + own, stage_words, STAGE_WITHDRAWN * sizeof *words);
	return words;
}

/* The documents that a status names: "Superseded by FIP-0002". */
static bool status_relations(struct reading *reading, struct str key, const struct yaml_node *value)
{
	struct status_scan scan = {.map = &reading->config->map, .text = value->text};
	struct yaml_node item = *value;
	uint32_t field = 0, superseded = CONFIG_INVERSE + RELATION_SUPERSEDES;
	bool ends = false;

	item.quoted = true;
	while (status_scan_next(&scan, &field, &item.text)) {
		item.at = value->at;
		if (!value->quoted && !value->broken)
			item.at.column += (uint32_t)(item.text.at - value->text.at);
		relation_item_read(&reading->fields, &document_keys.rows[field], key, &item);
		ends = ends || field == superseded;
	}
	return ends;
}

/* One text of a status; false when it holds no word for a stage. */
static bool status_take(struct reading *reading, struct str key, const struct yaml_node *value)
{
	const struct key_map *map = &reading->config->map;
	struct document *document = reading->document;
	int word = status_word_of(map, value->text);
	bool replaced = status_relations(reading, key, value);

	if (word < 0 && !replaced)
		return false;
	if (document->stage != STAGE_NONE && !document->ended.n && !replaced)
		return true; /* the first counts, unless a later one says that it has ended */
	document->stage = word < 0 ? STAGE_DECIDED : map->stage_words[word].stage;
	if (word < 0 || map->stage_words[word].ended)
		document->ended = arena_copy(reading->fields.arena, value->text);
	reading->stage_word = word < 0 ? reading->stage_word : word;
	return true;
}

static void stage_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                       void *into)
{
	struct reading *reading = fields->reading;
	const struct key_map *map = &reading->config->map;
	struct document *document = into;
	bool taken = false;
	int word = -1;

	(void)row;
	if (map->stage_word_count && value->kind == YAML_LIST)
		for (const struct yaml_node *item = value->first; item; item = item->next)
			taken = (item->kind == YAML_SCALAR && status_take(reading, key, item)) || taken;
	else if (map->stage_word_count && value->kind == YAML_SCALAR)
		taken = status_take(reading, key, value);
	if (taken)
		return;
	if (value->kind == YAML_LIST && value->first && map->stage_word_count)
		value = value->first;
	word = fields_word(fields, key, value, stage_words_of(fields, map), false);
	if (word >= (int)map->stage_word_count)
		document->stage = (enum stage)(word - (int)map->stage_word_count + STAGE_DRAFT);
}

/* When the word cannot be read, nothing is said to be missing from the text. */
static void holding_read(struct fields *fields, const struct key_row *row, struct str key,
                         const struct yaml_node *value, void *document)
{
	int word = fields_word(fields, key, value, row->words, false);

	((struct document *)document)->holding = word < 0 ? HOLDING_REFERENCE : (enum holding)word;
}

/* clang-format off */
#define RELATION_ROW(text, words, number, what)                                                                        \
	{text, VALUE_ENTRIES, 0, what, words, .also = words, .table = &relation_keys, .code = number,                  \
	 .within = DOCUMENT_RELATIONS, .read = relation_read}

static const struct key_row document_rows[] = {
#define KEY(name, text, type, member, ...)                                                                             \
	[KEY_##name] = {text, VALUE_##type, TO(struct document, member), __VA_ARGS__, .within = DOCUMENT_FACTS},
#include "registry/document/document.def"
#undef KEY
#define RELATION(name, text, inverse, family, sv, inverse_sv)                                                          \
	[KEY_COUNT + RELATION_##name] = RELATION_ROW(text, sv, RELATION_##name, "acts on another document"),           \
	[KEY_COUNT + RELATION_TYPES + RELATION_##name] = RELATION_ROW(                                                 \
		inverse, inverse_sv, RELATION_TYPES + RELATION_##name, "the same, from the other side"),
#include "registry/document/relation.def"
#undef RELATION
};
/* clang-format on */

const struct key_table document_keys = {"front matter", KEY_ROWS(document_rows)};
