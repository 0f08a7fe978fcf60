#include "bin/write/document_links.h"

#include "bin/write/escape.h"
#include "bin/write/outline.h"

bool document_quoted_find(struct document_quoted *out, const struct document_links *links, struct str text)
{
	static const char *const marks[] = {"”", "'"};

	for (size_t i = 0; links->address && i < text.n; i++)
		for (size_t m = 0; m < 2; m++) {
			struct str mark = str_from(marks[m]);
			size_t end = str_starts(str_part(text, i, mark.n), mark) ? str_find(text, mark, i + mark.n)
			                                                         : SIZE_MAX;
			if (end == SIZE_MAX)
				continue;
			out->id = str_part(text, i + mark.n, end - i - mark.n);
			out->whole = str_part(text, i, end + mark.n - i);
			out->address = document_address(links, out->id);
			if (out->address.n)
				return true;
		}
	return false;
}

void put_html_linked(FILE *out, const struct document_links *links, struct str text)
{
	struct document_quoted quoted;

	while (document_quoted_find(&quoted, links, text)) {
		size_t from = (size_t)(quoted.id.at - text.at);
		put_between(out, str_part(text, 0, from), put_html);
		fputs("<a href=\"", out);
		put_html(out, quoted.address);
		fputs("\">", out);
		put_html(out, quoted.id);
		fputs("</a>", out);
		text = str_part(text, from + quoted.id.n, text.n);
	}
	put_between(out, text, put_html);
}
