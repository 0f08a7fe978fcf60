/* A place in a file. */
#ifndef STYRDOK_REGISTRY_BASE_LOCATION_H
#define STYRDOK_REGISTRY_BASE_LOCATION_H

#include <stdint.h>

struct location {
	uint32_t line;   /* 1-based; 0: the file as a whole */
	uint32_t column; /* 1-based, in bytes of that line; turned into characters or UTF-16 units where it is shown */
};

#define LOCATION_FILE ((struct location){0, 0}) /* the file as a whole */

#endif
