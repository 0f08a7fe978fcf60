/* rules/since: checking only what a change can touch finds what checking everything finds, over the corpus's history and over changes that
 * nobody would make. */
#include "registry/graph/edges.h"
#include "registry/graph/load.h"
#include "rules/change/new_findings.h"
#include "tests/unit/register.h"

#define IDENTITY "-c user.name=R -c user.email=r@example.org "

static char folder[64];

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

static struct registry *open_at(const char *revision)
{
	struct registry *registry = NULL;
	struct source *source = NULL;
	struct error error = {0};

	assert_int_equal(source_open(&source, folder, NULL, revision, &error), 0);
	assert_int_equal(registry_load(&registry, source, &error), 0);
	return registry;
}

static struct registry *open_like(const char *revision, const struct registry *reused)
{
	struct registry *registry = NULL;
	struct source *source = NULL;
	struct error error = {0};

	assert_int_equal(source_open(&source, folder, NULL, revision, &error), 0);
	assert_int_equal(registry_load_judged(&registry, source, reused, NULL, &error), 0);
	return registry;
}

/* The number of findings, which are the same both ways. */
static size_t both_ways(struct registry *base, struct registry *registry)
{
	struct new_findings_request request = {.registry = registry, .base = base};
	struct check_result some, all;
	struct error error = {0};
	size_t count = 0;

	assert_true(date_parse(STR("2013-01-01"), &request.today));
	assert_int_equal(check_new_findings(&some, &request, &error), 0);
	request.everywhere = true;
	assert_int_equal(check_new_findings(&all, &request, &error), 0);
	count = all.findings.n;
	for (size_t i = 0; i < some.findings.n && i < count; i++)
		if (finding_compare(&some.findings.at[i], &all.findings.at[i]) != 0)
			fail_msg("finding %zu: %.*s:%u %.*s, not %.*s:%u %.*s", i, STR_ARG(some.findings.at[i].path),
			         some.findings.at[i].at.line,
			         STR_ARG(diagnostic_row(some.findings.at[i].diagnostic)->code),
			         STR_ARG(all.findings.at[i].path), all.findings.at[i].at.line,
			         STR_ARG(diagnostic_row(all.findings.at[i].diagnostic)->code));
	assert_int_equal(some.findings.n, count);
	check_result_release(&some);
	check_result_release(&all);
	return count;
}

struct taken { /* how many bases took over their documents, their list of files, their relations' rows */
	size_t documents, files, rows;
};

/* A base that takes over what is the same finds what one that was read finds. */
static void like_another(struct taken *count, struct registry *base, struct registry *registry, const char *revision)
{
	struct registry *reused = open_like(revision, registry);
	struct new_findings_request read = {.registry = registry, .base = base},
				    taken = {.registry = registry, .base = reused};
	struct check_result by_read, by_taken;
	struct error error = {0};

	count->documents += reused->reused != NULL;
	count->files += reused->others == registry->others;
	count->rows += graph_is_reused(reused, registry);
	assert_true(date_parse(STR("2013-01-01"), &read.today));
	taken.today = read.today;
	assert_int_equal(check_new_findings(&by_read, &read, &error), 0);
	assert_int_equal(check_new_findings(&by_taken, &taken, &error), 0);
	assert_int_equal(by_read.findings.n, by_taken.findings.n);
	for (size_t i = 0; i < by_read.findings.n; i++)
		assert_int_equal(finding_compare(&by_read.findings.at[i], &by_taken.findings.at[i]), 0);
	check_result_release(&by_read);
	check_result_release(&by_taken);
	registry_free(reused);
}

static int set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "%s", "/tmp/styrdok-since-XXXXXX");
	assert_non_null(mkdtemp(folder));
	shell("tools/history %s/r >/dev/null", folder);
	snprintf(folder + strlen(folder), 3, "/r");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	folder[strlen(folder) - 2] = '\0';
	shell("rm -r %s", folder);
	return 0;
}

/* Forwards and backwards over some of the commits. */
static void history(void **state)
{
	char command[256], line[64], before[64] = "";
	FILE *list = NULL;
	size_t found = 0, number = 0;
	struct taken taken = {0};

	(void)state;
	snprintf(command, sizeof command, "git -C %s log --reverse --format=%%H", folder);
	list = popen(command, "r"); // NOLINT(cert-env33-c)
	assert_non_null(list);
	while (fgets(line, sizeof line, list)) {
		line[strcspn(line, "\n")] = '\0';
		if (number++ % 2 == 0 && before[0]) {
			struct registry *base = open_at(before), *registry = open_at(line);
			found += both_ways(base, registry);
			found += both_ways(registry, base);
			like_another(&taken, base, registry, before);
			registry_free(base);
			registry_free(registry);
		}
		snprintf(before, sizeof before, "%s", line);
	}
	pclose(list);
	if (found <= 20)
		fail_msg("only %zu findings", found);
}

/* A line of front matter goes, or a year in it changes, in one document after the other: in the folder, or in every second one committed. */
static void damage(void **state)
{
	struct registry *base = open_at("HEAD"), *registry = NULL;
	struct taken taken = {0};
	size_t found = 0;

	(void)state;
	for (uint32_t i = 0; i < base->count; i++) {
		const struct document *document = &base->documents[i];
		uint32_t line = 3 + i * 7 % (document->body_line > 6 ? document->body_line - 5 : 1);
		bool committed = i / 3 % 2;
		shell("cd %s && sed -i -e '%u%s' '%.*s'", folder, line,
		      i % 3 == 0   ? "d"
		      : i % 3 == 1 ? "s/20\\([01]\\)/21\\1/"
		                   : "s/-[a-z]*$/-xx/",
		      STR_ARG(document->path));
		if (committed)
			shell("git -C %s " IDENTITY "commit -q --allow-empty -a -m x", folder);
		registry = open_at(committed ? "HEAD" : NULL);
		found += both_ways(base, registry);
		like_another(&taken, base, registry, committed ? "HEAD~1" : "HEAD");
		registry_free(registry);
		shell("git -C %s reset -q --hard %s", folder, committed ? "HEAD~1" : "HEAD");
	}
	assert_true(found > 20);
	assert_true(taken.documents > 10 && taken.documents < base->count);
	assert_true(taken.files > 10 && taken.files < base->count);
	assert_true(taken.rows > 5 && taken.rows < taken.documents);
	registry_free(base);
}

static void write_new(const char *front_matter)
{
	char path[128];
	FILE *file = NULL;

	snprintf(path, sizeof path, "%s/docs-corpus/policy/ny-policy.md", folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file,
	        "---\nid: ny-policy\ntype: policy\nstatus: decided\ndecided: 2007-01-01\n%s---\n\n# A\n\nSe "
	        "IT-programmet.\n",
	        front_matter);
	fclose(file);
}

/* Titles, aliases and case numbers come, go, and are shared: texts that did not change cite something else. */
static void names(void **state)
{
	struct registry *base = open_at("HEAD"), *registry = NULL;
	struct arena arena = ARENA_EMPTY;
	size_t found = 0;

	(void)state;
	for (uint32_t i = 0; i < base->count; i++) {
		const struct document *document = &base->documents[i];
		struct str dnr = document->dnr.n ? document->dnr.at[0].text : STR("031-1/2007");
		switch (i % 5) {
		case 0:
			write_new(arena_format(&arena, "title: '%.*s'\ndnr: ['%.*s']\n", STR_ARG(document->title),
			                       STR_ARG(dnr))
			                  .at);
			break;
		case 1:
			shell("sed -i 's/^title: .*/title: Informationssäkerhet/; /^aliases:/d' %s/%.*s", folder,
			      STR_ARG(document->path));
			break;
		case 2:
			write_new(arena_format(&arena,
			                       "title: Kommunstyrelsen\naliases: ['%.*s']\nsupersedes: [%.*s]\n",
			                       STR_ARG(document->title), STR_ARG(document->id))
			                  .at);
			break;
		case 3:
			shell("sed -i \"s#^dnr: .*#dnr: ['031-2486/2007']#\" %s/%.*s", folder, STR_ARG(document->path));
			break;
		default:
			shell("rm %s/%.*s", folder, STR_ARG(document->path));
		}
		registry = open_at(NULL);
		found += both_ways(base, registry);
		found += both_ways(registry, base);
		registry_free(registry);
		shell("git -C %s reset -q --hard && git -C %s clean -qfd", folder, folder);
	}
	assert_true(found > 50);
	registry_free(base);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(history),
		cmocka_unit_test(damage),
		cmocka_unit_test(names),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
