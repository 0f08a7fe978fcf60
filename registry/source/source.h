/* Where files come from: a folder, or a revision of a git repository, bare ones included. */
#ifndef STYRDOK_REGISTRY_SOURCE_SOURCE_H
#define STYRDOK_REGISTRY_SOURCE_SOURCE_H

#include "registry/base/arena.h"
#include "registry/base/date.h"
#include "registry/base/error.h"
#include "registry/base/map.h"

struct source;
struct reader; /* one thread's means of reading a source */

enum file_kind {
	FILE_PLAIN,
	FILE_SYMLINK,
	FILE_SUBMODULE,
	FILE_TOO_DEEP,   /* a folder that is not entered */
	FILE_UNREADABLE, /* a file or folder; `reason` is the errno */
	FILE_LEFT_OUT,   /* of a folder: git has it, but not in the working tree (sparse checkout) */
	FILE_PASSED_OVER /* told by registry/graph: its name alone keeps it from being read */
};

struct source_file {
	struct str path;   /* from the registry's root */
	struct str beside; /* the file of the text, of one that holds its metadata; else "" */
	enum file_kind kind;
	int reason;
	unsigned char id[20];          /* the blob, in a revision */
	const struct git_stamp *stamp; /* in a folder: what its status was when it was listed; else NULL */
	bool recognised;               /* in a folder: the id is known without reading it (source_recognise) */
};

/* Where a document's metadata lie in a file of their own beside its text, both are read as one: the metadata, this mark, the text. */
#define BESIDE_MARK "\n\x1e\n"

struct git_stamp;

/* Opens the registry that `start` (a file or folder, or NULL for the current folder) lies in: the nearest folder at or above
 * that holds styrdok.yaml, docs-corpus/ or .git, else the nearest that holds a vocabulary/, else `start` itself. With `root`, that folder (or bare repository) is
 * it, and nothing is looked for; a path that goes on behind a bare repository is that of a folder in what it holds. With a revision (see git_resolve), the files are those of that commit; a bare repository is read at HEAD. */
#define SOURCE_STAGED ":" /* no revision of git's: what is staged for the next commit */
int source_open(struct source **out, const char *root, const char *start, const char *revision, struct error *error);
void source_close(struct source *source);

/* The repository that a registry's folder lies in, NULL being the current one; closed with git_close. 0, or -1 as git_open_at. */
struct git;
int source_open_git(struct git **git, const char *root, struct error *error);

const char *source_root(const struct source *source); /* absolute, without a final slash */
const char *
source_revision(const struct source *source); /* 40 hexadecimal digits, "worktree", or "index" for what is staged */
struct date source_date(const struct source *source); /* the day of the revision; DATE_NONE of a folder */

/* The commit from which a change is computed: the newest that `revision` (see git_resolve) and the source's commit (HEAD, for a folder and for
 * what is staged) have in common. `hex` gets its id; "" when the source's repository has no commit yet. 0, or -1 and what git_resolve says,
 * ERROR_SHALLOW, ERROR_UNRELATED. */
int source_base(struct source *source, const char *revision, char hex[41], struct error *error);

/* The registry's folder within its repository, as the repository's paths begin: "" when it is the whole of it, or lies in none. */
struct str source_below(const struct source *source, struct arena *arena);

/* Of a revision: where its repository can be had, as a URI that can be shown (uri_of_remote): its origin, else its own folder. */
struct str source_address(const struct source *source, struct arena *arena);

/* Texts to be read in place of files: what they would be if they were changed. Borrowed by the sources they are laid over. */
struct overlay {
	struct map by_path; /* index in texts */
	struct {
		struct str *at;
		size_t n, room;
	} paths; /* of the texts */
	struct {
		struct str *at;
		size_t n, room;
	} texts;
};

/* Lays a text over a file; path and text are borrowed. One that lies there is replaced. */
void overlay_put(struct overlay *overlay, struct str path, struct str text);
void overlay_release(struct overlay *overlay);
void source_lay_over(struct source *source, const struct overlay *overlay);

/* All files below the folder ("": all), sorted by the bytes of their paths, names with a leading dot left out. More than `limit`
 * files are ERROR_TOO_MANY; a folder more than `depth` folders below is named, not entered. */
int source_list(struct source *source, struct str folder, size_t limit, size_t depth, struct arena *arena,
                struct source_file **files, size_t *count, struct error *error);

/* Is there, instead of a file of this path, one that git has left out of the working tree? */
bool source_leaves_out(struct source *source, struct str path);

/* Of files sorted by path, the index of the first whose path is not before this one; `count` when all are. */
size_t source_files_find(const struct source_file *files, size_t count, struct str path);

/* Of two revisions of one repository: where nothing but the contents of plain files differs below the folder, and of at most `limit`, those files, as
 * they are in `source`. Of a folder as it was read before and the same with texts laid over it: these, as if nothing else had changed since. 1; 0 when more differs, or the two cannot be compared like that; -1. */
int source_rewritten(struct source *source, const struct source *reused, struct str folder, size_t limit,
                     struct arena *arena, struct source_file **files, size_t *count, struct error *error);

/* Is there such a folder? */
bool source_has_folder(struct source *source, struct str folder);

int reader_new(struct reader **out, struct source *source, struct error *error);
void reader_free(struct reader *reader);

/* The file's bytes, valid until the reader reads again. When it is larger than `limit`, text is empty and *size tells its
 * size. 0, or -1: ERROR_READ or ERROR_OBJECT. */
int reader_read(struct reader *reader, const struct source_file *file, size_t limit, struct str *text, size_t *size,
                struct error *error);

/* The same by path. 1 read, 0 no such file, -1 error. Symbolic links are not files. */
int reader_read_path(struct reader *reader, struct str path, size_t limit, struct str *text, size_t *size,
                     struct error *error);

/* Is there a file or folder of this path? */
bool reader_has(struct reader *reader, struct str path);

/* Was every question whether something is there answered? What cannot be asked is told as absent, and kept: 0, or -1 and the first such error. */
int source_doubt(const struct source *source, struct error *error);

/* The folder that all working trees of the registry's repository share, with a final slash: a place for what may be forgotten.
 * NULL when the registry lies in no repository that can be opened. Borrowed. */
const char *source_common_folder(struct source *source);

/* Is source_file.id set as listed? In a folder it is not; source_identify tells it from the file's bytes, once
 * source_common_folder has opened the repository. */
bool source_has_ids(const struct source *source);
void source_recognise(struct source *source, struct source_file *files, size_t count);
void source_identify(struct source_file *file, struct str text);

/* Where files that are not in the source, given by their names, stood last below the folder (see git_last_seen): in the commits before a
 * revision, or for a folder and what is staged, from HEAD on. Without history none is found. */
struct git_seen;
void source_last_seen(struct source *source, struct str folder, struct git_seen *files, size_t count,
                      struct arena *arena);

/* For history: the repository, the commit, and the registry's folder in it ("" or with a final slash), borrowed; NULL for a folder. */
struct git;
struct git_id;
struct git *source_git(struct source *source, struct git_id *commit, struct str *prefix);

#endif
