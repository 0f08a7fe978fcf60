/* The language server: what it knows of the editor, of its texts and of the register, and what its files share. LSP 3.17. */
#ifndef STYRDOK_BIN_LSP_LSP_H
#define STYRDOK_BIN_LSP_LSP_H

#include "bin/command/options.h"
#include "bin/lsp/wire.h"
#include "bin/wording/source_lines.h"
#include "bin/write/json.h"
#include "registry/port/json_read.h"
#include "rules/checks/check_run.h"

struct open_text {            /* a text as the editor holds it */
	struct str uri, path; /* path: from the register's root, "" outside of it */
	char *text;
	size_t n, room;
	int64_t version;
	uint64_t published; /* a hash of the diagnostics that were sent last */
	struct arena arena;
};

struct view { /* the register with the editor's texts laid over it */
	struct registry *registry;
	struct overlay overlay;
	struct arena texts;
	struct lines lines;
	struct check_result result; /* of the open texts, once they have been checked */
	bool checked;
};

struct lsp {
	struct options options;
	enum language language;
	struct wire wire;
	struct arena arena; /* of the message at hand */
	struct str id;      /* of the request at hand, as JSON; "" of a notification */
	struct json json;   /* what is being sent */
	char *sent;
	size_t sent_n;
	FILE *sending;
	struct str root; /* the folder that the editor has opened, or "" */
	struct arena kept;
	struct {
		struct open_text **at;
		size_t n, room;
	} texts;
	struct view *base;    /* as it was read last; NULL: nothing has been read, */
	struct view *current; /* and as the texts are now; may be the base itself */
	bool stale;           /* files may have changed since */
	bool changed;         /* texts have changed since `current` */
	bool unpublished;     /* texts have changed since they were checked */
	bool unsettled;       /* what takes longer is still to be checked, once nobody types */
	bool utf8;            /* columns are told in bytes, else in UTF-16 units */
	bool symbols_nested, renames_files, initialized, shut_down, done, broken;
};

/* A place as the editor counts: from 0, columns in units. */
struct place {
	struct str path; /* from the register's root; "" when it lies outside */
	struct location at;
};

/* --- sending (lsp_send.c) ------------------------------------------------------------------------------------------- */

/* Begins an answer to the request at hand, whose "result" is to follow, and a notification, whose "params" is. */
void reply_begin(struct lsp *lsp);
void notify_begin(struct lsp *lsp, const char *method);
void send_end(struct lsp *lsp);
void reply_nothing(struct lsp *lsp);
void reply_error(struct lsp *lsp, int code, struct str message);
#define LSP_PARSE_ERROR (-32700)
#define LSP_INVALID_REQUEST (-32600)
#define LSP_METHOD_NOT_FOUND (-32601)
#define LSP_INVALID_PARAMS (-32602)
#define LSP_NOT_INITIALIZED (-32002)
#define LSP_REQUEST_FAILED (-32803)

/* --- texts and register (lsp_register.c) ----------------------------------------------------------------------------- */

struct open_text *open_text_find(const struct lsp *lsp, struct str uri);
void open_text_put(struct lsp *lsp, struct str uri, struct str text, int64_t version);
void open_text_close(struct lsp *lsp, struct str uri);
void texts_release(struct lsp *lsp);

/* The register as the texts are now, or NULL when there is none; valid until a text changes. */
struct view *view_now(struct lsp *lsp);

/* The same with what other files say by now, where names have changed. */
struct view *view_settled(struct lsp *lsp);
void views_release(struct lsp *lsp);

/* The address of a file, as the editor writes it where it has it open. In the message's arena. */
struct str lsp_uri(struct lsp *lsp, const struct view *view, struct str path);

/* --- places (lsp_place.c) --------------------------------------------------------------------------------------------- */

/* Changes the text: the whole, or a range of it, which is cut off at its ends. */
void open_text_change(struct lsp *lsp, struct open_text *text, const struct json_value *change);

/* The place that "textDocument" and "position" tell. */
struct place lsp_place(struct lsp *lsp, struct view *view, const struct json_value *params);
struct location lsp_location(const struct lsp *lsp, struct view *view, struct str path,
                             const struct json_value *position);

/* "range": of so many bytes on one line, or between two places. */
void put_range(struct lsp *lsp, struct view *view, struct str path, struct location at, size_t bytes);
void put_span(struct lsp *lsp, struct view *view, const char *key, struct str path, struct location from,
              struct location to);

/* {"uri", "range"} */
void lsp_put_location(struct lsp *lsp, struct view *view, struct str path, struct location at, size_t bytes);

/* An address as the key of an object. */
void json_key_text(struct lsp *lsp, struct str key);

/* --- what the editor asks for ------------------------------------------------------------------------------------------ */

/* Checks the open texts and sends what was found; with `settled`, also what takes longer. */
void diagnostics_publish(struct lsp *lsp, bool settled);
void put_diagnostic(struct lsp *lsp, struct view *view, const struct finding *finding);
void diagnostics_withdraw(struct lsp *lsp, struct str uri);

/* Around the list of one file's edits, in "changes" or, where the editor can rename files, in "documentChanges". */
void put_file_edits_begin(struct lsp *lsp, struct view *view, struct str path);
void put_file_edits_end(struct lsp *lsp);

typedef void answer_fn(struct lsp *lsp, struct view *view, const struct json_value *params);
answer_fn answer_completion, answer_hover, answer_definition, answer_references, answer_symbols, answer_prepare_rename,
	answer_rename, answer_actions, answer_formatting;

/* A message has come: answers it. */
void lsp_dispatch(struct lsp *lsp, const struct json_value *message);

/* The JSON Schema of a file that people write: "front-matter", "vocabulary", "config", "rules", "waivers"; false when there is none of this name. */
bool schema_print(FILE *out, const char *name, enum language language);

#endif
