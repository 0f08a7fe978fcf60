/* Classes of single bytes, whatever the locale; bytes of longer UTF-8 sequences belong to none. */
#ifndef STYRDOK_REGISTRY_BASE_ASCII_H
#define STYRDOK_REGISTRY_BASE_ASCII_H

#include <stdbool.h>

static inline bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static inline bool is_space(char byte) /* line breaks too */
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

#endif
