/* Files that are gone: where in history they stood last. */
#include "registry/base/map.h"
#include "registry/base/vec.h"
#include "registry/port/git/git_internal.h"

/* A commit that waits to be looked at. */
struct waiting {
	git_oid id;
	git_time_t time;
	struct str *paths; /* by file: where it stands in it, or "" */
};

struct search {
	struct git *git;
	struct arena *arena;
	const char *prefix;
	struct git_seen *files;
	size_t count, left; /* left: not found yet */
	VEC(struct waiting) waiting;
	struct map known; /* commits that are or were waiting, by the bytes of their ids */
	size_t trees;     /* looked at, against a history made to be slow */
	struct git_path path;
	struct error *error;
};

#define SEARCH_TREES_MAX 1000000u

static int search_trees(struct search *search, const git_tree *older, const git_tree *newer, struct str *paths);

/* Compares two folders of one name; either may be absent in the newer tree. */
static int search_folder(struct search *search, const git_tree_entry *entry, const git_tree_entry *other,
                         struct str *paths)
{
	git_repository *repository = search->git->repository;
	git_tree *older = NULL, *newer = NULL;
	size_t start = search->path.n;
	bool both = other && git_tree_entry_type(other) == GIT_OBJECT_TREE;
	int result = git_path_add(&search->path, git_tree_entry_name(entry), true, search->error);

	if (result == 0 && (git_tree_lookup(&older, repository, git_tree_entry_id(entry)) < 0 ||
	                    (both && git_tree_lookup(&newer, repository, git_tree_entry_id(other)) < 0)))
		result = git_fail_object(search->error, git_tree_entry_id(older ? other : entry));
	if (result == 0)
		result = search_trees(search, older, newer, paths);
	git_tree_free(newer);
	git_tree_free(older);
	search->path.n = start;
	return result;
}

/* Those that are still sought and stand in this folder. */
static int search_names(struct search *search, const git_tree *tree, struct str *paths)
{
	for (size_t i = 0; i < search->count; i++) {
		const git_tree_entry *entry = NULL;
		size_t start = search->path.n;

		if (search->files[i].path.n || paths[i].n)
			continue;
		entry = git_tree_entry_byname(tree, search->files[i].name.at);
		if (!entry || git_tree_entry_type(entry) != GIT_OBJECT_BLOB)
			continue;
		if (git_path_add(&search->path, search->files[i].name.at, false, search->error) < 0)
			return -1;
		paths[i] = git_path_copy(&search->path, search->arena);
		search->path.n = start;
	}
	return 0;
}

/* Seeks the files in what the older tree has and the newer, which does not hold them, has not. 0, or -1. */
static int search_trees(struct search *search, const git_tree *older, const git_tree *newer, struct str *paths)
{
	size_t count = git_tree_entrycount(older);
	int result = 0;

	if (++search->trees > SEARCH_TREES_MAX)
		return 0;
	result = search_names(search, older, paths);
	for (size_t i = 0; i < count && result == 0; i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(older, i), *other = NULL;

		if (git_tree_entry_type(entry) != GIT_OBJECT_TREE)
			continue;
		if (newer)
			other = git_tree_entry_byname(newer, git_tree_entry_name(entry));
		if (!other || !git_oid_equal(git_tree_entry_id(entry), git_tree_entry_id(other)))
			result = search_folder(search, entry, other, paths);
	}
	return result;
}

/* Which files stand in the older commit's tree, given that they are not in `newer` (its child's tree at the prefix, or NULL)? */
static int search_commit(struct search *search, const git_oid *id, const git_tree *newer, struct str *paths)
{
	git_tree *older = NULL;
	int result = git_tree_at(search->git, id, search->prefix, &older, search->error);

	if (result == 1) {
		bool same = newer && git_oid_equal(git_tree_id(older), git_tree_id(newer));

		result = same ? 0 : search_trees(search, older, newer, paths);
	}
	git_tree_free(older);
	return result;
}

/* Puts a commit on the list unless it was there, as the parent of one whose tree at the prefix is `newer`. 0, or -1; a
 * commit that was cut off is passed over. */
static int search_add(struct search *search, const git_oid *id, const git_tree *newer)
{
	struct waiting waiting = {.id = *id};
	struct str key = arena_copy(search->arena, (struct str){(const char *)id->id, sizeof id->id});
	git_commit *commit = NULL;
	int code;

	if (map_get(&search->known, key) != MAP_NONE)
		return 0;
	map_add(&search->known, key, 0);
	code = git_commit_lookup(&commit, search->git->repository, id);
	if (code == GIT_ENOTFOUND && git_is_shallow(search->git))
		return 0;
	if (code < 0)
		return git_fail_object(search->error, id);
	waiting.time = git_commit_time(commit);
	git_commit_free(commit);
	waiting.paths = ARENA_ARRAY(search->arena, struct str, search->count);
	if (search_commit(search, id, newer, waiting.paths) < 0)
		return -1;
	vec_push(&search->waiting, waiting);
	return 0;
}

static int search_parents(struct search *search, const git_oid *id)
{
	git_commit *commit = NULL;
	git_tree *tree = NULL;
	int result;

	if (git_commit_lookup(&commit, search->git->repository, id) < 0)
		return git_fail_object(search->error, id);
	result = git_tree_at(search->git, id, search->prefix, &tree, search->error);
	for (unsigned i = 0; i < git_commit_parentcount(commit) && result >= 0; i++)
		result = search_add(search, git_commit_parent_id(commit, i), tree);
	git_tree_free(tree);
	git_commit_free(commit);
	return result < 0 ? -1 : 0;
}

static struct waiting search_take(struct search *search)
{
	struct waiting *at = search->waiting.at, taken;
	size_t newest = 0;

	for (size_t i = 1; i < search->waiting.n; i++)
		if (at[i].time > at[newest].time)
			newest = i;
	taken = at[newest];
	at[newest] = at[--search->waiting.n];
	return taken;
}

static void search_note(struct search *search, const struct waiting *commit)
{
	for (size_t i = 0; i < search->count; i++) {
		struct git_seen *file = &search->files[i];

		if (file->path.n || !commit->paths[i].n)
			continue;
		file->path = commit->paths[i];
		file->when = git_day_of(commit->time);
		git_oid_tostr(file->hex, sizeof file->hex, &commit->id);
		search->left--;
	}
}

/* Newest first. A commit is put on the list as the parent of one that does not hold what is still sought, so only what differs
 * between the two needs to be looked at. */
static int search_run(struct search *search, unsigned depth)
{
	for (unsigned i = 0; i < depth && search->waiting.n && search->left; i++) {
		struct waiting commit = search_take(search);

		search_note(search, &commit);
		if (search->left && search_parents(search, &commit.id) < 0)
			return -1;
	}
	return 0;
}

int git_last_seen(struct git *git, const struct git_id *commit, bool before, const char *prefix, struct git_seen *files,
                  size_t count, unsigned depth, struct arena *arena, struct error *error)
{
	struct search search = {.git = git,
	                        .arena = arena,
	                        .prefix = prefix,
	                        .files = files,
	                        .count = count,
	                        .left = count,
	                        .error = error};
	git_oid id = git_oid_of(commit);
	int result;

	for (size_t i = 0; i < count; i++)
		files[i] = (struct git_seen){.name = arena_copy(arena, files[i].name), .when = DATE_NONE};
	result = before ? search_parents(&search, &id) : search_add(&search, &id, NULL);
	if (result == 0)
		result = search_run(&search, depth);
	vec_release(&search.waiting);
	map_release(&search.known);
	return result;
}
