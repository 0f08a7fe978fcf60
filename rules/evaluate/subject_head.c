/* What Word and PDF proposals say of themselves, since they have no front matter. */
#include "registry/port/unicode.h"
#include "rules/evaluate/subject.h"

#define HEAD_UNITS 40u /* how far down the top of a text reaches */

enum head { HEAD_TITLE, HEAD_BODY, HEAD_DATE, HEAD_CATEGORY, HEAD_DNR, HEAD_NONE };

static const struct {
	const char *label; /* in lower case */
	enum head head;
} head_labels[] = {
	{"titel", HEAD_TITLE},       {"rubrik", HEAD_TITLE},
	{"projekt", HEAD_TITLE},     {"title", HEAD_TITLE},
	{"nämnd", HEAD_BODY},        {"styrelse", HEAD_BODY},
	{"organ", HEAD_BODY},        {"förslagsställare", HEAD_BODY},
	{"bolag", HEAD_BODY},        {"förvaltning", HEAD_BODY},
	{"body", HEAD_BODY},         {"committee", HEAD_BODY},
	{"datum", HEAD_DATE},        {"daterat", HEAD_DATE},
	{"date", HEAD_DATE},         {"kategori", HEAD_CATEGORY},
	{"category", HEAD_CATEGORY}, {"dnr", HEAD_DNR},
	{"diarienummer", HEAD_DNR},  {"diarienr", HEAD_DNR},
	{"case number", HEAD_DNR},
};

static const struct {
	const char *word;
	enum category category;
} categories[] = {
	{"innovativ", CATEGORY_INNOVATIVE},
	{"innovativt", CATEGORY_INNOVATIVE},
	{"innovative", CATEGORY_INNOVATIVE},
	{"differentierande", CATEGORY_DIFFERENTIATING},
	{"differentiating", CATEGORY_DIFFERENTIATING},
	{"grundläggande", CATEGORY_BASIC},
	{"basic", CATEGORY_BASIC},
};

/* "Label: value", or a row of a table with two cells. */
static bool split(const struct prose_unit *unit, struct str *label, struct str *value, size_t *value_at)
{
	size_t colon = str_find(unit->text, STR(":"), 0);

	if (unit->kind == PROSE_ROW && unit->cell_count == 2)
		colon = unit->cells[1] - 3;
	else if (unit->kind == PROSE_ROW || colon == SIZE_MAX)
		return false;
	*value_at = unit->kind == PROSE_ROW ? unit->cells[1] : colon + 1;
	*label = str_trim(str_part(unit->text, 0, colon));
	if (str_ends(*label, STR(":")))
		label->n--;
	*value = str_part(unit->text, *value_at, unit->text.n);
	*value_at += (size_t)(str_trim(*value).at ? str_trim(*value).at - value->at : 0);
	*value = str_trim(*value);
	return label->n > 0 && value->n > 0;
}

static enum head head_of(struct str label, struct arena *arena)
{
	struct str folded = unicode_fold(arena, label);

	for (size_t i = 0; i < sizeof head_labels / sizeof *head_labels; i++)
		if (str_equal(folded, str_from(head_labels[i].label)))
			return head_labels[i].head;
	return HEAD_NONE;
}

static void take(struct subject *subject, const struct subject_reading *reading, enum head head, struct str value,
                 struct location at)
{
	struct date date = DATE_NONE;
	size_t used = 0;

	if (head == HEAD_TITLE && !subject->title.n)
		subject->title = value;
	if (head == HEAD_BODY && !subject->body.text.n)
		subject->body = (struct named){value, at};
	if (head == HEAD_DATE && !subject->date.known && date_parse_text(value, &date, &used))
		subject->date = date;
	for (size_t i = 0; head == HEAD_CATEGORY && i < sizeof categories / sizeof *categories; i++)
		if (!subject->category && str_equal(unicode_fold(reading->arena, value), str_from(categories[i].word)))
			subject->category = categories[i].category;
	if (head == HEAD_DNR && !subject->dnr.n) {
		subject->dnr = (struct names){ARENA_NEW(reading->arena, struct named), 1};
		subject->dnr.at[0] = (struct named){value, at};
	}
}

static void unstated(const struct subject *subject, const struct subject_reading *reading, bool there, enum term what)
{
	if (!there)
		check_report_file(reading->check, DIAGNOSTIC_PROPOSAL_UNSTATED, subject->path, LOCATION_FILE,
		                  ARGUMENTS(argument_term(what)));
}

void subject_read_head(struct subject *subject, const struct subject_reading *reading)
{
	const struct prose *prose = &subject->prose;

	for (uint32_t i = 0; i < prose->count && i < HEAD_UNITS; i++) {
		struct str label = STR_EMPTY, value = STR_EMPTY;
		size_t at = 0;
		if (split(&prose->units[i], &label, &value, &at))
			take(subject, reading, head_of(label, reading->arena), value,
			     prose_location(&prose->units[i], at));
	}
	if (!subject->title.n && prose->part_count)
		subject->title = prose->parts[0].title;
	unstated(subject, reading, subject->body.text.n > 0, TERM_WHICH_BODY);
	unstated(subject, reading, subject->date.known, TERM_WHICH_DAY);
}
