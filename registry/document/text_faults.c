#include "registry/document/text_faults.h"

static bool is_marker(struct str line, struct str marker)
{
	return str_starts(line, marker) && (line.n == marker.n || line.at[marker.n] == ' ');
}

/* A line that opens or closes a fenced code block. */
static bool is_code_fence(struct str line)
{
	line = str_trim(line);
	return str_starts(line, STR("```")) || str_starts(line, STR("~~~"));
}

bool text_conflict(struct str text, struct location *begin, struct location *end)
{
	struct str rest = text, line = STR_EMPTY;
	bool code = false;

	*begin = *end = (struct location){0};
	if (str_find(text, STR(">>>>>>> "), 0) == SIZE_MAX || str_find(text, STR("<<<<<<<"), 0) == SIZE_MAX)
		return false;
	for (uint32_t number = 1; !end->line && str_next_line(&rest, &line); number++) {
		code = code != is_code_fence(line);
		if (!code && !begin->line && is_marker(line, STR("<<<<<<<")))
			*begin = (struct location){number, 1};
		if (!code && begin->line && is_marker(line, STR(">>>>>>>")))
			*end = (struct location){number, 1};
	}
	return end->line > 0;
}

bool text_is_lfs_pointer(struct str text)
{
	return text.n < 1024 && str_starts(text, STR("version https://git-lfs.github.com/spec/"));
}
