#include "registry/citation/body.h"

#include "registry/base/path.h"
#include "registry/base/vec.h"
#include "registry/citation/citation.h"
#include "registry/document/part_number.h"
#include "registry/document/remarks.h"

static void body_limit(struct document *document, struct arena *arena, enum markdown_problem found, struct location at,
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

static int compare_citations(const void *a, const void *b)
{
	const struct location *x = &((const struct citation *)a)->at, *y = &((const struct citation *)b)->at;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

/* Of MediaWiki, [[bip-0001.mediawiki|BIP 1]] leads to a file, and others to pages that are none; elsewhere such brackets are text. */
static size_t wiki_links_state(const struct document *document, struct citation *citations, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		struct citation citation = citations[i];
		bool file = !path_has_scheme(citation.text) &&
		            (str_ends(citation.text, STR(".mediawiki")) || str_ends(citation.text, STR(".md")));
		if (citation.kind == CITATION_WIKI && !(file && str_ends(document->path, STR(".mediawiki"))))
			continue;
		if (citation.kind == CITATION_WIKI) {
			citation.kind = CITATION_LINK;
			citation.part = STR_EMPTY;
		}
		citations[kept++] = citation;
	}
	return kept;
}

/* The sort keeps the order of what stands in one place (glibc's is a merge sort), whatever is left out later. */
static void citations_state(struct document *document, const struct body_reading *reading, struct str text,
                            const struct markdown *markdown)
{
	struct act_memory acts = {0};
	struct citation_scan scan = {.names = reading->names,
	                             .config = reading->config,
	                             .vocabulary = reading->vocabulary,
	                             .self = reading->self,
	                             .limit = reading->config->limits.citations,
	                             .words = reading->words,
	                             .acts = &acts,
	                             .foreign = reading->foreign,
	                             .foreign_count = reading->foreign_count};
	struct citations found = {0};
	struct citation link;
	bool room = true;

	for (uint32_t i = 0, links = 0; room && i < markdown->block_count; i++) {
		for (links += scan.link_count;
		     links < markdown->link_count && markdown->links[links].block != i &&
		     (markdown->links[links].block == MARKDOWN_NO_BLOCK || markdown->links[links].block < i);)
			links++;
		scan.links = markdown->links + links;
		for (scan.link_count = 0;
		     links + scan.link_count < markdown->link_count && scan.links[scan.link_count].block == i;)
			scan.link_count++;
		scan.remark = markdown->blocks[i].quote &&
		              remarks_hold(text, (size_t)(markdown->blocks[i].source.at - text.at));
		room = citations_scan(&found, reading->arena, &scan, &markdown->blocks[i]);
	}
	if (!room)
		document_add_limit(document, reading->arena, PROBLEM_LIMIT_citations,
		                   found.n ? found.at[found.n - 1].at : (struct location){1, 1},
		                   reading->config->limits.citations);
	if (found.stuck) {
		struct problem problem = {.kind = PROBLEM_PATTERN_STUCK, .at = {1, 1}};
		problem.args[0].text = reading->config->citations[found.stuck - 1].name;
		document_add_problem(document, reading->arena, problem);
	}
	for (uint32_t i = 0; i < markdown->link_count; i++)
		if (link_state(reading->arena, &markdown->links[i], &link)) {
			uint32_t block = markdown->links[i].block;
			link.remark = block != MARKDOWN_NO_BLOCK && markdown->blocks[block].quote &&
			              remarks_hold(text, (size_t)(markdown->blocks[block].source.at - text.at));
			vec_push(&found, link);
		}
	if (!document_is_markdown(document))
		found.n = wiki_links_state(document, found.at, found.n);
	if (found.n)
		qsort(found.at, found.n, sizeof *found.at, compare_citations);
	document->citations = ARENA_ARRAY(reading->arena, struct citation, found.n);
	if (found.n)
		memcpy(document->citations, found.at, found.n * sizeof *found.at);
	document->citation_count = (uint32_t)found.n;
	vec_release(&found);
	vec_release(&acts.names);
}

static void anchors_twice(struct document *document, struct arena *arena)
{
	struct map seen = {0};

	for (uint32_t i = 0; i < document->part_count; i++) {
		uint32_t first = document->parts[i].given && !document->parts[i].attributes.n
		                         ? map_add(&seen, document->parts[i].anchor, i)
		                         : i;
		if (first != i) {
			struct problem problem = {.kind = PROBLEM_ANCHOR_TWICE,
			                          .at = document->parts[i].at,
			                          .other = document->parts[first].at};
			problem.args[0].text = document->parts[i].anchor;
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
			                   (struct location){block->first_line, 1}, limits->table_columns);
	}
}

bool body_state(struct document *document, const struct body_reading *reading, struct str text,
                struct markdown *markdown)
{
	const struct limits *limits = &reading->config->limits;
	struct markdown_limits bounds = {limits->parts, limits->links, limits->blocks, limits->nesting, limits->images};
	struct markdown found = {0};
	struct location at = {0};
	enum markdown_problem problem =
		markdown_parse(&found, reading->arena, reading->scratch, text, document->body_line, bounds, &at);

	if (problem != MARKDOWN_OK) {
		body_limit(document, reading->arena, problem, at, limits);
		document->parts_unread = true;
		return false;
	}
	if (!document_is_markdown(document)) { /* what looks like a link or a comment is none */
		found.link_count = 0;
		found.comment = LOCATION_FILE;
	}
	document->parts = found.parts;
	document->part_count = found.part_count;
	document->anchors = found.anchors;
	document->anchor_count = found.anchor_count;
	if (found.comment.line) {
		document_add_problem(document, reading->arena,
		                     (struct problem){.kind = PROBLEM_COMMENT_OPEN, .at = found.comment});
		document->parts_unread = true; /* what parts stand behind it is not known */
	}
	parts_number(document, reading->arena);
	anchors_twice(document, reading->arena);
	tables_check(document, reading->arena, &found, limits);
	if (reading->names)
		citations_state(document, reading, text, &found);
	if (markdown)
		*markdown = found;
	return true;
}
