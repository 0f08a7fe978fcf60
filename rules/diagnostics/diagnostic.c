#include "rules/diagnostics/diagnostic.h"

#include "registry/base/spelling.h"

#define FIRM true
#define LOOSE false

static const struct diagnostic_row diagnostics[DIAGNOSTIC_COUNT] = {
#define DIAGNOSTIC(name, code, severity, firmness, summary_en, summary_sv, en, sv, help_en, help_sv)                   \
	{STR(code), SEVERITY_##severity, firmness, {summary_en, summary_sv}, {en, sv}, {help_en, help_sv}},
#include "rules/diagnostics/diagnostics.def"
#undef DIAGNOSTIC
};

const struct diagnostic_row *diagnostic_row(enum diagnostic diagnostic)
{
	return &diagnostics[diagnostic];
}

enum diagnostic diagnostic_find(struct str code, struct str *nearest)
{
	struct spelling spelling = spelling_of(code);

	for (size_t i = 0; i < DIAGNOSTIC_COUNT; i++) {
		if (str_equal(code, diagnostics[i].code))
			return (enum diagnostic)i;
		spelling_try(&spelling, diagnostics[i].code);
	}
	*nearest = spelling_nearest(&spelling);
	return DIAGNOSTIC_COUNT;
}

const char *severity_name(enum severity severity)
{
	static const char *const names[] = {"off", "note", "warning", "error"};
	return names[severity];
}
