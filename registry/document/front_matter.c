#include "registry/document/front_matter.h"

#include "registry/base/utf8.h"

static struct str skip_bom(struct str text)
{
	return str_starts(text, STR("\xEF\xBB\xBF")) ? str_part(text, 3, text.n) : text;
}

static bool is_fence(struct str line)
{
	return str_equal(line, STR("---")) || (str_starts(line, STR("---")) && !str_trim(str_part(line, 3, line.n)).n);
}

static void split(struct front_matter *front, struct str text)
{
	struct str line = STR_EMPTY;

	*front = (struct front_matter){.rest = skip_bom(text)};
	if (!str_next_line(&front->rest, &line) || !is_fence(line))
		return;
	front->inner.at = front->rest.at;
	front->lines = 1;
	for (const char *before = front->rest.at; str_next_line(&front->rest, &line); before = front->rest.at) {
		front->lines++;
		if (is_fence(line) || str_equal(line, STR("..."))) {
			front->closed = true;
			front->inner.n = (size_t)(before - front->inner.at);
			return;
		}
	}
	front->inner.n = (size_t)(text.at + text.n - front->inner.at);
}

bool front_matter_is_text(struct fields *fields, struct str text)
{
	size_t invalid = utf8_invalid_at(text);
	const char *nul = text.n ? memchr(text.at, 0, text.n) : NULL;

	if (!str_trim(skip_bom(text)).n) {
		fields_problem(fields, PROBLEM_EMPTY, LOCATION_FILE, STR_EMPTY, STR_EMPTY);
		return false;
	}
	if (nul) {
		fields_problem(fields, PROBLEM_NUL, fields_location(text, (size_t)(nul - text.at)), STR_EMPTY,
		               STR_EMPTY);
		return false;
	}
	if (invalid != SIZE_MAX) {
		fields_problem(fields, PROBLEM_NOT_UTF8, fields_location(text, invalid), STR_EMPTY, STR_EMPTY);
		return false;
	}
	if (skip_bom(text).n != text.n)
		fields_problem(fields, PROBLEM_BOM, ((struct location){1, 1}), STR_EMPTY, STR_EMPTY);
	return true;
}

bool front_matter_find(struct front_matter *out, struct fields *fields, struct str text, uint32_t limit)
{
	const struct location start = {1, 1};

	split(out, text);
	if (!out->lines)
		fields_problem(fields, PROBLEM_NO_FRONT_MATTER, start, STR_EMPTY, STR_EMPTY);
	else if (!out->closed)
		fields_problem(fields, PROBLEM_UNCLOSED, start, STR_EMPTY, STR_EMPTY);
	else if (out->inner.n > limit)
		fields_problem(fields, PROBLEM_LIMIT_front_matter_bytes, start,
		               arena_format(fields->arena, "%u", limit), STR_EMPTY);
	else
		return true;
	return false;
}

const struct yaml_node *front_matter_parse(struct fields *fields, struct arena *nodes, struct str inner,
                                           const struct limits *limits)
{
	const struct yaml_node *root = fields_parse(fields, nodes, inner, 2,
	                                            (struct yaml_limits){limits->yaml_depth, limits->yaml_nodes}, true);

	if (root && root->kind != YAML_MAP && !yaml_is_null(root))
		fields_problem(fields, PROBLEM_SHAPE, root->at, argument_term(TERM_FRONT_MATTER),
		               argument_term(TERM_MAP));
	return root;
}

bool front_matter_is_readable(const struct yaml_node *root, size_t told)
{
	return !told || (root && root->kind == YAML_MAP);
}
