/* The texts that the editor holds, and the register beneath them. */
#include "bin/command/error_text.h"
#include "bin/lsp/lsp.h"
#include "registry/base/memory.h"
#include "registry/base/path.h"
#include "registry/base/uri.h"
#include "registry/base/vec.h"
#include "registry/federation/federation.h"

#include <limits.h>
#include <stdlib.h>

/* --- views ----------------------------------------------------------------------------------------------------------- */

static void view_free(struct view *view)
{
	if (!view)
		return;
	check_result_release(&view->result);
	lines_release(&view->lines);
	registry_free(view->registry);
	overlay_release(&view->overlay);
	arena_release(&view->texts);
	free(view);
}

static void current_drop(struct lsp *lsp)
{
	if (lsp->current != lsp->base)
		view_free(lsp->current);
	lsp->current = NULL;
}

void views_release(struct lsp *lsp)
{
	current_drop(lsp);
	view_free(lsp->base);
	lsp->base = NULL;
}

/* The file or folder to look for the register from: the first text's file, else what the editor has opened. */
static const char *start_of(struct lsp *lsp)
{
	char full[PATH_MAX];

	for (size_t i = 0; i < lsp->texts.n; i++) {
		struct str path = path_decoded(&lsp->arena, lsp->texts.at[i]->uri);
		if (!str_starts(path, STR("file:///")))
			continue;
		path = arena_copy(&lsp->arena, str_part(path, 7, path.n));
		if (!realpath(path.at, full)) /* it has not been saved: its folder */
			path = arena_copy(&lsp->arena, str_part(path, 0, path.n - path_name(path).n));
		if (realpath(path.at, full))
			return arena_copy(&lsp->arena, str_from(full)).at;
	}
	return lsp->root.n ? lsp->root.at : NULL;
}

/* A folder of Markdown without anything of a register is none of ours. */
static bool is_register(const struct registry *registry)
{
	if (registry_is_held(registry))
		return true;
	for (int i = 0; i < VOCABULARY_FILES; i++)
		if (registry->vocabulary.declared[i])
			return true;
	return false;
}

/* The path from the root of a "file:" address; "" when it lies elsewhere. A folder may be reached by a symbolic link. */
static struct str path_in(struct arena *arena, struct str uri, struct str root)
{
	struct str path = path_decoded(arena, uri), name;
	char full[PATH_MAX];

	if (!str_starts(path, STR("file:///")))
		return STR_EMPTY;
	path = str_part(path, 7, path.n);
	name = path_name(path);
	if (!str_starts(path, root) && realpath(arena_copy(arena, str_part(path, 0, path.n - name.n)).at, full))
		path = arena_format(arena, "%s/%.*s", full, STR_ARG(name));
	if (!str_starts(path, root) || path.n <= root.n + 1 || path.at[root.n] != '/')
		return STR_EMPTY;
	return arena_copy(arena, str_part(path, root.n + 1, path.n));
}

static void lay_over(struct lsp *lsp, struct view *view, struct str root)
{
	for (size_t i = 0; i < lsp->texts.n; i++) {
		struct open_text *text = lsp->texts.at[i];
		struct str path = path_in(&lsp->arena, text->uri, root);
		if (!str_equal(path, text->path))
			text->path = arena_copy(&text->arena, path);
		if (text->path.n)
			overlay_put(&view->overlay, arena_copy(&view->texts, text->path),
			            arena_copy(&view->texts, (struct str){text->text, text->n}));
	}
}

/* With `like`, quickly (registry_loading.keeps_names). */
static struct view *view_new(struct lsp *lsp, const struct view *like)
{
	struct view *view = memory_new(1, sizeof *view);
	struct registry_loading how = {.like = like ? like->registry : NULL, .keeps_names = like != NULL};
	struct source *source = NULL;
	struct error error = {0};

	if (source_open(&source, lsp->options.repo, like ? source_root(like->registry->source) : start_of(lsp), NULL,
	                &error) < 0)
		goto err;
	lay_over(lsp, view, str_from(source_root(source)));
	source_lay_over(source, &view->overlay);
	if (federation_load(&view->registry, source, &how, lsp->options.grants, &error) < 0)
		goto err;
	view->lines.registry = view->registry;
	if (is_register(view->registry)) {
		if (lsp->options.language == LANGUAGE_NONE)
			lsp->language = view->registry->config.language;
		return view;
	}
	view_free(view);
	return NULL;
err:
	tell_error(&error, lsp->language);
	view_free(view);
	return NULL;
}

/* Reads everything anew. */
static struct view *view_again(struct lsp *lsp)
{
	struct view *base = view_new(lsp, NULL);

	views_release(lsp);
	lsp->base = lsp->current = base;
	lsp->stale = lsp->changed = false;
	return base;
}

struct view *view_now(struct lsp *lsp)
{
	struct view *view = NULL;

	if (!lsp->base || lsp->stale)
		return view_again(lsp);
	if (!lsp->changed && lsp->current)
		return lsp->current;
	view = view_new(lsp, lsp->base);
	if (view && view->registry->reused != lsp->base->registry) { /* all has been read: it is the better base */
		views_release(lsp);
		lsp->base = view;
	}
	current_drop(lsp);
	lsp->current = view;
	lsp->changed = false;
	return view;
}

struct view *view_settled(struct lsp *lsp)
{
	struct view *view = view_now(lsp);

	return view && view->registry->renamed ? view_again(lsp) : view;
}

/* --- texts ----------------------------------------------------------------------------------------------------------- */

struct open_text *open_text_find(const struct lsp *lsp, struct str uri)
{
	for (size_t i = 0; i < lsp->texts.n; i++)
		if (str_equal(lsp->texts.at[i]->uri, uri))
			return lsp->texts.at[i];
	return NULL;
}

static void text_free(struct open_text *text)
{
	free(text->text);
	arena_release(&text->arena);
	free(text);
}

void open_text_put(struct lsp *lsp, struct str uri, struct str text, int64_t version)
{
	struct open_text *open = open_text_find(lsp, uri);

	if (!open) {
		open = memory_new(1, sizeof *open);
		open->uri = arena_copy(&open->arena, uri);
		vec_push(&lsp->texts, open);
	}
	open->version = version;
	open->n = open->room = text.n;
	open->text = memory_resize(open->text, text.n + 1, 1);
	if (text.n)
		memcpy(open->text, text.at, text.n);
	lsp->changed = lsp->unpublished = true;
}

/* What was not saved is gone: the base may hold it. */
void open_text_close(struct lsp *lsp, struct str uri)
{
	for (size_t i = 0; i < lsp->texts.n; i++)
		if (str_equal(lsp->texts.at[i]->uri, uri)) {
			text_free(lsp->texts.at[i]);
			lsp->texts.at[i] = lsp->texts.at[--lsp->texts.n];
			lsp->stale = lsp->changed = lsp->unpublished = true;
			return;
		}
}

void texts_release(struct lsp *lsp)
{
	while (lsp->texts.n)
		text_free(lsp->texts.at[--lsp->texts.n]);
	vec_release(&lsp->texts);
}

struct str lsp_uri(struct lsp *lsp, const struct view *view, struct str path)
{
	for (size_t i = 0; i < lsp->texts.n; i++)
		if (str_equal(lsp->texts.at[i]->path, path))
			return lsp->texts.at[i]->uri;
	return arena_format(&lsp->arena, "file://%.*s/%.*s",
	                    STR_ARG(uri_path(&lsp->arena, str_from(source_root(view->registry->source)))),
	                    STR_ARG(uri_path(&lsp->arena, path)));
}
