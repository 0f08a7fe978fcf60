#include "registry/history/document_diff.h"

#include "registry/base/vec.h"
#include "registry/document/key_table.h"

#include <stdlib.h>

/* --- what a key says ----------------------------------------------------------------------------------------------- */

static int compare_texts(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The texts sorted, with commas between them; sorts them. */
static struct str listed(struct arena *arena, struct str *texts, uint32_t count)
{
	if (count)
		qsort(texts, count, sizeof *texts, compare_texts);
	return arena_list(arena, texts, count, STR(", "));
}

static struct str names_value(struct arena *arena, struct names names)
{
	struct str *texts = ARENA_ARRAY(arena, struct str, names.n);

	for (uint32_t i = 0; i < names.n; i++)
		texts[i] = names.at[i].text;
	return listed(arena, texts, names.n);
}

static struct str date_value(struct arena *arena, struct date date)
{
	return date.known ? date_text(arena, date) : STR_EMPTY;
}

static struct str row_value(struct arena *arena, const struct key_row *row, const void *into);

/* "staden including subsidiaries via ks": the first key's value, then the others with their keys. */
static struct str entry_value(struct arena *arena, const struct key_table *table, const void *entry)
{
	struct str all = STR_EMPTY;

	for (size_t i = 0; i < table->n; i++) {
		struct str value = row_value(arena, &table->rows[i], entry);
		if (value.n)
			all = arena_format(arena, "%.*s%s%s%s%.*s", STR_ARG(all), all.n ? " " : "",
			                   i ? table->rows[i].key : "", i ? " " : "", STR_ARG(value));
	}
	return all;
}

static struct str entries_value(struct arena *arena, const struct key_row *row, const void *into)
{
	const char *items = NULL;
	uint32_t count = 0;
	struct str *texts = NULL;

	memcpy(&items, (const char *)into + row->to, sizeof items);
	memcpy(&count, (const char *)into + row->count, sizeof count);
	texts = ARENA_ARRAY(arena, struct str, count);
	for (uint32_t i = 0; i < count; i++)
		texts[i] = entry_value(arena, row->table, items + i * row->table->size);
	return listed(arena, texts, count);
}

static struct str word_value(const struct key_row *row, const void *value)
{
	int word = 0;

	memcpy(&word, value, sizeof word); /* an enum */
	return word < row->first ? STR_EMPTY : str_from(row->words[word - row->first].name);
}

static struct str row_value(struct arena *arena, const struct key_row *row, const void *into)
{
	const void *value = (const char *)into + row->to;

	switch (row->type) {
	case VALUE_TEXT:
		return *(const struct str *)value;
	case VALUE_DATE:
		return date_value(arena, *(const struct date *)value);
	case VALUE_NUMBER:
		return *(const uint32_t *)value ? arena_format(arena, "%u", *(const uint32_t *)value) : STR_EMPTY;
	case VALUE_WORD:
		return word_value(row, value);
	case VALUE_REFERENCE:
		return ((const struct reference *)value)->name;
	case VALUE_MAP:
	case VALUE_ENTRY:
		return entry_value(arena, row->table, value);
	case VALUE_ENTRIES:
		return entries_value(arena, row, into);
	default:
		return names_value(arena, *(const struct names *)value);
	}
}

struct str document_value(struct arena *arena, const struct document *document, enum document_key key)
{
	if (key == KEY_TEXT && !document->readable)
		return STR_EMPTY;
	return row_value(arena, &document_keys.rows[key], document);
}

static void compare_fields(struct document_change *out, struct arena *arena)
{
	static const struct document none;
	const struct document *old = out->old ? out->old : &none, *new = out->new ? out->new : &none;

	if ((out->old && !old->readable) || (out->new && !new->readable))
		return; /* what it says is not known */
	out->fields = ARENA_ARRAY(arena, struct field_change, KEY_COUNT);
	for (int i = KEY_TITLE; i < KEY_COUNT; i++) {
		enum document_key key = (enum document_key)i;
		struct field_change field = {key, document_value(arena, old, key), document_value(arena, new, key)};
		/* a value that can no longer be read is a change too */
		bool stated =
			out->old && out->new && (old->keys[i].line > 0) != (new->keys[i].line > 0) && key != KEY_TEXT;
		if (!str_equal(field.old, field.new) || (stated && (field.old.n || field.new.n)))
			out->fields[out->field_count++] = field;
	}
}

/* --- relations ----------------------------------------------------------------------------------------------------- */

static int compare_stated(const void *a, const void *b)
{
	const struct stated *x = a, *y = b;
	int order = 0;

	if (x->relation->type != y->relation->type)
		return x->relation->type < y->relation->type ? -1 : 1;
	if (x->inverse != y->inverse)
		return x->inverse ? 1 : -1;
	order = str_compare(x->other, y->other);
	return order ? order : str_compare(x->relation->target.part, y->relation->target.part);
}

static bool same_ends(const struct stated *a, const struct stated *b)
{
	return a->relation->type == b->relation->type && a->inverse == b->inverse && str_equal(a->other, b->other);
}

struct str relation_terms(struct arena *arena, const struct relation *relation)
{
	return arena_format(arena, "#%.*s %s %.*s %d %.*s#%.*s", STR_ARG(relation->target.part),
	                    relation_state_name(relation->state), STR_ARG(date_value(arena, relation->from)),
	                    (int)relation->condition, STR_ARG(relation->when.name), STR_ARG(relation->when.part));
}

static bool same_terms(struct arena *scratch, const struct relation *a, const struct relation *b)
{
	return str_equal(relation_terms(scratch, a), relation_terms(scratch, b));
}

static struct stated *sorted(struct arena *scratch, const struct change_side *side)
{
	struct stated *found = ARENA_ARRAY(scratch, struct stated, side->stated_count + 1);

	if (side->stated_count) {
		memcpy(found, side->stated, side->stated_count * sizeof *found);
		qsort(found, side->stated_count, sizeof *found, compare_stated);
	}
	return found;
}

struct pairing { /* of two sorted lists */
	struct stated *old, *new;
	size_t old_count, new_count;
	struct relation_change *found;
	size_t count;
	struct arena *scratch;
};

/* Of relations between the same two documents, those that concern the same part belong together; of the rest, each to each in turn. */
static void pair_group(struct pairing *pairing, struct stated *old, size_t n, struct stated *new, size_t m)
{
	size_t left = 0, right = 0;

	for (size_t i = 0, j = 0; i < n || j < m;) { /* what has its like is taken out; the rest moves up */
		int order = i == n   ? 1
		            : j == m ? -1
		                     : str_compare(old[i].relation->target.part, new[j].relation->target.part);
		if (order < 0)
			old[left++] = old[i++];
		else if (order > 0)
			new[right++] = new[j++];
		else if (same_terms(pairing->scratch, old[i].relation, new[j].relation))
			i++, j++;
		else
			pairing->found[pairing->count++] = (struct relation_change){old[i++], new[j++]};
	}
	for (size_t i = 0; i < left || i < right; i++)
		pairing->found[pairing->count++] = (struct relation_change){i < left ? old[i] : (struct stated){0},
		                                                            i < right ? new[i] : (struct stated){0}};
}

static size_t group_length(const struct stated *stated, size_t from, size_t count)
{
	size_t to = from + 1;

	while (to < count && same_ends(&stated[from], &stated[to]))
		to++;
	return to - from;
}

static void compare_relations(struct document_change *out, struct arena *arena, struct arena *scratch,
                              const struct change_side *old, const struct change_side *new)
{
	struct pairing pairing = {
		sorted(scratch, old), sorted(scratch, new), old->stated_count, new->stated_count, NULL, 0, scratch};

	if ((out->old && !out->old->readable) || (out->new && !out->new->readable))
		return;
	pairing.found = ARENA_ARRAY(arena, struct relation_change, pairing.old_count + pairing.new_count);
	for (size_t i = 0, j = 0; i < pairing.old_count || j < pairing.new_count;) {
		bool more_old = i < pairing.old_count, more_new = j < pairing.new_count;
		bool same = more_old && more_new && same_ends(&pairing.old[i], &pairing.new[j]);
		bool old_first =
			more_old && (!more_new || same || compare_stated(&pairing.old[i], &pairing.new[j]) < 0);
		size_t n = old_first ? group_length(pairing.old, i, pairing.old_count) : 0;
		size_t m = same || !old_first ? group_length(pairing.new, j, pairing.new_count) : 0;
		pair_group(&pairing, pairing.old + i, n, pairing.new + j, m);
		i += n;
		j += m;
	}
	out->relations = pairing.found;
	out->relation_count = pairing.count;
}

/* --- the whole ----------------------------------------------------------------------------------------------------- */

static bool is_unreadable(const struct document *document)
{
	return document && !document->readable;
}

void document_compare(struct document_change *out, struct arena *arena, struct arena *scratch,
                      const struct change_side *old, const struct change_side *new)
{
	*out = (struct document_change){.kind = CHANGE_NONE,
	                                .id = new->document ? new->document->id : old->document->id,
	                                .old = old->document,
	                                .new = new->document,
	                                .old_index = NO_DOCUMENT,
	                                .new_index = NO_DOCUMENT};
	compare_fields(out, arena);
	compare_relations(out, arena, scratch, old, new);
	if (!old->document || !new->document) {
		out->kind = old->document ? CHANGE_GONE : CHANGE_ADDED;
		return;
	}
	out->moved = !str_equal(old->document->path, new->document->path);
	if (is_unreadable(out->old) || is_unreadable(out->new)) {
		if (out->old->readable != out->new->readable || !str_equal(old->text, new->text))
			out->kind = CHANGE_CHANGED; /* in what, cannot be determined */
	} else if (!str_equal(old->text, new->text)) {
		change_parts(out, arena, scratch, old, new);
	}
	if (out->field_count || out->relation_count || out->part_count)
		out->kind = CHANGE_CHANGED;
	else if (out->kind == CHANGE_NONE && out->moved)
		out->kind = CHANGE_MOVED;
}
