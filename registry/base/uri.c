#include "registry/base/uri.h"

#include <stdio.h>

static bool is_alphanumeric(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/* The bytes that stand for themselves are letters, digits and `plain`. */
static struct str encode(struct arena *arena, struct str text, const char *plain)
{
	char *to = ARENA_ARRAY(arena, char, 3 * text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (is_alphanumeric(text.at[i]) || (text.at[i] && strchr(plain, text.at[i])))
			to[n++] = text.at[i];
		else
			n += (size_t)snprintf(to + n, 4, "%%%02X", (unsigned char)text.at[i]);
	}
	return (struct str){to, n};
}

struct str uri_path(struct arena *arena, struct str path)
{
	return encode(arena, path, "-._~/");
}

/* The text before the first of the bytes. */
static struct str before(struct str text, const char *bytes)
{
	size_t n = 0;

	while (n < text.n && !(text.at[n] && strchr(bytes, text.at[n])))
		n++;
	return str_part(text, 0, n);
}

/* A host and its port, of "user:password@host:port". */
static struct str host_of(struct arena *arena, struct str authority)
{
	size_t at = authority.n;

	while (at > 0 && authority.at[at - 1] != '@')
		at--;
	return encode(arena, str_part(authority, at, authority.n), "-._~:[]");
}

static struct str address(struct arena *arena, struct str scheme, struct str rest)
{
	struct str authority = before(rest, "/?#"), host = host_of(arena, authority);
	struct str path = before(str_part(rest, authority.n, rest.n), "?#");

	path = encode(arena, path, "-._~/%"); /* encoded already */
	return arena_format(arena, "%.*s://%.*s%.*s", STR_ARG(scheme), STR_ARG(host), STR_ARG(path));
}

struct str uri_of_remote(struct arena *arena, struct str remote)
{
	struct str head = before(remote, ":/"), rest = str_part(remote, head.n, remote.n);

	if (str_starts(rest, STR("://")) && head.n && str_equal(head, encode(arena, head, "+-.")))
		return address(arena, head, str_part(rest, 3, rest.n));
	if (str_starts(remote, STR("/")))
		return arena_format(arena, "file://%.*s", STR_ARG(uri_path(arena, remote)));
	if (!head.n || !str_starts(rest, STR(":")))
		return STR_EMPTY; /* a path from the repository's own folder */
	head = host_of(arena, head);
	rest = uri_path(arena, str_part(rest, str_starts(rest, STR(":/")) ? 2 : 1, rest.n));
	return arena_format(arena, "ssh://%.*s/%.*s", STR_ARG(head), STR_ARG(rest));
}
