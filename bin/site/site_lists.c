/* Lists of documents: all, and by body, topic, type and year. */
#include "bin/site/site.h"

#include "bin/site/site_changes.h"
#include "bin/site/site_feed.h"
#include "bin/site/site_words.h"
#include "registry/base/date_words.h"
#include "registry/base/vec.h"
#include "registry/scope/topic.h"

#include <stdio.h>

#define ALL_MAX 2000u /* documents on one page */

typedef VEC(uint32_t) document_vec;

/* One kind of list: documents under entries, each entry a page. */
struct listing {
	struct site *site;
	struct arena arena; /* of the page that is being written */
	const char *folder;
	bool feeds; /* each entry has a feed */
	struct bilingual title;
	uint32_t count; /* of the entries */
	struct str (*name)(const struct site *site, uint32_t entry);
	const struct str *segments;
	bool (*holds)(const struct site *site, uint32_t entry, uint32_t document);
	void (*about)(struct page *page, uint32_t entry);             /* or NULL */
	uint32_t (*broader)(const struct site *site, uint32_t entry); /* or NULL */
};

static struct str entry_path(struct listing *listing, uint32_t entry)
{
	return arena_format(&listing->arena, "%s/%.*s/index.html", listing->folder, STR_ARG(listing->segments[entry]));
}

/* Those that the entry holds, in order. */
static void collect(const struct listing *listing, uint32_t entry, document_vec *out)
{
	out->n = 0;
	for (uint32_t i = 0; i < listing->site->registry->count; i++)
		if (listing->holds(listing->site, entry, listing->site->order[i]))
			vec_push(out, listing->site->order[i]);
}

static void put_group(struct page *page, const document_vec *documents, const char *en, const char *sv, bool apply)
{
	const struct site *site = page->site;
	document_vec group = {0};

	for (size_t i = 0; i < documents->n; i++)
		if (status_applies(site->statuses[documents->at[i]]) == apply)
			vec_push(&group, documents->at[i]);
	if (group.n) {
		outline_open(&page->outline, NODE_SECTION,
		             arena_format(page->arena, "%s (%zu)", site_say(site, en, sv), group.n));
		page_documents(page, group.at, group.n);
		outline_close(&page->outline);
		page_tell(page);
	}
	vec_release(&group);
}

/* What changed among the entry's documents. */
static struct str put_feed(struct listing *listing, uint32_t entry, const document_vec *documents)
{
	const struct site *site = listing->site;
	bool *member = ARENA_ARRAY(&listing->arena, bool, site->registry->count);
	struct site_feed feed = {.path = arena_format(&listing->arena, "feed/%s-%.*s.atom", listing->folder,
	                                              STR_ARG(listing->segments[entry])),
	                         .title = listing->name(site, entry),
	                         .page = entry_path(listing, entry),
	                         .changes = site->changes,
	                         .count = site->change_count};

	for (size_t i = 0; i < documents->n; i++)
		member[documents->at[i]] = true;
	site_feed_put(site, &listing->arena, &feed, member);
	return feed.path;
}

static void make_entry(struct listing *listing, uint32_t entry, const document_vec *documents)
{
	struct page_head head = {
		.path = entry_path(listing, entry), .title = listing->name(listing->site, entry), .type = STR("list")};
	struct page page;

	if (listing->feeds)
		head.feed = put_feed(listing, entry, documents);
	page_open_titled(&page, listing->site, &listing->arena, &head);
	if (listing->about)
		listing->about(&page, entry);
	if (!documents->n)
		outline_put(&page.outline, NODE_PARAGRAPH, site_str(listing->site, "No documents.", "Inga dokument."));
	page_tell(&page);
	put_group(&page, documents, "Apply", "Gäller", true);
	put_group(&page, documents, "Others", "Övriga", false);
	page_close(&page);
	arena_reset(&listing->arena);
}

static unsigned depth_of(const struct listing *listing, uint32_t entry)
{
	unsigned depth = 0;

	for (uint32_t i = listing->broader ? listing->broader(listing->site, entry) : NO_BODY;
	     i != NO_BODY && depth < 8; i = listing->broader(listing->site, i))
		depth++;
	return depth;
}

/* The entries below `above`, each with how many documents it holds. */
static void put_entries(struct page *page, struct listing *listing, const size_t *counts, uint32_t above,
                        unsigned depth)
{
	for (uint32_t i = 0; i < listing->count; i++) {
		if ((listing->broader ? listing->broader(listing->site, i) : NO_BODY) != above ||
		    depth_of(listing, i) != depth)
			continue;
		outline_open(&page->outline, NODE_ITEM, STR_EMPTY);
		page_link(page, page_address(page, entry_path(listing, i)), listing->name(listing->site, i));
		outline_put(&page->outline, NODE_TEXT, arena_format(page->arena, " (%zu)", counts[i]));
		if (listing->broader && depth < 7)
			put_entries(page, listing, counts, i, depth + 1);
		outline_close(&page->outline);
	}
}

static void make_listing(struct listing *listing)
{
	struct arena arena = ARENA_EMPTY; /* of the list, which is written last */
	size_t *counts = memory_new(listing->count, sizeof *counts);
	struct page_head head = {.title = bilingual_str(listing->title, listing->site->language), .type = STR("list")};
	document_vec documents = {0};
	struct page page;

	for (uint32_t i = 0; i < listing->count; i++) {
		collect(listing, i, &documents);
		counts[i] = documents.n;
		make_entry(listing, i, &documents);
	}
	head.path = arena_format(&arena, "%s/index.html", listing->folder);
	page_open_titled(&page, listing->site, &arena, &head);
	put_entries(&page, listing, counts, NO_BODY, 0);
	page_close(&page);
	vec_release(&documents);
	arena_release(&arena);
	arena_release(&listing->arena);
	free(counts);
}

/* --- bodies ----------------------------------------------------------------------------------------------------------------- */

static bool body_holds(const struct site *site, uint32_t body, uint32_t document)
{
	const struct document *of = &site->registry->documents[document];

	return of->decided_by_index == body || of->steward_index == body;
}

static uint32_t body_parent(const struct site *site, uint32_t body)
{
	return site->registry->vocabulary.bodies[body].parent;
}

static void tell_other(struct page *page, const char *en, const char *sv, uint32_t body)
{
	outline_open(&page->outline, NODE_FACT, site_str(page->site, en, sv));
	if (body != NO_BODY)
		page_link(page,
		          page_address(page, arena_format(page->arena, "organ/%.*s/index.html",
		                                          STR_ARG(page->site->body_segments[body]))),
		          site_body_name(page->site, body));
	outline_close(&page->outline);
}

static void tell_body(struct page *page, uint32_t body)
{
	const struct body *of = &page->site->registry->vocabulary.bodies[body];
	struct str aliases = STR_EMPTY;

	for (uint32_t i = 0; i < of->aliases.n; i++)
		aliases = arena_format(page->arena, "%.*s%s%.*s", STR_ARG(aliases), i ? ", " : "",
		                       STR_ARG(of->aliases.at[i].text));
	outline_open(&page->outline, NODE_FACTS, STR_EMPTY);
	outline_fact(&page->outline, site_str(page->site, "also called", "kallas även"), aliases);
	tell_other(page, "below", "hör till", of->parent);
	outline_fact(&page->outline, site_str(page->site, "from", "från"),
	             of->from.known ? date_words(page->arena, of->from, page->site->language) : STR_EMPTY);
	outline_fact(&page->outline, site_str(page->site, "to", "till"),
	             of->to.known ? date_words(page->arena, of->to, page->site->language) : STR_EMPTY);
	tell_other(page, "followed by", "efterträds av", of->successor);
	outline_close(&page->outline);
	outline_open(&page->outline, NODE_PARAGRAPH, STR_EMPTY);
	page_link(page,
	          page_address(page, arena_format(page->arena, "galler/%.*s/index.html",
	                                          STR_ARG(page->site->body_segments[body]))),
	          site_str(page->site, "What applies to this body", "Vad som gäller för detta organ"));
	outline_close(&page->outline);
	page_paragraph(page, "Documents that it has decided or is responsible for:",
	               "Dokument som organet har beslutat eller ansvarar för:");
}

/* --- topics and types --------------------------------------------------------------------------------------------------------- */

static bool topic_holds(const struct site *site, uint32_t topic, uint32_t document)
{
	uint32_t named = 0;

	return document_concerns(site->registry, document, topic, &named) == TRI_YES;
}

static uint32_t topic_broader(const struct site *site, uint32_t topic)
{
	return site->registry->vocabulary.topics[topic].broader;
}

static bool type_holds(const struct site *site, uint32_t type, uint32_t document)
{
	return site->registry->documents[document].type_index == type;
}

/* --- years ------------------------------------------------------------------------------------------------------------------ */

#define YEAR_FIRST 1000
#define YEARS 9000u

/* The year in which it was decided, or dated, for certain; 0. */
static int year_of(const struct document *document)
{
	struct date date = document_date(document);
	int first = 0, last = 0;
	unsigned month = 0, day = 0;

	if (!date.known || date.first == DAY_MIN || date.last == DAY_MAX)
		return 0;
	day_to_civil(date.first, &first, &month, &day);
	day_to_civil(date.last, &last, &month, &day);
	return first == last && first >= YEAR_FIRST && first < YEAR_FIRST + (int)YEARS ? first : 0;
}

static void make_year(struct site *site, struct arena *arena, int year, const document_vec *documents)
{
	struct page_head head = {
		.path = arena_format(arena, "ar/%d/index.html", year),
		.title = arena_format(arena, site_say(site, "Documents of %d", "Dokument från %d"), year),
		.type = STR("list")};
	struct page page;

	page_open_titled(&page, site, arena, &head);
	page_documents(&page, documents->at, documents->n);
	page_close(&page);
	arena_reset(arena);
}

static void make_years(struct site *site)
{
	document_vec *years = memory_new(YEARS + 1, sizeof *years); /* the last: without a year */
	struct arena arena = ARENA_EMPTY, of_list = ARENA_EMPTY;
	struct page_head head = {
		.path = STR("ar/index.html"), .title = site_str(site, "By year", "År för år"), .type = STR("list")};
	struct page page;

	for (uint32_t i = 0; i < site->registry->count; i++) {
		int year = year_of(&site->registry->documents[site->order[i]]);
		vec_push(&years[year ? (uint32_t)(year - YEAR_FIRST) : YEARS], site->order[i]);
	}
	page_open_titled(&page, site, &of_list, &head);
	for (uint32_t i = YEARS; i-- > 0;) {
		if (!years[i].n)
			continue;
		make_year(site, &arena, YEAR_FIRST + (int)i, &years[i]);
		outline_open(&page.outline, NODE_ITEM, STR_EMPTY);
		page_link(&page, page_address(&page, arena_format(&of_list, "ar/%d/index.html", YEAR_FIRST + (int)i)),
		          arena_format(&of_list, "%d", YEAR_FIRST + (int)i));
		outline_put(&page.outline, NODE_TEXT, arena_format(&of_list, " (%zu)", years[i].n));
		outline_close(&page.outline);
	}
	if (years[YEARS].n) {
		outline_open(&page.outline, NODE_SECTION, site_str(site, "Without a known year", "Utan känt år"));
		page_documents(&page, years[YEARS].at, years[YEARS].n);
		outline_close(&page.outline);
	}
	page_close(&page);
	for (uint32_t i = 0; i <= YEARS; i++)
		vec_release(&years[i]);
	free(years);
	arena_release(&arena);
	arena_release(&of_list);
}

/* --- the whole -------------------------------------------------------------------------------------------------------------- */

static void make_all(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct page_head head = {.path = STR("dokument/index.html"),
	                         .title = site_str(site, "All documents", "Alla dokument"),
	                         .type = STR("list")};
	uint32_t count = site->registry->count;
	struct page page;

	page_open_titled(&page, site, &arena, &head);
	if (count > ALL_MAX)
		outline_put(
			&page.outline, NODE_PARAGRAPH,
			arena_format(&arena,
		                     site_say(site, "The first %u of %u; the others are found by type, topic and year.",
		                              "De %u första av %u; de andra finns under typer, ämnen och år."),
		                     ALL_MAX, count));
	page_documents(&page, site->order, count < ALL_MAX ? count : ALL_MAX);
	page_close(&page);
	arena_release(&arena);
}

void site_make_lists(struct site *site)
{
	const struct vocabulary *vocabulary = &site->registry->vocabulary;
	struct listing bodies = {.site = site,
	                         .folder = "organ",
	                         .feeds = true,
	                         .title = {"Bodies", "Organ"},
	                         .count = vocabulary->body_count,
	                         .name = site_body_name,
	                         .segments = site->body_segments,
	                         .holds = body_holds,
	                         .about = tell_body,
	                         .broader = body_parent};
	struct listing topics = {.site = site,
	                         .folder = "amnen",
	                         .feeds = true,
	                         .title = {"Topics", "Ämnen"},
	                         .count = vocabulary->topic_count,
	                         .name = site_topic_name,
	                         .segments = site->topic_segments,
	                         .holds = topic_holds,
	                         .broader = topic_broader};
	struct listing types = {.site = site,
	                        .folder = "typer",
	                        .title = {"Types of document", "Dokumenttyper"},
	                        .count = vocabulary->type_count,
	                        .name = site_type_name,
	                        .segments = site->type_segments,
	                        .holds = type_holds};

	make_listing(&bodies);
	make_listing(&topics);
	make_listing(&types);
	make_years(site);
	make_all(site);
}
