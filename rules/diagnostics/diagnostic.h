/* The table of diagnostics. */
#ifndef STYRDOK_RULES_DIAGNOSTICS_DIAGNOSTIC_H
#define STYRDOK_RULES_DIAGNOSTICS_DIAGNOSTIC_H

#include "registry/base/language.h"

enum severity { SEVERITY_OFF, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum diagnostic {
#define DIAGNOSTIC(name, code, severity, firmness, summary_en, summary_sv, en, sv, help_en, help_sv) DIAGNOSTIC_##name,
#include "rules/diagnostics/diagnostics.def"
#undef DIAGNOSTIC
	DIAGNOSTIC_COUNT
};

struct diagnostic_row {
	struct str code;
	enum severity severity;
	bool firm; /* cannot be lowered or waived */
	struct bilingual summary, message, help;
};

const struct diagnostic_row *diagnostic_row(enum diagnostic diagnostic);

/* The diagnostic with this code, or DIAGNOSTIC_COUNT; then `nearest` gets the most similar code, or "". */
enum diagnostic diagnostic_find(struct str code, struct str *nearest);

const char *severity_name(enum severity severity); /* "error" */

#endif
