/* The start page, what is coming, what is out on referral, and what has to be published. */
#include "bin/site/site.h"

#include "bin/site/site_changes.h"
#include "bin/site/site_search.h"
#include "bin/site/site_words.h"
#include "registry/base/date_words.h"
#include "registry/base/vec.h"
#include "registry/query/due.h"

#define CHANGES_SHOWN 12u

static void open_page(struct page *page, struct site *site, struct arena *arena, const char *path, struct str title)
{
	struct page_head head = {
		.path = str_from(path), .title = title, .feed = STR("feed/alla.atom"), .type = STR("list")};

	page_open_titled(page, site, arena, &head);
}

/* --- start ------------------------------------------------------------------------------------------------------------------ */

static void tell_counts(struct page *page)
{
	const struct site *site = page->site;
	uint32_t apply = 0, governing = 0;

	for (uint32_t i = 0; i < site->registry->count; i++) {
		governing += registry_governs(site->registry, i);
		apply += registry_governs(site->registry, i) && status_applies(site->statuses[i]);
	}
	outline_put(&page->outline, NODE_PARAGRAPH,
	            arena_format(page->arena,
	                         site_say(site, "%u documents, of which %u are governing documents; %u of these apply.",
	                                  "%u dokument, varav %u styrdokument; av dem gäller %u."),
	                         site->registry->count, governing, apply));
}

static void tell_way(struct page *page, const char *path, const char *en, const char *sv, const char *about_en,
                     const char *about_sv)
{
	outline_open(&page->outline, NODE_ITEM, STR_EMPTY);
	page_link(page, page_address(page, str_from(path)), site_str(page->site, en, sv));
	outline_put(&page->outline, NODE_TEXT,
	            arena_format(page->arena, " – %s", site_say(page->site, about_en, about_sv)));
	outline_close(&page->outline);
}

static void tell_ways(struct page *page)
{
	page_section(page, "Find your way", "Hitta rätt");
	tell_way(page, "galler/index.html", "What applies to us?", "Vad gäller för oss?",
	         "the documents that apply to a body, in four groups, with the reasons",
	         "de dokument som gäller för ett organ, i fyra grupper och med skälen");
	tell_way(page, "amnen/index.html", "Topics", "Ämnen", "documents by what they are about",
	         "dokumenten efter vad de handlar om");
	tell_way(page, "typer/index.html", "Types", "Typer", "programmes, policies, guidelines and so on",
	         "program, policyer, riktlinjer och så vidare");
	tell_way(page, "organ/index.html", "Bodies", "Organ", "who decided, and who is responsible",
	         "vem som har beslutat och vem som ansvarar");
	tell_way(page, "kommande/index.html", "Coming", "Kommande", "what will change, and what is to be reviewed",
	         "vad som kommer att ändras och vad som ska ses över");
	outline_close(&page->outline);
}

static bool is_referred(const struct site *site, uint32_t document)
{
	return site->statuses[document] == STATUS_REFERRED;
}

static void collect(const struct site *site, bool (*holds)(const struct site *site, uint32_t document), uint32_t **out,
                    size_t *count, struct arena *arena)
{
	*out = ARENA_ARRAY(arena, uint32_t, (size_t)site->registry->count + 1);
	*count = 0;
	for (uint32_t i = 0; i < site->registry->count; i++)
		if (holds(site, site->order[i]))
			(*out)[(*count)++] = site->order[i];
}

static void make_start(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct page page;
	size_t shown = 0;

	open_page(&page, site, &arena, "index.html",
	          arena_format(&arena, "%s%s%.*s", site_say(site, "Governing documents", "Styrdokument"),
	                       site->owner.n ? " – " : "", STR_ARG(site->owner)));
	page_paragraph(&page, "What is decided, what applies, and why: the register of governing documents.",
	               "Vad som är beslutat, vad som gäller och varför: registret över styrdokument.");
	page_search(&page);
	tell_counts(&page);
	outline_put(&page.outline, NODE_PARAGRAPH, site->day_text)->name = STR("state");
	outline_unread(&page.outline, footing_of(site->registry, site->language));
	tell_ways(&page);
	page_section(&page, "Changed lately", "Senast ändrat");
	for (size_t i = 0; i < site->change_count && shown < CHANGES_SHOWN; i++)
		if (site->changes[i].day <= site->on.last && ++shown)
			page_change(&page, &site->changes[i]);
	outline_close(&page.outline);
	page_close(&page);
	arena_release(&arena);
}

/* --- coming ------------------------------------------------------------------------------------------------------------------ */

static void tell_due(struct page *page, const struct due_items *items, bool overdue)
{
	for (size_t i = 0; i < items->n; i++) {
		const struct due_item *item = &items->at[i];
		if (item->overdue != overdue)
			continue;
		outline_open(&page->outline, NODE_ITEM, STR_EMPTY);
		outline_put(&page->outline, NODE_TEXT,
		            arena_format(page->arena,
		                         "%.*s: ", STR_ARG(date_words(page->arena, item->date, page->site->language))));
		page_link(page, page_document(page, item->document, STR_EMPTY), site_title(page->site, item->document));
		outline_put(
			&page->outline, NODE_TEXT,
			arena_format(page->arena, " – %s", bilingual_in(due_label(item->what), page->site->language)));
		outline_close(&page->outline);
	}
}

static void make_coming(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct due_items items = {0};
	struct page page;

	open_page(&page, site, &arena, "kommande/index.html", site_str(site, "Coming", "Kommande"));
	due_find(&items, &arena, site->registry, site->on, date_plus(site->on, SITE_COMING_DAYS));
	page_section(&page, "Decided changes", "Beslutade ändringar");
	for (size_t i = site->change_count; i-- > 0;)
		if (site->changes[i].day > site->on.last)
			page_change(&page, &site->changes[i]);
	outline_close(&page.outline);
	page_section(&page, "Falls due", "Infaller");
	tell_due(&page, &items, false);
	outline_close(&page.outline);
	page_section(&page, "Overdue", "Försenat");
	tell_due(&page, &items, true);
	outline_close(&page.outline);
	if (!items.n)
		page_paragraph(&page, "Nothing falls due.", "Inget infaller.");
	page_close(&page);
	arena_release(&arena);
}

/* --- on referral, and what has to be published ---------------------------------------------------------------------------------- */

static void make_referred(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct page page;
	uint32_t *documents = NULL;
	size_t count = 0;

	open_page(&page, site, &arena, "remiss/index.html", site_str(site, "On referral", "På remiss"));
	collect(site, is_referred, &documents, &count, &arena);
	if (!count)
		page_paragraph(&page, "Nothing is out on referral.", "Inget är ute på remiss.");
	for (size_t i = 0; i < count; i++) {
		const struct document *document = &site->registry->documents[documents[i]];
		outline_open(&page.outline, NODE_ITEM, STR_EMPTY);
		page_link(&page, page_document(&page, documents[i], STR_EMPTY), site_title(site, documents[i]));
		if (document->reply_by.known)
			outline_put(&page.outline, NODE_TEXT,
			            arena_format(&arena,
			                         site_say(site, " – replies no later than %.*s", " – svar senast %.*s"),
			                         STR_ARG(date_words(&arena, document->reply_by, site->language))));
		outline_close(&page.outline);
	}
	page_close(&page);
	arena_release(&arena);
}

static bool is_regulation(const struct site *site, uint32_t document)
{
	uint32_t type = site->registry->documents[document].type_index;

	return type != NO_BODY && site->registry->vocabulary.types[type].regulation &&
	       status_applies(site->statuses[document]);
}

static void make_regulations(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct page page;
	uint32_t *documents = NULL;
	size_t count = 0;

	open_page(&page, site, &arena, "foreskrifter/index.html",
	          site_str(site, "Local regulations", "Kommunala föreskrifter"));
	page_paragraph(&page,
	               "The regulations in force that the municipality has issued, as the Local Government Act "
	               "(2017:725), chapter 8, section 13, requires.",
	               "De gällande föreskrifter som kommunen har meddelat, enligt 8 kap. 13 § kommunallagen "
	               "(2017:725).");
	collect(site, is_regulation, &documents, &count, &arena);
	if (!count)
		page_paragraph(&page, "The register has none in force.", "Registret har inga gällande.");
	page_documents(&page, documents, count);
	page_close(&page);
	arena_release(&arena);
}

void site_make_start(struct site *site)
{
	make_start(site);
	make_coming(site);
	make_referred(site);
	make_regulations(site);
}
