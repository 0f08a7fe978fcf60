#include "registry/base/error.h"

#include <string.h>

/* Clips between characters, so that what is shown stays valid UTF-8. */
static void text_clip(char *to, size_t room, const char *from)
{
	size_t n = from ? strnlen(from, room) : 0;

	if (n == room) {
		n--;
		while (n && ((unsigned char)from[n] & 0xc0) == 0x80)
			n--;
	}
	if (n)
		memmove(to, from, n); /* a caller may pass the error's own text on */
	to[n] = '\0';
}

int error_set(struct error *error, enum error_kind kind, const char *subject, const char *detail)
{
	error->kind = kind;
	text_clip(error->subject, sizeof error->subject, subject);
	text_clip(error->detail, sizeof error->detail, detail);
	return -1;
}
