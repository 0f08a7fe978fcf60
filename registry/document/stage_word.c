#include "registry/document/stage_word.h"

/* "ACCEPTED", "Accepted (2024)", "Superseded by 2": the word without the remark behind it. */
static struct str stage_word(struct str text)
{
	static const char *const remarks[] = {" (", " by ", ",", ";", ":"};

	for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
		text = str_part(text, 0, str_find(text, str_from(remarks[i]), 1));
	text = str_trim(text);
	while (text.n && (text.at[text.n - 1] & 0x80 || text.at[text.n - 1] == ' ')) /* a sign */
		text.n--;
	return text;
}

int config_stage_word_named(const struct config *config, struct str text)
{
	struct str word = stage_word(text);

	for (uint32_t i = 0; i < config->stage_word_count; i++)
		if (str_equal(config->stage_words[i].word, text))
			return (int)i;
	for (uint32_t i = 0; i < config->stage_word_count; i++) {
		struct str own = config->stage_words[i].word;
		bool same = own.n == word.n;
		for (size_t k = 0; same && k < own.n; k++)
			same = ((unsigned char)own.at[k] | 0x20) == ((unsigned char)word.at[k] | 0x20);
		if (same)
			return (int)i;
	}
	return -1;
}
