#include "bin/command/options.h"

#include "bin/command/command.h"
#include "bin/command/version.h"
#include "bin/write/terminal.h"
#include "registry/graph/load.h"
#include "rules/packs/rule.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
	LETTER_LANG = 256,
	LETTER_COLOR,
	LETTER_REPO,
	LETTER_REV,
	LETTER_FORMAT,
	LETTER_ON,
	LETTER_FAIL_ON,
	LETTER_ALL,
	LETTER_BODY,
	LETTER_CATEGORY,
	LETTER_TOPIC,
	LETTER_PLAIN,
	LETTER_SLOW,
	LETTER_PART,
	LETTER_DEPTH,
	LETTER_TIMELINE,
	LETTER_BY,
	LETTER_OVER,
	LETTER_FROM,
	LETTER_TO,
	LETTER_SINCE,
	LETTER_FIX,
	LETTER_DRY_RUN,
	LETTER_BASELINE
};

static const struct option long_options[] = {
	{"help", no_argument, NULL, 'h'},
	{"lang", required_argument, NULL, LETTER_LANG},
	{"color", required_argument, NULL, LETTER_COLOR},
	{"repo", required_argument, NULL, LETTER_REPO},
	{"rev", required_argument, NULL, LETTER_REV},
	{"format", required_argument, NULL, LETTER_FORMAT},
	{"on", required_argument, NULL, LETTER_ON},
	{"fail-on", required_argument, NULL, LETTER_FAIL_ON},
	{"all", no_argument, NULL, LETTER_ALL},
	{"body", required_argument, NULL, LETTER_BODY},
	{"category", required_argument, NULL, LETTER_CATEGORY},
	{"topic", required_argument, NULL, LETTER_TOPIC},
	{"no-prefilter", no_argument, NULL, LETTER_PLAIN},
	{"slow", no_argument, NULL, LETTER_SLOW},
	{"part", required_argument, NULL, LETTER_PART},
	{"depth", required_argument, NULL, LETTER_DEPTH},
	{"timeline", no_argument, NULL, LETTER_TIMELINE},
	{"by", required_argument, NULL, LETTER_BY},
	{"over", required_argument, NULL, LETTER_OVER},
	{"from", required_argument, NULL, LETTER_FROM},
	{"to", required_argument, NULL, LETTER_TO},
	{"since", required_argument, NULL, LETTER_SINCE},
	{"fix", no_argument, NULL, LETTER_FIX},
	{"dry-run", no_argument, NULL, LETTER_DRY_RUN},
	{"write-baseline", no_argument, NULL, LETTER_BASELINE},
	{NULL, 0, NULL, 0},
};

static const struct {
	unsigned bit;
	int letter;
	const char *shown;
	struct bilingual text;
} described[] = {
	{OPTION_REPO,
         LETTER_REPO,
         "--repo=DIR",
         {"the register's folder, or a bare repository", "registrets mapp, eller ett naket arkiv (bare repository)"}},
	{OPTION_REV,
         LETTER_REV,
         "--rev=REV",
         {"the register as of a git revision or a date (default: the files as they are)",
          "registret som det var i en git-version eller på ett datum (annars: filerna som de är)"}},
	{OPTION_SINCE,
         LETTER_SINCE,
         "--since=BASE",
         {"only what has come since BASE (a revision, a branch or a date): what the change causes, wherever it shows",
          "bara det som tillkommit sedan BASE (en version, en gren eller ett datum): vad ändringen orsakar, var det än "
          "syns"}},
	{OPTION_ON,
         LETTER_ON,
         "--on=DATE",
         {"the date to answer for (default: today)", "datumet som frågan gäller (annars: i dag)"}},
	{OPTION_DATE,
         LETTER_ON,
         "--on=DATE",
         {"the date to judge on (default: the proposal's own)",
          "dagen som bedömningen gäller (annars: förslagets egen)"}},
	{OPTION_BODY,
         LETTER_BODY,
         "--body=BODY",
         {"the proposing body, where the text does not say it", "det organ som föreslår, om texten inte säger det"}},
	{OPTION_CATEGORY,
         LETTER_CATEGORY,
         "--category=WORD",
         {"innovative, differentiating or basic", "innovative, differentiating eller basic"}},
	{OPTION_TOPIC, LETTER_TOPIC, "--topic=TOPIC", {"a topic of the vocabulary", "ett ämne ur vokabulären"}},
	{OPTION_FOR,
         LETTER_BODY,
         "--body=BODY",
         {"the body to answer for: its id or its name", "det organ som frågan gäller: dess id eller namn"}},
	{OPTION_SUBJECT,
         LETTER_TOPIC,
         "--topic=TOPIC",
         {"only documents on this topic, narrower ones included",
          "bara dokument om detta ämne, snävare ämnen inräknade"}},
	{OPTION_PART, LETTER_PART, "--part=PART", {"only this part of the document", "bara denna del av dokumentet"}},
	{OPTION_DEPTH,
         LETTER_DEPTH,
         "--depth=N",
         {"how many relations away from the named documents", "hur många relationer bort från de angivna dokumenten"}},
	{OPTION_TIMELINE,
         LETTER_TIMELINE,
         "--timeline",
         {"draw when the documents apply, in place of how they relate",
          "rita när dokumenten gäller, i stället för hur de hänger ihop"}},
	{OPTION_BY,
         LETTER_BY,
         "--by=KIND",
         {"count by topic (default), type or body", "räkna per topic (annars), type eller body"}},
	{OPTION_OVER,
         LETTER_OVER,
         "--over=time",
         {"year by year, in place of one day", "år för år, i stället för en dag"}},
	{OPTION_PERIOD, LETTER_FROM, "--from=DATE", {"first year or day", "första år eller dag"}},
	{OPTION_PERIOD, LETTER_TO, "--to=DATE", {"last year or day", "sista år eller dag"}},
	{OPTION_ALL_RULES,
         LETTER_ALL,
         "--all",
         {"also the rules that do not apply, with the reason", "även de regler som inte är tillämpliga, med skälet"}},
	{OPTION_PLAIN,
         LETTER_PLAIN,
         "--no-prefilter",
         {"try every pattern everywhere: slower, the same answers",
          "pröva varje mönster överallt: långsammare, samma svar"}},
	{OPTION_SLOW,
         LETTER_SLOW,
         "--slow",
         {"only rules with a pattern that must be tried everywhere",
          "bara regler med mönster som måste prövas överallt"}},
	{OPTION_FAIL_ON,
         LETTER_FAIL_ON,
         "--fail-on=LEVEL",
         {"exit with 1 from this level: error (default), warning, note",
          "avsluta med 1 från och med denna nivå: error (annars), warning, note"}},
	{OPTION_ALL, LETTER_ALL, "--all", {"all documents", "alla dokument"}},
	{OPTION_FIX,
         LETTER_FIX,
         "--fix",
         {"mend in the files what has one safe remedy, and check again",
          "rätta i filerna det som bara har en säker rättelse, och granska igen"}},
	{OPTION_FIX,
         LETTER_DRY_RUN,
         "--dry-run",
         {"with --fix: print the changes as a patch and write nothing",
          "med --fix: visa ändringarna som en patch och skriv inget"}},
	{OPTION_BASELINE,
         LETTER_BASELINE,
         "--write-baseline",
         {"write down the findings that there are, so that only new ones are told",
          "skriv upp de anmärkningar som finns, så att bara nya redovisas"}},
	{0,
         LETTER_LANG,
         "--lang=sv|en",
         {"language (default: that of styrdok.yaml)", "språk (annars det i styrdok.yaml)"}},
	{0,
         LETTER_COLOR,
         "--color=WHEN",
         {"colours: auto (default), always, never", "färger: auto (annars), always, never"}},
	{0, 'h', "--help", {"this text", "denna text"}},
};

enum language language_of_shell(const struct options *options)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	if (options && options->language)
		return options->language;
	for (size_t i = 0; i < 3; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "en", 2) == 0 ? LANGUAGE_EN : LANGUAGE_SV;
	}
	return LANGUAGE_SV;
}

enum language language_of(const struct options *options, const struct registry *registry)
{
	return options->language ? options->language : registry->config.language;
}

static int usage_error_tail(enum language language, struct bilingual text, const char *argument)
{
	put_format(stderr, bilingual_in(text, language), argument);
	fprintf(stderr, "\n%s\n",
	        bilingual_in((struct bilingual){"try 'styrdok --help'", "prova ”styrdok --help”"}, language));
	return EXIT_USAGE;
}

int usage_error(enum language language, struct bilingual text, const char *argument)
{
	fprintf(stderr, "styrdok: ");
	return usage_error_tail(language, text, argument);
}

void show_help(const struct command *command, enum language language)
{
	printf("%s: styrdok %s %s\n\n%s.\n", bilingual_in((struct bilingual){"usage", "användning"}, language),
	       command->name, bilingual_in(command->arguments, language), bilingual_in(command->summary, language));
	if (command->details.en)
		printf("\n%s\n", bilingual_in(command->details, language));
	printf("\n");
	for (size_t i = 0; i < sizeof described / sizeof *described; i++) {
		if (!described[i].bit && described[i].letter == LETTER_LANG && command->formats)
			printf("  %-20s %s: %s\n", "--format=FORM",
			       bilingual_in((struct bilingual){"form of the result, the first by default",
			                                       "resultatets form, annars den första"},
			                    language),
			       command->formats);
		if (!described[i].bit || (described[i].bit & command->options))
			printf("  %-20s %s\n", described[i].shown, bilingual_in(described[i].text, language));
	}
	printf("\n%s\n",
	       bilingual_in(
		       (struct bilingual){"exit status: 0 clean, 1 findings, 2 usage, 3 input or system failure",
	                                  "avslutskod: 0 inget att anmärka, 1 anmärkningar, 2 felaktigt anrop, 3 fel i "
	                                  "indata eller system"},
		       language));
}

void show_version(void)
{
	printf("styrdok %s\n", STYRDOK_VERSION);
}

static struct date today(void)
{
	time_t now = time(NULL);
	struct tm civil;

	localtime_r(&now, &civil);
	return date_from_day(day_from_civil(civil.tm_year + 1900, (unsigned)civil.tm_mon + 1, (unsigned)civil.tm_mday));
}

/* One of the words; -1 with a message that lists them when it is none. */
static int word_of(const char *value, const char *const *words, enum language language)
{
	char text[256];
	size_t n = 0;

	for (int i = 0; words[i]; i++)
		if (strcmp(value, words[i]) == 0)
			return i;
	for (int i = 0; words[i] && n < sizeof text; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i ? ", " : "", words[i]);
	fputs(bilingual_in((struct bilingual){"styrdok: '", "styrdok: ”"}, language), stderr);
	put_text(stderr, str_from(value));
	usage_error_tail(language,
	                 (struct bilingual){"' is no value for this option; allowed: %s",
	                                    "” är inget värde för denna flagga; tillåtna: %s"},
	                 text);
	return -1;
}

/* The format of that name, among those that the command writes; FORMAT_COUNT, with a message, when it is none. */
static enum format format_of(const struct command *command, const char *value, enum language language)
{
	static const char *const names[FORMAT_COUNT] = {"text",  "json",   "md",     "html",      "csv",
	                                                "docx",  "svg",    "dot",    "mermaid",   "sarif",
	                                                "junit", "github", "gitlab", "checkstyle"};
	const char *written[FORMAT_COUNT + 1] = {0};
	enum format formats[FORMAT_COUNT] = {FORMAT_TEXT};
	int count = 0, word = 0;

	for (struct str rest = str_from(command->formats); rest.n;) {
		struct str name = str_part(rest, 0, str_find(rest, STR("|"), 0));
		for (int i = 0; i < FORMAT_COUNT; i++)
			if (str_equal(name, str_from(names[i]))) {
				formats[count] = (enum format)i;
				written[count++] = names[i];
			}
		rest = str_part(rest, name.n + 1, rest.n);
	}
	word = value ? word_of(value, written, language) : 0;
	return word < 0 ? FORMAT_COUNT : formats[word];
}

static bool takes(const struct command *command, int letter)
{
	if (letter == LETTER_FORMAT)
		return command->formats != NULL;
	for (size_t i = 0; i < sizeof described / sizeof *described; i++)
		if (described[i].letter == letter && (!described[i].bit || (described[i].bit & command->options)))
			return true;
	return false;
}

/* Returns -1 to go on. */
static int date_set(struct date *date, const char *value, enum language language)
{
	if (date_parse(str_from(value), date))
		return -1;
	return usage_error(
		language,
		(struct bilingual){"'%s' is no date: write 2008-03-03", "”%s” är inget datum: skriv 2008-03-03"},
		value);
}

/* Returns -1 to go on. */
static int depth_set(unsigned *depth, const char *value, enum language language)
{
	char *end = NULL;
	unsigned long number = strtoul(value, &end, 10);

	if (*value < '0' || *value > '9' || *end || number > DEPTH_MAX)
		return usage_error(language,
		                   (struct bilingual){"'%s' is no depth: write a number from 0 to 1000",
		                                      "”%s” är inget djup: skriv ett tal från 0 till 1000"},
		                   value);
	*depth = (unsigned)number;
	return -1;
}

/* Returns -1 to go on. */
static int option_set(struct options *options, const struct command *command, int letter, const char *value)
{
	static const char *const languages[] = {"sv", "en", NULL}, *const colors[] = {"never", "always", "auto", NULL},
				 *const counted[] = {"topic", "type", "body", NULL}, *const over[] = {"time", NULL},
				 *const levels[] = {"error", "warning", "note", NULL};
	enum language shell = language_of_shell(options);
	int word = 0;

	switch (letter) {
	case LETTER_LANG:
		if ((word = word_of(value, languages, shell)) >= 0)
			options->language = word ? LANGUAGE_EN : LANGUAGE_SV;
		break;
	case LETTER_COLOR:
		if ((word = word_of(value, colors, shell)) < 2 && word >= 0)
			options->color = word == 1;
		break;
	case LETTER_FORMAT:
		options->format = format_of(command, value, shell);
		options->format_stated = true;
		word = options->format == FORMAT_COUNT ? -1 : 0;
		break;
	case LETTER_FAIL_ON:
		if ((word = word_of(value, levels, shell)) >= 0)
			options->fail_on = levels[word];
		break;
	case LETTER_ON:
		options->on_stated = true;
		return date_set(&options->on, value, shell);
	case LETTER_FROM:
		return date_set(&options->from, value, shell);
	case LETTER_TO:
		return date_set(&options->to, value, shell);
	case LETTER_DEPTH:
		return depth_set(&options->depth, value, shell);
	case LETTER_BY:
		if ((word = word_of(value, counted, shell)) >= 0)
			options->by = (enum counted)word;
		break;
	case LETTER_OVER:
		word = word_of(value, over, shell);
		options->over_time = true;
		break;
	case LETTER_PART:
		options->part = value;
		break;
	case LETTER_TIMELINE:
		options->timeline = true;
		break;
	case LETTER_CATEGORY:
		if ((word = word_of(value, category_words, shell)) >= 0)
			options->category = category_words[word];
		break;
	case LETTER_BODY:
		options->body = value;
		break;
	case LETTER_TOPIC:
		options->topic = value;
		break;
	case LETTER_PLAIN:
		options->everywhere = true;
		break;
	case LETTER_SLOW:
		options->slow = true;
		break;
	case LETTER_SINCE:
		options->since = value;
		break;
	case LETTER_REPO:
		options->repo = value;
		break;
	case LETTER_REV:
		options->rev = value;
		break;
	case LETTER_ALL:
		options->all = true;
		break;
	case LETTER_FIX:
		options->fix = true;
		break;
	case LETTER_DRY_RUN:
		options->dry_run = true;
		break;
	case LETTER_BASELINE:
		options->write_baseline = true;
		break;
	default:
		break;
	}
	return word < 0 ? EXIT_USAGE : -1;
}

/* Of a cluster such as "-x.md", where optind stands still, the letter; else the argument. */
static const char *unknown_option(char **argv, int letter, char cluster[3])
{
	if (letter != '?' || optopt <= 0 || optopt > 127)
		return argv[optind - 1];
	cluster[1] = (char)optopt;
	return cluster;
}

int options_read(struct options *options, const struct command *command, int argc, char **argv)
{
	bool help = false;
	int letter = 0, status = -1;
	char cluster[3] = "-";

	*options = (struct options){.on = today(),
	                            .from = DATE_NONE,
	                            .to = DATE_NONE,
	                            .depth = DEPTH_ALL,
	                            .fail_on = "error",
	                            .extent = command->extent,
	                            .color = isatty(STDOUT_FILENO) && !getenv("NO_COLOR")};
	if (command->formats)
		options->format = format_of(command, NULL, LANGUAGE_NONE);
	opterr = 0;
	optind = 1;
	while ((letter = getopt_long(argc, argv, ":h", long_options, NULL)) != -1) {
		if (letter == ':')
			return usage_error(
				language_of_shell(options),
				(struct bilingual){"option '%s' needs a value", "flaggan ”%s” behöver ett värde"},
				argv[optind - 1]);
		if (letter == '?' || !takes(command, letter))
			return usage_error(language_of_shell(options),
			                   (struct bilingual){"unknown option '%s'", "okänd flagga ”%s”"},
			                   unknown_option(argv, letter, cluster));
		help = help || letter == 'h';
		if ((status = option_set(options, command, letter, optarg)) >= 0)
			return status;
	}
	options->args = argv + optind;
	options->arg_count = argc - optind;
	if (!help)
		return -1;
	show_help(command, language_of_shell(options));
	return EXIT_CLEAN;
}

static const struct bilingual error_texts[] = {
	[ERROR_NONE] = {"unknown error", "okänt fel"},
	[ERROR_NO_REPOSITORY] = {"'%s' is no git repository", "”%s” är inget git-arkiv"},
	[ERROR_REPOSITORY] = {"the git repository '%s' cannot be read", "git-arkivet ”%s” kan inte läsas"},
	[ERROR_OWNER] = {"the git repository '%s' belongs to someone else; if you trust it: git config --global --add "
                         "safe.directory '%1$s'",
                         "git-arkivet ”%s” tillhör någon annan; om du litar på det: git config --global --add "
                         "safe.directory '%1$s'"},
	[ERROR_SHA256] =
		{"the git repository '%s' names its objects by SHA-256, which styrdok cannot read; it needs one of "
                 "git's "
                 "usual kind (SHA-1)",
                 "git-arkivet ”%s” namnger sina objekt med SHA-256, vilket styrdok inte kan läsa; det behöver vara "
                 "av gits vanliga slag (SHA-1)"},
	[ERROR_UNKNOWN_REVISION] = {"'%s' is no revision of this repository, and no date",
                                    "”%s” är ingen version i detta arkiv och inget datum"},
	[ERROR_TOO_EARLY] = {"'%s' is before the register's first version",
                             "”%s” ligger före registrets första version"},
	[ERROR_UNRELATED] =
		{"'%s' has no history in common with the revision that is checked, so it cannot be told what the "
                 "change is",
                 "”%s” har ingen historia gemensam med den version som granskas, så det går inte att säga vad "
                 "ändringen är"},
	[ERROR_SHALLOW] = {"the repository is a shallow clone, so '%s' cannot be found; fetch all of it: git fetch "
                           "--unshallow (in "
                           "GitHub Actions: fetch-depth: 0; in GitLab CI: GIT_DEPTH: 0)",
                           "arkivet är en grund kopia (shallow clone), så ”%s” kan inte hittas; hämta hela: git fetch "
                           "--unshallow (i "
                           "GitHub Actions: fetch-depth: 0; i GitLab CI: GIT_DEPTH: 0)"},
	[ERROR_OBJECT] = {"'%s' cannot be read from the git repository", "”%s” kan inte läsas ur git-arkivet"},
	[ERROR_READ] = {"'%s' cannot be read", "”%s” kan inte läsas"},
	[ERROR_NO_FOLDER] = {"there is no folder '%s'", "mappen ”%s” finns inte"},
	[ERROR_TOO_MANY] = {"there are more than %s files below the documents folder",
                            "det finns fler än %s filer i dokumentmappen"},
	[ERROR_TOO_MANY_COMMITS] =
		{"the push brings more than %s commits, which is more than is looked at; push them in parts",
                 "det som skickas har fler än %s versioner (commits), vilket är fler än som granskas; skicka dem "
                 "i delar"},
	[ERROR_CONFIG] = {"'%s' cannot be used", "”%s” kan inte användas"},
	[ERROR_NO_PATH] = {"there is nothing named '%s' in the register", "inget heter ”%s” i registret"},
	[ERROR_NO_FILE] = {"there is no file or folder '%s'", "det finns ingen fil eller mapp ”%s”"},
	[ERROR_NOT_REGULAR] = {"'%s' is no ordinary file", "”%s” är ingen vanlig fil"},
	[ERROR_PATH_OUTSIDE] = {"'%s' is outside the register", "”%s” ligger utanför registret"},
	[ERROR_THREAD] = {"no thread can be started%s", "ingen tråd kan startas%s"},
	[ERROR_NO_CONVERTER] = {"'%s' needs a program that is not installed (on Debian: apt install pandoc for Word, "
                                "poppler-utils for PDF)",
                                "”%s” kräver ett program som inte är installerat (i Debian: apt install pandoc för "
                                "Word, poppler-utils för PDF)"},
	[ERROR_FORMAT] = {"'%s' has a format that cannot be read; save it as Word (.docx), PDF or Markdown",
                          "”%s” har ett format som inte kan läsas; spara om filen som Word (.docx), PDF eller "
                          "Markdown"},
	[ERROR_DAMAGED] = {"'%s' is damaged, or is not the kind of file that its name says",
                           "”%s” är skadad eller är inte den sorts fil som namnet säger"},
	[ERROR_ENCRYPTED] = {"'%s' is protected by a password; save it without one",
                             "”%s” är skyddad med lösenord; spara om filen utan lösenord"},
	[ERROR_NO_TEXT] =
		{"there is no text in '%s'; if it is a scanned image, it must be read by text recognition (OCR) "
                 "first",
                 "det finns ingen text i ”%s”; om den är en inskannad bild måste den textigenkännas (OCR) "
                 "först"},
	[ERROR_CONVERT_LIMIT] = {"'%s' is too large or takes too much work to read; limit passed",
                                 "”%s” är för stor eller kräver för mycket arbete att läsa; passerad gräns"},
	[ERROR_SIGNATURE] =
		{"signatures cannot be verified: '%s' is not installed or does not work here (on Debian: apt "
                 "install openssh-client)",
                 "underskrifter kan inte kontrolleras: ”%s” är inte installerat eller fungerar inte här (i "
                 "Debian: apt install openssh-client)"},
	[ERROR_NOT_CONVERTED] = {"'%s' could not be converted to text", "”%s” kunde inte omvandlas till text"},
	[ERROR_WRITE] = {"'%s' cannot be written; no file was changed", "”%s” kan inte skrivas; ingen fil har ändrats"},
	[ERROR_WRITE_REST] = {"'%s' could not be changed, though others were; run the command again",
                              "”%s” kunde inte ändras, men andra filer har ändrats; kör kommandot igen"},
	[ERROR_READ_ONLY] = {"'%s' is write-protected; no file was changed",
                             "”%s” är skrivskyddad; ingen fil har ändrats"},
	[ERROR_CHANGED] =
		{"'%s' was changed by something else meanwhile; no file was changed here, run the command again",
                 "”%s” ändrades av något annat under tiden; ingen fil har ändrats här, kör kommandot igen"},
	[ERROR_THROUGH_LINK] = {"'%s' leads through a symbolic link and is not written; no file was changed",
                                "”%s” leder genom en symbolisk länk och skrivs inte; ingen fil har ändrats"},
	[ERROR_LARGE] = {"'%s' would be larger than may be read, and is not written; raise the limit in styrdok.yaml",
                         "”%s” skulle bli större än vad som får läsas och skrivs inte; höj gränsen i styrdok.yaml"},
	[ERROR_PATCH] = {"no patch can be made for '%s'", "ingen ändringsfil (patch) kan göras för ”%s”"},
};

void tell_error(const struct error *error, enum language language)
{
	fprintf(stderr, "styrdok: ");
	put_format(stderr, bilingual_in(error_texts[error->kind], language), error->subject);
	if (error->detail[0])
		put_format(stderr, ": %s", error->detail);
	fputc('\n', stderr);
}

struct registry *open_registry(const struct options *options, bool paths, struct error *error)
{
	struct source *source = NULL;
	struct registry *registry = NULL;
	const char *start = paths && options->arg_count ? options->args[0] : NULL;

	*error = (struct error){0};
	if (source_open(&source, options->repo, start, options->rev, error) == 0)
		source_lay_over(source, options->overlay);
	if (!source || (options->reused ? registry_load_reusing(&registry, source, options->reused, error)
	                                : registry_load_extent(&registry, source, options->extent, error)) < 0) {
		tell_error(error, language_of_shell(options));
		return NULL;
	}
	if (registry->config.unreadable && !paths) { /* check reports it as a finding */
		error_set(error, ERROR_CONFIG, "styrdok.yaml", "styrdok check");
		tell_error(error, language_of_shell(options));
		registry_free(registry);
		return NULL;
	}
	if (registry->overfull && !paths) { /* check reports it as a finding */
		char limit[16];
		snprintf(limit, sizeof limit, "%u", registry->config.limits.documents);
		error_set(error, ERROR_TOO_MANY, limit, NULL);
		tell_error(error, language_of_shell(options));
		registry_free(registry);
		return NULL;
	}
	return registry;
}

int finish_output(int status, enum language language)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, "styrdok: %s: %s\n",
	        bilingual_in((struct bilingual){"the result could not be written", "resultatet kunde inte skrivas"},
	                     language),
	        strerror(errno));
	return EXIT_SYSTEM;
}
