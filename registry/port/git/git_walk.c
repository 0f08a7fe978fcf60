/* History: commits one by one, and which files differ between two of them. */
#include "registry/base/vec.h"
#include "registry/port/git/git_internal.h"

int git_commit_read(struct git *git, const struct git_id *id, struct arena *arena, struct git_commit_facts *out,
                    struct error *error)
{
	git_oid oid = git_oid_of(id);
	git_commit *commit = NULL;
	const char *subject = NULL;
	int code = git_commit_lookup(&commit, git->repository, &oid);

	if (code == GIT_ENOTFOUND && git_is_shallow(git))
		return 0;
	if (code < 0)
		return git_fail_object(error, &oid);
	subject = git_commit_summary(commit);
	*out = (struct git_commit_facts){.id = *id,
	                                 .day = git_day_of(git_commit_time(commit)),
	                                 .subject = arena_copy(arena, str_from(subject ? subject : "")),
	                                 .parents = git_commit_parentcount(commit)};
	git_oid_tostr(out->hex, sizeof out->hex, &oid);
	if (out->parents)
		memcpy(out->parent.bytes, git_commit_parent_id(commit, 0)->id, sizeof out->parent.bytes);
	git_commit_free(commit);
	return 1;
}

/* ---- what differs ---- */

/* A tree can name one subtree many times over; so many folders more than files are looked at. */
#define FOLDERS_BEYOND 1000u

struct git_comparing {
	struct git *git;
	struct arena *arena;
	VEC(struct git_difference) found;
	size_t limit, trees;
	bool contents_only; /* stop at what is more than a plain file's contents */
	struct git_path path;
	struct error *error;
};

static int git_compare_trees(struct git_comparing *comparing, const git_tree *old, const git_tree *new);

static bool is_tree(const git_tree_entry *entry)
{
	return entry && git_tree_entry_type(entry) == GIT_OBJECT_TREE;
}

static bool is_blob(const git_tree_entry *entry)
{
	return entry && git_tree_entry_type(entry) == GIT_OBJECT_BLOB &&
	       git_tree_entry_filemode(entry) != GIT_FILEMODE_LINK;
}

static int git_compare_folders(struct git_comparing *comparing, const git_tree_entry *old, const git_tree_entry *new)
{
	git_repository *repository = comparing->git->repository;
	git_tree *older = NULL, *newer = NULL;
	size_t start = comparing->path.n;
	int result = git_path_add(&comparing->path, git_tree_entry_name(old ? old : new), true, comparing->error);

	if (result == 0 && old && git_tree_lookup(&older, repository, git_tree_entry_id(old)) < 0)
		result = git_fail_object(comparing->error, git_tree_entry_id(old));
	if (result == 0 && new &&git_tree_lookup(&newer, repository, git_tree_entry_id(new)) < 0)
		result = git_fail_object(comparing->error, git_tree_entry_id(new));
	if (result == 0)
		result = git_compare_trees(comparing, older, newer);
	git_tree_free(newer);
	git_tree_free(older);
	comparing->path.n = start;
	return result;
}

static int git_compare_files(struct git_comparing *comparing, const git_tree_entry *old, const git_tree_entry *new)
{
	struct git_difference difference = {.in_old = old, .in_new = new};
	size_t start = comparing->path.n;

	if (comparing->found.n == comparing->limit)
		return 1;
	if (git_path_add(&comparing->path, git_tree_entry_name(old ? old : new), false, comparing->error) < 0)
		return -1;
	difference.path = git_path_copy(&comparing->path, comparing->arena);
	comparing->path.n = start;
	if (old)
		memcpy(difference.old.bytes, git_tree_entry_id(old)->id, sizeof difference.old.bytes);
	if (new)
		memcpy(difference.new.bytes, git_tree_entry_id(new)->id, sizeof difference.new.bytes);
	vec_push(&comparing->found, difference);
	return 0;
}

/* Either may be absent. A name can be a folder on one side and a file on the other. 0, 1 to stop, or -1. */
static int git_compare_entries(struct git_comparing *comparing, const git_tree_entry *old, const git_tree_entry *new)
{
	int result = 0;

	if (old && new &&is_blob(old) == is_blob(new) && git_oid_equal(git_tree_entry_id(old), git_tree_entry_id(new)))
		return 0;
	if (comparing->contents_only && !(is_tree(old) && is_tree(new)) && !(is_blob(old) && is_blob(new)))
		return 1;
	if (is_tree(old) || is_tree(new))
		result = git_compare_folders(comparing, is_tree(old) ? old : NULL, is_tree(new) ? new : NULL);
	if (result == 0 && (is_blob(old) || is_blob(new)))
		result = git_compare_files(comparing, is_blob(old) ? old : NULL, is_blob(new) ? new : NULL);
	return result;
}

/* 0, 1 when a limit was reached, or -1. Either tree may be NULL. */
static int git_compare_trees(struct git_comparing *comparing, const git_tree *old, const git_tree *new)
{
	size_t old_count = old ? git_tree_entrycount(old) : 0, new_count = new ? git_tree_entrycount(new) : 0;
	int result = ++comparing->trees > comparing->limit + FOLDERS_BEYOND ? 1 : 0;

	for (size_t i = 0; i < new_count && result == 0; i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(new, i);
		result = git_compare_entries(
			comparing, old ? git_tree_entry_byname(old, git_tree_entry_name(entry)) : NULL, entry);
	}
	for (size_t i = 0; i < old_count && result == 0; i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(old, i);
		if (!new || !git_tree_entry_byname(new, git_tree_entry_name(entry)))
			result = git_compare_entries(comparing, entry, NULL);
	}
	return result;
}

/* As git_compare_trees, of two commits (or trees) at a prefix. */
static int git_compare(struct git_comparing *comparing, const struct git_id *old, const struct git_id *new,
                       const char *prefix)
{
	git_oid old_id = git_oid_of(old), new_id = git_oid_of(new);
	git_tree *older = NULL, *newer = NULL;
	int result = git_tree_at(comparing->git, &old_id, prefix, &older, comparing->error);

	if (result >= 0)
		result = git_tree_at(comparing->git, &new_id, prefix, &newer, comparing->error);
	if (result >= 0)
		result = older && newer && git_oid_equal(git_tree_id(older), git_tree_id(newer))
		                 ? 0
		                 : git_compare_trees(comparing, older, newer);
	git_tree_free(newer);
	git_tree_free(older);
	return result;
}

static void git_give_differences(struct git_comparing *comparing, struct git_difference **differences, size_t *count)
{
	*count = comparing->found.n;
	*differences = ARENA_ARRAY(comparing->arena, struct git_difference, comparing->found.n + 1);
	if (*count)
		memcpy(*differences, comparing->found.at, *count * sizeof **differences);
	vec_release(&comparing->found);
}

int git_differences(struct git *git, const struct git_id *old, const struct git_id *new, const char *prefix,
                    size_t limit, struct arena *arena, struct git_difference **differences, size_t *count,
                    struct error *error)
{
	struct git_comparing comparing = {.git = git, .arena = arena, .limit = limit, .error = error};
	int result = git_compare(&comparing, old, new, prefix);

	git_give_differences(&comparing, differences, count);
	return result;
}

int git_rewritten(struct git *git, const struct git_id *old, const struct git_id *new, const char *prefix, size_t limit,
                  struct arena *arena, struct git_difference **differences, size_t *count, struct error *error)
{
	struct git_comparing comparing = {
		.git = git, .arena = arena, .limit = limit, .contents_only = true, .error = error};
	int result = git_compare(&comparing, old, new, prefix);

	git_give_differences(&comparing, differences, count);
	return result < 0 ? -1 : result == 0;
}
