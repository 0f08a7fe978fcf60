/* What reading a document keeps as it goes: where lines begin, and the links met so far. */
#include "registry/port/markdown/markdown_internal.h"

struct location markdown_location(const struct markdown_walk *walk, size_t offset)
{
	size_t low = 0, high = walk->lines.n - 2;
	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;
		if (walk->lines.at[middle] <= offset)
			low = middle;
		else
			high = middle - 1;
	}
	return (struct location){walk->first_line + (uint32_t)low, (uint32_t)(offset - walk->lines.at[low]) + 1};
}

int markdown_add_link(struct markdown_walk *walk, struct markdown_link link)
{
	if (walk->links.n >= walk->limits.links) {
		walk->problem = MARKDOWN_TOO_MANY_LINKS;
		walk->at = link.at;
		return -1;
	}
	vec_push(&walk->links, link);
	return 0;
}
