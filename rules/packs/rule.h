/* Rules: what a text must, must not or should say, each with the clause that says so. The format: rules/README.md. */
#ifndef STYRDOK_RULES_PACKS_RULE_H
#define STYRDOK_RULES_PACKS_RULE_H

#include "registry/graph/registry.h"
#include "rules/language/text_units.h"
#include "rules/lexicon/lexicon.h"

enum strength { STRENGTH_MUST, STRENGTH_MUST_NOT, STRENGTH_SHOULD, STRENGTH_MAY };
enum evidence {
	EVIDENCE_NONE,
	EVIDENCE_FULL,
	EVIDENCE_QUOTED,
	EVIDENCE_OFFICER,
	EVIDENCE_PARAPHRASE,
	EVIDENCE_OPINION
};

enum category { CATEGORY_NONE, CATEGORY_INNOVATIVE, CATEGORY_DIFFERENTIATING, CATEGORY_BASIC };

#define CATEGORIES 3
extern const char *const category_words[CATEGORIES + 1]; /* ended by NULL */
extern const struct allowed categories_allowed[CATEGORIES + 1];

struct key_table;
extern const struct key_table pack_keys, condition_keys;

enum outcome { OUTCOME_SATISFIED, OUTCOME_NOT_SATISFIED, OUTCOME_NOT_APPLICABLE, OUTCOME_CANNOT_TELL, OUTCOME_COUNT };

enum test_kind {
	TEST_ALL,
	TEST_ANY,
	TEST_NOT,
	TEST_TEXT,
	TEST_NEAR,
	TEST_COUNT,
	TEST_SECTION,
	TEST_FIELD,
	TEST_CITES,
	TEST_TABLE,
	TEST_TERM,
	TEST_EACH,
	TEST_CONCEPT,
	TEST_ABOUT,
	TEST_KINDS
};

enum rule_scope { /* where a pattern looks; of `each` and `near`: the unit */
	          SCOPE_DOCUMENT,
	          SCOPE_FRONT_MATTER,
	          SCOPE_SECTION,
	          SCOPE_HEADING,
	          SCOPE_PARAGRAPH,
	          SCOPE_SENTENCE,
	          SCOPE_ITEM,
	          SCOPE_CELL,
	          SCOPE_COUNT
};

enum polarity { POLARITY_ANY, POLARITY_ASSERTED, POLARITY_DENIED };

enum field_test {
	FIELD_PRESENT,
	FIELD_EQUALS,
	FIELD_ONE_OF,
	FIELD_MATCHES,
	FIELD_LEAST,
	FIELD_MOST,
	FIELD_FROM,
	FIELD_TO
};

enum term_test { TERM_DEFINED, TERM_CONSISTENT, TERM_REPLACED };

#define NO_PATTERN UINT32_MAX

/* One fat record: which members count depends on the kind. Patterns are indexes into the rulebook's. */
struct condition {
	enum test_kind kind;
	struct bilingual name; /* what it asks for, in a word or two; or "" */
	struct location at;
	uint32_t same;                  /* conditions that ask the same have the same number */
	struct condition *first, *next; /* all, any, not: what it joins; each: `require` */
	struct condition *where;        /* each, or NULL */
	uint32_t *patterns;             /* text, count: one; near: two or more; term: one or more; table: columns */
	uint32_t pattern_count;
	uint32_t heading, row, column, total, before; /* further patterns, or NO_PATTERN */
	enum rule_scope scope;
	enum polarity polarity;
	enum field_test field_test;
	enum term_test term_test;
	bool has_least, has_most, alike, wanted; /* wanted: the value of `present` */
	bool case_counts;                        /* of its patterns */
	int64_t least, most;                     /* count: how many; numbers: hundredths */
	uint32_t words;                          /* near: at most so many between; section: at least so many; 0: any */
	uint32_t level;                          /* section, each: of headings; 0: any */
	struct str key;                          /* field; table: the field that the sum equals */
	struct date date;
	struct names values; /* field: one-of; cites: documents; term: except */
	uint32_t statuses;   /* cites: a bit for each enum status; 0: any */
	struct str part;     /* cites */
	struct str by;       /* term: what replaced it */
	uint32_t *concepts;  /* concept: one of these */
	uint32_t concept_count;
	uint32_t *named; /* concept: these count only where they are denied; to name them is not enough */
	uint32_t named_count;
	uint32_t about;  /* about: the lexicon's subject */
	bool any_stance; /* concept: whatever is said of it */
	bool gate;       /* it decides whether a rule matters, not whether it is met */
};

struct pattern {
	struct str source; /* as compiled, named patterns filled in; (?i) in front unless case counts */
	struct regex *regex;
	struct str *literals; /* folded; each match holds one of them. None: it is tried everywhere */
	uint32_t literal_count;
	struct regex
		*anchored; /* once ready: the pattern, matching only at the byte that a match is sought from; or NULL */
	struct str *starts; /* with that: each match begins with one of these */
	uint32_t start_count;
};

struct clause {
	struct reference target; /* document and part */
	struct named fingerprint;
	struct str actual; /* the part's present fingerprint, or "" when the part or its text is not held */
	bool suspect;      /* the two differ */
	bool known;        /* the document and the part exist */
	uint32_t part;     /* index, or MARKDOWN_NO_PART: the whole document */
};

struct example {
	enum outcome outcome;
	struct str text;
	const struct yaml_node *front; /* its own front matter, or NULL */
	bool by_register;              /* judged by the register as it is, not as if the clause were in force */
	struct location at;
};

struct rule {
	const struct pack *pack;
	struct str id;
	struct bilingual title, concerns, message, advice;
	struct location at, id_at;
	struct clause clause;
	bool has_clause;
	struct reference *basis; /* of a rule without a clause */
	uint32_t basis_count;
	enum strength strength;
	enum evidence evidence;
	struct location evidence_at;
	struct str source;
	struct names bodies, topics, categories;
	struct date from, to;
	struct condition *when, *require, *against; /* when and against may be NULL */
	struct example *examples;
	uint32_t example_count;
	bool sound; /* complete, the first of its id, and rests on no opinion: it can be judged */
};

struct pack {
	struct str path, id;
	struct bilingual title;
	bool over_documents;
	const struct yaml_node *example; /* the front matter of examples, or NULL */
	struct rule *rules;
	uint32_t rule_count;
	struct problems problems;
};

struct automaton;

struct rulebook {
	const struct registry *registry;
	struct pack **packs; /* sorted by path */
	size_t pack_count;
	struct rule **rules; /* all of them, in the order of packs and files */
	size_t rule_count;
	struct map by_id;
	struct str *entries; /* of styrdok.yaml's `rules`, those that exist */
	uint32_t entry_count;
	struct pattern *patterns;
	uint32_t pattern_count, pattern_room;
	struct map pattern_by_source;
	struct automaton *automaton; /* NULL until ready */
	struct lexicon lexicon;
	struct str lexicon_path; /* "" when no pack names one */
	struct map condition_by_text;
	uint32_t condition_count; /* of those that differ */
	struct arena arena;
};

/* Reads the packs of the folders and files that styrdok.yaml names, and what they cite in the registry, which must outlive the
 * rulebook. What is wrong in a pack is a problem of that pack, or told by check_rules; -1 only when files cannot be read at all.
 * Freed with rulebook_free. Frozen once loaded, or once
 * ready. */
int rulebook_load(struct rulebook **out, const struct registry *registry, struct error *error);
void rulebook_free(struct rulebook *rulebook);

/* Makes ready for judging: compiles the patterns to machine code and makes the automaton. Only checking the packs needs none of it. */
void rulebook_ready(struct rulebook *rulebook);

/* Is there such a file or folder, among those that styrdok.yaml's `rules` names? */
bool rulebook_has(const struct rulebook *rulebook, struct str entry);

/* The rule with this id, or NULL; then `nearest` gets the most similar id, or "". */
const struct rule *rulebook_find(const struct rulebook *rulebook, struct str id, struct str *nearest);

/* The pattern's index in the rulebook, which owns it; NO_PATTERN when it cannot be compiled (*error is filled), or when there are more
 * than the limit (its message is empty). */
uint32_t rulebook_pattern(struct rulebook *rulebook, struct str source, bool case_counts, struct regex_error *error);

/* The words that packs write. */
const char *strength_name(enum strength strength);
const char *evidence_name(enum evidence evidence);
const char *outcome_name(enum outcome outcome);

enum term outcome_term(enum outcome outcome); /* what messages call it */

#endif
