#include "bin/start/draft.h"

#include "bin/command/options.h"
#include "bin/start/draft_template.h"
#include "registry/document/key_table.h"
#include "registry/document/yaml_line.h"

struct drafting {
	const struct draft *draft;
	const struct registry *registry;
	enum language language;
	struct arena *arena;
	struct str text;
};

static void add(struct drafting *drafting, struct str line)
{
	drafting->text = arena_format(drafting->arena, "%.*s%.*s\n", STR_ARG(drafting->text), STR_ARG(line));
}

/* --- front matter ------------------------------------------------------------------------------------------------------- */

static struct str key_text(const struct drafting *drafting, enum document_key key)
{
	struct str own = drafting->registry->config.own_keys[key];

	return own.n ? own : str_from(document_keys.rows[key].key);
}

/* "title: Policy för resor" */
static void add_key(struct drafting *drafting, enum document_key key, struct str value)
{
	add(drafting, arena_format(drafting->arena, "%.*s: %.*s", STR_ARG(key_text(drafting, key)), STR_ARG(value)));
}

/* What is not known yet: a comment that says what the key is for, with a likely value, if there is one. */
static void add_hint(struct drafting *drafting, enum document_key key, struct str likely)
{
	const struct key_row *row = &document_keys.rows[key];

	add(drafting, arena_format(drafting->arena, "# %.*s: %.*s  # %s", STR_ARG(key_text(drafting, key)),
	                           STR_ARG(likely), drafting->language == LANGUAGE_EN ? row->en : row->sv));
}

/* The collection's own word for a stage. */
static struct str stage_text(const struct drafting *drafting, enum stage stage)
{
	const struct config *config = &drafting->registry->config;

	for (uint32_t i = 0; i < config->map.stage_word_count; i++)
		if (config->map.stage_words[i].stage == stage)
			return config->map.stage_words[i].word;
	return str_from(stage_name(stage));
}

/* The body that was asked for, else that of the document which it is like, else the only one that may decide the type. */
static struct str decider(const struct drafting *drafting)
{
	const struct draft *draft = drafting->draft;

	if (draft->body.n)
		return draft->body;
	if (draft->like != NO_DOCUMENT && drafting->registry->documents[draft->like].decided_by.n)
		return drafting->registry->documents[draft->like].decided_by;
	return draft->type->decided_by.n == 1 ? draft->type->decided_by.at[0].text : STR_EMPTY;
}

static struct str steward(const struct drafting *drafting)
{
	return drafting->draft->like == NO_DOCUMENT ? STR_EMPTY
	                                            : drafting->registry->documents[drafting->draft->like].steward;
}

/* Whom the document that it is like binds, as a list. */
static struct str reach(struct drafting *drafting)
{
	const struct document *like = NULL;
	struct str text = STR_EMPTY;

	if (drafting->draft->like == NO_DOCUMENT)
		return text;
	like = &drafting->registry->documents[drafting->draft->like];
	for (uint32_t i = 0; i < like->scope_count; i++)
		text = arena_format(drafting->arena, "%.*s%s%.*s", STR_ARG(text), i ? ", " : "[",
		                    STR_ARG(like->scopes[i].body.text));
	return text.n ? arena_format(drafting->arena, "%.*s]", STR_ARG(text)) : text;
}

static void add_stage(struct drafting *drafting)
{
	const struct draft *draft = drafting->draft;

	add_key(drafting, KEY_STATUS, stage_text(drafting, draft->decided.known ? STAGE_DECIDED : STAGE_DRAFT));
	if (!draft->decided.known) {
		add_key(drafting, KEY_DATED, date_text(drafting->arena, draft->dated));
		add_hint(drafting, KEY_DECIDED_BY, decider(drafting));
		add_hint(drafting, KEY_DECIDED, STR_EMPTY);
		return;
	}
	if (decider(drafting).n)
		add_key(drafting, KEY_DECIDED_BY, decider(drafting));
	else
		add_hint(drafting, KEY_DECIDED_BY, STR_EMPTY);
	add_key(drafting, KEY_DECIDED, date_text(drafting->arena, draft->decided));
}

static void add_front_matter(struct drafting *drafting)
{
	struct arena *arena = drafting->arena;

	add(drafting, STR("---"));
	add_key(drafting, KEY_ID, drafting->draft->id);
	add_key(drafting, KEY_TITLE,
	        yaml_needs_quotes(drafting->draft->title) ? yaml_in_quotes(arena, drafting->draft->title)
	                                                  : drafting->draft->title);
	add_key(drafting, KEY_TYPE, drafting->draft->type->id);
	add_hint(drafting, KEY_DNR, STR_EMPTY);
	add_stage(drafting);
	if (drafting->draft->in_force.known)
		add_key(drafting, KEY_IN_FORCE, date_text(arena, drafting->draft->in_force));
	else
		add_hint(drafting, KEY_IN_FORCE, STR_EMPTY);
	if (drafting->draft->decided.known && steward(drafting).n)
		add_key(drafting, KEY_STEWARD, steward(drafting));
	else
		add_hint(drafting, KEY_STEWARD, steward(drafting));
	add_hint(drafting, KEY_APPLIES_TO, reach(drafting));
	if (drafting->draft->topics.n)
		add_key(drafting, KEY_TOPICS, arena_format(arena, "[%.*s]", STR_ARG(drafting->draft->topics)));
	else
		add_hint(drafting, KEY_TOPICS, STR_EMPTY);
	add_hint(drafting, KEY_REVIEW_BY, STR_EMPTY);
	add(drafting, STR("---"));
}

/* --- the text ----------------------------------------------------------------------------------------------------------- */

static void add_body(struct drafting *drafting)
{
	static const struct bilingual headings[] = {{"Purpose", "Syfte"},
	                                            {"Scope", "Omfattning"},
	                                            {"Provisions", "Bestämmelser"},
	                                            {"Responsibility", "Ansvar"},
	                                            {"Review", "Uppföljning"}};

	add(drafting, arena_format(drafting->arena, "\n# %.*s", STR_ARG(drafting->draft->title)));
	if (drafting->draft->text.n) {
		add(drafting, STR_EMPTY);
		drafting->text = arena_format(drafting->arena, "%.*s%.*s", STR_ARG(drafting->text),
		                              STR_ARG(drafting->draft->text));
		return;
	}
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
		add(drafting, arena_format(drafting->arena, "\n## %zu. %s", i + 1,
		                           bilingual_in(headings[i], drafting->language)));
}

int draft_text(struct str *out, struct arena *arena, const struct registry *registry, const struct draft *draft,
               enum language language)
{
	struct drafting drafting = {draft, registry, language, arena, STR_EMPTY};
	int found = draft_from_template(out, arena, registry, draft, language);

	if (found)
		return found < 0 ? EXIT_SYSTEM : EXIT_CLEAN;
	add_front_matter(&drafting);
	add_body(&drafting);
	*out = drafting.text;
	return EXIT_CLEAN;
}
