#include "bin/command/lookup.h"

#include "bin/command/help.h"
#include "bin/write/terminal.h"
#include "registry/base/utf8.h"
#include "registry/document/part_number.h"
#include "registry/document/vocabulary_names.h"
#include "registry/graph/called.h"
#include "registry/port/unicode.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#define CANDIDATES 6 /* that are shown at most */
#define FAR 100      /* of what is not near at all */

struct lookup;

/* A kind of thing that can be named: how many there are, and the number `k` of the names of one: its id, its title, others. */
struct kind {
	struct bilingual unknown, ambiguous;
	uint32_t (*count)(const struct lookup *lookup);
	bool (*name)(const struct lookup *lookup, uint32_t index, size_t k, struct str *out);
};

struct candidate {
	uint32_t index;
	unsigned distance;
};

struct lookup {
	const struct kind *kind;
	const struct registry *registry;
	enum vocabulary_file file;       /* of a vocabulary's entry */
	const struct document *document; /* of a part */
	const char *asked;
	struct str folded, slug;
	struct arena arena, scratch;
	struct candidate candidates[CANDIDATES]; /* the nearest first */
	size_t count, total;
};

/* --- the kinds ------------------------------------------------------------------------------------------------------ */

static uint32_t count_documents(const struct lookup *lookup)
{
	return lookup->registry->count;
}

static bool name_document(const struct lookup *lookup, uint32_t index, size_t k, struct str *out)
{
	const struct document *document = &lookup->registry->documents[index];
	size_t aliases = document->aliases.n;

	if (k >= 2 + aliases + document->dnr.n)
		return false;
	*out = k == 0            ? document->id
	       : k == 1          ? document->title
	       : k < 2 + aliases ? document->aliases.at[k - 2].text
	                         : document->dnr.at[k - 2 - aliases].text;
	return true;
}

static uint32_t count_parts(const struct lookup *lookup)
{
	return lookup->document->part_count;
}

static bool name_part(const struct lookup *lookup, uint32_t index, size_t k, struct str *out)
{
	*out = k ? lookup->document->parts[index].title : lookup->document->parts[index].anchor;
	return k < 2;
}

static uint32_t count_entries(const struct lookup *lookup)
{
	return vocabulary_count(&lookup->registry->vocabulary, lookup->file);
}

static bool name_entry(const struct lookup *lookup, uint32_t index, size_t k, struct str *out)
{
	return vocabulary_name(&lookup->registry->vocabulary, lookup->file, index, k, out);
}

static const struct kind documents = {
	{"there is no document '%s' in the register", "det finns inget dokument ”%s” i registret"},
	{"several documents are called '%s'; name one by its id",
         "flera dokument heter eller har numret ”%s”; ange ett av dem med dess id"},
	count_documents,
	name_document};

static const struct kind parts = {{"the document has no part '%s'", "dokumentet har ingen del ”%s”"},
                                  {"several parts are called '%s'; name one by its anchor",
                                   "flera delar heter ”%s”; ange en av dem med dess ankare"},
                                  count_parts,
                                  name_part};

static const struct kind entries[VOCABULARY_FILES] = {
	[VOCABULARY_BODIES] = {{"there is no body '%s' in the vocabulary", "det finns inget organ ”%s” i vokabulären"},
                               {"several bodies are called '%s'; name one by its id",
                                "flera organ heter ”%s”; ange ett av dem med dess id"},
                               count_entries,
                               name_entry},
	[VOCABULARY_TYPES] = {{"there is no document type '%s' in the vocabulary",
                               "det finns ingen dokumenttyp ”%s” i vokabulären"},
                              {"several document types are called '%s'; name one by its id",
                               "flera dokumenttyper heter ”%s”; ange en av dem med dess id"},
                              count_entries,
                              name_entry},
	[VOCABULARY_TOPICS] = {{"there is no topic '%s' in the vocabulary", "det finns inget ämne ”%s” i vokabulären"},
                               {"several topics are called '%s'; name one by its id",
                                "flera ämnen heter ”%s”; ange ett av dem med dess id"},
                               count_entries,
                               name_entry}};

/* --- what is called that, and what is near ------------------------------------------------------------------------------ */

static void candidate_put(struct lookup *lookup, uint32_t index, unsigned distance)
{
	size_t at = lookup->count;

	lookup->total++;
	while (at > 0 && lookup->candidates[at - 1].distance > distance)
		at--;
	if (at == CANDIDATES)
		return;
	if (lookup->count < CANDIDATES)
		lookup->count++;
	memmove(&lookup->candidates[at + 1], &lookup->candidates[at],
	        (lookup->count - at - 1) * sizeof *lookup->candidates);
	lookup->candidates[at] = (struct candidate){index, distance};
}

/* 0: the very id; 1: called that, however it is capitalised. */
static unsigned distance_same(struct lookup *lookup, struct str name, size_t k)
{
	if (k == 0 && str_equal(name, str_from(lookup->asked)))
		return 0;
	return str_equal(unicode_fold(&lookup->scratch, name), lookup->folded) ||
	                       (k == 0 && str_equal(name, lookup->slug))
	               ? 1
	               : FAR;
}

#define WORD_MIN 6 /* bytes of a word that says what is meant */

/* The longest word of a text. */
static struct str longest_word(struct str text)
{
	struct str longest = STR_EMPTY;

	for (size_t from = 0, to = 0; from < text.n; from = to + 1) {
		for (to = from; to < text.n && text.at[to] != ' ';)
			to++;
		if (to - from > longest.n)
			longest = str_part(text, from, to - from);
	}
	return longest;
}

/* How far a name is from what was asked, in letters; what holds it, or lies in it, counts as near, and what holds its longest word not quite so. */
static unsigned distance_near(struct lookup *lookup, struct str name, size_t k)
{
	struct str folded = unicode_fold(&lookup->scratch, name), asked = k ? lookup->folded : lookup->slug;
	struct str word;
	unsigned limit = asked.n < 4 ? 1 : asked.n < 12 ? 2 : SPELLING_FURTHEST, distance = 0;

	if (asked.n > 2 && str_find(folded, asked, 0) != SIZE_MAX) {
		distance = (str_starts(folded, asked) ? 4 : 6) + (unsigned)(folded.n - asked.n) / 4;
		return distance < FAR ? distance : FAR - 1;
	}
	if (folded.n > 5 && str_find(asked, folded, 0) != SIZE_MAX)
		return 8;
	distance = str_distance(asked, folded, limit);
	if (distance <= limit && distance * 2 < asked.n)
		return distance;
	word = longest_word(lookup->folded);
	return word.n >= WORD_MIN && word.n < lookup->folded.n && str_find(folded, word, 0) != SIZE_MAX ? FAR / 2 : FAR;
}

static void find_all(struct lookup *lookup, unsigned (*distance_of)(struct lookup *, struct str, size_t))
{
	uint32_t count = lookup->kind->count(lookup);

	for (uint32_t i = 0; i < count; i++) {
		struct str name = STR_EMPTY;
		unsigned nearest = FAR;
		for (size_t k = 0; lookup->kind->name(lookup, i, k, &name); k++) {
			unsigned distance = name.n ? distance_of(lookup, name, k) : FAR;
			nearest = distance < nearest ? distance : nearest;
		}
		arena_reset(&lookup->scratch);
		if (nearest < FAR)
			candidate_put(lookup, i, nearest);
	}
}

/* --- answers -------------------------------------------------------------------------------------------------------- */

static void lookup_begin(struct lookup *lookup)
{
	struct str asked = str_trim(str_from(lookup->asked));

	if (utf8_invalid_at(asked) != SIZE_MAX)
		return; /* nothing is called that */
	lookup->folded = unicode_fold(&lookup->arena, asked);
	if (str_starts(lookup->folded, STR("dnr ")))
		lookup->folded = str_trim(str_part(lookup->folded, 4, SIZE_MAX));
	lookup->slug = unicode_slug(&lookup->arena, asked);
	find_all(lookup, distance_same);
}

static void lookup_end(struct lookup *lookup)
{
	arena_release(&lookup->scratch);
	arena_release(&lookup->arena);
}

static void tell_candidate(const struct lookup *lookup, uint32_t index)
{
	struct str id = STR_EMPTY, title = STR_EMPTY;

	lookup->kind->name(lookup, index, 0, &id);
	lookup->kind->name(lookup, index, 1, &title);
	fputs("  ", stderr);
	put_padded(stderr, id, title.n ? 30 : 0);
	fputs(title.n ? " " : "", stderr);
	put_text(stderr, title);
	fputc('\n', stderr);
}

/* Where something is spelled nearly like that, what is further away was hardly meant. */
static void keep_nearest(struct lookup *lookup)
{
	unsigned nearest = lookup->candidates[0].distance;

	if (!lookup->count || nearest > SPELLING_FURTHEST || lookup->candidates[lookup->count - 1].distance == nearest)
		return;
	while (lookup->candidates[lookup->count - 1].distance > nearest)
		lookup->count--;
	lookup->total = lookup->count;
}

/* Tells why there is no answer, with what may have been meant. Returns EXIT_USAGE. */
static int tell_candidates(struct lookup *lookup, enum language language)
{
	static const struct bilingual heading = {"did you mean:", "menade du:"},
				      more = {"  and %zu more\n", "  och %zu till\n"};
	bool several = lookup->total > 1;

	if (!several) {
		lookup->total = lookup->count = 0;
		if (lookup->folded.n)
			find_all(lookup, distance_near);
		keep_nearest(lookup);
	}
	usage_error_briefly(language, several ? lookup->kind->ambiguous : lookup->kind->unknown, lookup->asked);
	if (lookup->count)
		fprintf(stderr, "%s\n", bilingual_in(heading, language));
	for (size_t i = 0; i < lookup->count; i++)
		tell_candidate(lookup, lookup->candidates[i].index);
	if (lookup->total > lookup->count)
		fprintf(stderr, bilingual_in(more, language), lookup->total - lookup->count);
	return EXIT_USAGE;
}

/* What is called that; NO_DOCUMENT when nothing is, or several are. An id comes before the names of others. */
static uint32_t the_one(const struct lookup *lookup)
{
	bool one = lookup->total == 1 || (lookup->total && lookup->candidates[0].distance == 0);

	return one ? lookup->candidates[0].index : NO_DOCUMENT;
}

static int answer(struct lookup *lookup, enum language language, uint32_t *out)
{
	int status = 0;

	lookup_begin(lookup);
	*out = the_one(lookup);
	if (*out == NO_DOCUMENT)
		status = tell_candidates(lookup, language);
	lookup_end(lookup);
	return status;
}

/* --- documents ------------------------------------------------------------------------------------------------------ */

/* The path of a file, from the current folder, as one from the register's root. */
static uint32_t document_of_file(const struct registry *registry, const char *name)
{
	const char *root = source_root(registry->source);
	size_t n = strlen(root);
	char full[PATH_MAX];

	if (!realpath(name, full) || strncmp(full, root, n) != 0 || full[n] != '/')
		return MAP_NONE;
	return map_get(&registry->by_path, str_from(full + n + 1));
}

static uint32_t document_at_path(const struct registry *registry, const char *name)
{
	struct str path = str_from(strncmp(name, "./", 2) == 0 ? name + 2 : name);
	uint32_t found = map_get(&registry->by_path, path);

	if (found == MAP_NONE)
		found = document_of_file(registry, name);
	if (found == MAP_NONE && str_ends(path, STR(".md")))
		found = registry_find(registry, document_stem(path));
	if (found == MAP_NONE && registry->config.mapped) /* as the collection's own documents name it */
		found = registry_called(registry, path, NO_DOCUMENT, NULL);
	return found;
}

/* Of several documents of one case, the one that governs. */
static uint32_t the_governing(struct lookup *lookup)
{
	uint32_t found = NO_DOCUMENT;

	for (size_t i = 0; i < lookup->count; i++) {
		uint32_t index = lookup->candidates[i].index;
		const struct document *document = &lookup->registry->documents[index];
		bool numbered = false;
		for (uint32_t k = 0; k < document->dnr.n; k++)
			numbered = numbered ||
			           str_equal(unicode_fold(&lookup->scratch, document->dnr.at[k].text), lookup->folded);
		if (!numbered || (registry_governs(lookup->registry, index) && found != NO_DOCUMENT))
			return NO_DOCUMENT;
		if (registry_governs(lookup->registry, index))
			found = index;
	}
	return lookup->total > CANDIDATES ? NO_DOCUMENT : found;
}

static uint32_t document_named(struct lookup *lookup)
{
	uint32_t found = registry_find(lookup->registry, str_from(lookup->asked));

	if (found == NO_DOCUMENT)
		found = document_at_path(lookup->registry, lookup->asked);
	if (found != NO_DOCUMENT)
		return found;
	lookup_begin(lookup);
	return lookup->total == 1 ? the_one(lookup) : the_governing(lookup);
}

uint32_t lookup_document_quietly(const struct registry *registry, const char *name)
{
	struct lookup lookup = {.kind = &documents, .registry = registry, .asked = name};
	uint32_t found = document_named(&lookup);

	lookup_end(&lookup);
	return found;
}

int lookup_document(const struct registry *registry, const char *name, enum language language, uint32_t *out)
{
	struct lookup lookup = {.kind = &documents, .registry = registry, .asked = name};
	int status = 0;

	*out = document_named(&lookup);
	if (*out == NO_DOCUMENT)
		status = tell_candidates(&lookup, language);
	lookup_end(&lookup);
	return status;
}

/* --- the others ----------------------------------------------------------------------------------------------------- */

int lookup_vocabulary(const struct registry *registry, enum vocabulary_file file, const char *name,
                      enum language language, uint32_t *out)
{
	struct lookup lookup = {.kind = &entries[file], .registry = registry, .file = file, .asked = name};

	int status = answer(&lookup, language, out);
	static const struct bilingual missing = {"there is no '%s', in which they are written\n",
	                                         "”%s”, där de skrivs, finns inte\n"};

	if (status && !registry->vocabulary.declared[file])
		fprintf(stderr, bilingual_in(missing, language), registry->vocabulary.paths[file].at);
	return status;
}

int lookup_part(const struct registry *registry, uint32_t document, const char *name, enum language language,
                uint32_t *out)
{
	struct lookup lookup = {.kind = &parts,
	                        .registry = registry,
	                        .document = &registry->documents[document],
	                        .asked = *name == '#' ? name + 1 : name};
	struct part_number number;

	*out = part_number_is(str_from(lookup.asked), &number) ? document_part(lookup.document, str_from(lookup.asked))
	                                                       : MARKDOWN_NO_PART;
	return *out == MARKDOWN_NO_PART ? answer(&lookup, language, out) : 0;
}
