/* registry/period: the periods say what status_on says, day by day. */
#include "registry/graph/load.h"
#include "registry/validity/period.h"
#include "tests/unit/register.h"

static void require_days(const struct registry *registry, uint32_t document, uint32_t part, int32_t first, int32_t last)
{
	struct arena arena = ARENA_EMPTY;
	size_t count = 0, at = 0;
	struct period *periods = periods_of(&arena, registry, document, part, &count);

	assert_true(count > 0);
	assert_int_equal(periods[0].first, DAY_MIN);
	assert_int_equal(periods[count - 1].last, DAY_MAX);
	for (size_t i = 1; i < count; i++) {
		assert_int_equal(periods[i].first, periods[i - 1].last + 1);
		assert_int_not_equal(periods[i].status, periods[i - 1].status);
	}
	for (int32_t day = first; day <= last; day++) {
		while (periods[at].last < day)
			at++;
		if (periods[at].status != status_on(registry, document, part, date_from_day(day)))
			fail_msg("%.*s on day %d", STR_ARG(registry->documents[document].id), day);
	}
	arena_release(&arena);
}

/* Every document of the corpus, and those whose parts fare otherwise, on every day of 25 years. */
static void corpus_day_by_day(void **state)
{
	struct registry *registry = NULL;
	struct source *source = NULL;
	struct error error = {0};
	int32_t first = day_from_civil(1995, 12, 1), last = day_from_civil(2020, 1, 31);

	(void)state;
	assert_int_equal(source_open(&source, ".", NULL, NULL, &error), 0);
	assert_int_equal(registry_load(&registry, source, &error), 0);
	assert_true(registry->count > 50);
	for (uint32_t i = 0; i < registry->count; i++)
		require_days(registry, i, MARKDOWN_NO_PART, first, last);
	registry_free(registry);
}

#define DOCUMENT(id, keys)                                                                                             \
	room_write(&room, id ".md",                                                                                    \
	           "---\nid: " id "\ntitle: " id "\n" keys "---\n\n# A {#a}\n\nText.\n\n# B {#b}\n\nText.\n")

/* Endings of every kind, precise and not, of documents that end themselves. */
static void endings_day_by_day(void **state)
{
	struct room room;

	(void)state;
	room_begin(&room);
	DOCUMENT("old", "decided: 2001-02\nexpires: 2006/2007-05\n");
	DOCUMENT("first", "decided: 2003-03-03\nin-force: 2003-07-01\nsupersedes:\n  - {doc: old, part: a}\n");
	DOCUMENT("second", "decided: 2004\nrepeals:\n  - {doc: old, from: 2005-05-05, when: {adopted: third}}\n");
	DOCUMENT("third", "decided: 2005-06-06/..\naffects: [first]\nexpires: 2005-12-31\n");
	DOCUMENT("fourth", "status: referred\ndated: 2004-04-04\nsupersedes: [first, third]\n");
	DOCUMENT("fifth", "status: withdrawn\ndecided: 2004-01-01\nsupersedes: [fourth]\n");
	DOCUMENT("sixth", "title: undated\nsupersedes: [second]\n");
	room_open(&room);
	for (uint32_t i = 0; i < room.registry->count; i++)
		for (uint32_t part = 0; part <= room.registry->documents[i].part_count; part++)
			require_days(room.registry, i,
			             part < room.registry->documents[i].part_count ? part : MARKDOWN_NO_PART,
			             day_from_civil(2000, 1, 1), day_from_civil(2009, 1, 1));
	room_close(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(corpus_day_by_day),
		cmocka_unit_test(endings_day_by_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
