/* Anchors of headings. */
#include "registry/base/ascii.h"
#include "registry/base/map.h"
#include "registry/base/utf8.h"
#include "registry/port/markdown/markdown_internal.h"
#include "registry/port/unicode.h"

struct str markdown_anchor(struct arena *arena, struct str title)
{
	/* a letter and its mark as two code points look the same as one, and get the same anchor */
	struct str text = unicode_nfc(arena, title);
	size_t n = 0;
	/* lower case can be longer, by no more than a byte for two (U+023A, U+0130) */
	char *anchor = arena_alloc(arena, text.n + text.n / 2 + 4, 1);
	for (size_t at = 0; at < text.n;) {
		uint32_t point = utf8_next(text, &at);
		if (point == ' ')
			anchor[n++] = '-';
		else if (point == '-' || point == '_' || unicode_is_word(point))
			n += unicode_put(anchor + n, unicode_lower(point));
	}
	return (struct str){anchor, n};
}

/* Is it "key=value", with a key of small letters? */
static bool is_attribute(struct str word)
{
	size_t n = 0;
	while (n < word.n && word.at[n] >= 'a' && word.at[n] <= 'z')
		n++;
	return n > 0 && n + 1 < word.n && word.at[n] == '=';
}

/* Cuts the next word off the text; "" at its end. */
static struct str word_cut(struct str *text)
{
	size_t n = 0;
	while (n < text->n && !is_space(text->at[n]))
		n++;
	struct str word = {text->at, n};
	*text = str_trim(str_part(*text, n, text->n));
	return word;
}

static bool are_attributes(struct str text)
{
	while (text.n > 0) {
		if (!is_attribute(word_cut(&text)))
			return false;
	}
	return true;
}

/* What stands in the braces that the text ends with, or "". */
static struct str last_braces(struct str text)
{
	size_t from = text.n;
	if (text.n < 4 || text.at[text.n - 1] != '}')
		return STR_EMPTY;
	for (from = text.n - 1; from > 0 && text.at[from - 1] != '{'; from--) {
		if (text.at[from - 1] == '}')
			return STR_EMPTY;
	}
	return from > 0 ? (struct str){text.at + from, text.n - from - 1} : STR_EMPTY;
}

struct str markdown_cut_anchor(struct str *title, struct str *attributes)
{
	struct str text = str_trim(*title), inside = last_braces(text), anchor = STR_EMPTY;
	size_t at = text.n - inside.n - 1; /* behind the opening brace */
	bool given = inside.n > 1 && inside.at[0] == '#';
	*attributes = STR_EMPTY;
	if (!inside.n || is_space(inside.at[0]) || is_space(inside.at[inside.n - 1]))
		return STR_EMPTY;
	if (given) {
		anchor = word_cut(&inside);
		anchor = str_part(anchor, 1, anchor.n);
	}
	if ((given && !anchor.n) || !are_attributes(inside))
		return STR_EMPTY;
	*attributes = inside;
	*title = str_trim((struct str){text.at, at - 1});
	return anchor;
}

struct anchors {
	struct map numbers;    /* of each anchor in use */
	VEC(uint32_t) repeats; /* by that number: the last suffix tried */
};

static bool anchors_take(struct anchors *anchors, struct str anchor, uint32_t *number)
{
	*number = map_add(&anchors->numbers, anchor, (uint32_t)anchors->repeats.n);
	if (*number < anchors->repeats.n)
		return false;
	vec_push(&anchors->repeats, 0);
	return true;
}

/* As github-slugger: the first takes the plain anchor, the next ones -1, -2 ..., passing over those in use. */
static struct str anchors_unique(struct anchors *anchors, struct arena *arena, struct str anchor)
{
	uint32_t number, other;
	struct str unique = anchor;
	if (anchors_take(anchors, anchor, &number))
		return anchor;
	do
		unique = arena_format(arena, "%.*s-%u", STR_ARG(anchor), ++anchors->repeats.at[number]);
	while (!anchors_take(anchors, unique, &other));
	return unique;
}

void markdown_name_parts(struct markdown_part *parts, size_t count, struct arena *arena)
{
	struct anchors anchors = {0};
	uint32_t number;
	for (size_t i = 0; i < count; i++) {
		if (parts[i].given)
			anchors_take(&anchors, parts[i].anchor, &number);
	}
	for (size_t i = 0; i < count; i++) {
		if (!parts[i].given)
			parts[i].anchor = anchors_unique(&anchors, arena, parts[i].anchor);
	}
	vec_release(&anchors.repeats);
	map_release(&anchors.numbers);
}
