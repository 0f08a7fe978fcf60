#include "rules/change/signers.h"

#include "registry/base/vec.h"
#include "registry/port/git/git.h"
#include "registry/port/signature.h"
#include "registry/validity/relation_effect.h"

#include <limits.h>
#include <stdio.h>

/* --- what is in force ----------------------------------------------------------------------------------------------- */

static int read_at(struct signing *signing, struct source *source, struct error *error)
{
	struct reader *reader = NULL;
	struct str text = STR_EMPTY;
	size_t size = 0;
	int found = reader_new(&reader, source, error);

	if (found == 0)
		found = reader_read_path(reader, STR("styrdok.yaml"), limits_default.data_bytes, &text, &size, error);
	if (found >= 0) {
		config_release(&signing->config);
		config_read(&signing->config, &signing->arena, arena_copy(&signing->arena, text));
		signing->on = signing->config.authority.signers.n > 0;
	}
	if (found > 0 && signing->on) {
		found = reader_read_path(reader, signing->config.authority.signers, limits_default.data_bytes, &text,
		                         &size, error);
		signing->signers = arena_copy(&signing->arena, text);
		if (found == 0)
			found = error_set(error, ERROR_CONFIG, "styrdok.yaml",
			                  arena_copy(&signing->arena, signing->config.authority.signers).at);
	}
	reader_free(reader);
	return found < 0 ? -1 : 0;
}

int signing_read(struct signing *signing, const char *root, struct error *error)
{
	struct source *source = NULL;
	struct git *git = NULL;
	bool unborn = false;
	int result = -1;

	*signing = (struct signing){0};
	if (git_open_at(&git, root, error) < 0)
		return -1;
	unborn = git_is_unborn(git);
	git_close(git);
	if (unborn)
		return 0;
	if (source_open(&source, root, NULL, "HEAD", error) == 0)
		result = read_at(signing, source, error);
	source_close(source);
	if (result == 0 && signing->config.authority.branch.n) {
		struct str branch =
			arena_format(&signing->arena, "refs/heads/%.*s", STR_ARG(signing->config.authority.branch));
		result = source_open(&source, root, NULL, branch.at, error);
		if (result == 0) {
			result = read_at(signing, source, error);
			source_close(source);
		}
	}
	return result;
}

void signing_release(struct signing *signing)
{
	config_release(&signing->config);
	arena_release(&signing->arena);
}

/* --- commits -------------------------------------------------------------------------------------------------------- */

struct judging {
	struct check *check;
	const struct signing *signing;
	const struct registry *registry;
	struct git *git;
	struct reader *reader;
	struct str prefix; /* of the documents folder, in the repository */
	struct str root;   /* the registry's folder in the repository, "" or with a final slash */
	struct arena arena;
	struct error *error;
	/* the commit being judged */
	const struct git_id *commit;
	struct git_id *parents;
	size_t parent_count;
	char hex[41];
};

struct decision { /* what a document's front matter says of one */
	bool made;
	struct str by, id;
	struct date on;
	struct location at;
};

/* 0, or -1. */
static int read_decision(struct judging *judging, struct decision *out, struct str path, const struct git_id *blob)
{
	struct source_file file = {.path = path, .kind = FILE_PLAIN};
	struct document document = {.path = path};
	struct arena scratch = ARENA_EMPTY;
	struct str text = STR_EMPTY;
	size_t size = 0;

	*out = (struct decision){.on = DATE_NONE};
	memcpy(file.id, blob->bytes, sizeof file.id);
	if (reader_read(judging->reader, &file, limits_default.document_bytes, &text, &size, judging->error) < 0)
		return -1;
	document_read_front_matter(&document, &judging->arena, &scratch, &judging->signing->config,
	                           arena_copy(&judging->arena, text));
	arena_release(&scratch);
	out->made = document.readable && document_stage(&document) == STAGE_DECIDED;
	out->by = document.decided_by;
	out->id = document.id;
	out->on = document.decided;
	out->at = document_location(&document, document.keys[KEY_STATUS].line ? KEY_STATUS : KEY_DECIDED);
	return 0;
}

static bool same_decision(const struct decision *a, const struct decision *b)
{
	return a->made == b->made && str_equal(a->by, b->by) && str_equal(a->id, b->id) && a->on.known == b->on.known &&
	       a->on.first == b->on.first && a->on.last == b->on.last;
}

/* The file's path in the repository, from the documents folder on, made whole; NUL-terminated. */
static struct str whole_path(struct judging *judging, struct str path)
{
	return arena_format(&judging->arena, "%.*s%s%.*s", STR_ARG(judging->prefix), judging->prefix.n ? "/" : "",
	                    STR_ARG(path));
}

/* --- who signed ----------------------------------------------------------------------------------------------------- */

/* Why the signature is not enough, as a term; "" when it is. -1 when that cannot be told. */
static int signed_by(struct judging *judging, const struct names *principals, struct str *why)
{
	struct str signature = STR_EMPTY, bytes = STR_EMPTY;
	int has = git_signature_of(judging->git, judging->commit, &judging->arena, &signature, &bytes, judging->error);

	*why = has ? STR("@signature-invalid") : STR("@signature-missing");
	for (uint32_t i = 0; has > 0 && i < principals->n; i++)
		switch (signature_verify(bytes, signature, judging->signing->signers,
		                         arena_copy(&judging->arena, principals->at[i].text).at, judging->error)) {
		case SIGNATURE_VALID:
			*why = STR_EMPTY;
			return 0;
		case SIGNATURE_NOT_SSH:
			*why = STR("@signature-not-ssh");
			break;
		case SIGNATURE_INVALID:
			break;
		case SIGNATURE_NOT_TOLD:
			return -1;
		}
	return has < 0 ? -1 : 0;
}

static const struct names *signers_for(const struct config_authority *authority, struct str body)
{
	const struct names *others = NULL;

	for (uint32_t i = 0; i < authority->count; i++) {
		if (body.n && str_equal(authority->decides[i].body.text, body))
			return &authority->decides[i].principals;
		if (str_equal(authority->decides[i].body.text, STR("*")))
			others = &authority->decides[i].principals;
	}
	return others;
}

static struct str short_hex(struct judging *judging)
{
	return arena_format(judging->check->arena, "%.10s", judging->hex);
}

static int judge_decision(struct judging *judging, struct str path, const struct decision *decision)
{
	const struct names *principals = signers_for(&judging->signing->config.authority, decision->by);
	struct check *check = judging->check;
	struct str why = STR("@nobody-signs"), id = arena_copy(check->arena, decision->id), shown = path;
	uint32_t document = registry_find(judging->registry, decision->id);

	if (principals && signed_by(judging, principals, &why) < 0)
		return -1;
	if (!why.n)
		return 0;
	if (str_starts(shown, judging->root))
		shown = str_part(shown, judging->root.n, shown.n);
	check_report_file(
		check, DIAGNOSTIC_AUTHORITY_UNSIGNED, arena_copy(check->arena, shown), decision->at,
		(struct str[FINDING_ARGS]){id, arena_copy(check->arena, decision->by), short_hex(judging), why});
	check->findings->at[check->findings->n - 1].document = document;
	return 0;
}

/* --- what a commit does --------------------------------------------------------------------------------------------- */

/* Did another parent than the first say the same of the file? 1 yes, 0 no, -1. */
static int another_says_so(struct judging *judging, struct str path, const struct decision *decision)
{
	for (size_t i = 1; i < judging->parent_count; i++) {
		struct git_file file;
		struct decision before;
		int found = git_find(judging->git, &judging->parents[i], path.at, &file, judging->error);
		if (found < 0 ||
		    (found && file.kind == GIT_KIND_FILE && read_decision(judging, &before, path, &file.id) < 0))
			return -1;
		if (found && file.kind == GIT_KIND_FILE && same_decision(&before, decision))
			return 1;
	}
	return 0;
}

/* Was a file moved here that said the same? 1 yes, 0 no, -1. */
static int moved_here(struct judging *judging, const struct git_difference *differences, size_t count,
                      const struct decision *decision)
{
	for (size_t i = 0; i < count; i++) {
		struct decision before;
		if (!differences[i].in_old || differences[i].in_new)
			continue;
		if (read_decision(judging, &before, differences[i].path, &differences[i].old) < 0)
			return -1;
		if (same_decision(&before, decision))
			return 1;
	}
	return 0;
}

static int judge_file(struct judging *judging, const struct git_difference *differences, size_t count, size_t number)
{
	const struct git_difference *difference = &differences[number];
	struct str path = whole_path(judging, difference->path), inside = path;
	struct decision now, before;
	int known = 0;

	if (str_starts(inside, judging->root))
		inside = str_part(inside, judging->root.n, inside.n);
	if (!difference->in_new || !registry_is_document(judging->registry, inside))
		return 0;
	if (read_decision(judging, &now, path, &difference->new) < 0)
		return -1;
	if (!now.made)
		return 0;
	if (difference->in_old) {
		if (read_decision(judging, &before, path, &difference->old) < 0)
			return -1;
		known = same_decision(&before, &now);
	} else {
		known = moved_here(judging, differences, count, &now);
	}
	if (known == 0)
		known = another_says_so(judging, path, &now);
	return known < 0 ? -1 : known ? 0 : judge_decision(judging, path, &now);
}

/* What the first commit of all brings is all new. */
static int first_files(struct judging *judging, struct git_difference **differences, size_t *count)
{
	struct git_file *files = NULL;

	if (git_list(judging->git, judging->commit, arena_copy(&judging->arena, judging->prefix).at, &judging->arena,
	             limits_default.documents, &files, count, judging->error) < 0) {
		*count = 0;
		return judging->error->kind == ERROR_NO_FOLDER ? 0 : -1;
	}
	*differences = ARENA_ARRAY(&judging->arena, struct git_difference, *count);
	for (size_t i = 0; i < *count; i++)
		(*differences)[i] = (struct git_difference){
			.path = files[i].path, .new = files[i].id, .in_new = files[i].kind == GIT_KIND_FILE};
	return 0;
}

static int judge_documents(struct judging *judging)
{
	struct git_difference *differences = NULL;
	size_t count = 0;
	int result = judging->parent_count ? git_differences(judging->git, &judging->parents[0], judging->commit,
	                                                     arena_copy(&judging->arena, judging->prefix).at,
	                                                     limits_default.documents, &judging->arena, &differences,
	                                                     &count, judging->error)
	                                   : first_files(judging, &differences, &count);

	for (size_t i = 0; result == 0 && i < count; i++)
		result = judge_file(judging, differences, count, i);
	return result;
}

/* --- who may say who may -------------------------------------------------------------------------------------------- */

/* What `authority` says in a commit, as text; and the blob of the allowed-signers file that is in force. */
static int read_authority(struct judging *judging, const struct git_id *commit, struct str *text,
                          struct git_id *signers)
{
	struct config config = {0};
	struct git_file file;
	struct str path = arena_format(&judging->arena, "%.*sstyrdok.yaml", STR_ARG(judging->root)), said = STR_EMPTY;
	char *buffer = NULL;
	size_t room = 0, size = 0;
	int found = git_find(judging->git, commit, path.at, &file, judging->error);

	*text = STR_EMPTY;
	*signers = (struct git_id){{0}};
	if (found > 0 &&
	    git_read(judging->git, &file.id, limits_default.data_bytes, &buffer, &room, &size, judging->error) < 0)
		found = -1;
	if (found > 0) {
		config_read(&config, &judging->arena, arena_copy(&judging->arena, (struct str){buffer, size}));
		said = arena_format(&judging->arena, "%.*s\n%.*s\n", STR_ARG(config.authority.signers),
		                    STR_ARG(config.authority.branch));
		for (uint32_t i = 0; i < config.authority.count; i++) {
			const struct config_signers *one = &config.authority.decides[i];
			said = arena_format(&judging->arena, "%.*s%.*s:", STR_ARG(said), STR_ARG(one->body.text));
			for (uint32_t k = 0; k < one->principals.n; k++)
				said = arena_format(&judging->arena, "%.*s %.*s", STR_ARG(said),
				                    STR_ARG(one->principals.at[k].text));
		}
		*text = said;
	}
	config_release(&config);
	free(buffer);
	if (found < 0)
		return -1;
	path = arena_format(&judging->arena, "%.*s%.*s", STR_ARG(judging->root),
	                    STR_ARG(judging->signing->config.authority.signers));
	found = git_find(judging->git, commit, path.at, &file, judging->error);
	if (found > 0)
		*signers = file.id;
	return found < 0 ? -1 : 0;
}

static int judge_authority(struct judging *judging)
{
	const struct config_authority *authority = &judging->signing->config.authority;
	struct str now = STR_EMPTY, before = STR_EMPTY, why = STR_EMPTY;
	struct git_id signers_now, signers_before;
	VEC(struct named) all = {0};
	int result = 0;

	if (read_authority(judging, judging->commit, &now, &signers_now) < 0)
		return -1;
	for (size_t i = 0; i < judging->parent_count; i++) {
		if (read_authority(judging, &judging->parents[i], &before, &signers_before) < 0)
			return -1;
		if (str_equal(now, before) &&
		    memcmp(signers_now.bytes, signers_before.bytes, sizeof signers_now.bytes) == 0)
			return 0;
	}
	for (uint32_t i = 0; i < authority->count; i++)
		for (uint32_t k = 0; k < authority->decides[i].principals.n; k++)
			vec_push(&all, authority->decides[i].principals.at[k]);
	result = signed_by(judging, &(struct names){all.at, (uint32_t)all.n}, &why);
	vec_release(&all);
	if (result == 0 && why.n)
		check_report_file(judging->check, DIAGNOSTIC_AUTHORITY_CHANGED, STR("styrdok.yaml"), LOCATION_FILE,
		                  (struct str[FINDING_ARGS]){short_hex(judging), why});
	return result;
}

int signing_check(struct check *check, const struct signing *signing, struct error *error)
{
	struct judging judging = {.check = check, .signing = signing, .registry = check->registry, .error = error};
	struct str folder = check->registry->config.documents;
	struct git_id tip, *commits = NULL;
	size_t count = 0;
	int result = 0;

	if (!signing->on)
		return 0;
	judging.git = source_git(check->registry->source, &tip, &judging.root);
	judging.prefix = arena_format(&judging.arena, "%.*s%.*s", STR_ARG(judging.root), STR_ARG(folder));
	if (str_ends(judging.prefix, STR("/")))
		judging.prefix.n--;
	judging.reader = check->registry->reader;
	result = git_pushed(judging.git, &tip, check->arena, &commits, &count, error);
	for (size_t i = 0; result == 0 && i < count; i++) {
		struct arena kept = judging.arena;
		judging.arena = ARENA_EMPTY; /* of this commit */
		judging.commit = &commits[i];
		git_id_text(&commits[i], judging.hex);
		result = git_parents(judging.git, &commits[i], &judging.arena, &judging.parents, &judging.parent_count,
		                     error);
		if (result == 0)
			result = judge_documents(&judging);
		if (result == 0)
			result = judge_authority(&judging);
		arena_release(&judging.arena);
		judging.arena = kept;
	}
	arena_release(&judging.arena);
	return result;
}
