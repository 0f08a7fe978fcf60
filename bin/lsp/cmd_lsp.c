/* styrdok lsp: a language server on standard input and output. */
#include "bin/command/command.h"
#include "bin/lsp/lsp.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

struct lsp_options {
	struct options common;
	const char *schema;
};

#define SETTLE_MILLISECONDS 300 /* after so long without a message, what takes longer is checked */

static const struct option_row lsp_rows[] = {
	{"schema",
         OPTION_TEXT,
         offsetof(struct lsp_options, schema),
         {"FILE", "FIL"},
         {"print the JSON Schema of front-matter, vocabulary, config, rules or waivers, for editors without a server",
          "visa JSON Schema för front-matter, vocabulary, config, rules eller waivers, för redigerare utan server"},
         NULL,
         NULL},
	{0}};

/* One message on standard error, and the exit status. */
static int stop(const struct lsp *lsp, enum wire_outcome outcome)
{
	static const struct bilingual texts[] = {
		[WIRE_CLOSED] = {"the editor closed the connection without 'exit'",
	                         "redigeraren stängde förbindelsen utan ”exit”"},
		[WIRE_CUT] = {"the connection was closed in the middle of a message",
	                      "förbindelsen stängdes mitt i ett meddelande"},
		[WIRE_NO_HEADER] =
			{"what came on standard input is not a message of the Language Server Protocol, which begins "
	                 "with 'Content-Length: N'; 'styrdok lsp' is started by an editor",
	                 "det som kom på standard in är inget meddelande enligt Language Server Protocol, som börjar "
	                 "med ”Content-Length: N”; ”styrdok lsp” startas av en redigerare"},
		[WIRE_TOO_LARGE] = {"a message of more than 16 MB was announced",
	                            "ett meddelande på mer än 16 MB anmäldes"},
		[WIRE_FAILED] = {"standard input cannot be read", "standard in kan inte läsas"},
	};

	fprintf(stderr, "styrdok lsp: %s\n", bilingual_in(texts[outcome], lsp->language));
	return outcome == WIRE_CLOSED ? EXIT_FINDINGS : EXIT_SYSTEM;
}

static void message_take(struct lsp *lsp, struct str body)
{
	struct str why = STR_EMPTY;
	const struct json_value *message = json_value_read(&lsp->arena, body, &why);

	lsp->id = STR_EMPTY;
	if (!lsp->options.on_stated)
		lsp->options.on = date_today(); /* editors run for days */
	if (!message)
		reply_error(lsp, LSP_PARSE_ERROR, why);
	else if (message->kind != JSON_IS_OBJECT)
		reply_error(lsp, LSP_INVALID_REQUEST, STR("a message is an object"));
	else
		lsp_dispatch(lsp, message);
	arena_reset(&lsp->arena);
}

/* While more is waiting, nothing is checked: of ten letters typed at once, the last counts. */
static void check_idly(struct lsp *lsp)
{
	if (lsp->unpublished && !wire_waits(&lsp->wire, 0))
		diagnostics_publish(lsp, false);
	if (!lsp->unpublished && lsp->unsettled && !wire_waits(&lsp->wire, SETTLE_MILLISECONDS))
		diagnostics_publish(lsp, true);
	arena_reset(&lsp->arena);
}

static int broken(const struct lsp *lsp)
{
	fprintf(stderr, "styrdok lsp: %s: %s\n",
	        bilingual_in((struct bilingual){"nothing more can be sent to the editor",
	                                        "inget mer kan skickas till redigeraren"},
	                     lsp->language),
	        strerror(errno));
	return EXIT_SYSTEM;
}

static int serve(struct lsp *lsp)
{
	while (!lsp->done && !lsp->broken) {
		struct str body = STR_EMPTY;
		enum wire_outcome outcome = WIRE_MESSAGE;
		if (lsp->initialized && !lsp->shut_down)
			check_idly(lsp);
		outcome = lsp->broken ? WIRE_MESSAGE : wire_read(&lsp->wire, &body);
		if (outcome != WIRE_MESSAGE)
			return stop(lsp, outcome);
		if (!lsp->broken)
			message_take(lsp, body);
	}
	if (lsp->broken)
		return broken(lsp);
	return lsp->shut_down ? EXIT_CLEAN : EXIT_FINDINGS;
}

static int print_schema(const struct lsp_options *options)
{
	enum language language = language_of_command_line(&options->common);

	if (schema_print(stdout, options->schema, language))
		return EXIT_CLEAN;
	return usage_error(
		language,
		(struct bilingual){"no schema '%s'; there are front-matter, vocabulary, config, rules and waivers",
	                           "inget schema ”%s”; det finns front-matter, vocabulary, config, rules och waivers"},
		options->schema);
}

static int run(const struct options *common)
{
	const struct lsp_options *options = (const struct lsp_options *)common;
	struct lsp lsp = {.options = *common, .wire = {.in = STDIN_FILENO, .out = STDOUT_FILENO}};
	int status = 0;

	if (common->arg_count)
		return usage_error(language_of_command_line(common),
		                   (struct bilingual){"lsp takes no argument '%s'", "lsp tar inget argument ”%s”"},
		                   common->args[0]);
	if (options->schema)
		return print_schema(options);
	lsp.language = language_of_command_line(common);
	signal(SIGPIPE, SIG_IGN);
	status = serve(&lsp);
	views_release(&lsp);
	texts_release(&lsp);
	wire_release(&lsp.wire);
	arena_release(&lsp.arena);
	arena_release(&lsp.kept);
	return status;
}

const struct command command_lsp = {
	.name = "lsp",
	.arguments = {"[OPTIONS]", "[FLAGGOR]"},
	.summary = {"help in editors while writing: findings, completion, navigation",
                    "hjälp i redigeraren medan man skriver: anmärkningar, förslag, länkar"},
	.details =
		{"A server of the Language Server Protocol 3.17 on standard input and output, started by an editor "
                 "(bin/lsp/README.md has recipes). The register is the one that the first opened file lies in.",
                 "En server enligt Language Server Protocol 3.17 på standard in och ut, som startas av en redigerare "
                 "(recept finns i bin/lsp/README.md). Registret är det som den först öppnade filen ligger i."},
	COMMAND_OPTIONS(option_repo, option_on, lsp_rows),
	.size = sizeof(struct lsp_options),
	.run = run,
};
