/* What a document said from each day on which its wording changed, and what differs from the day before. */
#include "bin/site/site_document.h"

#include "bin/text/text_report.h"
#include "registry/base/date_words.h"
#include "registry/document/remarks.h"

#include <stdlib.h>

static int compare_days(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* The first days of the wordings that the text holds, as far as they are known to the day, in order; owned by the page's arena. */
static size_t wording_days(const struct document_page *page, int32_t **days)
{
	const struct document *document = page->document;
	size_t found = 0, count = 0;

	*days = NULL;
	for (uint32_t i = 0; i < document->part_count; i++) {
		struct wording wording;
		struct str wrong = STR_EMPTY;
		if (!document->parts[i].attributes.n)
			continue;
		(void)wording_read(document->parts[i].attributes, &wording, &wrong);
		if (!wording.from.known || !date_is_day(wording.from))
			continue;
		if (!*days)
			*days = ARENA_ARRAY(page->page.arena, int32_t, document->part_count);
		(*days)[found++] = wording.from.first;
	}
	if (found)
		qsort(*days, found, sizeof **days, compare_days);
	for (size_t i = 0; i < found; i++)
		if (!i || (*days)[i] != (*days)[i - 1])
			(*days)[count++] = (*days)[i];
	return count;
}

static struct str path_of(const struct document_page *page, const char *before, int32_t day)
{
	return arena_format(page->page.arena, "%s%.*s/index.html", before,
	                    STR_ARG(date_text(page->page.arena, date_from_day(day))));
}

static struct str day_title(const struct document_page *page, int32_t day)
{
	const struct site *site = page->page.site;

	return arena_format(page->page.arena, site_say(site, "From %.*s", "Från och med den %.*s"),
	                    STR_ARG(day_words(page->page.arena, day, site->language)));
}

/* The text on the day, or, with `against`, what differs from that day. */
static void tell_text(struct document_page *whole, struct page *page, int32_t day, struct date against)
{
	struct text_report report = {.registry = page->site->registry,
	                             .telling = page->telling,
	                             .document = whole->index,
	                             .part = MARKDOWN_NO_PART,
	                             .on = date_from_day(day),
	                             .against = against};

	text_lines_of(&report.lines, page->arena, remarks_cut(page->arena, whole->source));
	consolidated_on(&report.now, page->arena, page->site->registry, whole->index, report.on);
	if (against.known)
		consolidated_on(&report.then, page->arena, page->site->registry, whole->index, against);
	text_parts_of(&report);
	outline_open(&page->outline, NODE_ARTICLE, STR_EMPTY)->name = against.known ? STR("s-differs") : STR("s-text");
	text_tell(&page->outline, &report);
	outline_close(&page->outline);
	page_tell(page);
}

static void make_day(struct document_page *whole, int32_t day)
{
	const struct site *site = whole->page.site;
	struct str folder =
		arena_format(whole->page.arena, "dokument/%.*s/", STR_ARG(site->document_segments[whole->index]));
	struct page_head head = {.path = path_of(whole, folder.at, day),
	                         .title = arena_format(whole->page.arena, "%.*s, %.*s",
	                                               STR_ARG(site_title(site, whole->index)),
	                                               STR_ARG(date_text(whole->page.arena, date_from_day(day)))),
	                         .type = STR("wordings")};
	struct page page;

	page_open(&page, site, whole->page.arena, &head);
	outline_open(&page.outline, NODE_PARAGRAPH, STR_EMPTY)->name = STR("kind");
	page_link(&page, page_document(&page, whole->index, STR_EMPTY),
	          site_str(site, "The document as it stands", "Dokumentet som det är"));
	outline_close(&page.outline);
	tell_text(whole, &page, day, DATE_NONE);
	page.outline.level = 2;
	tell_text(whole, &page, day, date_from_day(day - 1));
	page_close(&page);
}

void document_page_wordings(struct document_page *page)
{
	int32_t *days = NULL;
	size_t count = wording_days(page, &days);
	struct outline *outline = &page->page.outline;

	if (!count || !site_shows_text(page->document))
		return;
	outline_open(outline, NODE_SECTION, site_str(page->page.site, "Wordings", "Lydelser"))->name =
		STR("s-wordings");
	for (size_t i = count; i-- > 0;) {
		outline_open(outline, NODE_ITEM, STR_EMPTY);
		page_link(&page->page, path_of(page, "", days[i]), day_title(page, days[i]));
		outline_close(outline);
		make_day(page, days[i]);
	}
	outline_close(outline);
}
