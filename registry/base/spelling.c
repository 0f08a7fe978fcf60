#include "registry/base/spelling.h"

#include "registry/base/ascii.h"

#define FAR (NEAR_FURTHEST + 2) /* what is further away than a rival can be */

struct near near_to(struct str text)
{
	return (struct near){.text = text, .first = FAR, .second = FAR};
}

void near_try(struct near *near, struct str word)
{
	unsigned distance = str_distance(near->text, word, FAR - 1);

	if (near->best.n && str_equal(near->best, word))
		return;
	if (distance < near->first) {
		near->second = near->first;
		near->first = distance;
		near->best = word;
	} else if (distance < near->second) {
		near->second = distance;
	}
}

static bool same_digits(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.n && !is_digit(a.at[i]))
			i++;
		while (k < b.n && !is_digit(b.at[k]))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		if (a.at[i++] != b.at[k++])
			return false;
	}
}

bool near_is_sure(const struct near *near)
{
	size_t shortest = near->text.n < near->best.n ? near->text.n : near->best.n;

	return near->best.n && near->text.n && near->text.at[0] == near->best.at[0] && near->first >= 1 &&
	       near->first <= NEAR_FURTHEST && shortest >= (near->first == 1 ? 3 : 6) &&
	       near->second > near->first + 1 && same_digits(near->text, near->best);
}
