#include "rules/packs/fingerprint.h"

#include "registry/document/remarks.h"
#include "registry/port/hash.h"

static struct str lines_from_to(struct str file, uint32_t first, uint32_t last)
{
	struct str rest = file, line = STR_EMPTY, found = STR_EMPTY;

	for (uint32_t number = 1; number <= last && str_next_line(&rest, &line); number++)
		if (number == first)
			found = line;
	if (found.at)
		found.n = (size_t)(line.at + line.n - found.at);
	return found;
}

static struct str folded(struct arena *arena, struct str text)
{
	char *to = arena_alloc(arena, text.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] > ' ' || (text.at[i] & 0x80))
			to[n++] = text.at[i];
		else if (n && to[n - 1] != ' ')
			to[n++] = ' ';
	while (n && to[n - 1] == ' ')
		n--;
	return (struct str){to, n};
}

static struct str source_of(const struct document *document, uint32_t part, struct str file)
{
	return part == MARKDOWN_NO_PART
	               ? str_part(file, document->body_at, file.n)
	               : lines_from_to(file, document->parts[part].at.line + 1, document->parts[part].last_line);
}

static struct str digits_of(struct arena *arena, struct str text)
{
	char hex[65];

	hash_sha256(hex, text);
	return arena_copy(arena, (struct str){hex, FINGERPRINT_DIGITS});
}

struct str fingerprint_of(struct arena *arena, const struct document *document, uint32_t part, struct str file,
                          const struct limits *limits)
{
	struct markdown_limits bounds = {limits->parts, limits->links, limits->blocks, limits->nesting, limits->images};
	struct arena scratch = ARENA_EMPTY;
	struct str words =
		markdown_words(&scratch, &scratch, source_of(document, part, remarks_cut(&scratch, file)), bounds);
	struct str found = digits_of(arena, words);

	arena_release(&scratch);
	return found;
}

bool fingerprint_is_of_source(struct arena *arena, const struct document *document, uint32_t part, struct str file,
                              struct str stated)
{
	return str_equal(stated, digits_of(arena, folded(arena, source_of(document, part, file))));
}
