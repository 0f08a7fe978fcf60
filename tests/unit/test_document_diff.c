/* registry/change: one document in two states. */
#include "registry/history/document_diff.h"
#include "tests/unit/register.h"

/* A register of one document, compared with one that is otherwise. */
struct pair {
	struct room old, new;
	struct arena arena, scratch;
	struct stated stated[2][16];
	struct change_side sides[2];
	struct document_change change;
};

static void side_take(struct pair *pair, int side, const struct room *room, const char *text)
{
	const struct document *document = &room->registry->documents[0];

	for (uint32_t i = 0; i < document->relation_count; i++)
		pair->stated[side][i] =
			(struct stated){&document->relations[i], document, document->relations[i].target.name,
		                        document->relations[i].inverse};
	pair->sides[side] =
		(struct change_side){document, str_from(text), pair->stated[side], document->relation_count};
}

static void pair_begin(struct pair *pair, const char *old, const char *new)
{
	*pair = (struct pair){.change = {.kind = CHANGE_NONE}};
	room_begin(&pair->old);
	room_begin(&pair->new);
	room_write(&pair->old, "a.md", old);
	room_write(&pair->new, "a.md", new);
	room_open(&pair->old);
	room_open(&pair->new);
	side_take(pair, 0, &pair->old, old);
	side_take(pair, 1, &pair->new, new);
	document_compare(&pair->change, &pair->arena, &pair->scratch, &pair->sides[0], &pair->sides[1]);
}

static void pair_end(struct pair *pair)
{
	room_close(&pair->old);
	room_close(&pair->new);
	arena_release(&pair->arena);
	arena_release(&pair->scratch);
}

static void assert_text(struct str text, const char *wanted)
{
	if (!str_equal(text, str_from(wanted)))
		fail_msg("'%.*s' is not '%s'", STR_ARG(text), wanted);
}

#define HEAD "---\nid: a\ntitle: A\n"

static void assert_same(const char *old, const char *new)
{
	struct pair pair;

	pair_begin(&pair, old, new);
	if (pair.change.kind != CHANGE_NONE)
		fail_msg("%zu fields, %zu relations, %zu parts differ", pair.change.field_count,
		         pair.change.relation_count, pair.change.part_count);
	pair_end(&pair);
}

static void test_no_law(void **state)
{
	(void)state;
	assert_same(HEAD "---\n", HEAD "---");
	assert_same(HEAD "---\n\nText here.", HEAD "# why\n---\nText\n\n   here.\n\n");
	assert_same(HEAD "---\n## B {#b}\nText\n", HEAD "---\nB {#b}\n---\n\nText");
	assert_same(HEAD "topics: [x, y]\n---\n", HEAD "topics:\n- y\n- x\n---\n");
	assert_same(HEAD "supersedes: [b, c]\n---\n",
	            HEAD "supersedes:\n- {doc: c, note: because}\n- {doc: b, source: d}\n---\n");
	assert_same("\n", "\n");
}

static void test_fields(void **state)
{
	struct pair pair;

	(void)state;
	pair_begin(&pair, HEAD "decided: 2001\nexpires: 2003\n---\n", HEAD "decided: 2001-01\nexpires: soon\n---\n");
	assert_int_equal(pair.change.kind, CHANGE_CHANGED);
	assert_int_equal(pair.change.field_count, 2);
	assert_int_equal(pair.change.fields[0].key, KEY_DECIDED);
	assert_text(pair.change.fields[0].old, "2001");
	assert_text(pair.change.fields[0].new, "2001-01");
	assert_text(pair.change.fields[1].old, "2003");
	assert_text(pair.change.fields[1].new, "");
	pair_end(&pair);
}

/* "b#part" or "-" for none */
static void assert_pair(const struct relation_change *change, const char *old, const char *new)
{
	char text[64];
	const struct relation *sides[] = {change->old.relation, change->new.relation};
	const char *wanted[] = {old, new};

	for (int i = 0; i < 2; i++) {
		struct str name = sides[i] ? sides[i]->target.name : STR("-");
		struct str part = sides[i] ? sides[i]->target.part : STR_EMPTY;
		snprintf(text, sizeof text, "%.*s#%.*s", STR_ARG(name), STR_ARG(part));
		assert_string_equal(text, wanted[i]);
	}
}

/* Of several relations between the same two documents, those about the same part belong together. */
static void test_relations(void **state)
{
	struct pair pair;

	(void)state;
	pair_begin(&pair,
	           HEAD
	           "supersedes:\n- {doc: b, part: x}\n- {doc: b, part: y}\n- {doc: c, from: 2001}\n- d\n- b\n---\n",
	           HEAD "supersedes:\n- {doc: b, part: z}\n- {doc: b, part: y, state: proposed}\n- {doc: c, from: "
	                "2002}\n- e\n- b\n---\n");
	assert_int_equal(pair.change.relation_count, 5);
	assert_pair(&pair.change.relations[0], "b#y", "b#y");
	assert_pair(&pair.change.relations[1], "b#x", "b#z");
	assert_pair(&pair.change.relations[2], "c#", "c#");
	assert_pair(&pair.change.relations[3], "d#", "-#");
	assert_pair(&pair.change.relations[4], "-#", "e#");
	pair_end(&pair);
	/* twice the same, then once */
	pair_begin(&pair, HEAD "affects: [b, b]\n---\n", HEAD "affects: [b]\n---\n");
	assert_int_equal(pair.change.relation_count, 1);
	assert_pair(&pair.change.relations[0], "b#", "-#");
	pair_end(&pair);
	/* the type is another, and so is the direction */
	pair_begin(&pair, HEAD "affects: [b]\n---\n", HEAD "affected-by: [b]\n---\n");
	assert_int_equal(pair.change.relation_count, 2);
	pair_end(&pair);
}

static void assert_part(const struct part_change *change, enum part_change_kind kind, uint32_t line, const char *old,
                        const char *new)
{
	assert_int_equal(change->kind, kind);
	assert_int_equal(change->at.line, line);
	assert_text(change->old_sentence, old);
	assert_text(change->sentence, new);
}

static void test_parts(void **state)
{
	struct pair pair;

	(void)state;
	pair_begin(&pair, HEAD "---\nBefore.\n## B {#b}\nOne. Two.\n### C {#c}\nThree.\n## D {#d}\nFour.\n",
	           HEAD "---\n## B {#b}\nOne. Two and\na half. Five.\n### C {#c}\nThree.\n## E {#e}\nFour.\n## F\n");
	assert_int_equal(pair.change.part_count, 4);
	assert_part(&pair.change.parts[0], PART_TEXT, 5, "Before.", "");
	assert_int_equal(pair.change.parts[0].new, MARKDOWN_NO_PART);
	assert_part(&pair.change.parts[1], PART_TEXT, 6, "Two.", "Two and a half.");
	assert_part(&pair.change.parts[2], PART_RENAMED, 10, "", "");
	assert_part(&pair.change.parts[3], PART_ADDED, 12, "", "");
	pair_end(&pair);
	/* a part without words is no other's namesake */
	pair_begin(&pair, HEAD "---\n## B {#b}\n## C {#c}\n", HEAD "---\n## D {#d}\n## C {#c}\n");
	assert_int_equal(pair.change.part_count, 2);
	assert_part(&pair.change.parts[0], PART_ADDED, 5, "", "");
	assert_part(&pair.change.parts[1], PART_GONE, 5, "", "");
	pair_end(&pair);
	/* an anchor given twice: the second is another part */
	pair_begin(&pair, HEAD "---\n## B {#b}\nOne.\n", HEAD "---\n## B {#b}\nOne.\n## B {#b}\nTwo.\n");
	assert_int_equal(pair.change.part_count, 1);
	assert_part(&pair.change.parts[0], PART_ADDED, 7, "", "");
	pair_end(&pair);
}

/* What passes a limit has no parts that are known: its text is compared as a whole. */
static void test_parts_unread(void **state)
{
	struct pair pair;
	char text[4096] = HEAD "---\n## B {#b}\nOne.\n\n";

	(void)state;
	for (int i = 0; i < 70; i++)
		strcat(text, ">");
	strcat(text, " deep\n");
	pair_begin(&pair, HEAD "---\n## B {#b}\nOne.\n", text);
	assert_true(pair.sides[1].document->parts_unread);
	assert_int_equal(pair.change.part_count, 1);
	assert_int_equal(pair.change.parts[0].kind, PART_TEXT);
	assert_int_equal(pair.change.parts[0].new, MARKDOWN_NO_PART);
	pair_end(&pair);
}

static void test_unreadable(void **state)
{
	struct pair pair;

	(void)state;
	pair_begin(&pair, HEAD "decided: 2001\n---\n", "---\nid: [\n---\n");
	assert_int_equal(pair.change.kind, CHANGE_CHANGED);
	assert_int_equal(pair.change.field_count + pair.change.relation_count + pair.change.part_count, 0);
	pair_end(&pair);
}

static void test_added_and_gone(void **state)
{
	struct pair pair;
	struct change_side none = {NULL};

	(void)state;
	pair_begin(&pair, HEAD "affects: [b]\n---\n## B\n", HEAD "---\n");
	document_compare(&pair.change, &pair.arena, &pair.scratch, &pair.sides[0], &none);
	assert_int_equal(pair.change.kind, CHANGE_GONE);
	assert_int_equal(pair.change.relation_count, 1);
	document_compare(&pair.change, &pair.arena, &pair.scratch, &none, &pair.sides[0]);
	assert_int_equal(pair.change.kind, CHANGE_ADDED);
	assert_text(pair.change.fields[0].new, "A");
	assert_int_equal(pair.change.part_count, 0);
	pair_end(&pair);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_law),         cmocka_unit_test(test_fields),
		cmocka_unit_test(test_relations),      cmocka_unit_test(test_parts),
		cmocka_unit_test(test_parts_unread),   cmocka_unit_test(test_unreadable),
		cmocka_unit_test(test_added_and_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
