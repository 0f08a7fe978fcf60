/* The vocabulary: bodies, types and topics, divided by lines "%%%". A missing one is not held. */
#include "registry/document/vocabulary.h"
#include "tests/fuzz/invariants.h"

/* Cuts off the text before the next line "%%%"; false when there is none left. */
static bool next_file(struct str *rest, struct str *file)
{
	static const struct str line = STR("\n%%%\n");
	size_t end = 0;

	if (!rest->at)
		return false;
	end = str_find(*rest, line, 0);
	*file = str_part(*rest, 0, end == SIZE_MAX ? rest->n : end + 1);
	*rest = end == SIZE_MAX ? STR_EMPTY : str_part(*rest, end + line.n, rest->n);
	return true;
}

static void require_index(uint32_t index, uint32_t count)
{
	require(index == NO_BODY || index < count);
}

static void require_bodies(const struct vocabulary *vocabulary)
{
	for (uint32_t i = 0; i < vocabulary->body_count; i++) {
		const struct body *body = &vocabulary->bodies[i];
		uint32_t steps = 0;
		require_text(body->id);
		require_text(body->name);
		require_text(body->kind);
		require_index(body->parent, vocabulary->body_count);
		require_index(body->successor, vocabulary->body_count);
		require_index(body->via, vocabulary->body_count);
		require(body->from.first <= body->from.last && body->to.first <= body->to.last);
		for (uint32_t at = i; at != NO_BODY; at = vocabulary->bodies[at].parent)
			require(steps++ < vocabulary->body_count);
		require(vocabulary_body_within(vocabulary, i, i));
		if (body->parent != NO_BODY)
			require(!vocabulary_body_within(vocabulary, body->parent, i));
		if (body->id.n)
			require(str_equal(vocabulary->bodies[map_get(&vocabulary->body_by_id, body->id)].id, body->id));
		if (body->name.n)
			require(map_get(&vocabulary->body_by_name, body->name) < vocabulary->body_count);
		for (uint32_t k = 0; k < body->aliases.n; k++)
			require_text(body->aliases.at[k].text);
	}
}

static void require_types_and_topics(const struct vocabulary *vocabulary)
{
	for (uint32_t i = 0; i < vocabulary->type_count; i++) {
		const struct document_type *type = &vocabulary->types[i];
		require_text(type->id);
		require_text(str_from(type->name.sv));
		require_text(str_from(type->name.en));
		require(vocabulary_type_rank(vocabulary, i) < vocabulary_type_rank(vocabulary, NO_BODY));
		require(vocabulary_type_governs(vocabulary, i) == type->governing);
		for (uint32_t k = 0; k < type->decided_by.n; k++)
			require_text(type->decided_by.at[k].text);
	}
	for (uint32_t i = 0; i < vocabulary->topic_count; i++) {
		const struct topic *topic = &vocabulary->topics[i];
		uint32_t steps = 0;
		require_text(topic->id);
		require_text(str_from(topic->label.sv));
		require_text(str_from(topic->label.en));
		require_index(topic->broader, vocabulary->topic_count);
		for (uint32_t at = i; at != NO_BODY; at = vocabulary->topics[at].broader)
			require(steps++ < vocabulary->topic_count);
	}
}

static void read_all(struct str all, const struct limits *limits)
{
	struct arena arena = ARENA_EMPTY;
	struct vocabulary vocabulary = {0};
	struct str files[VOCABULARY_FILES] = {STR_EMPTY};

	for (int i = 0; i < VOCABULARY_FILES && next_file(&all, &files[i]); i++) {
		struct str copy = text_copy(files[i]);
		vocabulary_read(&vocabulary, (enum vocabulary_file)i, &arena, copy, limits);
		require(vocabulary.held[i] || vocabulary.problems[i].n);
		text_free(copy);
	}
	vocabulary_resolve(&vocabulary, &arena);
	require_bodies(&vocabulary);
	require_types_and_topics(&vocabulary);
	for (int i = 0; i < VOCABULARY_FILES; i++)
		for (size_t k = 0; k < vocabulary.problems[i].n; k++)
			require_problem(files[i], &vocabulary.problems[i].at[k]);
	vocabulary_release(&vocabulary);
	arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct limits small = limits_default;

	small.yaml_depth = 2;
	small.data_nodes = 20;
	read_all(text, &limits_default);
	read_all(text, &small);
	return 0;
}
