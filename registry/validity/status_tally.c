#include "registry/base/memory.h"
#include "registry/validity/amendment.h"
#include "registry/validity/status_internal.h"

/* --- which relations ---------------------------------------------------------------------------------------------- */

void concerns_all(struct concerns *concerns, const struct registry *registry, uint32_t document)
{
	const struct edge_rows *rows = &registry->ending;

	for (uint32_t i = rows->start[document]; i < rows->start[document + 1]; i++)
		vec_push(concerns, (struct concern){i, rows->at[i]->target.part.n == 0});
}

void concerns_wholes(struct concerns *concerns, const struct registry *registry, uint32_t document)
{
	const struct endings *endings = endings_of(registry);
	uint32_t from = registry->ending.start[document];

	for (uint32_t i = from; i < from + endings->wholes[document]; i++)
		vec_push(concerns, (struct concern){endings->order[i], true});
}

static void concerns_naming(struct concerns *concerns, const struct endings *endings, const struct part_rows *rows,
                            uint32_t part, bool whole)
{
	for (uint32_t i = rows->start[rows->first[part]]; i < rows->start[rows->first[part] + 1]; i++)
		vec_push(concerns, (struct concern){endings->order[i], whole});
}

static int compare_places(const void *a, const void *b)
{
	const struct concern *x = a, *y = b;

	return x->place < y->place ? -1 : x->place > y->place;
}

static bool is_within(const struct document *document, uint32_t part, uint32_t within)
{
	while (part != MARKDOWN_NO_PART && part != within)
		part = document->parts[part].parent;
	return part != MARKDOWN_NO_PART;
}

void concerns_part(struct concerns *concerns, const struct registry *registry, uint32_t document, uint32_t part)
{
	const struct endings *endings = endings_of(registry);
	const struct document *named = &registry->documents[document];
	const struct part_rows *rows = &endings->parts[document];

	if (!rows->start)
		return;
	for (uint32_t i = part; i != MARKDOWN_NO_PART; i = named->parts[i].parent)
		concerns_naming(concerns, endings, rows, i, true);
	for (uint32_t i = part + 1; i < named->part_count && is_within(named, i, part); i++)
		if (rows->first[i] == i)
			concerns_naming(concerns, endings, rows, i, false);
	if (concerns->n)
		qsort(concerns->at, concerns->n, sizeof *concerns->at, compare_places);
}

/* --- what they come to -------------------------------------------------------------------------------------------- */

void tally_end(struct tally *tally, enum status status, struct date when, uint32_t place)
{
	if (!tally->of[SHARE_TAKEN] || date_is_earlier(when, tally->first_when) ||
	    (place < tally->first_place && !date_is_earlier(tally->first_when, when))) {
		tally->first = status;
		tally->first_when = when;
		tally->first_place = place;
	}
	tally->of[SHARE_TAKEN]++;
}

static enum share count_affects(struct chain *chain, const struct registry *registry, const struct relation *relation,
                                const struct relation_effect_answer *found)
{
	bool part = relation->target.part.n > 0;
	enum reason_kind kind = found->effect == EFFECT_UNSURE ? REASON_PENDING_UNSURE
	                        : found->why == REASON_PENDING_PROPOSED && found->effect == EFFECT_PENDING
	                                ? REASON_PENDING_AFFECTS_PROPOSED
	                                : REASON_PENDING_AFFECTS;

	if (found->effect == EFFECT_NONE)
		return SHARE_NONE;
	chain_say_not_taken(chain, registry, relation, found, kind);
	if (found->effect ==
	    EFFECT_UNSURE) /* in force, but whether to be updated cannot be determined: so neither can the status */
		return part ? SHARE_PART_UNSURE : SHARE_UNSURE;
	return part ? SHARE_PART_PENDING : SHARE_PENDING;
}

static enum share count_ending(struct chain *chain, const struct registry *registry, const struct relation *relation,
                               const struct relation_effect_answer *found, bool whole)
{
	switch (found->effect) {
	case EFFECT_NONE:
		return SHARE_NONE;
	case EFFECT_PENDING:
		chain_say_not_taken(chain, registry, relation, found, found->why);
		return whole ? SHARE_PENDING : SHARE_PART_PENDING;
	case EFFECT_UNSURE:
		chain_say_not_taken(chain, registry, relation, found, found->why);
		return whole ? SHARE_UNSURE : SHARE_PART_UNSURE;
	case EFFECT_TAKEN:
		chain_say_taken(chain, registry, relation, found->when);
		return whole ? SHARE_TAKEN : SHARE_PART_TAKEN;
	}
	return SHARE_NONE;
}

/* Amended, it is in force with other words. Of a part of which nobody knows whether it was, not even that can be said. */
static enum share count_amends(const struct registry *registry, const struct relation *relation,
                               const struct relation_effect_answer *found, bool whole)
{
	bool unsure = found->effect == EFFECT_UNSURE && whole && relation->target.part.n;

	return unsure && relation_amends(registry, relation) ? SHARE_UNSURE : SHARE_NONE;
}

static enum share share_of(const struct registry *registry, const struct relation *relation,
                           const struct relation_effect_answer *found, bool whole, struct chain *chain)
{
	switch (relation->type) {
	case RELATION_AMENDS:
	case RELATION_CORRECTS:
		return count_amends(registry, relation, found, whole);
	case RELATION_AFFECTS:
		return count_affects(chain, registry, relation, found);
	default:
		return count_ending(chain, registry, relation, found, whole);
	}
}

enum share tally_add(struct tally *tally, const struct asking *asking, const struct concern *concern,
                     struct chain *chain)
{
	const struct registry *registry = asking->registry;
	const struct relation *relation = registry->ending.at[concern->place];
	struct relation_effect_answer found = relation_effect_on(registry, relation, asking->on);
	enum share share = share_of(registry, relation, &found, concern->whole, chain);

	if (share == SHARE_TAKEN)
		tally_end(tally, relation->type == RELATION_REPEALS ? STATUS_REPEALED : STATUS_SUPERSEDED, found.when,
		          concern->place);
	else
		tally->of[share]++;
	return share;
}

/* --- all parts at once -------------------------------------------------------------------------------------------- */

/* What has ended the part itself, added to what has ended the part that holds it: both count as whole. */
static struct tally part_ended(const struct asking *asking, uint32_t part, struct tally holding)
{
	const struct endings *endings = endings_of(asking->registry);
	const struct part_rows *rows = &endings->parts[asking->document];
	struct chain silent = {0};

	for (uint32_t i = rows->start[rows->first[part]]; i < rows->start[rows->first[part] + 1]; i++) {
		const struct concern concern = {endings->order[i], true};
		(void)tally_add(&holding, asking, &concern, &silent);
	}
	return holding;
}

/* A heading counts as a part when it has text of its own; a first heading that holds the whole document is its title. */
enum status parts_ended(const struct asking *asking)
{
	const struct document *document = &asking->registry->documents[asking->document];
	struct tally *tallies = NULL;
	enum status status = STATUS_IN_FORCE;
	bool left = !endings_of(asking->registry)->parts[asking->document].start;

	if (left || !registry_knows_parts(asking->registry, asking->document))
		return STATUS_IN_FORCE;
	tallies = memory_new(document->part_count, sizeof *tallies);
	for (uint32_t i = 0; !left && i < document->part_count; i++) {
		uint32_t parent = document->parts[i].parent;
		tallies[i] = part_ended(asking, i, parent == MARKDOWN_NO_PART ? TALLY_EMPTY : tallies[parent]);
		if (!document->parts[i].has_text)
			continue;
		left = !tallies[i].of[SHARE_TAKEN];
		if (status != STATUS_SUPERSEDED)
			status = tallies[i].first;
	}
	free(tallies);
	return left ? STATUS_IN_FORCE : status;
}
