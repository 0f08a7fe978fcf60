/* What is in force before a push: which branch says so, and what. */
#include "registry/graph/load.h"
#include "rules/change/signers.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static int open_law(struct registry **law, const char *root, const char *revision, struct error *error)
{
	struct source *source = NULL;

	*law = NULL;
	return source_open(&source, root, NULL, revision, error) < 0
	               ? -1
	               : registry_load_extent(law, source, REGISTRY_LAW, error);
}

/* Takes the register of a commit as what is in force. */
static int take(struct signing *signing, const char *root, struct str name, const struct git_id *tip,
                struct error *error)
{
	struct registry *law = NULL;
	char hex[41];

	git_id_text(tip, hex);
	if (open_law(&law, root, hex, error) < 0)
		return -1;
	registry_free(signing->law);
	signing->law = law;
	signing->branch = name;
	signing->tip = *tip;
	return 0;
}

static const struct git_branch *find_ref(const struct signing *signing, struct str name)
{
	for (size_t i = 0; i < signing->ref_count; i++)
		if (str_equal(signing->refs[i].name, name))
			return &signing->refs[i];
	return NULL;
}

static bool asks_for_signatures(const struct signing *signing)
{
	return signing->law && signing->law->config.authority.signers.n > 0;
}

static void drop(struct signing *signing)
{
	registry_free(signing->law);
	signing->law = NULL;
}

/* The first branch that holds a register, one that asks for signatures before one that does not; branches before other references. */
static int take_first(struct signing *signing, const char *root, struct error *error)
{
	const struct git_branch *first = NULL;

	for (int branches = 1; branches >= 0; branches--)
		for (size_t i = 0; i < signing->ref_count && !asks_for_signatures(signing); i++) {
			const struct git_branch *ref = &signing->refs[i];
			if (str_starts(ref->name, STR("refs/heads/")) != branches)
				continue;
			if (take(signing, root, ref->name, &ref->tip, error) < 0)
				return -1;
			if (!first && registry_is_held(signing->law))
				first = ref;
		}
	if (asks_for_signatures(signing))
		return 0;
	drop(signing);
	return first ? take(signing, root, first->name, &first->tip, error) : 0;
}

static int take_any(struct signing *signing, struct git *git, const char *root, struct error *error)
{
	struct str head = git_ref_target(git, "HEAD", &signing->arena);
	const struct git_branch *named = find_ref(signing, head);

	if (named && take(signing, root, named->name, &named->tip, error) < 0)
		return -1;
	if (signing->law && registry_is_held(signing->law))
		return 0;
	drop(signing);
	return take_first(signing, root, error);
}

/* The branch that the configuration names, unless it does not exist (yet). */
static int take_named(struct signing *signing, const char *root, struct error *error)
{
	struct str named = STR_EMPTY;
	const struct git_branch *ref = NULL;

	if (!signing->law || !signing->law->config.authority.branch.n)
		return 0;
	named = arena_format(&signing->arena, "refs/heads/%.*s", STR_ARG(signing->law->config.authority.branch));
	ref = find_ref(signing, named);
	return ref && !str_equal(ref->name, signing->branch) ? take(signing, root, ref->name, &ref->tip, error) : 0;
}

static int read_keys(struct signing *signing, struct error *error)
{
	struct str path = signing->law->config.authority.signers, text = STR_EMPTY;
	size_t size = 0;
	int found = reader_read_path(signing->law->reader, path, limits_default.data_bytes, &text, &size, error);

	signing->signers = arena_copy(&signing->arena, text);
	if (found == 0)
		return error_set(error, ERROR_CONFIG, "styrdok.yaml", arena_copy(&signing->arena, path).at);
	return found < 0 ? -1 : 0;
}

int signing_read(struct signing *signing, const char *root, struct error *error)
{
	struct git *git = NULL;
	int result = 0;

	*signing = (struct signing){0};
	if (source_open_git(&git, root, error) < 0)
		return -1;
	result = git_refs(git, &signing->arena, &signing->refs, &signing->ref_count, error);
	if (result == 0)
		result = take_any(signing, git, root, error);
	if (result == 0)
		result = take_named(signing, root, error);
	git_close(git);
	signing->on = result == 0 && asks_for_signatures(signing);
	return signing->on ? read_keys(signing, error) : result;
}

void signing_release(struct signing *signing)
{
	registry_free(signing->law);
	arena_release(&signing->arena);
}
