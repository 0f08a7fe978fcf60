#include "registry/cache/cache_folder.h"

#include "registry/cache/cache.h"
#include "registry/cache/store_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define NEW "new-"
#define NEW_SECONDS 3600 /* a file that is still being written after an hour was left behind */

const unsigned char cache_snapshot[FACTS_SNAPSHOT_BYTES] = "styrdoknames";

static bool path_of(char path[PATH_MAX], const struct cache_folder *folder, const char *name)
{
	return snprintf(path, PATH_MAX, "%s/%s", folder->path, name) < PATH_MAX;
}

/* Whether a file is one of those that are written here, by its name: others' are left alone. */
static bool is_ours(const char *name)
{
	size_t key = 0;

	if (strncmp(name, NEW, strlen(NEW)) == 0)
		name += strlen(NEW);
	key = strspn(name, "0123456789abcdef");
	return key == SEGMENT_KEY && name[key] == '-';
}

/* --- opening ------------------------------------------------------------------------------------------------------- */

/* Names end with the time at which they were made. */
static int compare_names(const void *a, const void *b)
{
	return strcmp(((const struct cache_segment *)b)->name, ((const struct cache_segment *)a)->name);
}

static void segments_open(struct cache_folder *folder, DIR *listing)
{
	struct dirent *entry = NULL;

	while (folder->segments.n < CACHE_FILES_MAX && (entry = readdir(listing))) {
		char path[PATH_MAX];
		struct cache_segment found = {0};
		if (strncmp(entry->d_name, folder->key, SEGMENT_KEY) != 0 || !path_of(path, folder, entry->d_name))
			continue;
		found.segment = segment_open(path, folder->key);
		if (!found.segment) { /* damaged, or cut off: it would stay so */
			unlink(path);
			continue;
		}
		found.name = strdup(entry->d_name);
		if (!found.name)
			memory_failed();
		vec_push(&folder->segments, found);
	}
	if (folder->segments.n)
		qsort(folder->segments.at, folder->segments.n, sizeof *folder->segments.at, compare_names);
}

void cache_folder_open(struct cache_folder *folder, const char *common, const char *key)
{
	DIR *listing = NULL;

	*folder = (struct cache_folder){.path = ""};
	snprintf(folder->key, sizeof folder->key, "%s", key);
	if (snprintf(folder->path, sizeof folder->path, "%s%s", common, CACHE_FOLDER) >= (int)sizeof folder->path)
		folder->path[0] = '\0';
	snprintf(folder->common, sizeof folder->common, "%s", common);
	listing = store_folder_is_own(folder->path, common) ? opendir(folder->path) : NULL;
	if (!listing)
		return;
	segments_open(folder, listing);
	closedir(listing);
}

void cache_folder_close(struct cache_folder *folder)
{
	for (size_t i = 0; i < folder->segments.n; i++) {
		segment_close(folder->segments.at[i].segment);
		free(folder->segments.at[i].name);
	}
	vec_release(&folder->segments);
}

/* --- putting segments together ------------------------------------------------------------------------------------- */

static int compare_sizes(const void *a, const void *b)
{
	size_t x = segment_bytes(((const struct cache_segment *)a)->segment);
	size_t y = segment_bytes(((const struct cache_segment *)b)->segment);

	return (x > y) - (x < y);
}

/* How many of the segments, the smallest first, are to become one. A large one is left alone until the others are half as large, so
 * that a small change does not copy everything. */
static size_t segments_small(struct cache_segment *segments, size_t count)
{
	size_t bytes = 0;

	if (count < CACHE_SEGMENTS_MAX)
		return 0;
	qsort(segments, count, sizeof *segments, compare_sizes);
	for (size_t i = 0; i + 1 < count; i++)
		bytes += segment_bytes(segments[i].segment);
	return bytes * 2 > segment_bytes(segments[count - 1].segment) ? count : count - 1;
}

static int compare_ids(const void *a, const void *b)
{
	return memcmp(((const struct segment_entry *)a)->id, ((const struct segment_entry *)b)->id,
	              sizeof((const struct segment_entry *)a)->id);
}

/* Each record from the newest segment that has it whole. False when none has any. */
static bool small_find(const struct cache_segment *segments, size_t count, const unsigned char id[20],
                       struct segment_entry *entry)
{
	const char *newest[SEGMENT_PARTS] = {NULL};
	struct segment_entry other;

	for (size_t i = 0; i < count; i++) {
		if (!segment_find(segments[i].segment, id, &other))
			continue;
		for (int part = 0; part < SEGMENT_PARTS; part++)
			if (segment_content(&other, (enum segment_part)part).n &&
			    (!newest[part] || strcmp(segments[i].name, newest[part]) > 0)) {
				newest[part] = segments[i].name;
				entry->records[part] = other.records[part];
			}
	}
	return newest[SEGMENT_DOCUMENT] || newest[SEGMENT_CITATIONS];
}

static void entries_add_snapshots(struct cache_entries *entries, const struct cache_segment *segments, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (uint32_t n = 0; n < segment_count(segments[i].segment); n++) {
			struct segment_entry entry;
			const unsigned char *id = segment_id(segments[i].segment, n);
			if (memcmp(id, cache_snapshot, sizeof cache_snapshot) == 0 &&
			    segment_find(segments[i].segment, id, &entry) &&
			    segment_content(&entry, SEGMENT_CITATIONS).n)
				vec_push(entries, entry);
		}
}

/* What is added anew goes before what a segment says. */
static void entries_add_used(struct cache_entries *entries, const struct cache_segment *segments, size_t count,
                             const unsigned char *(*used)(const void *context, size_t n), const void *context)
{
	const unsigned char *id = NULL;
	size_t added = entries->n;

	qsort(entries->at, added, sizeof *entries->at, compare_ids);
	for (size_t i = 0; i < count; i++)
		segment_read_citations(segments[i].segment);
	for (size_t n = 0; count && (id = used(context, n)); n++) {
		struct segment_entry entry = {0}, *anew = NULL;
		memcpy(entry.id, id, sizeof entry.id);
		if (!small_find(segments, count, id, &entry))
			continue;
		anew = bsearch(&entry, entries->at, added, sizeof entry, compare_ids);
		if (!anew)
			vec_push(entries, entry);
		for (int part = 0; anew && part < SEGMENT_PARTS; part++)
			if (!anew->records[part].n)
				anew->records[part] = entry.records[part];
	}
	entries_add_snapshots(entries, segments, count);
}

/* --- limits -------------------------------------------------------------------------------------------------------- */

struct file {
	char name[NAME_MAX + 1];
	time_t when;
	uint64_t size;
};

struct files {
	struct file *at;
	size_t n, room;
};

static int compare_files(const void *a, const void *b)
{
	const struct file *x = a, *y = b;

	return x->when != y->when ? (x->when < y->when ? -1 : 1) : strcmp(x->name, y->name);
}

static void files_list(struct files *files, int fd, DIR *listing)
{
	struct dirent *entry = NULL;
	struct file file;
	struct stat info;

	while ((entry = readdir(listing))) {
		if (!is_ours(entry->d_name) || fstatat(fd, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) < 0 ||
		    !S_ISREG(info.st_mode))
			continue;
		snprintf(file.name, sizeof file.name, "%s", entry->d_name);
		file.when = info.st_mtime;
		file.size = (uint64_t)info.st_size;
		if (strncmp(file.name, NEW, strlen(NEW)) == 0 && file.when + NEW_SECONDS < time(NULL))
			unlinkat(fd, file.name, 0);
		else
			vec_push(files, file);
	}
}

/* Other keys' segments (another branch's styrdok.yaml, an older program) stay until there is no room: both may be in use. */
static void limits_keep(const struct cache_folder *folder)
{
	DIR *listing = opendir(folder->path);
	struct files files = {0};
	uint64_t bytes = 0;

	if (!listing)
		return;
	files_list(&files, dirfd(listing), listing);
	if (files.n)
		qsort(files.at, files.n, sizeof *files.at, compare_files);
	for (size_t i = 0; i < files.n; i++)
		bytes += files.at[i].size;
	for (size_t i = 0; i < files.n && (bytes > CACHE_BYTES_MAX || files.n - i > CACHE_FILES_MAX); i++) {
		unlinkat(dirfd(listing), files.at[i].name, 0);
		bytes -= files.at[i].size;
	}
	vec_release(&files);
	closedir(listing);
}

/* --- adding -------------------------------------------------------------------------------------------------------- */

/* What is in use is not the oldest. */
static void segments_touch(const struct cache_folder *folder)
{
	char path[PATH_MAX];

	for (size_t i = 0; i < folder->segments.n; i++)
		if (path_of(path, folder, folder->segments.at[i].name))
			utimensat(AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW);
}

static bool segment_add(const struct cache_folder *folder, struct cache_entries *entries)
{
	char name[NAME_MAX + 1], new[PATH_MAX], final[PATH_MAX];
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	snprintf(name, sizeof name, "%s-%012llx%08lx-%08x", folder->key, (unsigned long long)now.tv_sec,
	         (unsigned long)now.tv_nsec, (unsigned)getpid());
	if (snprintf(new, sizeof new, "%s/" NEW "%s", folder->path, name) >= (int)sizeof new ||
	    !path_of(final, folder, name) || !segment_write(new, folder->key, entries->at, entries->n))
		return false;
	if (rename(new, final) == 0)
		return true;
	unlink(new);
	return false;
}

void cache_folder_add(struct cache_folder *folder, struct cache_entries *entries,
                      const unsigned char *(*used)(const void *context, size_t n), const void *context)
{
	size_t small = 0;
	char path[PATH_MAX];

	if (!store_folder_make(folder->path, folder->common))
		return;
	segments_touch(folder);
	small = segments_small(folder->segments.at, folder->segments.n);
	entries_add_used(entries, folder->segments.at, small, used, context);
	if (!segment_add(folder, entries))
		return;
	for (size_t i = 0; i < small; i++)
		if (path_of(path, folder, folder->segments.at[i].name))
			unlink(path);
	limits_keep(folder);
}
