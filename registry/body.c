#include "registry/body.h"

#include "registry/base/vec.h"
#include "registry/citation.h"
#include "registry/path.h"

static void body_limit(struct document *document, struct arena *arena, enum markdown_problem found, struct place at,
                       const struct limits *limits)
{
	static const enum problem_kind kinds[] = {
		[MARKDOWN_TOO_MANY_PARTS] = PROBLEM_LIMIT_parts,   [MARKDOWN_TOO_MANY_LINKS] = PROBLEM_LIMIT_links,
		[MARKDOWN_TOO_MANY_BLOCKS] = PROBLEM_LIMIT_blocks, [MARKDOWN_TOO_DEEP] = PROBLEM_LIMIT_nesting,
		[MARKDOWN_TOO_MANY_IMAGES] = PROBLEM_LIMIT_images,
	};
	const uint32_t values[] = {
		[MARKDOWN_TOO_MANY_PARTS] = limits->parts,   [MARKDOWN_TOO_MANY_LINKS] = limits->links,
		[MARKDOWN_TOO_MANY_BLOCKS] = limits->blocks, [MARKDOWN_TOO_DEEP] = limits->nesting,
		[MARKDOWN_TOO_MANY_IMAGES] = limits->images,
	};
	document_add_limit(document, arena, kinds[found], at, values[found]);
}

static bool link_read(const struct document *document, const struct body_reading *reading,
                      const struct markdown_link *link, struct citation *out)
{
	const struct registry *registry = reading->registry;
	size_t end = 0, hash = str_find(link->url, STR("#"), 0);
	struct str target = str_part(link->url, 0, hash == SIZE_MAX ? link->url.n : hash), path = STR_EMPTY;

	if (!link->url.n || path_has_scheme(link->url) || str_starts(link->url, STR("//")))
		return false;
	*out = (struct citation){.kind = CITATION_LINK,
	                         .at = link->at,
	                         .document = reading->self,
	                         .name = NO_NAME,
	                         .decided = DATE_NONE};
	if (hash != SIZE_MAX)
		out->part = path_decoded(reading->arena, str_part(link->url, hash + 1, link->url.n));
	end = str_find(target, STR("?"), 0);
	target = str_part(target, 0, end);
	out->text = arena_copy(reading->arena, target);
	if (!target.n)
		return out->part.n > 0;
	path = path_resolved(reading->scratch, document->path, path_decoded(reading->scratch, target));
	out->document = map_get(&registry->by_path, path);
	if (out->document == MAP_NONE && (!path.n || !registry_has_path(registry, reading->reader, path)))
		out->outcome = CITATION_UNKNOWN;
	return out->document != MAP_NONE || out->outcome == CITATION_UNKNOWN;
}

static void wiki_resolve(const struct registry *registry, uint32_t self, struct citations *citations)
{
	for (size_t i = 0; i < citations->n; i++) {
		struct citation *citation = &citations->at[i];
		if (citation->kind != CITATION_WIKI)
			continue;
		citation->document = citation->text.n ? registry_find(registry, citation->text) : self;
		if (citation->document == NO_DOCUMENT)
			citation->outcome = CITATION_UNKNOWN;
	}
}

static int compare_citations(const void *a, const void *b)
{
	const struct place *x = &((const struct citation *)a)->at, *y = &((const struct citation *)b)->at;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

static void citations_read(struct document *document, const struct body_reading *reading,
                           const struct markdown *markdown)
{
	const struct registry *registry = reading->registry;
	struct citation_scan scan = {registry->names, &registry->config, &registry->vocabulary, reading->self,
	                             registry->config.limits.citations};
	struct citations found = {0};
	struct citation link;
	bool room = true;

	for (uint32_t i = 0; room && i < markdown->block_count; i++)
		room = citations_scan(&found, reading->arena, &scan, &markdown->blocks[i]);
	if (!room)
		document_add_limit(document, reading->arena, PROBLEM_LIMIT_citations,
		                   found.n ? found.at[found.n - 1].at : (struct place){1, 1},
		                   registry->config.limits.citations);
	if (found.stuck) {
		struct problem problem = {.kind = PROBLEM_PATTERN_STUCK, .at = {1, 1}};
		problem.args[0] = registry->config.citations[found.stuck - 1].name;
		document_add_problem(document, reading->arena, problem);
	}
	wiki_resolve(registry, reading->self, &found);
	for (uint32_t i = 0; i < markdown->link_count; i++)
		if (link_read(document, reading, &markdown->links[i], &link))
			vec_push(&found, link);
	if (found.n)
		qsort(found.at, found.n, sizeof *found.at, compare_citations);
	document->citations = ARENA_ARRAY(reading->arena, struct citation, found.n);
	if (found.n)
		memcpy(document->citations, found.at, found.n * sizeof *found.at);
	document->citation_count = (uint32_t)found.n;
	vec_release(&found);
}

static void anchors_twice(struct document *document, struct arena *arena)
{
	struct map seen = {0};

	for (uint32_t i = 0; i < document->part_count; i++) {
		uint32_t first = document->parts[i].given ? map_add(&seen, document->parts[i].anchor, i) : i;
		if (first != i) {
			struct problem problem = {.kind = PROBLEM_ANCHOR_TWICE,
			                          .at = document->parts[i].at,
			                          .other = document->parts[first].at};
			problem.args[0] = document->parts[i].anchor;
			document_add_problem(document, arena, problem);
		}
	}
	map_release(&seen);
}

static void tables_check(struct document *document, struct arena *arena, const struct markdown *markdown,
                         const struct limits *limits)
{
	for (uint32_t i = 0; i < markdown->block_count; i++) {
		const struct markdown_block *block = &markdown->blocks[i];
		if (block->kind == MARKDOWN_TABLE && markdown_table_columns(block) > limits->table_columns)
			document_add_limit(document, arena, PROBLEM_LIMIT_table_columns,
			                   (struct place){block->first_line, 1}, limits->table_columns);
	}
}

bool body_read(struct document *document, const struct body_reading *reading, struct str text,
               struct markdown *markdown)
{
	const struct limits *limits = &reading->registry->config.limits;
	struct markdown_limits bounds = {limits->parts, limits->links, limits->blocks, limits->nesting, limits->images};
	struct markdown found = {0};
	struct place at = {0};
	enum markdown_problem problem =
		markdown_parse(&found, reading->arena, reading->scratch, text, document->body_line, bounds, &at);

	if (problem != MARKDOWN_OK) {
		body_limit(document, reading->arena, problem, at, limits);
		document->parts_unread = true;
		return false;
	}
	document->parts = found.parts;
	document->part_count = found.part_count;
	anchors_twice(document, reading->arena);
	tables_check(document, reading->arena, &found, limits);
	citations_read(document, reading, &found);
	if (markdown)
		*markdown = found;
	return true;
}
