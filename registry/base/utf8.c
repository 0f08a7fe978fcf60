#include "registry/base/utf8.h"

static unsigned char byte_at(struct str text, size_t at)
{
	return (unsigned char)text.at[at];
}

static bool byte_continues(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/* Length of the sequence that begins with this byte; 0 when none does. */
static size_t sequence_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead < 0xc2 || lead > 0xf4) /* continuation bytes, overlong forms of ASCII, beyond U+10FFFF */
		return 0;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* RFC 3629, section 4: four leads narrow their second byte, against overlong forms, surrogates and U+110000. */
static bool second_fits(unsigned char lead, unsigned char second)
{
	switch (lead) {
	case 0xe0:
		return second >= 0xa0 && second <= 0xbf;
	case 0xed:
		return second >= 0x80 && second <= 0x9f;
	case 0xf0:
		return second >= 0x90 && second <= 0xbf;
	case 0xf4:
		return second >= 0x80 && second <= 0x8f;
	default:
		return byte_continues(second);
	}
}

/* Length of the well-formed sequence at the offset, or 0. */
static size_t sequence_valid(struct str text, size_t at)
{
	unsigned char lead = byte_at(text, at);
	size_t n = sequence_length(lead);

	if (n == 0 || n > text.n - at)
		return 0;
	if (n > 1 && !second_fits(lead, byte_at(text, at + 1)))
		return 0;
	for (size_t i = 2; i < n; i++) {
		if (!byte_continues(byte_at(text, at + i)))
			return 0;
	}
	return n;
}

/* How many of eight bytes come before the first that is not ASCII, which there is. */
static size_t ascii_before(uint64_t high)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return (size_t)__builtin_ctzll(high) / 8;
#else
	return (size_t)__builtin_clzll(high) / 8;
#endif
}

/* Most text is ASCII: eight bytes at a time. */
static size_t skip_ascii(struct str text, size_t at)
{
	uint64_t eight;

	for (; text.n - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, text.at + at, sizeof eight);
		eight &= 0x8080808080808080u;
		if (eight)
			return at + ascii_before(eight);
	}
	while (at < text.n && byte_at(text, at) < 0x80)
		at++;
	return at;
}

size_t utf8_invalid_at(struct str text)
{
	size_t at = 0;

	while (at < text.n) {
		size_t n;

		if (byte_at(text, at) < 0x80)
			at = skip_ascii(text, at);
		if (at == text.n)
			break;
		n = sequence_valid(text, at);
		if (n == 0)
			return at;
		at += n;
	}
	return SIZE_MAX;
}

bool utf8_is_text(struct str text)
{
	return utf8_invalid_at(text) == SIZE_MAX && !(text.n && memchr(text.at, 0, text.n));
}

size_t utf8_count(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.n; i++)
		count += !byte_continues(byte_at(text, i));
	return count;
}

size_t utf16_count(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.n; i++) {
		count += !byte_continues(byte_at(text, i));
		count += byte_at(text, i) >= 0xf0; /* beyond the basic plane: a surrogate pair */
	}
	return count;
}

uint32_t utf8_next(struct str text, size_t *at)
{
	unsigned char lead = byte_at(text, *at);
	size_t n = sequence_length(lead);
	uint32_t code = n < 2 ? lead : lead & (0x7fu >> n);

	++*at;
	for (size_t i = 1; i < n && *at < text.n; i++)
		code = code << 6 | (byte_at(text, (*at)++) & 0x3fu);
	return code;
}

size_t utf8_offset(struct str text, size_t count)
{
	for (size_t i = 0; i < text.n; i++) {
		if (!byte_continues(byte_at(text, i)) && count-- == 0)
			return i;
	}
	return text.n;
}
