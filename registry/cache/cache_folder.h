/* The folder that facts lie in: which segments there are, adding one, and keeping their number and size small. */
#ifndef STYRDOK_REGISTRY_CACHE_CACHE_FOLDER_H
#define STYRDOK_REGISTRY_CACHE_CACHE_FOLDER_H

#include "registry/cache/segment.h"

#include <limits.h>

/* A snapshot of names is kept as the citations of a blob that cannot be: its id begins so. Snapshots stay when segments are put together, whoever's
 * names they are: another branch's texts may have been looked through for them. */
#define FACTS_SNAPSHOT_BYTES 12u
extern const unsigned char cache_snapshot[FACTS_SNAPSHOT_BYTES];

struct cache_segment {
	struct segment *segment;
	char *name; /* in the folder */
};

struct cache_entries {
	struct segment_entry *at;
	size_t n, room;
};

struct cache_folder {
	char common[PATH_MAX]; /* the repository's, in which it lies */
	char path[PATH_MAX];   /* "": there is no room for it */
	char key[SEGMENT_KEY + 1];
	struct {
		struct cache_segment *at; /* of this key, the newest first */
		size_t n, room;
	} segments;
};

/* Never fails: what is not there or damaged is left out. */
void cache_folder_open(struct cache_folder *folder, const char *common, const char *key);
void cache_folder_close(struct cache_folder *folder);

/* Adds a segment with these entries; when there are too many, with what `used` names of the small ones too (see cache_write), and those
 * are removed. Then removes the oldest files while the limits are passed. Silent when it cannot. */
void cache_folder_add(struct cache_folder *folder, struct cache_entries *entries,
                      const unsigned char *(*used)(const void *context, size_t n), const void *context);

#endif
