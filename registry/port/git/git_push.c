/* What a push brings: its commits, and who signed them. */
#include "registry/base/vec.h"
#include "registry/port/git/git_internal.h"

static int hide_branches(git_revwalk *walk, struct git *git)
{
	git_branch_iterator *iterator = NULL;
	git_reference *reference = NULL;
	git_branch_t kind;
	int code = git_branch_iterator_new(&iterator, git->repository, GIT_BRANCH_LOCAL);

	while (code == 0 && (code = git_branch_next(&reference, &kind, iterator)) == 0) {
		const git_oid *id = git_reference_target(reference);
		if (id)
			code = git_revwalk_hide(walk, id);
		git_reference_free(reference);
	}
	git_branch_iterator_free(iterator);
	return code == GIT_ITEROVER ? 0 : code;
}

static int walk_failed(struct git *git, const git_oid *tip, struct error *error)
{
	char hex[GIT_OID_HEXSZ + 1];

	if (git_is_shallow(git))
		return error_set(error, ERROR_SHALLOW, git_oid_tostr(hex, sizeof hex, tip), NULL);
	return git_fail_object(error, tip);
}

int git_pushed(struct git *git, const struct git_id *tip, struct arena *arena, struct git_id **commits, size_t *count,
               struct error *error)
{
	git_revwalk *walk = NULL;
	git_oid oid = git_oid_of(tip), found;
	VEC(struct git_id) ids = {0};
	int code = git_revwalk_new(&walk, git->repository);

	if (code == 0)
		code = git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL | GIT_SORT_REVERSE);
	if (code == 0)
		code = git_revwalk_push(walk, &oid);
	if (code == 0)
		code = hide_branches(walk, git);
	while (code == 0 && ids.n <= GIT_PUSHED_MAX && (code = git_revwalk_next(&found, walk)) == 0) {
		struct git_id id;
		memcpy(id.bytes, found.id, sizeof id.bytes);
		vec_push(&ids, id);
	}
	git_revwalk_free(walk);
	*count = ids.n;
	*commits = ARENA_ARRAY(arena, struct git_id, ids.n);
	if (ids.n)
		memcpy(*commits, ids.at, ids.n * sizeof **commits);
	vec_release(&ids);
	if (*count > GIT_PUSHED_MAX)
		return error_set(error, ERROR_TOO_MANY_COMMITS, "20000", NULL);
	return code < 0 && code != GIT_ITEROVER ? walk_failed(git, &oid, error) : 0;
}

int git_parents(struct git *git, const struct git_id *commit, struct arena *arena, struct git_id **parents,
                size_t *count, struct error *error)
{
	git_oid oid = git_oid_of(commit);
	git_commit *found = NULL;

	if (git_commit_lookup(&found, git->repository, &oid) < 0)
		return git_fail_object(error, &oid);
	*count = git_commit_parentcount(found);
	*parents = ARENA_ARRAY(arena, struct git_id, *count);
	for (unsigned i = 0; i < *count; i++)
		memcpy((*parents)[i].bytes, git_commit_parent_id(found, i)->id, sizeof(*parents)[i].bytes);
	git_commit_free(found);
	return 0;
}

int git_signature_of(struct git *git, const struct git_id *commit, struct arena *arena, struct str *signature,
                     struct str *signed_bytes, struct error *error)
{
	git_oid oid = git_oid_of(commit);
	git_buf made = {0}, bytes = {0};
	int code = git_commit_extract_signature(&made, &bytes, git->repository, &oid, NULL);

	if (code == 0) {
		*signature = arena_copy(arena, (struct str){made.ptr, made.size});
		*signed_bytes = arena_copy(arena, (struct str){bytes.ptr, bytes.size});
	}
	git_buf_dispose(&made);
	git_buf_dispose(&bytes);
	if (code == GIT_ENOTFOUND)
		return 0;
	return code < 0 ? git_fail_object(error, &oid) : 1;
}
