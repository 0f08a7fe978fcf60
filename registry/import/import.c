#include "registry/import/import.h"

#include "registry/base/path.h"
#include "registry/import/lines.h"
#include "registry/port/unicode.h"

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
		told = unicode_fold(&paper->arena, lines_as_one(&paper->arena, field->value));
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
