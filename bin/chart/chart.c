#include "bin/chart/chart.h"

#include "bin/write/escape.h"
#include "bin/write/templates.h"

const struct chart_style chart_heading_style = {"heading", {20, true}}, chart_small_style = {"small", {12, false}};

void chart_attribute(FILE *out, const char *name, double number)
{
	fprintf(out, " %s=\"", name);
	svg_number(out, number);
	fputc('"', out);
}

void chart_step(FILE *out, char letter, double number)
{
	fputc(letter, out);
	svg_number(out, number);
}

void chart_move(FILE *out, char letter, double x, double y)
{
	chart_step(out, letter, x);
	chart_step(out, ' ', y);
}

static void put_class(FILE *out, const char *class)
{
	if (*class)
		fprintf(out, " class=\"%s\"", class);
}

void chart_text(FILE *out, double x, double y, const struct chart_style *style, enum chart_anchor anchor,
                struct str text)
{
	double width = svg_width(text, style->font);

	x -= anchor == CHART_ENDS ? width : anchor == CHART_CENTRED ? width / 2 : 0;
	svg_line(out, style->class, x, y, text, style->font);
}

struct str chart_fit(struct arena *arena, struct str text, const struct chart_style *style, double width)
{
	struct str line = STR_EMPTY;

	svg_wrap(&line, 1, arena, text, style->font, width);
	return line;
}

void chart_rect(FILE *out, double x, double y, double width, double height, const char *class)
{
	fputs("<rect", out);
	put_class(out, class);
	chart_attribute(out, "x", x);
	chart_attribute(out, "y", y);
	chart_attribute(out, "width", width);
	chart_attribute(out, "height", height);
	fputs("/>\n", out);
}

void chart_line(FILE *out, double x1, double y1, double x2, double y2, const char *class)
{
	fputs("<path", out);
	put_class(out, class);
	fputs(" d=\"", out);
	chart_move(out, 'M', x1, y1);
	chart_move(out, 'L', x2, y2);
	fputs("\"/>\n", out);
}

void chart_title(FILE *out, struct str text)
{
	fputs("<title>", out);
	put_html(out, text);
	fputs("</title>\n", out);
}

void chart_begin(FILE *out, const struct chart_head *head)
{
	struct str common = template_text("chart.css"), style = template_text(head->style);
	struct str patterns = template_text("patterns.svg");

	fputs("<svg xmlns=\"http://www.w3.org/2000/svg\"", out);
	chart_attribute(out, "width", head->width);
	chart_attribute(out, "height", head->height);
	fputs(" viewBox=\"0 0", out);
	chart_step(out, ' ', head->width);
	chart_step(out, ' ', head->height);
	fprintf(out, "\" role=\"figure\" lang=\"%s\" aria-labelledby=\"title\" aria-describedby=\"about\">\n",
	        language_code(head->language));
	fputs("<title id=\"title\">", out);
	put_html(out, head->title);
	fputs("</title>\n<desc id=\"about\">", out);
	put_html(out, head->description);
	fprintf(out, "</desc>\n<style>\n%.*s%.*s</style>\n%.*s", STR_ARG(common), STR_ARG(style), STR_ARG(patterns));
	chart_rect(out, 0, 0, head->width, head->height, "page");
}

void chart_heading(FILE *out, const struct chart_head *head, double x, double y)
{
	fputs("<g aria-hidden=\"true\">\n", out);
	chart_text(out, x, y, &chart_heading_style, CHART_BEGINS, head->shown.n ? head->shown : head->title);
	chart_text(out, x, y + 20, &chart_small_style, CHART_BEGINS, head->description);
	fputs("</g>\n", out);
}

void chart_end(FILE *out)
{
	fputs("</svg>\n", out);
}

const char *chart_status_class(enum status status)
{
	switch (status) {
	case STATUS_IN_FORCE:
		return "in-force";
	case STATUS_IN_FORCE_IN_PART:
		return "in-part";
	case STATUS_IN_FORCE_TO_BE_REPLACED:
		return "to-be-replaced";
	default:
		return "unsure";
	}
}
