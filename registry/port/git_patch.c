/* What differs between two texts, as a patch. */
#include "registry/port/git_internal.h"

int git_patch_text(struct str *out, struct arena *arena, const char *path, struct str before, struct str after,
                   struct error *error)
{
	git_diff_options options;
	git_patch *patch = NULL;
	git_buf text = {0};
	int status = 0;

	if (git_libgit2_init() < 0)
		return git_fail(error, ERROR_PATCH, path);
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags = GIT_DIFF_FORCE_TEXT;
	if (git_patch_from_buffers(&patch, before.at, before.n, path, after.at, after.n, path, &options) < 0 ||
	    git_patch_to_buf(&text, patch) < 0)
		status = git_fail(error, ERROR_PATCH, path);
	else
		*out = arena_copy(arena, (struct str){text.ptr, text.size});
	git_buf_dispose(&text);
	git_patch_free(patch);
	git_libgit2_shutdown();
	return status;
}
