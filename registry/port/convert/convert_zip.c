/* A zip file's directory (PKWARE APPNOTE 4.3.12, 4.3.16): what is in it and how large it says that it becomes. */
#include "registry/port/convert/convert_internal.h"

#define ENTRIES_MAX 4096u
#define UNPACKED_MAX ((uint64_t)200 << 20)
#define DENSE_FROM ((uint64_t)20 << 20) /* what is smaller when unpacked may be packed as tightly as it likes */
#define DENSE_RATIO 200u

#define END_BYTES 22u
#define COMMENT_MAX 65535u
#define ENTRY_BYTES 46u

struct zip_contents {
	uint64_t unpacked, packed;
	size_t entries;
	bool word, encrypted, dense;
	const char *other; /* another format's name */
};

static uint32_t number_at(struct str bytes, size_t at, size_t n)
{
	uint32_t number = 0;

	while (n--)
		number = number << 8 | (unsigned char)bytes.at[at + n];
	return number;
}

/* Where the record that ends the directory begins, or SIZE_MAX. */
static size_t end_of(struct str bytes)
{
	size_t last = bytes.n < END_BYTES ? 0 : bytes.n - END_BYTES;
	size_t first = last > COMMENT_MAX ? last - COMMENT_MAX : 0;

	if (bytes.n < END_BYTES)
		return SIZE_MAX;
	for (size_t at = last + 1; at-- > first;)
		if (memcmp(bytes.at + at, "PK\5\6", 4) == 0 && number_at(bytes, at + 20, 2) <= last - at)
			return at;
	return SIZE_MAX;
}

/* The main part is named in _rels/.rels; all known writers name it word/document.xml or, some, word/document2.xml. */
static bool is_word(struct str name)
{
	return str_starts(name, STR("word/document")) && str_ends(name, STR(".xml")) &&
	       str_find(name, STR("/"), 5) == SIZE_MAX;
}

static void note_name(struct zip_contents *contents, struct str name)
{
	static const struct {
		struct str name;
		const char *format;
	} others[] = {
		{{"content.xml", 11}, "OpenDocument"},
		{{"xl/workbook.xml", 15}, "Excel"},
		{{"ppt/presentation.xml", 20}, "PowerPoint"},
		{{"Index/Document.iwa", 18}, "Pages"},
	};

	contents->word = contents->word || is_word(name);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_equal(name, others[i].name))
			contents->other = others[i].format;
}

static bool is_dense(uint64_t unpacked, uint64_t packed)
{
	return unpacked > DENSE_FROM && unpacked / DENSE_RATIO > packed;
}

/* Reads the entry at `at`; the offset of the next, or 0 when there is none. `end` is where the directory must end. */
static size_t zip_entry_read(struct zip_contents *contents, struct str bytes, size_t at, size_t end)
{
	uint32_t packed, unpacked, name;
	size_t next;

	if (end - at < ENTRY_BYTES || memcmp(bytes.at + at, "PK\1\2", 4) != 0)
		return 0;
	packed = number_at(bytes, at + 20, 4);
	unpacked = number_at(bytes, at + 24, 4); /* 4 GiB and more (zip64) says 2^32-1: beyond the limit, too */
	name = number_at(bytes, at + 28, 2);
	next = at + ENTRY_BYTES + name + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
	if (next > end)
		return 0;
	note_name(contents, str_part(bytes, at + ENTRY_BYTES, name));
	contents->encrypted = contents->encrypted || (number_at(bytes, at + 8, 2) & 1);
	contents->dense = contents->dense || is_dense(unpacked, packed);
	contents->unpacked += unpacked;
	contents->packed += packed;
	contents->entries++;
	return next;
}

/* By the entries themselves, not by the number of them that the end record gives: what pandoc reads is what counts. */
static bool zip_read(struct zip_contents *contents, struct str bytes)
{
	size_t end = end_of(bytes), at;

	if (end == SIZE_MAX)
		return false;
	at = number_at(bytes, end + 16, 4);
	if (at >= end)
		return false;
	while (contents->entries <= ENTRIES_MAX && (at = zip_entry_read(contents, bytes, at, end)) != 0)
		;
	return contents->entries > 0;
}

int convert_zip_check(struct str bytes, const char *path, struct error *error)
{
	struct zip_contents contents = {0};

	if (!zip_read(&contents, bytes))
		return error_set(error, ERROR_DAMAGED, path, NULL);
	if (contents.entries > ENTRIES_MAX)
		return error_set(error, ERROR_CONVERT_LIMIT, path, "zip > 4096");
	if (contents.unpacked > UNPACKED_MAX)
		return error_set(error, ERROR_CONVERT_LIMIT, path, "zip > 200 MiB");
	if (contents.dense || is_dense(contents.unpacked, bytes.n))
		return error_set(error, ERROR_CONVERT_LIMIT, path, "zip > 200:1");
	if (!contents.word)
		return error_set(error, ERROR_FORMAT, path, contents.other ? contents.other : "zip");
	if (contents.encrypted)
		return error_set(error, ERROR_ENCRYPTED, path, NULL);
	if (contents.packed > bytes.n) /* entries that lie in each other: a bomb, or cut off */
		return error_set(error, ERROR_DAMAGED, path, NULL);
	return 0;
}
