#include "bin/write/outline.h"

#include "bin/write/escape.h"
#include "bin/write/terminal.h"

static void put(const struct sheet *sheet, struct str text)
{
	(sheet->markdown ? put_markdown : put_text)(sheet->out, text);
}

void sheet_title(const struct sheet *sheet, struct str text)
{
	struct colors colors = colors_of(sheet->color);

	fputs(sheet->markdown ? "## " : colors.bold, sheet->out);
	put(sheet, text);
	fprintf(sheet->out, "%s\n", sheet->markdown ? "" : colors.off);
}

void sheet_heading(const struct sheet *sheet, struct str text)
{
	struct colors colors = colors_of(sheet->color);

	fprintf(sheet->out, "\n%s", sheet->markdown ? "### " : colors.bold);
	put(sheet, text);
	fprintf(sheet->out, "%s\n\n", sheet->markdown ? "" : colors.off);
}

void sheet_paragraph(const struct sheet *sheet, struct str text)
{
	if (sheet->markdown)
		fputc('\n', sheet->out);
	put(sheet, text);
	fputc('\n', sheet->out);
}

void sheet_entry(const struct sheet *sheet, struct str name, struct str text)
{
	struct colors colors = colors_of(sheet->color);

	fputs(sheet->markdown ? "- **" : colors.bold, sheet->out);
	put(sheet, name);
	fputs(sheet->markdown ? "**" : colors.off, sheet->out);
	if (text.n) {
		fputs(sheet->markdown ? " " : "  ", sheet->out);
		put(sheet, text);
	}
	fputc('\n', sheet->out);
}

void sheet_line(const struct sheet *sheet, const struct sheet_line *line, bool deep)
{
	struct colors colors = colors_of(sheet->color);

	fprintf(sheet->out, "%s%s ", deep ? "    " : "  ", sheet->markdown ? "-" : "–");
	put(sheet, line->text);
	if (line->path.n) {
		fprintf(sheet->out, "%s%s", sheet->markdown ? " " : "  ", sheet->markdown ? "(" : colors.dim);
		put(sheet, line->path);
		fprintf(sheet->out, ":%u", line->at.line ? line->at.line : 1);
		if (line->column)
			fprintf(sheet->out, ":%u", line->column);
		if (line->where.n)
			fprintf(sheet->out, sheet->markdown ? ", %.*s" : " (%.*s)", STR_ARG(line->where));
		fputs(sheet->markdown ? ")" : colors.off, sheet->out);
	}
	fputc('\n', sheet->out);
}
