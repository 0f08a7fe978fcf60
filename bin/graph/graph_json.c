/* A graph as JSON: tests/schema/graph.json. */
#include "bin/graph/graph.h"

static void put_document(struct json *json, const struct graph *graph, uint32_t place)
{
	const struct document *document = graph_document(graph, place);

	json_open(json, '{');
	json_pair(json, "id", document->id);
	json_pair(json, "title", document->title);
	json_pair(json, "type", document->type);
	json_pair(json, "status", str_from(status_name(graph->view->statuses[place])));
	json_bool(json, "governing", registry_governs(graph->registry, graph->view->documents[place]));
	json_pair(json, "path", document->path);
	json_close(json);
}

static void put_relation(struct json *json, const struct graph *graph, const struct subgraph_edge *edge)
{
	static const char *const states[] = {"", "proposed", "conditional", "decided", "disputed"};

	json_open(json, '{');
	json_pair(json, "type", str_from(relation_name(edge->relation->type)));
	json_pair(json, "from", graph_document(graph, edge->from)->id);
	json_pair(json, "to", graph_document(graph, edge->to)->id);
	json_pair(json, "part", edge->relation->target.part);
	json_pair(json, "state", str_from(states[edge->relation->state]));
	json_bool(json, "pending", edge->effect == EFFECT_PENDING);
	json_pair(json, "effect", str_from(effect_name(edge->effect)));
	json_close(json);
}

int graph_write_json(FILE *out, const struct graph *graph)
{
	struct json json = {.out = out};

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "revision", str_from(source_revision(graph->registry->source)));
	json_pair(&json, "on", date_text(graph->telling.arena, graph->on));
	json_unread(&json, footing_of(graph->registry, graph->telling.language));
	json_key(&json, "documents");
	json_open(&json, '[');
	for (uint32_t i = 0; i < graph->view->count; i++)
		put_document(&json, graph, i);
	json_close(&json);
	json_key(&json, "relations");
	json_open(&json, '[');
	for (size_t i = 0; i < graph->view->edge_count; i++)
		put_relation(&json, graph, &graph->view->edges[i]);
	json_close(&json);
	json_key(&json, "leading_out");
	json_number(&json, (long)graph->view->leading_out);
	json_close(&json);
	return 0;
}
