#include "rules/evaluate/table_sums.h"

#include "registry/port/unicode.h"
#include "rules/checks/check_report.h"
#include "rules/language/amount.h"

static struct str cell_of(const struct prose_unit *row, uint32_t column)
{
	if (column >= row->cell_count)
		return STR_EMPTY;
	return str_trim(str_part(row->text, row->cells[column], row->cells[column + 1] - 3 - row->cells[column]));
}

static bool is_total(const struct prose_unit *row, struct arena *arena)
{
	static const char *const names[] = {"summa", "totalt", "total", "sammanlagt", "summa kostnader"};
	struct str name = unicode_fold(arena, cell_of(row, 0));

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(name, str_from(names[i])))
			return true;
	return false;
}

/* What rows first..last hold in a column; false when any holds something else than a number, or fewer than two hold one. */
static bool column_sum(const struct prose_unit *first, const struct prose_unit *last, uint32_t column, int64_t *sum)
{
	uint32_t numbers = 0;

	*sum = 0;
	for (const struct prose_unit *row = first; row <= last; row++) {
		struct str cell = cell_of(row, column);
		int64_t amount = 0;
		if (!cell.n || str_equal(cell, STR("-")) || str_equal(cell, STR("–")))
			continue;
		if (!amount_read(cell, &amount) || __builtin_add_overflow(*sum, amount, sum))
			return false;
		numbers++;
	}
	return numbers >= 2;
}

static struct str amount_told(struct arena *arena, int64_t hundredths)
{
	return hundredths % 100 ? arena_format(arena, "%lld,%02d", (long long)(hundredths / 100),
	                                       (int)(hundredths < 0 ? -hundredths : hundredths) % 100)
	                        : arena_format(arena, "%lld", (long long)(hundredths / 100));
}

static void total_check(struct check *check, const struct subject *subject, const struct prose_unit *header,
                        const struct prose_unit *total)
{
	for (uint32_t column = 1; column < total->cell_count && total - header >= 3; column++) {
		int64_t stated = 0, sum = 0;
		if (amount_read(cell_of(total, column), &stated) && column_sum(header + 1, total - 1, column, &sum) &&
		    sum != stated)
			check_report_file(check, DIAGNOSTIC_PROPOSAL_TABLE_SUM, subject->path,
			                  prose_location(total, total->cells[column]),
			                  ARGUMENTS(cell_of(header, column), amount_told(check->arena, sum),
			                            amount_told(check->arena, stated)));
	}
}

void table_sums_check(struct check *check, const struct subject *subject)
{
	const struct prose *prose = &subject->prose;
	uint32_t header = 0;

	for (uint32_t i = 0; i < prose->count; i++) {
		const struct prose_unit *row = &prose->units[i];
		bool begins = row->kind == PROSE_ROW && (i == 0 || prose->units[i - 1].kind != PROSE_ROW ||
		                                         prose->units[i - 1].table != row->table);
		bool ends = row->kind == PROSE_ROW && (i + 1 == prose->count || prose->units[i + 1].kind != PROSE_ROW ||
		                                       prose->units[i + 1].table != row->table);
		header = begins ? i : header;
		if (ends && is_total(row, check->arena))
			total_check(check, subject, &prose->units[header], row);
	}
}
