/* Which kind of file it is. */
#include "registry/import/paper.h"
#include "registry/port/archive.h"

#include <strings.h>

static bool ends_with(const char *path, const char *ending)
{
	size_t n = strlen(ending), length = strlen(path);

	return length > n && strcasecmp(path + length - n, ending) == 0;
}

static bool is_html(struct str bytes, const char *path)
{
	struct str text = str_trim(str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_part(bytes, 3, bytes.n) : bytes);

	return ends_with(path, ".html") || ends_with(path, ".htm") || ends_with(path, ".xhtml") ||
	       (text.n > 14 && (!strncasecmp(text.at, "<!doctype html", 14) || !strncasecmp(text.at, "<html", 5)));
}

/* A zip file: Word or OpenDocument, by what it holds. */
static int zip_read(struct paper *paper, struct str bytes, const char *path, struct error *error)
{
	struct archive *archive = NULL;
	bool odt;

	if (archive_open(&archive, bytes, path, error) < 0)
		return -1;
	odt = archive_has(archive, "content.xml") && !archive_has(archive, "[Content_Types].xml");
	archive_close(archive);
	return odt ? paper_read_odt(paper, bytes, path, error) : paper_read_word(paper, bytes, path, error);
}

/* The container of Word before 2007, and of a Word file with a password: the name of the stream that holds it is in UTF-16 (MS-OFFCRYPTO
 * 2.3.4.4). */
static int ole_refuse(struct str bytes, const char *path, struct error *error)
{
	static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

	if (str_find(bytes, (struct str){encrypted, sizeof encrypted - 1}, 0) != SIZE_MAX)
		return error_set(error, ERROR_ENCRYPTED, path, NULL);
	return error_set(error, ERROR_FORMAT, path, ".doc");
}

static int kind_read(struct paper *paper, struct str bytes, const char *path, struct error *error)
{
	if (str_starts(bytes, STR("PK\3\4")))
		return zip_read(paper, bytes, path, error);
	if (str_starts(bytes, STR("%PDF-")) || ends_with(path, ".pdf"))
		return paper_read_pdf(paper, bytes, path, error);
	if (str_starts(bytes, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")))
		return ole_refuse(bytes, path, error);
	if (str_starts(bytes, STR("{\\rtf")))
		return error_set(error, ERROR_FORMAT, path, "RTF");
	if (ends_with(path, ".docx") || ends_with(path, ".docm") || ends_with(path, ".odt"))
		return error_set(error, ERROR_DAMAGED, path, NULL);
	return is_html(bytes, path) ? paper_read_html(paper, bytes, path, error)
	                            : paper_read_text(paper, bytes, path, error);
}

int paper_read(struct paper *paper, struct str bytes, const char *path, struct error *error)
{
	bool text = false;

	if (kind_read(paper, bytes, path, error) < 0)
		return -1;
	if (paper->bytes > PAPER_TEXT_MAX)
		return error_set(error, ERROR_CONVERT_LIMIT, path, "text > 4 MiB");
	if (paper->blocks.n >= PAPER_BLOCKS_MAX)
		return error_set(error, ERROR_CONVERT_LIMIT, path, "paragraphs > 200000");
	for (size_t i = 0; i < paper->blocks.n && !text; i++)
		text = paper->blocks.at[i].room == ROOM_BODY || paper->blocks.at[i].room == ROOM_BOX;
	return text ? 0 : error_set(error, ERROR_NO_TEXT, path, NULL);
}
