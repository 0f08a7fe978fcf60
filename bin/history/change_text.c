#include "bin/history/change_text.h"

#include "bin/command/options.h"
#include "registry/base/utf8.h"
#include "registry/document/part_number.h"
#include "registry/validity/relation_effect.h"

#define SENTENCE_CHARACTERS 200

static const char *say(const struct telling *telling, const char *en, const char *sv)
{
	return bilingual_in((struct bilingual){en, sv}, telling->language);
}

/* Said of a place that is only in the older version. */
static struct str before(const struct telling *telling)
{
	return str_from(say(telling, "before", "tidigare"));
}

/* An item with its place; `remark` is said behind that, or "". */
static void tell_item(struct outline *outline, struct str text, struct str path, struct location at, struct str remark)
{
	outline_open(outline, NODE_ITEM, text);
	outline_place(outline, path, at)->remark = remark;
	outline_close(outline);
}

/* --- fields -------------------------------------------------------------------------------------------------------- */

static struct str field_value(const struct telling *telling, const struct document *document, enum document_key key)
{
	struct str value = value_text(telling, document, key);

	if (value.n)
		return value;
	return str_from(document->keys[key].line ? say(telling, "nothing that can be read", "inget som kan läsas")
	                                         : say(telling, "not stated", "inte angivet"));
}

static void tell_field(struct outline *outline, const struct change_telling *telling,
                       const struct document_change *change, const struct field_change *field)
{
	const struct document *old = change->old, *new = change->new;
	const struct telling *words = &telling->new;
	struct str text =
		arena_format(words->arena, "%.*s: %.*s → %.*s", STR_ARG(value_label(field->key, words->language)),
	                     STR_ARG(field_value(&telling->old, old, field->key)),
	                     STR_ARG(field_value(&telling->new, new, field->key)));

	if (new->keys[field->key].line)
		tell_item(outline, text, new->path, new->keys[field->key], STR_EMPTY);
	else
		tell_item(outline, text, old->path, old->keys[field->key], before(words));
}

/* Of a new document, on one line what a reader needs to know it by. */
static void tell_new(struct outline *outline, const struct telling *telling, const struct document_change *change)
{
	static const enum document_key keys[] = {KEY_TYPE,     KEY_DNR,     KEY_STATUS,     KEY_DECIDED_BY, KEY_DECIDED,
	                                         KEY_IN_FORCE, KEY_EXPIRES, KEY_APPLIES_TO, KEY_TOPICS};
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct str value = value_text(telling, change->new, keys[i]);
		if (value.n)
			text = arena_format(telling->arena, "%.*s%s%.*s: %.*s", STR_ARG(text), text.n ? "; " : "",
			                    STR_ARG(value_label(keys[i], telling->language)), STR_ARG(value));
	}
	if (text.n)
		tell_item(outline, text, change->new->path, LOCATION_FILE, STR_EMPTY);
}

/* --- relations ----------------------------------------------------------------------------------------------------- */

static struct str part_text(const struct telling *telling, const struct relation *relation)
{
	bool numbered = str_find(relation->target.part, STR("par-"), 0) != SIZE_MAX;
	struct str words = numbered ? part_in_words(telling->arena, relation->target.part) : STR_EMPTY;

	if (!relation->target.part.n)
		return str_from(say(telling, "the whole document", "hela dokumentet"));
	return words.n ? words : arena_format(telling->arena, "#%.*s", STR_ARG(relation->target.part));
}

static const char *state_text(const struct telling *telling, enum relation_state state)
{
	static const struct bilingual states[] = {{"not stated", "inte angivet"},
	                                          {"proposed", "föreslaget"},
	                                          {"conditional", "villkorat"},
	                                          {"decided", "beslutat"},
	                                          {"disputed", "omstritt"}};

	return bilingual_in(states[state], telling->language);
}

static struct str condition_text(const struct telling *telling, const struct relation *relation)
{
	switch (relation->condition) {
	case CONDITION_NONE:
		break;
	case CONDITION_ADOPTED:
		return arena_format(telling->arena, say(telling, "'%.*s' is adopted", "att ”%.*s” antas"),
		                    STR_ARG(relation->when.name));
	case CONDITION_TEXT:
		return arena_format(telling->arena, say(telling, "'%.*s'", "”%.*s”"), STR_ARG(relation->when.name));
	}
	return str_from(say(telling, "none", "inget"));
}

static struct str from_text(const struct telling *telling, const struct relation *relation)
{
	struct str date = value_date(telling, relation->from);

	return date.n ? date : str_from(say(telling, "not stated", "inte angivet"));
}

/* "ersätter telefonpolicy-1996" */
static struct str ends_text(const struct telling *telling, const struct stated *stated)
{
	return arena_format(telling->arena, "%.*s %.*s",
	                    STR_ARG(relation_words(stated->relation->type, stated->inverse, telling->language)),
	                    STR_ARG(stated->other));
}

struct str stated_text(const struct telling *telling, const struct stated *stated)
{
	const struct relation *relation = stated->relation;
	bool shown = relation->state != STATE_UNSTATED && relation->state != STATE_DECIDED;
	enum stage stage = stated->inverse ? document_stage(stated->in) : STAGE_DECIDED; /* of what acts */
	struct str text = ends_text(telling, stated);

	if (relation->target.part.n)
		text = arena_format(telling->arena, "%.*s %.*s", STR_ARG(text), STR_ARG(part_text(telling, relation)));
	if (shown)
		text = arena_format(telling->arena, "%.*s (%s)", STR_ARG(text), state_text(telling, relation->state));
	if (!relation->inverse && (stage == STAGE_DRAFT || stage == STAGE_REFERRED || stage == STAGE_WITHDRAWN))
		text = arena_format(telling->arena, "%.*s (%.*s)", STR_ARG(text),
		                    STR_ARG(value_text(telling, stated->in, KEY_STATUS)));
	if (relation->condition != CONDITION_NONE)
		text = arena_format(telling->arena, say(telling, "%.*s, on condition: %.*s", "%.*s, villkor: %.*s"),
		                    STR_ARG(text), STR_ARG(condition_text(telling, relation)));
	if (relation->from.known)
		text = arena_format(telling->arena, say(telling, "%.*s, from %.*s", "%.*s, från %.*s"), STR_ARG(text),
		                    STR_ARG(from_text(telling, relation)));
	return text;
}

/* Adds "label: old → new" when they differ. */
static void add_term(const struct telling *telling, struct str *text, const char *label, struct str old, struct str new)
{
	if (!str_equal(old, new))
		*text = arena_format(telling->arena, "%.*s%s%s: %.*s → %.*s", STR_ARG(*text), text->n ? "; " : "",
		                     label, STR_ARG(old), STR_ARG(new));
}

static struct str terms_text(const struct change_telling *telling, const struct relation *old,
                             const struct relation *new)
{
	const struct telling *words = &telling->new;
	struct str text = STR_EMPTY;

	add_term(words, &text, say(words, "part", "del"), part_text(words, old), part_text(words, new));
	add_term(words, &text, say(words, "state", "läge"), str_from(state_text(words, old->state)),
	         str_from(state_text(words, new->state)));
	add_term(words, &text, say(words, "condition", "villkor"), condition_text(words, old),
	         condition_text(words, new));
	add_term(words, &text, say(words, "from", "från"), from_text(words, old), from_text(words, new));
	return text;
}

static void tell_relation(struct outline *outline, const struct change_telling *telling,
                          const struct relation_change *relation)
{
	const struct stated *shown = relation->new.relation ? &relation->new : &relation->old;
	const struct relation *old = relation->old.relation, *new = relation->new.relation;
	const struct telling *words = &telling->new;
	struct str text = STR_EMPTY;

	if (!shown->relation)
		return;
	if (old && new)
		text = arena_format(words->arena,
		                    say(words, "relation changed: %.*s: %.*s", "ändrad relation: %.*s: %.*s"),
		                    STR_ARG(ends_text(words, shown)), STR_ARG(terms_text(telling, old, new)));
	else
		text = arena_format(words->arena,
		                    new ? say(words, "new relation: %.*s", "ny relation: %.*s")
		                        : say(words, "relation removed: %.*s", "borttagen relation: %.*s"),
		                    STR_ARG(stated_text(words, shown)));
	tell_item(outline, text, shown->in->path, shown->relation->target.at, new ? STR_EMPTY : before(words));
}

/* --- parts --------------------------------------------------------------------------------------------------------- */

static struct str clipped(const struct telling *telling, struct str text)
{
	size_t at = 0, n = 0;

	if (utf8_invalid_at(text) != SIZE_MAX)
		return text;
	while (at < text.n && n++ < SENTENCE_CHARACTERS)
		(void)utf8_next(text, &at);
	return at < text.n ? arena_format(telling->arena, "%.*s …", (int)at, text.at) : text;
}

static struct str title_text(const struct telling *telling, const struct document *document, uint32_t part)
{
	return arena_format(telling->arena, say(telling, "'%.*s' %.*s", "”%.*s” %.*s"),
	                    STR_ARG(document->parts[part].title),
	                    STR_ARG(document_part_words(telling->arena, document, document->parts[part].anchor)));
}

/* The first sentence that differs; what stood there before, when something did. */
static struct str sentences_text(const struct telling *telling, const struct part_change *part)
{
	struct str old = clipped(telling, part->old_sentence), new = clipped(telling, part->sentence);

	if (!new.n)
		return arena_format(telling->arena, say(telling, "removed: '%.*s'", "borttaget: ”%.*s”"), STR_ARG(old));
	if (!old.n)
		return arena_format(telling->arena, say(telling, "added: '%.*s'", "tillagt: ”%.*s”"), STR_ARG(new));
	return arena_format(telling->arena, say(telling, "'%.*s' (before: '%.*s')", "”%.*s” (tidigare: ”%.*s”)"),
	                    STR_ARG(new), STR_ARG(old));
}

static struct str part_change_text(const struct telling *telling, const struct document_change *change,
                                   const struct part_change *part)
{
	const struct document *old = change->old, *new = change->new;

	switch (part->kind) {
	case PART_ADDED:
		return arena_format(telling->arena, say(telling, "new part: %.*s", "ny del: %.*s"),
		                    STR_ARG(title_text(telling, new, part->new)));
	case PART_GONE:
		return arena_format(telling->arena, say(telling, "part removed: %.*s", "borttagen del: %.*s"),
		                    STR_ARG(title_text(telling, old, part->old)));
	case PART_RENAMED:
		return arena_format(
			telling->arena, say(telling, "part renamed: %.*s → %.*s", "del med nytt namn: %.*s → %.*s"),
			STR_ARG(title_text(telling, old, part->old)), STR_ARG(title_text(telling, new, part->new)));
	case PART_TEXT:
		break;
	}
	if (part->new == MARKDOWN_NO_PART)
		return arena_format(telling->arena,
		                    say(telling, "text changed before the first heading: %.*s",
		                        "ändrad text före första rubriken: %.*s"),
		                    STR_ARG(sentences_text(telling, part)));
	return arena_format(telling->arena, say(telling, "text changed in %.*s: %.*s", "ändrad text i %.*s: %.*s"),
	                    STR_ARG(title_text(telling, new, part->new)), STR_ARG(sentences_text(telling, part)));
}

static void tell_part(struct outline *outline, const struct telling *telling, const struct document_change *change,
                      const struct part_change *part)
{
	bool gone = part->kind == PART_GONE;

	tell_item(outline, part_change_text(telling, change, part), gone ? change->old->path : change->new->path,
	          part->at, gone ? before(telling) : STR_EMPTY);
}

static void tell_relations(struct outline *outline, const struct change_telling *telling,
                           const struct document_change *change)
{
	for (size_t i = 0; i < change->relation_count; i++)
		tell_relation(outline, telling, &change->relations[i]);
}

static void tell_unreadable(struct outline *outline, const struct telling *telling, const struct document *document,
                            bool newer)
{
	const char *text =
		newer ? say(telling, "cannot be read, so it cannot be determined what it says (see styrdok check)",
	                    "kan inte läsas, så det går inte att avgöra vad det säger (se styrdok check)")
		      : say(telling, "could not be read before, so it cannot be determined what changed",
	                    "kunde inte läsas tidigare, så det går inte att avgöra vad som har ändrats");

	if (!document->readable)
		tell_item(outline, str_from(text), document->path, LOCATION_FILE, newer ? STR_EMPTY : before(telling));
}

/* Of a document that was there and still is. */
static void tell_both(struct outline *outline, const struct change_telling *telling,
                      const struct document_change *change)
{
	const struct telling *words = &telling->new;

	if (change->moved)
		tell_item(outline,
		          arena_format(words->arena, say(words, "file moved from %.*s", "filen flyttad från %.*s"),
		                       STR_ARG(change->old->path)),
		          change->new->path, LOCATION_FILE, STR_EMPTY);
	tell_unreadable(outline, words, change->new, true);
	tell_unreadable(outline, words, change->old, false);
	for (size_t i = 0; i < change->field_count; i++)
		tell_field(outline, telling, change, &change->fields[i]);
	tell_relations(outline, telling, change);
	for (size_t i = 0; i < change->part_count; i++)
		tell_part(outline, words, change, &change->parts[i]);
}

void tell_change(struct outline *outline, const struct change_telling *telling, const struct document_change *change)
{
	if (change->old && change->new) {
		tell_both(outline, telling, change);
		return;
	}
	if (change->new)
		tell_unreadable(outline, &telling->new, change->new, true);
	if (change->new && change->new->readable)
		tell_new(outline, &telling->new, change);
	tell_relations(outline, telling, change);
}

/* --- statuses ------------------------------------------------------------------------------------------------------ */

static struct str day_text(const struct telling *telling, int32_t day)
{
	return date_text(telling->arena, date_from_day(day));
}

struct str span_text(const struct telling *telling, const struct status_change *span)
{
	bool begins = span->first != DAY_MIN, ends = span->last != DAY_MAX;
	struct str first = begins ? day_text(telling, span->first) : STR_EMPTY;
	struct str last = ends ? day_text(telling, span->last) : STR_EMPTY;

	if (begins && ends)
		return arena_format(telling->arena,
		                    say(telling, ", from %.*s to %.*s", ", från %.*s till och med %.*s"),
		                    STR_ARG(first), STR_ARG(last));
	if (begins)
		return arena_format(telling->arena, say(telling, ", from %.*s", ", från %.*s"), STR_ARG(first));
	if (ends)
		return arena_format(telling->arena, say(telling, ", to %.*s", ", till och med %.*s"), STR_ARG(last));
	return str_from(say(telling, ", on all days", ", alla dagar"));
}

static void tell_reasons(struct outline *outline, const struct telling *telling, const struct reason *reasons,
                         uint32_t count, bool lost)
{
	for (uint32_t i = 0; i < count; i++) {
		struct str says = reason_says(telling->arena, &reasons[i], telling->language);
		if (lost)
			says = arena_format(telling->arena, say(telling, "no longer: %.*s", "inte längre: %.*s"),
			                    STR_ARG(says));
		tell_item(outline, says, telling->registry->documents[reasons[i].document].path, reasons[i].at,
		          lost ? before(telling) : STR_EMPTY);
	}
}

static struct str change_text(const struct change_telling *telling, const struct document_change *change,
                              const struct status_change *span)
{
	struct str old = STR_EMPTY, new = STR_EMPTY;

	if (span->old != STATUS_COUNT)
		old = status_words(&telling->old, change->old_index, span->old);
	if (span->new != STATUS_COUNT)
		new = status_words(&telling->new, change->new_index, span->new);
	return arena_format(telling->new.arena, "%.*s%s%.*s", STR_ARG(old), old.n && new.n ? " → " : "", STR_ARG(new));
}

void tell_statuses(struct outline *outline, const struct change_telling *telling, const struct document_change *change,
                   const struct status_changes *statuses, struct str of)
{
	const struct telling *words = &telling->new;

	for (size_t i = 0; i < statuses->n; i++) {
		const struct status_change *span = &statuses->at[i];
		bool only = span->old == STATUS_COUNT || span->new == STATUS_COUNT; /* of one that is new or gone */
		if (only && (span->old == STATUS_NOT_YET_IN_FORCE || span->new == STATUS_NOT_YET_IN_FORCE))
			continue;
		outline_open(outline, NODE_ITEM,
		             arena_format(words->arena, "%.*s: %.*s%.*s", STR_ARG(of),
		                          STR_ARG(change_text(telling, change, span)),
		                          STR_ARG(span_text(words, span))));
		if (!only)
			tell_reasons(outline, &telling->new, span->gained, span->gained_count, false);
		if (!only && !span->gained_count)
			tell_reasons(outline, &telling->old, span->lost, span->lost_count, true);
		outline_close(outline);
	}
}
