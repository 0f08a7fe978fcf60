#include "registry/cache/record_codec.h"

#include "registry/base/utf8.h"

static void bytes_reserve(struct code_bytes *out, size_t more)
{
	if (more > out->room - out->n) {
		out->room = (out->room + more) * 2;
		out->at = memory_resize(out->at, out->room, 1);
	}
}

void code_bytes_add(struct code_bytes *out, const void *bytes, size_t n)
{
	bytes_reserve(out, n);
	if (n)
		memcpy(out->at + out->n, bytes, n);
	out->n += n;
}

static void code_break(struct code *code)
{
	code->broken = true;
	code->at = code->end;
}

/* Seven bits a byte, the lowest first; the eighth says that more follow (LEB128). */
static void number_write(struct code_bytes *out, uint32_t number)
{
	bytes_reserve(out, 5);
	for (; number >= 0x80; number >>= 7)
		out->at[out->n++] = (unsigned char)(number | 0x80);
	out->at[out->n++] = (unsigned char)number;
}

static uint32_t number_read(struct code *code)
{
	uint32_t number = 0;

	for (unsigned shift = 0; shift < 35 && code->at < code->end; shift += 7) {
		unsigned char byte = *code->at++;
		if ((shift == 28 && byte > 0x0F) || (shift && !byte)) /* too large; longer than it is ever written */
			break;
		number |= (uint32_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return number;
	}
	code_break(code);
	return 0;
}

void code_number(struct code *code, uint32_t *number)
{
	if (code->out)
		number_write(code->out, *number);
	else
		*number = number_read(code);
}

void code_below(struct code *code, uint32_t *number, uint32_t bound)
{
	code_number(code, number);
	if (!code->out && *number >= bound) {
		code_break(code);
		*number = 0;
	}
}

void code_bool(struct code *code, bool *value)
{
	uint32_t number = code->out ? *value : 0;

	code_below(code, &number, 2);
	*value = number == 1;
}

static void text_write(struct code_bytes *out, struct str text)
{
	number_write(out, (uint32_t)text.n);
	code_bytes_add(out, text.at, text.n);
	code_bytes_add(out, "", 1);
}

void code_text(struct code *code, struct str *text)
{
	uint32_t n = 0;

	if (code->out) {
		code->broken = code->broken || utf8_invalid_at(*text) != SIZE_MAX || text->n > UINT32_MAX;
		text_write(code->out, *text);
		return;
	}
	n = number_read(code);
	*text = STR_EMPTY;
	if (code->broken || n >= (size_t)(code->end - code->at) || code->at[n] != 0) {
		code_break(code);
		return;
	}
	*text = (struct str){(const char *)code->at, n};
	code->at += n + 1;
	if (utf8_invalid_at(*text) != SIZE_MAX) {
		code_break(code);
		*text = STR_EMPTY;
	}
}

void code_place(struct code *code, struct place *at)
{
	code_number(code, &at->line);
	code_number(code, &at->column);
}

/* Only such dates as date_parse gives. */
static bool is_date(struct date date)
{
	const int32_t first = day_from_civil(1000, 1, 1), last = day_from_civil(9999, 12, 31);

	if (!date.known)
		return date.first == DAY_MIN && date.last == DAY_MAX;
	return date.first <= date.last && !(date.first == DAY_MIN && date.last == DAY_MAX) &&
	       (date.first == DAY_MIN || (date.first >= first && date.first <= last)) &&
	       (date.last == DAY_MAX || (date.last >= first && date.last <= last));
}

/* Days are written from the earliest on, so that the common ones are short. */
void code_date(struct code *code, struct date *date)
{
	const int64_t zero = -400000; /* before the year 1000 */
	uint32_t first = !code->out || date->first == DAY_MIN ? 0 : (uint32_t)(date->first - zero);
	uint32_t last = !code->out || date->last == DAY_MAX ? 0 : (uint32_t)(date->last - zero);

	code_bool(code, &date->known);
	if (date->known) {
		code_number(code, &first);
		code_number(code, &last);
	}
	if (code->out)
		return;
	date->first = date->known && first && first < INT32_MAX ? (int32_t)(first + zero) : DAY_MIN;
	date->last = date->known && last && last < INT32_MAX ? (int32_t)(last + zero) : DAY_MAX;
	if (first >= INT32_MAX || last >= INT32_MAX || !is_date(*date)) {
		code_break(code);
		*date = DATE_NONE;
	}
}

void *code_items(struct code *code, void *items, uint32_t *count, size_t size)
{
	code_number(code, count);
	if (code->out)
		return items;
	/* no item is written in less than a sixteenth of its struct, so that few bytes cannot ask for much memory */
	if (*count > (size_t)(code->end - code->at) / (size / 16 + 1))
		code_break(code);
	if (code->broken)
		*count = 0;
	return *count ? arena_alloc(code->arena, *count, size) : NULL;
}

struct code code_of(const unsigned char *at, size_t n, struct arena *arena)
{
	return (struct code){.at = at, .end = at ? at + n : at, .arena = arena}; /* even NULL + 0 is undefined */
}

bool code_is_done(const struct code *code)
{
	return !code->broken && code->at == code->end;
}
