/* Which documents get a lane, and in which order: by topic, then what ends one another together, then by first day. */
#include "bin/timeline/timeline.h"
#include "registry/port/unicode.h"
#include "registry/validity/relation_effect.h"

#include <stdlib.h>

/* --- which documents ---------------------------------------------------------------------------------------------- */

/* Can it be in force at all? Of a draft, what cannot be determined is only whether it had been made. */
static bool can_apply(const struct registry *registry, uint32_t document)
{
	enum stage stage = document_stage(&registry->documents[document]);

	return registry_governs(registry, document) && stage != STAGE_DRAFT && stage != STAGE_REFERRED;
}

static bool is_drawn(enum status status)
{
	return status_applies(status) || status == STATUS_UNKNOWN;
}

/* Of what governs, the periods to be drawn; a mark where there are none. */
static void lane_fill(struct timeline *timeline, struct lane *lane)
{
	const struct registry *registry = timeline->registry;
	enum stage stage = document_stage(&registry->documents[lane->document]);
	size_t count = 0;

	lane->periods = periods_of(&timeline->arena, registry, lane->document, MARKDOWN_NO_PART, &count);
	for (size_t i = 0; i < count && can_apply(registry, lane->document); i++)
		if (is_drawn(lane->periods[i].status))
			lane->periods[lane->count++] = lane->periods[i];
	lane->mark = DATE_NONE;
	if (lane->count) {
		lane->first = lane->periods[0].first;
		if (lane->first == DAY_MIN && lane->periods[0].last != DAY_MAX)
			lane->first = lane->periods[0].last;
		return;
	}
	lane->mark = document_date(&registry->documents[lane->document]);
	lane->mark_status = stage == STAGE_DRAFT ? STATUS_DRAFT
	                    : stage == STAGE_REFERRED
	                            ? STATUS_REFERRED
	                            : status_on(registry, lane->document, MARKDOWN_NO_PART, timeline->view->on);
	lane->first = date_middle(lane->mark);
}

/* Is there something of it to be seen in the period that was asked for? */
static bool is_within(const struct timeline_view *view, const struct lane *lane)
{
	int32_t first = view->from.known ? view->from.first : DAY_MIN, last = view->to.known ? view->to.last : DAY_MAX;

	for (size_t i = 0; i < lane->count; i++)
		if (lane->periods[i].first <= last && lane->periods[i].last >= first)
			return true;
	return !lane->count && lane->mark.first <= last && lane->mark.last >= first;
}

/* Does it end or change a chosen document that governs? */
static bool acts(const struct timeline *timeline, uint32_t document, const bool *chosen)
{
	const struct edge_rows *by = &timeline->registry->by;

	for (uint32_t i = by->start[document]; i < by->start[document + 1]; i++) {
		const struct relation *relation = by->at[i];
		if ((relation_family(relation->type) == FAMILY_ENDS ||
		     relation_family(relation->type) == FAMILY_CHANGES) &&
		    chosen[relation->target.document] &&
		    registry_governs(timeline->registry, relation->target.document))
			return true;
	}
	return false;
}

/* Adds a lane, unless there is nothing of it to be seen. */
static void lane_add(struct timeline *timeline, uint32_t document, bool named)
{
	struct lane *lane = &timeline->lanes[timeline->lane_count];

	*lane = (struct lane){.document = document};
	lane_fill(timeline, lane);
	if (named || is_within(timeline->view, lane))
		timeline->lane_count++;
	else
		timeline->outside++;
}

static void choose(struct timeline *timeline, const uint32_t *documents, size_t count)
{
	const struct registry *registry = timeline->registry;
	bool *chosen = ARENA_ARRAY(&timeline->arena, bool, registry->count + 1),
	     *named = ARENA_ARRAY(&timeline->arena, bool, registry->count + 1),
	     *seen = ARENA_ARRAY(&timeline->arena, bool, registry->count + 1);

	timeline->lanes = ARENA_ARRAY(&timeline->arena, struct lane, count);
	timeline->lane_of = ARENA_ARRAY(&timeline->arena, uint32_t, registry->count + 1);
	for (uint32_t i = 0; i < registry->count; i++)
		timeline->lane_of[i] = NO_LANE;
	for (size_t i = 0; i < count; i++)
		chosen[documents[i]] = true;
	for (size_t i = 0; i < timeline->view->named_count; i++)
		named[timeline->view->named[i]] = true;
	for (size_t i = 0; i < count; i++) {
		uint32_t document = documents[i];
		if (seen[document])
			continue;
		seen[document] = true;
		if (registry_governs(registry, document) || named[document] || acts(timeline, document, chosen))
			lane_add(timeline, document, named[document]);
		else
			timeline->left_out++;
	}
}

/* --- in which order ----------------------------------------------------------------------------------------------- */

static uint32_t broadest_topic(const struct registry *registry, uint32_t document)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;
	const struct names *topics = &registry->documents[document].topics;
	uint32_t topic = topics->n ? map_get(&vocabulary->topic_by_id, topics->at[0].text) : MAP_NONE;

	while (topic != MAP_NONE && vocabulary->topics[topic].broader != NO_BODY)
		topic = vocabulary->topics[topic].broader;
	return topic;
}

struct group {
	struct str name, key; /* to sort by, as Swedes do */
	uint32_t topic;
};

static int compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	if (!x->name.n != !y->name.n)
		return x->name.n ? -1 : 1;
	return str_compare(x->key, y->key);
}

/* A topic's label, or its id when it has none; "" of none. */
static struct str topic_name(const struct timeline *timeline, uint32_t topic)
{
	const struct topic *topics = timeline->registry->vocabulary.topics;
	struct str label = topic == MAP_NONE ? STR_EMPTY : bilingual_str(topics[topic].label, timeline->view->language);

	return label.n || topic == MAP_NONE ? label : topics[topic].id;
}

/* Ranks the topics that occur by their names. */
static void group_by_topic(struct timeline *timeline)
{
	const struct vocabulary *vocabulary = &timeline->registry->vocabulary;
	struct unicode_order *order = unicode_order_new();
	struct group *groups = ARENA_ARRAY(&timeline->arena, struct group, vocabulary->topic_count + 1);
	uint32_t *rank = ARENA_ARRAY(&timeline->arena, uint32_t, vocabulary->topic_count + 1);

	for (uint32_t i = 0; i < timeline->lane_count; i++) {
		struct lane *lane = &timeline->lanes[i];
		uint32_t topic = broadest_topic(timeline->registry, lane->document);
		lane->group = topic == MAP_NONE ? vocabulary->topic_count : topic;
		if (!rank[lane->group]++) {
			struct str name = topic_name(timeline, topic);
			groups[timeline->group_count++] =
				(struct group){name, unicode_order_key(order, &timeline->arena, name), lane->group};
		}
	}
	qsort(groups, timeline->group_count, sizeof *groups, compare_groups);
	timeline->groups = ARENA_ARRAY(&timeline->arena, struct str, timeline->group_count);
	for (uint32_t i = 0; i < timeline->group_count; i++) {
		rank[groups[i].topic] = i;
		timeline->groups[i] = groups[i].name;
	}
	for (uint32_t i = 0; i < timeline->lane_count; i++)
		timeline->lanes[i].group = rank[timeline->lanes[i].group];
	unicode_order_free(order);
}

/* The chain's oldest known member; paths are halved on the way. */
static uint32_t chain_of(struct lane *lanes, uint32_t lane)
{
	while (lanes[lane].chain != lane) {
		lanes[lane].chain = lanes[lanes[lane].chain].chain;
		lane = lanes[lane].chain;
	}
	return lane;
}

/* The older of two chains gives both its name and its topic. */
static void chain_join(struct lane *lanes, uint32_t a, uint32_t b)
{
	a = chain_of(lanes, a);
	b = chain_of(lanes, b);
	if (lanes[b].first < lanes[a].first || (lanes[b].first == lanes[a].first && b < a))
		lanes[a].chain = b;
	else
		lanes[b].chain = a;
}

static void chain_lanes(struct timeline *timeline)
{
	const struct edge_rows *ending = &timeline->registry->ending;
	struct lane *lanes = timeline->lanes;

	for (uint32_t i = 0; i < timeline->lane_count; i++) {
		timeline->lane_of[lanes[i].document] = i;
		lanes[i].chain = i;
	}
	for (uint32_t i = 0; i < timeline->lane_count; i++)
		for (uint32_t k = ending->start[lanes[i].document]; k < ending->start[lanes[i].document + 1]; k++) {
			const struct relation *relation = ending->at[k];
			uint32_t actor = timeline->lane_of[relation->actor];
			if (actor != NO_LANE && relation_family(relation->type) == FAMILY_ENDS)
				chain_join(lanes, i, actor);
		}
	for (uint32_t i = 0; i < timeline->lane_count; i++) {
		lanes[i].chain = chain_of(lanes, i);
		lanes[i].chain_first = lanes[lanes[i].chain].first;
		lanes[i].group = lanes[lanes[i].chain].group;
	}
}

static int compare_lanes(const void *a, const void *b, void *context)
{
	const struct lane *x = a, *y = b;
	const struct registry *registry = context;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->chain_first != y->chain_first)
		return x->chain_first < y->chain_first ? -1 : 1;
	if (x->chain != y->chain)
		return x->chain < y->chain ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return str_compare(registry->documents[x->document].id, registry->documents[y->document].id);
}

bool timeline_init(struct timeline *timeline, const struct registry *registry, const uint32_t *documents, size_t count,
                   const struct timeline_view *view)
{
	*timeline = (struct timeline){.registry = registry, .view = view};
	choose(timeline, documents, count);
	if (!timeline->lane_count)
		return false;
	group_by_topic(timeline);
	chain_lanes(timeline);
	qsort_r(timeline->lanes, timeline->lane_count, sizeof *timeline->lanes, compare_lanes, (void *)registry);
	for (uint32_t i = 0; i < timeline->lane_count; i++)
		timeline->lane_of[timeline->lanes[i].document] = i;
	timeline_collect_arrows(timeline);
	timeline_choose_days(timeline);
	return true;
}

void timeline_release(struct timeline *timeline)
{
	arena_release(&timeline->arena);
}
