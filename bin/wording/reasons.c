#include "bin/wording/reasons.h"

#include "bin/command/options.h"
#include "registry/base/date_words.h"
#include "registry/validity/amendment.h"
#include "rules/diagnostics/finding.h"

struct str reason_says(struct arena *arena, const struct reason *reason, enum language language)
{
	return arguments_fill(arena, reason_text(reason->kind, language), reason->args, REASON_ARGUMENTS, language);
}

struct str reason_spoken(struct arena *arena, const struct reason *reason, enum language language)
{
	struct argument args[REASON_ARGUMENTS];

	for (size_t i = 0; i < REASON_ARGUMENTS; i++)
		args[i] = reason->args[i].kind == ARGUMENT_DATE
		                  ? argument_text(date_spoken(arena, reason->args[i].date, language))
		                  : reason->args[i];
	return arguments_fill(arena, reason_text(reason->kind, language), args, REASON_ARGUMENTS, language);
}

void json_reasons(struct json *json, const struct telling *telling, const struct reason *reasons, uint32_t count)
{
	json_key(json, "reasons");
	json_open(json, '[');
	for (uint32_t i = 0; i < count; i++) {
		json_open(json, '{');
		json_pair(json, "says", reason_says(telling->arena, &reasons[i], telling->language));
		if (reasons[i].document != NO_DOCUMENT)
			json_pair(json, "document", telling->registry->documents[reasons[i].document].id);
		json_pair(json, "path", reason_path(telling->registry, &reasons[i]));
		json_key(json, "line");
		json_number(json, reasons[i].at.line ? (long)reasons[i].at.line : 1);
		json_close(json);
	}
	json_close(json);
}

void json_amendments(struct json *json, const struct telling *telling, const struct amendment *amendments,
                     uint32_t count)
{
	const struct registry *registry = telling->registry;

	if (!count)
		return;
	json_key(json, "amendments");
	json_open(json, '[');
	for (uint32_t i = 0; i < count; i++) {
		const struct relation *relation = amendments[i].relation;
		json_open(json, '{');
		json_pair(json, "by", registry->documents[relation->actor].id);
		json_pair(json, "relation", str_from(relation_name(relation->type)));
		json_pair(json, "part", relation->target.part);
		json_pair(json, "from",
		          amendments[i].from.known ? date_text(telling->arena, amendments[i].from) : STR_EMPTY);
		json_pair(json, "state", str_from(amendment_state_name(amendments[i].state)));
		json_pair(json, "except", relation->except);
		json_pair(json, "path", registry->documents[relation->stated_in].path);
		json_key(json, "line");
		json_number(json, (long)relation->target.at.line);
		json_close(json);
	}
	json_close(json);
}

struct str amendments_told(struct arena *arena, const struct registry *registry, const struct amendment *amendments,
                           uint32_t count, enum language language)
{
	struct str *texts = ARENA_ARRAY(arena, struct str, count);
	size_t told = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct amendment *one = &amendments[i];
		struct str part = one->part, by = registry->documents[one->relation->actor].id;
		if (one->state != AMENDMENT_IN_EFFECT)
			continue;
		texts[told++] = arena_format(
			arena, language == LANGUAGE_EN ? "%.*s%sby %.*s from %.*s" : "%.*s%sgenom %.*s från %.*s",
			STR_ARG(part), part.n ? " " : "", STR_ARG(by),
			STR_ARG(date_spoken(arena, one->from, language)));
	}
	return arena_list(arena, texts, told, STR(", "));
}

void outline_reasons(struct outline *outline, const struct telling *telling, const struct reason *reasons,
                     uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (reasons[i].kind != REASON_OF_WHOLE)
			outline_item(outline, reason_says(telling->arena, &reasons[i], telling->language),
			             reason_path(telling->registry, &reasons[i]), reasons[i].at);
}

struct str status_words(const struct telling *telling, uint32_t document, enum status status)
{
	if (status_applies(status) && !registry_governs(telling->registry, document))
		return telling->language == LANGUAGE_EN ? STR("decided") : STR("beslutat");
	return status_label(status, telling->language);
}

struct str status_key(const struct registry *registry, uint32_t document, enum status status)
{
	bool decided = status_applies(status) && !registry_governs(registry, document);

	return decided ? STR("decided") : str_from(status_name(status));
}

static enum node_tone status_tone(enum status status)
{
	if (status == STATUS_IN_FORCE)
		return TONE_GOOD;
	return status_applies(status) || status == STATUS_UNKNOWN ? TONE_DOUBTFUL : TONE_QUIET;
}

struct str status_told(const struct telling *telling, uint32_t document, enum status status,
                       const struct amendment *amendments, uint32_t count)
{
	struct str words = status_words(telling, document, status);
	struct str amended = amendments_told(telling->arena, telling->registry, amendments, count, telling->language);

	if (!amended.n || !status_applies(status))
		return words;
	return arena_format(telling->arena,
	                    telling->language == LANGUAGE_EN ? "%.*s, amended: %.*s" : "%.*s, ändrad: %.*s",
	                    STR_ARG(words), STR_ARG(amended));
}

void outline_status(struct outline *outline, const struct telling *telling, uint32_t document, enum status status,
                    const struct amendment *amendments, uint32_t count)
{
	struct node *node =
		outline_put(outline, NODE_STATUS, status_told(telling, document, status, amendments, count));

	node->tone = status_tone(status);
	node->name = status_key(telling->registry, document, status);
}

const char *relation_state_text(enum relation_state state, enum language language)
{
	static const struct bilingual texts[] = {{"", ""},
	                                         {" (proposed)", " (föreslaget)"},
	                                         {" (conditional)", " (villkorat)"},
	                                         {"", ""},
	                                         {" (disputed)", " (omstritt)"}};
	return bilingual_in(texts[state], language);
}
