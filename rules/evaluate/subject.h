/* What rules are applied to: a proposal, or a document of the register. */
#ifndef STYRDOK_RULES_EVALUATE_SUBJECT_H
#define STYRDOK_RULES_EVALUATE_SUBJECT_H

#include "rules/checks/waiver.h"
#include "rules/language/text_units.h"

extern const struct key_table proposal_keys;

enum declared { DECLARED_NOTHING, DECLARED_SATISFIED, DECLARED_DEVIATES, DECLARED_NOT_APPLICABLE };

struct declaration { /* what a proposal says of itself and a rule */
	struct named rule, where;
	enum declared declared;
	struct str why;
};

struct subject {
	struct str path;          /* as told to people */
	struct str text;          /* the file's text; for Word and PDF, what it was turned into. Borrowed */
	char sha256[65];          /* of the file's own bytes */
	bool converted;           /* made of a Word file: nobody sees the lines of its text */
	bool paged;               /* a PDF: lines are reported together with pages, which form feeds separate */
	bool readable;            /* text with front matter; else only path, text and findings are worth anything */
	uint32_t registered;      /* its index in the register, or NO_DOCUMENT for a proposal */
	struct document document; /* path, title, parts, citations */
	const struct yaml_node *front;
	struct prose prose;
	struct str title;
	struct named body;
	uint32_t body_index; /* or NO_BODY */
	struct date date;
	enum category category;
	struct names topics, dnr;
	struct reference *cites; /* front matter's `cites` */
	uint32_t cite_count;
	struct declaration *conforms;
	uint32_t conform_count;
	struct waivers waivers; /* its own; released with subject_release */
};

struct subject_facts { /* what the command line says; it stands before what the text says */
	struct str body, category, topic;
	struct date on;
};

struct subject_reading { /* how subjects are read; one per thread */
	const struct registry *registry;
	struct reader *reader;
	struct arena *arena;   /* owns what a subject points at */
	struct arena *scratch; /* for what is needed only meanwhile; reset by the caller */
	struct check *check;   /* gets the findings */
	struct subject_facts facts;
	bool bare;        /* the text has no front matter, and need not: a converted file, an example */
	bool of_document; /* an example of a document: its front matter is not that of a proposal */
};

/* Reads a proposal from its text. What is wrong with it becomes findings of its path. `front` (or NULL) is front matter that comes from
 * elsewhere, for examples. The subject is to be released also when this says false: that it cannot be judged at all. */
bool subject_read(struct subject *out, const struct subject_reading *reading, struct str path, struct str text,
                  const struct yaml_node *front);

/* What a text without front matter says of itself at its top, in lines such as "Nämnd: Norrmalms stadsdelsnämnd" or a table of two columns:
 * title (else its first heading), body, date, category, case number. Takes only what is not known yet. */
void subject_read_head(struct subject *subject, const struct subject_reading *reading);

/* The same of a document of the register, from its file's text. */
bool subject_of_document(struct subject *out, const struct subject_reading *reading, uint32_t document,
                         struct str text);

void subject_release(struct subject *subject);

/* The value of a key of front matter, "budget.amount" looking inside of a map, or NULL. */
const struct yaml_node *subject_field(const struct subject *subject, struct str key);

const char *category_name(enum category category);
enum term category_term(enum category category); /* what messages call it */

#endif
