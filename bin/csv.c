#include "bin/csv.h"

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
		quoted = text.at[i] == ',' || text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r';
	separate(csv);
	if (!quoted) {
		fwrite(text.at ? text.at : "", 1, text.n, csv->out);
		return;
	}
	fputs(is_formula ? "\"'" : "\"", csv->out);
	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == '"')
			fputc('"', csv->out);
		fputc(text.at[i], csv->out);
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
