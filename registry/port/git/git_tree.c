/* The files of a commit. */
#include "registry/port/git/git.h"

#include "registry/base/vec.h"
#include "registry/port/git/git_internal.h"

#include <stdio.h>

int git_tree_at(struct git *git, const git_oid *commit_id, const char *prefix, git_tree **out, struct error *error)
{
	git_object *object = NULL, *peeled = NULL;
	git_tree *root = NULL;
	git_tree_entry *entry = NULL;
	int code = git_object_lookup(&object, git->repository, commit_id, GIT_OBJECT_ANY);

	*out = NULL;
	if (code == 0)
		code = git_object_peel(&peeled, object, GIT_OBJECT_TREE);
	git_object_free(object);
	if (code < 0)
		return git_fail_object(error, commit_id);
	root = (git_tree *)peeled;
	if (!*prefix) {
		*out = root;
		return 1;
	}
	code = git_tree_entry_bypath(&entry, root, prefix);
	git_tree_free(root);
	if (code == GIT_ENOTFOUND)
		return 0;
	if (code == 0 && git_tree_entry_type(entry) != GIT_OBJECT_TREE) {
		git_tree_entry_free(entry);
		return 0;
	}
	if (code == 0)
		code = git_tree_lookup(out, git->repository, git_tree_entry_id(entry));
	git_tree_entry_free(entry);
	return code < 0 ? git_fail(error, ERROR_OBJECT, prefix) : 1;
}

static enum git_kind git_entry_kind(const git_tree_entry *entry)
{
	switch (git_tree_entry_filemode(entry)) {
	case GIT_FILEMODE_LINK:
		return GIT_KIND_SYMLINK;
	case GIT_FILEMODE_COMMIT:
		return GIT_KIND_SUBMODULE;
	default:
		return GIT_KIND_FILE;
	}
}

int git_path_add(struct git_path *path, const char *name, bool folder, struct error *error)
{
	size_t length = strlen(name);

	if (path->n + length + 1 > sizeof path->at) {
		char subject[64];

		snprintf(subject, sizeof subject, "%.*s", (int)sizeof subject - 1, path->at);
		return error_set(error, ERROR_OBJECT, subject, "the path is too long");
	}
	memcpy(path->at + path->n, name, length);
	path->n += length;
	if (folder)
		path->at[path->n++] = '/';
	return 0;
}

struct str git_path_copy(const struct git_path *path, struct arena *arena)
{
	return arena_copy(arena, (struct str){path->at, path->n});
}

struct git_listing {
	struct git *git;
	struct arena *arena;
	VEC(struct git_file) files;
	size_t limit, folders;
	struct git_path path;
	struct error *error;
};

static int git_list_too_many(struct git_listing *listing, size_t count)
{
	char limit[32], reached[32];

	snprintf(limit, sizeof limit, "%zu", listing->limit);
	snprintf(reached, sizeof reached, "%zu", count);
	return error_set(listing->error, ERROR_TOO_MANY, limit, reached);
}

static int git_list_tree(struct git_listing *listing, const git_tree *tree);

static int git_list_folder(struct git_listing *listing, const git_oid *id)
{
	git_tree *tree = NULL;
	int result;

	/* A tree can name one subtree many times over, so that few objects make billions of folders. */
	if (++listing->folders > listing->limit + 1000)
		return git_list_too_many(listing, listing->folders);
	if (git_tree_lookup(&tree, listing->git->repository, id) < 0)
		return git_fail(listing->error, ERROR_OBJECT, git_path_copy(&listing->path, listing->arena).at);
	result = git_list_tree(listing, tree);
	git_tree_free(tree);
	return result;
}

static int git_list_entry(struct git_listing *listing, const git_tree_entry *entry)
{
	size_t start = listing->path.n;
	bool folder = git_tree_entry_type(entry) == GIT_OBJECT_TREE;
	struct git_file file = {.kind = git_entry_kind(entry)};
	int result = git_path_add(&listing->path, git_tree_entry_name(entry), folder, listing->error);

	if (result == 0 && folder) {
		result = git_list_folder(listing, git_tree_entry_id(entry));
	} else if (result == 0 && listing->files.n == listing->limit) {
		result = git_list_too_many(listing, listing->limit + 1);
	} else if (result == 0) {
		file.path = git_path_copy(&listing->path, listing->arena);
		memcpy(file.id.bytes, git_tree_entry_id(entry)->id, sizeof file.id.bytes);
		vec_push(&listing->files, file);
	}
	listing->path.n = start;
	return result;
}

static int git_list_tree(struct git_listing *listing, const git_tree *tree)
{
	size_t count = git_tree_entrycount(tree);

	for (size_t i = 0; i < count; i++)
		if (git_list_entry(listing, git_tree_entry_byindex(tree, i)) < 0)
			return -1;
	return 0;
}

static int git_file_compare(const void *a, const void *b)
{
	return str_compare(((const struct git_file *)a)->path, ((const struct git_file *)b)->path);
}

/* Git's order of entries is that of whole paths, but nothing forces a tree to keep to it. */
static void git_list_sort(struct git_file *files, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (git_file_compare(&files[i - 1], &files[i]) > 0) {
			qsort(files, count, sizeof *files, git_file_compare);
			return;
		}
}

int git_list(struct git *git, const struct git_id *commit, const char *prefix, struct arena *arena, size_t limit,
             struct git_file **files, size_t *count, struct error *error)
{
	struct git_listing listing = {.git = git, .arena = arena, .limit = limit, .error = error};
	git_oid id = git_oid_of(commit);
	git_tree *tree = NULL;
	int result = git_tree_at(git, &id, prefix, &tree, error);

	if (result == 0)
		return error_set(error, ERROR_NO_FOLDER, prefix, NULL);
	if (result == 1)
		result = git_list_tree(&listing, tree);
	if (result == 0) {
		*count = listing.files.n;
		*files = ARENA_ARRAY(arena, struct git_file, listing.files.n + 1);
		if (*count)
			memcpy(*files, listing.files.at, *count * sizeof **files);
		git_list_sort(*files, *count);
	}
	vec_release(&listing.files);
	git_tree_free(tree);
	return result;
}

bool git_has_folder(struct git *git, const struct git_id *commit, const char *path)
{
	git_oid id = git_oid_of(commit);
	git_tree *tree = NULL;
	struct error error = {0};
	bool has = git_tree_at(git, &id, path, &tree, &error) == 1;

	git_tree_free(tree);
	return has;
}

int git_find(struct git *git, const struct git_id *commit, const char *path, struct git_file *file, struct error *error)
{
	git_oid id = git_oid_of(commit);
	git_tree *root = NULL;
	git_tree_entry *entry = NULL;
	int code, result = 0;

	if (git_tree_at(git, &id, "", &root, error) < 0)
		return -1;
	code = git_tree_entry_bypath(&entry, root, path);
	if (code == 0 && git_tree_entry_type(entry) != GIT_OBJECT_TREE) {
		file->path = str_from(path);
		file->kind = git_entry_kind(entry);
		memcpy(file->id.bytes, git_tree_entry_id(entry)->id, sizeof file->id.bytes);
		result = 1;
	} else if (code < 0 && code != GIT_ENOTFOUND) {
		result = git_fail(error, ERROR_OBJECT, path);
	}
	git_tree_entry_free(entry);
	git_tree_free(root);
	return result;
}
