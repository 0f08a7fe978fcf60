/* Another program as a child: started without a shell, with an environment of its own, limited in time, memory and output, read through
 * pipes, and always waited for. */
#ifndef STYRDOK_REGISTRY_PORT_SUBPROCESS_H
#define STYRDOK_REGISTRY_PORT_SUBPROCESS_H

#include "registry/base/str.h"

#define PROGRAM_FILES 2

/* A program that reads its standard input and writes what it makes of it. It can write no file. */
struct program {
	const char *const *arguments;    /* ends with NULL; the first is the program's name, looked for in PATH */
	struct str files[PROGRAM_FILES]; /* what it can read as /dev/fd/3 and /dev/fd/4; empty: no such descriptor */
	unsigned seconds;                /* by the clock */
	unsigned cpu_seconds;
	size_t output;      /* bytes of standard output; more is a failure */
	size_t data;        /* bytes of memory written to; address space set aside does not count */
	size_t space;       /* bytes of address space; 0: as much as there is */
	const char *memory; /* the limit on memory that it meets first, for people */
};

enum program_end {
	PROGRAM_ENDED,   /* by itself: `status` tells how */
	PROGRAM_MISSING, /* there is no such program */
	PROGRAM_FAILED,  /* it could not be started: `words` tells why */
	PROGRAM_TOO_SLOW,
	PROGRAM_TOO_LONG, /* its output */
};

struct program_result {
	char *output; /* malloc'ed, owned by the caller, NULL when there is none */
	size_t size;
	char words[4096]; /* the beginning of its standard error; ends with a NUL */
	int status;       /* as waitpid gives it */
};

/* Runs the program over the input until it ends or passes a limit, and then kills it and what it has started. Thread-safe; SIGCHLD must not
 * be ignored. */
enum program_end program_run(struct program_result *result, const struct program *program, struct str input);

#endif
