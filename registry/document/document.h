/* One document: what its file says, with the place of each statement. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_DOCUMENT_H
#define STYRDOK_REGISTRY_DOCUMENT_DOCUMENT_H

#include "registry/base/arena.h"
#include "registry/base/date.h"
#include "registry/base/language.h"
#include "registry/document/problem.h"
#include "registry/document/relation.h"
#include "registry/port/markdown/markdown.h"

struct config;
struct key_table;

enum document_key {
#define KEY(name, ...) KEY_##name,
#include "registry/document/document.def"
#undef KEY
	KEY_COUNT
};

enum stage { STAGE_NONE, STAGE_DRAFT, STAGE_REFERRED, STAGE_DECIDED, STAGE_WITHDRAWN };
enum holding { HOLDING_FULL, HOLDING_DIGEST, HOLDING_REFERENCE }; /* what is held of the document's text */

struct named {
	struct str text;
	struct location at;
};

struct allowed { /* one of a closed list, which a word without a name ends */
	const char *name;
	const char *also; /* what people write instead: "a, b"; NULL: nothing */
};

struct names {
	struct named *at;
	uint32_t n;
};

enum scope_state { REACH_STATED, REACH_DISPUTED, REACH_UNKNOWN };

struct made_binding { /* by what a legal person of its own is bound: its general meeting, its owner's directive */
	struct named by;
	struct date on;
	struct reference source;
};

struct also_decided { /* another body's decision on the same text */
	struct named by;
	struct date on;
	uint32_t paragraph; /* of the minutes; 0: not told */
	uint32_t by_index;  /* in the vocabulary, or NO_BODY */
};

struct annulled { /* a court has annulled the decision */
	struct named by;
	struct date on;
	struct str judgment;
};

struct scope { /* one entry of applies-to */
	struct named body, via;
	unsigned subsidiaries; /* 1: those of the body too */
	enum scope_state reach;
	struct location reach_at;
	struct made_binding made_binding;
	struct reference source; /* on whose word */
	struct str note;
	uint32_t body_index; /* in the vocabulary, or NO_BODY */
};

struct revision { /* a later decision on the same text; which parts it changed is not told */
	struct date on;
	struct location at;
	struct named by;
	uint32_t paragraph; /* of the minutes; 0: not told */
};

enum citation_kind {
	CITATION_DNR,   /* a case number in running text */
	CITATION_TITLE, /* a title or alias in running text */
	CITATION_WIKI,  /* [[id#part]] */
	CITATION_LINK,  /* a relative Markdown link */
	CITATION_ACT,   /* an act, or what another register's documents are called, in running text */
};

/* How the text speaks of what it cites. */
enum cited_how {
	CITED_MENTION,
	CITED_RESTS, /* "enligt", "med stöd av" */
	CITED_PAST,  /* "den upphävda" */
	CITED_MARK   /* "Lag (2015:813).": says what gave a section its wording */
};

enum citation_outcome {
	CITATION_FOUND,
	CITATION_UNKNOWN,      /* the register holds no such document */
	CITATION_PART_UNKNOWN, /* the document has no such part */
};

struct citation {
	enum citation_kind kind;
	enum citation_outcome outcome;
	enum cited_how stance; /* CITATION_ACT */
	bool remark;           /* it stands in the register's own commentary (remarks.h) */
	struct location at;
	struct str text;     /* as written, white space folded; part excluded */
	struct str part;     /* "" for the whole document */
	struct str called;   /* CITATION_ACT: the name, as written, without its number; "" for a number alone */
	struct str number;   /* CITATION_ACT: "2017:725", "2016/679"; "" when the text does not tell it */
	uint32_t document;   /* CITATION_WIKI and _LINK: the document found, or NO_DOCUMENT */
	uint32_t name;       /* CITATION_DNR and _TITLE: first of the documents so named (registry_name), or NO_NAME */
	struct date decided; /* the decision date told with a case number, and by whom */
	struct str decided_by;
};

#define NO_NAME UINT32_MAX
#define NO_BODY UINT32_MAX

struct document {
	struct str path;      /* from the registry's root */
	struct str text_path; /* of the text, where the metadata lie in a file beside it; else "" */
	struct str id;        /* as stated, else the file's stem */
	struct str title, type;
	struct names aliases, dnr, topics;
	enum stage stage;
	enum holding holding;
	struct str decided_by, steward;
	struct date decided, dated, referred, reply_by, in_force, expires, review_by, known_until, announced;
	struct str number;          /* in the municipality's own code of statutes */
	uint32_t paragraph;         /* of the minutes; 0: not told */
	struct revision *revisions; /* as they are listed */
	uint32_t revision_count;
	struct also_decided *also_decided;
	uint32_t also_decided_count;
	struct revision *reviewed; /* the reviews that were made */
	uint32_t reviewed_count;
	struct annulled annulled; /* on.known is false where it is not stated, or not told when */
	struct scope *scopes;
	uint32_t scope_count;
	struct relation *relations; /* as stated in this file, inverses included */
	uint32_t relation_count;
	struct location keys[KEY_COUNT];                      /* where each key's value stands; line 0: not stated */
	uint32_t type_index, decided_by_index, steward_index; /* in the vocabulary, or NO_BODY */
	struct str ended; /* the word in its status that says that it no longer applies, or "" */
	struct markdown_part *parts;
	uint32_t part_count;
	struct str *anchors; /* other places in the text that links can lead to: those of raw HTML */
	uint32_t anchor_count;
	struct citation *citations;
	uint32_t citation_count;
	struct problem *problems;
	uint32_t problem_count;
	uint32_t bytes;     /* of the text that was read */
	uint32_t body_at;   /* where the body begins in it, */
	uint32_t body_line; /* and the number of its first line */
	bool readable;      /* the front matter could be read; else only path, id and problems are set */
	bool body_empty;
	bool paragraphs_recur; /* two parts are "1 §", each in a chapter of its own */
	bool parts_unread;     /* the text passes a limit: what parts it has is not known */
	bool id_stated;
};

/* The relation after this one in the document, or its first (NULL), or NULL. */
static inline const struct relation *relation_next(const struct document *document, const struct relation *relation)
{
	uint32_t next = relation ? (uint32_t)(relation - document->relations) + 1 : 0;

	return next < document->relation_count ? &document->relations[next] : NULL;
}

/* A loop over the relations that a document states, each a `const struct relation *name`. */
#define RELATIONS_EACH(name, document)                                                                                 \
	for (const struct relation *name = relation_next((document), NULL); name;                                      \
	     name = relation_next((document), name))

/* The keys of front matter: first those of enum document_key, then relations, then relations by their inverse names. */
extern const struct key_table document_keys;
#define DOCUMENT_FACTS 1u     /* which of them: those that are not relations, */
#define DOCUMENT_RELATIONS 2u /* and those that are */

extern const struct allowed stage_words[];     /* from STAGE_DRAFT on */
extern const struct allowed holding_words[];   /* from HOLDING_FULL on */
extern const struct allowed relation_states[]; /* from STATE_PROPOSED on */

/* The stage's, the holding's word in front matter. */
const char *stage_name(enum stage stage);
const char *holding_name(enum holding holding);

/* A path's last component without its ending, of README.md and metadata files the folder's name: the id of a document that states none. */
struct str document_stem(struct str path);

/* The file that a place in the document is in (its text may lie in another than its metadata), and the place there. */
struct str document_place(const struct document *document, struct location *at);

/* Is the text Markdown, by its file's ending? Of reStructuredText and MediaWiki the headings are read, and no links. */
bool document_is_markdown(const struct document *document);

/* Reads the front matter of `text` (a whole file) into the document, whose path must be set. What it points at is owned by
 * `arena`; `scratch` holds what is needed only meanwhile, and is reset by the caller. Problems are collected in the
 * document, never stop the reading of the rest. */
void document_read_front_matter(struct document *document, struct arena *arena, struct arena *scratch,
                                const struct config *config, struct str text);

/* Adds a problem to a document that is still being read by one thread. */
void document_add_problem(struct document *document, struct arena *arena, struct problem problem);

/* The same of a limit that is passed; the limit's value is reported. */
void document_add_limit(struct document *document, struct arena *arena, enum problem_kind kind, struct location at,
                        uint32_t limit);

/* Is it a problem that is met when citations are looked for? These come after all others. */
bool problem_is_of_citations(const struct problem *problem);

/* Can a link lead there: to a part, to a place named in HTML, or to the top? */
bool document_has_anchor(const struct document *document, struct str anchor);

/* The part of this name, or MARKDOWN_NO_PART: its anchor, else as a lawyer names it ("2 kap. 1 §", "avsnitt 6.4"), its anchor on a Git
 * forge, the text of its heading. Of several wordings the first. */
uint32_t document_part(const struct document *document, struct str name);

/* That part's anchor, or the name as it is when there is none. */
struct str document_part_anchor(const struct document *document, struct str name);

/* The part of this anchor as a lawyer names it: "2 kap. 1 §" or, where no number recurs in the document, "1 §"; others by their
 * anchor. The second writes such an anchor with its "#". */
struct str document_part_name(struct arena *arena, const struct document *document, struct str anchor);
struct str document_part_words(struct arena *arena, const struct document *document, struct str anchor);

/* The anchor nearest to one that no part has, or "". */
struct str document_nearest_part(const struct document *document, struct str anchor);

/* The date that the document makes its statements on: decided, else dated, else referred, else in-force; DATE_NONE. */
struct date document_date(const struct document *document);

/* Has the review that `review-by` asks for been made: in the year before that day, or later? */
bool document_is_reviewed(const struct document *document);

/* From when a court has annulled the decision; DATE_NONE when none has. */
struct date document_annulled(const struct document *document);

/* Of a document whose status says that it no longer applies: some day between its beginning and now; else DATE_NONE. */
struct date document_ended(const struct document *document);

/* The first day of application as stated, else the day of decision (*assumed is then true). Of a decided document that tells neither but
 * is dated: some day from then until now. */
struct date document_start(const struct document *document, bool *assumed);

/* The place of a key's value, or of the file as a whole when the key is not stated. */
struct location document_location(const struct document *document, enum document_key key);

#endif
