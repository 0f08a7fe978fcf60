/* The index of case numbers, titles and aliases.
 *
 * Titles are kept as a trie over words: an edge is a pair (node, hash of a folded word), and all edges lie in one hash
 * table. Walking a text costs one look-up a word, whatever the number of titles, and a title that runs over a line break
 * is found like any other. Edges are told apart by 64-bit hashes alone: with 10^7 edges, two meet by chance once in 10^5
 * registers, and the only harm would be a title found where a different one of the same shape stands. */
#include "registry/citation/name_index.h"

#include "registry/base/vec.h"
#include "registry/citation/title_inflection.h"
#include "registry/citation/word_hash.h"

#define TITLE_WORDS_MAX 40 /* a longer title is not looked for in running text */

struct edge {
	uint64_t key; /* 0: free */
	uint32_t child;
};

struct node_names {
	uint32_t first; /* of the names that end here, or NO_NAME */
};

struct shaped { /* how many numbers have a shape, and the first of them */
	struct str dnr;
	uint32_t count;
};

struct names_index {
	struct edge *edges;
	size_t edge_count, edge_room;
	VEC(struct node_names) nodes;
	VEC(struct name) names;
	struct map by_dnr; /* by the folded number */
	struct map boards, shapes;
	VEC(struct shaped) shaped; /* by the value in shapes */
	uint32_t rows[DNR_ROWS], dnr_count, own, usual;
	uint64_t dnr_digest;
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

static void title_put(struct names_index *names, const struct document *documents, uint32_t document, struct str title,
                      bool alias, bool bent)
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
	vec_push(&names->names, (struct name){document, NO_NAME, name, alias, bent, 0, title,
	                                      title_digest(title, count, documents[document].path)});
	names->digest += names->names.at[name].digest;
	if (names->nodes.at[node].first == NO_NAME)
		names->nodes.at[node].first = name;
	else
		chain_append(names, names->nodes.at[node].first, name);
}

static uint8_t traits_of(const struct name *name)
{
	enum title_words words = TITLE_COMMON;

	if (name->bent)
		return title_is_definite(name->text) ? TITLE_IS_DEFINITE : TITLE_IS_INDEFINITE;
	words = title_words_of(name->text);
	return (uint8_t)((words == TITLE_DISTINCT  ? TITLE_IS_DISTINCT
	                  : words == TITLE_OF_KIND ? TITLE_IS_KIND
	                                           : 0) |
	                 (title_is_lower(name->text) ? TITLE_IS_LOWER : 0));
}

/* Whether a text cites by a name depends on all that end with the same words: so does what each adds to the digest. */
static void traits_note(struct names_index *names)
{
	names->digest = 0;
	for (size_t i = 0; i < names->nodes.n; i++) {
		uint32_t first = names->nodes.at[i].first;
		uint8_t traits = 0;
		for (uint32_t name = first; name != NO_NAME; name = names->names.at[name].next)
			traits |= traits_of(&names->names.at[name]);
		for (uint32_t name = first; name != NO_NAME; name = names->names.at[name].next) {
			struct name *at = &names->names.at[name];
			at->digest = edge_key(traits, at->digest);
			names->digest += at->digest;
		}
		if (first != NO_NAME)
			names->names.at[first].traits = traits;
	}
}

/* Is it the title or alias of some document as it stands? Then no other is meant by it. */
static bool is_stated(const struct names_index *names, struct str title)
{
	uint32_t name = names_by_title(names, title);

	for (; name != NO_NAME; name = names->names.at[name].next)
		if (!names->names.at[name].bent)
			return true;
	return false;
}

/* The forms that Swedish prose gives a title or alias, once all are known as they stand. */
static void title_bend(struct names_index *names, const struct document *documents, uint32_t document, struct str title,
                       bool alias)
{
	struct inflection bent[INFLECTIONS_MAX];
	size_t count = title.at ? title_inflections(&names->arena, title, bent) : 0;

	for (size_t i = 0; i < count; i++)
		if (!is_stated(names, bent[i].text))
			title_put(names, documents, document, bent[i].text, alias, true);
}

static void dnr_key_add(struct names_index *names, uint32_t document, struct str dnr, struct str spelling)
{
	char folded[DNR_MAX];
	struct str key = dnr_folded(spelling, folded);
	uint32_t name = (uint32_t)names->names.n, first = map_get(&names->by_dnr, key);

	if (!key.n)
		return; /* reported by its own check */
	vec_push(&names->names, (struct name){document, NO_NAME, name, false, false, 0, dnr, 0});
	if (first == MAP_NONE)
		map_add(&names->by_dnr, arena_copy(&names->arena, key), name);
	else
		chain_append(names, first, name);
}

/* What the register's numbers look like. */
static void dnr_learn(struct names_index *names, struct str dnr, const struct dnr *read)
{
	char folded[DNR_MAX];
	struct str shape = dnr_shape(dnr, folded), board = STR_EMPTY;
	uint32_t index = map_get(&names->shapes, shape);

	if (index == MAP_NONE) {
		index = map_add(&names->shapes, arena_copy(&names->arena, shape), (uint32_t)names->shaped.n);
		vec_push(&names->shaped, (struct shaped){dnr, 0});
	}
	names->shaped.at[index].count++;
	names->dnr_count++;
	if (!read)
		return;
	names->rows[read->row]++;
	board = dnr_folded(read->board, folded);
	if (board.n && map_get(&names->boards, board) == MAP_NONE) {
		map_add(&names->boards, arena_copy(&names->arena, board), 0);
		names->dnr_digest += str_hash(board);
	}
}

static void dnr_add(struct names_index *names, uint32_t document, struct str dnr)
{
	struct dnr read;
	bool known = dnr.n && dnr_read(dnr, true, NULL, &read) == dnr.n;

	dnr_learn(names, dnr, known ? &read : NULL);
	dnr_key_add(names, document, dnr, dnr);
	if (known && read.core < read.n) /* the case is cited without the paper's number, too */
		dnr_key_add(names, document, dnr, (struct str){read.form, read.core});
}

#define HABIT_MIN 3 /* numbers that make a habit */

static void dnr_habit(struct names_index *names)
{
	for (unsigned row = 0; row < DNR_ROWS; row++)
		if (dnr_row_is_bare(row) && names->rows[row] >= HABIT_MIN && names->rows[row] > names->dnr_count / 2)
			names->own |= 1u << row;
	names->dnr_digest += names->own;
	for (size_t i = 0; i < names->shaped.n; i++)
		if (names->shaped.at[i].count > names->shaped.at[names->usual].count)
			names->usual = (uint32_t)i;
}

struct dnr_known names_dnr_known(const struct names_index *names)
{
	return (struct dnr_known){.boards = &names->boards, .own = names->own};
}

uint64_t names_dnr_digest(const struct names_index *names)
{
	return names->dnr_digest;
}

bool names_dnr_departs(const struct names_index *names, struct str dnr, struct str *usual)
{
	char folded[DNR_MAX];
	uint32_t shape = map_get(&names->shapes, dnr_shape(dnr, folded)), count = 0, most = 0;

	*usual = STR_EMPTY;
	if (shape == MAP_NONE)
		return false;
	count = names->shaped.at[shape].count;
	most = names->shaped.at[names->usual].count;
	if (shape != names->usual && most > names->dnr_count / 2)
		*usual = names->shaped.at[names->usual].dnr;
	if (count == 1 && most >= HABIT_MIN && most + 1 == names->dnr_count)
		return true;
	return !dnr_is_valid(dnr) && (count == 1 || count <= names->dnr_count / 2);
}

struct names_index *names_new(const struct document *documents, uint32_t count)
{
	struct names_index *names = memory_new(1, sizeof *names);

	edges_grow(names);
	vec_push(&names->nodes, (struct node_names){NO_NAME}); /* NAMES_ROOT */
	for (uint32_t i = 0; i < count; i++) {
		title_put(names, documents, i, documents[i].title, false, false);
		for (uint32_t k = 0; k < documents[i].aliases.n; k++)
			title_put(names, documents, i, documents[i].aliases.at[k].text, true, false);
		for (uint32_t k = 0; k < documents[i].dnr.n; k++)
			dnr_add(names, i, documents[i].dnr.at[k].text);
	}
	for (uint32_t i = 0; i < count; i++) {
		title_bend(names, documents, i, documents[i].title, false);
		for (uint32_t k = 0; k < documents[i].aliases.n; k++)
			title_bend(names, documents, i, documents[i].aliases.at[k].text, true);
	}
	traits_note(names);
	dnr_habit(names);
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
	map_release(&names->boards);
	map_release(&names->shapes);
	vec_release(&names->shaped);
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
	char folded[DNR_MAX];
	struct dnr read;
	uint32_t name = map_get(&names->by_dnr, dnr_folded(dnr, folded));

	if (name == MAP_NONE && dnr_read(dnr, true, NULL, &read) == dnr.n && read.core < read.n)
		name = map_get(&names->by_dnr, dnr_folded((struct str){read.form, read.core}, folded));
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
