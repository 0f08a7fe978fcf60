/* What a document states of a field, by the ways of its collection. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_KEY_MAP_APPLY_H
#define STYRDOK_REGISTRY_DOCUMENT_KEY_MAP_APPLY_H

#include "registry/document/config.h"
#include "registry/document/front_matter.h"

struct stated { /* in one way */
	struct str
		key; /* as written: the key, or the section's heading; of a fixed value and the like the canonical key */
	const struct yaml_node *value;
	const struct way *way; /* NULL: the canonical key */
};

struct map_reading {
	const struct config *config;
	const struct front_matter *front;
	const struct yaml_node *root; /* a map, or NULL */
	struct str path;
	struct arena *nodes; /* for what is not in the tree */
};

/* The next of the ways in which a field is stated, from way *next on; false when there is none. */
bool key_map_next(const struct map_reading *reading, uint32_t field, uint32_t *next, struct stated *out);

#endif
