#include "registry/history/registry_diff_internal.h"

#include "registry/port/hash.h"

#include <stdlib.h>

/* --- which files differ -------------------------------------------------------------------------------------------- */

/* The document's file. 0, or -1. What is no file that can be read, or too large, is empty. */
static int read_text(const struct register_side *side, uint32_t document, struct str *text, struct error *error)
{
	const struct registry *registry = side->registry;
	const struct source_file *file = &registry->files[document];
	size_t size = 0;

	*text = STR_EMPTY;
	if (file->kind != FILE_PLAIN)
		return 0;
	return reader_read(registry->reader, file, registry->config.limits.document_bytes, text, &size, error);
}

static bool is_revision(const struct registry *registry)
{
	return strcmp(source_revision(registry->source), "worktree") != 0;
}

/* 1 the same, 0 not, -1 error. */
static int same_file(struct registry_diff_work *work, uint32_t old, uint32_t new)
{
	const struct source_file *a = &work->old.registry->files[old], *b = &work->new.registry->files[new];
	struct str x = STR_EMPTY, y = STR_EMPTY;

	if (a->kind != b->kind)
		return 0;
	if (work->aligned && a->kind == FILE_PLAIN)
		return memcmp(a->id, b->id, sizeof a->id) == 0;
	if (is_revision(work->old.registry) && is_revision(work->new.registry))
		return memcmp(a->id, b->id, sizeof a->id) == 0;
	if (read_text(&work->old, old, &x, work->error) < 0 || read_text(&work->new, new, &y, work->error) < 0)
		return -1;
	return str_equal(x, y);
}

/* Of several documents with one id, only the one that the id finds counts. */
static bool counts(const struct registry *registry, uint32_t document)
{
	return registry_find(registry, registry->documents[document].id) == document;
}

static uint32_t counterpart_of(const struct registry *other, const struct document *document)
{
	return registry_find(other, document->id);
}

/* The document's like in the older register. */
static uint32_t older_of(const struct registry_diff_work *work, uint32_t new)
{
	return work->aligned ? new : counterpart_of(work->old.registry, &work->new.registry->documents[new]);
}

static int mark_differing(struct registry_diff_work *work)
{
	const struct registry *old = work->old.registry, *new = work->new.registry;
	bool *matched = ARENA_ARRAY(&work->scratch, bool, old->count);

	for (uint32_t i = 0; i < new->count; i++) {
		uint32_t counterpart = work->aligned || counts(new, i) ? older_of(work, i) : NO_DOCUMENT;
		int same = counterpart == NO_DOCUMENT ? 0 : same_file(work, counterpart, i);
		if (same < 0)
			return -1;
		work->new.differs[i] = work->everywhere || !same;
		if (counterpart == NO_DOCUMENT)
			continue;
		matched[counterpart] = true;
		work->old.differs[counterpart] = work->new.differs[i];
	}
	for (uint32_t i = 0; i < old->count; i++)
		work->old.differs[i] = work->old.differs[i] || !matched[i];
	return 0;
}

static void give_differing(struct documents_of *out, struct arena *arena, const struct register_side *side)
{
	for (uint32_t i = 0; i < side->registry->count; i++)
		out->n += side->differs[i];
	out->at = ARENA_ARRAY(arena, uint32_t, out->n);
	out->n = 0;
	for (uint32_t i = 0; i < side->registry->count; i++)
		if (side->differs[i])
			out->at[out->n++] = i;
}

/* A relation that is stated by its target is the acting document's all the same. */
static void mark_actors(const struct register_side *side)
{
	for (uint32_t i = 0; i < side->registry->count; i++)
		if (side->differs[i])
			RELATIONS_EACH(relation, &side->registry->documents[i])
				if (relation->inverse && relation->actor != NO_DOCUMENT)
					side->told_of[relation->actor] = true;
}

/* --- whose status can differ --------------------------------------------------------------------------------------- */

/* What contradicts a relation may be far away: a circle of documents. */
static bool relation_differs(const struct register_side *side, const struct relation *relation)
{
	return relation->against || side->differs[relation->actor] || side->differs[relation->stated_in] ||
	       (relation->condition == CONDITION_ADOPTED && relation->when.document != NO_DOCUMENT &&
	        side->differs[relation->when.document]);
}

/* A status hangs on the document, on what ends or affects it, and on what ends those (see periods_of). */
static bool endings_differ(const struct register_side *side, uint32_t document, bool of_actors)
{
	const struct edge_rows *ending = &side->registry->ending;

	for (uint32_t i = ending->start[document]; i < ending->start[document + 1]; i++)
		if (relation_differs(side, ending->at[i]) ||
		    (of_actors && endings_differ(side, ending->at[i]->actor, false)))
			return true;
	return false;
}

static bool status_may_differ(const struct registry_diff_work *work, uint32_t old, uint32_t new)
{
	return (old != NO_DOCUMENT && (work->old.differs[old] || endings_differ(&work->old, old, true))) ||
	       (new != NO_DOCUMENT && (work->new.differs[new] || endings_differ(&work->new, new, true)));
}

/* --- one document -------------------------------------------------------------------------------------------------- */

/* The relations in which the document acts, wherever they are stated; and those that it states itself and that name what neither
 * register holds. */
static void collect_stated(struct change_side *out, struct arena *arena, const struct registry *registry,
                           const struct registry *other, uint32_t index)
{
	const struct document *document = &registry->documents[index];
	uint32_t acting = edges_count(&registry->by, index);
	struct stated *found = ARENA_ARRAY(arena, struct stated, (size_t)acting + document->relation_count);

	EDGES_EACH(relation, registry->by, index) {
		found[out->stated_count++] = (struct stated){relation, &registry->documents[relation->stated_in],
		                                             registry->documents[relation->target.document].id, false};
	}
	RELATIONS_EACH(relation, document) {
		bool dangling = relation->inverse ? relation->actor == NO_DOCUMENT &&
		                                            registry_find(other, relation->target.name) == NO_DOCUMENT
		                                  : relation->target.document == NO_DOCUMENT;
		if (dangling)
			found[out->stated_count++] =
				(struct stated){relation, document, relation->target.name, relation->inverse};
	}
	out->stated = found;
}

static int collect_side(struct change_side *out, struct registry_diff_work *work, const struct register_side *side,
                        const struct register_side *other, uint32_t index)
{
	*out = (struct change_side){0};
	if (index == NO_DOCUMENT)
		return 0;
	out->document = &side->registry->documents[index];
	collect_stated(out, &work->text, side->registry, other->registry, index);
	return side->differs[index] ? read_text(side, index, &out->text, work->error) : 0;
}

static int compare_pair(struct registry_diff_work *work, uint32_t old, uint32_t new)
{
	bool differs = old == NO_DOCUMENT || new == NO_DOCUMENT || work->new.differs[new] || work->new.told_of[new] ||
	               work->old.told_of[old];
	bool status = status_may_differ(work, old, new);
	struct document_change change = {.kind = CHANGE_NONE};
	struct change_side before, after;
	struct arena *arena = &work->out->arena;

	if (!differs && !status &&
	    str_equal(work->old.registry->documents[old].path, work->new.registry->documents[new].path))
		return 0;
	if (collect_side(&before, work, &work->old, &work->new, old) < 0 ||
	    collect_side(&after, work, &work->new, &work->old, new) < 0)
		return -1;
	document_compare(&change, arena, &work->text, &before, &after);
	change.old_index = old;
	change.new_index = new;
	if (status)
		change_statuses(&change, arena, work->old.registry, work->new.registry);
	if ((change.kind == CHANGE_NONE || change.kind == CHANGE_MOVED) &&
	    (change.statuses.n || change.part_status_count))
		change.kind = CHANGE_STATUS;
	if (change.kind != CHANGE_NONE) {
		vec_push(&work->found, change);
		vec_push(&work->digests,
		         change.old && change.new ? STR_EMPTY : change_digest(arena, change.new ? &after : &before));
	} else if (!str_equal(before.text, after.text) && registry_diff_asks(work->question, work->out, old, new)) {
		work->out->unmoved++;
	}
	arena_reset(&work->text);
	return 0;
}

/* Of a document with the same index and the same path on both sides: is there nothing to compare? */
static bool is_untouched(const struct registry_diff_work *work, uint32_t index)
{
	return !work->new.differs[index] && !work->new.told_of[index] && !work->old.told_of[index] &&
	       !status_may_differ(work, index, index);
}

static int compare_all(struct registry_diff_work *work)
{
	const struct registry *old = work->old.registry, *new = work->new.registry;

	for (uint32_t i = 0; i < new->count; i++) {
		if (work->aligned && is_untouched(work, i))
			continue;
		if (counts(new, i) && compare_pair(work, older_of(work, i), i) < 0)
			return -1;
	}
	for (uint32_t i = 0; !work->aligned && i < old->count; i++)
		if (counts(old, i) && counterpart_of(new, &old->documents[i]) == NO_DOCUMENT &&
		    compare_pair(work, i, NO_DOCUMENT) < 0)
			return -1;
	return 0;
}

/* --- what else the law is read by ---------------------------------------------------------------------------------- */

/* 1 the same, or in neither; 0 not; -1 error. */
static int same_data(struct registry_diff_work *work, struct str old, struct str new)
{
	struct str x = STR_EMPTY, y = STR_EMPTY;
	size_t size = 0, limit = limits_default.data_bytes;
	int a = reader_read_path(work->old.registry->reader, old, limit, &x, &size, work->error);
	int b = a < 0 ? -1 : reader_read_path(work->new.registry->reader, new, limit, &y, &size, work->error);

	if (a < 0 || b < 0)
		return -1;
	return a == b && str_equal(x, y);
}

static int compare_data(struct registry_diff_work *work)
{
	struct registry_diff *out = work->out;
	const struct vocabulary *old = &work->old.registry->vocabulary, *new = &work->new.registry->vocabulary;
	int same = same_data(work, work->old.registry->config_path, work->new.registry->config_path);

	out->data = ARENA_ARRAY(&out->arena, struct str, VOCABULARY_FILES + 1);
	work->everywhere = !same;
	if (!same)
		out->data[out->data_count++] = work->new.registry->config_path;
	for (int i = 0; same >= 0 && i < VOCABULARY_FILES; i++) {
		same = same_data(work, old->paths[i], new->paths[i]);
		if (!same)
			out->data[out->data_count++] = new->paths[i];
	}
	return same < 0 ? -1 : 0;
}

/* --- what was asked for -------------------------------------------------------------------------------------------- */

static int compare_changes(const void *a, const void *b)
{
	const struct document_change *x = a, *y = b;

	return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : str_compare(x->id, y->id);
}

static void give(struct registry_diff_work *work)
{
	struct registry_diff *out = work->out;

	out->documents = ARENA_ARRAY(&out->arena, struct document_change, work->found.n);
	for (size_t i = 0; i < work->found.n; i++) {
		const struct document_change *change = &work->found.at[i];
		if (!registry_diff_asks(work->question, out, change->old_index, change->new_index))
			continue;
		out->documents[out->count++] = *change;
		out->by_kind[change->kind]++;
		out->other_status += change->old && change->new && (change->statuses.n || change->part_status_count);
	}
	if (out->count)
		qsort(out->documents, out->count, sizeof *out->documents, compare_changes);
}

static void side_init(struct register_side *side, struct arena *arena, struct registry *registry)
{
	*side = (struct register_side){registry, ARENA_ARRAY(arena, bool, registry->count),
	                               ARENA_ARRAY(arena, bool, registry->count)};
}

int registry_diff_make(struct registry_diff *out, struct registry *old, struct registry *new,
                       const struct registry_diff_question *question, struct error *error)
{
	struct registry_diff_work work = {
		.out = out, .question = question, .aligned = old->reused == new, .error = error};
	struct arena flags = ARENA_EMPTY;
	int result = -1;

	*out = (struct registry_diff){.old = old, .new = new};
	side_init(&work.old, &flags, old);
	side_init(&work.new, &flags, new);
	if (compare_data(&work) < 0 || mark_differing(&work) < 0)
		goto out;
	give_differing(&out->differing[0], &out->arena, &work.old);
	give_differing(&out->differing[1], &out->arena, &work.new);
	mark_actors(&work.old);
	mark_actors(&work.new);
	if (compare_all(&work) < 0)
		goto out;
	registry_diff_removed(&work);
	give(&work);
	if (!question->documents_only)
		registry_diff_bodies(out, question);
	result = 0;
out:
	vec_release(&work.found);
	vec_release(&work.digests);
	arena_release(&work.scratch);
	arena_release(&work.text);
	arena_release(&flags);
	return result;
}

void registry_diff_release(struct registry_diff *diff)
{
	arena_release(&diff->arena);
	*diff = (struct registry_diff){0};
}
