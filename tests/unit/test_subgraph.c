/* registry/view: which documents and relations a picture shows. */
#include "registry/query/subgraph.h"
#include "tests/unit/register.h"

static struct room room;
static struct arena arena;

#define DOCUMENT(id, more)                                                                                             \
	room_write(&room, "docs-corpus/" id ".md", "---\nid: " id "\ntitle: " id "\n" more "---\n\n## Ett {#ett}\n")

static int set_up(void **state)
{
	(void)state;
	room_begin(&room);
	room_write(&room, "docs-corpus/vocabulary/topics.yaml",
	           "- {id: it, label: {sv: IT}}\n- {id: telefoni, label: {sv: Telefoni}, broader: it}\n");
	DOCUMENT("a", "status: decided\ndecided: 2008-01-01\nsupersedes: [b, {doc: b, part: ett}, finns-inte]\ntopics: "
	              "[it]\n");
	DOCUMENT("b", "status: decided\ndecided: 2001-01-01\nrequires: [c]\ntopics: [telefoni]\n");
	DOCUMENT("c", "status: decided\ndecided: 2000-01-01\nsuperseded-by: [d]\n");
	DOCUMENT("d", "status: draft\ndated: 2009-01-01\ncomplements: [d]\nimplements: [a]\n");
	DOCUMENT("e", "status: withdrawn\ndated: 2007-01-01\nrepeals: [a]\nrefers-to: [a]\n");
	DOCUMENT("f", "");
	room_open(&room);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	room_close(&room);
	return 0;
}

static struct date on(const char *text)
{
	struct date date = DATE_NONE;

	assert_true(date_parse(str_from(text), &date));
	return date;
}

static uint32_t document(const char *id)
{
	uint32_t found = registry_find(room.registry, str_from(id));

	assert_int_not_equal(found, NO_DOCUMENT);
	return found;
}

/* "a b: a-b d-a!" : the documents, then the edges, each with a sign for its effect. */
static void shows(const struct subgraph *subgraph, const char *expected)
{
	static const char *const signs[] = {
		[EFFECT_NONE] = "0", [EFFECT_PENDING] = "!", [EFFECT_UNSURE] = "?", [EFFECT_TAKEN] = ""};
	struct str text = STR_EMPTY;

	for (uint32_t i = 0; i < subgraph->count; i++)
		text = arena_format(&arena, "%.*s%s%.*s%s", STR_ARG(text), i ? " " : "",
		                    STR_ARG(room.registry->documents[subgraph->documents[i]].id),
		                    subgraph->asked[i] ? "*" : "");
	for (size_t i = 0; i < subgraph->edge_count; i++)
		text = arena_format(&arena, "%.*s%s%.*s-%.*s%s", STR_ARG(text), i ? " " : ": ",
		                    STR_ARG(room.registry->documents[subgraph->documents[subgraph->edges[i].from]].id),
		                    STR_ARG(room.registry->documents[subgraph->documents[subgraph->edges[i].to]].id),
		                    signs[subgraph->edges[i].effect]);
	assert_string_equal(arena_format(&arena, "%.*s, %zu out", STR_ARG(text), subgraph->leading_out).at, expected);
}

static void neighbours(const char *id, unsigned depth, const char *expected)
{
	struct subgraph subgraph;
	uint32_t asked[] = {document(id), document(id)}; /* named twice, shown once */

	subgraph_of_neighbours(&subgraph, &arena, room.registry, asked, 2, depth, on("2008-07-01"));
	shows(&subgraph, expected);
}

static void whole(void **state)
{
	struct subgraph subgraph;

	(void)state;
	subgraph_of_all(&subgraph, &arena, room.registry, on("2008-07-01"));
	/* to oneself and to what is not there is no edge; a draft not yet known, and one withdrawn, have no effect */
	shows(&subgraph, "a b c d e f: a-b a-b b-c d-c0 d-a! e-a0 e-a, 0 out");
	subgraph_of_all(&subgraph, &arena, room.registry, on("2009-07-01"));
	shows(&subgraph, "a b c d e f: a-b a-b b-c d-c! d-a! e-a0 e-a, 0 out");
	subgraph_of_all(&subgraph, &arena, room.registry, on("2007/2008"));
	shows(&subgraph, "a b c d e f: a-b? a-b? b-c d-c0 d-a! e-a0 e-a, 0 out");
}

static void topics(void **state)
{
	struct subgraph subgraph;

	(void)state;
	subgraph_of_topic(&subgraph, &arena, room.registry, 0, on("2008-07-01"));
	shows(&subgraph, "a b: a-b a-b, 4 out");
	subgraph_of_topic(&subgraph, &arena, room.registry, 1, on("2008-07-01"));
	shows(&subgraph, "b, 3 out");
}

static void depths(void **state)
{
	(void)state;
	neighbours("b", 0, "b*, 3 out");
	neighbours("b", 1, "a b* c: a-b a-b b-c, 4 out");
	neighbours("b", 2, "a b* c d e: a-b a-b b-c d-c0 d-a! e-a0 e-a, 0 out");
	neighbours("b", 1000, "a b* c d e: a-b a-b b-c d-c0 d-a! e-a0 e-a, 0 out");
	neighbours("f", 3, "f*, 0 out");
	neighbours("c", 1, "b c* d: b-c d-c0, 3 out"); /* what only the target states is an edge too */
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(whole), cmocka_unit_test(topics), cmocka_unit_test(depths)};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
