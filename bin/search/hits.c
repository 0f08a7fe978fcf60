#include "bin/search/hits.h"

#include "bin/write/terminal.h"
#include "registry/base/utf8.h"

static const struct document *document_of(const struct hits *hits, const struct hit *hit)
{
	return &hits->telling.registry->documents[hit->document];
}

/* The part's anchor, or "". */
static struct str part_of(const struct hits *hits, const struct hit *hit)
{
	return hit->place.part == MARKDOWN_NO_PART ? STR_EMPTY : document_of(hits, hit)->parts[hit->place.part].anchor;
}

/* --- text -------------------------------------------------------------------------------------------------------------- */

/* The snippet with what was found in it marked, where there is colour. */
static void put_snippet(FILE *out, const struct hits *hits, const struct search_place *place)
{
	struct colors colors = colors_of(hits->telling.color);
	size_t at = 0;

	for (size_t i = 0; i < place->mark_count; i++) {
		const struct search_mark *mark = &place->marks[i];
		put_text(out, str_part(place->snippet, at, mark->from - at));
		fputs(colors.bold, out);
		put_text(out, str_part(place->snippet, mark->from, mark->to - mark->from));
		fputs(colors.off, out);
		at = mark->to;
	}
	put_text(out, str_part(place->snippet, at, place->snippet.n));
}

static void hit_as_text(FILE *out, const struct hits *hits, const struct hit *hit)
{
	const struct document *document = document_of(hits, hit);
	struct str part = document_part_words(hits->telling.arena, document, part_of(hits, hit));

	put_text(out, document->title.n ? document->title : document->id);
	fputs(" (", out);
	put_text(out, hit->status_words);
	fputs(")\n  ", out);
	put_text(out, document->id);
	if (part.n) {
		fputs(" ", out);
		put_text(out, part);
	}
	fputc('\n', out);
	if (hit->place.snippet.n) {
		fputs("    ", out);
		put_snippet(out, hits, &hit->place);
		fputc('\n', out);
	}
}

void hits_as_text(FILE *out, const struct hits *hits)
{
	static const struct bilingual none = {"no document holds all of: ", "inget dokument innehåller alla orden: "};
	static const struct bilingual more = {"\n%zu of %zu documents; --limit shows more\n",
	                                      "\n%zu av %zu dokument; --limit visar fler\n"};

	text_unread(out, hits->footing);
	if (!hits->found) {
		fputs(bilingual_in(none, hits->telling.language), out);
		put_text(out, hits->query);
		fputc('\n', out);
	}
	for (size_t i = 0; i < hits->n; i++)
		hit_as_text(out, hits, &hits->at[i]);
	if (hits->n < hits->found)
		fprintf(out, bilingual_in(more, hits->telling.language), hits->n, hits->found);
}

/* --- for programs ------------------------------------------------------------------------------------------------------ */

void hits_as_csv(FILE *out, const struct hits *hits)
{
	static const char *const columns[] = {"document", "part", "title", "status", "snippet", "score"};
	size_t count = sizeof columns / sizeof *columns;
	struct csv csv = {.out = out};

	for (size_t i = 0; i < count; i++)
		csv_text(&csv, str_from(columns[i]));
	csv_end_line(&csv);
	for (size_t i = 0; i < hits->n; i++) {
		const struct hit *hit = &hits->at[i];
		csv_text(&csv, document_of(hits, hit)->id);
		csv_text(&csv, part_of(hits, hit));
		csv_text(&csv, document_of(hits, hit)->title);
		csv_text(&csv, hit->status);
		csv_text(&csv, hit->place.snippet);
		csv_number(&csv, (long)hit->score);
		csv_end_line(&csv);
	}
	csv_unread(&csv, hits->footing, count);
}

static void hit_as_json(struct json *json, const struct hits *hits, const struct hit *hit)
{
	json_open(json, '{');
	json_pair(json, "document", document_of(hits, hit)->id);
	json_pair(json, "part", part_of(hits, hit));
	json_pair(json, "title", document_of(hits, hit)->title);
	json_pair(json, "status", hit->status);
	json_pair(json, "snippet", hit->place.snippet);
	json_key(json, "score");
	json_number(json, (long)hit->score);
	json_close(json);
}

void hits_as_json(FILE *out, const struct hits *hits)
{
	struct json json = {.out = out};
	char day[DATE_TEXT];

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_key(&json, "query");
	json_string(&json, hits->query);
	json_pair(&json, "on", str_from(date_format(hits->on, day)));
	json_key(&json, "found");
	json_number(&json, (long)hits->found);
	json_unread(&json, hits->footing);
	json_key(&json, "hits");
	json_open(&json, '[');
	for (size_t i = 0; i < hits->n; i++)
		hit_as_json(&json, hits, &hits->at[i]);
	json_close(&json);
	json_close(&json);
}
