/* styrdok explain: what a diagnostic means, why it matters, how to fix it. */
#include "bin/command/command.h"
#include "bin/wording/explanation.h"
#include "bin/write/json.h"
#include "registry/base/memory.h"
#include "rules/diagnostics/diagnostic.h"

#include <stdio.h>

static void json_row(struct json *json, enum diagnostic diagnostic, enum language language)
{
	const struct diagnostic_row *row = diagnostic_row(diagnostic);

	json_pair(json, "code", row->code);
	json_pair(json, "severity", str_from(severity_name(row->severity)));
	json_pair(json, "summary", bilingual_str(row->summary, language));
	json_pair(json, "text", explanation_page(row->code, language));
}

/* One diagnostic is an object by itself; several are a list. */
static void print_json(const enum diagnostic *diagnostics, size_t count, enum language language)
{
	struct json json = {.out = stdout};

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	if (count == 1) {
		json_row(&json, diagnostics[0], language);
	} else {
		json_key(&json, "diagnostics");
		json_open(&json, '[');
		for (size_t i = 0; i < count; i++) {
			json_open(&json, '{');
			json_row(&json, diagnostics[i], language);
			json_close(&json);
		}
		json_close(&json);
	}
	json_close(&json);
}

static void print_list(const enum diagnostic *diagnostics, size_t count, enum language language)
{
	for (size_t i = 0; i < count; i++) {
		const struct diagnostic_row *row = diagnostic_row(diagnostics[i]);
		printf("%-30s %-8s %s\n", row->code.at, severity_name(row->severity),
		       bilingual_in(row->summary, language));
	}
	printf("\n%s\n", bilingual_in((struct bilingual){"'styrdok explain CODE' tells more about one of them",
	                                                 "”styrdok explain KOD” berättar mer om en av dem"},
	                              language));
}

static void print_pages(const enum diagnostic *diagnostics, size_t count, enum language language)
{
	if (count == DIAGNOSTIC_COUNT) {
		print_list(diagnostics, count, language);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		struct str text = explanation_page(diagnostic_row(diagnostics[i])->code, language);
		printf("%s%.*s", i ? "\n" : "", STR_ARG(text));
	}
}

static const struct explain_format {
	struct format format;
	void (*write)(const enum diagnostic *diagnostics, size_t count, enum language language);
} formats[] = {{{"text"}, print_pages}, {{"json"}, print_json}, {{NULL}, NULL}};

static int unknown_code(const char *code, struct str nearest, enum language language)
{
	if (nearest.n)
		fprintf(stderr,
		        bilingual_in(
				(struct bilingual){"styrdok: did you mean '%.*s'?\n", "styrdok: menade du ”%.*s”?\n"},
				language),
		        STR_ARG(nearest));
	return usage_error(language,
	                   (struct bilingual){"unknown diagnostic '%s'", "det finns ingen anmärkning med koden ”%s”"},
	                   code);
}

static int run(const struct options *options)
{
	enum language language = language_of_command_line(options);
	struct str nearest = STR_EMPTY;
	size_t count = options->arg_count ? (size_t)options->arg_count : DIAGNOSTIC_COUNT;
	enum diagnostic *chosen = memory_new(count, sizeof *chosen);
	int status = EXIT_CLEAN;

	for (size_t i = 0; !status && i < count; i++) {
		chosen[i] = (enum diagnostic)i;
		if (options->arg_count)
			chosen[i] = diagnostic_find(str_from(options->args[i]), &nearest);
		if (chosen[i] == DIAGNOSTIC_COUNT)
			status = unknown_code(options->args[i], nearest, language);
	}
	if (!status)
		FORMAT_CHOSEN(options, struct explain_format)->write(chosen, count, language);
	free(chosen);
	return status;
}

const struct command command_explain = {
	.name = "explain",
	.arguments = {"[OPTIONS] [CODE..]", "[FLAGGOR] [KOD..]"},
	.summary = {"explain a diagnostic: what it means, why it matters, how to fix it",
                    "förklara en diagnos: vad den betyder, varför den spelar roll, vad man gör"},
	.details = {"Without a code, all diagnostics are listed.", "Utan kod visas en lista över alla diagnoser."},
	COMMAND_FORMATS(formats),
	.run = run,
};
