/* styrdok explain: what a diagnostic means, why it matters, how to fix it. */
#include "bin/commands.h"
#include "bin/json.h"
#include "registry/base/arena.h"
#include "rules/diagnostic.h"
#include "rules/pages.h"

#include <stdio.h>

static struct str page_text(struct str code, struct str language)
{
	struct arena arena = ARENA_EMPTY;
	struct str name = arena_format(&arena, "%.*s.%.*s", STR_ARG(code), STR_ARG(language)), text = STR_EMPTY;
	size_t low = 0, high = page_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_compare(str_from(pages[middle].name), name);
		if (order == 0) {
			text = (struct str){pages[middle].text, pages[middle].size};
			break;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	arena_release(&arena);
	return text;
}

static void print_list(const struct options *options, struct str language)
{
	struct json json = {.out = stdout};

	if (options->format == FORMAT_TEXT) {
		for (size_t i = 0; i < DIAGNOSTIC_COUNT; i++) {
			const struct diagnostic_row *row = diagnostic_row((enum diagnostic)i);
			printf("%-30s %-8s %s\n", row->code.at, severity_name(row->severity), row->summary.at);
		}
		printf("\n%s\n", in_language((struct texts){"'styrdok explain CODE' tells more about one of them",
		                                            "”styrdok explain KOD” berättar mer om en av dem"},
		                             language));
		return;
	}
	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_key(&json, "diagnostics");
	json_open(&json, '[');
	for (size_t i = 0; i < DIAGNOSTIC_COUNT; i++) {
		const struct diagnostic_row *row = diagnostic_row((enum diagnostic)i);
		json_open(&json, '{');
		json_pair(&json, "code", row->code);
		json_pair(&json, "severity", str_from(severity_name(row->severity)));
		json_pair(&json, "summary", row->summary);
		json_pair(&json, "text", page_text(row->code, language));
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
}

static int print_one(const struct options *options, const char *code, struct str language)
{
	struct str nearest = STR_EMPTY;
	enum diagnostic diagnostic = diagnostic_find(str_from(code), &nearest);
	const struct diagnostic_row *row = NULL;
	struct json json = {.out = stdout};

	if (diagnostic == DIAGNOSTIC_COUNT) {
		if (nearest.n)
			fprintf(stderr,
			        in_language((struct texts){"styrdok: did you mean '%.*s'?\n",
			                                   "styrdok: menade du ”%.*s”?\n"},
			                    language),
			        STR_ARG(nearest));
		return usage_error(language,
		                   (struct texts){"there is no diagnostic '%s'", "det finns ingen diagnos ”%s”"}, code);
	}
	row = diagnostic_row(diagnostic);
	if (options->format == FORMAT_TEXT) {
		fwrite(page_text(row->code, language).at, 1, page_text(row->code, language).n, stdout);
		return EXIT_CLEAN;
	}
	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "code", row->code);
	json_pair(&json, "severity", str_from(severity_name(row->severity)));
	json_pair(&json, "summary", row->summary);
	json_pair(&json, "text", page_text(row->code, language));
	json_close(&json);
	return EXIT_CLEAN;
}

static int run(const struct options *options)
{
	struct str language = language_of_shell(options);
	int status = EXIT_CLEAN;

	if (!options->arg_count)
		print_list(options, language);
	for (int i = 0; !status && i < options->arg_count; i++)
		status = print_one(options, options->args[i], language);
	return status;
}

const struct command command_explain = {
	.name = "explain",
	.arguments = {"[OPTIONS] [CODE..]", "[FLAGGOR] [KOD..]"},
	.summary = {"explain a diagnostic: what it means, why it matters, how to fix it",
                    "förklara en diagnos: vad den betyder, varför den spelar roll, vad man gör"},
	.details = {"Without a code, all diagnostics are listed.", "Utan kod visas en lista över alla diagnoser."},
	.options = OPTION_FORMAT,
	.run = run,
};
