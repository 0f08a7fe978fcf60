/* Who decided a document and when, and who changed it later. The day is taken from what speaks of a decision alone: never from a day of
 * printing, posting, price or revision. */
#include "registry/import/import.h"

#include "registry/document/vocabulary_names.h"
#include "registry/import/reading.h"
#include "registry/port/unicode.h"

#define DECISIONS_MAX 40u

struct told { /* a decision, put together of what several fields say */
	struct decision decision;
	size_t by_block, date_block, paragraph_block;
	struct str by_text, date_text, paragraph_text;
	uint8_t trust;
	bool later; /* a revision */
};

struct deciding {
	struct import *import;
	struct paper *paper;
	const struct vocabulary *vocabulary;
	struct told told[DECISIONS_MAX];
	size_t count;
};

/* --- comparing --------------------------------------------------------------------------------------------------------- */

static bool dates_agree(struct date a, struct date b)
{
	return !a.known || !b.known || date_same(a, b) != TRI_NO;
}

/* "kommunfullmäktige" and "Kommunfullmäktige i Lindbro" may be one. */
static bool bodies_agree(struct arena *arena, struct str a, struct str b)
{
	struct str x = unicode_fold(arena, reading_body(a)), y = unicode_fold(arena, reading_body(b));

	return !x.n || !y.n || str_starts(x, y) || str_starts(y, x);
}

static bool agree(struct arena *arena, const struct told *a, const struct told *b)
{
	const struct decision *x = &a->decision, *y = &b->decision;

	return a->later == b->later && dates_agree(x->date, y->date) && bodies_agree(arena, x->by, y->by) &&
	       (!x->paragraph.n || !y->paragraph.n || str_equal(x->paragraph, y->paragraph));
}

static int32_t width(struct date date)
{
	return date.known ? date.last - date.first : INT32_MAX;
}

static void merge(struct told *to, const struct told *from)
{
	bool spelt = !str_equal(reading_body(to->decision.by), to->decision.by) &&
	             str_equal(reading_body(from->decision.by), from->decision.by);

	if (!to->decision.by.n || ((from->trust > to->trust || spelt) && from->decision.by.n)) {
		to->decision.by = from->decision.by;
		to->by_block = from->by_block;
		to->by_text = from->by_text;
	}
	if (width(from->decision.date) < width(to->decision.date)) {
		to->decision.date = from->decision.date;
		to->date_block = from->date_block;
		to->date_text = from->date_text;
	}
	if (!to->decision.paragraph.n) {
		to->decision.paragraph = from->decision.paragraph;
		to->paragraph_block = from->paragraph_block;
		to->paragraph_text = from->paragraph_text;
	}
	to->trust = from->trust > to->trust ? from->trust : to->trust;
}

static void tell(struct deciding *deciding, struct told told)
{
	for (size_t i = 0; i < deciding->count; i++)
		if (agree(&deciding->import->arena, &deciding->told[i], &told)) {
			merge(&deciding->told[i], &told);
			return;
		}
	if (deciding->count < DECISIONS_MAX)
		deciding->told[deciding->count++] = told;
}

/* --- reading ----------------------------------------------------------------------------------------------------------- */

static struct told told_of(const struct field *field, struct decision decision)
{
	struct str text = field->value;

	return (struct told){.decision = decision,
	                     .by_block = field->block,
	                     .date_block = field->block,
	                     .paragraph_block = field->block,
	                     .by_text = text,
	                     .date_text = text,
	                     .paragraph_text = text,
	                     .trust = field->trust};
}

static bool has_dash_only(struct str value)
{
	return !value.n || str_equal(value, STR("-")) || str_equal(value, STR("–")) || str_equal(value, STR("—"));
}

static void decision_tell(struct deciding *deciding, const struct field *field)
{
	struct arena *arena = &deciding->import->arena;
	struct decision decision = reading_decision(arena, field->value);
	bool named = reading_is_body(arena, decision.by);

	if (field->role == LABEL_BY && !named && field->trust < 3)
		decision.by = STR_EMPTY;
	if (field->role != LABEL_BY && !named)
		decision.by = STR_EMPTY; /* "Antagen 2020-03-02 i Lindbro" */
	if (field->trust == 1 && !(decision.by.n && decision.date.known && date_is_day(decision.date)))
		return;
	if (decision.by.n || decision.date.known || decision.paragraph.n)
		tell(deciding, told_of(field, decision));
	else if (!has_dash_only(field->value) && field->trust > 1)
		import_doubt(deciding->import, deciding->paper, DOUBT_UNREAD, "decided", field->value, field->block);
}

/* "kommunfullmäktige 2020-04-27, § 58 och av bolagsstämman 2020-05-25": each by itself. */
static void decided_read(struct deciding *deciding, const struct field *field)
{
	static const struct str joins[] = {STR(" och av "), STR(" samt av ")};
	struct field rest = *field;

	for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
		for (size_t at = str_find(rest.value, joins[i], 0); at != SIZE_MAX;
		     at = str_find(rest.value, joins[i], 0)) {
			struct field first = rest;
			first.value = str_part(rest.value, 0, at);
			rest.value = str_part(rest.value, at + joins[i].n, SIZE_MAX);
			decision_tell(deciding, &first);
		}
	decision_tell(deciding, &rest);
}

/* "Datum" says of what only by what stands with it: a paragraph of minutes, or the body right before it. */
static void dated_read(struct deciding *deciding, const struct field_list *fields, size_t i)
{
	const struct field *field = &fields->list.at[i], *before = i ? field - 1 : NULL,
			   *after = i + 1 < fields->list.n ? field + 1 : NULL;
	struct decision decision = reading_decision(&deciding->import->arena, field->value);
	bool beside = before && before->role == LABEL_BY && before->trust == field->trust &&
	              field->block - before->block <= 1 &&
	              !reading_decision(&deciding->import->arena, before->value).date.known;
	bool numbered = after && after->role == LABEL_PARAGRAPH && after->block - field->block <= 1;

	if (!decision.date.known)
		return;
	if (decision.paragraph.n || beside || numbered)
		decided_read(deciding, field);
	else
		import_doubt(deciding->import, deciding->paper, DOUBT_DATE, "decided", field->value, field->block);
}

static void paragraph_read(struct deciding *deciding, const struct field *field)
{
	struct arena *arena = &deciding->import->arena;
	struct str value = str_trim(field->value);
	struct decision decision = {.date = DATE_NONE};

	if (value.n && value.at[0] >= '0' && value.at[0] <= '9')
		value = arena_format(arena, "§ %.*s", STR_ARG(value));
	decision = reading_decision(arena, value);
	decision.by = STR_EMPTY;
	if (decision.paragraph.n)
		tell(deciding, told_of(field, decision));
}

/* "reviderade 2008-09-22 § 61 och 2019-03-25 § 22": one for each day. `by` is who decided first, in the same breath. */
static void revised_read(struct deciding *deciding, const struct field *field, struct str by)
{
	struct arena *arena = &deciding->import->arena;
	struct date date;
	struct span at, next;
	size_t from = 0;
	bool found = reading_date(field->value, 0, &date, &at);

	while (found) {
		bool more = reading_date(field->value, at.to, &date, &next);
		struct str piece = str_part(field->value, from, (more ? next.from : field->value.n) - from);
		struct told told = told_of(field, reading_decision(arena, piece));
		if (!reading_is_body(arena, told.decision.by))
			told.decision.by = told.decision.paragraph.n ? by : STR_EMPTY;
		by = told.decision.by;
		told.later = true;
		if (field->trust > 1 || told.decision.paragraph.n)
			tell(deciding, told);
		from = at.to + piece.n;
		from = more ? next.from : field->value.n;
		at = next;
		found = more;
	}
}

/* Who decided, if a field of the same block says so. */
static struct str decider_near(struct deciding *deciding, const struct field_list *fields, const struct field *field)
{
	struct arena *arena = &deciding->import->arena;

	for (size_t i = 0; i < fields->list.n; i++) {
		const struct field *other = &fields->list.at[i];
		struct decision decision;
		if (other->block != field->block || (other->role != LABEL_BY && other->role != LABEL_DECIDED))
			continue;
		decision = reading_decision(arena, other->value);
		if (reading_is_body(arena, decision.by))
			return decision.by;
	}
	return STR_EMPTY;
}

/* --- the front matter -------------------------------------------------------------------------------------------------- */

static struct str body_id(const struct deciding *deciding, struct str name, size_t block)
{
	uint32_t body = deciding->vocabulary && name.n ? vocabulary_find(deciding->vocabulary, VOCABULARY_BODIES, name)
	                                               : MAP_NONE;

	if (body != MAP_NONE)
		return deciding->vocabulary->bodies[body].id;
	if (deciding->vocabulary && name.n)
		import_doubt(deciding->import, deciding->paper, DOUBT_REGISTER, "decided-by", name, block);
	return name;
}

static void put(struct deciding *deciding, const char *key, struct str value, size_t block, struct str text)
{
	struct import_key *to = import_key(deciding->import, key, false);

	if (!value.n)
		return;
	vec_push(&to->values, (struct import_value){.text = value});
	import_find(deciding->import, deciding->paper, key, value, block, text);
}

static void put_entry(struct deciding *deciding, const char *key, const struct told *told)
{
	struct arena *arena = &deciding->import->arena;
	const struct decision *decision = &told->decision;
	struct import_key *to = import_key(deciding->import, key, true);
	struct import_value value = {.text = STR_EMPTY};
	struct str day = date_text(arena, decision->date);

	value.pairs[value.pair_count++] = (struct import_pair){"on", day};
	if (decision->by.n)
		value.pairs[value.pair_count++] =
			(struct import_pair){"by", body_id(deciding, decision->by, told->by_block)};
	if (decision->paragraph.n)
		value.pairs[value.pair_count++] = (struct import_pair){"paragraph", decision->paragraph};
	vec_push(&to->values, value);
	import_find(deciding->import, deciding->paper, key, day, told->date_block, told->date_text);
}

static int compare_days(const void *a, const void *b)
{
	const struct told *x = *(const struct told *const *)a, *y = *(const struct told *const *)b;

	return (x->decision.date.first > y->decision.date.first) - (x->decision.date.first < y->decision.date.first);
}

static void put_revisions(struct deciding *deciding, const struct told *first)
{
	const struct told *later[DECISIONS_MAX];
	size_t n = 0;

	for (size_t i = 0; i < deciding->count; i++)
		if (deciding->told[i].later && deciding->told[i].decision.date.known &&
		    !(first && date_same(first->decision.date, deciding->told[i].decision.date) == TRI_YES))
			later[n++] = &deciding->told[i];
	qsort(later, n, sizeof *later, compare_days);
	for (size_t i = 0; i < n; i++)
		put_entry(deciding, "revisions", later[i]);
}

/* Two decisions by the same body, or by nobody that is named: which of them is the document's cannot be determined. */
static bool is_contested(struct deciding *deciding, const struct told *first)
{
	for (size_t i = 0; i < deciding->count; i++) {
		const struct told *other = &deciding->told[i];
		if (other != first && !other->later && other->trust >= first->trust && other->decision.date.known &&
		    first->decision.date.known &&
		    bodies_agree(&deciding->import->arena, other->decision.by, first->decision.by))
			return true;
	}
	return false;
}

/* The day in a box of facts is often that of the latest revision, which a table of revisions then tells as such, below the first decision. */
static void revised_drop(struct deciding *deciding)
{
	size_t firsts = 0, kept = 0;

	for (size_t i = 0; i < deciding->count; i++)
		firsts += !deciding->told[i].later && deciding->told[i].decision.date.known;
	for (size_t i = 0; i < deciding->count; i++) {
		const struct told *told = &deciding->told[i];
		bool drop = false;
		for (size_t k = 0; k < deciding->count && !told->later && firsts > 1; k++)
			drop = drop || (deciding->told[k].later && told->decision.date.known &&
			                date_same(told->decision.date, deciding->told[k].decision.date) == TRI_YES);
		firsts -= drop;
		if (!drop)
			deciding->told[kept++] = *told;
	}
	deciding->count = kept;
}

static const struct told *first_told(const struct deciding *deciding)
{
	const struct told *best = NULL;

	for (size_t i = 0; i < deciding->count; i++) {
		const struct told *told = &deciding->told[i];
		bool whole = told->decision.by.n && told->decision.date.known,
		     best_whole = best && best->decision.by.n && best->decision.date.known;
		if (told->later)
			continue;
		if (!best || (told->trust > best->trust && whole >= best_whole) || (whole && !best_whole))
			best = told;
	}
	return best;
}

static void put_contested(struct deciding *deciding, const struct told *first)
{
	put(deciding, "decided-by", body_id(deciding, first->decision.by, first->by_block), first->by_block,
	    first->by_text);
	for (size_t i = 0; i < deciding->count; i++)
		if (!deciding->told[i].later && deciding->told[i].decision.date.known)
			import_doubt(deciding->import, deciding->paper, DOUBT_CONFLICT, "decided",
			             deciding->told[i].date_text, deciding->told[i].date_block);
}

static void put_first(struct deciding *deciding, const struct told *first)
{
	const struct decision *decision = &first->decision;
	struct arena *arena = &deciding->import->arena;

	put(deciding, "decided-by", body_id(deciding, decision->by, first->by_block), first->by_block, first->by_text);
	if (decision->date.known)
		put(deciding, "decided", date_text(arena, decision->date), first->date_block, first->date_text);
	put(deciding, "paragraph", decision->paragraph, first->paragraph_block, first->paragraph_text);
	for (size_t i = 0; i < deciding->count; i++) {
		const struct told *other = &deciding->told[i];
		if (other != first && !other->later && other->decision.by.n && other->decision.date.known &&
		    !bodies_agree(arena, other->decision.by, decision->by))
			put_entry(deciding, "also-decided", other);
	}
}

void import_choose_decisions(struct import *import, struct paper *paper, const struct field_list *fields,
                             const struct vocabulary *vocabulary)
{
	struct deciding deciding = {.import = import, .paper = paper, .vocabulary = vocabulary};
	const struct told *first = NULL;

	for (size_t i = 0; i < fields->list.n; i++) {
		const struct field *field = &fields->list.at[i];
		if (field->role == LABEL_BY || field->role == LABEL_DECIDED)
			decided_read(&deciding, field);
		else if (field->role == LABEL_DATE)
			dated_read(&deciding, fields, i);
		else if (field->role == LABEL_PARAGRAPH)
			paragraph_read(&deciding, field);
	}
	for (size_t i = 0; i < fields->list.n; i++)
		if (fields->list.at[i].role == LABEL_REVISED)
			revised_read(&deciding, &fields->list.at[i],
			             decider_near(&deciding, fields, &fields->list.at[i]));
	revised_drop(&deciding);
	first = first_told(&deciding);
	if (first && is_contested(&deciding, first))
		put_contested(&deciding, first);
	else if (first)
		put_first(&deciding, first);
	put_revisions(&deciding, first);
}
