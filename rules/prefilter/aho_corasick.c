#include "rules/prefilter/aho_corasick.h"

#include "registry/base/memory.h"
#include "rules/prefilter/required_literals.h"

#include <assert.h>
#include <stdlib.h>

/* Bytes are put into classes, those that words use most first, so that a state's commonest ways on share a cache line.
 * Class 0 is all bytes that no word has. A state is a row of the table: the next state for each class. States in which
 * no word ends come first: to see whether one does takes one comparison. */

struct output {
	uint32_t owner;
	uint32_t length;   /* of the word, in bytes */
	bool begins, ends; /* at the edge of a word */
};

/* The words that end in a state: its own, and those of the state `shorter`, which are endings of the same text. */
struct ending {
	uint32_t from, to; /* in outputs */
	uint32_t shorter;  /* 0: none */
};

struct automaton {
	uint8_t class_of[256];
	unsigned shift;         /* a row has 1 << shift places */
	uint32_t silent;        /* states below this end no word; state 0 is where a text begins */
	uint16_t *narrow;       /* the table, when states are few enough */
	uint32_t *wide;         /* the table otherwise */
	struct ending *endings; /* of state silent + i */
	struct output *outputs;
	uint32_t everywhere; /* so many outputs come first, of words that are empty */
};

/* The states while they are made, numbered as they come. */
struct trie {
	const struct str *words;
	const uint32_t *owners;
	size_t count;
	uint32_t *ends;  /* the state where each word ends */
	uint32_t *table; /* 0: no way on; after trie_complete: the state to go to */
	size_t n, room;
	unsigned shift;
	uint32_t *order;   /* states by depth */
	uint32_t *fail;    /* the state of the longest ending of this one's text that begins a word */
	uint32_t *shorter; /* the first state by way of fail that is some word's own end, or 0 */
	uint32_t *number;  /* the state's final number */
	bool *own;         /* is it some word's own end? */
};

/* A-Z and the second bytes of À-Þ to those of a-z and à-þ. */
static unsigned char byte_fold(unsigned char byte)
{
	return (unsigned char)(byte + ((byte >= 'A' && byte <= 'Z') || (byte >= 0x80 && byte <= 0x9E) ? 0x20 : 0));
}

static struct str word_bare(struct str word)
{
	bool begins, ends;
	return literal_bare(word, &begins, &ends);
}

/* How often words use each byte. */
static void uses_count(size_t uses[256], const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str word = word_bare(words[i]);
		for (size_t j = 0; j < word.n; j++)
			uses[byte_fold((unsigned char)word.at[j])]++;
	}
}

static void classes_make(struct automaton *automaton, const struct str *words, size_t count)
{
	size_t uses[256] = {0};
	unsigned classes = 1;
	uses_count(uses, words, count);
	for (;;) {
		unsigned most = 0;
		for (unsigned byte = 1; byte < 256; byte++)
			most = uses[byte] > uses[most] ? byte : most;
		if (uses[most] == 0)
			break;
		automaton->class_of[most] = (uint8_t)classes++;
		uses[most] = 0;
	}
	for (unsigned byte = 0; byte < 256; byte++)
		automaton->class_of[byte] = automaton->class_of[byte_fold((unsigned char)byte)];
	while (1u << automaton->shift < classes)
		automaton->shift++;
}

static uint32_t trie_state_new(struct trie *trie)
{
	if (trie->n == trie->room) {
		size_t old = trie->room << trie->shift;
		trie->room = trie->room ? trie->room * 2 : 64;
		trie->table = memory_resize(trie->table, trie->room << trie->shift, sizeof *trie->table);
		memset(trie->table + old, 0, ((trie->room << trie->shift) - old) * sizeof *trie->table);
	}
	return (uint32_t)trie->n++;
}

/* The state where the word ends. */
static uint32_t trie_add(struct trie *trie, const uint8_t class_of[256], struct str word)
{
	uint32_t state = 0;
	for (size_t i = 0; i < word.n; i++) {
		size_t cell = ((size_t)state << trie->shift) + class_of[(unsigned char)word.at[i]];
		uint32_t next = trie->table[cell];
		if (next == 0) {
			next = trie_state_new(trie); /* which may move the table */
			trie->table[cell] = next;
		}
		state = next;
	}
	return state;
}

static void trie_fill(struct trie *trie, const struct automaton *automaton)
{
	trie->shift = automaton->shift;
	trie->ends = memory_new(trie->count, sizeof *trie->ends);
	trie_state_new(trie);
	for (size_t i = 0; i < trie->count; i++)
		trie->ends[i] = trie_add(trie, automaton->class_of, word_bare(trie->words[i]));
	trie->order = memory_new(trie->n, sizeof *trie->order);
	trie->fail = memory_new(trie->n, sizeof *trie->fail);
	trie->shorter = memory_new(trie->n, sizeof *trie->shorter);
	trie->number = memory_new(trie->n, sizeof *trie->number);
	trie->own = memory_new(trie->n, sizeof *trie->own);
	for (size_t i = 0; i < trie->count; i++)
		trie->own[trie->ends[i]] = trie->ends[i] != 0; /* empty words are told apart from the rest */
}

static void trie_release(struct trie *trie)
{
	free(trie->ends);
	free(trie->table);
	free(trie->order);
	free(trie->fail);
	free(trie->shorter);
	free(trie->number);
	free(trie->own);
}

/* Where no word goes on, goes on as the longest ending does, which is less deep and so already complete. */
static void trie_complete(struct trie *trie)
{
	size_t queued = 1, width = (size_t)1 << trie->shift;
	for (size_t i = 0; i < queued; i++) {
		uint32_t state = trie->order[i], fail = trie->fail[state];
		uint32_t *row = trie->table + state * width;
		const uint32_t *other = trie->table + fail * width;
		trie->shorter[state] = trie->own[fail] ? fail : trie->shorter[fail];
		for (size_t cell = 0; cell < width; cell++) {
			uint32_t further = state == 0 ? 0 : other[cell];
			if (row[cell] != 0) {
				trie->fail[row[cell]] = further;
				trie->order[queued++] = row[cell];
			} else {
				row[cell] = further;
			}
		}
	}
}

static bool trie_is_silent(const struct trie *trie, uint32_t state)
{
	return !trie->own[state] && trie->shorter[state] == 0;
}

/* Numbers the states by depth, those where no word ends first. Returns how many those are. */
static uint32_t trie_number(struct trie *trie)
{
	uint32_t next = 0, silent;
	for (size_t i = 0; i < trie->n; i++)
		if (trie_is_silent(trie, trie->order[i]))
			trie->number[trie->order[i]] = next++;
	silent = next;
	for (size_t i = 0; i < trie->n; i++)
		if (!trie_is_silent(trie, trie->order[i]))
			trie->number[trie->order[i]] = next++;
	return silent;
}

static void table_make(struct automaton *automaton, const struct trie *trie)
{
	size_t width = (size_t)1 << trie->shift;
	bool is_narrow = trie->n <= (size_t)UINT16_MAX + 1;
	if (is_narrow)
		automaton->narrow = memory_new(trie->n * width, sizeof *automaton->narrow);
	else
		automaton->wide = memory_new(trie->n * width, sizeof *automaton->wide);
	for (size_t i = 0; i < trie->n * width; i++) {
		size_t to = trie->number[i / width] * width + i % width;
		uint32_t next = trie->number[trie->table[i]];
		if (is_narrow)
			automaton->narrow[to] = (uint16_t)next;
		else
			automaton->wide[to] = next;
	}
}

/* Adds the outputs of the words in a list, which begins with word - 1 and goes on at next. One owner's like words are told
 * once. */
static uint32_t outputs_add(struct automaton *automaton, const struct trie *trie, uint32_t at, uint32_t word,
                            const uint32_t *next)
{
	struct output *outputs = automaton->outputs;
	uint32_t from = at;
	for (; word != 0; word = next[word - 1]) {
		struct output new = {.owner = trie->owners[word - 1]};
		new.length = (uint32_t)literal_bare(trie->words[word - 1], &new.begins, &new.ends).n;
		if (at == from || outputs[at - 1].owner != new.owner || outputs[at - 1].begins != new.begins ||
		    outputs[at - 1].ends != new.ends)
			outputs[at++] = new;
	}
	return at;
}

static void outputs_make(struct automaton *automaton, const struct trie *trie)
{
	/* the words of each state, as lists of numbers from 1 */
	uint32_t *first = memory_new(trie->n, sizeof *first), *next = memory_new(trie->count, sizeof *next);
	for (size_t i = trie->count; i-- > 0;) {
		next[i] = first[trie->ends[i]];
		first[trie->ends[i]] = (uint32_t)i + 1;
	}
	automaton->outputs = memory_new(trie->count, sizeof *automaton->outputs);
	automaton->endings = memory_new(trie->n - automaton->silent, sizeof *automaton->endings);
	automaton->everywhere = outputs_add(automaton, trie, 0, first[0], next);
	for (uint32_t i = 0, at = automaton->everywhere; i < trie->n; i++) {
		uint32_t state = trie->order[i];
		if (trie->number[state] < automaton->silent)
			continue;
		struct ending *ending = &automaton->endings[trie->number[state] - automaton->silent];
		ending->from = at;
		ending->to = at = outputs_add(automaton, trie, at, first[state], next);
		ending->shorter = trie->number[trie->shorter[state]];
	}
	free(first);
	free(next);
}

struct automaton *automaton_new(const struct str *words, const uint32_t *owners, size_t count, uint32_t owner_count)
{
	struct automaton *automaton = memory_new(1, sizeof *automaton);
	struct trie trie = {.words = words, .owners = owners, .count = count};
	for (size_t i = 0; i < count; i++)
		assert(owners[i] < owner_count);
	classes_make(automaton, words, count);
	trie_fill(&trie, automaton);
	trie_complete(&trie);
	automaton->silent = trie_number(&trie);
	table_make(automaton, &trie);
	outputs_make(automaton, &trie);
	trie_release(&trie);
	return automaton;
}

void automaton_free(struct automaton *automaton)
{
	if (!automaton)
		return;
	free(automaton->narrow);
	free(automaton->wide);
	free(automaton->endings);
	free(automaton->outputs);
	free(automaton);
}

struct listener {
	void (*hit)(void *context, uint32_t owner, size_t from);
	void *context;
};

static bool is_at_edges(const struct output *output, struct str text, size_t end)
{
	if (output->begins && literal_word_last(str_part(text, 0, end - output->length)))
		return false;
	return !output->ends || !literal_word_first(str_part(text, end, text.n));
}

/* Tells all words that end in this state, which is reached at byte `end`. */
static void tell(const struct automaton *automaton, uint32_t state, struct str text, size_t end,
                 const struct listener *listener)
{
	while (state != 0) {
		const struct ending *ending = &automaton->endings[state - automaton->silent];
		for (uint32_t i = ending->from; i < ending->to; i++)
			if (is_at_edges(&automaton->outputs[i], text, end))
				listener->hit(listener->context, automaton->outputs[i].owner,
				              end - automaton->outputs[i].length);
		state = ending->shorter;
	}
}

/* Compiled once for each kind of table. */
static inline __attribute__((always_inline)) void scan(const struct automaton *automaton, bool is_narrow,
                                                       struct str text, const struct listener *listener)
{
	const uint8_t *class_of = automaton->class_of;
	const uint16_t *narrow = automaton->narrow;
	const uint32_t *wide = automaton->wide;
	const unsigned shift = automaton->shift;
	const uint32_t silent = automaton->silent;
	uint32_t state = 0;
	for (size_t i = 0; i < text.n; i++) {
		size_t cell = ((size_t)state << shift) + class_of[(unsigned char)text.at[i]];
		state = is_narrow ? narrow[cell] : wide[cell];
		if (__builtin_expect(state >= silent, 0))
			tell(automaton, state, text, i + 1, listener);
	}
}

void automaton_scan(const struct automaton *automaton, struct str text,
                    void (*hit)(void *context, uint32_t owner, size_t from), void *context)
{
	struct listener listener = {hit, context};
	for (uint32_t i = 0; i < automaton->everywhere; i++)
		hit(context, automaton->outputs[i].owner, 0);
	if (automaton->narrow)
		scan(automaton, true, text, &listener);
	else
		scan(automaton, false, text, &listener);
}
