/* registry/port/convert.h on real files, which convert_files.py makes, and its parts on what real files do not have. */
#include "registry/port/convert/convert.h"
#include "registry/port/convert/convert_internal.h"
#include "registry/port/subprocess.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/styrdok-convert-XXXXXX";
static char *text;
static size_t size;
static struct error error;

/* ---- tools ---- */

static enum convert_kind kind_of(const char *path)
{
	char head[16];
	FILE *file = fopen(path, "r");
	size_t n = file ? fread(head, 1, sizeof head, file) : 0;

	if (file)
		fclose(file);
	return convert_kind_of((struct str){head, n}, str_from(path));
}

/* Converts a file as the program does; the text is in `text` until the next call. */
static int convert(const char *path)
{
	int code;

	free(text);
	text = NULL;
	error = (struct error){0};
	code = convert_text(&text, &size, kind_of(path), path, &error);
	if (code == 0)
		assert_int_equal(strlen(text), size);
	return code;
}

static void assert_text(const char *path, const char *expected)
{
	if (convert(path) < 0)
		fail_msg("%s: error %d: %s", path, (int)error.kind, error.detail);
	assert_string_equal(text, expected);
}

static void assert_error(const char *path, enum error_kind kind, const char *detail)
{
	assert_int_equal(convert(path), -1);
	assert_null(text);
	if (error.kind != kind)
		fail_msg("%s: error %d instead of %d: %s", path, (int)error.kind, (int)kind, error.detail);
	assert_string_equal(error.subject, path);
	assert_string_equal(error.detail, detail);
}

static int descriptors(void)
{
	DIR *open = opendir("/proc/self/fd");
	int count = 0;

	assert_non_null(open);
	while (readdir(open))
		count++;
	closedir(open);
	return count;
}

static int group_setup(void **state)
{
	char command[256];

	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(command, sizeof command, "python3 tests/unit/convert_files.py '%s'", folder);
	return system(command) == 0 ? chdir(folder) : -1;
}

static int group_teardown(void **state)
{
	char command[64];

	(void)state;
	free(text);
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return system(command);
}

/* Whatever a test did, nothing is left open and no child unreaped. */
static int before;

static int test_setup(void **state)
{
	(void)state;
	before = descriptors();
	return 0;
}

static int test_teardown(void **state)
{
	(void)state;
	if (descriptors() != before || waitpid(-1, NULL, WNOHANG) != -1 || errno != ECHILD)
		return -1;
	return 0;
}

/* ---- kinds ---- */

static void test_kinds(void **state)
{
	static const struct {
		const char *bytes, *path;
		enum convert_kind kind;
	} cases[] = {
		{"# Rubrik", "a.md", CONVERT_NONE},  {"# Rubrik", "docx", CONVERT_NONE},
		{"# Rubrik", ".docx", CONVERT_NONE}, {"# Rubrik", "a.docx.md", CONVERT_NONE},
		{"", "a.md", CONVERT_NONE},          {"PK is a name", "a.md", CONVERT_NONE},
		{" %PDF-1.4", "a.md", CONVERT_NONE}, {"%PDF-1.4", "a.md", CONVERT_PDF},
		{"%PDF-1.4", "a.docx", CONVERT_PDF}, {"", "a.pdf", CONVERT_PDF},
		{"", "A.PDF", CONVERT_PDF},          {"", "a.docx", CONVERT_WORD},
		{"", "Förslag.DOCX", CONVERT_WORD},  {"", "a.doc", CONVERT_WORD},
		{"", "a.odt", CONVERT_WORD},         {"PK\3\4", "a.pdf", CONVERT_WORD},
		{"PK\3\4", "a", CONVERT_WORD},       {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a", CONVERT_WORD},
		{"{\\rtf1", "a.md", CONVERT_WORD},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (convert_kind_of(str_from(cases[i].bytes), str_from(cases[i].path)) != cases[i].kind)
			fail_msg("case %zu: %s", i, cases[i].path);
	assert_int_equal(convert_kind_of(STR_EMPTY, STR_EMPTY), CONVERT_NONE);
}

/* ---- Word ---- */

static const char plain[] = "# Bakgrund\n\nTjänsten ska följa *IT-programmet*.\n\n## Mål\n\n-   första\n-   andra\n\n"
			    "1.  ett\n2.  två\n\n"
			    "| Post | Belopp |\n|---|---|\n| Konsulter | 1 200 000 |\n| Licenser | 300 000 |\n";

static void test_word(void **state)
{
	(void)state;
	assert_text("plain.docx", plain);
	assert_text("utan ändelse", plain);
	assert_text("fel.pdf", plain);
}

/* What pandoc alone would lose: the title, and every table with a cell of two paragraphs or joined cells. */
static void test_word_whole(void **state)
{
	(void)state;
	assert_text("real.docx", "# Förslag\n\nEtt underförslag\n\n# Bakgrund\n\nstruket\n\n"
	                         "\\<script\\>alert(1)\\</script\\>\n\n"
	                         "| | |\n|---|---|\n| Post | Belopp |\n| ett stycke och ett till | a \\| b |\n"
	                         "| över två | |\n| r | x |\n| | inre tabell |\n\nslut\n");
}

static void test_names(void **state)
{
	(void)state;
	assert_text("-o.docx", plain);
	assert_text("--version.docx", plain);
}

static void test_word_refused(void **state)
{
	(void)state;
	assert_error("empty.docx", ERROR_DAMAGED, "");
	assert_error("random.docx", ERROR_DAMAGED, "");
	assert_error("cut.docx", ERROR_DAMAGED, "");
	assert_error("xml.docx", ERROR_NOT_CONVERTED, "couldn't parse docx file: DocxError");
	assert_error("other.docx", ERROR_FORMAT, "zip");
	assert_error("odt.odt", ERROR_FORMAT, "OpenDocument");
	assert_error("old.doc", ERROR_FORMAT, ".doc");
	assert_error("rich.rtf", ERROR_FORMAT, "RTF");
	assert_error("locked.docx", ERROR_ENCRYPTED, "");
	assert_error("empty-text.docx", ERROR_NO_TEXT, "");
}

/* Nothing outside the document is read into it. */
static void test_word_outside(void **state)
{
	(void)state;
	if (convert("outside.docx") == 0)
		assert_null(strstr(text, "root"));
	else
		assert_int_equal(error.kind, ERROR_NOT_CONVERTED);
}

static void test_bombs(void **state)
{
	(void)state;
	assert_error("huge.docx", ERROR_CONVERT_LIMIT, "file > 32 MiB");
	assert_error("bomb.docx", ERROR_CONVERT_LIMIT, "zip > 200 MiB");
	assert_error("dense.docx", ERROR_CONVERT_LIMIT, "zip > 200:1");
	assert_error("entries.docx", ERROR_CONVERT_LIMIT, "zip > 4096");
	assert_error("lie.docx", ERROR_CONVERT_LIMIT, "memory > 512 MiB");
	assert_error("much.docx", ERROR_CONVERT_LIMIT, "text > 8 MiB");
	assert_error("bomb.pdf", ERROR_CONVERT_LIMIT, "memory > 1 GiB");
}

/* One long cell does not make every row as long. */
static void test_wide_table(void **state)
{
	(void)state;
	assert_int_equal(convert("wide.docx"), 0);
	assert_true(size < 15000);
	assert_non_null(strstr(text, "|---|---|\n| ord ord | x |\n"));
}

/* ---- PDF ---- */

#define PAGE                                                                                                           \
	"Stockholms stad Sida 1 (2)\n\n1 Bakgrund\n\n"                                                                 \
	"Tjänsten ska följa stadens IT-program och ersätta de blanketter som i\n"                                   \
	"dag används av nämnderna. Den beräknas kosta tre miljoner kronor.\n\n"                                     \
	"Behovsanalysen har gjorts tillsammans med alla nämnder och visar att\n"                                      \
	"åtta av tio hellre lämnar sin ansökan på nätet.\n\nKort stycke.\n\n"                                     \
	"• första punkten\n\n• andra punkten\n\nPost Belopp\n\nKonsulter 1 200 000\n"

static void test_pdf(void **state)
{
	static const char two[] =
		PAGE "\fDen andra sidan har en informationsdel om IT-\nprogram, om drift-\noch underhåll.\n";

	(void)state;
	assert_text("two.pdf", two);
	assert_text("owned.pdf", two);
	assert_text("tight.pdf", PAGE);
}

/* No space between paragraphs at all: only a line that ends early tells. */
static void test_pdf_even(void **state)
{
	(void)state;
	assert_int_equal(convert("open.pdf"), 0);
	assert_non_null(strstr(text, "\n\n1 Bakgrund\n\nTjänsten"));
	assert_non_null(strstr(text, "\n\nKort stycke.\n\n• första punkten\n\n• andra punkten\n\n"));
}

static void test_pdf_refused(void **state)
{
	(void)state;
	assert_error("empty.pdf", ERROR_DAMAGED, "");
	assert_error("text.pdf", ERROR_DAMAGED, "");
	assert_error("locked.pdf", ERROR_ENCRYPTED, "");
	assert_error("scanned.pdf", ERROR_NO_TEXT, "");
	assert_int_equal(convert("random.pdf"), -1);
	assert_int_equal(error.kind, ERROR_NOT_CONVERTED);
	assert_error("cut.pdf", ERROR_NOT_CONVERTED, "Syntax Error: Couldn't find trailer dictionary");
}

static void assert_boxes(const char *boxes, const char *expected)
{
	size_t n;
	char *made = convert_pdf_text(str_from(boxes), &n);

	assert_int_equal(strlen(made), n);
	assert_string_equal(made, expected);
	free(made);
}

#define WORD(left, top, right, bottom, text)                                                                           \
	"<word xMin=\"" #left "\" yMin=\"" #top "\" xMax=\"" #right "\" yMax=\"" #bottom "\">" text "</word>\n"
#define SHEET(words) "<page width=\"1\" height=\"1\">\n" words "</page>\n"

static void test_boxes(void **state)
{
	(void)state;
	assert_boxes("", "");
	assert_boxes(SHEET(""), "");
	assert_boxes(SHEET("") SHEET("") SHEET(WORD(0, 0, 9, 9, "c")), "\f\fc\n");
	assert_boxes(SHEET(WORD(0, 0, 20, 10, "a") WORD(23, 0, 40, 10, "b")), "a b\n");
	/* Half a word in bold, a raised figure, and figures set from the right. */
	assert_boxes(SHEET(WORD(0, 0, 20, 10, "Må") WORD(20.2, 0, 30, 10, "l") WORD(30, -2, 33, 4, "1")), "Mål1\n");
	assert_boxes(SHEET(WORD(0, 0, 9, 9, "&lt;b&gt; &amp;amp; &quot;x&quot; &apos; &#10; &x")),
	             "<b> &amp; \"x\" ' &#10; &x\n");
	assert_boxes(SHEET(WORD(0, 0, 5, 9, "\xef\x82\xb7") WORD(20, 0, 30, 9, "ett")), "• ett\n");
	/* Another size of type, and a column that begins at the top again. */
	assert_boxes(SHEET(WORD(0, 0, 90, 10, "a") WORD(0, 12, 90, 18, "b")), "a\n\nb\n");
	/* A word in another font, however long, is of the paragraph. */
	assert_boxes(SHEET(WORD(0, 0, 20, 10, "a") WORD(23, 1, 90, 12, "lång") WORD(0, 12, 90, 22, "b")
	                           WORD(0, 24, 30, 34, "c") WORD(33, 25, 90, 36, "d") WORD(0, 36, 9, 46, "e")),
	             "a lång\nb\nc d\ne\n");
	assert_boxes(SHEET(WORD(0, 90, 90, 100, "a") WORD(99, 0, 189, 10, "b")), "a\n\nb\n");
}

static void test_boxes_hostile(void **state)
{
	(void)state;
	assert_boxes(WORD(nan, -nan, inf, 1e309, "a") "</page>", "a\n");
	assert_boxes(SHEET(WORD(999999999999999999999999999999999999, -99999999999999999999, 0, 0, "a")), "a\n");
	assert_boxes(SHEET("<word xMin=\"1\" yMin=\"2\">a</word>\n<word \n<word xMin=\"1\n"), "");
	assert_boxes(SHEET("<word xMin=\"0\" yMin=\"0\" xMax=\"1\" yMax=\"1\">cut off\n"), "cut off\n");
	assert_boxes(SHEET(WORD(0, 0, 9, 9, "a\f\x1b\tb")), "a   b\n");
	assert_boxes(SHEET(WORD(0, 0, 9, 9, "")), "");
	assert_boxes(SHEET(WORD(0, 0, 9, 9, "-") WORD(0, 11, 9, 20, "a")), "-\na\n");
	assert_boxes(WORD(0, 0, 9, 9, "no page ends"), "");
}

static void test_hyphens(void **state)
{
	(void)state;
#define LINES(a, b) SHEET(WORD(0, 0, 90, 10, a) WORD(0, 12, 90, 22, b))
	assert_boxes(LINES("infor-", "mation"), "information\n");
	assert_boxes(LINES("åtgär-", "der"), "åtgärder\n");
	assert_boxes(LINES("infor\xc2\xad", "mation"), "information\n");
	assert_boxes(LINES("IT-", "program"), "IT-\nprogram\n");
	assert_boxes(LINES("e-", "tjänst"), "e-\ntjänst\n");
	assert_boxes(LINES("en e-", "tjänst"), "en e-\ntjänst\n");
	assert_boxes(LINES("ä-", "ö"), "ä-\nö\n");
	assert_boxes(LINES("drift-", "och underhåll"), "drift-\noch underhåll\n");
	assert_boxes(LINES("Stockholm-", "Uppsala"), "Stockholm-\nUppsala\n");
	assert_boxes(LINES("2008-", "talet"), "2008-\ntalet\n");
}

static void test_clean(void **state)
{
	char dirty[] = "a\x01\xff\xc3\xa5\f\r\n\t\x7f\xed\xa0\x80z", blank[] = " \f\n \x02", other[] = "a\fb";

	(void)state;
	assert_true(convert_text_clean(dirty, sizeof dirty - 1, '\n'));
	assert_string_equal(dirty, "a ?\xc3\xa5  \n\t ???z");
	assert_false(convert_text_clean(blank, sizeof blank - 1, '\f'));
	assert_false(convert_text_clean(blank, 0, '\f'));
	assert_true(convert_text_clean(other, sizeof other - 1, '\f'));
	assert_string_equal(other, "a\fb");
}

/* ---- what is no file, and programs that are not there ---- */

static void test_not_files(void **state)
{
	(void)state;
	assert_int_equal(mkfifo("fifo.docx", 0600), 0);
	assert_error("fifo.docx/", ERROR_READ, "Not a directory");
	error = (struct error){0};
	assert_int_equal(convert_text(&text, &size, CONVERT_WORD, "fifo.docx", &error), -1);
	assert_int_equal(error.kind, ERROR_READ);
	assert_string_equal(error.detail, "not a regular file");
	assert_int_equal(convert_text(&text, &size, CONVERT_PDF, "/dev/zero", &error), -1);
	assert_string_equal(error.detail, "not a regular file");
	assert_int_equal(convert_text(&text, &size, CONVERT_PDF, ".", &error), -1);
	assert_string_equal(error.detail, "Is a directory");
	assert_int_equal(convert_text(&text, &size, CONVERT_PDF, "none.pdf", &error), -1);
	assert_string_equal(error.detail, "No such file or directory");
}

/* Runs the body with another PATH. */
static void with_path(const char *path, void (*body)(void))
{
	const char *now = getenv("PATH");
	char *old = strdup(now ? now : "");

	if (path)
		setenv("PATH", path, 1);
	else
		unsetenv("PATH");
	body();
	setenv("PATH", old, 1);
	free(old);
}

static void missing(void)
{
	assert_error("plain.docx", ERROR_NO_CONVERTER, "pandoc");
	assert_error("two.pdf", ERROR_NO_CONVERTER, "pdftotext");
	assert_error("old.doc", ERROR_FORMAT, ".doc");
}

static void present(void)
{
	assert_text("plain.docx", plain);
}

/* A pandoc in the working folder, a folder or a text of that name are not run. */
static void test_missing(void **state)
{
	char path[128];

	(void)state;
	assert_int_equal(
		system("printf '#!/bin/sh\\necho wrong\\n' >pandoc && chmod +x pandoc && mkdir -p x/pandoc y && "
	               "ln -s ../pandoc x/pdftotext && echo >y/pandoc"),
		0);
	with_path("/nonexistent", missing);
	with_path("", missing);
	with_path(".::x:", missing);
	snprintf(path, sizeof path, "%s/y:%s/none", folder, folder);
	with_path(path, missing);
	with_path(NULL, present);
	snprintf(path, sizeof path, "%s/y::%s:/usr/bin", folder, "/usr/local/bin");
	with_path(path, present);
	assert_int_equal(system("rm -r pandoc x y"), 0);
}

static void broken(void)
{
	assert_error("plain.docx", ERROR_NO_CONVERTER, "pandoc");
	assert_error("two.pdf", ERROR_NOT_CONVERTED, "signal 11");
}

static void test_broken(void **state)
{
	char path[64];

	(void)state;
	assert_int_equal(system("mkdir z && printf '#!/nonexistent/sh\\n' >z/pandoc && "
	                        "printf '#!/bin/sh\\nkill -SEGV $$\\n' >z/pdftotext && chmod +x z/*"),
	                 0);
	snprintf(path, sizeof path, "%s/z", folder);
	with_path(path, broken);
	assert_int_equal(system("rm -r z"), 0);
}

/* ---- running ---- */

static struct program_result result;

static enum program_end run(const char *script, struct program limits, struct str input)
{
	const char *const arguments[] = {"sh", "-c", script, NULL};

	limits.arguments = arguments;
	limits.seconds = limits.seconds ? limits.seconds : 20;
	limits.cpu_seconds = limits.cpu_seconds ? limits.cpu_seconds : 10;
	limits.output = limits.output ? limits.output : 100000;
	limits.data = limits.data ? limits.data : (size_t)1 << 30;
	free(result.output);
	return program_run(&result, &limits, input);
}

#define DEFAULTS ((struct program){0})

static void assert_says(const char *script, const char *expected)
{
	assert_int_equal(run(script, DEFAULTS, STR("in")), PROGRAM_ENDED);
	assert_int_equal(result.status, 0);
	assert_string_equal(result.output ? result.output : "", expected);
}

static void test_run(void **state)
{
	struct program filtered = {.files = {STR("filter")}}, both = {.files = {STR("one"), STR("two")}},
		       second = {.files = {STR_EMPTY, STR("two")}};

	(void)state;
	assert_says("cat", "in");
	assert_says("exit 0", "");
	assert_int_equal(run("cat /dev/fd/3; cat", filtered, STR_EMPTY), PROGRAM_ENDED);
	assert_string_equal(result.output, "filter");
	assert_int_equal(run("cat /dev/fd/3 /dev/fd/4; cat", both, STR("in")), PROGRAM_ENDED);
	assert_string_equal(result.output, "onetwoin");
	assert_int_equal(run("[ -e /dev/fd/3 ] || cat /dev/fd/4", second, STR_EMPTY), PROGRAM_ENDED);
	assert_string_equal(result.output, "two");
	assert_int_equal(run("echo no >&2; echo yes; exit 3", DEFAULTS, STR_EMPTY), PROGRAM_ENDED);
	assert_string_equal(result.words, "no\n");
	assert_string_equal(result.output, "yes\n");
	assert_int_equal(WEXITSTATUS(result.status), 3);
	assert_int_equal(run("i=0; while [ $i -lt 9999 ]; do echo words >&2; i=$((i+1)); done", DEFAULTS, STR_EMPTY),
	                 PROGRAM_ENDED);
	assert_int_equal(strlen(result.words), sizeof result.words - 1);
}

/* What the child sees: nothing of ours. */
static void test_surroundings(void **state)
{
	int left_open = open("/dev/null", O_RDONLY);

	(void)state;
	setenv("GHCRTS", "-M1m", 1);
	setenv("LD_PRELOAD_X", "secret", 1);
	assert_says("env | grep -v -e ^PWD= -e ^OLDPWD= -e ^SHLVL= -e ^_= | sort",
	            "HOME=/nonexistent\nLC_ALL=C.UTF-8\nPATH=/usr/local/bin:/usr/bin:/bin\nTMPDIR=/nonexistent\n");
	unsetenv("GHCRTS");
	assert_says("for f in 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$f ] && echo $f; done; pwd", "/\n");
	assert_says("ulimit -c; ulimit -f; ulimit -n; ulimit -t", "0\n0\n64\n10\n");
	close(left_open);
}

static double seconds_of(void (*body)(void))
{
	struct timespec a, b;

	clock_gettime(CLOCK_MONOTONIC, &a);
	body();
	clock_gettime(CLOCK_MONOTONIC, &b);
	return (double)(b.tv_sec - a.tv_sec) + 1e-9 * (double)(b.tv_nsec - a.tv_nsec);
}

/* 'S' for one that sleeps, 'Z' for one that is dead and waits for its new parent to see it, 0 for none. */
static char state_of(const char *process)
{
	char path[64], about[256] = "", *end;
	FILE *file;
	size_t n;

	snprintf(path, sizeof path, "/proc/%d/stat", atoi(process));
	if ((file = fopen(path, "r")) == NULL)
		return 0;
	n = fread(about, 1, sizeof about - 1, file);
	fclose(file);
	end = n ? strrchr(about, ')') : NULL;
	return end ? end[2] : 0;
}

static void assert_dies(const char *process)
{
	const struct timespec nap = {0, 10000000};
	char now = state_of(process);

	for (int i = 0; i < 300 && now && now != 'Z'; i++) {
		nanosleep(&nap, NULL);
		now = state_of(process);
	}
	assert_true(now == 0 || now == 'Z');
}

static void slow(void)
{
	struct program limits = {.seconds = 1};

	assert_int_equal(run("sleep 50", limits, STR_EMPTY), PROGRAM_TOO_SLOW);
	assert_int_equal(run("exec >&- 2>&-; sleep 50", limits, STR_EMPTY), PROGRAM_TOO_SLOW);
	/* One that it leaves behind holds the pipe; and it does not survive. */
	assert_int_equal(run("sleep 50 & echo $!; exit 0", limits, STR_EMPTY), PROGRAM_TOO_SLOW);
	assert_dies(result.output);
}

static void test_slow(void **state)
{
	(void)state;
	assert_true(seconds_of(slow) < 10);
}

static void test_limits(void **state)
{
	struct program cpu = {.cpu_seconds = 1}, output = {.output = 1000}, memory = {.data = 20 << 20},
		       space = {.space = 100 << 20};
	static const char eater[] = "exec python3 -c 'x = bytearray(200 << 20)'";

	(void)state;
	assert_int_equal(run("while :; do :; done", cpu, STR_EMPTY), PROGRAM_ENDED);
	assert_true(WIFSIGNALED(result.status) && WTERMSIG(result.status) == SIGXCPU);
	assert_int_equal(run("yes", output, STR_EMPTY), PROGRAM_TOO_LONG);
	assert_int_equal(run("head -c 1000 /dev/zero", output, STR_EMPTY), PROGRAM_ENDED);
	assert_int_equal(result.size, 1000);
	assert_int_equal(run("head -c 1001 /dev/zero", output, STR_EMPTY), PROGRAM_TOO_LONG);
	assert_int_equal(run(eater, DEFAULTS, STR_EMPTY), PROGRAM_ENDED);
	assert_int_equal(result.status, 0);
	assert_int_equal(run(eater, memory, STR_EMPTY), PROGRAM_ENDED);
	assert_int_not_equal(result.status, 0);
	assert_int_equal(run(eater, space, STR_EMPTY), PROGRAM_ENDED);
	assert_int_not_equal(result.status, 0);
	assert_int_equal(run("echo x >/tmp/styrdok-must-not-be", DEFAULTS, STR_EMPTY), PROGRAM_ENDED);
	assert_int_not_equal(result.status, 0);
	unlink("/tmp/styrdok-must-not-be");
}

/* ---- under strain ---- */

static void on_alarm(int number)
{
	(void)number;
}

/* Signals interrupt every call; what is ignored here is not ignored there. */
static void test_signals(void **state)
{
	struct sigaction alarm = {.sa_handler = on_alarm}, old;
	struct itimerval often = {{0, 500}, {0, 500}}, never = {0};

	(void)state;
	sigaction(SIGALRM, &alarm, &old);
	setitimer(ITIMER_REAL, &often, NULL);
	convert("plain.docx");
	convert("two.pdf");
	setitimer(ITIMER_REAL, &never, NULL);
	sigaction(SIGALRM, &old, NULL);
	assert_non_null(text);
	signal(SIGPIPE, SIG_IGN);
	assert_says("yes | head -n 1", "y\n");
	signal(SIGPIPE, SIG_DFL);
}

/* Standard streams that are closed: ours then have low numbers. */
static void test_closed_streams(void **state)
{
	int saved = dup(STDIN_FILENO), code;

	(void)state;
	close(STDIN_FILENO);
	code = convert("plain.docx");
	if (saved >= 0) {
		dup2(saved, STDIN_FILENO);
		close(saved);
	}
	assert_int_equal(code, 0);
	assert_string_equal(text, plain);
}

static void *worker(void *argument)
{
	size_t *wrong = argument;

	for (int i = 0; i < 4; i++) {
		const char *path = i % 2 ? "two.pdf" : "plain.docx";
		char *made = NULL;
		size_t n;
		struct error problem;
		if (convert_text(&made, &n, i % 2 ? CONVERT_PDF : CONVERT_WORD, path, &problem) < 0 ||
		    strstr(made, "IT-program") == NULL)
			++*wrong;
		free(made);
	}
	return NULL;
}

static void test_threads(void **state)
{
	pthread_t threads[4];
	size_t wrong[4] = {0};

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, worker, &wrong[i]), 0);
	for (size_t i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(wrong[i], 0);
	}
}

/* Directories with flipped bytes: whatever they say, the reader stays within them (ASan watches). */
static void test_zip_mutations(void **state)
{
	char bytes[12000], *exact;
	FILE *file = fopen("plain.docx", "r");
	size_t n = fread(bytes, 1, sizeof bytes, file), directory = n > 1200 ? n - 1200 : 0;
	uint32_t random = 1;

	(void)state;
	fclose(file);
	assert_int_equal(convert_zip_check((struct str){bytes, n}, "plain.docx", &error), 0);
	for (int round = 0; round < 20000; round++) {
		size_t cut;
		random = random * 1664525u + 1013904223u;
		cut = round % 3 ? n : random % n;
		exact = malloc(cut ? cut : 1);
		assert_non_null(exact);
		memcpy(exact, bytes, cut);
		for (int flips = 0; flips < 3; flips++) {
			random = random * 1664525u + 1013904223u;
			if (directory + (random >> 8) % 1200 < cut)
				exact[directory + (random >> 8) % 1200] = (char)(random >> 4);
		}
		convert_zip_check((struct str){exact, cut}, "x", &error);
		free(exact);
	}
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, test_setup, test_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_kinds),         CASE(test_word),          CASE(test_word_whole),  CASE(test_names),
		CASE(test_word_refused),  CASE(test_word_outside),  CASE(test_bombs),       CASE(test_wide_table),
		CASE(test_pdf),           CASE(test_pdf_even),      CASE(test_pdf_refused), CASE(test_boxes),
		CASE(test_boxes_hostile), CASE(test_hyphens),       CASE(test_clean),       CASE(test_not_files),
		CASE(test_missing),       CASE(test_broken),        CASE(test_run),         CASE(test_surroundings),
		CASE(test_slow),          CASE(test_limits),        CASE(test_signals),     CASE(test_closed_streams),
		CASE(test_threads),       CASE(test_zip_mutations),
	};
	int failed = cmocka_run_group_tests(tests, group_setup, group_teardown);

	free(result.output);
	return failed;
}
