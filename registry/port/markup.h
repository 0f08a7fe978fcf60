/* XML and HTML as trees, through libxml2; its only user. Nothing is fetched, and XML with a document type, which could bring entities, is
 * refused. */
#ifndef STYRDOK_REGISTRY_PORT_MARKUP_H
#define STYRDOK_REGISTRY_PORT_MARKUP_H

#include "registry/base/error.h"
#include "registry/base/str.h"

struct markup;
struct markup_node; /* an element, or a piece of text */

enum markup_kind { MARKUP_XML, MARKUP_HTML };

/* 0, or -1 with ERROR_DAMAGED, or ERROR_ENTITIES where XML declares a document type. `path` is the name in errors alone. Safe from many
 * threads at once, each with trees of its own. */
int markup_parse(struct markup **out, enum markup_kind kind, struct str bytes, const char *path, struct error *error);
void markup_free(struct markup *markup);

/* NULL where there is none. All texts are borrowed from the tree. */
const struct markup_node *markup_root(const struct markup *markup);
const struct markup_node *markup_first(const struct markup_node *node); /* its first child */
const struct markup_node *markup_next(const struct markup_node *node);
const struct markup_node *markup_child(const struct markup_node *node, const char *name); /* its first such element */

bool markup_is(const struct markup_node *node, const char *name); /* an element of that name, whatever its namespace */
bool markup_is_text(const struct markup_node *node);
struct str markup_name(const struct markup_node *node);
struct str markup_text(const struct markup_node *node);                        /* of a piece of text */
struct str markup_attribute(const struct markup_node *node, const char *name); /* "" where there is none */
unsigned markup_line(const struct markup_node *node);                          /* in the file, from 1 */

#endif
