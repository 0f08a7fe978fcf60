#include "registry/base/template.h"

static bool is_slot(struct str text, size_t at)
{
	return at + 2 < text.n && text.at[at] == '{' && text.at[at + 1] >= '1' && text.at[at + 1] <= '9' &&
	       text.at[at + 2] == '}';
}

/* The end of the segment that begins behind `at`, or SIZE_MAX when this bracket begins none. */
static size_t segment_end(struct str text, size_t at)
{
	bool slot = false;

	if (at + 1 < text.n && text.at[at + 1] == '[')
		return SIZE_MAX;
	for (size_t i = at + 1; i < text.n; i++) {
		slot = slot || is_slot(text, i);
		if (text.at[i] == '[')
			return SIZE_MAX;
		if (text.at[i] == ']')
			return slot ? i : SIZE_MAX;
	}
	return SIZE_MAX;
}

static bool has_empty_argument(struct str text, const struct str *args, size_t count)
{
	for (size_t i = 0; i < text.n; i++)
		if (is_slot(text, i) && ((size_t)(text.at[i + 1] - '1') >= count || !args[text.at[i + 1] - '1'].n))
			return true;
	return false;
}

struct output {
	char *at; /* NULL while only counting */
	size_t n;
};

static void put(struct output *out, struct str text)
{
	if (out->at && text.n)
		memcpy(out->at + out->n, text.at, text.n);
	out->n += text.n;
}

static void fill(struct output *out, struct str text, const struct str *args, size_t count)
{
	for (size_t i = 0; i < text.n; i++) {
		size_t end = text.at[i] == '[' ? segment_end(text, i) : SIZE_MAX;
		if (is_slot(text, i)) {
			if ((size_t)(text.at[i + 1] - '1') < count)
				put(out, args[text.at[i + 1] - '1']);
			i += 2;
		} else if (str_starts(str_part(text, i, 2), STR("[["))) {
			put(out, STR("[["));
			i++;
		} else if (end != SIZE_MAX) {
			struct str segment = str_part(text, i + 1, end - i - 1);
			if (!has_empty_argument(segment, args, count))
				fill(out, segment, args, count);
			i = end;
		} else { /* up to where something else may begin */
			size_t plain = 1;
			while (i + plain < text.n && text.at[i + plain] != '{' && text.at[i + plain] != '[')
				plain++;
			put(out, str_part(text, i, plain));
			i += plain - 1;
		}
	}
}

struct str template_fill(struct arena *arena, struct str text, const struct str *args, size_t count)
{
	struct output out = {NULL, 0};

	fill(&out, text, args, count);
	out.at = ARENA_ARRAY(arena, char, out.n + 1);
	out.n = 0;
	fill(&out, text, args, count);
	return (struct str){out.at, out.n};
}
