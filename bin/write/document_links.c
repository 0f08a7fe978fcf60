#include "bin/write/document_links.h"

#include "bin/write/escape.h"
#include "bin/write/outline.h"

/* The next document that has an address and stands in quotation marks in the text; "" when there is none. */
static struct str next_address(const struct document_links *links, struct str text, struct str *id)
{
	static const char *const marks[] = {"”", "'"};

	for (size_t i = 0; links->address && i < text.n; i++)
		for (size_t m = 0; m < 2; m++) {
			struct str mark = str_from(marks[m]), address = STR_EMPTY;
			size_t end = str_starts(str_part(text, i, mark.n), mark) ? str_find(text, mark, i + mark.n)
			                                                         : SIZE_MAX;
			if (end == SIZE_MAX)
				continue;
			*id = str_part(text, i + mark.n, end - i - mark.n);
			address = document_address(links, *id);
			if (address.n)
				return address;
		}
	return STR_EMPTY;
}

void put_html_linked(FILE *out, const struct document_links *links, struct str text)
{
	struct str id = STR_EMPTY, address = STR_EMPTY;

	while ((address = next_address(links, text, &id)).n) {
		size_t from = (size_t)(id.at - text.at);
		put_between(out, str_part(text, 0, from), put_html);
		fputs("<a href=\"", out);
		put_html(out, address);
		fputs("\">", out);
		put_html(out, id);
		fputs("</a>", out);
		text = str_part(text, from + id.n, text.n);
	}
	put_between(out, text, put_html);
}
