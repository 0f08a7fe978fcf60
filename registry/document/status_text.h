/* A status as collections write it: "Accepted ✅", "Superseded by FIP-0002", "Inactive (superseded by 2 and 4)". */
#ifndef STYRDOK_REGISTRY_DOCUMENT_STATUS_TEXT_H
#define STYRDOK_REGISTRY_DOCUMENT_STATUS_TEXT_H

#include "registry/document/config.h"

/* The number of the collection's own word in which the status begins, in any case, and with a sign or a remark behind it; or -1. */
int status_word_of(const struct key_map *map, struct str text);

struct status_scan { /* through the documents that a status names behind words of map->phrases */
	const struct key_map *map;
	struct str text;
	size_t at;
	const struct status_phrase *phrase; /* behind which the scan is, or NULL */
};

/* The next of them, a piece of the text (of a link its address), and the field of relations that it belongs to. */
bool status_scan_next(struct status_scan *scan, uint32_t *field, struct str *name);

/* Of "[SIMD-1](simd-1.md)" the address without its fragment, of "<url>" what stands in it, else the text without quotes and points around it. */
struct str target_text(struct str text);

#endif
