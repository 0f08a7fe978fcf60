#include "rules/evaluate/example.h"

struct leaf {
	const struct condition *condition;
	bool exercised[2]; /* some example has another outcome when it never holds, and when it always does */
};

struct running {
	struct check *check;
	const struct rulebook *rulebook;
	struct reader *reader;
	struct evaluation eval;
	struct arena arena, scratch;
	struct examples_result *result;
	enum language language;
	VEC(struct leaf) leaves; /* of the rule at hand */
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

static void report_example(struct running *running, const struct rule *rule, const struct example *example,
                           const struct verdict *verdict)
{
	struct check *check = running->check;
	struct str reason = verdict_reason(verdict, check->arena, running->language);

	running->result->failed++;
	check_report_file(check, DIAGNOSTIC_RULE_EXAMPLE, rule->pack->path, example->at,
	                  ARGUMENTS(rule->id, argument_term(outcome_term(example->outcome)),
	                            argument_term(outcome_term(verdict->outcome)), arena_copy(check->arena, reason)));
}

/* --- which conditions the examples exercise ------------------------------------------------------------------------- */

/* The conditions of a tree that look at something themselves, in the order of the file. */
static void leaves_add(struct running *running, const struct condition *condition)
{
	if (condition->kind > TEST_NOT)
		vec_push(&running->leaves, (struct leaf){.condition = condition});
	if (condition->where)
		leaves_add(running, condition->where);
	for (const struct condition *inner = condition->first; inner; inner = inner->next)
		leaves_add(running, inner);
}

/* Which conditions this example has an eye on. */
static void leaves_fix(struct running *running, const struct rule *rule, const struct example *example)
{
	static const enum tri fixed[2] = {TRI_NO, TRI_YES};

	for (size_t i = 0; i < running->leaves.n * 2; i++) {
		struct leaf *leaf = &running->leaves.at[i / 2];
		if (leaf->exercised[i % 2])
			continue;
		running->eval.fixed = leaf->condition;
		running->eval.fixed_to = fixed[i % 2];
		leaf->exercised[i % 2] = verdict_of(&running->eval, rule, VERDICT_IN_FORCE).outcome != example->outcome;
	}
	running->eval.fixed = NULL;
}

static void leaves_tell(struct running *running, const struct rule *rule)
{
	struct examples_result *result = running->result;

	result->conditions += running->leaves.n;
	for (size_t i = 0; i < running->leaves.n * 2; i++)
		if (!running->leaves.at[i / 2].exercised[i % 2])
			vec_push(result, (struct unexercised){rule, running->leaves.at[i / 2].condition, i % 2 == 1});
}

/* --- running -------------------------------------------------------------------------------------------------------- */

static void example_evaluate(struct running *running, const struct rule *rule, const struct example *example,
                             struct subject *subject)
{
	enum verdict_mode mode = example->by_register ? VERDICT_BY_REGISTER : VERDICT_IN_FORCE;
	struct verdict verdict = {0};

	evaluate_take(&running->eval, subject, subject->date, &running->arena);
	verdict = verdict_of(&running->eval, rule, mode);
	if (verdict.outcome != example->outcome) {
		report_example(running, rule, example, &verdict);
		return;
	}
	if (example->by_register)
		return; /* decided by the register: there is nothing to turn */
	running->result->inverted += verdict_of(&running->eval, rule, VERDICT_INVERTED).outcome != example->outcome;
	leaves_fix(running, rule, example);
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
	/* an empty text is one that says nothing */
	struct str text = str_trim(example->text).n ? example->text : STR("-");
	size_t before = running->check->findings->n;

	running->result->examples++;
	if (subject_read(&subject, &reading, rule->pack->path, text, front_of(&running->arena, rule->pack, example)))
		example_evaluate(running, rule, example, &subject);
	subject_release(&subject);
	if (running->check->findings->n > before) /* they name what the example's arena holds */
		arena_join(running->check->arena, &running->arena);
	arena_reset(&running->arena);
	arena_reset(&running->scratch);
}

static void rule_run(struct running *running, const struct rule *rule)
{
	running->result->rules++;
	if (!rule->sound || !rule->example_count)
		return; /* check_rules tells */
	running->leaves.n = 0;
	if (rule->when)
		leaves_add(running, rule->when);
	leaves_add(running, rule->require);
	for (uint32_t i = 0; i < rule->example_count; i++)
		example_run(running, rule, &rule->examples[i]);
	leaves_tell(running, rule);
}

int examples_run(struct examples_result *result, struct check *check, const struct rulebook *rulebook,
                 const struct rule *rule, enum language language, struct error *error)
{
	struct running running = {.check = check, .rulebook = rulebook, .result = result, .language = language};

	*result = (struct examples_result){0};
	if (reader_new(&running.reader, rulebook->registry->source, error) < 0)
		return -1;
	evaluation_init(&running.eval, rulebook);
	for (size_t i = 0; i < rulebook->rule_count; i++)
		if (!rule || rulebook->rules[i] == rule)
			rule_run(&running, rulebook->rules[i]);
	evaluation_release(&running.eval);
	vec_release(&running.leaves);
	arena_release(&running.arena);
	arena_release(&running.scratch);
	reader_free(running.reader);
	return 0;
}

void examples_release(struct examples_result *result)
{
	vec_release(result);
}
