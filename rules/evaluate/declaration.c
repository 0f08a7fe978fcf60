#include "rules/evaluate/declaration.h"

#include "registry/base/vec.h"
#include "registry/port/unicode.h"
#include "rules/checks/check_report.h"

#define PLACE_WORDS 5u /* of a place that says anything */

/* --- the table -------------------------------------------------------------------------------------------------------- */

enum column { COLUMN_RULE, COLUMN_OUTCOME, COLUMN_WHERE, COLUMN_WHY, COLUMNS };

static const struct {
	const char *name;
	enum column column;
} column_names[] = {
	{"regel", COLUMN_RULE},      {"rule", COLUMN_RULE},     {"utfall", COLUMN_OUTCOME},
	{"outcome", COLUMN_OUTCOME}, {"svar", COLUMN_OUTCOME},  {"uppfylls", COLUMN_OUTCOME},
	{"var", COLUMN_WHERE},       {"avsnitt", COLUMN_WHERE}, {"where", COLUMN_WHERE},
	{"hur", COLUMN_WHY},         {"varför", COLUMN_WHY},    {"why", COLUMN_WHY},
	{"motivering", COLUMN_WHY},  {"kommentar", COLUMN_WHY},
};

static const struct {
	const char *word;
	enum declared declared;
} declared_words[] = {
	{"satisfied", DECLARED_SATISFIED},
	{"uppfylld", DECLARED_SATISFIED},
	{"uppfylls", DECLARED_SATISFIED},
	{"ja", DECLARED_SATISFIED},
	{"deviates", DECLARED_DEVIATES},
	{"avviker", DECLARED_DEVIATES},
	{"nej", DECLARED_DEVIATES},
	{"not-applicable", DECLARED_NOT_APPLICABLE},
	{"inte tillämplig", DECLARED_NOT_APPLICABLE},
	{"ej tillämplig", DECLARED_NOT_APPLICABLE},
};

static struct str cell_of(const struct prose_unit *row, uint32_t cell)
{
	if (cell >= row->cell_count)
		return STR_EMPTY;
	return str_trim(str_part(row->text, row->cells[cell], row->cells[cell + 1] - 3 - row->cells[cell]));
}

/* Which cell holds what, by the header. False when it is no such table. */
static bool header_read(const struct prose_unit *header, struct arena *arena, uint32_t cells[COLUMNS])
{
	for (int i = 0; i < COLUMNS; i++)
		cells[i] = UINT32_MAX;
	for (uint32_t cell = 0; cell < header->cell_count; cell++) {
		struct str name = unicode_fold(arena, cell_of(header, cell));
		for (size_t i = 0; i < sizeof column_names / sizeof *column_names; i++)
			if (str_equal(name, str_from(column_names[i].name)))
				cells[column_names[i].column] = cell;
	}
	return cells[COLUMN_RULE] != UINT32_MAX && cells[COLUMN_OUTCOME] != UINT32_MAX;
}

static enum declared declared_of(struct arena *arena, struct str text)
{
	struct str word = unicode_fold(arena, text);

	for (size_t i = 0; i < sizeof declared_words / sizeof *declared_words; i++)
		if (str_equal(word, str_from(declared_words[i].word)))
			return declared_words[i].declared;
	return DECLARED_NOTHING;
}

void declarations_read(struct subject *subject, struct arena *arena)
{
	const struct prose *prose = &subject->prose;
	uint32_t cells[COLUMNS], table = UINT32_MAX, room = subject->conform_count + prose->count;
	struct declaration *all = NULL;

	for (uint32_t i = 0; i < prose->count; i++) {
		const struct prose_unit *row = &prose->units[i];
		struct declaration *declaration = NULL;
		if (!prose_declares(prose, row))
			continue;
		if (row->table != table) {
			table = header_read(row, arena, cells) ? row->table : UINT32_MAX;
			continue;
		}
		if (!all) {
			all = ARENA_ARRAY(arena, struct declaration, room);
			if (subject->conform_count)
				memcpy(all, subject->conforms, subject->conform_count * sizeof *all);
			subject->conforms = all;
		}
		declaration = &all[subject->conform_count++];
		*declaration =
			(struct declaration){.rule = {cell_of(row, cells[COLUMN_RULE]), prose_location(row, 0)},
		                             .declared = declared_of(arena, cell_of(row, cells[COLUMN_OUTCOME])),
		                             .where = {cell_of(row, cells[COLUMN_WHERE]), prose_location(row, 0)},
		                             .why = cell_of(row, cells[COLUMN_WHY])};
	}
}

/* --- verifying -------------------------------------------------------------------------------------------------------- */

/* The part that is meant: "#anchor", or its heading. */
static uint32_t place_find(const struct subject *subject, struct arena *arena, struct str where)
{
	struct str name = where.n && where.at[0] == '#' ? str_part(where, 1, where.n) : where;
	uint32_t part = document_part(&subject->document, name);

	for (uint32_t i = 0; part == MARKDOWN_NO_PART && i < subject->prose.part_count; i++)
		if (str_equal(unicode_fold(arena, subject->prose.parts[i].title), unicode_fold(arena, where)))
			part = i;
	return part;
}

static bool within_part(const struct prose *prose, uint32_t part, uint32_t whole)
{
	while (part != MARKDOWN_NO_PART && part != whole)
		part = prose->parts[part].parent;
	return part == whole;
}

/* The first unit of the place that is text, where it says enough to be anything. */
static const struct prose_unit *place_text(const struct prose *prose, uint32_t part)
{
	const struct prose_unit *first = NULL;
	size_t words = 0;

	for (uint32_t i = 0; i < prose->count; i++) {
		const struct prose_unit *unit = &prose->units[i];
		if (!(unit->kind & (PROSE_PARAGRAPH | PROSE_ITEM | PROSE_ROW)) || prose_declares(prose, unit) ||
		    !within_part(prose, unit->part, part))
			continue;
		first = first ? first : unit;
		words += prose_words(unit->text);
	}
	return words >= PLACE_WORDS ? first : NULL;
}

static struct verdict *verdict_about(struct scan *scan, struct str rule)
{
	for (size_t i = 0; i < scan->count; i++)
		if (str_equal(scan->verdicts[i].rule->id, rule))
			return &scan->verdicts[i];
	return NULL;
}

static void declare(struct verdict *verdict, enum outcome outcome, enum ground ground, struct str text)
{
	verdict->outcome = outcome;
	verdict->basis = BASIS_DECLARED;
	verdict->answer = answer_of(TRI_UNKNOWN, ground);
	verdict->answer.args[0] = argument_text(text);
}

static void place_use(struct scan *scan, struct check *check, struct verdict *verdict,
                      const struct declaration *declaration)
{
	uint32_t part = place_find(&scan->subject, &scan->arena, declaration->where.text);
	const struct prose *prose = &scan->subject.prose;
	const struct prose_unit *unit = part == MARKDOWN_NO_PART ? NULL : place_text(prose, part);
	struct spot *spot = NULL;

	if (!unit) {
		check_report_file(check, DIAGNOSTIC_PROPOSAL_CONFORMS_PLACE, scan->subject.path, declaration->where.at,
		                  ARGUMENTS(declaration->rule.text, declaration->where.text));
		return;
	}
	if (verdict->outcome != OUTCOME_CANNOT_TELL || verdict->basis != BASIS_SILENT)
		return;
	declare(verdict, OUTCOME_SATISFIED, GROUND_DECLARED, prose->parts[part].title);
	spot = ARENA_NEW(&scan->arena, struct spot);
	*spot = (struct spot){.at = prose_location(unit, 0), .text = str_part(unit->text, 0, SPOT_BYTES / 2)};
	while (spot->text.n && ((unsigned char)spot->text.at[spot->text.n - 1] & 0x80)) /* not within a letter */
		spot->text.n--;
	verdict->answer.first = verdict->answer.last = spot;
	verdict->answer.count = 1;
}

static void declaration_use(struct scan *scan, const struct rulebook *rulebook, struct check *check,
                            const struct declaration *declaration)
{
	struct verdict *verdict = verdict_about(scan, declaration->rule.text);
	struct str nearest = STR_EMPTY;
	bool open = verdict && verdict->outcome == OUTCOME_CANNOT_TELL &&
	            (verdict->basis == BASIS_SILENT || verdict->answer.ground == GROUND_PERHAPS);

	if (!verdict) {
		(void)rulebook_find(rulebook, declaration->rule.text, &nearest);
		check_report_file(check, DIAGNOSTIC_PROPOSAL_CONFORMS_RULE, scan->subject.path, declaration->rule.at,
		                  ARGUMENTS(declaration->rule.text, nearest));
		return;
	}
	if (declaration->declared == DECLARED_SATISFIED)
		place_use(scan, check, verdict, declaration);
	else if (declaration->declared == DECLARED_NOT_APPLICABLE && open && declaration->why.n)
		declare(verdict, OUTCOME_NOT_APPLICABLE, GROUND_DECLARED_OUT, declaration->why);
	else if (declaration->declared == DECLARED_DEVIATES && verdict->judged && verdict->basis != BASIS_FORCE &&
	         verdict->rule->strength != STRENGTH_MAY)
		declare(verdict, OUTCOME_NOT_SATISFIED, GROUND_DECLARED_DEVIATES, declaration->why);
}

void declarations_use(struct scan *scan, const struct rulebook *rulebook, struct check *check)
{
	for (uint32_t i = 0; i < scan->subject.conform_count; i++)
		declaration_use(scan, rulebook, check, &scan->subject.conforms[i]);
}
