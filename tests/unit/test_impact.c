/* registry/impact: what it says would follow is what follows when a document that repeals is put into the register. */
#include "registry/query/impact.h"
#include "tests/unit/register.h"

#define DOCUMENT(room, id, keys)                                                                                       \
	room_write((room), id ".md",                                                                                   \
	           "---\nid: " id "\ntitle: " id "\n" keys "---\n\n# A {#a}\n\nText.\n\n# B {#b}\n\nText.\n")

static const char *const days[] = {"2002-01-01", "2004-01-01", "2004-06-01", "2005-05-05", "2006-06-06", "2008-01-01"};

#define DAYS (sizeof days / sizeof *days)

static void write_register(struct room *room)
{
	DOCUMENT(room, "old", "decided: 2001-02-01\n");
	DOCUMENT(room, "older", "decided: 2000\nexpires: 2007-12-31\n");
	DOCUMENT(room, "other", "decided: 2001-01-01\naffects: [older]\n");
	DOCUMENT(room, "asked",
	         "decided: 2003-03-03\nsupersedes:\n  - {doc: old, from: 2004-06-01}\n  - {doc: other, part: a, "
	         "from: 2006-06-06}\naffects: [older]\nrepeals:\n  - {doc: late, from: 2006, when: {adopted: "
	         "other}}\n");
	DOCUMENT(room, "late", "decided: 2004-04-04\nbased-on: [asked]\n");
	DOCUMENT(room, "next", "decided: 2004-05-04\nimplements: [late]\ncomplements: [asked]\n");
	DOCUMENT(room, "circle", "decided: 2004-05-05\nrequires: [next]\n");
	DOCUMENT(room, "draft", "status: draft\ndated: 2002-02-02\nsupersedes: [older, asked]\nbased-on: [circle]\n");
}

static uint32_t find(const struct registry *registry, const char *id)
{
	uint32_t document = registry_find(registry, str_from(id));

	assert_int_not_equal(document, NO_DOCUMENT);
	return document;
}

static struct date day(const char *text)
{
	struct date date = DATE_NONE;

	assert_true(date_parse(str_from(text), &date));
	return date;
}

static const struct impact_effect *effect_on(const struct impact *impact, const char *id, bool lasting)
{
	const struct impact_effect *effects = lasting ? impact->lasting : impact->falling;

	for (uint32_t i = 0; i < (lasting ? impact->lasting_count : impact->falling_count); i++)
		if (str_equal(impact->registry->documents[effects[i].relation->target.document].id, str_from(id)))
			return &effects[i];
	return NULL;
}

/* Each relation of the document to another: as foretold. */
static void require_effects(const struct registry *after, const struct impact *impact, struct date on)
{
	uint32_t asked = find(after, "asked");

	EDGES_EACH(relation, after->by, asked) {
		char id[32];
		enum relation_effect effect = relation_effect_on(after, relation, on).effect;
		snprintf(id, sizeof id, "%.*s", STR_ARG(after->documents[relation->target.document].id));
		if (effect_on(impact, id, true))
			assert_int_equal(effect, EFFECT_TAKEN);
		else if (effect == EFFECT_UNSURE) /* that it may have come before is told */
			assert_int_equal(effect_on(impact, id, false)->answer.effect, EFFECT_UNSURE);
		else
			assert_int_equal(effect, EFFECT_NONE);
	}
}

/* Statuses differ only where an effect was foretold to fall, and nothing comes back. */
static void require_statuses(const struct registry *before, const struct registry *after, const struct impact *impact,
                             struct date on)
{
	for (uint32_t i = 0; i < before->count; i++) {
		char id[32];
		enum status was = status_on(before, i, MARKDOWN_NO_PART, on), is = STATUS_UNKNOWN;
		snprintf(id, sizeof id, "%.*s", STR_ARG(before->documents[i].id));
		is = status_on(after, find(after, id), MARKDOWN_NO_PART, on);
		if (strcmp(id, "asked") == 0)
			assert_int_equal(is, STATUS_REPEALED);
		else if (was != is)
			assert_non_null(effect_on(impact, id, false));
		if (effect_on(impact, id, true))
			assert_int_equal(was, is);
	}
}

static void as_if_repealed(void **state)
{
	(void)state;
	for (size_t i = 0; i < DAYS; i++) {
		struct room before, after;
		struct arena arena = ARENA_EMPTY;
		struct impact impact;
		char text[256];
		room_begin(&before);
		write_register(&before);
		room_open(&before);
		room_begin(&after);
		write_register(&after);
		snprintf(text, sizeof text,
		         "---\nid: repealing\ntitle: R\ndecided: %s\nrepeals: [asked]\n---\n\n# A {#a}\n\nText.\n",
		         days[i]);
		room_write(&after, "repealing.md", text);
		room_open(&after);
		impact_of(&impact, &arena, before.registry, find(before.registry, "asked"), MARKDOWN_NO_PART,
		          day(days[i]));
		if (i == 0) {
			assert_int_equal(impact.kind, IMPACT_UNDECIDED);
		} else {
			assert_int_equal(impact.kind, IMPACT_REPEAL);
			require_effects(after.registry, &impact, day(days[i]));
			require_statuses(before.registry, after.registry, &impact, day(days[i]));
		}
		arena_release(&arena);
		room_close(&before);
		room_close(&after);
	}
}

/* Each at its least depth, a circle notwithstanding. */
static void dependants_by_depth(void **state)
{
	static const char *const wanted[] = {"late", "next", "circle", "draft"};
	struct arena arena = ARENA_EMPTY;
	struct impact impact;
	struct room room;

	(void)state;
	room_begin(&room);
	write_register(&room);
	DOCUMENT(&room, "late", "decided: 2004-04-04\nbased-on: [asked]\nrequires: [circle, late]\n");
	room_open(&room);
	impact_of(&impact, &arena, room.registry, find(room.registry, "asked"), MARKDOWN_NO_PART, day("2005-05-05"));
	assert_int_equal(impact.dependant_count, 4);
	for (uint32_t i = 0; i < 4; i++) {
		assert_int_equal(impact.dependants[i].depth, i + 1);
		assert_int_equal(impact.dependants[i].document, find(room.registry, wanted[i]));
	}
	assert_int_equal(impact.dangling_count, 1); /* next complements it, though it rests on it too, further away */
	assert_int_equal(impact.dangling[0].document, find(room.registry, "next"));
	arena_release(&arena);
	room_close(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_if_repealed),
		cmocka_unit_test(dependants_by_depth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
