#include "bin/applies/applies_report.h"

#include "bin/command/options.h"
#include "bin/wording/dates_long.h"
#include "registry/validity/relation_effect.h"

static struct str words(const struct applies_report *report, struct texts texts)
{
	return str_from(in_language(texts, report->language));
}

static bool is_english(const struct applies_report *report)
{
	return str_equal(report->language, STR("en"));
}

/* --- the answer as a whole ------------------------------------------------------------------------------------------ */

static struct str body_called(const struct applies_report *report)
{
	return report->registry->vocabulary.bodies[report->question->body].name;
}

struct str applies_title(const struct applies_report *report)
{
	return arena_format(report->arena,
	                    is_english(report) ? "Governing documents for %.*s" : "Styrdokument för %.*s",
	                    STR_ARG(body_called(report)));
}

struct str applies_matter(const struct applies_report *report)
{
	struct str day = date_spoken(report->arena, report->question->on, report->language);

	if (report->question->topic == NO_BODY)
		return arena_format(report->arena, is_english(report) ? "All subjects, %.*s" : "Alla ämnen, %.*s",
		                    STR_ARG(day));
	return arena_format(report->arena, is_english(report) ? "Subject: %.*s, %.*s" : "Ämne: %.*s, %.*s",
	                    STR_ARG(label_in(&report->registry->vocabulary.topics[report->question->topic].label,
	                                     report->language)),
	                    STR_ARG(day));
}

struct str applies_heading(const struct applies_report *report, enum applies_group group)
{
	static const struct texts headings[APPLIES_GROUPS] = {
		[APPLIES] = {"Apply", "Gäller"},
		[APPLIES_TO_BE_REPLACED] = {"Apply, but are to be replaced or updated",
	                                    "Gäller, men ska ersättas eller uppdateras"},
		[APPLIES_NOT] = {"Do not apply", "Gäller inte"},
		[APPLIES_UNSURE] = {"Cannot be told", "Kan inte avgöras"},
	};

	return arena_format(report->arena, "%s (%zu)", in_language(headings[group], report->language),
	                    report->answer->groups[group].n);
}

struct str applies_nothing(const struct applies_report *report)
{
	for (int i = 0; i < APPLIES_GROUPS; i++)
		if (report->answer->groups[i].n)
			return STR_EMPTY;
	if (!report->registry->count)
		return words(report,
		             (struct texts){"The register holds no documents.", "Registret har inga dokument."});
	return words(report, (struct texts){"The register holds no governing document that applies, has applied or is "
	                                    "meant to apply to this body in this matter.",
	                                    "Registret har inget styrdokument som gäller, har gällt eller är tänkt att "
	                                    "gälla för detta organ i denna fråga."});
}

struct str applies_others(const struct applies_report *report)
{
	static const struct texts one = {"One more document is in force, but applies to others alone.",
	                                 "Ytterligare ett dokument gäller, men bara för andra."},
				  many = {"%zu more documents are in force, but apply to others alone.",
	                                  "Ytterligare %zu dokument gäller, men bara för andra."};

	if (!report->answer->others)
		return STR_EMPTY;
	if (report->answer->others == 1)
		return words(report, one);
	return arena_format(report->arena, in_language(many, report->language), report->answer->others);
}

struct str applies_source(const struct applies_report *report)
{
	const char *revision = source_revision(report->registry->source);
	struct date day = source_date(report->registry->source);

	if (!day.known)
		return words(report, (struct texts){"The register: the files as they were, no fixed revision",
		                                    "Registret: filerna som de var, ingen bestämd version"});
	return arena_format(report->arena,
	                    is_english(report) ? "The register: revision %.10s of %.*s"
	                                       : "Registret: version %.10s av %.*s",
	                    revision, STR_ARG(date_spoken(report->arena, day, report->language)));
}

/* --- an entry ------------------------------------------------------------------------------------------------------- */

static const struct document *document_of(const struct applies_report *report, const struct applies_entry *entry)
{
	return &report->registry->documents[entry->document];
}

struct str entry_title(const struct applies_report *report, const struct applies_entry *entry)
{
	const struct document *document = document_of(report, entry);

	return document->title.n ? document->title : document->id;
}

struct str entry_kind(const struct applies_report *report, const struct applies_entry *entry)
{
	const struct document *document = document_of(report, entry);
	struct str type = document->type, *numbers = ARENA_ARRAY(report->arena, struct str, document->dnr.n);

	if (document->type_index != NO_BODY)
		type = label_in(&report->registry->vocabulary.types[document->type_index].name, report->language);
	for (uint32_t i = 0; i < document->dnr.n; i++)
		numbers[i] = document->dnr.at[i].text;
	if (!document->dnr.n)
		return type;
	return arena_format(report->arena, "%.*s%s%.*s", STR_ARG(type), type.n ? ", dnr " : "dnr ",
	                    STR_ARG(arena_list(report->arena, numbers, document->dnr.n, STR(", "))));
}

struct str entry_decision(const struct applies_report *report, const struct applies_entry *entry)
{
	const struct document *document = document_of(report, entry);
	struct str by = vocabulary_body_name(&report->registry->vocabulary, document->decided_by);
	struct str day = date_spoken(report->arena, document->decided, report->language);

	if (document_stage(document) != STAGE_DECIDED && !(document_stage(document) == STAGE_WITHDRAWN && day.n))
		return STR_EMPTY;
	if (!by.n)
		by = words(report, (struct texts){"by whom is not known", "av vem framgår inte"});
	if (!day.n)
		day = words(report, (struct texts){"on what day is not known", "dagen framgår inte"});
	return arena_format(report->arena, "%.*s, %.*s", STR_ARG(by), STR_ARG(day));
}

struct str entry_since(const struct applies_report *report, const struct applies_entry *entry)
{
	const struct document *document = document_of(report, entry);

	if (document_stage(document) != STAGE_DECIDED)
		return STR_EMPTY;
	return date_spoken(report->arena, document_first_day(document), report->language);
}

struct str entry_status(const struct applies_report *report, const struct applies_entry *entry)
{
	if (entry->draft) /* what its status was on the day cannot be told, but that it did not apply can */
		return status_label(document_stage(document_of(report, entry)) == STAGE_DRAFT ? STATUS_DRAFT
		                                                                              : STATUS_REFERRED,
		                    report->language);
	return status_label(entry->status, report->language);
}

struct str entry_part(const struct applies_report *report, const struct applies_entry *entry, uint32_t number)
{
	const struct part_status *status = &entry->parts[number];
	const struct markdown_part *part = &document_of(report, entry)->parts[status->part];

	return arena_format(report->arena, "%.*s (#%.*s): %.*s", STR_ARG(part->title), STR_ARG(part->anchor),
	                    STR_ARG(status_label(status->status, report->language)));
}

struct str reason_where(const struct applies_report *report, const struct reason *reason)
{
	return arena_format(report->arena, "%.*s:%u", STR_ARG(reason_path(report->registry, reason)),
	                    reason->at.line ? reason->at.line : 1);
}

struct str applies_reason(const struct applies_report *report, const struct reason *reason)
{
	return reason_spoken(report->arena, reason, report->language);
}
