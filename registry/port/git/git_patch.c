/* What differs between two texts, as a patch. */
#include "registry/port/git/git_internal.h"

/* Behind a name with a space in it, as git writes it, so that patch(1) knows where the name ends. */
static struct str names_ended(struct arena *arena, struct str patch)
{
	struct str rest = patch, line = STR_EMPTY, head = STR_EMPTY;

	while (rest.n && !str_starts(rest, STR("@@")) && str_next_line(&rest, &line)) {
		bool name = str_starts(line, STR("--- ")) || str_starts(line, STR("+++ "));
		bool spaced = name && line.at[4] != '"' && memchr(line.at + 4, ' ', line.n - 4);
		head = arena_format(arena, "%.*s%.*s%s\n", STR_ARG(head), STR_ARG(line), spaced ? "\t" : "");
	}
	return arena_list(arena, (struct str[]){head, rest}, 2, STR(""));
}

int git_patch_text(struct str *out, struct arena *arena, const char *path, struct str before, struct str after,
                   struct error *error)
{
	git_diff_options options;
	git_patch *patch = NULL;
	git_buf text = {0};
	int status = 0;

	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags = GIT_DIFF_FORCE_TEXT;
	if (git_patch_from_buffers(&patch, before.at, before.n, path, after.at, after.n, path, &options) < 0 ||
	    git_patch_to_buf(&text, patch) < 0)
		status = git_fail(error, ERROR_PATCH, path);
	else
		*out = names_ended(arena, (struct str){text.ptr, text.size});
	git_buf_dispose(&text);
	git_patch_free(patch);
	return status;
}

int git_begin(struct error *error)
{
	return git_libgit2_init() < 0 ? git_fail(error, ERROR_PATCH, "libgit2") : 0;
}

void git_end(void)
{
	git_libgit2_shutdown();
}
