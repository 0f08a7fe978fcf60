#include "bin/command/open_registry.h"

#include "bin/command/error_text.h"
#include "registry/federation/federation.h"
#include "registry/validity/horizon.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static enum language language_of_environment(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < 3; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "en", 2) == 0 ? LANGUAGE_EN : LANGUAGE_SV;
	}
	return LANGUAGE_SV;
}

/* Where the register is looked for, unless --repo says it; NULL: from the current folder. */
static const char *start_of(const struct options *options)
{
	if (!options->command || !options->command->takes_paths || !options->arg_count)
		return NULL;
	return options->command->takes_names && access(options->args[0], F_OK) != 0 ? NULL : options->args[0];
}

static enum language language_in(struct reader *reader, struct arena *arena)
{
	struct config config = {0};
	struct str text = STR_EMPTY;
	size_t size = 0;
	struct error error;
	enum language language = LANGUAGE_NONE;

	if (reader_read_path(reader, STR("styrdok.yaml"), limits_default.data_bytes, &text, &size, &error) <= 0)
		return reader_has(reader, STR("docs-corpus")) ? LANGUAGE_SV : LANGUAGE_NONE;
	config_read(&config, arena, text);
	language = config.language;
	config_release(&config);
	return language;
}

/* LANGUAGE_NONE where there is no register, or none that can be read. */
static enum language language_of_register(const struct options *options)
{
	struct source *source = NULL;
	struct reader *reader = NULL;
	struct arena arena = ARENA_EMPTY;
	struct error error;
	enum language language = LANGUAGE_NONE;

	if (source_open(&source, options ? options->repo : NULL, options ? start_of(options) : NULL, NULL, &error) ==
	            0 &&
	    reader_new(&reader, source, &error) == 0)
		language = language_in(reader, &arena);
	reader_free(reader);
	source_close(source);
	arena_release(&arena);
	return language;
}

bool register_is_there(const struct options *options)
{
	return language_of_register(options) != LANGUAGE_NONE;
}

enum language language_of_command_line(const struct options *options)
{
	enum language language = options ? options->language : LANGUAGE_NONE;

	if (language == LANGUAGE_NONE)
		language = language_of_register(options);
	return language == LANGUAGE_NONE ? language_of_environment() : language;
}

enum language language_of(const struct options *options, const struct registry *registry)
{
	return options->language ? options->language : registry->config.language;
}

/* Told; NULL. */
static struct registry *refuse(const struct options *options, struct registry *registry, const struct error *error)
{
	tell_error(error, registry ? language_of(options, registry) : language_of_command_line(options));
	registry_free(registry);
	return NULL;
}

struct registry *open_registry(const struct options *options, bool reports, struct error *error)
{
	return open_registry_extent(options, options->command->extent, reports, error);
}

struct registry *open_registry_extent(const struct options *options, enum registry_extent extent, bool reports,
                                      struct error *error)
{
	struct source *source = NULL;
	struct registry *registry = NULL;
	struct registry_loading how = {.like = options->reused, .law = options->law};
	char limit[16];

	*error = (struct error){0};
	if (source_open(&source, options->repo, start_of(options), options->rev, error) == 0)
		source_lay_over(source, options->overlay);
	how.extent = options->reused || options->law ? REGISTRY_WHOLE : extent;
	if (!source || federation_load(&registry, source, &how, options->grants, error) < 0)
		return refuse(options, NULL, error);
	if (registry->config.unreadable && !reports) {
		error_set(error, ERROR_CONFIG, "styrdok.yaml", "styrdok check");
		return refuse(options, registry, error);
	}
	if (registry->overfull && !reports) {
		snprintf(limit, sizeof limit, "%u", registry->config.limits.documents);
		error_set(error, ERROR_TOO_MANY, limit, NULL);
		return refuse(options, registry, error);
	}
	return registry;
}

struct date judging_day(const struct options *options, const struct registry *registry)
{
	return options->on_stated ? options->on : register_day(registry, options->on);
}

struct str day_chosen(struct arena *arena, const struct options *options, const struct registry *registry)
{
	static const struct bilingual text = {
		"Judged on %.*s, the last day of which the register knows (%.*s, known-until).",
		"Bedömt per den %.*s, den sista dag som registret känner till (%.*s, known-until)."};
	struct date day = judging_day(options, registry);

	if (day.last == options->on.last)
		return STR_EMPTY;
	return arena_format(arena, bilingual_in(text, language_of(options, registry)), STR_ARG(date_text(arena, day)),
	                    STR_ARG(registry->config_path));
}
