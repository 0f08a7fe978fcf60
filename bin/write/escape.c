#include "bin/write/escape.h"

#include "bin/write/terminal.h"
#include "registry/base/ascii.h"

/* What is to stand before or for the byte at `at`; NULL: it stands for itself. A backslash stands before it. */
typedef const char *escape_fn(struct str text, size_t at);

static void put_escaped(FILE *out, struct str text, escape_fn *escape)
{
	size_t from = 0;

	text = str_trim(text);
	for (size_t i = 0; i < text.n; i++) {
		const char *instead = !is_space(text.at[i])      ? escape(text, i)
		                      : is_space(text.at[i + 1]) ? "" /* trimmed: something follows */
		                                                 : " ";
		if (!instead)
			continue;
		put_clean(out, str_part(text, from, i - from));
		fputs(instead, out);
		from = *instead == '\\' ? i : i + 1;
	}
	put_clean(out, str_part(text, from, text.n));
}

const char *markup_instead(uint32_t point)
{
	switch (point) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

static const char *html_escape(struct str text, size_t at)
{
	return text.at[at] == '\'' ? "&#39;" : markup_instead((unsigned char)text.at[at]);
}

void put_html(FILE *out, struct str text)
{
	put_escaped(out, text, html_escape);
}

/* Does the byte end a number that the text begins with, as in "1. "? That would begin a list; its number has at most nine digits. */
static bool ends_number(struct str text, size_t at)
{
	if (at == 0 || at > 9 || (at + 1 < text.n && !is_space(text.at[at + 1])))
		return false;
	for (size_t i = 0; i < at; i++)
		if (!is_digit(text.at[i]))
			return false;
	return true;
}

/* "www." would become a link, as would "https://". */
static bool ends_www(struct str text, size_t at)
{
	return at >= 3 && (text.at[at - 1] | 0x20) == 'w' && (text.at[at - 2] | 0x20) == 'w' &&
	       (text.at[at - 3] | 0x20) == 'w';
}

static const char *markdown_escape(struct str text, size_t at)
{
	switch (text.at[at]) {
	case '\\':
	case '`':
	case '*':
	case '_':
	case '[':
	case ']':
	case '<':
	case '>':
	case '&':
	case '|':
	case '~':
	case '^':
	case '$':
	case '@':
		return "\\";
	case '#': /* not in "document#part" */
		return at == 0 || is_space(text.at[at - 1]) || text.at[at - 1] == '#' ? "\\" : NULL;
	case ':':
		return at == 0 || str_starts(str_part(text, at, 3), STR("://")) ? "\\" : NULL;
	case '.':
		return ends_number(text, at) || ends_www(text, at) ? "\\" : NULL;
	case ')':
		return ends_number(text, at) ? "\\" : NULL;
	case '-':
	case '+':
	case '=':
		return at == 0 ? "\\" : NULL;
	default:
		return NULL;
	}
}

void put_markdown(FILE *out, struct str text)
{
	put_escaped(out, text, markdown_escape);
}
