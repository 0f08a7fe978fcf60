/* What applies: to each body, on the site's day. */
#include "bin/applies/applies_report.h"
#include "bin/site/site.h"
#include "bin/site/site_days.h"
#include "bin/site/site_words.h"

#include "registry/base/thread_pool.h"

struct work {
	struct site *site;
	struct arena arenas[THREAD_POOL_MAX];
};

static struct str answer_path(const struct site *site, struct arena *arena, uint32_t body)
{
	return arena_format(arena, "galler/%.*s/index.html", STR_ARG(site->body_segments[body]));
}

static void make_answer(void *context, unsigned thread, size_t item)
{
	struct work *work = context;
	const struct site *site = work->site;
	struct arena *arena = &work->arenas[thread];
	struct applies_question question = {(uint32_t)item, NO_BODY, site->on};
	struct applies_answer answer = {0};
	struct applies_report report = {site->registry, &question, &answer, site->language, arena, false};
	struct page_head head = {.path = answer_path(site, arena, (uint32_t)item),
	                         .title = arena_format(arena,
	                                               site_say(site, "What applies to %.*s", "Vad gäller för %.*s"),
	                                               STR_ARG(site_body_name(site, (uint32_t)item))),
	                         .type = STR("answer")};
	struct page page;

	applies_answer(&answer, arena, site->registry, &question);
	page_open(&page, site, arena, &head);
	page.outline.documents = page_links(&page);
	applies_tell(&page.outline, &report);
	page_close(&page);
	applies_release(&answer);
	arena_reset(arena);
}

static void make_choice(struct site *site)
{
	struct arena arena = ARENA_EMPTY;
	struct page_head head = {.path = STR("galler/index.html"),
	                         .title = site_str(site, "What applies to us?", "Vad gäller för oss?"),
	                         .type = STR("choice")};
	struct page page;

	page_open_titled(&page, site, &arena, &head);
	page_paragraph(&page, "Choose the body whose documents you ask about.",
	               "Välj det organ vars styrdokument du frågar om.");
	page_days(&page);
	for (uint32_t i = 0; i < site->registry->vocabulary.body_count; i++) {
		outline_open(&page.outline, NODE_ITEM, STR_EMPTY);
		page_link(&page, page_address(&page, answer_path(site, &arena, i)), site_body_name(site, i));
		outline_close(&page.outline);
	}
	page_close(&page);
	arena_release(&arena);
}

void site_make_answers(struct site *site)
{
	struct work *work = memory_new(1, sizeof *work);
	size_t count = site->registry->vocabulary.body_count;
	struct error error;

	work->site = site;
	if (thread_pool_run(thread_pool_size(count), count, make_answer, work, &error) < 0)
		(void)thread_pool_run(1, count, make_answer, work, &error);
	for (unsigned i = 0; i < THREAD_POOL_MAX; i++)
		arena_release(&work->arenas[i]);
	free(work);
	make_choice(site);
}
