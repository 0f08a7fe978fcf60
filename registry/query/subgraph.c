#include "registry/query/subgraph.h"

#include "registry/base/memory.h"
#include "registry/graph/document_order.h"
#include "registry/scope/topic.h"

#include <stdlib.h>

/* What a relation comes to on the day. Those that end or change their target do so only from a day and on conditions. The others tell
 * how documents hang together: such a statement is as sure as the document that makes it. */
static enum relation_effect effect_of(const struct registry *registry, const struct relation *relation, struct date on)
{
	const struct document *actor = &registry->documents[relation->actor];
	enum relation_family family = relation_family(relation->type);
	enum stage stage = document_stage(actor);

	if (family == FAMILY_ENDS || family == FAMILY_CHANGES)
		return relation_effect_on(registry, relation, on).effect;
	if (relation->state == STATE_DISPUTED)
		return EFFECT_UNSURE;
	if (relation->state == STATE_PROPOSED || relation->state == STATE_CONDITIONAL)
		return EFFECT_PENDING;
	if (family == FAMILY_SPEAKS || family == FAMILY_BELONGS)
		return EFFECT_TAKEN;
	return stage == STAGE_DRAFT || stage == STAGE_REFERRED ? EFFECT_PENDING : EFFECT_TAKEN;
}

static void add_edges(struct subgraph *subgraph, struct arena *arena, const struct registry *registry,
                      const uint32_t *places, struct date on)
{
	const struct edge_rows *by = &registry->by, *to = &registry->to;
	size_t room = 0;

	for (uint32_t i = 0; i < subgraph->count; i++)
		room += by->start[subgraph->documents[i] + 1] - by->start[subgraph->documents[i]];
	subgraph->edges = ARENA_ARRAY(arena, struct subgraph_edge, room);
	for (uint32_t i = 0; i < subgraph->count; i++) {
		uint32_t document = subgraph->documents[i];
		for (uint32_t k = by->start[document]; k < by->start[document + 1]; k++) {
			uint32_t place = places[by->at[k]->target.document];
			if (place == NO_DOCUMENT)
				subgraph->leading_out++;
			else
				subgraph->edges[subgraph->edge_count++] =
					(struct subgraph_edge){by->at[k], i, place, effect_of(registry, by->at[k], on)};
		}
		for (uint32_t k = to->start[document]; k < to->start[document + 1]; k++)
			subgraph->leading_out += places[to->at[k]->actor] == NO_DOCUMENT;
	}
}

/* The view of the documents that have a place; what is in `places` is then its place, NO_DOCUMENT for the others. */
static void finish(struct subgraph *subgraph, struct arena *arena, const struct registry *registry, uint32_t *places,
                   struct date on)
{
	for (uint32_t i = 0; i < registry->count; i++)
		subgraph->count += places[i] != NO_DOCUMENT;
	subgraph->documents = ARENA_ARRAY(arena, uint32_t, subgraph->count);
	subgraph->statuses = ARENA_ARRAY(arena, enum status, subgraph->count);
	subgraph->asked = ARENA_ARRAY(arena, bool, subgraph->count);
	subgraph->count = 0;
	for (uint32_t i = 0; i < registry->count; i++)
		if (places[i] != NO_DOCUMENT)
			subgraph->documents[subgraph->count++] = i;
	documents_sort(registry, subgraph->documents, subgraph->count);
	for (uint32_t i = 0; i < subgraph->count; i++) {
		places[subgraph->documents[i]] = i;
		subgraph->statuses[i] = status_on(registry, subgraph->documents[i], MARKDOWN_NO_PART, on);
	}
	add_edges(subgraph, arena, registry, places, on);
}

/* A place for each document, none of them in the view. */
static uint32_t *places_new(const struct registry *registry)
{
	uint32_t *places = memory_new(registry->count, sizeof *places);

	for (uint32_t i = 0; i < registry->count; i++)
		places[i] = NO_DOCUMENT;
	return places;
}

void subgraph_of_all(struct subgraph *out, struct arena *arena, const struct registry *registry, struct date on)
{
	uint32_t *places = memory_new(registry->count, sizeof *places);

	*out = (struct subgraph){0};
	finish(out, arena, registry, places, on);
	free(places);
}

void subgraph_of_topic(struct subgraph *out, struct arena *arena, const struct registry *registry, uint32_t topic,
                       struct date on)
{
	uint32_t *places = places_new(registry), named = 0;

	*out = (struct subgraph){0};
	for (uint32_t i = 0; i < registry->count; i++)
		if (document_concerns(registry, i, topic, &named) == TRI_YES)
			places[i] = 0;
	finish(out, arena, registry, places, on);
	free(places);
}

/* Adds a document to the queue, once. */
static void reach(uint32_t *places, uint32_t *queue, uint32_t *queued, uint32_t document)
{
	if (places[document] != NO_DOCUMENT)
		return;
	places[document] = 0;
	queue[(*queued)++] = document;
}

static void reach_neighbours(const struct registry *registry, uint32_t *places, uint32_t *queue, uint32_t *queued,
                             uint32_t document)
{
	EDGES_EACH(relation, registry->by, document)
		reach(places, queue, queued, relation->target.document);
	EDGES_EACH(relation, registry->to, document)
		reach(places, queue, queued, relation->actor);
}

void subgraph_of_neighbours(struct subgraph *out, struct arena *arena, const struct registry *registry,
                            const uint32_t *documents, size_t count, unsigned depth, struct date on)
{
	uint32_t *places = places_new(registry), *queue = memory_new(registry->count, sizeof *queue);
	uint32_t queued = 0, at = 0;

	*out = (struct subgraph){0};
	for (size_t i = 0; i < count; i++)
		reach(places, queue, &queued, documents[i]);
	for (unsigned step = 0; step < depth && at < queued; step++)
		for (uint32_t end = queued; at < end; at++)
			reach_neighbours(registry, places, queue, &queued, queue[at]);
	finish(out, arena, registry, places, on);
	for (size_t i = 0; i < count; i++)
		out->asked[places[documents[i]]] = true;
	free(queue);
	free(places);
}
