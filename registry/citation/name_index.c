/* The index of case numbers, titles and aliases.
 *
 * Titles are kept as a trie over words: an edge is a pair (node, hash of a folded word), and all edges lie in one hash
 * table. Walking a text costs one look-up a word, whatever the number of titles, and a title that runs over a line break
 * is found like any other. Edges are told apart by 64-bit hashes alone: with 10^7 edges, two meet by chance once in 10^5
 * registers, and the only harm would be a title found where a different one of the same shape stands. */
#include "registry/citation/name_index.h"

#include "registry/base/ascii.h"
#include "registry/base/vec.h"
#include "registry/citation/word_hash.h"

#define TITLE_WORDS_MAX 40 /* a longer title is not looked for in running text */

struct edge {
	uint64_t key; /* 0: free */
	uint32_t child;
};

struct node_names {
	uint32_t first; /* of the names that end here, or NO_NAME */
};

struct names_index {
	struct edge *edges;
	size_t edge_count, edge_room;
	VEC(struct node_names) nodes;
	VEC(struct name) names;
	struct map by_dnr;
	struct arena arena;
	uint64_t first_words[1024]; /* by word_key: most words begin no title */
	uint64_t digest;
};

static uint64_t edge_key(uint32_t node, uint64_t word)
{
	uint64_t key = word ^ ((uint64_t)node * 0x9E3779B97F4A7C15u);

	key ^= key >> 31;
	key *= 0xBF58476D1CE4E5B9u;
	key ^= key >> 29;
	return key ? key : 1;
}

static struct edge *edge_slot(struct edge *edges, size_t room, uint64_t key)
{
	size_t i = (size_t)key & (room - 1);

	while (edges[i].key && edges[i].key != key)
		i = (i + 1) & (room - 1);
	return &edges[i];
}

static void edges_grow(struct names_index *names)
{
	size_t room = names->edge_room ? names->edge_room * 2 : 1024;
	struct edge *edges = memory_new(room, sizeof *edges);

	for (size_t i = 0; i < names->edge_room; i++)
		if (names->edges[i].key)
			*edge_slot(edges, room, names->edges[i].key) = names->edges[i];
	free(names->edges);
	names->edges = edges;
	names->edge_room = room;
}

static uint32_t child_add(struct names_index *names, uint32_t node, uint64_t word)
{
	struct edge *edge = NULL;

	if (names->edge_count * 2 >= names->edge_room)
		edges_grow(names);
	edge = edge_slot(names->edges, names->edge_room, edge_key(node, word));
	if (!edge->key) {
		edge->key = edge_key(node, word);
		edge->child = (uint32_t)names->nodes.n;
		names->edge_count++;
		vec_push(&names->nodes, (struct node_names){NO_NAME});
	}
	return edge->child;
}

uint32_t names_step(const struct names_index *names, uint32_t node, uint64_t word)
{
	const struct edge *edge = edge_slot(names->edges, names->edge_room, edge_key(node, word));

	return edge->key ? edge->child : NO_NAME;
}

uint32_t names_ending(const struct names_index *names, uint32_t node)
{
	return names->nodes.at[node].first;
}

/* Appends to the chain that begins at `first`, once for each document; they come in path order. */
static void chain_append(struct names_index *names, uint32_t first, uint32_t name)
{
	struct name *last = &names->names.at[names->names.at[first].last];

	if (last->document == names->names.at[name].document)
		return;
	last->next = name;
	names->names.at[first].last = name;
}

static void first_word_add(struct names_index *names, const char *word, size_t n)
{
	uint16_t key = word_key(word[0], n > 1 ? word[1] : 0);

	names->first_words[key >> 6] |= (uint64_t)1 << (key & 63);
}

const uint64_t *names_first_words(const struct names_index *names)
{
	return names->first_words;
}

/* A title of one word is looked for as it is spelled, and of several spellings the first document's counts, so that its
 * place matters. */
static uint64_t title_digest(struct str title, uint32_t words, struct str path)
{
	return edge_key((uint32_t)title.n,
	                str_hash(title) ^ (words == 1 ? edge_key(0, str_hash(path)) : 0)); /* never 0 */
}

static void title_add(struct names_index *names, const struct document *documents, uint32_t document, struct str title,
                      bool alias)
{
	struct words words = words_of(title);
	struct word word = {0};
	uint32_t node = NAMES_ROOT, count = 0, name = (uint32_t)names->names.n;

	if (!title.at)
		return;
	while (count < TITLE_WORDS_MAX && words_next(&words, &word)) {
		if (node == NAMES_ROOT)
			first_word_add(names, title.at + word.from, word.to - word.from);
		node = child_add(names, node, word.hash);
		count++;
	}
	if (!count || words_next(&words, &word))
		return;
	vec_push(&names->names, (struct name){document, NO_NAME, name, alias, title,
	                                      title_digest(title, count, documents[document].path)});
	names->digest += names->names.at[name].digest;
	if (names->nodes.at[node].first == NO_NAME)
		names->nodes.at[node].first = name;
	else
		chain_append(names, names->nodes.at[node].first, name);
}

static void dnr_add(struct names_index *names, uint32_t document, struct str dnr)
{
	char form[DNR_MAX];
	size_t n = 0;
	uint32_t name = (uint32_t)names->names.n, first = 0;

	if (dnr_read(dnr, true, form, &n) != dnr.n)
		return; /* reported by its own check */
	vec_push(&names->names,
	         (struct name){document, NO_NAME, name, false, arena_copy(&names->arena, (struct str){form, n}), 0});
	first = map_add(&names->by_dnr, names->names.at[name].text, name);
	if (first != name)
		chain_append(names, first, name);
}

struct names_index *names_new(const struct document *documents, uint32_t count)
{
	struct names_index *names = memory_new(1, sizeof *names);

	edges_grow(names);
	vec_push(&names->nodes, (struct node_names){NO_NAME}); /* NAMES_ROOT */
	for (uint32_t i = 0; i < count; i++) {
		title_add(names, documents, i, documents[i].title, false);
		for (uint32_t k = 0; k < documents[i].aliases.n; k++)
			title_add(names, documents, i, documents[i].aliases.at[k].text, true);
		for (uint32_t k = 0; k < documents[i].dnr.n; k++)
			dnr_add(names, i, documents[i].dnr.at[k].text);
	}
	return names;
}

void names_free(struct names_index *names)
{
	if (!names)
		return;
	free(names->edges);
	vec_release(&names->nodes);
	vec_release(&names->names);
	map_release(&names->by_dnr);
	arena_release(&names->arena);
	free(names);
}

uint64_t names_digest(const struct names_index *names)
{
	return names->digest;
}

uint32_t names_count(const struct names_index *names)
{
	return (uint32_t)names->names.n;
}

const struct name *names_at(const struct names_index *names, uint32_t name)
{
	return &names->names.at[name];
}

bool name_is_of(const struct names_index *names, uint32_t name, uint32_t document)
{
	for (; name != NO_NAME; name = names_at(names, name)->next)
		if (names_at(names, name)->document == document)
			return true;
	return false;
}

uint32_t names_by_dnr(const struct names_index *names, struct str dnr)
{
	uint32_t name = map_get(&names->by_dnr, dnr);

	return name == MAP_NONE ? NO_NAME : name;
}

uint32_t names_by_title(const struct names_index *names, struct str title)
{
	struct words words = words_of(title);
	struct word word = {0};
	uint32_t node = NAMES_ROOT;

	while (node != NO_NAME && words_next(&words, &word))
		node = names_step(names, node, word.hash);
	return node == NO_NAME ? NO_NAME : names_ending(names, node);
}

/* --- case numbers ----------------------------------------------------------------------------------------------- */

#define DIGITS_MAX 8 /* one more than any form has: longer runs are told apart without being read to their end */

static size_t digits(struct str text, size_t from)
{
	size_t n = 0;

	while (n < DIGITS_MAX && from + n < text.n && text.at[from + n] >= '0' && text.at[from + n] <= '9')
		n++;
	return n;
}

/* White space with at most one line break, as where a number is broken over lines. */
static size_t gap(struct str text, size_t from)
{
	size_t n = 0, breaks = 0;

	while (from + n < text.n && n < 16) {
		char c = text.at[from + n];
		if (c == '\n' && ++breaks > 1)
			return 0;
		if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
			break;
		n++;
	}
	return n;
}

/* "-2486/2007" or "-576/2012" from the hyphen on, appended to out. Returns bytes read. */
static size_t serial_and_year(struct str text, size_t from, char out[DNR_MAX], size_t *n)
{
	size_t at = from, serial = 0, year = 0;

	if (at >= text.n || text.at[at] != '-')
		return 0;
	at++;
	at += gap(text, at);
	serial = digits(text, at);
	if (!serial || serial > 7 || at + serial >= text.n || text.at[at + serial] != '/')
		return 0;
	year = digits(text, at + serial + 1);
	if (year != 4 || *n + 1 + serial + 5 > DNR_MAX)
		return 0;
	out[(*n)++] = '-';
	memcpy(out + *n, text.at + at, serial + 5);
	*n += serial + 5;
	return at + serial + 5 - from;
}

#define PLAN_GROUPS_MAX 6

/* "1.5.1." : two groups or a few more, each with a point behind it. */
static size_t plan_number(struct str text)
{
	size_t at = 0, groups = 0;

	for (; groups <= PLAN_GROUPS_MAX; groups++) {
		size_t n = digits(text, at);
		if (!n || n > 3 || at + n >= text.n || text.at[at + n] != '.')
			break;
		at += n + 1;
	}
	return groups >= 2 && groups <= PLAN_GROUPS_MAX ? at : 0;
}

size_t dnr_read(struct str text, bool marked, char out[DNR_MAX], size_t *n)
{
	size_t first = digits(text, 0), plan = plan_number(text), used = 0;

	*n = 0;
	if (plan) {
		memcpy(out, text.at, plan);
		*n = plan;
		used = serial_and_year(text, plan, out, n);
		return used ? plan + used : 0;
	}
	if (first == 3) {
		memcpy(out, text.at, 3);
		*n = 3;
		used = serial_and_year(text, 3, out, n);
		return used ? 3 + used : 0;
	}
	/* year:number is how laws are named too, so a marker must stand before it */
	if (marked && first == 4 && text.n > 5 && text.at[4] == ':' && (used = digits(text, 5)) > 0 && used <= 7) {
		memcpy(out, text.at, 5 + used);
		*n = 5 + used;
		return 5 + used;
	}
	return 0;
}

bool dnr_is_valid(struct str text)
{
	char form[DNR_MAX];
	size_t n = 0;

	return text.n && dnr_read(text, true, form, &n) == text.n;
}

static size_t near_add(const struct names_index *names, const char *form, size_t n, uint32_t *found, size_t count,
                       size_t room)
{
	uint32_t name = names_by_dnr(names, (struct str){form, n});

	for (size_t i = 0; i < count; i++)
		if (found[i] == name)
			return count;
	if (name != NO_NAME && count < room)
		found[count++] = name;
	return count;
}

/* The year of a case number is its last four digits, or its first four in the form year:number. */
static size_t year_offset(const char *form, size_t n)
{
	return n > 4 && form[4] == ':' ? 0 : n - 4;
}

size_t dnr_near(const struct names_index *names, struct str dnr, uint32_t *found, size_t room)
{
	char form[DNR_MAX];
	size_t count = 0, year = 0;

	if (dnr.n > DNR_MAX || dnr.n < 6)
		return 0;
	memcpy(form, dnr.at, dnr.n);
	for (size_t i = 0; i < dnr.n; i++) {
		char old = form[i];
		if (!is_digit(old))
			continue;
		for (int digit = '0'; digit <= '9'; digit++) {
			form[i] = (char)digit;
			if (digit != old)
				count = near_add(names, form, dnr.n, found, count, room);
		}
		form[i] = old;
	}
	year = year_offset(form, dnr.n);
	for (int step = -1; step <= 1; step += 2) {
		int value = 0;
		for (size_t i = 0; i < 4; i++)
			value = value * 10 + (dnr.at[year + i] - '0');
		value += step;
		for (size_t i = 4; i-- > 0; value /= 10)
			form[year + i] = (char)('0' + value % 10);
		count = near_add(names, form, dnr.n, found, count, room);
	}
	return count;
}
