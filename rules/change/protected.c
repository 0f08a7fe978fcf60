#include "rules/change/protected.h"

#include "registry/base/vec.h"
#include "registry/history/document_diff.h"
#include "registry/port/hash.h"
#include "registry/port/unicode.h"
#include "registry/validity/relation_effect.h"
#include "rules/change/commit_view.h"
#include "rules/checks/waiver.h"

#include <stdio.h>

/* Files that differ between two commits, and files of a commit that is looked through: more are refused. */
#define FILES_MAX 300000u

struct items { /* what one file says that is protected */
	struct protected *at;
	size_t n;
};

struct protecting {
	struct git *git;
	struct commit_views *views;
	struct str root;
	const struct registry *law;
	struct date today;
	struct map by_file; /* "view/path/blob" to an index in `files` */
	VEC(struct items) files;
	struct arena arena, scratch;
	char *buffer;
	size_t room;
	size_t looked_at; /* files */
};

struct protecting *protecting_new(struct git *git, const char *path, struct str root, const struct registry *law,
                                  struct date today)
{
	struct protecting *protecting = memory_new(1, sizeof *protecting);

	protecting->git = git;
	protecting->views = commit_views_new(git, path, root);
	protecting->root = root;
	protecting->law = law;
	protecting->today = today;
	return protecting;
}

void protecting_free(struct protecting *protecting)
{
	if (!protecting)
		return;
	commit_views_free(protecting->views);
	map_release(&protecting->by_file);
	vec_release(&protecting->files);
	arena_release(&protecting->arena);
	arena_release(&protecting->scratch);
	free(protecting->buffer);
	free(protecting);
}

int protecting_authority(struct protecting *protecting, const struct git_id *commit, struct str *out,
                         struct error *error)
{
	const struct commit_view *view = NULL;

	if (commit_view_of(protecting->views, commit, &view, error) < 0)
		return -1;
	*out = view->authority;
	return 0;
}

struct str protected_body(const struct registry *law, struct str name)
{
	uint32_t body = map_get(&law->vocabulary.body_by_id, name);

	if (body == MAP_NONE)
		body = map_get(&law->vocabulary.body_by_name, name);
	return body == MAP_NONE ? name : law->vocabulary.bodies[body].id;
}

/* --- a document ----------------------------------------------------------------------------------------------------- */

/* What a document is called and filed under, and who looks after it, gives the decision none of its effect. A key that is not named here is
 * protected. */
static bool is_protected(enum document_key key)
{
	switch (key) {
	case KEY_ID: /* by which it is found */
	case KEY_TITLE:
	case KEY_ALIASES:
	case KEY_DNR:
	case KEY_STEWARD:
	case KEY_TOPICS:
	case KEY_REVIEW_BY:
	case KEY_REVIEWED:
	case KEY_NUMBER:
		return false;
	default:
		return true;
	}
}

static int compare_texts(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static struct str relations_say(struct arena *arena, const struct document *document)
{
	struct str *all = ARENA_ARRAY(arena, struct str, document->relation_count);

	for (uint32_t i = 0; i < document->relation_count; i++) {
		const struct relation *relation = &document->relations[i];
		all[i] = arena_format(arena, "%s %.*s%.*s",
		                      relation->inverse ? relation_inverse_name(relation->type)
		                                        : relation_name(relation->type),
		                      STR_ARG(relation->target.name), STR_ARG(relation_terms(arena, relation)));
	}
	if (document->relation_count)
		qsort(all, document->relation_count, sizeof *all, compare_texts);
	return arena_list(arena, all, document->relation_count, STR("\n"));
}

/* The words of a text that is held in full; others are a registrar's. */
static void text_says(char hex[65], struct protecting *protecting, const struct document *document, struct str file)
{
	const struct limits *limits = &limits_default;
	struct str body = str_part(file, document->body_at, file.n);

	hash_sha256(hex,
	            markdown_words(&protecting->scratch, &protecting->scratch, unicode_nfc(&protecting->scratch, body),
	                           (struct markdown_limits){limits->parts, limits->links, limits->blocks,
	                                                    limits->nesting, limits->images}));
}

static struct str document_says(struct protecting *protecting, const struct document *document, struct str file)
{
	struct arena *scratch = &protecting->scratch;
	struct str said[KEY_COUNT];
	size_t count = 0;
	char hex[65] = "";

	for (int key = 0; key < KEY_COUNT; key++)
		if (key == KEY_DECIDED_BY)
			said[count++] = protected_body(protecting->law, document->decided_by);
		else if (is_protected((enum document_key)key))
			said[count++] = document_value(scratch, document, (enum document_key)key);
	if (document->holding == HOLDING_FULL)
		text_says(hex, protecting, document, file);
	return arena_format(&protecting->arena, "%.*s\n%.*s\n%s", STR_ARG(arena_list(scratch, said, count, STR("\n"))),
	                    STR_ARG(relations_say(scratch, document)), hex);
}

static bool document_read(struct protecting *protecting, const struct registry *by, struct str path, struct str text,
                          struct protected *out)
{
	struct document document = {.path = path};

	if (text.n > by->config.limits.document_bytes || !registry_is_document(by, path))
		return false;
	document_read_front_matter(&document, &protecting->arena, &protecting->scratch, &by->config, text);
	if (!document.readable || document_stage(&document) != STAGE_DECIDED)
		return false;
	*out = (struct protected){
		.kind = PROTECTED_DOCUMENT,
		.name = document.id,
		.body = document.decided_by,
		.path = path,
		.at = document_location(&document, document.keys[KEY_STATUS].line ? KEY_STATUS : KEY_DECIDED)};
	out->says = document_says(protecting, &document, text);
	return true;
}

static bool is_below(struct str path, struct str folder)
{
	return !folder.n || (str_starts(path, folder) && path.n > folder.n && path.at[folder.n] == '/');
}

static bool is_hidden(struct str path)
{
	return str_starts(path, STR(".")) || str_find(path, STR("/."), 0) != SIZE_MAX;
}

/* As the commit's own configuration reads it, else as that of the law does. */
static void document_items(struct protecting *protecting, const struct registry *own, struct str path, struct str text,
                           struct items *out)
{
	out->at = ARENA_NEW(&protecting->arena, struct protected);
	if (is_hidden(path))
		return;
	out->n = document_read(protecting, own, path, text, out->at);
	if (!out->n && is_below(path, protecting->law->config.documents) &&
	    document_read(protecting, protecting->law, path, text, out->at)) {
		out->at->kind = PROTECTED_BY_LAW;
		out->n = 1;
	}
}

/* --- waivers -------------------------------------------------------------------------------------------------------- */

static struct str names_say(struct arena *arena, const struct names *names)
{
	struct str *all = ARENA_ARRAY(arena, struct str, names->n);

	for (uint32_t i = 0; i < names->n; i++)
		all[i] = names->at[i].text;
	if (names->n)
		qsort(all, names->n, sizeof *all, compare_texts);
	return arena_list(arena, all, names->n, STR(", "));
}

static struct protected waiver_item(struct protecting *protecting, const struct waiver *waiver)
{
	struct arena *arena = &protecting->arena;
	bool rule = waiver->rule.text.n > 0;
	struct str granted = waiver->granted.known ? date_text(&protecting->scratch, waiver->granted) : STR_EMPTY;
	struct protected item = {
		.kind = PROTECTED_WAIVER, .body = waiver->granted_by, .path = waiver->path, .at = waiver->at};

	item.name =
		arena_format(arena, "%.*s: %.*s", STR_ARG(rule ? waiver->rule.text : waiver->code.text),
	                     STR_ARG(names_say(&protecting->scratch, rule ? &waiver->proposals : &waiver->documents)));
	item.says = arena_format(arena, "%.*s %.*s %.*s", STR_ARG(protected_body(protecting->law, waiver->granted_by)),
	                         STR_ARG(granted), STR_ARG(date_text(&protecting->scratch, waiver->until)));
	item.expired = date_before(waiver->until, protecting->today) == TRI_YES;
	return item;
}

static void waiver_items(struct protecting *protecting, const struct registry *own, struct str path, struct str text,
                         struct items *out)
{
	struct problems problems = {0};
	struct fields fields = {.arena = &protecting->arena, .problems = &problems};
	struct waivers waivers = {0};
	const struct limits *limits = &own->config.limits;
	const struct yaml_node *root =
		fields_parse(&fields, &protecting->scratch, text, 1,
	                     (struct yaml_limits){limits->yaml_depth, limits->data_nodes}, false);

	for (const struct yaml_node *item = root && root->kind == YAML_LIST ? root->first : NULL; item;
	     item = item->next)
		waiver_read(&fields, &waivers, path, item, false);
	out->at = ARENA_ARRAY(&protecting->arena, struct protected, waivers.n);
	for (size_t i = 0; i < waivers.n; i++)
		if (waivers.at[i].sound)
			out->at[out->n++] = waiver_item(protecting, &waivers.at[i]);
	vec_release(&waivers);
	vec_release(&problems);
}

/* --- files ---------------------------------------------------------------------------------------------------------- */

static bool is_waiver_file(const struct registry *own, struct str path)
{
	struct str below = own->config.documents.n ? str_part(path, own->config.documents.n + 1, path.n) : path;

	return str_starts(below, STR("waivers/")) && !is_hidden(below) &&
	       (str_ends(path, STR(".yaml")) || str_ends(path, STR(".yml")));
}

static int file_read(struct protecting *protecting, const struct commit_view *view, struct str path,
                     const struct git_id *blob, struct items *out, struct error *error)
{
	const struct registry *own = view->registry;
	bool waivers = is_waiver_file(own, path);
	size_t size = 0, limit = waivers ? own->config.limits.data_bytes : own->config.limits.document_bytes;
	struct str text = STR_EMPTY;

	*out = (struct items){0};
	if (!waivers && !str_ends(path, STR(".md")))
		return 0;
	if (++protecting->looked_at > 10 * FILES_MAX)
		return error_set(error, ERROR_TOO_MUCH, "documents", NULL);
	if (limit < protecting->law->config.limits.document_bytes)
		limit = protecting->law->config.limits.document_bytes;
	if (git_read(protecting->git, blob, limit, &protecting->buffer, &protecting->room, &size, error) < 0)
		return -1;
	if (size > limit)
		return 0; /* neither configuration reads it */
	text = arena_copy(&protecting->scratch, (struct str){protecting->buffer, size});
	if (waivers)
		waiver_items(protecting, own, path, text, out);
	else
		document_items(protecting, own, path, text, out);
	arena_reset(&protecting->scratch);
	return 0;
}

/* What a file says, read once. */
static int file_items(struct protecting *protecting, const struct commit_view *view, struct str path,
                      const struct git_id *blob, struct items *out, struct error *error)
{
	char hex[41];
	struct str key = STR_EMPTY;
	uint32_t index = 0;

	git_id_text(blob, hex);
	key = arena_format(&protecting->arena, "%u/%.*s/%s", view->reading, STR_ARG(path), hex);
	index = map_add(&protecting->by_file, key, (uint32_t)protecting->files.n);
	if (index == protecting->files.n) {
		struct items items;
		if (file_read(protecting, view, key.at ? arena_copy(&protecting->arena, path) : path, blob, &items,
		              error) < 0)
			return -1;
		vec_push(&protecting->files, items);
	}
	*out = protecting->files.at[index];
	return 0;
}

/* --- what differs --------------------------------------------------------------------------------------------------- */

struct side {
	const struct commit_view *view;
	struct str prefix; /* of the documents, in the repository */
	VEC(const struct protected *) items;
};

static struct side side_of(struct protecting *protecting, struct arena *arena, const struct commit_view *view)
{
	struct side side = {.view = view};

	if (view)
		side.prefix = arena_format(arena, "%.*s%.*s", STR_ARG(protecting->root),
		                           STR_ARG(view->registry->config.documents));
	if (str_ends(side.prefix, STR("/")))
		side.prefix = arena_copy(arena, str_part(side.prefix, 0, side.prefix.n - 1));
	return side;
}

/* Takes in what a file says; its path is that below the documents folder. */
static int side_take(struct protecting *protecting, struct arena *arena, struct side *side, struct str below,
                     const struct git_id *blob, struct error *error)
{
	struct str folder = side->view->registry->config.documents;
	struct items items;
	struct str path = folder.n ? arena_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(below)) : below;

	if (file_items(protecting, side->view, path, blob, &items, error) < 0)
		return -1;
	for (size_t i = 0; i < items.n; i++)
		vec_push(&side->items, &items.at[i]);
	return 0;
}

static int side_take_all(struct protecting *protecting, struct arena *arena, struct side *side, struct error *error)
{
	struct git_file *files = NULL;
	size_t count = 0;

	if (!side->view)
		return 0;
	if (git_list(protecting->git, &side->view->commit, side->prefix.n ? side->prefix.at : "", arena, FILES_MAX,
	             &files, &count, error) < 0) {
		bool none = error->kind == ERROR_NO_FOLDER;
		if (none)
			*error = (struct error){0};
		return none ? 0 : -1;
	}
	for (size_t i = 0; i < count; i++)
		if (files[i].kind == GIT_KIND_FILE &&
		    side_take(protecting, arena, side, files[i].path, &files[i].id, error) < 0)
			return -1;
	return 0;
}

static int sides_take_differing(struct protecting *protecting, struct arena *arena, struct side *old, struct side *new,
                                struct error *error)
{
	struct git_difference *found = NULL;
	size_t count = 0;
	int result = git_differences(protecting->git, &old->view->commit, &new->view->commit,
	                             old->prefix.n ? old->prefix.at : "", FILES_MAX, arena, &found, &count, error);

	if (result > 0)
		return error_set(error, ERROR_TOO_MUCH, "files", NULL);
	for (size_t i = 0; result == 0 && i < count; i++) {
		if (found[i].in_old)
			result = side_take(protecting, arena, old, found[i].path, &found[i].old, error);
		if (result == 0 && found[i].in_new)
			result = side_take(protecting, arena, new, found[i].path, &found[i].new, error);
	}
	return result;
}

/* Settings are compared where both commits have a register. */
static void take_settings(struct protecting *protecting, struct arena *arena, struct side *side)
{
	const struct commit_view *view = side->view;
	struct protected *items = NULL;

	if (!view)
		return;
	items = ARENA_ARRAY(arena, struct protected, view->registry->stated.n + 1);
	for (size_t i = 0; i < view->registry->stated.n; i++) {
		const struct law_item *item = &view->registry->stated.at[i];
		items[i] = (struct protected){
			.kind = PROTECTED_LAW, .law = item->kind, .name = item->name, .says = item->says};
		items[i].path = view->registry->config_path;
		vec_push(&side->items, &items[i]);
	}
	if (view->authority.n) {
		struct protected *authority = &items[view->registry->stated.n];
		*authority = (struct protected){
			.kind = PROTECTED_AUTHORITY, .says = view->authority, .path = view->registry->config_path};
		vec_push(&side->items, authority);
	}
	(void)protecting;
}

static int order_of(const struct protected *a, const struct protected *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->law != b->law)
		return a->law < b->law ? -1 : 1;
	return str_compare(a->name, b->name);
}

static int compare_items(const void *a, const void *b)
{
	const struct protected *x = *(const struct protected *const *)a, *y = *(const struct protected *const *)b;
	int order = order_of(x, y);

	return order ? order : str_compare(x->says, y->says);
}

/* Two sorted lists: what is the same on both is left out, what has the same name is one change. */
static void pair(struct arena *arena, struct side *old, struct side *new, struct protected_changes *out)
{
	out->at = ARENA_ARRAY(arena, struct protected_change, old->items.n + new->items.n);
	out->n = 0;
	for (size_t i = 0, k = 0; i < old->items.n || k < new->items.n;) {
		const struct protected *x = i < old->items.n ? old->items.at[i] : NULL;
		const struct protected *y = k < new->items.n ? new->items.at[k] : NULL;
		int order = !x ? 1 : !y ? -1 : order_of(x, y);
		bool same = order == 0 && str_equal(x->says, y->says);
		i += order <= 0;
		k += order >= 0;
		if (!same)
			out->at[out->n++] = (struct protected_change){order <= 0 ? x : NULL, order >= 0 ? y : NULL};
	}
}

static void sort_items(struct side *side)
{
	if (side->items.n)
		qsort(side->items.at, side->items.n, sizeof *side->items.at, compare_items);
}

int protected_compare(struct protecting *protecting, struct arena *arena, const struct git_id *old,
                      const struct git_id *new, struct protected_changes *out, struct error *error)
{
	const struct commit_view *from = NULL, *to = NULL;
	struct side x, y;
	int result = 0;

	*out = (struct protected_changes){0};
	if ((old && commit_view_of(protecting->views, old, &from, error) < 0) ||
	    commit_view_of(protecting->views, new, &to, error) < 0)
		return -1;
	x = side_of(protecting, arena, from);
	y = side_of(protecting, arena, to);
	if (from && from->reading == to->reading)
		result = sides_take_differing(protecting, arena, &x, &y, error);
	else if (side_take_all(protecting, arena, &x, error) < 0 || side_take_all(protecting, arena, &y, error) < 0)
		result = -1;
	if (!from || from->registry != to->registry || !str_equal(from->authority, to->authority)) {
		take_settings(protecting, arena, &x);
		take_settings(protecting, arena, &y);
	}
	sort_items(&x);
	sort_items(&y);
	pair(arena, &x, &y, out);
	vec_release(&x.items);
	vec_release(&y.items);
	return result;
}
