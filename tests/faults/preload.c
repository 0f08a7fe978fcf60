/* Fails one call of the C library in the program that it is preloaded into: the call of kind FAULT_KIND that is made from the FAULT_AT-th distinct
 * call stack, counted from 1, the first time. Allocations are failed where the program itself makes them (libgit2 and cmark end the process
 * when theirs fail: out of reach); everything else also where libgit2 makes it. FAULT_PROGRAM is the program's path; in any other, such as one
 * that it starts, nothing is done. With FAULT_SHOW, the stack is shown (addr2line -e PROGRAM -f). The file FAULT_COUNT, of eight bytes, holds how many stacks have been seen.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FRAMES = 24, SEEN = 1 << 16 };

static struct range {
	uintptr_t from, to;
} program, library; /* libgit2 */
static const char *kind;
static long wanted;
static uint64_t *count;
static uint64_t seen[SEEN];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static __thread bool within; /* backtrace() may itself allocate and read */

static int find_ranges(struct dl_phdr_info *info, size_t size, void *data)
{
	bool is_program = !info->dlpi_name[0];

	(void)size, (void)data;
	if (!is_program && !strstr(info->dlpi_name, "libgit2"))
		return 0;
	for (int i = 0; i < info->dlpi_phnum; i++)
		if (info->dlpi_phdr[i].p_type == PT_LOAD && (info->dlpi_phdr[i].p_flags & PF_X)) {
			uintptr_t from = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
			*(is_program ? &program : &library) = (struct range){from, from + info->dlpi_phdr[i].p_memsz};
		}
	return 0;
}

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("FAULT_PROGRAM"), *file = getenv("FAULT_COUNT"), *at = getenv("FAULT_AT");
	char self[PATH_MAX] = "";
	void *frames[FRAMES];
	int counter;

	if (!path || !file || !at || readlink("/proc/self/exe", self, sizeof self - 1) < 0 || strcmp(self, path) != 0)
		return;
	counter = open(file, O_RDWR | O_CLOEXEC);
	count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, counter, 0);
	if (count == MAP_FAILED)
		abort();
	close(counter);
	wanted = strtol(at, NULL, 10);
	dl_iterate_phdr(find_ranges, NULL);
	backtrace(frames, FRAMES); /* loads the unwinder now */
	kind = getenv("FAULT_KIND");
}

static bool in(struct range range, uintptr_t at)
{
	return at >= range.from && at < range.to;
}

/* Is this stack new? */
static bool note(uint64_t hash)
{
	for (size_t i = hash % SEEN;; i = (i + 1) % SEEN) {
		if (seen[i] == hash)
			return false;
		if (!seen[i]) {
			seen[i] = hash;
			return ++*count < SEEN / 2;
		}
	}
}

static bool fails(const char *name, void *caller)
{
	void *frames[FRAMES];
	uint64_t hash = 14695981039346656037u;
	bool fail = false, own = in(program, (uintptr_t)caller);
	int saved = errno, n;

	if (!kind || within || strcmp(kind, name) != 0 ||
	    (!own && (!in(library, (uintptr_t)caller) || !strcmp(name, "alloc"))))
		return false;
	within = true;
	n = backtrace(frames, FRAMES);
	for (int i = 2; i < n; i++)
		hash = (hash ^ ((uintptr_t)frames[i] & 0xffffffffffu)) * 1099511628211u;
	pthread_mutex_lock(&lock);
	if (note(hash | 1))
		fail = (long)*count == wanted;
	pthread_mutex_unlock(&lock);
	if (fail && getenv("FAULT_SHOW"))
		backtrace_symbols_fd(frames + 2, n - 2, STDERR_FILENO);
	within = false;
	errno = saved;
	return fail;
}

/* WRAP(kind, error, value when it fails, type, name, (parameters), (arguments)) */
#define WRAP(kind, error, failed, type, name, parameters, arguments)                                                   \
	type name parameters                                                                                           \
	{                                                                                                              \
		static type(*real) parameters;                                                                         \
		if (!real)                                                                                             \
			*(void **)&real = dlsym(RTLD_NEXT, #name);                                                     \
		if (fails(kind, __builtin_return_address(0)))                                                          \
			return errno = (error), failed;                                                                \
		return real arguments;                                                                                 \
	}

extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

void *calloc(size_t n, size_t size)
{
	if (fails("alloc", __builtin_return_address(0)))
		return errno = ENOMEM, NULL;
	return __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
	if (fails("alloc", __builtin_return_address(0)))
		return errno = ENOMEM, NULL;
	return __libc_realloc(old, size);
}

/* What open's third argument is, where there is one. */
static mode_t mode_of(int flags, va_list more)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

#define OPEN(name)                                                                                                     \
	int name(const char *path, int flags, ...)                                                                     \
	{                                                                                                              \
		static int (*real)(const char *, int, ...);                                                            \
		va_list more;                                                                                          \
		mode_t mode;                                                                                           \
		va_start(more, flags);                                                                                 \
		mode = mode_of(flags, more);                                                                           \
		va_end(more);                                                                                          \
		if (!real)                                                                                             \
			*(void **)&real = dlsym(RTLD_NEXT, #name);                                                     \
		if (fails("open", __builtin_return_address(0)))                                                        \
			return errno = EIO, -1;                                                                        \
		return real(path, flags, mode);                                                                        \
	}

#define OPENAT(name)                                                                                                   \
	int name(int at, const char *path, int flags, ...)                                                             \
	{                                                                                                              \
		static int (*real)(int, const char *, int, ...);                                                       \
		va_list more;                                                                                          \
		mode_t mode;                                                                                           \
		va_start(more, flags);                                                                                 \
		mode = mode_of(flags, more);                                                                           \
		va_end(more);                                                                                          \
		if (!real)                                                                                             \
			*(void **)&real = dlsym(RTLD_NEXT, #name);                                                     \
		if (fails("open", __builtin_return_address(0)))                                                        \
			return errno = EIO, -1;                                                                        \
		return real(at, path, flags, mode);                                                                    \
	}

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
WRAP("read", EIO, -1, ssize_t, read, (int fd, void *to, size_t n), (fd, to, n))
WRAP("read", EIO, -1, ssize_t, pread, (int fd, void *to, size_t n, off_t at), (fd, to, n, at))
WRAP("read", EIO, -1, ssize_t, pread64, (int fd, void *to, size_t n, off_t at), (fd, to, n, at))
WRAP("write", ENOSPC, -1, ssize_t, write, (int fd, const void *from, size_t n), (fd, from, n))
WRAP("write", ENOSPC, -1, ssize_t, pwrite, (int fd, const void *from, size_t n, off_t at), (fd, from, n, at))
WRAP("write", ENOSPC, -1, ssize_t, pwrite64, (int fd, const void *from, size_t n, off_t at), (fd, from, n, at))
WRAP("stat", EIO, -1, int, stat, (const char *path, struct stat *to), (path, to))
WRAP("stat", EIO, -1, int, lstat, (const char *path, struct stat *to), (path, to))
WRAP("stat", EIO, -1, int, fstat, (int fd, struct stat *to), (fd, to))
WRAP("stat", EIO, -1, int, fstatat, (int at, const char *path, struct stat *to, int flags), (at, path, to, flags))
WRAP("stat", EIO, -1, int, stat64, (const char *path, struct stat64 *to), (path, to))
WRAP("stat", EIO, -1, int, lstat64, (const char *path, struct stat64 *to), (path, to))
WRAP("stat", EIO, -1, int, fstat64, (int fd, struct stat64 *to), (fd, to))
WRAP("readdir", EIO, NULL, DIR *, opendir, (const char *path), (path))
WRAP("readdir", EIO, NULL, DIR *, fdopendir, (int fd), (fd))
WRAP("readdir", EIO, NULL, struct dirent *, readdir, (DIR * folder), (folder))
WRAP("readdir", EIO, NULL, struct dirent64 *, readdir64, (DIR * folder), (folder))
WRAP("fsync", EIO, -1, int, fsync, (int fd), (fd))
WRAP("rename", EIO, -1, int, rename, (const char *from, const char *to), (from, to))
WRAP("rename", EIO, -1, int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to))
WRAP("rename", EIO, -1, int, link, (const char *from, const char *to), (from, to))
WRAP("rename", EIO, -1, int, mkdir, (const char *path, mode_t mode), (path, mode))
WRAP("rename", EIO, -1, int, unlink, (const char *path), (path))
WRAP("rename", EIO, -1, int, unlinkat, (int at, const char *path, int flags), (at, path, flags))
WRAP("mmap", ENOMEM, MAP_FAILED, void *, mmap, (void *at, size_t n, int protection, int flags, int fd, off_t from),
     (at, n, protection, flags, fd, from))
WRAP("mmap", ENOMEM, MAP_FAILED, void *, mmap64, (void *at, size_t n, int protection, int flags, int fd, off_t from),
     (at, n, protection, flags, fd, from))
WRAP("start", EAGAIN, -1, pid_t, fork, (void), ())
WRAP("start", EMFILE, -1, int, pipe2, (int ends[2], int flags), (ends, flags))
WRAP("start", EMFILE, -1, int, memfd_create, (const char *name, unsigned flags), (name, flags))

/* It returns its error. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *data)
{
	static int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
	if (fails("start", __builtin_return_address(0)))
		return EAGAIN;
	return real(thread, attributes, run, data);
}
