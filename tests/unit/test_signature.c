/* registry/port/signature: what ssh-keygen signs, it verifies; nothing else passes. */
#include "registry/port/signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
/* cmocka needs the first two above */
#include <cmocka.h>

static char folder[64];
static char signature[4096], signers[2048], own[1024];
static const struct str signed_bytes = STR("tree 1234\n\nBeslut\n");

static void shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void shell(const char *format, ...)
{
	char command[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	assert_int_equal(system(command), 0); // NOLINT(cert-env33-c): a test's own words
}

static void read_file(const char *name, char *text, size_t room)
{
	char path[128];
	FILE *file = NULL;
	size_t n = 0;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "r");
	assert_non_null(file);
	n = fread(text, 1, room - 1, file);
	text[n] = '\0';
	fclose(file);
}

static int set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "%s", "/tmp/styrdok-sign-XXXXXX");
	assert_non_null(mkdtemp(folder));
	shell("cd %s && ssh-keygen -q -t ed25519 -N '' -C '' -f key && ssh-keygen -q -t ed25519 -N '' -C '' -f other",
	      folder);
	shell("cd %s && printf '%%s' '%.*s' >data && ssh-keygen -q -Y sign -n git -f key data 2>log", folder,
	      STR_ARG(signed_bytes));
	read_file("data.sig", signature, sizeof signature);
	read_file("key.pub", own, sizeof own);
	snprintf(signers, sizeof signers, "kansli@stad.se %s", own);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	shell("rm -r %s", folder);
	return 0;
}

static void verifies(enum signature_outcome expected, struct str bytes, const char *made, const char *allowed,
                     const char *principal)
{
	struct error error = {0};

	assert_int_equal(signature_verify(bytes, str_from(made), str_from(allowed), principal, &error), expected);
}

static void valid(void **state)
{
	(void)state;
	verifies(SIGNATURE_VALID, signed_bytes, signature, signers, "kansli@stad.se");
}

static void invalid(void **state)
{
	char other[2048], key[1024], limited[2048], cut[4096];

	(void)state;
	verifies(SIGNATURE_INVALID, STR("tree 1235\n\nBeslut\n"), signature, signers, "kansli@stad.se");
	verifies(SIGNATURE_INVALID, STR_EMPTY, signature, signers, "kansli@stad.se");
	verifies(SIGNATURE_INVALID, signed_bytes, signature, signers, "annan@stad.se");
	verifies(SIGNATURE_INVALID, signed_bytes, signature, "", "kansli@stad.se");
	read_file("other.pub", key, sizeof key);
	snprintf(other, sizeof other, "kansli@stad.se %s", key);
	verifies(SIGNATURE_INVALID, signed_bytes, signature, other, "kansli@stad.se");
	snprintf(limited, sizeof limited, "kansli@stad.se valid-before=\"20200101\" %s", own);
	verifies(SIGNATURE_INVALID, signed_bytes, signature, limited, "kansli@stad.se");
	snprintf(limited, sizeof limited, "kansli@stad.se namespaces=\"file\" %s", own);
	verifies(SIGNATURE_INVALID, signed_bytes, signature, limited, "kansli@stad.se");
	snprintf(cut, sizeof cut, "%.*s", (int)strlen(signature) / 2, signature);
	verifies(SIGNATURE_INVALID, signed_bytes, cut, signers, "kansli@stad.se");
}

static void not_ssh(void **state)
{
	(void)state;
	verifies(SIGNATURE_NOT_SSH, signed_bytes, "", signers, "kansli@stad.se");
	verifies(SIGNATURE_NOT_SSH, signed_bytes, "-----BEGIN PGP SIGNATURE-----\n", signers, "kansli@stad.se");
}

static void missing_program(void **state)
{
	char *path = strdup(getenv("PATH"));
	struct error error = {0};

	(void)state;
	setenv("PATH", "/nonexistent", 1);
	assert_int_equal(
		signature_verify(signed_bytes, str_from(signature), str_from(signers), "kansli@stad.se", &error),
		SIGNATURE_NOT_TOLD);
	assert_int_equal(error.kind, ERROR_SIGNATURE);
	setenv("PATH", path, 1);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid),
		cmocka_unit_test(invalid),
		cmocka_unit_test(not_ssh),
		cmocka_unit_test(missing_program),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
