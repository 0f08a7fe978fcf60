#include "registry/cache/record_codec.h"

#include "registry/base/utf8.h"

static void bytes_reserve(struct codec_bytes *out, size_t more)
{
	if (more > out->room - out->n) {
		out->room = (out->room + more) * 2;
		out->at = memory_resize(out->at, out->room, 1);
	}
}

void codec_bytes_add(struct codec_bytes *out, const void *bytes, size_t n)
{
	bytes_reserve(out, n);
	if (n)
		memcpy(out->at + out->n, bytes, n);
	out->n += n;
}

static void codec_break(struct codec *codec)
{
	codec->broken = true;
	codec->at = codec->end;
}

/* Seven bits a byte, the lowest first; the eighth says that more follow (LEB128). */
static void number_write(struct codec_bytes *out, uint32_t number)
{
	bytes_reserve(out, 5);
	for (; number >= 0x80; number >>= 7)
		out->at[out->n++] = (unsigned char)(number | 0x80);
	out->at[out->n++] = (unsigned char)number;
}

static uint32_t number_read(struct codec *codec)
{
	uint32_t number = 0;

	for (unsigned shift = 0; shift < 35 && codec->at < codec->end; shift += 7) {
		unsigned char byte = *codec->at++;
		if ((shift == 28 && byte > 0x0F) || (shift && !byte)) /* too large; longer than it is ever written */
			break;
		number |= (uint32_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return number;
	}
	codec_break(codec);
	return 0;
}

void codec_number(struct codec *codec, uint32_t *number)
{
	if (codec->out)
		number_write(codec->out, *number);
	else
		*number = number_read(codec);
}

void codec_below(struct codec *codec, uint32_t *number, uint32_t bound)
{
	codec_number(codec, number);
	if (!codec->out && *number >= bound) {
		codec_break(codec);
		*number = 0;
	}
}

void codec_bool(struct codec *codec, bool *value)
{
	uint32_t number = codec->out ? *value : 0;

	codec_below(codec, &number, 2);
	*value = number == 1;
}

static void text_write(struct codec_bytes *out, struct str text)
{
	number_write(out, (uint32_t)text.n);
	codec_bytes_add(out, text.at, text.n);
	codec_bytes_add(out, "", 1);
}

void codec_text(struct codec *codec, struct str *text)
{
	uint32_t n = 0;

	if (codec->out) {
		codec->broken = codec->broken || utf8_invalid_at(*text) != SIZE_MAX || text->n > UINT32_MAX;
		text_write(codec->out, *text);
		return;
	}
	n = number_read(codec);
	*text = STR_EMPTY;
	if (codec->broken || n >= (size_t)(codec->end - codec->at) || codec->at[n] != 0) {
		codec_break(codec);
		return;
	}
	*text = (struct str){(const char *)codec->at, n};
	codec->at += n + 1;
	if (utf8_invalid_at(*text) != SIZE_MAX) {
		codec_break(codec);
		*text = STR_EMPTY;
	}
}

void codec_location(struct codec *codec, struct location *at)
{
	codec_number(codec, &at->line);
	codec_number(codec, &at->column);
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
void codec_date(struct codec *codec, struct date *date)
{
	const int64_t zero = -400000; /* before the year 1000 */
	uint32_t first = !codec->out || date->first == DAY_MIN ? 0 : (uint32_t)(date->first - zero);
	uint32_t last = !codec->out || date->last == DAY_MAX ? 0 : (uint32_t)(date->last - zero);

	codec_bool(codec, &date->known);
	if (date->known) {
		codec_number(codec, &first);
		codec_number(codec, &last);
	}
	if (codec->out)
		return;
	date->first = date->known && first && first < INT32_MAX ? (int32_t)(first + zero) : DAY_MIN;
	date->last = date->known && last && last < INT32_MAX ? (int32_t)(last + zero) : DAY_MAX;
	if (first >= INT32_MAX || last >= INT32_MAX || !is_date(*date)) {
		codec_break(codec);
		*date = DATE_NONE;
	}
}

void *codec_items(struct codec *codec, void *items, uint32_t *count, size_t size)
{
	codec_number(codec, count);
	if (codec->out)
		return items;
	/* no item is written in less than a sixteenth of its struct, so that few bytes cannot ask for much memory */
	if (*count > (size_t)(codec->end - codec->at) / (size / 16 + 1))
		codec_break(codec);
	if (codec->broken)
		*count = 0;
	return *count ? arena_alloc(codec->arena, *count, size) : NULL;
}

struct codec codec_of(const unsigned char *at, size_t n, struct arena *arena)
{
	return (struct codec){.at = at, .end = at ? at + n : at, .arena = arena}; /* even NULL + 0 is undefined */
}

bool codec_is_done(const struct codec *codec)
{
	return !codec->broken && codec->at == codec->end;
}
