#include "registry/search/search_internal.h"

#include "registry/base/memory.h"
#include "registry/cache/store_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEARCH_FOLDER "styrdok/search"
#define SEARCH_FILES_MAX 4u /* of other configurations and builds: beyond it, the oldest go */
#define UPDATES_MAX 3       /* another may bring it up to date with another revision meanwhile */

/* --- where it lies ----------------------------------------------------------------------------------------------------- */

struct place {
	char folder[PATH_MAX - 64], path[PATH_MAX];
	bool writable;
};

/* False: nowhere. */
static bool place_of(struct place *place, const struct registry *registry)
{
	const char *common = registry->cache ? source_common_folder(registry->source) : NULL;

	if (!common ||
	    snprintf(place->folder, sizeof place->folder, "%s" SEARCH_FOLDER, common) >= (int)sizeof place->folder)
		return false;
	snprintf(place->path, sizeof place->path, "%s/%s.sqlite", place->folder, registry->cache_key);
	place->writable = store_folder_make(place->folder, common);
	return place->writable || (store_folder_is_own(place->folder, common) && access(place->path, R_OK) == 0);
}

/* The oldest file of ours is removed, as long as there are too many; this one is the newest. */
static bool remove_oldest(const struct place *place)
{
	DIR *listing = opendir(place->folder);
	struct dirent *entry = NULL;
	char oldest[NAME_MAX + 1] = "";
	time_t when = 0;
	size_t count = 0;
	struct stat info;

	while (listing && (entry = readdir(listing))) {
		if (!str_ends(str_from(entry->d_name), STR(".sqlite")) ||
		    fstatat(dirfd(listing), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISREG(info.st_mode))
			continue;
		if (!count++ || info.st_mtime < when) {
			snprintf(oldest, sizeof oldest, "%s", entry->d_name);
			when = info.st_mtime;
		}
	}
	if (listing && count > SEARCH_FILES_MAX)
		unlinkat(dirfd(listing), oldest, 0);
	if (listing)
		closedir(listing);
	return count > SEARCH_FILES_MAX + 1;
}

/* --- opening ----------------------------------------------------------------------------------------------------------- */

static int update_kept(struct search *search, bool *same, struct error *error)
{
	int result = 0;

	fulltext_begin(search->fulltext, FULLTEXT_WRITE);
	result = search_update(search, same, error);
	if (!result && *same)
		fulltext_end(search->fulltext);
	return result;
}

/* The kept index, brought up to date. False: it cannot be used. */
static bool open_kept(struct search *search, const struct place *place)
{
	bool same = true;
	struct error error;

	search->fulltext = fulltext_open(place->path, place->writable ? FULLTEXT_WRITE : FULLTEXT_READ);
	for (int i = 0; i < UPDATES_MAX && same && !fulltext_failed(search->fulltext); i++) {
		fulltext_begin(search->fulltext, FULLTEXT_READ);
		if (search_is_current(search))
			return !fulltext_failed(search->fulltext);
		fulltext_end(search->fulltext);
		if (!place->writable || update_kept(search, &same, &error) < 0)
			return false;
		while (remove_oldest(place))
			;
	}
	return false;
}

int search_in_memory(struct search *search, struct error *error)
{
	bool same = true;

	fulltext_close(search->fulltext);
	search->fulltext = fulltext_open(NULL, FULLTEXT_WRITE);
	return search_update(search, &same, error);
}

int search_new(struct search **out, const struct registry *registry, bool stored, struct error *error)
{
	struct search *search = memory_new(1, sizeof *search);
	struct place place;
	bool opened = false;

	search->registry = registry;
	search->rows = ARENA_ARRAY(&search->arena, int64_t, registry->count);
	if (stored && place_of(&place, registry)) {
		opened = open_kept(search, &place);
		if (place.writable && fulltext_is_damaged(search->fulltext))
			unlink(place.path); /* it would stay so */
	}
	*out = search;
	if (opened || search_in_memory(search, error) == 0)
		return 0;
	search_free(search);
	*out = NULL;
	return -1;
}

void search_free(struct search *search)
{
	if (!search)
		return;
	fulltext_close(search->fulltext);
	map_release(&search->by_stem);
	arena_release(&search->asked);
	arena_release(&search->arena);
	free(search);
}
