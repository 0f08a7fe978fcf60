/* What the files of port/convert share. Not for anyone else. */
#ifndef STYRDOK_PORT_CONVERT_INTERNAL_H
#define STYRDOK_PORT_CONVERT_INTERNAL_H

#include "registry/port/convert.h"

/* A program that reads its standard input and writes what it makes of it. */
struct convert_program {
	const char *const *arguments; /* ends with NULL; the first is the program's name, looked for in PATH */
	struct str filter;            /* what the program can read as /dev/fd/3; empty: no such descriptor */
	unsigned seconds;             /* by the clock */
	unsigned cpu_seconds;
	size_t output;      /* bytes of standard output; more is a failure */
	size_t data;        /* bytes of memory written to; address space set aside does not count */
	size_t space;       /* bytes of address space; 0: as much as there is */
	const char *memory; /* the limit on memory that it meets first, for people */
};

enum convert_end {
	CONVERT_ENDED,   /* by itself: `status` tells how */
	CONVERT_MISSING, /* there is no such program */
	CONVERT_FAILED,  /* it could not be started: `words` tells why */
	CONVERT_TOO_SLOW,
	CONVERT_TOO_LONG, /* its output */
};

struct convert_result {
	char *output; /* malloc'ed, owned by the caller, NULL when there is none */
	size_t size;
	char words[4096]; /* the beginning of its standard error; ends with a NUL */
	int status;       /* as waitpid gives it */
};

/* Runs the program over the input until it ends or passes a limit, and then kills it and what it has started. */
enum convert_end convert_run(struct convert_result *result, const struct convert_program *program, struct str input);

/* Makes the text valid UTF-8 without control characters but newline, tab and `page`, byte for byte. False when there is
 * nothing in it to read. */
bool convert_text_clean(char *text, size_t n, char page);

/* Takes the padding out of pandoc's pipe tables, in place, for one long cell makes all rows as long; the new length. */
size_t convert_text_squeeze(char *text, size_t n);

/* Whether the bytes are a zip file with a Word document, by its directory, and not a bomb. 0, or -1 with the error. */
int convert_zip_check(struct str bytes, const char *path, struct error *error);

/* The text of a PDF from what `pdftotext -raw -bbox` tells: words and where they stand. malloc'ed, *size bytes and a NUL. */
char *convert_pdf_text(struct str boxes, size_t *size);

#endif
