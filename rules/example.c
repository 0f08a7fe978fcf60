#include "rules/example.h"

struct running {
	struct check *check;
	const struct rulebook *rulebook;
	struct reader *reader;
	struct judge judge;
	struct arena arena, scratch;
	struct examples_result *result;
};

/* An example's own keys stand before those that the pack gives to all examples. */
static struct yaml_node *front_of(struct arena *arena, const struct pack *pack, const struct example *example)
{
	const struct yaml_node *maps[] = {example->front, pack->example};
	struct yaml_node *map = ARENA_NEW(arena, struct yaml_node), **end = &map->first;

	map->kind = YAML_MAP;
	for (size_t i = 0; i < 2; i++)
		for (const struct yaml_node *key = maps[i] ? maps[i]->first : NULL; key; key = key->next) {
			if (i && yaml_get(example->front, key->text))
				continue;
			*end = ARENA_NEW(arena, struct yaml_node);
			**end = *key;
			(*end)->next = NULL;
			end = &(*end)->next;
		}
	return map;
}

static struct str outcome_term(struct arena *arena, enum outcome outcome)
{
	return arena_format(arena, "@%s", outcome_name(outcome));
}

static void report_example(struct running *running, enum diagnostic diagnostic, const struct rule *rule,
                           const struct example *example, const struct verdict *verdict)
{
	struct check *check = running->check;
	struct str reason = verdict_reason(verdict, check->arena, check->registry->config.language);

	running->result->failed++;
	check_report_file(check, diagnostic, rule->pack->path, example->at,
	                  (struct str[FINDING_ARGS]){rule->id, outcome_term(check->arena, example->outcome),
	                                             outcome_term(check->arena, verdict->outcome),
	                                             arena_copy(check->arena, reason)});
}

static void example_judge(struct running *running, const struct rule *rule, const struct example *example,
                          struct subject *subject)
{
	enum verdict_mode mode = example->by_register ? VERDICT_BY_REGISTER : VERDICT_IN_FORCE;
	struct verdict verdict = {0}, inverted = {0};

	judge_take(&running->judge, subject, subject->date, &running->arena);
	verdict = verdict_of(&running->judge, rule, mode);
	if (verdict.outcome != example->outcome) {
		report_example(running, DIAGNOSTIC_RULE_EXAMPLE, rule, example, &verdict);
		return;
	}
	if (example->by_register || verdict.outcome == OUTCOME_CANNOT_TELL)
		return; /* decided by the register, or by nothing: there is nothing to invert */
	inverted = verdict_of(&running->judge, rule, VERDICT_INVERTED);
	if (inverted.outcome == example->outcome)
		report_example(running, DIAGNOSTIC_RULE_INVERTED, rule, example, &inverted);
}

static void example_run(struct running *running, const struct rule *rule, const struct example *example)
{
	struct subject subject;
	struct subject_reading reading = {.registry = running->rulebook->registry,
	                                  .reader = running->reader,
	                                  .arena = &running->arena,
	                                  .scratch = &running->scratch,
	                                  .check = running->check,
	                                  .bare = true,
	                                  .of_document = rule->pack->over_documents};
	struct str text =
		str_trim(example->text).n ? example->text : STR("-"); /* an empty text is one that says nothing */

	size_t before = running->check->findings->n;

	running->result->examples++;
	if (subject_read(&subject, &reading, rule->pack->path, text, front_of(&running->arena, rule->pack, example)))
		example_judge(running, rule, example, &subject);
	subject_release(&subject);
	if (running->check->findings->n > before) /* they name what the example's arena holds */
		arena_join(running->check->arena, &running->arena);
	arena_reset(&running->arena);
	arena_reset(&running->scratch);
}

static void rule_run(struct running *running, const struct rule *rule)
{
	running->result->rules++;
	for (uint32_t i = 0; rule->sound && i < rule->example_count; i++)
		example_run(running, rule, &rule->examples[i]);
}

int examples_run(struct examples_result *result, struct check *check, const struct rulebook *rulebook,
                 const struct rule *rule, struct error *error)
{
	struct running running = {.check = check, .rulebook = rulebook, .result = result};

	*result = (struct examples_result){0};
	if (reader_new(&running.reader, rulebook->registry->source, error) < 0)
		return -1;
	judge_init(&running.judge, rulebook);
	for (size_t i = 0; i < rulebook->rule_count; i++)
		if (!rule || rulebook->rules[i] == rule)
			rule_run(&running, rulebook->rules[i]);
	judge_release(&running.judge);
	arena_release(&running.arena);
	arena_release(&running.scratch);
	reader_free(running.reader);
	return 0;
}
