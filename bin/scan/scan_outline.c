#include "bin/scan/scan_outline.h"

#include "registry/base/date_words.h"
#include "registry/base/template.h"

static const struct bilingual words[] = {
#define WORD(name, en, sv) {en, sv},
#include "bin/scan/scan_words.def"
#undef WORD
};

struct outcome_section { /* one for each group, in the order in which they are reported */
	enum scan_group group;
	enum outcome outcome;
	enum node_tone tone;
	enum word heading;
	const char *name;   /* for anchors */
	const char *symbol; /* that goes with the words */
	bool brief;         /* told in a table */
};

static const struct outcome_section sections[] = {
	{SCAN_NOT_SATISFIED, OUTCOME_NOT_SATISFIED, TONE_BAD, WORD_NOT_SATISFIED, "not-satisfied", "✗", false},
	{SCAN_NOT_ACCOUNTED, OUTCOME_CANNOT_TELL, TONE_DOUBTFUL, WORD_NOT_ACCOUNTED, "not-accounted", "○", false},
	{SCAN_CANNOT_TELL, OUTCOME_CANNOT_TELL, TONE_DOUBTFUL, WORD_CANNOT_TELL, "cannot-tell", "?", false},
	{SCAN_SATISFIED, OUTCOME_SATISFIED, TONE_GOOD, WORD_SATISFIED, "satisfied", "✓", true},
	{SCAN_NOT_APPLICABLE, OUTCOME_NOT_APPLICABLE, TONE_QUIET, WORD_NOT_APPLICABLE, "not-applicable", "–", true},
};
#define SECTIONS (sizeof sections / sizeof *sections)
#define SPOTS_SHOWN 5 /* of one rule */

/* --- words ---------------------------------------------------------------------------------------------------------- */

struct str scan_word(enum language language, enum word word)
{
	return bilingual_str(words[word], language);
}

static struct str word(const struct scan_report *report, enum word name)
{
	return scan_word(report->printing->language, name);
}

static struct str fill(struct scan_report *report, enum word name, const struct str *args, size_t count)
{
	return template_fill(&report->arena, word(report, name), args, count);
}

static struct str number_text(struct scan_report *report, size_t number)
{
	return arena_format(&report->arena, "%zu", number);
}

static struct str heading_text(struct scan_report *report, const struct outcome_section *section)
{
	bool waived = section->outcome == OUTCOME_NOT_APPLICABLE && report->waived;
	struct str args[] = {word(report, section->heading),
	                     number_text(report, scan_group_count(report->scan, section->group)),
	                     number_text(report, report->waived)};

	return fill(report, waived ? WORD_HEADING_WAIVED : WORD_HEADING, args, 3);
}

/* The language of what is the city's own, where the report is in another. */
static struct str own_language(const struct scan_report *report)
{
	enum language own = report->printing->registry->config.language;

	return own == report->printing->language ? STR_EMPTY : str_from(language_code(own));
}

static void tell_fact(struct scan_report *report, enum word name, struct str text)
{
	if (text.n)
		outline_fact(&report->outline, word(report, name), text);
}

struct str scan_text_title(const struct scan *scan)
{
	return scan->subject.title.n ? scan->subject.title : scan->subject.path;
}

/* --- the text ------------------------------------------------------------------------------------------------------- */

static struct str day_text(struct scan_report *report)
{
	struct date date = report->scan->subject.date;

	if (!date.known)
		return word(report, WORD_NOT_STATED);
	return date_in_words(&report->arena, date, report->printing->language);
}

/* The body as it is called, else as it was written. */
static struct str body_text(struct scan_report *report)
{
	const struct subject *subject = &report->scan->subject;

	if (subject->body_index != NO_BODY)
		return report->printing->registry->vocabulary.bodies[subject->body_index].name;
	return subject->body.text.n ? subject->body.text : word(report, WORD_NOT_STATED);
}

static struct str dnr_text(struct scan_report *report)
{
	const struct names *dnr = &report->scan->subject.dnr;
	struct str *texts = ARENA_ARRAY(&report->arena, struct str, dnr->n);

	for (uint32_t i = 0; i < dnr->n; i++)
		texts[i] = dnr->at[i].text;
	return dnr->n ? arena_list(&report->arena, texts, dnr->n, STR(", ")) : word(report, WORD_NOT_STATED);
}

static struct str category_text(const struct scan_report *report)
{
	static const enum word names[] = {[CATEGORY_INNOVATIVE] = WORD_INNOVATIVE,
	                                  [CATEGORY_DIFFERENTIATING] = WORD_DIFFERENTIATING,
	                                  [CATEGORY_BASIC] = WORD_BASIC};
	enum category category = report->scan->subject.category;

	return category ? word(report, names[category]) : STR_EMPTY;
}

/* --- the whole -------------------------------------------------------------------------------------------------- */

struct str scan_counts(struct scan_report *report)
{
	struct str args[SECTIONS], counts[2] = {STR_EMPTY, STR_EMPTY};

	if (!report->scan->subject.readable)
		return word(report, WORD_NONE_JUDGED);
	for (size_t i = 0; i < SECTIONS; i++)
		args[i] = number_text(report, scan_group_count(report->scan, sections[i].group));
	counts[0] = fill(report, WORD_COUNTS, args, SECTIONS);
	if (report->waived)
		counts[1] = number_text(report, report->waived);
	return fill(report, WORD_WAIVERS, counts, 2);
}

static struct str revision_text(struct scan_report *report)
{
	struct str revision = str_from(source_revision(report->printing->registry->source));

	return str_equal(revision, STR("worktree")) ? fill(report, WORD_WORKTREE, &revision, 1) : revision;
}

/* --- verdicts ------------------------------------------------------------------------------------------------------- */

static struct str clause_told(struct scan_report *report, const struct rule *rule)
{
	const struct registry *registry = report->printing->registry;
	struct str name = clause_text(rule, &report->arena), heading = clause_title(report->printing, rule);
	struct str title = STR_EMPTY;

	if (!rule->has_clause)
		return scan_basis_text(rule, &report->arena);
	if (rule->clause.target.document == NO_DOCUMENT)
		return name;
	title = registry->documents[rule->clause.target.document].title;
	if (rule->clause.part == MARKDOWN_NO_PART) /* the heading is then the title */
		return arena_format(&report->arena, "%.*s (%.*s)", STR_ARG(title), STR_ARG(name));
	return arena_format(&report->arena, "%.*s, %.*s (%.*s)", STR_ARG(heading), STR_ARG(title), STR_ARG(name));
}

static struct str reason_told(struct scan_report *report, const struct verdict *verdict)
{
	struct str reason = scan_reason(report->printing, verdict, &report->arena), why = STR_EMPTY;

	if (!verdict->waiver || !verdict->waiver->reason.n)
		return reason;
	why = fill(report, WORD_WAIVED, &verdict->waiver->reason, 1);
	return arena_format(&report->arena, "%.*s; %.*s", STR_ARG(reason), STR_ARG(why));
}

/* --- places --------------------------------------------------------------------------------------------------------- */

/* Where words of the text stand; nothing of the text as a whole. */
static void tell_place(struct scan_report *report, const struct spot *spot)
{
	struct scan_place place = scan_place_of(report->scan, spot);
	struct node *node = NULL;

	if (!place.line)
		return;
	node = outline_place(&report->outline, place.path, LOCATION_FILE);
	node->text = scan_place_words(&place, &report->arena, report->printing->language);
	node->line = place.page || place.heading.n ? 0 : place.line; /* a converted text has no lines to be found */
	node->column = place.column;
}

/* A place in the text by its line, one elsewhere by file and line. */
static void tell_finding_place(struct scan_report *report, struct str path, struct location at)
{
	if (str_equal(path, report->scan->subject.path))
		tell_place(report, &(struct spot){.at = at});
	else
		outline_place(&report->outline, path, at)->line = at.line;
}

static void tell_spot(struct scan_report *report, const struct spot *spot)
{
	if (spot->text.n)
		outline_put(&report->outline, NODE_QUOTE, spot->text)->language = own_language(report);
	tell_place(report, spot);
}

static struct str more_text(struct scan_report *report, size_t number)
{
	struct str more = number_text(report, number);

	return fill(report, WORD_MORE, &more, 1);
}

static void tell_spots(struct scan_report *report, const struct verdict *verdict)
{
	const struct answer *answer = &verdict->answer;
	size_t shown = 0;

	if (!answer->first)
		return;
	outline_open(&report->outline, NODE_FACT, word(report, verdict->about ? WORD_ABOUT : WORD_PLACES));
	for (const struct spot *spot = answer->first; spot && shown < SPOTS_SHOWN; spot = spot->next, shown++) {
		outline_open(&report->outline, NODE_ITEM, STR_EMPTY);
		tell_spot(report, spot);
		outline_close(&report->outline);
	}
	if (answer->count > shown)
		outline_put(&report->outline, NODE_ITEM, more_text(report, answer->count - shown));
	outline_close(&report->outline);
}

/* --- the outline ---------------------------------------------------------------------------------------------------- */

static void tell_verdict(struct scan_report *report, const struct outcome_section *section,
                         const struct verdict *verdict)
{
	const struct rule *rule = verdict->rule;
	enum language language = report->printing->language;
	struct node *card = outline_open(&report->outline, NODE_CARD, bilingual_str(rule->title, language));

	card->name = rule->id;
	card->tone = section->tone;
	if (verdict->outcome == OUTCOME_NOT_SATISFIED)
		outline_put(&report->outline, NODE_PARAGRAPH, bilingual_str(rule->message, language))->name =
			STR("message");
	tell_fact(report, WORD_STRENGTH, strength_label(rule->strength, language));
	tell_fact(report, rule->has_clause ? WORD_CLAUSE : WORD_BASIS, clause_told(report, rule));
	tell_fact(report, WORD_REASON, reason_told(report, verdict));
	tell_spots(report, verdict);
	if (verdict_advises(verdict))
		tell_fact(report, WORD_ADVICE, bilingual_str(rule->advice, language));
	outline_close(&report->outline);
}

static void tell_columns(struct scan_report *report, const enum word *columns, size_t count)
{
	outline_open(&report->outline, NODE_ROW, STR_EMPTY);
	for (size_t i = 0; i < count; i++)
		outline_put(&report->outline, NODE_CELL, word(report, columns[i]));
	outline_close(&report->outline);
}

static void tell_brief(struct scan_report *report, const struct verdict *verdict)
{
	struct outline *outline = &report->outline;
	const struct answer *answer = &verdict->answer;
	bool satisfied = verdict->outcome == OUTCOME_SATISFIED;

	outline_open(outline, NODE_ROW, STR_EMPTY);
	outline_open(outline, NODE_CELL, STR_EMPTY);
	outline_put(outline, NODE_CODE, verdict->rule->id);
	outline_put(outline, NODE_TEXT,
	            arena_format(&report->arena, " %.*s",
	                         STR_ARG(bilingual_str(verdict->rule->title, report->printing->language))));
	outline_close(outline);
	if (satisfied)
		outline_put(outline, NODE_CELL, clause_told(report, verdict->rule));
	outline_open(outline, NODE_CELL, STR_EMPTY);
	if (satisfied && answer->first)
		tell_spot(report, answer->first);
	else
		outline_put(outline, NODE_TEXT, reason_told(report, verdict));
	if (satisfied && answer->count > 1)
		outline_put(outline, NODE_TEXT,
		            arena_format(&report->arena, " %.*s", STR_ARG(more_text(report, answer->count - 1))));
	outline_close(outline);
	outline_close(outline);
}

/* Rules that do not apply are told where all are, and those that are waived. */
static bool is_told(const struct scan_report *report, const struct verdict *verdict)
{
	return report->printing->all || verdict->outcome != OUTCOME_NOT_APPLICABLE || verdict->waiver;
}

/* What the proposal does not say of itself is in the way of every rule: to be told once. */
static bool is_for_want_of_facts(const struct verdict *verdict)
{
	enum ground ground = verdict->answer.ground;

	return verdict->outcome == OUTCOME_CANNOT_TELL && !verdict->waiver &&
	       (ground == GROUND_NO_DATE || ground == GROUND_NO_BODY || ground == GROUND_BODY_UNKNOWN);
}

/* A few are told one by one. */
static bool tells_together(const struct scan_report *report)
{
	return !report->printing->all && report->wanting > 3;
}

/* Those of the verdicts that one ground stands in the way of. */
static void tell_together(struct scan_report *report, const size_t *order, size_t count, enum ground ground)
{
	static const struct bilingual together = {"%zu rules cannot be judged: %.*s (--all tells which)",
	                                          "%zu regler kan inte bedömas: %.*s (--all visar vilka)"};
	const struct verdict *first = NULL;
	size_t alike = 0;

	for (size_t i = 0; i < count; i++) {
		const struct verdict *verdict = &report->scan->verdicts[order[i]];
		if (verdict->answer.ground != ground || !is_for_want_of_facts(verdict))
			continue;
		first = first ? first : verdict;
		alike++;
	}
	if (first)
		outline_put(&report->outline, NODE_PARAGRAPH,
		            arena_format(&report->arena, bilingual_in(together, report->printing->language), alike,
		                         STR_ARG(reason_told(report, first))));
}

static void tell_section(struct scan_report *report, const struct outcome_section *section, const size_t *order)
{
	static const enum word satisfied[] = {WORD_RULE, WORD_CLAUSE, WORD_DECIDING},
			       applicable[] = {WORD_RULE, WORD_WHY};
	size_t count = scan_group_count(report->scan, section->group), told = 0;

	for (size_t i = 0; i < count; i++)
		told += is_told(report, &report->scan->verdicts[order[i]]);
	if (!told)
		return;
	outline_open(&report->outline, NODE_SECTION, heading_text(report, section));
	report->outline.at->name = str_from(section->name);
	report->outline.at->symbol = str_from(section->symbol);
	if (section->brief)
		outline_open(&report->outline, NODE_TABLE, STR_EMPTY);
	if (section->brief)
		tell_columns(report, section->outcome == OUTCOME_SATISFIED ? satisfied : applicable,
		             section->outcome == OUTCOME_SATISFIED ? 3 : 2);
	for (enum ground ground = GROUND_NO_BODY; tells_together(report) && ground <= GROUND_NO_DATE; ground++)
		tell_together(report, order, count, ground);
	for (size_t i = 0; i < count; i++) {
		const struct verdict *verdict = &report->scan->verdicts[order[i]];
		if (section->brief && is_told(report, verdict))
			tell_brief(report, verdict);
		else if (!section->brief && !(tells_together(report) && is_for_want_of_facts(verdict)))
			tell_verdict(report, section, verdict);
	}
	if (section->brief)
		outline_close(&report->outline);
	outline_close(&report->outline);
}

static void tell_finding(struct scan_report *report, const struct finding *finding)
{
	static const enum word names[] = {
		[SEVERITY_NOTE] = WORD_NOTE, [SEVERITY_WARNING] = WORD_WARNING, [SEVERITY_ERROR] = WORD_ERROR};
	struct outline *outline = &report->outline;
	enum language language = report->printing->language;
	struct str help = finding_help(finding, &report->arena, language);

	outline_open(outline, NODE_ITEM, STR_EMPTY);
	outline_put(outline, NODE_STRONG, word(report, names[finding->severity]))->tone =
		finding->severity == SEVERITY_ERROR ? TONE_BAD : TONE_DOUBTFUL;
	outline_put(
		outline, NODE_TEXT,
		arena_format(&report->arena, ": %.*s", STR_ARG(finding_message(finding, &report->arena, language))));
	outline_put(outline, NODE_TAG, diagnostic_row(finding->diagnostic)->code);
	tell_finding_place(report, finding->path, finding->at);
	for (const struct related *related = finding->related; related; related = related->next) {
		outline_open(outline, NODE_ITEM, related_message(related, &report->arena, language));
		tell_finding_place(report, related->path, related->at);
		outline_close(outline);
	}
	if (help.n)
		outline_put(
			outline, NODE_ITEM,
			arena_format(&report->arena, "%.*s: %.*s", STR_ARG(word(report, WORD_ADVICE)), STR_ARG(help)));
	outline_close(outline);
}

static void tell_findings(struct scan_report *report)
{
	const struct findings *findings = &report->scan->findings;

	if (!findings->n)
		return;
	outline_open(&report->outline, NODE_SECTION, word(report, WORD_FINDINGS))->name = STR("findings");
	for (size_t i = 0; i < findings->n; i++)
		tell_finding(report, &findings->at[i]);
	outline_close(&report->outline);
}

/* The counts lead to what they count. */
static void tell_summary(struct scan_report *report)
{
	struct outline *outline = &report->outline;

	outline_open(outline, NODE_SECTION, word(report, WORD_SUMMARY))->name = STR("summary");
	if (!report->scan->subject.readable)
		outline_put(outline, NODE_PARAGRAPH, word(report, WORD_UNREADABLE))->name = STR("message");
	outline_open(outline, NODE_FIGURES, STR_EMPTY);
	for (size_t i = 0; i < SECTIONS && report->scan->subject.readable; i++) {
		size_t count = scan_group_count(report->scan, sections[i].group);
		struct node *figure = outline_open(outline, NODE_FIGURE, number_text(report, count));
		figure->symbol = str_from(sections[i].symbol);
		figure->name = str_from(sections[i].name);
		figure->tone = sections[i].tone;
		outline_put(outline, count ? NODE_LINK : NODE_TEXT, word(report, sections[i].heading))->name =
			arena_format(&report->arena, "#%s", sections[i].name);
		outline_close(outline);
	}
	outline_close(outline);
	outline_close(outline);
}

static void tell_statement(struct scan_report *report)
{
	const struct scan *scan = report->scan;

	outline_open(&report->outline, NODE_SECTION, word(report, WORD_STATEMENT))->name = STR("statement");
	outline_open(&report->outline, NODE_FACTS, STR_EMPTY);
	tell_fact(report, WORD_FILE, scan->subject.path);
	tell_fact(report, WORD_SHA256, str_from(scan->subject.sha256));
	tell_fact(report, WORD_REVISION, revision_text(report));
	tell_fact(report, WORD_JUDGED, day_text(report));
	tell_fact(report, WORD_PACKS, packs_text(report->printing->rulebook, scan, &report->arena));
	tell_fact(report, WORD_RULES, number_text(report, scan->count));
	tell_fact(report, WORD_OUTCOMES, scan_counts(report));
	tell_fact(report, WORD_PROGRAM, STR("styrdok"));
	outline_close(&report->outline);
	outline_put(&report->outline, NODE_PARAGRAPH, word(report, WORD_MEANS));
	outline_close(&report->outline);
}

static void tell_head(struct scan_report *report)
{
	struct outline *outline = &report->outline;
	bool proposal = report->scan->subject.registered == NO_DOCUMENT;

	outline_open(outline, NODE_TITLE,
	             report->printing->several
	                     ? STR_EMPTY
	                     : arena_format(&report->arena, "%.*s: ", STR_ARG(word(report, WORD_REPORT))));
	outline_put(outline, NODE_TEXT, scan_text_title(report->scan))->language = own_language(report);
	outline_close(outline);
	outline_put(outline, NODE_PARAGRAPH, report->scan->subject.path)->name = STR("kind");
	outline_open(outline, NODE_FACTS, STR_EMPTY);
	tell_fact(report, proposal ? WORD_BODY : WORD_STEWARD, body_text(report));
	tell_fact(report, WORD_DATE, day_text(report));
	tell_fact(report, WORD_DNR, dnr_text(report));
	tell_fact(report, WORD_CATEGORY, category_text(report));
	outline_close(outline);
}

void scan_report_init(struct scan_report *report, const struct scan_printing *printing, const struct scan *scan)
{
	const size_t *order = NULL;

	*report = (struct scan_report){.printing = printing, .scan = scan};
	report->order = scan_order(scan, &report->arena);
	for (size_t i = 0; i < scan->count; i++) {
		report->waived += scan->verdicts[i].waiver != NULL;
		report->wanting += is_for_want_of_facts(&scan->verdicts[i]);
	}
	outline_init(&report->outline, &report->arena, printing->language);
	report->outline.color = printing->color;
	report->outline.level = printing->several ? 2 : 1;
	report->outline.style = "scan.css";
	outline_open(&report->outline, NODE_ARTICLE, STR_EMPTY)->name =
		arena_format(&report->arena, "p%zu", printing->number + 1);
	tell_head(report);
	outline_unread(&report->outline, scan_footing(printing));
	tell_summary(report);
	order = report->order;
	for (size_t i = 0; i < SECTIONS; order += scan_group_count(report->scan, sections[i].group), i++)
		tell_section(report, &sections[i], order);
	tell_findings(report);
	tell_statement(report);
}

void scan_report_release(struct scan_report *report)
{
	arena_release(&report->arena);
}
