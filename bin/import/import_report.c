/* import as a table for a registrar to tick off. */
#include "bin/import/import_words.h"
#include "bin/import/import_write.h"
#include "bin/write/outline.h"

static void row(struct outline *outline, const struct str *cells, size_t n)
{
	outline_open(outline, NODE_ROW, STR_EMPTY);
	for (size_t i = 0; i < n; i++)
		outline_put(outline, NODE_CELL, cells[i]);
	outline_close(outline);
}

static void head_row(struct outline *outline, enum language language)
{
	static const struct bilingual heads[] = {
		{"Right", "Rätt"}, {"Key", "Nyckel"}, {"Value", "Värde"}, {"Where", "Var"}, {"In the file", "I filen"}};
	struct str cells[5];

	for (size_t i = 0; i < 5; i++)
		cells[i] = bilingual_str(heads[i], language);
	row(outline, cells, 5);
}

static void table(struct outline *outline, const struct import *import, enum language language)
{
	outline_open(outline, NODE_TABLE, STR_EMPTY);
	head_row(outline, language);
	for (size_t i = 0; i < import->found.n; i++) {
		const struct import_found *found = &import->found.at[i];
		struct str cells[5] = {STR("☐"), str_from(found->key), found->value,
		                       place_words(outline->arena, found->place, language), found->text};
		row(outline, cells, 5);
	}
	for (size_t i = 0; i < import->doubts.n; i++) {
		const struct import_doubt *doubt = &import->doubts.at[i];
		struct str cells[5] = {STR("[?]"), str_from(doubt->key), doubt_words(outline->arena, doubt, language),
		                       place_words(outline->arena, doubt->place, language), doubt->value};
		row(outline, cells, 5);
	}
	outline_close(outline);
}

/* The keys that a registrar looks for and that the file does not tell. */
static void missing(struct outline *outline, const struct import *import, enum language language)
{
	static const char *const wanted[] = {"title",   "type",    "dnr",        "decided-by", "decided",   "in-force",
	                                     "expires", "steward", "applies-to", "review-by",  "supersedes"};
	static const struct bilingual text = {"Not found: %.*s", "Hittades inte: %.*s"};
	struct str out = STR_EMPTY;

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		bool there = false;
		for (size_t k = 0; k < import->keys.n; k++)
			there = there || (!strcmp(import->keys.at[k].key, wanted[i]) && import->keys.at[k].values.n);
		if (!there)
			out = arena_format(outline->arena, "%.*s%s%s", STR_ARG(out), out.n ? ", " : "", wanted[i]);
	}
	if (out.n)
		outline_put(outline, NODE_PARAGRAPH,
		            arena_format(outline->arena, bilingual_in(text, language), STR_ARG(out)));
}

void import_report(FILE *out, const struct imported *files, size_t count, enum language language)
{
	struct arena arena = ARENA_EMPTY;
	struct outline outline;

	outline_init(&outline, &arena, language);
	for (size_t i = 0; i < count; i++) {
		if (files[i].error.kind != ERROR_NONE)
			continue;
		outline_open(&outline, NODE_SECTION, str_from(files[i].source));
		table(&outline, &files[i].import, language);
		missing(&outline, &files[i].import, language);
		outline_close(&outline);
	}
	outline_as_markdown(out, &outline);
	arena_release(&arena);
}
