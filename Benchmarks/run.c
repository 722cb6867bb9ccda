/* Runs a program in a network namespace and prints what it took.
 *
 *     run NAMESPACE OUTPUT PROGRAM [ARGUMENT]...
 *
 * Prints nanoseconds, nanoseconds of processor and the most KiB it held, on standard error. A small
 * process on purpose: what a parent holds counts as held by its child until exec.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long long nanoseconds(struct timeval time) { return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL; }

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  int space = open(argv[1], O_RDONLY | O_CLOEXEC);
  int output = open(argv[2], O_WRONLY | O_CLOEXEC);
  int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (space < 0 || output < 0 || nothing < 0 || setns(space, CLONE_NEWNET) != 0) return perror("run"), 2;
  long long begin = now();
  pid_t pid = vfork();
  if (pid == 0) {
    dup2(nothing, 0);
    dup2(output, 1);
    dup2(nothing, 2);
    execvp(argv[3], argv + 3);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(pid, &status, 0, &usage) != pid) return perror("wait4"), 2;
  long long end = now();
  fprintf(stderr, "%lld %lld %ld\n", end - begin, nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime),
          usage.ru_maxrss);
  return status == 0 ? 0 : 1;
}
