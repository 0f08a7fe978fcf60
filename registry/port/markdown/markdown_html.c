/* Raw HTML: where links can lead, and where its own lead. */
#include "registry/base/ascii.h"
#include "registry/port/markdown/markdown_internal.h"

/* A tag's attributes, one by one. */
struct tag {
	struct str html;
	size_t at;
	struct str name, value, whole; /* of the attribute read last */
};

static bool is_name_byte(char byte)
{
	return !is_space(byte) && !strchr("\"'<>/=", byte);
}

static size_t name_end(struct str html, size_t at)
{
	while (at < html.n && is_name_byte(html.at[at]))
		at++;
	return at;
}

static size_t space_end(struct str html, size_t at)
{
	while (at < html.n && is_space(html.at[at]))
		at++;
	return at;
}

/* At what stands behind "=". Returns where the attribute ends. */
static size_t value_read(struct tag *tag, size_t at)
{
	struct str html = tag->html;
	size_t end = at;
	if (at < html.n && (html.at[at] == '"' || html.at[at] == '\'')) {
		const char *close = memchr(html.at + at + 1, html.at[at], html.n - at - 1);
		end = close ? (size_t)(close - html.at) : html.n;
		tag->value = str_part(html, at + 1, end - at - 1);
		return end < html.n ? end + 1 : end;
	}
	while (end < html.n && !is_space(html.at[end]) && html.at[end] != '>')
		end++;
	tag->value = str_part(html, at, end - at);
	return end;
}

/* The next attribute. At the tag's end: false, with `at` behind it. */
static bool attribute_next(struct tag *tag)
{
	struct str html = tag->html;
	size_t from, end;
	for (from = tag->at; from < html.n && html.at[from] != '>' && !is_name_byte(html.at[from]);)
		from++;
	if (from >= html.n || html.at[from] == '>') {
		tag->at = from < html.n ? from + 1 : from;
		return false;
	}
	end = name_end(html, from);
	tag->name = str_part(html, from, end - from);
	tag->value = STR_EMPTY;
	tag->at = end;
	end = space_end(html, end);
	if (end < html.n && html.at[end] == '=')
		tag->at = value_read(tag, space_end(html, end + 1));
	tag->whole = str_part(html, from, tag->at - from);
	return true;
}

/* Upper and lower case are the same in HTML's own names. */
static bool name_is(struct str name, const char *word)
{
	for (size_t i = 0; i < name.n; i++)
		if (!word[i] || (name.at[i] | 0x20) != word[i])
			return false;
	return !word[name.n];
}

/* The value with the one entity that URLs hold. */
static struct str attribute_text(struct arena *arena, struct str value)
{
	const struct str entity = STR("&amp;");
	char *out = arena_alloc(arena, value.n, 1);
	size_t n = 0;
	value = str_trim(value);
	for (size_t i = 0; i < value.n; i++) {
		out[n++] = value.at[i];
		if (value.at[i] == '&' && str_starts(str_part(value, i, entity.n), entity))
			i += entity.n - 1;
	}
	return (struct str){out, n};
}

/* Where an attribute stands; each is looked for behind the one before. What is not found ends the search, so that it stays linear. */
static struct location attribute_location(struct markdown_walk *walk, const struct tag *tag, size_t to,
                                          struct location elsewhere)
{
	struct str rest = {walk->text.at + walk->html_from, to > walk->html_from ? to - walk->html_from : 0};
	size_t found = str_find(rest, tag->whole, 0);
	if (found == SIZE_MAX) {
		walk->html_from = to;
		return elsewhere;
	}
	found += walk->html_from;
	walk->html_from = found + tag->whole.n;
	return markdown_location(walk, found + (size_t)(tag->value.at - tag->whole.at));
}

static int attribute_take(struct markdown_walk *walk, const struct tag *tag, struct str element, size_t to,
                          uint32_t block, struct location elsewhere)
{
	bool image = name_is(tag->name, "src");
	if (tag->value.n == 0)
		return 0;
	if (name_is(tag->name, "id") || (name_is(tag->name, "name") && name_is(element, "a"))) {
		vec_push(&walk->anchors, attribute_text(walk->arena, tag->value));
		return 0;
	}
	if (!image && (!name_is(tag->name, "href") || name_is(element, "base")))
		return 0;
	return markdown_add_link(walk, (struct markdown_link){.url = attribute_text(walk->arena, tag->value),
	                                                      .image = image,
	                                                      .block = block,
	                                                      .at = attribute_location(walk, tag, to, elsewhere)});
}

/* What these hold is no HTML. Returns where it ends. */
static size_t verbatim_end(struct str html, size_t at, struct str element)
{
	if (!name_is(element, "script") && !name_is(element, "style") && !name_is(element, "textarea"))
		return at;
	size_t end = str_find(html, STR("</"), at);
	return end == SIZE_MAX ? html.n : end;
}

static size_t comment_end(struct str html, size_t at)
{
	size_t end = str_find(html, STR("-->"), at);
	return end == SIZE_MAX ? html.n : end + 3;
}

int markdown_read_html(struct markdown_walk *walk, struct str html, size_t to, uint32_t block,
                       struct location elsewhere)
{
	const char *sign;
	for (size_t at = 0; at < html.n && (sign = memchr(html.at + at, '<', html.n - at));) {
		at = (size_t)(sign - html.at) + 1;
		if (str_starts(str_part(html, at, 3), STR("!--"))) {
			at = comment_end(html, at);
			continue;
		}
		struct str element = str_part(html, at, name_end(html, at) - at);
		struct tag tag = {.html = html, .at = at + element.n};
		if (element.n == 0 || (element.at[0] | 0x20) < 'a' || (element.at[0] | 0x20) > 'z')
			continue;
		while (attribute_next(&tag)) {
			if (attribute_take(walk, &tag, element, to, block, elsewhere) < 0)
				return -1;
		}
		at = verbatim_end(html, tag.at, element);
	}
	return 0;
}

bool markdown_html_shows(struct str html)
{
	for (size_t at = 0; at < html.n;) {
		if (str_starts(str_part(html, at, 4), STR("<!--")))
			at = comment_end(html, at);
		else if (!is_space(html.at[at++]))
			return true;
	}
	return false;
}

bool markdown_html_is_open(struct str html)
{
	for (size_t at = str_find(html, STR("<!--"), 0); at != SIZE_MAX; at = str_find(html, STR("<!--"), at)) {
		at = str_find(html, STR("-->"), at + 2); /* "<!-->" is one by itself */
		if (at == SIZE_MAX)
			return true;
	}
	return false;
}
