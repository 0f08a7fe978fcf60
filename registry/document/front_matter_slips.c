#include "registry/document/front_matter_slips.h"

#include "registry/document/yaml_line.h"

/* --- keys of a collection's own ------------------------------------------------------------------------------------------- */

#define LONG_KEY 8u /* shorter canonical keys are near to too many words */

/* A collection's own keys are its own business; not one that is nearly a key that is read, or differs from it in capitals alone. */
void front_matter_key_near(struct fields *fields, const struct config *config, const struct key_table *keys,
                           const struct yaml_node *key)
{
	struct spelling own = spelling_of(key->text), others = spelling_of(key->text);

	for (uint32_t i = 0; i < config->own_count; i++)
		spelling_try(&own, config->own[i]);
	for (size_t i = 0; i < keys->n; i++)
		if (map_get(&config->keys, str_from(keys->rows[i].key)) != CONFIG_UNUSED)
			spelling_try(&others, str_from(keys->rows[i].key));
	if (!spelling_nearest(&own).n || !(spelling_is_sure(&own) || (own.first == 1 && own.best.n >= LONG_KEY))) {
		own = others;
		if (!spelling_nearest(&own).n ||
		    (!str_alike(own.text, own.best) && (own.best.n < LONG_KEY || !spelling_is_sure(&own))))
			return;
	}
	fields_problem(fields, PROBLEM_KEY_UNKNOWN, key->at, key->text, spelling_nearest(&own));
	fields->problems->at[fields->problems->n - 1].sure = spelling_is_sure(&own);
}

/* --- values that a number sign cuts off ------------------------------------------------------------------------------------- */

/* The plain scalar that ends at the place, or NULL. */
static const struct yaml_node *scalar_ending(const struct yaml_node *node, struct location end)
{
	const struct yaml_node *found = NULL;

	if (node->kind == YAML_SCALAR)
		return !node->quoted && node->end.line == end.line && node->end.column == end.column ? node : NULL;
	for (const struct yaml_node *child = node->first; child && !found; child = child->next)
		found = scalar_ending(node->kind == YAML_MAP ? child->value : child, end);
	return found;
}

/* "Policy #1": the offset of a number sign with one space before it and a letter or figure behind, or SIZE_MAX. */
static size_t number_sign(struct str line)
{
	size_t at = str_find(line, STR(" #"), 1);

	if (at == SIZE_MAX || at + 2 >= line.n || line.at[at - 1] == ' ' || strchr(" #!-=", line.at[at + 2]))
		return SIZE_MAX;
	return at;
}

#define CUT_MAX 20u /* lines that are looked at */

void front_matter_values_cut(struct fields *fields, const struct yaml_node *root, struct str inner)
{
	struct str line = STR_EMPTY, key = STR_EMPTY;
	uint32_t count = 0;

	for (uint32_t number = 2; count < CUT_MAX && str_next_line(&inner, &line); number++) {
		size_t at = number_sign(line);
		struct yaml_line written = yaml_line_of(line);
		const struct yaml_node *value = NULL;
		struct str write = STR_EMPTY;
		key = written.key.n ? written.key : key; /* an item is one of the list above it */
		if (at == SIZE_MAX || line.at[0] == '#' || (!written.key.n && !written.lead.n))
			continue;
		count++;
		value = scalar_ending(root, (struct location){number, (uint32_t)at + 1});
		if (!value)
			continue;
		write = yaml_line_with(fields->arena, &written, yaml_in_quotes(fields->arena, written.value));
		fields_problem(fields, PROBLEM_CUT, ((struct location){number, (uint32_t)at + 2}), key, value->text);
		fields->problems->at[fields->problems->n - 1].args[2].text = str_trim(write);
	}
}
