/* Paths and addresses as URIs (RFC 3986). */
#ifndef STYRDOK_REGISTRY_BASE_URI_H
#define STYRDOK_REGISTRY_BASE_URI_H

#include "registry/base/arena.h"

/* A path, any bytes, as the path of a URI: what does not stand for itself there is percent-encoded, and so is the colon, which in the
 * first part of a relative path would end a scheme. Slashes stay. */
struct str uri_path(struct arena *arena, struct str path);

/* Where git fetches from, as a URI without user names, passwords, queries and fragments, so that it can be shown: "git@host:a/b.git"
 * gives ssh://host/a/b.git, "/srv/a.git" gives file:///srv/a.git. "" for what is neither. */
struct str uri_of_remote(struct arena *arena, struct str remote);

#endif
