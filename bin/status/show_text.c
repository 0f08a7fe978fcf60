/* A document's card for people. */
#include "bin/command/command.h"
#include "bin/status/show.h"
#include "bin/wording/field_values.h"

static void heading(const struct showing *showing, struct texts text)
{
	struct colors colors = colors_of(showing->options->color);

	printf("\n%s%s%s\n", colors.bold, in_language(text, showing->telling.language), colors.off);
}

static void put_where(const struct showing *showing, struct str path, uint32_t line)
{
	struct colors colors = colors_of(showing->options->color);

	printf("  %s", colors.dim);
	put_text(stdout, path);
	printf(":%u%s\n", line, colors.off);
}

static void text_relation(struct showing *showing, const struct relation *relation, bool outgoing)
{
	const struct registry *registry = showing->registry;
	struct str other = outgoing ? (relation->target.document == NO_DOCUMENT
	                                       ? relation->target.name
	                                       : registry->documents[relation->target.document].id)
	                            : registry->documents[relation->actor].id;

	printf("  ");
	put_padded(stdout, relation_words(relation->type, !outgoing, showing->telling.language), 16);
	fputc(' ', stdout);
	put_text(stdout, other);
	if (relation->target.part.n) {
		printf(" #");
		put_text(stdout, relation->target.part);
	}
	printf("%s", relation_state_text(relation->state, showing->telling.language));
	put_where(showing, registry->documents[relation->stated_in].path, relation->target.at.line);
	if (relation->note.n) {
		printf("                   ");
		put_text(stdout, relation->note);
		fputc('\n', stdout);
	}
}

/* Relations out: the edges, and those that name what is not in the register. */
static void text_relations(struct showing *showing)
{
	const struct registry *registry = showing->registry;
	const struct edge_rows *by = &registry->by, *to = &registry->to;
	bool told = false;

	for (uint32_t i = by->start[showing->index]; i < by->start[showing->index + 1]; i++) {
		if (!told)
			heading(showing, (struct texts){"Relations to others", "Relationer till andra"});
		told = true;
		text_relation(showing, by->at[i], true);
	}
	for (uint32_t i = 0; i < showing->document->relation_count; i++)
		if (!showing->document->relations[i].inverse &&
		    showing->document->relations[i].target.document == NO_DOCUMENT) {
			if (!told)
				heading(showing, (struct texts){"Relations to others", "Relationer till andra"});
			told = true;
			text_relation(showing, &showing->document->relations[i], true);
		}
	told = false;
	for (uint32_t i = to->start[showing->index]; i < to->start[showing->index + 1]; i++) {
		if (!told)
			heading(showing, (struct texts){"Relations from others", "Relationer från andra"});
		told = true;
		text_relation(showing, to->at[i], false);
	}
}

static void text_citations(struct showing *showing)
{
	bool told = false;

	for (uint32_t i = 0; i < showing->registry->count; i++) {
		const struct document *document = &showing->registry->documents[i];
		const struct citation *citation = show_citation(showing, document);
		if (!citation)
			continue;
		if (!told)
			heading(showing, (struct texts){"Cited by", "Omnämns i"});
		told = true;
		printf("  ");
		put_text(stdout, document->id);
		put_where(showing, document->path, citation->at.line);
	}
}

static void text_parts(struct showing *showing, const struct status_answer *answer)
{
	for (uint32_t i = 0; i < answer->part_count; i++) {
		const struct markdown_part *part = &showing->document->parts[i];
		if (!i)
			heading(showing, (struct texts){"Parts", "Delar"});
		printf("  %*s", (part->level > 2 ? part->level - 2 : 0) * 2, "");
		put_text(stdout, part->title);
		printf("  #");
		put_text(stdout, part->anchor);
		if (answer->parts[i].status != answer->status)
			printf("  [%.*s]", STR_ARG(status_label(answer->parts[i].status, showing->telling.language)));
		fputc('\n', stdout);
	}
}

static void text_events(struct showing *showing)
{
	event_vec events = {0};

	show_events(showing, &events);
	if (events.n)
		heading(showing, (struct texts){"Timeline", "Tidslinje"});
	for (size_t i = 0; i < events.n; i++) {
		printf("  ");
		put_padded(stdout, stated_date(showing, events.at[i].date), 24);
		put_text(stdout, events.at[i].text);
		fputc('\n', stdout);
	}
	vec_release(&events);
}

static void text_card(struct showing *showing)
{
	static const enum document_key keys[] = {
		KEY_TYPE,       KEY_DNR,      KEY_STATUS,   KEY_DECIDED_BY, KEY_DECIDED,   KEY_DATED,
		KEY_REFERRED,   KEY_REPLY_BY, KEY_IN_FORCE, KEY_EXPIRES,    KEY_REVIEW_BY, KEY_STEWARD,
		KEY_APPLIES_TO, KEY_TOPICS,   KEY_ALIASES,  KEY_TEXT,
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct str value = value_text(&showing->telling, showing->document, keys[i]);
		if (!value.n)
			continue;
		printf("  ");
		put_padded(stdout, value_label(keys[i], showing->telling.language), 16);
		fputc(' ', stdout);
		put_text(stdout, value);
		fputc('\n', stdout);
	}
}

void show_text(struct showing *showing)
{
	const struct document *document = showing->document;
	struct colors colors = colors_of(showing->options->color);
	struct status_answer answer;
	char date[DATE_TEXT];

	status_explain(&answer, &showing->arena, showing->registry, showing->index, showing->options->on);
	fputs(colors.bold, stdout);
	put_text(stdout, document->title.n ? document->title : document->id);
	printf("%s\n  ", colors.off);
	put_text(stdout, document->id);
	printf("  %s", colors.dim);
	put_text(stdout, document->path);
	printf("%s\n\n%s: %s%.*s%s\n", colors.off, date_format(showing->options->on, date),
	       status_color(&colors, answer.status),
	       STR_ARG(status_words(&showing->telling, showing->index, answer.status)), colors.off);
	text_reasons(&showing->telling, answer.reasons, answer.reason_count);
	fputc('\n', stdout);
	text_card(showing);
	text_parts(showing, &answer);
	text_relations(showing);
	text_citations(showing);
	text_events(showing);
}
