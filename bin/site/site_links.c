/* Links in a document's text: to other documents, and what the text names without linking to it. */
#include "bin/site/site_document.h"

#include "registry/base/path.h"
#include "registry/base/vec.h"
#include "registry/citation/name_index.h"

#include <stdio.h>
#include <stdlib.h>

#define BEFORE_MAX 4096u /* bytes of a line before what is made a link */
#define NAMED "styrdok:" /* in front of the number of a citation */

/* The document that a citation names, the one that governs where several bear the case number, or NO_DOCUMENT. */
static uint32_t citation_document(const struct registry *registry, const struct citation *citation)
{
	uint32_t found = citation->document;

	if (citation->kind == CITATION_WIKI || citation->kind == CITATION_LINK)
		return found;
	found = NO_DOCUMENT;
	for (uint32_t name = citation->name; name != NO_NAME; name = names_at(registry->names, name)->next) {
		uint32_t document = names_at(registry->names, name)->document;
		if (found == NO_DOCUMENT ||
		    (!registry_governs(registry, found) && registry_governs(registry, document)))
			found = document;
	}
	return found;
}

static struct str address_of(struct document_page *page, uint32_t document, struct str part)
{
	struct str anchor = site_anchor(page->page.site, document, part);

	return document == page->index && !anchor.n ? STR_EMPTY : page_document(&page->page, document, anchor);
}

struct str document_page_link(void *context, struct str url)
{
	struct document_page *page = context;
	const struct registry *registry = page->page.site->registry;
	size_t mark = str_find(url, STR("#"), 0);
	struct str path = str_part(url, 0, mark == SIZE_MAX ? url.n : mark), part = str_part(url, path.n + 1, url.n);
	uint32_t document = page->index;

	if (str_starts(url, STR(NAMED))) {
		unsigned long number = strtoul(arena_copy(page->scratch, url).at + sizeof NAMED - 1, NULL, 10);
		const struct citation *citation =
			number < page->document->citation_count ? &page->document->citations[number] : NULL;
		document = citation ? citation_document(registry, citation) : NO_DOCUMENT;
		return document == NO_DOCUMENT ? STR_EMPTY : address_of(page, document, citation->part);
	}
	if (path_has_scheme(url) || str_starts(url, STR("//")))
		return link_is_safe(url) && path_has_scheme(url) ? url : STR_EMPTY;
	if (path.n)
		document = map_get(&registry->by_path, path_resolved(page->scratch, page->document->path,
		                                                     path_decoded(page->scratch, path)));
	return document == MAP_NONE ? STR_EMPTY : address_of(page, document, path_decoded(page->scratch, part));
}

/* --- what is named without a link --------------------------------------------------------------------------------------------- */

struct replaced { /* bytes of the file that become a link */
	size_t from, to;
	uint32_t citation;
	struct str text;
};

static int compare_replaced(const void *a, const void *b)
{
	const struct replaced *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

/* Would brackets around it stand within others, or behind what they would change? */
static bool stands_alone(struct str source, size_t from, size_t to)
{
	char before = from ? source.at[from - 1] : '\n', after = to < source.n ? source.at[to] : '\n';

	for (size_t i = from; i > 0 && source.at[i - 1] != '\n'; i--) /* a link's text, a code span, a table's cell */
		if (strchr("[`|<", source.at[i - 1]) || from - i > BEFORE_MAX)
			return false;
	return before != '!' && before != '\\' && after != ']' && after != '(';
}

/* What a link without a text of its own is called: a part of the same document by its heading, else the document. */
static struct str linked_title(const struct document_page *page, const struct citation *citation, uint32_t document)
{
	uint32_t part = document == page->index ? document_part(page->document, citation->part) : MARKDOWN_NO_PART;

	if (part != MARKDOWN_NO_PART && page->document->parts[part].title.n)
		return page->document->parts[part].title;
	return site_title(page->page.site, document);
}

static bool replace_found(struct document_page *page, uint32_t number, size_t from, struct replaced *out)
{
	const struct citation *citation = &page->document->citations[number];
	uint32_t document = citation_document(page->page.site->registry, citation);
	struct str rest = str_part(page->source, from, page->source.n);

	*out = (struct replaced){from, from + citation->text.n, number, citation->text};
	if (citation->kind == CITATION_LINK || document == NO_DOCUMENT ||
	    (document == page->index && !citation->part.n))
		return false;
	if (citation->kind == CITATION_WIKI) {
		size_t end = SIZE_MAX;
		if (from >= 2 && str_starts(str_part(page->source, from - 2, 2), STR("[["))) {
			out->from = from - 2;
			end = str_find(rest, STR("]]"), 0);
		}
		out->to = from + end + 2;
		out->text = linked_title(page, citation, document);
		return end != SIZE_MAX;
	}
	return citation->text.n && str_starts(rest, citation->text) && stands_alone(page->source, from, out->to);
}

static void put_escaped(FILE *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (strchr("\\`*_[]<>&!#|", text.at[i]) && text.at[i])
			fputc('\\', out);
		fputc(text.at[i], out);
	}
}

static struct str links_put(struct document_page *page, const struct replaced *links, size_t count)
{
	size_t at = page->document->body_at;
	struct site_text linked;
	struct str text;

	site_text_open(&linked);
	for (size_t i = 0; i < count; i++) {
		if (links[i].from < at)
			continue;
		fwrite(page->source.at + at, 1, links[i].from - at, linked.out);
		fputc('[', linked.out);
		put_escaped(linked.out, links[i].text);
		fprintf(linked.out, "](" NAMED "%u)", links[i].citation);
		at = links[i].to;
	}
	fwrite(page->source.at + at, 1, page->source.n - at, linked.out);
	text = arena_copy(page->scratch, site_text_close(&linked));
	free(linked.bytes);
	return text;
}

struct str document_page_linked(struct document_page *page)
{
	struct str source = page->source;
	const struct document *document = page->document;
	VEC(struct replaced) links = {0};
	struct str text = STR_EMPTY;
	uint32_t line = document->body_line, next = 0;
	size_t at = document->body_at;

	while (at < source.n && next < document->citation_count) { /* citations come in the order of the text, mostly */
		const struct location *place = &document->citations[next].at;
		struct replaced found;
		if (place->line > line) {
			size_t end = str_find(source, STR("\n"), at);
			at = end == SIZE_MAX ? source.n : end + 1;
			line++;
			continue;
		}
		if (place->line == line && place->column && replace_found(page, next, at + place->column - 1, &found))
			vec_push(&links, found);
		next++;
	}
	if (links.n)
		qsort(links.at, links.n, sizeof *links.at, compare_replaced);
	text = links_put(page, links.at, links.n);
	vec_release(&links);
	return text;
}
