/* The register: all documents of one revision, frozen. */
#ifndef STYRDOK_REGISTRY_GRAPH_REGISTRY_H
#define STYRDOK_REGISTRY_GRAPH_REGISTRY_H

#include "registry/base/memo.h"
#include "registry/cache/cache.h"
#include "registry/citation/name_index.h"
#include "registry/document/config.h"
#include "registry/document/document.h"
#include "registry/document/law.h"
#include "registry/document/vocabulary.h"
#include "registry/graph/edges.h"
#include "registry/source/source.h"

enum other_fault { OTHER_READ, OTHER_MISSING, OTHER_NOT_GRANTED, OTHER_CIRCLE };

struct registry_other { /* another register that styrdok.yaml names */
	struct str name, repo;
	struct location at;
	enum other_fault fault;
	struct argument why;       /* OTHER_MISSING: why; OTHER_CIRCLE: by which way */
	struct registry *registry; /* NULL unless it could be read */
	struct map by_number;      /* its documents by `number` */
};

struct registry {
	struct source *source;
	struct reader *reader; /* for the thread that owns the registry */
	struct config config;
	struct str config_path;
	struct vocabulary vocabulary;
	struct document *documents; /* sorted by path */
	uint32_t count;
	struct map by_id; /* of duplicates, the one whose file bears it, else the first in path order */
	struct map by_path;
	struct names_index *names; /* NULL unless citations were asked for */
	struct edge_rows to;       /* relations by the document that they act upon */
	struct edge_rows by;       /* relations by the document that acts */
	struct edge_rows
		ending; /* of `to`, those that end or change a document: supersedes, repeals, affects, amends, corrects */
	size_t contradicted;              /* relations that something contradicts (registry/contradiction.h) */
	size_t conditional;               /* relations that hold once another document has been decided */
	struct source_file *files;        /* where each document was read, in the same order */
	uint64_t *letters;                /* which letters each document's id holds, to find near ones fast */
	const struct source_file *others; /* the other files below the documents folder, sorted by path */
	size_t other_count;
	struct registry_other *registers; /* owned, as they are configured */
	uint32_t register_count;
	const struct names_index **foreign; /* the names of those that could be read */
	size_t foreign_count;
	uint64_t foreign_digest;       /* of these */
	const struct registry *reused; /* whose documents, names and maps these are, where they are the same; or NULL */
	struct cache *cache;           /* or NULL; documents point into it */
	char cache_key[SEGMENT_KEY + 1];
	bool has_cache_key;
	bool keeps_names; /* documents are known by the names that they had in `reused`, as long as that is quick (registry_loading.keeps_names), */
	bool renamed;     /* though some have others now */
	const struct registry *law; /* what it is judged by where that is not its own (registry_load_judged), or NULL */
	struct law_items stated; /* with `law`, or of REGISTRY_LAW: what its own files say that changes are judged by */
	bool config_is_link;     /* styrdok.yaml is not a plain file, and is not read */
	struct memo *nearest;    /* see registry_nearest */
	struct memo *calls;      /* see registry_called */
	struct memo *endings;    /* registry/validity's own, computed when first asked for */
	bool overfull;           /* more files than the limit: none was read */
	struct arena arena;
};

/* Frees a register as registry_load made it, and closes its source. */
void registry_free(struct registry *registry);

/* Does it hold anything of a register: styrdok.yaml, or a folder docs-corpus/? */
bool registry_is_held(const struct registry *registry);

/* The document with this id, or NO_DOCUMENT. */
uint32_t registry_find(const struct registry *registry, struct str id);

/* Tries the ids that can be near to the text: all of few documents; of many, those that begin or end alike. */
struct spelling;
void registry_spell(const struct registry *registry, struct spelling *spelling);

/* The id nearest to the text, or "". */
struct str registry_nearest(const struct registry *registry, struct str id);

/* Is the document's text expected to show every part (it is held in full or as a digest)? */
bool registry_knows_parts(const struct registry *registry, uint32_t document);

/* Is there a file or folder of this path? Answered from what was listed where that is enough, else by the reader. */
bool registry_has_path(const struct registry *registry, struct reader *reader, struct str path);

/* Is a file of this path read as a document? Those below the documents folder that config_takes, but for what lies in vocabulary/ and
 * waivers/. */
bool registry_is_document(const struct registry *registry, struct str path);

/* The part that a relation names, as people name it (document_part_words); "" of the whole. */
struct str relation_part_words(const struct registry *registry, struct arena *arena, const struct relation *relation);

/* Does it lie among the documents, not in vocabulary/ or waivers/? */
bool registry_is_among_documents(const struct registry *registry, struct str path);

bool registry_governs(const struct registry *registry, uint32_t document);

#endif
