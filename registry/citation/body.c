#include "registry/citation/body.h"

#include "registry/base/path.h"
#include "registry/base/vec.h"
#include "registry/citation/citation.h"

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

/* A link that may lead to a document: all that can be said without knowing which there are. */
static bool link_state(struct arena *arena, const struct markdown_link *link, struct citation *out)
{
	size_t hash = str_find(link->url, STR("#"), 0);
	struct str target = str_part(link->url, 0, hash == SIZE_MAX ? link->url.n : hash);

	if (!link->url.n || path_has_scheme(link->url) || str_starts(link->url, STR("//")))
		return false;
	*out = (struct citation){
		.kind = CITATION_LINK, .at = link->at, .document = NO_DOCUMENT, .name = NO_NAME, .decided = DATE_NONE};
	if (hash != SIZE_MAX)
		out->part = path_decoded(arena, str_part(link->url, hash + 1, link->url.n));
	target = str_part(target, 0, str_find(target, STR("?"), 0));
	out->text = arena_copy(arena, target);
	return target.n || out->part.n;
}

/* False when the link leads to a file that is no document. */
static bool link_resolve(const struct document *document, const struct body_reading *reading, struct citation *link)
{
	const struct registry *registry = reading->registry;
	struct str path = STR_EMPTY;

	link->document = reading->self;
	if (!link->text.n)
		return true;
	path = path_resolved(reading->scratch, document->path, path_decoded(reading->scratch, link->text));
	link->document = map_get(&registry->by_path, path); /* MAP_NONE is NO_DOCUMENT */
	if (link->document == NO_DOCUMENT && (!path.n || !registry_has_path(registry, reading->reader, path)))
		link->outcome = CITATION_UNKNOWN;
	return link->document != NO_DOCUMENT || link->outcome == CITATION_UNKNOWN;
}

static void wiki_resolve(const struct body_reading *reading, struct citation *citation)
{
	citation->document = citation->text.n ? registry_find(reading->registry, citation->text) : reading->self;
	if (citation->document == NO_DOCUMENT)
		citation->outcome = CITATION_UNKNOWN;
}

void body_resolve(struct document *document, const struct body_reading *reading)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < document->citation_count; i++) {
		struct citation *citation = &document->citations[i];
		bool keep = true;
		if (citation->kind == CITATION_LINK)
			keep = link_resolve(document, reading, citation);
		else if (citation->kind == CITATION_WIKI)
			wiki_resolve(reading, citation);
		else
			citation_resolve(citation, reading->registry->names);
		if (keep)
			document->citations[kept++] = *citation;
	}
	document->citation_count = kept;
}

static bool leads_nowhere(const struct document *document, const struct body_reading *reading, struct citation link)
{
	link.outcome = CITATION_FOUND;
	return link_resolve(document, reading, &link);
}

void body_resolve_again(struct document *document, const struct body_reading *reading)
{
	const struct citation *before = document->citations;
	uint32_t count = document->citation_count, kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		bool again = before[i].kind == CITATION_LINK && before[i].outcome == CITATION_UNKNOWN;
		if (again && !leads_nowhere(document, reading, before[i])) {
			if (document->citations == before) {
				document->citations = ARENA_ARRAY(reading->arena, struct citation, count);
				memcpy(document->citations, before, i * sizeof *before);
			}
			continue;
		}
		if (document->citations != before)
			document->citations[kept] = before[i];
		kept++;
	}
	document->citation_count = kept;
}

static int compare_citations(const void *a, const void *b)
{
	const struct place *x = &((const struct citation *)a)->at, *y = &((const struct citation *)b)->at;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

/* The sort keeps the order of what stands in one place (glibc's is a merge sort), whatever is left out later. */
static void citations_state(struct document *document, const struct body_reading *reading,
                            const struct markdown *markdown)
{
	const struct registry *registry = reading->registry;
	struct citation_scan scan = {registry->names,
	                             &registry->config,
	                             &registry->vocabulary,
	                             reading->self,
	                             registry->config.limits.citations,
	                             reading->words};
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
	for (uint32_t i = 0; i < markdown->link_count; i++)
		if (link_state(reading->arena, &markdown->links[i], &link))
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

bool body_state(struct document *document, const struct body_reading *reading, struct str text,
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
	if (reading->registry->names)
		citations_state(document, reading, &found);
	if (markdown)
		*markdown = found;
	return true;
}

bool body_read(struct document *document, const struct body_reading *reading, struct str text,
               struct markdown *markdown)
{
	if (!body_state(document, reading, text, markdown))
		return false;
	body_resolve(document, reading);
	return true;
}
