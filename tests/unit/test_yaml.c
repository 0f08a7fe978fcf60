/* registry/port/yaml. */
#include "registry/port/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static struct arena arena;
static struct yaml_node *root;
static struct yaml_error error;

static const struct yaml_limits generous = {64, 1000000};

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static enum yaml_problem parse_within(struct str text, uint32_t depth, uint32_t nodes)
{
	struct yaml_limits limits = {depth, nodes};
	enum yaml_problem problem;
	/* of exactly its size, so that reading past the end is seen */
	char *copy = malloc(text.n ? text.n : 1);

	arena_reset(&arena);
	if (text.n > 0)
		memcpy(copy, text.at, text.n);
	root = (struct yaml_node *)1;
	problem = yaml_parse(&root, &arena, (struct str){copy, text.n}, 1, limits, &error);
	free(copy);
	assert_int_equal(problem, error.problem);
	if (problem != YAML_OK && problem != YAML_DUPLICATE_KEY)
		assert_null(root);
	return problem;
}

static enum yaml_problem parse(const char *text)
{
	return parse_within(str_from(text), generous.depth, generous.nodes);
}

static void write_node(FILE *to, const struct yaml_node *node)
{
	fprintf(to, "%u:%u", node->at.line, node->at.column);
	switch (node->kind) {
	case YAML_SCALAR:
		fprintf(to, node->quoted ? "\"%.*s\"" : "<%.*s>", STR_ARG(node->text));
		assert_null(node->first);
		break;
	case YAML_LIST:
		fputc('[', to);
		for (const struct yaml_node *item = node->first; item; item = item->next) {
			write_node(to, item);
			fputs(item->next ? " " : "", to);
		}
		fputc(']', to);
		break;
	case YAML_MAP:
		fputc('{', to);
		for (const struct yaml_node *key = node->first; key; key = key->next) {
			write_node(to, key);
			fputc('=', to);
			write_node(to, key->value);
			fputs(key->next ? " " : "", to);
		}
		fputc('}', to);
		break;
	}
}

/* The tree as line:column and <plain>, "quoted", [list], {key=value}. */
static const char *tree(void)
{
	static char text[4096];
	FILE *to = fmemopen(text, sizeof text, "w");

	text[0] = '\0';
	if (root)
		write_node(to, root);
	fclose(to);
	return text;
}

static void assert_tree(const char *text, const char *expected)
{
	assert_int_equal(parse(text), YAML_OK);
	assert_int_equal(error.at.line, 0);
	assert_string_equal(tree(), expected);
}

static void assert_problem(const char *text, enum yaml_problem problem, uint32_t line, uint32_t column,
                           const char *detail)
{
	assert_int_equal(parse(text), problem);
	assert_int_equal(error.at.line, line);
	assert_int_equal(error.at.column, column);
	assert_int_equal(error.detail.n, strlen(detail));
	assert_memory_equal(error.detail.n ? error.detail.at : "", detail, error.detail.n);
}

/* `count` times the piece, between head and tail. */
static struct str repeated(const char *head, const char *piece, size_t count, const char *tail)
{
	static char *text;
	size_t n = strlen(piece), at = strlen(head);

	free(text);
	text = malloc(at + n * count + strlen(tail) + 1);
	memcpy(text, head, at);
	for (size_t i = 0; i < count; i++, at += n)
		memcpy(text + at, piece, n);
	memcpy(text + at, tail, strlen(tail) + 1);
	return (struct str){text, at + strlen(tail)};
}

/* -- trees -- */

static void test_nothing(void **state)
{
	(void)state;
	assert_int_equal(parse_within(STR_EMPTY, 1, 1), YAML_OK);
	assert_null(root);
	assert_tree("", "");
	assert_tree("# bara en kommentar\n", "");
	assert_tree(" \n\n", "");
	assert_tree("---\n", "2:1<>");
	assert_tree("\xEF\xBB\xBF", "");
}

static void test_kinds(void **state)
{
	(void)state;
	assert_tree("ord", "1:1<ord>");
	assert_tree("a: b\nc: [d, {e: f}]\n", "1:1{1:1<a>=1:4<b> 2:1<c>=2:4[2:5<d> 2:8{2:9<e>=2:12<f>}]}");
	assert_tree("- a\n-\n- - b\n", "1:1[1:3<a> 2:2<> 3:3[3:5<b>]]");
	assert_tree("a:\nb: ~\nc: null\nd: ''\n", "1:1{1:1<a>=1:3<> 2:1<b>=2:4<~> 3:1<c>=3:4<null> 4:1<d>=4:4\"\"}");
	assert_tree("a:\n- b\n- c: d\n  e: f\n", "1:1{1:1<a>=2:1[2:3<b> 3:3{3:3<c>=3:6<d> 4:3<e>=4:6<f>}]}");
	assert_tree("? a\n: b\n? c\n", "1:1{1:3<a>=2:3<b> 3:3<c>=4:1<>}");
	assert_tree("[a: b, c]", "1:1[1:2{1:2<a>=1:5<b>} 1:8<c>]");
	assert_tree("{a, b: }", "1:1{1:2<a>=1:3<> 1:5<b>=1:8<>}");
	assert_tree("<<: x", "1:1{1:1<<<>=1:5<x>}");
	assert_tree("a: {}\nb: []\n", "1:1{1:1<a>=1:4{} 2:1<b>=2:4[]}");
	assert_tree("%YAML 1.1\n---\na: b\n...\n", "3:1{3:1<a>=3:4<b>}");
}

static void test_scalars(void **state)
{
	(void)state;
	assert_tree("a: ett\n  två\n\n  tre\nb: c", "1:1{1:1<a>=1:4<ett två\ntre> 5:1<b>=5:4<c>}");
	assert_tree("a: 'it''s'\nb: \"\\u00e5 \\\"\n  x\"", "1:1{1:1<a>=1:4\"it's\" 2:1<b>=2:4\"å \" x\"}");
	assert_tree("a: |\n  rad\n   två\nb: >-\n  x\n  y\n", "1:1{1:1<a>=1:4\"rad\n två\n\" 4:1<b>=4:4\"x y\"}");
	assert_tree("'a': 2008-03", "1:1{1:1\"a\"=1:6<2008-03>}");
	assert_tree("a: x # kommentar", "1:1{1:1<a>=1:4<x>}");
	assert_tree("dnr: 031-2486/2007", "1:1{1:1<dnr>=1:6<031-2486/2007>}");
}

static void test_tags(void **state)
{
	(void)state;
	assert_tree("a: !!str 1", "1:1{1:1<a>=1:4\"1\"}");
	assert_tree("a: !!int 1", "1:1{1:1<a>=1:4<1>}");
	assert_tree("!!map {a: !!seq [!!null ~, !!bool true, !!float 1.5]}",
	            "1:1{1:8<a>=1:11[1:18<~> 1:28<true> 1:41<1.5>]}");
	assert_tree("a: !<tag:yaml.org,2002:str> 1", "1:1{1:1<a>=1:4\"1\"}");
	assert_problem("a: !stad 1", YAML_SYNTAX, 1, 4, "tag !stad");
	assert_problem("a: !!timestamp 1", YAML_SYNTAX, 1, 4, "tag tag:yaml.org,2002:timestamp");
	assert_problem("a: ! 1", YAML_SYNTAX, 1, 4, "tag !");
	assert_problem("a: !!map x", YAML_SYNTAX, 1, 4, "tag tag:yaml.org,2002:map");
	assert_problem("a: !!str [x]", YAML_SYNTAX, 1, 4, "tag tag:yaml.org,2002:str");
	assert_problem("a: !!seq {x: y}", YAML_SYNTAX, 1, 4, "tag tag:yaml.org,2002:seq");
	assert_problem("# x\n%TAG !s! tag:a,2000:\n---\na: b", YAML_SYNTAX, 2, 1, "tag directives are refused");
}

static void test_get(void **state)
{
	(void)state;
	assert_int_equal(parse("a: b\nc:\n  - d\n"), YAML_OK);
	assert_string_equal(yaml_get(root, STR("a"))->text.at, "b"); /* a NUL follows */
	assert_int_equal(yaml_get(root, STR("c"))->kind, YAML_LIST);
	assert_null(yaml_get(root, STR("b")));
	assert_null(yaml_get(root, STR_EMPTY));
	assert_null(yaml_get(NULL, STR("a")));
	assert_null(yaml_get(yaml_get(root, STR("c")), STR("d")));
	assert_null(yaml_get(yaml_get(root, STR("a")), STR("b")));
}

static void test_null(void **state)
{
	static const char *const nothing[] = {"a:", "a: ~", "a: null", "a: !!null"};
	static const char *const something[] = {"a: ''", "a: \"~\"", "a: 'null'", "a: Null",
	                                        "a: []", "a: {}",    "a: 0",      "a: |"};

	(void)state;
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
		assert_int_equal(parse(nothing[i]), YAML_OK);
		assert_true(yaml_is_null(root->first->value));
	}
	for (size_t i = 0; i < sizeof something / sizeof *something; i++) {
		assert_int_equal(parse(something[i]), YAML_OK);
		assert_false(yaml_is_null(root->first->value));
	}
}

/* -- places -- */

static void test_places(void **state)
{
	struct str text = STR("ä: 1\nö: 2");

	(void)state;
	assert_tree("åäö: räksmörgås\n", "1:1{1:1<åäö>=1:9<räksmörgås>}");
	assert_tree("åäö: [é, \"ü\", x]", "1:1{1:1<åäö>=1:9[1:10<é> 1:14\"ü\" 1:20<x>]}");
	assert_tree("a: 'å\n  ä' # ö\nb: |\n  åäö\nc: d", "1:1{1:1<a>=1:4\"å ä\" 3:1<b>=3:4\"åäö\n\" 5:1<c>=5:4<d>}");
	assert_tree("a: \U0001F600 # x\n\U0001F600: b", "1:1{1:1<a>=1:4<\U0001F600> 2:1<\U0001F600>=2:7<b>}");
	assert_tree("a: b\r\nö: c\r\n", "1:1{1:1<a>=1:4<b> 2:1<ö>=2:5<c>}");
	/* a byte order mark is part of the first line */
	assert_tree("\xEF\xBB\xBFå: b\nc: d", "1:4{1:4<å>=1:8<b> 2:1<c>=2:4<d>}");
	/* NEL and LS break lines for libyaml; lines of the file end with LF alone */
	assert_tree("a: b\xC2\x85"
	            "c: d\ne: f",
	            "1:1{1:1<a>=1:4<b> 1:7<c>=1:10<d> 2:1<e>=2:4<f>}");
	assert_tree("a: b\u2028c: d\ne: f", "1:1{1:1<a>=1:4<b> 1:8<c>=1:11<d> 2:1<e>=2:4<f>}");
	assert_tree("a: b\rc: d\ne: f", "1:1{1:1<a>=1:4<b> 1:6<c>=1:9<d> 2:1<e>=2:4<f>}");
	yaml_parse(&root, &arena, text, 100, generous, &error);
	assert_string_equal(tree(), "100:1{100:1<ä>=100:5<1> 101:1<ö>=101:5<2>}");
}

static void test_syntax(void **state)
{
	(void)state;
	assert_problem("a: b\nåäö: [x", YAML_SYNTAX, 2, 11,
	               "did not find expected ',' or ']', while parsing a flow sequence");
	assert_problem("a: b\n  c: d", YAML_SYNTAX, 2, 4, "mapping values are not allowed in this context");
	assert_problem("å: }", YAML_SYNTAX, 1, 5, "did not find expected node content, while parsing a block node");
	assert_problem("å: @x", YAML_SYNTAX, 1, 5,
	               "found character that cannot start any token, while scanning for the next token");
	/* what was begun and never ended is shown where it began */
	assert_problem("a: b\nfoo\nc: d", YAML_SYNTAX, 2, 1,
	               "could not find expected ':', while scanning a simple key");
	assert_problem("å: \"b\nc: d\n", YAML_SYNTAX, 1, 5,
	               "found unexpected end of stream, while scanning a quoted scalar");
	assert_problem("a: 'b\n---\n'", YAML_SYNTAX, 1, 4,
	               "found unexpected document indicator, while scanning a quoted scalar");
	assert_problem("a: b\n\tc: d", YAML_SYNTAX, 2, 1,
	               "found a tab character that violates indentation, while scanning a plain scalar");
	assert_problem("a: \"\\q\"", YAML_SYNTAX, 1, 5,
	               "found unknown escape character, while parsing a quoted scalar");
}

static void test_characters(void **state)
{
	static const struct {
		const char *text;
		uint32_t column;
	} cases[] = {{"å: \x01", 5},         {"\x7F", 1},      {"a: \xC2\x80", 4}, {"a: \xEF\xBF\xBE", 4},
	             {"a: \xEF\xBF\xBF", 4}, {"a: \x1B[0m", 4}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_problem(cases[i].text, YAML_SYNTAX, 1, cases[i].column, "control characters are not allowed");
	assert_problem("a: b\nc: d\nå: \x02", YAML_SYNTAX, 3, 5, "control characters are not allowed");
	assert_problem("a: \"b\\0\"", YAML_SYNTAX, 1, 4, "control characters are not allowed");
	assert_int_equal(parse_within((struct str){"a: \0b", 5}, 8, 8), YAML_SYNTAX);
	assert_int_equal(error.at.column, 4);
	/* far behind the first buffer that libyaml fills */
	assert_int_equal(parse_within(repeated("", "åäö: x\n", 10000, "b: \x01"), 8, 100000), YAML_SYNTAX);
	assert_int_equal(error.at.line, 10001);
	assert_int_equal(error.at.column, 4);
}

/* -- what is refused -- */

static void test_aliases(void **state)
{
	(void)state;
	assert_problem("å: &namn x", YAML_ALIAS, 1, 5, "namn");
	assert_problem("a: *namn", YAML_ALIAS, 1, 4, "namn");
	assert_problem("&a a: b", YAML_ALIAS, 1, 1, "a");
	assert_problem("*a : b", YAML_ALIAS, 1, 1, "a");
	assert_problem("a: &l [b]", YAML_ALIAS, 1, 4, "l");
	assert_problem("a: &m {b: c}", YAML_ALIAS, 1, 4, "m");
	assert_problem("a: !!str &b x", YAML_ALIAS, 1, 4, "b");
	assert_tree("a: 'b & *c'", "1:1{1:1<a>=1:4\"b & *c\"}");
	assert_tree("a: R&D *", "1:1{1:1<a>=1:4<R&D *>}");
}

static void test_duplicates(void **state)
{
	(void)state;
	assert_problem("id: a\nåä: b\n'id': c\nid: d\n", YAML_DUPLICATE_KEY, 3, 1, "id");
	assert_int_equal(error.other.line, 1);
	assert_int_equal(error.other.column, 1);
	assert_string_equal(tree(), "1:1{1:1<id>=1:5<a> 2:1<åä>=2:7<b>}");
	/* the first in the file, though the inner map ends before the outer one */
	assert_problem("a: 1\na: {b: 1, b: 2}\n", YAML_DUPLICATE_KEY, 2, 1, "a");
	assert_string_equal(tree(), "1:1{1:1<a>=1:4<1>}");
	assert_problem("a: {b: 1, b: 2}\na: 1\n", YAML_DUPLICATE_KEY, 1, 11, "b");
	assert_int_equal(error.other.column, 5);
	assert_string_equal(tree(), "1:1{1:1<a>=1:4{1:5<b>=1:8<1>}}");
	/* the same key in different maps is none */
	assert_tree("- a: 1\n- a: 2\n", "1:1[1:3{1:3<a>=1:6<1>} 2:3{2:3<a>=2:6<2>}]");
	/* what comes later and is worse stands */
	assert_problem("a: 1\na: 2\nb: [", YAML_SYNTAX, 3, 5,
	               "did not find expected node content, while parsing a flow node");
	assert_problem("a: 1\na: 2\nb: *c", YAML_ALIAS, 3, 4, "c");
	assert_problem("{'': 1, ? }", YAML_DUPLICATE_KEY, 1, 11, "");
}

/* Large maps are searched another way: the same answers on both sides of the border. */
static void test_duplicates_sizes(void **state)
{
	(void)state;
	for (unsigned count = 1; count <= 40; count++) {
		char text[1024] = "";
		size_t keys = 0;

		for (unsigned i = 0; i < count; i++)
			snprintf(text + strlen(text), 32, "k%u: %u\n", i, i);
		assert_int_equal(parse(text), YAML_OK);
		snprintf(text + strlen(text), 64, "k%u: x\nk0: y\nz: 1\n", count / 2);
		assert_int_equal(parse(text), YAML_DUPLICATE_KEY);
		assert_int_equal(error.at.line, count + 1);
		assert_int_equal(error.other.line, count / 2 + 1);
		for (const struct yaml_node *key = root->first; key; key = key->next)
			keys++;
		assert_int_equal(keys, count + 1);
		assert_string_equal(yaml_get(root, STR("k0"))->text.at, "0");
		assert_string_equal(yaml_get(root, STR("z"))->text.at, "1");
	}
}

static void test_key_shape(void **state)
{
	(void)state;
	assert_problem("å: b\n? [c]\n: d", YAML_KEY_SHAPE, 2, 3, "");
	assert_problem("{{a: b}: c}", YAML_KEY_SHAPE, 1, 2, "");
	assert_problem("[a]: b", YAML_KEY_SHAPE, 1, 1, "");
	assert_problem("? - a\n: b", YAML_KEY_SHAPE, 1, 3, "");
}

static void test_documents(void **state)
{
	(void)state;
	assert_problem("a: b\n---\nc: d\n", YAML_MANY_DOCUMENTS, 2, 1, "");
	assert_problem("---\na: b\n--- c\n", YAML_MANY_DOCUMENTS, 3, 1, "");
	assert_problem("a: b\n...\n---\n", YAML_MANY_DOCUMENTS, 3, 1, "");
	assert_problem("---\n---\n", YAML_MANY_DOCUMENTS, 2, 1, "");
	assert_tree("---\na: b\n...\n...\n", "2:1{2:1<a>=2:4<b>}");
}

/* -- limits -- */

static void test_depth(void **state)
{
	static const struct {
		const char *three, *four;
		uint32_t column;
	} cases[] = {
		{"[[[x]]]", "[[[[x]]]]", 4},           {"{a: {b: {c: d}}}", "{a: {b: {c: {d: e}}}}", 13},
		{"- - - x", "- - - - x", 7},           {"- - a: x", "- - - a: x", 7},
		{"? x\n: - - y", "? x\n: - - - y", 7}, {"[a: [x]]", "[a: [[x]]]", 6},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(parse_within(str_from(cases[i].three), 3, 100), YAML_OK);
		assert_int_equal(parse_within(str_from(cases[i].four), 3, 100), YAML_TOO_DEEP);
		assert_int_equal(error.at.column, cases[i].column);
	}
	assert_int_equal(parse_within(STR("a:\n  b:\n    c: d"), 3, 100), YAML_OK);
	assert_int_equal(parse_within(STR("a:\n  b:\n    c:\n      d: e"), 3, 100), YAML_TOO_DEEP);
	assert_int_equal(error.at.line, 4);
	assert_int_equal(error.at.column, 7);
	assert_int_equal(parse_within(STR("x"), 0, 100), YAML_OK);
	assert_int_equal(parse_within(STR("[]"), 0, 100), YAML_TOO_DEEP);
}

static void test_nodes(void **state)
{
	(void)state;
	/* the map, two keys, two values */
	assert_int_equal(parse_within(STR("a: b\nå: d"), 8, 5), YAML_OK);
	assert_int_equal(parse_within(STR("a: b\nå: d"), 8, 4), YAML_TOO_MANY_NODES);
	assert_int_equal(error.at.line, 2);
	assert_int_equal(error.at.column, 5);
	assert_int_equal(parse_within(STR("[a, b, []]"), 8, 4), YAML_OK);
	assert_int_equal(parse_within(STR("[a, b, []]"), 8, 3), YAML_TOO_MANY_NODES);
	assert_int_equal(error.at.column, 8);
	assert_int_equal(parse_within(STR(""), 8, 0), YAML_OK);
	assert_int_equal(parse_within(STR("a"), 8, 0), YAML_TOO_MANY_NODES);
}

static void test_blanks(void **state)
{
	(void)state;
	assert_int_equal(parse_within(repeated("a: b", " ", YAML_BLANKS_MAX, "c"), 8, 8), YAML_OK);
	assert_int_equal(parse_within(repeated("å: b", " ", YAML_BLANKS_MAX + 1, "c"), 8, 8), YAML_SYNTAX);
	assert_int_equal(error.at.line, 1);
	assert_int_equal(error.at.column, YAML_BLANKS_MAX + 6);
	assert_string_equal(error.detail.at, "too much white space");
	assert_int_equal(parse_within(repeated("a: b", "\n", YAML_BLANKS_MAX, "c: d"), 8, 8), YAML_OK);
	assert_int_equal(parse_within(repeated("a: b", "\n", YAML_BLANKS_MAX + 1, "c: d"), 8, 8), YAML_SYNTAX);
	assert_int_equal(error.at.line, YAML_BLANKS_MAX + 1);
	assert_int_equal(parse_within(repeated("a: b", "\r\n", YAML_BLANKS_MAX / 2, "c: d"), 8, 8), YAML_OK);
	assert_int_equal(parse_within(repeated("a: b", "\r\n", YAML_BLANKS_MAX / 2 + 1, "c: d"), 8, 8), YAML_SYNTAX);
	assert_int_equal(parse_within(repeated("a: b", "\u2028", YAML_BLANKS_MAX / 3, " c"), 8, 8), YAML_OK);
	assert_int_equal(parse_within(repeated("a: b", "\u2028", YAML_BLANKS_MAX / 3 + 1, " c"), 8, 8), YAML_SYNTAX);
	assert_int_equal(parse_within(repeated("a: b", "\xC2\x85", YAML_BLANKS_MAX / 2 + 1, " c"), 8, 8), YAML_SYNTAX);
	assert_int_equal(parse_within(repeated("a: b", "\t", YAML_BLANKS_MAX + 1, "# c"), 8, 8), YAML_SYNTAX);
	/* the same letters that begin U+2028 and U+0085 are none */
	assert_int_equal(parse_within(repeated("a: b", "”€\u00A0", 3000, " c"), 8, 8), YAML_OK);
}

/* Each was quadratic in libyaml, or could have been: half a megabyte of it in far less than a minute. */
static void test_linear(void **state)
{
	static const char *const pieces[] = {
		"[",     "{",       "[[",    "{a: ",         "- ",          "-\n",    "? ",
		"?\n",   "[\n",     "!!!!",  "!a!b ",        "!<%41",       "&a &b ", "*a ",
		"\"\\x", "\"\\x41", "'",     "''",           "a: ",         "a\n ",   "a ",
		"a,",    "[a, ",    "[a: ",  "%TAG !a! b\n", "%YAML 1.1\n", "# x\n",  "#",
		"|\n",   ">\n a\n", "---\n", "...\n",        "a:\n  b:\n",  "a: b\n", "\xEF\xBB\xBF",
		"å",     "\t",      ", ",    ": ",           "] ",          "}",      "\\",
		"%",
	};
	clock_t begun = clock();

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		parse_within(repeated("", pieces[i], 500000 / strlen(pieces[i]), ""), 64, 100000);
		parse_within(repeated("a: [", pieces[i], 500000 / strlen(pieces[i]), ""), 64, 100000);
		parse_within(repeated("a: \"", pieces[i], 500000 / strlen(pieces[i]), "\""), 64, 100000);
	}
	assert_true(clock() - begun < 30 * CLOCKS_PER_SEC);
}

/* The run of white space that libyaml then wipes at each word is as long as it may be. */
static void test_linear_blanks(void **state)
{
	static const char *const heads[] = {"a: b", "a: \"b", "a: 'b", "a: |\n b", "a: >\n b"};
	char head[YAML_BLANKS_MAX + 16];
	clock_t begun = clock();

	(void)state;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		size_t n = strlen(heads[i]);

		memcpy(head, heads[i], n);
		memset(head + n, ' ', YAML_BLANKS_MAX - 1);
		memcpy(head + n + YAML_BLANKS_MAX - 1, "c", 2);
		parse_within(repeated(head, " d", 200000, ""), 64, 100000);
		memset(head + n, '\n', YAML_BLANKS_MAX - 1);
		head[n + YAML_BLANKS_MAX - 2] = ' ';
		parse_within(repeated(head, "\n d", 150000, ""), 64, 100000);
	}
	assert_true(clock() - begun < 30 * CLOCKS_PER_SEC);
}

static void test_stairs(void **state)
{
	char *text = malloc(600 * 606 / 2);
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < 600; i++) {
		memset(text + n, ' ', i);
		n += i;
		memcpy(text + n, "a:\n", 3);
		n += 3;
	}
	assert_int_equal(parse_within((struct str){text, n}, 64, 100000), YAML_TOO_DEEP);
	assert_int_equal(error.at.line, 65);
	assert_int_equal(error.at.column, 65);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),       cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_scalars),       cmocka_unit_test(test_tags),
		cmocka_unit_test(test_get),           cmocka_unit_test(test_null),
		cmocka_unit_test(test_places),        cmocka_unit_test(test_syntax),
		cmocka_unit_test(test_characters),    cmocka_unit_test(test_aliases),
		cmocka_unit_test(test_duplicates),    cmocka_unit_test(test_duplicates_sizes),
		cmocka_unit_test(test_key_shape),     cmocka_unit_test(test_documents),
		cmocka_unit_test(test_depth),         cmocka_unit_test(test_nodes),
		cmocka_unit_test(test_blanks),        cmocka_unit_test(test_linear),
		cmocka_unit_test(test_linear_blanks), cmocka_unit_test(test_stairs),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
