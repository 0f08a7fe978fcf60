/* What a document supersedes: title, day, minutes and case number, as far as they are said. */
#include "registry/base/ascii.h"
#include "registry/import/import.h"
#include "registry/import/reading.h"
#include "registry/port/unicode.h"

#define TITLE_MAX 160u

/* What follows a name. */
static const struct str name_ends[] = {STR(" som "),
                                       STR(" (1"),
                                       STR(" (2"),
                                       STR(" (K"),
                                       STR(" (S"),
                                       STR(" (B"),
                                       STR(" (M"),
                                       STR(" (T"),
                                       STR(" (R"),
                                       STR(" (U"),
                                       STR(" (V"),
                                       STR(" (N"),
                                       STR(", antag"),
                                       STR(", beslut"),
                                       STR(", fastställ"),
                                       STR(" fastställ"),
                                       STR(" antag"),
                                       STR(" beslutad"),
                                       STR(" beslutat"),
                                       STR(" från den "),
                                       STR(" från "),
                                       STR(" (dnr"),
                                       STR(", dnr"),
                                       STR(" dnr"),
                                       STR(" Dnr"),
                                       STR(", KF"),
                                       STR(", KS"),
                                       STR(", §"),
                                       STR(" §"),
                                       STR(", den "),
                                       STR(" av den "),
                                       STR(", vilk"),
                                       STR(" (KF"),
                                       STR(" (KS"),
                                       STR(" (antag"),
                                       STR(" (beslut"),
                                       STR(" (fastst"),
                                       STR(", kommun"),
                                       STR(" (§"),
                                       STR(" KF "),
                                       STR(" KS "),
                                       STR("; "),
                                       STR(". "),
                                       STR(" med diarie"),
                                       STR(" (diarie"),
                                       STR(", diarie"),
                                       STR(", Kommun"),
                                       STR(", Region"),
                                       STR(", nämnd"),
                                       STR(", i dess"),
                                       STR(" av kommunfullmäktige"),
                                       STR(" av Kommunfullmäktige"),
                                       STR(" (Kommun"),
                                       STR(" (kommun"),
                                       STR(", reviderad"),
                                       STR(", senast "),
                                       STR(" daterad"),
                                       STR(", daterad")};

/* Where the other document's name ends, and what is said of it begins. */
static size_t title_end(struct str text)
{
	size_t end = text.n;
	struct date date;
	struct span at;

	for (size_t i = 0; i < sizeof name_ends / sizeof *name_ends; i++) {
		size_t found = str_find(text, name_ends[i], 0);
		end = found < end ? found : end;
	}
	if (reading_date(text, 0, &date, &at) && at.from < end)
		end = at.from;
	return end;
}

static struct str title_of(struct str text)
{
	static const struct str befores[] = {STR("den tidigare "), STR("de tidigare "), STR("det tidigare "),
	                                     STR("den "),          STR("de "),          STR("det "),
	                                     STR("tidigare "),     STR("kommunens "),   STR("stadens "),
	                                     STR("Tidigare "),     STR("nuvarande "),   STR("den nuvarande ")};
	static const struct str numbers[] = {STR("dnr"),    STR("Dnr"), STR("diarie"), STR("Diarie"),
	                                     STR("ärende"), STR("KF "), STR("KS ")};
	struct str title = str_trim(str_part(text, 0, title_end(text)));

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (str_starts(title, numbers[i]))
			return STR_EMPTY; /* it is named by its number alone */
	for (size_t i = 0; i < sizeof befores / sizeof *befores; i++)
		if (str_starts(title, befores[i])) {
			title = str_part(title, befores[i].n, SIZE_MAX);
			break;
		}
	while (title.n && strchr(",.;(:–- \"", title.at[title.n - 1]))
		title.n--;
	return str_trim(title);
}

/* Nothing is superseded: "-", "Nytt dokument", "Ingen", "Ej tillämpligt". */
static bool is_none(struct arena *arena, struct str value)
{
	static const struct str nones[] = {STR("nytt"), STR("ingen"), STR("inget"), STR("ej "),   STR("inga"),
	                                   STR("–"),    STR("—"),     STR("n/a"),   STR("saknas")};
	struct str folded = unicode_fold(arena, str_trim(value));

	if (folded.n < 2)
		return true;
	for (size_t i = 0; i < sizeof nones / sizeof *nones; i++)
		if (str_starts(folded, nones[i]))
			return true;
	return false;
}

/* Laws are replaced by others, which is not the document's doing; and "tidigare beslut", "alla tidigare", names nothing. */
static bool is_vague(struct arena *arena, struct str title)
{
	static const struct str vague[] = {STR("lag"),      STR("förordning"), STR("motsvarande"), STR("alla"),
	                                   STR("samtliga"), STR("beslut"),     STR("version"),     STR("dokument"),
	                                   STR("äldre"),    STR("varandra"),   STR("inte"),        STR("ej"),
	                                   STR("gällande"), STR("vad ")};
	struct str folded = unicode_fold(arena, title);

	for (size_t i = 0; i < sizeof vague / sizeof *vague; i++)
		if (str_starts(folded, vague[i]))
			return true;
	return false;
}

static void pair(struct import_value *value, const char *key, struct str text)
{
	if (text.n)
		value->pairs[value->pair_count++] = (struct import_pair){key, text};
}

static struct str dnr_in(struct arena *arena, struct str text)
{
	static const struct str marks[] = {STR("dnr"),      STR("Dnr"),          STR("diarienummer"),
	                                   STR("diarienr"), STR("ärendenummer"), STR("DNR")};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = str_find(text, marks[i], 0);
		struct str rest = at == SIZE_MAX ? STR_EMPTY : str_part(text, at + marks[i].n, SIZE_MAX);
		while (rest.n && strchr(" .:", rest.at[0]))
			rest = str_part(rest, 1, SIZE_MAX);
		if (rest.n && reading_dnr(arena, rest, true).n)
			return reading_dnr(arena, rest, true);
	}
	return STR_EMPTY;
}

static bool same_as_before(const struct import_key *key, const struct import_value *value)
{
	for (size_t i = 0; i < key->values.n; i++) {
		const struct import_value *other = &key->values.at[i];
		for (unsigned a = 0; a < value->pair_count; a++)
			for (unsigned b = 0; b < other->pair_count; b++)
				if (!strcmp(value->pairs[a].key, other->pairs[b].key) &&
				    str_equal(value->pairs[a].value, other->pairs[b].value))
					return true;
	}
	return false;
}

static void superseded_add(struct import *import, struct paper *paper, const struct field *field, struct str text)
{
	struct arena *arena = &import->arena;
	struct import_value value = {.text = STR_EMPTY};
	struct str title = title_of(text);
	struct decision decision = {.date = DATE_NONE};
	struct import_key *key = NULL;

	if (is_none(arena, text))
		return;
	decision = reading_decision(arena, str_part(text, title_end(text), SIZE_MAX));
	title = title.n <= TITLE_MAX && !is_vague(arena, title) ? title : STR_EMPTY;
	pair(&value, "title", title);
	pair(&value, "decided", decision.date.known ? date_text(arena, decision.date) : STR_EMPTY);
	pair(&value, "minutes", decision.paragraph);
	pair(&value, "dnr", dnr_in(arena, text).n ? dnr_in(arena, text) : decision.dnr);
	if (field->trust == 1 && value.pair_count == 1 && title.n && str_find(title, STR(" "), 0) == SIZE_MAX)
		return; /* "de tidigare föreskrifterna" */
	if (!value.pair_count || (field->trust == 1 && !title.n && !decision.date.known)) {
		if (field->trust > 1)
			import_doubt(import, paper, DOUBT_UNREAD, "supersedes", text, field->block);
		return;
	}
	key = import_key(import, "supersedes", true);
	if (same_as_before(key, &value))
		return;
	vec_push(&key->values, value);
	import_find(import, paper, "supersedes", title.n ? title : value.pairs[0].value, field->block,
	            field->trust == 1 ? field->label : field->value);
}

void import_choose_superseded(struct import *import, struct paper *paper, const struct field_list *fields)
{
	for (size_t i = 0; i < fields->list.n; i++) {
		const struct field *field = &fields->list.at[i];
		struct str rest = field->value, line;
		if (field->role != LABEL_SUPERSEDES)
			continue;
		if (paper->unit == UNIT_PARAGRAPH && field->trust == 3) {
			while (str_next_line(&rest, &line))
				superseded_add(import, paper, field, str_trim(line));
			continue;
		}
		line = arena_copy(&import->arena, field->value);
		for (size_t k = 0; k < line.n; k++)
			if (line.at[k] == '\n')
				((char *)line.at)[k] = ' '; /* the arena's own */
		superseded_add(import, paper, field, line);
	}
}
