#include "registry/port/archive.h"

#include "registry/base/memory.h"

#include <stdlib.h>
#include <zip.h>

struct archive {
	zip_t *zip;
	const char *path;
};

static int limits_check(zip_t *zip, size_t packed, const char *path, struct error *error)
{
	zip_int64_t count = zip_get_num_entries(zip, 0);
	zip_uint64_t unpacked = 0;
	bool encrypted = false;

	if (count > ARCHIVE_ENTRIES_MAX)
		return error_set(error, ERROR_CONVERT_LIMIT, path, "zip > 4096");
	for (zip_int64_t i = 0; i < count; i++) {
		struct zip_stat about;
		if (zip_stat_index(zip, (zip_uint64_t)i, 0, &about) != 0 || !(about.valid & ZIP_STAT_SIZE))
			return error_set(error, ERROR_DAMAGED, path, NULL);
		encrypted = encrypted || about.encryption_method != ZIP_EM_NONE;
		unpacked += about.size > ARCHIVE_UNPACKED_MAX ? ARCHIVE_UNPACKED_MAX + 1 : about.size;
		if (unpacked > ARCHIVE_UNPACKED_MAX)
			return error_set(error, ERROR_CONVERT_LIMIT, path, "zip > 200 MiB");
	}
	if (unpacked > ARCHIVE_DENSE_FROM && unpacked / ARCHIVE_DENSE_RATIO > packed)
		return error_set(error, ERROR_CONVERT_LIMIT, path, "zip > 200:1");
	return encrypted ? error_set(error, ERROR_ENCRYPTED, path, NULL) : 0;
}

int archive_open(struct archive **out, struct str bytes, const char *path, struct error *error)
{
	zip_error_t reason;
	zip_source_t *source = NULL;
	zip_t *zip = NULL;

	zip_error_init(&reason);
	source = zip_source_buffer_create(bytes.at, bytes.n, 0, &reason);
	if (source && !(zip = zip_open_from_source(source, ZIP_RDONLY, &reason)))
		zip_source_free(source);
	zip_error_fini(&reason);
	if (!zip)
		return error_set(error, ERROR_DAMAGED, path, NULL);
	if (limits_check(zip, bytes.n, path, error) < 0) {
		zip_discard(zip);
		return -1;
	}
	*out = memory_new(1, sizeof **out);
	**out = (struct archive){zip, path};
	return 0;
}

void archive_close(struct archive *archive)
{
	if (archive)
		zip_discard(archive->zip);
	free(archive);
}

bool archive_has(const struct archive *archive, const char *name)
{
	return zip_name_locate(archive->zip, name, 0) >= 0;
}

int archive_read(struct str *out, struct arena *arena, const struct archive *archive, const char *name,
                 struct error *error)
{
	struct zip_stat about;
	zip_file_t *file = NULL;
	char *to = NULL;
	zip_int64_t got = -1;

	if (zip_stat(archive->zip, name, 0, &about) != 0)
		return 0;
	if (about.size > ARCHIVE_ENTRY_MAX)
		return error_set(error, ERROR_CONVERT_LIMIT, archive->path, "XML > 32 MiB");
	to = ARENA_ARRAY(arena, char, about.size + 1);
	file = zip_fopen(archive->zip, name, 0);
	if (file)
		got = zip_fread(file, to, about.size);
	/* closing compares the checksum */
	if (!file || zip_fclose(file) != 0 || got < 0 || (zip_uint64_t)got != about.size)
		return error_set(error, ERROR_DAMAGED, archive->path, NULL);
	*out = (struct str){to, about.size};
	return 1;
}
