/* What an answer of `applies` says to people. */
#include "bin/applies/applies_report.h"

#include "bin/command/options.h"
#include "bin/wording/reasons.h"
#include "registry/base/date_words.h"
#include "registry/validity/relation_effect.h"

static struct str words(const struct applies_report *report, struct bilingual texts)
{
	return bilingual_str(texts, report->language);
}

static bool is_english(const struct applies_report *report)
{
	return report->language == LANGUAGE_EN;
}

/* --- the answer as a whole ------------------------------------------------------------------------------------------ */

static struct str body_called(const struct applies_report *report)
{
	return report->registry->vocabulary.bodies[report->question->body].name;
}

static struct str title_text(const struct applies_report *report)
{
	return arena_format(report->arena,
	                    is_english(report) ? "Governing documents for %.*s" : "Styrdokument för %.*s",
	                    STR_ARG(body_called(report)));
}

static struct str matter_text(const struct applies_report *report)
{
	struct str day = date_spoken(report->arena, report->question->on, report->language);

	if (report->question->topic == NO_BODY)
		return arena_format(report->arena, is_english(report) ? "All subjects, %.*s" : "Alla ämnen, %.*s",
		                    STR_ARG(day));
	return arena_format(report->arena, is_english(report) ? "Subject: %.*s, %.*s" : "Ämne: %.*s, %.*s",
	                    STR_ARG(bilingual_str(report->registry->vocabulary.topics[report->question->topic].label,
	                                          report->language)),
	                    STR_ARG(day));
}

struct bilingual applies_group_heading(enum applies_group group)
{
	static const struct bilingual headings[APPLIES_GROUPS] = {
		[APPLIES] = {"Apply", "Gäller"},
		[APPLIES_TO_BE_REPLACED] = {"Apply, but are to be replaced or updated",
	                                    "Gäller, men ska ersättas eller uppdateras"},
		[APPLIES_NOT] = {"Do not apply", "Gäller inte"},
		[APPLIES_UNSURE] = {"Cannot be determined", "Kan inte avgöras"},
	};

	return headings[group];
}

static struct str group_heading(const struct applies_report *report, enum applies_group group)
{
	return arena_format(report->arena, "%s (%zu)", bilingual_in(applies_group_heading(group), report->language),
	                    report->answer->groups[group].n);
}

static struct str nothing_text(const struct applies_report *report)
{
	for (int i = 0; i < APPLIES_GROUPS; i++)
		if (report->answer->groups[i].n)
			return STR_EMPTY;
	if (!report->registry->count)
		return words(report, (struct bilingual){"The register contains no documents.",
		                                        "Registret innehåller inga dokument."});
	return words(report,
	             (struct bilingual){"The register contains no governing document that applies, has applied or is "
	                                "meant to apply to this body in this matter.",
	                                "Registret har inget styrdokument som gäller, har gällt eller är tänkt att "
	                                "gälla för detta organ i denna fråga."});
}

static struct str others_text(const struct applies_report *report)
{
	static const struct bilingual one = {"One more document is in force, but applies to others alone.",
	                                     "Ytterligare ett dokument gäller, men bara för andra."},
				      many = {"%zu more documents are in force, but apply to others alone.",
	                                      "Ytterligare %zu dokument gäller, men bara för andra."};

	if (!report->answer->others)
		return STR_EMPTY;
	if (report->answer->others == 1)
		return words(report, one);
	return arena_format(report->arena, bilingual_in(many, report->language), report->answer->others);
}

static struct str source_text(const struct applies_report *report)
{
	const char *revision = source_revision(report->registry->source);
	struct date day = source_date(report->registry->source);

	if (!day.known)
		return words(report, (struct bilingual){"The register: the files as they were, no fixed revision",
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

static struct str entry_kind(const struct applies_report *report, const struct applies_entry *entry)
{
	const struct document *document = document_of(report, entry);
	struct str type = document->type, *numbers = ARENA_ARRAY(report->arena, struct str, document->dnr.n);

	if (document->type_index != NO_BODY)
		type = bilingual_str(report->registry->vocabulary.types[document->type_index].name, report->language);
	for (uint32_t i = 0; i < document->dnr.n; i++)
		numbers[i] = document->dnr.at[i].text;
	if (!document->dnr.n)
		return type;
	return arena_format(report->arena, "%.*s%s%.*s", STR_ARG(type), type.n ? ", dnr " : "dnr ",
	                    STR_ARG(arena_list(report->arena, numbers, document->dnr.n, STR(", "))));
}

static struct str entry_decision(const struct applies_report *report, const struct applies_entry *entry)
{
	const struct document *document = document_of(report, entry);
	struct str by = vocabulary_body_name(&report->registry->vocabulary, document->decided_by);
	struct str day = date_spoken(report->arena, document->decided, report->language);

	if (document_stage(document) != STAGE_DECIDED && !(document_stage(document) == STAGE_WITHDRAWN && day.n))
		return STR_EMPTY;
	if (!by.n)
		by = words(report, (struct bilingual){"by whom is not known", "av vem framgår inte"});
	if (!day.n)
		day = words(report, (struct bilingual){"on what day is not known", "dagen framgår inte"});
	return arena_format(report->arena, "%.*s, %.*s", STR_ARG(by), STR_ARG(day));
}

static struct str entry_since(const struct applies_report *report, const struct applies_entry *entry)
{
	const struct document *document = document_of(report, entry);
	struct str since = date_spoken(report->arena, document_first_day(document), report->language);
	struct str amended = amendments_told(report->arena, report->registry, entry->amendments, entry->amendment_count,
	                                     report->language);

	if (document_stage(document) != STAGE_DECIDED)
		return STR_EMPTY;
	if (amended.n)
		since = arena_format(report->arena, is_english(report) ? "%.*s, amended: %.*s" : "%.*s, ändrad: %.*s",
		                     STR_ARG(since), STR_ARG(amended));
	if (entry->binding == BINDING_ADDRESSED)
		since = arena_format(report->arena, "%.*s; %s", STR_ARG(since),
		                     is_english(report) ? "addressed to it, and not binding by itself"
		                                        : "riktar sig till organet och binder det inte i sig");
	return since;
}

static struct str entry_status(const struct applies_report *report, const struct applies_entry *entry)
{
	if (entry->draft) /* what its status was on the day cannot be determined, but that it did not apply can */
		return status_label(document_stage(document_of(report, entry)) == STAGE_DRAFT ? STATUS_DRAFT
		                                                                              : STATUS_REFERRED,
		                    report->language);
	return status_label(entry->status, report->language);
}

/* --- the outline ---------------------------------------------------------------------------------------------------- */

static void tell_reasons(const struct applies_report *report, struct outline *outline, const struct reason *reasons,
                         uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		outline_item(outline, reason_spoken(report->arena, &reasons[i], report->language),
		             reason_path(report->registry, &reasons[i]), reasons[i].at);
}

static void tell_part(const struct applies_report *report, struct outline *outline, const struct document *document,
                      const struct part_status *status)
{
	const struct markdown_part *part = &document->parts[status->part];

	outline_open(outline, NODE_ENTRY,
	             arena_format(report->arena, "%.*s (%.*s)", STR_ARG(part->title),
	                          STR_ARG(document_part_words(report->arena, document, part->anchor))));
	outline_put(outline, NODE_STATUS, status_label(status->status, report->language));
	outline_close(outline);
}

static void tell_entry(const struct applies_report *report, struct outline *outline, enum applies_group group,
                       const struct applies_entry *entry)
{
	const struct document *document = document_of(report, entry);
	struct str kind = entry_kind(report, entry);

	outline_open(outline, NODE_ENTRY, document->title.n ? document->title : document->id);
	outline_put(outline, NODE_ID, document->id);
	if (kind.n)
		outline_put(outline, NODE_PARAGRAPH, kind);
	outline_fact(outline, words(report, (struct bilingual){"Decided", "Beslut"}), entry_decision(report, entry));
	if (group == APPLIES_NOT)
		outline_fact(outline, words(report, (struct bilingual){"Status", "Läge"}), entry_status(report, entry));
	else
		outline_fact(outline, words(report, (struct bilingual){"Applies from", "Gäller från"}),
		             entry_since(report, entry));
	for (uint32_t i = 0; i < entry->part_count; i++)
		tell_part(report, outline, document, &entry->parts[i]);
	tell_reasons(report, outline, entry->reasons, entry->reason_count);
	outline_close(outline);
}

static void tell_group(const struct applies_report *report, struct outline *outline, enum applies_group group)
{
	const struct applies_entries *entries = &report->answer->groups[group];

	if (!entries->n)
		return;
	outline_open(outline, NODE_SECTION, group_heading(report, group))->name = str_from(applies_group_name(group));
	outline_open(outline, NODE_ENTRIES, words(report, (struct bilingual){"Document", "Dokument"}));
	outline->at->numbered = true;
	outline->at->name = words(report, (struct bilingual){"Why", "Skäl"});
	for (size_t i = 0; i < entries->n; i++)
		tell_entry(report, outline, group, &entries->at[i]);
	outline_close(outline);
	outline_close(outline);
}

void applies_tell(struct outline *outline, const struct applies_report *report)
{
	const struct body_answer *bodies = &report->answer->bodies;
	struct str nothing = nothing_text(report), others = others_text(report);

	outline_put(outline, NODE_TITLE, title_text(report));
	outline_put(outline, NODE_PARAGRAPH, matter_text(report))->name = STR("matter");
	outline_unread(outline, footing_of(report->registry, report->language));
	tell_reasons(report, outline, bodies->reasons, bodies->reason_count);
	for (int group = 0; group < APPLIES_GROUPS; group++)
		tell_group(report, outline, (enum applies_group)group);
	if (nothing.n)
		outline_put(outline, NODE_PARAGRAPH, nothing);
	if (others.n)
		outline_put(outline, NODE_PARAGRAPH, others);
	outline_put(outline, NODE_FOOTER, source_text(report));
}

static void write_answer(FILE *out, const struct applies_report *report, outline_writer *writer)
{
	struct outline outline;

	outline_init(&outline, report->arena, report->language);
	outline.color = report->color;
	outline.style = "applies.css";
	applies_tell(&outline, report);
	writer(out, &outline);
}

void applies_as_text(FILE *out, const struct applies_report *report)
{
	write_answer(out, report, outline_as_text);
}

void applies_as_markdown(FILE *out, const struct applies_report *report)
{
	write_answer(out, report, outline_as_markdown);
}

void applies_as_html(FILE *out, const struct applies_report *report)
{
	write_answer(out, report, outline_as_html);
}
