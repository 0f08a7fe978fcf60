#include "registry/wording/consolidated.h"

#include "registry/base/map.h"
#include "registry/validity/relation_effect.h"
#include "registry/wording/wording_index.h"

/* What is said of a part, or (behind the last) of the whole document, by relations on the day. */
struct said {
	const struct relation *held,
		*open; /* the last that gave it a wording that no heading bears; one that may have */
	struct date held_from;
	bool ends;            /* something ends it, or may */
	uint32_t *amendments; /* that name it: places in the whole list */
	uint32_t count;
};

#define UNASKED (MARKDOWN_NO_PART - 1)

struct chosen {
	uint32_t part; /* whose wording holds; MARKDOWN_NO_PART: none; UNASKED */
	bool sure;
};

struct reading {
	const struct registry *registry;
	uint32_t index;
	const struct document *document;
	struct date on;
	struct arena *arena;
	struct wording_index wordings;
	struct map effects;             /* "actor#part": places in registry->ending */
	struct said *said;              /* by first part of the anchor; the last is the whole's */
	struct chosen *chosen;          /* by first part of the anchor */
	const struct revision *revised; /* the last one that no wording is by, or NULL */
};

/* --- what relations say ----------------------------------------------------------------------------------------------- */

static struct said *said_of(const struct reading *reading, struct str part)
{
	uint32_t at = part.n ? wording_part(&reading->wordings, part) : MARKDOWN_NO_PART;

	if (part.n && at == MARKDOWN_NO_PART)
		return NULL;
	return &reading->said[part.n ? at : reading->document->part_count];
}

static struct str effect_key(const struct reading *reading, struct str actor, struct str part)
{
	return arena_format(reading->arena, "%.*s#%.*s", STR_ARG(actor), STR_ARG(part));
}

/* An amendment whose words are held by no heading: from its day on, what stands there is not the wording. */
static void amendment_note(const struct reading *reading, const struct relation *relation)
{
	struct relation_effect_answer found = relation_effect_on(reading->registry, relation, reading->on);
	struct said *said = said_of(reading, relation->target.part);
	struct date from = relation_effect_date(reading->registry, relation);

	if (!said || (found.effect != EFFECT_TAKEN && found.effect != EFFECT_UNSURE) ||
	    reading->document->holding != HOLDING_FULL ||
	    wording_is_explained(&reading->wordings, reading->registry->documents[relation->actor].id,
	                         relation->target.part) ||
	    wording_is_from(&reading->wordings, from, relation->target.part))
		return;
	if (found.effect == EFFECT_UNSURE) {
		said->open = relation;
	} else if (!said->held || date_before(said->held_from, from) == TRI_YES) {
		said->held = relation;
		said->held_from = from;
	}
}

static void relations_note(struct reading *reading)
{
	const struct edge_rows *rows = &reading->registry->ending;

	for (uint32_t i = rows->start[reading->index]; i < rows->start[reading->index + 1]; i++) {
		const struct relation *relation = rows->at[i];
		struct said *said = said_of(reading, relation->target.part);
		map_add(&reading->effects,
		        effect_key(reading, reading->registry->documents[relation->actor].id, relation->target.part),
		        i);
		if (said && relation_family(relation->type) == FAMILY_ENDS)
			said->ends = true;
		if (relation->type == RELATION_AMENDS && relation_amends(reading->registry, relation))
			amendment_note(reading, relation);
	}
}

static void amendments_place(struct reading *reading, struct consolidated *out)
{
	uint32_t *count = ARENA_ARRAY(reading->arena, uint32_t, (size_t)reading->document->part_count + 1);

	out->amendments = amendments_on(reading->arena, reading->registry, reading->index, MARKDOWN_NO_PART,
	                                reading->on, &out->amendment_count);
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < out->amendment_count; i++) {
			struct said *said = said_of(reading, out->amendments[i].relation->target.part);
			if (!said)
				continue;
			if (!pass)
				count[said - reading->said]++;
			else if (!said->amendments)
				said->amendments = ARENA_ARRAY(reading->arena, uint32_t, count[said - reading->said]);
			if (pass)
				said->amendments[said->count++] = i;
		}
}

static void revised_find(struct reading *reading)
{
	const struct document *document = reading->document;

	for (uint32_t i = 0; i < document->revision_count; i++) {
		const struct revision *revision = &document->revisions[i];
		if (wording_is_explained(&reading->wordings, date_text(reading->arena, revision->on), STR_EMPTY))
			continue;
		if (!reading->revised || date_before(reading->revised->on, revision->on) == TRI_YES)
			reading->revised = revision;
	}
}

/* --- which wording holds ------------------------------------------------------------------------------------------------ */

/* Does what the heading names as its decision have effect on the day? What is no document is a revision's day. */
static enum tri decision_holds(const struct reading *reading, uint32_t part, struct str by)
{
	const struct registry *registry = reading->registry;
	uint32_t actor = registry_find(registry, by), place = MAP_NONE;
	const struct document *parts = reading->document;

	if (actor == NO_DOCUMENT)
		return TRI_YES;
	for (; place == MAP_NONE && part != MARKDOWN_NO_PART; part = parts->parts[part].parent)
		place = map_get(&reading->effects, effect_key(reading, by, parts->parts[part].anchor));
	if (place == MAP_NONE)
		place = map_get(&reading->effects, effect_key(reading, by, STR_EMPTY));
	if (place != MAP_NONE)
		return relation_in_effect(reading->registry, registry->ending.at[place], reading->on);
	if (document_stage(&registry->documents[actor]) != STAGE_DECIDED)
		return TRI_NO;
	return registry->documents[actor].decided.known
	               ? date_not_after(registry->documents[actor].decided, reading->on)
	               : TRI_UNKNOWN;
}

static enum tri decisions_hold(const struct reading *reading, uint32_t part)
{
	struct str by = reading->wordings.of[part].by, name;
	enum tri all = TRI_YES;

	while (wording_next_by(&by, &name))
		all = tri_and(all, decision_holds(reading, part, name));
	return all;
}

static struct chosen chosen_of(struct reading *reading, uint32_t first);

static bool is_chosen(struct reading *reading, uint32_t part)
{
	return part == MARKDOWN_NO_PART || chosen_of(reading, reading->wordings.first[part]).part == part;
}

/* The last wording that has begun; parts that go round within each other hold nothing. */
static struct chosen chosen_of(struct reading *reading, uint32_t first)
{
	struct chosen *memo = &reading->chosen[first], found = {MARKDOWN_NO_PART, true};

	if (memo->part != UNASKED)
		return *memo;
	*memo = found;
	for (uint32_t part = first; part != MARKDOWN_NO_PART; part = reading->wordings.next[part]) {
		const struct wording *wording = &reading->wordings.of[part];
		enum tri begun = wording->from.known ? date_not_after(wording->from, reading->on) : TRI_YES;
		enum tri over = wording->until.known ? date_before(wording->until, reading->on) : TRI_NO;
		if (!is_chosen(reading, reading->document->parts[part].parent))
			continue;
		begun = tri_and(begun, decisions_hold(reading, part));
		if (begun == TRI_UNKNOWN)
			found = (struct chosen){found.part == MARKDOWN_NO_PART ? part : found.part, false};
		else if (begun == TRI_YES)
			found = (struct chosen){over == TRI_YES ? MARKDOWN_NO_PART : part, over != TRI_UNKNOWN};
	}
	return *memo = found;
}

/* --- one part ----------------------------------------------------------------------------------------------------------- */

static void doubt(struct part_wording *out, enum wording_state state, enum wording_why why)
{
	out->state = state;
	out->why = why;
}

/* Did the wording end before that day, as its own heading or the next one's says? */
static bool ends_before(const struct reading *reading, uint32_t part, struct date day)
{
	for (; part != MARKDOWN_NO_PART; part = reading->document->parts[part].parent) {
		uint32_t next = reading->wordings.next[part];
		if (date_before(reading->wordings.of[part].until, day) == TRI_YES ||
		    (next != MARKDOWN_NO_PART && date_not_after(reading->wordings.of[next].from, day) == TRI_YES))
			return true;
	}
	return false;
}

static void doubt_said(struct part_wording *out, const struct said *said)
{
	if (said->held && out->state != WORDING_NOT_HELD &&
	    !(out->from.known && date_not_after(said->held_from, out->from) == TRI_YES)) {
		doubt(out, WORDING_NOT_HELD, WHY_AMENDED);
		out->because = said->held;
	} else if (said->open && out->state == WORDING_KNOWN) {
		doubt(out, WORDING_UNKNOWN, WHY_OPEN);
		out->because = said->open;
	}
}

static bool is_sure(struct reading *reading, uint32_t part)
{
	for (; part != MARKDOWN_NO_PART; part = reading->document->parts[part].parent)
		if (!chosen_of(reading, reading->wordings.first[part]).sure)
			return false;
	return true;
}

static void part_doubts(struct reading *reading, struct part_wording *out)
{
	const struct document *document = reading->document;

	if (document->parts_unread || !is_sure(reading, out->part))
		doubt(out, WORDING_UNKNOWN, WHY_DATES);
	for (uint32_t part = out->part; part != MARKDOWN_NO_PART; part = document->parts[part].parent)
		doubt_said(out, &reading->said[reading->wordings.first[part]]);
	doubt_said(out, &reading->said[document->part_count]);
	if (reading->revised && document->holding == HOLDING_FULL && out->state == WORDING_KNOWN &&
	    date_not_after(reading->revised->on, reading->on) != TRI_YES &&
	    !ends_before(reading, out->part, reading->revised->on)) {
		doubt(out, WORDING_NOT_HELD, WHY_REVISED);
		out->revision = reading->revised;
	}
	if (document->holding != HOLDING_FULL)
		doubt(out, WORDING_NOT_HELD, WHY_DIGEST);
}

/* Those that name the part or one that holds it; what amends the whole is told of the whole. */
static void part_amendments(const struct reading *reading, struct part_wording *out, const struct consolidated *whole)
{
	uint32_t count = 0;

	for (uint32_t part = out->part; part != MARKDOWN_NO_PART; part = reading->document->parts[part].parent)
		count += reading->said[reading->wordings.first[part]].count;
	if (!count)
		return;
	out->amendments = ARENA_ARRAY(reading->arena, struct amendment, count);
	for (uint32_t part = out->part; part != MARKDOWN_NO_PART; part = reading->document->parts[part].parent) {
		const struct said *said = &reading->said[reading->wordings.first[part]];
		for (uint32_t i = 0; i < said->count; i++)
			out->amendments[out->amendment_count++] = whole->amendments[said->amendments[i]];
	}
}

static enum status part_status_on(const struct reading *reading, uint32_t part, enum status whole)
{
	for (uint32_t i = part; i != MARKDOWN_NO_PART; i = reading->document->parts[i].parent)
		if (reading->said[reading->wordings.first[i]].ends)
			return status_on(reading->registry, reading->index, part, reading->on);
	return whole == STATUS_IN_FORCE_IN_PART ? STATUS_IN_FORCE : whole;
}

static void part_read(struct reading *reading, struct part_wording *out, uint32_t part,
                      const struct consolidated *whole)
{
	const struct wording *wording = part == MARKDOWN_NO_PART ? NULL : wording_inherited(&reading->wordings, part);

	*out = (struct part_wording){.part = part, .from = DATE_NONE, .status = whole->status};
	if (wording) {
		out->from = wording->from;
		out->by = wording->by;
		out->was = reading->wordings.of[part].was;
	}
	if (part != MARKDOWN_NO_PART) {
		out->status = part_status_on(reading, part, whole->status);
		part_amendments(reading, out, whole);
	}
	part_doubts(reading, out);
}

static void parts_read(struct reading *reading, struct consolidated *out)
{
	const struct document *document = reading->document;

	out->parts = ARENA_ARRAY(reading->arena, struct part_wording, (size_t)document->part_count + 1);
	part_read(reading, &out->parts[out->count++], MARKDOWN_NO_PART, out);
	for (uint32_t i = 0; i < document->part_count; i++)
		if (is_chosen(reading, i))
			part_read(reading, &out->parts[out->count++], i, out);
}

void consolidated_on(struct consolidated *out, struct arena *arena, const struct registry *registry, uint32_t document,
                     struct date on)
{
	struct reading reading = {.registry = registry,
	                          .index = document,
	                          .document = &registry->documents[document],
	                          .on = on,
	                          .arena = arena};
	uint32_t count = reading.document->part_count;

	*out = (struct consolidated){.status = status_on(registry, document, MARKDOWN_NO_PART, on)};
	out->exists = date_not_after(document_date(reading.document), on) != TRI_NO;
	if (!out->exists)
		return;
	wording_index_of(&reading.wordings, arena, reading.document);
	reading.said = ARENA_ARRAY(arena, struct said, (size_t)count + 1);
	reading.chosen = ARENA_ARRAY(arena, struct chosen, (size_t)count + 1);
	for (uint32_t i = 0; i < count; i++)
		reading.chosen[i] = (struct chosen){UNASKED, true};
	relations_note(&reading);
	amendments_place(&reading, out);
	revised_find(&reading);
	parts_read(&reading, out);
	map_release(&reading.effects);
	wording_index_release(&reading.wordings);
}

const struct part_wording *consolidated_part(const struct consolidated *text, const struct document *document,
                                             struct str anchor)
{
	for (uint32_t i = 0; i < text->count; i++)
		if (text->parts[i].part != MARKDOWN_NO_PART &&
		    str_equal(document->parts[text->parts[i].part].anchor, anchor))
			return &text->parts[i];
	for (uint32_t i = 0; i < text->count; i++)
		if (str_equal(text->parts[i].was, anchor) && anchor.n)
			return &text->parts[i];
	return NULL;
}
