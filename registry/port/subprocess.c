#include "registry/port/subprocess.h"

#include "registry/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MISSING_STATUS 127 /* as a shell says that a program cannot be started */
#define UNREADY_STATUS 126 /* it was not even tried */
#define FILES_DESCRIPTOR 3
#define FIRST_DESCRIPTOR 10 /* ours: clear of those that the child is given */
#define DESCRIPTORS_MAX 64

struct limit {
	int resource;
	struct rlimit value;
};

struct run {
	const struct program *program;
	struct program_result *result;
	char file[PATH_MAX];             /* the program's */
	int input, files[PROGRAM_FILES]; /* the child's ends */
	int to_output, to_words;
	int output, words; /* ours */
	struct limit limits[6];
	size_t room, words_size;
	struct timespec deadline;
	pid_t parent, child;
};

/* ---- before the start ---- */

/* The first executable file of that name in PATH; folders that are not absolute are passed over, for a program that
 * lies beside the proposal is nobody's pandoc. */
static bool program_find(struct run *run)
{
	const char *path = getenv("PATH");
	struct stat about;

	for (const char *at = path ? path : "/usr/local/bin:/usr/bin:/bin"; *at;) {
		size_t n = strcspn(at, ":");
		int length = snprintf(run->file, sizeof run->file, "%.*s/%s", (int)(n < PATH_MAX ? n : PATH_MAX), at,
		                      run->program->arguments[0]);
		if (*at == '/' && length > 0 && (size_t)length < sizeof run->file && stat(run->file, &about) == 0 &&
		    S_ISREG(about.st_mode) && access(run->file, X_OK) == 0)
			return true;
		at += n + (at[n] == ':');
	}
	return false;
}

/* A descriptor like `old`, which is closed, out of the way of those that the child gets. -1 on failure. */
static int descriptor_lift(int old)
{
	int new = old < 0 ? -1 : fcntl(old, F_DUPFD_CLOEXEC, FIRST_DESCRIPTOR);
	int why = errno;

	if (old >= 0)
		close(old);
	errno = why;
	return new;
}

/* A file in memory that holds the text, to be read from its beginning; -1 on failure. */
static int descriptor_of(struct str text)
{
	int file = descriptor_lift(memfd_create("styrdok", MFD_CLOEXEC));

	for (size_t done = 0; file >= 0 && done < text.n;) {
		ssize_t n = pwrite(file, text.at + done, text.n - done, (off_t)done);
		if (n > 0) {
			done += (size_t)n;
		} else if (n == 0 || errno != EINTR) {
			close(file);
			file = -1;
		}
	}
	return file;
}

static bool pipe_open(int *reader, int *writer)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return false;
	*reader = descriptor_lift(ends[0]);
	*writer = descriptor_lift(ends[1]);
	return *reader >= 0 && *writer >= 0;
}

static void descriptor_close(int *file)
{
	if (*file >= 0)
		close(*file);
	*file = -1;
}

static bool run_open(struct run *run, struct str input)
{
	run->input = descriptor_of(input);
	if (run->input < 0)
		return false;
	for (int i = 0; i < PROGRAM_FILES; i++)
		if (run->program->files[i].n && (run->files[i] = descriptor_of(run->program->files[i])) < 0)
			return false;
	return pipe_open(&run->output, &run->to_output) && pipe_open(&run->words, &run->to_words);
}

/* A limit may be lowered by anyone, and raised by nobody. */
static struct limit limit_of(int resource, rlim_t most, rlim_t hard)
{
	struct limit limit = {resource, {most, hard}};
	struct rlimit now;

	if (getrlimit((__rlimit_resource_t)resource, &now) == 0 && now.rlim_max != RLIM_INFINITY) {
		if (limit.value.rlim_max > now.rlim_max)
			limit.value.rlim_max = now.rlim_max;
		if (limit.value.rlim_cur > now.rlim_max)
			limit.value.rlim_cur = now.rlim_max;
	}
	return limit;
}

static void run_limit(struct run *run)
{
	const struct program *program = run->program;
	rlim_t space = program->space ? program->space : RLIM_INFINITY;

	run->limits[0] = limit_of(RLIMIT_CPU, program->cpu_seconds, program->cpu_seconds + 1);
	run->limits[1] = limit_of(RLIMIT_DATA, program->data, program->data);
	run->limits[2] = limit_of(RLIMIT_AS, space, space);
	run->limits[3] = limit_of(RLIMIT_FSIZE, 0, 0); /* pipes are not files */
	run->limits[4] = limit_of(RLIMIT_CORE, 0, 0);
	run->limits[5] = limit_of(RLIMIT_NOFILE, DESCRIPTORS_MAX, DESCRIPTORS_MAX);
	clock_gettime(CLOCK_MONOTONIC, &run->deadline);
	run->deadline.tv_sec += program->seconds;
}

/* ---- the child: between fork and exec nothing but what is safe in a signal handler, for other threads hold locks ---- */

static bool child_descriptors(const struct run *run)
{
	if (dup2(run->input, STDIN_FILENO) < 0 || dup2(run->to_output, STDOUT_FILENO) < 0 ||
	    dup2(run->to_words, STDERR_FILENO) < 0)
		return false;
	for (int i = 0; i < PROGRAM_FILES; i++) {
		if (run->files[i] < 0)
			close(FILES_DESCRIPTOR + i); /* whatever of ours it was */
		else if (dup2(run->files[i], FILES_DESCRIPTOR + i) < 0)
			return false;
	}
	/* What others opened without O_CLOEXEC; a kernel that does not know the call leaves it at that. */
	close_range(FILES_DESCRIPTOR + PROGRAM_FILES, ~0U, 0);
	return true;
}

static bool child_confine(const struct run *run)
{
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (getppid() != run->parent || chdir("/") < 0)
		return false;
	for (size_t i = 0; i < sizeof run->limits / sizeof *run->limits; i++)
		if (setrlimit((__rlimit_resource_t)run->limits[i].resource, &run->limits[i].value) < 0)
			return false;
	return true;
}

_Noreturn static void child_begin(const struct run *run)
{
	static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin", locale[] = "LC_ALL=C.UTF-8",
		    home[] = "HOME=/nonexistent", folder[] = "TMPDIR=/nonexistent";
	char *environment[] = {path, locale, home, folder, NULL};
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL); /* what is ignored, as SIGPIPE may be, would stay so */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (!child_descriptors(run) || !child_confine(run))
		_exit(UNREADY_STATUS);
	execve(run->file, (char *const *)run->program->arguments, environment);
	_exit(MISSING_STATUS);
}

/* Signals wait, so that no handler of ours runs in the child. */
static bool run_start(struct run *run)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	run->parent = getpid();
	run->child = fork();
	if (run->child == 0)
		child_begin(run);
	if (run->child > 0)
		setpgid(run->child, run->child); /* the child does it, too: whoever comes first */
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	descriptor_close(&run->input);
	for (int i = 0; i < PROGRAM_FILES; i++)
		descriptor_close(&run->files[i]);
	descriptor_close(&run->to_output);
	descriptor_close(&run->to_words);
	return run->child > 0;
}

/* ---- what it says ---- */

static int milliseconds_left(const struct run *run)
{
	struct timespec now;
	long long left;

	clock_gettime(CLOCK_MONOTONIC, &now);
	left = ((long long)run->deadline.tv_sec - now.tv_sec) * 1000 + (run->deadline.tv_nsec - now.tv_nsec) / 1000000;
	return left > 0 ? (int)left : 0;
}

/* Room for one byte more than the limit, so that passing it shows, and for the NUL. */
static void output_widen(struct run *run)
{
	size_t most = run->program->output + 2;

	if (run->result->size + 1 < run->room)
		return;
	run->room = run->room ? run->room * 2 : (size_t)64 << 10;
	if (run->room > most)
		run->room = most;
	run->result->output = memory_resize(run->result->output, run->room, 1);
}

/* False when there is more output than there may be. */
static bool output_read(struct run *run)
{
	ssize_t n;

	output_widen(run);
	n = read(run->output, run->result->output + run->result->size, run->room - run->result->size - 1);
	if (n > 0)
		run->result->size += (size_t)n;
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		descriptor_close(&run->output);
	return run->result->size <= run->program->output;
}

/* Keeps the beginning and lets the rest go by. */
static void complaint_read(struct run *run)
{
	char buffer[4096];
	ssize_t n = read(run->words, buffer, sizeof buffer);
	size_t room = sizeof run->result->words - 1 - run->words_size;

	if (n > 0) {
		memcpy(run->result->words + run->words_size, buffer, (size_t)n < room ? (size_t)n : room);
		run->words_size += (size_t)n < room ? (size_t)n : room;
	} else if (n == 0 || (errno != EINTR && errno != EAGAIN)) {
		descriptor_close(&run->words);
	}
}

static enum program_end run_read(struct run *run)
{
	while (run->output >= 0 || run->words >= 0) {
		struct pollfd ends[2] = {{run->output, POLLIN, 0}, {run->words, POLLIN, 0}};
		int left = milliseconds_left(run), ready = poll(ends, 2, left);

		if (left == 0 || ready == 0)
			return PROGRAM_TOO_SLOW;
		if (ready < 0) /* a signal, or for a moment no memory */
			continue;
		if (ends[0].revents && !output_read(run))
			return PROGRAM_TOO_LONG;
		if (ends[1].revents)
			complaint_read(run);
	}
	return PROGRAM_ENDED;
}

/* ---- the end ---- */

/* True when the child has ended, and still is to be reaped: until then nothing else has its number. */
static bool child_ended(const struct run *run)
{
	siginfo_t about = {0};

	return waitid(P_PID, (id_t)run->child, &about, WEXITED | WNOHANG | WNOWAIT) < 0 ? errno != EINTR
	                                                                                : about.si_pid != 0;
}

/* Both pipes are at their ends, or a limit is passed: what has closed them and goes on has until the deadline. */
static enum program_end run_end(struct run *run, enum program_end end)
{
	const struct timespec nap = {0, 2000000};
	pid_t reaped;
	int status = 0;

	while (end == PROGRAM_ENDED && !child_ended(run)) {
		if (milliseconds_left(run) == 0)
			end = PROGRAM_TOO_SLOW;
		else
			nanosleep(&nap, NULL);
	}
	kill(-run->child, SIGKILL); /* it, and what it may have started */
	do
		reaped = waitpid(run->child, &status, 0);
	while (reaped < 0 && errno == EINTR);
	run->result->status = status;
	if (end != PROGRAM_ENDED)
		return end;
	if (reaped < 0)
		return PROGRAM_FAILED; /* SIGCHLD is ignored: nobody knows how it ended */
	if (WIFEXITED(status) && WEXITSTATUS(status) == UNREADY_STATUS) {
		errno = EPERM;
		return PROGRAM_FAILED;
	}
	return WIFEXITED(status) && WEXITSTATUS(status) == MISSING_STATUS ? PROGRAM_MISSING : PROGRAM_ENDED;
}

static enum program_end run_all(struct run *run, struct str input)
{
	enum program_end end = PROGRAM_FAILED;

	if (!program_find(run))
		return PROGRAM_MISSING;
	run_limit(run);
	if (run_open(run, input) && run_start(run))
		end = run_end(run, run_read(run));
	if (end == PROGRAM_FAILED)
		snprintf(run->result->words, sizeof run->result->words, "%s", strerror(errno));
	return end;
}

enum program_end program_run(struct program_result *result, const struct program *program, struct str input)
{
	struct run run = {.program = program, .result = result};
	int *files[] = {&run.input,    &run.files[0], &run.files[1], &run.to_output,
	                &run.to_words, &run.output,   &run.words};
	enum program_end end;

	*result = (struct program_result){0};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		*files[i] = -1;
	end = run_all(&run, input);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		descriptor_close(files[i]);
	if (result->output)
		result->output[result->size] = '\0';
	return end;
}
