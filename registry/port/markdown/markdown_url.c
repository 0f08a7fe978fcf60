/* Finds again on its source line where a link's URL stands: cmark's own places of inlines are wrong on continuation
 * lines and after hard breaks. */
#include "registry/base/ascii.h"
#include "registry/port/markdown/markdown_internal.h"

/* How many spots a link may pass over (links in raw HTML, or none after all); keeps the search linear. */
#define LETTERS_COMPARED 200u
#define SPOTS_AHEAD 64u

/* Longest run of backticks that is matched. */
#define TICKS_MAX 64u

/* A block's source that is being searched. */
struct scan {
	struct str text; /* up to the block's end */
	size_t at;
	bool quote;
	uint64_t unclosed; /* bit n: there is no closing run of n backticks any more */
};

static bool is_punctuation(char byte)
{
	return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') || (byte >= '[' && byte <= '`') ||
	       (byte >= '{' && byte <= '~');
}

static size_t run_length(struct str text, size_t at, char byte)
{
	size_t from = at;
	while (at < text.n && text.at[at] == byte)
		at++;
	return at - from;
}

/* At a backtick: goes behind the code span that begins here, or behind the backticks when none does. */
static void scan_skip_code(struct scan *scan)
{
	size_t ticks = run_length(scan->text, scan->at, '`');
	scan->at += ticks;
	if (ticks >= TICKS_MAX || (scan->unclosed >> ticks & 1))
		return;
	for (size_t at = scan->at; at < scan->text.n;) {
		const char *tick = memchr(scan->text.at + at, '`', scan->text.n - at);
		if (!tick)
			break;
		at = (size_t)(tick - scan->text.at);
		size_t found = run_length(scan->text, at, '`');
		at += found;
		if (found == ticks) {
			scan->at = at;
			return;
		}
	}
	scan->unclosed |= UINT64_C(1) << ticks;
}

/* Behind "](": the URL's first byte, after white space, at most one line's end, and "<". */
static size_t scan_url_start(const struct scan *scan, size_t at)
{
	bool newline = false;
	for (; at < scan->text.n; at++) {
		char byte = scan->text.at[at];
		newline = newline || byte == '\n';
		if (!is_space(byte) && !(newline && scan->quote && byte == '>'))
			break;
	}
	return at < scan->text.n && scan->text.at[at] == '<' ? at + 1 : at;
}

/* Behind "<": does it look like a URL or mail address up to ">"? */
static bool scan_is_autolink(const struct scan *scan, size_t at)
{
	bool mark = false;
	for (; at < scan->text.n; at++) {
		char byte = scan->text.at[at];
		if (byte == '>')
			return mark;
		if (byte == '<' || is_space(byte))
			return false;
		mark = mark || byte == ':' || byte == '@';
	}
	return false;
}

/* At a bracket that closes the one opened last. */
static void spot_add(struct markdown_spots *spots, const struct scan *scan, bool url)
{
	struct markdown_spot spot = {
		.from = spots->open.at[--spots->open.n] + 1, .to = (uint32_t)scan->at, .reference = !url};
	spot.offset = url ? (uint32_t)scan_url_start(scan, scan->at + 2) : spot.from;
	vec_push(spots, spot);
}

void markdown_find_spots(struct markdown_spots *spots, struct str text, size_t from, size_t to, bool quote)
{
	static const bool special[256] = {['`'] = true, ['\\'] = true, ['['] = true, [']'] = true, ['<'] = true};
	struct scan scan = {{text.at, to}, from, quote, 0};
	spots->found = true;
	spots->open.n = 0; /* each bracket that closes takes one, whether it makes a link or not */
	while (scan.at < to) {
		while (scan.at < to && !special[(unsigned char)text.at[scan.at]])
			scan.at++;
		if (scan.at == to)
			break;
		char byte = text.at[scan.at];
		char next = scan.at + 1 < to ? text.at[scan.at + 1] : '\0';
		if (byte == '`') {
			scan_skip_code(&scan);
			continue;
		}
		if (byte == '\\' && is_punctuation(next))
			scan.at++;
		else if (byte == '[')
			vec_push(&spots->open, (uint32_t)scan.at);
		else if (byte == ']' && spots->open.n > 0)
			spot_add(spots, &scan, next == '(');
		else if (byte == '<' && scan_is_autolink(&scan, scan.at + 1))
			vec_push(spots, (struct markdown_spot){.offset = (uint32_t)scan.at + 1, .autolink = true});
		scan.at++;
	}
}

/* The length of an entity such as &amp; or &#246; at the offset, or 0. */
static size_t entity_length(struct str raw, size_t at)
{
	size_t n = 1;
	while (n < 34 && at + n < raw.n && (raw.at[at + n] == '#' || !is_punctuation(raw.at[at + n])) &&
	       !is_space(raw.at[at + n]))
		n++;
	return n > 1 && at + n < raw.n && raw.at[at + n] == ';' ? n + 1 : 0;
}

/* Behind the character at the offset. */
static size_t point_end(struct str text, size_t at)
{
	do
		at++;
	while (at < text.n && ((unsigned char)text.at[at] & 0xC0) == 0x80);
	return at;
}

/* Is this the source of the URL? Entities are taken for any one character. */
static bool source_is_url(struct str raw, struct str url, bool autolink)
{
	size_t i = 0, j = 0;
	while (j < url.n) {
		if (i >= raw.n)
			return false;
		struct str entity = str_part(raw, i, raw.at[i] == '&' ? entity_length(raw, i) : 0);
		/* one that has no meaning stays as it is */
		if (entity.n > 0 && (str_equal(entity, STR("&amp;")) || !str_starts(str_part(url, j, url.n), entity))) {
			i += entity.n;
			j = point_end(url, j);
			continue;
		}
		if (!autolink && raw.at[i] == '\\' && i + 1 < raw.n && is_punctuation(raw.at[i + 1]))
			i++;
		if (raw.at[i++] != url.at[j++])
			return false;
	}
	return i < raw.n && (raw.at[i] == '>' || (!autolink && (raw.at[i] == ')' || is_space(raw.at[i]))));
}

static bool spot_has_url(const struct markdown_spot *spot, struct str text, size_t to, struct str url)
{
	struct str mail = STR("mailto:"), raw = {text.at + spot->offset, to - spot->offset};
	return !spot->reference &&
	       (source_is_url(raw, url, spot->autolink) ||
	        (spot->autolink && str_starts(url, mail) && source_is_url(raw, str_part(url, mail.n, url.n), true)));
}

/* The next byte that is no markup, or -1. */
static int letter_next(struct str text, size_t *at)
{
	while (*at < text.n && (is_punctuation(text.at[*at]) || is_space(text.at[*at])))
		++*at;
	return *at < text.n ? (unsigned char)text.at[(*at)++] : -1;
}

/* Do they begin with the same letters? A bounded number is compared, since nested links may share a long text. */
static bool spot_shows(const struct markdown_spot *spot, struct str text, struct str shown)
{
	struct str source = {text.at + spot->from, spot->to - spot->from};
	size_t i = 0, j = 0;
	int letter = 0;
	for (unsigned compared = 0; letter >= 0 && compared < LETTERS_COMPARED; compared++) {
		letter = letter_next(source, &i);
		if (letter != letter_next(shown, &j))
			return false;
	}
	return true;
}

/* What links are recognised by, the surest first. */
enum proof { PROOF_BOTH, PROOF_SHOWN, PROOF_URL, PROOFS };

static bool spot_is_link(const struct markdown_spot *spot, enum proof proof, struct str text, size_t to, struct str url,
                         struct str shown)
{
	if (proof == PROOF_SHOWN)
		return spot->reference && spot_shows(spot, text, shown);
	return spot_has_url(spot, text, to, url) &&
	       (proof == PROOF_URL || spot->autolink || spot_shows(spot, text, shown));
}

/* Is the spot behind it the label in [text][label]? */
static bool spot_has_label(const struct markdown_spots *spots, size_t i)
{
	return spots->at[i].reference && i + 1 < spots->n && spots->at[i + 1].from == spots->at[i].to + 2;
}

const struct markdown_spot *markdown_find_link(struct markdown_spots *spots, struct str text, size_t to, struct str url,
                                               struct str shown)
{
	for (enum proof proof = PROOF_BOTH; proof < PROOFS; proof++) {
		for (size_t i = spots->next; i < spots->n && i < spots->next + SPOTS_AHEAD; i++) {
			if (spot_is_link(&spots->at[i], proof, text, to, url, shown)) {
				spots->next = i + 1 + (spot_has_label(spots, i) ? 1 : 0);
				return &spots->at[i];
			}
		}
	}
	return NULL;
}
