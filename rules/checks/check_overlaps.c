/* Overarching documents in force together on one subject for one body, with nothing said about how they relate.
 *
 * Source: the complaint of Kulturnämnden (US7): "vilken relation" will the e-strategi have to the IT programme. */
#include "registry/base/memory.h"
#include "registry/base/vec.h"
#include "registry/query/disambiguate.h"
#include "rules/checks/checks.h"

#define OVERLAPS_TOLD 20 /* pairs on one topic; that there are more is told with the last */

static bool is_overarching(const struct check *check, uint32_t index)
{
	const struct registry *registry = check->registry;
	const struct document *document = &registry->documents[index];

	return document->readable && document->type_index != NO_BODY &&
	       registry->vocabulary.types[document->type_index].overarching && document->scope_count &&
	       document->topics.n && status_applies(status_on(registry, index, MARKDOWN_NO_PART, check->today));
}

/* A body for which both apply, or NO_BODY: one of the scopes holds the other. */
static uint32_t common_body(const struct registry *registry, const struct document *a, const struct document *b)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;

	for (uint32_t i = 0; i < a->scope_count; i++)
		for (uint32_t k = 0; k < b->scope_count; k++) {
			uint32_t x = a->scopes[i].body_index, y = b->scopes[k].body_index;
			if (x == NO_BODY || y == NO_BODY)
				continue;
			if (vocabulary_body_within(vocabulary, x, y))
				return x;
			if (vocabulary_body_within(vocabulary, y, x))
				return y;
		}
	return NO_BODY;
}

/* The documents are in force together for one body, and nothing is said about how they relate: the body, else NO_BODY. */
static uint32_t overlap(struct check *check, uint32_t a, uint32_t b)
{
	const struct registry *registry = check->registry;
	uint32_t body = common_body(registry, &registry->documents[a], &registry->documents[b]);

	return body == NO_BODY || documents_related(registry, a, b) ? NO_BODY : body;
}

static void report_overlap(struct check *check, uint32_t a, uint32_t b, struct named topic_of_b, uint32_t body)
{
	const struct registry *registry = check->registry;
	const struct document *first = &registry->documents[a], *second = &registry->documents[b];

	report(check, DIAGNOSTIC_RELATION_OVERLAP, b, topic_of_b.at, second->id, first->id, topic_of_b.text,
	       registry->vocabulary.bodies[body].id);
	relate(check, RELATED_OTHER_DOCUMENT, first->path, document_location(first, KEY_TOPICS), first->id);
}

/* The later one is where the relation is missing. */
static bool is_later(const struct registry *registry, uint32_t a, uint32_t b)
{
	bool assumed = false;
	struct date x = document_start(&registry->documents[a], &assumed),
		    y = document_start(&registry->documents[b], &assumed);

	return x.first != y.first ? x.first > y.first : a > b;
}

static struct named topic_named(const struct document *document, struct str topic)
{
	for (uint32_t i = 0; i < document->topics.n; i++)
		if (str_equal(document->topics.at[i].text, topic))
			return document->topics.at[i];
	return (struct named){0};
}

/* `left` is how many comparisons of bodies are still made: pairs grow with the square. False when they do not suffice. */
static bool check_topic(struct check *check, struct str topic, const uint32_t *documents, size_t count, uint64_t *left)
{
	const struct registry *registry = check->registry;
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++) {
			bool later = is_later(registry, documents[i], documents[k]);
			uint32_t second = later ? documents[i] : documents[k],
				 first = later ? documents[k] : documents[i], body = NO_BODY;
			uint64_t cost = (uint64_t)registry->documents[first].scope_count *
			                registry->documents[second].scope_count;
			if (cost > *left) {
				check_relate_more(check, found, OVERLAPS_TOLD);
				return false;
			}
			*left -= cost;
			body = overlap(check, first, second);
			if (body != NO_BODY && found++ < OVERLAPS_TOLD)
				report_overlap(check, first, second, topic_named(&registry->documents[second], topic),
				               body);
		}
	check_relate_more(check, found, OVERLAPS_TOLD);
	return true;
}

static void report_limit(struct check *check)
{
	const struct config *config = &check->registry->config;

	check_report_file(check, DIAGNOSTIC_LIMIT_COMPARISONS, check->registry->config_path, LOCATION_FILE,
	                  ARGUMENTS(arena_format(check->arena, "%u", config->limits.comparisons)));
}

typedef VEC(uint32_t) index_vec;

void check_overlaps(struct check *check)
{
	const struct registry *registry = check->registry;
	const struct vocabulary *vocabulary = &registry->vocabulary;
	index_vec *by_topic = memory_new((size_t)vocabulary->topic_count + 1, sizeof *by_topic);
	uint64_t left = registry->config.limits.comparisons;
	bool enough = true;

	for (uint32_t i = 0; i < registry->count; i++) {
		if (!is_overarching(check, i))
			continue;
		for (uint32_t k = 0; k < registry->documents[i].topics.n; k++) {
			uint32_t topic = map_get(&vocabulary->topic_by_id, registry->documents[i].topics.at[k].text);
			if (topic != MAP_NONE)
				vec_push(&by_topic[topic], i);
		}
	}
	for (uint32_t i = 0; i < vocabulary->topic_count; i++) {
		enough = enough && check_topic(check, vocabulary->topics[i].id, by_topic[i].at, by_topic[i].n, &left);
		vec_release(&by_topic[i]);
	}
	if (!enough)
		report_limit(check);
	free(by_topic);
}
