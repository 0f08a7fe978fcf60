#include "registry/port/markup.h"

#include "registry/base/memory.h"
#include "registry/base/utf8.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <pthread.h>
#include <stdlib.h>

struct markup {
	xmlDoc *tree;
};

static void silence(void *context, xmlError *error)
{
	(void)context;
	(void)error;
}

/* To be done once, before threads come. */
static void begin(void)
{
	xmlInitParser();
}

static xmlDoc *tree_read(enum markup_kind kind, struct str bytes)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, begin);
	xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)silence); /* of this thread */
	if (bytes.n > INT32_MAX)
		return NULL;
	if (kind == MARKUP_HTML)
		return htmlReadMemory(bytes.at, (int)bytes.n, NULL, utf8_invalid_at(bytes) == SIZE_MAX ? "UTF-8" : NULL,
		                      HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
		                              HTML_PARSE_NOWARNING);
	return xmlReadMemory(bytes.at, (int)bytes.n, NULL, NULL,
	                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
}

int markup_parse(struct markup **out, enum markup_kind kind, struct str bytes, const char *path, struct error *error)
{
	xmlDoc *tree = tree_read(kind, bytes);

	if (tree && kind == MARKUP_XML && tree->intSubset) {
		xmlFreeDoc(tree);
		return error_set(error, ERROR_ENTITIES, path, NULL);
	}
	if (!tree)
		return error_set(error, ERROR_DAMAGED, path, NULL);
	*out = memory_new(1, sizeof **out);
	(*out)->tree = tree;
	return 0;
}

void markup_free(struct markup *markup)
{
	if (markup)
		xmlFreeDoc(markup->tree);
	free(markup);
}

/* Elements and text alone: comments and the like are passed over. */
static const struct markup_node *seen_from(const xmlNode *node)
{
	while (node && node->type != XML_ELEMENT_NODE && node->type != XML_TEXT_NODE &&
	       node->type != XML_CDATA_SECTION_NODE)
		node = node->next;
	return (const void *)node;
}

static const xmlNode *real(const struct markup_node *node)
{
	return (const void *)node;
}

const struct markup_node *markup_root(const struct markup *markup)
{
	return (const void *)xmlDocGetRootElement(markup->tree);
}

const struct markup_node *markup_first(const struct markup_node *node)
{
	return real(node)->type == XML_ELEMENT_NODE ? seen_from(real(node)->children) : NULL;
}

const struct markup_node *markup_next(const struct markup_node *node)
{
	return seen_from(real(node)->next);
}

const struct markup_node *markup_child(const struct markup_node *node, const char *name)
{
	const struct markup_node *child = node ? markup_first(node) : NULL;

	while (child && !markup_is(child, name))
		child = markup_next(child);
	return child;
}

bool markup_is(const struct markup_node *node, const char *name)
{
	return real(node)->type == XML_ELEMENT_NODE && strcmp((const char *)real(node)->name, name) == 0;
}

bool markup_is_text(const struct markup_node *node)
{
	return real(node)->type != XML_ELEMENT_NODE;
}

struct str markup_name(const struct markup_node *node)
{
	return markup_is_text(node) ? STR_EMPTY : str_from((const char *)real(node)->name);
}

struct str markup_text(const struct markup_node *node)
{
	return markup_is_text(node) ? str_from((const char *)real(node)->content) : STR_EMPTY;
}

struct str markup_attribute(const struct markup_node *node, const char *name)
{
	if (!node || markup_is_text(node))
		return STR_EMPTY;
	for (const xmlAttr *attribute = real(node)->properties; attribute; attribute = attribute->next)
		if (strcmp((const char *)attribute->name, name) == 0)
			return attribute->children ? str_from((const char *)attribute->children->content) : STR_EMPTY;
	return STR_EMPTY;
}

unsigned markup_line(const struct markup_node *node)
{
	long line = xmlGetLineNo(real(node));

	return line > 0 ? (unsigned)line : 1;
}
