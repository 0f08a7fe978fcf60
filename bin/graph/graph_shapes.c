#include "bin/graph/graph_shapes.h"

#include "bin/write/svg.h"

#include <math.h>

void put_length(FILE *out, const char *name, double number)
{
	fprintf(out, " %s=\"", name);
	svg_number(out, number);
	fputc('"', out);
}

static void put_rectangle(FILE *out, const char *class, double radius, double x, double y, double width, double height)
{
	fprintf(out, "<rect class=\"%s\"", class);
	put_length(out, "x", x);
	put_length(out, "y", y);
	put_length(out, "width", width);
	put_length(out, "height", height);
	if (radius > 0)
		put_length(out, "rx", radius);
	fputs("/>\n", out);
}

void put_outline(FILE *out, enum rank rank, double x, double y, double width, double height)
{
	double radius = height < 32 ? 8 : 16;

	put_rectangle(out, "box", rank == RANK_OTHER ? radius : 0, x, y, width, height);
	if (rank == RANK_OVERARCHING)
		put_rectangle(out, "frame", 0, x + 4, y + 4, width - 8, height - 8);
}

void put_ring(FILE *out, double x, double y, double width, double height)
{
	put_rectangle(out, "ring", 0, x - 5, y - 5, width + 10, height + 10);
}

static const char *const icons[LOOK_COUNT] = {
	[STATUS_DRAFT] = "<path d=\"M1.5 10.5 3 7 9 1l2 2-6 6z\"/>",
	[STATUS_REFERRED] = "<path d=\"M1 2.5h10v6H6l-3 2.5V8.5H1z\"/>",
	[STATUS_WITHDRAWN] = "<circle cx=\"6\" cy=\"6\" r=\"5\"/><path d=\"M2.5 9.5l7-7\"/>",
	[STATUS_NOT_YET_IN_FORCE] = "<circle cx=\"6\" cy=\"6\" r=\"5\"/><path d=\"M6 3v3.2l2.3 1.6\"/>",
	[STATUS_IN_FORCE] = "<circle class=\"full\" cx=\"6\" cy=\"6\" r=\"5.5\"/>",
	[STATUS_IN_FORCE_IN_PART] =
		"<circle cx=\"6\" cy=\"6\" r=\"5\"/><path class=\"full\" d=\"M6 6V1a5 5 0 1 1-5 5z\"/>",
	[STATUS_IN_FORCE_TO_BE_REPLACED] =
		"<circle cx=\"6\" cy=\"6\" r=\"5\"/><path class=\"full\" d=\"M6 1a5 5 0 0 0 0 10z\"/>",
	[STATUS_SUPERSEDED] = "<path d=\"M1 6h9M6.5 2.5 10 6l-3.5 3.5\"/>",
	[STATUS_REPEALED] = "<path d=\"M1.5 1.5l9 9m0-9l-9 9\"/>",
	[STATUS_ANNULLED] = "<path d=\"M1.5 1.5l9 9m0-9l-9 9\"/>",
	[STATUS_EXPIRED] = "<path d=\"M2 1h8L2 11h8z\"/>",
	[STATUS_UNKNOWN] = "<path d=\"M3 3.6C3 .4 9 .4 9 3.6 9 5.6 6 5.6 6 8M6 10v1.4\"/>",
	[LOOK_DECIDED] = "<path d=\"M1.5 6.5l3.2 3.2 6-7.2\"/>",
};

void put_icon(FILE *out, enum look look, double x, double y)
{
	fputs("<g class=\"icon\" transform=\"translate(", out);
	svg_number(out, x);
	fputc(' ', out);
	svg_number(out, y);
	fprintf(out, ")\">%s</g>\n", icons[look]);
}

/* A head lies along the x axis, its point at 0,0; `length` is how much of the line it takes the place of. */
static const struct {
	const char *name;
	double length;
	const char *head;
} families[] = {
	[FAMILY_ENDS] = {"ends", 12, "<path class=\"tip\" d=\"M0 0-13-6.5v13z\"/>"},
	[FAMILY_CHANGES] = {"changes", 11, "<path class=\"tip hollow\" d=\"M-1 0-12-5.5v11z\"/>"},
	[FAMILY_JOINS] = {"joins", 13, "<path class=\"tip hollow\" d=\"M-1 0-7-4-13 0-7 4z\"/>"},
	[FAMILY_RESTS] = {"rests", 1, "<path class=\"tip open\" d=\"M-9-5-.5 0-9 5\"/>"},
	[FAMILY_NEEDS] = {"needs", 12, "<path class=\"tip\" d=\"M-1 0-6.5-4-12 0-6.5 4z\"/>"},
	[FAMILY_ORDERS] = {"orders", 9, "<path class=\"tip\" d=\"M-1-4h-8v8h8z\"/>"},
	[FAMILY_BELONGS] = {"belongs", 9, "<circle class=\"tip hollow\" cx=\"-5\" cy=\"0\" r=\"4\"/>"},
	[FAMILY_SPEAKS] = {"speaks", 6, "<circle class=\"tip\" cx=\"-3.5\" cy=\"0\" r=\"2.5\"/>"},
};

const char *family_name(enum relation_family family)
{
	return families[family].name;
}

static double distance(struct layout_point a, struct layout_point b)
{
	return hypot(a.x - b.x, a.y - b.y);
}

/* The unit vector in which the curve arrives. */
static struct layout_point direction(struct layout_curve curve)
{
	struct layout_point end = curve.at[curve.n - 1], from = curve.at[curve.n - 2];
	double length = distance(from, end);

	for (size_t i = curve.n - 2; i > 0 && length < 0.5; i--) {
		from = curve.at[i - 1];
		length = distance(from, end);
	}
	if (length < 0.5)
		return (struct layout_point){1, 0};
	return (struct layout_point){(end.x - from.x) / length, (end.y - from.y) / length};
}

static void put_point(FILE *out, const char *before, struct layout_point point)
{
	fputs(before, out);
	svg_number(out, point.x);
	fputc(' ', out);
	svg_number(out, point.y);
}

static void put_curve(FILE *out, struct layout_curve curve, double shorter)
{
	struct layout_point end = direction(curve);

	end.x = curve.at[curve.n - 1].x - end.x * shorter;
	end.y = curve.at[curve.n - 1].y - end.y * shorter;
	put_point(out, "M", curve.at[0]);
	for (size_t i = 1; i < curve.n; i++)
		put_point(out, i % 3 == 1 ? "C" : " ", i + 1 < curve.n ? curve.at[i] : end);
}

static void put_head(FILE *out, enum relation_family family, struct layout_curve curve)
{
	struct layout_point way = direction(curve);

	put_point(out, "<g transform=\"translate(", curve.at[curve.n - 1]);
	fputs(") rotate(", out);
	svg_number(out, atan2(way.y, way.x) * 180 / M_PI);
	fprintf(out, ")\">%s</g>\n", families[family].head);
}

void put_arrow(FILE *out, enum relation_family family, enum relation_effect effect, const struct layout_curve *curves,
               size_t count)
{
	size_t last = count;

	for (size_t i = 0; i < count; i++)
		if (curves[i].n >= 4)
			last = i;
	if (last == count)
		return;
	fprintf(out, "<path class=\"line %s\" d=\"", effect_name(effect));
	for (size_t i = 0; i < count; i++)
		if (curves[i].n >= 4)
			put_curve(out, curves[i], i == last ? families[family].length : 0);
	fputs("\"/>\n", out);
	put_head(out, family, curves[last]);
}
