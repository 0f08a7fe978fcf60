/* styrdok init: a new register, which check finds in order and of which applies has something to say. */
#include "bin/check/hook_install.h"
#include "bin/command/command.h"
#include "bin/start/file_make.h"
#include "bin/start/scaffold.h"
#include "bin/write/templates.h"
#include "bin/write/terminal.h"
#include "registry/base/path.h"
#include "registry/document/yaml_line.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind { KIND_UNSTATED, KIND_MUNICIPALITY, KIND_ORGANISATION, KIND_ASSOCIATION, KIND_SOFTWARE };
enum keys { KEYS_UNSTATED, KEYS_CANONICAL, KEYS_SWEDISH };

struct init_options {
	struct options common;
	const char *name, *documents;
	enum kind kind;
	enum keys keys;
};

/* What an example of each kind is about, and for whom. */
static const struct example {
	const char *mark, *type[2], *decider, *steward, *reach, *asked; /* type: in Swedish, in English */
} examples[] = {
	[KIND_MUNICIPALITY] = {"municipality",
                               {"riktlinjer", "riktlinjer"},
                               "kommunfullmaktige",
                               "kommunstyrelsen",
                               "namnderna",
                               "socialnamnden"},
	[KIND_ORGANISATION] = {"organisation", {"guideline", "guideline"}, "board", "management", "management", "it"},
	[KIND_ASSOCIATION] = {"association", {"policy", "policy"}, "annual-meeting", "board", "board", "board"},
	[KIND_SOFTWARE] =
		{"software", {"policy", "policy"}, "maintainers", "maintainers", "contributors", "contributors"},
};

struct beginning { /* of a register */
	const struct init_options *options;
	struct arena arena;
	enum language language;
	const char *folder;
	struct str name, documents;
	enum kind kind;
	enum keys keys;
	unsigned left; /* files that stood there already */
};

/* --- questions ------------------------------------------------------------------------------------------------------- */

/* One line from the terminal, without its end; the one that is offered when there is none. Owned by the arena. */
static struct str ask(struct beginning *beginning, struct bilingual question, struct str offered)
{
	char *line = NULL;
	size_t size = 0;
	struct str answer = STR_EMPTY;

	fprintf(stderr, "%s [%.*s]: ", bilingual_in(question, beginning->language), STR_ARG(offered));
	if (getline(&line, &size, stdin) > 0)
		answer = arena_copy(&beginning->arena, str_trim(str_from(line)));
	free(line);
	return answer.n ? answer : offered;
}

static void ask_all(struct beginning *beginning)
{
	static const struct bilingual what = {"What is it called?",
	                                      "Vad heter den (kommunen, föreningen, organisationen)?"},
				      where = {"In which folder are the documents to be kept?",
	                                       "I vilken mapp ska dokumenten ligga?"},
				      keys = {"Keys of the documents in Swedish (titel, beslutat)? y/n",
	                                      "Ska dokumentens nycklar vara på svenska (titel, beslutat)? j/n"};
	struct str swedish = STR_EMPTY;

	swedish = ask(beginning, (struct bilingual){"Language, sv or en?", "Språk, sv eller en?"},
	              str_from(language_code(beginning->language)));
	if (str_equal(swedish, STR("en")) || str_equal(swedish, STR("sv")))
		beginning->language = str_equal(swedish, STR("en")) ? LANGUAGE_EN : LANGUAGE_SV;
	beginning->name = ask(beginning, what, beginning->name);
	beginning->documents =
		ask(beginning, where, beginning->language == LANGUAGE_EN ? STR("documents") : STR("styrdokument"));
	swedish = ask(beginning, keys, beginning->language == LANGUAGE_EN ? STR("n") : STR("j"));
	beginning->keys = strchr("jJyY", swedish.at[0]) ? KEYS_SWEDISH : KEYS_CANONICAL;
}

/* --- what is written -------------------------------------------------------------------------------------------------- */

/* Every folder above the path. 0, or what errno told. */
static int folders_make(const char *path)
{
	char part[PATH_MAX];
	size_t n = strlen(path);

	if (n >= sizeof part)
		return ENAMETOOLONG;
	for (size_t i = 1; i <= n; i++) {
		if (path[i] != '/')
			continue;
		memcpy(part, path, i);
		part[i] = '\0';
		if (mkdir(part, 0777) < 0 && errno != EEXIST)
			return errno;
	}
	return 0;
}

/* One file of the register, told on standard output. An exit status. */
static int write_one(struct beginning *beginning, const char *path, const char *template,
                     const struct scaffold *scaffold)
{
	static const struct bilingual exists = {" (existed, left as it is)", " (fanns, lämnad som den är)"};
	struct str whole = arena_format(&beginning->arena, "%s/%s", beginning->folder, path);
	int reason = folders_make(whole.at);

	if (!reason)
		reason = file_make(whole.at, scaffold_text(&beginning->arena, template_text(template), scaffold));
	if (reason && reason != EEXIST)
		return file_refused(whole.at, reason, beginning->language);
	put_text(stdout, str_from(path));
	fputs(reason ? bilingual_in(exists, beginning->language) : "", stdout);
	fputc('\n', stdout);
	beginning->left += reason != 0;
	return EXIT_CLEAN;
}

/* styrdok.yaml last: with it, the folder is a register, and a beginning that was cut off can be made again. */
static int write_all(struct beginning *beginning)
{
	struct arena *arena = &beginning->arena;
	bool english = beginning->language == LANGUAGE_EN;
	const struct example *example = &examples[beginning->kind];
	struct str id = english ? STR("rules-for-governing-documents") : STR("regler-for-styrdokument");
	struct str today = date_text(arena, beginning->options->common.on), documents = beginning->documents;
	const char *const kept[] = {language_code(beginning->language), example->mark,
	                            beginning->keys == KEYS_SWEDISH ? "swedish" : "canonical", NULL};
	const struct scaffold_value values[] = {
		{"called", beginning->name},
		{"name", yaml_in_quotes(arena, beginning->name)},
		{"documents", documents},
		{"example", id},
		{"title", english ? STR("Rules for governing documents") : STR("Regler för styrdokument")},
		{"type", str_from(example->type[english])},
		{"decider", str_from(example->decider)},
		{"steward", str_from(example->steward)},
		{"reach", str_from(example->reach)},
		{"asked", str_from(example->asked)},
		{"topic", english ? STR("governing-documents") : STR("styrdokument")},
		{"today", today},
		{NULL, STR_EMPTY},
	};
	const struct scaffold scaffold = {kept, values};
	const struct {
		struct str path;
		const char *template;
	} files[] = {
		{arena_format(arena, "%.*s/vocabulary/bodies.yaml", STR_ARG(documents)), "init-bodies.yaml"},
		{arena_format(arena, "%.*s/vocabulary/types.yaml", STR_ARG(documents)), "init-types.yaml"},
		{arena_format(arena, "%.*s/vocabulary/topics.yaml", STR_ARG(documents)), "init-topics.yaml"},
		{arena_format(arena, "%.*s/%.*s.md", STR_ARG(documents), STR_ARG(id)), "init-example.md"},
		{STR("README.md"), "init-readme.md"},
		{STR("styrdok.yaml"), "init-styrdok.yaml"},
	};
	int status = EXIT_CLEAN;

	for (size_t i = 0; status == EXIT_CLEAN && i < sizeof files / sizeof *files; i++)
		status = write_one(beginning, files[i].path.at, files[i].template, &scaffold);
	return status;
}

/* --- the command ------------------------------------------------------------------------------------------------------ */

static bool exists(const struct beginning *beginning, const char *name)
{
	struct arena arena = ARENA_EMPTY;
	bool is = access(arena_format(&arena, "%s/%s", beginning->folder, name).at, F_OK) == 0;

	arena_release(&arena);
	return is;
}

/* A line of text and nothing else. */
static bool is_line(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.at[i] < ' ' || text.at[i] == 0x7f)
			return false;
	return text.n > 0 && text.n <= 200;
}

/* A folder below the register's, named so that YAML and Markdown read it as it stands. */
static bool is_below(struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if (path.at[i] == ' ' || strchr("\"'`#:;,.?!&*|<>%@\\{}[]()~$=", path.at[i]))
			return false;
	return is_line(path) && path.at[0] != '/' && path.at[0] != '-' && !str_ends(path, STR("/"));
}

static int is_wrong(const struct beginning *beginning)
{
	if (!is_line(beginning->name))
		return usage_error(beginning->language,
		                   (struct bilingual){"the name is to be one line", "namnet ska vara en enda rad"},
		                   NULL);
	if (!is_below(beginning->documents))
		return usage_error(
			beginning->language,
			(struct bilingual){"'%s' is not a folder below the register's: say for example "
		                           "--documents documents",
		                           "”%s” är inte en mapp i registret: skriv till exempel --documents "
		                           "styrdokument"},
			beginning->documents.at);
	return EXIT_CLEAN;
}

static void tell_next(const struct beginning *beginning)
{
	static const struct bilingual next = {"\nThe register has begun. Now try:\n",
	                                      "\nRegistret har börjat. Pröva nu:\n"},
				      git = {"  git init        so that history and the gate work\n",
	                                     "  git init        så att historik och grind fungerar\n"};

	fputs(bilingual_in(next, beginning->language), stdout);
	if (strcmp(beginning->folder, ".") != 0) {
		fputs("  cd ", stdout);
		put_text(stdout, str_from(beginning->folder));
		fputc('\n', stdout);
	}
	if (!exists(beginning, ".git"))
		fputs(bilingual_in(git, beginning->language), stdout);
	printf("  styrdok check\n  styrdok applies --body %s\n", examples[beginning->kind].asked);
}

/* The folder's own name is offered where none is given. */
static struct str folder_name(struct beginning *beginning)
{
	char full[PATH_MAX];

	if (!realpath(beginning->folder, full))
		return path_name(arena_copy(&beginning->arena, str_from(beginning->folder)));
	return path_name(arena_copy(&beginning->arena, str_from(full)));
}

static int begin(struct beginning *beginning)
{
	static const struct bilingual already = {
		"'%s' is a register already (it holds styrdok.yaml), and was left as it is",
		"”%s” är redan ett register (där finns styrdok.yaml) och har lämnats som det är"};
	const struct init_options *options = beginning->options;
	bool stated = options->name || options->documents || options->kind || options->keys || options->common.language;
	int status = EXIT_CLEAN;

	if (exists(beginning, "styrdok.yaml")) {
		fputs("styrdok: ", stderr);
		put_format(stderr, bilingual_in(already, beginning->language), beginning->folder);
		fputc('\n', stderr);
		return EXIT_SYSTEM;
	}
	if (!stated && isatty(STDIN_FILENO))
		ask_all(beginning);
	status = is_wrong(beginning);
	if (status == EXIT_CLEAN)
		status = write_all(beginning);
	if (status == EXIT_CLEAN && exists(beginning, ".git")) {
		struct options hook = options->common;
		hook.repo = beginning->folder;
		hook.arg_count = 0;
		hook.language = beginning->language;
		(void)hook_install(&hook); /* it tells what it did, and where another hook stands */
	}
	if (status == EXIT_CLEAN)
		tell_next(beginning);
	return status;
}

static int run(const struct options *options)
{
	const struct init_options *init = (const struct init_options *)options;
	struct beginning beginning = {.options = init,
	                              .language = options->language ? options->language : LANGUAGE_SV,
	                              .folder = options->arg_count ? options->args[0] : ".",
	                              .kind = init->kind ? init->kind : KIND_MUNICIPALITY,
	                              .keys = init->keys ? init->keys : KEYS_CANONICAL};
	int status = EXIT_USAGE;

	if (options->arg_count > 1)
		return usage_error(beginning.language,
		                   (struct bilingual){"one argument too many: '%s'", "ett argument för mycket: ”%s”"},
		                   options->args[1]);
	beginning.name = init->name ? str_from(init->name) : folder_name(&beginning);
	beginning.documents = init->documents                     ? str_from(init->documents)
	                      : beginning.language == LANGUAGE_EN ? STR("documents")
	                                                          : STR("styrdokument");
	status = begin(&beginning);
	arena_release(&beginning.arena);
	return status;
}

#define AT(member) offsetof(struct init_options, member)

static const struct option_word kinds[] = {{"municipality", KIND_MUNICIPALITY},
                                           {"organisation", KIND_ORGANISATION},
                                           {"association", KIND_ASSOCIATION},
                                           {"software", KIND_SOFTWARE},
                                           {NULL, 0}};
static const struct option_word key_words[] = {{"en", KEYS_CANONICAL}, {"sv", KEYS_SWEDISH}, {NULL, 0}};

static const struct option_row option_init[] = {
	{"name",
         OPTION_TEXT,
         AT(name),
         {"NAME", "NAMN"},
         {"the municipality's or organisation's name (default: the folder's)",
          "kommunens eller organisationens namn (annars: mappens)"},
         NULL,
         NULL},
	{"kind",
         OPTION_WORD,
         AT(kind),
         {0},
         {"whose vocabulary to begin with (default: municipality)",
          "vems vokabulär att börja med (annars: municipality, en kommun)"},
         kinds,
         NULL},
	{"documents",
         OPTION_TEXT,
         AT(documents),
         {"DIR", "MAPP"},
         {"where the documents are to be kept (default: documents)",
          "mappen där dokumenten ska ligga (annars: styrdokument)"},
         NULL,
         NULL},
	{"keys",
         OPTION_WORD,
         AT(keys),
         {0},
         {"keys of the documents: in English (title, decided) or in Swedish (titel, beslutat)",
          "dokumentens nycklar: på engelska (title, decided) eller på svenska (titel, beslutat)"},
         key_words,
         NULL},
	{0}};

const struct command command_init = {
	.name = "init",
	.arguments = {"[OPTIONS] [DIR]", "[FLAGGOR] [MAPP]"},
	.summary = {"begin a register", "börja på ett register"},
	.details = {"Writes styrdok.yaml, a vocabulary to edit, an example and a README into DIR (default: here), and "
                    "installs the "
                    "hook where DIR is a git repository. At a terminal, and without options, it asks. Nothing that "
                    "exists is "
                    "overwritten.",
                    "Skriver styrdok.yaml, en vokabulär att ändra i, ett exempel och en README i MAPP (annars: här) "
                    "och lägger "
                    "in kroken (hook) om MAPP är ett git-repo. Vid en terminal och utan flaggor frågar det. Inget som "
                    "finns "
                    "skrivs över."},
	COMMAND_OPTIONS(option_init),
	.size = sizeof(struct init_options),
	.run = run,
};
