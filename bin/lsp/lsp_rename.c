/* A new id for a document, wherever the register names it by its id: in front matter, links, rules, waivers and the baseline. */
#include "bin/lsp/cursor.h"
#include "registry/base/path.h"
#include "registry/base/uri.h"
#include "registry/base/vec.h"
#include "rules/checks/baseline.h"
#include "rules/packs/rule.h"

struct replacing { /* a name that is to be replaced */
	struct str path;
	struct location at;
};

struct renaming {
	struct lsp *lsp;
	struct view *view;
	uint32_t document;
	struct str old, new;
	struct str path; /* of the file at hand */
	bool moves;      /* the file is called by the id, and will be so */
	struct str lost; /* a file in which a name does not stand where it was read */
	VEC(struct replacing) places;
};

/* The id as it stands on the line, perhaps at the end of a path, behind the place. */
static void place_add(struct renaming *renaming, struct location at, size_t within)
{
	struct str line = lines_get(&renaming->view->lines, renaming->path, at.line);
	struct str named = str_part(line, at.column - 1, within);
	size_t found = str_find(named, renaming->old, 0), later = found;

	while (later != SIZE_MAX) { /* the last, of a path: its folders may be called so too */
		found = later;
		later = str_find(named, renaming->old, found + 1);
	}
	if (found == SIZE_MAX) {
		renaming->lost = renaming->path;
		return;
	}
	at.column += (uint32_t)found;
	vec_push(&renaming->places, (struct replacing){renaming->path, at});
}

static bool naming_add(void *context, const struct naming *naming)
{
	struct renaming *renaming = context;

	if (naming->by_id)
		place_add(renaming, naming->at, renaming->old.n + 1); /* a quote may stand before it */
	else if (naming->by_link && renaming->moves)
		place_add(renaming, naming->at,
		          str_find(naming->name, STR("#"), 0) < naming->bytes ? str_find(naming->name, STR("#"), 0)
		                                                              : naming->bytes);
	return false;
}

/* --- files that are no documents ------------------------------------------------------------------------------------------ */

static bool names_documents(struct str key)
{
	static const char *const keys[] = {"document", "documents", "doc", "clause"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_equal(key, str_from(keys[i])))
			return true;
	return false;
}

static bool is_old(const struct renaming *renaming, struct str text)
{
	return str_starts(text, renaming->old) && (text.n == renaming->old.n || text.at[renaming->old.n] == '#');
}

/* As deep as the limit of YAML allows. */
static void node_add(struct renaming *renaming, const struct yaml_node *node, bool names)
{
	if (node->kind == YAML_SCALAR && names && is_old(renaming, node->text))
		place_add(renaming, node->at, renaming->old.n + 1);
	for (const struct yaml_node *at = node->first; at; at = at->next) {
		if (node->kind == YAML_MAP && names && is_old(renaming, at->text)) /* of the baseline */
			place_add(renaming, at->at, renaming->old.n + 1);
		if (node->kind == YAML_MAP)
			node_add(renaming, at->value, names_documents(at->text));
		else
			node_add(renaming, at, names);
	}
}

static void file_add(struct renaming *renaming, struct str path)
{
	const struct limits *limits = &renaming->view->registry->config.limits;
	struct yaml_limits depth = {limits->yaml_depth, limits->data_nodes};
	struct yaml_node *root = NULL;
	struct yaml_error problem;
	struct error error = {0};
	struct str text = STR_EMPTY;
	size_t size = 0;

	if (reader_read_path(renaming->view->registry->reader, path, limits->data_bytes, &text, &size, &error) <= 0)
		return;
	renaming->path = path;
	text = arena_copy(&renaming->lsp->arena, text);
	(void)yaml_parse(&root, &renaming->lsp->arena, text, 1, depth, &problem);
	if (root)
		node_add(renaming, root, false);
}

static void data_add(struct renaming *renaming)
{
	const struct registry *registry = renaming->view->registry;
	struct rulebook *rulebook = NULL;
	struct error error = {0};

	for (size_t i = 0; i < registry->other_count; i++)
		if (str_ends(registry->others[i].path, STR(".yaml")) &&
		    !registry_is_among_documents(registry, registry->others[i].path))
			file_add(renaming, registry->others[i].path);
	file_add(renaming, STR(BASELINE_FILE));
	if (rulebook_load(&rulebook, registry, &error) == 0)
		for (size_t i = 0; i < rulebook->pack_count; i++)
			file_add(renaming, arena_copy(&renaming->lsp->arena, rulebook->packs[i]->path));
	rulebook_free(rulebook);
}

/* --- the answer ----------------------------------------------------------------------------------------------------------- */

static void put_edits(struct renaming *renaming, size_t from, size_t to)
{
	struct json *json = &renaming->lsp->json;

	json_open(json, '[');
	for (size_t i = from; i < to; i++) {
		json_open(json, '{');
		put_range(renaming->lsp, renaming->view, renaming->places.at[i].path, renaming->places.at[i].at,
		          renaming->old.n);
		json_pair(json, "newText", renaming->new);
		json_close(json);
	}
	json_close(json);
}

static struct str new_path(const struct renaming *renaming)
{
	struct str path = renaming->view->registry->documents[renaming->document].path;

	return arena_format(&renaming->lsp->arena, "%.*s%.*s.md",
	                    STR_ARG(str_part(path, 0, path.n - path_name(path).n)), STR_ARG(renaming->new));
}

static void put_move(struct renaming *renaming)
{
	struct json *json = &renaming->lsp->json;
	const struct document *document = &renaming->view->registry->documents[renaming->document];

	json_open(json, '{');
	json_pair(json, "kind", STR("rename"));
	json_pair(json, "oldUri", lsp_uri(renaming->lsp, renaming->view, document->path));
	json_pair(json, "newUri", lsp_uri(renaming->lsp, renaming->view, new_path(renaming)));
	json_close(json);
}

/* File by file: with "changes", or where files can be renamed as well, with "documentChanges". */
static void put_files(struct renaming *renaming)
{
	struct lsp *lsp = renaming->lsp;
	struct json *json = &lsp->json;

	json_key(json, lsp->renames_files ? "documentChanges" : "changes");
	json_open(json, lsp->renames_files ? '[' : '{');
	for (size_t from = 0, to = 0; from < renaming->places.n; from = to) {
		struct str path = renaming->places.at[from].path;
		while (to < renaming->places.n && str_equal(renaming->places.at[to].path, path))
			to++;
		put_file_edits_begin(lsp, renaming->view, path);
		put_edits(renaming, from, to);
		put_file_edits_end(lsp);
	}
	if (renaming->moves)
		put_move(renaming);
	json_close(json);
}

static struct str said(struct lsp *lsp, const char *en, const char *sv, struct str subject)
{
	return arena_format(&lsp->arena, "%s: '%.*s'", bilingual_in((struct bilingual){en, sv}, lsp->language),
	                    STR_ARG(subject));
}

static bool is_id(struct str id)
{
	for (size_t i = 0; i < id.n; i++)
		if (!(id.at[i] >= 'a' && id.at[i] <= 'z') && !(id.at[i] >= '0' && id.at[i] <= '9') &&
		    (i == 0 || (id.at[i] != '-' && id.at[i] != '.')))
			return false;
	return id.n > 0;
}

/* Why it cannot be done; "" when it can. */
static struct str objection(struct renaming *renaming)
{
	struct lsp *lsp = renaming->lsp;
	const struct registry *registry = renaming->view->registry;
	const struct document *document = &registry->documents[renaming->document];

	if (!is_id(renaming->new))
		return said(lsp, "an id has only a to z, 0 to 9, hyphens and full stops",
		            "ett id har bara a till z, 0 till 9, bindestreck och punkter", renaming->new);
	if (registry_find(registry, renaming->new) != NO_DOCUMENT ||
	    (renaming->moves && reader_has(registry->reader, new_path(renaming))))
		return said(lsp, "the register already has a document with this id",
		            "registret har redan ett dokument med detta id", renaming->new);
	if (!document->id_stated && !renaming->moves)
		return said(lsp, "the id is the file's name, which this editor does not let the server change",
		            "id:t är filens namn, som servern inte får ändra i denna redigerare", document->path);
	return STR_EMPTY;
}

static void collect(struct renaming *renaming)
{
	const struct registry *registry = renaming->view->registry;
	const struct document *document = &registry->documents[renaming->document];

	for (uint32_t i = 0; i < registry->count; i++) {
		renaming->path = registry->documents[i].path;
		if (i == renaming->document && document->id_stated)
			place_add(renaming, document->keys[KEY_ID], renaming->old.n + 1);
		namings_each(renaming->view, i, renaming->document, naming_add, renaming);
	}
	data_add(renaming);
}

/* What is renamed: the document that is named at the place. */
static bool is_renamable(struct view *view, struct place place, struct naming *naming)
{
	return naming_at(view, place, naming) && naming->document != NO_DOCUMENT && naming->by_id;
}

void answer_prepare_rename(struct lsp *lsp, struct view *view, const struct json_value *params)
{
	struct place place = lsp_place(lsp, view, params);
	struct naming naming;

	if (!is_renamable(view, place, &naming)) {
		reply_nothing(lsp);
		return;
	}
	reply_begin(lsp);
	json_open(&lsp->json, '{');
	put_range(lsp, view, place.path, naming.at, naming.name.n);
	json_pair(&lsp->json, "placeholder", view->registry->documents[naming.document].id);
	json_close(&lsp->json);
	send_end(lsp);
}

void answer_rename(struct lsp *lsp, struct view *view, const struct json_value *params)
{
	struct place place = lsp_place(lsp, view, params);
	struct renaming renaming = {.lsp = lsp, .view = view, .new = json_text_at(params, "newName")};
	const struct document *document = NULL;
	struct naming naming;
	struct str refused;

	if (!is_renamable(view, place, &naming)) {
		reply_error(lsp, LSP_REQUEST_FAILED,
		            said(lsp, "there is no document's id here", "här står inget dokuments id", place.path));
		return;
	}
	document = &view->registry->documents[naming.document];
	renaming.document = naming.document;
	renaming.old = document->id;
	renaming.moves = lsp->renames_files && str_equal(document->id, document_stem(document->path));
	refused = objection(&renaming);
	if (!refused.n)
		collect(&renaming);
	if (renaming.lost.n)
		refused = said(lsp, "the id could not be found in its place in",
		               "id:t kunde inte hittas på sin plats i", renaming.lost);
	if (refused.n) {
		reply_error(lsp, LSP_REQUEST_FAILED, refused);
	} else {
		reply_begin(lsp);
		json_open(&lsp->json, '{');
		put_files(&renaming);
		json_close(&lsp->json);
		send_end(lsp);
	}
	vec_release(&renaming.places);
}
