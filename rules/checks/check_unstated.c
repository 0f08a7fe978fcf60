/* The forgotten "supersedes": two documents of one type on one subject, by one body for the same bodies, both in force, and nothing said
 * about how they relate. */
#include "registry/base/vec.h"
#include "registry/query/disambiguate.h"
#include "rules/checks/checks.h"

#include <stdlib.h>

#define EARLIER_MAX 30u /* documents of its kind that one is compared with, the latest first */

struct kin { /* one document on one topic */
	uint32_t document, type, body, topic;
	uint64_t reach; /* of the bodies that it binds, in whatever order */
	int32_t start;
};

static uint64_t reach_of(const struct document *document)
{
	uint64_t reach = 0;

	for (uint32_t i = 0; i < document->scope_count; i++)
		reach += str_hash(document->scopes[i].body.text) | 1;
	return reach;
}

/* What is overarching is compared by check_overlaps, more broadly. */
static bool is_candidate(const struct registry *registry, uint32_t index)
{
	const struct document *document = &registry->documents[index];

	return document->readable && document->type_index != NO_BODY && document->decided_by_index != NO_BODY &&
	       document->scope_count && document->topics.n &&
	       !registry->vocabulary.types[document->type_index].overarching && registry_governs(registry, index);
}

static int compare_groups(const struct kin *x, const struct kin *y)
{
	if (x->type != y->type)
		return x->type < y->type ? -1 : 1;
	if (x->body != y->body)
		return x->body < y->body ? -1 : 1;
	if (x->topic != y->topic)
		return x->topic < y->topic ? -1 : 1;
	return (x->reach > y->reach) - (x->reach < y->reach);
}

static int compare(const void *a, const void *b)
{
	const struct kin *x = a, *y = b;
	int order = compare_groups(x, y);

	if (!order && x->start != y->start)
		order = x->start < y->start ? -1 : 1;
	return order ? order : (x->document > y->document) - (x->document < y->document);
}

static bool has_topic(const struct document *document, struct str topic)
{
	for (uint32_t i = 0; i < document->topics.n; i++)
		if (str_equal(document->topics.at[i].text, topic))
			return true;
	return false;
}

/* Are all topics of the one also topics of the other? */
static bool topics_within(const struct document *a, const struct document *b)
{
	for (uint32_t i = 0; i < a->topics.n; i++)
		if (!has_topic(b, a->topics.at[i].text))
			return false;
	return true;
}

/* Versions or attachments of one document belong together. */
static bool have_one_whole(const struct document *a, const struct document *b)
{
	RELATIONS_EACH(x, a) {
		RELATIONS_EACH(y, b)
			if (relation_family(x->type) == FAMILY_BELONGS && relation_family(y->type) == FAMILY_BELONGS &&
			    !x->inverse && !y->inverse && x->target.document == y->target.document)
				return true;
	}
	return false;
}

/* A relation may also go over a third: what supersedes the one amends the other. */
static bool are_unrelated(struct check *check, uint32_t a, uint32_t b)
{
	const struct registry *registry = check->registry;
	const struct document *x = &registry->documents[a], *y = &registry->documents[b];

	return (topics_within(x, y) || topics_within(y, x)) && !documents_related(registry, a, b) &&
	       !have_one_whole(x, y) && status_applies(status_on(registry, a, MARKDOWN_NO_PART, check->today)) &&
	       status_applies(status_on(registry, b, MARKDOWN_NO_PART, check->today));
}

static void report_unstated(struct check *check, const struct kin *earlier, const struct kin *later)
{
	const struct registry *registry = check->registry;
	const struct document *first = &registry->documents[earlier->document];
	const struct document *second = &registry->documents[later->document];
	struct location at = document_location(second, KEY_TOPICS);
	struct str topic = registry->vocabulary.topics[later->topic].id;

	for (uint32_t i = 0; i < second->topics.n; i++)
		if (str_equal(second->topics.at[i].text, topic))
			at = second->topics.at[i].at;
	report(check, DIAGNOSTIC_RELATION_UNSTATED, later->document, at, second->id, first->id, topic,
	       registry->vocabulary.bodies[later->body].id);
	relate(check, RELATED_OTHER_DOCUMENT, first->path, document_location(first, KEY_TOPICS), first->id);
}

/* The latest document that stands beside an earlier one is told, with how many more do: where many stand so, their topic is broad. Of no
 * document is it told twice, though it shares several topics. */
static void check_group(struct check *check, const struct kin *kin, size_t count, bool *told)
{
	size_t found = 0;

	for (size_t i = count; i-- > 1;)
		for (size_t k = i; k-- > 0 && i - k <= EARLIER_MAX && !told[kin[i].document];)
			if (are_unrelated(check, kin[k].document, kin[i].document)) {
				if (!found++)
					report_unstated(check, &kin[k], &kin[i]);
				told[kin[i].document] = true;
			}
	check_relate_more(check, found, 1);
}

void check_unstated(struct check *check)
{
	const struct registry *registry = check->registry;
	bool *told = ARENA_ARRAY(check->arena, bool, (size_t)registry->count + 1);
	VEC(struct kin) kin = {0};

	for (uint32_t i = 0; i < registry->count; i++) {
		const struct document *document = &registry->documents[i];
		bool assumed = false;
		for (uint32_t k = 0; is_candidate(registry, i) && k < document->topics.n; k++) {
			uint32_t topic = map_get(&registry->vocabulary.topic_by_id, document->topics.at[k].text);
			if (topic != MAP_NONE)
				vec_push(&kin,
				         (struct kin){i, document->type_index, document->decided_by_index, topic,
				                      reach_of(document), document_start(document, &assumed).first});
		}
	}
	if (kin.n)
		qsort(kin.at, kin.n, sizeof *kin.at, compare);
	for (size_t from = 0, to = 0; from < kin.n; from = to) {
		while (to < kin.n && !compare_groups(&kin.at[from], &kin.at[to]))
			to++;
		check_group(check, kin.at + from, to - from, told);
	}
	vec_release(&kin);
}
