#include "bin/write/csv.h"

#include "bin/write/terminal.h"

static void separate(struct csv *csv)
{
	if (csv->begun)
		fputc(',', csv->out);
	csv->begun = true;
}

void csv_text(struct csv *csv, struct str text)
{
	bool is_formula = text.n && (strchr("=+-@", text.at[0]) || (unsigned char)text.at[0] < ' ');
	bool quoted = is_formula;

	for (size_t i = 0; i < text.n && !quoted; i++)
		quoted = text.at[i] == ',' || text.at[i] == ';' ||
		         text.at[i] == '"'; /* ';' separates in a Swedish Excel */
	separate(csv);
	if (!quoted) {
		put_clean(csv->out, text);
		return;
	}
	fputs(is_formula ? "\"'" : "\"", csv->out);
	while (text.n) {
		struct str plain = str_part(text, 0, str_find(text, STR("\""), 0));
		put_clean(csv->out, plain);
		fputs(plain.n < text.n ? "\"\"" : "", csv->out);
		text = str_part(text, plain.n + 1, text.n);
	}
	fputc('"', csv->out);
}

void csv_number(struct csv *csv, long number)
{
	separate(csv);
	fprintf(csv->out, "%ld", number);
}

void csv_end_line(struct csv *csv)
{
	fputs("\r\n", csv->out);
	csv->begun = false;
}
