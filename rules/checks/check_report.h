/* How checks report, and what several of them ask. Checks only report. */
#ifndef STYRDOK_RULES_CHECKS_CHECK_REPORT_H
#define STYRDOK_RULES_CHECKS_CHECK_REPORT_H

#include "registry/validity/relation_effect.h"
#include "rules/diagnostics/finding.h"

struct check { /* what every check gets; one per thread */
	const struct registry *registry;
	struct date today;
	struct findings *findings;
	struct arena *arena;
	bool partial;     /* some documents could not be read: what is not found may stand there */
	uint32_t *judged; /* for check_citations: by document, which document's citations of it have been judged */
};

/* Reports a finding in a document, with up to MESSAGE_ARGUMENTS arguments: report(check, DIAGNOSTIC_X, i, at, a, b). */
#define report(check, diagnostic, document, at, ...)                                                                   \
	check_report((check), (diagnostic), (document), (at), ARGUMENTS(__VA_ARGS__))
void check_report(struct check *check, enum diagnostic diagnostic, uint32_t document, struct location at,
                  const struct argument args[MESSAGE_ARGUMENTS]);

/* A field's key as the collection writes it (config_key). */
struct str check_key(const struct check *check, uint32_t field);

/* The same in a file that is not a document. */
void check_report_file(struct check *check, enum diagnostic diagnostic, struct str path, struct location at,
                       const struct argument args[MESSAGE_ARGUMENTS]);

/* Lowers the severity of the finding that was reported last: where it is likely but not certain. */
void check_soften(struct check *check, enum severity severity);

/* Adds a further place to the finding that was reported last. */
#define relate(check, kind, path, at, ...) check_relate((check), (kind), (path), (at), ARGUMENTS(__VA_ARGS__))
void check_relate(struct check *check, enum related_kind kind, struct str path, struct location at,
                  const struct argument args[3]);

/* Of `count` findings of a kind only `told` were reported: tells with the last how many more there are, if there are. */
void check_relate_more(struct check *check, size_t count, size_t told);

/* Adds the relation's own note, if it has one, to the finding that was reported last. */
void check_relate_note(struct check *check, const struct relation *relation);

/* The document's first parts, as people name them: "1 kap., 1 kap. 1 §, ...". */
struct str check_parts_listed(struct check *check, const struct document *document);

/* The document is decided, or has a day of decision and says nothing else. */
bool check_is_decided(const struct document *document);

#endif
