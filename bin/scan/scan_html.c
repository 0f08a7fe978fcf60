/* Scans as one page of HTML that needs nothing else: to be read on a screen, printed, and attached to the case. */
#include "bin/command/options.h"
#include "bin/scan/scan_html_article.h"
#include "bin/write/escape.h"
#include "bin/write/html_page.h"

#include <errno.h>
#include <stdlib.h>

/* What is kept of several texts until their contents can be told, which stand first on the page. The articles wait in a file, so that
 * memory does not grow with them. The writer is used once in a run, by one thread. */
static struct {
	FILE *articles, *contents;
	char *lines; /* of the contents */
	size_t size;
} page;

/* `title` is that of the only text, or "". */
static void put_head(struct scan_report *report, struct str title)
{
	struct str of = report_word(report, WORD_REPORT);

	if (title.n)
		of = arena_format(&report->arena, "%.*s: %.*s", STR_ARG(of), STR_ARG(title));
	page_begin(report->printing->out, of, "scan.css", report->printing->language);
}

static void put_foot(const struct scan_printing *printing)
{
	fputs("</main>\n", printing->out);
	page_end(printing->out);
}

/* A page that cannot be whole is not written. */
static void give_up(const struct scan_printing *printing)
{
	static const struct texts text = {"the page could not be put together", "sidan kunde inte sättas samman"};

	fprintf(stderr, "styrdok: %s: %s\n", in_language(text, printing->language), strerror(errno));
	exit(EXIT_SYSTEM);
}

static void begin(struct scan_printing *printing)
{
	if (!printing->several)
		return;
	page.articles = tmpfile();
	page.contents = open_memstream(&page.lines, &page.size);
	if (!page.articles || !page.contents)
		give_up(printing);
}

/* A line of the contents: the title, which leads to the article, and what came of it. */
static void put_line(struct scan_report *report)
{
	fprintf(page.contents, "<li><a href=\"#p%zu\">", report->printing->number + 1);
	put_html(page.contents, report_title(report));
	fputs("</a><br>\n", page.contents);
	put_html(page.contents, report_counts(report));
	fputs("</li>\n", page.contents);
}

static void one(struct scan_printing *printing, const struct scan *scan)
{
	struct scan_report report = {0};

	scan_report_init(&report, printing, scan);
	if (printing->several) {
		put_line(&report);
		article_write(page.articles, &report);
	} else {
		put_head(&report, report_title(&report));
		fputs("<main id=\"main\">\n", printing->out);
		article_write(printing->out, &report);
		put_foot(printing);
	}
	scan_report_release(&report);
}

static void put_contents(const struct scan_report *report)
{
	FILE *out = report->printing->out;

	fputs("<header>\n<h1>", out);
	put_html(out, report_word(report, WORD_REPORT));
	fputs("</h1>\n<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">", out);
	put_html(out, report_word(report, WORD_CONTENTS));
	fputs("</h2>\n<ol>\n", out);
	fwrite(page.lines, 1, page.size, out);
	fputs("</ol>\n</nav>\n</header>\n<main id=\"main\">\n", out);
}

static void put_articles(const struct scan_printing *printing)
{
	char bytes[8192];
	size_t n = 0;

	rewind(page.articles);
	while ((n = fread(bytes, 1, sizeof bytes, page.articles)) > 0)
		fwrite(bytes, 1, n, printing->out);
	if (ferror(page.articles))
		give_up(printing);
}

static void end(struct scan_printing *printing)
{
	struct scan_report report = {.printing = printing};

	if (!printing->several)
		return;
	if (fclose(page.contents) != 0 || fflush(page.articles) != 0 || ferror(page.articles))
		give_up(printing);
	put_head(&report, STR_EMPTY);
	put_contents(&report);
	put_articles(printing);
	put_foot(printing);
	fclose(page.articles);
	free(page.lines);
}

const struct scan_format scan_as_html = {begin, one, end, NULL};
