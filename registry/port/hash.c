#include "registry/port/hash.h"

#include "registry/base/memory.h"

#include <mbedtls/sha256.h>
#include <mbedtls/version.h>

#if MBEDTLS_VERSION_NUMBER < 0x03000000
#define mbedtls_sha256 mbedtls_sha256_ret /* 2.x: the plain name returns nothing and is deprecated */
#endif

void hash_sha256(char hex[65], struct str text)
{
	unsigned char digest[32] = {0};

	/* It fails only where a hardware accelerator lacks resources; a wrong digest is worse than an end. */
	if (mbedtls_sha256((const unsigned char *)(text.at ? text.at : ""), text.n, digest, 0) != 0)
		memory_failed();
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	hex[64] = '\0';
}
