/* The text that another program made, made fit to be read by us. */
#include "registry/base/utf8.h"
#include "registry/port/convert/convert_internal.h"

bool convert_text_clean(char *text, size_t n, char page)
{
	bool readable = false;

	for (size_t i = 0; i < n;) {
		size_t bad = utf8_invalid_at((struct str){text + i, n - i});
		size_t end = bad < n - i ? i + bad : n;
		for (; i < end; i++) {
			unsigned char c = (unsigned char)text[i];
			if ((c < ' ' && c != '\n' && c != '\t' && c != (unsigned char)page) || c == 0x7f)
				text[i] = ' ';
			readable = readable || c > ' ';
		}
		if (end < n)
			text[i++] = '?';
	}
	return readable;
}

/* A table's row begins and ends with a bar, within a list after an indent; elsewhere pandoc escapes a bar. */
static bool is_row(struct str line)
{
	line = str_trim(line);
	return line.n > 2 && line.at[0] == '|' && line.at[line.n - 1] == '|';
}

/* The row below the header: |-----|:----| */
static bool is_delimiter(struct str line)
{
	line = str_trim(line);
	for (size_t i = 0; i < line.n; i++)
		if (!strchr("|:- ", line.at[i]))
			return false;
	return true;
}

size_t convert_text_squeeze(char *text, size_t n)
{
	struct str rest = {text, n}, line;
	size_t to = 0;

	for (size_t from = 0; str_next_line(&rest, &line); from = n - rest.n) {
		size_t i = from, end = n - rest.n; /* with its newline */
		bool row = is_row(line), delimiter = row && is_delimiter(line);
		while (i < end && text[i] == ' ') /* the indent stays */
			text[to++] = text[i++];
		for (size_t dashes = 0; i < end; i++) {
			dashes = delimiter && text[i] == '-' ? dashes + 1 : 0;
			if (!row || (dashes <= 3 && (text[i] != ' ' || text[i - 1] != ' ')))
				text[to++] = text[i];
		}
	}
	return to;
}
