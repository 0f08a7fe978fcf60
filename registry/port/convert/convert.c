#include "registry/port/convert/convert.h"

#include "registry/port/convert/reference_docx.h"

#include "registry/base/memory.h"
#include "registry/port/convert/convert_internal.h"
#include "registry/port/subprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define RAW_MAX                                                                                                        \
	((size_t)64 << 20) /* what a program may write: pdftotext a hundred bytes a word, pandoc padded tables */
#define PDF_HEAD 1024u     /* where its mark must be (ISO 32000-1, annex H, note 13) */
#define HEAP_STATUS 251    /* GHC's exit status when the heap is at its limit */

/* Pandoc's Markdown has no room for a cell of two paragraphs or for cells that are joined: such a table becomes the word
 * [TABLE]. Here a cell is one line, and a table within it is its cells one after the other. The document's title and its
 * kin would be metadata, which are not printed. */
static const char word_filter[] =
	"local function space() return pandoc.Space() end\n"
	"local function unpacked(t)\n"
	"  local plain, blocks = pandoc.utils.to_simple_table(t), pandoc.List()\n"
	"  for _, cell in ipairs(plain.headers) do blocks:extend(cell) end\n"
	"  for _, row in ipairs(plain.rows) do\n"
	"    for _, cell in ipairs(row) do blocks:extend(cell) end\n"
	"  end\n"
	"  return blocks\n"
	"end\n"
	"local function line(cell)\n"
	"  local blocks = pandoc.Blocks(cell):walk({Table = unpacked})\n"
	"  local inlines = pandoc.utils.blocks_to_inlines(blocks, {pandoc.Space()})\n"
	"  return {pandoc.Plain(pandoc.Inlines(inlines):walk({LineBreak = space, SoftBreak = space}))}\n"
	"end\n"
	"local function plain_table(t)\n"
	"  local plain = pandoc.utils.to_simple_table(t)\n"
	"  for i, cell in ipairs(plain.headers) do plain.headers[i] = line(cell) end\n"
	"  for _, row in ipairs(plain.rows) do\n"
	"    for i, cell in ipairs(row) do row[i] = line(cell) end\n"
	"  end\n"
	"  for i in ipairs(plain.widths) do plain.widths[i] = 0 end\n"
	"  return pandoc.utils.from_simple_table(plain)\n"
	"end\n"
	"local function with_title(doc)\n"
	"  local top = pandoc.List()\n"
	"  local function add(value, block)\n"
	"    if value == nil then return end\n"
	"    local text = pandoc.utils.stringify(value)\n"
	"    if text ~= '' then top:insert(block(text)) end\n"
	"  end\n"
	"  add(doc.meta.title, function(text) return pandoc.Header(1, text) end)\n"
	"  add(doc.meta.subtitle, pandoc.Para)\n"
	"  local authors = doc.meta.author\n"
	"  if pandoc.utils.type(authors) ~= 'List' then authors = {authors} end\n"
	"  for _, author in ipairs(authors) do add(author, pandoc.Para) end\n"
	"  add(doc.meta.date, pandoc.Para)\n"
	"  add(doc.meta.abstract, pandoc.Para)\n"
	"  doc.blocks = top .. doc.blocks\n"
	"  return doc\n"
	"end\n"
	"return {{Table = plain_table, Underline = function(u) return u.content end}, {Pandoc = with_title}}\n";

/* -M is GHC's own limit, which ends with a word about it; `data` holds should a pandoc not know it. */
static const char *const word_arguments[] = {"pandoc",
                                             "+RTS",
                                             "-M512m",
                                             "-RTS",
                                             "--sandbox",
                                             "--from=docx",
                                             "--to=gfm-raw_html",
                                             "--wrap=none",
                                             "--lua-filter=/dev/fd/3",
                                             NULL};

/* No --sandbox: with it, Debian's pandoc does not find the parts that a Word file is made of. */
static const char no_pictures[] = "return {{Image = function(i) return i.caption end}}\n";
static const char *const pdf_arguments[] = {"pdftotext", "-enc", "UTF-8", "-raw", "-bbox", "-", "-", NULL};

/* ---- kinds ---- */

static bool starts_as_ole(struct str bytes)
{
	return str_starts(bytes, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
}

static bool starts_as_rtf(struct str bytes)
{
	return str_starts(bytes, STR("{\\rtf"));
}

/* Its tags would hide every sentence from the rules. Markdown may hold HTML, but no whole page. */
static bool starts_as_html(struct str bytes)
{
	static const struct str begins[] = {STR("<!doctype html"), STR("<html")};
	struct str text = str_trim(str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_part(bytes, 3, bytes.n) : bytes);

	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (text.n > begins[i].n && strncasecmp(text.at, begins[i].at, begins[i].n) == 0)
			return true;
	return false;
}

static bool ends_with(struct str path, const char *ending)
{
	size_t n = strlen(ending);

	return path.n > n && strncasecmp(path.at + path.n - n, ending, n) == 0;
}

static bool is_html(struct str path)
{
	return ends_with(path, ".html") || ends_with(path, ".htm") || ends_with(path, ".xhtml");
}

enum convert_kind convert_kind_of(struct str bytes, struct str path)
{
	static const char *const endings[] = {".docx", ".docm", ".dotx", ".doc",  ".odt",
	                                      ".rtf",  ".html", ".htm",  ".xhtml"};

	if (str_starts(bytes, STR("%PDF-")))
		return CONVERT_PDF;
	if (str_starts(bytes, STR("PK\3\4")) || starts_as_ole(bytes) || starts_as_rtf(bytes) || starts_as_html(bytes))
		return CONVERT_WORD;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (ends_with(path, endings[i]))
			return CONVERT_WORD;
	return ends_with(path, ".pdf") ? CONVERT_PDF : CONVERT_NONE;
}

/* ---- before ---- */

static int check_word(struct str bytes, const char *path, struct error *error)
{
	/* The name of the stream that holds an encrypted document (MS-OFFCRYPTO 2.3.4.4), in UTF-16. */
	static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

	if (starts_as_rtf(bytes))
		return error_set(error, ERROR_FORMAT, path, "RTF");
	if (starts_as_html(bytes) || is_html(str_from(path)))
		return error_set(error, ERROR_FORMAT, path, "HTML");
	if (!starts_as_ole(bytes))
		return convert_zip_check(bytes, path, error);
	if (str_find(bytes, (struct str){encrypted, sizeof encrypted - 1}, 0) != SIZE_MAX)
		return error_set(error, ERROR_ENCRYPTED, path, NULL);
	return error_set(error, ERROR_FORMAT, path, ".doc");
}

static int check_pdf(struct str bytes, const char *path, struct error *error)
{
	if (str_find(str_part(bytes, 0, PDF_HEAD), STR("%PDF-"), 0) == SIZE_MAX)
		return error_set(error, ERROR_DAMAGED, path, NULL);
	return 0;
}

/* ---- after ---- */

/* The first line that the program said in earnest, as far as it is readable. */
static int fail_with_words(const char *words, const char *path, struct error *error)
{
	static const char *const asides[] = {"[WARNING]", "[INFO]", "Syntax Warning", " "};
	struct str rest = str_from(words), line = STR_EMPTY, row;
	char shown[160];
	size_t n = 0;

	while (!line.n && str_next_line(&rest, &row)) {
		bool aside = false;
		for (size_t i = 0; i < sizeof asides / sizeof *asides; i++)
			aside = aside || str_starts(row, str_from(asides[i]));
		line = aside ? STR_EMPTY : row;
	}
	for (size_t i = 0; i < line.n && n + 1 < sizeof shown; i++)
		shown[n++] = line.at[i] < ' ' || line.at[i] > '~' ? '?' : line.at[i];
	shown[n] = '\0';
	return error_set(error, ERROR_NOT_CONVERTED, path, shown);
}

static bool says(const char *words, const char *const *phrases)
{
	for (; *phrases; phrases++)
		if (strstr(words, *phrases))
			return true;
	return false;
}

static int fail_by_status(const struct program_result *result, const struct program *program, const char *path,
                          struct error *error)
{
	static const char *const locked[] = {"Incorrect password", "security handler", "Copying of text", NULL},
				 *const full[] = {
					 "Heap exhausted", "Out of memory",    "bad_alloc", "Cannot allocate memory",
					 "out of memory",  "Unable to commit", NULL};
	int number = WIFSIGNALED(result->status) ? WTERMSIG(result->status) : 0;
	char shown[32];

	if (number == SIGXCPU)
		return error_set(error, ERROR_CONVERT_LIMIT, path, "processor > 20 s");
	/* Who kills is the kernel: memory has run out, or the hard limit on processor time was reached. */
	if (number == SIGKILL || says(result->words, full) ||
	    (WIFEXITED(result->status) && WEXITSTATUS(result->status) == HEAP_STATUS))
		return error_set(error, ERROR_CONVERT_LIMIT, path, program->memory);
	if (says(result->words, locked))
		return error_set(error, ERROR_ENCRYPTED, path, NULL);
	if (!number)
		return fail_with_words(result->words, path, error);
	snprintf(shown, sizeof shown, "signal %d", number);
	return error_set(error, ERROR_NOT_CONVERTED, path, shown);
}

static int run_outcome(const struct program_result *result, enum program_end end, const struct program *program,
                       const char *path, struct error *error)
{
	switch (end) {
	case PROGRAM_MISSING:
		return error_set(error, ERROR_NO_CONVERTER, path, program->arguments[0]);
	case PROGRAM_FAILED:
		return error_set(error, ERROR_NOT_CONVERTED, path, result->words);
	case PROGRAM_TOO_SLOW:
		return error_set(error, ERROR_CONVERT_LIMIT, path, "time > 30 s");
	case PROGRAM_TOO_LONG:
		return error_set(error, ERROR_CONVERT_LIMIT, path, "text > 8 MiB");
	case PROGRAM_ENDED:
		break;
	}
	return result->status == 0 ? 0 : fail_by_status(result, program, path, error);
}

static int text_finish(char **text, size_t *size, char *made, size_t n, char page, const char *path,
                       struct error *error)
{
	int code = 0;

	if (n > CONVERT_OUTPUT_MAX)
		code = error_set(error, ERROR_CONVERT_LIMIT, path, "text > 8 MiB");
	else if (!made || !convert_text_clean(made, n, page))
		code = error_set(error, ERROR_NO_TEXT, path, NULL);
	if (code < 0) {
		free(made);
		return code;
	}
	*text = made;
	*size = n;
	return 0;
}

/* ---- the whole way ---- */

static const struct program pandoc = {
	.arguments = word_arguments,
	.files = {{word_filter, sizeof word_filter - 1}},
	.seconds = CONVERT_SECONDS,
	.cpu_seconds = CONVERT_CPU_SECONDS,
	.output = RAW_MAX,
	.data = CONVERT_MEMORY,
	.memory = "memory > 512 MiB", /* that of -M; GHC sets aside a terabyte of addresses: no limit on those */
};

static const struct program pandoc_to_word = {
	.files = {{no_pictures, sizeof no_pictures - 1}, {(const char *)reference_docx, sizeof reference_docx}},
	.seconds = CONVERT_SECONDS,
	.cpu_seconds = CONVERT_CPU_SECONDS,
	.output = RAW_MAX,
	.data = CONVERT_MEMORY,
	.memory = "memory > 512 MiB",
};

static const struct program pdftotext = {
	.arguments = pdf_arguments,
	.seconds = CONVERT_SECONDS,
	.cpu_seconds = CONVERT_CPU_SECONDS,
	.output = RAW_MAX,
	.data = CONVERT_MEMORY,
	.space = CONVERT_MEMORY,
	.memory = "memory > 1 GiB",
};

static int convert_word(char **text, size_t *size, struct str bytes, const char *path, struct error *error)
{
	struct program_result result;
	enum program_end end;

	if (check_word(bytes, path, error) < 0)
		return -1;
	end = program_run(&result, &pandoc, bytes);
	if (run_outcome(&result, end, &pandoc, path, error) < 0) {
		free(result.output);
		return -1;
	}
	if (result.output) {
		result.size = convert_text_squeeze(result.output, result.size);
		result.output[result.size] = '\0';
	}
	return text_finish(text, size, result.output, result.size, '\n', path, error);
}

int convert_pdf_rows(char **rows, size_t *size, struct str bytes, const char *path, struct error *error)
{
	struct program_result result;
	enum program_end end;

	if (bytes.n > CONVERT_INPUT_MAX)
		return error_set(error, ERROR_CONVERT_LIMIT, path, "file > 32 MiB");
	if (check_pdf(bytes, path, error) < 0)
		return -1;
	end = program_run(&result, &pdftotext, bytes);
	if (run_outcome(&result, end, &pdftotext, path, error) < 0) {
		free(result.output);
		return -1;
	}
	*rows = result.output;
	*size = result.output ? result.size : 0;
	return 0;
}

static int convert_pdf(char **text, size_t *size, struct str bytes, const char *path, struct error *error)
{
	char *rows = NULL, *made = NULL;
	size_t n = 0;

	if (convert_pdf_rows(&rows, &n, bytes, path, error) < 0)
		return -1;
	made = convert_pdf_text((struct str){rows, n}, &n);
	free(rows);
	return made ? text_finish(text, size, made, n, '\f', path, error) : -1;
}

int convert_to_word(char **bytes, size_t *size, struct str markdown, enum language language, struct error *error)
{
	const char *const arguments[] = {"pandoc",
	                                 "+RTS",
	                                 "-M512m",
	                                 "-RTS",
	                                 "--from=commonmark+pipe_tables+strikeout",
	                                 "--to=docx",
	                                 language == LANGUAGE_EN ? "--metadata=lang:en-GB" : "--metadata=lang:sv-SE",
	                                 "--lua-filter=/dev/fd/3",
	                                 "--reference-doc=/dev/fd/4",
	                                 "--output=-",
	                                 NULL};
	struct program program = pandoc_to_word;
	struct program_result result;
	enum program_end end = PROGRAM_ENDED;

	program.arguments = arguments;
	end = program_run(&result, &program, markdown);
	if (run_outcome(&result, end, &program, "docx", error) < 0) {
		free(result.output);
		return -1;
	}
	*bytes = result.output;
	*size = result.output ? result.size : 0;
	return *size ? 0 : error_set(error, ERROR_NOT_CONVERTED, "docx", NULL);
}

int convert_bytes(char **text, size_t *size, enum convert_kind kind, struct str bytes, const char *path,
                  struct error *error)
{
	if (bytes.n > CONVERT_INPUT_MAX)
		return error_set(error, ERROR_CONVERT_LIMIT, path, "file > 32 MiB");
	return kind == CONVERT_PDF ? convert_pdf(text, size, bytes, path, error)
	                           : convert_word(text, size, bytes, path, error);
}

/* Reads at most one byte more than the limit; -1 with errno. */
static int file_read(int file, char **bytes, size_t *n)
{
	size_t room = 0;

	for (*n = 0; *n <= CONVERT_INPUT_MAX;) {
		ssize_t got;
		if (*n == room) {
			room = room ? room * 2 : (size_t)64 << 10;
			*bytes = memory_resize(*bytes, room, 1);
		}
		got = read(file, *bytes + *n, room - *n);
		if (got == 0)
			return 0;
		if (got < 0 && errno != EINTR)
			return -1;
		*n += got > 0 ? (size_t)got : 0;
	}
	return 0;
}

/* A FIFO would wait for its other end: not to wait is asked for, and what is not a regular file is not read. */
static int file_open(const char *path, struct error *error)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat about;

	if (file < 0 || fstat(file, &about) < 0) {
		error_set(error, ERROR_READ, path, strerror(errno));
	} else if (S_ISREG(about.st_mode)) {
		return file;
	} else {
		error_set(error, ERROR_READ, path, S_ISDIR(about.st_mode) ? strerror(EISDIR) : "not a regular file");
	}
	if (file >= 0)
		close(file);
	return -1;
}

int convert_file(char **bytes, size_t *size, const char *path, struct error *error)
{
	int file = file_open(path, error), code = 0;

	*bytes = NULL;
	if (file < 0)
		return -1;
	if (file_read(file, bytes, size) < 0)
		code = error_set(error, ERROR_READ, path, strerror(errno));
	else if (*size > CONVERT_INPUT_MAX)
		code = error_set(error, ERROR_CONVERT_LIMIT, path, "file > 32 MiB");
	close(file);
	if (code == 0)
		return 0;
	free(*bytes);
	*bytes = NULL;
	return code;
}

int convert_text(char **text, size_t *size, enum convert_kind kind, const char *path, struct error *error)
{
	char *bytes = NULL;
	size_t n = 0;
	int code = convert_file(&bytes, &n, path, error);

	if (code == 0)
		code = convert_bytes(text, size, kind, (struct str){bytes, n}, path, error);
	free(bytes);
	return code;
}
