/* styrdok scan: the verdict of every rule on a proposal. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/scan/scan_common.h"
#include "bin/scan/scan_inputs.h"
#include "bin/write/terminal.h"
#include "registry/base/memory.h"
#include "registry/base/thread_pool.h"
#include "registry/document/vocabulary_names.h"

#include <stdio_ext.h>
#include <stdlib.h>

#define BATCH 128 /* texts that are held at once: memory does not grow with their number */

struct slot { /* one text on its way through */
	struct scan_text text;
	char *owned;
	struct scan scan;
	char *written; /* what is told of it; NULL: it is still to be written */
	size_t written_bytes;
	struct error error;
};

struct scan_options {
	struct options common;
	struct date on; /* DATE_NONE: the proposal's own */
	enum category category;
	bool all, everywhere;
};

struct scanning {
	const struct scan_options *options;
	struct subject_facts facts; /* that the command line states */
	const struct registry *registry;
	struct scanner scanner;
	struct scan_worker workers[THREAD_POOL_MAX];
	unsigned threads;
	struct text_files files;
	size_t from; /* the first file of the batch */
	struct slot slots[BATCH];
	const struct scan_format *format;
	struct scan_printing printing;
	enum severity worst;
	bool failed; /* a text could not be read or judged */
};

/* Writing takes as long as judging, so each thread writes what it judged. */
static void slot_write(const struct scanning *scanning, struct slot *slot)
{
	struct scan_printing printing = scanning->printing;

	printing.out = open_memstream(&slot->written, &slot->written_bytes);
	if (!printing.out)
		memory_failed();
	__fsetlocking(printing.out, FSETLOCKING_BYCALLER);
	scanning->format->one(&printing, &slot->scan);
	if (fclose(printing.out) != 0)
		memory_failed();
}

static void scan_one(void *context, unsigned thread, size_t item)
{
	struct scanning *scanning = context;
	struct slot *slot = &scanning->slots[item];
	struct scan_worker *worker = &scanning->workers[thread];

	*slot = (struct slot){0};
	if (text_file_read(&slot->text, &slot->owned, &scanning->files.at[scanning->from + item], scanning->registry,
	                   worker->reader, &slot->error) < 0)
		return;
	slot->text.facts = scanning->facts;
	scan_run(&slot->scan, &scanning->scanner, worker, &slot->text);
	if (scanning->format->between)
		slot_write(scanning, slot);
}

static void slot_tell(struct scanning *scanning, struct slot *slot)
{
	if (slot->error.kind != ERROR_NONE) {
		scanning->failed = true;
		tell_error(&slot->error, scanning->printing.language);
		return;
	}
	if (scanning->format->between && scanning->printing.number)
		fputs(scanning->format->between, scanning->printing.out);
	if (slot->written)
		fwrite(slot->written, 1, slot->written_bytes, scanning->printing.out);
	else
		scanning->format->one(&scanning->printing, &slot->scan);
	scanning->printing.number++;
	free(slot->written);
	if (!slot->scan.subject.readable)
		scanning->failed = true;
	if (slot->scan.worst > scanning->worst)
		scanning->worst = slot->scan.worst;
	scan_release(&slot->scan);
	free(slot->owned);
}

static int scan_all(struct scanning *scanning, struct error *error)
{
	size_t total = scanning->files.n;

	scanning->threads = thread_pool_size(total);
	for (unsigned i = 0; i < scanning->threads; i++)
		if (scan_worker_init(&scanning->workers[i], &scanning->scanner, error) < 0)
			return -1;
	scanning->format->begin(&scanning->printing);
	for (scanning->from = 0; scanning->from < total; scanning->from += BATCH) {
		size_t count = total - scanning->from < BATCH ? total - scanning->from : BATCH;
		if (thread_pool_run(scanning->threads, count, scan_one, scanning, error) < 0 &&
		    thread_pool_run(1, count, scan_one, scanning, error) < 0)
			return -1;
		for (size_t i = 0; i < count; i++)
			slot_tell(scanning, &scanning->slots[i]);
	}
	scanning->format->end(&scanning->printing);
	return 0;
}

static int exit_status(const struct scanning *scanning)
{
	if (scanning->failed)
		return EXIT_SYSTEM;
	return scanning->worst >= scanning->options->common.failing ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int no_rules(enum language language)
{
	fprintf(stderr, "%s\n",
	        bilingual_in(
			(struct bilingual){
				"styrdok: there are no rules: say in styrdok.yaml where they are, for example "
				"'rules: [rules/stockholm]'",
				"styrdok: det finns inga regler: ange i styrdok.yaml var de är, till exempel "
				"”rules: [rules/stockholm]”"},
			language));
	return EXIT_SYSTEM;
}

/* Is there a pack of which no rule can be used? */
static bool has_lost_pack(const struct rulebook *rulebook)
{
	for (size_t i = 0; i < rulebook->pack_count; i++)
		if (rulebook->packs[i]->problems.n && !rulebook->packs[i]->rule_count)
			return true;
	return false;
}

static int nothing_to_scan(const struct options *options, enum language language)
{
	if (!options->arg_count)
		return usage_error(language,
		                   (struct bilingual){"name a proposal to scan", "ange ett förslag att granska"}, NULL);
	return usage_error(
		language,
		(struct bilingual){
			"there is nothing to scan in '%s': no .md, .docx or .pdf file, and no governing document",
			"det finns inget att granska i ”%s”: ingen fil .md, .docx eller .pdf, och inget "
			"styrdokument"},
		options->args[0]);
}

/* The id that a name on the command line means, lest a slip of the pen be taken for an answer; the name itself where the register has no
 * vocabulary. 0, or EXIT_USAGE. */
static int fact_read(const struct registry *registry, enum vocabulary_file file, const char *name,
                     enum language language, struct str *out)
{
	uint32_t found = 0;
	int status = 0;

	*out = str_from(name);
	if (!name || !registry->vocabulary.held[file])
		return 0;
	status = lookup_vocabulary(registry, file, name, language, &found);
	if (!status)
		vocabulary_name(&registry->vocabulary, file, found, 0, out);
	return status;
}

static int stated_facts(struct subject_facts *facts, const struct scan_options *options,
                        const struct registry *registry)
{
	enum language language = language_of(&options->common, registry);
	int status = fact_read(registry, VOCABULARY_BODIES, options->common.body, language, &facts->body);

	facts->category = str_from(category_name(options->category));
	facts->on = options->on;
	return status ? status : fact_read(registry, VOCABULARY_TOPICS, options->common.topic, language, &facts->topic);
}

static const struct scan_row {
	struct format format;
	const struct scan_format *writer;
} formats[] = {{{"text"}, &scan_as_text},
               {{"json"}, &scan_as_json},
               {{"md"}, &scan_as_markdown},
               {{"html"}, &scan_as_html},
               {{NULL}, NULL}};

static int scan_with(const struct scan_options *mine, const struct subject_facts *facts,
                     const struct registry *registry, const struct rulebook *rulebook)
{
	const struct options *options = &mine->common;
	struct scanning *scanning = memory_new(1, sizeof *scanning);
	struct error error = {0};
	int status = EXIT_SYSTEM;

	scanning->failed = has_lost_pack(rulebook);
	scanning->options = mine;
	scanning->facts = *facts;
	scanning->registry = registry;
	scanning->format = FORMAT_CHOSEN(options, struct scan_row)->writer;
	scanning->printing = (struct scan_printing){.out = stdout,
	                                            .registry = registry,
	                                            .rulebook = rulebook,
	                                            .language = language_of(options, registry),
	                                            .color = options->color,
	                                            .all = mine->all};
	if (scanner_init(&scanning->scanner, rulebook, &error) < 0 ||
	    text_files_find(&scanning->files, registry, options->args, options->arg_count, &error) < 0) {
		tell_error(&error, scanning->printing.language);
	} else if (!scanning->files.n) {
		status = nothing_to_scan(options, scanning->printing.language);
	} else {
		scanning->scanner.everywhere = mine->everywhere;
		scanning->printing.several = scanning->files.n > 1;
		if (scan_all(scanning, &error) < 0)
			tell_error(&error, scanning->printing.language);
		else
			status = exit_status(scanning);
	}
	for (unsigned i = 0; i < scanning->threads; i++)
		scan_worker_release(&scanning->workers[i]);
	text_files_release(&scanning->files);
	scanner_release(&scanning->scanner);
	free(scanning);
	return status;
}

static int run(const struct options *options)
{
	const struct scan_options *mine = (const struct scan_options *)options;
	struct subject_facts facts = {0};
	struct error error;
	struct registry *registry = open_registry(options, false, &error);
	struct rulebook *rulebook = NULL;
	int status = EXIT_SYSTEM;

	if (!registry)
		return EXIT_SYSTEM;
	if (stated_facts(&facts, mine, registry))
		status = EXIT_USAGE;
	else if (rulebook_load(&rulebook, registry, &error) < 0)
		tell_error(&error, language_of(options, registry));
	else if (!rulebook->rule_count && !rulebook->pack_count)
		status = no_rules(language_of(options, registry));
	else {
		rulebook_ready(rulebook);
		status = scan_with(mine, &facts, registry, rulebook);
	}
	status = status_with_unread(status, (struct footing){registry, NULL, rulebook, language_of(options, registry)});
	rulebook_free(rulebook);
	registry_free(registry);
	return status;
}

#define AT(member) offsetof(struct scan_options, member)

static const struct option_word categories[] = {{"innovative", CATEGORY_INNOVATIVE},
                                                {"differentiating", CATEGORY_DIFFERENTIATING},
                                                {"basic", CATEGORY_BASIC},
                                                {NULL, 0}};

static const struct option_row scan_rows[] = {
	{"on",
         OPTION_DATE,
         AT(on),
         {"DATE", "DATUM"},
         {"the day to judge on (default: the proposal's own)",
          "den dag som bedömningen gäller (annars: förslagets egen)"},
         NULL,
         NULL},
	{"body",
         OPTION_TEXT,
         AT(common.body),
         {"BODY", "ORGAN"},
         {"the proposing body, where the text does not say it",
          "det organ som lägger förslaget, om texten inte säger det"},
         NULL,
         NULL},
	{"category",
         OPTION_WORD,
         AT(category),
         {0},
         {"the proposal's category", "förslagets kategori"},
         categories,
         NULL},
	{"topic",
         OPTION_TEXT,
         AT(common.topic),
         {"TOPIC", "ÄMNE"},
         {"what the proposal is about: a topic of the vocabulary", "vad förslaget handlar om: ett ämne i vokabulären"},
         NULL,
         NULL},
	{"all",
         OPTION_FLAG,
         AT(all),
         {0},
         {"also the rules that do not apply, with the reason", "även de regler som inte är tillämpliga, med skälet"},
         NULL,
         NULL},
	{"no-prefilter",
         OPTION_FLAG,
         AT(everywhere),
         {0},
         {"try every pattern everywhere: slower, the same answers",
          "pröva varje mönster överallt: långsammare, med samma svar"},
         NULL,
         NULL},
	{0}};

const struct command command_scan = {
	.name = "scan",
	.arguments = {"[OPTIONS] [PROPOSAL..]", "[FLAGGOR] [FÖRSLAG..]"},
	.summary = {"judge proposals by the rules, clause by clause",
                    "bedöm förslag efter reglerna, bestämmelse för bestämmelse"},
	.details = {"A proposal is Markdown with front matter ('styrdok new projektforslag' gives a template), Word or "
                    "PDF. Each rule is satisfied, not satisfied or not applicable, or that cannot be determined; each "
                    "outcome comes with its reason and its place in the text. A document of the register is judged by "
                    "the rules on how governing documents are written.",
                    "Ett förslag är Markdown med en metadatadel (”styrdok new projektforslag” ger en mall), Word eller "
                    "PDF. Varje regel är uppfylld, inte uppfylld eller inte tillämplig, eller så går det inte att "
                    "avgöra; varje utfall redovisas med skäl och plats i texten. Ett dokument i registret bedöms efter "
                    "reglerna för hur styrdokument skrivs."},
	COMMAND_OPTIONS(option_repo, option_rev, scan_rows, option_fail_on),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct scan_options),
	.run = run,
};
