/* Facts: what has been learnt from documents' texts, kept from one run to the next, so that a text that has not changed is not
 * parsed again. Deleting them changes nothing but time.
 *
 * They lie in segments (see segment.h) under <git directory>/styrdok/facts/, by the ids of blobs. A fact is used only by the
 * build of the program that wrote it and under the same styrdok.yaml (cache_key). What a body cites is also bound to the titles
 * that it was looked through for. When those have changed it still holds of a text that holds no word of what has come, and that cited nothing which
 * is gone (registry/name_changes.h); so a new document does not make everything be read again.
 *
 * A run that finds something missing adds one segment, under a name of its own, renamed into place: any number of runs may
 * read and write at once without a lock, and the worst is that two learn the same. When there are many segments, the small ones
 * are put together with what the present register uses. Where the folder cannot be made or written there are no facts, and
 * nothing is said. A refused push may leave facts of its blobs in the repository: they are found by nobody who does not hold the
 * same text. */
#ifndef STYRDOK_REGISTRY_CACHE_CACHE_H
#define STYRDOK_REGISTRY_CACHE_CACHE_H

#include "registry/cache/segment.h"
#include "registry/citation/bloom.h"
#include "registry/citation/name_index.h"
#include "registry/document/document.h"

#define CACHE_FOLDER "styrdok/facts"
#define CACHE_SEGMENTS_MAX 8u               /* of one key; then the small ones are put together */
#define CACHE_BYTES_MAX ((uint64_t)1 << 30) /* of all files: beyond it, the oldest go */
#define CACHE_FILES_MAX 64u

struct cache; /* one folder, as it was when it was opened; and what is to be added */

/* The key for a configuration's text, by this build of the program. False when the build cannot be determined: then nothing may be
 * kept. */
bool cache_key(char key[SEGMENT_KEY + 1], struct str config);

/* Opens the facts in `<common>styrdok/facts`; `citations`: those of citations too. Never fails: there may be none. For `threads`
 * threads that read and add. Freed with cache_free; what was read from it points into it. */
struct cache *cache_open(const char *common, const char key[SEGMENT_KEY + 1], bool citations, unsigned threads);
void cache_free(struct cache *cache);

/* Is anything known at all? */
bool cache_any(const struct cache *cache);

/* Reads what is known of a blob into the document, which must be zeroed but for its path and problems of the path. What it
 * points at is owned by the facts and the arena. False, with the document as it was, when nothing is known. */
bool cache_read(const struct cache *cache, const unsigned char id[20], struct arena *arena, struct document *document);

/* Says by which names texts are known, and the digest of what else decides what they cite: before citations are read or added. The names must
 * outlive the facts. */
void cache_set_names(struct cache *cache, const struct names_index *names, uint64_t bodies);

/* The same of its citations, as stated (see body_state), if they would be found under these names too. `self` is the document's index. */
bool cache_read_citations(struct cache *cache, const unsigned char id[20], uint32_t self, struct arena *arena,
                          struct document *document);

/* Notes what was learnt from a blob, to be written: of the document, unless that is known; and with `words`, which its text holds, of its
 * citations as stated. */
void cache_add(struct cache *cache, unsigned thread, const unsigned char id[20], struct document *document, bool known,
               const struct bloom *words);

/* Writes what was added, if anything was. `used` says of the n-th blob of the present register which it is, NULL at the end;
 * it is asked only when segments are put together. */
void cache_write(struct cache *cache, const unsigned char *(*used)(const void *context, size_t n), const void *context);

#endif
