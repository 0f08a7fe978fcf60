#include "bin/site/site_search.h"

#include "bin/site/site_words.h"
#include "bin/write/escape.h"
#include "bin/write/json.h"
#include "registry/base/map.h"
#include "registry/base/thread_pool.h"
#include "registry/base/vec.h"
#include "registry/scope/topic.h"
#include "registry/search/search_text.h"

#include <stdio.h>
#include <stdlib.h>

/* --- documents: read by several threads, a batch at a time --------------------------------------------------------------- */

#define BATCH 256u

struct worker {
	struct reader *reader;
	struct arena arena;
};

struct batch {
	struct site *site;
	uint32_t first;
	struct str columns[BATCH][FULLTEXT_COLUMNS];
	struct worker workers[THREAD_POOL_MAX];
};

static struct str text_shown(struct str text)
{
	size_t n = text.n < SEARCH_TEXT_BYTES ? text.n : SEARCH_TEXT_BYTES;

	while (n && n < text.n && ((unsigned char)text.at[n] & 0xc0) == 0x80)
		n--;
	return str_part(text, 0, n);
}

static void put_parts(struct json *json, const struct document *document)
{
	json_key(json, "parts");
	json_open(json, '[');
	for (uint32_t i = 0; i < document->part_count; i++) {
		json_string(json, document->parts[i].anchor);
		json_string(json, document->parts[i].title);
	}
	json_close(json);
}

static void put_document(struct batch *batch, struct arena *arena, uint32_t index, struct str text)
{
	const struct site *site = batch->site;
	const struct document *document = &site->registry->documents[index];
	struct telling telling = {site->registry, arena, site->language, false};
	struct json json = {.compact = true};
	struct site_text piece;

	site_text_open(&piece);
	json.out = piece.out;
	fprintf(json.out, "styrdok.piece(\"d/%u\",", index);
	json_open(&json, '{');
	json_pair(&json, "segment", site->document_segments[index]);
	json_pair(&json, "title", site_title(site, index));
	json_pair(&json, "type", site_type(site, document));
	json_pair(&json, "status", status_words(&telling, index, site->statuses[index]));
	json_pair(&json, "tone", str_from(site_tone(site->statuses[index])));
	put_parts(&json, document);
	json_pair(&json, "text", text_shown(text));
	json_close(&json);
	fputs(");\n", json.out);
	site_text_put(&piece, site->folder, arena_format(arena, "sok/d/%u.js", index));
}

static void prepare(void *context, unsigned thread, size_t item)
{
	struct batch *batch = context;
	struct worker *worker = &batch->workers[thread];
	const struct registry *registry = batch->site->registry;
	uint32_t document = batch->first + (uint32_t)item;
	struct error error;
	bool same = true;

	memset(batch->columns[item], 0, sizeof batch->columns[item]);
	if (!worker->reader)
		(void)reader_new(&worker->reader, registry->source, &error);
	if (worker->reader)
		(void)search_text(registry, worker->reader, &worker->arena, document, batch->columns[item], &same,
		                  &error);
	put_document(batch, &worker->arena, document, batch->columns[item][FULLTEXT_TEXT]);
}

static void add_documents(struct search_index *index, struct site *site)
{
	struct batch *batch = memory_new(1, sizeof *batch);
	struct fulltext *words = fulltext_open(NULL, FULLTEXT_WRITE);
	uint32_t count = site->registry->count;
	unsigned threads = thread_pool_size(count);
	struct error error;

	batch->site = site;
	for (; batch->first < count; batch->first += BATCH) {
		uint32_t n = count - batch->first < BATCH ? count - batch->first : BATCH;
		if (thread_pool_run(threads, n, prepare, batch, &error) < 0)
			(void)thread_pool_run(1, n, prepare, batch, &error);
		for (uint32_t i = 0; i < n; i++)
			search_index_add(index, words, batch->first + i, batch->columns[i]);
		for (unsigned i = 0; i < THREAD_POOL_MAX; i++)
			arena_reset(&batch->workers[i].arena);
	}
	for (unsigned i = 0; i < THREAD_POOL_MAX; i++) {
		reader_free(batch->workers[i].reader);
		arena_release(&batch->workers[i].arena);
	}
	fulltext_close(words);
	free(batch);
}

/* --- filters ----------------------------------------------------------------------------------------------------------- */

static void put_number(struct json *json, uint32_t index)
{
	json_number(json, index == NO_BODY ? -1 : (long)index);
}

static void open_list(struct json *json, const char *key)
{
	json_key(json, key);
	json_open(json, '[');
}

/* By document, which of the sets of topics is its own: those that it names and those that these are part of. */
static void put_topics(struct site *site, struct json *json)
{
	const struct registry *registry = site->registry;
	struct arena arena = ARENA_EMPTY;
	struct map by_set = {0};
	VEC(struct str) sets = {0};
	uint32_t topics = registry->vocabulary.topic_count, named = 0;

	open_list(json, "topic");
	for (uint32_t i = 0; i < registry->count; i++) {
		char *set = ARENA_ARRAY(&arena, char, topics);
		struct str text = {set, topics};
		uint32_t known = MAP_NONE;
		for (uint32_t k = 0; k < topics; k++)
			set[k] = document_concerns(registry, i, k, &named) == TRI_YES ? '1' : '0';
		known = map_add(&by_set, text, (uint32_t)sets.n);
		if (known == sets.n)
			vec_push(&sets, text);
		json_number(json, known);
	}
	json_close(json);
	open_list(json, "sets");
	for (size_t i = 0; i < sets.n; i++)
		json_string(json, sets.at[i]);
	json_close(json);
	map_release(&by_set);
	vec_release(&sets);
	arena_release(&arena);
}

static void put_filter(struct site *site, struct json *json)
{
	const struct registry *registry = site->registry;

	open_list(json, "status");
	for (uint32_t i = 0; i < registry->count; i++)
		json_number(json, (long)site->statuses[i]);
	json_close(json);
	open_list(json, "type");
	for (uint32_t i = 0; i < registry->count; i++)
		put_number(json, registry->documents[i].type_index);
	json_close(json);
	open_list(json, "body");
	for (uint32_t i = 0; i < registry->count; i++)
		put_number(json, registry->documents[i].decided_by_index);
	json_close(json);
	put_topics(site, json);
}

/* --- the files --------------------------------------------------------------------------------------------------------- */

static void put_names(struct json *json, const struct site *site)
{
	const struct vocabulary *vocabulary = &site->registry->vocabulary;

	open_list(json, "statuses");
	for (enum status status = 0; status < STATUS_COUNT; status++)
		json_string(json, status_label(status, site->language));
	json_close(json);
	open_list(json, "types");
	for (uint32_t i = 0; i < vocabulary->type_count; i++)
		json_string(json, site_type_name(site, i));
	json_close(json);
	open_list(json, "bodies");
	for (uint32_t i = 0; i < vocabulary->body_count; i++)
		json_string(json, site_body_name(site, i));
	json_close(json);
	open_list(json, "topics");
	for (uint32_t i = 0; i < vocabulary->topic_count; i++)
		json_string(json, site_topic_name(site, i));
	json_close(json);
}

/* A file that hands one object over; `index`: the index, else the filter. */
static void put_file(struct site *site, struct search_index *index)
{
	struct json json = {.compact = true};
	struct site_text text;

	site_text_open(&text);
	json.out = text.out;
	fputs(index ? "styrdok.search(" : "styrdok.piece(\"filter\",", json.out);
	json_open(&json, '{');
	if (index) {
		put_names(&json, site);
		search_index_put(index, site->folder, &json);
	} else {
		put_filter(site, &json);
	}
	json_close(&json);
	fputs(");\n", json.out);
	site_text_put(&text, site->folder, index ? STR("sok/index.js") : STR("sok/filter.js"));
}

static void put_choice(struct page *page, const char *name, const char *en, const char *sv)
{
	fprintf(page->out, "<p><label for=\"s.%s\">%s</label> <select id=\"s.%s\" name=\"%s\"></select></p>\n", name,
	        site_say(page->site, en, sv), name, name);
}

static void make_page(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct page_head head = {
		.path = STR("sok/index.html"), .title = site_str(site, "Search", "Sök"), .type = STR("search")};
	struct page page;

	page_open_titled(&page, site, &arena, &head);
	page_tell(&page);
	fputs("<form class=\"find days\" id=\"s.find\" role=\"search\">\n", page.out);
	fprintf(page.out,
	        "<p><label for=\"s.q\">%s</label> <input type=\"search\" id=\"s.q\" name=\"q\" autocomplete=\"off\"> "
	        "<button>%s</button></p>\n",
	        site_say(site, "Words", "Ord"), site_say(site, "Search", "Sök"));
	put_choice(&page, "status", "Status", "Läge");
	put_choice(&page, "type", "Type", "Typ");
	put_choice(&page, "body", "Decided by", "Beslutat av");
	put_choice(&page, "topic", "Topic", "Ämne");
	fprintf(page.out,
	        "<template><span>%s</span><span>%s</span><span>%s</span><span>%s</span><span>%s</span></template>\n</"
	        "form>\n",
	        site_say(site, "any", "alla"), site_say(site, "documents found", "dokument funna"),
	        site_say(site, "No document holds all of the words.", "Inget dokument innehåller alla orden."),
	        site_say(site, "Show more", "Visa fler"),
	        site_say(site, "A part of the index could not be read.", "En del av sökregistret kunde inte läsas."));
	fprintf(page.out,
	        "<noscript><p>%s <a href=\"../dokument/index.html\">%s</a>, <a "
	        "href=\"../amnen/index.html\">%s</a>.</p></noscript>\n",
	        site_say(site, "Search needs scripts. Without them there are lists of",
	                 "Sökningen behöver skript. Utan dem finns listor över"),
	        site_say(site, "all documents", "alla dokument"), site_say(site, "topics", "ämnen"));
	fputs("<p id=\"s.found\" role=\"status\"></p>\n<ol class=\"hits\" id=\"s.hits\"></ol>\n<p id=\"s.more\"></p>\n"
	      "<script src=\"../assets/sok.js\" defer></script>\n<script src=\"index.js\" defer></script>\n",
	      page.out);
	page_close(&page);
	arena_release(&arena);
}

void site_make_search(struct site *site)
{
	struct search_index *index = search_index_new();

	add_documents(index, site);
	put_file(site, index);
	put_file(site, NULL);
	search_index_free(index);
	make_page(site);
}

void page_search(struct page *page)
{
	page_tell(page);
	fprintf(page->out,
	        "<form class=\"find\" role=\"search\" action=\"%.*ssok/index.html\">\n<p><label for=\"s.q\">%s</label> "
	        "<input type=\"search\" id=\"s.q\" name=\"q\" autocomplete=\"off\"> <button>%s</button></p>\n</form>\n",
	        STR_ARG(page->up), site_say(page->site, "Search the documents", "Sök i dokumenten"),
	        site_say(page->site, "Search", "Sök"));
}
