#include "bin/graph/graph.h"

#include "bin/command/options.h"
#include "rules/diagnostics/finding.h"

#define REASONS_TOLD 3u /* of one document */

const struct document *graph_document(const struct graph *graph, uint32_t place)
{
	return &graph->registry->documents[graph->view->documents[place]];
}

struct str graph_title(const struct graph *graph, uint32_t place)
{
	const struct document *document = graph_document(graph, place);

	return document->title.n ? document->title : document->id;
}

static struct str graph_type(const struct graph *graph, uint32_t place)
{
	const struct document *document = graph_document(graph, place);
	struct str name = STR_EMPTY;

	if (document->type_index != NO_BODY)
		name = bilingual_str(graph->registry->vocabulary.types[document->type_index].name,
		                     graph->telling.language);
	return name.n ? name : document->type;
}

struct str graph_status(const struct graph *graph, uint32_t place)
{
	return status_words(&graph->telling, graph->view->documents[place], graph->view->statuses[place]);
}

struct str graph_state(const struct graph *graph, uint32_t place)
{
	struct str status = graph_status(graph, place), type = graph_type(graph, place);

	return type.n ? arena_format(graph->telling.arena, "%.*s\xC2\xA0· %.*s", STR_ARG(status), STR_ARG(type))
	              : status;
}

enum look graph_look(const struct graph *graph, uint32_t place)
{
	enum status status = graph->view->statuses[place];

	if (status_applies(status) && !registry_governs(graph->registry, graph->view->documents[place]))
		return LOOK_DECIDED;
	return (enum look)status;
}

enum rank graph_rank(const struct graph *graph, uint32_t place)
{
	uint32_t type = graph_document(graph, place)->type_index;

	if (!registry_governs(graph->registry, graph->view->documents[place]))
		return RANK_OTHER;
	return type != NO_BODY && graph->registry->vocabulary.types[type].overarching ? RANK_OVERARCHING
	                                                                              : RANK_GOVERNING;
}

const char *graph_look_name(enum look look)
{
	return look == LOOK_DECIDED ? "decided" : status_name((enum status)look);
}

struct str graph_document_words(const struct graph *graph, uint32_t place)
{
	struct arena *arena = graph->telling.arena;
	struct str type = graph_type(graph, place);
	struct str words = arena_format(arena, "%.*s%s%.*s, %.*s", STR_ARG(graph_title(graph, place)),
	                                type.n ? ", " : "", STR_ARG(type), STR_ARG(graph_status(graph, place)));
	struct status_answer answer;
	uint32_t told = 0;

	status_explain(&answer, arena, graph->registry, graph->view->documents[place], graph->on);
	for (uint32_t i = 0; i < answer.reason_count && told < REASONS_TOLD; i++)
		words = arena_format(arena, "%.*s%s%.*s", STR_ARG(words), told++ ? "; " : ": ",
		                     STR_ARG(reason_says(arena, &answer.reasons[i], graph->telling.language)));
	return words;
}

struct str graph_relation_words(const struct graph *graph, const struct subgraph_edge *edge)
{
	static const struct bilingual in_part = {" (part)", " (del)"};
	struct str words = relation_words(edge->relation->type, false, graph->telling.language);

	if (!edge->relation->target.part.n)
		return words;
	return arena_format(graph->telling.arena, "%.*s%s", STR_ARG(words),
	                    bilingual_in(in_part, graph->telling.language));
}

/* The part by its heading, where the register knows it. */
static struct str part_title(const struct graph *graph, const struct subgraph_edge *edge)
{
	const struct document *target = graph_document(graph, edge->to);
	struct str anchor = edge->relation->target.part;
	uint32_t part = anchor.n ? document_part(target, anchor) : MARKDOWN_NO_PART;

	return part != MARKDOWN_NO_PART && target->parts[part].title.n ? target->parts[part].title : anchor;
}

/* What the arrow's line says without words. */
static struct bilingual edge_proviso(const struct subgraph_edge *edge)
{
	switch (edge->relation->state) {
	case STATE_PROPOSED:
		return (struct bilingual){"proposed", "föreslaget"};
	case STATE_CONDITIONAL:
		return (struct bilingual){"conditional", "villkorat"};
	case STATE_DISPUTED:
		return (struct bilingual){"disputed", "omstritt"};
	case STATE_UNSTATED:
	case STATE_DECIDED:
		break;
	}
	switch (edge->effect) {
	case EFFECT_PENDING:
		return (struct bilingual){"proposed, or not yet in effect",
		                          "föreslås, eller har ännu inte fått verkan"};
	case EFFECT_UNSURE:
		return (struct bilingual){"it cannot be determined whether it has taken effect",
		                          "det går inte att avgöra om det har fått verkan"};
	case EFFECT_NONE:
		return (struct bilingual){"has no effect", "har ingen verkan"};
	case EFFECT_TAKEN:
		break;
	}
	return (struct bilingual){"", ""};
}

struct str graph_edge_words(const struct graph *graph, const struct subgraph_edge *edge)
{
	static const struct bilingual of_part = {"part '%.*s' of ", "delen ”%.*s” av "};
	struct arena *arena = graph->telling.arena;
	enum language language = graph->telling.language;
	struct str part = part_title(graph, edge), of = STR_EMPTY;
	struct str proviso = bilingual_str(edge_proviso(edge), language);

	if (part.n)
		of = arena_format(arena, bilingual_in(of_part, language), STR_ARG(part));
	return arena_format(arena, "%.*s %.*s %.*s%.*s%s%.*s%s", STR_ARG(graph_title(graph, edge->from)),
	                    STR_ARG(relation_words(edge->relation->type, false, language)), STR_ARG(of),
	                    STR_ARG(graph_title(graph, edge->to)), proviso.n ? " (" : "", STR_ARG(proviso),
	                    proviso.n ? ")" : "");
}

struct str graph_summary(const struct graph *graph)
{
	static const struct bilingual of = {"%u %s, %zu %s.", "%u %s, %zu %s."};
	struct arena *arena = graph->telling.arena;
	enum language language = graph->telling.language;
	struct str words = STR_EMPTY;
	struct str names[LOOK_COUNT] = {STR_EMPTY};
	uint32_t counts[LOOK_COUNT] = {0};
	size_t edges = graph->view->edge_count;
	bool told = false;

	words = arena_format(
		arena, bilingual_in(of, language), graph->view->count,
		bilingual_in((struct bilingual){graph->view->count == 1 ? "document" : "documents", "dokument"},
	                     language),
		edges,
		bilingual_in((struct bilingual){edges == 1 ? "relation" : "relations",
	                                        edges == 1 ? "relation" : "relationer"},
	                     language));
	for (uint32_t i = 0; i < graph->view->count; i++) {
		enum look look = graph_look(graph, i);
		names[look] = graph_status(graph, i);
		counts[look]++;
	}
	for (int look = 0; look < LOOK_COUNT; look++)
		if (counts[look]) {
			words = arena_format(arena, "%.*s%s %.*s %u", STR_ARG(words),
			                     told ? ";" : " Status:", STR_ARG(names[look]), counts[look]);
			told = true;
		}
	return told ? arena_format(arena, "%.*s.", STR_ARG(words)) : words;
}

const char *effect_name(enum relation_effect effect)
{
	static const char *const names[] = {"none", "pending", "unsure", "taken"};

	return names[effect];
}
