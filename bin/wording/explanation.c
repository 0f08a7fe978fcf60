#include "bin/wording/explanation.h"

#include "registry/base/embedded.h"
#include "registry/port/unicode.h"

struct str explanation_page(struct str code, enum language language)
{
	struct arena arena = ARENA_EMPTY;
	struct str name = arena_format(&arena, "%.*s.%s", STR_ARG(code), language_code(language)), text = STR_EMPTY;
	size_t low = 0, high = page_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_compare(str_from(pages[middle].name), name);
		if (order == 0) {
			text = (struct str){pages[middle].text, pages[middle].size};
			break;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	arena_release(&arena);
	return text;
}

struct str explanation_paragraph(struct arena *arena, struct str code, enum language language)
{
	struct str rest = explanation_page(code, language), line = STR_EMPTY, paragraph = STR_EMPTY;
	bool headed = false;

	while (str_next_line(&rest, &line)) {
		if (!headed || (!line.n && !paragraph.n)) { /* the title, and the blank line below it */
			headed = true;
			continue;
		}
		if (!line.n)
			break;
		paragraph = paragraph.n ? arena_format(arena, "%.*s %.*s", STR_ARG(paragraph), STR_ARG(line)) : line;
	}
	return paragraph;
}
