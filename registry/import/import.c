#include "registry/import/import.h"

#include "registry/base/path.h"
#include "registry/import/lines.h"
#include "registry/port/unicode.h"

struct import_key *import_key(struct import *import, const char *key, bool list)
{
	for (size_t i = 0; i < import->keys.n; i++)
		if (!strcmp(import->keys.at[i].key, key))
			return &import->keys.at[i];
	vec_push(&import->keys, (struct import_key){.key = key, .list = list});
	return &import->keys.at[import->keys.n - 1];
}

struct import_place import_place_of(const struct paper *paper, size_t block, struct str text)
{
	const struct block *at = block < paper->blocks.n ? &paper->blocks.at[block] : NULL;
	struct import_place place = {.room = ROOM_NAME, .unit = paper->unit};

	if (!at)
		return place;
	place.room = at->room;
	place.number = paper->unit == UNIT_PAGE ? at->page : at->line;
	if (paper->unit == UNIT_LINE && text.at >= at->text.at && text.at < at->text.at + at->text.n)
		for (const char *byte = at->text.at; byte < text.at; byte++)
			place.number += *byte == '\n';
	return place;
}

void import_find(struct import *import, const struct paper *paper, const char *key, struct str value, size_t block,
                 struct str text)
{
	vec_push(&import->found, (struct import_found){key, value, import_place_of(paper, block, text),
	                                               lines_joined(&import->arena, text)});
}

void import_doubt(struct import *import, const struct paper *paper, enum import_doubt_kind kind, const char *key,
                  struct str value, size_t block)
{
	vec_push(&import->doubts, (struct import_doubt){kind, key, lines_joined(&import->arena, value),
	                                                import_place_of(paper, block, value), STR_EMPTY});
}

static struct str id_of(struct import *import, const char *path)
{
	const struct import_key *title = import_key(import, "title", false);
	struct str stem = path_name(str_from(path));
	size_t dot = stem.n;

	if (title->values.n)
		return unicode_slug(&import->arena, title->values.at[0].text);
	while (dot && stem.at[dot - 1] != '.')
		dot--;
	return unicode_slug(&import->arena, dot > 1 ? str_part(stem, 0, dot - 1) : stem);
}

/* What a box of facts calls the title is the title; the block that looked like one is a heading, unless it says the same. */
static void title_settle(struct paper *paper, struct shape *shape, const struct field_list *fields)
{
	for (size_t i = 0; i < fields->list.n && shape->title != SIZE_MAX; i++) {
		const struct field *field = &fields->list.at[i];
		struct str told, seen;
		if (field->role != LABEL_TITLE || !field->value.n)
			continue;
		told = unicode_fold(&paper->arena, lines_joined(&paper->arena, field->value));
		seen = unicode_fold(&paper->arena, shape->title_text);
		if (!paper->blocks.at[shape->title].title && !shape_type(&paper->arena, seen).n &&
		    !str_starts(seen, told) && !str_starts(told, seen))
			shape->title = SIZE_MAX;
	}
}

int import_read(struct import *import, struct str bytes, const char *path, const struct prose *prose,
                const struct vocabulary *vocabulary, struct error *error)
{
	struct paper paper = {0};
	struct field_list fields = {0};
	struct shape shape;
	int code = paper_read(&paper, bytes, path, error);

	if (code == 0) {
		shape = shape_find(&paper);
		fields_find(&fields, &paper, &shape);
		title_settle(&paper, &shape, &fields);
		prose_find(&fields, &paper, shape.head_end, prose);
		marks_find(&fields, &paper);
		import_choose(import, &paper, &shape, &fields, vocabulary);
		import->id = id_of(import, path);
		import->body = import_body(&import->arena, &paper, &shape);
		if (paper.macros)
			import_doubt(import, &paper, DOUBT_MACROS, "", STR_EMPTY, SIZE_MAX);
		if (paper.tracked)
			import_doubt(import, &paper, DOUBT_TRACKED, "", STR_EMPTY, SIZE_MAX);
	}
	vec_release(&fields.list);
	arena_join(&import->arena, &paper.arena); /* the facts are texts of it */
	paper_release(&paper);
	return code;
}

void import_release(struct import *import)
{
	for (size_t i = 0; i < import->keys.n; i++)
		vec_release(&import->keys.at[i].values);
	vec_release(&import->keys);
	vec_release(&import->found);
	vec_release(&import->doubts);
	arena_release(&import->arena);
}
