#include "registry/search/search_text.h"

#include "registry/base/utf8.h"
#include "registry/base/vec.h"
#include "registry/document/part_text.h"
#include "registry/port/unicode.h"

struct pieces {
	struct str *at;
	size_t n, room;
};

static struct str joined(struct arena *arena, const struct str *pieces, size_t count)
{
	static const char between[] = {PIECE_END};

	return unicode_nfc(arena, arena_list(arena, pieces, count, (struct str){between, sizeof between}));
}

static void add_names(struct pieces *pieces, const struct names *names)
{
	for (uint32_t i = 0; i < names->n; i++)
		vec_push(pieces, names->at[i].text);
}

/* What it is called, and known by. */
static struct str title_of(struct arena *arena, const struct document *document)
{
	struct pieces pieces = {0};
	struct str title;

	vec_push(&pieces, document->title);
	vec_push(&pieces, document->id);
	vec_push(&pieces, document->number);
	add_names(&pieces, &document->aliases);
	add_names(&pieces, &document->dnr);
	title = joined(arena, pieces.at, pieces.n);
	vec_release(&pieces);
	return title;
}

static struct str headings_of(struct arena *arena, const struct document *document)
{
	struct str *titles = ARENA_ARRAY(arena, struct str, document->part_count);

	for (uint32_t i = 0; i < document->part_count; i++)
		titles[i] = document->parts[i].title;
	return joined(arena, titles, document->part_count);
}

/* A link [[id#part]] reads as its id, and the sign of the register's own commentary not at all; the text is the caller's own. */
static struct str without_brackets(struct str text)
{
	static const struct str remark = {"[!REGISTER] ", sizeof "[!REGISTER] " - 1};
	char *at = (char *)(uintptr_t)text.at;
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		bool twice = (at[i] == '[' || at[i] == ']') && i + 1 < text.n && at[i + 1] == at[i];
		if (str_starts(str_part(text, i, text.n), remark))
			i += remark.n - 1;
		else if (twice)
			i++;
		else
			at[n++] = at[i];
	}
	return (struct str){text.at, n};
}

/* First what stands before the first heading, then each part's own. */
static struct str text_of(struct arena *arena, const struct document *document, const struct limits *limits,
                          struct str text)
{
	struct markdown_limits bounds = {limits->parts, limits->links, limits->blocks, limits->nesting, limits->images};
	struct arena scratch = ARENA_EMPTY;
	struct str *texts = ARENA_ARRAY(arena, struct str, document->part_count + 1);
	struct text_lines lines;
	uint32_t line = 0;

	text_lines_of(&lines, arena, text);
	for (uint32_t i = 0; i <= document->part_count; i++) {
		struct str own =
			part_own_text(&lines, document, document->part_count, i ? i - 1 : MARKDOWN_NO_PART, &line);
		texts[i] = without_brackets(markdown_words(arena, &scratch, own, bounds));
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return joined(arena, texts, document->part_count + 1);
}

static int read_text(const struct registry *registry, struct reader *reader, uint32_t index, struct str *text,
                     bool *same, struct error *error)
{
	struct source_file file = registry->files[index];
	size_t size = 0;

	if (reader_read(reader, &file, registry->config.limits.document_bytes, text, &size, error) < 0)
		return -1;
	if (source_has_ids(registry->source) || file.recognised || !registry->cache)
		return 0;
	source_identify(&file, *text);
	*same = *same && memcmp(file.id, registry->files[index].id, sizeof file.id) == 0;
	return 0;
}

int search_text(const struct registry *registry, struct reader *reader, struct arena *arena, uint32_t index,
                struct str columns[FULLTEXT_COLUMNS], bool *same, struct error *error)
{
	const struct document *document = &registry->documents[index];
	struct str text = STR_EMPTY;

	if (document->readable && !document->body_empty && read_text(registry, reader, index, &text, same, error) < 0)
		return -1;
	columns[FULLTEXT_TITLE] = title_of(arena, document);
	columns[FULLTEXT_HEADINGS] = headings_of(arena, document);
	columns[FULLTEXT_TEXT] =
		text.n && utf8_is_text(text) ? text_of(arena, document, &registry->config.limits, text) : STR_EMPTY;
	return 0;
}
