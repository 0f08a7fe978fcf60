#include "bin/list/due_calendar.h"

static void put_event(FILE *out, const struct registry *registry, const struct due_item *item, struct arena *arena,
                      struct date on, enum language language)
{
	const struct document *document = &registry->documents[item->document];
	struct str what = bilingual_str(due_label(item->what), language);
	struct calendar_event event = {
		.uid = arena_format(arena, "%s-%.*s@styrdok", due_name(item->what), STR_ARG(document->id)),
		.day = item->date.last,
		.summary = arena_format(arena, "%.*s: %.*s",
	                                STR_ARG(document->title.n ? document->title : document->id), STR_ARG(what)),
		.description = arena_format(arena, "%.*s:%u%s%.*s", STR_ARG(document->path), item->at.line,
	                                    document->steward.n ? "\n" : "", STR_ARG(document->steward))};

	if (item->date.last != DAY_MAX)
		calendar_event(out, &event, on.first);
}

void due_calendar(FILE *out, const struct registry *registry, const struct due_items *items, struct date on,
                  enum language language)
{
	static const struct bilingual name = {"Governing documents", "Styrdokument"};
	struct arena arena = ARENA_EMPTY;

	calendar_begin(out, bilingual_str(name, language));
	for (size_t i = 0; i < items->n; i++) {
		put_event(out, registry, &items->at[i], &arena, on, language);
		arena_reset(&arena);
	}
	calendar_end(out);
	arena_release(&arena);
}
