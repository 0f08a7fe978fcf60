#include "rules/change/signers.h"

#include "registry/base/vec.h"
#include "registry/port/signature.h"
#include "rules/change/protected.h"

#include <limits.h>
#include <stdio.h>

/* So many commits that are not as they should be are reported; the push is refused anyway. */
#define TOLD_MAX 20u
/* More parents than a merge has. */
#define PARENTS_MAX 32u

struct judging {
	struct check *check;
	const struct signing *signing;
	struct git *git;
	struct protecting *protecting;
	struct str root;      /* the registry's folder in the repository, "" or with a final slash */
	struct str authority; /* what the protected branch says of it, in one form */
	struct arena arena;   /* of the commit being judged */
	struct error *error;
	/* the commit being judged */
	const struct git_id *commit;
	struct git_id *parents;
	size_t parent_count;
	char hex[41];
	bool loosening_told, authority_told;
};

/* --- who signed ----------------------------------------------------------------------------------------------------- */

/* Why the signature is not enough, TERM_NONE when it is. -1 when that cannot be determined. */
static int signed_by(struct judging *judging, const struct names *principals, enum term *why)
{
	struct str signature = STR_EMPTY, bytes = STR_EMPTY;
	int has = git_signature_of(judging->git, judging->commit, &judging->arena, &signature, &bytes, judging->error);

	*why = has ? TERM_SIGNATURE_INVALID : TERM_SIGNATURE_MISSING;
	for (uint32_t i = 0; has > 0 && i < principals->n; i++)
		switch (signature_verify(bytes, signature, judging->signing->signers,
		                         arena_copy(&judging->arena, principals->at[i].text).at, judging->error)) {
		case SIGNATURE_VALID:
			*why = TERM_NONE;
			return 0;
		case SIGNATURE_NOT_SSH:
			*why = TERM_SIGNATURE_NOT_SSH;
			break;
		case SIGNATURE_INVALID:
			break;
		case SIGNATURE_NOT_TOLD:
			return -1;
		}
	return has < 0 ? -1 : 0;
}

static const struct names *signers_for(const struct registry *law, struct str body)
{
	const struct config_authority *authority = &law->config.authority;
	const struct names *others = NULL;

	body = protected_body(law, body);
	for (uint32_t i = 0; i < authority->count; i++) {
		if (body.n && str_equal(protected_body(law, authority->decides[i].body.text), body))
			return &authority->decides[i].principals;
		if (str_equal(authority->decides[i].body.text, STR("*")))
			others = &authority->decides[i].principals;
	}
	return others;
}

/* Those who may change who may, and what later changes are judged by: whom `configures` names, else all who may decide. */
static struct names configurers(struct judging *judging)
{
	const struct config_authority *authority = &judging->signing->law->config.authority;
	struct names all = {0};
	uint32_t count = 0;

	if (authority->configures.n)
		return authority->configures;
	for (uint32_t i = 0; i < authority->count; i++)
		count += authority->decides[i].principals.n;
	all.at = ARENA_ARRAY(&judging->arena, struct named, count);
	for (uint32_t i = 0; i < authority->count; i++)
		for (uint32_t k = 0; k < authority->decides[i].principals.n; k++)
			all.at[all.n++] = authority->decides[i].principals.at[k];
	return all;
}

/* Why the commit may not change what this body decided; "" when it may. */
static int decided_by(struct judging *judging, struct str body, enum term *why)
{
	const struct names *principals = signers_for(judging->signing->law, body);

	*why = TERM_NOBODY_SIGNS;
	return principals ? signed_by(judging, principals, why) : 0;
}

/* --- what is reported --------------------------------------------------------------------------------------------------- */

static struct str short_hex(struct judging *judging)
{
	return arena_format(judging->check->arena, "%.10s", judging->hex);
}

static enum term what_happens(const struct protected_change *change)
{
	if (change->old && change->new)
		return change->new->kind == PROTECTED_WAIVER ? TERM_WAIVER_CHANGED : TERM_CHANGES_EFFECT;
	if (change->new)
		return change->new->kind == PROTECTED_WAIVER ? TERM_WAIVER_GRANTED : TERM_BECOMES_DECIDED;
	return change->old->kind == PROTECTED_WAIVER ? TERM_WAIVER_TAKEN_BACK : TERM_TAKEN_BACK;
}

static void tell_unsigned(struct judging *judging, const struct protected_change *change, enum term why)
{
	const struct protected *item = change->new ? change->new : change->old;
	struct check *check = judging->check;
	struct str id = arena_copy(check->arena, item->name);

	check_report_file(check, DIAGNOSTIC_AUTHORITY_UNSIGNED, arena_copy(check->arena, item->path),
	                  change->new ? item->at : LOCATION_FILE,
	                  ARGUMENTS(id, arena_copy(check->arena, item->body), short_hex(judging), argument_term(why),
	                            argument_term(what_happens(change))));
	if (item->kind != PROTECTED_WAIVER)
		check->findings->at[check->findings->n - 1].document = registry_find(check->registry, id);
}

/* --- one change ----------------------------------------------------------------------------------------------------- */

static int judge_decision(struct judging *judging, const struct protected_change *change)
{
	enum term why = TERM_NONE;

	if (change->new &&decided_by(judging, change->new->body, &why) < 0)
		return -1;
	if (!why && change->old && !(change->new &&str_equal(change->old->body, change->new->body)) &&
	    decided_by(judging, change->old->body, &why) < 0)
		return -1;
	if (why)
		tell_unsigned(judging, change, why);
	return 0;
}

static struct law_item setting_of(const struct protected *item)
{
	return (struct law_item){item->law, item->name, item->says};
}

static bool is_loosened(const struct protected_change *change)
{
	struct law_item old, new;

	if (change->old)
		old = setting_of(change->old);
	if (change->new)
		new = setting_of(change->new);
	return law_is_loosened(change->old ? &old : NULL, change->new ? &new : NULL);
}

/* Told once for a commit. */
static int judge_configuring(struct judging *judging, const struct protected_change *change)
{
	const struct protected *item = change->new ? change->new : change->old;
	bool authority = item->kind == PROTECTED_AUTHORITY,
	     *told = authority ? &judging->authority_told : &judging->loosening_told;
	struct names all = configurers(judging);
	struct check *check = judging->check;
	enum term why = TERM_NONE;

	if (*told || (!authority && !is_loosened(change)))
		return 0;
	if (signed_by(judging, &all, &why) < 0)
		return -1;
	if (!why)
		return 0;
	*told = true;
	if (authority) {
		check_report_file(check, DIAGNOSTIC_AUTHORITY_CHANGED, STR("styrdok.yaml"), LOCATION_FILE,
		                  ARGUMENTS(short_hex(judging), argument_term(why)));
		return 0;
	}
	check_report_file(check, DIAGNOSTIC_CHANGE_CHECKS_LOOSENED, STR("styrdok.yaml"), LOCATION_FILE,
	                  ARGUMENTS(str_from(law_key(item->law)), arena_copy(check->arena, item->name), STR_EMPTY,
	                            short_hex(judging), argument_term(why)));
	check_soften(check, SEVERITY_ERROR);
	return 0;
}

static int judge_change(struct judging *judging, const struct protected_change *change)
{
	switch (change->new ? change->new->kind : change->old->kind) {
	case PROTECTED_BY_LAW: /* what is no longer read so is judged as its own commit reads it */
		return change->new ? judge_decision(judging, change) : 0;
	case PROTECTED_WAIVER:
		if (!change->new && change->old->expired)
			return 0;
		return judge_decision(judging, change);
	case PROTECTED_DOCUMENT:
		return judge_decision(judging, change);
	default:
		return judge_configuring(judging, change);
	}
}

/* --- one commit ----------------------------------------------------------------------------------------------------- */

static bool same_thing(const struct protected_change *a, const struct protected_change *b)
{
	const struct protected *x = a->new ? a->new : a->old, *y = b->new ? b->new : b->old;

	return x->kind == y->kind && x->law == y->law && str_equal(x->name, y->name);
}

static const struct protected_change *find_change(const struct protected_changes *changes,
                                                  const struct protected_change *like)
{
	for (size_t i = 0; i < changes->n; i++)
		if (same_thing(&changes->at[i], like))
			return &changes->at[i];
	return NULL;
}

/* A commit without parents brings everything anew; settings that stand in it are judged once others build on them. */
static int judge_first(struct judging *judging)
{
	struct protected_changes changes;
	int result = protected_compare(judging->protecting, &judging->arena, NULL, judging->commit, &changes,
	                               judging->error);

	for (size_t i = 0; result == 0 && i < changes.n; i++)
		if (changes.at[i].new->kind != PROTECTED_LAW &&
		    (changes.at[i].new->kind != PROTECTED_AUTHORITY ||
		     !str_equal(changes.at[i].new->says, judging->authority)))
			result = judge_change(judging, &changes.at[i]);
	return result;
}

/* Did one of the two commits change that thing since they parted, or have it at all where they have nothing in common? 1, 0, -1. */
static int changed_since(struct judging *judging, const struct git_id *other, const struct git_id *commit,
                         const struct protected_change *change)
{
	struct git_id *bases = NULL;
	size_t count = 0;
	bool changed = false;

	if (git_merge_bases_of(judging->git, other, commit, &judging->arena, &bases, &count, judging->error) < 0)
		return -1;
	if (!count)
		return change->old != NULL;
	for (size_t i = 0; !changed && i < count; i++) {
		struct protected_changes since;
		if (protected_compare(judging->protecting, &judging->arena, &bases[i], commit, &since, judging->error) <
		    0)
			return -1;
		changed = find_change(&since, change) != NULL;
	}
	return changed;
}

/* Has another parent the thing as the commit has it, and had none of those that have it otherwise changed it since they parted? Then the merge says
 * nothing of its own. 1, 0, -1. */
static int is_taken(struct judging *judging, const struct protected_changes *changes,
                    const struct protected_change *change)
{
	for (size_t i = 0; i < judging->parent_count; i++) {
		int taken = !find_change(&changes[i], change);
		for (size_t k = 0; taken > 0 && k < judging->parent_count; k++) {
			const struct protected_change *there = find_change(&changes[k], change);
			int changed =
				there ? changed_since(judging, &judging->parents[i], &judging->parents[k], there) : 0;
			taken = changed < 0 ? -1 : !changed;
		}
		if (taken)
			return taken;
	}
	return 0;
}

static int judge_merged(struct judging *judging, const struct protected_changes *changes, size_t parent)
{
	for (size_t i = 0; i < changes[parent].n; i++) {
		const struct protected_change *change = &changes[parent].at[i];
		bool seen = false;
		int taken = 0;
		for (size_t k = 0; k < parent; k++)
			seen = seen || find_change(&changes[k], change);
		if (seen && (change->new ? change->new->kind : change->old->kind) != PROTECTED_LAW)
			continue; /* told for that parent */
		taken = is_taken(judging, changes, change);
		if (taken < 0 || (!taken && judge_change(judging, change) < 0))
			return -1;
	}
	return 0;
}

static int judge_commit(struct judging *judging)
{
	struct protected_changes changes[PARENTS_MAX];

	if (!judging->parent_count)
		return judge_first(judging);
	if (judging->parent_count > PARENTS_MAX)
		return error_set(judging->error, ERROR_TOO_MUCH, judging->hex, NULL);
	for (size_t i = 0; i < judging->parent_count; i++)
		if (protected_compare(judging->protecting, &judging->arena, &judging->parents[i], judging->commit,
		                      &changes[i], judging->error) < 0)
			return -1;
	for (size_t i = 0; i < judging->parent_count; i++)
		if (judge_merged(judging, changes, i) < 0)
			return -1;
	return 0;
}

/* --- one push ------------------------------------------------------------------------------------------------------- */

/* What the commits that a forced push leaves behind had changed must still be so. */
static int judge_lost(struct judging *judging, const struct pushed *pushed)
{
	struct protected_changes changes;
	struct git_id *bases = NULL;
	size_t count = 0;

	if (!pushed->old)
		return 0;
	if (git_merge_bases_of(judging->git, pushed->old, &pushed->new, &judging->arena, &bases, &count,
	                       judging->error) < 0)
		return -1;
	if (count == 1 && memcmp(bases[0].bytes, pushed->old->bytes, sizeof bases[0].bytes) == 0)
		return 0;
	if (protected_compare(judging->protecting, &judging->arena, pushed->old, &pushed->new, &changes,
	                      judging->error) < 0)
		return -1;
	git_id_text(&pushed->new, judging->hex);
	for (size_t i = 0; i < changes.n && judging->check->findings->n < TOLD_MAX; i++) {
		const struct protected_change *change = &changes.at[i];
		const struct protected *item = change->old ? change->old : change->new;
		int lost = item->kind == PROTECTED_BY_LAW || (item->kind == PROTECTED_LAW && !is_loosened(change))
		                   ? 0
		                   : changed_since(judging, &pushed->new, pushed->old, change);
		if (lost < 0)
			return -1;
		if (!lost)
			continue;
		if (item->kind == PROTECTED_DOCUMENT || item->kind == PROTECTED_WAIVER)
			tell_unsigned(judging, change, TERM_LOST_BY_FORCE);
		else
			check_report_file(judging->check, DIAGNOSTIC_AUTHORITY_CHANGED, STR("styrdok.yaml"),
			                  LOCATION_FILE,
			                  ARGUMENTS(short_hex(judging), argument_term(TERM_LOST_BY_FORCE)));
	}
	return 0;
}

/* What comes to the protected branch is judged there, by whatever branch it came before. */
static struct git_known known_to(struct judging *judging, const struct pushed *pushed)
{
	const struct signing *signing = judging->signing;
	struct git_id *all = ARENA_ARRAY(judging->check->arena, struct git_id, signing->ref_count + 1);
	struct git_known known = {all, 0};

	if (str_equal(pushed->ref, signing->branch)) {
		all[known.count++] = signing->tip;
		return known;
	}
	for (size_t i = 0; i < signing->ref_count; i++)
		all[known.count++] = signing->refs[i].tip;
	return known;
}

static int judge_commits(struct judging *judging, const struct git_id *commits, size_t count)
{
	size_t told = judging->check->findings->n;
	int result = 0;

	for (size_t i = 0; result == 0 && i < count && judging->check->findings->n < told + TOLD_MAX; i++) {
		judging->commit = &commits[i];
		judging->loosening_told = judging->authority_told = false;
		git_id_text(&commits[i], judging->hex);
		result = git_parents(judging->git, &commits[i], &judging->arena, &judging->parents,
		                     &judging->parent_count, judging->error);
		if (result == 0)
			result = judge_commit(judging);
		arena_reset(&judging->arena);
	}
	return result;
}

static int judge_push(struct judging *judging, const struct pushed *pushed)
{
	struct git_known known = known_to(judging, pushed);
	struct git_id *commits = NULL;
	size_t count = 0;

	if (protecting_authority(judging->protecting, &judging->signing->tip, &judging->authority, judging->error) <
	            0 ||
	    git_new_commits(judging->git, &pushed->new, &known, judging->check->arena, &commits, &count,
	                    judging->error) < 0)
		return -1;
	return judge_commits(judging, commits, count) < 0 ? -1 : judge_lost(judging, pushed);
}

int signing_check(struct check *check, const struct signing *signing, const struct pushed *pushed, struct error *error)
{
	struct judging judging = {.check = check, .signing = signing, .error = error};
	struct git_id ignored;
	int result = 0;

	if (!signing->on)
		return 0;
	judging.git = source_git(signing->law->source, &ignored, &judging.root);
	judging.protecting = protecting_new(judging.git, source_root(signing->law->source), judging.root, signing->law,
	                                    check->today);
	result = judge_push(&judging, pushed);
	protecting_free(judging.protecting);
	arena_release(&judging.arena);
	return result;
}
