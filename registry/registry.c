#include "registry/registry.h"

#include "registry/base/memory.h"
#include "registry/base/pool.h"
#include "registry/base/utf8.h"
#include "registry/base/vec.h"
#include "registry/citation.h"
#include "registry/port/unicode.h"

/* Bodies that were read with the front matter are kept for the second pass as far as memory is bounded by the number of
 * documents; what does not fit is read again, which costs a fifth more time. */
#define KEPT_BODY_BYTES(documents) (((size_t)32 << 20) + (size_t)3072 * (documents))

struct worker { /* what one thread has of its own */
	struct reader *reader;
	struct arena arena, scratch;
	struct error error;
};

struct load {
	struct registry *registry;
	struct str *kept; /* malloc'ed bodies, or empty */
	size_t kept_room; /* what may still be kept, shared by atomic subtraction */
	struct worker workers[POOL_THREADS_MAX];
	unsigned threads;
};

bool registry_is_document(const struct registry *registry, struct str path)
{
	struct str documents = registry->config.documents;
	struct str below = documents.n ? str_part(path, documents.n + 1, path.n) : path;
	struct str name = below;

	while (str_find(name, STR("/"), 0) != SIZE_MAX)
		name = str_part(name, str_find(name, STR("/"), 0) + 1, name.n);
	return str_ends(path, STR(".md")) && !str_starts(below, STR("vocabulary/")) &&
	       !str_starts(below, STR("waivers/")) && !str_equal(name, STR("README.md"));
}

static struct str limit_text(struct arena *arena, uint32_t limit)
{
	return arena_format(arena, "%u", limit);
}

/* --- first pass: front matter ----------------------------------------------------------------------------------- */

static void keep_body(struct load *load, size_t item, struct str text)
{
	size_t room = __atomic_load_n(&load->kept_room, __ATOMIC_RELAXED);

	while (text.n && text.n <= room)
		if (__atomic_compare_exchange_n(&load->kept_room, &room, room - text.n, true, __ATOMIC_RELAXED,
		                                __ATOMIC_RELAXED)) {
			char *copy = memory_new(text.n, 1);
			memcpy(copy, text.at, text.n);
			load->kept[item] = (struct str){copy, text.n};
			return;
		}
}

static void name_problem(struct document *document, struct arena *arena)
{
	struct problem problem = {.kind = PROBLEM_NAME_FORM};

	if (unicode_is_nfc(document->path))
		return;
	problem.args[0] = unicode_nfc(arena, document->path);
	document_add_problem(document, arena, problem);
}

static bool is_plain(struct document *document, struct arena *arena, enum file_kind kind)
{
	if (kind == FILE_PLAIN)
		return true;
	document_add_problem(document, arena,
	                     (struct problem){.kind = kind == FILE_SYMLINK ? PROBLEM_SYMLINK : PROBLEM_SUBMODULE});
	return false;
}

static void read_front_matter(void *context, unsigned thread, size_t item)
{
	struct load *load = context;
	struct worker *worker = &load->workers[thread];
	struct document *document = &load->registry->documents[item];
	const struct limits *limits = &load->registry->config.limits;
	struct str text = STR_EMPTY;
	size_t size = 0;

	if (worker->error.kind != ERROR_NONE)
		return;
	document->path = load->registry->files[item].path;
	name_problem(document, &worker->arena);
	if (!is_plain(document, &worker->arena, load->registry->files[item].kind)) {
		document->id = document_stem(document->path);
		return;
	}
	if (reader_read(worker->reader, &load->registry->files[item], limits->document_bytes, &text, &size,
	                &worker->error) < 0)
		return;
	if (size > limits->document_bytes) {
		struct problem problem = {.kind = PROBLEM_LIMIT_document_bytes};
		problem.args[0] = limit_text(&worker->arena, limits->document_bytes);
		document->id = document_stem(document->path);
		document_add_problem(document, &worker->arena, problem);
		return;
	}
	document_read_front_matter(document, &worker->arena, &worker->scratch, &load->registry->config, text);
	arena_reset(&worker->scratch);
	if (document->readable)
		keep_body(load, item, str_part(text, document->body_at, text.n));
}

/* --- second pass: the body -------------------------------------------------------------------------------------- */

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
	struct problem problem = {.kind = kinds[found], .at = at};

	problem.args[0] = limit_text(arena, values[found]);
	document_add_problem(document, arena, problem);
}

static bool has_scheme(struct str url)
{
	for (size_t i = 0; i < url.n; i++) {
		char c = url.at[i];
		if (c == ':')
			return i > 0;
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
		      c == '-' || c == '.'))
			return false;
	}
	return false;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static struct str percent_decoded(struct arena *arena, struct str text)
{
	char *out = ARENA_ARRAY(arena, char, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == '%' && i + 2 < text.n && hex_digit(text.at[i + 1]) >= 0 &&
		    hex_digit(text.at[i + 2]) >= 0) {
			out[n++] = (char)(hex_digit(text.at[i + 1]) * 16 + hex_digit(text.at[i + 2]));
			i += 2;
		} else {
			out[n++] = text.at[i];
		}
	}
	return (struct str){out, n};
}

/* Resolves "../policy/x.md" against the path of the document that holds it; "" when it leads out of the registry. */
static struct str path_resolved(struct arena *arena, struct str from, struct str relative)
{
	char *out = ARENA_ARRAY(arena, char, from.n + relative.n + 2);
	size_t n = 0;

	if (!str_starts(relative, STR("/"))) {
		for (n = from.n; n > 0 && from.at[n - 1] != '/'; n--)
			;
		memcpy(out, from.at, n);
	}
	while (relative.n) {
		size_t slash = str_find(relative, STR("/"), 0);
		struct str name = str_part(relative, 0, slash == SIZE_MAX ? relative.n : slash);
		relative = slash == SIZE_MAX ? STR_EMPTY : str_part(relative, slash + 1, relative.n);
		if (!name.n || str_equal(name, STR(".")))
			continue;
		if (str_equal(name, STR(".."))) {
			if (!n)
				return STR_EMPTY;
			for (n--; n > 0 && out[n - 1] != '/'; n--)
				;
			continue;
		}
		memcpy(out + n, name.at, name.n);
		n += name.n;
		if (relative.n || slash != SIZE_MAX)
			out[n++] = '/';
	}
	while (n && out[n - 1] == '/')
		n--;
	return (struct str){out, n};
}

static bool link_read(struct load *load, struct worker *worker, uint32_t self, const struct markdown_link *link,
                      struct citation *out)
{
	const struct registry *registry = load->registry;
	size_t end = 0, hash = str_find(link->url, STR("#"), 0);
	struct str target = str_part(link->url, 0, hash == SIZE_MAX ? link->url.n : hash), path = STR_EMPTY;

	if (!link->url.n || has_scheme(link->url) || str_starts(link->url, STR("//")))
		return false;
	*out = (struct citation){
		.kind = CITATION_LINK, .at = link->at, .document = self, .name = NO_NAME, .decided = DATE_NONE};
	if (hash != SIZE_MAX)
		out->part = percent_decoded(&worker->arena, str_part(link->url, hash + 1, link->url.n));
	end = str_find(target, STR("?"), 0);
	target = str_part(target, 0, end);
	out->text = arena_copy(&worker->arena, target);
	if (!target.n)
		return out->part.n > 0;
	path = path_resolved(&worker->scratch, registry->documents[self].path,
	                     percent_decoded(&worker->scratch, target));
	out->document = map_get(&registry->by_path, path);
	if (out->document == MAP_NONE && (!path.n || !reader_has(worker->reader, path)))
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

static void citations_read(struct load *load, struct worker *worker, uint32_t self, const struct markdown *markdown)
{
	struct registry *registry = load->registry;
	struct document *document = &registry->documents[self];
	struct citation_scan scan = {registry->names, &registry->config, &registry->vocabulary, self,
	                             registry->config.limits.citations};
	struct citations found = {0};
	struct citation link;
	bool room = true;

	for (uint32_t i = 0; room && i < markdown->block_count; i++)
		room = citations_scan(&found, &worker->arena, &scan, &markdown->blocks[i]);
	if (!room) {
		struct problem problem = {.kind = PROBLEM_LIMIT_citations,
		                          .at = found.n ? found.at[found.n - 1].at : (struct place){1, 1}};
		problem.args[0] = limit_text(&worker->arena, registry->config.limits.citations);
		document_add_problem(document, &worker->arena, problem);
	}
	if (found.stuck) {
		struct problem problem = {.kind = PROBLEM_PATTERN_STUCK, .at = {1, 1}};
		problem.args[0] = registry->config.citations[found.stuck - 1].name;
		document_add_problem(document, &worker->arena, problem);
	}
	wiki_resolve(registry, self, &found);
	for (uint32_t i = 0; i < markdown->link_count; i++)
		if (link_read(load, worker, self, &markdown->links[i], &link))
			vec_push(&found, link);
	if (found.n)
		qsort(found.at, found.n, sizeof *found.at, compare_citations);
	document->citations = ARENA_ARRAY(&worker->arena, struct citation, found.n);
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
		struct problem problem = {.kind = PROBLEM_LIMIT_table_columns, .at = {block->first_line, 1}};
		if (block->kind != MARKDOWN_TABLE || markdown_table_columns(block) <= limits->table_columns)
			continue;
		problem.args[0] = limit_text(arena, limits->table_columns);
		document_add_problem(document, arena, problem);
	}
}

/* The body, kept or read again. A file in a folder may have changed meanwhile: what is no longer text is left alone. */
static struct str body_text(struct load *load, struct worker *worker, size_t item)
{
	const struct document *document = &load->registry->documents[item];
	struct str text = STR_EMPTY;
	size_t size = 0;

	if (load->kept[item].n)
		return load->kept[item];
	if (reader_read(worker->reader, &load->registry->files[item], load->registry->config.limits.document_bytes,
	                &text, &size, &worker->error) < 0)
		return STR_EMPTY;
	text = str_part(text, document->body_at, text.n);
	return utf8_invalid_at(text) == SIZE_MAX && !(text.n && memchr(text.at, 0, text.n)) ? text : STR_EMPTY;
}

static void read_body(void *context, unsigned thread, size_t item)
{
	struct load *load = context;
	struct worker *worker = &load->workers[thread];
	struct document *document = &load->registry->documents[item];
	const struct limits *limits = &load->registry->config.limits;
	struct markdown_limits bounds = {limits->parts, limits->links, limits->blocks, limits->nesting, limits->images};
	struct markdown markdown = {0};
	struct place at = {0};
	enum markdown_problem problem = MARKDOWN_OK;

	if (!document->readable || document->body_empty || worker->error.kind != ERROR_NONE)
		return;
	problem = markdown_parse(&markdown, &worker->arena, &worker->scratch, body_text(load, worker, item),
	                         document->body_line, bounds, &at);
	if (problem != MARKDOWN_OK) {
		body_limit(document, &worker->arena, problem, at, limits);
		document->parts_unread = true;
	} else {
		document->parts = markdown.parts;
		document->part_count = markdown.part_count;
		anchors_twice(document, &worker->arena);
		tables_check(document, &worker->arena, &markdown, limits);
		citations_read(load, worker, (uint32_t)item, &markdown);
	}
	arena_reset(&worker->scratch);
	free((char *)load->kept[item].at);
	load->kept[item] = STR_EMPTY;
}

/* --- indexes ---------------------------------------------------------------------------------------------------- */

/* Which letters and digits a text holds, as bits: texts whose sets differ much are not near. */
static uint64_t letters_of(struct str text)
{
	uint64_t set = 0;

	for (size_t i = 0; i < text.n; i++)
		set |= (uint64_t)1 << ((unsigned char)text.at[i] & 63);
	return set;
}

static uint32_t index_of(const struct map *map, struct str name)
{
	return name.n ? map_get(map, name) : NO_BODY; /* MAP_NONE is NO_BODY */
}

static void index_documents(struct registry *registry)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;

	registry->letters = ARENA_ARRAY(&registry->arena, uint64_t, registry->count);
	for (uint32_t i = 0; i < registry->count; i++) {
		struct document *document = &registry->documents[i];
		map_add(&registry->by_path, document->path, i);
		registry->letters[i] = letters_of(document->id);
		/* of a document and its copy, the id is that of the one whose file bears it */
		if (document->readable && str_equal(document->id, document_stem(document->path)))
			map_add(&registry->by_id, document->id, i);
		document->type_index = index_of(&vocabulary->type_by_id, document->type);
		document->decided_by_index = index_of(&vocabulary->body_by_id, document->decided_by);
		document->steward_index = index_of(&vocabulary->body_by_id, document->steward);
		for (uint32_t k = 0; k < document->scope_count; k++)
			document->scopes[k].body_index =
				index_of(&vocabulary->body_by_id, document->scopes[k].body.text);
	}
	for (uint32_t i = 0; i < registry->count; i++)
		if (registry->documents[i].readable)
			map_add(&registry->by_id, registry->documents[i].id, i);
	/* one that cannot be read is still there: its file's name is its id, unless a readable one has it */
	for (uint32_t i = 0; i < registry->count; i++)
		if (!registry->documents[i].readable)
			map_add(&registry->by_id, registry->documents[i].id, i);
}

static void resolve(const struct registry *registry, struct reference *reference)
{
	reference->document = reference->name.n ? registry_find(registry, reference->name) : NO_DOCUMENT;
}

static void resolve_relations(struct registry *registry)
{
	for (uint32_t i = 0; i < registry->count; i++)
		for (uint32_t k = 0; k < registry->documents[i].relation_count; k++) {
			struct relation *relation = &registry->documents[i].relations[k];
			resolve(registry, &relation->target);
			resolve(registry, &relation->source);
			if (relation->condition == CONDITION_ADOPTED)
				resolve(registry, &relation->when);
			relation->stated_in = i;
			relation->actor = relation->inverse ? relation->target.document : i;
			/* an inverse acts upon the document that states it */
			if (relation->inverse)
				relation->target.document = i;
		}
}

/* Does the acting document itself state this relation too? Then that statement counts. */
static bool stated_by_actor(const struct registry *registry, const struct relation *inverse)
{
	const struct document *actor = &registry->documents[inverse->actor];

	for (uint32_t k = 0; k < actor->relation_count; k++)
		if (!actor->relations[k].inverse && actor->relations[k].type == inverse->type &&
		    actor->relations[k].target.document == inverse->target.document)
			return true;
	return false;
}

static bool is_edge(const struct registry *registry, const struct relation *relation)
{
	if (relation->actor == NO_DOCUMENT || relation->target.document == NO_DOCUMENT ||
	    relation->actor == relation->target.document)
		return false;
	return !relation->inverse || !stated_by_actor(registry, relation);
}

/* Groups the edges by one of their ends, as compressed rows in path order of the stating documents. */
static void build_rows(struct registry *registry, struct edge_rows *rows, uint32_t (*end_of)(const struct relation *),
                       bool (*is_wanted)(const struct relation *))
{
	uint32_t *filled = memory_new((size_t)registry->count + 1, sizeof *filled);

	rows->start = ARENA_ARRAY(&registry->arena, uint32_t, (size_t)registry->count + 1);
	for (int pass = 0; pass < 2; pass++) { /* count, then fill */
		for (uint32_t i = 0; i < registry->count; i++)
			for (uint32_t k = 0; k < registry->documents[i].relation_count; k++) {
				const struct relation *relation = &registry->documents[i].relations[k];
				if (!is_wanted(relation) || !is_edge(registry, relation))
					continue;
				if (pass)
					rows->at[rows->start[end_of(relation)] + filled[end_of(relation)]++] = relation;
				else
					rows->start[end_of(relation) + 1]++;
			}
		for (uint32_t i = 0; !pass && i < registry->count; i++)
			rows->start[i + 1] += rows->start[i];
		if (!pass)
			rows->at = ARENA_ARRAY(&registry->arena, const struct relation *, rows->start[registry->count]);
	}
	free(filled);
}

static uint32_t target_of(const struct relation *relation)
{
	return relation->target.document;
}

static uint32_t actor_of(const struct relation *relation)
{
	return relation->actor;
}

static bool is_any(const struct relation *relation)
{
	(void)relation;
	return true;
}

static bool is_ending(const struct relation *relation)
{
	return relation_family(relation->type) == FAMILY_ENDS || relation->type == RELATION_AFFECTS;
}

static void build_edges(struct registry *registry)
{
	build_rows(registry, &registry->to, target_of, is_any);
	build_rows(registry, &registry->by, actor_of, is_any);
	build_rows(registry, &registry->ending, target_of, is_ending);
}

/* --- loading ---------------------------------------------------------------------------------------------------- */

static int read_config(struct registry *registry, struct error *error)
{
	struct str text = STR_EMPTY;
	size_t size = 0;
	int found =
		reader_read_path(registry->reader, STR("styrdok.yaml"), limits_default.data_bytes, &text, &size, error);

	registry->config_path = STR("styrdok.yaml");
	if (found < 0)
		return -1;
	if (size > limits_default.data_bytes)
		return error_set(error, ERROR_CONFIG, "styrdok.yaml", "too large");
	config_read(&registry->config, &registry->arena, text);
	/* a folder of documents by itself needs no configuration */
	if (!registry->config.documents_stated && !source_has_folder(registry->source, registry->config.documents))
		registry->config.documents = STR_EMPTY;
	return 0;
}

static int read_vocabulary(struct registry *registry, struct error *error)
{
	struct vocabulary *vocabulary = &registry->vocabulary;
	const struct limits *limits = &registry->config.limits;
	struct str folder = registry->config.documents;

	for (int i = 0; i < VOCABULARY_FILES; i++) {
		struct str text = STR_EMPTY;
		size_t size = 0;
		int found = 0;
		vocabulary->paths[i] = arena_format(&registry->arena, "%.*s%svocabulary/%s", STR_ARG(folder),
		                                    folder.n ? "/" : "", vocabulary_file_name((enum vocabulary_file)i));
		found = reader_read_path(registry->reader, vocabulary->paths[i], limits->data_bytes, &text, &size,
		                         error);
		if (found < 0)
			return -1;
		vocabulary->declared[i] = found;
		if (size > limits->data_bytes) {
			struct problem problem = {.kind = PROBLEM_LIMIT_data_bytes};
			problem.args[0] = limit_text(&registry->arena, limits->data_bytes);
			vec_push(&vocabulary->problems[i], problem);
		} else if (found) {
			vocabulary_read(vocabulary, (enum vocabulary_file)i, &registry->arena, text, limits);
		}
	}
	vocabulary_resolve(vocabulary, &registry->arena);
	return 0;
}

/* A link that leads to a document or, having no ending, to a folder of them. */
static bool is_link_worth_telling(const struct source_file *file)
{
	struct str name = file->path;

	while (str_find(name, STR("/"), 0) != SIZE_MAX)
		name = str_part(name, str_find(name, STR("/"), 0) + 1, name.n);
	return file->kind == FILE_SYMLINK && str_find(name, STR("."), 0) == SIZE_MAX;
}

/* Keeps only what can be a document; symbolic links and submodules stay in the list, to be reported. */
static size_t select_documents(const struct registry *registry, struct source_file *files, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (files[i].kind == FILE_SUBMODULE || is_link_worth_telling(&files[i]) ||
		    registry_is_document(registry, files[i].path))
			files[kept++] = files[i];
	return kept;
}

static int run(struct load *load, void (*work)(void *, unsigned, size_t), struct error *error)
{
	if (pool_run(load->threads, load->registry->count, work, load, error) < 0)
		return -1;
	for (unsigned i = 0; i < load->threads; i++)
		if (load->workers[i].error.kind != ERROR_NONE) {
			*error = load->workers[i].error;
			return -1;
		}
	return 0;
}

static int read_documents(struct load *load, struct error *error)
{
	struct registry *registry = load->registry;

	if (run(load, read_front_matter, error) < 0)
		return -1;
	index_documents(registry);
	registry->names = names_new(registry->documents, registry->count);
	if (run(load, read_body, error) < 0)
		return -1;
	resolve_relations(registry);
	build_edges(registry);
	return 0;
}

static int load_documents(struct registry *registry, struct error *error)
{
	struct load load = {.registry = registry};
	size_t count = 0;
	int result = source_list(registry->source, registry->config.documents, registry->config.limits.documents,
	                         &registry->arena, &registry->files, &count, error);

	registry->overfull = result < 0 && error->kind == ERROR_TOO_MANY;
	if (registry->overfull)
		*error = (struct error){0};
	else if (result < 0)
		return -1;
	result = 0;
	if (registry->overfull || registry->config.unreadable)
		count = 0;
	registry->count = (uint32_t)select_documents(registry, registry->files, count);
	registry->documents = ARENA_ARRAY(&registry->arena, struct document, registry->count);
	load.kept = memory_new((size_t)registry->count + 1, sizeof *load.kept);
	load.kept_room = KEPT_BODY_BYTES(registry->count);
	load.threads = pool_threads(registry->count);
	for (unsigned i = 0; !result && i < load.threads; i++)
		result = reader_new(&load.workers[i].reader, registry->source, error);
	if (!result)
		result = read_documents(&load, error);
	for (unsigned i = 0; i < load.threads; i++) {
		arena_join(&registry->arena, &load.workers[i].arena);
		arena_release(&load.workers[i].scratch);
		reader_free(load.workers[i].reader);
	}
	for (uint32_t i = 0; i < registry->count; i++)
		free((char *)load.kept[i].at);
	free(load.kept);
	return result;
}

int registry_load(struct registry **out, struct source *source, struct error *error)
{
	struct registry *registry = memory_new(1, sizeof *registry);

	*out = NULL;
	registry->source = source;
	if (reader_new(&registry->reader, source, error) < 0 || read_config(registry, error) < 0 ||
	    read_vocabulary(registry, error) < 0 || load_documents(registry, error) < 0) {
		registry_free(registry);
		return -1;
	}
	*out = registry;
	return 0;
}

void registry_free(struct registry *registry)
{
	if (!registry)
		return;
	names_free(registry->names);
	map_release(&registry->by_id);
	map_release(&registry->by_path);
	vocabulary_release(&registry->vocabulary);
	config_release(&registry->config);
	reader_free(registry->reader);
	source_close(registry->source);
	arena_release(&registry->arena);
	free(registry);
}

/* --- asking ----------------------------------------------------------------------------------------------------- */

uint32_t registry_find(const struct registry *registry, struct str id)
{
	return map_get(&registry->by_id, id); /* MAP_NONE is NO_DOCUMENT */
}

struct str registry_nearest(const struct registry *registry, struct str id)
{
	struct str best = STR_EMPTY;
	uint64_t letters = letters_of(id);
	unsigned limit = id.n < 6 ? 1 : id.n < 12 ? 2 : 3;

	for (uint32_t i = 0; i < registry->count; i++) {
		struct str other = registry->documents[i].id;
		unsigned distance = 0;
		if ((unsigned)__builtin_popcountll(letters ^ registry->letters[i]) > 2 * limit ||
		    !registry->documents[i].readable)
			continue;
		distance = str_distance(id, other, limit);
		if (distance <= limit && (!best.n || distance < str_distance(id, best, limit))) {
			best = other;
			limit = distance ? distance : 1;
		}
	}
	return best;
}

bool registry_knows_parts(const struct registry *registry, uint32_t document)
{
	return registry->documents[document].readable && !registry->documents[document].parts_unread &&
	       registry->documents[document].holding != HOLDING_REFERENCE;
}

bool registry_governs(const struct registry *registry, uint32_t document)
{
	return vocabulary_type_governs(&registry->vocabulary, registry->documents[document].type_index);
}
