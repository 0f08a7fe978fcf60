/* Documents that are gone: what ends them, and whether their text is there under another id. */
#include "registry/history/registry_diff_internal.h"
#include "registry/port/hash.h"

struct str change_digest(struct arena *arena, const struct change_side *side)
{
	char hex[65];
	struct str body = STR_EMPTY;

	if (!side->document->readable)
		return STR_EMPTY;
	body = str_trim(str_part(side->text, side->document->body_at, side->text.n));
	if (!body.n)
		return STR_EMPTY;
	hash_sha256(hex, body);
	return arena_copy(arena, (struct str){hex, 64});
}

/* Of documents that are gone and added with the same text, each names the other. */
static void name_namesakes(struct registry_diff_work *work)
{
	struct document_change *found = work->found.at;
	struct map gone = {0};

	for (size_t i = 0; i < work->found.n; i++)
		if (found[i].kind == CHANGE_GONE && work->digests.at[i].n)
			map_add(&gone, work->digests.at[i], (uint32_t)i);
	for (size_t i = 0; i < work->found.n; i++) {
		uint32_t counterpart = found[i].kind == CHANGE_ADDED ? map_get(&gone, work->digests.at[i]) : MAP_NONE;
		if (counterpart == MAP_NONE || found[counterpart].namesake.n)
			continue;
		found[i].namesake = found[counterpart].id;
		found[counterpart].namesake = found[i].id;
	}
	map_release(&gone);
}

static bool never_applied(enum status status)
{
	return !status_applies(status) && status != STATUS_UNKNOWN && status != STATUS_NOT_YET_IN_FORCE;
}

/* What in the newer register says that it ends a document that it no longer holds. */
static void find_endings(struct registry_diff_work *work)
{
	struct map gone = {0};

	for (size_t i = 0; i < work->found.n; i++) {
		struct document_change *change = &work->found.at[i];
		if (change->kind != CHANGE_GONE)
			continue;
		map_add(&gone, change->id, (uint32_t)i);
		change->ended = change->statuses.n && never_applied(change->statuses.at[change->statuses.n - 1].old);
	}
	for (uint32_t i = 0; gone.n && i < work->new.registry->count; i++) {
		const struct document *document = &work->new.registry->documents[i];
		RELATIONS_EACH(relation, document) {
			uint32_t change = relation->inverse ? MAP_NONE : map_get(&gone, relation->target.name);
			if (change != MAP_NONE && relation_family(relation->type) == FAMILY_ENDS &&
			    !work->found.at[change].ending.relation)
				work->found.at[change].ending = (struct stated){relation, document, document->id, true};
		}
	}
	map_release(&gone);
}

void registry_diff_removed(struct registry_diff_work *work)
{
	name_namesakes(work);
	find_endings(work);
}
