/* styrdok hook: the gate in git's hooks. What it cannot judge, it refuses. */
#include "bin/check/hook_install.h"
#include "bin/check/session.h"
#include "bin/command/command.h"
#include "bin/write/terminal.h"
#include "rules/change/new_findings.h"
#include "rules/change/signers.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* --- one revision --------------------------------------------------------------------------------------------------- */

struct gate {
	const struct options *options;
	enum language language;
	const struct signing *signing; /* NULL: signatures are not asked for */
	const char *ref;               /* what is pushed, told with the findings; NULL: what is staged */
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
		printf("%s\n", bilingual_in(gate->ref ? (struct bilingual){"styrdok: the push is refused",
		                                                           "styrdok: det som skickades tas inte emot"}
		                                      : (struct bilingual){"styrdok: nothing was committed",
		                                                           "styrdok: ingenting har sparats i arkivet"},
		                            gate->language));
	return status;
}

static int judge(const struct gate *gate, struct registry *registry, struct registry *base)
{
	struct check_result result = {0};
	struct error error = {0};
	struct check check = {
		.registry = registry, .today = gate->options->on, .findings = &result.findings, .arena = &result.arena};
	int status = base ? check_new_findings(&result,
	                                       &(struct new_findings_request){
						       .registry = registry, .base = base, .today = gate->options->on},
	                                       &error)
	                  : check_registry(&result,
	                                   &(struct check_request){.registry = registry,
	                                                           .today = gate->options->on,
	                                                           .between_revisions = true},
	                                   &error);

	if (!status && gate->signing)
		status = signing_check(&check, gate->signing, &error);
	status = status < 0 ? failed(&error, gate->language) : tell(gate, registry, &result.findings);
	check_result_release(&result);
	return status;
}

static struct registry *open_revision(const struct gate *gate, const char *revision, const struct registry *like)
{
	struct options asked = *gate->options;
	struct error error;

	asked.rev = revision;
	asked.reused = like;
	asked.language = gate->language;
	asked.arg_count = 0;                        /* they name no paths */
	return open_registry(&asked, true, &error); /* true: what is wrong with styrdok.yaml is a finding */
}

/* --- pre-commit ----------------------------------------------------------------------------------------------------- */

static int run_pre_commit(const struct options *options)
{
	struct gate gate = {.options = options, .language = language_of_command_line(options)};
	struct registry *registry = open_revision(&gate, SOURCE_STAGED, NULL), *base = NULL;
	struct error error = {0};
	int status = EXIT_SYSTEM;
	char hex[41];

	if (!registry)
		return EXIT_SYSTEM;
	gate.language = language_of(options, registry);
	if (source_base(registry->source, "HEAD", hex, &error) < 0) {
		status = failed(&error, gate.language);
	} else {
		base = hex[0] ? open_revision(&gate, hex, registry) : NULL;
		if (base || !hex[0])
			status = judge(&gate, registry, base);
	}
	registry_free(base);
	registry_free(registry);
	return status;
}

/* --- pre-receive ---------------------------------------------------------------------------------------------------- */

#define LINE_MAX_BYTES 5000

struct push { /* one line of what git tells: a ref that is to become another commit */
	char old[65], new[65], ref[LINE_MAX_BYTES];
};

static bool is_nothing(const char *id)
{
	return strspn(id, "0") == strlen(id);
}

/* Does the revision hold a register? A branch of something else, such as a web site's, is none of ours. */
static bool holds_register(const struct registry *registry)
{
	return reader_has(registry->reader, registry->config_path) ||
	       source_has_folder(registry->source, STR("docs-corpus"));
}

/* The commit that the pushed one is judged against, "" for none: what it would replace; for a new branch, where it parted from the one that HEAD
 * names. */
static int base_of(const struct push *push, struct registry *registry, char hex[65], struct error *error)
{
	char found[41];

	hex[0] = '\0';
	if (!is_nothing(push->old)) {
		snprintf(hex, 65, "%s", push->old);
		return 0;
	}
	if (source_base(registry->source, "HEAD", found, error) == 0) {
		snprintf(hex, 65, "%s", found);
		return 0;
	}
	/* the repository's first branch, or one with a history of its own: everything in it is new */
	return error->kind == ERROR_UNRELATED || error->kind == ERROR_UNKNOWN_REVISION ? 0 : -1;
}

static int judge_push(const struct gate *gate, const struct push *push)
{
	struct registry *registry = open_revision(gate, push->new, NULL), *base = NULL;
	struct error error = {0};
	int status = EXIT_SYSTEM;
	char hex[65];

	if (!registry)
		return EXIT_SYSTEM;
	if (base_of(push, registry, hex, &error) < 0) {
		status = failed(&error, gate->language);
	} else if (hex[0] && !(base = open_revision(gate, hex, registry))) {
		status = EXIT_SYSTEM;
	} else if (!holds_register(registry) && !(base && holds_register(base))) {
		status = EXIT_CLEAN;
	} else {
		status = judge(gate, registry, base);
	}
	registry_free(base);
	registry_free(registry);
	return status;
}

/* 1 read, 0 no more, -1 not of git's form. */
static int read_push(struct push *push)
{
	char line[LINE_MAX_BYTES + 140];
	int used = 0;

	if (!fgets(line, sizeof line, stdin))
		return feof(stdin) && !ferror(stdin) ? 0 : -1;
	if (sscanf(line, "%64[0-9a-f] %64[0-9a-f] %4999[^\n]%n", push->old, push->new, push->ref, &used) != 3 ||
	    strlen(push->old) != strlen(push->new) || (strlen(push->new) != 40 && strlen(push->new) != 64) ||
	    (line[used] && line[used] != '\n'))
		return -1;
	return 1;
}

/* Deletions, tags and the like bring nothing that applies. */
static bool is_judged(const struct push *push)
{
	return strncmp(push->ref, "refs/heads/", 11) == 0 && !is_nothing(push->new);
}

static int worse(int a, int b)
{
	return a > b ? a : b;
}

static int run_pre_receive(const struct options *options)
{
	struct gate gate = {.options = options, .language = language_of_command_line(options)};
	struct signing signing = {0};
	struct push push;
	struct error error = {0};
	int status = EXIT_CLEAN, found = 0;

	if (signing_read(&signing, options->repo ? options->repo : ".", &error) < 0) {
		status = failed(&error, gate.language);
	} else {
		if (!options->language && signing.config.language)
			gate.language = signing.config.language;
		gate.signing = signing.on ? &signing : NULL;
		while ((found = read_push(&push)) > 0) {
			gate.ref = push.ref;
			if (is_judged(&push))
				status = worse(status, judge_push(&gate, &push));
		}
	}
	if (found < 0)
		status = worse(
			status,
			usage_error(gate.language,
		                    (struct bilingual){"git's hook pre-receive tells 'old new ref' on standard input",
		                                       "gits krok pre-receive skriver ”gammal ny ref” på standard in"},
		                    NULL));
	signing_release(&signing);
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
