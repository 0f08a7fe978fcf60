#include "registry/document/law.h"

#include "registry/base/vec.h"

struct listing {
	struct arena *arena;
	VEC(struct law_item) items;
};

static void put(struct listing *listing, enum law_kind kind, struct str name, struct str says)
{
	vec_push(&listing->items, (struct law_item){kind, name, says});
}

static struct str names_text(struct arena *arena, const struct names *names)
{
	struct str all = STR_EMPTY;

	for (uint32_t i = 0; i < names->n; i++)
		all = arena_format(arena, "%.*s%s%.*s", STR_ARG(all), i ? ", " : "", STR_ARG(names->at[i].text));
	return all;
}

static struct str known_date(struct arena *arena, struct date date)
{
	return date.known ? date_text(arena, date) : STR_EMPTY;
}

static void put_limits(struct listing *listing, const struct limits *limits)
{
#define LIMIT(field, key, value)                                                                                       \
	if (limits->field != limits_default.field)                                                                     \
		put(listing, LAW_LIMIT, STR(key), arena_format(listing->arena, "%u", limits->field));
#include "registry/document/limits.def"
#undef LIMIT
}

static void put_config(struct listing *listing, const struct config *config)
{
	struct arena *arena = listing->arena;

	for (uint32_t i = 0; i < config->severity_count; i++)
		put(listing, LAW_SEVERITY, config->severities[i].code.text, config->severities[i].level);
	put_limits(listing, &config->limits);
	put(listing, LAW_CONSULTATION, STR_EMPTY, arena_format(arena, "%u", config->consultation_days));
	for (uint32_t i = 0; i < config->complete_count; i++) {
		const struct config_complete *one = &config->complete[i];
		put(listing, LAW_COMPLETE,
		    arena_format(arena, "%.*s %.*s/%.*s", STR_ARG(names_text(arena, &one->topics)),
		                 STR_ARG(known_date(arena, one->from)), STR_ARG(known_date(arena, one->to))),
		    STR_EMPTY);
	}
	if (config->known_until.known)
		put(listing, LAW_HORIZON, STR_EMPTY, date_text(arena, config->known_until));
	for (uint32_t i = 0; i < config->citation_count; i++)
		put(listing, LAW_CITATION, config->citations[i].name, config->citations[i].pattern);
}

static void put_vocabulary(struct listing *listing, const struct vocabulary *vocabulary)
{
	struct arena *arena = listing->arena;

	for (uint32_t i = 0; i < vocabulary->body_count; i++) {
		const struct body *body = &vocabulary->bodies[i];
		put(listing, LAW_BODY, body->id,
		    arena_format(arena, "%.*s %u %.*s", STR_ARG(body->kind), body->rank,
		                 STR_ARG(body->parent_id.text)));
		for (uint32_t k = 0; k < body->aliases.n; k++)
			put(listing, LAW_ALIAS, body->aliases.at[k].text, body->id);
	}
	for (uint32_t i = 0; i < vocabulary->type_count; i++) {
		const struct document_type *type = &vocabulary->types[i];
		put(listing, LAW_TYPE, type->id,
		    arena_format(arena, "%.*s%s%s", STR_ARG(names_text(arena, &type->decided_by)),
		                 type->governing ? "" : " governing: false", type->overarching ? " overarching" : ""));
	}
	for (uint32_t i = 0; i < vocabulary->topic_count; i++)
		put(listing, LAW_TOPIC, vocabulary->topics[i].id, vocabulary->topics[i].broader_id.text);
}

static int order_of(const struct law_item *a, const struct law_item *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return str_compare(a->name, b->name);
}

static int compare_items(const void *a, const void *b)
{
	int order = order_of(a, b);

	return order ? order : str_compare(((const struct law_item *)a)->says, ((const struct law_item *)b)->says);
}

void law_items_of(struct law_items *out, struct arena *arena, const struct config *config,
                  const struct vocabulary *vocabulary)
{
	struct listing listing = {.arena = arena};

	put_config(&listing, config);
	put_vocabulary(&listing, vocabulary);
	qsort(listing.items.at, listing.items.n, sizeof *listing.items.at, compare_items);
	out->at = ARENA_ARRAY(arena, struct law_item, listing.items.n);
	out->n = 0;
	for (size_t i = 0; i < listing.items.n; i++)
		if (!out->n || compare_items(&out->at[out->n - 1], &listing.items.at[i]) != 0)
			out->at[out->n++] = listing.items.at[i];
	vec_release(&listing.items);
}

/* --- what differs --------------------------------------------------------------------------------------------------- */

void law_compare(struct law_changes *out, struct arena *arena, const struct law_items *old, const struct law_items *new)
{
	out->at = ARENA_ARRAY(arena, struct law_change, old->n + new->n + 1);
	out->n = 0;
	for (size_t i = 0, k = 0; i < old->n || k < new->n;) {
		int order = i == old->n ? 1 : k == new->n ? -1 : order_of(&old->at[i], &new->at[k]);
		const struct law_item *x = order <= 0 ? &old->at[i] : NULL, *y = order >= 0 ? &new->at[k] : NULL;
		i += order <= 0;
		k += order >= 0;
		if (!x || !y || !str_equal(x->says, y->says))
			out->at[out->n++] = (struct law_change){x, y};
	}
}

const char *law_key(enum law_kind kind)
{
	static const char *const keys[] = {
		[LAW_SEVERITY] = "severity",
		[LAW_LIMIT] = "limits",
		[LAW_CONSULTATION] = "consultation-days",
		[LAW_COMPLETE] = "complete",
		[LAW_HORIZON] = "known-until",
		[LAW_CITATION] = "citations",
		[LAW_BODY] = "bodies.yaml",
		[LAW_ALIAS] = "bodies.yaml: aliases",
		[LAW_TYPE] = "types.yaml",
		[LAW_TOPIC] = "topics.yaml",
	};

	return keys[kind];
}
