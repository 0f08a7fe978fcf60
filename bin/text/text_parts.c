/* Which parts are told, and what each of them says. */
#include "bin/text/text_report.h"

#include "registry/document/config.h"

static const struct document *document_of(const struct text_report *report)
{
	return &report->registry->documents[report->document];
}

static bool is_ended(const struct part_wording *part)
{
	return part->part != MARKDOWN_NO_PART && (part->status == STATUS_SUPERSEDED || part->status == STATUS_REPEALED);
}

struct str text_source(const struct text_report *report, const struct part_wording *part)
{
	const struct document *document = document_of(report);
	uint32_t line = 0;

	if (!part || document->holding == HOLDING_REFERENCE || is_ended(part) ||
	    (part->state != WORDING_KNOWN && part->why != WHY_DIGEST))
		return STR_EMPTY;
	return str_trim(part_own_text(&report->lines, document, document->part_count, part->part, &line));
}

struct str text_words(struct text_report *report, const struct part_wording *part)
{
	const struct limits *limits = &report->registry->config.limits;
	struct arena scratch = ARENA_EMPTY;
	struct str words = markdown_words(report->telling.arena, &scratch, text_source(report, part),
	                                  (struct markdown_limits){limits->parts, limits->links, limits->blocks,
	                                                           limits->nesting, limits->images});

	arena_release(&scratch);
	return words;
}

/* --- chosen and paired ------------------------------------------------------------------------------------------------ */

/* Is it the part that is asked about, a wording of it, or within one? */
static bool is_asked(const struct text_report *report, const struct part_wording *part)
{
	const struct document *document = document_of(report);
	struct str anchor = STR_EMPTY;

	if (report->part == MARKDOWN_NO_PART)
		return true;
	anchor = document->parts[report->part].anchor;
	for (uint32_t i = part->part; i != MARKDOWN_NO_PART; i = document->parts[i].parent)
		if (str_equal(document->parts[i].anchor, anchor) ||
		    (i == part->part && part->was.n && str_equal(part->was, anchor)))
			return true;
	return false;
}

static struct str anchor_of(const struct text_report *report, const struct part_wording *part)
{
	return part->part == MARKDOWN_NO_PART ? STR_EMPTY : document_of(report)->parts[part->part].anchor;
}

static const struct part_wording *by_anchor(const struct map *map, const struct consolidated *text, struct str anchor)
{
	uint32_t at = map_get(map, anchor);

	return at == MAP_NONE ? NULL : &text->parts[at];
}

static void part_add(struct text_report *report, const struct part_wording *now, const struct part_wording *then)
{
	struct text_part *part = &report->parts[report->count++];

	*part = (struct text_part){now, then, {0}, false};
	if (!report->against.known)
		return;
	redline_of(&part->redline, report->telling.arena, text_words(report, then), text_words(report, now));
	part->differs = redline_differs(&part->redline) || !now != !then ||
	                (now && then && (now->state != then->state || is_ended(now) != is_ended(then)));
}

/* Those that are gone stand behind what came before them. */
static void gone_add(struct text_report *report, const bool *paired, uint32_t *at, uint32_t to)
{
	for (; *at < to; ++*at)
		if (!paired[*at] && is_asked(report, &report->then.parts[*at]))
			part_add(report, NULL, &report->then.parts[*at]);
}

struct pairing {
	const struct part_wording **with; /* by what holds now: what held then */
	bool *paired;                     /* by what held then */
};

static void pair(const struct text_report *report, struct pairing *pairing, uint32_t now,
                 const struct part_wording *then)
{
	if (!then || pairing->with[now] || pairing->paired[then - report->then.parts])
		return;
	pairing->with[now] = then;
	pairing->paired[then - report->then.parts] = true;
}

/* The same wording first, then what was renumbered between the days, then those of the same name. */
static void parts_pair(struct text_report *report, struct pairing *pairing, const struct map *now_map,
                       const struct map *then_map)
{
	uint32_t *same = ARENA_ARRAY(report->telling.arena, uint32_t, (size_t)document_of(report)->part_count + 1);

	for (uint32_t i = 0; i < report->then.count; i++)
		same[report->then.parts[i].part + 1] = i + 1; /* MARKDOWN_NO_PART + 1 is 0 */
	for (uint32_t i = 0; i < report->now.count; i++)
		if (same[report->now.parts[i].part + 1])
			pair(report, pairing, i, &report->then.parts[same[report->now.parts[i].part + 1] - 1]);
	for (uint32_t i = 0; i < report->now.count; i++)
		if (report->now.parts[i].was.n)
			pair(report, pairing, i, by_anchor(then_map, &report->then, report->now.parts[i].was));
	for (uint32_t i = 0; i < report->then.count; i++) {
		uint32_t now = report->then.parts[i].was.n ? map_get(now_map, report->then.parts[i].was) : MAP_NONE;
		if (now != MAP_NONE)
			pair(report, pairing, now, &report->then.parts[i]);
	}
	for (uint32_t i = 0; i < report->now.count; i++)
		pair(report, pairing, i, by_anchor(then_map, &report->then, anchor_of(report, &report->now.parts[i])));
}

static void map_parts(struct map *map, const struct text_report *report, const struct consolidated *text)
{
	for (uint32_t i = 0; i < text->count; i++)
		map_add(map, anchor_of(report, &text->parts[i]), i);
}

static void parts_compare(struct text_report *report)
{
	struct pairing pairing = {
		ARENA_ARRAY(report->telling.arena, const struct part_wording *, (size_t)report->now.count + 1),
		ARENA_ARRAY(report->telling.arena, bool, (size_t)report->then.count + 1)};
	struct map now_map = {0}, then_map = {0};
	uint32_t gone = 0;

	map_parts(&now_map, report, &report->now);
	map_parts(&then_map, report, &report->then);
	parts_pair(report, &pairing, &now_map, &then_map);
	for (uint32_t i = 0; i < report->now.count; i++) {
		if (pairing.with[i])
			gone_add(report, pairing.paired, &gone, (uint32_t)(pairing.with[i] - report->then.parts));
		if (is_asked(report, &report->now.parts[i]))
			part_add(report, &report->now.parts[i], pairing.with[i]);
	}
	gone_add(report, pairing.paired, &gone, report->then.count);
	map_release(&now_map);
	map_release(&then_map);
}

void text_parts_of(struct text_report *report)
{
	report->parts = ARENA_ARRAY(report->telling.arena, struct text_part,
	                            (size_t)report->now.count + report->then.count + 1);
	if (report->against.known) {
		parts_compare(report);
		return;
	}
	for (uint32_t i = 0; i < report->now.count; i++)
		if (is_asked(report, &report->now.parts[i]))
			part_add(report, &report->now.parts[i], NULL);
}
