#include "bin/author/number_list.h"

#include "registry/base/ascii.h"

#include <stdio.h>

size_t number_list_space(struct str text, size_t at)
{
	while (at < text.n && (is_space(text.at[at]) || str_starts(str_part(text, at, 2), STR("\xC2\xA0"))))
		at += is_space(text.at[at]) ? 1 : 2;
	return at;
}

/* "5 a"; SIZE_MAX when there is no number. */
size_t number_list_number(struct str text, size_t at)
{
	size_t from = at, letter = 0;

	while (at < text.n && is_digit(text.at[at]))
		at++;
	if (at == from || at - from > 4)
		return SIZE_MAX;
	letter = number_list_space(text, at);
	if (letter < text.n && text.at[letter] >= 'a' && text.at[letter] <= 'z' &&
	    (letter + 1 == text.n || strchr(" ,-\n", text.at[letter + 1]) ||
	     str_starts(str_part(text, letter + 1, 2), STR("§"))))
		return letter + 1;
	return at;
}

static size_t take(struct str text, size_t at, const char *word)
{
	return str_starts(str_part(text, at, SIZE_MAX), str_from(word)) ? at + strlen(word) : SIZE_MAX;
}

/* What stands between two numbers; *range: "2-4". SIZE_MAX when nothing that joins does. */
static size_t between(struct str text, size_t at, bool *range)
{
	static const char *const words[] = {"-", "\xE2\x80\x93", ",", "och", "samt"};
	size_t from = number_list_space(text, at);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t end = take(text, from, words[i]);
		*range = i < 2;
		if (end != SIZE_MAX)
			return number_list_space(text, end);
	}
	return SIZE_MAX;
}

static void number_add(struct number_list *list, struct arena *arena, struct str number, bool range)
{
	int first = 0, last = 0;

	if (range && list->n && sscanf(list->numbers[list->n - 1].at, "%d", &first) == 1 &&
	    sscanf(arena_copy(arena, number).at, "%d", &last) == 1)
		while (++first < last && list->n < 31)
			list->numbers[list->n++] = arena_format(arena, "%d", first);
	if (list->n < 32)
		list->numbers[list->n++] = arena_copy(arena, number);
}

size_t number_list_chapter(struct str text, size_t at)
{
	size_t end = number_list_number(text, at);

	return end == SIZE_MAX ? SIZE_MAX : take(text, number_list_space(text, end), "kap.");
}

static bool numbers_read(struct number_list *list, struct arena *arena, struct str text, size_t at)
{
	bool range = false;

	for (size_t end = number_list_number(text, at); end != SIZE_MAX && list->n < 32;
	     end = number_list_number(text, at)) {
		size_t next = 0;
		number_add(list, arena, str_part(text, at, end - at), range);
		list->end = end;
		next = between(text, end, &range);
		if (next == SIZE_MAX || number_list_number(text, next) == SIZE_MAX ||
		    number_list_chapter(text, next) != SIZE_MAX)
			break;
		at = next;
	}
	return list->n > 0;
}

bool number_list_read(struct number_list *list, struct arena *arena, struct str text, size_t at)
{
	size_t end = number_list_chapter(text, at), sign = take(text, at, "§");

	*list = (struct number_list){0};
	if (sign != SIZE_MAX) { /* § 14, §§ 3-4 */
		end = take(text, sign, "§");
		return numbers_read(list, arena, text, number_list_space(text, end == SIZE_MAX ? sign : end));
	}
	if (end != SIZE_MAX) {
		list->chapter = arena_copy(arena, str_part(text, at, number_list_number(text, at) - at));
		at = number_list_space(text, end);
	}
	if (!numbers_read(list, arena, text, at))
		return false;
	end = take(text, number_list_space(text, list->end), "§");
	if (end == SIZE_MAX)
		return false;
	list->end = take(text, end, "§") == SIZE_MAX ? end : take(text, end, "§");
	return true;
}
