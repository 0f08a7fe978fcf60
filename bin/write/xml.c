#include "bin/write/xml.h"

#include "bin/write/escape.h"
#include "bin/write/terminal.h"

static const char *instead_of(uint32_t point)
{
	switch (point) {
	case '\t':
		return "&#9;";
	case '\n':
		return "&#10;";
	case '\r':
		return "&#13;";
	default:
		return markup_instead(point);
	}
}

void put_xml(FILE *out, struct str text)
{
	put_instead(out, text, instead_of);
}

void put_attribute(FILE *out, const char *name, struct str text)
{
	fprintf(out, " %s=\"", name);
	put_xml(out, text);
	fputc('"', out);
}

void put_count(FILE *out, const char *name, size_t count)
{
	fprintf(out, " %s=\"%zu\"", name, count);
}
