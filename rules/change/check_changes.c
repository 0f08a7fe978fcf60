#include "rules/change/check_changes.h"

#include "registry/history/branches.h"
#include "registry/history/registry_diff.h"
#include "registry/port/git/git.h"
#include "registry/validity/relation_effect.h"
#include "rules/change/signers.h"

#include <stdio.h>

struct changes {
	struct check *check;
	struct registry *registry;
	const struct registry_diff *diff;
	struct git_seen *seen; /* the new ids' files, in the order of the comparison */
	size_t seen_count, reached;
};

/* A finding in the newer file, or (without a document) in a file that is gone. */
static void report_path(struct changes *changes, enum diagnostic diagnostic, struct str path,
                        const struct argument args[MESSAGE_ARGUMENTS])
{
	struct argument kept[MESSAGE_ARGUMENTS];

	memcpy(kept, args, sizeof kept);
	for (size_t i = 0; i < MESSAGE_ARGUMENTS; i++)
		kept[i].text = arena_copy(changes->check->arena, args[i].text);
	check_report_file(changes->check, diagnostic, arena_copy(changes->check->arena, path), LOCATION_FILE, kept);
}

/* --- gone, renamed -------------------------------------------------------------------------------------------------- */

static bool shares_dnr(const struct document *a, const struct document *b, struct named *shared)
{
	for (uint32_t i = 0; i < a->dnr.n; i++)
		for (uint32_t k = 0; k < b->dnr.n; k++)
			if (str_equal(a->dnr.at[i].text, b->dnr.at[k].text)) {
				*shared = a->dnr.at[i];
				return true;
			}
	return false;
}

/* The id under which the document goes on: in the same file, or with the same text and title or case number. Short texts alone are often the
 * same. */
static const struct document *renamed_to(const struct changes *changes, const struct document_change *gone)
{
	const struct registry *new = changes->diff->new;
	uint32_t counterpart = gone->namesake.n ? registry_find(new, gone->namesake) : NO_DOCUMENT;
	uint32_t same_file = map_get(&new->by_path, gone->old->path);
	struct named shared;

	if (counterpart != NO_DOCUMENT && (str_equal(gone->old->title, new->documents[counterpart].title) ||
	                                   shares_dnr(gone->old, &new->documents[counterpart], &shared)))
		return &new->documents[counterpart];
	return same_file == MAP_NONE ? NULL : &new->documents[same_file];
}

/* A draft may be dropped, and what was withdrawn has been dealt with. */
static bool was_public(const struct document *document)
{
	return document->readable && (check_is_decided(document) || document->stage == STAGE_REFERRED);
}

static void check_gone(struct changes *changes, const struct document_change *change)
{
	struct source *source = changes->diff->old->source;
	const struct document *renamed = renamed_to(changes, change);

	if (renamed && renamed->readable) {
		report(changes->check, DIAGNOSTIC_CHANGE_ID_RENAMED,
		       (uint32_t)(renamed - changes->diff->new->documents), document_location(renamed, KEY_ID),
		       arena_copy(changes->check->arena, change->id), renamed->id);
		return;
	}
	if (!was_public(change->old) || renamed)
		return;
	report_path(changes, DIAGNOSTIC_DOCUMENT_VANISHED, change->old->path,
	            ARGUMENTS(change->id, arena_format(changes->check->arena, "%.10s", source_revision(source)),
	                      argument_date(source_date(source))));
}

/* --- new ------------------------------------------------------------------------------------------------------------ */

static bool is_new(const struct document_change *change)
{
	return change->kind == CHANGE_ADDED && change->new->readable;
}

/* Where did documents of the new ids stand before the earlier revision? */
static void look_up(struct changes *changes)
{
	const struct registry_diff *diff = changes->diff;

	changes->seen = ARENA_ARRAY(changes->check->arena, struct git_seen, diff->count);
	for (size_t i = 0; i < diff->count; i++)
		if (is_new(&diff->documents[i]))
			changes->seen[changes->seen_count++].name =
				arena_format(changes->check->arena, "%.*s.md", STR_ARG(diff->documents[i].id));
	source_last_seen(diff->old->source, changes->registry->config.documents, changes->seen, changes->seen_count,
	                 changes->check->arena);
}

/* Was there a document of this id before the earlier revision, and another one? */
static void check_reused(struct changes *changes, const struct document_change *change)
{
	struct check *check = changes->check;
	const struct registry *registry = changes->registry;
	const struct git_seen *seen =
		changes->reached < changes->seen_count ? &changes->seen[changes->reached++] : NULL;
	struct document earlier = {0};
	struct arena scratch = ARENA_EMPTY;
	struct str path = STR_EMPTY, text = STR_EMPTY;
	struct source *source = NULL;
	struct reader *reader = NULL;
	struct error error = {0};
	size_t size = 0;

	if (!seen || !seen->path.n)
		return;
	path = seen->path;
	if (registry->config.documents.n)
		path = arena_format(check->arena, "%.*s/%.*s", STR_ARG(registry->config.documents), STR_ARG(path));
	if (source_open(&source, source_root(registry->source), NULL, seen->hex, &error) == 0 &&
	    reader_new(&reader, source, &error) == 0 &&
	    reader_read_path(reader, path, registry->config.limits.document_bytes, &text, &size, &error) == 1) {
		earlier.path = path;
		document_read_front_matter(&earlier, check->arena, &scratch, &registry->config,
		                           arena_copy(check->arena, text));
		if (earlier.readable && !str_equal(earlier.title, change->new->title))
			report(check, DIAGNOSTIC_CHANGE_ID_REUSED, change->new_index,
			       document_location(change->new, KEY_ID), change->id, earlier.title,
			       arena_format(check->arena, "%.10s", seen->hex), argument_date(seen->when));
	}
	arena_release(&scratch);
	reader_free(reader);
	source_close(source);
}

static void check_elsewhere(struct changes *changes, const struct document_change *change,
                            const struct branch_documents *elsewhere)
{
	struct check *check = changes->check;
	const struct source_file *file = &changes->registry->files[change->new_index];

	bool id_told = false, dnr_told = false; /* one branch is enough */

	for (size_t i = 0; i < elsewhere->n; i++) {
		const struct branch_document *other = &elsewhere->at[i];
		bool same_id = str_equal(other->document.id, change->id);
		struct named shared = {0};
		if (memcmp(file->id, other->file.id, sizeof file->id) == 0)
			continue; /* the same document, carried over */
		if (same_id && !id_told) {
			id_told = true;
			report(check, DIAGNOSTIC_CHANGE_ID_ELSEWHERE, change->new_index,
			       document_location(change->new, KEY_ID), change->id, other->branch,
			       other->document.title);
		} else if (!same_id && !dnr_told && shares_dnr(change->new, &other->document, &shared)) {
			dnr_told = true;
			report(check, DIAGNOSTIC_CHANGE_DNR_ELSEWHERE, change->new_index, shared.at, shared.text,
			       other->document.id, other->branch);
		}
	}
}

/* --- changed -------------------------------------------------------------------------------------------------------- */

/* Is the part this one, or within it? A decision that names no part is about the whole. */
static bool is_about(const struct document *document, const struct relation *relation, uint32_t part)
{
	if (!relation->target.part.n || part == MARKDOWN_NO_PART)
		return !relation->target.part.n;
	while (part != MARKDOWN_NO_PART && !str_equal(document->parts[part].anchor, relation->target.part))
		part = document->parts[part].parent;
	return part != MARKDOWN_NO_PART;
}

/* Does a document that has been decided amend or correct that part, or (part MARKDOWN_NO_PART) the whole? */
static bool is_amended(const struct registry *registry, uint32_t index, uint32_t part)
{
	EDGES_EACH(relation, registry->to, index) {
		if ((relation->type == RELATION_AMENDS || relation->type == RELATION_CORRECTS) &&
		    check_is_decided(&registry->documents[relation->actor]) &&
		    is_about(&registry->documents[index], relation, part))
			return true;
	}
	return false;
}

static bool same_day(struct date a, struct date b)
{
	return a.known == b.known && a.first == b.first && a.last == b.last;
}

/* Does the document list a revision that it did not list before? Which parts that changed is not told, so it explains any change. */
static bool is_revised(const struct document_change *change)
{
	for (uint32_t i = 0; i < change->new->revision_count; i++) {
		bool listed = false;
		for (uint32_t k = 0; k < change->old->revision_count; k++)
			listed = listed || same_day(change->new->revisions[i].on, change->old->revisions[k].on);
		if (!listed)
			return true;
	}
	return false;
}

/* Where signatures are asked for, they say who takes a decision back. */
static void soften_where_signed(struct changes *changes)
{
	if (changes->registry->config.authority.signers.n)
		check_soften(changes->check, SEVERITY_NOTE);
}

static struct argument stage_term(enum stage stage)
{
	static const enum term terms[] = {TERM_STAGE_UNKNOWN, TERM_STAGE_DRAFT, TERM_STAGE_REFERRED, TERM_STAGE_DECIDED,
	                                  TERM_STAGE_WITHDRAWN};

	return argument_term(terms[stage]);
}

/* What was decided does not become a draft; what was decided and then withdrawn keeps its day, and stays withdrawn. */
static void check_stage(struct changes *changes, const struct document_change *change)
{
	enum stage was = document_stage(change->old), is = document_stage(change->new);
	bool decided = was == STAGE_DECIDED || (was == STAGE_WITHDRAWN && change->old->decided.known);
	bool withdrawn = is == STAGE_WITHDRAWN && same_day(change->old->decided, change->new->decided);

	if (!decided || (was == STAGE_DECIDED && is == STAGE_DECIDED) || withdrawn)
		return;
	report(changes->check, DIAGNOSTIC_CHANGE_DECIDED_BACK, change->new_index,
	       document_location(change->new, KEY_STATUS), change->id, stage_term(was), stage_term(is));
	soften_where_signed(changes);
}

/* Words that were held in full are the decided ones: they are not told in other words later, unless a decision says so. */
static void check_holding(struct changes *changes, const struct document_change *change)
{
	if (change->old->holding != HOLDING_FULL || change->new->holding == HOLDING_FULL ||
	    is_amended(changes->diff->new, change->new_index, MARKDOWN_NO_PART) || is_revised(change))
		return;
	report(changes->check, DIAGNOSTIC_CHANGE_DECIDED_TEXT, change->new_index,
	       document_location(change->new, KEY_TEXT), change->id, STR_EMPTY,
	       argument_term(change->new->holding == HOLDING_DIGEST ? TERM_DIGEST : TERM_KNOWN_BY_REFERENCE));
	soften_where_signed(changes);
}

/* One finding for a document, at the first part that nothing amends; the others are named. A part that is gone or was not there can only be
 * amended through the whole, or through what holds it. */
static void check_text(struct changes *changes, const struct document_change *change)
{
	const struct registry *new = changes->diff->new;
	struct check *check = changes->check;
	struct str listed = STR_EMPTY;
	struct location at = LOCATION_FILE;
	size_t count = 0;

	if (change->new->holding == HOLDING_REFERENCE || change->old->holding != change->new->holding ||
	    is_revised(change))
		return; /* what was only known, or told in other words, may now be held */
	for (size_t i = 0; i < change->part_count; i++) {
		const struct part_change *part = &change->parts[i];
		const struct document *in = part->kind == PART_GONE ? change->old : change->new;
		uint32_t index = part->kind == PART_GONE ? part->old : part->new;
		if (is_amended(new, change->new_index, part->kind == PART_GONE ? MARKDOWN_NO_PART : index))
			continue;
		if (!count++)
			at = part->kind == PART_GONE ? document_location(change->new, KEY_ID) : part->at;
		if (index != MARKDOWN_NO_PART && count <= 10)
			listed = arena_format(check->arena, "%.*s%s#%.*s", STR_ARG(listed), listed.n ? ", " : "",
			                      STR_ARG(in->parts[index].anchor));
	}
	if (!count)
		return;
	report(check, DIAGNOSTIC_CHANGE_DECIDED_TEXT, change->new_index, at, change->id, listed,
	       change->new->holding == HOLDING_DIGEST ? argument_term(TERM_DIGEST) : argument_text(STR_EMPTY));
	if (change->new->holding == HOLDING_DIGEST) /* not the decided words, but a registrar's */
		check_soften(check, SEVERITY_NOTE);
}

static void check_removed(struct changes *changes, const struct document_change *change)
{
	for (size_t i = 0; i < change->relation_count; i++) {
		const struct stated *old = &change->relations[i].old;
		enum relation_type type = RELATION_SUPERSEDES;
		if (!old->relation || change->relations[i].new.relation ||
		    is_amended(changes->diff->new, change->new_index, MARKDOWN_NO_PART))
			continue;
		type = old->relation->type;
		report(changes->check, DIAGNOSTIC_CHANGE_RELATION_REMOVED, change->new_index,
		       document_location(change->new, KEY_ID), change->id,
		       str_from(old->inverse ? relation_inverse_name(type) : relation_name(type)),
		       arena_copy(changes->check->arena, old->other),
		       arena_copy(changes->check->arena, old->relation->target.part));
	}
}

/* One finding, at the first of the settings. */
static void check_loosened(struct changes *changes)
{
	const struct registry *registry = changes->registry, *law = registry->law;
	struct check *check = changes->check;
	struct law_changes found = {0};
	const struct law_item *first = NULL;
	size_t count = 0;

	if (!law)
		return;
	law_compare(&found, check->arena, &law->stated, &registry->stated);
	for (size_t i = 0; i < found.n; i++)
		if (law_is_loosened(found.at[i].old, found.at[i].new) && !count++)
			first = found.at[i].old ? found.at[i].old : found.at[i].new;
	if (count)
		report_path(changes, DIAGNOSTIC_CHANGE_CHECKS_LOOSENED, registry->config_path,
		            ARGUMENTS(str_from(law_key(first->kind)), first->name,
		                      count > 1 ? arena_format(check->arena, "%zu", count - 1) : STR_EMPTY));
}

void check_changes(struct check_result *result, struct registry *registry, const struct registry_diff *diff)
{
	struct check check = {.registry = registry, .findings = &result->findings, .arena = &result->arena};
	struct changes changes = {.check = &check, .registry = registry, .diff = diff};
	struct branch_documents elsewhere = {0};

	check_loosened(&changes);
	if (diff->by_kind[CHANGE_ADDED]) {
		branches_added(&elsewhere, check.arena, registry, NULL);
		look_up(&changes);
	}
	for (size_t i = 0; i < diff->count; i++) {
		const struct document_change *change = &diff->documents[i];
		if (change->kind == CHANGE_GONE) {
			check_gone(&changes, change);
		} else if (is_new(change)) {
			check_reused(&changes, change);
			check_elsewhere(&changes, change, &elsewhere);
		} else if (change->kind == CHANGE_CHANGED && change->old->readable && change->new->readable) {
			check_stage(&changes, change);
		}
		if (change->kind == CHANGE_CHANGED && change->old->readable &&
		    change->new->readable &&check_is_decided(change->old)) {
			check_holding(&changes, change);
			check_text(&changes, change);
			check_removed(&changes, change);
		}
	}
}
