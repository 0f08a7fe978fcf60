#include "registry/document/document.h"

#include "registry/base/path.h"
#include "registry/base/spelling.h"
#include "registry/document/yaml_fields.h"

struct str document_stem(struct str path)
{
	struct str name = path_name(path);

	if (str_ends(name, STR(".md")))
		name.n -= 3;
	return name;
}

void document_add_problem(struct document *document, struct arena *arena, struct problem problem)
{
	uint32_t count = document->problem_count;

	/* room for the next power of two */
	if ((count & (count - 1)) == 0) {
		struct problem *grown = ARENA_ARRAY(arena, struct problem, count ? (size_t)count * 2 : 1);
		if (count)
			memcpy(grown, document->problems, count * sizeof *grown);
		document->problems = grown;
	}
	document->problems[document->problem_count++] = problem;
}

bool problem_is_of_citations(const struct problem *problem)
{
	return problem->kind == PROBLEM_LIMIT_citations || problem->kind == PROBLEM_PATTERN_STUCK;
}

void document_add_limit(struct document *document, struct arena *arena, enum problem_kind kind, struct location at,
                        uint32_t limit)
{
	struct problem problem = {.kind = kind, .at = at};

	problem.args[0].text = arena_format(arena, "%u", limit);
	document_add_problem(document, arena, problem);
}

uint32_t document_part(const struct document *document, struct str anchor)
{
	for (uint32_t i = 0; i < document->part_count; i++)
		if (str_equal(document->parts[i].anchor, anchor))
			return i;
	return MARKDOWN_NO_PART;
}

/* HTML: "top", however it is capitalised, is the top of every page. */
static bool is_top(struct str anchor)
{
	return anchor.n == 3 && (anchor.at[0] | 0x20) == 't' && (anchor.at[1] | 0x20) == 'o' &&
	       (anchor.at[2] | 0x20) == 'p';
}

bool document_has_anchor(const struct document *document, struct str anchor)
{
	for (uint32_t i = 0; i < document->anchor_count; i++)
		if (str_equal(document->anchors[i], anchor))
			return true;
	return is_top(anchor) || document_part(document, anchor) != MARKDOWN_NO_PART;
}

struct str document_nearest_part(const struct document *document, struct str anchor)
{
	struct spelling spelling = spelling_of(anchor);

	for (uint32_t i = 0; i < document->part_count; i++)
		spelling_try(&spelling, document->parts[i].anchor);
	for (uint32_t i = 0; i < document->anchor_count; i++)
		spelling_try(&spelling, document->anchors[i]);
	return spelling_nearest(&spelling);
}

struct date document_date(const struct document *document)
{
	if (document->decided.known)
		return document->decided;
	if (document->dated.known)
		return document->dated;
	if (document->referred.known)
		return document->referred;
	return document->in_force;
}

struct date document_start(const struct document *document, bool *assumed)
{
	*assumed = !document->in_force.known;
	return *assumed ? document->decided : document->in_force;
}

struct location document_location(const struct document *document, enum document_key key)
{
	return document->keys[key];
}
