/* Digests through mbedtls. The only user of mbedtls. */
#ifndef STYRDOK_REGISTRY_PORT_HASH_H
#define STYRDOK_REGISTRY_PORT_HASH_H

#include "registry/base/str.h"

/* The SHA-256 (FIPS 180-4) of the text, as 64 lower-case hexadecimal digits and a NUL. */
void hash_sha256(char hex[65], struct str text);

#endif
