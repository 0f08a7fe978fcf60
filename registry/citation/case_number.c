#include "registry/citation/case_number.h"

#include "registry/base/ascii.h"

#include <string.h>

#define DIGITS_MAX 8 /* one more than any form has: longer runs are told apart without being read to their end */
#define BOARD_LETTERS_MAX 5
#define PLAN_GROUPS_MAX 6

/* --- forms -------------------------------------------------------------------------------------------------------- */

enum row_kind {
	ROW_PLAIN, /* nothing else looks like it */
	ROW_BOARD, /* a board's letters make it one */
	ROW_SHORT, /* the same, with a year of two digits: the letters must be a board's */
	ROW_BARE,  /* digits alone */
	ROW_DATE,  /* the same, so short that no habit makes it one */
};

/* In a pattern: A letters of a board, Y year, y year of two digits, N serial, n a short one, D three digits, P number of a plan;
 * _ white space, s any separator or none, S the same but white space, t a separator, ~ white space that may be there. */
static const struct dnr_row {
	const char *pattern;
	enum row_kind kind;
} dnr_forms[] = {
	{"D-~N/Y", ROW_PLAIN}, /* 031-2486/2007 */
	{"P-~N/Y", ROW_PLAIN}, /* 1.5.1.-576/2012 */
	{"AsYtN", ROW_BOARD},  /* KS 2018/1092, KS/2017:257, MBN 2023-001218, KU.2017.91 */
	{"AsN/Y", ROW_BOARD},  /* KS-0715/2015, Ks 182/2013 */
	{"YSAsN", ROW_BOARD},  /* 2018/KS 0041 */
	{"Asy/n", ROW_SHORT},  /* KS 18/319, KFN13/62 */
	{"Asn/y", ROW_SHORT},  /* KS 67/16 */
	{"ySAsN", ROW_SHORT},  /* 11/KS 159, 13KS46 */
	{"Y/~N", ROW_BARE},    /* 2018/1092 */
	{"Y:N", ROW_BARE},     /* 2018:137 */
	{"N/Y", ROW_BARE},     /* 182/2013 */
	{"N-N/Y", ROW_BARE},   /* 1-686/2025 */
	{"Y-N", ROW_BARE},     /* 2012-14873 */
	{"y/n", ROW_DATE},     /* 18/319 */
	{"n/y", ROW_DATE},     /* 0110/18 */
};

_Static_assert(sizeof dnr_forms / sizeof *dnr_forms == DNR_ROWS, "names_index counts by row");

bool dnr_row_is_bare(unsigned row)
{
	return dnr_forms[row].kind == ROW_BARE;
}

/* Letters that commonly stand for a body, so that "Ks 12/2013" is a number though "Maj 12/2013" is none. */
static const char *const boards_common[] = {
	"ks",  "kf", "ksn", "ksf", "ksau", "klk", "kk",  "rs",  "rf",  "bn", "bun", "sn",
	"son", "kn", "kfn", "ktn", "tn",   "mn",  "mbn", "sbn", "bmn", "gn", "un",  "vn",
	"von", "nn", "ön",  "ln",  "hsn",  "fn",  "stk", "an",  "avn", "un", "ubn", "gvn",
};

/* Capitals before a number that is no case number: collections, standards, plans, directives, terms, publications. */
static const char *const no_boards[] = {
	"sou", "ds",   "dir", "prop", "bet", "rskr", "skr",  "iso",  "iec", "en",  "ss",  "sis", "eu",
	"eg",  "eeg",  "kom", "com",  "dp",  "sdp",  "pl",   "spl",  "tp",  "nr",  "ocr", "bg",  "pg",
	"tel", "fax",  "org", "vt",   "ht",  "isbn", "issn", "nja",  "ad",  "hfd", "rå",  "jo",  "möd",
	"lu",  "ltf",  "rv",  "lv",   "sm",  "em",   "vm",   "rfs",  "pbl", "kl",  "osl", "ab",  "hb",
	"kb",  "cirk", "lag", "kap",  "art", "sid",  "tv",   "iban", "din",
};

/* --- reading ------------------------------------------------------------------------------------------------------ */

struct reader {
	struct str text;
	size_t at;
	struct dnr *out;
	const char *pattern;
	char first, second; /* the separators s and t as they stand; 0: none */
	long year, serial;  /* the last of each */
	size_t serial_digits;
};

static char byte_at(struct str text, size_t at)
{
	return at < text.n ? text.at[at] : '\0';
}

static size_t digits(struct str text, size_t from)
{
	size_t n = 0;

	while (n < DIGITS_MAX && is_digit(byte_at(text, from + n)))
		n++;
	return n;
}

static long number(struct str text, size_t from, size_t n)
{
	long value = 0;

	for (size_t i = 0; i < n; i++)
		value = value * 10 + (text.at[from + i] - '0');
	return value;
}

/* White space with at most one line break, as where a number is broken over lines. */
static size_t gap(struct str text, size_t from)
{
	size_t n = 0, breaks = 0;

	while (n < 16 && is_space(byte_at(text, from + n))) {
		if (text.at[from + n] == '\n' && ++breaks > 1)
			return 0;
		n++;
	}
	return n;
}

/* Bytes of the letter there: of ASCII, or Å, Ä, Ö and the like. */
static size_t letter(struct str text, size_t at)
{
	char c = byte_at(text, at), low = (char)(c | 0x20);

	if (low >= 'a' && low <= 'z')
		return 1;
	return c == '\xC3' && at + 1 < text.n ? 2 : 0;
}

static bool keep(struct reader *reader, size_t n)
{
	if (!n || reader->out->n + n > DNR_MAX)
		return false;
	memcpy(reader->out->form + reader->out->n, reader->text.at + reader->at, n);
	reader->out->n += n;
	reader->at += n;
	return true;
}

static bool take_space(struct reader *reader)
{
	size_t n = gap(reader->text, reader->at);

	if (!n || reader->out->n == DNR_MAX)
		return false;
	reader->out->form[reader->out->n++] = ' ';
	reader->at += n;
	return true;
}

static bool take_board(struct reader *reader)
{
	size_t from = reader->at, at = from, letters = 0, n = 0;

	for (; letters <= BOARD_LETTERS_MAX && (n = letter(reader->text, at)); letters++)
		at += n;
	if (letters > BOARD_LETTERS_MAX)
		return false;
	reader->out->board = str_part(reader->text, from, at - from);
	return keep(reader, at - from);
}

/* "1.5.1." : two groups or a few more, each with a point behind it. */
static bool take_plan(struct reader *reader)
{
	size_t at = reader->at, groups = 0;

	for (; groups <= PLAN_GROUPS_MAX; groups++) {
		size_t n = digits(reader->text, at);
		if (!n || n > 3 || byte_at(reader->text, at + n) != '.')
			break;
		at += n + 1;
	}
	return groups >= 2 && groups <= PLAN_GROUPS_MAX && keep(reader, at - reader->at);
}

static bool take_digits(struct reader *reader, char kind)
{
	size_t n = digits(reader->text, reader->at);
	long value = number(reader->text, reader->at, n);

	switch (kind) {
	case 'Y':
		reader->year = value;
		return n == 4 && value >= 1900 && value < 2100 && keep(reader, n);
	case 'y':
		reader->year = value;
		return n == 2 && (value < 50 || value >= 70) && keep(reader, n);
	case 'D':
		return n == 3 && keep(reader, n);
	default:
		reader->serial = value;
		reader->serial_digits = n;
		return n <= (kind == 'n' ? 5 : 7) && keep(reader, n);
	}
}

/* One of the separators, with what line break stands behind it; 0 when none is there. */
static char take_separator(struct reader *reader, const char *among)
{
	char c = byte_at(reader->text, reader->at);

	if (!c || !strchr(among, c) || !keep(reader, 1))
		return 0;
	if (byte_at(reader->text, reader->at) == '\n' || byte_at(reader->text, reader->at) == '\r')
		reader->at += gap(reader->text, reader->at);
	return c;
}

static bool take(struct reader *reader, char kind)
{
	switch (kind) {
	case 'A':
		return take_board(reader);
	case 'P':
		return take_plan(reader);
	case '~':
		reader->at += gap(reader->text, reader->at);
		return true;
	case 's':
		reader->first = take_separator(reader, "/-.");
		if (!reader->first && take_space(reader))
			reader->first = ' ';
		return true;
	case 'S':
		take_separator(reader, "/-");
		return true;
	case 't':
		return (reader->second = take_separator(reader, "/-:.")) != 0;
	case '/':
	case '-':
	case ':':
		return byte_at(reader->text, reader->at) == kind &&
		       (reader->second = take_separator(reader, "/-:")) != 0;
	default:
		return take_digits(reader, kind);
	}
}

/* A number ends where no letter or digit follows, even behind a separator. */
static bool ends(struct str text, size_t at)
{
	char c = byte_at(text, at);

	if (is_digit(c) || letter(text, at))
		return false;
	if (c == ':')
		return !is_digit(byte_at(text, at + 1)) && !letter(text, at + 1);
	return !c || !strchr("/-.", c) || !is_digit(byte_at(text, at + 1));
}

/* The paper's number, "-1", or the class code, ".912" or " 001", behind the number of the case. */
static void take_tail(struct reader *reader, const struct dnr_row *row)
{
	size_t at = reader->at, n = reader->out->n, count = 0;
	char c = byte_at(reader->text, at);

	if (c == ' ' ? !strcmp(row->pattern, "YSAsN") && reader->serial_digits == 4
	             : (c == '-' || c == '.') && c != reader->second) {
		count = digits(reader->text, at + 1);
		if (count && count <= (c == ' ' ? 3 : 5) && ends(reader->text, at + 1 + count) &&
		    keep(reader, 1 + count))
			return;
	}
	reader->at = at;
	reader->out->n = n;
}

static bool is_among(struct str word, const char *const *among, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(word, str_from(among[i])))
			return true;
	return false;
}

enum board_rank { BOARD_NONE, BOARD_LETTER, BOARD_LIKELY, BOARD_KNOWN };

static bool is_body(const struct map *bodies, struct str board, struct str folded)
{
	char upper[DNR_MAX];

	if (map_get(bodies, board) != MAP_NONE)
		return true;
	for (size_t i = 0; i < folded.n; i++)
		upper[i] = (char)(folded.at[i] & ~0x20);
	return map_get(bodies, (struct str){upper, folded.n}) != MAP_NONE;
}

static bool is_capital(struct str text, size_t at)
{
	char c = text.at[at];

	return (c >= 'A' && c <= 'Z') || (c == '\xC3' && !(text.at[at + 1] & 0x20));
}

static enum board_rank board_rank(struct str board, const struct dnr_known *known)
{
	char buffer[DNR_MAX];
	struct str folded = dnr_folded(board, buffer);
	size_t letters = 0;

	if ((known && known->boards && map_get(known->boards, folded) != MAP_NONE) ||
	    is_among(folded, boards_common, sizeof boards_common / sizeof *boards_common))
		return BOARD_KNOWN;
	if (str_ends(folded, STR("fs")) || /* a collection of statutes, such as SFS, AFS */
	    is_among(folded, no_boards, sizeof no_boards / sizeof *no_boards))
		return BOARD_NONE;
	if (known && known->bodies && is_body(known->bodies, board, folded))
		return BOARD_KNOWN;
	for (size_t at = 0; at < board.n; at += letter(board, at), letters++)
		if (!is_capital(board, at))
			return BOARD_NONE;
	return letters > 1 ? BOARD_LIKELY : BOARD_LETTER;
}

/* A day of a month, "29/11 2017", or a month, "2018-12". */
static bool is_date(const struct reader *reader, enum row_kind kind)
{
	size_t space = gap(reader->text, reader->at);

	if (kind == ROW_SHORT || kind == ROW_DATE)
		return space && digits(reader->text, reader->at + space) == 4;
	return reader->second == '-' && (!reader->first || reader->first == ' ') && reader->serial_digits == 2 &&
	       reader->serial >= 1 && reader->serial <= 12;
}

/* "2018/2019" and "18/19" are a season or a school year. */
static bool is_season(const struct reader *reader)
{
	long step = reader->serial % 100 - reader->year % 100;

	return (step == 1 || step == -1) &&
	       (reader->serial_digits == 2 || (reader->serial >= 1900 && reader->serial < 2100));
}

/* The assemblies' numbers are mostly those of paragraphs in the minutes: KF 63/2017. */
static bool is_assembly(struct str board)
{
	return board.n == 2 && (board.at[0] == 'K' || board.at[0] == 'R') && (board.at[1] | 0x20) == 'f';
}

static bool board_fits(const struct reader *reader, enum row_kind kind, bool marked, const struct dnr_known *known)
{
	struct str board = reader->out->board;
	enum board_rank rank = board_rank(board, known);
	bool ordered = reader->pattern[1] == 's' && reader->pattern[2] == 'Y';

	if (marked || rank == BOARD_KNOWN)
		return rank != BOARD_NONE && (marked || ordered || !is_assembly(board));
	if (rank != BOARD_LIKELY || is_season(reader) || (ordered && reader->first == ' ' && reader->second == ':'))
		return false;
	return kind == ROW_BOARD || (board.at[board.n - 1] == 'N' && board.n > 2);
}

static bool row_fits(const struct reader *reader, unsigned row, bool marked, const struct dnr_known *known)
{
	enum row_kind kind = dnr_forms[row].kind;

	if (kind != ROW_PLAIN && is_date(reader, kind))
		return false;
	switch (kind) {
	case ROW_PLAIN:
		return true;
	case ROW_BOARD:
	case ROW_SHORT:
		return board_fits(reader, kind, marked, known);
	case ROW_BARE:
	case ROW_DATE:
		break;
	}
	return marked || (known && known->own >> row & 1 && !is_season(reader));
}

static size_t row_read(unsigned row, struct str text, bool marked, const struct dnr_known *known, struct dnr *out)
{
	struct reader reader = {.text = text, .out = out, .pattern = dnr_forms[row].pattern};

	*out = (struct dnr){.row = row};
	for (const char *kind = reader.pattern; *kind; kind++)
		if (!take(&reader, *kind))
			return 0;
	out->core = out->n;
	take_tail(&reader, &dnr_forms[row]);
	return ends(text, reader.at) && row_fits(&reader, row, marked, known) ? reader.at : 0;
}

size_t dnr_read(struct str text, bool marked, const struct dnr_known *known, struct dnr *out)
{
	bool digit = is_digit(byte_at(text, 0));

	for (unsigned row = 0; row < DNR_ROWS; row++) {
		size_t used = digit == (dnr_forms[row].pattern[0] == 'A') ? 0 : row_read(row, text, marked, known, out);
		if (used)
			return used;
	}
	return 0;
}

bool dnr_is_valid(struct str text)
{
	struct dnr dnr;

	return text.n && dnr_read(text, true, NULL, &dnr) == text.n;
}

/* --- comparing ---------------------------------------------------------------------------------------------------- */

enum piece { PIECE_NONE, PIECE_LETTERS, PIECE_DIGITS };

struct str dnr_folded(struct str text, char out[DNR_MAX])
{
	enum piece before = PIECE_NONE;
	bool fresh = true; /* nothing of the piece has been put out */
	size_t n = 0, bytes = 0;

	for (size_t at = 0; at < text.n; at += bytes) {
		size_t letters = letter(text, at);
		enum piece piece = letters ? PIECE_LETTERS : is_digit(text.at[at]) ? PIECE_DIGITS : PIECE_NONE;
		bytes = letters ? letters : 1;
		fresh = fresh || piece != before;
		before = piece;
		if (piece == PIECE_NONE ||
		    (piece == PIECE_DIGITS && fresh && text.at[at] == '0' && is_digit(byte_at(text, at + 1))))
			continue;
		if (n + 1 + bytes > DNR_MAX)
			return STR_EMPTY;
		if (fresh && n)
			out[n++] = '/';
		fresh = false;
		for (size_t i = 0; i < bytes; i++)
			out[n++] = text.at[at + i] == '\xC3' ? '\xC3' : (char)(text.at[at + i] | 0x20);
	}
	return (struct str){out, n};
}

struct str dnr_shape(struct str text, char out[DNR_MAX])
{
	char buffer[DNR_MAX];
	struct dnr read;
	bool known = text.n && dnr_read(text, true, NULL, &read) == text.n, year = false;
	struct str folded = dnr_folded(known ? (struct str){read.form, read.core} : text, buffer);
	size_t n = 0;

	for (size_t at = 0; at < folded.n;) {
		size_t bytes = letter(folded, at), count = digits(folded, at);
		char kind = bytes ? 'a' : count ? '9' : '/';
		if (count == 4 && !year && (folded.at[at] == '1' || folded.at[at] == '2')) {
			kind = '4';
			year = true;
		}
		if (!bytes || !n || out[n - 1] != 'a')
			out[n++] = kind;
		at += bytes ? bytes : count ? count : 1;
	}
	return (struct str){out, n};
}
