#include "rules/change/push.h"

#include "registry/federation/federation.h"
#include "registry/graph/load.h"
#include "registry/validity/horizon.h"
#include "rules/change/new_findings.h"

#define DAY 86400
#define CLOCKS_DIFFER 3600 /* seconds by which one computer's clock may be ahead of another's */
#define TOLD_MAX 20u       /* commits with a wrong date */

struct judging {
	struct push_gate *gate;
	struct push_answer *answer;
	struct git *git;
	struct pushed pushed;
	struct git_id old;      /* pushed.old points here */
	struct git_id *commits; /* that are on no reference yet, the oldest first */
	size_t count;
	struct arena arena; /* for what is asked of git: a check begins its result anew */
	struct check check;
	struct error *error;
};

int push_open(struct push_gate *gate, const char *root, struct date today, int64_t now, struct error *error)
{
	*gate = (struct push_gate){.root = root ? root : ".", .today = today, .now = now};
	return signing_read(&gate->signing, gate->root, error);
}

void push_close(struct push_gate *gate)
{
	signing_release(&gate->signing);
}

void push_answer_release(struct push_answer *answer)
{
	check_result_release(&answer->result);
	registry_free(answer->base);
	registry_free(answer->registry);
	registry_free(answer->law);
}

static bool is_nothing(const char *id)
{
	return strspn(id, "0") == strlen(id);
}

/* --- what would be lost --------------------------------------------------------------------------------------------- */

static void judge_deletion(struct judging *judging, const struct push_line *line)
{
	const struct signing *signing = &judging->gate->signing;

	if (signing->on && str_equal(judging->pushed.ref, signing->branch))
		check_report_file(&judging->check, DIAGNOSTIC_AUTHORITY_BRANCH_DELETED, STR("styrdok.yaml"),
		                  LOCATION_FILE, ARGUMENTS(str_from(line->ref)));
}

static void judge_replacement(struct judging *judging, const struct push_line *line)
{
	check_report_file(&judging->check, DIAGNOSTIC_CHANGE_REPLACED, str_from(line->ref), LOCATION_FILE,
	                  ARGUMENTS(str_from(line->ref)));
}

/* --- dates ---------------------------------------------------------------------------------------------------------- */

static void tell_date(struct judging *judging, const struct git_id *commit, int64_t when, enum term why)
{
	struct arena *arena = judging->check.arena;
	char hex[41];

	git_id_text(commit, hex);
	check_report_file(
		&judging->check, DIAGNOSTIC_CHANGE_COMMIT_DATE, STR("styrdok.yaml"), LOCATION_FILE,
		ARGUMENTS(arena_format(arena, "%.10s", hex), argument_date(git_day_of_time(when)), argument_term(why)));
}

/* --rev DATE goes by these days. */
static int judge_date(struct judging *judging, const struct git_id *commit)
{
	struct git_id *parents = NULL;
	size_t count = 0;
	int64_t when = 0, before = 0;

	if (git_commit_time_of(judging->git, commit, &when, judging->error) < 0 ||
	    git_parents(judging->git, commit, judging->check.arena, &parents, &count, judging->error) < 0)
		return -1;
	if (when > judging->gate->now + CLOCKS_DIFFER) {
		tell_date(judging, commit, when, TERM_IN_THE_FUTURE);
		return 0;
	}
	for (size_t i = 0; i < count; i++) {
		if (git_commit_time_of(judging->git, &parents[i], &before, judging->error) < 0)
			return -1;
		if (when < before - DAY) {
			tell_date(judging, commit, when, TERM_BEFORE_ITS_PARENT);
			return 0;
		}
	}
	return 0;
}

static int judge_dates(struct judging *judging)
{
	for (size_t i = 0; i < judging->count && judging->check.findings->n < TOLD_MAX; i++)
		if (judge_date(judging, &judging->commits[i]) < 0)
			return -1;
	return 0;
}

/* --- the register --------------------------------------------------------------------------------------------------- */

static int open_at(struct registry **out, const struct push_gate *gate, const struct git_id *commit,
                   const struct registry *like, const struct registry *law, bool law_only, struct error *error)
{
	struct source *source = NULL;
	char hex[41];

	git_id_text(commit, hex);
	if (source_open(&source, gate->root, NULL, hex, error) < 0)
		return -1;
	return law_only ? registry_load_extent(out, source, REGISTRY_LAW, error)
	                : federation_load(out, source, &(struct registry_loading){.like = like, .law = law}, NULL,
	                                  error);
}

static bool is_among(const struct judging *judging, const struct git_id *commit)
{
	for (size_t i = judging->count; i > 0; i--)
		if (memcmp(judging->commits[i - 1].bytes, commit->bytes, sizeof commit->bytes) == 0)
			return true;
	return false;
}

/* What a new reference is measured from: along first parents, the first commit that is here already. 1, 0 when there is none, -1. */
static int known_base(struct judging *judging, struct git_id *base)
{
	struct arena arena = ARENA_EMPTY;
	struct git_id *parents = NULL;
	size_t count = 1;
	int result = 0;

	*base = judging->pushed.new;
	for (size_t steps = 0; result == 0 && count && steps <= judging->count && is_among(judging, base); steps++) {
		result = git_parents(judging->git, base, &arena, &parents, &count, judging->error);
		if (result == 0 && count)
			*base = parents[0];
	}
	arena_release(&arena);
	return result < 0 ? -1 : count > 0 && !is_among(judging, base);
}

/* What the change is judged by: the register that it changes, else that of the protected branch. Borrowed, or the answer's. */
static const struct registry *law_of(struct judging *judging, const struct git_id *base)
{
	const struct signing *signing = &judging->gate->signing;
	struct push_answer *answer = judging->answer;

	if (base && open_at(&answer->law, judging->gate, base, NULL, NULL, true, judging->error) < 0)
		return NULL;
	if (answer->law && registry_is_held(answer->law))
		return answer->law;
	return signing->law;
}

static int judge_register(struct judging *judging, const struct git_id *base)
{
	struct push_gate *gate = judging->gate;
	struct push_answer *answer = judging->answer;
	struct registry *before = NULL;
	const struct registry *law = law_of(judging, base);
	bool held = answer->law && registry_is_held(answer->law);

	if (judging->error->kind != ERROR_NONE ||
	    open_at(&answer->registry, gate, &judging->pushed.new, NULL, law, false, judging->error) < 0 ||
	    (base && open_at(&before, gate, base, answer->registry, NULL, false, judging->error) < 0))
		return -1;
	answer->base = before;
	if (!held && !registry_is_held(answer->registry))
		return 0; /* a branch of something else, such as a web site's */
	if (before)
		return check_new_findings(
			       &answer->result,
			       &(struct new_findings_request){.registry = answer->registry,
		                                              .base = before,
		                                              .today = register_day(answer->registry, gate->today)},
			       judging->error) < 0 ||
		                       judge_dates(judging) < 0
		               ? -1
		               : 0;
	if (check_registry(&answer->result,
	                   &(struct check_request){.registry = answer->registry,
	                                           .today = register_day(answer->registry, gate->today),
	                                           .between_revisions = true},
	                   judging->error) < 0)
		return -1;
	return judge_dates(judging);
}

/* Nothing comes that is not here, under a new name. */
static bool is_only_a_name(const struct judging *judging)
{
	return !judging->count && !judging->pushed.old &&
	       !str_equal(judging->pushed.ref, judging->gate->signing.branch);
}

static int judge_update(struct judging *judging)
{
	struct push_gate *gate = judging->gate;
	struct git_id base;
	struct git_id *all = ARENA_ARRAY(&judging->arena, struct git_id, gate->signing.ref_count);
	struct git_known known = {all, gate->signing.ref_count};
	int found = 1;

	for (size_t i = 0; i < known.count; i++)
		all[i] = gate->signing.refs[i].tip;
	if (git_new_commits(judging->git, &judging->pushed.new, &known, &judging->arena, &judging->commits,
	                    &judging->count, judging->error) < 0)
		return -1;
	if (is_only_a_name(judging))
		return 0;
	if (++gate->judged > PUSH_JUDGED_MAX)
		return error_set(judging->error, ERROR_TOO_MUCH, "refs", NULL);
	if (judging->pushed.old)
		base = *judging->pushed.old;
	else
		found = known_base(judging, &base);
	if (found < 0 || judge_register(judging, found ? &base : NULL) < 0)
		return -1;
	judging->check.registry = judging->answer->registry;
	return signing_check(&judging->check, &gate->signing, &judging->pushed, judging->error);
}

static int judge(struct judging *judging, const struct push_line *line)
{
	int found = 0;

	if (is_nothing(line->new)) {
		judge_deletion(judging, line);
		return 0;
	}
	if (judging->gate->signing.law && str_starts(str_from(line->ref), STR("refs/replace/"))) {
		judge_replacement(judging, line);
		return 0;
	}
	found = git_commit_at(judging->git, line->new, &judging->pushed.new, judging->error);
	if (found <= 0)
		return found; /* what is not a commit holds nothing that can be asked for */
	found = is_nothing(line->old) ? 0 : git_commit_at(judging->git, line->old, &judging->old, judging->error);
	if (found < 0)
		return -1;
	judging->pushed.old = found ? &judging->old : NULL;
	return judge_update(judging);
}

int push_judge(struct push_gate *gate, const struct push_line *line, struct push_answer *answer, struct error *error)
{
	struct judging judging = {.gate = gate, .answer = answer, .error = error};
	int result = 0;

	*answer = (struct push_answer){0};
	*error = (struct error){0};
	judging.check = (struct check){
		.today = gate->today, .findings = &answer->result.findings, .arena = &answer->result.arena};
	if (source_open_git(&judging.git, gate->root, error) < 0)
		return -1;
	judging.pushed.ref = arena_copy(&judging.arena, git_ref_target(judging.git, line->ref, &judging.arena));
	result = judge(&judging, line);
	git_close(judging.git);
	arena_release(&judging.arena);
	return result < 0 ? -1 : 0;
}
