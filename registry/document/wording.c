#include "registry/document/wording.h"

#include "registry/base/ascii.h"

static bool date_take(struct date *out, struct str value)
{
	return !out->known && date_parse(value, out);
}

static bool text_take(struct str *out, struct str value)
{
	if (out->n || !value.n)
		return false;
	*out = value;
	return true;
}

static bool attribute_read(struct str word, struct wording *out)
{
	size_t sign = str_find(word, STR("="), 0);
	struct str key = str_part(word, 0, sign), value = str_part(word, sign + 1, word.n);

	if (str_equal(key, STR("from")))
		return date_take(&out->from, value);
	if (str_equal(key, STR("until")))
		return date_take(&out->until, value);
	if (str_equal(key, STR("by")))
		return text_take(&out->by, value);
	return str_equal(key, STR("was")) && text_take(&out->was, value);
}

bool wording_read(struct str attributes, struct wording *out, struct str *wrong)
{
	bool right = true;

	*out = (struct wording){.from = DATE_NONE, .until = DATE_NONE};
	while (attributes.n) {
		size_t n = 0;
		struct str word;
		while (n < attributes.n && !is_space(attributes.at[n]))
			n++;
		word = str_part(attributes, 0, n);
		attributes = str_trim(str_part(attributes, n, attributes.n));
		if (attribute_read(word, out))
			continue;
		if (right)
			*wrong = word;
		right = false;
	}
	return right;
}

bool wording_next_by(struct str *by, struct str *name)
{
	while (by->n) {
		size_t comma = str_find(*by, STR(","), 0), n = comma == SIZE_MAX ? by->n : comma;
		*name = str_trim(str_part(*by, 0, n));
		*by = str_part(*by, n + 1, by->n);
		if (name->n)
			return true;
	}
	return false;
}
