/* SSH signatures of commits, verified by ssh-keygen (OpenSSH), which must be installed where they are asked for. */
#ifndef STYRDOK_REGISTRY_PORT_SIGNATURE_H
#define STYRDOK_REGISTRY_PORT_SIGNATURE_H

#include "registry/base/error.h"
#include "registry/base/str.h"

enum signature_outcome {
	SIGNATURE_VALID,   /* by this principal, with a key that is allowed today */
	SIGNATURE_INVALID, /* not of these bytes, not by this principal, or with a key that is not allowed (any longer) */
	SIGNATURE_NOT_SSH,  /* made by something else, such as GPG */
	SIGNATURE_NOT_TOLD, /* ssh-keygen is missing or cannot work here: the error tells */
};

/* Did `principal` make the signature of these bytes, in git's namespace? `signers` is the text of an allowed-signers file (ssh-keygen(1),
 * ALLOWED SIGNERS); the time that its limits are held against is now, since a commit can claim any. The principal is a NUL-terminated name
 * without patterns. */
enum signature_outcome signature_verify(struct str bytes, struct str signature, struct str signers,
                                        const char *principal, struct error *error);

#endif
