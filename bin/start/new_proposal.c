#include "bin/start/new_proposal.h"

#include "bin/command/error_text.h"
#include "bin/command/help.h"
#include "bin/command/lookup.h"
#include "bin/command/open_registry.h"
#include "bin/scan/scan_common.h"
#include "bin/write/templates.h"
#include "registry/document/part_text.h"
#include "registry/document/yaml_line.h"
#include "registry/port/unicode.h"

#include <stdlib.h>

#define SECTIONS_MAX 32u
#define QUOTE_BYTES 400u

struct section { /* of the template: a heading, and what is said below it of what to write there */
	struct str title, folded;
};

struct row {
	const struct rule *rule;
	uint32_t section;
	size_t order;
};

struct proposing {
	const struct new_options *options;
	struct registry *registry;
	struct rulebook *rulebook;
	struct arena *arena;
	enum language language;
	struct str body, topic, text;
	struct section sections[SECTIONS_MAX];
	uint32_t section_count;
	struct row *rows;
	size_t row_count;
};

/* --- facts ----------------------------------------------------------------------------------------------------------- */

static int facts_find(struct proposing *proposing)
{
	const struct options *options = &proposing->options->common;
	const struct vocabulary *vocabulary = &proposing->registry->vocabulary;
	uint32_t body = NO_BODY, topic = NO_BODY;
	int status = 0;

	if (!options->body)
		return usage_error(proposing->language,
		                   (struct bilingual){"which rules apply depends on the body: write --body BODY",
		                                      "vilka regler som gäller beror på organet: skriv --body ORGAN"},
		                   NULL);
	status = lookup_vocabulary(proposing->registry, VOCABULARY_BODIES, options->body, proposing->language, &body);
	if (!status && options->topic)
		status = lookup_vocabulary(proposing->registry, VOCABULARY_TOPICS, options->topic, proposing->language,
		                           &topic);
	if (status)
		return status;
	proposing->body = vocabulary->bodies[body].id;
	proposing->topic = topic == NO_BODY ? STR_EMPTY : vocabulary->topics[topic].id;
	return 0;
}

/* The template's line with the fact that it asks for; the line itself where that is not known. */
static struct str line_with_fact(const struct proposing *proposing, struct str line)
{
	struct arena *arena = proposing->arena;
	const char *title = proposing->options->title ? proposing->options->title : "Projektförslag";
	const char *category = category_name(proposing->options->category);

	if (str_starts(line, STR("title:")))
		return arena_format(arena, "title: %.*s",
		                    STR_ARG(yaml_needs_quotes(str_from(title)) ? yaml_in_quotes(arena, str_from(title))
		                                                               : str_from(title)));
	if (str_starts(line, STR("body:")))
		return arena_format(arena, "body: %.*s", STR_ARG(proposing->body));
	if (str_starts(line, STR("date:")))
		return arena_format(arena, "date: %.*s", STR_ARG(date_text(arena, proposing->options->common.on)));
	if (str_starts(line, STR("# category:")) && proposing->options->category)
		return arena_format(arena, "category: %s", category);
	if (str_starts(line, STR("# topics:")) && proposing->topic.n)
		return arena_format(arena, "topics: [%.*s]", STR_ARG(proposing->topic));
	return line;
}

static void template_read(struct proposing *proposing)
{
	struct str rest = template_text("projektforslag.md"), line = STR_EMPTY;
	struct section *section = NULL;

	while (str_next_line(&rest, &line)) {
		line = line_with_fact(proposing, line);
		proposing->text = arena_format(proposing->arena, "%.*s%.*s\n", STR_ARG(proposing->text), STR_ARG(line));
		if (str_starts(line, STR("## ")) && proposing->section_count < SECTIONS_MAX) {
			section = &proposing->sections[proposing->section_count++];
			section->title = str_part(line, 3, SIZE_MAX);
		}
		if (section)
			section->folded = arena_format(proposing->arena, "%.*s %.*s", STR_ARG(section->folded),
			                               STR_ARG(unicode_fold(proposing->arena, line)));
	}
}

/* --- which rules ------------------------------------------------------------------------------------------------------- */

/* What people read in a rule: its title and its advice. */
static struct str rule_words(struct arena *arena, const struct rule *rule)
{
	return unicode_fold(arena, arena_format(arena, "%s %s %s", bilingual_in(rule->title, LANGUAGE_SV),
	                                        bilingual_in(rule->concerns, LANGUAGE_SV),
	                                        bilingual_in(rule->advice, LANGUAGE_SV)));
}

#define STEM_BYTES 7u

/* Adds to each section's weight for a word that few of them hold. */
static void word_weigh(const struct proposing *proposing, struct str word, unsigned weights[SECTIONS_MAX])
{
	struct str stem = str_part(word, 0, STEM_BYTES);
	unsigned holders = 0;

	for (uint32_t i = 0; i < proposing->section_count; i++)
		holders += str_find(proposing->sections[i].folded, stem, 0) != SIZE_MAX;
	for (uint32_t i = 0; holders && holders <= 3 && i < proposing->section_count; i++)
		if (str_find(proposing->sections[i].folded, stem, 0) != SIZE_MAX)
			weights[i] += 6 / holders;
}

/* The section whose instructions speak most of what the rule asks for. */
static uint32_t section_of(const struct proposing *proposing, const struct rule *rule)
{
	struct arena scratch = ARENA_EMPTY;
	unsigned weights[SECTIONS_MAX] = {0};
	struct str text = rule_words(&scratch, rule);
	uint32_t best = 0;

	for (size_t from = 0, at = 0; at <= text.n; at++) {
		if (at < text.n && !strchr(" .,;:()\n\"", text.at[at]))
			continue;
		if (at - from >= STEM_BYTES)
			word_weigh(proposing, str_part(text, from, at - from), weights);
		from = at + 1;
	}
	for (uint32_t i = 1; i < proposing->section_count; i++)
		best = weights[i] > weights[best] ? i : best;
	arena_release(&scratch);
	return best;
}

/* Does the rule apply, as far as the facts say? Whether its matter comes up, the text will show. */
static bool applies(const struct verdict *verdict)
{
	return verdict->rule->strength != STRENGTH_MAY && verdict->rule->sound &&
	       !(verdict->outcome == OUTCOME_NOT_APPLICABLE &&
	         (verdict->basis == BASIS_FACTS || verdict->basis == BASIS_FORCE));
}

static int compare_rows(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	bool p = x->rule->strength == STRENGTH_SHOULD, q = y->rule->strength == STRENGTH_SHOULD;

	if (p != q)
		return p ? 1 : -1;
	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static void rows_take(struct proposing *proposing, const struct scan *scan)
{
	proposing->rows = ARENA_ARRAY(proposing->arena, struct row, scan->count);
	for (size_t i = 0; i < scan->count; i++) {
		if (!applies(&scan->verdicts[i]))
			continue;
		proposing->rows[proposing->row_count] = (struct row){
			scan->verdicts[i].rule, section_of(proposing, scan->verdicts[i].rule), proposing->row_count};
		proposing->row_count++;
	}
	if (proposing->row_count)
		qsort(proposing->rows, proposing->row_count, sizeof *proposing->rows, compare_rows);
}

/* What the empty template is judged like: what the facts leave open is what it must account for. */
static int rules_find(struct proposing *proposing, struct error *error)
{
	struct scanner scanner = {0};
	struct scan_worker worker = {0};
	struct scan_text text = {.path = STR("projektforslag.md"), .text = proposing->text, .registered = NO_DOCUMENT};
	struct scan scan = {0};
	int status = rulebook_load(&proposing->rulebook, proposing->registry, error);

	text.facts.on = proposing->options->common.on;
	if (status < 0)
		return status;
	rulebook_ready(proposing->rulebook);
	status = scanner_init(&scanner, proposing->rulebook, error);
	if (!status)
		status = scan_worker_init(&worker, &scanner, error);
	if (!status) {
		scan_run(&scan, &scanner, &worker, &text);
		rows_take(proposing, &scan);
		scan_release(&scan);
		scan_worker_release(&worker);
	}
	scanner_release(&scanner);
	return status;
}

/* --- the table ------------------------------------------------------------------------------------------------------- */

/* On one line, as a cell of a table, cut after a word. */
static struct str cell(struct arena *arena, struct str text, size_t limit)
{
	char *out = ARENA_ARRAY(arena, char, text.n + 4);
	size_t n = 0, end = 0;

	for (size_t i = 0; i < text.n && n < limit; i++) {
		char c = text.at[i] == '|' ? '/' : text.at[i] == '\n' || text.at[i] == '\r' ? ' ' : text.at[i];
		if (c == ' ' && (!n || out[n - 1] == ' '))
			continue;
		end = c == ' ' ? n : end;
		out[n++] = c;
	}
	if (n < limit || !end)
		return str_trim((struct str){out, n});
	memcpy(out + end, " \xE2\x80\xA6", 4);
	return (struct str){out, end + 4};
}

/* Of a clause with several items, the one that shares most words with the rule. */
static struct str item_of(struct arena *arena, struct str text, const struct rule *rule)
{
	struct str best = text, rest = text, line = STR_EMPTY, words = rule_words(arena, rule);
	unsigned most = 0;

	while (str_next_line(&rest, &line)) {
		size_t from = (size_t)(line.at - text.at), next = str_find(text, STR("\n- "), from + 1);
		struct str item = str_part(text, from, next == SIZE_MAX ? SIZE_MAX : next - from);
		struct str folded = unicode_fold(arena, item);
		unsigned shared = 0;
		if (!str_starts(line, STR("- ")))
			continue;
		for (size_t at = 0; at + STEM_BYTES <= words.n; at++)
			shared += (!at || words.at[at - 1] == ' ') && !memchr(words.at + at, ' ', STEM_BYTES) &&
			          str_find(folded, str_part(words, at, STEM_BYTES), 0) != SIZE_MAX;
		if (shared > most) {
			most = shared;
			best = str_part(item, 2, SIZE_MAX);
		}
	}
	return best;
}

/* The clause's words, as the register holds them. */
static struct str clause_quote(struct proposing *proposing, const struct rule *rule)
{
	struct registry *registry = proposing->registry;
	uint32_t index = rule->clause.target.document, line = 0;
	struct text_lines lines = {0};
	struct str text = STR_EMPTY;
	struct error error = {0};
	size_t size = 0;

	if (!rule->has_clause || index == NO_DOCUMENT ||
	    reader_read(registry->reader, &registry->files[index], registry->config.limits.document_bytes, &text, &size,
	                &error) < 0)
		return STR_EMPTY;
	text_lines_of(&lines, proposing->arena, text);
	text = part_own_text(&lines, &registry->documents[index], registry->documents[index].part_count,
	                     rule->clause.part, &line);
	return cell(proposing->arena, item_of(proposing->arena, text, rule), QUOTE_BYTES);
}

static void row_write(struct proposing *proposing, const struct row *row)
{
	struct arena *arena = proposing->arena;
	const struct rule *rule = row->rule;
	struct str quote = clause_quote(proposing, rule);
	struct str advice = cell(arena, bilingual_str(rule->advice.sv ? rule->advice : rule->title, LANGUAGE_SV), 600);

	proposing->text =
		arena_format(arena, "%.*s| %.*s | %.*s | %.*s%s%.*s%s | %.*s | | %.*s | |\n", STR_ARG(proposing->text),
	                     STR_ARG(rule->id), STR_ARG(strength_label(rule->strength, LANGUAGE_SV)),
	                     STR_ARG(clause_text(rule, arena)), quote.n ? ": ”" : "", STR_ARG(quote),
	                     quote.n ? "”" : "", STR_ARG(advice), STR_ARG(proposing->sections[row->section].title));
}

static void table_write(struct proposing *proposing)
{
	static const char head[] = "\n## Efterlevnad\n\n"
				   "<!-- En rad för varje regel som gäller för förslaget: vad bestämmelsen säger och "
				   "vad som ska stå under vilken "
				   "rubrik.\nSkriv i kolumnen Utfall uppfylld, avviker eller inte tillämplig, och i "
				   "Varför skälet till de två "
				   "senare. Var är rubriken\ndär det står; ändra den om det står under en annan. Det "
				   "som inte har något utfall är "
				   "inte redovisat. -->\n\n"
				   "| Regel | Styrka | Bestämmelse | Vad som ska stå | Utfall | Var | Varför "
				   "|\n|---|---|---|---|---|---|---|\n";

	proposing->text = arena_format(proposing->arena, "%.*s%s", STR_ARG(proposing->text), head);
	for (size_t i = 0; i < proposing->row_count; i++)
		row_write(proposing, &proposing->rows[i]);
}

int proposal_text(struct str *out, struct arena *arena, const struct new_options *options)
{
	struct error error = {0};
	struct proposing proposing = {.options = options, .arena = arena};
	int status = EXIT_CLEAN;

	proposing.registry = open_registry_extent(&options->common, REGISTRY_WHOLE, false, &error);
	if (!proposing.registry)
		return EXIT_SYSTEM;
	proposing.language = language_of(&options->common, proposing.registry);
	status = facts_find(&proposing);
	if (!status) {
		template_read(&proposing);
		if (rules_find(&proposing, &error) < 0) {
			tell_error(&error, proposing.language);
			status = EXIT_SYSTEM;
		}
		table_write(&proposing);
		*out = proposing.text;
	}
	if (proposing.rulebook)
		rulebook_free(proposing.rulebook);
	registry_free(proposing.registry);
	return status;
}
