/* What a registrar expects of a decision: a day and a body, no day that has not come, a stage that goes with it; and a title that the text
 * bears out. */
#include "registry/port/unicode.h"
#include "rules/checks/checks.h"

/* Does this collection tell such facts at all? */
static bool tells(const struct check *check, enum document_key key)
{
	const struct config *config = &check->registry->config;

	return !config->mapped || config->own_keys[key].n;
}

/* A decision that cannot be looked up. Of what is known by reference alone, little is known. */
static void check_undocumented(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	bool day = document->decided.known || document->keys[KEY_DECIDED].line || !tells(check, KEY_DECIDED);
	bool body = !check->registry->vocabulary.body_count || document->decided_by.n ||
	            document->keys[KEY_DECIDED_BY].line || !tells(check, KEY_DECIDED_BY);

	if (document->stage != STAGE_DECIDED || document->holding == HOLDING_REFERENCE ||
	    !registry_governs(check->registry, index) || (day && body))
		return;
	report(check, DIAGNOSTIC_DECISION_UNDOCUMENTED, index, document_location(document, KEY_STATUS),
	       argument_term(day    ? TERM_BODY_UNSTATED
	                     : body ? TERM_DAY_UNSTATED
	                            : TERM_DAY_AND_BODY_UNSTATED),
	       day ? STR_EMPTY : STR("decided: 2008-03-03"),
	       body ? STR_EMPTY
	            : arena_format(check->arena, "decided-by: %.*s",
	                           STR_ARG(check->registry->vocabulary.bodies[0].id)));
}

/* The day of the question may be long past; what has been decided lies behind today. */
static struct date last_day(const struct check *check)
{
	struct date now = date_today();

	return date_before(now, check->today) == TRI_YES ? check->today : now;
}

static void check_future(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	struct date last = last_day(check);

	if (document_stage(document) == STAGE_DECIDED && document->decided.known &&
	    date_before(last, document->decided) == TRI_YES)
		report(check, DIAGNOSTIC_DECISION_IN_FUTURE, index, document_location(document, KEY_DECIDED),
		       check_key(check, KEY_DECIDED), argument_date(document->decided));
	for (uint32_t i = 0; i < document->revision_count; i++)
		if (document->revisions[i].on.known && date_before(last, document->revisions[i].on) == TRI_YES)
			report(check, DIAGNOSTIC_DECISION_IN_FUTURE, index, document->revisions[i].at, STR("revisions"),
			       argument_date(document->revisions[i].on));
}

/* A draft may say who is to decide it and when; not that it was. Other people's collections have one date for both. */
static void check_draft(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];

	if ((document->stage == STAGE_DRAFT || document->stage == STAGE_REFERRED) && document->decided.known &&
	    date_before(document->decided, last_day(check)) == TRI_YES && !check->registry->config.mapped)
		report(check, DIAGNOSTIC_DECISION_DRAFT, index, document_location(document, KEY_STATUS),
		       str_from(stage_name(document->stage)), argument_date(document->decided));
}

/* Letters and digits alone, in lower case. */
static struct str letters_of(struct arena *arena, struct str text)
{
	struct str folded = unicode_fold(arena, text);
	char *out = ARENA_ARRAY(arena, char, folded.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < folded.n; i++)
		if ((folded.at[i] & 0x80) || (folded.at[i] >= 'a' && folded.at[i] <= 'z') ||
		    (folded.at[i] >= '0' && folded.at[i] <= '9'))
			out[n++] = folded.at[i];
	return (struct str){out, n};
}

static bool goes_with(struct arena *arena, struct str name, struct str heading)
{
	struct str a = letters_of(arena, name), b = letters_of(arena, heading);

	return !a.n || !b.n || str_find(a, b, 0) != SIZE_MAX || str_find(b, a, 0) != SIZE_MAX;
}

#define LINES_ABOVE 3u /* empty ones, or a picture's, above the heading that is the text's title */

/* The one heading of the first level, when the text begins with it; else NULL. */
static const struct markdown_part *heading_of(const struct document *document)
{
	for (uint32_t i = 1; document->parts_unread || i < document->part_count; i++)
		if (document->parts_unread || document->parts[i].level == 1)
			return NULL;
	return document->part_count && document->parts[0].level == 1 &&
	                       document->parts[0].at.line <= document->body_line + LINES_ABOVE
	               ? &document->parts[0]
	               : NULL;
}

static void check_heading(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	const struct markdown_part *heading = heading_of(document);
	struct arena arena = ARENA_EMPTY;
	bool same = !heading || !document->title.n || goes_with(&arena, document->title, heading->title);

	for (uint32_t i = 0; !same && i < document->aliases.n; i++)
		same = goes_with(&arena, document->aliases.at[i].text, heading->title);
	arena_release(&arena);
	if (same || check->registry->config.mapped)
		return;
	report(check, DIAGNOSTIC_DOCUMENT_TITLE_DIFFERS, index, document_location(document, KEY_TITLE), document->title,
	       heading->title);
	relate(check, RELATED_HEADING_HERE, document->path, heading->at, STR_EMPTY);
}

/* The collection's words for that a document no longer applies: "Superseded, Obsolete"; "" when it has none. */
static struct str ended_words(struct check *check)
{
	const struct key_map *map = &check->registry->config.map;
	struct str words = STR_EMPTY;

	for (uint32_t i = 0; i < map->stage_word_count; i++)
		if (map->stage_words[i].ended)
			words = arena_format(check->arena, "%.*s%s%.*s", STR_ARG(words), words.n ? ", " : "",
			                     STR_ARG(map->stage_words[i].word));
	return words;
}

/* Where a status can say that a text has ended, one that another text has ended should. */
static void check_outdated(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	const struct relation *ender = NULL;
	struct str words = STR_EMPTY;

	if (!check->registry->config.map.stage_word_count || document->stage != STAGE_DECIDED || document->ended.n)
		return;
	ender = status_ender(check->registry, index, check->today);
	words = ender ? ended_words(check) : STR_EMPTY;
	if (!words.n)
		return;
	report(check, DIAGNOSTIC_STATUS_OUTDATED, index, document_location(document, KEY_STATUS),
	       check->registry->documents[ender->actor].id, check_key(check, KEY_STATUS), words);
	relate(check, RELATED_STATED_HERE, check->registry->documents[ender->stated_in].path, ender->target.at,
	       STR_EMPTY);
}

void check_documented(struct check *check, uint32_t index)
{
	check_outdated(check, index);
	check_undocumented(check, index);
	check_future(check, index);
	check_draft(check, index);
	check_heading(check, index);
}
