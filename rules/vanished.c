#include "rules/vanished.h"

#include "registry/base/vec.h"

struct lookup {
	struct str name, path; /* path "": never seen */
	char hex[41];
	struct date when;
};

/* The id that a dangling relation or link names, or "". */
static struct str dangling_id(const struct finding *finding)
{
	if (finding->diagnostic == DIAGNOSTIC_RELATION_DANGLING)
		return finding->args[1];
	return finding->diagnostic == DIAGNOSTIC_LINK_DANGLING ? document_stem(finding->args[0]) : STR_EMPTY;
}

struct lookups {
	struct lookup known[VANISHED_NAMES_MAX];
	size_t count;
};

/* NULL once too many names have been looked up. */
static const struct lookup *look_up(struct check *check, struct registry *registry, struct lookups *lookups,
                                    struct str id)
{
	struct lookup *lookup = NULL;

	for (size_t i = 0; i < lookups->count; i++)
		if (str_equal(lookups->known[i].name, id))
			return &lookups->known[i];
	if (lookups->count == VANISHED_NAMES_MAX)
		return NULL;
	lookup = &lookups->known[lookups->count++];
	*lookup = (struct lookup){.name = id, .when = DATE_NONE};
	if (!source_last_seen(registry->source, registry->config.documents,
	                      arena_format(check->arena, "%.*s.md", STR_ARG(id)), check->arena, &lookup->path,
	                      lookup->hex, &lookup->when))
		lookup->path = STR_EMPTY;
	return lookup;
}

static void args_set(struct check *check, struct finding *finding, struct str id, const struct lookup *lookup)
{
	memset(finding->args, 0, sizeof finding->args);
	finding->args[0] = id;
	if (!lookup || !lookup->path.n)
		return;
	finding->args[1] = arena_format(check->arena, "%.10s", lookup->hex);
	finding->args[2] = check_date(check, lookup->when);
}

static void turn_dangling(struct check *check, struct registry *registry, struct lookups *lookups, struct map *told)
{
	for (size_t i = 0; i < check->findings->n; i++) {
		struct finding *finding = &check->findings->at[i];
		struct str id = dangling_id(finding);
		const struct lookup *lookup = id.n ? look_up(check, registry, lookups, id) : NULL;
		if (!lookup || !lookup->path.n)
			continue;
		finding->diagnostic = DIAGNOSTIC_DOCUMENT_VANISHED;
		finding->severity = diagnostic_row(DIAGNOSTIC_DOCUMENT_VANISHED)->severity;
		args_set(check, finding, id, lookup);
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

static void report_gone(struct check *check, struct registry *registry, struct lookups *lookups, struct map *told)
{
	struct before before = {0};
	struct str id = STR_EMPTY;

	if (before_open(&before, check, registry))
		for (size_t i = 0; i < before.count; i++) {
			const struct source_file *file = &before.files[i];
			if (file->kind != FILE_PLAIN || map_get(&registry->by_path, file->path) != MAP_NONE ||
			    !registry_is_document(registry, file->path) ||
			    !was_public(check, registry, &before, file, &id) ||
			    registry_find(registry, id) != NO_DOCUMENT || map_get(told, id) != MAP_NONE)
				continue;
			report(check, DIAGNOSTIC_DOCUMENT_VANISHED, 0, PLACE_FILE, STR_EMPTY);
			check->findings->at[check->findings->n - 1].document = NO_DOCUMENT;
			check->findings->at[check->findings->n - 1].path = file->path;
			args_set(check, &check->findings->at[check->findings->n - 1], id,
			         look_up(check, registry, lookups, id));
		}
	before_close(&before);
}

void vanished_find(struct check *check, struct registry *registry, bool gone)
{
	struct lookups lookups = {.count = 0};
	struct map told = {0};

	if (registry->overfull || registry->config.unreadable)
		return; /* nothing was read, so nothing is gone */
	turn_dangling(check, registry, &lookups, &told);
	if (gone)
		report_gone(check, registry, &lookups, &told);
	map_release(&told);
}
