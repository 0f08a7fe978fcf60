/* A small register in a temporary folder, for unit tests: a test writes its files, opens it, and reads texts with it. */
#ifndef STYRDOK_TESTS_REGISTER_H
#define STYRDOK_TESTS_REGISTER_H

#include "registry/graph/load.h"
#include "rules/evaluate/verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka needs the first three above */
#include <cmocka.h>

struct room {
	char folder[256];
	char *written[64]; /* paths of files and folders, so that they can be taken away */
	size_t count;
	struct registry *registry;
	struct rulebook *rulebook;
	struct evaluation eval;
	struct reader *reader;
	struct arena arena, scratch;
	struct findings findings; /* about the text read last */
	struct subject subject;
};

static inline void room_begin(struct room *room)
{
	const char *parent = getenv("TMPDIR");

	*room = (struct room){.count = 0};
	snprintf(room->folder, sizeof room->folder, "%s/styrdok-unit-XXXXXX", parent ? parent : "/tmp");
	assert_non_null(mkdtemp(room->folder));
}

static inline void room_note(struct room *room, const char *path)
{
	assert_true(room->count < sizeof room->written / sizeof *room->written);
	room->written[room->count++] = strdup(path);
}

/* Writes a file, whose folders are made. */
static inline void room_write(struct room *room, const char *path, const char *text)
{
	char full[512];
	FILE *file = NULL;

	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		snprintf(full, sizeof full, "%s/%.*s", room->folder, (int)(slash - path), path);
		if (mkdir(full, 0700) == 0)
			room_note(room, full);
	}
	snprintf(full, sizeof full, "%s/%s", room->folder, path);
	if (access(full, F_OK) != 0)
		room_note(room, full);
	file = fopen(full, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* Loads the register; its rules are for room_rules. */
static inline void room_open(struct room *room)
{
	struct source *source = NULL;
	struct error error = {0};

	assert_int_equal(source_open(&source, room->folder, NULL, NULL, &error), 0);
	assert_int_equal(registry_load(&room->registry, source, &error), 0);
	assert_int_equal(reader_new(&room->reader, source, &error), 0);
}

static inline void room_forget(struct room *room)
{
	subject_release(&room->subject);
	room->subject = (struct subject){0};
	room->findings.n = 0;
	arena_reset(&room->arena);
	arena_reset(&room->scratch);
}

static inline void room_rules_close(struct room *room)
{
	if (room->rulebook)
		evaluation_release(&room->eval);
	rulebook_free(room->rulebook);
	room->rulebook = NULL;
}

/* Reads the packs, anew if they have been read. */
static inline void room_rules(struct room *room)
{
	struct error error = {0};

	room_rules_close(room);
	assert_int_equal(rulebook_load(&room->rulebook, room->registry, &error), 0);
	rulebook_ready(room->rulebook);
	evaluation_init(&room->eval, room->rulebook);
}

static inline void room_close(struct room *room)
{
	room_forget(room);
	room_rules_close(room);
	vec_release(&room->findings);
	reader_free(room->reader);
	registry_free(room->registry);
	arena_release(&room->arena);
	arena_release(&room->scratch);
	while (room->count > 0) { /* what was made last is the innermost */
		remove(room->written[--room->count]);
		free(room->written[room->count]);
	}
	assert_int_equal(rmdir(room->folder), 0);
}

/* Reads a proposal, front matter and all, and takes it up. */
static inline void room_read(struct room *room, const char *text)
{
	struct check check = {.registry = room->registry, .findings = &room->findings, .arena = &room->arena};
	struct subject_reading reading = {.registry = room->registry,
	                                  .reader = room->reader,
	                                  .arena = &room->arena,
	                                  .scratch = &room->scratch,
	                                  .check = &check};

	room_forget(room);
	if (!subject_read(&room->subject, &reading, STR("forslag.md"), str_from(text), NULL))
		fail_msg("the text cannot be read: %s", text);
	evaluate_take(&room->eval, &room->subject, room->subject.date, &room->arena);
}

#endif
