#include "rules/checks/check_vanished.h"

#include "registry/base/path.h"
#include "registry/base/vec.h"
#include "registry/port/git/git.h"

/* Does it stand among the files of another register that lies here (registry/graph/load.c)? */
static bool is_of_another(const struct registry *registry, struct str path)
{
	size_t at = source_files_find(registry->others, registry->other_count, path);

	return at < registry->other_count && str_equal(registry->others[at].path, path);
}

struct lookups {
	struct git_seen seen[VANISHED_NAMES_MAX]; /* names are those of files */
	size_t count;
};

/* The id that a dangling relation or link names, or "". */
static struct str dangling_id(const struct finding *finding)
{
	if (finding->diagnostic == DIAGNOSTIC_RELATION_DANGLING)
		return finding->args[1].text;
	return finding->diagnostic == DIAGNOSTIC_LINK_DANGLING ? document_stem(finding->args[0].text) : STR_EMPTY;
}

static bool is_of(const struct git_seen *seen, struct str id)
{
	return seen->name.n == id.n + 3 && str_starts(seen->name, id);
}

static const struct git_seen *seen_of(const struct lookups *lookups, struct str id)
{
	for (size_t i = 0; id.n && i < lookups->count; i++)
		if (is_of(&lookups->seen[i], id))
			return &lookups->seen[i];
	return NULL;
}

/* A file of that name may stand there still, and state another id: then nothing is gone. */
static bool stands(const struct registry *registry, struct str name)
{
	for (uint32_t i = 0; i < registry->count; i++)
		if (str_ends(registry->files[i].path, name) && str_equal(path_name(registry->files[i].path), name))
			return true;
	return false;
}

/* All names at once, since each walk through history costs. */
static void look_up(struct lookups *lookups, struct check *check, struct registry *registry)
{
	for (size_t i = 0; i < check->findings->n && lookups->count < VANISHED_NAMES_MAX; i++) {
		struct str id = dangling_id(&check->findings->at[i]), name = STR_EMPTY;
		if (!id.n || seen_of(lookups, id))
			continue;
		name = arena_format(check->arena, "%.*s.md", STR_ARG(id));
		if (!stands(registry, name))
			lookups->seen[lookups->count++] = (struct git_seen){.name = name};
	}
	source_last_seen(registry->source, registry->config.documents, lookups->seen, lookups->count, check->arena);
}

static void vanish(struct check *check, struct finding *finding, struct str id, const char *hex, struct date when)
{
	finding->diagnostic = DIAGNOSTIC_DOCUMENT_VANISHED;
	finding->severity = diagnostic_row(DIAGNOSTIC_DOCUMENT_VANISHED)->severity;
	memset(finding->args, 0, sizeof finding->args);
	finding->args[0].text = id;
	finding->args[1].text = arena_format(check->arena, "%.10s", hex);
	finding->args[2] = argument_date(when);
}

static void turn_dangling(struct check *check, struct registry *registry, struct map *told)
{
	struct lookups lookups = {.count = 0};

	look_up(&lookups, check, registry);
	for (size_t i = 0; lookups.count && i < check->findings->n; i++) {
		struct finding *finding = &check->findings->at[i];
		struct str id = dangling_id(finding);
		const struct git_seen *seen = seen_of(&lookups, id);
		if (!seen || !seen->path.n)
			continue;
		vanish(check, finding, id, seen->hex, seen->when);
		map_add(told, id, 1);
	}
}

/* --- what stood there before ------------------------------------------------------------------------------------- */

struct before {
	struct source *source;
	struct reader *reader;
	struct source_file *files;
	size_t count;
};

/* False when there is no repository, no commit, no parent, or history is cut off. */
static bool before_open(struct before *before, struct check *check, const struct registry *registry)
{
	const char *revision = source_revision(registry->source);
	struct str base = STR("HEAD");
	struct error error = {0};

	if (strcmp(revision, "worktree") != 0)
		base = arena_format(check->arena, "%s^", revision);
	return source_open(&before->source, source_root(registry->source), NULL, base.at, &error) == 0 &&
	       source_list(before->source, registry->config.documents, registry->config.limits.documents,
	                   registry->config.limits.folder_depth, check->arena, &before->files, &before->count,
	                   &error) == 0 &&
	       reader_new(&before->reader, before->source, &error) == 0;
}

static void before_close(struct before *before)
{
	reader_free(before->reader);
	source_close(before->source);
}

/* Was it decided or referred? A draft may be dropped, and what was withdrawn has been dealt with. */
static bool was_public(struct check *check, const struct registry *registry, struct before *before,
                       const struct source_file *file, struct str *id)
{
	struct document document = {.path = file->path};
	struct arena scratch = ARENA_EMPTY;
	struct str text = STR_EMPTY;
	struct error error = {0};
	size_t size = 0;

	if (reader_read(before->reader, file, registry->config.limits.document_bytes, &text, &size, &error) < 0)
		return false;
	document_read_front_matter(&document, check->arena, &scratch, &registry->config, text);
	arena_release(&scratch);
	*id = document.id;
	return document.readable && (check_is_decided(&document) || document.stage == STAGE_REFERRED);
}

static void report_gone(struct check *check, struct registry *registry, struct map *told)
{
	struct before before = {0};
	struct str id = STR_EMPTY;

	if (before_open(&before, check, registry))
		for (size_t i = 0; i < before.count; i++) {
			const struct source_file *file = &before.files[i];
			if (file->kind != FILE_PLAIN || map_get(&registry->by_path, file->path) != MAP_NONE ||
			    !registry_is_document(registry, file->path) || is_of_another(registry, file->path) ||
			    !was_public(check, registry, &before, file, &id) ||
			    registry_find(registry, id) != NO_DOCUMENT || map_get(told, id) != MAP_NONE)
				continue;
			check_report_file(check, DIAGNOSTIC_DOCUMENT_VANISHED, file->path, LOCATION_FILE,
			                  ARGUMENTS(STR_EMPTY));
			vanish(check, &check->findings->at[check->findings->n - 1], id, source_revision(before.source),
			       source_date(before.source));
		}
	before_close(&before);
}

void check_vanished(struct check *check, struct registry *registry, bool gone)
{
	struct map told = {0};

	if (registry->overfull || registry->config.unreadable)
		return; /* nothing was read, so nothing is gone */
	turn_dangling(check, registry, &told);
	if (gone)
		report_gone(check, registry, &told);
	map_release(&told);
}
