#include "bin/site/site_days.h"

#include "bin/applies/applies_report.h"
#include "bin/site/site_words.h"
#include "bin/write/escape.h"
#include "bin/write/json.h"
#include "registry/base/map.h"
#include "registry/base/vec.h"
#include "registry/query/applies_days.h"
#include "registry/scope/topic.h"
#include "registry/validity/period.h"

#include <stdio.h>
#include <stdlib.h>

/* A text that several documents share: the number under which it is told. */
struct shared {
	struct map by_text;
	VEC(struct str) texts;
};

static uint32_t shared_add(struct shared *shared, struct arena *arena, struct str text)
{
	uint32_t found = map_get(&shared->by_text, text);

	if (found != MAP_NONE)
		return found;
	text = arena_copy(arena, text);
	map_add(&shared->by_text, text, (uint32_t)shared->texts.n);
	vec_push(&shared->texts, text);
	return (uint32_t)shared->texts.n - 1;
}

static void shared_release(struct shared *shared)
{
	map_release(&shared->by_text);
	vec_release(&shared->texts);
}

struct days {
	struct site *site;
	struct arena arena;
	struct body_span *spans;
	size_t span_count;
	struct shared reaches, abouts;
	struct map by_scopes; /* a document's applies-to, as text: its reach */
	struct json json;
};

static void put_day(struct json *json, int32_t day)
{
	char text[DATE_TEXT];

	json_string(json, day == DAY_MIN ? STR("") : str_from(date_format(date_from_day(day), text)));
}

static void put_list(struct json *json, const char *key, const struct shared *shared)
{
	json_key(json, key);
	json_open(json, '[');
	for (size_t i = 0; i < shared->texts.n; i++)
		json_string(json, shared->texts.at[i]);
	json_close(json);
}

/* --- what documents share ---------------------------------------------------------------------------------------------- */

static uint32_t reach_on(struct days *days, uint32_t document, int32_t day)
{
	char *codes = ARENA_ARRAY(&days->arena, char, days->span_count);

	for (size_t i = 0; i < days->span_count; i++)
		codes[i] = document_reach(days->site->registry, document, &days->spans[i], day);
	return shared_add(&days->reaches, &days->arena, (struct str){codes, days->span_count});
}

/* What document_binds goes by, where no day matters: most documents say the same as others. */
static struct str scopes_text(struct arena *arena, const struct document *document)
{
	struct str text = STR("#");

	for (uint32_t i = 0; i < document->scope_count; i++) {
		const struct scope *scope = &document->scopes[i];
		text = arena_format(arena, "%.*s\n%.*s %u %d %d", STR_ARG(text), STR_ARG(scope->body.text),
		                    scope->subsidiaries, (int)scope->reach, scope->made_binding.by.text.n > 0);
	}
	return text;
}

/* A number; or where days matter, [from, number, from, number, ...]. */
static void put_reach(struct days *days, uint32_t document)
{
	int32_t *from = NULL;
	size_t count = reach_days(&from, &days->arena, days->site->registry, document);
	struct str scopes = scopes_text(&days->arena, &days->site->registry->documents[document]);
	bool shares = count == 1 && !days->site->registry->documents[document].also_decided_count;
	uint32_t known = shares ? map_get(&days->by_scopes, scopes) : MAP_NONE;

	if (count == 1) {
		if (known == MAP_NONE)
			known = reach_on(days, document, DAY_MIN);
		if (shares)
			map_add(&days->by_scopes, scopes, known);
		json_number(&days->json, known);
		return;
	}
	json_open(&days->json, '[');
	for (size_t i = 0; i < count; i++) {
		put_day(&days->json, from[i]);
		json_number(&days->json, reach_on(days, document, from[i]));
	}
	json_close(&days->json);
}

static uint32_t about_of(struct days *days, uint32_t document)
{
	const struct registry *registry = days->site->registry;
	uint32_t count = registry->vocabulary.topic_count, named = 0;
	char *codes = ARENA_ARRAY(&days->arena, char, count);

	for (uint32_t i = 0; i < count; i++)
		codes[i] = (char)('0' + document_about(registry, document, i, &named));
	return shared_add(&days->abouts, &days->arena, (struct str){codes, count});
}

/* --- assets/dagar.js ----------------------------------------------------------------------------------------------------- */

static void put_document(struct days *days, uint32_t index)
{
	const struct site *site = days->site;
	struct standing *standings = NULL;
	size_t count = standings_of(&standings, &days->arena, site->registry, index);

	json_open(&days->json, '[');
	json_string(&days->json, site->document_segments[index]);
	json_string(&days->json, site_title(site, index));
	json_number(&days->json, site->registry->documents[index].type_index == NO_BODY
	                                 ? -1
	                                 : (long)site->registry->documents[index].type_index);
	put_reach(days, index);
	json_number(&days->json, about_of(days, index));
	json_open(&days->json, '[');
	for (size_t i = 0; i < count; i++) {
		put_day(&days->json, standings[i].from);
		json_number(&days->json, (long)standings[i].status);
		json_number(&days->json, (long)standings[i].group);
	}
	json_close(&days->json);
	json_close(&days->json);
}

static void put_documents(struct days *days)
{
	const struct site *site = days->site;

	json_key(&days->json, "documents");
	json_open(&days->json, '[');
	for (uint32_t i = 0; i < site->registry->count; i++)
		if (registry_governs(site->registry, site->order[i]))
			put_document(days, site->order[i]);
	json_close(&days->json);
}

/* Each body with the days from which on others stand for it, and which column of a reach tells of them; -1: nobody does. */
static void put_bodies(struct days *days)
{
	const struct vocabulary *vocabulary = &days->site->registry->vocabulary;
	size_t at = 0;

	json_key(&days->json, "bodies");
	json_open(&days->json, '[');
	for (uint32_t i = 0; i < vocabulary->body_count; i++) {
		json_open(&days->json, '[');
		json_string(&days->json, days->site->body_segments[i]);
		json_string(&days->json, site_body_name(days->site, i));
		json_open(&days->json, '[');
		for (; at < days->span_count && days->spans[at].body == i; at++) {
			put_day(&days->json, days->spans[at].from);
			json_number(&days->json, days->spans[at].count ? (long)at : -1);
		}
		json_close(&days->json);
		json_close(&days->json);
	}
	json_close(&days->json);
}

static void put_words(struct days *days)
{
	const struct site *site = days->site;
	const struct vocabulary *vocabulary = &site->registry->vocabulary;
	struct json *json = &days->json;

	json_key(json, "topics");
	json_open(json, '[');
	for (uint32_t i = 0; i < vocabulary->topic_count; i++) {
		json_open(json, '[');
		json_string(json, site->topic_segments[i]);
		json_string(json, site_topic_name(site, i));
		json_close(json);
	}
	json_close(json);
	json_key(json, "types");
	json_open(json, '[');
	for (uint32_t i = 0; i < vocabulary->type_count; i++)
		json_string(json, site_type_name(site, i));
	json_close(json);
	json_key(json, "statuses");
	json_open(json, '[');
	for (enum status status = 0; status < STATUS_COUNT; status++) {
		json_open(json, '[');
		json_string(json, str_from(status_name(status)));
		json_string(json, status_label(status, site->language));
		json_string(json, str_from(site_tone(status)));
		json_close(json);
	}
	json_close(json);
}

void site_make_days(struct site *site)
{
	struct days days = {.site = site, .json = {.compact = true}};
	struct site_text text;

	site_text_open(&text);
	days.json.out = text.out;
	days.span_count = body_spans(&days.spans, &days.arena, site->registry);
	fputs("styrdok.days(", text.out);
	json_open(&days.json, '{');
	json_key(&days.json, "on");
	put_day(&days.json, site->on.first);
	put_words(&days);
	put_bodies(&days);
	put_documents(&days);
	put_list(&days.json, "reaches", &days.reaches);
	put_list(&days.json, "abouts", &days.abouts);
	json_close(&days.json);
	fputs(");\n", text.out);
	site_text_put(&text, site->folder, STR("assets/dagar.js"));
	shared_release(&days.reaches);
	shared_release(&days.abouts);
	map_release(&days.by_scopes);
	arena_release(&days.arena);
}

/* --- on pages ------------------------------------------------------------------------------------------------------------ */

static void put_said(struct page *page, const char *before, struct str text, const char *after)
{
	fputs(before, page->out);
	put_html(page->out, text);
	fputs(after, page->out);
}

static void put_scripts(struct page *page, const char *data)
{
	fprintf(page->out, "<script src=\"%.*sassets/dag.js\" defer></script>\n", STR_ARG(page->up));
	if (data)
		fprintf(page->out, "<script src=\"%.*sassets/%s\" defer></script>\n", STR_ARG(page->up), data);
}

static void put_select(struct page *page, const char *name, const char *label)
{
	fprintf(page->out, "<p><label for=\"s.%s\">%s</label> <select id=\"s.%s\" name=\"%s\"></select></p>\n", name,
	        label, name, name);
}

void page_days(struct page *page)
{
	const struct site *site = page->site;

	page_tell(page);
	fprintf(page->out, "<form class=\"days\" id=\"s.days\" hidden data-documents=\"%.*sdokument/\">\n",
	        STR_ARG(page->up));
	put_select(page, "organ", site_say(site, "Body", "Organ"));
	put_select(page, "amne", site_say(site, "Topic", "Ämne"));
	fprintf(page->out,
	        "<p><label for=\"s.dag\">%s</label> <input type=\"date\" id=\"s.dag\" name=\"dag\" min=\"1000-01-01\" "
	        "max=\"9999-12-31\"></p>\n",
	        site_say(site, "Day", "Dag"));
	fputs("<template>\n", page->out);
	for (int i = 0; i < APPLIES_GROUPS; i++)
		fprintf(page->out, "<span>%s</span>\n",
		        bilingual_in(applies_group_heading((enum applies_group)i), site->language));
	fprintf(page->out, "<span>%s</span>\n<span>%s</span>\n</template>\n</form>\n",
	        site_say(site, "all topics", "alla ämnen"),
	        site_say(site, "The body did not exist on that day.", "Organet fanns inte den dagen."));
	put_said(page, "<noscript><p class=\"note\">",
	         site_str(site, "Another day and a topic can be chosen where scripts are allowed.",
	                  "En annan dag och ett ämne kan väljas där skript är tillåtna."),
	         "</p></noscript>\n");
	fputs("<div id=\"s.answer\" aria-live=\"polite\"></div>\n", page->out);
	put_scripts(page, "dagar.js");
}

/* In words, since what governs nothing does not apply but is decided. */
void page_document_days(struct page *page, uint32_t document)
{
	const struct site *site = page->site;
	size_t count = 0;
	struct period *periods = periods_of(page->arena, site->registry, document, MARKDOWN_NO_PART, &count);
	struct json json = {.compact = true};
	struct site_text text;

	site_text_open(&text);
	json.out = text.out;
	json_open(&json, '[');
	for (size_t i = 0; i < count; i++) {
		put_day(&json, periods[i].first);
		json_string(&json, status_words(&page->telling, document, periods[i].status));
		json_string(&json, str_from(site_tone(periods[i].status)));
	}
	json_close(&json);
	page_tell(page);
	put_said(page, "<form class=\"day\" id=\"s.day\" hidden data-periods=\"", site_text_close(&text), "\">\n");
	free(text.bytes);
	fprintf(page->out,
	        "<p><label for=\"s.dag\">%s</label> <input type=\"date\" id=\"s.dag\" name=\"dag\" min=\"1000-01-01\" "
	        "max=\"9999-12-31\"> <output for=\"s.dag\" id=\"s.verdict\"></output></p>\n</form>\n",
	        site_say(site, "On another day", "En annan dag"));
	put_scripts(page, NULL);
}
