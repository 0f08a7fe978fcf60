#include "registry/document/part_text.h"

void text_lines_of(struct text_lines *out, struct arena *arena, struct str text)
{
	struct str rest = text, line = STR_EMPTY;
	uint32_t n = 0;

	*out = (struct text_lines){.text = text};
	while (str_next_line(&rest, &line))
		out->count++;
	out->at = ARENA_ARRAY(arena, size_t, (size_t)out->count + 1);
	for (rest = text; n < out->count; n++) {
		out->at[n] = (size_t)(rest.at - text.at);
		(void)str_next_line(&rest, &line);
	}
	out->at[n] = text.n;
}

struct str text_lines_part(const struct text_lines *lines, uint32_t first, uint32_t last)
{
	if (last > lines->count)
		last = lines->count;
	if (first > last)
		return STR_EMPTY;
	return str_part(lines->text, lines->at[first - 1], lines->at[last] - lines->at[first - 1]);
}

/* Is it the line below a heading that makes it one? */
static bool is_underline(struct str line)
{
	line = str_trim(line);
	for (size_t i = 0; i < line.n; i++)
		if (line.at[i] != '=' && line.at[i] != '-')
			return false;
	return line.n > 0;
}

struct str part_own_text(const struct text_lines *lines, const struct document *document, uint32_t part_count,
                         uint32_t part, uint32_t *line)
{
	uint32_t next = part == MARKDOWN_NO_PART ? 0 : part + 1;
	uint32_t last = next < part_count ? document->parts[next].at.line - 1 : lines->count;

	*line = part == MARKDOWN_NO_PART ? document->body_line : document->parts[part].at.line + 1;
	if (part != MARKDOWN_NO_PART && *line <= last && is_underline(text_lines_part(lines, *line, *line)))
		++*line;
	return text_lines_part(lines, *line, last);
}
