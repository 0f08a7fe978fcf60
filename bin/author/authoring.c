#include "bin/author/authoring.h"

#include "bin/command/command.h"
#include "bin/write/terminal.h"
#include "registry/base/ascii.h"
#include "registry/base/memory.h"
#include "registry/base/path.h"

#include <stdio.h>
#include <stdlib.h>

int authoring_begin(struct authoring *authoring, const struct options *options)
{
	struct error error;

	*authoring = (struct authoring){.options = options};
	authoring->registry = open_registry(options, false, &error);
	if (!authoring->registry)
		return EXIT_SYSTEM;
	authoring->language = language_of(options, authoring->registry);
	if (strcmp(source_revision(authoring->registry->source), "worktree") == 0)
		return EXIT_CLEAN;
	return usage_error(authoring->language,
	                   (struct bilingual){"%s changes files, and a bare repository has none",
	                                      "%s ändrar filer, och ett git-repo utan arbetskopia (bare repository) "
	                                      "har inga"},
	                   options->command->name);
}

void authoring_end(struct authoring *authoring)
{
	if (authoring->registry)
		registry_free(authoring->registry);
	arena_release(&authoring->arena);
}

static int failed(const struct authoring *authoring, const struct error *error)
{
	tell_error(error, authoring->language);
	return EXIT_SYSTEM;
}

int authoring_read(struct authoring *authoring, uint32_t document, struct str *text)
{
	struct registry *registry = authoring->registry;
	struct error error = {0};
	struct str read = STR_EMPTY;
	size_t size = 0;

	if (reader_read(registry->reader, &registry->files[document], registry->config.limits.document_bytes, &read,
	                &size, &error) < 0)
		return failed(authoring, &error);
	*text = arena_copy(&authoring->arena, read);
	return EXIT_CLEAN;
}

void authoring_put(struct authoring *authoring, uint32_t document, struct str path, struct str before, struct str after)
{
	authoring->files[authoring->count++] =
		(struct rewrite){.path = path, .before = before, .after = after, .is_new = document == NO_DOCUMENT};
}

int authoring_relate(struct authoring *authoring, struct str path, struct str *text,
                     const struct new_relation *relation)
{
	static const struct bilingual refused = {
		": the front matter cannot be changed here, and nothing was written; 'styrdok check' and 'styrdok fmt' "
		"tell why",
		": metadata kan inte ändras här, och inget har skrivits; ”styrdok check” och ”styrdok fmt” säger "
		"varför"};
	struct location at = LOCATION_FILE;

	if (front_matter_add(&authoring->arena, &authoring->registry->config, *text, relation, text, &at))
		return EXIT_CLEAN;
	fputs("styrdok: ", stderr);
	put_text(stderr, path);
	if (at.line)
		fprintf(stderr, ":%u", at.line);
	fprintf(stderr, "%s\n", bilingual_in(refused, authoring->language));
	return EXIT_SYSTEM;
}

int authoring_write(struct authoring *authoring)
{
	static const struct bilingual made = {"'%s' has been made: fill it in, and try it with 'styrdok check'",
	                                      "”%s” har skapats: fyll i den och pröva den med ”styrdok check”"},
				      changed = {"'%s' has been changed", "”%s” har ändrats"};
	struct error error = {0};

	if (files_rewrite(source_root(authoring->registry->source), authoring->files, authoring->count, &error) < 0)
		return failed(authoring, &error);
	for (size_t i = 0; i < authoring->count; i++) {
		const struct rewrite *file = &authoring->files[i];
		fputs("styrdok: ", stderr);
		put_format(stderr, bilingual_in(file->is_new ? made : changed, authoring->language),
		           arena_copy(&authoring->arena, file->path).at);
		fputc('\n', stderr);
	}
	return EXIT_CLEAN;
}

/* --- ids ------------------------------------------------------------------------------------------------------------- */

/* Bytes of digits at the end. */
static size_t digits_at_end(struct str text)
{
	size_t n = 0;

	while (n < text.n && n < 9 && is_digit(text.at[text.n - n - 1]))
		n++;
	return n;
}

static bool is_taken(struct authoring *authoring, uint32_t beside, struct str id)
{
	return registry_find(authoring->registry, id) != NO_DOCUMENT ||
	       reader_has(authoring->registry->reader, authoring_path(authoring, beside, id));
}

struct str authoring_next_id(struct authoring *authoring, uint32_t document, struct date day)
{
	struct arena *arena = &authoring->arena;
	struct str id = authoring->registry->documents[document].id, stem = id, next = STR_EMPTY;
	size_t digits = digits_at_end(id);
	unsigned long number = strtoul(arena_copy(arena, str_part(id, id.n - digits, digits)).at, NULL, 10);
	int year = 0;
	unsigned month = 0, mday = 0;

	day_to_civil(day.first, &year, &month, &mday);
	stem = str_part(id, 0, id.n - digits);
	if (digits && (digits != 4 || number < 1800)) { /* 0007, plan-2 */
		do
			next = arena_format(arena, "%.*s%0*lu", STR_ARG(stem), (int)digits, ++number);
		while (is_taken(authoring, document, next));
		return next;
	}
	if (!digits)
		stem = arena_format(arena, "%.*s-", STR_ARG(stem));
	next = arena_format(arena, "%.*s%04d", STR_ARG(stem), year);
	for (unsigned i = 2; is_taken(authoring, document, next); i++)
		next = arena_format(arena, "%.*s%04d-%u", STR_ARG(stem), year, i);
	return next;
}

struct str authoring_path(struct authoring *authoring, uint32_t beside, struct str id)
{
	struct str path = authoring->registry->documents[beside].path;

	return arena_format(&authoring->arena, "%.*s%.*s.md", (int)(path.n - path_name(path).n), path.at, STR_ARG(id));
}

const struct document_type *authoring_type(struct authoring *authoring, uint32_t document)
{
	const struct document *at = &authoring->registry->documents[document];
	struct document_type *named = NULL;

	if (at->type_index != NO_BODY)
		return &authoring->registry->vocabulary.types[at->type_index];
	if (!at->type.n)
		return NULL;
	named = ARENA_NEW(&authoring->arena, struct document_type);
	named->id = at->type;
	return named;
}

struct date authoring_day(const struct authoring *authoring)
{
	return authoring->options->on_stated ? authoring->options->on : DATE_NONE;
}

/* --- what follows ----------------------------------------------------------------------------------------------------- */

int authoring_impact(struct authoring *authoring, uint32_t document, const char *part)
{
	struct arena *arena = &authoring->arena;
	struct options *options = memory_new(1, command_impact.size);
	char *argv[10];
	int argc = 0, status = 0;

	argv[argc++] = (char *)(uintptr_t) "impact";
	argv[argc++] = (char *)(uintptr_t)authoring->registry->documents[document].id.at;
	argv[argc++] = (char *)(uintptr_t) "--repo";
	argv[argc++] = (char *)(uintptr_t)source_root(authoring->registry->source);
	argv[argc++] = (char *)(uintptr_t) "--lang";
	argv[argc++] = (char *)(uintptr_t)language_code(authoring->language);
	if (authoring->options->on_stated)
		argv[argc++] = (char *)(uintptr_t)arena_format(arena, "--on=%.*s",
		                                               STR_ARG(date_text(arena, authoring->options->on)))
		                       .at;
	if (part)
		argv[argc++] = (char *)(uintptr_t)arena_format(arena, "--part=%s", part).at;
	argv[argc] = NULL;
	argv[1] = (char *)(uintptr_t)arena_copy(arena, str_from(argv[1])).at;
	status = options_read(options, &command_impact, argc, argv);
	if (status < 0)
		status = command_impact.run(options);
	free(options);
	return status;
}
