#include "rules/evaluate/scan.h"

#include "registry/base/path.h"
#include "rules/checks/check_run.h"
#include "rules/evaluate/declaration.h"
#include "rules/evaluate/table_sums.h"

#include <stdlib.h>

int scanner_init(struct scanner *scanner, const struct rulebook *rulebook, struct error *error)
{
	struct findings findings = {0};
	struct reader *reader = NULL;
	struct check check = {.registry = rulebook->registry, .findings = &findings, .arena = &scanner->arena};
	int result = 0;

	*scanner = (struct scanner){.registry = rulebook->registry, .rulebook = rulebook};
	result = reader_new(&reader, rulebook->registry->source, error);
	if (!result)
		result = waivers_read(&scanner->waivers, &check, reader, error);
	reader_free(reader);
	vec_release(&findings);
	return result;
}

void scanner_release(struct scanner *scanner)
{
	vec_release(&scanner->waivers);
	arena_release(&scanner->arena);
}

int scan_worker_init(struct scan_worker *worker, const struct scanner *scanner, struct error *error)
{
	*worker = (struct scan_worker){0};
	evaluation_init(&worker->eval, scanner->rulebook);
	worker->eval.everywhere = scanner->everywhere;
	return reader_new(&worker->reader, scanner->registry->source, error);
}

void scan_worker_release(struct scan_worker *worker)
{
	evaluation_release(&worker->eval);
	arena_release(&worker->scratch);
	reader_free(worker->reader);
}

/* --- waivers -------------------------------------------------------------------------------------------------------- */

struct excusing {
	struct scan *scan;
	const struct scanner *scanner;
	struct check check;     /* on the day of the proposal */
	struct waivers waivers; /* those that are about this text */
	VEC(uint32_t) named;    /* which of its proposals that is */
};

/* Is the text one of the proposals that the waiver names, by case number or file name? */
static bool is_about(const struct waiver *waiver, const struct subject *subject, uint32_t *which)
{
	struct str name = path_name(subject->path);
	size_t dot = name.n;

	while (dot > 0 && name.at[dot - 1] != '.')
		dot--;
	for (uint32_t i = 0; i < waiver->proposals.n; i++) {
		struct str wanted = waiver->proposals.at[i].text;
		*which = i;
		if (str_equal(wanted, name) || (dot && str_equal(wanted, str_part(name, 0, dot - 1))))
			return true;
		for (uint32_t k = 0; k < subject->dnr.n; k++)
			if (str_equal(wanted, subject->dnr.at[k].text))
				return true;
	}
	return false;
}

static void gather(struct excusing *excusing)
{
	const struct waivers *all = &excusing->scanner->waivers, *own = &excusing->scan->subject.waivers;
	uint32_t which = 0;

	for (size_t i = 0; i < own->n; i++) {
		vec_push(&excusing->waivers, own->at[i]);
		vec_push(&excusing->named, 0);
	}
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].rule.text.n && is_about(&all->at[i], &excusing->scan->subject, &which)) {
			vec_push(&excusing->waivers, all->at[i]);
			vec_push(&excusing->named, which);
		}
}

/* Excuses what the waiver is for; true when there was something to excuse. */
static bool excuse(struct excusing *excusing, const struct waiver *waiver)
{
	struct scan *scan = excusing->scan;

	for (size_t i = 0; i < scan->count; i++) {
		struct verdict *verdict = &scan->verdicts[i];
		struct waiver *kept = NULL;
		if (!str_equal(verdict->rule->id, waiver->rule.text) || !verdict_advises(verdict))
			continue;
		kept = ARENA_NEW(&scan->arena, struct waiver);
		*kept = *waiver;
		verdict->waiver = kept;
		verdict->outcome = OUTCOME_NOT_APPLICABLE;
		verdict->basis = BASIS_FACTS;
		verdict->answer.ground = GROUND_WAIVED;
		verdict->answer.lacks = verdict->answer.last_lack = NULL;
		verdict->answer.args[0] = argument_text(
			vocabulary_body_name(&excusing->scanner->registry->vocabulary, waiver->granted_by));
		verdict->answer.args[1] = argument_date(waiver->until);
		verdict->answer.args[2] = argument_text(waiver->dnr);
		return true;
	}
	return false;
}

static void waivers_use(struct scan *scan, const struct scanner *scanner, struct check *check)
{
	struct excusing excusing = {.scan = scan, .scanner = scanner, .check = *check};

	gather(&excusing);
	for (size_t i = 0; i < excusing.waivers.n; i++) {
		struct waiver *waiver = &excusing.waivers.at[i];
		bool elsewhere = waiver->proposals.n > 0;
		rule_waiver_judge(&excusing.check, scanner->rulebook, waiver);
		if (!waiver->sound || excuse(&excusing, waiver))
			continue;
		check_report_file(&excusing.check, DIAGNOSTIC_WAIVER_UNUSED, waiver->path,
		                  elsewhere ? waiver->proposals.at[excusing.named.at[i]].at : waiver->at,
		                  ARGUMENTS(waiver->rule.text, elsewhere
		                                                       ? waiver->proposals.at[excusing.named.at[i]].text
		                                                       : scan->subject.path));
	}
	vec_release(&excusing.waivers);
	vec_release(&excusing.named);
}

/* --- scanning ------------------------------------------------------------------------------------------------------- */

/* A rule that stuck is reported once, whatever the number of its patterns. */
static void report_stuck(struct scan *scan, struct check *check, const struct verdict *verdict)
{
	if (verdict->answer.ground == GROUND_PATTERN_STUCK)
		check_report_file(check, DIAGNOSTIC_LIMIT_RULE_MATCH, scan->subject.path, LOCATION_FILE,
		                  ARGUMENTS(verdict->rule->id, verdict->answer.args[0], verdict->rule->pack->path));
}

static void evaluate_all(struct scan *scan, const struct scanner *scanner, struct scan_worker *worker,
                         struct check *check)
{
	const struct rulebook *rulebook = scanner->rulebook;
	bool over_documents = scan->subject.registered != NO_DOCUMENT;

	evaluate_take(&worker->eval, &scan->subject, scan->subject.date, &scan->arena);
	scan->verdicts = ARENA_ARRAY(&scan->arena, struct verdict, rulebook->rule_count);
	for (size_t i = 0; i < rulebook->rule_count; i++) {
		const struct rule *rule = rulebook->rules[i];
		if (rule->pack->over_documents != over_documents)
			continue;
		scan->verdicts[scan->count] = verdict_of(&worker->eval, rule, VERDICT_BY_REGISTER);
		report_stuck(scan, check, &scan->verdicts[scan->count]);
		scan->count++;
	}
}

static void lines_index(struct scan *scan)
{
	struct str text = scan->subject.text, rest = text, line = STR_EMPTY;
	uint32_t count = 0;

	while (str_next_line(&rest, &line))
		count++;
	scan->lines = ARENA_ARRAY(&scan->arena, uint32_t, (size_t)count + 1);
	for (rest = text; str_next_line(&rest, &line);)
		scan->lines[scan->line_count++] = (uint32_t)(line.at - text.at);
	scan->lines[count] = (uint32_t)text.n;
}

struct str scan_line(const struct scan *scan, uint32_t number)
{
	struct str line = STR_EMPTY, rest = STR_EMPTY;

	if (!number || number > scan->line_count)
		return STR_EMPTY;
	rest = str_part(scan->subject.text, scan->lines[number - 1], scan->lines[number] - scan->lines[number - 1]);
	(void)str_next_line(&rest, &line);
	return line;
}

/* Silence is no success. A document of the register may have nothing that a drafting rule is about. An error has told why already. */
static void report_nothing_judged(struct scan *scan, struct check *check)
{
	for (size_t i = 0; i < scan->findings.n; i++)
		if (scan->findings.at[i].severity == SEVERITY_ERROR)
			return;
	for (size_t i = 0; i < scan->count; i++)
		if (scan->verdicts[i].judged || scan->verdicts[i].waiver)
			return;
	check_report_file(check, DIAGNOSTIC_PROPOSAL_NOTHING_JUDGED, scan->subject.path, LOCATION_FILE,
	                  ARGUMENTS(arena_format(&scan->arena, "%zu", scan->count)));
}

static void finish(struct scan *scan, struct check *check, bool is_proposal)
{
	for (size_t i = 0; i < scan->count; i++)
		scan->by_outcome[scan->verdicts[i].outcome]++;
	if (is_proposal)
		report_nothing_judged(scan, check);
	findings_settle(&scan->findings, &check->registry->config);
	for (size_t i = 0; i < scan->findings.n; i++)
		if (scan->findings.at[i].severity > scan->worst)
			scan->worst = scan->findings.at[i].severity;
	for (size_t i = 0; i < scan->count; i++) {
		enum severity severity = verdict_severity(&scan->verdicts[i]);
		if (severity > scan->worst)
			scan->worst = severity;
	}
}

static void report_too_large(struct scan *scan, struct check *check, struct str path)
{
	scan->subject.path = path;
	check_report_file(check, DIAGNOSTIC_LIMIT_DOCUMENT_BYTES, path, LOCATION_FILE,
	                  ARGUMENTS(arena_format(&scan->arena, "%u", check->registry->config.limits.document_bytes)));
}

void scan_run(struct scan *out, const struct scanner *scanner, struct scan_worker *worker, const struct scan_text *text)
{
	struct check check = {.registry = scanner->registry, .findings = &out->findings, .arena = &out->arena};
	struct subject_reading reading = {.registry = scanner->registry,
	                                  .reader = worker->reader,
	                                  .arena = &out->arena,
	                                  .scratch = &worker->scratch,
	                                  .check = &check,
	                                  .facts = text->facts,
	                                  .bare = text->bare};
	bool readable = false;

	*out = (struct scan){0};
	if (text->too_large)
		report_too_large(out, &check, text->path);
	else if (text->registered != NO_DOCUMENT)
		readable = subject_of_document(&out->subject, &reading, text->registered, text->text);
	else
		readable = subject_read(&out->subject, &reading, text->path, text->text, NULL);
	memcpy(out->subject.sha256, text->sha256, sizeof text->sha256);
	out->subject.paged = text->paged;
	out->subject.converted = text->bare && !text->paged;
	check.today = out->subject.date;
	if (readable) {
		declarations_read(&out->subject, &out->arena);
		evaluate_all(out, scanner, worker, &check);
		declarations_use(out, scanner->rulebook, &check);
		if (text->registered == NO_DOCUMENT)
			table_sums_check(&check, &out->subject);
		waivers_use(out, scanner, &check);
	}
	arena_reset(&worker->scratch);
	lines_index(out);
	finish(out, &check, text->registered == NO_DOCUMENT);
}

void scan_release(struct scan *scan)
{
	subject_release(&scan->subject);
	vec_release(&scan->findings);
	arena_release(&scan->arena);
}
