#include "registry/wording/wording_index.h"

/* A decision (or a day) and the anchor of a part that has a wording by it ('o'), or that holds such a part ('w'). */
static struct str explained_key(struct arena *arena, char kind, struct str by, struct str anchor)
{
	return arena_format(arena, "%c%.*s#%.*s", kind, STR_ARG(by), STR_ARG(anchor));
}

static void explained_add(struct wording_index *index, uint32_t part, struct str by)
{
	const struct document *document = index->document;

	map_add(&index->explained, explained_key(index->arena, 'o', by, document->parts[part].anchor), part);
	for (; part != MARKDOWN_NO_PART; part = document->parts[part].parent)
		map_add(&index->explained, explained_key(index->arena, 'w', by, document->parts[part].anchor), part);
	map_add(&index->explained, explained_key(index->arena, 'w', by, STR_EMPTY), 0);
}

static void wording_note(struct wording_index *index, uint32_t part)
{
	const struct markdown_part *of = &index->document->parts[part];
	struct wording *wording = &index->of[part];
	struct str by, name, wrong;

	*wording = (struct wording){.from = DATE_NONE, .until = DATE_NONE};
	if (!of->attributes.n)
		return;
	index->worded++;
	(void)wording_read(of->attributes, wording, &wrong);
	for (by = wording->by; wording_next_by(&by, &name);)
		explained_add(index, part, name);
	if (date_is_day(wording->from))
		explained_add(index, part, date_text(index->arena, wording->from));
}

void wording_index_of(struct wording_index *out, struct arena *arena, const struct document *document)
{
	uint32_t count = document->part_count, *last = ARENA_ARRAY(arena, uint32_t, (size_t)count + 1);

	*out = (struct wording_index){.document = document, .arena = arena};
	out->of = ARENA_ARRAY(arena, struct wording, (size_t)count + 1);
	out->first = ARENA_ARRAY(arena, uint32_t, (size_t)count + 1);
	out->next = ARENA_ARRAY(arena, uint32_t, (size_t)count + 1);
	map_reserve(&out->anchors, count);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t first = out->first[i] = map_add(&out->anchors, document->parts[i].anchor, i);
		out->next[i] = MARKDOWN_NO_PART;
		if (first != i)
			out->next[last[first]] = i;
		last[first] = i;
		wording_note(out, i);
	}
}

void wording_index_release(struct wording_index *index)
{
	map_release(&index->anchors);
	map_release(&index->explained);
}

uint32_t wording_part(const struct wording_index *index, struct str anchor)
{
	return map_get(&index->anchors, anchor); /* MAP_NONE is MARKDOWN_NO_PART */
}

bool wording_is_explained(const struct wording_index *index, struct str by, struct str part)
{
	const struct document *document = index->document;
	uint32_t at = part.n ? wording_part(index, part) : MARKDOWN_NO_PART;

	if (map_get(&index->explained, explained_key(index->arena, 'w', by, part)) != MAP_NONE)
		return true;
	for (; at != MARKDOWN_NO_PART; at = document->parts[at].parent)
		if (map_get(&index->explained, explained_key(index->arena, 'o', by, document->parts[at].anchor)) !=
		    MAP_NONE)
			return true;
	return false;
}

bool wording_is_from(const struct wording_index *index, struct date day, struct str part)
{
	return date_is_day(day) && wording_is_explained(index, date_text(index->arena, day), part);
}

const struct wording *wording_inherited(const struct wording_index *index, uint32_t part)
{
	for (; part != MARKDOWN_NO_PART; part = index->document->parts[part].parent)
		if (index->document->parts[part].attributes.n)
			return &index->of[part];
	return NULL;
}
