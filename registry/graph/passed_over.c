#include "registry/graph/passed_over.h"

#include "registry/base/path.h"

#include <strings.h>

bool passed_over_is_likely(const struct registry *registry, struct str path)
{
	static const char *const endings[] = {".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx", ".txt"};

	bool told = registry_is_among_documents(registry, path) && !config_leaves_out(&registry->config, path);

	for (size_t i = 0; told && i < sizeof endings / sizeof *endings; i++) {
		size_t n = strlen(endings[i]);
		if (path.n > n && strncasecmp(path.at + path.n - n, endings[i], n) == 0)
			return !registry_is_document(registry, path);
	}
	return false;
}

/* Front matter with a key in it: a rule across the page has none. */
static bool has_front_matter(struct str text)
{
	struct str fence = STR("---"), line = STR_EMPTY;
	size_t at = str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0, end = str_find(text, STR("\n"), at);

	if (end == SIZE_MAX || !str_equal(str_trim(str_part(text, at, end)), fence))
		return false;
	at = end + 1;
	end = str_find(text, STR("\n"), at);
	line = str_trim(str_part(text, at, end == SIZE_MAX ? text.n : end));
	end = str_find(line, STR(":"), 0);
	return end != SIZE_MAX && end && str_find(str_part(line, 0, end), STR(" "), 0) == SIZE_MAX &&
	       str_find(text, STR("\n---"), at) != SIZE_MAX;
}

/* A vocabulary file under another name, where there is none of the right one. */
static bool is_misnamed_vocabulary(const struct registry *registry, struct str path)
{
	for (int i = 0; i < VOCABULARY_FILES; i++) {
		struct str wanted = registry->vocabulary.paths[i];
		size_t stem = wanted.n - 5; /* without ".yaml" */
		if (!registry->vocabulary.declared[i] && path.n >= stem + 4 &&
		    strncasecmp(path.at, wanted.at, stem) == 0 &&
		    (strcasecmp(path.at + stem, ".yaml") == 0 || strcasecmp(path.at + stem, ".yml") == 0))
			return true;
	}
	return false;
}

void passed_over_mark(struct registry *registry, struct source_file *file)
{
	struct str text = STR_EMPTY;
	struct error error = {0};
	size_t size = 0;

	if (file->kind != FILE_PLAIN)
		return;
	if (is_misnamed_vocabulary(registry, file->path) ||
	    (passed_over_is_likely(registry, file->path) &&
	     reader_read(registry->reader, file, registry->config.limits.document_bytes, &text, &size, &error) == 0 &&
	     has_front_matter(text)))
		file->kind = FILE_PASSED_OVER;
}

struct str passed_over_name(struct arena *arena, struct str path)
{
	struct str name = path_name(path), folder = str_part(path, 0, path.n - name.n);
	size_t end = str_find(name, STR("."), 0);
	bool yaml = name.n > 4 && strncasecmp(name.at + end, ".y", 2) == 0;
	struct str stem = str_part(name, 0, end), right = STR_EMPTY;

	if (str_equal(name, STR("README.md")) && folder.n)
		stem = path_name(str_part(folder, 0, folder.n - 1));
	right = arena_format(arena, "%.*s%s", STR_ARG(stem), yaml ? ".yaml" : ".md");
	for (char *at = (char *)right.at; at < right.at + right.n; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	return right;
}
