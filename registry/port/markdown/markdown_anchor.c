/* Anchors of headings. */
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

struct str markdown_cut_anchor(struct str *title)
{
	struct str text = str_trim(*title);
	size_t from = text.n;
	if (text.n < 4 || text.at[text.n - 1] != '}')
		return STR_EMPTY;
	for (size_t at = text.n - 1; at > 0; at--) {
		char byte = text.at[at - 1];
		if (byte == '{') {
			from = at - 1;
			break;
		}
		if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '}')
			return STR_EMPTY;
	}
	if (from + 3 >= text.n || text.at[from + 1] != '#')
		return STR_EMPTY;
	*title = str_trim((struct str){text.at, from});
	return (struct str){text.at + from + 2, text.n - from - 3};
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
