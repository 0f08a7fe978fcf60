/* Word through pandoc (both ways), PDF through pdftotext, when they are installed; started by port/subprocess: without
 * a shell, with an environment of its own, the file on standard input, and limits on time, memory and output. */
#ifndef STYRDOK_REGISTRY_PORT_CONVERT_CONVERT_H
#define STYRDOK_REGISTRY_PORT_CONVERT_CONVERT_H

#include "registry/base/error.h"
#include "registry/base/language.h"
#include "registry/base/str.h"

#define CONVERT_INPUT_MAX ((size_t)32 << 20) /* bytes of a file */
#define CONVERT_OUTPUT_MAX ((size_t)8 << 20) /* bytes of the text that is made of it */
#define CONVERT_SECONDS 30u                  /* by the clock, for one file */
#define CONVERT_CPU_SECONDS 20u              /* of processor time, for one file */
#define CONVERT_MEMORY ((size_t)1 << 30)     /* bytes, of the program that converts */

enum convert_kind {
	CONVERT_NONE, /* a text, read as it is */
	CONVERT_WORD, /* a word processor's file: .docx, or a format that convert_text refuses with ERROR_FORMAT */
	CONVERT_PDF,
};

/* What a file is, by its first bytes, and where they tell nothing by its name's ending. The first 16 bytes are enough. */
enum convert_kind convert_kind_of(struct str bytes, struct str path);

/* Makes Markdown of a Word file's bytes: headings, lists, pipe tables (a cell is one line), no HTML; the document's title
 * is a first heading. Makes plain text of a PDF's: lines as they are printed, a blank line between paragraphs, words that
 * were divided at a line's end put together, pages separated by a form feed. The text is valid UTF-8 without control
 * characters other than newline, tab and (PDF) form feed; malloc'ed, owned by the caller, *size bytes and a NUL.
 * 0, or -1 and
 *   ERROR_NO_CONVERTER   the program is not installed. detail: which one
 *   ERROR_FORMAT         a format that is not read. detail: which one, where that is known
 *   ERROR_DAMAGED        not what its name says, or cut off
 *   ERROR_ENCRYPTED      protected by a password
 *   ERROR_NO_TEXT        no text in it, as in a scanned image
 *   ERROR_CONVERT_LIMIT  too large or too much work. detail: the limit
 *   ERROR_NOT_CONVERTED  detail: the program's own words
 * `path` is the name in errors alone. Thread-safe; SIGCHLD must not be ignored. */
int convert_bytes(char **text, size_t *size, enum convert_kind kind, struct str bytes, const char *path,
                  struct error *error);

/* The same of the file at `path`, which must be a regular file; ERROR_READ when it cannot be read. */
int convert_text(char **text, size_t *size, enum convert_kind kind, const char *path, struct error *error);

/* The bytes of such a file, malloc'ed, owned by the caller. 0, or -1 with ERROR_READ or ERROR_CONVERT_LIMIT. */
int convert_file(char **bytes, size_t *size, const char *path, struct error *error);

/* What pdftotext tells of a PDF's words and where they stand, for a reader that needs more than the text: rows, each read by convert_pdf_row.
 * malloc'ed, owned by the caller. 0, or -1 as convert_bytes. */
int convert_pdf_rows(char **rows, size_t *size, struct str bytes, const char *path, struct error *error);

struct pdf_box { /* points from the page's upper left corner */
	double left, top, right, bottom;
};

enum pdf_row { PDF_OTHER, PDF_PAGE, PDF_WORD };

/* One row: a page begins (its size is `box`), or a word with its box. `text` is borrowed, and written as XML. */
enum pdf_row convert_pdf_row(struct str row, struct pdf_box *box, struct str *text);

/* The other way: makes a Word file (.docx) of Markdown (CommonMark with tables and ~~struck out~~ words), on A4, marked as being in the
 * language ("sv", "en") for Word's spelling. Pictures are left out, since they would be read from files. The bytes are
 * malloc'ed, owned by the caller. 0, or -1 and ERROR_NO_CONVERTER, ERROR_CONVERT_LIMIT, ERROR_NOT_CONVERTED. */
int convert_to_word(char **bytes, size_t *size, struct str markdown, enum language language, struct error *error);

#endif
