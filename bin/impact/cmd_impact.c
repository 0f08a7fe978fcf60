/* styrdok impact: what depends on a document, and what would follow if it were repealed. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/impact/impact_report.h"

/* What is asked about; 0, or an exit status. */
static int question_read(const struct options *options, const struct impact_report *report, uint32_t *document,
                         uint32_t *part)
{
	enum language language = report->telling.language;
	int status = ask_document(report->registry, options->args[0], language, document);

	*part = MARKDOWN_NO_PART;
	if (!status && options->part)
		status = ask_part(report->registry, *document, options->part, language, part);
	return status;
}

static int answer(const struct options *options, struct impact_report *report)
{
	struct error error = {0};
	uint32_t document = NO_DOCUMENT, part = MARKDOWN_NO_PART;
	int status = question_read(options, report, &document, &part);

	if (status)
		return status;
	impact_of(&report->impact, report->arena, report->registry, document, part, options->on);
	if (impact_asks_cover(report))
		uncovered_without(&report->cover, report->arena, report->registry, document, options->on);
	if (impact_rules_find(report, &error) < 0) {
		tell_error(&error, language_of_shell(options));
		status = EXIT_SYSTEM;
	} else if (options->format == FORMAT_JSON) {
		impact_as_json(stdout, report);
	} else {
		(options->format == FORMAT_MARKDOWN ? impact_as_markdown : impact_as_text)(stdout, report);
	}
	impact_rules_release(report);
	return status;
}

static int run(const struct options *options)
{
	struct arena arena = ARENA_EMPTY;
	struct impact_report report = {.arena = &arena};
	struct error error;
	int status = EXIT_SYSTEM;

	if (options->arg_count != 1)
		return usage_error(language_of_shell(options),
		                   (struct bilingual){"name one document%s", "ange ett dokument%s"}, "");
	report.registry = open_registry(options, false, &error);
	if (!report.registry)
		return EXIT_SYSTEM;
	report.telling =
		(struct telling){report.registry, &arena, language_of(options, report.registry), options->color};
	status = answer(options, &report);
	arena_release(&arena);
	registry_free(report.registry);
	return status;
}

const struct command command_impact = {
	.name = "impact",
	.arguments = {"[OPTIONS] DOC", "[FLAGGOR] DOK"},
	.summary = {"what depends on a document, and what would follow if it were repealed",
                    "vad som hänger på ett dokument, och vad som skulle följa om det upphävdes"},
	.details =
		{"Relations to it, who mentions it, the rules whose clause it holds; then what would refer to a "
                 "repealed "
                 "text, what would lose its ground, and which bodies would be left without a document on the subject, "
                 "if it were repealed on the date. The register is not changed. Another document covers a topic when "
                 "it names the same or a broader one.",
                 "Relationer till det, vilka som nämner det, reglerna vars klausul det rymmer; sedan vad som skulle "
                 "hänvisa till en upphävd text, vad som skulle förlora sin grund och vilka organ som skulle stå utan "
                 "styrdokument i ämnet, om det upphävdes den dagen. Registret ändras inte. Ett annat dokument täcker "
                 "ett ämne när det anger samma ämne eller ett vidare."},
	.formats = "text|md|json",
	.options = OPTION_REPO | OPTION_REV | OPTION_ON | OPTION_PART,
	.run = run,
};
