/* The fix of a citation of what was superseded: all citations of it in the document are changed, or none is.
 *
 * There is one only when a single document has superseded the whole of the cited one, when nothing in the text speaks of the old one
 * in other words, and when no part is cited: which part of the new document stands in the place of an old one, no relation says. */
#include "registry/base/path.h"
#include "registry/port/unicode.h"
#include "registry/validity/relation_effect.h"
#include "rules/fix/fix_internal.h"

#define SUCCESSORS_MAX 50 /* of successors followed; there may be a circle */
#define YEAR_DIGITS 4
#define EDITS_MAX 100 /* with more, the document is about the old one */

struct renewal {
	struct fixing *fixing;
	uint32_t self, old, new;
	struct str old_id, new_id;
	const struct document *document;
};

/* The relation that alone superseded the whole document by the day, or NULL. */
static const struct relation *sole_ender(const struct registry *registry, uint32_t document, struct date on)
{
	const struct relation *only = NULL;

	EDGES_EACH(relation, registry->ending, document) {
		if (relation->type == RELATION_AFFECTS || relation_in_effect(registry, relation, on) == TRI_NO)
			continue;
		if (only || relation->type != RELATION_SUPERSEDES || relation->target.part.n || relation->against ||
		    relation_in_effect(registry, relation, on) != TRI_YES)
			return NULL;
		only = relation;
	}
	return only;
}

/* The document that stands in the old one's place on the day, as a whole, or NO_DOCUMENT. */
static uint32_t sole_successor(const struct registry *registry, uint32_t document, struct date on)
{
	for (int i = 0; i < SUCCESSORS_MAX; i++) {
		const struct relation *ender = sole_ender(registry, document, on);
		enum status status = STATUS_UNKNOWN;
		if (!ender)
			return NO_DOCUMENT;
		document = ender->actor;
		status = status_on(registry, document, MARKDOWN_NO_PART, on);
		if (status == STATUS_IN_FORCE || status == STATUS_IN_FORCE_TO_BE_REPLACED)
			return document;
	}
	return NO_DOCUMENT;
}

/* --- what stands around a citation ------------------------------------------------------------------------------------ */

/* Words of a text that tells what came in the place of what; folded. */
static const struct str telling[] = {
	STR("ersatt"), STR("ersätt"), STR("upphäv"),   STR("upphör"),  STR("tidigare"), STR("dåvarande"),
	STR("förra"),  STR("föregå"), STR("gamla"),    STR("äldre"),   STR("supersed"), STR("replac"),
	STR("repeal"), STR("former"), STR("previous"), STR("earlier"), STR("older"),    STR("histor"),
};

static bool is_blank(const struct fix_file *file, size_t line)
{
	size_t from = file->lines.at[line], to = line + 1 < file->lines.n ? file->lines.at[line + 1] : file->text.n;

	return !str_trim(str_part(file->text, from, to - from)).n;
}

/* The paragraph around an edit, folded, without the ids that the edits replace. */
static struct str around(struct renewal *renewal, const struct fix_file *file, const struct edit *edit,
                         struct arena *arena)
{
	struct fixing *fixing = renewal->fixing;
	size_t first = edit->at.line - 1, last = first, from = 0, to = 0, n = 0;
	char *out = NULL;

	while (first > 0 && !is_blank(file, first - 1))
		first--;
	while (last + 1 < file->lines.n && !is_blank(file, last + 1))
		last++;
	from = file->lines.at[first];
	to = last + 1 < file->lines.n ? file->lines.at[last + 1] : file->text.n;
	out = ARENA_ARRAY(arena, char, to - from + 1);
	for (size_t i = 0; from < to; i++) {
		const struct edit *next = i < fixing->edits.n ? &fixing->edits.at[i] : NULL;
		size_t until = next && next->from < to ? next->from : to;
		if (next && next->from + next->old.n <= from)
			continue;
		memcpy(out + n, file->text.at + from, until - from);
		n += until - from;
		from = until == to ? to : until + next->old.n;
	}
	return unicode_fold(arena, (struct str){out, n});
}

/* Does the text name a year that is part of the old id ("telefonpolicy-1996", "policyn från 1996")? */
static bool names_year(struct str text, struct str id)
{
	size_t run = 0;

	for (size_t i = 0; i < id.n; i++) {
		run = id.at[i] >= '0' && id.at[i] <= '9' ? run + 1 : 0;
		if (run >= YEAR_DIGITS && str_find(text, str_part(id, i + 1 - YEAR_DIGITS, YEAR_DIGITS), 0) != SIZE_MAX)
			return true;
	}
	return false;
}

static bool speaks_of_old(struct renewal *renewal, const struct fix_file *file, const struct edit *edit)
{
	struct arena arena = ARENA_EMPTY;
	struct str text = around(renewal, file, edit, &arena);
	bool speaks = names_year(text, renewal->old_id) ||
	              str_find(text, unicode_fold(&arena, renewal->old_id), 0) != SIZE_MAX;

	for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
		speaks = speaks || str_find(text, telling[i], 0) != SIZE_MAX;
	arena_release(&arena);
	return speaks;
}

/* --- the citations ------------------------------------------------------------------------------------------------------ */

static bool means(const struct registry *registry, const struct citation *citation, uint32_t document)
{
	if (citation->kind == CITATION_WIKI || citation->kind == CITATION_LINK)
		return citation->document == document;
	return name_is_of(registry->names, citation->name, document);
}

/* [[old]], without a text of its own that is shown. */
static bool edit_wiki(struct renewal *renewal, const struct fix_file *file, struct location at)
{
	size_t from = fix_offset(file, at), end = str_find(file->text, STR("]]"), from);

	return end != SIZE_MAX && str_equal(str_trim(str_part(file->text, from, end - from)), renewal->old_id) &&
	       fix_edit(renewal->fixing, file, at, renewal->old_id, renewal->new_id);
}

static bool is_url_plain(struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if ((path.at[i] & 0x80) || (!strchr("-._/", path.at[i]) && !yaml_is_plain(str_part(path, i, 1))))
			return false;
	return true;
}

static bool edit_link(struct renewal *renewal, const struct fix_file *file, struct location at, struct str url)
{
	const struct registry *registry = renewal->fixing->registry;
	struct str path =
		path_relative(renewal->fixing->arena, renewal->document->path, registry->documents[renewal->new].path);
	struct str rest = fix_rest(file, fix_offset(file, at));

	/* a link that begins at the register's root is left to people */
	return !str_starts(url, STR("/")) && is_url_plain(path) && rest.n > url.n &&
	       strchr(") >\t\r\n", rest.at[url.n]) && fix_edit(renewal->fixing, file, at, url, path);
}

static bool edit_citation(struct renewal *renewal, const struct fix_file *file, const struct citation *citation)
{
	struct location at = citation->part.n ? LOCATION_FILE : fix_citation_location(file, citation);

	if (!at.line || !fix_may_change_text(renewal->document))
		return false;
	if (citation->kind == CITATION_WIKI)
		return edit_wiki(renewal, file, at);
	return citation->kind == CITATION_LINK && edit_link(renewal, file, at, citation->text);
}

/* Not in a decided document: what it was decided with is not rewritten (change.relation-removed). */
static bool edit_relation(struct renewal *renewal, const struct fix_file *file, const struct relation *relation)
{
	enum stage stage = document_stage(renewal->document);

	return (stage == STAGE_DRAFT || stage == STAGE_REFERRED) && !relation->target.part.n && fix_is_bare(relation) &&
	       fix_value(renewal->fixing, file, relation->target.at, renewal->old_id, renewal->new_id);
}

/* False when something that is said of the old document, or of the new one, is in the way. */
static bool edit_all(struct renewal *renewal, const struct fix_file *file)
{
	const struct registry *registry = renewal->fixing->registry;
	const struct document *document = renewal->document;

	RELATIONS_EACH(relation, document) {
		uint32_t named = relation->inverse ? relation->actor : relation->target.document;
		if (named == renewal->new)
			return false;
		if (named == renewal->old && (relation->inverse || !edit_relation(renewal, file, relation)))
			return false;
	}
	for (uint32_t i = 0; i < document->citation_count; i++)
		if (means(registry, &document->citations[i], renewal->new) ||
		    (means(registry, &document->citations[i], renewal->old) &&
		     !edit_citation(renewal, file, &document->citations[i])))
			return false;
	for (size_t i = 0; i < renewal->fixing->edits.n && renewal->fixing->edits.n <= EDITS_MAX; i++)
		if (renewal->fixing->edits.at[i].at.line >= document->body_line &&
		    speaks_of_old(renewal, file, &renewal->fixing->edits.at[i]))
			return false;
	return renewal->fixing->edits.n <= EDITS_MAX;
}

/* The document that the finding is about: what is cited at its place. */
static uint32_t cited(const struct document *document, const struct finding *finding)
{
	const struct citation *citation = fix_citation(document, finding->at);

	if (finding->at.line >= document->body_line)
		return citation && (citation->kind == CITATION_WIKI || citation->kind == CITATION_LINK)
		               ? citation->document
		               : NO_DOCUMENT;
	RELATIONS_EACH(relation, document)
		if (!relation->inverse && relation->target.at.line == finding->at.line &&
		    relation->target.at.column == finding->at.column)
			return relation->target.document;
	return NO_DOCUMENT;
}

const struct fix *fix_superseded(struct fixing *fixing, const struct finding *finding)
{
	const struct registry *registry = fixing->registry;
	const struct document *document = &registry->documents[finding->document];
	struct renewal renewal = {
		.fixing = fixing, .self = finding->document, .old = cited(document, finding), .document = document};

	if (renewal.old == NO_DOCUMENT)
		return NULL;
	renewal.new = sole_successor(registry, renewal.old, document_date(document));
	if (renewal.new == NO_DOCUMENT || renewal.new == renewal.self)
		return NULL;
	renewal.old_id = registry->documents[renewal.old].id;
	renewal.new_id = registry->documents[renewal.new].id;
	if (!str_equal(renewal.new_id, finding->args[4].text) ||
	    registry_find(registry, renewal.new_id) != renewal.new ||
	    registry_find(registry, renewal.old_id) != renewal.old || !yaml_is_plain(renewal.new_id) ||
	    !edit_all(&renewal, &fixing->own))
		return NULL;
	return fix_make(fixing, FIX_WORD, renewal.old_id, renewal.new_id, STR_EMPTY);
}
