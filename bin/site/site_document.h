/* What the files of a document's page share. */
#ifndef STYRDOK_BIN_SITE_SITE_DOCUMENT_H
#define STYRDOK_BIN_SITE_SITE_DOCUMENT_H

#include "bin/site/site.h"

/* The page of one document; `scratch` is reset by the caller. */
struct document_page {
	struct page page;
	uint32_t index;
	const struct document *document;
	struct status_answer answer;
	struct str source; /* its file as it is */
	struct arena *scratch;
};

/* Does the document's page show its text? */
bool site_shows_text(const struct document *document);

/* The text, part by part, and links to its parts; nothing where none is held. */
void document_page_text(struct document_page *page);

/* Tells the days from which it has another wording, and makes a page of each: what it said, and what differs from the day before. */
void document_page_wordings(struct document_page *page);

/* The body's Markdown with what the text names ("[[id]]", titles, case numbers) as links; owned by the scratch arena. */
struct str document_page_linked(struct document_page *page);

/* The address of a link in the text; a markdown_links.address whose context is the page. */
struct str document_page_link(void *page, struct str url);

#endif
