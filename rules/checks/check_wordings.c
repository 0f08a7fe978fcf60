/* The wordings of a document's parts: their attributes, their times, and the decisions that they follow from. */
#include "registry/validity/amendment.h"
#include "registry/validity/relation_effect.h"
#include "registry/wording/wording_index.h"
#include "rules/checks/checks.h"

struct worded {
	struct check *check;
	uint32_t index;
	const struct document *document;
	struct wording_index wordings;
	struct map decided; /* "actor#part" and "day#part" of what amends it */
};

static struct str part_name(const struct worded *worded, uint32_t part)
{
	return document_part_name(worded->check->arena, worded->document, worded->document->parts[part].anchor);
}

/* --- attributes and times ---------------------------------------------------------------------------------------------- */

static void check_attributes(struct worded *worded, uint32_t part)
{
	struct wording wording;
	struct str wrong = STR_EMPTY;

	if (!wording_read(worded->document->parts[part].attributes, &wording, &wrong))
		report(worded->check, DIAGNOSTIC_WORDING_ATTRIBUTE, worded->index, worded->document->parts[part].at,
		       wrong);
	else if (date_before(wording.until, wording.from) == TRI_YES)
		report(worded->check, DIAGNOSTIC_WORDING_ATTRIBUTE, worded->index, worded->document->parts[part].at,
		       arena_format(worded->check->arena, "until=%.*s",
		                    STR_ARG(date_text(worded->check->arena, wording.until))));
	if (wording.was.n && document_part(worded->document, wording.was) == MARKDOWN_NO_PART)
		report(worded->check, DIAGNOSTIC_WORDING_ATTRIBUTE, worded->index, worded->document->parts[part].at,
		       arena_format(worded->check->arena, "was=%.*s", STR_ARG(wording.was)));
}

static void report_overlap(struct worded *worded, uint32_t part, uint32_t next, struct argument day)
{
	report(worded->check, DIAGNOSTIC_WORDING_OVERLAP, worded->index, worded->document->parts[next].at,
	       part_name(worded, part), day);
	relate(worded->check, RELATED_FIRST_HERE, worded->document->path, worded->document->parts[part].at, STR_EMPTY);
}

/* Two wordings of a part that stand after each other. Those that follow what holds them have no times of their own. */
static void check_times_of(struct worded *worded, uint32_t part, uint32_t next)
{
	const struct wording *a = &worded->wordings.of[part], *b = &worded->wordings.of[next];
	const struct markdown_part *parts = worded->document->parts;

	struct wording read;
	struct str wrong;

	if ((!parts[part].attributes.n && !parts[next].attributes.n) ||
	    !wording_read(parts[part].attributes, &read, &wrong) ||
	    !wording_read(parts[next].attributes, &read, &wrong))
		return; /* nothing to compare, or told already */
	if (!b->from.known && parts[part].parent == parts[next].parent)
		report_overlap(worded, part, next, argument_text(STR_EMPTY));
	else if (date_not_after(b->from, a->from) == TRI_YES)
		report_overlap(worded, part, next, argument_date(a->from));
	else if (date_not_after(b->from, a->until) == TRI_YES)
		report_overlap(worded, part, next, argument_date(b->from));
	else if (a->until.known && date_before(date_plus(a->until, 1), b->from) == TRI_YES)
		report(worded->check, DIAGNOSTIC_WORDING_GAP, worded->index, parts[next].at, part_name(worded, part),
		       argument_date(date_plus(a->until, 1)), argument_date(date_plus(b->from, -1)));
}

/* --- what explains them ------------------------------------------------------------------------------------------------ */

static struct str decided_key(const struct worded *worded, struct str by, struct str part)
{
	return arena_format(worded->check->arena, "%.*s#%.*s", STR_ARG(by), STR_ARG(part));
}

static void decided_add(struct worded *worded, struct str by, struct str part)
{
	uint32_t at = part.n ? wording_part(&worded->wordings, part) : MARKDOWN_NO_PART;

	map_add(&worded->decided, decided_key(worded, by, part), 0);
	for (; at != MARKDOWN_NO_PART; at = worded->document->parts[at].parent)
		map_add(&worded->decided, decided_key(worded, by, worded->document->parts[at].anchor), 0);
}

/* By its id it explains a wording from its own day alone. */
static void decisions_collect(struct worded *worded)
{
	const struct registry *registry = worded->check->registry;

	EDGES_EACH(relation, registry->to, worded->index) {
		const struct document *actor = &registry->documents[relation->actor];
		struct date day = relation_effect_date(registry, relation);
		bool changes = relation_family(relation->type) == FAMILY_CHANGES ||
		               relation_family(relation->type) == FAMILY_ENDS;
		if (!changes || relation->type == RELATION_AFFECTS || document_stage(actor) != STAGE_DECIDED)
			continue;
		decided_add(worded, actor->id, relation->target.part);
		if (date_is_day(day))
			decided_add(worded, date_text(worded->check->arena, day), relation->target.part);
	}
	for (uint32_t i = 0; i < worded->document->revision_count; i++)
		decided_add(worded, date_text(worded->check->arena, worded->document->revisions[i].on), STR_EMPTY);
}

static bool is_decided(const struct worded *worded, struct str by, uint32_t part)
{
	for (; part != MARKDOWN_NO_PART; part = worded->document->parts[part].parent)
		if (map_get(&worded->decided, decided_key(worded, by, worded->document->parts[part].anchor)) !=
		    MAP_NONE)
			return true;
	return map_get(&worded->decided, decided_key(worded, by, STR_EMPTY)) != MAP_NONE;
}

static bool is_explained(const struct worded *worded, uint32_t part)
{
	const struct wording *wording = &worded->wordings.of[part];
	struct str by = wording->by, name = STR_EMPTY;

	bool dated =
		!date_is_day(wording->from) || is_decided(worded, date_text(worded->check->arena, wording->from), part);

	while (wording_next_by(&by, &name)) {
		if (!is_decided(worded, name, part))
			return false;
		dated = dated || registry_find(worded->check->registry, name) == NO_DOCUMENT; /* a revision's day */
	}
	return dated;
}

static void check_explained(struct worded *worded, uint32_t part)
{
	const struct wording *wording = &worded->wordings.of[part];

	if ((!wording->from.known && !wording->by.n) || is_explained(worded, part))
		return;
	report(worded->check, DIAGNOSTIC_WORDING_UNEXPLAINED, worded->index, worded->document->parts[part].at,
	       part_name(worded, part), wording->from.known ? argument_date(wording->from) : argument_text(STR_EMPTY),
	       wording->by);
}

/* --- amendments whose words are not held --------------------------------------------------------------------------------- */

static bool is_revised_on(const struct document *document, struct date day)
{
	for (uint32_t i = 0; i < document->revision_count; i++)
		if (date_same(document->revisions[i].on, day) != TRI_NO)
			return true;
	return false;
}

/* Had the part, or the whole, ended before that day? */
static bool has_ended(const struct worded *worded, const struct relation *relation, struct date day)
{
	uint32_t part =
		relation->target.part.n ? wording_part(&worded->wordings, relation->target.part) : MARKDOWN_NO_PART;
	enum status status = status_on(worded->check->registry, worded->index, part, day);

	return status == STATUS_SUPERSEDED || status == STATUS_REPEALED || status == STATUS_EXPIRED ||
	       status == STATUS_ANNULLED;
}

static void check_held(struct worded *worded, const struct relation *relation)
{
	const struct registry *registry = worded->check->registry;
	const struct document *actor = &registry->documents[relation->actor];
	struct date day = relation_effect_date(registry, relation);
	struct str part = relation->target.part;

	if (relation->type != RELATION_AMENDS || relation->state == STATE_PROPOSED ||
	    relation->state == STATE_CONDITIONAL || relation->state == STATE_DISPUTED ||
	    relation->condition != CONDITION_NONE || document_stage(actor) != STAGE_DECIDED || !date_is_day(day) ||
	    !relation_amends(registry, relation) ||
	    (part.n && wording_part(&worded->wordings, part) == MARKDOWN_NO_PART))
		return;
	if (wording_is_explained(&worded->wordings, actor->id, part) || wording_is_from(&worded->wordings, day, part) ||
	    is_revised_on(worded->document, day) || is_revised_on(worded->document, actor->decided) ||
	    has_ended(worded, relation, day))
		return;
	report(worded->check, DIAGNOSTIC_WORDING_MISSING, relation->stated_in, relation->target.at,
	       worded->document->id, argument_date(day),
	       part.n ? document_part_name(worded->check->arena, worded->document, part) : STR_EMPTY, actor->id);
}

/* --- a document ---------------------------------------------------------------------------------------------------------- */

void check_wordings(struct check *check, uint32_t index)
{
	struct worded worded = {.check = check, .index = index, .document = &check->registry->documents[index]};
	const struct document *document = worded.document;

	if (document->holding != HOLDING_FULL || !document->readable || document->parts_unread)
		return;
	wording_index_of(&worded.wordings, check->arena, document);
	if (worded.wordings.worded)
		decisions_collect(&worded);
	for (uint32_t i = 0; i < document->part_count; i++) {
		if (document->parts[i].attributes.n) {
			check_attributes(&worded, i);
			check_explained(&worded, i);
		}
		if (worded.wordings.next[i] != MARKDOWN_NO_PART)
			check_times_of(&worded, i, worded.wordings.next[i]);
	}
	EDGES_EACH(relation, check->registry->to, index)
		check_held(&worded, relation);
	map_release(&worded.decided);
	wording_index_release(&worded.wordings);
}
