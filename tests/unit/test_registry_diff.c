/* registry/comparison: what is told of two registers is what status_on and document_binds say of both, day by day, and nothing else. */
#include "registry/graph/load.h"
#include "registry/history/registry_diff.h"
#include "registry/scope/binding.h"
#include "tests/unit/register.h"

static const struct registry_diff_question everything;

static void compare(struct registry_diff *out, struct registry *old, struct registry *new,
                    const struct registry_diff_question *question)
{
	struct error error = {0};

	assert_int_equal(registry_diff_make(out, old, new, question, &error), 0);
}

static struct registry *load(const char *folder)
{
	struct registry *registry = NULL;
	struct source *source = NULL;
	struct error error = {0};

	assert_int_equal(source_open(&source, folder, NULL, NULL, &error), 0);
	assert_int_equal(registry_load(&registry, source, &error), 0);
	return registry;
}

/* --- the same twice ------------------------------------------------------------------------------------------------ */

static void same_is_empty(void **state)
{
	struct registry *old = load("."), *new = load(".");
	struct registry_diff diff;

	(void)state;
	assert_true(new->count > 50);
	compare(&diff, old, new, &everything);
	assert_int_equal(diff.count, 0);
	assert_int_equal(diff.body_count, 0);
	assert_int_equal(diff.unbound_count, 0);
	assert_int_equal(diff.data_count, 0);
	assert_int_equal(diff.unmoved, 0);
	registry_diff_release(&diff);
	registry_free(old);
	registry_free(new);
}

/* --- registers made by chance --------------------------------------------------------------------------------------- */

#define DOCUMENTS 9
#define BODIES 6

static uint32_t chance;

static uint32_t next_chance(uint32_t below)
{
	chance = chance * 1664525u + 1013904223u;
	return (chance >> 8) % below;
}

static const char *pick(const char *const *words, uint32_t count)
{
	return words[next_chance(count)];
}

static const char *const dates[] = {"2001", "2002-05", "2003-03-03", "2004-04-04/..", "2002/2003-06", "../2002-02-02"};
#define DATES 6

static void add_date(char *text, size_t room, const char *key, uint32_t one_in)
{
	size_t n = strlen(text);

	if (next_chance(one_in) == 0)
		snprintf(text + n, room - n, "%s: %s\n", key, pick(dates, DATES));
}

static const char *const types[] = {"supersedes", "repeals", "affects", "superseded-by", "complements"};
#define TYPES 5

static void add_relation(char *text, size_t room, uint32_t self, const char *type)
{
	static const char *const parts[] = {"", "", ", part: a", ", part: b"};
	static const char *const states[] = {"", "", ", state: proposed", ", state: conditional", ", state: disputed"};
	size_t n = strlen(text);
	uint32_t other = next_chance(DOCUMENTS);

	if (other == self)
		return;
	n += (size_t)snprintf(text + n, room - n, "%s:\n  - {doc: d%u%s%s", type, other, pick(parts, 4),
	                      pick(states, 5));
	if (next_chance(4) == 0)
		n += (size_t)snprintf(text + n, room - n, ", when: {adopted: d%u}", next_chance(DOCUMENTS));
	if (next_chance(4) == 0)
		n += (size_t)snprintf(text + n, room - n, ", from: %s", pick(dates, DATES));
	snprintf(text + n, room - n, "}\n");
}

static void make_document(char *text, size_t room, uint32_t self)
{
	static const char *const stages[] = {"decided", "decided", "decided", "draft", "referred", "withdrawn"};
	static const char *const scopes[] = {"[stad]", "[grupp]", "[n0]", "[n1, n2]", "[okand]", "[grupp, okand]"};
	size_t n = 0;

	if (next_chance(12) == 0) {
		snprintf(text, room, "---\nid: [\n---\n");
		return;
	}
	n = (size_t)snprintf(text, room, "---\nid: d%u\ntitle: D%u\ntype: %s\n", self, self,
	                     next_chance(6) ? "policy" : "svar");
	if (next_chance(8))
		n += (size_t)snprintf(text + n, room - n, "status: %s\n", pick(stages, 6));
	if (next_chance(4))
		snprintf(text + n, room - n, "applies-to: %s\n", pick(scopes, 6));
	add_date(text, room, "decided", 1 + next_chance(2));
	add_date(text, room, "in-force", 3);
	add_date(text, room, "expires", 4);
	add_date(text, room, "dated", 6);
	for (uint32_t i = 0; i < TYPES; i++)
		if (next_chance(i ? 7 : 2) == 0)
			add_relation(text, room, self, types[i]);
	n = strlen(text);
	snprintf(text + n, room - n, "---\n\n## A {#a}\n\nText.\n\n### C {#c}\n\nText.\n\n## B {#b}\n\nText %u.\n",
	         next_chance(3));
}

static void make_bodies(struct room *room, uint32_t one_in)
{
	static const char *const parents[] = {"grupp", "grupp", "stad", "n0"};
	char text[2048] =
		"- {id: stad, name: Stad, kind: city}\n- {id: grupp, name: Grupp, kind: group, parent: stad}\n";

	for (uint32_t i = 0; i < BODIES; i++) {
		size_t n = strlen(text);
		const char *parent = i && next_chance(one_in) == 0 ? pick(parents, 4) : "grupp";
		snprintf(text + n, sizeof text - n, "- {id: n%u, name: N%u, kind: %s, parent: %s}\n", i, i,
		         i == 3 ? "office" : "committee", i == 3 ? (next_chance(4) ? "n0" : "stad") : parent);
	}
	room_write(room, "vocabulary/bodies.yaml", text);
}

/* Two registers, of which the second has some documents otherwise. */
static void make_rooms(struct room *old, struct room *new)
{
	static const char types_yaml[] = "- {id: policy, name: P}\n- {id: svar, name: S, governing: false}\n";
	char text[2048], path[32];

	room_begin(old);
	room_begin(new);
	for (uint32_t i = 0; i < DOCUMENTS; i++) {
		snprintf(path, sizeof path, "d%u.md", i);
		make_document(text, sizeof text, i);
		if (next_chance(10))
			room_write(old, path, text);
		if (next_chance(3) == 0)
			make_document(text, sizeof text, i);
		if (next_chance(10))
			room_write(new, path, text);
	}
	room_write(old, "vocabulary/types.yaml", types_yaml);
	room_write(new, "vocabulary/types.yaml", types_yaml);
	make_bodies(old, 1000);
	make_bodies(new, 1 + next_chance(3) * 20);
	room_open(old);
	room_open(new);
}

/* --- what is told against what is --------------------------------------------------------------------------------- */

static const struct status_change *span_on(const struct status_changes *changes, int32_t day)
{
	for (size_t i = 0; i < changes->n; i++)
		if (changes->at[i].first <= day && day <= changes->at[i].last)
			return &changes->at[i];
	return NULL;
}

static enum status status_in(const struct registry *registry, uint32_t document, uint32_t part, int32_t day)
{
	return document == NO_DOCUMENT ? STATUS_COUNT : status_on(registry, document, part, date_from_day(day));
}

static void require_span(const struct status_changes *changes, enum status old, enum status new, int32_t day,
                         struct str id)
{
	const struct status_change *span = changes ? span_on(changes, day) : NULL;

	if (old == new ? span != NULL : !span || span->old != old || span->new != new)
		fail_msg("%.*s on day %d: %d to %d, told %d to %d", STR_ARG(id), day, (int)old, (int)new,
		         span ? (int)span->old : -1, span ? (int)span->new : -1);
}

static const struct document_change *change_of(const struct registry_diff *diff, struct str id)
{
	for (size_t i = 0; i < diff->count; i++)
		if (str_equal(diff->documents[i].id, id))
			return &diff->documents[i];
	return NULL;
}

/* NULL: nothing is told of the part alone. */
static const struct status_changes *part_changes(const struct document_change *change, uint32_t part)
{
	for (size_t i = 0; i < change->part_status_count; i++)
		if (change->part_statuses[i].new == part)
			return &change->part_statuses[i].changes;
	return NULL;
}

static bool is_named(const struct registry *registry, uint32_t document, struct str anchor)
{
	EDGES_EACH(relation, registry->ending, document)
		if (str_equal(relation->target.part, anchor))
			return true;
	return false;
}

/* Parts that are named are told where they fare otherwise than the whole. */
static void require_parts(const struct room *old, const struct room *new, uint32_t i, uint32_t k,
                          const struct document_change *change, int32_t day)
{
	const struct document *was = &old->registry->documents[i], *is = &new->registry->documents[k];

	for (uint32_t part = 0; part < is->part_count; part++) {
		uint32_t reused = document_part(was, is->parts[part].anchor);
		const struct status_changes *told = part_changes(change, part);
		enum status before, after;
		if (reused == MARKDOWN_NO_PART || (!is_named(old->registry, i, is->parts[part].anchor) &&
		                                   !is_named(new->registry, k, is->parts[part].anchor)))
			continue;
		before = status_in(old->registry, i, reused, day);
		after = status_in(new->registry, k, part, day);
		if (told || before != after)
			require_span(told ? told : &change->statuses, before, after, day, is->id);
	}
}

static void require_statuses(const struct room *old, const struct room *new, const struct registry_diff *diff,
                             int32_t day)
{
	for (uint32_t k = 0; k < new->registry->count; k++) {
		struct str id = new->registry->documents[k].id;
		uint32_t i = registry_find(old->registry, id);
		const struct document_change *change = change_of(diff, id);
		require_span(change ? &change->statuses : NULL, status_in(old->registry, i, MARKDOWN_NO_PART, day),
		             status_in(new->registry, k, MARKDOWN_NO_PART, day), day, id);
		if (change && i != NO_DOCUMENT)
			require_parts(old, new, i, k, change, day);
	}
	for (uint32_t i = 0; i < old->registry->count; i++) {
		struct str id = old->registry->documents[i].id;
		const struct document_change *change = change_of(diff, id);
		if (registry_find(new->registry, id) == NO_DOCUMENT)
			require_span(change ? &change->statuses : NULL,
			             status_in(old->registry, i, MARKDOWN_NO_PART, day), STATUS_COUNT, day, id);
	}
}

/* What a document is for a body on a day: what applies, STATUS_UNKNOWN, or STATUS_COUNT. *bound gets whether it binds it. */
static enum status effect(const struct registry *registry, uint32_t document, struct str body, int32_t day,
                          enum tri *bound)
{
	uint32_t index = map_get(&registry->vocabulary.body_by_id, body), scope = 0;
	enum status status = STATUS_COUNT;

	*bound = TRI_NO;
	if (document == NO_DOCUMENT ||
	    (registry->documents[document].readable && !registry_governs(registry, document)))
		return STATUS_COUNT;
	*bound = document_binds(registry, document, index, body, &scope);
	status = status_on(registry, document, MARKDOWN_NO_PART, date_from_day(day));
	if (*bound == TRI_NO || (!status_applies(status) && status != STATUS_UNKNOWN))
		return STATUS_COUNT;
	return *bound == TRI_YES ? status : STATUS_UNKNOWN;
}

static const struct bound_change *bound_of(const struct registry_diff *diff, struct str id)
{
	for (size_t i = 0; diff->body_count && i < diff->bodies[0].count; i++)
		if (str_equal(diff->bodies[0].changes[i]->id, id))
			return diff->bodies[0].changes[i];
	return NULL;
}

static void require_body(const struct room *old, const struct room *new, const struct registry_diff *diff,
                         struct str body, int32_t day)
{
	for (uint32_t d = 0; d < DOCUMENTS; d++) {
		char name[8];
		struct str id = STR_EMPTY;
		enum tri was_bound, is_bound;
		enum status was, is;
		const struct bound_change *change = NULL;
		snprintf(name, sizeof name, "d%u", d);
		id = str_from(name);
		was = effect(old->registry, registry_find(old->registry, id), body, day, &was_bound);
		is = effect(new->registry, registry_find(new->registry, id), body, day, &is_bound);
		change = bound_of(diff, id);
		if (was_bound == TRI_YES || is_bound == TRI_YES)
			require_span(change ? &change->spans : NULL, was, is, day, id);
		else if (change)
			fail_msg("%s is told of %.*s, though it never bound it for certain", name, STR_ARG(body));
	}
}

/* Is the body one of these, or held by one? */
static bool is_meant(const struct vocabulary *vocabulary, struct str body, const struct str *ids, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t whole = map_get(&vocabulary->body_by_id, ids[i]);
		if (whole != MAP_NONE &&
		    body_is_within(vocabulary, map_get(&vocabulary->body_by_id, body), whole, false))
			return true;
	}
	return false;
}

static bool is_named_itself(const struct body_changes *bodies, struct str body)
{
	for (uint32_t i = 0; i < bodies->body_count; i++)
		if (str_equal(bodies->bodies[i], body))
			return true;
	return false;
}

static bool is_told(const struct body_changes *bodies, struct str id)
{
	for (size_t i = 0; i < bodies->count; i++)
		if (str_equal(bodies->changes[i]->id, id))
			return true;
	return false;
}

/* Whoever reads what is told of the body, and of those that hold it, reads what applies differently for it, and no more. */
static void require_told(const struct room *new, const struct registry_diff *all, const struct registry_diff *one,
                         struct str body)
{
	for (uint32_t d = 0; d < DOCUMENTS; d++) {
		char name[8];
		bool told = false;
		snprintf(name, sizeof name, "d%u", d);
		for (size_t i = 0; i < all->body_count; i++) {
			const struct body_changes *bodies = &all->bodies[i];
			const struct vocabulary *vocabulary = &new->registry->vocabulary;
			if (is_named_itself(bodies, body) ||
			    (is_meant(vocabulary, body, bodies->bodies, bodies->body_count) &&
			     !is_meant(vocabulary, body, bodies->except, bodies->except_count)))
				told = told || is_told(bodies, str_from(name));
		}
		if (told != (bound_of(one, str_from(name)) != NULL))
			fail_msg("%s: %.*s is told %s", name, STR_ARG(body), told ? "too much" : "too little");
	}
}

static void require_bodies(const struct room *old, const struct room *new, const struct registry_diff *all)
{
	static const char *const bodies[] = {"stad", "grupp", "n0", "n1", "n2", "n3", "n4", "n5"};

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct registry_diff_question question = {.body = bodies[i]};
		struct registry_diff diff;
		compare(&diff, old->registry, new->registry, &question);
		for (int k = 0; k < 40; k++)
			require_body(old, new, &diff, str_from(bodies[i]),
			             day_from_civil(2000, 1, 1) + (int32_t)next_chance(3000));
		require_told(new, all, &diff, str_from(bodies[i]));
		registry_diff_release(&diff);
	}
}

static void told_is_so(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= 120; seed++) {
		struct room old, new;
		struct registry_diff diff;
		chance = seed * 7919u;
		make_rooms(&old, &new);
		compare(&diff, old.registry, new.registry, &everything);
		for (int i = 0; i < 60; i++)
			require_statuses(&old, &new, &diff, day_from_civil(2000, 1, 1) + (int32_t)next_chance(3000));
		require_bodies(&old, &new, &diff);
		registry_diff_release(&diff);
		room_close(&old);
		room_close(&new);
	}
}

/* A circle of documents that end each other makes all their statuses unknown, however far away it is closed. */
static void far_circle(void **state)
{
	struct room old, new;
	struct registry_diff diff;
	char path[32], text[256];

	(void)state;
	room_begin(&old);
	room_begin(&new);
	for (unsigned i = 0; i < 7; i++) {
		snprintf(path, sizeof path, "d%u.md", i);
		snprintf(text, sizeof text, "---\nid: d%u\ntitle: D\ndecided: %u\nsupersedes: [d%u]\n---\n\nText.\n", i,
		         2001 + i, (i + 1) % 7);
		room_write(&new, path, text);
		if (i == 6)
			snprintf(text, sizeof text, "---\nid: d6\ntitle: D\ndecided: 2007\n---\n\nText.\n");
		room_write(&old, path, text);
	}
	room_open(&old);
	room_open(&new);
	compare(&diff, old.registry, new.registry, &everything);
	for (int32_t day = day_from_civil(2001, 1, 1); day < day_from_civil(2010, 1, 1); day += 10)
		require_statuses(&old, &new, &diff, day);
	assert_true(diff.other_status > 5);
	registry_diff_release(&diff);
	room_close(&old);
	room_close(&new);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_is_empty),
		cmocka_unit_test(told_is_so),
		cmocka_unit_test(far_circle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
