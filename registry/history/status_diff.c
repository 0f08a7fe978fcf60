/* Where the status of a document, or of a part, differs between two registers. */
#include "registry/history/registry_diff_internal.h"

#include "registry/base/map.h"

struct periods periods_in(struct arena *arena, const struct registry *registry, uint32_t document)
{
	struct periods periods = {0};

	if (document != NO_DOCUMENT)
		periods.at = periods_of(arena, registry, document, MARKDOWN_NO_PART, &periods.n);
	return periods;
}

static enum status status_at(struct periods periods, size_t i)
{
	return periods.n ? periods.at[i].status : STATUS_COUNT;
}

static int32_t last_of(struct periods periods, size_t i)
{
	return periods.n ? periods.at[i].last : DAY_MAX;
}

struct status_changes periods_compare(struct arena *arena, struct periods old, struct periods new)
{
	struct status_change *spans = ARENA_ARRAY(arena, struct status_change, old.n + new.n + 1);
	int32_t first = DAY_MIN;
	size_t n = 0;

	for (size_t i = 0, j = 0;;) {
		int32_t end = last_of(old, i) < last_of(new, j) ? last_of(old, i) : last_of(new, j);
		struct status_change span = {first, end, status_at(old, i), status_at(new, j), NULL, NULL, 0, 0};
		bool goes_on = n && spans[n - 1].last == first - 1 && spans[n - 1].old == span.old &&
		               spans[n - 1].new == span.new &&first != DAY_MIN;
		if (goes_on)
			spans[n - 1].last = end;
		else if (span.old != span.new)
			spans[n++] = span;
		if (end == DAY_MAX)
			return (struct status_changes){spans, n};
		i += last_of(old, i) == end;
		j += last_of(new, j) == end;
		first = end + 1;
	}
}

/* --- reasons ------------------------------------------------------------------------------------------------------- */

struct answer { /* of a document or one of its parts on a day */
	const struct registry *registry;
	const struct reason *reasons;
	uint32_t count;
};

static struct answer reasons_on(struct arena *arena, const struct registry *registry, uint32_t document, uint32_t part,
                                int32_t day)
{
	struct status_answer found;

	if (document == NO_DOCUMENT)
		return (struct answer){registry, NULL, 0};
	status_explain(&found, arena, registry, document, date_from_day(day));
	if (part == MARKDOWN_NO_PART)
		return (struct answer){registry, found.reasons, found.reason_count};
	return (struct answer){registry, found.parts[part].reasons, found.parts[part].reason_count};
}

static bool says_the_same(const struct answer *a, uint32_t i, const struct answer *b, uint32_t j)
{
	const struct reason *x = &a->reasons[i], *y = &b->reasons[j];

	for (size_t k = 0; k < REASON_ARGUMENTS; k++)
		if (argument_compare(&x->args[k], &y->args[k]) != 0)
			return false;
	return x->kind == y->kind &&
	       str_equal(a->registry->documents[x->document].id, b->registry->documents[y->document].id);
}

/* More reasons than this are too many to tell which of them are new. */
#define REASONS_COMPARED 64u

/* The reasons that the other side does not have. */
static struct reason *reasons_beyond(struct arena *arena, const struct answer *these, const struct answer *others,
                                     uint32_t *count)
{
	struct reason *found = ARENA_ARRAY(arena, struct reason, these->count);

	*count = 0;
	for (uint32_t i = 0; i < these->count && i < REASONS_COMPARED; i++) {
		bool shared = these->reasons[i].kind == REASON_OF_WHOLE;
		for (uint32_t j = 0; !shared && j < others->count && j < REASONS_COMPARED; j++)
			shared = says_the_same(these, i, others, j);
		if (!shared)
			found[(*count)++] = these->reasons[i];
	}
	return found;
}

/* A day of the span to ask about: its first, where it has one. */
static int32_t day_of(const struct status_change *span, const struct document_change *change)
{
	const struct document *document = change->new ? change->new : change->old;
	struct date date = document_date(document);

	if (span->first != DAY_MIN)
		return span->first;
	if (span->last != DAY_MAX)
		return span->last;
	return date.known && date.last != DAY_MAX ? date.last : date.known ? date.first : 0;
}

static void add_reasons(struct document_change *change, struct status_changes *changes, struct arena *arena,
                        const struct registry *old, const struct registry *new, uint32_t old_part, uint32_t new_part)
{
	for (size_t i = 0; i < changes->n; i++) {
		struct status_change *span = &changes->at[i];
		int32_t day = day_of(span, change);
		struct answer before = reasons_on(arena, old, change->old_index, old_part, day);
		struct answer after = reasons_on(arena, new, change->new_index, new_part, day);
		span->gained = reasons_beyond(arena, &after, &before, &span->gained_count);
		span->lost = reasons_beyond(arena, &before, &after, &span->lost_count);
	}
}

/* --- parts --------------------------------------------------------------------------------------------------------- */

static bool same_changes(const struct status_changes *a, const struct status_changes *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->at[i].first != b->at[i].first || a->at[i].last != b->at[i].last ||
		    a->at[i].old != b->at[i].old || a->at[i].new != b->at[i].new)
			return false;
	return true;
}

/* Adds the anchors that what ends or affects a document names, as keys. */
static void add_named_parts(struct map *anchors, const struct registry *registry, uint32_t document)
{
	const struct edge_rows *ending = &registry->ending;

	for (uint32_t i = ending->start[document]; i < ending->start[document + 1]; i++)
		if (ending->at[i]->target.part.n)
			map_add(anchors, ending->at[i]->target.part, 1);
}

static void compare_part(struct document_change *change, struct arena *arena, const struct registry *old,
                         const struct registry *new, uint32_t part)
{
	struct part_statuses *found = &change->part_statuses[change->part_status_count];
	struct periods before = {0}, after = {0};

	found->new = part;
	found->old = document_part(change->old, change->new->parts[part].anchor);
	if (found->old == MARKDOWN_NO_PART)
		return;
	before.at = periods_of(arena, old, change->old_index, found->old, &before.n);
	after.at = periods_of(arena, new, change->new_index, part, &after.n);
	found->changes = periods_compare(arena, before, after);
	if (!found->changes.n || same_changes(&found->changes, &change->statuses))
		return;
	add_reasons(change, &found->changes, arena, old, new, found->old, part);
	change->part_status_count++;
}

/* Only a part that is named fares otherwise than the part or document that holds it. */
static void compare_parts(struct document_change *change, struct arena *arena, const struct registry *old,
                          const struct registry *new)
{
	struct map anchors = {0};

	add_named_parts(&anchors, old, change->old_index);
	add_named_parts(&anchors, new, change->new_index);
	change->part_statuses = ARENA_ARRAY(arena, struct part_statuses, anchors.n + 1);
	for (uint32_t i = 0; anchors.n && i < change->new->part_count && change->part_status_count < anchors.n; i++)
		if (map_get(&anchors, change->new->parts[i].anchor) != MAP_NONE)
			compare_part(change, arena, old, new, i);
	map_release(&anchors);
}

void change_statuses(struct document_change *change, struct arena *arena, const struct registry *old,
                     const struct registry *new)
{
	struct periods before = periods_in(arena, old, change->old_index);
	struct periods after = periods_in(arena, new, change->new_index);

	change->statuses = periods_compare(arena, before, after);
	if (!change->old || !change->new)
		return; /* what it has, and the other side has not, is all that there is to say */
	add_reasons(change, &change->statuses, arena, old, new, MARKDOWN_NO_PART, MARKDOWN_NO_PART);
	compare_parts(change, arena, old, new);
}
