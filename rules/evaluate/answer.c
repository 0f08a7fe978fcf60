/* The answers that conditions give. */
#include "registry/port/regex.h"
#include "rules/evaluate/evaluate.h"

struct answer answer_args(enum tri holds, enum ground ground, const struct argument args[3])
{
	struct answer answer = {.holds = holds, .ground = ground};

	memcpy(answer.args, args, sizeof answer.args);
	return answer;
}

struct answer answer_of(enum tri holds, enum ground ground)
{
	return (struct answer){.holds = holds, .ground = ground};
}

struct answer answer_stuck(struct evaluation *eval)
{
	return answer_with(TRI_UNKNOWN, GROUND_PATTERN_STUCK, arena_format(eval->arena, "%u", REGEX_MATCH_LIMIT));
}

void answer_location(struct evaluation *eval, struct answer *answer, struct location at, struct str text)
{
	struct spot *mention = NULL;
	size_t n = text.n;

	if (answer->count >= SPOTS_MAX)
		return;
	if (n > SPOT_BYTES)
		for (n = SPOT_BYTES; n > 0 && ((unsigned char)text.at[n] & 0xC0) == 0x80;)
			n--;
	mention = ARENA_NEW(eval->arena, struct spot);
	*mention = (struct spot){.at = at, .text = str_part(text, 0, n)};
	if (answer->last)
		answer->last->next = mention;
	else
		answer->first = mention;
	answer->last = mention;
	answer->count++;
}

void answer_mention(struct evaluation *eval, struct answer *answer, const struct prose_unit *unit, size_t from,
                    size_t to)
{
	answer_location(eval, answer, prose_location(unit, from), str_part(unit->text, from, to - from));
}

void answer_join(struct answer *to, const struct answer *from)
{
	struct spot *spot = from->first;

	for (; spot && to->count < SPOTS_MAX; spot = spot->next) { /* no more than one answer shows */
		if (to->last)
			to->last->next = spot;
		else
			to->first = spot;
		to->last = spot;
		to->count++;
	}
	if (spot && to->last)
		to->last->next = NULL;
	if (from->lacks) {
		if (to->last_lack)
			to->last_lack->next = from->lacks;
		else
			to->lacks = from->lacks;
		to->last_lack = from->last_lack;
	}
}

/* Answers are joined by their lists, so each user gets lists of its own. */
struct answer answer_copy(struct evaluation *eval, const struct answer *answer)
{
	struct answer copy = *answer;

	copy.first = copy.last = NULL;
	copy.count = 0;
	copy.lacks = copy.last_lack = NULL;
	for (const struct spot *spot = answer->first; spot; spot = spot->next) {
		struct spot *new = ARENA_NEW(eval->arena, struct spot);
		*new = (struct spot){.at = spot->at, .text = spot->text};
		answer_join(&copy, &(struct answer){.first = new, .last = new});
	}
	for (const struct lack *lack = answer->lacks; lack; lack = lack->next) {
		struct lack *new = ARENA_NEW(eval->arena, struct lack);
		new->name = lack->name;
		answer_join(&copy, &(struct answer){.lacks = new, .last_lack = new});
	}
	return copy;
}
