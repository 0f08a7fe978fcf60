/* The wording for people. */
#include "bin/text/text_report.h"

#include "bin/wording/field_values.h"
#include "bin/wording/unread.h"
#include "registry/base/date_words.h"
#include "registry/validity/relation_effect.h"

static const char *say(const struct text_report *report, const char *en, const char *sv)
{
	return bilingual_in((struct bilingual){en, sv}, report->telling.language);
}

#define FORMAT(report, ...) arena_format((report)->telling.arena, __VA_ARGS__)

static const struct document *document_of(const struct text_report *report)
{
	return &report->registry->documents[report->document];
}

static struct str day(const struct text_report *report, struct date date)
{
	return date_in_words(report->telling.arena, date, report->telling.language);
}

static struct str actor_id(const struct text_report *report, const struct part_wording *part)
{
	return report->registry->documents[part->because->actor].id;
}

static const struct revision *revision_on(const struct document *document, struct str day)
{
	struct date on = DATE_NONE;

	for (uint32_t i = 0; date_parse(day, &on) && i < document->revision_count; i++)
		if (date_same(document->revisions[i].on, on) == TRI_YES)
			return &document->revisions[i];
	return NULL;
}

/* "'a', 'b'", a revision's day as the revision that it is. */
static struct str by_told(const struct text_report *report, struct str by)
{
	struct str told = STR_EMPTY, name = STR_EMPTY;

	while (wording_next_by(&by, &name)) {
		const struct revision *revision = revision_on(document_of(report), name);
		const char *quote = revision ? "" : say(report, "'", "”");
		if (revision)
			name = FORMAT(report, "%s %.*s", say(report, "the revision", "revideringen"),
			              STR_ARG(value_revision(&report->telling, revision)));
		told = FORMAT(report, "%.*s%s%s%.*s%s", STR_ARG(told), told.n ? ", " : "", quote, STR_ARG(name), quote);
	}
	return told;
}

struct str text_decided(struct text_report *report, const struct part_wording *part)
{
	struct str by = by_told(report, part->by), from = STR_EMPTY;

	if (!part->from.known && !by.n)
		return STR_EMPTY;
	if (part->from.known)
		from = FORMAT(report, "%s %.*s", say(report, "wording from", "lydelse från och med"),
		              STR_ARG(day(report, part->from)));
	else
		from = str_from(say(report, "wording", "lydelse"));
	if (by.n)
		from = FORMAT(report, "%.*s %s %.*s", STR_ARG(from), say(report, "by", "genom"), STR_ARG(by));
	if (part->was.n)
		from = FORMAT(report, "%.*s; %s %.*s", STR_ARG(from), say(report, "formerly", "tidigare"),
		              STR_ARG(document_part_words(report->telling.arena, document_of(report), part->was)));
	return from;
}

struct str text_doubt(struct text_report *report, const struct part_wording *part)
{
	switch (part->why) {
	case WHY_NONE:
		return STR_EMPTY;
	case WHY_AMENDED:
		return FORMAT(report,
		              say(report, "amended by '%.*s' from %.*s; that wording is not in the register",
		                  "ändrat genom ”%.*s” från och med %.*s; den lydelsen finns inte i registret"),
		              STR_ARG(actor_id(report, part)),
		              STR_ARG(day(report, relation_effect_date(report->registry, part->because))));
	case WHY_OPEN:
		return FORMAT(report,
		              say(report, "it cannot be determined whether '%.*s' has given it another wording",
		                  "det går inte att avgöra om ”%.*s” har gett den en annan lydelse"),
		              STR_ARG(actor_id(report, part)));
	case WHY_DATES:
		return str_from(say(report, "it cannot be determined which wording holds on that day",
		                    "det går inte att avgöra vilken lydelse som gäller den dagen"));
	case WHY_REVISED:
		return FORMAT(report,
		              say(report, "revised: %.*s; what it said before that is not in the register",
		                  "reviderat: %.*s; lydelsen dessförinnan finns inte i registret"),
		              STR_ARG(value_revision(&report->telling, part->revision)));
	case WHY_DIGEST:
		return str_from(
			document_of(report)->holding == HOLDING_DIGEST
				? say(report, "a digest, not the document's own words",
		                      "ett sammandrag, inte dokumentets egna ord")
				: say(report, "the text is not in the register", "texten finns inte i registret"));
	}
	return STR_EMPTY;
}

/* --- parts ------------------------------------------------------------------------------------------------------------ */

static void tell_words(struct outline *outline, struct str words)
{
	struct str line = STR_EMPTY;

	while (str_next_line(&words, &line))
		if (line.n)
			outline_put(outline, NODE_PARAGRAPH, line);
}

/* Pieces run over blocks: each block is a paragraph of its own. */
static void tell_redline(struct outline *outline, const struct redline *redline)
{
	static const enum node_kind kinds[] = {NODE_TEXT, NODE_DELETED, NODE_INSERTED};
	bool open = false, apart = false;

	for (size_t i = 0; i < redline->n; i++) {
		struct str rest = redline->at[i].text;
		for (size_t at = 0; at <= rest.n;) {
			size_t end = str_find(rest, STR("\n"), at), n = (end == SIZE_MAX ? rest.n : end) - at;
			if (n && !open)
				outline_open(outline, NODE_PARAGRAPH, STR_EMPTY);
			else if (n && apart)
				outline_put(outline, NODE_TEXT, STR(" "));
			if (n)
				outline_put(outline, kinds[redline->at[i].kind], str_part(rest, at, n));
			open = open || n;
			apart = open;
			if (end == SIZE_MAX)
				break;
			if (open)
				outline_close(outline);
			open = apart = false;
			at = end + 1;
		}
	}
	if (open)
		outline_close(outline);
}

static void tell_note(struct outline *outline, const struct text_report *report, struct str note,
                      const struct part_wording *part)
{
	const struct registry *registry = report->registry;
	const struct relation *because = part->because;
	uint32_t actor = part->by.n ? registry_find(registry, part->by) : NO_DOCUMENT;

	if (because)
		outline_item(outline, note, registry->documents[because->stated_in].path, because->target.at);
	else if (actor != NO_DOCUMENT)
		outline_item(outline, note, registry->documents[actor].path,
		             document_location(&registry->documents[actor], KEY_ID));
	else
		outline_item(outline, note, STR_EMPTY, LOCATION_FILE);
}

/* What ended the part, in the words of its status. */
static void tell_ended(struct outline *outline, struct text_report *report, const struct part_wording *part)
{
	struct status_answer answer;

	status_explain(&answer, report->telling.arena, report->registry, report->document, report->on);
	outline_reasons(outline, &report->telling, answer.parts[part->part].reasons,
	                answer.parts[part->part].reason_count);
}

static bool is_ended(const struct part_wording *part)
{
	return part->status == STATUS_SUPERSEDED || part->status == STATUS_REPEALED;
}

static void tell_wording(struct outline *outline, struct text_report *report, const struct part_wording *part)
{
	struct str decided = text_decided(report, part);

	if (part->part != MARKDOWN_NO_PART && is_ended(part) && !is_ended(&report->now.parts[0])) {
		tell_ended(outline, report, part);
		return;
	}
	if (decided.n)
		tell_note(outline, report, decided, &(struct part_wording){.by = part->by});
	if (part->why != WHY_NONE && part->why != WHY_DIGEST)
		tell_note(outline, report, text_doubt(report, part), part);
}

static struct str heading_of(const struct text_report *report, const struct part_wording *part)
{
	const struct document *document = document_of(report);
	struct str title = document->parts[part->part].title;
	struct str name = document_part_words(report->telling.arena, document, document->parts[part->part].anchor);

	/* "1 § Syfte" stands in its chapter already, but not where the part alone is told */
	if (report->part == MARKDOWN_NO_PART || name.at[0] == '#' || str_starts(title, name))
		return title;
	return FORMAT(report, "%.*s (%.*s)", STR_ARG(title), STR_ARG(name));
}

static void tell_amendments(struct outline *outline, const struct text_report *report,
                            const struct amendment *amendments, uint32_t count, struct str part)
{
	for (uint32_t i = 0; i < count; i++) {
		const struct amendment *amendment = &amendments[i];
		const struct relation *relation = amendment->relation;
		bool plain = part.n && amendment->state == AMENDMENT_IN_EFFECT && relation->type == RELATION_AMENDS &&
		             !relation->except.n; /* the wording says so itself */
		if (plain || !str_equal(relation->target.part, part))
			continue;
		outline_item(outline, reason_says(report->telling.arena, &amendment->reason, report->telling.language),
		             reason_path(report->registry, &amendment->reason), amendment->reason.at);
	}
}

static bool is_told(const struct text_report *report, const struct text_part *part)
{
	const struct part_wording *one = part->now ? part->now : part->then;

	if (report->against.known)
		return part->differs;
	return one->part != MARKDOWN_NO_PART || text_source(report, one).n;
}

static void tell_part(struct outline *outline, struct text_report *report, const struct text_part *part)
{
	const struct part_wording *one = part->now ? part->now : part->then;

	outline_open(outline, NODE_SECTION,
	             one->part == MARKDOWN_NO_PART ? str_from(say(report, "Introduction", "Inledning"))
	                                           : heading_of(report, one));
	if (report->against.known)
		tell_redline(outline, &part->redline);
	else
		tell_words(outline, text_words(report, one));
	if (!part->now)
		outline_item(outline, str_from(say(report, "no longer there", "finns inte längre")), STR_EMPTY,
		             LOCATION_FILE);
	else
		tell_wording(outline, report, one);
	if (part->now && one->part != MARKDOWN_NO_PART)
		tell_amendments(outline, report, one->amendments, one->amendment_count,
		                document_of(report)->parts[one->part].anchor);
	if (part->then && part->then->why != WHY_NONE && part->then->why != one->why)
		tell_note(outline, report,
		          FORMAT(report, "%.*s: %.*s", STR_ARG(day(report, report->against)),
		                 STR_ARG(text_doubt(report, part->then))),
		          part->then);
}

/* Each within the part that holds it, as far as that is told. */
static void tell_parts(struct outline *outline, struct text_report *report)
{
	uint32_t open[8], count = 0;

	for (size_t i = 0; i < report->count; i++) {
		const struct part_wording *one = report->parts[i].now ? report->parts[i].now : report->parts[i].then;
		uint32_t parent =
			one->part == MARKDOWN_NO_PART ? one->part : document_of(report)->parts[one->part].parent;
		if (!is_told(report, &report->parts[i]))
			continue;
		for (; count && open[count - 1] != parent; count--)
			outline_close(outline);
		open[count++] = one->part;
		tell_part(outline, report, &report->parts[i]);
	}
	for (; count; count--)
		outline_close(outline);
}

/* --- the whole ---------------------------------------------------------------------------------------------------------- */

static struct str days_told(const struct text_report *report)
{
	struct str text =
		FORMAT(report, "%s %.*s", say(report, "wording on", "lydelsen"), STR_ARG(day(report, report->on)));

	if (report->against.known)
		text = FORMAT(report, say(report, "%.*s compared with that on %.*s", "%.*s jämförd med den %.*s"),
		              STR_ARG(text), STR_ARG(day(report, report->against)));
	if (str_equal(str_from(source_revision(report->registry->source)), STR("worktree")))
		return text;
	return FORMAT(report, "%.*s (%.10s)", STR_ARG(text), source_revision(report->registry->source));
}

static bool any_told(const struct text_report *report)
{
	for (size_t i = 0; i < report->count; i++)
		if (!report->against.known || report->parts[i].differs)
			return true;
	return false;
}

void text_tell(struct outline *outline, struct text_report *report)
{
	const struct document *document = document_of(report);

	outline_put(outline, NODE_TITLE, document->title.n ? document->title : document->id);
	outline_open(outline, NODE_PARAGRAPH,
	             FORMAT(report, "%.*s, %.*s", STR_ARG(document->id), STR_ARG(days_told(report))));
	outline_status(outline, &report->telling, report->document, report->now.status, NULL, 0);
	outline_close(outline);
	outline_unread(outline, footing_of(report->registry, report->telling.language));
	if (!report->now.exists)
		outline_put(
			outline, NODE_PARAGRAPH,
			str_from(say(report, "On that day it did not yet exist.", "Den dagen fanns det ännu inte.")));
	else if (document->holding != HOLDING_FULL)
		outline_item(outline, text_doubt(report, &report->now.parts[0]), document->path,
		             document_location(document, KEY_TEXT));
	tell_amendments(outline, report, report->now.amendments, report->now.amendment_count, STR_EMPTY);
	tell_parts(outline, report);
	if (report->now.exists && !any_told(report))
		outline_put(outline, NODE_PARAGRAPH,
		            str_from(report->against.known ? say(report, "Nothing differs.", "Ingen skillnad.")
		                                           : say(report, "On that day there was no such part.",
		                                                 "Den dagen fanns ingen sådan del.")));
}

static void build(struct outline *outline, struct text_report *report)
{
	outline_init(outline, report->telling.arena, report->telling.language);
	outline->color = report->telling.color;
	text_tell(outline, report);
}

void text_as_text(FILE *out, struct text_report *report)
{
	struct outline outline;

	build(&outline, report);
	outline_as_text(out, &outline);
}

void text_as_markdown(FILE *out, struct text_report *report)
{
	struct outline outline;

	build(&outline, report);
	outline_as_markdown(out, &outline);
}

void text_as_html(FILE *out, struct text_report *report)
{
	struct outline outline;

	build(&outline, report);
	outline_as_html(out, &outline);
}
