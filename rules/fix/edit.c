/* The files that fixes are about, and the edits that make up a fix. */
#include "registry/base/utf8.h"
#include "rules/fix/fix_internal.h"

static void file_index(struct fix_file *file)
{
	file->lines.n = 0;
	vec_push(&file->lines, 0);
	for (size_t i = 0; i < file->text.n; i++)
		if (file->text.at[i] == '\n')
			vec_push(&file->lines, i + 1);
}

/* YAML also breaks lines at a lone CR and at three marks beyond ASCII; what stands on which line is then another matter here. */
static bool has_odd_lines(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] == '\r' && (i + 1 == text.n || text.at[i + 1] != '\n'))
			return true;
	return str_find(text, STR("\xC2\x85"), 0) != SIZE_MAX || str_find(text, STR("\xE2\x80\xA8"), 0) != SIZE_MAX ||
	       str_find(text, STR("\xE2\x80\xA9"), 0) != SIZE_MAX;
}

static void file_parse(struct fix_file *file, const struct registry *registry)
{
	struct problems problems = {0};
	struct fields fields = {.arena = &file->arena, .problems = &problems};

	if (front_matter_find(&file->front, &fields, file->text, registry->config.map.forms,
	                      registry->config.limits.front_matter_bytes) &&
	    file->front.form == FORM_YAML)
		file->root = front_matter_parse(&fields, &file->arena, &file->front, &registry->config.limits);
	if (file->root && file->root->kind != YAML_MAP)
		file->root = NULL;
	vec_release(&problems);
}

const struct fix_file *fix_file(struct fixing *fixing, struct fix_file *slot, uint32_t document)
{
	const struct registry *registry = fixing->registry;
	struct str text = STR_EMPTY;
	struct error error = {0};
	size_t size = 0;

	if (slot->document != document) {
		arena_reset(&slot->arena);
		slot->document = document;
		slot->read = registry->files[document].kind == FILE_PLAIN &&
		             reader_read(fixing->reader, &registry->files[document],
		                         registry->config.limits.document_bytes, &text, &size, &error) == 0 &&
		             size == text.n && utf8_is_text(text);
		slot->text = arena_copy(&slot->arena, text);
		slot->root = NULL;
		if (slot->read) {
			file_index(slot);
			file_parse(slot, registry);
			slot->read = slot->front.form <= FORM_YAML && !has_odd_lines(slot->front.inner);
		}
	}
	return slot->read ? slot : NULL;
}

size_t fix_offset(const struct fix_file *file, struct location at)
{
	size_t from = 0, to = 0;

	if (!at.line || !at.column || at.line > file->lines.n)
		return SIZE_MAX;
	from = file->lines.at[at.line - 1] + at.column - 1;
	to = at.line < file->lines.n ? file->lines.at[at.line] : file->text.n + 1;
	return from < to ? from : SIZE_MAX;
}

struct str fix_rest(const struct fix_file *file, size_t from)
{
	return str_part(file->text, from, file->text.n);
}

bool fix_edit(struct fixing *fixing, const struct fix_file *file, struct location at, struct str old, struct str text)
{
	size_t from = fix_offset(file, at);

	if (from == SIZE_MAX || !str_starts(fix_rest(file, from), old))
		return false;
	vec_push(&fixing->edits, (struct edit){.document = file->document,
	                                       .path = fixing->registry->documents[file->document].path,
	                                       .at = at,
	                                       .from = from,
	                                       .old = arena_copy(fixing->arena, old),
	                                       .text = arena_copy(fixing->arena, text)});
	return true;
}

static bool is_end(struct str rest)
{
	return !rest.n || strchr(" \t\r\n,]}#\"':", rest.at[0]);
}

bool fix_value(struct fixing *fixing, const struct fix_file *file, struct location at, struct str old, struct str text)
{
	size_t from = fix_offset(file, at);
	struct str rest = STR_EMPTY;

	if (from == SIZE_MAX || !old.n || !yaml_is_plain(text))
		return false;
	rest = fix_rest(file, from);
	if (rest.n && (rest.at[0] == '"' || rest.at[0] == '\'')) {
		at.column++;
		rest = str_part(rest, 1, rest.n);
	}
	return str_starts(rest, old) && is_end(str_part(rest, old.n, rest.n)) && fix_edit(fixing, file, at, old, text);
}

static int compare_edits(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	if (x->document != y->document)
		return x->document < y->document ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->old.n < y->old.n ? -1 : x->old.n > y->old.n;
}

struct str edits_made(struct arena *arena, struct str text, const struct edit *edits, size_t count)
{
	size_t at = 0, n = 0, size = text.n;
	char *out = NULL;

	for (size_t i = 0; i < count; i++)
		size += edits[i].text.n;
	out = ARENA_ARRAY(arena, char, size + 1);
	for (size_t i = 0; i <= count; i++) {
		size_t to = i < count ? edits[i].from : text.n;
		memcpy(out + n, text.at + at, to - at);
		n += to - at;
		if (i == count)
			break;
		if (edits[i].text.n)
			memcpy(out + n, edits[i].text.at, edits[i].text.n);
		n += edits[i].text.n;
		at = to + edits[i].old.n;
	}
	return (struct str){out, n};
}

/* Can the front matter be read when the edits of one file, from..to, have been made? */
static bool stays_readable(struct fixing *fixing, size_t from, size_t to)
{
	const struct registry *registry = fixing->registry;
	uint32_t index = fixing->edits.at[from].document;
	const struct fix_file *file =
		fixing->own.document == index ? &fixing->own : fix_file(fixing, &fixing->other, index);
	struct document document = {.path = registry->documents[index].path};
	struct arena scratch = ARENA_EMPTY;

	if (!registry->documents[index].readable || !file)
		return file != NULL;
	document_read_front_matter(&document, &scratch, &scratch, &registry->config,
	                           edits_made(&scratch, file->text, fixing->edits.at + from, to - from));
	arena_release(&scratch);
	return document.readable;
}

const struct fix *fix_make(struct fixing *fixing, enum fix_kind kind, struct str a, struct str b, struct str c)
{
	size_t count = fixing->edits.n;
	struct fix *fix = NULL;

	if (!count)
		return NULL;
	qsort(fixing->edits.at, count, sizeof *fixing->edits.at, compare_edits);
	for (size_t from = 0, to = 0; from < count; from = to) {
		while (to < count && fixing->edits.at[to].document == fixing->edits.at[from].document)
			to++;
		if (!stays_readable(fixing, from, to))
			return NULL;
	}
	fix = ARENA_NEW(fixing->arena, struct fix);
	*fix = (struct fix){
		.kind = kind,
		.args = {arena_copy(fixing->arena, a), arena_copy(fixing->arena, b), arena_copy(fixing->arena, c)},
		.edits = ARENA_ARRAY(fixing->arena, struct edit, count),
		.count = (uint32_t)count};
	memcpy(fix->edits, fixing->edits.at, count * sizeof *fix->edits);
	return fix;
}

bool fix_may_change_text(const struct document *document)
{
	return document->holding != HOLDING_FULL || document->stage == STAGE_DRAFT;
}
