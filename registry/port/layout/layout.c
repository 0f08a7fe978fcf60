#include "registry/base/memory.h"
#include "registry/port/layout/layout_internal.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static bool get_number(FILE *in, double *number)
{
	return fread(number, sizeof *number, 1, in) == 1;
}

static bool get_point(FILE *in, struct layout_point *point)
{
	return get_number(in, &point->x) && get_number(in, &point->y);
}

static bool get_curve(FILE *in, struct layout_curve *curve, struct arena *arena)
{
	double n = 0;

	if (!get_number(in, &n))
		return false;
	curve->n = (size_t)n;
	curve->at = ARENA_ARRAY(arena, struct layout_point, curve->n);
	for (size_t i = 0; i < curve->n; i++)
		if (!get_point(in, &curve->at[i]))
			return false;
	return true;
}

static bool get_positions(FILE *in, struct layout *layout, struct arena *arena)
{
	if (!get_number(in, &layout->width) || !get_number(in, &layout->height))
		return false;
	for (uint32_t i = 0; i < layout->box_count; i++)
		if (!get_point(in, &layout->boxes[i].at))
			return false;
	for (size_t i = 0; i < layout->arrow_count; i++) {
		struct layout_arrow *arrow = &layout->arrows[i];
		if (!get_point(in, &arrow->label) || !get_curve(in, &arrow->curve[0], arena) ||
		    !get_curve(in, &arrow->curve[1], arena))
			return false;
	}
	return true;
}

_Noreturn static void child(FILE *out, const struct layout *layout, pid_t parent)
{
	struct rlimit seconds = {LAYOUT_SECONDS_MAX, LAYOUT_SECONDS_MAX}, core = {0, 0};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_CORE, &core);
	if (getppid() != parent || setrlimit(RLIMIT_CPU, &seconds) < 0)
		_exit(1);
	_exit(layout_write(out, layout) == 0 ? 0 : 1);
}

/* Did the child end well? */
static bool await(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int layout_arrange(struct layout *layout, struct arena *arena)
{
	pid_t parent = getpid(), pid = 0;
	FILE *positions = NULL;
	int file = -1, result = -1;

	layout->width = layout->height = 0;
	if (!layout->box_count)
		return 0;
	if (layout->box_count > LAYOUT_BOXES_MAX || layout->arrow_count > LAYOUT_ARROWS_MAX)
		return -1;
	file = memfd_create("styrdok", MFD_CLOEXEC);
	positions = file < 0 ? NULL : fdopen(file, "w+");
	if (!positions) {
		if (file >= 0)
			close(file);
		return -1;
	}
	pid = fork();
	if (pid == 0)
		child(positions, layout, parent);
	if (pid > 0 && await(pid)) {
		rewind(positions);
		result = get_positions(positions, layout, arena) ? 0 : -1;
	}
	fclose(positions);
	return result;
}
