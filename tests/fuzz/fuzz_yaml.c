/* registry/port/yaml on any bytes: what it says about places, order and limits holds. */
#include "registry/port/yaml.h"
#include "tests/fuzz/invariants.h"

#define FIRST_LINE 7u

/* The place is in the text: on one of its lines, at most one byte behind the line's end. */
static void require_on_line(struct str text, struct location at)
{
	struct str rest = text;
	uint32_t line = FIRST_LINE;

	require(at.line >= FIRST_LINE && at.column >= 1);
	for (; line < at.line; line++) {
		size_t end = str_find(rest, STR("\n"), 0);

		require(end != SIZE_MAX);
		rest = str_part(rest, end + 1, rest.n);
	}
	size_t end = str_find(rest, STR("\n"), 0);

	require(at.column <= (end == SIZE_MAX ? rest.n : end) + 1);
}

static bool place_before(struct location a, struct location b)
{
	return a.line < b.line || (a.line == b.line && a.column < b.column);
}

struct sums {
	uint32_t nodes, depth;
	struct location last;
};

static void require_string(struct str text)
{
	require_text(text);
	require(text.n == 0 || !memchr(text.at, '\0', text.n));
}

/* Walks node and all below, in the order of the file. The depth is bounded by the limit. */
static void require_node(struct sums *sums, struct str text, const struct yaml_node *node, uint32_t depth, bool key)
{
	require(!place_before(node->at, sums->last));
	sums->last = node->at;
	sums->nodes++;
	if (sums->nodes < 50)
		require_on_line(text, node->at);
	require(key == (node->value != NULL));
	if (node->kind == YAML_SCALAR) {
		require(!node->first);
		require_string(node->text);
		require(node->text.at && node->text.at[node->text.n] == '\0');
	} else {
		require(!key && !node->quoted && node->text.n == 0 && !yaml_is_null(node));
		depth++;
		sums->depth = depth > sums->depth ? depth : sums->depth;
	}
	for (const struct yaml_node *child = node->first; child; child = child->next) {
		require_node(sums, text, child, depth, node->kind == YAML_MAP);
		require(node->kind != YAML_MAP || yaml_get(node, child->text) == child->value);
	}
	if (key)
		require_node(sums, text, node->value, depth, false);
}

static enum yaml_problem parse(struct arena *arena, struct str text, uint32_t depth, uint32_t nodes, struct sums *sums)
{
	struct yaml_limits limits = {depth, nodes};
	struct yaml_error error;
	struct yaml_node *root;
	enum yaml_problem problem = yaml_parse(&root, arena, text, FIRST_LINE, limits, &error);

	*sums = (struct sums){0};
	require(problem == error.problem);
	require_string(error.detail);
	if (problem == YAML_OK || problem == YAML_DUPLICATE_KEY) {
		if (root)
			require_node(sums, text, root, 0, false);
	} else {
		require(!root);
	}
	if (problem != YAML_OK)
		require_on_line(text, error.at);
	if (problem == YAML_DUPLICATE_KEY)
		require(place_before(error.other, error.at));
	return problem;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	size_t invalid = utf8_invalid_at(text);
	struct arena arena = ARENA_EMPTY;
	struct sums sums, same;

	if (invalid != SIZE_MAX) {
		require(invalid < size && utf8_invalid_at(str_part(text, 0, invalid)) == SIZE_MAX);
		return 0;
	}
	if (parse(&arena, text, 16, 500, &sums) == YAML_OK && sums.nodes > 0) {
		require(sums.depth <= 16 && sums.nodes <= 500);
		require(parse(&arena, text, sums.depth, sums.nodes, &same) == YAML_OK);
		require(same.nodes == sums.nodes && same.depth == sums.depth);
		require(parse(&arena, text, sums.depth, sums.nodes - 1, &same) == YAML_TOO_MANY_NODES);
		require(sums.depth == 0 || parse(&arena, text, sums.depth - 1, sums.nodes, &same) == YAML_TOO_DEEP);
	}
	arena_release(&arena);
	return 0;
}
