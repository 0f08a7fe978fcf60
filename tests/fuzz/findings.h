/* What must hold of any findings, for the fuzz targets. */
#ifndef STYRDOK_TESTS_FUZZ_FINDINGS_H
#define STYRDOK_TESTS_FUZZ_FINDINGS_H

#include "rules/checks/check_run.h"
#include "tests/fuzz/invariants.h"

/* Rendered, and nothing left to fill in: "{1}" in a text comes from an argument at most. */
static inline void require_rendered(struct str text, bool needed)
{
	require_text(text);
	require(!needed || text.n);
}

static inline void require_finding(const struct finding *finding, struct arena *arena)
{
	static const enum language languages[] = {LANGUAGE_SV, LANGUAGE_EN};

	require((unsigned)finding->diagnostic < DIAGNOSTIC_COUNT);
	require(finding->severity > SEVERITY_OFF && finding->severity <= SEVERITY_ERROR);
	for (size_t i = 0; i < MESSAGE_ARGUMENTS; i++)
		require_text(finding->args[i].text);
	for (size_t i = 0; i < 2; i++) {
		require_rendered(finding_message(finding, arena, languages[i]), true);
		require_rendered(finding_help(finding, arena, languages[i]), false);
		for (const struct related *related = finding->related; related; related = related->next)
			require_rendered(related_message(related, arena, languages[i]), true);
	}
}

static inline void require_sorted(const struct findings *findings)
{
	for (size_t i = 1; i < findings->n; i++)
		require(finding_compare(&findings->at[i - 1], &findings->at[i]) <= 0);
}

/* The same findings, with the same places and words. */
static inline void require_same_findings(const struct findings *a, const struct findings *b)
{
	require(a->n == b->n);
	for (size_t i = 0; i < a->n; i++) {
		const struct related *x = a->at[i].related, *y = b->at[i].related;
		require(finding_compare(&a->at[i], &b->at[i]) == 0);
		require(a->at[i].severity == b->at[i].severity);
		for (; x && y; x = x->next, y = y->next) {
			require(x->kind == y->kind && str_equal(x->path, y->path));
			require(x->at.line == y->at.line && x->at.column == y->at.column);
			for (size_t k = 0; k < 3; k++)
				require(argument_compare(&x->args[k], &y->args[k]) == 0);
		}
		require(!x && !y);
	}
}

#endif
