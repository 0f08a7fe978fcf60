/* Puts fixes together, file by file. */
#include "registry/base/vec.h"
#include "rules/fix/fix.h"

struct piece { /* one edit of one fix */
	const struct edit *edit;
	size_t fix; /* its number, in the order of the findings */
};

struct pieces {
	struct piece *at;
	size_t n, room;
};

struct choice { /* the different fixes of some findings */
	VEC(const struct fix *) fixes;
	bool *out; /* put off */
};

static int compare_pieces(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	if (x->edit->document != y->edit->document)
		return x->edit->document < y->edit->document ? -1 : 1;
	if (x->edit->from != y->edit->from)
		return x->edit->from < y->edit->from ? -1 : 1;
	if (x->edit->old.n != y->edit->old.n)
		return x->edit->old.n < y->edit->old.n ? -1 : 1;
	return x->fix < y->fix ? -1 : x->fix > y->fix;
}

/* Two findings may ask for the same. */
static bool is_same(const struct edit *a, const struct edit *b)
{
	return a->document == b->document && a->from == b->from && a->old.n && str_equal(a->old, b->old) &&
	       str_equal(a->text, b->text);
}

/* Two that put something in at one place overlap as well: which is to stand first, and whether the one still means what it did behind
 * the other, is not known before the first has been made. */
static bool overlaps(const struct piece *a, const struct piece *b)
{
	const struct edit *x = a->edit, *y = b->edit;

	if (x->document != y->document || a->fix == b->fix)
		return false;
	return y->from < x->from + x->old.n || (y->from == x->from && !x->old.n && !y->old.n);
}

/* Puts off the later of the first two fixes that overlap; false when none do. */
static bool put_off_one(const struct pieces *pieces, bool *out)
{
	const struct piece *last = NULL;

	for (size_t i = 0; i < pieces->n; i++) {
		const struct piece *piece = &pieces->at[i];
		if (out[piece->fix] || (last && is_same(last->edit, piece->edit))) /* the first stands for both */
			continue;
		if (last && overlaps(last, piece)) {
			out[piece->fix > last->fix ? piece->fix : last->fix] = true;
			return true;
		}
		last = piece;
	}
	return false;
}

static size_t number_of(struct choice *choice, struct map *known, const struct fix *fix)
{
	uint32_t number =
		map_add(known, (struct str){(const char *)&fix->edits, sizeof fix->edits}, (uint32_t)choice->fixes.n);

	if (number == choice->fixes.n)
		vec_push(&choice->fixes, fix);
	return number;
}

/* The edits of one file that are to be made, in order, none twice. */
static size_t edits_collect(struct edit *edits, const struct pieces *pieces, size_t from, size_t to, const bool *out)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		if (!out[pieces->at[i].fix] && (!n || !is_same(&edits[n - 1], pieces->at[i].edit)))
			edits[n++] = *pieces->at[i].edit;
	return n;
}

static bool stands(struct str text, const struct edit *edits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!str_starts(str_part(text, edits[i].from, text.n), edits[i].old) || edits[i].from > text.n)
			return false;
	return true;
}

static int file_fix(struct fixed_files *out, struct arena *arena, const struct edit *edits, size_t count,
                    const struct registry *registry, struct reader *reader, struct error *error)
{
	struct fixed_file *file = &out->files[out->count];
	struct str text = STR_EMPTY;
	size_t size = 0;

	*file = (struct fixed_file){.document = edits->document, .path = edits->path};
	if (reader_read(reader, &registry->files[edits->document], registry->config.limits.document_bytes, &text, &size,
	                error) < 0)
		return -1;
	if (!stands(text, edits, count))
		return error_set(error, ERROR_CHANGED, arena_copy(arena, edits->path).at, NULL);
	file->before = arena_copy(arena, text);
	file->after = edits_made(arena, file->before, edits, count);
	out->count++;
	return 0;
}

static int files_fix(struct fixed_files *out, struct arena *arena, const struct pieces *pieces, const bool *put_off,
                     const struct registry *registry, struct reader *reader, struct error *error)
{
	struct edit *edits = ARENA_ARRAY(arena, struct edit, pieces->n);
	int status = 0;

	out->files = ARENA_ARRAY(arena, struct fixed_file, pieces->n);
	for (size_t from = 0, to = 0; !status && from < pieces->n; from = to) {
		size_t count = 0;
		while (to < pieces->n && pieces->at[to].edit->document == pieces->at[from].edit->document)
			to++;
		count = edits_collect(edits, pieces, from, to, put_off);
		if (count)
			status = file_fix(out, arena, edits, count, registry, reader, error);
	}
	return status;
}

int fixes_apply(struct fixed_files *out, struct arena *arena, const struct finding *findings, size_t count,
                const struct registry *registry, struct reader *reader, struct error *error)
{
	struct choice choice = {.out = NULL};
	struct pieces pieces = {0};
	struct map known = {0};
	int status = 0;

	*out = (struct fixed_files){.applied = ARENA_ARRAY(arena, bool, count)};
	for (size_t i = 0; i < count; i++)
		if (findings[i].fix)
			(void)number_of(&choice, &known, findings[i].fix);
	for (size_t i = 0; i < choice.fixes.n; i++)
		for (uint32_t k = 0; k < choice.fixes.at[i]->count; k++)
			vec_push(&pieces, (struct piece){&choice.fixes.at[i]->edits[k], i});
	choice.out = ARENA_ARRAY(arena, bool, choice.fixes.n);
	if (pieces.n)
		qsort(pieces.at, pieces.n, sizeof *pieces.at, compare_pieces);
	while (put_off_one(&pieces, choice.out))
		out->put_off++;
	out->fixes = choice.fixes.n - out->put_off;
	for (size_t i = 0; i < count; i++)
		out->applied[i] = findings[i].fix && !choice.out[number_of(&choice, &known, findings[i].fix)];
	status = files_fix(out, arena, &pieces, choice.out, registry, reader, error);
	vec_release(&choice.fixes);
	vec_release(&pieces);
	map_release(&known);
	return status;
}
