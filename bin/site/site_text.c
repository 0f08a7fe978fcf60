/* A document's text on its page: each part with its place to link to, its citation and its wordings. */
#include "bin/site/site_document.h"

#include "bin/site/site_words.h"
#include "bin/text/text_report.h"
#include "bin/write/escape.h"
#include "registry/base/date_words.h"
#include "registry/document/remarks.h"
#include "registry/port/markdown/markdown_render.h"

#define FOLDED_DEPTH 2u /* parts within fewer others than this can be folded */
#define CONTENTS_MIN 4u

struct text_page {
	struct document_page *page;
	FILE *out;
	struct text_report report;            /* for its words */
	const struct part_wording **wordings; /* by part: what holds on the day, or NULL */
	struct str *pieces;                   /* HTML: before the first part, and of each part */
	struct map anchors;                   /* those that the page has already */
};

static const char *say(const struct text_page *text, const char *en, const char *sv)
{
	return site_say(text->page->page.site, en, sv);
}

static const struct document *document_of(const struct text_page *text)
{
	return text->page->document;
}

static void put(struct text_page *text, const char *before, struct str inner, const char *after)
{
	fputs(before, text->out);
	put_html(text->out, inner);
	fputs(after, text->out);
}

static unsigned depth_of(const struct document *document, uint32_t part)
{
	unsigned depth = 0;

	for (uint32_t i = document->parts[part].parent; i != MARKDOWN_NO_PART; i = document->parts[i].parent)
		depth++;
	return depth;
}

/* Is the part the document's own title over all of the text? That stands on the page already. */
static bool is_title(const struct text_page *text, uint32_t part)
{
	const struct document *document = document_of(text);

	return part == 0 && document->parts[0].level == 1 && str_equal(document->parts[0].title, document->title);
}

/* --- contents --------------------------------------------------------------------------------------------------------------- */

static void put_contents(struct text_page *text)
{
	const struct document *document = document_of(text);
	unsigned shown = 0;

	for (uint32_t i = 0; i < document->part_count; i++)
		shown += text->wordings[i] != NULL;
	if (shown < CONTENTS_MIN)
		return;
	fprintf(text->out, "<details class=\"contents\">\n<summary>%s</summary>\n<ul>\n",
	        say(text, "Contents", "Innehåll"));
	for (uint32_t i = 0; i < document->part_count; i++) {
		if (!text->wordings[i] || is_title(text, i))
			continue;
		fprintf(text->out, "<li class=\"depth%u\">", depth_of(document, i) < 5 ? depth_of(document, i) : 5);
		put(text, "<a href=\"#", document->parts[i].anchor, "\">");
		put(text, "", document->parts[i].title.n ? document->parts[i].title : document->parts[i].anchor,
		    "</a></li>\n");
	}
	fputs("</ul>\n</details>\n", text->out);
}

/* --- wordings --------------------------------------------------------------------------------------------------------------- */

static struct wording wording_of(const struct document *document, uint32_t part)
{
	struct wording wording;
	struct str wrong = STR_EMPTY;

	(void)wording_read(document->parts[part].attributes, &wording, &wrong);
	return wording;
}

/* The last day of a wording that another of the same name follows, or DATE_NONE. */
static struct date wording_end(const struct document *document, uint32_t part)
{
	struct wording own = wording_of(document, part);
	struct date end = own.until;

	for (uint32_t i = 0; i < document->part_count && !own.until.known; i++) {
		struct wording other = wording_of(document, i);
		if (i == part || !other.from.known ||
		    !str_equal(document->parts[i].anchor, document->parts[part].anchor) ||
		    (own.from.known && date_before(own.from, other.from) != TRI_YES))
			continue;
		if (!end.known || date_before(other.from, end) == TRI_YES)
			end = date_plus(other.from, -1);
	}
	return end;
}

/* "Earlier wording, until 26 March 2024", "Coming wording, from 1 July 2025". */
static struct str other_wording(struct text_page *text, uint32_t part)
{
	struct arena *arena = text->page->page.arena;
	enum language language = text->page->page.site->language;
	struct wording own = wording_of(document_of(text), part);
	struct date end = wording_end(document_of(text), part);

	if (own.from.known && date_not_after(own.from, text->report.on) == TRI_NO)
		return arena_format(arena,
		                    say(text, "Coming wording, from %.*s", "Kommande lydelse, från och med %.*s"),
		                    STR_ARG(date_spoken(arena, own.from, language)));
	if (own.from.known && end.known)
		return arena_format(arena,
		                    say(text, "Earlier wording, from %.*s to %.*s",
		                        "Tidigare lydelse, från och med %.*s till och med %.*s"),
		                    STR_ARG(date_spoken(arena, own.from, language)),
		                    STR_ARG(date_spoken(arena, end, language)));
	if (end.known)
		return arena_format(arena, say(text, "Earlier wording, to %.*s", "Tidigare lydelse, till och med %.*s"),
		                    STR_ARG(date_spoken(arena, end, language)));
	return str_from(say(text, "Another wording", "Annan lydelse"));
}

static bool has_ended(const struct text_page *text, const struct part_wording *wording)
{
	return (wording->status == STATUS_SUPERSEDED || wording->status == STATUS_REPEALED) &&
	       wording->status != text->report.now.status;
}

/* --- parts ------------------------------------------------------------------------------------------------------------------ */

static void put_reasons(struct text_page *text, uint32_t part)
{
	struct page *page = &text->page->page;
	const struct part_status *status = &text->page->answer.parts[part];

	for (uint32_t i = 0; i < status->reason_count; i++) {
		if (status->reasons[i].kind == REASON_OF_WHOLE)
			continue;
		outline_open(&page->outline, NODE_ITEM, STR_EMPTY);
		page_text(page, reason_spoken(page->arena, &status->reasons[i], page->site->language));
		outline_close(&page->outline);
	}
	page_tell(page);
}

/* What is to be known of the part before it is read. */
static void put_notes(struct text_page *text, uint32_t part, const struct part_wording *wording)
{
	const struct status_answer *answer = &text->page->answer;
	struct str decided = text_decided(&text->report, wording);

	if (part < answer->part_count && part_fares_apart(answer, part)) {
		put(text, "<p class=\"state\"><strong>",
		    status_label(answer->parts[part].status, text->page->page.site->language), "</strong></p>\n");
		put_reasons(text, part);
	}
	if (decided.n)
		put(text, "<p class=\"state\">", decided, "</p>\n");
	if (wording->why != WHY_NONE && wording->why != WHY_DIGEST)
		put(text, "<p class=\"state doubt\">", text_doubt(&text->report, wording), "</p>\n");
}

static void put_cite(struct text_page *text, uint32_t part)
{
	struct document_page *page = text->page;
	struct str anchor = document_of(text)->parts[part].anchor;

	fprintf(text->out, "<details class=\"cite\"><summary>%s</summary><p>", say(text, "Cite", "Hänvisa"));
	put(text, "<span>", site_citation(page->page.site, page->page.arena, page->index, part), "</span> ");
	put(text, "<a href=\"#", anchor, "\">");
	fprintf(text->out, "%s</a></p></details>\n", say(text, "Link to this part", "Länk till denna del"));
}

static void put_heading(struct text_page *text, uint32_t part, unsigned depth)
{
	const struct markdown_part *own = &document_of(text)->parts[part];
	bool first = map_add(&text->anchors, own->anchor, part) == part;
	unsigned level = depth + 3 < 6 ? depth + 3 : 6;

	fprintf(text->out, "<h%u", level);
	if (first)
		put(text, " id=\"", own->anchor, "\"");
	put(text, ">", own->title.n ? own->title : own->anchor, "");
	fprintf(text->out, "</h%u>", level);
}

static void put_words(struct text_page *text, uint32_t part, const struct part_wording *wording)
{
	struct str piece = text->pieces[part + 1];
	bool held = !wording ||
	            (!has_ended(text, wording) && (wording->state == WORDING_KNOWN || wording->why == WHY_DIGEST));

	if (!piece.n)
		return;
	if (!held)
		fprintf(text->out, "<details class=\"wording\">\n<summary>%s</summary>\n",
		        has_ended(text, wording)
		                ? say(text, "What it said", "Vad den sade")
		                : say(text, "The wording that the register holds", "Den lydelse som registret har"));
	fwrite(piece.at, 1, piece.n, text->out);
	fputs(held ? "" : "</details>\n", text->out);
}

/* Opens the part; what closes it. */
static const char *put_part(struct text_page *text, uint32_t part)
{
	const struct part_wording *wording = text->wordings[part];
	unsigned depth = depth_of(document_of(text), part);
	const char *close = "</section>\n";

	if (!wording) {
		put(text, "<details class=\"wording\">\n<summary>", other_wording(text, part), "</summary>\n");
		put_heading(text, part, depth);
		put_words(text, part, NULL);
		return "</details>\n";
	}
	if (is_title(text, part)) {
		fputs("<section class=\"part\">\n", text->out);
		put(text, "<span id=\"", document_of(text)->parts[part].anchor, "\"></span>\n");
		(void)map_add(&text->anchors, document_of(text)->parts[part].anchor, part);
	} else if (depth < FOLDED_DEPTH) {
		fputs("<details class=\"part\" open>\n<summary>", text->out);
		put_heading(text, part, depth);
		fputs("</summary>\n", text->out);
		put_cite(text, part);
		close = "</details>\n";
	} else {
		fputs("<section class=\"part\">\n", text->out);
		put_heading(text, part, depth);
		put_cite(text, part);
	}
	put_notes(text, part, wording);
	put_words(text, part, wording);
	return close;
}

static void put_parts(struct text_page *text)
{
	const struct document *document = document_of(text);
	uint32_t open[8];
	const char *close[8];
	size_t count = 0;

	for (uint32_t i = 0; i < document->part_count; i++) {
		while (count && open[count - 1] != document->parts[i].parent)
			fputs(close[--count], text->out);
		open[count] = i;
		close[count++] = put_part(text, i);
	}
	while (count)
		fputs(close[--count], text->out);
}

/* --- the whole -------------------------------------------------------------------------------------------------------------- */

static void wordings_find(struct text_page *text)
{
	struct document_page *page = text->page;
	const struct site *site = page->page.site;
	static const struct part_wording plain = {.from = {DAY_MIN, DAY_MAX, false}, .status = STATUS_IN_FORCE};

	text->wordings =
		ARENA_ARRAY(page->page.arena, const struct part_wording *, (size_t)page->document->part_count + 1);
	text->report = (struct text_report){.registry = site->registry,
	                                    .telling = page->page.telling,
	                                    .document = page->index,
	                                    .part = MARKDOWN_NO_PART,
	                                    .on = site->on,
	                                    .against = DATE_NONE};
	consolidated_on(&text->report.now, page->page.arena, site->registry, page->index, site->on);
	for (uint32_t i = 0; i < text->report.now.count; i++)
		if (text->report.now.parts[i].part != MARKDOWN_NO_PART)
			text->wordings[text->report.now.parts[i].part] = &text->report.now.parts[i];
	for (uint32_t i = 0; !text->report.now.exists && i < page->document->part_count; i++)
		text->wordings[i] = &plain;
}

static bool pieces_make(struct text_page *text)
{
	struct document_page *page = text->page;
	const struct document *document = page->document;
	const struct limits *limits = &page->page.site->registry->config.limits;

	text->pieces = ARENA_ARRAY(page->page.arena, struct str, (size_t)document->part_count + 1);
	return markdown_render(
		text->pieces, document->parts, document->part_count, page->page.arena, page->scratch,
		document_page_linked(page), document->body_line,
		(struct markdown_limits){limits->parts, limits->links, limits->blocks, limits->nesting, limits->images},
		(struct markdown_links){document_page_link, page});
}

void document_page_text(struct document_page *page)
{
	struct text_page text = {.page = page, .out = page->page.out};
	const struct document *document = page->document;

	static const char *const ours[] = {"s.main",         "s.text",   "s-facts",    "s-relations",
	                                   "s-relations-in", "s-citing", "s-wordings", "s-history"};

	if (!site_shows_text(document))
		return;
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		(void)map_add(&text.anchors, str_from(ours[i]), MAP_NONE - 1);
	wordings_find(&text);
	fprintf(text.out, "<section class=\"text\" aria-labelledby=\"s.text\">\n<h2 id=\"s.text\">%s</h2>\n",
	        say(&text, "Text", "Text"));
	if (document->holding == HOLDING_DIGEST)
		fprintf(text.out, "<p class=\"state\">%s</p>\n",
		        say(&text, "A digest, not the document's own words.",
		            "Ett sammandrag, inte dokumentets egna ord."));
	if (pieces_make(&text)) {
		put_contents(&text);
		fwrite(text.pieces[0].at ? text.pieces[0].at : "", 1, text.pieces[0].n, text.out);
		put_parts(&text);
	} else {
		fprintf(text.out, "<p class=\"state doubt\">%s</p>\n",
		        say(&text, "The text passes a limit, and is shown in its file alone.",
		            "Texten överskrider en gräns och visas bara i sin fil."));
	}
	fputs("</section>\n", text.out);
	map_release(&text.anchors);
}
