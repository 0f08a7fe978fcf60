/* Registers that know each other: `registers:` in styrdok.yaml. Where another one lies, who may read it there, and what its documents are
 * called here. Source: spec section 2, "Registers that know each other". */
#ifndef STYRDOK_REGISTRY_FEDERATION_FEDERATION_H
#define STYRDOK_REGISTRY_FEDERATION_FEDERATION_H

#include "registry/graph/load.h"

/* Loads a register with those that it names (`how` without registers). A path inside the repository is read as it is, one outside it only
 * where `grants` ("NAME=PATH", ended by NULL; or NULL) or git's configuration (styrdok.register.NAME) say so. What cannot be read is told in
 * registry->registers, and is no failure. The source is taken over, also on failure. */
int federation_load(struct registry **out, struct source *source, const struct registry_loading *how,
                    const char *const *grants, struct error *error);

struct foreign { /* a document of another register; other NULL: none */
	const struct registry_other *other;
	uint32_t document; /* NO_DOCUMENT: the register has none such, or could not be read */
};

/* What "sfs:sfs-2017-725" names. False when the text begins with no register's name. */
bool foreign_named(const struct registry *registry, struct str name, struct foreign *out);

/* Which document a citation of an act means on a day: by number, else by name; of several of one name, the one that applied then. */
struct foreign foreign_cited(const struct registry *registry, const struct citation *citation, struct date on);

/* Is there any register that could not be read? Then what is not found may stand there. */
bool foreign_is_partial(const struct registry *registry);

const struct document *foreign_document(struct foreign foreign);

/* "sfs:sfs-2017-725". */
struct str foreign_id(struct arena *arena, const struct registry_other *other, uint32_t document);

#endif
