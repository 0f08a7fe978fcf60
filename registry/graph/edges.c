#include "registry/graph/edges.h"

#include "registry/base/memory.h"
#include "registry/base/spelling.h"
#include "registry/base/vec.h"
#include "registry/graph/called.h"
#include "registry/graph/contradiction.h"

#include <stdlib.h>

static uint32_t index_of(const struct map *map, struct str name)
{
	return name.n ? map_get(map, name) : NO_BODY; /* MAP_NONE is NO_BODY */
}

/* The bodies and the type that a document names. */
static void index_names(const struct registry *registry, struct document *document)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;

	document->type_index = index_of(&vocabulary->type_by_id, document->type);
	document->decided_by_index = index_of(&vocabulary->body_by_id, document->decided_by);
	document->steward_index = index_of(&vocabulary->body_by_id, document->steward);
	for (uint32_t k = 0; k < document->also_decided_count; k++)
		document->also_decided[k].by_index =
			index_of(&vocabulary->body_by_id, document->also_decided[k].by.text);
	for (uint32_t k = 0; k < document->scope_count; k++)
		document->scopes[k].body_index = index_of(&vocabulary->body_by_id, document->scopes[k].body.text);
}

void graph_add_document(struct registry *registry, uint32_t index)
{
	registry->letters[index] = spelling_letters(registry->documents[index].id);
	index_names(registry, &registry->documents[index]);
}

void graph_index_paths(struct registry *registry)
{
	map_reserve(&registry->by_path, registry->count);
	for (uint32_t i = 0; i < registry->count; i++)
		map_add(&registry->by_path, registry->documents[i].path, i);
}

static bool bears_its_id(const struct document *document)
{
	return document->readable && str_equal(document->id, document_stem(document->path));
}

void graph_index_ids(struct registry *registry)
{
	uint32_t left = 0;

	map_reserve(&registry->by_id, registry->count);
	/* of a document and its copy, the id is that of the one whose file bears it */
	for (uint32_t i = 0; i < registry->count; i++)
		if (bears_its_id(&registry->documents[i]))
			map_add(&registry->by_id, registry->documents[i].id, i);
		else
			left++;
	for (uint32_t i = 0; left && i < registry->count; i++)
		if (registry->documents[i].readable)
			map_add(&registry->by_id, registry->documents[i].id, i);
	/* one that cannot be read is still there: its file's name is its id, unless a readable one has it */
	for (uint32_t i = 0; left && i < registry->count; i++)
		if (!registry->documents[i].readable)
			map_add(&registry->by_id, registry->documents[i].id, i);
}

/* A collection with keys of its own names documents in its own ways as well. */
static void resolve(const struct registry *registry, struct reference *reference, uint32_t self)
{
	reference->document = reference->name.n ? registry_find(registry, reference->name) : NO_DOCUMENT;
	if (reference->document == NO_DOCUMENT && reference->name.n && registry->config.mapped)
		reference->document = registry_called(registry, reference->name, self, NULL);
}

void graph_resolve(struct registry *registry, uint32_t index)
{
	for (uint32_t k = 0; k < registry->documents[index].scope_count; k++) {
		resolve(registry, &registry->documents[index].scopes[k].source, index);
		resolve(registry, &registry->documents[index].scopes[k].made_binding.source, index);
	}
	for (uint32_t k = 0; k < registry->documents[index].relation_count; k++) {
		struct relation *relation = &registry->documents[index].relations[k];
		resolve(registry, &relation->target, index);
		resolve(registry, &relation->source, index);
		if (relation->condition == CONDITION_ADOPTED)
			resolve(registry, &relation->when, index);
		relation->stated_in = index;
		relation->actor = relation->inverse ? relation->target.document : index;
		/* an inverse acts upon the document that states it */
		if (relation->inverse)
			relation->target.document = index;
	}
}

static void target_settle(const struct registry *registry, struct reference *reference, uint32_t document)
{
	if (reference->part.n && document != NO_DOCUMENT)
		reference->part = document_part_anchor(&registry->documents[document], reference->part);
}

/* A part may be named in several ways; from here on by its anchor. */
static void parts_settle(struct registry *registry, uint32_t index)
{
	for (uint32_t k = 0; k < registry->documents[index].relation_count; k++) {
		struct relation *relation = &registry->documents[index].relations[k];
		target_settle(registry, &relation->target, relation->target.document);
		target_settle(registry, &relation->source, relation->source.document);
		if (relation->condition == CONDITION_ADOPTED)
			target_settle(registry, &relation->when, relation->when.document);
	}
}

/* Do the relations there that name a part of the document name the same here? */
static bool parts_are_settled(const struct registry *registry, const struct registry *reused, uint32_t document)
{
	EDGES_EACH(relation, reused->to, document)
		if (relation->target.part.n &&
		    !str_equal(document_part_anchor(&registry->documents[document], relation->target.part),
		               relation->target.part))
			return false;
	return true;
}

/* What the acting document itself states counts, not the inverse of it. */
static bool is_edge(const struct registry *registry, const struct relation *relation)
{
	if (relation->actor == NO_DOCUMENT || relation->target.document == NO_DOCUMENT ||
	    relation->actor == relation->target.document)
		return false;
	return !relation->inverse || !relation_other_side(registry, relation);
}

struct edge {
	const struct relation *relation;
	uint32_t ends[2]; /* the document that is acted upon, and the one that acts */
	bool ending;
};

struct edges {
	struct edge *at;
	size_t n, room;
};

static bool is_ending(const struct relation *relation)
{
	return relation_family(relation->type) == FAMILY_ENDS || relation_family(relation->type) == FAMILY_CHANGES;
}

/* In path order of the stating documents. */
static void edges_collect(struct edges *edges, struct registry *registry)
{
	registry->conditional = 0;
	for (uint32_t i = 0; i < registry->count; i++)
		RELATIONS_EACH(relation, &registry->documents[i]) {
			registry->conditional += relation->condition == CONDITION_ADOPTED;
			if (is_edge(registry, relation))
				vec_push(edges, (struct edge){relation,
				                              {relation->target.document, relation->actor},
				                              is_ending(relation)});
		}
}

/* Groups the edges by one of their ends, as compressed rows. */
static void rows_build(struct registry *registry, struct edge_rows *rows, const struct edges *edges, int end,
                       bool ending)
{
	uint32_t *filled = memory_new((size_t)registry->count + 1, sizeof *filled);

	rows->start = ARENA_ARRAY(&registry->arena, uint32_t, (size_t)registry->count + 1);
	for (size_t i = 0; i < edges->n; i++)
		if (!ending || edges->at[i].ending)
			rows->start[edges->at[i].ends[end] + 1]++;
	for (uint32_t i = 0; i < registry->count; i++)
		rows->start[i + 1] += rows->start[i];
	rows->at = ARENA_ARRAY(&registry->arena, const struct relation *, rows->start[registry->count]);
	for (size_t i = 0; i < edges->n; i++)
		if (!ending || edges->at[i].ending) {
			uint32_t document = edges->at[i].ends[end];
			rows->at[rows->start[document] + filled[document]++] = edges->at[i].relation;
		}
	free(filled);
}

void graph_build(struct registry *registry)
{
	struct edges edges = {0};

	for (uint32_t i = 0; i < registry->count; i++)
		parts_settle(registry, i);
	edges_collect(&edges, registry);
	rows_build(registry, &registry->to, &edges, 0, false);
	rows_build(registry, &registry->by, &edges, 1, false);
	rows_build(registry, &registry->ending, &edges, 0, true);
	vec_release(&edges);
	contradictions_mark(registry);
}

/* --- taken over ------------------------------------------------------------------------------------------------------ */

/* All that makes a relation an edge, contradicts another, or hangs on a condition. */
static bool same_edge(const struct relation *a, const struct relation *b)
{
	return a->type == b->type && a->inverse == b->inverse && a->state == b->state && a->condition == b->condition &&
	       a->from.known == b->from.known && a->from.first == b->from.first && a->from.last == b->from.last &&
	       str_equal(a->target.name, b->target.name) && str_equal(a->target.part, b->target.part);
}

static bool same_edges(const struct document *a, const struct document *b)
{
	if (a->relation_count != b->relation_count)
		return false;
	for (uint32_t k = 0; k < a->relation_count; k++)
		if (!same_edge(&a->relations[k], &b->relations[k]))
			return false;
	return true;
}

static void rows_reuse(struct edge_rows *rows, const struct edge_rows *reused, struct registry *registry)
{
	size_t count = reused->start[registry->count];

	rows->start = reused->start;
	rows->at = ARENA_ARRAY(&registry->arena, const struct relation *, count);
	if (count)
		memcpy(rows->at, reused->at, count * sizeof(const struct relation *));
}

static void rows_replace(struct edge_rows *rows, uint32_t document, const struct relation *old,
                         const struct relation *new)
{
	for (uint32_t i = document == NO_DOCUMENT ? 0 : rows->start[document];
	     document != NO_DOCUMENT && i < rows->start[document + 1]; i++)
		if (rows->at[i] == old)
			rows->at[i] = new;
}

bool graph_reuse(struct registry *registry, const struct registry *reused, const uint32_t *differing, size_t count)
{
	if (reused->contradicted)
		return false;
	for (size_t i = 0; i < count; i++)
		parts_settle(registry, differing[i]);
	for (size_t i = 0; i < count; i++)
		if (!same_edges(&registry->documents[differing[i]], &reused->documents[differing[i]]) ||
		    !parts_are_settled(registry, reused, differing[i]))
			return false;
	registry->conditional = reused->conditional;
	rows_reuse(&registry->to, &reused->to, registry);
	rows_reuse(&registry->by, &reused->by, registry);
	rows_reuse(&registry->ending, &reused->ending, registry);
	for (size_t i = 0; i < count; i++)
		for (uint32_t k = 0; k < registry->documents[differing[i]].relation_count; k++) {
			const struct relation *old = &reused->documents[differing[i]].relations[k],
					      *new = &registry->documents[differing[i]].relations[k];
			rows_replace(&registry->to, new->target.document, old, new);
			rows_replace(&registry->by, new->actor, old, new);
			rows_replace(&registry->ending, new->target.document, old, new);
		}
	return true;
}

bool graph_is_reused(const struct registry *registry, const struct registry *reused)
{
	return registry->reused == reused && registry->to.start == reused->to.start;
}
