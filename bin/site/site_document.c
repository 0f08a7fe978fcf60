/* The page of each document. */
#include "bin/site/site_document.h"

#include "bin/export/jsonld.h"
#include "bin/site/site_changes.h"
#include "bin/site/site_days.h"
#include "bin/site/site_feed.h"
#include "bin/site/site_pictures.h"
#include "bin/site/site_words.h"
#include "bin/status/show.h"
#include "bin/wording/field_values.h"
#include "registry/base/date_words.h"
#include "registry/base/thread_pool.h"
#include "registry/validity/relation_effect.h"

#include <stdio.h>

#define REASONS_LEADING 3u /* are told in the first sentence, the others below it */

static struct str say(const struct document_page *page, const char *en, const char *sv)
{
	return site_str(page->page.site, en, sv);
}

#define FORMAT(page, ...) arena_format((page)->page.arena, __VA_ARGS__)

/* --- what it is today ------------------------------------------------------------------------------------------------------- */

static bool is_amended(const struct status_answer *answer)
{
	for (uint32_t i = 0; i < answer->amendment_count; i++)
		if (answer->amendments[i].state == AMENDMENT_IN_EFFECT)
			return true;
	return false;
}

static struct str reason_of(struct document_page *page, uint32_t i)
{
	return reason_spoken(page->page.arena, &page->answer.reasons[i], page->page.site->language);
}

static void tell_verdict(struct document_page *page)
{
	struct outline *outline = &page->page.outline;
	const struct status_answer *answer = &page->answer;
	struct str label = status_words(&page->page.telling, page->index, answer->status);
	uint32_t leading = answer->reason_count < REASONS_LEADING ? answer->reason_count : REASONS_LEADING;

	if (status_applies(answer->status) && is_amended(answer))
		label = FORMAT(page, "%.*s, %.*s", STR_ARG(label), STR_ARG(say(page, "amended", "ändrat")));
	outline_open(outline, NODE_PARAGRAPH, STR_EMPTY)->name = FORMAT(page, "verdict %s", site_tone(answer->status));
	outline_put(outline, NODE_STRONG, label);
	for (uint32_t i = 0; i < leading; i++) {
		outline_put(outline, NODE_TEXT, i ? STR("; ") : STR(": "));
		page_text(&page->page, reason_of(page, i));
	}
	outline_put(outline, NODE_TEXT, STR("."));
	outline_close(outline);
	for (uint32_t i = leading; i < answer->reason_count; i++) {
		outline_open(outline, NODE_ITEM, STR_EMPTY);
		page_text(&page->page, reason_of(page, i));
		outline_close(outline);
	}
}

/* --- facts ------------------------------------------------------------------------------------------------------------------ */

static void tell_link(struct document_page *page, const char *folder, struct str segment, struct str name)
{
	page_link(&page->page, page_address(&page->page, FORMAT(page, "%s/%.*s/index.html", folder, STR_ARG(segment))),
	          name);
}

static void tell_body(struct document_page *page, uint32_t body, struct str id)
{
	struct str name = value_body(&page->page.telling, id);

	if (body == NO_BODY)
		outline_put(&page->page.outline, NODE_TEXT, name);
	else
		tell_link(page, "organ", page->page.site->body_segments[body], name);
}

static void tell_topics(struct document_page *page)
{
	const struct vocabulary *vocabulary = &page->page.site->registry->vocabulary;

	for (uint32_t i = 0; i < page->document->topics.n; i++) {
		struct str id = page->document->topics.at[i].text, name = value_topic(&page->page.telling, id);
		uint32_t topic = map_get(&vocabulary->topic_by_id, id);
		if (i)
			outline_put(&page->page.outline, NODE_TEXT, STR(", "));
		if (topic == MAP_NONE)
			outline_put(&page->page.outline, NODE_TEXT, name);
		else
			tell_link(page, "amnen", page->page.site->topic_segments[topic], name);
	}
}

/* A fact's value, with links where the vocabulary knows what it names. */
static void tell_value(struct document_page *page, enum document_key key)
{
	const struct document *document = page->document;

	if (key == KEY_TYPE && document->type_index != NO_BODY)
		tell_link(page, "typer", page->page.site->type_segments[document->type_index],
		          site_type(page->page.site, document));
	else if (key == KEY_DECIDED_BY && document->decided_by.n)
		tell_body(page, document->decided_by_index, document->decided_by);
	else if (key == KEY_STEWARD && document->steward.n)
		tell_body(page, document->steward_index, document->steward);
	else if (key == KEY_TOPICS)
		tell_topics(page);
	else {
		struct str text = value_text(&page->page.telling, document, key);
		if (text.n)
			outline_put(&page->page.outline, NODE_TEXT, text);
	}
}

static void tell_facts(struct document_page *page)
{
	static const enum document_key keys[] = {
		KEY_TYPE,     KEY_DNR,         KEY_DECIDED_BY,   KEY_DECIDED,  KEY_PARAGRAPH, KEY_REVISIONS,
		KEY_DATED,    KEY_REFERRED,    KEY_REPLY_BY,     KEY_IN_FORCE, KEY_EXPIRES,   KEY_REVIEW_BY,
		KEY_REVIEWED, KEY_KNOWN_UNTIL, KEY_ALSO_DECIDED, KEY_NUMBER,   KEY_ANNOUNCED, KEY_ANNULLED,
		KEY_STEWARD,  KEY_APPLIES_TO,  KEY_TOPICS,       KEY_ALIASES,  KEY_TEXT,
	};
	struct outline *outline = &page->page.outline;
	struct str cited = site_citation(page->page.site, page->page.arena, page->index, MARKDOWN_NO_PART);

	outline_open(outline, NODE_SECTION, say(page, "Facts", "Fakta"))->name = STR("s-facts");
	outline_open(outline, NODE_FACTS, STR_EMPTY);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		outline_open(outline, NODE_FACT, value_label(keys[i], page->page.site->language));
		tell_value(page, keys[i]);
		outline_close(outline);
	}
	outline_fact(outline, say(page, "cited as", "citeras"), cited);
	outline_open(outline, NODE_FACT, say(page, "source", "källa"));
	page_link(&page->page, STR("kalla.txt"), page->document->path);
	outline_close(outline);
	outline_close(outline);
	outline_close(outline);
}

/* --- relations -------------------------------------------------------------------------------------------------------------- */

/* The part that it concerns, by its heading where that has no number of its own. */
static struct str relation_part_told(struct document_page *page, const struct relation *relation)
{
	const struct registry *registry = page->page.site->registry;
	struct str words = relation_part_words(registry, page->page.arena, relation);
	uint32_t target = relation->target.document, part = MARKDOWN_NO_PART;

	if (!str_starts(words, STR("#")))
		return words;
	if (target != NO_DOCUMENT)
		part = document_part(&registry->documents[target], relation->target.part);
	return part == MARKDOWN_NO_PART ? str_part(words, 1, words.n) : registry->documents[target].parts[part].title;
}

static void tell_relation(struct document_page *page, const struct relation *relation, bool outgoing)
{
	struct outline *outline = &page->page.outline;
	uint32_t other = outgoing ? relation->target.document : relation->actor;
	struct str part = relation_part_told(page, relation);
	const char *state = relation_state_text(relation->state, page->page.site->language);

	outline_open(outline, NODE_FACT, relation_words(relation->type, !outgoing, page->page.site->language));
	if (other == NO_DOCUMENT)
		outline_put(outline, NODE_TEXT, relation->target.name);
	else
		page_link(&page->page,
		          page_document(&page->page, other,
		                        outgoing ? site_anchor(page->page.site, other, relation->target.part)
		                                 : STR_EMPTY),
		          site_title(page->page.site, other));
	if (part.n || *state)
		outline_put(outline, NODE_TEXT, FORMAT(page, "%s%.*s%s", part.n ? ", " : "", STR_ARG(part), state));
	if (relation->note.n)
		outline_put(outline, NODE_PARAGRAPH, relation->note)->name = STR("note");
	outline_close(outline);
}

static void open_box(struct document_page *page, const char *en, const char *sv, const char *class)
{
	outline_open(&page->page.outline, NODE_SECTION, say(page, en, sv))->name = str_from(class);
	outline_open(&page->page.outline, NODE_FACTS, STR_EMPTY);
}

static void close_box(struct document_page *page)
{
	outline_close(&page->page.outline);
	outline_close(&page->page.outline);
}

static void tell_relations(struct document_page *page)
{
	const struct registry *registry = page->page.site->registry;

	open_box(page, "This document and others", "Dokumentet och andra", "s-relations");
	EDGES_EACH(relation, registry->by, page->index) {
		tell_relation(page, relation, true);
	}
	RELATIONS_EACH(relation, page->document) {
		if (!relation->inverse && relation->target.document == NO_DOCUMENT)
			tell_relation(page, relation, true);
	}
	close_box(page);
	open_box(page, "Others and this document", "Andra och dokumentet", "s-relations-in");
	EDGES_EACH(relation, registry->to, page->index) {
		tell_relation(page, relation, false);
	}
	close_box(page);
}

static void tell_citing(struct document_page *page)
{
	const struct site_rows *citing = &page->page.site->citing;
	struct outline *outline = &page->page.outline;

	outline_open(outline, NODE_SECTION, say(page, "Cited by", "Omnämns i"))->name = STR("s-citing");
	for (uint32_t i = citing->start[page->index]; i < citing->start[page->index + 1]; i++) {
		outline_open(outline, NODE_ITEM, STR_EMPTY);
		page_link(&page->page, page_document(&page->page, citing->at[i], STR_EMPTY),
		          site_title(page->page.site, citing->at[i]));
		outline_close(outline);
	}
	outline_close(outline);
}

/* What happened to it, day by day. */
static void tell_events(struct document_page *page)
{
	struct showing showing = {.registry = page->page.site->registry,
	                          .telling = page->page.telling,
	                          .document = page->document,
	                          .index = page->index};
	event_vec events = {0};

	show_events(&showing, &events);
	open_box(page, "Its history", "Historik", "s-history");
	for (size_t i = 0; i < events.n; i++) {
		outline_open(&page->page.outline, NODE_FACT,
		             date_words(page->page.arena, events.at[i].date, page->page.site->language));
		page_text(&page->page, arena_copy(page->page.arena, events.at[i].text));
		outline_close(&page->page.outline);
	}
	close_box(page);
	vec_release(&events);
	arena_join(page->page.arena, &showing.arena);
}

/* --- the page --------------------------------------------------------------------------------------------------------------- */

static void tell_title(struct document_page *page)
{
	struct outline *outline = &page->page.outline;
	const struct document *document = page->document;

	outline_open(outline, NODE_PARAGRAPH, STR_EMPTY)->name = STR("kind");
	if (document->type.n)
		tell_value(page, KEY_TYPE);
	outline_close(outline);
	outline_put(outline, NODE_TITLE, site_title(page->page.site, page->index));
}

static struct str path_in(const struct document_page *page, struct arena *arena, const char *name)
{
	return arena_format(arena, "dokument/%.*s/%s", STR_ARG(page->page.site->document_segments[page->index]), name);
}

/* For other programs. */
static void put_data(struct document_page *page)
{
	const struct site *site = page->page.site;
	struct str base = site->url.n ? FORMAT(page, "%.*s/", STR_ARG(site->url)) : page->page.up;
	struct jsonld jsonld = {&page->page.telling, base, site->on};

	fputs("<script type=\"application/ld+json\">", page->page.out);
	jsonld_in_page(page->page.out, &jsonld, page->index);
	fputs("</script>\n", page->page.out);
}

static void put_feed(const struct document_page *page, const struct site *site, struct arena *arena)
{
	struct site_changes own = {0};
	struct site_feed feed = {.path = path_in(page, arena, "index.atom"),
	                         .title = site_title(site, page->index),
	                         .page = path_in(page, arena, "index.html")};

	site_changes_of(&own, site, arena, page->index);
	feed.changes = own.at;
	feed.count = own.n;
	site_feed_put(site, arena, &feed, NULL);
	vec_release(&own);
}

static void put_pictures(struct document_page *page, struct site_pictures drawn)
{
	struct str title = site_title(page->page.site, page->index);

	if (drawn.timeline)
		page_picture(&page->page, "tidslinje.svg", say(page, "When it applies", "När det gäller"),
		             FORMAT(page,
		                    bilingual_in((struct bilingual){"Timeline of %.*s and the documents it is related "
		                                                    "to; the history says the same in words",
		                                                    "Tidslinje för %.*s och de dokument det hör ihop "
		                                                    "med; historiken säger detsamma i ord"},
		                                 page->page.site->language),
		                    STR_ARG(title)));
	if (drawn.graph)
		page_picture(&page->page, "grannar.svg", say(page, "Its neighbourhood", "Grannskapet"),
		             FORMAT(page,
		                    bilingual_in((struct bilingual){"%.*s and the documents it is related to; the "
		                                                    "lists above say the same in words",
		                                                    "%.*s och de dokument det hör ihop med; listorna "
		                                                    "ovan säger detsamma i ord"},
		                                 page->page.site->language),
		                    STR_ARG(title)));
}

static void make_page(struct document_page *page, const struct site *site, struct arena *arena,
                      struct site_pictures drawn)
{
	struct str label = status_words(&(struct telling){site->registry, arena, site->language, false}, page->index,
	                                page->answer.status);
	struct page_head head = {
		.path = path_in(page, arena, "index.html"),
		.title = site_title(site, page->index),
		.about = arena_format(arena, "%.*s: %.*s", STR_ARG(site_type(site, page->document)), STR_ARG(label)),
		.feed = path_in(page, arena, "index.atom"),
		.type = STR("document")};

	page_open(&page->page, site, arena, &head);
	tell_title(page);
	tell_verdict(page);
	page_document_days(&page->page, page->index);
	tell_facts(page);
	page_tell(&page->page);
	document_page_text(page);
	document_page_wordings(page);
	tell_relations(page);
	tell_citing(page);
	page_tell(&page->page);
	put_pictures(page, drawn);
	tell_events(page);
	page_tell(&page->page);
	put_data(page);
	page_close(&page->page);
}

struct work {
	struct site *site;
	struct arena arenas[THREAD_POOL_MAX], scratches[THREAD_POOL_MAX];
	struct reader *readers[THREAD_POOL_MAX];
};

static void make_document(void *context, unsigned thread, size_t item)
{
	struct work *work = context;
	const struct registry *registry = work->site->registry;
	struct arena *arena = &work->arenas[thread];
	struct document_page page = {.index = (uint32_t)item,
	                             .page = {.site = work->site},
	                             .document = &registry->documents[item],
	                             .scratch = &work->scratches[thread]};
	struct error error;
	size_t size = 0;

	if (!work->readers[thread])
		(void)reader_new(&work->readers[thread], registry->source, &error);
	if (work->readers[thread])
		(void)reader_read(work->readers[thread], &registry->files[item], registry->config.limits.document_bytes,
		                  &page.source, &size, &error);
	status_explain(&page.answer, arena, registry, page.index, work->site->on);
	if (page.source.n)
		site_folder_put(work->site->folder, path_in(&page, arena, "kalla.txt"), page.source);
	put_feed(&page, work->site, arena);
	make_page(&page, work->site, arena, site_draw(work->site, arena, page.index));
	arena_reset(arena);
	arena_reset(&work->scratches[thread]);
}

void site_make_documents(struct site *site)
{
	struct work *work = memory_new(1, sizeof *work);
	size_t count = site->registry->count;
	struct error error;

	work->site = site;
	if (thread_pool_run(thread_pool_size(count), count, make_document, work, &error) < 0)
		(void)thread_pool_run(1, count, make_document, work, &error);
	for (unsigned i = 0; i < THREAD_POOL_MAX; i++) {
		arena_release(&work->arenas[i]);
		arena_release(&work->scratches[i]);
		reader_free(work->readers[i]);
	}
	free(work);
}
