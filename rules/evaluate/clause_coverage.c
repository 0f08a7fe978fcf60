#include "rules/evaluate/clause_coverage.h"

#include "registry/port/regex.h"
#include "registry/validity/status.h"
#include "rules/evaluate/subject.h"

/* Words that bind, in the old and the new form (source-facts.md, part f). "bör" and "kan" do not. */
#define MUSTS "(?i)\\b(?:ska|skall|måste|får (?:som regel )?inte|ansvarar|äger rätt|har ett ansvar|är viktigt)\\b"

struct covering {
	struct coverage *coverage;
	const struct rulebook *rulebook;
	struct reader *reader;
	struct regex *musts;
	struct arena scratch;
	struct check check;
	struct findings findings;
};

static uint32_t rules_citing(const struct rulebook *rulebook, uint32_t document, uint32_t part)
{
	uint32_t count = 0;

	for (size_t i = 0; i < rulebook->rule_count; i++) {
		const struct clause *clause = &rulebook->rules[i]->clause;
		count += rulebook->rules[i]->has_clause && clause->known && clause->target.document == document &&
		         clause->part == part;
	}
	return count;
}

static void clauses_find(struct covering *covering, struct covered_document *covered, const struct prose *prose)
{
	struct arena *arena = &covering->coverage->arena;
	bool *seen = ARENA_ARRAY(&covering->scratch, bool, prose->part_count);
	struct regex_span span;

	covered->clauses = ARENA_ARRAY(arena, struct covered_clause, prose->part_count);
	for (uint32_t i = 0; i < prose->count; i++) {
		const struct prose_unit *unit = &prose->units[i];
		struct covered_clause *clause = &covered->clauses[covered->clause_count];
		if (unit->part == MARKDOWN_NO_PART || seen[unit->part] ||
		    !(unit->kind & (PROSE_PARAGRAPH | PROSE_ITEM | PROSE_ROW)) ||
		    regex_match(covering->musts, unit->text, 0, &span, 1) != 1)
			continue;
		seen[unit->part] = true;
		clause->part = unit->part;
		clause->at = prose_location(unit, span.from);
		clause->must = arena_copy(arena, str_part(unit->text, span.from, span.to - span.from));
		clause->rules = rules_citing(covering->rulebook, covered->document, unit->part);
		covered->covered += clause->rules > 0;
		covered->clause_count++;
	}
}

static int document_cover(struct covering *covering, uint32_t index, struct error *error)
{
	const struct registry *registry = covering->rulebook->registry;
	struct coverage *coverage = covering->coverage;
	struct covered_document *covered = &coverage->documents[coverage->document_count];
	struct subject_reading reading = {.registry = registry,
	                                  .reader = covering->reader,
	                                  .arena = &covering->scratch,
	                                  .scratch = &covering->scratch,
	                                  .check = &covering->check,
	                                  .facts = {.on = DATE_NONE}};
	struct subject subject;
	struct str text = STR_EMPTY;
	size_t size = 0;

	if (reader_read(covering->reader, &registry->files[index], registry->config.limits.document_bytes, &text, &size,
	                error) < 0)
		return -1;
	covered->document = index;
	if (subject_of_document(&subject, &reading, index, text))
		clauses_find(covering, covered, &subject.prose);
	if (covered->clause_count) {
		coverage->document_count++;
		coverage->clauses += covered->clause_count;
		coverage->covered += covered->covered;
	}
	subject_release(&subject);
	arena_reset(&covering->scratch);
	return 0;
}

/* It governs, its text is held, and it has not ended: what is a draft yet will need rules too. */
static bool is_covered(const struct registry *registry, uint32_t document, struct date on)
{
	enum status status = STATUS_UNKNOWN;

	if (!registry->documents[document].readable || !registry_governs(registry, document) ||
	    registry->documents[document].holding == HOLDING_REFERENCE)
		return false;
	status = status_on(registry, document, MARKDOWN_NO_PART, on);
	return status != STATUS_SUPERSEDED && status != STATUS_REPEALED && status != STATUS_EXPIRED &&
	       status != STATUS_ANNULLED && status != STATUS_WITHDRAWN;
}

int coverage_of(struct coverage *out, const struct rulebook *rulebook, struct date on, struct error *error)
{
	const struct registry *registry = rulebook->registry;
	struct covering covering = {.coverage = out, .rulebook = rulebook};
	struct regex_error bad = {0};
	int result = 0;

	*out = (struct coverage){0};
	covering.check =
		(struct check){.registry = registry, .findings = &covering.findings, .arena = &covering.scratch};
	covering.musts = regex_new(STR(MUSTS), &bad);
	out->documents = ARENA_ARRAY(&out->arena, struct covered_document, (size_t)registry->count + 1);
	result = reader_new(&covering.reader, registry->source, error);
	for (uint32_t i = 0; !result && i < registry->count; i++)
		if (is_covered(registry, i, on))
			result = document_cover(&covering, i, error);
	reader_free(covering.reader);
	regex_free(covering.musts);
	vec_release(&covering.findings);
	arena_release(&covering.scratch);
	return result;
}

void coverage_release(struct coverage *coverage)
{
	arena_release(&coverage->arena);
}
