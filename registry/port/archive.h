/* Zip files in memory, through libzip; its only user. What is inside is bounded before it is unpacked. */
#ifndef STYRDOK_REGISTRY_PORT_ARCHIVE_H
#define STYRDOK_REGISTRY_PORT_ARCHIVE_H

#include "registry/base/arena.h"
#include "registry/base/error.h"

#define ARCHIVE_ENTRIES_MAX 4096u
#define ARCHIVE_UNPACKED_MAX ((size_t)200 << 20) /* bytes of all entries together */
#define ARCHIVE_ENTRY_MAX ((size_t)32 << 20)     /* bytes of one that is read */
#define ARCHIVE_DENSE_FROM ((size_t)20 << 20)    /* below this an archive may be packed as tightly as it likes, */
#define ARCHIVE_DENSE_RATIO 200u                 /* above it no tighter than this */

struct archive;

/* Opens the bytes, which must outlive it. `path` is the name in errors alone. 0, or -1 with ERROR_DAMAGED, ERROR_ENCRYPTED or
 * ERROR_CONVERT_LIMIT. */
int archive_open(struct archive **out, struct str bytes, const char *path, struct error *error);
void archive_close(struct archive *archive);

bool archive_has(const struct archive *archive, const char *name);

/* The bytes of an entry, owned by the arena. 1, 0 when there is none such, or -1 with ERROR_DAMAGED or ERROR_CONVERT_LIMIT. */
int archive_read(struct str *out, struct arena *arena, const struct archive *archive, const char *name,
                 struct error *error);

#endif
