/* The frame of every page, and what pages are made of. */
#include "bin/site/site.h"

#include "bin/site/site_words.h"
#include "bin/wording/field_values.h"
#include "bin/write/escape.h"
#include "registry/base/date_words.h"
#include "registry/base/uri.h"

#include <stdio.h>
#include <stdlib.h>

/* --- the frame -------------------------------------------------------------------------------------------------------------- */

static const struct entry { /* of the menu */
	const char *path;
	struct bilingual name;
} menu[] = {
	{"index.html", {"Start", "Start"}},
	{"sok/index.html", {"Search", "Sök"}},
	{"galler/index.html", {"What applies", "Vad gäller"}},
	{"amnen/index.html", {"Topics", "Ämnen"}},
	{"organ/index.html", {"Bodies", "Organ"}},
	{"typer/index.html", {"Types", "Typer"}},
	{"ar/index.html", {"Years", "År"}},
	{"kommande/index.html", {"Coming", "Kommande"}},
	{"remiss/index.html", {"On referral", "Remiss"}},
};

static const struct entry foot[] = {
	{"foreskrifter/index.html", {"Local regulations", "Föreskrifter"}},
	{"dokument/index.html", {"All documents", "Alla dokument"}},
	{"graf/index.html", {"Pictures", "Bilder"}},
	{"statistik/index.html", {"Statistics", "Statistik"}},
	{"handbok/index.html", {"Handbook and accessibility", "Handbok och tillgänglighet"}},
	{"feed/alla.atom", {"Feed", "Flöde"}},
	{"kommande.ics", {"Calendar", "Kalender"}},
};

static void put_entries(struct page *page, const struct entry *entries, size_t count)
{
	fputs("<ul>\n", page->out);
	for (size_t i = 0; i < count; i++) {
		bool here = str_equal(page->path, str_from(entries[i].path));
		fprintf(page->out, "<li><a href=\"%.*s%s\"%s>%s</a></li>\n", STR_ARG(page->up), entries[i].path,
		        here ? " aria-current=\"page\"" : "", bilingual_in(entries[i].name, page->site->language));
	}
	fputs("</ul>\n", page->out);
}

static void put_named(struct page *page, const char *before, struct str text, const char *after)
{
	fputs(before, page->out);
	put_html(page->out, text);
	fputs(after, page->out);
}

static void put_head(struct page *page, const struct page_head *head)
{
	const struct site *site = page->site;

	fprintf(page->out,
	        "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
	        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src "
	        "'self'; "
	        "script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'\">\n"
	        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light "
	        "dark\">\n"
	        "<meta name=\"generator\" content=\"styrdok\">\n",
	        language_code(site->language));
	put_named(page, "<title>", head->title, "");
	put_named(page, site->owner.n ? " – " : "", site->owner, "</title>\n");
	if (head->about.n)
		put_named(page, "<meta name=\"description\" content=\"", head->about, "\">\n");
	fprintf(page->out, "<link rel=\"stylesheet\" href=\"%.*sassets/site.css\">\n", STR_ARG(page->up));
	if (site->url.n) {
		struct str folder = str_part(head->path, 0, head->path.n - (sizeof "index.html" - 1));
		put_named(page, "<link rel=\"canonical\" href=\"", site_absolute(site, page->arena, folder), "\">\n");
	}
	if (head->feed.n)
		put_named(page, "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"",
		          page_address(page, head->feed), "\">\n");
}

void page_open(struct page *page, const struct site *site, struct arena *arena, const struct page_head *head)
{
	*page = (struct page){.site = site, .arena = arena, .path = head->path};
	page->telling = (struct telling){site->registry, arena, site->language, false};
	page->up = site_up(arena, page->path);
	outline_init(&page->outline, arena, site->language);
	site_text_open(&page->text);
	page->out = page->text.out;
	put_head(page, head);
	fprintf(page->out,
	        "</head>\n<body class=\"%.*s\">\n<a class=\"skip\" href=\"#s.main\">%s</a>\n<header class=\"top\">\n",
	        STR_ARG(head->type), site_say(site, "Skip to the content", "Hoppa till innehållet"));
	fprintf(page->out, "<p class=\"brand\"><a href=\"%.*sindex.html\">%s", STR_ARG(page->up),
	        site_say(site, "Governing documents", "Styrdokument"));
	put_named(page, site->owner.n ? " <span>" : "", site->owner,
	          site->owner.n ? "</span></a></p>\n" : "</a></p>\n");
	fprintf(page->out, "<nav aria-label=\"%s\">\n", site_say(site, "Main menu", "Huvudmeny"));
	put_entries(page, menu, sizeof menu / sizeof *menu);
	fputs("</nav>\n</header>\n<main id=\"s.main\">\n", page->out);
}

void page_open_titled(struct page *page, const struct site *site, struct arena *arena, const struct page_head *head)
{
	page_open(page, site, arena, head);
	outline_put(&page->outline, NODE_TITLE, head->title);
}

/* --- the end ---------------------------------------------------------------------------------------------------------------- */

static bool ends_in(const char *text, size_t n, const char *word)
{
	size_t length = strlen(word);

	return n >= length && memcmp(text + n - length, word, length) == 0 &&
	       (n == length || text[n - length - 1] == ' ' || text[n - length - 1] == '(' ||
	        text[n - length - 1] == '>' || text[n - length - 1] == '\n');
}

static bool is_digit_at(const char *text, size_t n, size_t at)
{
	return at < n && text[at] >= '0' && text[at] <= '9';
}

/* Must the space at `at` not be broken: between § and its number, a number and § or kap., a dnr and its number? */
static bool is_bound(const char *text, size_t n, size_t at)
{
	bool before = at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';

	if (is_digit_at(text, n, at + 1))
		return (at >= 2 && memcmp(text + at - 2, "\u00a7", 2) == 0) || ends_in(text, at, "kap.") ||
		       ends_in(text, at, "avsnitt") || ends_in(text, at, "kapitel");
	if (before && at + 3 <= n && memcmp(text + at + 1, "\u00a7", 2) == 0)
		return true;
	if (before && at + 5 <= n && memcmp(text + at + 1, "kap.", 4) == 0)
		return true;
	return before && at + 5 <= n && text[at + 2] == ' ' && memcmp(text + at + 3, "\u00a7", 2) == 0; /* "2 a §" */
}

/* Writes the page once more with the spaces that must not be broken; markup and data stay. */
static struct str bind_spaces(struct arena *arena, struct str page)
{
	static const struct str script = {"<script", 7}, ends = {"</script>", 9};
	char *out = arena_alloc(arena, page.n * 2 + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < page.n;) {
		if (page.at[i] == '<') {
			size_t close = str_starts(str_part(page, i, script.n), script) ? str_find(page, ends, i)
			                                                               : str_find(page, STR(">"), i);
			size_t end = close == SIZE_MAX ? page.n : close + 1;
			memcpy(out + n, page.at + i, end - i);
			n += end - i;
			i = end;
		} else if (page.at[i] == ' ' && is_bound(page.at, page.n, i)) {
			memcpy(out + n, "\u00a0", 2);
			n += 2;
			i++;
		} else {
			out[n++] = page.at[i++];
		}
	}
	return (struct str){out, n};
}

static void put_foot(struct page *page)
{
	const struct site *site = page->site;

	fprintf(page->out, "</main>\n<footer class=\"bottom\">\n<nav aria-label=\"%s\">\n",
	        site_say(site, "More", "Mer"));
	put_entries(page, foot, sizeof foot / sizeof *foot);
	put_named(page, "</nav>\n<p>", site->day_text, "</p>\n");
	put_named(page, "<p>", site->source_text, "</p>\n</footer>\n</body>\n</html>\n");
}

void page_close(struct page *page)
{
	page_tell(page);
	put_foot(page);
	site_folder_put(page->site->folder, page->path, bind_spaces(page->arena, site_text_close(&page->text)));
	free(page->text.bytes);
}

/* --- content ---------------------------------------------------------------------------------------------------------------- */

void page_tell(struct page *page)
{
	if (page->outline.root->first)
		outline_html_nodes(page->out, &page->outline);
	outline_init(&page->outline, page->arena, page->site->language);
}

struct str page_address(const struct page *page, struct str path)
{
	return arena_format(page->arena, "%.*s%.*s", STR_ARG(page->up), STR_ARG(uri_path(page->arena, path)));
}

struct str page_document(const struct page *page, uint32_t document, struct str anchor)
{
	struct str path =
		arena_format(page->arena, "dokument/%.*s/index.html", STR_ARG(page->site->document_segments[document]));

	if (str_equal(path, page->path) && anchor.n)
		return arena_format(page->arena, "#%.*s", STR_ARG(anchor));
	return arena_format(page->arena, "%.*s%s%.*s", STR_ARG(page_address(page, path)), anchor.n ? "#" : "",
	                    STR_ARG(anchor));
}

void page_paragraph(struct page *page, const char *en, const char *sv)
{
	outline_put(&page->outline, NODE_PARAGRAPH, site_str(page->site, en, sv));
}

void page_section(struct page *page, const char *en, const char *sv)
{
	outline_open(&page->outline, NODE_SECTION, site_str(page->site, en, sv));
}

void page_link(struct page *page, struct str address, struct str text)
{
	outline_put(&page->outline, NODE_LINK, text)->name = address;
}

static struct str address_of(void *context, struct str id)
{
	const struct page *page = context;
	uint32_t document = registry_find(page->site->registry, id);

	return document == NO_DOCUMENT ? STR_EMPTY : page_document(page, document, STR_EMPTY);
}

struct document_links page_links(struct page *page)
{
	return (struct document_links){address_of, page};
}

void page_text(struct page *page, struct str text)
{
	struct document_links links = page_links(page);
	struct document_quoted quoted;

	while (document_quoted_find(&quoted, &links, text)) {
		size_t from = (size_t)(quoted.whole.at - text.at);
		if (from)
			outline_put(&page->outline, NODE_TEXT, str_part(text, 0, from));
		page_link(page, quoted.address, site_title(page->site, registry_find(page->site->registry, quoted.id)));
		text = str_part(text, from + quoted.whole.n, text.n);
	}
	if (text.n)
		outline_put(&page->outline, NODE_TEXT, text);
}

static void put_cell(struct page *page, struct str text)
{
	outline_put(&page->outline, NODE_CELL, text);
}

void page_documents(struct page *page, const uint32_t *documents, size_t count)
{
	const struct site *site = page->site;
	struct outline *outline = &page->outline;

	if (!count)
		return;
	outline_open(outline, NODE_TABLE, STR_EMPTY);
	outline_open(outline, NODE_ROW, STR_EMPTY);
	put_cell(page, site_str(site, "Document", "Dokument"));
	put_cell(page, site_str(site, "Type", "Typ"));
	put_cell(page, site_str(site, "Status", "Läge"));
	put_cell(page, site_str(site, "Decided", "Beslutat"));
	outline_close(outline);
	for (size_t i = 0; i < count; i++) {
		const struct document *document = &site->registry->documents[documents[i]];
		outline_open(outline, NODE_ROW, STR_EMPTY);
		outline_open(outline, NODE_CELL, STR_EMPTY);
		page_link(page, page_document(page, documents[i], STR_EMPTY), site_title(site, documents[i]));
		outline_close(outline);
		put_cell(page, site_type(site, document));
		put_cell(page, status_words(&page->telling, documents[i], site->statuses[documents[i]]));
		put_cell(page, document->decided.known ? date_text(page->arena, document->decided) : STR_EMPTY);
		outline_close(outline);
	}
	outline_close(outline);
}
