#include "rules/vanished.h"

#include "registry/base/vec.h"

struct lookup {
	struct str name, path; /* path "": never seen */
	char hex[41];
	struct date when;
};

/* The id that a dangling relation or link names, or "". */
static struct str dangling_id(const struct finding *finding)
{
	struct str id = STR_EMPTY;
	size_t slash = 0;

	if (finding->diagnostic == DIAGNOSTIC_RELATION_DANGLING)
		return finding->args[1];
	if (finding->diagnostic != DIAGNOSTIC_LINK_DANGLING)
		return STR_EMPTY;
	id = finding->args[0];
	while ((slash = str_find(id, STR("/"), 0)) != SIZE_MAX)
		id = str_part(id, slash + 1, id.n);
	if (str_ends(id, STR(".md")))
		id.n -= 3;
	return id;
}

static const struct lookup *look_up(struct check *check, struct registry *registry, struct lookup *known, size_t *count,
                                    struct str id)
{
	struct lookup *lookup = NULL;

	for (size_t i = 0; i < *count; i++)
		if (str_equal(known[i].name, id))
			return &known[i];
	if (*count == VANISHED_NAMES_MAX)
		return NULL;
	lookup = &known[(*count)++];
	*lookup = (struct lookup){.name = id, .when = DATE_NONE};
	if (!source_last_seen(registry->source, registry->config.documents,
	                      arena_format(check->arena, "%.*s.md", STR_ARG(id)), check->arena, &lookup->path,
	                      lookup->hex, &lookup->when))
		lookup->path = STR_EMPTY;
	return lookup;
}

void vanished_find(struct check *check, struct registry *registry)
{
	struct lookup known[VANISHED_NAMES_MAX];
	size_t count = 0;

	for (size_t i = 0; i < check->findings->n; i++) {
		struct finding *finding = &check->findings->at[i];
		struct str id = dangling_id(finding);
		const struct lookup *lookup = id.n ? look_up(check, registry, known, &count, id) : NULL;
		if (!lookup || !lookup->path.n)
			continue;
		finding->diagnostic = DIAGNOSTIC_DOCUMENT_VANISHED;
		finding->severity = diagnostic_row(DIAGNOSTIC_DOCUMENT_VANISHED)->severity;
		memset(finding->args, 0, sizeof finding->args);
		finding->args[0] = id;
		finding->args[1] = arena_format(check->arena, "%.10s", lookup->hex);
		finding->args[2] = check_date(check, lookup->when);
	}
}
