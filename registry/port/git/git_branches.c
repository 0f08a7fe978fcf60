/* Where histories meet, what other branches there are, and what is staged. */
#include "registry/base/vec.h"
#include "registry/port/git/git_internal.h"

void git_id_text(const struct git_id *id, char hex[41])
{
	git_oid oid = git_oid_of(id);

	git_oid_tostr(hex, 41, &oid);
}

int git_common_ancestor(struct git *git, const struct git_id *a, const struct git_id *b, struct git_id *base,
                        struct error *error)
{
	git_oid x = git_oid_of(a), y = git_oid_of(b), found;
	int code = git_merge_base(&found, git->repository, &x, &y);

	if (code == 0) {
		memcpy(base->bytes, found.id, sizeof base->bytes);
		return 1;
	}
	if (git_is_shallow(git)) {
		char hex[41];
		git_id_text(a, hex);
		return error_set(error, ERROR_SHALLOW, hex, NULL);
	}
	return code == GIT_ENOTFOUND ? 0 : git_fail_object(error, &x);
}

bool git_is_unborn(struct git *git)
{
	return git_repository_head_unborn(git->repository) == 1;
}

static int compare_branches(const void *a, const void *b)
{
	return str_compare(((const struct git_branch *)a)->name, ((const struct git_branch *)b)->name);
}

int git_branches(struct git *git, size_t limit, struct arena *arena, struct git_branch **branches, size_t *count,
                 struct error *error)
{
	git_branch_iterator *iterator = NULL;
	git_reference *reference = NULL;
	git_branch_t kind;
	VEC(struct git_branch) found = {0};
	int code = git_branch_iterator_new(&iterator, git->repository, GIT_BRANCH_ALL);

	while (code == 0 && found.n < limit && (code = git_branch_next(&reference, &kind, iterator)) == 0) {
		struct git_branch branch = {.name = arena_copy(arena, str_from(git_reference_shorthand(reference)))};
		git_object *commit = NULL;
		if (git_reference_peel(&commit, reference, GIT_OBJECT_COMMIT) ==
		    0) { /* a branch can point at nothing */
			memcpy(branch.tip.bytes, git_object_id(commit)->id, sizeof branch.tip.bytes);
			vec_push(&found, branch);
		}
		git_object_free(commit);
		git_reference_free(reference);
	}
	git_branch_iterator_free(iterator);
	*count = found.n;
	*branches = ARENA_ARRAY(arena, struct git_branch, found.n);
	if (found.n) {
		qsort(found.at, found.n, sizeof *found.at, compare_branches);
		memcpy(*branches, found.at, found.n * sizeof **branches);
	}
	vec_release(&found);
	return code < 0 && code != GIT_ITEROVER ? git_fail(error, ERROR_OBJECT, "refs") : 0;
}

/* What is only intended (git add -N) is no part of the next commit. In memory alone. */
static void drop_intended(git_index *index)
{
	for (size_t i = git_index_entrycount(index); i > 0; i--) {
		const git_index_entry *entry = git_index_get_byindex(index, i - 1);
		if (entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD)
			git_index_remove(index, entry->path, GIT_INDEX_ENTRY_STAGE(entry));
	}
}

int git_staged(struct git *git, struct git_id *tree, struct error *error)
{
	git_index *index = NULL;
	git_oid id;
	int code = git_repository_index(&index, git->repository);

	if (code == 0)
		drop_intended(index);
	if (code == 0)
		code = git_index_write_tree(&id, index);
	git_index_free(index);
	if (code < 0)
		return git_fail(error, ERROR_OBJECT, "index");
	memcpy(tree->bytes, id.id, sizeof tree->bytes);
	return 0;
}
