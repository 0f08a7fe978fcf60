#include "bin/svg.h"

#include "bin/escape.h"
#include "bin/templates.h"
#include "registry/base/utf8.h"

#define WIDTH_SPARE 1.03
#define WIDTH_BOLD 1.07
#define WIDTH_OTHER 600 /* of letters beyond ASCII: wider than å ä ö é */
#define WIDTH_FULL 1000 /* of what is as wide as it is high: CJK, pictures */
#define POINT_FULL 0x1100

/* Helvetica's widths of ASCII from the space on, in thousandths of the size (Adobe's metrics). */
static const unsigned short widths[] = {
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
	556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
	611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
	667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
	222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584,
};

struct svg_number svg_number(double number)
{
	struct svg_number out;
	long tenths = (long)(number * 10 + (number < 0 ? -0.5 : 0.5));

	snprintf(out.text, sizeof out.text, tenths % 10 ? "%s%ld.%ld" : "%s%ld", tenths < 0 ? "-" : "",
	         (tenths < 0 ? -tenths : tenths) / 10, (tenths < 0 ? -tenths : tenths) % 10);
	return out;
}

static double point_width(uint32_t point)
{
	if (point >= ' ' && point - ' ' < sizeof widths / sizeof *widths)
		return widths[point - ' '];
	if (point == 0x2026)
		return WIDTH_FULL;
	return point >= POINT_FULL && (point < 0x2000 || point > 0x22FF) ? WIDTH_FULL : WIDTH_OTHER;
}

double svg_text_width(struct str text, double size, bool bold)
{
	double width = 0;

	if (utf8_invalid_at(text) != SIZE_MAX) /* shown as so many question marks */
		return (double)text.n * size;
	for (size_t at = 0; at < text.n;)
		width += point_width(utf8_next(text, &at));
	return width * size / 1000 * WIDTH_SPARE * (bold ? WIDTH_BOLD : 1);
}

struct str svg_text_fit(struct arena *arena, struct str text, double size, bool bold, double width)
{
	static const struct str dots = STR("…");
	double room = 0, used = 0, scale = size / 1000 * WIDTH_SPARE * (bold ? WIDTH_BOLD : 1);
	size_t end = 0;

	text = str_trim(text);
	if (svg_text_width(text, size, bold) <= width)
		return text;
	if (utf8_invalid_at(text) != SIZE_MAX)
		return dots;
	room = width - svg_text_width(dots, size, bold);
	for (size_t at = 0; at < text.n; end = at) {
		size_t next = at;
		used += point_width(utf8_next(text, &next)) * scale;
		if (used > room)
			break;
		at = next;
	}
	text = str_trim(str_part(text, 0, end));
	return arena_format(arena, "%.*s%s", STR_ARG(text), dots.at);
}

void svg_attribute(FILE *out, const char *name, double number)
{
	fprintf(out, " %s=\"%s\"", name, svg_number(number).text);
}

static void put_class(FILE *out, const char *class)
{
	if (*class)
		fprintf(out, " class=\"%s\"", class);
}

void svg_text(FILE *out, double x, double y, const char *class, const char *anchor, struct str text)
{
	if (!text.n)
		return;
	fputs("<text", out);
	svg_attribute(out, "x", x);
	svg_attribute(out, "y", y);
	put_class(out, class);
	if (strcmp(anchor, "start") != 0)
		fprintf(out, " text-anchor=\"%s\"", anchor);
	fputc('>', out);
	put_html(out, text);
	fputs("</text>\n", out);
}

void svg_rect(FILE *out, double x, double y, double width, double height, const char *class)
{
	fputs("<rect", out);
	svg_attribute(out, "x", x);
	svg_attribute(out, "y", y);
	svg_attribute(out, "width", width);
	svg_attribute(out, "height", height);
	put_class(out, class);
	fputs("/>\n", out);
}

void svg_line(FILE *out, double x1, double y1, double x2, double y2, const char *class)
{
	fputs("<path d=\"M", out);
	fputs(svg_number(x1).text, out);
	fprintf(out, " %s", svg_number(y1).text);
	fprintf(out, "L%s", svg_number(x2).text);
	fprintf(out, " %s\"", svg_number(y2).text);
	put_class(out, class);
	fputs("/>\n", out);
}

void svg_title(FILE *out, struct str text)
{
	fputs("<title>", out);
	put_html(out, text);
	fputs("</title>\n", out);
}

static bool is_plain(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
	       strchr("-._~/", byte);
}

void svg_address(FILE *out, struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if (path.at[i] && is_plain(path.at[i]))
			fputc(path.at[i], out);
		else
			fprintf(out, "%%%02X", (unsigned)(unsigned char)path.at[i]);
}

void svg_begin(FILE *out, const struct svg_head *head)
{
	struct str common = template_text("svg.css"), style = template_text(head->style);
	struct str patterns = template_text("patterns.svg");

	fputs("<svg xmlns=\"http://www.w3.org/2000/svg\"", out);
	svg_attribute(out, "width", head->width);
	svg_attribute(out, "height", head->height);
	fprintf(out, " viewBox=\"0 0 %s", svg_number(head->width).text);
	fprintf(out, " %s\" role=\"figure\" lang=\"%.*s\" aria-labelledby=\"title\" aria-describedby=\"about\">\n",
	        svg_number(head->height).text, STR_ARG(head->language));
	fputs("<title id=\"title\">", out);
	put_html(out, head->title);
	fputs("</title>\n<desc id=\"about\">", out);
	put_html(out, head->description);
	fprintf(out, "</desc>\n<style>\n%.*s%.*s</style>\n%.*s", STR_ARG(common), STR_ARG(style), STR_ARG(patterns));
}

void svg_end(FILE *out)
{
	fputs("</svg>\n", out);
}

const char *svg_status_class(enum status status)
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
