#include "bin/site/site_changes.h"

#include "registry/base/date_words.h"
#include "registry/base/vec.h"
#include "registry/validity/period.h"

static int compare_changes(const void *a, const void *b)
{
	const struct site_change *x = a, *y = b;

	if (x->day != y->day)
		return x->day > y->day ? -1 : 1;
	return x->document < y->document ? -1 : x->document > y->document;
}

static void changes_sort(struct site_changes *changes)
{
	if (changes->n)
		qsort(changes->at, changes->n, sizeof *changes->at, compare_changes);
}

/* Is it a day that the document states, rather than the end of a vague one? */
static bool is_stated(const struct document *document, int32_t day)
{
	const struct date days[] = {document->dated, document->referred, document->decided, document->in_force};

	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (days[i].known && date_is_day(days[i]) && days[i].first == day)
			return true;
	return false;
}

static void add_document(struct site_changes *out, const struct site *site, struct arena *arena, uint32_t document)
{
	size_t count = 0;
	const struct period *periods = NULL;

	if (!registry_governs(site->registry, document))
		return;
	periods = periods_of(arena, site->registry, document, MARKDOWN_NO_PART, &count);
	for (size_t i = 0; i < count; i++)
		if (i && periods[i].status != STATUS_UNKNOWN &&
		    (periods[i - 1].status != STATUS_UNKNOWN ||
		     is_stated(&site->registry->documents[document], periods[i].first)))
			vec_push(out, (struct site_change){periods[i].first, document, periods[i].status});
}

void site_changes_of(struct site_changes *out, const struct site *site, struct arena *arena, uint32_t document)
{
	add_document(out, site, arena, document);
	changes_sort(out);
}

void site_changes_of_all(struct site_changes *out, const struct site *site)
{
	struct arena arena = ARENA_EMPTY;

	for (uint32_t i = 0; i < site->registry->count; i++) {
		add_document(out, site, &arena, i);
		arena_reset(&arena);
	}
	arena_release(&arena);
	changes_sort(out);
}

void page_change(struct page *page, const struct site_change *change)
{
	struct outline *outline = &page->outline;

	outline_open(outline, NODE_ITEM, STR_EMPTY);
	outline_put(outline, NODE_TEXT,
	            arena_format(page->arena,
	                         "%.*s: ", STR_ARG(day_words(page->arena, change->day, page->site->language))));
	page_link(page, page_document(page, change->document, STR_EMPTY), site_title(page->site, change->document));
	outline_put(outline, NODE_STATUS, status_words(&page->telling, change->document, change->status));
	outline_close(outline);
}
