/* What is sent to the editor. */
#include "bin/lsp/lsp.h"
#include "registry/base/memory.h"

#include <stdlib.h>

static void begin(struct lsp *lsp)
{
	lsp->sending = open_memstream(&lsp->sent, &lsp->sent_n);
	if (!lsp->sending)
		memory_failed();
	lsp->json = (struct json){.out = lsp->sending, .compact = true};
	json_open(&lsp->json, '{');
	json_pair(&lsp->json, "jsonrpc", STR("2.0"));
}

/* An id is a number or a text, and is given back as it came. */
static void put_id(struct lsp *lsp)
{
	json_key(&lsp->json, "id");
	if (!lsp->id.n)
		json_nothing(&lsp->json);
	else if (lsp->id.at[0] == '"')
		json_string(&lsp->json, str_part(lsp->id, 1, lsp->id.n));
	else
		json_number(&lsp->json, strtol(lsp->id.at, NULL, 10));
}

void reply_begin(struct lsp *lsp)
{
	begin(lsp);
	put_id(lsp);
	json_key(&lsp->json, "result");
}

void notify_begin(struct lsp *lsp, const char *method)
{
	begin(lsp);
	json_pair(&lsp->json, "method", str_from(method));
	json_key(&lsp->json, "params");
}

void send_end(struct lsp *lsp)
{
	json_close(&lsp->json);
	fclose(lsp->sending);
	if (!lsp->broken && wire_write(&lsp->wire, (struct str){lsp->sent, lsp->sent_n}) < 0)
		lsp->broken = true;
	free(lsp->sent);
	lsp->sent = NULL;
}

void reply_nothing(struct lsp *lsp)
{
	reply_begin(lsp);
	json_nothing(&lsp->json);
	send_end(lsp);
}

void reply_error(struct lsp *lsp, int code, struct str message)
{
	begin(lsp);
	put_id(lsp);
	json_key(&lsp->json, "error");
	json_open(&lsp->json, '{');
	json_key(&lsp->json, "code");
	json_number(&lsp->json, code);
	json_pair(&lsp->json, "message", message);
	json_close(&lsp->json);
	send_end(lsp);
}
