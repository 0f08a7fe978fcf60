/* That every row of every table of keys is whole, that no word means two keys, and that what the tables list is what is read. */
#include "tests/unit/register.h"

#include "registry/document/config.h"
#include "rules/evaluate/key_tables.h"

#define TABLES 64

static bool needs_table(const struct key_row *row)
{
	return row->type == VALUE_MAP || row->type == VALUE_MAPS || row->type == VALUE_ENTRY ||
	       row->type == VALUE_ENTRIES;
}

static void row_is_whole(const struct key_table *table, const struct key_row *row)
{
	if (!row->key || !row->en || !row->sv || !*row->en || !*row->sv)
		fail_msg("%s: %s: what it is for is not said", table->name,
		         row->key ? row->key : "a row without a key");
	if (row->type == VALUE_WORD && !row->words)
		fail_msg("%s: %s: it has no words", table->name, row->key);
	if (needs_table(row) && !row->table)
		fail_msg("%s: %s: it has no table", table->name, row->key);
	if ((row->type == VALUE_MAPS || row->type == VALUE_ENTRIES) && !row->read && (!row->table->size || !row->count))
		fail_msg("%s: %s: how large its items are, or where they are counted, is not said", table->name,
		         row->key);
	if ((row->type == VALUE_OWN_KEYS || row->type == VALUE_CONDITION) && !row->read)
		fail_msg("%s: %s: nothing reads it", table->name, row->key);
}

static bool meet(const struct key_row *a, const struct key_row *b)
{
	return !a->within || !b->within || (a->within & b->within);
}

/* Does the list "a, b" hold the word? */
static bool lists(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = list ? strstr(list, word) : NULL; at; at = strstr(at + 1, word))
		if ((at == list || at[-1] == ' ') && (at == list || at[-2] == ',') && (!at[n] || at[n] == ','))
			return true;
	return false;
}

static void no_word_means_two_keys(const struct key_table *table)
{
	for (size_t i = 0; i < table->n; i++)
		for (size_t k = 0; k < table->n; k++) {
			const struct key_row *a = &table->rows[i], *b = &table->rows[k];
			if (i == k || !meet(a, b))
				continue;
			if (!strcmp(a->key, b->key) || lists(b->also, a->key))
				fail_msg("%s: '%s' means two keys", table->name, a->key);
			for (const char *word = b->also; word && *word;) {
				const char *end = strstr(word, ", ");
				char text[100] = "";
				snprintf(text, sizeof text, "%.*s", end ? (int)(end - word) : (int)strlen(word), word);
				if (lists(a->also, text))
					fail_msg("%s: '%s' means '%s' and '%s'", table->name, text, a->key, b->key);
				word = end ? end + 2 : NULL;
			}
		}
}

/* All tables, also those within others, each once. */
static size_t tables_found(const struct key_table **found)
{
	size_t n = 0;

	for (size_t i = 0; key_tables[i]; i++)
		found[n++] = key_tables[i];
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < found[i]->n; k++) {
			const struct key_table *inner = found[i]->rows[k].table;
			size_t at = 0;
			while (at < n && found[at] != inner)
				at++;
			if (inner && at == n && n < TABLES)
				found[n++] = inner;
		}
	return n;
}

static void every_row_is_whole(void **state)
{
	const struct key_table *found[TABLES];
	size_t n = tables_found(found), rows = 0;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < found[i]->n; k++)
			row_is_whole(found[i], &found[i]->rows[k]);
		no_word_means_two_keys(found[i]);
		rows += found[i]->n;
	}
	assert_in_range(n, 20, TABLES - 1);
	assert_in_range(rows, 150, 1000);
}

static void document_keys_are_in_the_order_of_their_enum(void **state)
{
	(void)state;
	assert_int_equal(document_keys.n, KEY_COUNT + 2 * RELATION_TYPES);
	assert_string_equal(document_keys.rows[KEY_ID].key, "id");
	assert_string_equal(document_keys.rows[KEY_TEXT].key, "text");
	for (uint32_t i = 0; i < RELATION_TYPES; i++) {
		const struct key_row *row = &document_keys.rows[CONFIG_RELATION + i];
		const struct key_row *inverse = &document_keys.rows[CONFIG_INVERSE + i];
		assert_string_equal(row->key, relation_name((enum relation_type)i));
		assert_string_equal(inverse->key, relation_inverse_name((enum relation_type)i));
	}
}

/* A map that states every key of the table, each with nothing. */
static void every_key_listed_is_read(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct problems problems = {0};
	struct fields fields = {.arena = &arena, .problems = &problems};
	union {
		struct config config;
		char room[sizeof(struct config) + 4096];
	} into;

	(void)state;
	memset(&into, 0, sizeof into);
	for (size_t i = 0; i < config_keys.n; i++) {
		struct yaml_node null = {.kind = YAML_SCALAR, .text = STR("")};
		struct yaml_node key = {.kind = YAML_SCALAR, .text = str_from(config_keys.rows[i].key), .value = &null};
		struct yaml_node map = {.kind = YAML_MAP, .first = &key};
		keys_read(&fields, &config_keys, UINT_MAX, &map, &into);
	}
	assert_int_equal(problems.n, 0);
	vec_release(&problems);
	arena_release(&arena);
}

static struct str meant(const struct key_table *table, const char *word)
{
	static struct problem told;
	struct problems problems = {0};
	struct arena arena = ARENA_EMPTY;
	struct fields fields = {.arena = &arena, .problems = &problems};
	struct yaml_node key = {.kind = YAML_SCALAR, .text = str_from(word)};
	const struct key_row *row = NULL;

	key_unknown(&fields, table, NULL, UINT_MAX, &key);
	told = problems.at[0];
	row = key_find(table, UINT_MAX, told.args[1].text); /* the arena is not kept */
	vec_release(&problems);
	arena_release(&arena);
	return row ? str_from(row->key) : STR_EMPTY;
}

#define MEANS(table, word, key)                                                                                        \
	do {                                                                                                           \
		struct str found = meant(table, word);                                                                 \
		if (!str_equal(found, STR(key)))                                                                       \
			fail_msg("'%s' is taken for '%.*s'", word, STR_ARG(found));                                    \
	} while (0)

static void words_of_municipal_heads_are_known(void **state)
{
	(void)state;
	MEANS(&document_keys, "beslutad", "decided");
	MEANS(&document_keys, "Beslutsdatum", "decided");
	MEANS(&document_keys, "gäller från", "in-force");
	MEANS(&document_keys, "gäller-från", "in-force");
	MEANS(&document_keys, "galler_fran", "in-force");
	MEANS(&document_keys, "revideras", "review-by");
	MEANS(&document_keys, "ersätter", "supersedes");
	MEANS(&document_keys, "ersatt av", "superseded-by");
	MEANS(&document_keys, "upphäver", "repeals");
	MEANS(&document_keys, "dokumentansvarig", "steward");
	MEANS(&document_keys, "decided by", "decided-by");
	MEANS(&document_keys, "titlle", "title");
	MEANS(&document_keys, "colour", "");
	MEANS(&body_keys, "label", "name");
	MEANS(&topic_keys, "name", "label");
	MEANS(&config_keys, "språk", "language");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_whole),
		cmocka_unit_test(document_keys_are_in_the_order_of_their_enum),
		cmocka_unit_test(every_key_listed_is_read),
		cmocka_unit_test(words_of_municipal_heads_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
