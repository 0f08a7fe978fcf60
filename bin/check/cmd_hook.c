/* styrdok hook: the gate in git's hooks. What it cannot judge, it refuses. */
#include "bin/check/hook_install.h"
#include "bin/check/session.h"
#include "bin/command/command.h"
#include "bin/write/terminal.h"
#include "registry/validity/horizon.h"
#include "rules/change/new_findings.h"
#include "rules/change/push.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* --- one revision --------------------------------------------------------------------------------------------------- */

struct gate {
	const struct options *options;
	enum language language;
	const char *ref; /* what is pushed, told with the findings; NULL: what is staged */
};

static int failed(const struct error *error, enum language language)
{
	tell_error(error, language);
	return EXIT_SYSTEM;
}

/* Prints what was found, if anything was. */
static int tell(const struct gate *gate, struct registry *registry, const struct findings *findings)
{
	struct report report = {.registry = registry,
	                        .findings = findings->at,
	                        .count = findings->n,
	                        .documents = registry->count,
	                        .language = gate->language,
	                        .color = gate->options->color,
	                        .failing = gate->options->failing};
	int status = EXIT_CLEAN;

	if (!findings->n)
		return EXIT_CLEAN;
	for (size_t i = 0; i < findings->n; i++)
		report.by_severity[findings->at[i].severity]++;
	status = report_status(&report);
	if (gate->ref) {
		put_text(stdout, str_from(gate->ref));
		printf(":\n\n");
	}
	output_text(stdout, &report);
	if (status)
		printf("%s\n",
		       bilingual_in(gate->ref ? (struct bilingual){"styrdok: the push is refused",
		                                                   "styrdok: det som skickades tas inte emot"}
		                              : (struct bilingual){"styrdok: nothing was committed",
		                                                   "styrdok: ingenting har sparats i git-repot"},
		                    gate->language));
	return status;
}

static int judge(const struct gate *gate, struct registry *registry, struct registry *base)
{
	struct check_result result = {0};
	struct error error = {0};
	int status = base ? check_new_findings(
				    &result,
				    &(struct new_findings_request){.registry = registry,
	                                                           .base = base,
	                                                           .today = register_day(registry, gate->options->on)},
				    &error)
	                  : check_registry(&result,
	                                   &(struct check_request){.registry = registry,
	                                                           .today = register_day(registry, gate->options->on),
	                                                           .between_revisions = true},
	                                   &error);

	status = status < 0 ? failed(&error, gate->language) : tell(gate, registry, &result.findings);
	check_result_release(&result);
	return status;
}

static struct registry *open_revision(const struct gate *gate, const char *revision, const struct registry *reused,
                                      const struct registry *law)
{
	struct options asked = *gate->options;
	struct error error;

	asked.rev = revision;
	asked.reused = reused;
	asked.law = law;
	asked.language = gate->language;
	asked.arg_count = 0;                        /* they name no paths */
	return open_registry(&asked, true, &error); /* true: what is wrong with styrdok.yaml is a finding */
}

static struct registry *open_law(const struct gate *gate, const char *revision)
{
	struct source *source = NULL;
	struct registry *law = NULL;
	struct error error = {0};

	if (source_open(&source, gate->options->repo, NULL, revision, &error) < 0 ||
	    registry_load_extent(&law, source, REGISTRY_LAW, &error) < 0)
		(void)failed(&error, gate->language);
	return law;
}

/* --- pre-commit ----------------------------------------------------------------------------------------------------- */

/* What is staged, judged by what HEAD says; all by itself when nothing was committed yet. */
static int judge_staged(struct gate *gate, const char *head)
{
	struct registry *law = head[0] ? open_law(gate, head) : NULL, *registry = NULL, *base = NULL;
	bool held = law && registry_is_held(law);
	int status = EXIT_SYSTEM;

	if (law || !head[0])
		registry = open_revision(gate, SOURCE_STAGED, NULL, held ? law : NULL);
	if (registry && head[0])
		base = open_revision(gate, head, registry, NULL);
	if (registry) {
		gate->language = language_of(gate->options, registry);
		if (!held && !registry_is_held(registry))
			status = EXIT_CLEAN; /* not a register */
		else if (base || !head[0])
			status = judge(gate, registry, base);
	}
	registry_free(base);
	registry_free(registry);
	registry_free(law);
	return status;
}

static int run_pre_commit(const struct options *options)
{
	struct gate gate = {.options = options, .language = language_of_command_line(options)};
	struct git *git = NULL;
	struct git_id commit;
	struct error error = {0};
	char head[41] = "";
	int status = EXIT_SYSTEM;

	if (source_open_git(&git, options->repo, &error) < 0 ||
	    (!git_is_unborn(git) && git_resolve(git, "HEAD", &commit, head, &error) < 0))
		status = failed(&error, gate.language);
	else
		status = judge_staged(&gate, head);
	git_close(git);
	return status;
}

/* --- pre-receive ---------------------------------------------------------------------------------------------------- */

#define LINE_MAX_BYTES 5000

struct push { /* one line of what git tells: a ref that is to become another commit */
	char old[65], new[65], ref[LINE_MAX_BYTES];
};

/* 1 read, 0 no more, -1 not of git's form. A line that does not end was cut off. */
static int read_push(struct push *push)
{
	char line[LINE_MAX_BYTES + 140];
	int used = 0;

	if (!fgets(line, sizeof line, stdin))
		return feof(stdin) && !ferror(stdin) ? 0 : -1;
	if (sscanf(line, "%64[0-9a-f] %64[0-9a-f] %4999[^\n]%n", push->old, push->new, push->ref, &used) != 3 ||
	    strlen(push->old) != strlen(push->new) || (strlen(push->new) != 40 && strlen(push->new) != 64) ||
	    line[used] != '\n')
		return -1;
	return 1;
}

static int worse(int a, int b)
{
	return a > b ? a : b;
}

static int judge_push(struct gate *gate, struct push_gate *pushing, const struct push *push)
{
	struct push_answer answer;
	struct error error = {0};
	int status = EXIT_SYSTEM;

	gate->ref = push->ref;
	if (push_judge(pushing, &(struct push_line){push->old, push->new, push->ref}, &answer, &error) < 0)
		status = failed(&error, gate->language);
	else
		status = tell(gate, answer.registry ? answer.registry : pushing->signing.law, &answer.result.findings);
	push_answer_release(&answer);
	return status;
}

/* Git never runs the hook with nothing to tell: who finds nothing on standard input comes behind another hook that has read it. */
static int misread(const struct gate *gate, unsigned lines)
{
	if (!lines)
		return usage_error(
			gate->language,
			(struct bilingual){
				"git told pre-receive nothing on standard input; has another hook read it%s? Let that "
				"hook "
				"keep it and hand it on: input=$(cat); printf '%%s\\n' \"$input\" | styrdok hook "
				"pre-receive || exit 1",
				"pre-receive fick inget på standard in från git; har en annan krok läst det%s? Låt den "
				"kroken spara det och skicka det vidare: input=$(cat); printf '%%s\\n' \"$input\" | "
				"styrdok hook pre-receive || exit 1"},
			"");
	return usage_error(gate->language,
	                   (struct bilingual){"git's hook pre-receive tells 'old new ref' on standard input%s",
	                                      "gits krok pre-receive skriver ”gammal ny ref” på standard in%s"},
	                   "");
}

static int judge_pushes(struct gate *gate, struct push_gate *pushing)
{
	struct push push;
	int status = EXIT_CLEAN, found = 0;
	unsigned lines = 0;

	while ((found = read_push(&push)) > 0 && lines++ < PUSH_LINES_MAX)
		status = worse(status, judge_push(gate, pushing, &push));
	if (lines > PUSH_LINES_MAX) {
		struct error error = {0};
		error_set(&error, ERROR_TOO_MUCH, "refs", NULL);
		return failed(&error, gate->language);
	}
	return found < 0 || !lines ? worse(status, misread(gate, found < 0)) : status;
}

static int run_pre_receive(const struct options *options)
{
	struct gate gate = {.options = options, .language = language_of_command_line(options)};
	struct push_gate pushing;
	struct error error = {0};
	int status = EXIT_SYSTEM;

	if (push_open(&pushing, options->repo, options->on, (int64_t)time(NULL), &error) < 0) {
		status = failed(&error, gate.language);
	} else {
		if (!options->language && pushing.signing.law && pushing.signing.law->config.language)
			gate.language = pushing.signing.law->config.language;
		status = judge_pushes(&gate, &pushing);
	}
	push_close(&pushing);
	return status;
}

/* -------------------------------------------------------------------------------------------------------------------- */

static int run(const struct options *options)
{
	const char *name = options->arg_count ? options->args[0] : "";

	if (strcmp(name, "pre-commit") == 0 && options->arg_count == 1)
		return run_pre_commit(options);
	if (strcmp(name, "pre-receive") == 0 && options->arg_count == 1)
		return run_pre_receive(options);
	if (strcmp(name, "install") == 0 && options->arg_count <= 2)
		return hook_install(options);
	return usage_error(language_of_command_line(options),
	                   *name ? (struct bilingual){"say hook pre-commit, pre-receive or install, not '%s'",
	                                              "skriv hook pre-commit, pre-receive eller install, inte ”%s”"}
	                         : (struct bilingual){"say hook pre-commit, pre-receive or install%s",
	                                              "skriv hook pre-commit, pre-receive eller install%s"},
	                   name);
}

const struct command command_hook = {
	.name = "hook",
	.arguments = {"[OPTIONS] pre-commit | pre-receive | install [pre-commit|pre-receive]",
                      "[FLAGGOR] pre-commit | pre-receive | install [pre-commit|pre-receive]"},
	.summary = {"the gate in git: refuse a change that leaves the register inconsistent",
                    "spärren i git: stoppa en ändring som gör registret motsägelsefullt"},
	.details = {"pre-commit judges what is staged, against HEAD. pre-receive judges, on the server, each pushed "
                    "branch against what it would replace. Both report only what the change causes. install puts the "
                    "hook where git looks for it: pre-commit in a working tree, pre-receive in a bare repository.",
                    "pre-commit granskar det som är på väg att sparas (staged), mot HEAD. pre-receive granskar på "
                    "servern varje gren som skickas, mot det som den skulle ersätta. Båda redovisar bara det som "
                    "ändringen orsakar. install lägger kroken (hook) där git letar efter den: pre-commit i en "
                    "arbetskopia, pre-receive i ett git-förråd utan arbetskopia (bare repository)."},
	COMMAND_OPTIONS(option_repo, option_on, option_fail_on),
	.run = run,
};
