#include "registry/citation/act_stance.h"

#include "registry/base/ascii.h"
#include "registry/citation/act_name.h"

#define SENTENCE_MAX 300u /* bytes on either side */
#define LEAD_MAX 90u      /* bytes between "enligt" and what it leads to */

static const char *const past_words[] = {
	"upphävda", "upphävd",    "upphävdes", "upphävts",     "upphörda",     "upphört",  "upphörde", "dåvarande",
	"tidigare", "gamla",      "förra",     "äldre",        "föregångare",  "ersattes", "ersatts",  "avskaffade",
	"dåtida",   "historiskt", "gällde",    "föregångaren", "förutvarande", "f.d.",     "fordom",   NULL};

bool act_epithet_is(struct str word)
{
	static const char *const words[] = {"den",    "det",     "nya",          "nuvarande", "gällande", "då",
	                                    "numera", "svenska", "upphävda",     "dåvarande", "tidigare", "gamla",
	                                    "förra",  "äldre",   "förutvarande", "nu",        NULL};

	for (const char *const *at = words; *at; at++)
		if (str_equal(word, str_from(*at)))
			return true;
	return false;
}

static bool ends_sentence(struct str text, size_t at)
{
	size_t next = act_past_spaces(text, at + 1);

	if (text.at[at] == '\n')
		return at + 1 < text.n && text.at[at + 1] == '\n';
	if (text.at[at] != '.' && text.at[at] != '!' && text.at[at] != '?' && text.at[at] != ';')
		return false;
	return next > at + 1 && next < text.n &&
	       ((text.at[next] >= 'A' && text.at[next] <= 'Z') || (unsigned char)text.at[next] == 0xC3);
}

/* The words of the sentence before `from`, or behind `to`. */
static struct str before_in_sentence(struct str text, size_t from)
{
	size_t at = from;

	while (at > 0 && from - at < SENTENCE_MAX && !ends_sentence(text, at - 1))
		at--;
	return str_part(text, at, from - at);
}

static struct str behind_in_sentence(struct str text, size_t to)
{
	size_t at = to;

	while (at < text.n && at - to < SENTENCE_MAX && !ends_sentence(text, at))
		at++;
	return str_part(text, to, at - to);
}

static bool has_word(struct str text, const char *const *words)
{
	for (size_t at = 0; at < text.n;) {
		struct act_span word = act_word_at(text, at);
		for (const char *const *one = words; word.to > at && *one; one++)
			if (str_equal(str_part(text, at, word.to - at), str_from(*one)))
				return true;
		at = word.to > at ? word.to : at + 1;
	}
	return false;
}

static bool has_phrase(struct str text, const char *const *phrases)
{
	for (; *phrases; phrases++)
		if (str_find(text, str_from(*phrases), 0) != SIZE_MAX)
			return true;
	return false;
}

enum cited_how act_stance_of(struct str text, size_t from, size_t to)
{
	static const char *const past_phrases[] = {
		"då gällande", "vid den tiden", "gällande till", "gällde till",     "till och med den",
		"som gällde",  "lydelse före",  "har ersatts",   "trädde ur kraft", NULL};
	static const char *const leads[] = {"enligt",
	                                    "nligt",
	                                    "med stöd av",
	                                    "ed stöd av",
	                                    "stöd i",
	                                    "följer av",
	                                    "krav i",
	                                    "kraven i",
	                                    "kravet i",
	                                    "bestämmelserna i",
	                                    "utifrån",
	                                    "med hänvisning till",
	                                    "i enlighet med",
	                                    "regleras i",
	                                    "styrs av",
	                                    "grundas på",
	                                    "grundar sig på",
	                                    "grund av",
	                                    "bygger på",
	                                    "vilar på",
	                                    "med tillämpning av",
	                                    "följa",
	                                    "följer",
	                                    "tillämpas",
	                                    "tillämpar",
	                                    "uppfylla",
	                                    "uppfyller",
	                                    "i lag",
	                                    NULL};
	struct str before = before_in_sentence(text, from), behind = behind_in_sentence(text, to);
	struct str whole = str_part(text, from, to - from);
	size_t near = before.n > LEAD_MAX ? before.n - LEAD_MAX : 0;

	if (has_word(before, past_words) || has_word(behind, past_words) || has_word(whole, past_words) ||
	    has_phrase(str_part(text, from - before.n, before.n + whole.n + behind.n), past_phrases))
		return CITED_PAST;
	return has_phrase(str_part(before, near, before.n), leads) ? CITED_RESTS : CITED_MENTION;
}
