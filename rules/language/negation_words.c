/* The words of a sentence and their kinds, by the phrases of negation.def. */
#include <pthread.h>

#include "registry/base/utf8.h"
#include "registry/citation/word_hash.h"
#include "registry/port/unicode.h"
#include "rules/language/negation_internal.h"

struct trigger {
	uint64_t word[NEGATION_PHRASE_MAX];
	unsigned words;
	enum kind kind;
	bool opens;    /* ends with "att" */
	unsigned next; /* with the same first word, in the hash table; 0: none */
};

static const struct {
	enum kind kind;
	const char *phrases;
} rows[] = {
#define TRIGGER(kind, phrases) {kind, phrases},
#define ENDING(kind, end)
#include "rules/language/negation.def"
#undef TRIGGER
#undef ENDING
};

static const struct {
	enum kind kind;
	struct str end;
} endings[] = {
#define TRIGGER(kind, phrases)
#define ENDING(kind, end) {kind, {end, sizeof(end) - 1}},
#include "rules/language/negation.def"
#undef TRIGGER
#undef ENDING
};

static struct trigger triggers[NEGATION_PHRASES]; /* the first is unused */
static unsigned chains[NEGATION_PHRASES];         /* by first word */
static pthread_once_t triggers_once = PTHREAD_ONCE_INIT;

static unsigned *chain_of(uint64_t hash)
{
	return &chains[hash % NEGATION_PHRASES];
}

static void trigger_add(unsigned at, enum kind kind, struct str phrase)
{
	struct trigger *trigger = &triggers[at];
	struct words words = words_of(phrase);
	struct word word;
	unsigned *chain = NULL;

	*trigger = (struct trigger){.kind = kind, .opens = str_ends(phrase, STR(" att"))};
	while (trigger->words < NEGATION_PHRASE_MAX && words_next(&words, &word))
		trigger->word[trigger->words++] = word.hash;
	chain = chain_of(trigger->word[0]);
	trigger->next = *chain;
	*chain = at;
}

static void triggers_build(void)
{
	unsigned count = 1;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (const char *phrase = rows[i].phrases; phrase && count < NEGATION_PHRASES;) {
			size_t n = strcspn(phrase, ",");
			trigger_add(count++, rows[i].kind, str_trim((struct str){phrase, n}));
			phrase = phrase[n] ? phrase + n + 1 : NULL;
		}
}

static bool token_add(struct sentence *s, struct token token, size_t mention)
{
	if (s->n == NEGATION_BEFORE && token.from < mention) { /* forget what is farthest away */
		s->n = NEGATION_BEFORE / 2;
		memmove(s->at, s->at + NEGATION_BEFORE / 2, NEGATION_BEFORE / 2 * sizeof *s->at);
	}
	if (s->n < NEGATION_TOKENS)
		s->at[s->n++] = token;
	return s->n < NEGATION_TOKENS;
}

/* A full stop inside a table cell; not that of an abbreviation. */
static bool is_stop(struct str text, size_t at)
{
	size_t next = at + 2;

	return at >= 2 && next < text.n && text.at[at + 1] == ' ' && !strchr(" .", text.at[at - 1]) &&
	       !strchr(" .", text.at[at - 2]) && unicode_is_upper(utf8_next(text, &next)) &&
	       !unicode_stop_abbreviates(text, at);
}

static bool is_dash(struct str text, size_t at)
{
	return (at == 0 || text.at[at - 1] == ' ') &&
	       (str_starts(str_part(text, at, 2), STR("- ")) || str_starts(str_part(text, at, 4), STR("– ")) ||
	        str_starts(str_part(text, at, 4), STR("— ")));
}

static enum kind punctuation_at(struct str text, size_t at)
{
	static const struct {
		enum kind kind;
		char sign;
		bool anywhere; /* also before a letter or digit: not 10:30, 1,5 or ?id=1 */
	} signs[] = {{COMMA, ',', false}, {COLON, ':', false}, {ASK, '?', false},  {BREAK, ';', true},
	             {BREAK, '!', true},  {PIPE, '|', true},   {PAREN, '(', true}, {PAREN_END, ')', true}};
	char after = at + 1 < text.n ? text.at[at + 1] : ' ';
	bool alone = !((after >= '0' && after <= '9') || ((after | 0x20) >= 'a' && (after | 0x20) <= 'z'));

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].sign == text.at[at])
			return alone || signs[i].anywhere ? signs[i].kind : PLAIN;
	if (text.at[at] == '.')
		return is_stop(text, at) ? BREAK : PLAIN;
	return is_dash(text, at) ? COLON : PLAIN;
}

/* The part of a compound is no trigger: icke-funktionell, om- och tillbyggnad. */
static bool is_part(struct str text, const struct word *word)
{
	return (word->from > 0 && text.at[word->from - 1] == '-') || (word->to < text.n && text.at[word->to] == '-');
}

static bool within_letter(struct str text, size_t at)
{
	return at < text.n && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

/* The bytes from..to and what is around them, without parts of words before. */
static struct words window_of(struct str text, size_t from, size_t to)
{
	size_t at = from > NEGATION_WINDOW ? from - NEGATION_WINDOW : 0;
	size_t end = to - from < NEGATION_WINDOW ? to : from + NEGATION_WINDOW;

	end = text.n - end < NEGATION_WINDOW ? text.n : end + NEGATION_WINDOW;
	while (at > 0 && at < from && text.at[at] != ' ')
		at++;
	while (within_letter(text, at))
		at++;
	while (within_letter(text, end))
		end++;
	return (struct words){{text.at, end}, at};
}

static void tokens_read(struct sentence *s, size_t from, size_t to)
{
	struct words words = window_of(s->text, from, to);
	struct word word = {0};
	bool room = true;

	while (room && words.at < words.text.n) {
		struct token token = {.from = words.at, .clause = -1};
		if (words_read(&words, &word)) {
			token.hash = is_part(s->text, &word) ? 0 : word.hash;
		} else {
			token.kind = punctuation_at(s->text, words.at);
			utf8_next(words.text, &words.at);
			if (token.kind == PLAIN)
				continue;
		}
		token.to = words.at;
		room = token_add(s, token, from);
	}
}

static const struct trigger *trigger_at(const struct sentence *s, int at)
{
	const struct trigger *best = NULL;

	for (unsigned i = *chain_of(s->at[at].hash); i; i = triggers[i].next) {
		const struct trigger *trigger = &triggers[i];
		unsigned same = 0;
		while (same < trigger->words && at + (int)same < s->n &&
		       s->at[at + (int)same].hash == trigger->word[same])
			same++;
		if (same == trigger->words && (!best || same >= best->words)) /* of equals, the first row */
			best = trigger;
	}
	return best;
}

static enum kind kind_by_ending(const struct sentence *s, int at)
{
	char last = s->text.at[s->at[at].to - 1];

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (endings[i].end.at[endings[i].end.n - 1] == last && token_ends(s, at, endings[i].end))
			return endings[i].kind;
	return PLAIN;
}

/* Gives each token its kind, and makes one token of a phrase. */
static void tokens_classify(struct sentence *s)
{
	int n = 0;

	for (int i = 0, words = 1; i < s->n; i += words, words = 1) {
		struct token token = s->at[i];
		const struct trigger *trigger = token.hash ? trigger_at(s, i) : NULL;
		if (trigger) {
			words = (int)trigger->words;
			token.kind = trigger->kind;
			token.opens = trigger->opens;
			token.to = s->at[i + words - 1].to;
		} else if (token.hash) {
			token.kind = kind_by_ending(s, i);
		}
		s->at[n++] = token;
	}
	s->n = n;
}

void negation_read(struct sentence *s, size_t from, size_t to)
{
	pthread_once(&triggers_once, triggers_build);
	s->n = 0;
	tokens_read(s, from, to);
	tokens_classify(s);
}
