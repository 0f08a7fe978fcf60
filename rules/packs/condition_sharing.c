/* Conditions that ask the same of a text, in whatever rules: they are judged once for each text. */
#include "rules/packs/condition_sharing.h"

#include "registry/base/vec.h"

struct writing { /* what a condition asks, as a text that is the same when it asks the same */
	struct {
		char *at;
		size_t n, room;
	} text;
};

static void put(struct writing *writing, const void *bytes, size_t n)
{
	if (writing->text.room - writing->text.n < n) {
		writing->text.room = (writing->text.room + n) * 2;
		writing->text.at = memory_resize(writing->text.at, writing->text.room, 1);
	}
	if (n)
		memcpy(writing->text.at + writing->text.n, bytes, n);
	writing->text.n += n;
}

static void put_number(struct writing *writing, int64_t number)
{
	put(writing, &number, sizeof number);
}

static void put_asked_text(struct writing *writing, struct str text)
{
	put_number(writing, (int64_t)text.n);
	put(writing, text.at, text.n);
}

static void put_numbers(struct writing *writing, const struct condition *condition)
{
	const int64_t numbers[] = {
		condition->kind,       condition->heading,    condition->row,           condition->column,
		condition->total,      condition->before,     condition->scope,         condition->polarity,
		condition->field_test, condition->term_test,  condition->has_least,     condition->has_most,
		condition->alike,      condition->wanted,     condition->least,         condition->most,
		condition->words,      condition->level,      condition->statuses,      condition->pattern_count,
		condition->values.n,   condition->date.known, condition->date.first,    condition->date.last,
		condition->gate,       condition->about,      condition->concept_count, condition->any_stance,
		condition->named_count};

	put(writing, numbers, sizeof numbers);
}

/* Inner conditions have their numbers already. */
static void put_condition(struct writing *writing, const struct condition *condition)
{
	put_numbers(writing, condition);
	put_asked_text(writing, str_from(condition->name.sv));
	put_asked_text(writing, str_from(condition->name.en));
	put_asked_text(writing, condition->key);
	put_asked_text(writing, condition->part);
	put_asked_text(writing, condition->by);
	put(writing, condition->patterns, condition->pattern_count * sizeof *condition->patterns);
	put(writing, condition->concepts, condition->concept_count * sizeof *condition->concepts);
	put(writing, condition->named, condition->named_count * sizeof *condition->named);
	for (uint32_t i = 0; i < condition->values.n; i++)
		put_asked_text(writing, condition->values.at[i].text);
	put_number(writing, condition->where ? (int64_t)condition->where->same : -1);
	for (const struct condition *inner = condition->first; inner; inner = inner->next)
		put_number(writing, inner->same);
}

static void number(struct rulebook *rulebook, struct condition *condition)
{
	struct writing writing = {0};
	struct str key = STR_EMPTY;

	if (condition->where) /* yaml-depth bounds this */
		number(rulebook, condition->where);
	for (struct condition *inner = condition->first; inner; inner = inner->next)
		number(rulebook, inner);
	put_condition(&writing, condition);
	key = arena_copy(&rulebook->arena, (struct str){writing.text.at, writing.text.n});
	condition->same = map_add(&rulebook->condition_by_text, key, rulebook->condition_count);
	rulebook->condition_count += condition->same == rulebook->condition_count;
	vec_release(&writing.text);
}

void conditions_number(struct rulebook *rulebook)
{
	for (size_t i = 0; i < rulebook->rule_count; i++) {
		struct rule *rule = rulebook->rules[i];
		if (!rule->sound)
			continue;
		if (rule->when)
			number(rulebook, rule->when);
		if (rule->against)
			number(rulebook, rule->against);
		number(rulebook, rule->require);
	}
}
