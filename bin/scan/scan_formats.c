/* Scans as text and as Markdown. */
#include "bin/scan/scan_outline.h"

static void write_one(struct scan_printing *printing, const struct scan *scan, outline_writer *writer)
{
	struct scan_report report;

	scan_report_init(&report, printing, scan);
	writer(printing->out, &report.outline);
	scan_report_release(&report);
}

static void write_text(struct scan_printing *printing, const struct scan *scan)
{
	write_one(printing, scan, outline_as_text);
}

static void write_markdown(struct scan_printing *printing, const struct scan *scan)
{
	printing->all = true;
	write_one(printing, scan, outline_as_markdown);
}

static void begin_text(struct scan_printing *printing)
{
	(void)printing;
}

/* The heading of all of them. */
static void begin_markdown(struct scan_printing *printing)
{
	struct arena arena = ARENA_EMPTY;
	struct outline outline;

	if (!printing->several)
		return;
	outline_init(&outline, &arena, printing->language);
	outline_put(&outline, NODE_TITLE, scan_word(printing->language, WORD_REPORT));
	outline_as_markdown(printing->out, &outline);
	fputc('\n', printing->out);
	arena_release(&arena);
}

const struct scan_format scan_as_text = {begin_text, write_text, begin_text, "\n"};
const struct scan_format scan_as_markdown = {begin_markdown, write_markdown, begin_text, "\n"};
