#include "registry/history/branches.h"

#include "registry/base/path.h"
#include "registry/base/vec.h"
#include "registry/port/git/git.h"

#include <limits.h>
#include <stdio.h>

struct looking {
	const struct registry *registry;
	struct arena *arena;
	struct arena scratch;
	struct git *git;
	struct git_id at; /* the commit at hand */
	char prefix[PATH_MAX];
	struct reader *reader;
	VEC(struct branch_document) found;
};

static void read_document(struct looking *looking, struct str branch, const struct git_difference *difference)
{
	const struct config *config = &looking->registry->config;
	struct branch_document added = {.branch = branch, .file = {.path = difference->path}};
	struct document *document = &added.document;
	struct str text = STR_EMPTY;
	struct error error = {0};
	size_t size = 0;

	if (config->documents.n)
		added.file.path = arena_format(looking->arena, "%.*s/%.*s", STR_ARG(config->documents),
		                               STR_ARG(difference->path));
	memcpy(added.file.id, difference->new.bytes, sizeof added.file.id);
	if (!registry_is_document(looking->registry, added.file.path) ||
	    reader_read(looking->reader, &added.file, config->limits.document_bytes, &text, &size, &error) < 0)
		return;
	document->path = added.file.path;
	document_read_front_matter(document, looking->arena, &looking->scratch, config,
	                           arena_copy(looking->arena, text));
	arena_reset(&looking->scratch);
	if (document->readable)
		vec_push(&looking->found, added);
}

static void look_at(struct looking *looking, const struct git_branch *branch)
{
	struct git_difference *differences = NULL;
	struct git_id base;
	struct error error = {0};
	size_t count = 0;

	if (memcmp(branch->tip.bytes, looking->at.bytes, sizeof base.bytes) == 0 ||
	    git_common_ancestor(looking->git, &looking->at, &branch->tip, &base, &error) != 1 ||
	    memcmp(base.bytes, branch->tip.bytes, sizeof base.bytes) == 0)
		return;
	if (git_differences(looking->git, &base, &branch->tip, looking->prefix, BRANCH_FILES_MAX, looking->arena,
	                    &differences, &count, &error) < 0 ||
	    count == BRANCH_FILES_MAX)
		return;
	for (size_t i = 0; i < count && looking->found.n < BRANCH_DOCUMENTS_MAX; i++)
		if (differences[i].in_new && !differences[i].in_old)
			read_document(looking, branch->name, &differences[i]);
}

static bool is_skipped(struct str name, const char *skip)
{
	struct str refs = STR("refs/heads/"), skipped = str_from(skip);

	return str_starts(skipped, refs) && str_equal(name, str_part(skipped, refs.n, skipped.n));
}

void branches_added(struct branch_documents *out, struct arena *arena, const struct registry *registry,
                    const char *skip)
{
	struct looking looking = {.registry = registry, .arena = arena};
	struct str folder = registry->config.documents, prefix = STR_EMPTY;
	const char *revision = source_revision(registry->source);
	bool is_commit = strlen(revision) == 40;
	struct source *source = NULL;
	struct git_branch *branches = NULL;
	struct error error = {0};
	size_t count = 0;

	*out = (struct branch_documents){0};
	if (source_open(&source, source_root(registry->source), NULL, is_commit ? revision : "HEAD", &error) < 0)
		return; /* no repository, or no commit yet */
	looking.git = source_git(source, &looking.at, &prefix);
	snprintf(looking.prefix, sizeof looking.prefix, "%.*s%.*s", STR_ARG(prefix), STR_ARG(folder));
	if (str_ends(str_from(looking.prefix), STR("/")))
		looking.prefix[strlen(looking.prefix) - 1] = '\0';
	if (reader_new(&looking.reader, source, &error) == 0 &&
	    git_branches(looking.git, BRANCHES_MAX, arena, &branches, &count, &error) == 0)
		for (size_t i = 0; i < count; i++)
			if (!is_skipped(branches[i].name, skip))
				look_at(&looking, &branches[i]);
	out->n = looking.found.n;
	out->at = ARENA_ARRAY(arena, struct branch_document, looking.found.n);
	if (out->n)
		memcpy(out->at, looking.found.at, out->n * sizeof *out->at);
	vec_release(&looking.found);
	arena_release(&looking.scratch);
	reader_free(looking.reader);
	source_close(source);
}
