#include "registry/graph/called.h"

#include "registry/base/ascii.h"
#include "registry/base/memory.h"
#include "registry/base/path.h"
#include "registry/base/vec.h"
#include "registry/port/unicode.h"

#include <stdlib.h>

#define SLASHES_MAX 16u /* parts of a path, or of a web address, that are looked at */

struct call { /* what one document is called, case folded; a path without ".md", a number as "#17" */
	struct str name;
	uint32_t document;
};

struct calls {
	struct call *at;
	size_t n, room;
	struct arena arena;
};

static int compare(const void *a, const void *b)
{
	const struct call *x = a, *y = b;
	int order = str_compare(x->name, y->name);

	return order ? order : (x->document > y->document) - (x->document < y->document);
}

static struct str without_ending(struct str path)
{
	static const char *const endings[] = {"/README.md", "/readme.md", ".md", ".mediawiki", ".rst", ".html", "/"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(path, str_from(endings[i])))
			return str_part(path, 0, path.n - strlen(endings[i]));
	return path;
}

/* "17" of "fip-0017" and "0017"; "" when the text does not end as such a number. */
static struct str number_of(struct str text)
{
	size_t from = text.n;

	while (from && is_digit(text.at[from - 1]))
		from--;
	if (from == text.n || (from && !strchr("- _", text.at[from - 1])))
		return STR_EMPTY;
	for (size_t i = 0; i + 1 < from; i++)
		if (is_digit(text.at[i]) || strchr("- _/", text.at[i]))
			return STR_EMPTY;
	while (from + 1 < text.n && text.at[from] == '0')
		from++;
	return str_part(text, from, SIZE_MAX);
}

static void add(struct calls *calls, struct str name, uint32_t document)
{
	if (name.n)
		vec_push(calls, (struct call){unicode_fold(&calls->arena, name), document});
}

static void add_document(struct calls *calls, const struct registry *registry, uint32_t index)
{
	const struct document *document = &registry->documents[index];
	struct str number = registry->config.mapped ? number_of(document->id) : STR_EMPTY;

	add(calls, document->id, index);
	add(calls, document->title, index);
	add(calls, without_ending(document->path), index);
	if (registry->config.mapped)
		add(calls, document_stem(document->path), index);
	for (uint32_t i = 0; i < registry->config.map.beside.n; i++) /* the folder stands for the document */
		if (str_ends(document->path, registry->config.map.beside.at[i].text))
			add(calls,
			    str_part(document->path, 0,
			             document->path.n - registry->config.map.beside.at[i].text.n - 1),
			    index);
	for (uint32_t i = 0; i < document->aliases.n; i++)
		add(calls, document->aliases.at[i].text, index);
	for (uint32_t i = 0; i < document->dnr.n; i++)
		add(calls, document->dnr.at[i].text, index);
	if (number.n)
		add(calls, arena_format(&calls->arena, "#%.*s", STR_ARG(number)), index);
}

static void *calls_make(const void *from)
{
	const struct registry *registry = from;
	struct calls *calls = memory_new(1, sizeof *calls);

	for (uint32_t i = 0; i < registry->count; i++)
		if (registry->documents[i].readable)
			add_document(calls, registry, i);
	if (calls->n)
		qsort(calls->at, calls->n, sizeof *calls->at, compare);
	return calls;
}

static void calls_release(void *at)
{
	struct calls *calls = at;

	vec_release(calls);
	arena_release(&calls->arena);
	free(calls);
}

/* The first of the calls by this name or behind it. */
static size_t calls_find(const struct calls *calls, struct str name)
{
	size_t from = 0, to = calls->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (str_compare(calls->at[middle].name, name) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* NO_DOCUMENT when there is none, or several. */
static uint32_t called(const struct calls *calls, struct str name, uint32_t self, uint32_t *other)
{
	uint32_t found = NO_DOCUMENT;

	for (size_t i = calls_find(calls, name); i < calls->n && str_equal(calls->at[i].name, name); i++) {
		uint32_t document = calls->at[i].document;
		if (document == self || document == found)
			continue;
		if (found != NO_DOCUMENT) {
			*other = found;
			return NO_DOCUMENT;
		}
		found = document;
	}
	return found;
}

/* A path from the root or from elsewhere, or a web address: what stands behind one of its slashes. A file's name by itself counts when it
 * has an ending, for "N/A" is no path to A. */
static uint32_t at_path(const struct calls *calls, struct str path, uint32_t self, uint32_t *other)
{
	struct str bare = without_ending(path);
	bool ends = bare.n < path.n;
	uint32_t found = NO_DOCUMENT;

	path = bare;
	for (unsigned i = 0; i < SLASHES_MAX && found == NO_DOCUMENT && path.n; i++) {
		size_t slash = str_find(path, STR("/"), 0);
		if (ends || slash != SIZE_MAX)
			found = called(calls, path, self, other);
		path = slash == SIZE_MAX ? STR_EMPTY : str_part(path, slash + 1, SIZE_MAX);
	}
	return found;
}

/* A path as a link has it, seen from the file that names it. */
static uint32_t at_link(const struct registry *registry, struct arena *arena, struct str name, uint32_t self)
{
	struct str path = STR_EMPTY;

	if (self == NO_DOCUMENT || str_find(name, STR("."), 0) == SIZE_MAX || path_has_scheme(name))
		return NO_DOCUMENT;
	path = path_resolved(arena, registry->documents[self].path, path_decoded(arena, name));
	return path.n ? map_get(&registry->by_path, path) : NO_DOCUMENT; /* MAP_NONE is NO_DOCUMENT */
}

uint32_t registry_called(const struct registry *registry, struct str name, uint32_t self, uint32_t *other)
{
	const struct calls *calls = memo_get(registry->calls, calls_make, registry, calls_release);
	struct arena arena = ARENA_EMPTY;
	struct str folded = unicode_fold(&arena, str_trim(name)), number = number_of(folded);
	uint32_t several = NO_DOCUMENT, found = at_link(registry, &arena, str_trim(name), self);

	if (found == NO_DOCUMENT)
		found = called(calls, folded, self, &several);

	if (found == NO_DOCUMENT && (str_find(folded, STR("/"), 0) != SIZE_MAX || str_ends(folded, STR(".md"))))
		found = at_path(calls, folded, self, &several);
	if (found == NO_DOCUMENT && several == NO_DOCUMENT && number.n)
		found = called(calls, arena_format(&arena, "#%.*s", STR_ARG(number)), self, &several);
	arena_release(&arena);
	if (other)
		*other = several;
	return found;
}
