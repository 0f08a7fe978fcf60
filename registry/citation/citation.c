#include "registry/citation/citation.h"

#include "registry/base/ascii.h"
#include "registry/base/path.h"
#include "registry/citation/citation_forms.h"
#include "registry/citation/title_match.h"

#define COMMENT_MAX 16384 /* bytes of a comment within running text */
#define TARGET_MAX 1024   /* bytes of a link's target; what is longer is read as text */

/* A code span: as many backticks close it as opened it. Without an end, the backticks are just text. */
static size_t code_span(struct str text, size_t at)
{
	size_t opening = 0, run = 0;

	while (at + opening < text.n && text.at[at + opening] == '`')
		opening++;
	for (size_t i = at + opening; i <= text.n; i++) {
		if (i < text.n && text.at[i] == '`') {
			run++;
			continue;
		}
		if (run == opening)
			return i - at;
		run = 0;
	}
	return opening;
}

/* Letters of a board stand before a number: capitals (after dnr any), then a digit, with one separator between. */
static bool may_be_board(const struct citation_cursor *cursor)
{
	const unsigned char *text = (const unsigned char *)cursor->text.at + cursor->at;
	size_t rest = cursor->text.n - cursor->at, n = 0;

	if (text[0] < 'A' || (text[0] > 'Z' && text[0] < 0x80 && !cursor->marked))
		return false;
	while (n < rest && n < 11 && (((text[n] | 0x20) >= 'a' && (text[n] | 0x20) <= 'z') || text[n] >= 0x80))
		n++;
	if (!n || n + 1 >= rest)
		return false;
	return is_digit((char)text[n]) || (is_digit((char)text[n + 1]) && strchr(" \n/-.", text[n]));
}

void citation_resolve(struct citation *citation, const struct names_index *names)
{
	citation->name = citation->kind == CITATION_DNR ? names_by_dnr(names, citation->text)
	                                                : title_whole(names, citation->text);
	citation->outcome = citation->name == NO_NAME ? CITATION_UNKNOWN : CITATION_FOUND;
}

static bool is_one_of(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_equal(word, str_from(*words)))
			return true;
	return false;
}

/* Does a case number follow the word? So it does behind "och" when one stood before it. */
static bool is_marker(struct str word, bool marked)
{
	static const char *const markers[] = {
		"dnr",      "diarienr",     "diarienummer", "diarienumret", "diarienumren",     "ärende", "ärendet",
		"ärendenr", "ärendenummer", "ärendenumret", "beteckning",   "ärendebeteckning", NULL};
	static const char *const joints[] = {"och", "samt", "eller", "resp", "nr", "nummer", NULL};
	char lower[20];

	if (marked && is_one_of(word, joints))
		return true;
	if (word.n < 3 || word.n > sizeof lower || !strchr("dDbB\xC3", word.at[0])) /* most words, at once */
		return false;
	for (size_t i = 0; i < word.n; i++)
		lower[i] = word.at[i] == '\xC3' ? '\xC3' : (char)(word.at[i] | 0x20);
	return is_one_of((struct str){lower, word.n}, markers);
}

/* Bytes to pass over at a place that is no running text: code, a link's target, a URL. 0: it is text. */
static size_t not_text(struct str text, size_t at)
{
	size_t end = 0;

	switch (text.at[at]) {
	case '`':
		return code_span(text, at);
	case ']':
		if (at + 1 < text.n && text.at[at + 1] == '(' &&
		    (end = str_find(str_part(text, at, TARGET_MAX), STR(")"), 0)) != SIZE_MAX)
			return end + 1;
		return 0;
	case '<':
		if (str_starts(str_part(text, at, 4), STR("<!--"))) {
			end = str_find(str_part(text, at, COMMENT_MAX), STR("-->"), 0);
			return end == SIZE_MAX ? 0 : end + 3;
		}
		if ((end = str_find(str_part(text, at, TARGET_MAX), STR(">"), 0)) != SIZE_MAX &&
		    !memchr(text.at + at, ' ', end))
			return end + 1;
		return 0;
	case 'h':
		if (!str_starts(str_part(text, at, 8), STR("http://")) &&
		    !str_starts(str_part(text, at, 8), STR("https://")))
			return 0;
		for (end = at; end < text.n && (unsigned char)text.at[end] > ' '; end++)
			;
		return end - at;
	default:
		return 0;
	}
}

/* Notes what stands at the cursor: a word, or something longer that was passed over, in which a title may end that begins before it. */
static inline void note_words(const struct citation_scan *scan, const struct citation_cursor *cursor,
                              const struct word *word, size_t used)
{
	if (!scan->words || !used)
		return;
	if (word->to - word->from == used)
		bloom_add(scan->words, cursor->text.at + word->from, used);
	else
		bloom_add_text(scan->words, cursor->text, cursor->at, cursor->at + used);
}

#define LINKS_NESTED 8 /* links and images within each other */

/* Can the link lead to a document? Its own place is not asked for: a link within the text calls a part by its name. */
static bool leads_elsewhere(struct str url)
{
	url = str_part(url, 0, str_find(url, STR("#"), 0));
	url = str_part(url, 0, str_find(url, STR("?"), 0));
	return path_has_scheme(url) || str_starts(url, STR("//")) || !str_ends(url, STR(".md"));
}

/* At a "[": a link's text may begin here. The links are in the order of their ends. */
static void link_enter(const struct citation_scan *scan, struct citation_cursor *cursor)
{
	const char *at = cursor->text.at + cursor->at + 1;

	while (cursor->link < scan->link_count &&
	       scan->links[cursor->link].inside.at + scan->links[cursor->link].inside.n <= at - 1)
		cursor->link++;
	for (uint32_t i = cursor->link; i < scan->link_count && i < cursor->link + LINKS_NESTED; i++) {
		const struct markdown_link *link = &scan->links[i];
		if (link->inside.at != at)
			continue;
		if (cursor->called < at + link->inside.n)
			cursor->called = at + link->inside.n;
		if (leads_elsewhere(link->url) && cursor->elsewhere < at + link->inside.n)
			cursor->elsewhere = at + link->inside.n;
	}
}

/* [[id]], unless CommonMark finds a link here: [[1]](url), or [[1]] where [1] is defined. */
static size_t scan_bracket(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                           struct citation_cursor *cursor, bool *room)
{
	if (scan->link_count)
		link_enter(scan, cursor);
	if (cursor->at + 1 >= cursor->text.n || cursor->text.at[cursor->at + 1] != '[' ||
	    cursor->called > cursor->text.at + cursor->at)
		return 0;
	for (uint32_t i = cursor->link; i < scan->link_count && i < cursor->link + LINKS_NESTED; i++)
		if (scan->links[i].inside.at == cursor->text.at + cursor->at + 2)
			return 0;
	return cite_wiki(out, arena, scan, cursor, room);
}

static bool may_begin(const uint64_t *first_words, uint16_t key)
{
	return first_words[key >> 6] >> (key & 63) & 1;
}

static bool may_begin_foreign(const struct citation_scan *scan, uint16_t key)
{
	for (size_t i = 0; i < scan->foreign_count; i++)
		if (may_begin(names_first_words(scan->foreign[i]), key))
			return true;
	return false;
}

bool citations_scan(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                    const struct markdown_block *block)
{
	struct citation_cursor cursor = {.text = block->source,
	                                 .line = block->first_line,
	                                 .known = names_dnr_known(scan->names),
	                                 .block = out->n};
	const char *text = block->source.at;
	const uint64_t *first_words = names_first_words(scan->names);
	bool room = true;

	cursor.known.bodies = &scan->vocabulary->body_by_name;
	if (scan->config->citation_count && !cite_patterns(out, arena, scan, &cursor))
		return false;
	if (scan->acts)
		act_mentions_find(&cursor.acts, scan->acts, arena, cursor.text);
	while (room && cursor.at < cursor.text.n) {
		struct words words = {cursor.text, cursor.at};
		struct word word = {0};
		char c = cursor.text.at[cursor.at];
		size_t used = 0;
		uint16_t key;
		bool own;

		if (cursor.act < cursor.acts.n && cursor.acts.at[cursor.act].from <= cursor.at)
			used = cite_act(out, arena, scan, &cursor, &room);
		if (used)
			;
		else if (c == '`' || c == ']' || c == '<' || c == 'h')
			used = not_text(cursor.text, cursor.at);
		if (!used && c == '[')
			used = scan_bracket(out, arena, scan, &cursor, &room);
		if (!used && (is_digit(c) || may_be_board(&cursor)))
			used = cite_case_number(out, arena, scan, &cursor, &room);
		key = word_key(c, cursor.at + 1 < cursor.text.n ? text[cursor.at + 1] : 0);
		own = may_begin(first_words, key);
		if (!used && cursor.elsewhere <= text + cursor.at &&
		    (own || (scan->foreign_count && may_begin_foreign(scan, key))) && words_read(&words, &word)) {
			if (own)
				used = cite_title(out, arena, scan, &cursor, word, &room);
			if (!used && scan->foreign_count)
				used = cite_foreign(out, arena, scan, &cursor, word, &room);
		} else if (!used)
			words_skip(&words, &word);
		if (word.to > word.from) {
			cursor.marked = !used &&
			                is_marker(str_part(cursor.text, word.from, word.to - word.from), cursor.marked);
			if (!used)
				used = word.to - word.from;
		}
		note_words(scan, &cursor, &word, used);
		cursor.at += used ? used : 1;
	}
	vec_release(&cursor.acts);
	return room;
}
