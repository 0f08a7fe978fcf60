/* Scans as one page of HTML that needs nothing else: to be read on a screen, printed, and attached to the case. */
#include "bin/command/options.h"
#include "bin/scan/scan_outline.h"
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

/* A page that cannot be whole is not written. */
static void give_up(const struct scan_printing *printing)
{
	static const struct bilingual text = {"the page could not be put together", "sidan kunde inte sättas samman"};

	fprintf(stderr, "styrdok: %s: %s\n", bilingual_in(text, printing->language), strerror(errno));
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
	put_html(page.contents, scan_text_title(report->scan));
	fputs("</a><br>\n", page.contents);
	put_html(page.contents, scan_counts(report));
	fputs("</li>\n", page.contents);
}

static void one(struct scan_printing *printing, const struct scan *scan)
{
	struct scan_report report;

	printing->all = true;
	scan_report_init(&report, printing, scan);
	if (printing->several) {
		put_line(&report);
		outline_html_nodes(page.articles, &report.outline);
	} else {
		outline_as_html(printing->out, &report.outline);
	}
	scan_report_release(&report);
}

static void put_contents(const struct scan_printing *printing)
{
	FILE *out = printing->out;

	fputs("<header>\n<h1>", out);
	put_html(out, scan_word(printing->language, WORD_REPORT));
	fputs("</h1>\n<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">", out);
	put_html(out, scan_word(printing->language, WORD_CONTENTS));
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
	if (!printing->several)
		return;
	if (fclose(page.contents) != 0 || fflush(page.articles) != 0 || ferror(page.articles))
		give_up(printing);
	page_begin(printing->out, scan_word(printing->language, WORD_REPORT), "scan.css", printing->language);
	put_contents(printing);
	put_articles(printing);
	fputs("</main>\n", printing->out);
	page_end(printing->out);
	fclose(page.articles);
	free(page.lines);
}

const struct scan_format scan_as_html = {begin, one, end, NULL};
