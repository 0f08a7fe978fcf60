#include "rules/change/commit_view.h"

#include "registry/base/vec.h"
#include "registry/graph/load.h"

#include <limits.h>
#include <stdio.h>

/* Different configurations in the commits of one push; more are refused. */
#define LENSES_MAX 300u

struct lens { /* one configuration */
	struct git_id config, vocabulary[VOCABULARY_FILES], keys;
	bool has_folder; /* docs-corpus */
	uint32_t reading;
	struct str authority;
	struct registry *registry;
};

struct commit_views {
	struct git *git;
	const char *path;
	struct str root;
	VEC(struct lens) lenses;
	VEC(struct commit_view *) views;
	struct map by_commit;
	struct arena arena;
	uint32_t readings;
};

struct commit_views *commit_views_new(struct git *git, const char *path, struct str root)
{
	struct commit_views *views = memory_new(1, sizeof *views);

	views->git = git;
	views->path = path;
	views->root = root;
	return views;
}

void commit_views_free(struct commit_views *views)
{
	if (!views)
		return;
	for (size_t i = 0; i < views->lenses.n; i++)
		registry_free(views->lenses.at[i].registry);
	vec_release(&views->lenses);
	vec_release(&views->views);
	map_release(&views->by_commit);
	arena_release(&views->arena);
	free(views);
}

/* The file's blob; zeros where there is none, or something else. */
static int blob_of(struct commit_views *views, const struct git_id *commit, struct str below, struct git_id *id,
                   struct error *error)
{
	char path[PATH_MAX];
	struct git_file file;
	int found = 0;

	*id = (struct git_id){{0}};
	if (!below.n ||
	    snprintf(path, sizeof path, "%.*s%.*s", STR_ARG(views->root), STR_ARG(below)) >= (int)sizeof path)
		return 0;
	found = git_find(views->git, commit, path, &file, error);
	if (found > 0 && file.kind == GIT_KIND_FILE)
		*id = file.id;
	return found < 0 ? -1 : 0;
}

static bool same_id(const struct git_id *a, const struct git_id *b)
{
	return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/* Is it the commit's? Which vocabulary and keys it has depends on the configuration. 1, 0, -1. */
static int is_lens_of(struct commit_views *views, const struct lens *lens, const struct git_id *commit,
                      struct error *error)
{
	struct git_id id;

	for (int i = 0; i < VOCABULARY_FILES; i++) {
		if (blob_of(views, commit, lens->registry->vocabulary.paths[i], &id, error) < 0)
			return -1;
		if (!same_id(&id, &lens->vocabulary[i]))
			return 0;
	}
	if (blob_of(views, commit, lens->registry->config.authority.signers, &id, error) < 0)
		return -1;
	return same_id(&id, &lens->keys);
}

/* `authority` in one form, and the blob of the keys that it names. */
static struct str authority_text(struct arena *arena, const struct config_authority *authority,
                                 const struct git_id *keys)
{
	char hex[41];
	struct str said = STR_EMPTY;

	if (!authority->signers.n)
		return STR_EMPTY;
	git_id_text(keys, hex);
	said = arena_format(arena, "%.*s %s %.*s", STR_ARG(authority->signers), hex, STR_ARG(authority->branch));
	for (uint32_t i = 0; i < authority->count; i++) {
		said = arena_format(arena, "%.*s\n%.*s:", STR_ARG(said), STR_ARG(authority->decides[i].body.text));
		for (uint32_t k = 0; k < authority->decides[i].principals.n; k++)
			said = arena_format(arena, "%.*s %.*s", STR_ARG(said),
			                    STR_ARG(authority->decides[i].principals.at[k].text));
	}
	said = arena_format(arena, "%.*s\nconfigures:", STR_ARG(said));
	for (uint32_t i = 0; i < authority->configures.n; i++)
		said = arena_format(arena, "%.*s %.*s", STR_ARG(said), STR_ARG(authority->configures.at[i].text));
	return said;
}

static int lens_open(struct commit_views *views, const struct git_id *commit, struct lens *lens, struct error *error)
{
	char hex[41];
	struct source *source = NULL;

	git_id_text(commit, hex);
	if (source_open(&source, views->path, NULL, hex, error) < 0 ||
	    registry_load_extent(&lens->registry, source, REGISTRY_LAW, error) < 0)
		return -1;
	for (int i = 0; i < VOCABULARY_FILES; i++)
		if (blob_of(views, commit, lens->registry->vocabulary.paths[i], &lens->vocabulary[i], error) < 0)
			return -1;
	if (blob_of(views, commit, lens->registry->config.authority.signers, &lens->keys, error) < 0)
		return -1;
	lens->authority = authority_text(&views->arena, &lens->registry->config.authority, &lens->keys);
	return 0;
}

/* The index of the commit's, made when there is none yet; or -1. */
static long lens_of(struct commit_views *views, const struct git_id *commit, struct error *error)
{
	char folder[PATH_MAX];
	struct lens lens = {.reading = views->readings};
	bool new = true;

	snprintf(folder, sizeof folder, "%.*sdocs-corpus", STR_ARG(views->root));
	if (blob_of(views, commit, STR("styrdok.yaml"), &lens.config, error) < 0)
		return -1;
	lens.has_folder = git_has_folder(views->git, commit, folder);
	for (size_t i = 0; i < views->lenses.n; i++) {
		const struct lens *other = &views->lenses.at[i];
		int same = 0;
		if (!same_id(&other->config, &lens.config) || other->has_folder != lens.has_folder)
			continue;
		lens.reading = other->reading;
		new = false;
		same = is_lens_of(views, other, commit, error);
		if (same)
			return same < 0 ? -1 : (long)i;
	}
	if (views->lenses.n == LENSES_MAX)
		return error_set(error, ERROR_TOO_MUCH, "styrdok.yaml", NULL);
	views->readings += new;
	if (lens_open(views, commit, &lens, error) < 0) {
		registry_free(lens.registry);
		return -1;
	}
	vec_push(&views->lenses, lens);
	return (long)views->lenses.n - 1;
}

int commit_view_of(struct commit_views *views, const struct git_id *commit, const struct commit_view **out,
                   struct error *error)
{
	struct str key = arena_copy(&views->arena, (struct str){(const char *)commit->bytes, sizeof commit->bytes});
	uint32_t known = map_get(&views->by_commit, key);
	struct commit_view *view = NULL;
	long lens = 0;

	if (known != MAP_NONE) {
		*out = views->views.at[known];
		return 0;
	}
	lens = lens_of(views, commit, error);
	if (lens < 0)
		return -1;
	view = ARENA_NEW(&views->arena, struct commit_view);
	*view = (struct commit_view){*commit, views->lenses.at[lens].registry, views->lenses.at[lens].reading,
	                             views->lenses.at[lens].authority};
	map_add(&views->by_commit, key, (uint32_t)views->views.n);
	vec_push(&views->views, view);
	*out = view;
	return 0;
}
