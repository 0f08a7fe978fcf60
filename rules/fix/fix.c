#include "rules/fix/fix.h"

#include "registry/base/template.h"
#include "rules/fix/fix_internal.h"

static void file_release(struct fix_file *file)
{
	vec_release(&file->lines);
	arena_release(&file->arena);
}

static const struct fix *fix_mark(struct fixing *fixing)
{
	if (!fix_edit(fixing, &fixing->own, (struct location){1, 1}, STR("\xEF\xBB\xBF"), STR_EMPTY))
		return NULL;
	return fix_make(fixing, FIX_MARK, STR_EMPTY, STR_EMPTY, STR_EMPTY);
}

typedef const struct fix *remedy_finder(struct fixing *fixing, const struct finding *finding);

static remedy_finder *remedy_of(const struct finding *finding)
{
	switch (finding->diagnostic) {
	case DIAGNOSTIC_FRONT_MATTER_SYNTAX:
	case DIAGNOSTIC_FRONT_MATTER_ALIAS:
	case DIAGNOSTIC_FRONT_MATTER_MISSING:
	case DIAGNOSTIC_FRONT_MATTER_UNCLOSED:
		return fix_line;
	case DIAGNOSTIC_FRONT_MATTER_DATE:
		return fix_date;
	case DIAGNOSTIC_FRONT_MATTER_KEY_UNKNOWN:
		return fix_key;
	case DIAGNOSTIC_FRONT_MATTER_VALUE:
	case DIAGNOSTIC_TYPE_UNKNOWN:
	case DIAGNOSTIC_TOPIC_UNKNOWN:
	case DIAGNOSTIC_BODY_UNKNOWN:
		return fix_word;
	case DIAGNOSTIC_RELATION_DANGLING:
		return fix_reference;
	case DIAGNOSTIC_RELATION_PART_MISSING:
		return fix_part;
	case DIAGNOSTIC_RELATION_NOT_RECIPROCAL:
		return fix_reciprocal;
	case DIAGNOSTIC_LINK_DANGLING:
	case DIAGNOSTIC_LINK_ANCHOR:
		return fix_link;
	case DIAGNOSTIC_CITATION_SUPERSEDED:
		return fix_superseded;
	default:
		return NULL;
	}
}

static const struct fix *find(struct fixing *fixing, const struct finding *finding)
{
	remedy_finder *remedy = remedy_of(finding);

	fixing->edits.n = 0;
	if (finding->document == NO_DOCUMENT ||
	    !str_equal(finding->path, fixing->registry->documents[finding->document].path) ||
	    (!remedy && finding->diagnostic != DIAGNOSTIC_DOCUMENT_BOM) ||
	    !fix_file(fixing, &fixing->own, finding->document))
		return NULL;
	return remedy ? remedy(fixing, finding) : fix_mark(fixing);
}

void fixes_find(struct finding *findings, size_t count, const struct registry *registry, struct reader *reader,
                struct arena *arena)
{
	struct fixing fixing = {.registry = registry,
	                        .reader = reader,
	                        .arena = arena,
	                        .own.document = NO_DOCUMENT,
	                        .other.document = NO_DOCUMENT};

	for (size_t i = 0; i < count; i++)
		findings[i].fix = find(&fixing, &findings[i]);
	file_release(&fixing.own);
	file_release(&fixing.other);
	vec_release(&fixing.edits);
	vec_release(&fixing.fixes);
	map_release(&fixing.shared);
}

struct str fix_text(const struct fix *fix, struct arena *arena, enum language language)
{
	static const struct bilingual texts[] = {
#define FIX(name, en, sv) {en, sv},
#include "rules/fix/fixes.def"
#undef FIX
	};

	return template_fill(arena, bilingual_str(texts[fix->kind], language), fix->args, 3);
}
