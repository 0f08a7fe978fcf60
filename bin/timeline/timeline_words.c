/* What a timeline says in words: a sentence for each lane, and what stands above its bar. */
#include "bin/command/options.h"
#include "bin/timeline/timeline.h"
#include "registry/base/date_words.h"
#include "registry/validity/relation_effect.h"

const char *timeline_say(const struct timeline *timeline, const char *en, const char *sv)
{
	return bilingual_in((struct bilingual){en, sv}, timeline->view->language);
}

struct str timeline_date(struct timeline *timeline, struct date date)
{
	return date_words(&timeline->arena, date, timeline->view->language);
}

/* --- periods ------------------------------------------------------------------------------------------------------- */

/* The period begins with the earliest day that the date may be, and ends before or with the latest. */
static bool is_of(struct date date, const struct period *period)
{
	int32_t last = period->last == DAY_MAX ? DAY_MAX : period->last + 1;

	return date.known && !date_is_day(date) && (date.first == period->first || date.first == period->first - 1) &&
	       (date.last == period->last || date.last == last);
}

struct date period_date(const struct timeline *timeline, const struct lane *lane, const struct period *period)
{
	const struct document *document = &timeline->registry->documents[lane->document];
	struct date start = document_first_day(document);

	if (is_of(start, period))
		return start;
	if (is_of(document->expires, period))
		return document->expires;
	for (uint32_t i = 0; i < lane->arrow_count; i++)
		if (is_of(timeline->arrows[lane->arrow_start + i].when, period))
			return timeline->arrows[lane->arrow_start + i].when;
	return (struct date){period->first, period->last, true};
}

static struct str range_words(struct timeline *timeline, const struct period *period)
{
	struct str first = STR_EMPTY, last = STR_EMPTY;
	enum language language = timeline->view->language;

	if (period->first != DAY_MIN)
		first = day_words(&timeline->arena, period->first, language);
	if (period->last != DAY_MAX)
		last = day_words(&timeline->arena, period->last, language);
	if (first.n && last.n)
		return arena_format(&timeline->arena,
		                    timeline_say(timeline, " from %.*s to %.*s", " från %.*s till %.*s"),
		                    STR_ARG(first), STR_ARG(last));
	if (first.n)
		return arena_format(&timeline->arena, timeline_say(timeline, " from %.*s", " från och med %.*s"),
		                    STR_ARG(first));
	if (last.n)
		return arena_format(&timeline->arena, timeline_say(timeline, " until %.*s", " till och med %.*s"),
		                    STR_ARG(last));
	return STR_EMPTY;
}

struct str period_words(struct timeline *timeline, const struct lane *lane, const struct period *period)
{
	struct str label = status_label(period->status, timeline->view->language), range = STR_EMPTY;
	struct date date = period_date(timeline, lane, period);

	if (period->status == STATUS_UNKNOWN && (date.first != DAY_MIN || date.last != DAY_MAX))
		range = arena_format(&timeline->arena, ": %.*s", STR_ARG(timeline_date(timeline, date)));
	else
		range = range_words(timeline, period);
	return arena_format(&timeline->arena, "%.*s%.*s", STR_ARG(label), STR_ARG(range));
}

/* --- relations ----------------------------------------------------------------------------------------------------- */

/* The part that a relation concerns, by its heading where that is known: "”3. Ansvar”: ". */
struct str arrow_part_words(struct timeline *timeline, const struct arrow *arrow, bool short_form)
{
	const struct document *target = &timeline->registry->documents[arrow->to];
	struct str name = arrow->relation->target.part;
	uint32_t part = name.n ? document_part(target, name) : MARKDOWN_NO_PART;

	if (!name.n)
		return STR_EMPTY;
	if (part != MARKDOWN_NO_PART && target->parts[part].title.n && !short_form)
		name = target->parts[part].title;
	return arena_format(&timeline->arena, timeline_say(timeline, "'%.*s' ", "”%.*s” "), STR_ARG(name));
}

bool arrow_is_proposal(const struct timeline *timeline, const struct arrow *arrow)
{
	return arrow->style == ARROW_PENDING &&
	       (document_stage(&timeline->registry->documents[arrow->from]) != STAGE_DECIDED ||
	        arrow->relation->state == STATE_PROPOSED);
}

static const char *amendment_words(const struct timeline *timeline, const struct arrow *arrow)
{
	if (arrow->style == ARROW_UNSURE)
		return timeline_say(timeline, "may have been amended", "kan vara ändrat");
	if (arrow->style == ARROW_TAKEN && arrow->relation->type == RELATION_CORRECTS)
		return timeline_say(timeline, "corrected", "rättat");
	if (arrow->style == ARROW_TAKEN)
		return timeline_say(timeline, "amended", "ändrat");
	if (arrow_is_proposal(timeline, arrow))
		return timeline_say(timeline, "amendment proposed", "föreslås ändras");
	if (arrow->relation->condition != CONDITION_NONE)
		return timeline_say(timeline, "amended on a condition", "ändras på villkor");
	return timeline_say(timeline, "to be amended", "ska ändras");
}

const char *arrow_effect_words(const struct timeline *timeline, const struct arrow *arrow)
{
	const struct relation *relation = arrow->relation;
	bool repeals = relation->type == RELATION_REPEALS;

	if (arrow_changes(arrow) && relation->type != RELATION_AFFECTS)
		return amendment_words(timeline, arrow);
	if (arrow->style == ARROW_UNSURE)
		return relation->type == RELATION_AFFECTS
		               ? timeline_say(timeline, "may have to be updated", "ska kanske uppdateras")
		       : repeals ? timeline_say(timeline, "may have been repealed", "kan vara upphävt")
		                 : timeline_say(timeline, "may have been superseded", "kan vara ersatt");
	if (arrow->style == ARROW_TAKEN)
		return repeals ? timeline_say(timeline, "repealed", "upphävt")
		               : timeline_say(timeline, "superseded", "ersatt");
	if (arrow_is_proposal(timeline, arrow))
		return relation->type == RELATION_AFFECTS
		               ? timeline_say(timeline, "update proposed", "föreslås uppdateras")
		       : repeals ? timeline_say(timeline, "repeal proposed", "föreslås upphävas")
		                 : timeline_say(timeline, "replacement proposed", "föreslås ersättas");
	if (relation->type == RELATION_AFFECTS)
		return timeline_say(timeline, "to be updated", "ska uppdateras");
	if (relation->condition != CONDITION_NONE)
		return repeals ? timeline_say(timeline, "repealed on a condition", "upphävs på villkor")
		               : timeline_say(timeline, "superseded on a condition", "ersätts på villkor");
	return repeals ? timeline_say(timeline, "to be repealed", "ska upphävas")
	               : timeline_say(timeline, "to be replaced", "ska ersättas");
}

static struct str arrow_words(struct timeline *timeline, const struct arrow *arrow)
{
	struct str when = arrow->when.known ? timeline_date(timeline, arrow->when) : STR_EMPTY;

	return arena_format(&timeline->arena, "%.*s%s%.*s%s%s%.*s%s", STR_ARG(when), when.n ? ": " : "",
	                    STR_ARG(arrow_part_words(timeline, arrow, false)), arrow_effect_words(timeline, arrow),
	                    timeline_say(timeline, " ('", " (”"),
	                    STR_ARG(timeline->registry->documents[arrow->from].id), timeline_say(timeline, "')", "”)"));
}

/* What governs nothing, or never did: its stage where it is to govern, and its date. */
struct str mark_words(struct timeline *timeline, const struct lane *lane)
{
	const struct document *document = &timeline->registry->documents[lane->document];
	struct str label = STR_EMPTY, date = STR_EMPTY;
	const char *word = document->decided.known    ? timeline_say(timeline, "decided", "beslutat")
	                   : document->dated.known    ? timeline_say(timeline, "dated", "daterat")
	                   : document->referred.known ? timeline_say(timeline, "referred", "remitterat")
	                                              : timeline_say(timeline, "from", "från");

	if (lane->mark.known)
		date = arena_format(&timeline->arena, "%s %.*s", word, STR_ARG(timeline_date(timeline, lane->mark)));
	if (registry_governs(timeline->registry, lane->document) || !date.n)
		label = status_label(lane->mark_status, timeline->view->language);
	return arena_format(&timeline->arena, "%.*s%s%.*s", STR_ARG(label), label.n && date.n ? ", " : "",
	                    STR_ARG(date));
}

struct str lane_words(struct timeline *timeline, const struct lane *lane)
{
	const struct document *document = &timeline->registry->documents[lane->document];
	size_t room = lane->count + lane->arrow_count + 1, n = 0;
	struct str *pieces = ARENA_ARRAY(&timeline->arena, struct str, room);

	for (size_t i = 0; i < lane->count; i++)
		pieces[n++] = period_words(timeline, lane, &lane->periods[i]);
	if (!lane->count)
		pieces[n++] = mark_words(timeline, lane);
	for (uint32_t i = 0; i < lane->arrow_count; i++)
		pieces[n++] = arrow_words(timeline, &timeline->arrows[lane->arrow_start + i]);
	return arena_format(&timeline->arena, document->title.n ? "%.*s (%.*s): %.*s" : "%.*s%.*s: %.*s",
	                    STR_ARG(document->title), STR_ARG(document->id),
	                    STR_ARG(arena_list(&timeline->arena, pieces, n, STR("; "))));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

/* A sentence more, with a number in it, unless that is 0. */
static struct str with_count(struct timeline *timeline, struct str text, size_t count, struct bilingual sentence)
{
	if (!count)
		return text;
	return arena_format(&timeline->arena, bilingual_in(sentence, timeline->view->language), STR_ARG(text), count);
}

struct str timeline_about(struct timeline *timeline)
{
	const char *shown = timeline->lane_count == 0   ? timeline_say(timeline, "No governing document to show.",
	                                                               "Inget styrdokument att visa.")
	                    : timeline->lane_count == 1 ? timeline_say(timeline, "1 document.", "1 dokument.")
	                                                : timeline_say(timeline, "%u documents.", "%u dokument.");
	struct str text = arena_format(&timeline->arena, shown, timeline->lane_count);

	if (timeline->lane_count && timeline_on(timeline) >= timeline->first && timeline_on(timeline) <= timeline->last)
		text = arena_format(
			&timeline->arena,
			timeline_say(timeline, "%.*s The vertical line is %.*s.", "%.*s Det lodräta strecket är %.*s."),
			STR_ARG(text), STR_ARG(timeline_date(timeline, timeline->view->on)));
	text = with_count(timeline, text, timeline->left_out,
	                  (struct bilingual){"%.*s Not shown: %zu that govern nothing themselves.",
	                                     "%.*s Inte med: %zu som inte styr något själva."});
	return with_count(
		timeline, text, timeline->outside,
		(struct bilingual){"%.*s Not shown: %zu outside the period.", "%.*s Inte med: %zu utanför perioden."});
}
