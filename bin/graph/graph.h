/* What the writers of a graph have in common: the view, and its words. */
#ifndef STYRDOK_BIN_GRAPH_GRAPH_H
#define STYRDOK_BIN_GRAPH_GRAPH_H

#include "bin/wording/reasons.h"
#include "bin/wording/unread.h"
#include "registry/query/subgraph.h"

struct graph {
	const struct registry *registry;
	const struct subgraph *view;
	struct telling telling; /* its arena owns all texts that are made here */
	struct date on;
	struct document_links links; /* to pages, rather than to files */
	struct str subject;          /* what the view shows: "Hela registret" */
};

/* What a document looks like: its status, but for documents that govern nothing and were decided. */
enum look { LOOK_DECIDED = STATUS_COUNT, LOOK_COUNT };

/* How its type ranks. */
enum rank { RANK_OVERARCHING, RANK_GOVERNING, RANK_OTHER, RANK_COUNT };

/* Documents are named by their place in the view. */

const struct document *graph_document(const struct graph *graph, uint32_t place);
struct str graph_title(const struct graph *graph, uint32_t place);  /* its id, where it has none */
struct str graph_state(const struct graph *graph, uint32_t place);  /* "gäller · Program" */
struct str graph_status(const struct graph *graph, uint32_t place); /* "gäller" */
enum look graph_look(const struct graph *graph, uint32_t place);
enum rank graph_rank(const struct graph *graph, uint32_t place);
const char *graph_look_name(enum look look); /* "in-force", "decided" */

/* The document in words: title, type, status and why. */
struct str graph_document_words(const struct graph *graph, uint32_t place);

/* "ersätter (del)" */
struct str graph_relation_words(const struct graph *graph, const struct subgraph_edge *edge);

/* "IT-program för Stockholms stad påverkar Telefonpolicy för Stockholms stad (föreslaget)" */
struct str graph_edge_words(const struct graph *graph, const struct subgraph_edge *edge);

/* "20 dokument, 31 relationer. Status: gäller 12; ersatt 3." */
struct str graph_summary(const struct graph *graph);

const char *effect_name(enum relation_effect effect); /* "taken", "pending", "unsure", "none" */

/* The writers. 0, but for the picture: -1, with nothing written, when it is too large or too tangled to be drawn. */
int graph_write_json(FILE *out, const struct graph *graph);
int graph_write_dot(FILE *out, const struct graph *graph);
int graph_write_mermaid(FILE *out, const struct graph *graph);
int graph_write_svg(FILE *out, const struct graph *graph);

#endif
