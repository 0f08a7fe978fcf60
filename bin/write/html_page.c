#include "bin/write/html_page.h"

#include "bin/write/escape.h"
#include "bin/write/templates.h"

void page_begin(FILE *out, struct str title, const char *style, enum language language)
{
	struct str shared = template_text("page.css"), own = style ? template_text(style) : STR_EMPTY;

	fprintf(out,
	        "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
	        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	        "<meta name=\"generator\" content=\"styrdok\">\n<title>",
	        language_code(language));
	put_html(out, title);
	fprintf(out, "</title>\n<style>\n%.*s%.*s</style>\n</head>\n<body>\n", STR_ARG(shared), STR_ARG(own));
	fprintf(out, "<a class=\"skip\" href=\"#main\">%s</a>\n",
	        language == LANGUAGE_EN ? "Skip to the content" : "Hoppa till innehållet");
}

void page_end(FILE *out)
{
	fputs("</body>\n</html>\n", out);
}
