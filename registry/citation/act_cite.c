#include "registry/citation/act_cite.h"

#include "registry/citation/act_name.h"
#include "registry/citation/act_stance.h"
#include "registry/citation/pinpoint.h"

#define NAMES_MAX 100u      /* that are remembered of a document */
#define PARTS_MAX 8u        /* before one name: "5 kap. 9 § och 6 kap. 2 § KL" */
#define SHORT_FORM_MAX 160u /* bytes between an act's number and the abbreviation that it is given */
#define SHORT_FORM_BYTES 40u

/* --- what the text has said before ------------------------------------------------------------------------------------ */

struct str act_number_of(const struct act_memory *memory, struct str called)
{
	called = act_name_plain(called);
	for (size_t i = memory->names.n; i-- > 0;)
		if (str_equal(memory->names.at[i].name, called))
			return memory->names.at[i].number;
	return STR_EMPTY;
}

void act_remember(struct act_memory *memory, struct str name, struct str number)
{
	name = act_name_plain(name);
	if (name.n && number.n && memory->names.n < NAMES_MAX && !str_equal(act_number_of(memory, name), number))
		vec_push(&memory->names, (struct act_called){name, number});
}

bool act_is_short_form(struct str word)
{
	return act_word_is_short(word) || act_word_is_name(word);
}

void act_short_form_read(struct act_finding *finding, size_t from, struct str number)
{
	struct str text = finding->text;
	size_t end = from;

	for (; end < text.n && end - from < SHORT_FORM_MAX && !strchr(".;:(", text.at[end]); end++) {
		struct act_span word = act_word_at(text, text.at[end] == ',' ? act_past_spaces(text, end + 1) : end);
		if (text.at[end] == ',' && act_word_is_short(act_span_text(finding, word)) && word.to < text.n &&
		    strchr(",.)", text.at[word.to]))
			act_remember(finding->memory, act_span_text(finding, word), number);
	}
	if (act_byte_at(text, end) != '(')
		return;
	for (size_t at = end + 1; at < text.n && at - end < SHORT_FORM_BYTES && text.at[at] != ')';) {
		struct act_span word = act_word_at(text, at);
		if (word.to > word.from && act_is_short_form(act_span_text(finding, word)) &&
		    (act_byte_at(text, word.to) == ')' || act_byte_at(text, word.to) == ','))
			act_remember(finding->memory, act_span_text(finding, word), number);
		at = word.to > at ? word.to : at + 1;
	}
}

/* --- the parts beside a name ------------------------------------------------------------------------------------------ */

bool act_is_part(struct str part)
{
	return str_find(part, STR("\xC2\xA7"), 0) != SIZE_MAX || str_find(part, STR("kap."), 0) != SIZE_MAX;
}

size_t act_before_joint(struct str text, size_t end)
{
	static const char *const words[] = {"och", "eller", "samt", "respektive"};
	size_t at = act_before_spaces(text, end);
	struct act_span word = act_word_before(text, at);

	if (at && text.at[at - 1] == ',')
		return at - 1;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(str_part(text, word.from, at - word.from), str_from(words[i])))
			return word.from;
	return end;
}

/* "3 §" behind "1 kap. 2 § och" is one of the same chapter. */
static struct str in_chapter(struct arena *arena, struct str part, struct str before)
{
	size_t chapter = str_find(before, STR("kap."), 0);

	if (chapter == SIZE_MAX || str_find(part, STR("kap."), 0) != SIZE_MAX)
		return part;
	return arena_format(arena, "%.*s %.*s", (int)(chapter + 4), before.at, STR_ARG(part));
}

/* The parts told before the place, in the order of the text; returns how many. */
static size_t parts_before(const struct act_finding *finding, size_t from, struct str parts[PARTS_MAX], size_t *begin)
{
	struct pinpoint found = pinpoint_before(finding->arena, finding->text, from);
	size_t n = 0;

	while (act_is_part(found.part) && n < PARTS_MAX) {
		size_t joint = act_before_joint(finding->text, found.from);
		parts[n++] = found.part;
		*begin = found.from;
		if (joint == found.from)
			break;
		found = pinpoint_before(finding->arena, finding->text, joint);
	}
	for (size_t i = 0; i < n / 2; i++) {
		struct str other = parts[i];
		parts[i] = parts[n - 1 - i];
		parts[n - 1 - i] = other;
	}
	for (size_t i = 1; i < n; i++)
		parts[i] = in_chapter(finding->arena, parts[i], parts[i - 1]);
	return n;
}

size_t act_before_epithets(struct str text, size_t from)
{
	for (;;) {
		size_t end = act_before_spaces(text, from);
		struct act_span word = act_word_before(text, end);
		if (word.from == end || !act_epithet_is(str_part(text, word.from, end - word.from)))
			return from;
		from = word.from;
	}
}

void act_cite(struct act_finding *finding, struct act_mention mention)
{
	struct str parts[PARTS_MAX];
	size_t lead = act_before_epithets(finding->text, mention.from), begin = lead, end = mention.to;
	size_t n = parts_before(finding, lead, parts, &begin);

	if (!n) {
		struct pinpoint behind = pinpoint_behind(finding->arena, finding->text, end);
		if (act_is_part(behind.part)) {
			parts[n++] = behind.part;
			end = behind.to;
		}
	}
	mention.stance = act_stance_of(finding->text, begin, end);
	for (size_t i = 0; i < n || i == 0; i++) {
		mention.part = n ? parts[i] : mention.part;
		vec_push(finding->out, mention);
	}
	if (mention.number.n || mention.called.n)
		finding->memory->last = (struct act_called){mention.called, mention.number};
	finding->done = end;
}
