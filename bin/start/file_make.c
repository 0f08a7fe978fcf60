#include "bin/start/file_make.h"

#include "bin/command/options.h"
#include "bin/write/terminal.h"
#include "registry/base/arena.h"
#include "registry/base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Writes all of the text, with the mode that a new file would have had; mkstemp's is for one user alone. */
static int fill(int file, struct str text)
{
	mode_t mask = umask(0);

	umask(mask);
	while (text.n) {
		ssize_t written = write(file, text.at, text.n);
		if (written < 0 && errno != EINTR)
			return -1;
		if (written > 0)
			text = str_part(text, (size_t)written, text.n);
	}
	return fchmod(file, 0666 & ~mask) < 0 || fsync(file) < 0 ? -1 : 0;
}

/* Gives the file its name, unless something has it already. Not every file system knows links, nor every one such a renaming. */
static int name_give(const char *temporary, const char *path)
{
	if (link(temporary, path) == 0) {
		unlink(temporary);
		return 0;
	}
	if (errno == EEXIST)
		return -1;
	return renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE);
}

int file_make(const char *path, struct str text)
{
	struct arena arena = ARENA_EMPTY;
	struct str name = path_name(str_from(path));
	struct str folder = str_part(str_from(path), 0, strlen(path) - name.n);
	/* arena_format's text is the arena's own, and ends with a NUL */
	char *temporary = (char *)arena_format(&arena, "%.*s.styrdok-XXXXXX", STR_ARG(folder)).at;
	int file = mkstemp(temporary), reason = 0;

	if (file < 0) {
		reason = errno;
		arena_release(&arena);
		return reason;
	}
	if (fill(file, text) < 0)
		reason = errno;
	if (close(file) < 0 && !reason)
		reason = errno;
	if (!reason && name_give(temporary, path) < 0)
		reason = errno;
	if (reason)
		unlink(temporary);
	arena_release(&arena);
	return reason;
}

int file_refused(const char *path, int reason, enum language language)
{
	static const struct bilingual exists = {"'%s' exists already, and was left as it is",
	                                        "”%s” finns redan och har lämnats som den är"},
				      failed = {"'%s' could not be written", "”%s” kunde inte skrivas"};

	fprintf(stderr, "styrdok: ");
	put_format(stderr, bilingual_in(reason == EEXIST ? exists : failed, language), path);
	if (reason != EEXIST)
		fprintf(stderr, ": %s", strerror(reason));
	fputc('\n', stderr);
	return EXIT_SYSTEM;
}

int new_file(const char *path, struct str text, struct bilingual made, enum language language)
{
	int reason = file_make(path, text);

	if (reason)
		return file_refused(path, reason, language);
	fprintf(stderr, "styrdok: ");
	put_format(stderr, bilingual_in(made, language), path);
	fputc('\n', stderr);
	return EXIT_CLEAN;
}
