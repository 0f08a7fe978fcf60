/* The checks of documents and of the graph that they form, one file each; check_run calls them. */
#ifndef STYRDOK_RULES_CHECKS_CHECKS_H
#define STYRDOK_RULES_CHECKS_CHECKS_H

#include "rules/checks/check_report.h"

struct rulebook;

/* Problems of one document, of a text that is none, or of a data file, as findings. */
void check_document_problems(struct check *check, uint32_t document);
void check_text_problems(struct check *check, struct str path, const struct problem *problems, size_t count);
enum data_file { DATA_VOCABULARY, DATA_CONFIG, DATA_WAIVER, DATA_RULES, DATA_BASELINE };
void check_data_problems(struct check *check, enum data_file file, struct str path, const struct problems *problems);

/* The list that is meant by a text such as "ks, kf", "ks och kf" or "• ks • kf", with ids for what is known: "[ks, kf]"; "" when it is none.
 * *sure: all of it is known. */
enum named_kind { NAMED_BODIES, NAMED_TOPICS, NAMED_DOCUMENTS, NAMED_NUMBERS };
struct str list_meant(const struct check *check, enum named_kind kind, struct str text, bool *sure);

/* The id that is known by the longest run of words in the text, such as "Kommunfullmäktige den 5 juni § 12"; or "". */
struct str name_within(const struct check *check, enum named_kind kind, struct str text);

/* The ids of a vocabulary: "kf, ks, ..." */
struct str vocabulary_listed(const struct check *check, enum vocabulary_file file);

/* Are a body, and topics, in the vocabulary? */
void check_body_known(struct check *check, struct str path, uint32_t document, struct str key, struct named body);
void check_topics_known(struct check *check, struct str path, uint32_t document, const struct names *topics);

/* Checks of one document. */
void check_identity(struct check *check, uint32_t document);
void check_documented(struct check *check, uint32_t document);
void check_relations(struct check *check, uint32_t document);
void check_times(struct check *check, uint32_t document);
void check_authority(struct check *check, uint32_t document);
void check_process(struct check *check, uint32_t document);
void check_wordings(struct check *check, uint32_t document);
void check_citations(struct check *check, uint32_t document);
void check_foreign(struct check *check, uint32_t document); /* what it cites of other registers */

/* Does the document speak as a rule: does it govern, is it a version of one that does, or is it a proposal that can still be changed? */
bool check_speaks_as_rule(const struct registry *registry, uint32_t document);

/* Checks of the rule packs. */
void check_rules(struct check *check, const struct rulebook *rulebook);

/* Checks of the register as a whole. */
void check_data_files(struct check *check); /* what is wrong in styrdok.yaml and the vocabulary; too many files */
void check_duplicates(struct check *check);
void check_cycles(struct check *check);
void check_overlaps(struct check *check);
void check_unstated(struct check *check);
void check_empty(struct check *check);
void check_vocabulary(struct check *check); /* is there one? */
void check_passed_over(struct check *check);
void check_severities(struct check *check);
void check_registers(struct check *check); /* the others that styrdok.yaml names */

#endif
