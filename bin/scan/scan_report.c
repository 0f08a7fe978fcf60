#include "bin/scan/scan_report.h"

#include "registry/base/template.h"

static const struct language_texts words[] = {
#define WORD(name, en, sv) {STR(en), STR(sv)},
#include "bin/scan/scan_words.def"
#undef WORD
};

const struct outcome_section outcome_sections[OUTCOME_SECTIONS] = {
	{OUTCOME_NOT_SATISFIED, WORD_NOT_SATISFIED, "not-satisfied", "✗", false},
	{OUTCOME_CANNOT_TELL, WORD_CANNOT_TELL, "cannot-tell", "?", false},
	{OUTCOME_SATISFIED, WORD_SATISFIED, "satisfied", "✓", true},
	{OUTCOME_NOT_APPLICABLE, WORD_NOT_APPLICABLE, "not-applicable", "–", true},
};

void scan_report_init(struct scan_report *report, const struct scan_printing *printing, const struct scan *scan)
{
	*report = (struct scan_report){.printing = printing, .scan = scan};
	report->order = scan_order(scan, &report->arena);
	for (size_t i = 0; i < scan->count; i++)
		report->waived += scan->verdicts[i].waiver != NULL;
}

void scan_report_release(struct scan_report *report)
{
	arena_release(&report->arena);
}

/* --- words ---------------------------------------------------------------------------------------------------------- */

struct str report_word(const struct scan_report *report, enum word word)
{
	return str_equal(report->printing->language, STR("en")) ? words[word].en : words[word].sv;
}

struct str report_fill(struct scan_report *report, enum word word, const struct str *args, size_t count)
{
	return template_fill(&report->arena, report_word(report, word), args, count);
}

struct str report_number(struct scan_report *report, size_t number)
{
	return arena_format(&report->arena, "%zu", number);
}

struct str report_severity(const struct scan_report *report, enum severity severity)
{
	return report_word(report, severity == SEVERITY_ERROR     ? WORD_ERROR
	                           : severity == SEVERITY_WARNING ? WORD_WARNING
	                                                          : WORD_NOTE);
}

struct str report_heading(struct scan_report *report, const struct outcome_section *section)
{
	bool waived = section->outcome == OUTCOME_NOT_APPLICABLE && report->waived;
	struct str args[] = {report_word(report, section->heading),
	                     report_number(report, report->scan->by_outcome[section->outcome]),
	                     report_number(report, report->waived)};

	return report_fill(report, waived ? WORD_HEADING_WAIVED : WORD_HEADING, args, 3);
}

/* --- the text ------------------------------------------------------------------------------------------------------- */

struct str report_title(const struct scan_report *report)
{
	const struct subject *subject = &report->scan->subject;

	return subject->title.n ? subject->title : subject->path;
}

static void row_add(struct rows *rows, enum word name, struct str text, bool code)
{
	if (text.n && rows->n < ROWS_MAX)
		rows->at[rows->n++] = (struct row){name, text, code};
}

static struct str day_text(struct scan_report *report)
{
	struct date date = report->scan->subject.date;

	if (!date.known)
		return report_word(report, WORD_NOT_STATED);
	return date_in_words(&report->arena, date_text(&report->arena, date), report->printing->language);
}

/* The body as it is called, else as it was written. */
static struct str body_text(struct scan_report *report)
{
	const struct subject *subject = &report->scan->subject;

	if (subject->body_index != NO_BODY)
		return report->printing->registry->vocabulary.bodies[subject->body_index].name;
	return subject->body.text.n ? subject->body.text : report_word(report, WORD_NOT_STATED);
}

static struct str dnr_text(struct scan_report *report)
{
	const struct names *dnr = &report->scan->subject.dnr;
	struct str *texts = ARENA_ARRAY(&report->arena, struct str, dnr->n);

	for (uint32_t i = 0; i < dnr->n; i++)
		texts[i] = dnr->at[i].text;
	return dnr->n ? arena_list(&report->arena, texts, dnr->n, STR(", ")) : report_word(report, WORD_NOT_STATED);
}

static struct str category_text(const struct scan_report *report)
{
	static const enum word names[] = {[CATEGORY_INNOVATIVE] = WORD_INNOVATIVE,
	                                  [CATEGORY_DIFFERENTIATING] = WORD_DIFFERENTIATING,
	                                  [CATEGORY_BASIC] = WORD_BASIC};
	enum category category = report->scan->subject.category;

	return category ? report_word(report, names[category]) : STR_EMPTY;
}

struct rows report_facts(struct scan_report *report)
{
	bool proposal = report->scan->subject.registered == NO_DOCUMENT;
	struct rows rows = {0};

	row_add(&rows, proposal ? WORD_BODY : WORD_STEWARD, body_text(report), false);
	row_add(&rows, WORD_DATE, day_text(report), false);
	row_add(&rows, WORD_DNR, dnr_text(report), false);
	row_add(&rows, WORD_CATEGORY, category_text(report), false);
	return rows;
}

/* --- the statement -------------------------------------------------------------------------------------------------- */

struct str report_counts(struct scan_report *report)
{
	struct str args[OUTCOME_SECTIONS], counts[2] = {STR_EMPTY, STR_EMPTY};

	if (!report->scan->subject.readable)
		return report_word(report, WORD_NONE_JUDGED);
	for (size_t i = 0; i < OUTCOME_SECTIONS; i++)
		args[i] = report_number(report, report->scan->by_outcome[outcome_sections[i].outcome]);
	counts[0] = report_fill(report, WORD_COUNTS, args, OUTCOME_SECTIONS);
	if (report->waived)
		counts[1] = report_number(report, report->waived);
	return report_fill(report, WORD_WAIVERS, counts, 2);
}

static struct str revision_text(struct scan_report *report)
{
	struct str revision = str_from(source_revision(report->printing->registry->source));

	return str_equal(revision, STR("worktree")) ? report_fill(report, WORD_WORKTREE, &revision, 1) : revision;
}

struct rows report_statement(struct scan_report *report)
{
	const struct scan *scan = report->scan;
	struct rows rows = {0};

	row_add(&rows, WORD_FILE, scan->subject.path, true);
	row_add(&rows, WORD_SHA256, str_from(scan->subject.sha256), true);
	row_add(&rows, WORD_REVISION, revision_text(report), true);
	row_add(&rows, WORD_JUDGED, day_text(report), false);
	row_add(&rows, WORD_PACKS, packs_text(report->printing->rulebook, scan, &report->arena), false);
	row_add(&rows, WORD_RULES, report_number(report, scan->count), false);
	row_add(&rows, WORD_OUTCOMES, report_counts(report), false);
	row_add(&rows, WORD_PROGRAM, STR("styrdok"), false);
	return rows;
}

/* --- verdicts ------------------------------------------------------------------------------------------------------- */

const size_t *report_verdicts(const struct scan_report *report, enum outcome outcome, size_t *count)
{
	const size_t *at = report->order;

	for (size_t i = 0; i < OUTCOME_SECTIONS && outcome_sections[i].outcome != outcome; i++)
		at += report->scan->by_outcome[outcome_sections[i].outcome];
	*count = report->scan->by_outcome[outcome];
	return at;
}

static struct str basis_text(struct scan_report *report, const struct rule *rule)
{
	struct str text = STR_EMPTY;

	for (uint32_t i = 0; i < rule->basis_count; i++)
		text = arena_format(&report->arena, "%.*s%s%.*s%s%.*s", STR_ARG(text), i ? ", " : "",
		                    STR_ARG(rule->basis[i].name), rule->basis[i].part.n ? "#" : "",
		                    STR_ARG(rule->basis[i].part));
	return text;
}

struct str report_clause(struct scan_report *report, const struct rule *rule)
{
	const struct registry *registry = report->printing->registry;
	struct str name = clause_text(rule, &report->arena), heading = clause_title(report->printing, rule);
	struct str title = STR_EMPTY;

	if (!rule->has_clause)
		return basis_text(report, rule);
	if (rule->clause.target.document == NO_DOCUMENT)
		return name;
	title = registry->documents[rule->clause.target.document].title;
	if (rule->clause.part == MARKDOWN_NO_PART) /* the heading is then the title */
		return arena_format(&report->arena, "%.*s (%.*s)", STR_ARG(title), STR_ARG(name));
	return arena_format(&report->arena, "%.*s, %.*s (%.*s)", STR_ARG(heading), STR_ARG(title), STR_ARG(name));
}

struct str report_reason(struct scan_report *report, const struct verdict *verdict)
{
	struct str reason = scan_reason(report->printing, verdict, &report->arena), why = STR_EMPTY;

	if (!verdict->waiver || !verdict->waiver->reason.n)
		return reason;
	why = report_fill(report, WORD_WAIVED, &verdict->waiver->reason, 1);
	return arena_format(&report->arena, "%.*s; %.*s", STR_ARG(reason), STR_ARG(why));
}

struct rows report_grounds(struct scan_report *report, const struct verdict *verdict)
{
	const struct rule *rule = verdict->rule;
	struct rows rows = {0};

	row_add(&rows, WORD_STRENGTH, strength_label(rule->strength, report->printing->language), false);
	row_add(&rows, rule->has_clause ? WORD_CLAUSE : WORD_BASIS, report_clause(report, rule), false);
	row_add(&rows, WORD_REASON, report_reason(report, verdict), false);
	return rows;
}

/* --- places --------------------------------------------------------------------------------------------------------- */

struct str report_place(struct scan_report *report, const struct spot *spot)
{
	struct scan_place place = scan_place_of(report->scan, spot);

	return scan_place_words(&place, &report->arena, report->printing->language);
}

/* A place in the text by its line, one elsewhere by file and line. */
static struct str place_text(struct scan_report *report, struct str path, struct location at)
{
	struct spot spot = {.at = at};

	if (str_equal(path, report->scan->subject.path))
		return report_place(report, &spot);
	return at.line ? arena_format(&report->arena, "%.*s:%u", STR_ARG(path), at.line) : path;
}

struct str report_finding_place(struct scan_report *report, const struct finding *finding)
{
	return place_text(report, finding->path, finding->at);
}

struct str report_related_place(struct scan_report *report, const struct related *related)
{
	return place_text(report, related->path, related->at);
}
