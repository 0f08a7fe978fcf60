/* What Word and PDF proposals say of themselves, since they have no front matter. */
#include "registry/document/vocabulary_names.h"
#include "registry/port/unicode.h"
#include "rules/evaluate/subject.h"
#include "rules/language/amount.h"

#define HEAD_UNITS 40u  /* how far down the top of a text reaches */
#define HEAD_BYTES 480u /* of a paragraph that holds such lines */
#define LINE_BYTES 120u /* of a line that stands for itself */
#define NAME_WORDS 7u   /* of a body's name */

enum head { HEAD_TITLE, HEAD_BODY, HEAD_DATE, HEAD_CATEGORY, HEAD_DNR, HEAD_TOPICS, HEAD_BUDGET, HEAD_NONE };

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
	{"case number", HEAD_DNR},   {"ämne", HEAD_TOPICS},
	{"ämnen", HEAD_TOPICS},      {"topics", HEAD_TOPICS},
	{"budget", HEAD_BUDGET},     {"kostnad", HEAD_BUDGET},
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

/* One line of a paragraph as its author broke it: the top of a report is lines, though Markdown makes a paragraph of them. */
struct head_line {
	const struct prose_unit *unit;
	size_t from, to; /* in the unit's text */
};

/* The line after this one (all zero but for the unit: the first); false behind the last. */
static bool next_line(struct head_line *line)
{
	struct str text = line->unit->text;
	uint32_t number = 0;

	line->from = line->to;
	if (line->from >= text.n)
		return false;
	if (line->unit->kind == PROSE_ROW || line->unit->fixed || text.n > HEAD_BYTES) {
		line->to = text.n;
		return true;
	}
	number = prose_location(line->unit, line->from).line;
	for (line->to = line->from + 1; line->to < text.n; line->to++)
		if (text.at[line->to - 1] == ' ' && prose_location(line->unit, line->to).line != number)
			break;
	return true;
}

static struct str line_text(const struct head_line *line)
{
	return str_trim(str_part(line->unit->text, line->from, line->to - line->from));
}

/* "Label: value", or a row of a table with two cells. */
static bool split(const struct head_line *line, struct str *label, struct str *value, size_t *value_at)
{
	const struct prose_unit *unit = line->unit;
	size_t colon = str_find(unit->text, STR(":"), line->from);

	if (unit->kind == PROSE_ROW && unit->cell_count == 2)
		colon = unit->cells[1] - 3;
	else if (unit->kind == PROSE_ROW || colon >= line->to)
		return false;
	*value_at = unit->kind == PROSE_ROW ? unit->cells[1] : colon + 1;
	*label = str_trim(str_part(unit->text, line->from, colon - line->from));
	if (str_ends(*label, STR(":")))
		label->n--;
	*value = str_part(unit->text, *value_at, line->to - *value_at);
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

/* Front matter that says {budget: {amount:}}, as a rule asks for it. */
static const struct yaml_node *budget_of(struct arena *arena, int64_t hundredths, struct location at)
{
	const char *names[] = {"budget", "amount"};
	struct yaml_node *value = ARENA_NEW(arena, struct yaml_node);

	*value = (struct yaml_node){.at = at, .text = arena_format(arena, "%lld", (long long)(hundredths / 100))};
	for (int i = 1; i >= 0; i--) {
		struct yaml_node *key = ARENA_NEW(arena, struct yaml_node), *map = ARENA_NEW(arena, struct yaml_node);
		*key = (struct yaml_node){.at = at, .text = str_from(names[i]), .value = value};
		*map = (struct yaml_node){.kind = YAML_MAP, .at = at, .first = key};
		value = map;
	}
	return value;
}

/* "it, e-tjänster": those that the vocabulary knows. */
static void topics_take(struct subject *subject, const struct subject_reading *reading, struct str value,
                        struct location at)
{
	const struct vocabulary *vocabulary = &reading->registry->vocabulary;

	subject->topics = (struct names){ARENA_ARRAY(reading->arena, struct named, value.n), 0};
	while (value.n) {
		size_t comma = str_find(value, STR(","), 0);
		uint32_t topic = vocabulary_find(vocabulary, VOCABULARY_TOPICS, str_trim(str_part(value, 0, comma)));
		if (topic != MAP_NONE)
			subject->topics.at[subject->topics.n++] = (struct named){vocabulary->topics[topic].id, at};
		value = comma == SIZE_MAX ? STR_EMPTY : str_part(value, comma + 1, value.n);
	}
}

static void take(struct subject *subject, const struct subject_reading *reading, enum head head, struct str value,
                 struct location at)
{
	struct date date = DATE_NONE;
	int64_t amount = 0;
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
	if (head == HEAD_TOPICS && !subject->topics.n)
		topics_take(subject, reading, value, at);
	if (head == HEAD_BUDGET && !subject->front && amount_read(value, &amount))
		subject->front = budget_of(reading->arena, amount, at);
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

/* --- what ordinary reports say without labels ----------------------------------------------------------------------------- */

/* The longest name of a body that the text begins with, or NO_BODY. */
static uint32_t body_at(const struct vocabulary *vocabulary, struct str text)
{
	uint32_t found = NO_BODY;

	for (size_t at = 0, words = 0; at <= text.n && words < NAME_WORDS; at++) {
		uint32_t body = MAP_NONE;
		if (at < text.n && text.at[at] != ' ' && text.at[at] != ',')
			continue;
		body = vocabulary_find(vocabulary, VOCABULARY_BODIES, str_part(text, 0, at));
		found = body == MAP_NONE ? found : body;
		words++;
	}
	return found;
}

/* "Till Norrmalms stadsdelsnämnd" */
static uint32_t addressed(const struct vocabulary *vocabulary, struct str text)
{
	for (size_t at = str_find(text, STR("Till "), 0); at != SIZE_MAX; at = str_find(text, STR("Till "), at + 1)) {
		uint32_t body = at == 0 || text.at[at - 1] == ' ' ? body_at(vocabulary, str_part(text, at + 5, text.n))
		                                                  : NO_BODY;
		if (body != NO_BODY)
			return body;
	}
	return NO_BODY;
}

/* The office at the top of a report writes for the committee that it is the office of. */
static uint32_t committee_of(const struct vocabulary *vocabulary, uint32_t body)
{
	const struct body *office = &vocabulary->bodies[body];

	return str_equal(office->kind, STR("office")) && office->parent != NO_BODY ? office->parent : body;
}

static void body_from_line(struct subject *subject, const struct vocabulary *vocabulary, struct str text,
                           struct location at, bool to)
{
	uint32_t body = to ? addressed(vocabulary, text) : body_at(vocabulary, text);

	if (body == NO_BODY || subject->body.text.n)
		return;
	subject->body = (struct named){vocabulary->bodies[to ? body : committee_of(vocabulary, body)].id, at};
}

/* A date that stands alone, or behind the word for such a report or the place where it was written. */
static void date_from_line(struct subject *subject, struct arena *arena, struct str text)
{
	static const char *const before[] = {
		"",       "tjänsteutlåtande ", "stockholm ", "stockholm den ", "stockholm, ", "den ",
		"datum ", "daterat ",          "daterad ",   "upprättad "};
	struct str folded = unicode_fold(arena, text);

	for (size_t i = 0; !subject->date.known && i < sizeof before / sizeof *before; i++) {
		struct str rest = folded;
		struct date date = DATE_NONE;
		size_t used = 0;
		if (!str_starts(folded, str_from(before[i])))
			continue;
		rest = str_part(folded, strlen(before[i]), folded.n);
		if (date_parse_text(rest, &date, &used) && used == rest.n)
			subject->date = date;
	}
}

/* "Dnr 2013-07731", without a colon. */
static void number_from_line(struct subject *subject, const struct subject_reading *reading, struct str text,
                             struct location at)
{
	static const char *const before[] = {"dnr ", "diarienummer ", "diarienr "};
	struct str folded = unicode_fold(reading->arena, text);

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		struct str value = str_trim(str_part(text, strlen(before[i]), text.n));
		bool digit = false;
		for (size_t k = 0; k < value.n; k++)
			digit = digit || (value.at[k] >= '0' && value.at[k] <= '9');
		if (digit && str_starts(folded, str_from(before[i])))
			take(subject, reading, HEAD_DNR, value, at);
	}
}

static void line_read(struct subject *subject, const struct subject_reading *reading, const struct head_line *line,
                      bool to)
{
	const struct vocabulary *vocabulary = &reading->registry->vocabulary;
	struct str text = line_text(line);

	if (to ? text.n <= HEAD_BYTES : text.n <= LINE_BYTES)
		body_from_line(subject, vocabulary, text, prose_location(line->unit, line->from), to);
	if (to && text.n <= LINE_BYTES) {
		date_from_line(subject, reading->arena, text);
		number_from_line(subject, reading, text, prose_location(line->unit, line->from));
	}
}

/* The lines above the first heading, and the one below it, of a report that has no labels. Whom it is addressed to counts before who wrote it. */
static void lines_read(struct subject *subject, const struct subject_reading *reading)
{
	const struct prose *prose = &subject->prose;

	for (int to = 1; to >= 0; to--)
		for (uint32_t i = 0; i < prose->count && i < HEAD_UNITS / 2; i++) {
			struct head_line line = {.unit = &prose->units[i]};
			bool read = line.unit->kind == PROSE_PARAGRAPH || line.unit->kind == PROSE_HEADING;
			while (read && next_line(&line))
				line_read(subject, reading, &line, to);
		}
}

void subject_read_head(struct subject *subject, const struct subject_reading *reading)
{
	const struct prose *prose = &subject->prose;

	for (uint32_t i = 0; i < prose->count && i < HEAD_UNITS; i++) {
		struct head_line line = {.unit = &prose->units[i]};
		while (next_line(&line)) {
			struct str label = STR_EMPTY, value = STR_EMPTY;
			size_t at = 0;
			if (split(&line, &label, &value, &at))
				take(subject, reading, head_of(label, reading->arena), value,
				     prose_location(line.unit, at));
		}
	}
	lines_read(subject, reading);
	if (!subject->title.n && prose->part_count)
		subject->title = prose->parts[0].title;
	unstated(subject, reading, subject->body.text.n > 0, TERM_WHICH_BODY);
	unstated(subject, reading, subject->date.known, TERM_WHICH_DAY);
}
