/* A document's card for people. */
#include "bin/command/command.h"
#include "bin/status/show.h"
#include "bin/wording/field_values.h"

static struct str words(const struct showing *showing, struct bilingual text)
{
	return bilingual_str(text, showing->telling.language);
}

static struct str path_of(const struct showing *showing, uint32_t document)
{
	return showing->registry->documents[document].path;
}

static void tell_relation(struct showing *showing, const struct relation *relation, bool outgoing)
{
	const struct document *documents = showing->registry->documents;
	struct outline *outline = &showing->outline;
	uint32_t document = outgoing ? relation->target.document : relation->actor;
	struct str other = document == NO_DOCUMENT ? relation->target.name : documents[document].id;

	outline_open(outline, NODE_FACT, relation_words(relation->type, !outgoing, showing->telling.language));
	outline_put(outline, NODE_TEXT,
	            arena_format(&showing->arena, "%.*s%s%.*s%s", STR_ARG(other), relation->target.part.n ? " " : "",
	                         STR_ARG(relation_part_words(showing->registry, &showing->arena, relation)),
	                         relation_state_text(relation->state, showing->telling.language)));
	outline_place(outline, path_of(showing, relation->stated_in), relation->target.at);
	if (relation->note.n)
		outline_put(outline, NODE_ITEM, relation->note);
	outline_close(outline);
}

static void open_box(struct showing *showing, struct bilingual heading)
{
	outline_open(&showing->outline, NODE_SECTION, words(showing, heading));
	outline_open(&showing->outline, NODE_FACTS, STR_EMPTY);
}

/* A box that nothing came into is not shown. */
static void close_box(struct showing *showing)
{
	outline_close(&showing->outline);
	outline_close(&showing->outline);
}

/* Relations out: the edges, and those that name what is not in the register. */
static void tell_relations(struct showing *showing)
{
	const struct edge_rows *by = &showing->registry->by, *to = &showing->registry->to;

	open_box(showing, (struct bilingual){"Relations to others", "Relationer till andra"});
	for (uint32_t i = by->start[showing->index]; i < by->start[showing->index + 1]; i++)
		tell_relation(showing, by->at[i], true);
	for (uint32_t i = 0; i < showing->document->relation_count; i++)
		if (!showing->document->relations[i].inverse &&
		    showing->document->relations[i].target.document == NO_DOCUMENT)
			tell_relation(showing, &showing->document->relations[i], true);
	close_box(showing);
	open_box(showing, (struct bilingual){"Relations from others", "Relationer från andra"});
	for (uint32_t i = to->start[showing->index]; i < to->start[showing->index + 1]; i++)
		tell_relation(showing, to->at[i], false);
	close_box(showing);
}

static void tell_citations(struct showing *showing)
{
	outline_open(&showing->outline, NODE_SECTION, words(showing, (struct bilingual){"Cited by", "Omnämns i"}));
	for (uint32_t i = 0; i < showing->registry->count; i++) {
		const struct document *document = &showing->registry->documents[i];
		const struct citation *citation = show_citation(showing, document);
		if (citation)
			outline_item(&showing->outline, document->id, document->path, citation->at);
	}
	outline_close(&showing->outline);
}

static void tell_part(struct showing *showing, const struct status_answer *answer, uint32_t number)
{
	const struct markdown_part *part = &showing->document->parts[number];
	struct outline *outline = &showing->outline;

	outline_open(outline, NODE_ITEM,
	             arena_format(&showing->arena, "%.*s  %.*s", STR_ARG(part->title),
	                          STR_ARG(document_part_words(&showing->arena, showing->document, part->anchor))));
	if (answer->parts[number].status != answer->status)
		outline_put(outline, NODE_TAG, status_label(answer->parts[number].status, showing->telling.language));
	outline_close(outline);
}

/* The parts below each other as their headings are. */
static void tell_parts(struct showing *showing, const struct status_answer *answer)
{
	struct outline *outline = &showing->outline;
	struct node *section =
		outline_open(outline, NODE_SECTION, words(showing, (struct bilingual){"Parts", "Delar"}));

	for (uint32_t i = 0; i < answer->part_count; i++) {
		outline->at = section;
		for (int level = 2; level < showing->document->parts[i].level && outline->at->last; level++)
			outline->at = outline->at->last;
		tell_part(showing, answer, i);
	}
	outline->at = section->parent;
}

static void tell_events(struct showing *showing)
{
	event_vec events = {0};

	show_events(showing, &events);
	open_box(showing, (struct bilingual){"Timeline", "Tidslinje"});
	for (size_t i = 0; i < events.n; i++)
		outline_fact(&showing->outline, stated_date(showing, events.at[i].date), events.at[i].text);
	close_box(showing);
	vec_release(&events);
}

static void tell_card(struct showing *showing)
{
	static const enum document_key keys[] = {
		KEY_TYPE,      KEY_DNR,      KEY_STATUS,      KEY_DECIDED_BY,   KEY_DECIDED,  KEY_PARAGRAPH,
		KEY_REVISIONS, KEY_DATED,    KEY_REFERRED,    KEY_REPLY_BY,     KEY_IN_FORCE, KEY_EXPIRES,
		KEY_REVIEW_BY, KEY_REVIEWED, KEY_KNOWN_UNTIL, KEY_ALSO_DECIDED, KEY_NUMBER,   KEY_ANNOUNCED,
		KEY_ANNULLED,  KEY_STEWARD,  KEY_APPLIES_TO,  KEY_TOPICS,       KEY_ALIASES,  KEY_TEXT,
	};

	outline_open(&showing->outline, NODE_FACTS, STR_EMPTY);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		outline_fact(&showing->outline, value_label(keys[i], showing->telling.language),
		             value_text(&showing->telling, showing->document, keys[i]));
	outline_close(&showing->outline);
}

void show_as_text(FILE *out, struct showing *showing)
{
	const struct document *document = showing->document;
	struct outline *outline = &showing->outline;
	struct status_answer answer;

	status_explain(&answer, &showing->arena, showing->registry, showing->index, showing->options->on);
	outline_init(outline, &showing->arena, showing->telling.language);
	outline->color = showing->options->color;
	outline_put(outline, NODE_TITLE, document->title.n ? document->title : document->id);
	outline_open(outline, NODE_PARAGRAPH, document->id);
	outline_put(outline, NODE_PLACE, STR_EMPTY)->name = document->path;
	outline_close(outline);
	outline_unread(outline, footing_of(showing->registry, showing->telling.language));
	outline_open(outline, NODE_ENTRIES, STR_EMPTY);
	outline_open(outline, NODE_ENTRY, date_text(&showing->arena, showing->options->on));
	outline_status(outline, &showing->telling, showing->index, answer.status, answer.amendments,
	               answer.amendment_count);
	outline_reasons(outline, &showing->telling, answer.reasons, answer.reason_count);
	outline_close(outline);
	outline_close(outline);
	tell_card(showing);
	tell_parts(showing, &answer);
	tell_relations(showing);
	tell_citations(showing);
	tell_events(showing);
	outline_as_text(out, outline);
}
