/* The register as a web site of static files. What stands where below DIR, each page as index.html in a folder of its own:
 *
 *   index.html            start: what the register is, what changed lately, ways in
 *   dokument/             all documents; dokument/ID/ one of them, dokument/ID/kalla.txt its file as it is in the register,
 *                         dokument/ID/tidslinje.svg and grannar.svg its pictures (not with --no-pictures),
 *                         dokument/ID/2008-07-01/ its wording from a day on which that changed, and what differs from the day before
 *   organ/ID/ amnen/ID/ typer/ID/ ar/YYYY/    documents by body, topic, type, year of decision; organ/ and so on list them
 *   galler/               what applies: choose a body; galler/ID/ the answer for that body on the site's day
 *   sok/                  search
 *   kommande/             what falls due; remiss/ what is out on referral
 *   foreskrifter/         what kommunallagen 8:13 asks for: types with `regulation: true`
 *   handbok/              how to read the register, and about the site; statistik/ counts; graf/ pictures of the whole
 *   feed/alla.atom, feed/organ-ID.atom, feed/amnen-ID.atom, dokument/ID/index.atom; kommande.ics; sitemap.xml
 *   assets/               site.css and scripts
 *   .styrdok/             lock, and the list of files that are ours
 *
 * ID is a segment: the document's, body's, topic's or type's id with what no file may be called replaced (site_segment). Every link is relative
 * and names index.html, so that the site works from file:// and under any path. A page is an outline, or HTML of bin/site alone, between
 * page_open and page_close; a file is handed to site_folder_put, which touches nothing that has not changed and renames all files into place
 * once every one has been written. To add pages: a file here with a function of the type site_maker, and a row in `makers` (cmd_site.c). */
#ifndef STYRDOK_BIN_SITE_SITE_H
#define STYRDOK_BIN_SITE_SITE_H

#include "bin/site/site_folder.h"
#include "bin/wording/reasons.h"
#include "bin/wording/unread.h"

#define SITE_COMING_DAYS 3650 /* how far ahead what falls due is told */

struct site_rows { /* lists of documents, one after the other: those of `i` are at[start[i]] .. at[start[i + 1] - 1] */
	uint32_t *at, *start;
};

struct site {
	const struct registry *registry;
	enum language language;
	struct date on; /* the day that every page tells of */
	bool horizon;   /* it was chosen, since the register knows of no later day */
	struct str url; /* where the site will be found, without a final slash; "" where that is not told */
	struct str owner, day_text, source_text; /* what every page says: site_words.h */
	bool pictures;
	struct str *document_segments;                              /* by document */
	struct str *body_segments, *topic_segments, *type_segments; /* by entry of the vocabulary */
	enum status *statuses;                                      /* by document, on the day */
	struct site_rows citing;                                    /* by document: those whose text names it */
	const struct site_change *changes; /* of the governing documents, the latest first (site_changes.h) */
	size_t change_count;
	uint32_t *order; /* all documents, as documents_sort has them */
	struct site_folder *folder;
	struct arena arena;
};

/* Makes some of the site's pages and files. */
typedef void site_maker(struct site *site);
site_maker site_make_documents, site_make_lists, site_make_start, site_make_answers, site_make_assets,
	site_make_machines, site_make_about, site_make_days, site_make_search;

/* --- words ---------------------------------------------------------------------------------------------------------------- */

static inline const char *site_say(const struct site *site, const char *en, const char *sv)
{
	return bilingual_in((struct bilingual){en, sv}, site->language);
}

static inline struct str site_str(const struct site *site, const char *en, const char *sv)
{
	return str_from(site_say(site, en, sv));
}

/* What a document is called: its title, else its id. */
struct str site_title(const struct site *site, uint32_t document);

/* --- addresses ------------------------------------------------------------------------------------------------------------ */

/* What the id is called as a folder; the same for the same id, safe as a file name. Owned by the arena. */
struct str site_segment(struct arena *arena, struct str id);

/* The site's address of a path within it ("dokument/x/"), absolute where --url was given, else from the site's root. */
struct str site_absolute(const struct site *site, struct arena *arena, struct str path);

/* "../" for each folder of a path within the site. Owned by the arena. */
struct str site_up(struct arena *arena, struct str path);

/* The anchor of a part on the document's page, however it is named; "" where there is none. */
struct str site_anchor(const struct site *site, uint32_t document, struct str part);

/* --- pages ---------------------------------------------------------------------------------------------------------------- */

struct page { /* being written; what it needs meanwhile is the arena's */
	const struct site *site;
	struct arena *arena;
	struct telling telling;
	struct outline outline; /* what is told next; page_tell writes it */
	struct str path, up;    /* "dokument/x/index.html", "../../" */
	struct site_text text;
	FILE *out; /* the text's */
};

struct page_head {
	struct str path, title, about; /* about: a sentence for those who find the page, or "" */
	struct str feed;               /* of the page: a path from the site's root, or "" */
	struct str type;               /* class of <body> */
};

/* All up to the content of <main>; the title is not yet told. */
void page_open(struct page *page, const struct site *site, struct arena *arena, const struct page_head *head);
/* The same, and the title. */
void page_open_titled(struct page *page, const struct site *site, struct arena *arena, const struct page_head *head);
/* Ends the page and hands it to the folder. */
void page_close(struct page *page);

/* Writes what the outline holds, whose headings begin below <h1> unless it holds the title, and begins another. */
void page_tell(struct page *page);

/* Addresses from the page; owned by its arena. `anchor` or "". */
struct str page_address(const struct page *page, struct str path);
struct str page_document(const struct page *page, uint32_t document, struct str anchor);

/* Where the page finds documents, as long as it is written. */
struct document_links page_links(struct page *page);

/* Adds the text to the outline, with each document that it names in quotation marks as a link by its title. */
void page_text(struct page *page, struct str text);
void page_paragraph(struct page *page, const char *en, const char *sv);
void page_section(struct page *page, const char *en, const char *sv); /* opens it */
void page_link(struct page *page, struct str address, struct str text);

/* Adds a table of the documents, in the given order. */
void page_documents(struct page *page, const uint32_t *documents, size_t count);

#endif
