/* Where a document speaks of what was looked for: the part, and a line of its text. */
#include "registry/base/memory.h"
#include "registry/base/vec.h"
#include "registry/search/search_internal.h"

#define SPAN_BYTES 160u    /* words that stand so near are told together, */
#define SNIPPET_BYTES 240u /* with text around them up to this */
#define BEFORE_BYTES 60u

struct found_word {
	size_t from, to; /* in the piece */
	const struct fulltext_phrase *phrase;
};

struct placing {
	const struct search *search;
	struct str piece; /* the text of one part, or a heading */
	VEC(struct found_word) found;
	struct found_word begun; /* a phrase of several stems, */
	struct str rest;         /* of which these are still to come */
	uint32_t best;           /* how good the best span is, so far; 0: none */
	size_t best_piece, from, to;
};

/* The next stem of the phrase, if this is it. */
static bool goes_on(struct placing *placing, struct str stem)
{
	size_t end = str_find(placing->rest, STR(" "), 0);

	end = end == SIZE_MAX ? placing->rest.n : end;
	if (!str_equal(str_part(placing->rest, 0, end), stem))
		return false;
	placing->rest = str_part(placing->rest, end + 1, placing->rest.n);
	return true;
}

static void add_found(void *context, struct str stem, size_t from, size_t to)
{
	struct placing *placing = context;
	uint32_t phrase = MAP_NONE;

	if (!placing->rest.n || !goes_on(placing, stem)) {
		phrase = map_get(&placing->search->by_stem, stem);
		placing->rest = STR_EMPTY;
		if (phrase == MAP_NONE)
			return;
		placing->begun = (struct found_word){from, to, &placing->search->phrases[phrase]};
		placing->rest = placing->begun.phrase->stems;
		(void)goes_on(placing, stem);
	}
	placing->begun.to = to;
	if (!placing->rest.n)
		vec_push(&placing->found, placing->begun);
}

/* A word that stands in the span for the first time counts more than one that stands there again. */
static uint32_t weight_of(const struct found_word *span, const struct found_word *found)
{
	static const uint32_t weights[FULLTEXT_MATCHES] = {100, 60, 40};

	for (const struct found_word *earlier = span; earlier < found; earlier++)
		if (earlier->phrase->word == found->phrase->word)
			return 1;
	return weights[found->phrase->match];
}

/* The best span of one piece; a piece whose heading speaks of it too is better. */
static void weigh(struct placing *placing, size_t piece, uint32_t more)
{
	for (size_t i = 0; i < placing->found.n; i++) {
		const struct found_word *span = &placing->found.at[i];
		uint32_t weight = more;
		size_t n = 0;
		for (; i + n < placing->found.n && span[n].to - span->from <= SPAN_BYTES; n++)
			weight += weight_of(span, &span[n]);
		if (weight > placing->best) {
			placing->best = weight;
			placing->best_piece = piece;
			placing->from = span->from;
			placing->to = span[n ? n - 1 : 0].to;
		}
	}
}

static void look_through(struct placing *placing, struct str piece)
{
	placing->piece = piece;
	placing->found.n = 0;
	placing->rest = STR_EMPTY;
	fulltext_words(placing->search->fulltext, piece, add_found, placing);
}

/* Cuts the next piece off. */
static struct str next_piece(struct str *rest)
{
	const char *end = rest->n ? memchr(rest->at, PIECE_END, rest->n) : NULL;
	struct str piece = str_part(*rest, 0, end ? (size_t)(end - rest->at) : rest->n);

	*rest = str_part(*rest, piece.n + 1, rest->n);
	return piece;
}

static struct str piece_at(struct str text, size_t which)
{
	while (which--)
		(void)next_piece(&text);
	return next_piece(&text);
}

/* How much each part's heading speaks of it. */
static uint32_t *heading_weights(struct placing *placing, struct arena *arena, struct str headings, uint32_t count)
{
	uint32_t *weights = ARENA_ARRAY(arena, uint32_t, (size_t)count + 1);

	for (uint32_t i = 1; i <= count; i++) {
		look_through(placing, next_piece(&headings));
		for (size_t k = 0; k < placing->found.n; k++)
			weights[i] += weight_of(placing->found.at, &placing->found.at[k]) / 2;
	}
	return weights;
}

static bool is_inside_character(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* The beginning of a word at or after `at`, unless that is far away. */
static size_t forward(struct str text, size_t at)
{
	size_t from = at;

	while (at && at < text.n && at < from + BEFORE_BYTES / 2 && text.at[at - 1] != ' ' && text.at[at - 1] != '\n')
		at++;
	while (at < text.n && is_inside_character(text.at[at]))
		at++;
	return at;
}

static size_t backward(struct str text, size_t at)
{
	size_t from = at;

	while (at < text.n && at > 0 && at + BEFORE_BYTES / 2 > from && text.at[at] != ' ' && text.at[at] != '\n')
		at--;
	while (at && at < text.n && is_inside_character(text.at[at]))
		at--;
	return at;
}

/* The text around the span, in one line, with marks on what was found. */
static void cut(struct search_place *out, struct placing *placing, struct arena *arena, struct str text)
{
	size_t from = placing->from > BEFORE_BYTES ? forward(text, placing->from - BEFORE_BYTES) : 0;
	size_t to = text.n - from > SNIPPET_BYTES ? backward(text, from + SNIPPET_BYTES) : text.n;
	const char *before = from ? "… " : "";
	char *line = NULL;

	if (from > placing->from)
		from = placing->from;
	if (to < placing->to)
		to = placing->to;
	out->snippet = arena_format(arena, "%s%.*s%s", before, STR_ARG(str_part(text, from, to - from)),
	                            to < text.n ? " …" : "");
	line = (char *)(uintptr_t)out->snippet.at;
	for (size_t i = 0; i < out->snippet.n; i++)
		if ((unsigned char)line[i] < ' ')
			line[i] = ' ';
	look_through(placing, text);
	out->marks = ARENA_ARRAY(arena, struct search_mark, placing->found.n);
	for (size_t i = 0; i < placing->found.n; i++)
		if (placing->found.at[i].from >= from && placing->found.at[i].to <= to)
			out->marks[out->mark_count++] =
				(struct search_mark){placing->found.at[i].from - from + strlen(before),
			                             placing->found.at[i].to - from + strlen(before)};
}

/* Of a document that is called so, and says nothing of it: its first words. */
static size_t first_text(struct str text, uint32_t count)
{
	for (size_t i = 0; i <= count; i++)
		if (next_piece(&text).n)
			return i;
	return 0;
}

static void place(struct search_place *out, struct placing *placing, struct arena *arena, uint32_t parts,
                  struct str headings, struct str text)
{
	uint32_t *more = heading_weights(placing, arena, headings, parts);
	struct str rest = text;

	for (size_t i = 0; i <= parts; i++) {
		look_through(placing, next_piece(&rest));
		weigh(placing, i, more[i]);
		if (more[i] > placing->best) { /* the heading alone speaks of it */
			placing->best = more[i];
			placing->best_piece = i;
			placing->from = placing->to = 0;
		}
	}
	out->part = placing->best_piece ? (uint32_t)placing->best_piece - 1 : MARKDOWN_NO_PART;
	cut(out, placing, arena, piece_at(text, placing->best ? placing->best_piece : first_text(text, parts)));
}

void search_place(struct search_place *out, struct search *search, struct arena *arena, uint32_t document)
{
	struct placing placing = {.search = search};
	struct str columns[FULLTEXT_COLUMNS];
	struct error error;
	bool same = true;

	*out = (struct search_place){.part = MARKDOWN_NO_PART};
	columns[FULLTEXT_HEADINGS] =
		fulltext_column(search->fulltext, arena, search->rows[document], FULLTEXT_HEADINGS);
	columns[FULLTEXT_TEXT] = fulltext_column(search->fulltext, arena, search->rows[document], FULLTEXT_TEXT);
	if (fulltext_failed(search->fulltext) &&
	    search_text(search->registry, search->registry->reader, arena, document, columns, &same, &error) < 0)
		return;
	place(out, &placing, arena, search->registry->documents[document].part_count, columns[FULLTEXT_HEADINGS],
	      columns[FULLTEXT_TEXT]);
	vec_release(&placing.found);
}
