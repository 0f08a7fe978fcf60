/* The wire between editor and server: messages behind a header that tells their length (LSP 3.17, base protocol). */
#ifndef STYRDOK_BIN_LSP_WIRE_H
#define STYRDOK_BIN_LSP_WIRE_H

#include "registry/base/str.h"

#define WIRE_HEADER_BYTES 4096u     /* of a message's header */
#define WIRE_BODY_BYTES (16u << 20) /* of a message; a document has at most limit document-bytes */

struct wire {
	int in, out;
	char *buffer; /* what has been read and not yet been used begins at `at` */
	size_t at, n, room;
};

enum wire_outcome {
	WIRE_MESSAGE,
	WIRE_CLOSED,    /* between two messages */
	WIRE_CUT,       /* within one */
	WIRE_NO_HEADER, /* what comes is not LSP */
	WIRE_TOO_LARGE,
	WIRE_FAILED, /* errno tells why */
};

/* The next message's body, valid until the next call. Waits for it. */
enum wire_outcome wire_read(struct wire *wire, struct str *body);

/* Is there more to read within so many milliseconds (0: now; -1: whenever)? Also when the pipe is closed. */
bool wire_waits(struct wire *wire, int milliseconds);

/* 0, or -1 when the other end has gone. */
int wire_write(struct wire *wire, struct str body);

void wire_release(struct wire *wire);

#endif
