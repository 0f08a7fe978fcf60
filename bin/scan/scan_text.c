/* Scans for people at a terminal: what is wrong first, with its place, its clause and what to write instead. */
#include "bin/command/options.h"
#include "bin/scan/scan_common.h"
#include "bin/write/terminal.h"

#define SPOTS_SHOWN 5

struct writing {
	struct scan_printing *printing;
	const struct scan *scan;
	struct arena arena;
	struct colors colors;
	FILE *out;
};

static const char *say(const struct writing *writing, const char *en, const char *sv)
{
	return in_language((struct texts){en, sv}, writing->printing->language);
}

static const char *color_of(const struct colors *colors, enum outcome outcome)
{
	return outcome == OUTCOME_NOT_SATISFIED ? colors->red
	       : outcome == OUTCOME_CANNOT_TELL ? colors->yellow
	       : outcome == OUTCOME_SATISFIED   ? colors->green
	                                        : colors->dim;
}

static void put_heading(struct writing *writing)
{
	const struct subject *subject = &writing->scan->subject;
	char date[DATE_TEXT];

	fputs(writing->colors.bold, writing->out);
	put_text(writing->out, subject->title.n ? subject->title : subject->path);
	fprintf(writing->out, "%s\n", writing->colors.off);
	put_text(writing->out, subject->path);
	if (subject->body.text.n) {
		fputs(", ", writing->out);
		put_text(writing->out, subject->body.text);
	}
	if (subject->date.known)
		fprintf(writing->out, ", %s",
		        date_in_words(&writing->arena, str_from(date_format(subject->date, date)),
		                      writing->printing->language)
		                .at);
	fputs("\n\n", writing->out);
}

/* Where words stand; a heading comes from the text. */
static void put_words(struct writing *writing, const char *before, const struct scan_place *place)
{
	fputs(before, writing->out);
	put_text(writing->out, scan_place_words(place, &writing->arena, writing->printing->language));
}

/* The words that decided, each at its place. */
static void put_spots(struct writing *writing, const struct verdict *verdict)
{
	size_t shown = 0;

	for (const struct spot *spot = verdict->answer.first; spot; spot = spot->next) {
		struct scan_place place = scan_place_of(writing->scan, spot);
		if (shown++ >= SPOTS_SHOWN)
			continue;
		fprintf(writing->out, "    %s", writing->colors.dim);
		put_text(writing->out, place.path);
		if (place.page || place.heading.n)
			put_words(writing, " ", &place);
		else if (place.line)
			fprintf(writing->out, ":%u:%u", place.line, place.column);
		fprintf(writing->out, "%s  %s%s", writing->colors.off,
		        verdict->about ? say(writing, "about ", "rör ") : "", say(writing, "'", "”"));
		put_text(writing->out, place.text);
		fprintf(writing->out, "%s\n", say(writing, "'", "”"));
	}
	if (shown > SPOTS_SHOWN)
		fprintf(writing->out, say(writing, "    and %zu more\n", "    och %zu till\n"), shown - SPOTS_SHOWN);
}

static void put_line(struct writing *writing, const char *label, struct str text)
{
	if (!text.n)
		return;
	fprintf(writing->out, "    %s%s%s ", writing->colors.dim, label, writing->colors.off);
	put_text(writing->out, text);
	fputc('\n', writing->out);
}

static void put_clause(struct writing *writing, const struct rule *rule)
{
	struct str title = clause_title(writing->printing, rule);
	uint32_t document = rule->clause.target.document;
	struct str text = clause_text(rule, &writing->arena);

	if (document != NO_DOCUMENT && rule->has_clause) {
		const struct document *cited = &writing->printing->registry->documents[document];
		uint32_t line = rule->clause.part == MARKDOWN_NO_PART ? 1 : cited->parts[rule->clause.part].at.line;
		text = arena_format(&writing->arena, "%.*s (%.*s)  %.*s:%u", STR_ARG(title), STR_ARG(text),
		                    STR_ARG(cited->path), line);
	}
	put_line(writing, say(writing, "clause:", "bestämmelse:"), text);
}

static void put_verdict(struct writing *writing, const struct verdict *verdict)
{
	const struct rule *rule = verdict->rule;
	struct str language = writing->printing->language;
	bool wrong = verdict->outcome == OUTCOME_NOT_SATISFIED;

	fprintf(writing->out, "  %s", color_of(&writing->colors, verdict->outcome));
	put_text(writing->out, rule->id);
	fprintf(writing->out, "%s  ", writing->colors.off);
	put_text(writing->out, label_in(wrong ? &rule->message : &rule->title, language));
	fprintf(writing->out, " [%.*s]\n", STR_ARG(strength_label(rule->strength, language)));
	put_line(writing, say(writing, "because:", "därför att:"),
	         scan_reason(writing->printing, verdict, &writing->arena));
	put_spots(writing, verdict);
	if (wrong || verdict->outcome == OUTCOME_CANNOT_TELL)
		put_clause(writing, rule);
	if (verdict_advises(verdict))
		put_line(writing, say(writing, "advice:", "råd:"), label_in(&rule->advice, language));
	fputc('\n', writing->out);
}

/* One line: rule, title, why. */
static void put_brief(struct writing *writing, const struct verdict *verdict)
{
	fputs("  ", writing->out);
	put_padded(writing->out, verdict->rule->id, 18);
	fputc(' ', writing->out);
	put_text(writing->out, label_in(&verdict->rule->title, writing->printing->language));
	if (verdict->outcome == OUTCOME_NOT_APPLICABLE) {
		fprintf(writing->out, "  %s", writing->colors.dim);
		put_text(writing->out, scan_reason(writing->printing, verdict, &writing->arena));
		fputs(writing->colors.off, writing->out);
	} else if (verdict->answer.first) {
		struct scan_place place = scan_place_of(writing->scan, verdict->answer.first);
		fprintf(writing->out, "  %s", writing->colors.dim);
		put_words(writing, "", &place);
		fprintf(writing->out, ": %s", say(writing, "'", "”"));
		put_text(writing->out, place.text);
		fprintf(writing->out, "%s%s", say(writing, "'", "”"), writing->colors.off);
	}
	fputc('\n', writing->out);
}

static bool is_told(const struct writing *writing, const struct verdict *verdict)
{
	return writing->printing->all || verdict->outcome != OUTCOME_NOT_APPLICABLE || verdict->waiver;
}

static size_t told_of(const struct writing *writing, enum outcome outcome)
{
	size_t count = 0;

	for (size_t i = 0; i < writing->scan->count; i++)
		count += writing->scan->verdicts[i].outcome == outcome && is_told(writing, &writing->scan->verdicts[i]);
	return count;
}

static void put_verdicts(struct writing *writing)
{
	const struct scan *scan = writing->scan;
	size_t *order = scan_order(scan, &writing->arena);
	enum outcome last = OUTCOME_COUNT;
	bool brief = false;

	for (size_t i = 0; i < scan->count; i++) {
		const struct verdict *verdict = &scan->verdicts[order[i]];
		if (!is_told(writing, verdict))
			continue;
		if (verdict->outcome != last) {
			if (brief)
				fputc('\n', writing->out);
			fprintf(writing->out, "%s%.*s (%zu)%s\n", writing->colors.bold,
			        STR_ARG(outcome_label(verdict->outcome, writing->printing->language)),
			        told_of(writing, verdict->outcome), writing->colors.off);
		}
		last = verdict->outcome;
		brief = last == OUTCOME_SATISFIED || last == OUTCOME_NOT_APPLICABLE;
		(brief ? put_brief : put_verdict)(writing, verdict);
	}
	if (brief)
		fputc('\n', writing->out);
}

static void put_finding(struct writing *writing, const struct finding *finding)
{
	struct spot spot = {.at = finding->at};
	struct scan_place place = scan_place_of(writing->scan, &spot);
	struct str help = finding_help(finding, &writing->arena, writing->printing->language);
	bool own = str_equal(finding->path, writing->scan->subject.path);

	put_text(writing->out, finding->path);
	fprintf(writing->out, ":%u:%u: %s%s:%s ", finding->at.line ? finding->at.line : 1,
	        !finding->at.line ? 1
	        : own             ? place.column
	                          : finding->at.column,
	        finding->severity == SEVERITY_ERROR ? writing->colors.red : writing->colors.yellow,
	        severity_name(finding->severity), writing->colors.off);
	put_text(writing->out, finding_message(finding, &writing->arena, writing->printing->language));
	fprintf(writing->out, " [%s]\n", diagnostic_row(finding->diagnostic)->code.at);
	for (const struct related *related = finding->related; related; related = related->next) {
		fprintf(writing->out, "%snote:%s ", writing->colors.blue, writing->colors.off);
		put_text(writing->out, related->path);
		fprintf(writing->out, ":%u: ", related->at.line ? related->at.line : 1);
		put_text(writing->out, related_message(related, &writing->arena, writing->printing->language));
		fputc('\n', writing->out);
	}
	if (help.n) {
		fprintf(writing->out, "%shelp:%s ", writing->colors.green, writing->colors.off);
		put_text(writing->out, help);
		fputc('\n', writing->out);
	}
	fputc('\n', writing->out);
}

static void put_statement(struct writing *writing)
{
	const struct scan *scan = writing->scan;
	const struct scan_printing *printing = writing->printing;
	char date[DATE_TEXT];
	size_t waived = 0;

	for (size_t i = 0; i < scan->count; i++)
		waived += scan->verdicts[i].waiver != NULL;

	fprintf(writing->out, "%s%s%s\n", writing->colors.bold,
	        say(writing, "statement of mechanical review", "intyg om maskinell granskning"), writing->colors.off);
	fprintf(writing->out,
	        say(writing, "  %zu satisfied, %zu not satisfied, %zu cannot be told, %zu not applicable\n",
	            "  %zu uppfyllda, %zu inte uppfyllda, %zu går inte att avgöra, %zu inte tillämpliga\n"),
	        scan->by_outcome[OUTCOME_SATISFIED], scan->by_outcome[OUTCOME_NOT_SATISFIED],
	        scan->by_outcome[OUTCOME_CANNOT_TELL], scan->by_outcome[OUTCOME_NOT_APPLICABLE]);
	if (waived)
		fprintf(writing->out,
		        say(writing, "  of those not applicable, %zu by a waiver\n",
		            "  av de inte tillämpliga är %zu genom undantag\n"),
		        waived);
	fprintf(writing->out, "  SHA-256 %s\n", scan->subject.sha256);
	if (strcmp(source_revision(printing->registry->source), "worktree") == 0)
		fputs(say(writing, "  the register's files as they are, ", "  registrets filer som de är, "),
		      writing->out);
	else
		fprintf(writing->out, "  register %s, ", source_revision(printing->registry->source));
	if (scan->subject.date.known)
		fprintf(writing->out, say(writing, "judged on %s\n", "bedömt den %s\n"),
		        date_format(scan->subject.date, date));
	else
		fputs(say(writing, "judged without a date\n", "bedömt utan datum\n"), writing->out);
	fprintf(writing->out, "  %s ", say(writing, "rules", "regler"));
	put_text(writing->out, packs_text(printing->rulebook, scan, &writing->arena));
	fputc('\n', writing->out);
}

static void one(struct scan_printing *printing, const struct scan *scan)
{
	struct writing writing = {
		.printing = printing, .scan = scan, .colors = colors_of(printing->color), .out = printing->out};

	put_heading(&writing);
	for (size_t i = 0; i < scan->findings.n; i++)
		put_finding(&writing, &scan->findings.at[i]);
	if (scan->subject.readable) {
		put_verdicts(&writing);
		put_statement(&writing);
	}
	arena_release(&writing.arena);
}

static void nothing(struct scan_printing *printing)
{
	(void)printing;
}

const struct scan_format scan_as_text = {nothing, one, nothing, "\n"};
