#include "registry/federation/federation.h"

#include "registry/base/memory.h"
#include "registry/base/path.h"
#include "registry/port/git/git.h"

#include <limits.h>
#include <stdlib.h>

#define CIRCLE_DEPTH 8 /* registers that are followed from one to the next */

struct joining { /* one register, while those that it names are looked for */
	struct source *source;
	const struct config *config;
	const char *const *grants;
	struct arena *arena;
};

/* --- where it lies ---------------------------------------------------------------------------------------------------- */

/* An absolute path without "." and "..". */
static struct str normal(struct arena *arena, struct str folder, struct str path)
{
	struct str whole =
		path.n && path.at[0] == '/' ? path : arena_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(path));
	char *out = ARENA_ARRAY(arena, char, whole.n + 2);
	size_t n = 0;

	for (size_t at = 0; at < whole.n;) {
		size_t slash = str_find(whole, STR("/"), at);
		struct str part = str_part(whole, at, (slash == SIZE_MAX ? whole.n : slash) - at);
		if (str_equal(part, STR(".."))) {
			while (n && out[--n] != '/')
				;
		} else if (part.n && !str_equal(part, STR("."))) {
			out[n++] = '/';
			memcpy(out + n, part.at, part.n);
			n += part.n;
		}
		at = slash == SIZE_MAX ? whole.n : slash + 1;
	}
	return (struct str){out, n};
}

static bool is_within(struct str path, struct str folder)
{
	return str_starts(path, folder) && (path.n == folder.n || path.at[folder.n] == '/');
}

/* The folder that the repository is checked out in; of a register in no repository, its own. */
static struct str top_of(struct source *source, struct arena *arena)
{
	struct str root = str_from(source_root(source)), below = source_below(source, arena);

	while (below.n && below.at[below.n - 1] == '/')
		below.n--;
	return below.n && root.n > below.n && str_ends(root, below) ? str_part(root, 0, root.n - below.n - 1) : root;
}

/* A symbolic link may lead out of a folder. */
static bool stays_within(struct str path, struct str top)
{
	char real[PATH_MAX], outer[PATH_MAX];

	return !realpath(path.at, real) || !realpath(top.at, outer) || is_within(str_from(real), str_from(outer));
}

static struct str granted(const struct joining *joining, struct str name)
{
	struct git *git = NULL;
	struct str path = STR_EMPTY;
	struct error ignored;

	for (const char *const *grant = joining->grants; grant && *grant; grant++)
		if (str_starts(str_from(*grant), name) && (*grant)[name.n] == '=')
			return str_from(*grant + name.n + 1);
	if (source_open_git(&git, source_root(joining->source), &ignored) == 0) {
		path = git_config_path(git, arena_format(joining->arena, "styrdok.register.%.*s", STR_ARG(name)).at,
		                       joining->arena);
		git_close(git);
	}
	return path.n ? normal(joining->arena, str_from(source_root(joining->source)), path) : path;
}

/* --- circles ---------------------------------------------------------------------------------------------------------- */

static bool read_config_of(struct str folder, struct config *config, struct arena *arena)
{
	struct source *source = NULL;
	struct reader *reader = NULL;
	struct str text = STR_EMPTY;
	struct error error;
	size_t size = 0;
	bool read = source_open(&source, folder.at, NULL, NULL, &error) == 0 &&
	            reader_new(&reader, source, &error) == 0 &&
	            reader_read_path(reader, STR("styrdok.yaml"), limits_default.data_bytes, &text, &size, &error) > 0;

	if (read)
		config_read(config, arena, text);
	reader_free(reader);
	source_close(source);
	return read;
}

/* Does one of the registers that this one names lead to the target? `way` gets the names on the way. */
static bool leads_to(const struct config *config, struct str root, struct str target, struct arena *arena, int depth,
                     struct str *way)
{
	for (uint32_t i = 0; i < config->register_count && depth < CIRCLE_DEPTH; i++) {
		struct str folder = normal(arena, root, config->registers[i].repo), rest = STR_EMPTY;
		struct config next = {0};
		bool found = str_equal(folder, target);
		if (!found && read_config_of(folder, &next, arena)) {
			found = leads_to(&next, folder, target, arena, depth + 1, &rest);
			config_release(&next);
		}
		if (found) {
			*way = arena_format(arena, "%.*s%s%.*s", STR_ARG(config->registers[i].name), rest.n ? ", " : "",
			                    STR_ARG(rest));
			return true;
		}
	}
	return false;
}

/* --- reading ---------------------------------------------------------------------------------------------------------- */

static struct argument why(struct arena *arena, const struct error *error)
{
	if (error->kind == ERROR_UNKNOWN_REVISION || error->kind == ERROR_TOO_EARLY)
		return TERM_AROUND(TERM_NO_REVISION, arena_copy(arena, str_from(error->subject)));
	return argument_text(arena_copy(arena, str_from(error->detail[0] ? error->detail : error->subject)));
}

static void index_numbers(struct registry_other *other)
{
	for (uint32_t i = 0; i < other->registry->count; i++)
		if (other->registry->documents[i].number.n)
			(void)map_add(&other->by_number, other->registry->documents[i].number, i);
}

/* Nothing can be asked of a register that says nothing. */
static void settle(struct registry_other *other)
{
	const struct registry *registry = other->registry;

	if (registry->config.unreadable)
		other->why = argument_term(TERM_CONFIG_UNREADABLE);
	else if (registry->overfull)
		other->why = argument_term(TERM_TOO_MANY_DOCUMENTS);
	else if (!registry->count)
		other->why = argument_term(TERM_NO_DOCUMENTS);
	else {
		other->fault = OTHER_READ;
		index_numbers(other);
		return;
	}
	registry_free(other->registry);
	other->registry = NULL;
}

static void other_read(const struct joining *joining, struct registry_other *other, struct str folder,
                       const char *revision)
{
	struct source *source = NULL;
	struct error error = {0};

	other->fault = OTHER_MISSING;
	if (source_open(&source, folder.at, NULL, revision, &error) < 0 ||
	    registry_load_among(&other->registry, source, &(struct registry_loading){0}, &error) < 0)
		other->why = why(joining->arena, &error);
	else
		settle(other);
}

/* The revision at which a path inside the repository is read: the register's own. */
static const char *own_revision(const struct source *source)
{
	const char *revision = source_revision(source);

	return strcmp(revision, "worktree") == 0 ? NULL : strcmp(revision, "index") == 0 ? SOURCE_STAGED : revision;
}

static void other_join(const struct joining *joining, const struct config_register *named, struct registry_other *other)
{
	struct arena *arena = joining->arena;
	struct str root = str_from(source_root(joining->source)), top = top_of(joining->source, arena);
	struct str folder = normal(arena, root, named->repo), grant = granted(joining, named->name), way = STR_EMPTY;
	bool inside = !grant.n && is_within(folder, top) && stays_within(folder, top);
	const char *revision = named->rev.n ? arena_copy(arena, named->rev).at
	                       : inside     ? own_revision(joining->source)
	                                    : NULL;

	*other = (struct registry_other){.name = named->name, .repo = named->repo, .at = named->at};
	if (grant.n)
		folder = grant;
	if (str_equal(folder, root)) {
		other->fault = OTHER_CIRCLE;
		return;
	}
	if (!inside && !grant.n) {
		other->fault = OTHER_NOT_GRANTED;
		return;
	}
	other_read(joining, other, folder, revision);
	if (other->registry && leads_to(&other->registry->config, folder, root, arena, 0, &way)) {
		other->fault = OTHER_CIRCLE;
		other->why = argument_text(arena_format(arena, "%.*s, %.*s", STR_ARG(named->name), STR_ARG(way)));
	}
}

/* --- the whole -------------------------------------------------------------------------------------------------------- */

/* What styrdok.yaml says of other registers; all zero when it names none. */
static int peek(struct config *config, struct source *source, struct arena *arena, struct error *error)
{
	struct reader *reader = NULL;
	struct str text = STR_EMPTY;
	size_t size = 0;
	int found = reader_new(&reader, source, error);

	if (!found)
		found = reader_read_path(reader, STR("styrdok.yaml"), limits_default.data_bytes, &text, &size, error);
	if (found > 0 && str_find(text, STR("registers"), 0) != SIZE_MAX)
		config_read(config, arena, text);
	reader_free(reader);
	if (found < 0)
		*error = (struct error){0}; /* told when it is read */
	return found;
}

int federation_load(struct registry **out, struct source *source, const struct registry_loading *how,
                    const char *const *grants, struct error *error)
{
	struct registry_loading among = *how;
	struct config own = {0};
	struct arena arena = ARENA_EMPTY;
	const struct config *config = how->law ? &how->law->config : &own;
	struct joining joining = {source, config, grants, &arena};
	int result = 0;

	if (!how->law && how->extent != REGISTRY_LAW)
		(void)peek(&own, source, &arena, error);
	if (config->register_count && how->extent != REGISTRY_LAW) {
		among.registers = memory_new(config->register_count, sizeof *among.registers);
		for (; among.register_count < config->register_count; among.register_count++)
			other_join(&joining, &config->registers[among.register_count],
			           &among.registers[among.register_count]);
	}
	result = registry_load_among(out, source, &among, error);
	if (!result)
		arena_join(&(*out)->arena, &arena);
	else
		arena_release(&arena);
	if (!how->law)
		config_release(&own);
	return result;
}
