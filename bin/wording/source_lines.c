#include "bin/wording/source_lines.h"

#include "registry/base/memory.h"
#include "registry/base/utf8.h"

#include <stdlib.h>

/* A document's file is known; other files are looked up by path. */
static int file_read(const struct registry *registry, struct str path, struct str *text)
{
	struct error error = {0};
	size_t size = 0;
	uint32_t document = map_get(&registry->by_path, path);

	if (document != MAP_NONE)
		return reader_read(registry->reader, &registry->files[document], SIZE_MAX, text, &size, &error);
	return reader_read_path(registry->reader, path, SIZE_MAX, text, &size, &error) == 1 ? 0 : -1;
}

static int file_of(struct lines *lines, struct str path)
{
	int oldest = 0;
	struct str text = STR_EMPTY;

	for (int i = 0; i < LINES_FILES; i++) {
		if (lines->files[i].path.n && str_equal(lines->files[i].path, path))
			return i;
		if (lines->files[i].used < lines->files[oldest].used)
			oldest = i;
	}
	free(lines->files[oldest].text);
	lines->files[oldest].text = NULL;
	if (file_read(lines->registry, path, &text) < 0)
		text = STR_EMPTY;
	lines->files[oldest].text = memory_new(text.n + 1, 1);
	if (text.n)
		memcpy(lines->files[oldest].text, text.at, text.n);
	lines->files[oldest].path = path;
	lines->files[oldest].size = text.n;
	lines->files[oldest].at = 0;
	lines->files[oldest].line = 1;
	lines->files[oldest].known_line = 0;
	return oldest;
}

struct str lines_get(struct lines *lines, struct str path, uint32_t line)
{
	int i = file_of(lines, path);
	struct str rest = STR_EMPTY, found = STR_EMPTY;

	lines->files[i].used = ++lines->clock;
	if (line && lines->files[i].known_line == line) /* a long line can have many findings */
		return lines->files[i].known;
	if (lines->files[i].line > line) {
		lines->files[i].line = 1;
		lines->files[i].at = 0;
	}
	rest = (struct str){lines->files[i].text + lines->files[i].at, lines->files[i].size - lines->files[i].at};
	while (lines->files[i].line < line && str_next_line(&rest, &found))
		lines->files[i].line++;
	lines->files[i].at = lines->files[i].size - rest.n;
	if (lines->files[i].line != line || !str_next_line(&rest, &found) || utf8_invalid_at(found) != SIZE_MAX)
		found = STR_EMPTY;
	lines->files[i].known = found;
	lines->files[i].known_line = line;
	lines->files[i].known_byte = lines->files[i].known_count = lines->files[i].known_units = 0;
	return found;
}

/* Counts up to the place, going on where the last count ended; the file's number, or -1 when there is no such line. */
static int count_to(struct lines *lines, struct str path, struct location at)
{
	struct str line = lines_get(lines, path, at.line), more = STR_EMPTY;
	size_t to = at.column - 1 < line.n ? at.column - 1 : line.n;
	int i = 0;

	if (!line.n)
		return -1;
	i = file_of(lines, path);
	if (to < lines->files[i].known_byte)
		lines->files[i].known_byte = lines->files[i].known_count = lines->files[i].known_units = 0;
	more = str_part(line, lines->files[i].known_byte, to - lines->files[i].known_byte);
	lines->files[i].known_count += (uint32_t)utf8_count(more);
	lines->files[i].known_units += (uint32_t)utf16_count(more);
	lines->files[i].known_byte = to;
	return i;
}

uint32_t lines_column(struct lines *lines, struct str path, struct location at)
{
	int i = at.column > 1 ? count_to(lines, path, at) : -1;

	if (i < 0)
		return at.column > 1 ? at.column : 1;
	return lines->files[i].known_count + 1;
}

uint32_t lines_units(struct lines *lines, struct str path, struct location at)
{
	int i = at.column > 1 ? count_to(lines, path, at) : -1;

	if (i < 0)
		return at.column > 1 ? at.column : 1;
	return lines->files[i].known_units + 1;
}

void lines_release(struct lines *lines)
{
	for (int i = 0; i < LINES_FILES; i++)
		free(lines->files[i].text);
}
