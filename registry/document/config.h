/* styrdok.yaml: where things are, and how this collection writes its front matter. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_CONFIG_H
#define STYRDOK_REGISTRY_DOCUMENT_CONFIG_H

#include "registry/base/arena.h"
#include "registry/base/map.h"
#include "registry/document/document.h"
#include "registry/document/key_map.h"
#include "registry/document/problem.h"
#include "registry/port/regex.h"

struct limits {
#define LIMIT(field, key, value) uint32_t field;
#include "registry/document/limits.def"
#undef LIMIT
};

extern const struct limits limits_default;

struct config_complete {     /* where the register claims to hold everything */
	struct names topics; /* none: all topics */
	struct date from, to;
};

struct config_citation { /* a further way in which running text names documents */
	struct str name, pattern;
	struct location at;
	struct regex *regex;
	int dnr_group, id_group; /* -1: none */
};

struct config_register { /* another register, whose documents can be cited and named here */
	struct str name, repo, rev;
	struct location at; /* of repo */
};

struct config_severity {
	struct named code;
	struct str level;
};

struct config_signers {    /* who may mark a document as decided by a body, by signing */
	struct named body; /* "*": any body that is not listed, or that is not told */
	struct names principals;
};

struct config_authority {
	struct str signers; /* an allowed-signers file, from the registry's root; "": signatures are not asked for */
	struct str branch;  /* where it and this are read; "": the one that HEAD names */
	struct config_signers *decides;
	uint32_t count;
	struct names configures; /* who may change this, and what later changes are judged by; none: all who decide */
};

struct config {
	enum language language;
	struct str
		documents; /* folder, without a final slash; "" is the root; of several, the one that holds them all */
	struct names folders; /* of several: these */
	struct names files;   /* which files are documents: patterns of paths or names; none: those that end with .md */
	struct names exclude; /* which are not */
	struct names rules, proposals; /* files and folders; unless stated, the folders "rules" and "proposals" */
	bool rules_stated;
	struct config_complete *complete;
	uint32_t complete_count;
	struct config_citation *citations;
	uint32_t citation_count;
	struct config_register *registers;
	uint32_t register_count;
	struct config_severity *severities; /* in force */
	uint32_t severity_count;
	struct config_severity *stated_severities; /* in this file */
	uint32_t stated_severity_count;
	struct config_authority authority;
	struct date known_until; /* the last day of which the register's sources speak; none: it is kept up to date */
	struct location known_until_at;
	uint32_t consultation_days; /* fewer days for replies than this are reported */
	struct limits limits;
	struct str profile; /* the ready map that it takes, or "" */
	struct key_map map;
	struct str own_keys[FIELDS]; /* this collection's spelling of a key, "" for the canonical one */
	struct str *own;             /* all its spellings of keys and relations */
	uint32_t own_count;
	struct map keys; /* front-matter key as written here -> its row in document_keys, or CONFIG_UNUSED */
	bool mapped;     /* the collection has keys of its own: keys that are not named are its own business */
	bool id_mapped;
	bool documents_stated;
	bool citations_borrowed; /* config_judge_by */
	bool unreadable;         /* styrdok.yaml is there but is not YAML: where things are is not known */
	struct problems problems;
};

#define CONFIG_RELATION ((uint32_t)KEY_COUNT)
#define CONFIG_INVERSE (CONFIG_RELATION + RELATION_TYPES)
#define CONFIG_UNUSED (MAP_NONE - 1) /* in `keys`: a canonical key that is not read here */

extern const struct key_table config_keys; /* of styrdok.yaml */

/* Reads the file's text ("" for none: all defaults) into config; owned by the arena, but for what config_release frees.
 * Problems are collected; a value that cannot be read leaves its default. */
void config_read(struct config *config, struct arena *arena, struct str text);
void config_release(struct config *config);

/* A field's key as this collection writes it, for messages. */
struct str config_key(const struct config *config, uint32_t field);

/* Takes these folders ("a/", "./a"; "." is the root) as those of the documents. */
void config_set_folders(struct config *config, struct arena *arena, struct names folders);

/* By `documents`, `files` and `exclude`: is a file of this path, which lies below config.documents, to be read as a document? */
bool config_takes(const struct config *config, struct str path);

/* Is it left out on purpose, because `exclude`, `files` or the list of folders says so? */
bool config_leaves_out(const struct config *config, struct str path);

/* Takes from `law`, which must outlive it, what a change is judged by: severities, limits, where the register claims to be complete, until when anything is known, the forms of
 * citations, who may sign. How the files are to be read (folders, keys, language) stays its own. */
void config_judge_by(struct config *config, const struct config *law);

#endif
