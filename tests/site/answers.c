/* What the program answers, for the scripts beside it: "W word stem" for every word of the texts, "S id day status" for every document on every day on which anything may change and the days
 * around it, and "A body topic day|ids|ids|ids|ids" for N questions, spread over all bodies, topics and days. answers REGISTER N */
#include "bin/wording/reasons.h"
#include "registry/base/vec.h"
#include "registry/graph/load.h"
#include "registry/query/applies.h"
#include "registry/search/search_text.h"
#include "registry/validity/period.h"

#include <stdio.h>
#include <stdlib.h>

struct days {
	int32_t *at;
	size_t n, room;
};

static int compare(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

static void add(struct days *days, int32_t day)
{
	if (day > DAY_MIN + 2 && day < DAY_MAX - 2)
		for (int i = -1; i <= 1; i++)
			vec_push(days, day + i);
}

static void add_date(struct days *days, struct date date)
{
	add(days, date.first);
	add(days, date.last);
}

static void find_days(struct days *days, struct arena *arena, const struct registry *registry)
{
	size_t n = 0, kept = 0;

	for (uint32_t i = 0; i < registry->count; i++) {
		int32_t *turning = turning_days(arena, registry, i, &n);
		for (size_t k = 0; k < n; k++)
			add(days, turning[k]);
		for (uint32_t k = 0; k < registry->documents[i].also_decided_count; k++)
			add_date(days, registry->documents[i].also_decided[k].on);
		for (uint32_t k = 0; k < registry->documents[i].scope_count; k++)
			add_date(days, registry->documents[i].scopes[k].made_binding.on);
	}
	for (uint32_t i = 0; i < registry->vocabulary.body_count; i++) {
		add_date(days, registry->vocabulary.bodies[i].from);
		add_date(days, registry->vocabulary.bodies[i].to);
	}
	add(days, 0);
	qsort(days->at, days->n, sizeof *days->at, compare);
	for (size_t i = 0; i < days->n; i++)
		if (!kept || days->at[kept - 1] != days->at[i])
			days->at[kept++] = days->at[i];
	days->n = kept;
}

static const char *iso(int32_t day)
{
	static char text[DATE_TEXT];

	return date_format(date_from_day(day), text);
}

static void put_statuses(struct arena *arena, const struct registry *registry, const struct days *days)
{
	struct telling telling = {registry, arena, registry->config.language, false};

	for (uint32_t i = 0; i < registry->count; i++)
		for (size_t k = 0; k < days->n; k++) {
			enum status status = status_on(registry, i, MARKDOWN_NO_PART, date_from_day(days->at[k]));
			struct str words = status_words(&telling, i, status);
			printf("S %.*s %s %.*s\n", STR_ARG(registry->documents[i].id), iso(days->at[k]),
			       STR_ARG(words));
		}
}

static void put_answer(const struct registry *registry, uint32_t body, uint32_t topic, int32_t day)
{
	struct applies_question question = {body, topic, date_from_day(day)};
	struct applies_answer answer;
	struct arena arena = ARENA_EMPTY;
	struct str named = topic == NO_BODY ? STR("-") : registry->vocabulary.topics[topic].id;

	applies_answer(&answer, &arena, registry, &question);
	printf("A %.*s %.*s %s", STR_ARG(registry->vocabulary.bodies[body].id), STR_ARG(named), iso(day));
	for (int group = 0; group < APPLIES_GROUPS; group++) {
		putchar('|');
		for (size_t i = 0; i < answer.groups[group].n; i++)
			printf("%s%.*s=%s", i ? " " : "",
			       STR_ARG(registry->documents[answer.groups[group].at[i].document].id),
			       status_name(answer.groups[group].at[i].status));
	}
	putchar('\n');
	applies_release(&answer);
	arena_release(&arena);
}

/* Steps through all questions by a stride that has no factor in common with their number, as good as at random. */
static void put_answers(const struct registry *registry, const struct days *days, uint64_t wanted)
{
	uint64_t bodies = registry->vocabulary.body_count, topics = registry->vocabulary.topic_count + 1;
	uint64_t all = bodies * topics * days->n;

	for (uint64_t i = 0; i < wanted && i < all; i++) {
		uint64_t question = wanted < all ? i * 2654435761u % all : i;
		uint32_t topic = (uint32_t)(question / bodies % topics);
		put_answer(registry, (uint32_t)(question % bodies), topic ? topic - 1 : NO_BODY,
		           days->at[question / bodies / topics]);
	}
}

struct words {
	struct str text;
};

static void put_word(void *context, struct str stem, size_t from, size_t to)
{
	struct words *words = context;

	printf("W %.*s %.*s\n", STR_ARG(str_part(words->text, from, to - from)), STR_ARG(stem));
}

static void put_words(const struct registry *registry)
{
	struct fulltext *fulltext = fulltext_open(NULL, FULLTEXT_WRITE);
	struct arena arena = ARENA_EMPTY;
	struct str columns[FULLTEXT_COLUMNS] = {{0}};
	struct error error;
	bool same = true;

	for (uint32_t i = 0; i < registry->count; i++)
		if (search_text(registry, registry->reader, &arena, i, columns, &same, &error) == 0)
			for (int k = 0; k < FULLTEXT_COLUMNS; k++)
				fulltext_words(fulltext, columns[k], put_word, &(struct words){columns[k]});
	fulltext_close(fulltext);
	arena_release(&arena);
}

int main(int argc, char **argv)
{
	struct source *source = NULL;
	struct registry *registry = NULL;
	struct error error;
	struct arena arena = ARENA_EMPTY;
	struct days days = {0};

	if (argc != 3 || source_open(&source, argv[1], NULL, NULL, &error) < 0 ||
	    registry_load(&registry, source, &error) < 0)
		return 3;
	find_days(&days, &arena, registry);
	put_words(registry);
	put_statuses(&arena, registry, &days);
	if (registry->vocabulary.body_count)
		put_answers(registry, &days, strtoull(argv[2], NULL, 10));
	vec_release(&days);
	arena_release(&arena);
	registry_free(registry);
	return 0;
}
