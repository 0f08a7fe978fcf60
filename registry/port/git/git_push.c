/* What a push brings: its commits, and who signed them. */
#include "registry/base/vec.h"
#include "registry/port/git/git_internal.h"

static int walk_failed(struct git *git, const git_oid *tip, struct error *error)
{
	char hex[GIT_OID_HEXSZ + 1];

	if (git_is_shallow(git))
		return error_set(error, ERROR_SHALLOW, git_oid_tostr(hex, sizeof hex, tip), NULL);
	return git_fail_object(error, tip);
}

static int hide_known(git_revwalk *walk, const struct git_known *known)
{
	int code = 0;

	for (size_t i = 0; code == 0 && i < known->count; i++) {
		git_oid id = git_oid_of(&known->commits[i]);
		code = git_revwalk_hide(walk, &id);
	}
	return code;
}

int git_new_commits(struct git *git, const struct git_id *tip, const struct git_known *known, struct arena *arena,
                    struct git_id **commits, size_t *count, struct error *error)
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
		code = hide_known(walk, known);
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

int git_commit_time_of(struct git *git, const struct git_id *commit, int64_t *seconds, struct error *error)
{
	git_oid oid = git_oid_of(commit);
	git_commit *found = NULL;

	if (git_commit_lookup(&found, git->repository, &oid) < 0)
		return git_fail_object(error, &oid);
	*seconds = git_commit_time(found);
	git_commit_free(found);
	return 0;
}

int git_merge_bases_of(struct git *git, const struct git_id *a, const struct git_id *b, struct arena *arena,
                       struct git_id **bases, size_t *count, struct error *error)
{
	git_oid x = git_oid_of(a), y = git_oid_of(b);
	git_oidarray found = {0};
	int code = git_merge_bases(&found, git->repository, &x, &y);

	*count = code == 0 ? found.count : 0;
	*bases = ARENA_ARRAY(arena, struct git_id, *count);
	for (size_t i = 0; i < *count; i++)
		memcpy((*bases)[i].bytes, found.ids[i].id, sizeof(*bases)[i].bytes);
	git_oidarray_dispose(&found);
	return code < 0 && code != GIT_ENOTFOUND ? walk_failed(git, &x, error) : 0;
}

int git_commit_at(struct git *git, const char *hex, struct git_id *commit, struct error *error)
{
	git_object *object = NULL, *peeled = NULL;
	git_oid oid;
	int code = git_oid_fromstr(&oid, hex);

	if (code == 0)
		code = git_object_lookup(&object, git->repository, &oid, GIT_OBJECT_ANY);
	if (code < 0)
		return git_fail(error, ERROR_OBJECT, hex);
	code = git_object_peel(&peeled, object, GIT_OBJECT_COMMIT);
	if (code == 0)
		memcpy(commit->bytes, git_object_id(peeled)->id, sizeof commit->bytes);
	git_object_free(peeled);
	git_object_free(object);
	if (code == GIT_ENOTFOUND) /* a tag of something that is not here */
		return git_fail(error, ERROR_OBJECT, hex);
	return code == 0;
}

static int compare_refs(const void *a, const void *b)
{
	return str_compare(((const struct git_branch *)a)->name, ((const struct git_branch *)b)->name);
}

int git_refs(struct git *git, struct arena *arena, struct git_branch **refs, size_t *count, struct error *error)
{
	git_reference_iterator *iterator = NULL;
	git_reference *reference = NULL;
	VEC(struct git_branch) found = {0};
	int code = git_reference_iterator_new(&iterator, git->repository);

	while (code == 0 && (code = git_reference_next(&reference, iterator)) == 0) {
		git_object *commit = NULL;
		if (git_reference_peel(&commit, reference, GIT_OBJECT_COMMIT) == 0) {
			struct git_branch ref = {.name = arena_copy(arena, str_from(git_reference_name(reference)))};
			memcpy(ref.tip.bytes, git_object_id(commit)->id, sizeof ref.tip.bytes);
			vec_push(&found, ref);
		}
		git_object_free(commit);
		git_reference_free(reference);
	}
	git_reference_iterator_free(iterator);
	*count = found.n;
	*refs = ARENA_ARRAY(arena, struct git_branch, found.n);
	if (found.n) {
		qsort(found.at, found.n, sizeof *found.at, compare_refs);
		memcpy(*refs, found.at, found.n * sizeof **refs);
	}
	vec_release(&found);
	return code < 0 && code != GIT_ITEROVER ? git_fail(error, ERROR_OBJECT, "refs") : 0;
}

struct str git_ref_target(struct git *git, const char *name, struct arena *arena)
{
	struct str at = str_from(name);
	git_reference *reference = NULL;

	for (int i = 0; i < 5 && git_reference_lookup(&reference, git->repository, at.at) == 0; i++) {
		bool symbolic = git_reference_type(reference) == GIT_REFERENCE_SYMBOLIC;
		if (symbolic)
			at = arena_copy(arena, str_from(git_reference_symbolic_target(reference)));
		git_reference_free(reference);
		if (!symbolic)
			break;
	}
	return at;
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
