/* From fields to front matter. A value that is not understood, or that another speaks against, is told as a doubt and left out. */
#include "registry/import/import.h"

#include "registry/base/ascii.h"
#include "registry/citation/case_number.h"
#include "registry/document/vocabulary_names.h"
#include "registry/import/lines.h"
#include "registry/import/reading.h"
#include "registry/port/unicode.h"

struct choosing {
	struct import *import;
	struct paper *paper;
	const struct shape *shape;
	const struct field_list *fields;
	const struct vocabulary *vocabulary;
};

static void put(struct choosing *choosing, const char *key, bool list, struct str value, size_t block, struct str text)
{
	struct import_key *to = import_key(choosing->import, key, list);

	vec_push(&to->values, (struct import_value){.text = value});
	import_find(choosing->import, choosing->paper, key, value, block, text);
}

static void doubt(struct choosing *choosing, enum import_doubt_kind kind, const char *key, const struct field *field)
{
	import_doubt(choosing->import, choosing->paper, kind, key, field->value, field->block);
}

/* The field of that role that is most to be trusted, the first of several; NULL when there is none. */
static const struct field *best(const struct choosing *choosing, enum label_role role)
{
	const struct field *found = NULL;

	for (size_t i = 0; i < choosing->fields->list.n; i++) {
		const struct field *field = &choosing->fields->list.at[i];
		if (field->role == role && field->value.n && (!found || field->trust > found->trust))
			found = field;
	}
	return found;
}

/* --- title and type ----------------------------------------------------------------------------------------------------- */

/* What the file is said to be called by the program that made it is often the name of a template or of another file. */
static bool is_name_of_file(struct arena *arena, struct str name)
{
	static const struct str signs[] = {STR("mall"),    STR("microsoft"), STR("word"),     STR(".doc"),
	                                   STR(".htm"),    STR(".pdf"),      STR("dokument"), STR("untitled"),
	                                   STR("namnlös"), STR("_"),         STR("rubrik")};
	struct str folded = unicode_fold(arena, name);

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_find(folded, signs[i], 0) != SIZE_MAX)
			return true;
	return false;
}

static size_t named_block(const struct choosing *choosing)
{
	for (size_t i = 0; i < choosing->paper->blocks.n; i++) {
		const struct block *block = &choosing->paper->blocks.at[i];
		if (block->room == ROOM_NAME && block->text.n < 200 &&
		    !is_name_of_file(&choosing->import->arena, block->text) &&
		    shape_type(&choosing->import->arena, block->text).n)
			return i;
	}
	return SIZE_MAX;
}

static struct str choose_title(struct choosing *choosing)
{
	struct arena *arena = &choosing->import->arena;
	const struct field *field = best(choosing, LABEL_TITLE);
	size_t block = field ? field->block : choosing->shape->title;
	struct str text = field ? field->value : choosing->shape->title_text, title;

	if (!field && block == SIZE_MAX) {
		block = named_block(choosing);
		text = block == SIZE_MAX ? STR_EMPTY : choosing->paper->blocks.at[block].text;
	}
	title = lines_as_one(arena, text);
	if (title.n)
		put(choosing, "title", false, title, block, text);
	else
		import_doubt(choosing->import, choosing->paper, DOUBT_TITLE, "title", STR_EMPTY, SIZE_MAX);
	return title;
}

/* Of a word in one number, the type that the register has in the other: "riktlinje" is its "riktlinjer", "föreskrifter" its "föreskrift". */
static struct str type_in_number(struct choosing *choosing, struct str word)
{
	static const struct str endings[] = {STR("r"), STR("er"), STR("ar")};
	const struct vocabulary *vocabulary = choosing->vocabulary;

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct str many = arena_format(&choosing->import->arena, "%.*s%s", STR_ARG(word), endings[i].at);
		struct str one = str_ends(word, endings[i]) ? str_part(word, 0, word.n - endings[i].n) : many;
		uint32_t type = vocabulary_find(vocabulary, VOCABULARY_TYPES, many);
		if (type == MAP_NONE)
			type = vocabulary_find(vocabulary, VOCABULARY_TYPES, one);
		if (type != MAP_NONE)
			return vocabulary->types[type].id;
	}
	return STR_EMPTY;
}

/* The type's id in the register, of the whole word or the kind that it is ("avfallsplan": plan). */
static struct str type_id(struct choosing *choosing, struct str word)
{
	struct str kind = shape_type(&choosing->import->arena, word);
	const struct vocabulary *vocabulary = choosing->vocabulary;
	const struct str tries[] = {word, kind, unicode_slug(&choosing->import->arena, word),
	                            unicode_slug(&choosing->import->arena, kind),
	                            str_ends(kind, STR("plan")) ? STR("plan") : kind};

	for (size_t i = 0; vocabulary && i < sizeof tries / sizeof *tries; i++) {
		uint32_t type = tries[i].n ? vocabulary_find(vocabulary, VOCABULARY_TYPES, tries[i]) : MAP_NONE;
		if (type != MAP_NONE)
			return vocabulary->types[type].id;
	}
	return vocabulary ? type_in_number(choosing, kind.n ? kind : word) : STR_EMPTY;
}

/* Of a row with all types there are, the one that is marked: "☐ Policy ☒ Plan", "Policy ☒ Plan ☐". "" when none is, or several. */
static struct str type_marked(struct arena *arena, struct str value)
{
	static const struct str marks[] = {STR("☒"), STR("☑"), STR("✓"), STR("✔"), STR("[x]"), STR("(x)")},
				boxes[] = {STR("☐"), STR("□"), STR("[ ]"), STR("☒"),  STR("☑"),
	                                   STR("✓"), STR("✔"), STR("[x]"), STR("(x)")};
	struct str folded = unicode_fold(arena, str_trim(value)), types[8];
	size_t at = SIZE_MAX, n = 0, count = 0;
	bool before = false; /* marks stand before their words */

	for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
		before = before || str_starts(folded, boxes[i]);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		for (size_t found = str_find(folded, marks[i], 0); found != SIZE_MAX;
		     found = str_find(folded, marks[i], found + 1)) {
			at = found;
			n = marks[i].n;
			count++;
		}
	if (count != 1)
		return STR_EMPTY;
	if (before)
		return shape_types_in(arena, str_part(folded, at + n, SIZE_MAX), types, 1) ? types[0] : STR_EMPTY;
	count = shape_types_in(arena, str_part(folded, 0, at), types, 8);
	return count ? types[count - 1] : STR_EMPTY;
}

static void choose_type(struct choosing *choosing, struct str title)
{
	struct arena *arena = &choosing->import->arena;
	const struct field *field = best(choosing, LABEL_TYPE);
	struct str of_title = shape_type(arena, title), word = STR_EMPTY, types[8], id;
	size_t block = choosing->shape->title, n = field ? shape_types_in(arena, field->value, types, 8) : 0;

	if (n > 1) {
		word = type_marked(arena, field->value);
		for (size_t i = 0; i < n && !word.n; i++)
			word = str_equal(types[i], of_title) ? types[i] : STR_EMPTY;
		if (!word.n)
			doubt(choosing, DOUBT_CONFLICT, "type", field);
	} else if (field && field->value.n < 60 && !str_equal(unicode_fold(arena, field->value), STR("styrdokument"))) {
		word = unicode_fold(arena, lines_as_one(arena, field->value));
	}
	if (word.n)
		block = field->block;
	else
		word = n > 1 ? STR_EMPTY : of_title;
	if (!word.n)
		return;
	id = type_id(choosing, word);
	if (!id.n && choosing->vocabulary)
		import_doubt(choosing->import, choosing->paper, DOUBT_REGISTER, "type", word, block);
	choosing->import->type = id.n ? id : word;
	put(choosing, "type", false, choosing->import->type, block,
	    block == choosing->shape->title ? title : field->value);
}

/* --- numbers ----------------------------------------------------------------------------------------------------------- */

static void dnr_add(struct choosing *choosing, struct str dnr, size_t block, struct str text)
{
	struct import_key *key = import_key(choosing->import, "dnr", true);
	char a[DNR_MAX], b[DNR_MAX];

	for (size_t i = 0; i < key->values.n; i++)
		if (str_equal(dnr_folded(key->values.at[i].text, a), dnr_folded(dnr, b)))
			return;
	put(choosing, "dnr", true, dnr, block, text);
}

/* A number with a board's letters at the head of a page or above the text is the document's own though no word says so. */
static void dnr_bare(struct choosing *choosing)
{
	for (size_t i = 0; i < choosing->paper->blocks.n; i++) {
		const struct block *block = &choosing->paper->blocks.at[i];
		bool head = block->room == ROOM_HEADER || block->room == ROOM_FOOTER ||
		            (block->room == ROOM_BODY && i < choosing->shape->head_end);
		size_t from = 0;
		for (size_t at = 0; head && at <= block->text.n; at++) {
			struct str piece, dnr;
			if (at < block->text.n && !strchr("\t|\n", block->text.at[at]))
				continue;
			piece = str_trim(str_part(block->text, from, at - from));
			from = at + 1;
			dnr = piece.n < DNR_MAX ? reading_dnr(&choosing->import->arena, piece, false) : STR_EMPTY;
			if (dnr.n && dnr.n == piece.n)
				dnr_add(choosing, dnr, i, piece);
		}
	}
}

/* "KS 2021/00345 003": with the class code that ends the value. */
static struct str with_class(struct str dnr, struct str value)
{
	size_t n = dnr.n;

	if (!n || value.n < n + 3 || value.n > n + 4 || memcmp(value.at, dnr.at, n) != 0 || value.at[n] != ' ')
		return dnr;
	for (size_t i = n + 1; i < value.n; i++)
		if (!is_digit(value.at[i]))
			return dnr;
	return value;
}

static void choose_dnr(struct choosing *choosing)
{
	struct arena *arena = &choosing->import->arena;

	for (size_t i = 0; i < choosing->fields->list.n; i++) {
		const struct field *field = &choosing->fields->list.at[i];
		struct decision decision;
		if (field->role == LABEL_DNR && field->value.n) {
			struct str dnr = with_class(reading_dnr(arena, field->value, true), field->value);
			if (dnr.n)
				dnr_add(choosing, dnr, field->block, field->value);
			else if (field->colon && field->value.n > 2)
				doubt(choosing, DOUBT_UNREAD, "dnr", field);
		}
		if (field->role == LABEL_BY || field->role == LABEL_DECIDED) {
			decision = reading_decision(arena, field->value);
			if (decision.dnr.n)
				dnr_add(choosing, decision.dnr, field->block, field->value);
		}
	}
	if (!import_key(choosing->import, "dnr", true)->values.n)
		dnr_bare(choosing);
}

/* "KFS 2019:4", "F 16:1": letters, a year or number, a colon or stroke, a number. */
static size_t code_read(struct str text)
{
	size_t n = 0, digits = 0;

	while (n < text.n && text.at[n] >= 'A' && text.at[n] <= 'Z')
		n++;
	if (!n || n > 5)
		return 0;
	if (n < text.n && text.at[n] == ' ')
		n++;
	for (; n < text.n && is_digit(text.at[n]); n++)
		digits++;
	if (!digits || digits > 4 || n + 1 >= text.n || !strchr(":/", text.at[n]) || !is_digit(text.at[n + 1]))
		return 0;
	for (n++; n < text.n && is_digit(text.at[n]); n++)
		;
	return n;
}

/* Such a number beside the word författningssamling, or whose letters stand for it. */
static struct str code_number(struct arena *arena, struct str text)
{
	bool said = str_find(unicode_fold(arena, text), STR("författningssamling"), 0) != SIZE_MAX;

	for (size_t i = 0; i < text.n; i++) {
		size_t n = i && text.at[i - 1] != ' ' && !is_space(text.at[i - 1])
		                   ? 0
		                   : code_read(str_part(text, i, SIZE_MAX));
		if (n && (said || str_find(str_part(text, i, 5), STR("FS "), 0) != SIZE_MAX))
			return str_part(text, i, n);
	}
	return STR_EMPTY;
}

static void choose_number(struct choosing *choosing)
{
	for (size_t i = 0; i < choosing->paper->blocks.n; i++) {
		const struct block *block = &choosing->paper->blocks.at[i];
		struct str number = STR_EMPTY;
		if (block->room == ROOM_HEADER || block->room == ROOM_FOOTER ||
		    (block->room == ROOM_BODY && i < choosing->shape->head_end))
			number = code_number(&choosing->import->arena, block->text);
		if (number.n) {
			put(choosing, "number", false, number, i, block->text);
			return;
		}
	}
}

/* --- days -------------------------------------------------------------------------------------------------------------- */

/* All that is said of it, if it is one thing; otherwise what is most to be trusted, if that is one. */
static void choose_day(struct choosing *choosing, const char *key, const struct date *dates,
                       const struct field *const *from, size_t n)
{
	uint8_t trust = 0;
	size_t chosen = SIZE_MAX;
	bool clash = false;

	for (size_t i = 0; i < n; i++)
		trust = from[i]->trust > trust ? from[i]->trust : trust;
	for (size_t i = 0; i < n; i++) {
		if (from[i]->trust < trust)
			continue;
		clash = clash || (chosen != SIZE_MAX && date_same(dates[i], dates[chosen]) == TRI_NO);
		if (chosen == SIZE_MAX || dates[i].last - dates[i].first < dates[chosen].last - dates[chosen].first)
			chosen = i;
	}
	if (clash) {
		for (size_t i = 0; i < n; i++)
			doubt(choosing, DOUBT_CONFLICT, key, from[i]);
	} else if (chosen != SIZE_MAX) {
		put(choosing, key, false, date_text(&choosing->import->arena, dates[chosen]), from[chosen]->block,
		    from[chosen]->trust == 1 ? from[chosen]->label : from[chosen]->value);
	}
}

#define DAYS_MAX 32u

struct days {
	struct date dates[DAYS_MAX];
	const struct field *from[DAYS_MAX];
	size_t n;
};

static void days_add(struct days *days, struct date date, const struct field *field)
{
	if (days->n < DAYS_MAX) {
		days->dates[days->n] = date;
		days->from[days->n++] = field;
	}
}

/* "1 januari 2021–31 december 2030", "2021-2030", "fr.o.m. 2020-01-01 tills vidare". */
static void span_read(const struct field *field, struct days *from, struct days *to)
{
	struct date first, second;
	struct span at, next;
	struct str value = field->value;
	bool day = reading_date(value, 0, &first, &at);
	bool two;

	if (!day && !reading_year(value, 0, &first, &at))
		return;
	two = day ? reading_date(value, at.to, &second, &next) : reading_year(value, at.to, &second, &next);
	if (two && date_before(first, second) == TRI_YES) {
		days_add(from, first, field);
		days_add(to, second, field);
		return;
	}
	value = str_part(value, 0, at.from);
	if (str_find(value, STR("till"), 0) != SIZE_MAX || str_find(value, STR("t.o.m"), 0) != SIZE_MAX ||
	    str_find(value, STR("t o m"), 0) != SIZE_MAX || str_find(value, STR("längst"), 0) != SIZE_MAX ||
	    str_find(value, STR("Till"), 0) != SIZE_MAX || str_find(value, STR("T.o.m"), 0) != SIZE_MAX)
		days_add(to, first, field);
	else if (str_find(value, STR("från"), 0) != SIZE_MAX || str_find(value, STR("Från"), 0) != SIZE_MAX ||
	         str_find(value, STR("r.o.m"), 0) != SIZE_MAX || str_find(value, STR("r o m"), 0) != SIZE_MAX)
		days_add(from, first, field);
}

/* The day that a sentence or value begins with, and the one that it may go on to. */
static void from_read(const struct field *field, struct days *from, struct days *to)
{
	struct date first, second;
	struct span at, next;

	if (!reading_date(field->value, 0, &first, &at) || at.from > 6) {
		if (field->trust > 1 && reading_year(field->value, 0, &first, &at) && at.from == 0 &&
		    field->value.n == 4)
			days_add(from, first, field);
		return;
	}
	days_add(from, first, field);
	if (reading_date(field->value, at.to, &second, &next) && date_before(first, second) == TRI_YES &&
	    next.from - at.to < 30)
		days_add(to, second, field);
}

static void to_read(const struct field *field, struct days *to)
{
	struct date date;
	struct span at;

	if (reading_date(field->value, 0, &date, &at) ||
	    (field->trust > 1 && reading_year(field->value, 0, &date, &at)))
		days_add(to, date, field);
}

static void choose_validity(struct choosing *choosing)
{
	struct days from = {0}, to = {0};

	for (size_t i = 0; i < choosing->fields->list.n; i++) {
		const struct field *field = &choosing->fields->list.at[i];
		size_t before = from.n + to.n;
		if (field->role == LABEL_IN_FORCE)
			from_read(field, &from, &to);
		else if (field->role == LABEL_EXPIRES)
			to_read(field, &to);
		else if (field->role == LABEL_SPAN)
			span_read(field, &from, &to);
		else
			continue;
		if (from.n + to.n == before && field->colon && field->value.n > 2 &&
		    str_find(unicode_fold(&choosing->import->arena, field->value), STR("vidare"), 0) == SIZE_MAX)
			doubt(choosing, DOUBT_UNREAD, field->role == LABEL_IN_FORCE ? "in-force" : "expires", field);
	}
	choose_day(choosing, "in-force", from.dates, from.from, from.n);
	choose_day(choosing, "expires", to.dates, to.from, to.n);
}

static void choose_review(struct choosing *choosing)
{
	struct days days = {0}, past = {0};

	for (size_t i = 0; i < choosing->fields->list.n; i++) {
		const struct field *field = &choosing->fields->list.at[i];
		struct date date;
		struct span at;
		bool known = reading_date(field->value, 0, &date, &at) || reading_year(field->value, 0, &date, &at);
		if (field->role == LABEL_REVIEW && known)
			days_add(&days, date, field);
		else if (field->role == LABEL_REVIEW && field->trust > 1 && field->value.n > 2)
			doubt(choosing, DOUBT_PERIODIC, "review-by", field);
		else if (field->role == LABEL_REVIEWED && known)
			days_add(&past, date, field);
	}
	choose_day(choosing, "review-by", days.dates, days.from, days.n);
	for (size_t i = 0; i < past.n; i++) {
		struct str day = date_text(&choosing->import->arena, past.dates[i]);
		struct import_value value = {.pairs = {{"on", day}}, .pair_count = 1};
		struct import_key *key = import_key(choosing->import, "reviewed", true);
		vec_push(&key->values, value);
		import_find(choosing->import, choosing->paper, "reviewed", day, past.from[i]->block,
		            past.from[i]->value);
	}
}

static void choose_announced(struct choosing *choosing)
{
	const struct field *field = best(choosing, LABEL_ANNOUNCED);
	struct date date;
	struct span at;

	if (field && reading_date(field->value, 0, &date, &at))
		put(choosing, "announced", false, date_text(&choosing->import->arena, date), field->block,
		    field->value);
}

/* --- the whole --------------------------------------------------------------------------------------------------------- */

/* Decided, when somebody has decided it; a draft, when it says that it is one. */
static void choose_status(struct choosing *choosing, size_t at)
{
	struct import_key status = {.key = "status"};
	bool decided = import_key(choosing->import, "decided", false)->values.n ||
	               import_key(choosing->import, "decided-by", false)->values.n ||
	               import_key(choosing->import, "revisions", true)->values.n;

	if (!decided)
		return;
	vec_push(&status.values, (struct import_value){.text = STR("decided")});
	choosing->import->keys.at[at] = status;
}

void import_choose(struct import *import, struct paper *paper, const struct shape *shape,
                   const struct field_list *fields, const struct vocabulary *vocabulary)
{
	struct choosing choosing = {import, paper, shape, fields, vocabulary};
	size_t status;
	struct str title = choose_title(&choosing);

	choose_type(&choosing, title);
	choose_dnr(&choosing);
	import_key(import, "status", false);
	status = import->keys.n - 1;
	import_choose_decisions(import, paper, fields, vocabulary);
	choose_status(&choosing, status);
	choose_number(&choosing);
	choose_announced(&choosing);
	choose_validity(&choosing);
	import_choose_bodies(import, paper, fields, vocabulary);
	choose_review(&choosing);
	import_choose_superseded(import, paper, fields);
}
