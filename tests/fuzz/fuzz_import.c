/* Documents to be imported: the input is looked at as a Word file's parts (document, styles, numbering and page head, parted by a record
 * separator), as a web page, and as a text. */
#include "registry/import/import.h"
#include "tests/fuzz/invariants.h"

#define PARTS 4

struct zip_bytes {
	VEC(char) bytes, directory;
	unsigned entries;
};

static uint32_t checksum(struct str text)
{
	uint32_t sum = ~0u;

	for (size_t i = 0; i < text.n; i++) {
		sum ^= (unsigned char)text.at[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? 0xedb88320u : 0);
	}
	return ~sum;
}

#define PUT(to, text)                                                                                                  \
	for (size_t put_i = 0; put_i < (text).n; put_i++)                                                              \
	vec_push((to), (text).at[put_i])

#define NUMBER(to, value, size)                                                                                        \
	for (unsigned put_i = 0; put_i < (size); put_i++)                                                              \
	vec_push((to), (char)((value) >> 8 * put_i & 0xff))

/* Stored as it is (PKWARE APPNOTE 4.3.7, 4.3.12). */
static void entry_add(struct zip_bytes *zip, struct str name, struct str text)
{
	uint32_t at = (uint32_t)zip->bytes.n, sum = checksum(text), size = (uint32_t)text.n, length = (uint32_t)name.n;

	PUT(&zip->bytes, STR("PK\3\4\24\0\0\0\0\0\0\0\0\0"));
	NUMBER(&zip->bytes, sum, 4);
	NUMBER(&zip->bytes, size, 4);
	NUMBER(&zip->bytes, size, 4);
	NUMBER(&zip->bytes, length, 4);
	PUT(&zip->bytes, name);
	PUT(&zip->bytes, text);
	PUT(&zip->directory, STR("PK\1\2\24\0\24\0\0\0\0\0\0\0\0\0"));
	NUMBER(&zip->directory, sum, 4);
	NUMBER(&zip->directory, size, 4);
	NUMBER(&zip->directory, size, 4);
	NUMBER(&zip->directory, length, 4);
	PUT(&zip->directory, STR("\0\0\0\0\0\0\0\0\0\0"));
	NUMBER(&zip->directory, at, 4);
	PUT(&zip->directory, name);
	zip->entries++;
}

static struct str zip_end(struct zip_bytes *zip)
{
	uint32_t at = (uint32_t)zip->bytes.n, size = (uint32_t)zip->directory.n;

	PUT(&zip->bytes, zip->directory);
	PUT(&zip->bytes, STR("PK\5\6\0\0\0\0"));
	NUMBER(&zip->bytes, zip->entries, 2);
	NUMBER(&zip->bytes, zip->entries, 2);
	NUMBER(&zip->bytes, size, 4);
	NUMBER(&zip->bytes, at, 4);
	PUT(&zip->bytes, STR("\0\0"));
	return (struct str){zip->bytes.at, zip->bytes.n};
}

/* What comes out is text, and the same each time. */
static void check(const struct prose *prose, struct str bytes, const char *path)
{
	struct import one = {0}, two = {0};
	struct error error = {0}, again = {0};
	int result = import_read(&one, bytes, path, prose, NULL, &error);

	require(result == 0 || (result == -1 && error.kind != ERROR_NONE));
	require(import_read(&two, bytes, path, prose, NULL, &again) == result && error.kind == again.kind);
	require_text(one.body);
	require(str_equal(one.body, two.body) && one.keys.n == two.keys.n && one.found.n == two.found.n);
	for (size_t i = 0; i < one.keys.n; i++)
		for (size_t k = 0; k < one.keys.at[i].values.n; k++)
			require_text(one.keys.at[i].values.at[k].text);
	for (size_t i = 0; i < one.found.n; i++)
		require_text(one.found.at[i].text);
	import_release(&one);
	import_release(&two);
}

static void check_word(const struct prose *prose, struct str bytes)
{
	static const char *const names[PARTS] = {"word/document.xml", "word/styles.xml", "word/numbering.xml",
	                                         "word/header1.xml"};
	struct zip_bytes zip = {0};

	for (size_t i = 0; i < PARTS; i++) {
		size_t end = str_find(bytes, STR("\x1e"), 0);
		struct str part = str_part(bytes, 0, end);
		if (part.n)
			entry_add(&zip, str_from(names[i]), part);
		bytes = end == SIZE_MAX ? STR_EMPTY : str_part(bytes, end + 1, SIZE_MAX);
	}
	check(prose, zip_end(&zip), "x.docx");
	vec_release(&zip.bytes);
	vec_release(&zip.directory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct prose *prose;
	struct str bytes = text_copy((struct str){(const char *)data, size});

	if (!prose)
		prose = prose_new();
	check_word(prose, bytes);
	check(prose, bytes, "x.html");
	check(prose, bytes, "x.txt");
	text_free(bytes);
	return 0;
}
