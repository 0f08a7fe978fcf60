/* styrdok site: the register as a web site of static files. */
#include "bin/command/command.h"
#include "bin/site/site.h"
#include "bin/site/site_open.h"
#include "bin/write/terminal.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct site_options {
	struct options common;
	const char *url;
	bool no_pictures;
};

/* The last one names the pages of all others. */
static site_maker *const makers[] = {
	site_make_assets, site_make_documents, site_make_lists, site_make_start,    site_make_answers,
	site_make_days,   site_make_search,    site_make_about, site_make_machines,
};

static int refused(enum site_refusal refusal, const char *path, const struct error *error, enum language language)
{
	static const struct bilingual texts[] = {
		[SITE_NOT_OURS] =
			{"'%s' is not empty, and holds no site that styrdok wrote; choose another folder",
	                 "”%s” är inte tom och innehåller ingen webbplats som styrdok har skrivit; välj en annan mapp"},
		[SITE_BUSY] = {"'%s' is being written by another styrdok site",
	                       "”%s” skrivs just nu av en annan styrdok site"},
	};

	if (refusal == SITE_FAILED) {
		tell_error(error, language);
		return EXIT_SYSTEM;
	}
	fputs("styrdok: ", stderr);
	put_format(stderr, bilingual_in(texts[refusal], language), path);
	fputc('\n', stderr);
	return refusal == SITE_BUSY ? EXIT_SYSTEM : EXIT_USAGE;
}

static int make(struct site *site)
{
	struct error error;

	site_open(site);
	for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
		makers[i](site);
	if (site_folder_commit(site->folder, &error) < 0) {
		tell_error(&error, site->language);
		return EXIT_SYSTEM;
	}
	printf(site_say(site, "%zu files, %zu of them new or changed\n", "%zu filer, varav %zu nya eller ändrade\n"),
	       site_folder_count(site->folder), site_folder_changed(site->folder));
	return EXIT_CLEAN;
}

/* An address of the web, without its last slash, or "" with `ok` false. */
static struct str url_read(const char *url, bool *ok)
{
	struct str text = str_from(url ? url : "");

	*ok = !text.n || str_starts(text, STR("https://")) || str_starts(text, STR("http://"));
	for (size_t i = 0; i < text.n; i++)
		*ok = *ok && (unsigned char)text.at[i] > ' ' && !strchr("<>\"'", text.at[i]);
	while (text.n && text.at[text.n - 1] == '/')
		text.n--;
	return text;
}

static int run(const struct options *options)
{
	const struct site_options *mine = (const struct site_options *)options;
	struct site site = {.pictures = !mine->no_pictures};
	enum site_refusal refusal = SITE_FINE;
	struct registry *registry = NULL;
	struct error error;
	bool ok = true;
	int status = EXIT_SYSTEM;

	if (options->arg_count != 1)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"name one folder", "ange en mapp"}, NULL);
	site.url = url_read(mine->url, &ok);
	if (!ok)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"--url is an address such as https://example.org/rules, not '%s'",
		                                      "--url är en adress som https://example.org/regler, inte ”%s”"},
		                   mine->url);
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	site.registry = registry;
	site.language = language_of(options, registry);
	site.on = judging_day(options, registry);
	site.horizon = site.on.last != options->on.last;
	refusal = site_folder_open(&site.folder, options->args[0], &error);
	status = refusal == SITE_FINE ? make(&site) : refused(refusal, options->args[0], &error, site.language);
	status = status_with_unread(status, footing_of(registry, site.language));
	site_folder_free(site.folder);
	arena_release(&site.arena);
	registry_free(registry);
	return status;
}

#define AT(member) offsetof(struct site_options, member)

static const struct option_row site_rows[] = {
	{"url",
         OPTION_TEXT,
         AT(url),
         {"URL", "URL"},
         {"where the site will be published, for feeds and the site map",
          "var webbplatsen publiceras, för flöden och webbplatskarta"},
         NULL,
         NULL},
	{"no-pictures",
         OPTION_FLAG,
         AT(no_pictures),
         {0},
         {"without timelines and neighbourhoods", "utan tidslinjer och grannskap"},
         NULL,
         NULL},
	{0}};

const struct command command_site = {
	.name = "site",
	.arguments = {"[OPTIONS] DIR", "[FLAGGOR] MAPP"},
	.summary = {"the register as a web site of static files", "registret som en webbplats av statiska filer"},
	.details =
		{"Writes pages, feeds and a calendar into DIR, which is empty or holds such a site; what has not "
                 "changed is not "
                 "touched. The pages tell of --on, else of today or, where the register's sources end before that, of "
                 "their last day.",
                 "Skriver sidor, flöden och en kalender i MAPP, som är tom eller innehåller en sådan webbplats; det "
                 "som inte har "
                 "ändrats rörs inte. Sidorna visar läget --on, annars i dag eller, om registrets källor slutar "
                 "dessförinnan, "
                 "deras sista dag."},
	COMMAND_OPTIONS(option_repo, option_rev, option_on, site_rows),
	.size = sizeof(struct site_options),
	.run = run,
};
