/* Growable arrays: struct { T *at; size_t n, room; } declared with VEC(T), freed with vec_release. */
#ifndef STYRDOK_REGISTRY_BASE_VEC_H
#define STYRDOK_REGISTRY_BASE_VEC_H

#include "registry/base/memory.h"

#include <stdlib.h>

#define VEC(type)                                                                                                      \
	struct {                                                                                                       \
		type *at;                                                                                              \
		size_t n, room;                                                                                        \
	}

/* Appends one element, moving the array when it is full. */
#define vec_push(vec, ...)                                                                                             \
	do {                                                                                                           \
		if ((vec)->n == (vec)->room) {                                                                         \
			(vec)->room = (vec)->room ? (vec)->room * 2 : 8;                                               \
			(vec)->at = memory_resize((vec)->at, (vec)->room, sizeof *(vec)->at);                          \
		}                                                                                                      \
		(vec)->at[(vec)->n++] = (__VA_ARGS__);                                                                 \
	} while (0)

#define vec_release(vec)                                                                                               \
	do {                                                                                                           \
		free((vec)->at);                                                                                       \
		(vec)->at = NULL;                                                                                      \
		(vec)->n = (vec)->room = 0;                                                                            \
	} while (0)

#endif
