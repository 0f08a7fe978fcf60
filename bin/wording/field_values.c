#include "bin/wording/field_values.h"

#include "bin/command/options.h"
#include "registry/base/date_words.h"
#include "registry/document/key_table.h"
#include "registry/history/document_diff.h"
#include "rules/diagnostics/finding.h"

static const struct bilingual labels[KEY_COUNT] = {
	[KEY_ID] = {"id", "id"},
	[KEY_TITLE] = {"title", "titel"},
	[KEY_ALIASES] = {"also called", "kallas även"},
	[KEY_TYPE] = {"type", "typ"},
	[KEY_DNR] = {"case number", "diarienummer"},
	[KEY_STATUS] = {"stated stage", "angivet skede"},
	[KEY_DECIDED_BY] = {"decided by", "beslutat av"},
	[KEY_DECIDED] = {"decided", "beslutat"},
	[KEY_PARAGRAPH] = {"minutes", "protokoll"},
	[KEY_REVISIONS] = {"revised", "reviderat"},
	[KEY_DATED] = {"dated", "daterat"},
	[KEY_REFERRED] = {"referred", "remitterat"},
	[KEY_REPLY_BY] = {"reply by", "svar senast"},
	[KEY_IN_FORCE] = {"applies from", "tillämpas från"},
	[KEY_EXPIRES] = {"last day", "sista dag"},
	[KEY_STEWARD] = {"steward", "dokumentansvarig"},
	[KEY_APPLIES_TO] = {"applies to", "gäller för"},
	[KEY_TOPICS] = {"topics", "ämnen"},
	[KEY_REVIEW_BY] = {"review by", "översyn senast"},
	[KEY_ALSO_DECIDED] = {"also decided", "även beslutat av"},
	[KEY_NUMBER] = {"number", "nummer"},
	[KEY_ANNOUNCED] = {"announced", "anslaget"},
	[KEY_ANNULLED] = {"annulled", "upphävt av domstol"},
	[KEY_REVIEWED] = {"reviewed", "översett"},
	[KEY_KNOWN_UNTIL] = {"known until", "känt till och med"},
	[KEY_TEXT] = {"text held", "text"},
};

static const struct bilingual stages[] = {{"", ""},
                                          {"draft", "utkast"},
                                          {"referred for consideration", "på remiss"},
                                          {"decided", "beslutat"},
                                          {"withdrawn", "återkallat"}};

static const struct bilingual holdings[] = {
	{"in full", "hela texten"},
	{"a digest", "ett sammandrag"},
	{"not held, known by reference", "finns inte här, bara känd genom hänvisningar"}};

struct str value_label(enum document_key key, enum language language)
{
	return bilingual_str(labels[key], language);
}

struct str value_date(const struct telling *telling, struct date date)
{
	return date.known ? date_in_words(telling->arena, date, telling->language) : STR_EMPTY;
}

struct str value_body(const struct telling *telling, struct str id)
{
	return id.n ? vocabulary_body_name(&telling->registry->vocabulary, id) : id;
}

static struct str named(struct str name, struct str id)
{
	return name.n ? name : id;
}

static struct str type_name(const struct telling *telling, struct str id)
{
	const struct vocabulary *vocabulary = &telling->registry->vocabulary;
	uint32_t type = id.n ? map_get(&vocabulary->type_by_id, id) : MAP_NONE;

	return type == MAP_NONE ? id : named(bilingual_str(vocabulary->types[type].name, telling->language), id);
}

struct str value_topic(const struct telling *telling, struct str id)
{
	const struct vocabulary *vocabulary = &telling->registry->vocabulary;
	uint32_t topic = id.n ? map_get(&vocabulary->topic_by_id, id) : MAP_NONE;

	return topic == MAP_NONE ? id : named(bilingual_str(vocabulary->topics[topic].label, telling->language), id);
}

static struct str list_of(const struct telling *telling, struct names names,
                          struct str (*name_of)(const struct telling *, struct str))
{
	struct str *texts = ARENA_ARRAY(telling->arena, struct str, names.n);

	for (uint32_t i = 0; i < names.n; i++)
		texts[i] = name_of ? name_of(telling, names.at[i].text) : names.at[i].text;
	return arena_list(telling->arena, texts, names.n, STR(", "));
}

static struct str scope_text(const struct telling *telling, const struct scope *scope)
{
	static const struct bilingual states[] = {
		[REACH_DISPUTED] = {"disputed", "omstritt"}, [REACH_UNKNOWN] = {"not clear", "framgår inte"}};
	bool english = telling->language == LANGUAGE_EN;
	struct str name = value_body(telling, scope->body.text), via = value_body(telling, scope->via.text);
	const char *with = !scope->subsidiaries ? "" : english ? " with subsidiaries" : " med dotterbolag";

	name = arena_format(telling->arena, "%.*s%s", STR_ARG(name), with);
	if (scope->reach != REACH_STATED)
		name = arena_format(telling->arena, "%.*s (%s)", STR_ARG(name),
		                    bilingual_in(states[scope->reach], telling->language));
	if (scope->made_binding.by.text.n)
		name = arena_format(telling->arena,
		                    english ? "%.*s (made binding by %.*s)" : "%.*s (bindande genom %.*s)",
		                    STR_ARG(name), STR_ARG(value_body(telling, scope->made_binding.by.text)));
	if (!via.n)
		return name;
	return arena_format(telling->arena, "%.*s (%s %.*s)", STR_ARG(name), english ? "through" : "genom",
	                    STR_ARG(via));
}

static struct str scopes_text(const struct telling *telling, const struct document *document)
{
	struct str *texts = ARENA_ARRAY(telling->arena, struct str, document->scope_count);

	for (uint32_t i = 0; i < document->scope_count; i++)
		texts[i] = scope_text(telling, &document->scopes[i]);
	return arena_list(telling->arena, texts, document->scope_count, STR(", "));
}

/* The shortest name that a body goes by. */
static struct str body_short(const struct telling *telling, struct str id)
{
	const struct vocabulary *vocabulary = &telling->registry->vocabulary;
	uint32_t index = map_get(&vocabulary->body_by_id, id);
	struct str name = vocabulary_body_name(vocabulary, id);

	for (uint32_t i = 0; index != MAP_NONE && i < vocabulary->bodies[index].aliases.n; i++)
		if (vocabulary->bodies[index].aliases.at[i].text.n < name.n)
			name = vocabulary->bodies[index].aliases.at[i].text;
	return name;
}

/* "KF 2008-03-03 § 45" */
static struct str minutes_text(const struct telling *telling, struct str by, struct date on, uint32_t paragraph)
{
	struct str body = body_short(telling, by), day = on.known ? date_text(telling->arena, on) : STR_EMPTY;
	struct str text =
		arena_format(telling->arena, "%.*s%s%.*s", STR_ARG(body), body.n && day.n ? " " : "", STR_ARG(day));

	if (!paragraph)
		return text;
	return arena_format(telling->arena, "%.*s%s§ %u", STR_ARG(text), text.n ? " " : "", paragraph);
}

struct str value_minutes(const struct telling *telling, const struct document *document)
{
	return document->paragraph ? minutes_text(telling, document->decided_by, document->decided, document->paragraph)
	                           : STR_EMPTY;
}

struct str value_revision(const struct telling *telling, const struct revision *revision)
{
	return minutes_text(telling, revision->by.text, revision->on, revision->paragraph);
}

static struct str revisions_text(const struct telling *telling, const struct document *document)
{
	struct str *texts = ARENA_ARRAY(telling->arena, struct str, document->revision_count);

	for (uint32_t i = 0; i < document->revision_count; i++)
		texts[i] = value_revision(telling, &document->revisions[i]);
	return arena_list(telling->arena, texts, document->revision_count, STR(", "));
}

struct str value_text(const struct telling *telling, const struct document *document, enum document_key key)
{
	const struct key_row *row = &document_keys.rows[key];
	const void *value = (const char *)document + row->to;

	switch (key) {
	case KEY_TYPE:
		return type_name(telling, document->type);
	case KEY_STATUS:
		return bilingual_str(stages[document->stage], telling->language);
	case KEY_DECIDED_BY:
	case KEY_STEWARD:
		return value_body(telling, *(const struct str *)value);
	case KEY_PARAGRAPH:
		return value_minutes(telling, document);
	case KEY_REVISIONS:
		return revisions_text(telling, document);
	case KEY_APPLIES_TO:
		return scopes_text(telling, document);
	case KEY_TOPICS:
		return list_of(telling, document->topics, value_topic);
	case KEY_TEXT:
		return bilingual_str(holdings[document->holding], telling->language);
	default: /* as its row says */
		if (row->type == VALUE_DATE)
			return value_date(telling, *(const struct date *)value);
		if (row->type == VALUE_NAMES || row->type == VALUE_LISTED)
			return list_of(telling, *(const struct names *)value, NULL);
		if (row->type == VALUE_ENTRIES || row->type == VALUE_MAP)
			return document_value(telling->arena, document, key);
		return row->type == VALUE_TEXT ? *(const struct str *)value : STR_EMPTY;
	}
}
