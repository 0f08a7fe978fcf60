/* The checks of documents and of the graph that they form. Checks only report. */
#ifndef STYRDOK_RULES_CHECK_H
#define STYRDOK_RULES_CHECK_H

#include "registry/validity/relation_effect.h"
#include "rules/diagnostics/finding.h"

struct rulebook;
struct comparison;

struct check { /* what every check gets; one per thread */
	const struct registry *registry;
	struct date today;
	struct findings *findings;
	struct arena *arena;
	bool partial;     /* some documents could not be read: what is not found may stand there */
	uint32_t *judged; /* for check_citations: by document, which document's citations of it have been judged */
};

struct check_result {
	struct findings findings; /* sorted, with the severities of styrdok.yaml, without waived ones */
	size_t waived;
	struct rulebook *rulebook; /* findings name its rules */
	struct arena arena;
};

struct check_request {
	struct registry *registry;
	struct date today;      /* for what is overdue or expired */
	bool between_revisions; /* what is gone is told by check_changes, or by nobody */
	const bool *only;       /* by document: whose own checks to run; NULL: all */
	bool same_names;        /* leave out what ids and paths alone tell, */
	bool same_edges;        /* and circles of relations: they are the same where the findings are compared with */
};

/* Runs all checks, and adds to what the result holds; zeros are an empty one. 0, or -1 when waivers cannot be read or threads not be started.
 * Released with check_result_release. */
int check_registry(struct check_result *result, const struct check_request *request, struct error *error);
void check_result_release(struct check_result *result);

/* --- for checks ------------------------------------------------------------------------------------------------- */

/* Reports a finding in a document, with up to FINDING_ARGS arguments: report(check, DIAGNOSTIC_X, i, at, a, b). */
#define report(check, diagnostic, document, at, ...)                                                                   \
	check_report((check), (diagnostic), (document), (at), (struct str[FINDING_ARGS]){__VA_ARGS__})
void check_report(struct check *check, enum diagnostic diagnostic, uint32_t document, struct place at,
                  const struct str args[FINDING_ARGS]);

/* The same in a file that is no document. */
void check_report_file(struct check *check, enum diagnostic diagnostic, struct str path, struct place at,
                       const struct str args[FINDING_ARGS]);

/* Lowers the severity of the finding that was reported last: where it is likely but not certain. */
void check_soften(struct check *check, enum severity severity);

/* Adds a further place to the finding that was reported last. */
#define relate(check, kind, path, at, ...) check_relate((check), (kind), (path), (at), (struct str[3]){__VA_ARGS__})
void check_relate(struct check *check, enum related_kind kind, struct str path, struct place at,
                  const struct str args[3]);

/* Adds the relation's own note, if it has one, to the finding that was reported last. */
void check_relate_note(struct check *check, const struct relation *relation);

/* A date as text, in the check's arena. */
struct str check_date(struct check *check, struct date date);

/* The document is decided, or has a day of decision and says nothing else. */
bool check_is_decided(const struct document *document);

/* The relation that first ended the document by the day, or NULL. */
const struct relation *check_ender(const struct registry *registry, uint32_t document, struct date on);

/* Problems of one document, of a text that is none, or of a data file, as findings. */
void check_document_problems(struct check *check, uint32_t document);
void check_text_problems(struct check *check, struct str path, const struct problem *problems, size_t count);
enum data_file { DATA_VOCABULARY, DATA_CONFIG, DATA_WAIVER, DATA_RULES, DATA_BASELINE };
void check_data_problems(struct check *check, enum data_file file, struct str path, const struct problems *problems);

/* Are a body, and topics, in the vocabulary? */
void check_body_known(struct check *check, struct str path, uint32_t document, struct str key, struct named body);
void check_topics_known(struct check *check, struct str path, uint32_t document, const struct names *topics);

/* Checks of one document. */
void check_identity(struct check *check, uint32_t document);
void check_relations(struct check *check, uint32_t document);
void check_times(struct check *check, uint32_t document);
void check_authority(struct check *check, uint32_t document);
void check_process(struct check *check, uint32_t document);
void check_citations(struct check *check, uint32_t document);

/* In order, none twice, with the severities that styrdok.yaml sets; what is off is dropped. */
void findings_settle(struct findings *findings, const struct config *config);

/* Checks of the rule packs. */
void check_rules(struct check *check, const struct rulebook *rulebook);

/* Checks that need two revisions: what became of documents since an earlier one. Before check_registry, which puts the findings in order. */
void check_changes(struct check_result *result, struct registry *registry, const struct comparison *comparison);

/* Checks of the register as a whole. */
void check_duplicates(struct check *check);
void check_cycles(struct check *check);
void check_overlaps(struct check *check);
void check_severities(struct check *check);

#endif
