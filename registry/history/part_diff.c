/* The parts of a document and their words, compared. */
#include "registry/base/ascii.h"
#include "registry/base/map.h"
#include "registry/base/vec.h"
#include "registry/document/config.h"
#include "registry/document/part_text.h"
#include "registry/document/remarks.h"
#include "registry/history/document_diff.h"
#include "registry/port/unicode.h"

struct side { /* one state of the text, cut into lines */
	const struct document *document;
	struct text_lines lines;
	uint32_t part_count;
	bool *matched; /* parts that have their like on the other side */
};

struct comparing {
	struct side old, new;
	struct arena *arena, *scratch;
	VEC(struct part_change) found;
};

static void side_init(struct side *side, struct arena *scratch, const struct change_side *from)
{
	side->document = from->document;
	text_lines_of(&side->lines, scratch, remarks_cut(scratch, from->text));
	side->matched = ARENA_ARRAY(scratch, bool, (size_t)from->document->part_count + 1);
}

static struct str own_text(const struct side *side, uint32_t part, uint32_t *line)
{
	return part_own_text(&side->lines, side->document, side->part_count, part, line);
}

/* --- words --------------------------------------------------------------------------------------------------------- */

struct walk { /* over the words of a text */
	struct str text;
	size_t at, end; /* the word */
	uint32_t line;
};

/* False at the end, where `at` is the end. */
static bool walk_next(struct walk *walk)
{
	walk->at = walk->end;
	while (walk->at < walk->text.n && is_space(walk->text.at[walk->at]))
		walk->line += walk->text.at[walk->at++] == '\n';
	walk->end = walk->at;
	while (walk->end < walk->text.n && !is_space(walk->text.at[walk->end]))
		walk->end++;
	return walk->end > walk->at;
}

static struct str walk_word(const struct walk *walk)
{
	return str_part(walk->text, walk->at, walk->end - walk->at);
}

/* Goes to the first word that differs; false when there is none. */
static bool walk_to_difference(struct walk *old, struct walk *new)
{
	for (;;) {
		bool more_old = walk_next(old), more_new = walk_next(new);
		if (!more_old && !more_new)
			return false;
		if (more_old != more_new || !str_equal(walk_word(old), walk_word(new)))
			return true;
	}
}

/* The words with one space between them. */
static struct str folded(struct arena *arena, struct str text)
{
	char *to = arena_alloc(arena, text.n + 1, 1);
	struct walk walk = {.text = text};
	size_t n = 0;

	while (walk_next(&walk)) {
		if (n)
			to[n++] = ' ';
		memcpy(to + n, text.at + walk.at, walk.end - walk.at);
		n += walk.end - walk.at;
	}
	return (struct str){to, n};
}

/* The sentence that the word is in; "" at the end of the text. */
static struct str sentence_at(const struct comparing *comparing, const struct walk *walk)
{
	size_t *offsets = NULL, count = 0, i = 0;

	if (walk->at >= walk->text.n)
		return STR_EMPTY;
	count = unicode_sentences(&offsets, comparing->scratch, walk->text);
	while (i + 1 < count && offsets[i + 1] <= walk->at)
		i++;
	return count ? folded(comparing->arena, str_part(walk->text, offsets[i], offsets[i + 1] - offsets[i]))
	             : STR_EMPTY;
}

/* The words that are shown, in Unicode's normal form C: list markers, the frames of tables and comments say nothing. */
static struct str shown(struct comparing *comparing, struct str source)
{
	static const struct limits *const limits = &limits_default;

	return markdown_words(comparing->scratch, comparing->scratch, unicode_nfc(comparing->scratch, source),
	                      (struct markdown_limits){limits->parts, limits->links, limits->blocks, limits->nesting,
	                                               limits->images});
}

static void compare_text(struct comparing *comparing, uint32_t old_part, uint32_t new_part)
{
	struct part_change change = {.kind = PART_TEXT, .old = old_part, .new = new_part};
	struct walk old = {.at = 0}, new = {.at = 0};

	if (comparing->old.document->holding == HOLDING_REFERENCE ||
	    comparing->new.document->holding == HOLDING_REFERENCE)
		return; /* what stands there is the register's, not the document's */
	old.text = own_text(&comparing->old, old_part, &old.line);
	new.text = own_text(&comparing->new, new_part, &new.line);
	if (!walk_to_difference(&old, &new) || str_equal(shown(comparing, old.text), shown(comparing, new.text)))
		return;
	change.at = (struct location){new.at < new.text.n || new_part == MARKDOWN_NO_PART
	                                      ? new.line
	                                      : comparing->new.document->parts[new_part].at.line,
	                              1};
	if (!change.at.line || change.at.line > comparing->new.lines.count)
		change.at.line = comparing->new.lines.count ? comparing->new.lines.count : 1;
	change.old_sentence = sentence_at(comparing, &old);
	change.sentence = sentence_at(comparing, &new);
	vec_push(&comparing->found, change);
}

/* --- parts --------------------------------------------------------------------------------------------------------- */

static void add(struct comparing *comparing, enum part_change_kind kind, uint32_t old, uint32_t new)
{
	const struct markdown_part *part =
		kind == PART_GONE ? &comparing->old.document->parts[old] : &comparing->new.document->parts[new];
	struct part_change change = {.kind = kind, .old = old, .new = new, .at = part->at};

	vec_push(&comparing->found, change);
}

static void match(struct comparing *comparing, uint32_t old, uint32_t new)
{
	comparing->old.matched[old] = comparing->new.matched[new] = true;
	if (!str_equal(comparing->old.document->parts[old].title, comparing->new.document->parts[new].title))
		add(comparing, PART_RENAMED, old, new);
	compare_text(comparing, old, new);
}

static void match_by_anchor(struct comparing *comparing)
{
	struct map anchors = {0};

	for (uint32_t i = 0; i < comparing->old.part_count; i++)
		map_add(&anchors, comparing->old.document->parts[i].anchor, i);
	for (uint32_t i = 0; i < comparing->new.part_count; i++) {
		uint32_t old = map_get(&anchors, comparing->new.document->parts[i].anchor);
		if (old != MAP_NONE && !comparing->old.matched[old])
			match(comparing, old, i);
	}
	map_release(&anchors);
}

/* A part whose anchor is gone, and one of the same words under a new anchor, are one part with a new name. */
static void match_by_words(struct comparing *comparing)
{
	struct map words = {0};
	uint32_t line = 0;

	for (uint32_t i = 0; i < comparing->old.part_count; i++)
		if (!comparing->old.matched[i])
			map_add(&words, folded(comparing->scratch, own_text(&comparing->old, i, &line)), i);
	for (uint32_t i = 0; words.n && i < comparing->new.part_count; i++) {
		struct str text = STR_EMPTY;
		uint32_t old = MAP_NONE;
		if (comparing->new.matched[i])
			continue;
		text = folded(comparing->scratch, own_text(&comparing->new, i, &line));
		old = text.n ? map_get(&words, text) : MAP_NONE;
		if (old == MAP_NONE || comparing->old.matched[old])
			continue;
		comparing->old.matched[old] = comparing->new.matched[i] = true;
		add(comparing, PART_RENAMED, old, i);
	}
	map_release(&words);
}

/* In the order of the newer text, with what is gone at its end. */
static int compare_changes(const void *a, const void *b)
{
	const struct part_change *x = a, *y = b;
	uint32_t p = x->kind == PART_GONE ? x->old : x->new + 1, q = y->kind == PART_GONE ? y->old : y->new + 1;

	if ((x->kind == PART_GONE) != (y->kind == PART_GONE))
		return x->kind == PART_GONE ? 1 : -1;
	if (p != q) /* MARKDOWN_NO_PART + 1 is 0: what stands before the first heading */
		return p < q ? -1 : 1;
	return x->kind < y->kind ? -1 : x->kind > y->kind;
}

void change_parts(struct document_change *out, struct arena *arena, struct arena *scratch,
                  const struct change_side *old, const struct change_side *new)
{
	struct comparing comparing = {.arena = arena, .scratch = scratch};
	bool known = !old->document->parts_unread && !new->document->parts_unread;

	side_init(&comparing.old, scratch, old);
	side_init(&comparing.new, scratch, new);
	if (known) { /* else the text is compared as a whole */
		comparing.old.part_count = old->document->part_count;
		comparing.new.part_count = new->document->part_count;
	}
	compare_text(&comparing, MARKDOWN_NO_PART, MARKDOWN_NO_PART);
	match_by_anchor(&comparing);
	match_by_words(&comparing);
	for (uint32_t i = 0; i < comparing.new.part_count; i++)
		if (!comparing.new.matched[i])
			add(&comparing, PART_ADDED, MARKDOWN_NO_PART, i);
	for (uint32_t i = 0; i < comparing.old.part_count; i++)
		if (!comparing.old.matched[i])
			add(&comparing, PART_GONE, i, MARKDOWN_NO_PART);
	out->part_count = comparing.found.n;
	out->parts = ARENA_ARRAY(arena, struct part_change, comparing.found.n);
	if (comparing.found.n) {
		memcpy(out->parts, comparing.found.at, comparing.found.n * sizeof *out->parts);
		qsort(out->parts, out->part_count, sizeof *out->parts, compare_changes);
	}
	vec_release(&comparing.found);
}
