/* What stopped an operation as a whole (not a finding about a document). Language-neutral: bin/ puts it into words. */
#ifndef STYRDOK_REGISTRY_BASE_ERROR_H
#define STYRDOK_REGISTRY_BASE_ERROR_H

enum error_kind {
	ERROR_NONE,
	ERROR_NO_REPOSITORY,    /* subject: the path */
	ERROR_REPOSITORY,       /* subject: the path, detail: git's own words */
	ERROR_OWNER,            /* the repository belongs to someone else. subject: the path */
	ERROR_SHA256,           /* the repository names its objects by SHA-256. subject: the path */
	ERROR_UNKNOWN_REVISION, /* subject: what was asked for, detail: git's own words */
	ERROR_TOO_EARLY,        /* a date before the first commit. subject: the date, detail: that commit's day */
	ERROR_UNRELATED,        /* nothing in common with the revision at hand. subject: what was asked for */
	ERROR_SHALLOW,          /* history was cut off. subject: what was asked for */
	ERROR_PARTIAL,          /* an object was left out of a partial clone. subject: the path */
	ERROR_OBJECT,           /* an object cannot be read. subject: path or object id, detail: git's own words */
	ERROR_READ,             /* a file or folder cannot be read. subject: path, detail: the system's own words */
	ERROR_LINK,             /* a path leads through a symbolic link, which is not followed. subject: path */
	ERROR_NO_FOLDER,        /* the folder of documents does not exist. subject: path */
	ERROR_TOO_MANY,         /* more documents than the limit. subject: the limit, detail: how many */
	ERROR_TOO_MANY_COMMITS, /* a push brings more commits than are looked at. subject: the limit */
	ERROR_TOO_MUCH,         /* a push is more work than is done for one. subject: what there is too much of */
	ERROR_CONFIG,           /* styrdok.yaml cannot be used. subject: path:line:col, detail: what */
	ERROR_PATH_OUTSIDE,     /* a path argument is outside the registry. subject: the path */
	ERROR_NO_PATH,          /* a path argument names nothing in the registry. subject: the path */
	ERROR_NO_FILE,          /* a path argument names no file or folder. subject: the path */
	ERROR_NOT_REGULAR,      /* neither file nor folder: a pipe or a device. subject: the path */
	ERROR_THREAD,           /* a thread cannot be started. detail: the system's own words */
	ERROR_NO_CONVERTER,     /* the program that reads the file is not installed. subject: path, detail: which one */
	ERROR_FORMAT,           /* a format that is not read. subject: path, detail: which one, where that is known */
	ERROR_DAMAGED,          /* a file is not what its name says, or cut off. subject: path */
	ERROR_ENCRYPTED,        /* a file is protected by a password. subject: path */
	ERROR_ENTITIES,         /* XML that declares a document type. subject: path */
	ERROR_HAS_FRONT_MATTER, /* a text to be imported is a document already. subject: path */
	ERROR_NO_TEXT,          /* a file holds no text. subject: path */
	ERROR_CONVERT_LIMIT,    /* a file is too large or too much work. subject: path, detail: what > limit */
	ERROR_SIGNATURE,        /* signatures cannot be verified here. subject: the program, detail: its own words */
	ERROR_NOT_CONVERTED,    /* a file could not be converted. subject: path, detail: the program's own words */
	ERROR_WRITE,            /* a file cannot be written. subject: path, detail: the system's own words */
	ERROR_WRITE_REST,       /* a file could not be replaced, though others were. subject: path, detail */
	ERROR_READ_ONLY,        /* a file, or its folder, is write-protected. subject: its path */
	ERROR_CHANGED,          /* a file is no longer what was read. subject: path */
	ERROR_THROUGH_LINK,     /* a path leads through a symbolic link. subject: path */
	ERROR_LARGE,            /* what is to be written is larger than may be read. subject: path, detail: the limit */
	ERROR_PATCH,            /* no patch can be made. subject: path, detail: git's own words */
};

struct error {
	enum error_kind kind;
	char subject[512];
	char detail[512];
};

/* Fills the error, clipping long texts; always returns -1, so that a function can end with it. Either text may be NULL. */
int error_set(struct error *error, enum error_kind kind, const char *subject, const char *detail);

#endif
