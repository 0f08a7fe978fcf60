/* styrdok profiles: the ready maps for other people's collections. */
#include "bin/command/command.h"
#include "bin/write/json.h"
#include "registry/base/spelling.h"
#include "registry/document/profile.h"

#include <stdio.h>

static void list_text(enum language language)
{
	struct arena arena = ARENA_EMPTY;

	for (size_t i = 0; i < profile_count; i++)
		printf("%-10s %s\n", profiles[i].name, bilingual_in(profile_summary(&arena, &profiles[i]), language));
	printf("\n%s\n",
	       bilingual_in(
		       (struct bilingual){
			       "'profile: NAME' in styrdok.yaml takes one; 'styrdok profiles show NAME' prints it",
			       "”profile: NAMN” i styrdok.yaml använder en; ”styrdok profiles show NAMN” skriver ut "
			       "den"},
		       language));
	arena_release(&arena);
}

static void list_json(enum language language)
{
	struct arena arena = ARENA_EMPTY;
	struct json json = {.out = stdout};

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_key(&json, "profiles");
	json_open(&json, '[');
	for (size_t i = 0; i < profile_count; i++) {
		json_open(&json, '{');
		json_pair(&json, "name", str_from(profiles[i].name));
		json_pair(&json, "summary", bilingual_str(profile_summary(&arena, &profiles[i]), language));
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
	arena_release(&arena);
}

static const struct profiles_format {
	struct format format;
	void (*write)(enum language language);
} formats[] = {{{"text"}, list_text}, {{"json"}, list_json}, {{NULL}, NULL}};

static int show(const char *name, enum language language)
{
	struct spelling spelling = spelling_of(str_from(name));

	for (size_t i = 0; i < profile_count; i++) {
		if (strcmp(profiles[i].name, name) == 0) {
			fwrite(profiles[i].text, 1, profiles[i].size, stdout);
			return EXIT_CLEAN;
		}
		spelling_try(&spelling, str_from(profiles[i].name));
	}
	tell_nearest(&spelling, language);
	return usage_error(language, (struct bilingual){"unknown profile '%s'", "det finns ingen profil ”%s”"}, name);
}

static int run(const struct options *options)
{
	enum language language = language_of_command_line(options);
	const char *what = options->arg_count ? options->args[0] : "list";

	if (strcmp(what, "list") == 0 && options->arg_count < 2) {
		FORMAT_CHOSEN(options, struct profiles_format)->write(language);
		return EXIT_CLEAN;
	}
	if (strcmp(what, "show") == 0 && options->arg_count == 2)
		return show(options->args[1], language);
	return usage_error(language,
	                   (struct bilingual){"'list' or 'show NAME' is expected, not '%s'",
	                                      "”list” eller ”show NAMN” väntas, inte ”%s”"},
	                   what);
}

const struct command command_profiles = {
	.name = "profiles",
	.arguments = {"[OPTIONS] list|show NAME", "[FLAGGOR] list|show NAMN"},
	.summary = {"ready maps for other people's collections: ADRs, EIPs, PEPs ...",
                    "färdiga nyckelkartor för andras samlingar: ADR, EIP, PEP ..."},
	.details = {"'profile: NAME' in styrdok.yaml takes one, and what stands beside it there wins. 'show' prints "
                    "it: a file in "
                    "the language of styrdok.yaml, to start a map of one's own from.",
                    "”profile: NAMN” i styrdok.yaml använder en, och det som står bredvid går före. ”show” skriver ut "
                    "den: en fil i "
                    "styrdok.yamls eget språk, att utgå från för en egen karta."},
	COMMAND_FORMATS(formats),
	.run = run,
};
