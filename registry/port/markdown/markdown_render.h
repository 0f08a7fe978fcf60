/* Markdown as HTML for a page: what is raw HTML there never comes through, and every link is asked about. */
#ifndef STYRDOK_REGISTRY_PORT_MARKDOWN_MARKDOWN_RENDER_H
#define STYRDOK_REGISTRY_PORT_MARKDOWN_MARKDOWN_RENDER_H

#include "registry/port/markdown/markdown.h"

/* Where a link is to lead: an address, as text that is not yet escaped, owned by whoever answers; "" where what is linked is to stand as text
 * alone. Without it no link stays. */
struct markdown_links {
	struct str (*address)(void *context, struct str url);
	void *context;
};

/* A text as HTML in pieces, owned by the arena: pieces[0] is what stands before the first of the parts, pieces[i + 1] what stands below the
 * heading of part i. `first_line` is the number of the text's first line in the file that the parts' places count in. A heading that is no part, or
 * stands in a list, is shown in its piece. Images are their descriptions, raw HTML is left out; the register's own commentary (remarks.h) becomes
 * <aside class="remark">. A text that passes a limit: false, with every piece empty. `scratch` as in markdown_parse. */
bool markdown_render(struct str *pieces, const struct markdown_part *parts, uint32_t part_count, struct arena *arena,
                     struct arena *scratch, struct str text, uint32_t first_line, struct markdown_limits limits,
                     struct markdown_links links);

#endif
