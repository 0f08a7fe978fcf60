#include "bin/command/command.h"
#include "bin/status/show.h"
#include "registry/validity/relation_effect.h"

#include <stdlib.h>

struct str stated_date(struct showing *showing, struct date date)
{
	return date.known ? date_text(&showing->arena, date) : STR_EMPTY;
}

/* --- events ------------------------------------------------------------------------------------------------------- */

static int compare_events(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->date.first != y->date.first)
		return x->date.first < y->date.first ? -1 : 1;
	if (x->date.last != y->date.last)
		return x->date.last < y->date.last ? -1 : 1;
	return str_compare(x->text, y->text);
}

static void add_event(struct showing *showing, event_vec *events, struct date date, struct bilingual text)
{
	if (date.known)
		vec_push(events, (struct event){date, bilingual_str(text, showing->telling.language)});
}

/* What ends or changes it, and when. */
static void add_relation_event(struct showing *showing, event_vec *events, const struct relation *relation)
{
	struct date effect = relation_effect_date(showing->registry, relation);
	const struct document *actor = &showing->registry->documents[relation->actor];
	bool english = showing->telling.language == LANGUAGE_EN;

	if (!effect.known || relation->state == STATE_PROPOSED || actor->stage == STAGE_DRAFT ||
	    actor->stage == STAGE_REFERRED)
		return;
	vec_push(events,
	         (struct event){effect,
	                        arena_format(&showing->arena,
	                                     english ? "'%.*s' %.*s it%s%.*s%s" : "”%.*s” %.*s det%s%.*s%s",
	                                     STR_ARG(actor->id),
	                                     STR_ARG(relation_words(relation->type, false, showing->telling.language)),
	                                     relation->target.part.n ? " " : "",
	                                     STR_ARG(relation_part_words(showing->registry, &showing->arena, relation)),
	                                     relation_state_text(relation->state, showing->telling.language))});
}

void show_events(struct showing *showing, event_vec *events)
{
	const struct document *document = showing->document;
	const struct edge_rows *ending = &showing->registry->ending;

	add_event(showing, events, document->dated, (struct bilingual){"dated", "daterat"});
	add_event(showing, events, document->referred, (struct bilingual){"referred for consideration", "remitterat"});
	add_event(showing, events, document->reply_by, (struct bilingual){"last day for replies", "sista svarsdag"});
	add_event(showing, events, document->decided, (struct bilingual){"decided", "beslutat"});
	add_event(showing, events, document->in_force,
	          (struct bilingual){"first day of application", "första tillämpningsdag"});
	add_event(showing, events, document->review_by, (struct bilingual){"to be reviewed", "ska ses över"});
	add_event(showing, events, document->expires,
	          (struct bilingual){"last day of application", "sista tillämpningsdag"});
	for (uint32_t i = ending->start[showing->index]; i < ending->start[showing->index + 1]; i++)
		add_relation_event(showing, events, ending->at[i]);
	if (events->n)
		qsort(events->at, events->n, sizeof *events->at, compare_events);
}

/* --- who cites it ------------------------------------------------------------------------------------------------- */

/* A case number stands for the documents of the case that govern, not for their drafts and attachments. */
static bool cites(const struct showing *showing, const struct citation *citation)
{
	const struct registry *registry = showing->registry;
	bool named = citation->document == showing->index, another_governs = false;

	for (uint32_t name = citation->name; name != NO_NAME; name = names_at(registry->names, name)->next) {
		uint32_t document = names_at(registry->names, name)->document;
		named = named || document == showing->index;
		another_governs =
			another_governs || (document != showing->index && registry_governs(registry, document));
	}
	return named && (!another_governs || registry_governs(registry, showing->index));
}

const struct citation *show_citation(const struct showing *showing, const struct document *document)
{
	if (document == showing->document)
		return NULL;
	for (uint32_t i = 0; i < document->citation_count; i++)
		if (cites(showing, &document->citations[i]))
			return &document->citations[i];
	return NULL;
}
