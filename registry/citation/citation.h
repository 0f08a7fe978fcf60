/* What running text cites. */
#ifndef STYRDOK_REGISTRY_CITATION_CITATION_H
#define STYRDOK_REGISTRY_CITATION_CITATION_H

#include "registry/citation/act_mention.h"
#include "registry/citation/bloom.h"
#include "registry/citation/name_index.h"

struct citations {
	struct citation *at;
	size_t n, room;
	uint32_t stuck; /* number of the first pattern of styrdok.yaml that took too long, + 1; 0: none */
};

struct citation_scan { /* what a scan needs to know; borrowed */
	const struct names_index *names;
	const struct config *config;
	const struct vocabulary *vocabulary;
	uint32_t self; /* index of the citing document: it does not cite itself */
	size_t limit;
	struct bloom *words;               /* gets the words of the blocks that are scanned; or NULL */
	const struct markdown_link *links; /* of the block that is scanned */
	uint32_t link_count;
	bool remark;                              /* the block is the register's own commentary */
	const struct names_index *const *foreign; /* of other registers, whose documents are cited like acts */
	size_t foreign_count;
	struct act_memory *acts; /* what the document has called acts so far; NULL: acts are not looked for */
};

/* Finds what a block of running text cites, by case number, [[id#part]], title or alias, and acts, and appends it in the order of
 * the text. Code spans, comments, link targets and bare URLs are passed over, and so is what a link that leads elsewhere calls its
 * target, but for case numbers. Of titles the longest counts; a title of one word must
 * be written just as the document writes it, a longer one in any case; a genitive s is allowed. Documents of
 * CITATION_WIKI are left to the caller. Texts are owned by the arena. False when the limit is reached. */
bool citations_scan(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                    const struct markdown_block *block);

/* Finds again the name that a citation by case number or title means: it says the same as the scan did, as long as names_digest
 * is the same, wherever the documents now stand in the registry. */
void citation_resolve(struct citation *citation, const struct names_index *names);

#endif
