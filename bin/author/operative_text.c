#include "bin/author/operative_text.h"

#include "bin/author/number_list.h"
#include "registry/base/ascii.h"

struct reading {
	struct operative *out;
	struct arena *arena;
	struct str chapter; /* that the wordings stand in: "2" */
	size_t current;     /* the part whose wording is being read, or SIZE_MAX */
	bool ended;         /* it has been said when it enters into force */
};

static void fail(struct reading *reading, enum operative_fault fault, uint32_t line, struct str part)
{
	if (reading->out->fault)
		return;
	reading->out->fault = fault;
	reading->out->line = line;
	reading->out->part = part;
}

static struct str name_of(struct arena *arena, struct str chapter, struct str number)
{
	return chapter.n ? arena_format(arena, "%.*s kap. %.*s §", STR_ARG(chapter), STR_ARG(number))
	                 : arena_format(arena, "%.*s §", STR_ARG(number));
}

/* --- what is amended -------------------------------------------------------------------------------------------------- */

static const struct verb {
	const char *words;
	int kind; /* -1: not understood */
} verbs[] = {
	{"upphöra att gälla", OPERATIVE_REPEALS},
	{"upphör att gälla", OPERATIVE_REPEALS},
	{"upphävas", OPERATIVE_REPEALS},
	{"upphävs", OPERATIVE_REPEALS},
	{"utgå", OPERATIVE_REPEALS},
	{"tas bort", OPERATIVE_REPEALS},
	{"följande lydelser", OPERATIVE_REPLACES},
	{"följande lydelse", OPERATIVE_REPLACES},
	{"följande nya lydelse", OPERATIVE_REPLACES},
	{"följande ändrade lydelse", OPERATIVE_REPLACES},
	{"nedanstående lydelse", OPERATIVE_REPLACES},
	{"denna lydelse", OPERATIVE_REPLACES},
	{"lyda som följer", OPERATIVE_REPLACES},
	{"ska lyda", OPERATIVE_REPLACES},
	{"skall lyda", OPERATIVE_REPLACES},
	{"betecknas", -1},
	{"beteckningen", -1},
	{"bytas ut mot", -1},
	{"byts ut mot", -1},
	{"sättas närmast", -1},
	{"rubriken närmast", -1},
};

static const struct verb *verb_next(struct str text, size_t from, size_t *at)
{
	const struct verb *found = NULL;

	*at = SIZE_MAX;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		size_t here = str_find(text, str_from(verbs[i].words), from);
		if (here < *at) {
			*at = here;
			found = &verbs[i];
		}
	}
	return found;
}

static bool says(struct str text, const char *words)
{
	return str_find(text, str_from(words), 0) != SIZE_MAX;
}

static bool is_amended(const struct operative *out, struct str name)
{
	for (size_t i = 0; i < out->parts.n; i++)
		if (str_equal(out->parts.at[i].name, name))
			return true;
	return false;
}

/* "efter 5 §": where something stands, not what is amended. */
static bool is_aside(struct str before)
{
	before = str_trim(before);
	return str_ends(before, STR("fter")) || str_ends(before, STR("före")) || str_ends(before, STR("nligt"));
}

/* All numbers of a clause; how many. */
static size_t numbers_add(struct reading *reading, struct str clause, enum operative_kind kind, uint32_t line)
{
	struct str chapter = STR_EMPTY;
	struct number_list list;
	size_t count = 0;

	for (size_t at = 0; at < clause.n; at++) {
		if ((at && (is_digit(clause.at[at - 1]) || clause.at[at - 1] == ':')) ||
		    !number_list_read(&list, reading->arena, clause, at))
			continue;
		chapter = list.chapter.n ? list.chapter : chapter;
		for (size_t i = 0; !is_aside(str_part(clause, 0, at)) && i < list.n; i++, count++) {
			struct str name = name_of(reading->arena, chapter, list.numbers[i]);
			if (is_amended(reading->out, name))
				fail(reading, OPERATIVE_TWICE, line, name);
			vec_push(&reading->out->parts,
			         (struct operative_part){.kind = kind, .name = name, .line = line});
		}
		at = list.end - 1;
	}
	return count;
}

/* The day behind some words: "från och med den 1 januari 2015". */
static struct date day_behind(struct str text, const char *words)
{
	struct date date = DATE_NONE;
	size_t at = str_find(text, str_from(words), 0), used = 0;

	if (at == SIZE_MAX)
		return date;
	at = number_list_space(text, at + strlen(words));
	if (str_starts(str_part(text, at, SIZE_MAX), STR("den")))
		at = number_list_space(text, at + 3);
	if (!date_parse_text(str_part(text, at, SIZE_MAX), &date, &used))
		return DATE_NONE;
	return date;
}

static struct date first_of(struct str text, const char *const *words)
{
	struct date date = DATE_NONE;

	for (; *words && !date.known; words++)
		date = day_behind(text, *words);
	return date;
}

static const char *const starts[] = {"träder i kraft",
                                     "gäller från och med",
                                     "börjar gälla",
                                     "lydelse från och med",
                                     "lydelse från",
                                     "gälla från och med",
                                     NULL};
static const char *const decisions[] = {
	"Utfärdad", "utfärdad", "beslutar", "beslutade", "beslutat", "fullmäktige", "kommunfullmäktiges beslut", NULL};

static void begin_text(struct reading *reading, size_t part, struct str text);

/* "2 § ska ha följande lydelse: Nämnden ..."; the clause may go on with others. */
static void operative_take(struct reading *reading, struct str text, uint32_t line)
{
	size_t from = 0, at = 0;
	const struct verb *verb = NULL;
	struct str rest = STR_EMPTY;

	reading->current = SIZE_MAX;
	while ((verb = verb_next(text, from, &at))) {
		struct str clause = str_part(text, from, at - from);
		enum operative_kind kind = (enum operative_kind)(verb->kind < 0 ? 0 : verb->kind);
		if (verb->kind < 0 || says(clause, "stycke") || says(clause, "punkten") || says(clause, "meningen") ||
		    says(clause, "rubrik")) {
			fail(reading, OPERATIVE_OTHER, line, STR_EMPTY);
			return;
		}
		if (kind == OPERATIVE_REPLACES &&
		    (says(clause, "inför") || says(clause, "ny ") || says(clause, "nya ")))
			kind = OPERATIVE_INSERTS;
		if (!numbers_add(reading, clause, kind, line))
			fail(reading, OPERATIVE_NO_NUMBER, line, STR_EMPTY);
		from = at + strlen(verb->words);
	}
	rest = str_part(text, from, SIZE_MAX);
	at = str_find(rest, STR(":"), 0);
	if (!reading->out->in_force.known)
		reading->out->in_force = first_of(text, starts);
	if (at != SIZE_MAX && str_trim(str_part(rest, at + 1, SIZE_MAX)).n && reading->out->parts.n)
		begin_text(reading, reading->out->parts.n - 1, str_trim(str_part(rest, at + 1, SIZE_MAX)));
	else if (str_find(rest, STR("§"), 0) != SIZE_MAX)
		fail(reading, OPERATIVE_OTHER, line, STR_EMPTY);
}

/* --- wordings -------------------------------------------------------------------------------------------------------- */

static void begin_text(struct reading *reading, size_t part, struct str text)
{
	struct operative_part *at = &reading->out->parts.at[part];

	reading->current = part;
	at->text = at->text.n ? arena_format(reading->arena, "%.*s\n\n%.*s", STR_ARG(at->text), STR_ARG(text)) : text;
}

/* Without the marks of Markdown at its ends. */
static struct str without_marks(struct str line)
{
	line = str_trim(line);
	while (line.n && strchr("#*_ ", line.at[0]))
		line = str_part(line, 1, SIZE_MAX);
	while (line.n && strchr("*_ ", line.at[line.n - 1]))
		line.n--;
	return line;
}

static bool is_upper(struct str text)
{
	return text.n && ((text.at[0] >= 'A' && text.at[0] <= 'Z') || (unsigned char)text.at[0] == 0xC3);
}

/* A line that a paragraph's wording begins with: "2 §", "2 § Nämnden ..."; not "2 § ska ha ...". */
static bool is_head(struct reading *reading, struct str line, struct number_list *list, struct str *rest)
{
	line = without_marks(line);
	if (!number_list_read(list, reading->arena, line, 0) || list->n != 1)
		return false;
	*rest = without_marks(str_part(line, list->end, SIZE_MAX));
	return !rest->n || is_upper(*rest) || is_digit(rest->at[0]) || rest->at[0] == '[';
}

#define TITLE_MAX 70u

static bool is_title(struct str rest)
{
	return rest.n && rest.n <= TITLE_MAX && !strchr(".:;,", rest.at[rest.n - 1]);
}

/* The wording that begins so, with what stands below its first line. */
static void head_take(struct reading *reading, const struct number_list *list, struct str rest, struct str below,
                      uint32_t line)
{
	struct str chapter = list->chapter.n ? list->chapter : reading->chapter;
	struct str name = name_of(reading->arena, chapter, list->numbers[0]);
	struct str bare = name_of(reading->arena, STR_EMPTY, list->numbers[0]);
	struct operative *out = reading->out;

	for (size_t i = 0; i < out->parts.n; i++) {
		struct operative_part *part = &out->parts.at[i];
		bool ours = str_equal(part->name, name) || (!list->chapter.n && str_ends(part->name, bare) &&
		                                            part->name.at[part->name.n - bare.n - 1] == ' ');
		if ((part->name.n == bare.n && !str_equal(part->name, bare)) || !ours ||
		    part->kind == OPERATIVE_REPEALS || part->text.n || part->title.n)
			continue;
		part->title = is_title(rest) ? rest : STR_EMPTY;
		reading->current = i;
		if (rest.n && !part->title.n)
			begin_text(reading, i, rest);
		if (str_trim(below).n)
			begin_text(reading, i, str_trim(below));
		return;
	}
	fail(reading, OPERATIVE_WHOSE, line, name);
}

/* The only part whose wording has not been told, or SIZE_MAX. */
static size_t the_waiting(const struct operative *out)
{
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < out->parts.n; i++) {
		if (out->parts.at[i].kind == OPERATIVE_REPEALS || out->parts.at[i].text.n)
			continue;
		if (found != SIZE_MAX)
			return SIZE_MAX;
		found = i;
	}
	return found;
}

/* --- the whole ------------------------------------------------------------------------------------------------------- */

static struct str on_one_line(struct arena *arena, struct str text)
{
	char *out = ARENA_ARRAY(arena, char, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		if (!is_space(text.at[i]) || (n && out[n - 1] != ' '))
			out[n++] = is_space(text.at[i]) ? ' ' : text.at[i];
	return (struct str){out, n};
}

/* A number of a list before it: "1. ". */
static struct str without_number(struct str text)
{
	size_t n = 0;

	while (n < text.n && is_digit(text.at[n]))
		n++;
	return n && n < text.n && text.at[n] == '.' ? str_trim(str_part(text, n + 1, SIZE_MAX)) : text;
}

static void except_add(struct reading *reading, struct str text)
{
	struct str *except = &reading->out->except;

	text = without_number(text);
	if (says(text, "ldre ") || says(text, "fortfarande") || says(text, "tillämpas") || says(text, "gäller"))
		*except = except->n ? arena_format(reading->arena, "%.*s %.*s", STR_ARG(*except), STR_ARG(text)) : text;
}

#define ENDING_MAX 400u

static bool is_ending(struct str text)
{
	return text.n <= ENDING_MAX && !says(text, "§") && !says(text, "lydelse") &&
	       (says(text, "träder i kraft") || says(text, "börjar gälla") || says(text, "gäller från"));
}

/* It amends something; without a paragraph's sign it is told that it cannot be understood. */
static bool is_operative(struct str line)
{
	size_t at = 0;

	return says(line, "ha följande lydelse") || says(line, "av följande lydelse") ||
	       says(line, "ska upphöra att gälla") || (says(line, "§") && verb_next(line, 0, &at));
}

static bool is_chapter(struct reading *reading, struct str text)
{
	size_t end = number_list_chapter(text, 0);

	if (end == SIZE_MAX || str_find(text, STR("§"), 0) != SIZE_MAX || text.n > TITLE_MAX)
		return false;
	reading->chapter = arena_copy(reading->arena, str_part(text, 0, number_list_number(text, 0)));
	return true;
}

/* "1. Denna ändring träder i kraft ... 2. Äldre bestämmelser ..." */
static void ending_take(struct reading *reading, struct str line)
{
	size_t end = str_find(line, STR(". "), 3);

	reading->ended = true;
	if (!reading->out->in_force.known)
		reading->out->in_force = first_of(line, starts);
	if (end != SIZE_MAX)
		except_add(reading, str_trim(str_part(line, end + 2, SIZE_MAX)));
}

/* A run of lines without a blank one among them. */
static void chunk_take(struct reading *reading, struct str text, uint32_t number)
{
	struct str line = on_one_line(reading->arena, text), rest = STR_EMPTY, below = text, first = STR_EMPTY;
	struct operative *out = reading->out;
	struct number_list list;
	size_t waiting = the_waiting(out);

	(void)str_next_line(&below, &first);
	if (reading->ended) {
		except_add(reading, line);
	} else if (is_ending(line)) {
		ending_take(reading, line);
	} else if (out->parts.n && is_head(reading, first, &list, &rest)) {
		head_take(reading, &list, rest, below, number);
	} else if (is_operative(line)) {
		operative_take(reading, line, number);
	} else if (is_chapter(reading, without_marks(line))) {
		reading->current = SIZE_MAX;
	} else if (reading->current != SIZE_MAX || waiting != SIZE_MAX) {
		begin_text(reading, reading->current != SIZE_MAX ? reading->current : waiting, text);
	} else if (out->parts.n) {
		fail(reading, OPERATIVE_WHOSE, number, STR_EMPTY);
	}
	if (!out->decided.known && !reading->ended && reading->current == SIZE_MAX)
		out->decided = first_of(line, decisions);
}

static void chunks_take(struct reading *reading, struct str text)
{
	struct str rest = text, line = STR_EMPTY, ignored = STR_EMPTY;
	const char *from = NULL, *at = text.at;
	struct number_list list;
	uint32_t number = 0, begun = 0;

	while (str_next_line(&rest, &line)) {
		bool blank = !str_trim(line).n;
		number++;
		if (from &&
		    (blank || is_head(reading, line, &list, &ignored) || is_ending(without_number(str_trim(line))))) {
			chunk_take(reading, str_trim((struct str){from, (size_t)(at - from)}), begun);
			from = NULL;
		}
		if (!blank && !from) {
			from = at;
			begun = number;
		}
		at = rest.n ? rest.at : text.at + text.n;
	}
	if (from)
		chunk_take(reading, str_trim((struct str){from, (size_t)(text.at + text.n - from)}), begun);
}

void operative_read(struct operative *out, struct arena *arena, struct str text)
{
	struct reading reading = {.out = out, .arena = arena, .current = SIZE_MAX};

	*out = (struct operative){.in_force = DATE_NONE, .decided = DATE_NONE};
	chunks_take(&reading, text);
	if (!out->parts.n)
		fail(&reading, OPERATIVE_NOTHING, 1, STR_EMPTY);
	for (size_t i = 0; i < out->parts.n; i++)
		if (out->parts.at[i].kind != OPERATIVE_REPEALS && !out->parts.at[i].text.n)
			fail(&reading, OPERATIVE_NO_TEXT, out->parts.at[i].line, out->parts.at[i].name);
}
