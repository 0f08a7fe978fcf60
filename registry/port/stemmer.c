#include "registry/port/stemmer.h"

#include "registry/base/memory.h"

#include <libstemmer.h>

/* struct stemmer is struct sb_stemmer under a name of ours. */
static struct sb_stemmer *own(struct stemmer *stemmer)
{
	return (struct sb_stemmer *)(void *)stemmer;
}

struct stemmer *stemmer_new(void)
{
	struct sb_stemmer *stemmer = sb_stemmer_new("swedish", "UTF_8");

	if (!stemmer)
		memory_failed();
	return (struct stemmer *)(void *)stemmer;
}

void stemmer_free(struct stemmer *stemmer)
{
	if (stemmer)
		sb_stemmer_delete(own(stemmer));
}

struct str stemmer_stem(struct stemmer *stemmer, struct str word)
{
	const sb_symbol *stem = sb_stemmer_stem(own(stemmer), (const sb_symbol *)word.at, (int)word.n);

	if (!stem)
		memory_failed();
	return (struct str){(const char *)stem, (size_t)sb_stemmer_length(own(stemmer))};
}
