#include "registry/port/signature.h"

#include "registry/port/subprocess.h"

#include <stdlib.h>
#include <sys/wait.h>

#define SECONDS 20u
#define OUTPUT_MAX ((size_t)64 << 10)
#define MEMORY ((size_t)256 << 20)
#define STATUS_INVALID 255 /* ssh-keygen's, of whatever it does not accept */

/* It says "No user exists for uid" in a container whose user has no name, and that is not an answer. */
static bool could_not_work(const struct program_result *result)
{
	return strstr(result->words, "No user exists") || strstr(result->words, "unknown option") ||
	       strstr(result->words, "invalid option");
}

enum signature_outcome signature_verify(struct str bytes, struct str signature, struct str signers,
                                        const char *principal, struct error *error)
{
	const char *const arguments[] = {"ssh-keygen", "-Y", "verify", "-f", "/dev/fd/3", "-I",
	                                 principal,    "-n", "git",    "-s", "/dev/fd/4", NULL};
	struct program program = {
		.arguments = arguments,
		.files = {signers.n ? signers : STR("\n"), signature},
		.seconds = SECONDS,
		.cpu_seconds = SECONDS,
		.output = OUTPUT_MAX,
		.data = MEMORY,
	};
	struct program_result result;
	enum program_end end;

	if (!str_starts(str_trim(signature), STR("-----BEGIN SSH SIGNATURE-----")))
		return SIGNATURE_NOT_SSH;
	end = program_run(&result, &program, bytes);
	free(result.output);
	if (end == PROGRAM_ENDED && WIFEXITED(result.status) && WEXITSTATUS(result.status) == 0)
		return SIGNATURE_VALID;
	if (end == PROGRAM_ENDED && WIFEXITED(result.status) && WEXITSTATUS(result.status) == STATUS_INVALID &&
	    !could_not_work(&result))
		return SIGNATURE_INVALID;
	error_set(error, ERROR_SIGNATURE, "ssh-keygen", end == PROGRAM_MISSING ? NULL : result.words);
	return SIGNATURE_NOT_TOLD;
}
