#include "registry/history/history.h"

#include "registry/base/vec.h"
#include "registry/port/git/git.h"

/* Files that differ between a commit and its parent, among which a renamed document is sought. */
#define DIFFERENCES_MAX 100000u

struct version { /* the document in a commit */
	bool there;
	struct str path; /* from the registry's root */
	struct git_id id;
};

struct following {
	const struct registry *registry;
	struct git *git;
	struct str prefix; /* of the registry's root in the repository */
	struct str id;
	struct arena *arena, scratch;
	char *buffer;
	size_t room;
	struct git_commit_facts commit; /* looked at */
	struct version version;         /* in it */
	VEC(struct history_entry) entries;
	struct error *error;
};

/* --- reading one version ------------------------------------------------------------------------------------------- */

static void read_parts(struct following *following, struct document *document, struct str text)
{
	const struct limits *limits = &following->registry->config.limits;
	struct markdown_limits bounds = {limits->parts, limits->links, limits->blocks, limits->nesting, limits->images};
	struct markdown found = {0};
	struct location at = {0};

	if (!document->readable || document->body_empty)
		return;
	document->parts_unread =
		markdown_parse(&found, following->arena, &following->scratch, str_part(text, document->body_at, text.n),
	                       document->body_line, bounds, &at) != MARKDOWN_OK;
	document->parts = found.parts;
	document->part_count = found.part_count;
}

/* A blob's text in the arena; "" when it is larger than a document may be. 0, or -1. */
static int read_text(struct following *following, const struct git_id *id, struct str *text)
{
	size_t size = 0, limit = following->registry->config.limits.document_bytes;

	*text = STR_EMPTY;
	if (git_read(following->git, id, limit, &following->buffer, &following->room, &size, following->error) < 0)
		return -1;
	if (size <= limit)
		*text = arena_copy(following->arena, (struct str){following->buffer, size});
	return 0;
}

static struct document *read_document(struct following *following, struct str path, struct str text)
{
	struct document *document = ARENA_NEW(following->arena, struct document);

	document->path = path;
	document_read_front_matter(document, following->arena, &following->scratch, &following->registry->config, text);
	return document;
}

/* 0, or -1. What is not there leaves the side empty. */
static int read_side(struct following *following, const struct version *version, struct change_side *side)
{
	struct document *document = NULL;
	struct stated *stated = NULL;

	*side = (struct change_side){0};
	if (!version->there)
		return 0;
	if (read_text(following, &version->id, &side->text) < 0)
		return -1;
	document = read_document(following, version->path, side->text);
	read_parts(following, document, side->text);
	stated = ARENA_ARRAY(following->arena, struct stated, document->relation_count);
	for (uint32_t i = 0; i < document->relation_count; i++)
		stated[i] = (struct stated){&document->relations[i], document, document->relations[i].target.name,
		                            document->relations[i].inverse};
	side->document = document;
	side->stated = stated;
	side->stated_count = document->relation_count;
	arena_reset(&following->scratch);
	return 0;
}

/* --- finding it in the parent -------------------------------------------------------------------------------------- */

/* Is the blob the document, by the id that it states? 1, 0 or -1. */
static int is_the_document(struct following *following, struct str path, const struct git_id *id)
{
	size_t size = 0, limit = following->registry->config.limits.document_bytes;
	struct document document = {.path = path};
	bool same = false;

	if (git_read(following->git, id, limit, &following->buffer, &following->room, &size, following->error) < 0)
		return -1;
	if (size <= limit) {
		struct arena kept = ARENA_EMPTY;
		document_read_front_matter(&document, &kept, &following->scratch, &following->registry->config,
		                           (struct str){following->buffer, size});
		same = str_equal(document.id, following->id);
		arena_release(&kept);
		arena_reset(&following->scratch);
	}
	return same;
}

/* The document's file at this path in the commit. 1, 0 or -1. */
static int find_at(struct following *following, const struct git_id *commit, struct str path, struct version *out)
{
	struct str full = arena_format(&following->scratch, "%.*s%.*s", STR_ARG(following->prefix), STR_ARG(path));
	struct git_file file;
	int found = git_find(following->git, commit, full.at, &file, following->error);

	arena_reset(&following->scratch);
	if (found <= 0 || file.kind != GIT_KIND_FILE)
		return found < 0 ? -1 : 0;
	*out = (struct version){true, path, file.id};
	return 1;
}

/* A file of the parent that states the id, among those that the commit has not, or has otherwise. 1, 0 or -1. */
static int find_moved(struct following *following, struct version *out)
{
	const struct registry *registry = following->registry;
	struct str documents = registry->config.documents;
	struct str folder = arena_format(following->arena, "%.*s%.*s", STR_ARG(following->prefix), STR_ARG(documents));
	struct git_difference *differences = NULL;
	size_t count = 0;

	if (folder.n && folder.at[folder.n - 1] == '/')
		folder = arena_copy(following->arena, str_part(folder, 0, folder.n - 1));
	if (git_differences(following->git, &following->commit.parent, &following->commit.id, folder.at,
	                    DIFFERENCES_MAX, following->arena, &differences, &count, following->error) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		struct str path = differences[i].path;
		int same = 0;
		if (documents.n)
			path = arena_format(following->arena, "%.*s/%.*s", STR_ARG(documents), STR_ARG(path));
		if (differences[i].in_old && registry_is_document(registry, path))
			same = is_the_document(following, path, &differences[i].old);
		if (same < 0)
			return -1;
		if (same) {
			*out = (struct version){true, path, differences[i].old};
			return 1;
		}
	}
	return 0;
}

/* Where the document is in the commit's first parent. 0, or -1. */
static int find_before(struct following *following, struct version *out)
{
	struct str path = following->version.path;
	int found = 0;

	*out = (struct version){.path = path};
	if (!following->commit.parents)
		return 0;
	found = find_at(following, &following->commit.parent, path, out);
	if (found == 1 && (!following->version.there ||
	                   memcmp(out->id.bytes, following->version.id.bytes, sizeof out->id.bytes) != 0)) {
		/* the path may have been another document's */
		found = is_the_document(following, path, &out->id);
	}
	if (found == 0) {
		*out = (struct version){.path = path};
		found = following->version.there ? find_moved(following, out) : 0;
	}
	return found < 0 ? -1 : 0;
}

/* --- the walk ------------------------------------------------------------------------------------------------------ */

static bool same_version(const struct version *a, const struct version *b)
{
	if (a->there != b->there)
		return false;
	return !a->there || (str_equal(a->path, b->path) && memcmp(a->id.bytes, b->id.bytes, sizeof a->id.bytes) == 0);
}

static int add_entry(struct following *following, const struct version *before)
{
	struct history_entry entry = {.day = following->commit.day,
	                              .subject = following->commit.subject,
	                              .merge = following->commit.parents > 1};
	struct change_side old, new;

	if (read_side(following, before, &old) < 0 || read_side(following, &following->version, &new) < 0)
		return -1;
	memcpy(entry.hex, following->commit.hex, sizeof entry.hex);
	document_compare(&entry.change, following->arena, &following->scratch, &old, &new);
	arena_reset(&following->scratch);
	vec_push(&following->entries, entry);
	return 0;
}

/* Reads the commit and, as long as there are more, compares it with its parent. 0, or -1. */
static int walk(struct following *following, struct history *out, struct git_id id, size_t limit)
{
	int there = git_commit_read(following->git, &id, following->arena, &following->commit, following->error);

	while (there == 1) {
		struct version before;
		struct git_commit_facts parent = {0};
		out->looked_at++;
		if (following->commit.parents) {
			there = git_commit_read(following->git, &following->commit.parent, following->arena, &parent,
			                        following->error);
			out->cut_off = there == 0;
			if (there <= 0)
				break;
		}
		if (find_before(following, &before) < 0 ||
		    (!same_version(&before, &following->version) && add_entry(following, &before) < 0))
			return -1;
		if (!following->commit.parents)
			return 0;
		following->version = before;
		following->commit = parent;
		if (out->looked_at == limit) {
			out->limited = true;
			memcpy(out->next_hex, parent.hex, sizeof out->next_hex);
			return 0;
		}
	}
	return there < 0 ? -1 : 0;
}

int history_of(struct history *out, struct arena *arena, const struct registry *registry, struct str id,
               struct str path, size_t limit, struct error *error)
{
	struct following following = {.registry = registry, .id = id, .arena = arena, .error = error};
	struct git_id commit;
	int result = -1;

	*out = (struct history){0};
	following.git = source_git(registry->source, &commit, &following.prefix);
	if (!following.git)
		return error_set(error, ERROR_NO_REPOSITORY, source_root(registry->source), NULL);
	following.version.path = path;
	if (find_at(&following, &commit, path, &following.version) >= 0)
		result = walk(&following, out, commit, limit);
	out->count = following.entries.n;
	out->entries = ARENA_ARRAY(arena, struct history_entry, out->count);
	if (out->count)
		memcpy(out->entries, following.entries.at, out->count * sizeof *out->entries);
	vec_release(&following.entries);
	free(following.buffer);
	arena_release(&following.scratch);
	return result;
}
