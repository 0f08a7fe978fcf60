#include "registry/base/thread_pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#define POOL_ITEMS_PER_THREAD 32 /* fewer do not pay for starting a thread */
#define POOL_TURNS 16            /* each thread comes for more about so often: even shares, little contention */
#define POOL_STEP_MAX 64

struct thread_pool {
	atomic_size_t next; /* the first item that no one has taken */
	size_t items, step;
	void (*work)(void *context, unsigned thread, size_t item);
	void *context;
};

struct thread_pool_thread {
	struct thread_pool *pool;
	unsigned number;
	pthread_t id;
};

/* Those that this process may use: a container or taskset can leave it fewer than the machine has. */
static size_t processors_usable(void)
{
	cpu_set_t set;
	long online;

	if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
		return (size_t)CPU_COUNT(&set);
	online = sysconf(_SC_NPROCESSORS_ONLN); /* the set is too small for a machine of more than 1024 */
	return online > 0 ? (size_t)online : 1;
}

unsigned thread_pool_size(size_t items)
{
	size_t threads = items / POOL_ITEMS_PER_THREAD;
	size_t most = THREAD_POOL_MAX;

	if (threads < 2)
		return 1;
	if (most > processors_usable())
		most = processors_usable();
	return (unsigned)(threads < most ? threads : most);
}

static void thread_pool_work(struct thread_pool *pool, unsigned number)
{
	size_t from;

	while ((from = atomic_fetch_add(&pool->next, pool->step)) < pool->items) {
		size_t n = pool->items - from < pool->step ? pool->items - from : pool->step;

		for (size_t i = 0; i < n; i++)
			pool->work(pool->context, number, from + i);
	}
}

static void *thread_pool_thread_run(void *argument)
{
	struct thread_pool_thread *thread = argument;

	thread_pool_work(thread->pool, thread->number);
	return NULL;
}

static size_t thread_pool_step(unsigned threads, size_t items)
{
	size_t step = items / threads / POOL_TURNS;

	return step < 1 ? 1 : step > POOL_STEP_MAX ? POOL_STEP_MAX : step;
}

/* Starts up to `count` threads and returns how many; `status` gets the error number that ended it early. */
static unsigned thread_pool_start(struct thread_pool *pool, struct thread_pool_thread *threads, unsigned count,
                                  int *status)
{
	*status = 0;
	for (unsigned i = 0; i < count; i++) {
		threads[i] = (struct thread_pool_thread){.pool = pool, .number = i};
		*status = pthread_create(&threads[i].id, NULL, thread_pool_thread_run, &threads[i]);
		if (*status)
			return i;
	}
	return count;
}

int thread_pool_run(unsigned threads, size_t items, void (*work)(void *context, unsigned thread, size_t item),
                    void *context, struct error *error)
{
	struct thread_pool_thread thread[THREAD_POOL_MAX];
	struct thread_pool pool = {.items = items, .step = 1, .work = work, .context = context};
	unsigned started;
	int status;

	if (threads > THREAD_POOL_MAX)
		threads = THREAD_POOL_MAX;
	if (threads > items)
		threads = (unsigned)items;
	if (threads < 2) {
		thread_pool_work(&pool, 0);
		return 0;
	}
	pool.step = thread_pool_step(threads, items);
	started = thread_pool_start(&pool, thread, threads, &status);
	for (unsigned i = 0; i < started; i++)
		pthread_join(thread[i].id, NULL);
	return started ? 0 : error_set(error, ERROR_THREAD, NULL, strerror(status));
}
