#include "bin/author/wording_insert.h"

#include "registry/document/part_number.h"
#include "registry/document/wording.h"

uint32_t wording_last(const struct document *document, uint32_t part)
{
	for (uint32_t i = part + 1; i < document->part_count; i++)
		if (str_equal(document->parts[i].anchor, document->parts[part].anchor))
			part = i;
	return part;
}

/* Order of "5" and "5-a". */
static int compare_numbers(const char *a, const char *b)
{
	int x = atoi(a), y = atoi(b);

	return x != y ? (x < y ? -1 : 1) : strcmp(a, b);
}

/* The last part that a new one of this number stands behind, or MARKDOWN_NO_PART. */
static uint32_t neighbour(const struct document *document, const struct part_number *wanted)
{
	uint32_t found = MARKDOWN_NO_PART;
	struct part_number best = {0}, number;
	char anchor[PART_ANCHOR_MAX];

	for (uint32_t i = 0; i < document->part_count; i++) {
		struct str at = document->parts[i].anchor;
		if (!part_number_read(document->parts[i].title, true, &number) || !number.paragraph[0])
			continue;
		memcpy(number.chapter, wanted->chapter, sizeof number.chapter);
		if (wanted->chapter[0] && !str_equal(part_number_put(anchor, &number), at))
			continue;
		if (compare_numbers(number.paragraph, wanted->paragraph) < 0 &&
		    (found == MARKDOWN_NO_PART || compare_numbers(number.paragraph, best.paragraph) >= 0)) {
			found = i;
			best = number;
		}
	}
	return found;
}

static bool place_inserted(struct wording_insert *out, struct arena *arena, const struct document *document,
                           struct str name)
{
	struct part_number number = {0}, beside = {0};
	size_t at = 0;
	struct str anchor = STR_EMPTY;

	if (document_part(document, name) != MARKDOWN_NO_PART || !part_number_is(name, &number))
		return false;
	out->after = neighbour(document, &number);
	if (out->after == MARKDOWN_NO_PART)
		return false;
	anchor = document->parts[out->after].anchor;
	(void)part_number_read(document->parts[out->after].title, true, &beside);
	for (size_t from = str_find(anchor, STR("par-"), 0); from != SIZE_MAX;
	     from = str_find(anchor, STR("par-"), from + 1))
		at = from;
	out->anchor = arena_format(arena, "%.*spar-%s", (int)at, anchor.at, number.paragraph);
	return true;
}

/* Does the part have a wording that this document decided? */
static bool is_there(const struct document *document, uint32_t part, struct str by)
{
	struct wording wording;
	struct str wrong = STR_EMPTY, name = STR_EMPTY;

	for (uint32_t i = part; i < document->part_count; i++) {
		if (!str_equal(document->parts[i].anchor, document->parts[part].anchor) ||
		    !wording_read(document->parts[i].attributes, &wording, &wrong))
			continue;
		while (wording_next_by(&wording.by, &name))
			if (str_equal(name, by))
				return true;
	}
	return false;
}

bool wording_place(struct wording_insert *out, struct arena *arena, const struct document *document,
                   const struct operative_part *part, struct str by)
{
	uint32_t index = document_part(document, part->name);

	*out = (struct wording_insert){.part = part, .after = index};
	out->there = part->kind != OPERATIVE_REPEALS && index != MARKDOWN_NO_PART && is_there(document, index, by);
	if (out->there) {
		out->anchor = document->parts[index].anchor;
		return true;
	}
	if (part->kind == OPERATIVE_INSERTS)
		return place_inserted(out, arena, document, part->name);
	if (index == MARKDOWN_NO_PART)
		return false;
	out->anchor = document->parts[index].anchor;
	out->after = wording_last(document, index);
	return true;
}

/* The end of the last line with text of the part, as an offset. */
static size_t part_end(const struct document *document, uint32_t part, struct str text)
{
	struct str rest = text, line = STR_EMPTY;
	uint32_t last = document->parts[part].last_line;
	size_t end = text.n;

	for (uint32_t number = 1; number <= last && str_next_line(&rest, &line); number++)
		if (number >= document->parts[part].at.line && str_trim(line).n)
			end = (size_t)(line.at + line.n - text.at);
	return end;
}

/* "2 §" of "1 kap. 2 §". */
static struct str without_chapter(struct str name)
{
	size_t at = str_find(name, STR(" kap. "), 0);

	return at == SIZE_MAX ? name : str_part(name, at + 6, SIZE_MAX);
}

/* "5 a §", or "§ 5 a" where the text writes that. */
static struct str number_as(struct arena *arena, struct str name, struct str beside)
{
	name = without_chapter(name);
	if (!str_starts(beside, STR("§")))
		return name;
	return arena_format(arena, "§ %.*s", (int)(name.n - strlen(" §")), name.at);
}

static struct str heading(struct arena *arena, const struct document *document, const struct wording_insert *insert,
                          struct date from, struct str by)
{
	const struct markdown_part *part = &document->parts[insert->after];
	struct str title = part->title;

	if (insert->part->kind == OPERATIVE_INSERTS || insert->part->title.n)
		title = arena_format(arena, "%.*s%s%.*s", STR_ARG(number_as(arena, insert->part->name, part->title)),
		                     insert->part->title.n ? " " : "", STR_ARG(insert->part->title));
	return arena_format(arena, "%.*s %.*s {#%.*s from=%.*s by=%.*s}", (int)part->level, "######", STR_ARG(title),
	                    STR_ARG(insert->anchor), STR_ARG(date_text(arena, from)), STR_ARG(by));
}

/* Line ends as the file has them. */
static struct str with_ends(struct arena *arena, struct str text, bool crlf)
{
	struct str out = STR_EMPTY, line = STR_EMPTY;

	if (!crlf)
		return text;
	while (str_next_line(&text, &line))
		out = arena_format(arena, "%.*s%s%.*s", STR_ARG(out), out.at ? "\r\n" : "", STR_ARG(line));
	return out;
}

struct str wordings_inserted(struct arena *arena, const struct document *document, struct str text,
                             const struct wording_insert *inserts, size_t count, struct date from, struct str by)
{
	bool crlf = str_find(text, STR("---\r\n"), 0) == 0;
	struct str out = text;

	/* from the last place to the first, so that offsets stay true; of those at one place, the last first */
	for (uint32_t part = document->part_count; part-- > 0;)
		for (size_t i = count; i-- > 0;) {
			const struct wording_insert *insert = &inserts[i];
			size_t at = part_end(document, part, text);
			struct str added = STR_EMPTY;
			if (insert->after != part || insert->part->kind == OPERATIVE_REPEALS || insert->there)
				continue;
			added = arena_format(arena, "\n\n%.*s\n\n%.*s",
			                     STR_ARG(heading(arena, document, insert, from, by)),
			                     STR_ARG(insert->part->text));
			out = arena_format(arena, "%.*s%.*s%.*s", STR_ARG(str_part(out, 0, at)),
			                   STR_ARG(with_ends(arena, added, crlf)),
			                   STR_ARG(str_part(out, at, SIZE_MAX)));
		}
	return out;
}
