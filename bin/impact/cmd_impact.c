/* styrdok impact: what depends on a document, and what would follow if it were repealed. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/impact/impact_foreign.h"
#include "bin/impact/impact_report.h"

struct impact_options {
	struct options common;
	const char *part, *if_decided;
};

static const struct impact_format {
	struct format format;
	void (*write)(FILE *out, const struct impact_report *report);
} formats[] = {{{"text"}, impact_as_text}, {{"md"}, impact_as_markdown}, {{"json"}, impact_as_json}, {{NULL}, NULL}};

/* What is asked about; 0, or an exit status. */
static int question_read(const struct options *options, const struct impact_report *report, uint32_t *document,
                         uint32_t *part)
{
	enum language language = report->telling.language;
	const char *draft = ((const struct impact_options *)options)->if_decided;
	int status = lookup_document(report->registry, draft ? draft : options->args[0], language, document);
	const char *name = ((const struct impact_options *)options)->part;

	*part = MARKDOWN_NO_PART;
	if (!status && draft) {
		enum stage stage = document_stage(&report->registry->documents[*document]);
		if (stage != STAGE_DRAFT && stage != STAGE_REFERRED)
			return usage_error(
				language,
				(struct bilingual){
					"'%s' is not a draft: --if-decided asks what a draft would do",
					"”%s” är inget utkast: --if-decided frågar vad ett utkast skulle göra"},
				draft);
	}
	if (!status && name)
		status = lookup_part(report->registry, *document, name, language, part);
	return status;
}

static int answer(const struct options *options, struct impact_report *report)
{
	struct error error = {0};
	uint32_t document = NO_DOCUMENT, part = MARKDOWN_NO_PART;
	struct foreign foreign = {0};
	const char *format = options->format->name;
	int status = 0;

	if (!report->if_decided && foreign_named(report->registry, str_from(options->args[0]), &foreign) &&
	    foreign.document != NO_DOCUMENT)
		return status_with_unread(
			impact_foreign(report, foreign, options->on, strcmp(format, "json") == 0,
		                       strcmp(format, "md") == 0 ? outline_as_markdown : outline_as_text),
			impact_footing(report));
	status = question_read(options, report, &document, &part);

	if (status)
		return status_with_unread(status, impact_footing(report));
	impact_of(&report->impact, report->arena, report->registry, document, part, options->on);
	if (impact_asks_cover(report))
		uncovered_without(&report->cover, report->arena, report->registry, document, options->on);
	if (impact_rules_find(report, &error) < 0) {
		tell_error(&error, language_of_command_line(options));
		status = EXIT_SYSTEM;
	} else {
		FORMAT_CHOSEN(options, struct impact_format)->write(stdout, report);
	}
	status = status_with_unread(status, impact_footing(report));
	impact_rules_release(report);
	return status;
}

static int run(const struct options *options)
{
	struct arena arena = ARENA_EMPTY;
	struct impact_report report = {.arena = &arena};
	struct error error;
	int status = EXIT_SYSTEM;

	report.if_decided = ((const struct impact_options *)options)->if_decided != NULL;
	if (options->arg_count != (report.if_decided ? 0 : 1))
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"name one document", "ange ett dokument"}, NULL);
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

static const struct option_row impact_rows[] = {
	{"part",
         OPTION_TEXT,
         offsetof(struct impact_options, part),
         {"PART", "DEL"},
         {"only this part of the document: its anchor or heading",
          "bara denna del av dokumentet: dess ankare eller rubrik"},
         NULL,
         NULL},
	{"if-decided",
         OPTION_TEXT,
         offsetof(struct impact_options, if_decided),
         {"DRAFT", "UTKAST"},
         {"what adopting a draft would end, amend or leave dangling",
          "vad som skulle upphöra, ändras eller lämnas utan grund om ett utkast beslutades"},
         NULL,
         NULL},
	{0}};

const struct command command_impact = {
	.name = "impact",
	.arguments = {"[OPTIONS] DOC | --if-decided=DRAFT", "[FLAGGOR] DOK | --if-decided=UTKAST"},
	.summary = {"what depends on a document, and what would follow if it were repealed",
                    "vad som beror på ett dokument, och vad som skulle följa om det upphävdes"},
	.details = {"First its relations, who mentions it, and the rules that rest on its clauses; then what would "
                    "refer to a repealed text, what would lose its ground, and which bodies would be left without a "
                    "document on the subject, if it were repealed on that day. The register is not changed. Another "
                    "document covers a topic when it names the same topic or a broader one.",
                    "Först dess relationer, vilka som nämner det och reglerna som bygger på dess bestämmelser; sedan "
                    "vad som skulle hänvisa till en upphävd text, vad som skulle förlora sin grund och vilka organ som "
                    "skulle stå utan styrdokument i ämnet, om det upphävdes den dagen. Registret ändras inte. Ett "
                    "annat dokument täcker ett ämne när det anger samma ämne eller ett vidare."},
	COMMAND_OPTIONS(option_repo, option_rev, option_on, impact_rows),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct impact_options),
	.run = run,
};
