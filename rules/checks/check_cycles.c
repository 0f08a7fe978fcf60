/* Relations that go in a circle. A depth-first walk for each kind of relation that must not; every relation that leads
 * back onto the path of the walk closes one circle. */
#include "registry/base/memory.h"
#include "registry/base/vec.h"
#include "rules/checks/checks.h"

#define CYCLES_TOLD 20 /* circles of one kind; that there are more is told with the last */
#define CYCLE_SHOWN 50 /* steps of a circle that are written out */

enum { UNSEEN, ON_PATH, DONE };

struct step {
	uint32_t document;
	uint32_t next;                   /* position among the document's relations */
	const struct relation *relation; /* that led here */
};

struct walk {
	struct check *check;
	bool (*is_wanted)(const struct relation *);
	unsigned char *state;
	VEC(struct step) path;
	size_t closed; /* circles found */
};

static void report_cycle(struct walk *walk, const struct relation *closing)
{
	struct check *check = walk->check;
	const struct registry *registry = check->registry;
	const struct relation *steps[CYCLE_SHOWN];
	struct str shown = STR_EMPTY;
	size_t from = walk->path.n, count = 0;

	while (walk->path.at[from - 1].document != closing->target.document)
		from--;
	for (size_t i = from; i < walk->path.n && count < CYCLE_SHOWN - 1; i++)
		steps[count++] = walk->path.at[i].relation;
	steps[count++] = closing;
	shown = registry->documents[closing->target.document].id;
	for (size_t i = 0; i < count; i++)
		shown = arena_format(check->arena, "%.*s%s → %.*s", STR_ARG(shown),
		                     i + 1 == count && walk->path.n - from >= CYCLE_SHOWN ? " → ..." : "",
		                     STR_ARG(registry->documents[steps[i]->target.document].id));
	report(check, DIAGNOSTIC_RELATION_CYCLE, closing->stated_in, closing->target.at,
	       check_key(check, CONFIG_RELATION + (uint32_t)closing->type), shown);
	for (size_t i = 0; i < count; i++)
		if (steps[i] != closing)
			relate(check, RELATED_STEP, registry->documents[steps[i]->stated_in].path, steps[i]->target.at,
			       registry->documents[steps[i]->actor].id,
			       check_key(check, CONFIG_RELATION + (uint32_t)steps[i]->type),
			       registry->documents[steps[i]->target.document].id);
}

static void enter(struct walk *walk, uint32_t document, const struct relation *relation)
{
	walk->state[document] = ON_PATH;
	vec_push(&walk->path, (struct step){document, walk->check->registry->by.start[document], relation});
}

static void walk_from(struct walk *walk, uint32_t start)
{
	const struct edge_rows *by = &walk->check->registry->by;

	enter(walk, start, NULL);
	while (walk->path.n) {
		struct step *step = &walk->path.at[walk->path.n - 1];
		const struct relation *relation = NULL;
		if (step->next == by->start[step->document + 1]) {
			walk->state[step->document] = DONE;
			walk->path.n--;
			continue;
		}
		relation = by->at[step->next++];
		if (!walk->is_wanted(relation))
			continue;
		if (walk->state[relation->target.document] == ON_PATH) {
			if (walk->closed++ < CYCLES_TOLD)
				report_cycle(walk, relation);
		} else if (walk->state[relation->target.document] == UNSEEN) {
			enter(walk, relation->target.document, relation);
		}
	}
}

/* Two documents may well replace parts of each other; only wholes cannot. */
static bool is_ending(const struct relation *relation)
{
	return relation_family(relation->type) == FAMILY_ENDS && !relation->target.part.n;
}

static bool is_resting(const struct relation *relation)
{
	return relation_family(relation->type) == FAMILY_RESTS && !relation->target.part.n;
}

static bool is_needing(const struct relation *relation)
{
	return relation->type == RELATION_REQUIRES && !relation->target.part.n;
}

static bool is_version(const struct relation *relation)
{
	return relation->type == RELATION_VERSION_OF;
}

static bool is_attachment(const struct relation *relation)
{
	return relation->type == RELATION_ATTACHMENT_OF;
}

static bool is_amending(const struct relation *relation)
{
	return relation->type == RELATION_AMENDS;
}

void check_cycles(struct check *check)
{
	static bool (*const kinds[])(const struct relation *) = {is_ending,  is_resting,    is_needing,
	                                                         is_version, is_attachment, is_amending};
	struct walk walk = {.check = check};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		walk.is_wanted = kinds[i];
		walk.closed = 0;
		walk.state = memory_new((size_t)check->registry->count + 1, 1);
		for (uint32_t start = 0; start < check->registry->count; start++)
			if (walk.state[start] == UNSEEN)
				walk_from(&walk, start);
		check_relate_more(check, walk.closed, CYCLES_TOLD);
		free(walk.state);
	}
	vec_release(&walk.path);
}
