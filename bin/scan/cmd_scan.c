/* styrdok scan: the verdict of every rule on a proposal. */
#include "bin/command/command.h"
#include "bin/scan/scan_common.h"
#include "bin/scan/scan_inputs.h"
#include "bin/write/terminal.h"
#include "registry/base/memory.h"
#include "registry/base/thread_pool.h"

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

struct scanning {
	const struct options *options;
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
	const struct options *options = scanning->options;
	struct scan_worker *worker = &scanning->workers[thread];

	*slot = (struct slot){0};
	if (text_file_read(&slot->text, &slot->owned, &scanning->files.at[scanning->from + item], scanning->registry,
	                   worker->reader, &slot->error) < 0)
		return;
	slot->text.facts = (struct subject_facts){.body = str_from(options->body),
	                                          .category = str_from(options->category),
	                                          .topic = str_from(options->topic),
	                                          .on = options->on_stated ? options->on : DATE_NONE};
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
	enum severity limit = SEVERITY_ERROR;

	if (scanning->failed)
		return EXIT_SYSTEM;
	while (limit > SEVERITY_NOTE && strcmp(scanning->options->fail_on, severity_name(limit)) != 0)
		limit--;
	return scanning->worst >= limit ? EXIT_FINDINGS : EXIT_CLEAN;
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

/* A pack that cannot be used is told, lest its silence be taken for consent. True when a pack has no rules at all for that reason. */
static bool tell_broken(const struct rulebook *rulebook, enum language language)
{
	bool lost = false;

	for (size_t i = 0; i < rulebook->pack_count; i++) {
		const struct pack *pack = rulebook->packs[i];
		if (!pack->problems.n)
			continue;
		lost = lost || !pack->rule_count;
		fputs(bilingual_in((struct bilingual){"styrdok: there are mistakes in '", "styrdok: det finns fel i ”"},
		                   language),
		      stderr);
		put_text(stderr, pack->path);
		fputs(bilingual_in((struct bilingual){"', so not all its rules can be judged; see 'styrdok check'\n",
		                                      "”, så alla dess regler kan inte bedömas; se ”styrdok check”\n"},
		                   language),
		      stderr);
	}
	return lost;
}

static int nothing_to_scan(const struct options *options, enum language language)
{
	if (!options->arg_count)
		return usage_error(language,
		                   (struct bilingual){"name a proposal to scan%s", "ange ett förslag att granska%s"},
		                   "");
	return usage_error(
		language,
		(struct bilingual){
			"there is nothing to scan in '%s': no .md, .docx or .pdf file, and no governing document",
			"det finns inget att granska i ”%s”: ingen fil .md, .docx eller .pdf, och inget "
			"styrdokument"},
		options->args[0]);
}

/* What the command line says must be known, lest a slip of the pen be taken for an answer. */
static bool facts_are_known(const struct options *options, const struct registry *registry)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;
	enum language language = language_of(options, registry);

	if (options->body && vocabulary->held[VOCABULARY_BODIES] &&
	    map_get(&vocabulary->body_by_id, str_from(options->body)) == MAP_NONE) {
		usage_error(language,
		            (struct bilingual){"the body '%s' is not in the vocabulary",
		                               "organet ”%s” finns inte i vokabulären"},
		            options->body);
		return false;
	}
	if (options->topic && vocabulary->held[VOCABULARY_TOPICS] &&
	    map_get(&vocabulary->topic_by_id, str_from(options->topic)) == MAP_NONE) {
		usage_error(language,
		            (struct bilingual){"the topic '%s' is not in the vocabulary",
		                               "ämnet ”%s” finns inte i vokabulären"},
		            options->topic);
		return false;
	}
	return true;
}

static int scan_with(const struct options *options, const struct registry *registry, const struct rulebook *rulebook)
{
	static const struct scan_format *const formats[] = {&scan_as_text, &scan_as_json, &scan_as_markdown,
	                                                    &scan_as_html};
	struct scanning *scanning = memory_new(1, sizeof *scanning);
	struct error error = {0};
	int status = EXIT_SYSTEM;

	scanning->failed = tell_broken(rulebook, language_of(options, registry));
	scanning->options = options;
	scanning->registry = registry;
	scanning->format = formats[options->format];
	scanning->printing = (struct scan_printing){.out = stdout,
	                                            .registry = registry,
	                                            .rulebook = rulebook,
	                                            .language = language_of(options, registry),
	                                            .color = options->color,
	                                            .all = options->all};
	if (scanner_init(&scanning->scanner, rulebook, &error) < 0 ||
	    text_files_find(&scanning->files, registry, options->args, options->arg_count, &error) < 0) {
		tell_error(&error, scanning->printing.language);
	} else if (!scanning->files.n) {
		status = nothing_to_scan(options, scanning->printing.language);
	} else {
		scanning->scanner.everywhere = options->everywhere;
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
	struct error error;
	struct registry *registry = open_registry(options, false, &error);
	struct rulebook *rulebook = NULL;
	int status = EXIT_SYSTEM;

	if (!registry)
		return EXIT_SYSTEM;
	if (!facts_are_known(options, registry))
		status = EXIT_USAGE;
	else if (rulebook_load(&rulebook, registry, &error) < 0)
		tell_error(&error, language_of(options, registry));
	else if (!rulebook->rule_count && !rulebook->pack_count)
		status = no_rules(language_of(options, registry));
	else {
		rulebook_ready(rulebook);
		status = scan_with(options, registry, rulebook);
	}
	rulebook_free(rulebook);
	registry_free(registry);
	return status;
}

const struct command command_scan = {
	.name = "scan",
	.arguments = {"[OPTIONS] [PROPOSAL..]", "[FLAGGOR] [FÖRSLAG..]"},
	.summary = {"judge proposals by the rules, clause by clause",
                    "bedöm förslag efter reglerna, bestämmelse för bestämmelse"},
	.details = {"A proposal is Markdown with front matter ('styrdok new projektforslag' gives a template), Word or "
                    "PDF.\n"
                    "Each rule is satisfied, not satisfied, not applicable, or cannot be told; each says why, and "
                    "where.\n"
                    "A document of the register is judged by the rules on how governing documents are written.",
                    "Ett förslag är Markdown med en metadatadel (”styrdok new projektforslag” ger en mall), Word eller "
                    "PDF.\n"
                    "Varje regel är uppfylld, inte uppfylld, inte tillämplig eller går inte att avgöra, med skäl och "
                    "plats.\n"
                    "Ett dokument i registret bedöms efter reglerna för hur styrdokument skrivs."},
	.formats = "text|json|md|html",
	.options = OPTION_REPO | OPTION_REV | OPTION_DATE | OPTION_BODY | OPTION_CATEGORY | OPTION_TOPIC |
                   OPTION_ALL_RULES | OPTION_PLAIN | OPTION_FAIL_ON,
	.run = run,
};
