#include "registry/wording/redline.h"

#include "registry/base/memory.h"
#include "registry/base/vec.h"

#define DISTANCE_MAX 2000 /* words that differ; the trace takes a quarter of its square in numbers */

struct words {
	struct str *at;
	size_t n, room;
};

struct comparing {
	struct words old, new;
	size_t head; /* common words at the beginning */
	VEC(struct redline_piece) pieces;
	struct arena *arena;
};

/* Words, and a word "\n" for each end of a line. */
static void words_cut(struct words *out, struct str text)
{
	size_t at = 0;

	while (at < text.n) {
		size_t end = at;
		while (end < text.n && text.at[end] != ' ' && text.at[end] != '\n')
			end++;
		if (end > at)
			vec_push(out, str_part(text, at, end - at));
		if (end < text.n && text.at[end] == '\n')
			vec_push(out, str_part(text, end, 1));
		at = end + 1;
	}
}

static void piece_add(struct comparing *comparing, enum redline_kind kind, const struct words *words, size_t from,
                      size_t to)
{
	char *text = NULL;
	size_t n = 0;

	if (from == to)
		return;
	for (size_t i = from; i < to; i++)
		n += words->at[i].n + 1;
	text = ARENA_ARRAY(comparing->arena, char, n);
	n = 0;
	for (size_t i = from; i < to; i++) {
		if (i > from && words->at[i].at[0] != '\n' && words->at[i - 1].at[0] != '\n')
			text[n++] = ' ';
		memcpy(text + n, words->at[i].at, words->at[i].n);
		n += words->at[i].n;
	}
	vec_push(&comparing->pieces, (struct redline_piece){kind, {text, n}});
}

/* --- Myers' greedy algorithm, between the common head and tail ----------------------------------------------------- */

struct middle { /* the words that are compared */
	const struct str *old, *new;
	int n, m;
};

#define OUTSIDE (-(1 << 24)) /* of a diagonal that has left the texts */

static int slide(const struct middle *middle, int x, int y)
{
	if (x < 0 || y < 0 || x > middle->n || y > middle->m)
		return OUTSIDE;
	while (x < middle->n && y < middle->m && str_equal(middle->old[x], middle->new[y])) {
		x++;
		y++;
	}
	return x;
}

/* The furthest x on diagonal k with d differences, given those with one fewer. */
static int furthest(const int *before, int d, int k)
{
	if (k == -d || (k != d && before[k - 1 + d] < before[k + 1 + d]))
		return before[k + 1 + d];
	return before[k - 1 + d] + 1;
}

/* trace[d][k + d + 1] is the furthest x with d differences. Returns the distance, or -1 when it is too large. */
static int trace_run(const struct middle *middle, int **trace, struct arena *arena)
{
	static const int start[3] = {0, 0, 0};

	for (int d = 0; d <= DISTANCE_MAX; d++) {
		const int *before = d ? trace[d - 1] : start;
		trace[d] = ARENA_ARRAY(arena, int, (size_t)(2 * d + 3));
		for (int k = -d; k <= d; k += 2) {
			int x = slide(middle, d ? furthest(before, d, k) : 0, d ? furthest(before, d, k) - k : 0);
			trace[d][k + d + 1] = x;
			if (x == middle->n && x - k == middle->m)
				return d;
		}
	}
	return -1;
}

/* Marks the words that differ, from the end back. */
static void trace_back(const struct middle *middle, int *const *trace, int d, bool *deleted, bool *inserted)
{
	int x = middle->n, y = middle->m;

	for (; d > 0; d--) {
		int k = x - y, from = furthest(trace[d - 1], d, k);
		bool insertion = k == -d || (k != d && trace[d - 1][k - 1 + d] < trace[d - 1][k + 1 + d]);
		int before = insertion ? from : from - 1;
		y = before - (insertion ? k + 1 : k - 1);
		x = before;
		if (insertion)
			inserted[y] = true;
		else
			deleted[x] = true;
	}
}

static void pieces_put(struct comparing *comparing, const struct middle *middle, const bool *deleted,
                       const bool *inserted)
{
	size_t x = 0, y = 0, head = comparing->head, n = (size_t)middle->n, m = (size_t)middle->m;

	while (x < n || y < m) {
		size_t from = x, to = y;
		while (x < n && deleted[x])
			x++;
		piece_add(comparing, REDLINE_DELETED, &comparing->old, head + from, head + x);
		while (y < m && inserted[y])
			y++;
		piece_add(comparing, REDLINE_INSERTED, &comparing->new, head + to, head + y);
		from = x;
		while (x < n && y < m && !deleted[x] && !inserted[y]) {
			x++;
			y++;
		}
		piece_add(comparing, REDLINE_SAME, &comparing->old, head + from, head + x);
	}
}

static void middle_compare(struct comparing *comparing, const struct middle *middle)
{
	struct arena scratch = ARENA_EMPTY;
	int **trace = ARENA_ARRAY(&scratch, int *, DISTANCE_MAX + 1);
	bool *deleted = ARENA_ARRAY(&scratch, bool, (size_t)middle->n + 1);
	bool *inserted = ARENA_ARRAY(&scratch, bool, (size_t)middle->m + 1);
	int distance = trace_run(middle, trace, &scratch);

	if (distance >= 0) {
		trace_back(middle, trace, distance, deleted, inserted);
	} else {
		memset(deleted, true, (size_t)middle->n);
		memset(inserted, true, (size_t)middle->m);
	}
	pieces_put(comparing, middle, deleted, inserted);
	arena_release(&scratch);
}

void redline_of(struct redline *out, struct arena *arena, struct str old, struct str new)
{
	struct comparing comparing = {.arena = arena};
	struct middle middle;
	size_t tail = 0, least;

	words_cut(&comparing.old, old);
	words_cut(&comparing.new, new);
	least = comparing.old.n < comparing.new.n ? comparing.old.n : comparing.new.n;
	while (comparing.head < least && str_equal(comparing.old.at[comparing.head], comparing.new.at[comparing.head]))
		comparing.head++;
	while (tail < least - comparing.head &&
	       str_equal(comparing.old.at[comparing.old.n - 1 - tail], comparing.new.at[comparing.new.n - 1 - tail]))
		tail++;
	middle = (struct middle){comparing.old.at + comparing.head, comparing.new.at + comparing.head,
	                         (int)(comparing.old.n - comparing.head - tail),
	                         (int)(comparing.new.n - comparing.head - tail)};
	piece_add(&comparing, REDLINE_SAME, &comparing.old, 0, comparing.head);
	middle_compare(&comparing, &middle);
	piece_add(&comparing, REDLINE_SAME, &comparing.old, comparing.old.n - tail, comparing.old.n);
	out->n = comparing.pieces.n;
	out->at = ARENA_ARRAY(arena, struct redline_piece, out->n);
	if (out->n)
		memcpy(out->at, comparing.pieces.at, out->n * sizeof *out->at);
	vec_release(&comparing.pieces);
	vec_release(&comparing.old);
	vec_release(&comparing.new);
}

bool redline_differs(const struct redline *redline)
{
	for (size_t i = 0; i < redline->n; i++)
		if (redline->at[i].kind != REDLINE_SAME)
			return true;
	return false;
}
