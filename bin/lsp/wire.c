#include "bin/lsp/wire.h"

#include "registry/base/ascii.h"
#include "registry/base/memory.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define READ_BYTES 65536u

/* Reads some more: how many bytes, 0 at the end, -1. */
static ssize_t read_more(struct wire *wire)
{
	ssize_t got = 0;

	if (wire->at) {
		memmove(wire->buffer, wire->buffer + wire->at, wire->n - wire->at);
		wire->n -= wire->at;
		wire->at = 0;
	}
	if (wire->room - wire->n < READ_BYTES) {
		wire->room = wire->n + 2 * (size_t)READ_BYTES;
		wire->buffer = memory_resize(wire->buffer, wire->room, 1);
	}
	do
		got = read(wire->in, wire->buffer + wire->n, wire->room - wire->n);
	while (got < 0 && errno == EINTR);
	if (got > 0)
		wire->n += (size_t)got;
	return got;
}

static bool is_named(struct str line, struct str name)
{
	if (line.n < name.n)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if ((line.at[i] | 0x20) != name.at[i])
			return false;
	return true;
}

/* The number behind "Content-Length:"; SIZE_MAX is one that is too large, or none. */
static bool length_of(struct str line, size_t *length)
{
	struct str digits = STR_EMPTY;

	if (!is_named(line, STR("content-length:")))
		return false;
	digits = str_trim(str_part(line, sizeof "content-length:" - 1, line.n));
	*length = digits.n ? 0 : SIZE_MAX;
	for (size_t i = 0; i < digits.n; i++) {
		if (!is_digit(digits.at[i]) || *length > WIRE_BODY_BYTES)
			*length = SIZE_MAX;
		else
			*length = *length * 10 + (size_t)(digits.at[i] - '0');
	}
	return true;
}

/* Each line of a header is "Name: value"; one of them tells the length. */
static enum wire_outcome header_read(struct str header, size_t *length)
{
	struct str line = STR_EMPTY;
	bool told = false;

	while (str_next_line(&header, &line)) {
		if (str_find(line, STR(":"), 0) == SIZE_MAX)
			return WIRE_NO_HEADER;
		told = length_of(line, length) || told;
	}
	if (!told)
		return WIRE_NO_HEADER;
	return *length > WIRE_BODY_BYTES ? WIRE_TOO_LARGE : WIRE_MESSAGE;
}

static struct str unused(const struct wire *wire)
{
	return (struct str){wire->buffer + wire->at, wire->n - wire->at};
}

/* Reads until `n` bytes are there. */
static enum wire_outcome await_bytes(struct wire *wire, size_t n)
{
	while (wire->n - wire->at < n) {
		ssize_t got = read_more(wire);
		if (got <= 0)
			return got < 0 ? WIRE_FAILED : WIRE_CUT;
	}
	return WIRE_MESSAGE;
}

/* Reads until the header's end is there. What cannot begin one is told at once, not when so much has come that it should have ended. */
static enum wire_outcome await_header(struct wire *wire, size_t *end)
{
	for (;;) {
		struct str text = unused(wire);
		*end = wire->buffer ? str_find(text, STR("\r\n\r\n"), 0) : SIZE_MAX;
		if (*end != SIZE_MAX)
			return *end > WIRE_HEADER_BYTES ? WIRE_NO_HEADER : WIRE_MESSAGE;
		if (text.n > WIRE_HEADER_BYTES || (text.n && (text.at[0] | 0x20) != 'c'))
			return WIRE_NO_HEADER; /* Content-Length or Content-Type */
		ssize_t got = read_more(wire);
		if (got <= 0)
			return got < 0 ? WIRE_FAILED : text.n ? WIRE_CUT : WIRE_CLOSED;
	}
}

enum wire_outcome wire_read(struct wire *wire, struct str *body)
{
	size_t end = 0, length = 0;
	enum wire_outcome outcome = await_header(wire, &end);

	if (outcome == WIRE_MESSAGE)
		outcome = header_read(str_part(unused(wire), 0, end), &length);
	if (outcome != WIRE_MESSAGE)
		return outcome;
	wire->at += end + 4;
	outcome = await_bytes(wire, length);
	*body = str_part(unused(wire), 0, length);
	if (outcome == WIRE_MESSAGE)
		wire->at += length;
	return outcome;
}

bool wire_waits(struct wire *wire, int milliseconds)
{
	struct pollfd poller = {.fd = wire->in, .events = POLLIN};

	return wire->n > wire->at || poll(&poller, 1, milliseconds) > 0;
}

static int write_all(int fd, struct str text)
{
	while (text.n) {
		ssize_t written = write(fd, text.at, text.n);
		if (written < 0 && errno != EINTR)
			return -1;
		if (written > 0)
			text = str_part(text, (size_t)written, text.n);
	}
	return 0;
}

int wire_write(struct wire *wire, struct str body)
{
	char header[64];
	int n = snprintf(header, sizeof header, "Content-Length: %zu\r\n\r\n", body.n);

	return write_all(wire->out, (struct str){header, (size_t)n}) < 0 ? -1 : write_all(wire->out, body);
}

void wire_release(struct wire *wire)
{
	free(wire->buffer);
	wire->buffer = NULL;
}
