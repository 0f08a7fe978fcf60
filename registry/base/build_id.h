/* Which build of the program this is. */
#ifndef STYRDOK_REGISTRY_BASE_BUILD_ID_H
#define STYRDOK_REGISTRY_BASE_BUILD_ID_H

#include <stdbool.h>
#include <stddef.h>

/* The ids that the linker gave the program and each library that it runs with (NT_GNU_BUILD_ID: a digest of the code),
 * one behind the other, into `out`; *n is how many bytes. Another build of any of them gives other bytes. False when
 * the program itself bears none, or when there is too little room. */
#define BUILD_IDS_MAX 2048
bool build_ids(unsigned char out[BUILD_IDS_MAX], size_t *n);

#endif
