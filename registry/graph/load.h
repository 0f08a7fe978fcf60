/* Loading a register. */
#ifndef STYRDOK_REGISTRY_GRAPH_LOAD_H
#define STYRDOK_REGISTRY_GRAPH_LOAD_H

#include "registry/graph/registry.h"

/* Loads the register of `source` and takes the source over, also on failure. Documents are read by several threads; the
 * result does not depend on their number. A file that cannot be understood is a problem of that document; -1 is
 * returned only when the register as a whole cannot be read. When there are more files than the limit, the register is
 * empty and says so (overfull). Freed with registry_free. */
int registry_load(struct registry **out, struct source *source, struct error *error);

/* How much is loaded. A question about documents, their relations and parts needs no more than the graph: no citations, and no
 * index of names. */
enum registry_extent {
	REGISTRY_WHOLE,
	REGISTRY_GRAPH,
	REGISTRY_LAW, /* no documents: the configuration and the vocabulary */
};

int registry_load_extent(struct registry **out, struct source *source, enum registry_extent extent,
                         struct error *error);

/* The whole register of `source`, taking over what is the same in `like` (or NULL), which must have been loaded whole and must outlive it: quick when
 * only a few documents' contents differ (see registry/graph/reuse.h), else the same as registry_load. It is judged by what `law` says: severities, limits,
 * where it claims to be complete, forms of citations, waivers; and of each word of the vocabulary who decides, its kind and what it is part of. `law`
 * must outlive it; REGISTRY_LAW is enough of it. NULL: by its own. */
int registry_load_judged(struct registry **out, struct source *source, const struct registry *like,
                         const struct registry *law, struct error *error);

struct registry_loading { /* all that the above can be told */
	enum registry_extent extent;
	const struct registry *like, *law;
	struct registry_other *registers; /* allocated; those that could be read are loaded whole */
	uint32_t register_count;
	/* Of a folder with texts laid over it (source_lay_over), and `like` as it was read before: only the texts are read, as if no other file had
	 * changed since. A document that goes by another name now (registry.renamed) is still found by the one that it had in `like`, and ids
	 * that meet must not be asked for (check_request.same_names): what others cite then needs to be loaded without. */
	bool keeps_names;
};

/* The same; what `registers` holds is taken over, also on failure. Documents in a folder that one of them is read from are none of this
 * register's. */
int registry_load_among(struct registry **out, struct source *source, const struct registry_loading *how,
                        struct error *error);

#endif
