#define _GNU_SOURCE
#include "CNetlink.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/version.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void close_rights(struct cmsghdr *control) {
  int count = (int)((control->cmsg_len - CMSG_LEN(0)) / sizeof(int));
  for (int i = 0; i < count; i++) {
    int fd;
    memcpy(&fd, CMSG_DATA(control) + (size_t)i * sizeof fd, sizeof fd);
    close(fd);
  }
}

struct cnl_received cnl_receive(int fd, void *buffer, size_t capacity) {
  struct cnl_received received = {.length = -1, .nsid = CNL_NO_NSID};
  struct sockaddr_nl sender = {0};
  struct iovec iov = {.iov_base = buffer, .iov_len = capacity};
  _Alignas(struct cmsghdr) char control[256];
  struct msghdr message = {
      .msg_name = &sender,
      .msg_namelen = sizeof sender,
      .msg_iov = &iov,
      .msg_iovlen = 1,
      .msg_control = control,
      .msg_controllen = sizeof control,
  };
  // MSG_TRUNC among the wishes makes the kernel return the datagram's own length.
  ssize_t length = recvmsg(fd, &message, MSG_DONTWAIT | MSG_TRUNC | MSG_CMSG_CLOEXEC);
  if (length < 0) {
    received.error = errno;
    return received;
  }
  received.length = length;
  received.flags = message.msg_flags;
  received.sender = sender.nl_pid;
  for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
    if (c->cmsg_level == SOL_NETLINK && c->cmsg_type == NETLINK_PKTINFO &&
        c->cmsg_len >= CMSG_LEN(sizeof(struct nl_pktinfo))) {
      struct nl_pktinfo info;
      memcpy(&info, CMSG_DATA(c), sizeof info);
      received.group = info.group;
    } else if (c->cmsg_level == SOL_NETLINK && c->cmsg_type == NETLINK_LISTEN_ALL_NSID &&
               c->cmsg_len >= CMSG_LEN(sizeof(int))) {
      memcpy(&received.nsid, CMSG_DATA(c), sizeof(int));
    } else if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS) {
      close_rights(c);
    }
  }
  return received;
}

int cnl_send(int fd, const void *bytes, size_t length) {
  return send(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL) < 0 ? errno : 0;
}

int cnl_connect_kernel(int fd) {
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  return connect(fd, (struct sockaddr *)&kernel, sizeof kernel) < 0 ? errno : 0;
}

void cnl_prime(int fd) {
  // Only a receive that takes a datagram counts (an empty one does not: measured on 6.18), and the
  // cheapest answer to be had is the acknowledgement of a message without a meaning.
  struct nlmsghdr noop = {sizeof noop, NLMSG_NOOP, NLM_F_REQUEST | NLM_F_ACK, CNL_PRIMER, 0};
  char sink[32768];
  if (send(fd, &noop, sizeof noop, MSG_DONTWAIT | MSG_NOSIGNAL) == sizeof noop)
    (void)!recv(fd, sink, sizeof sink, MSG_DONTWAIT);
}

int cnl_set_option(int fd, int level, int name, int value) {
  return setsockopt(fd, level, name, &value, sizeof value) < 0 ? errno : 0;
}

int cnl_get_option(int fd, int level, int name, int *value) {
  socklen_t length = sizeof *value;
  return getsockopt(fd, level, name, value, &length) < 0 ? errno : 0;
}

int cnl_drops(int fd, uint32_t *drops) {
  uint32_t info[SK_MEMINFO_VARS] = {0};
  socklen_t length = sizeof info;
  if (getsockopt(fd, SOL_SOCKET, SO_MEMINFO, info, &length) < 0) return errno;
  if (length < (SK_MEMINFO_DROPS + 1) * sizeof info[0]) return ENOPROTOOPT;
  *drops = info[SK_MEMINFO_DROPS];
  return 0;
}

int cnl_wait(int fd, int cancel, int other_cancel, int milliseconds) {
  struct pollfd fds[3] = {
      {.fd = fd, .events = POLLIN},
      {.fd = cancel, .events = POLLIN},
      {.fd = other_cancel, .events = POLLIN},
  };
  if (poll(fds, 3, milliseconds) < 0) return -errno;
  int answer = 0;
  if (fds[0].revents & (POLLIN | POLLERR)) answer |= CNL_READY;
  if (fds[0].revents & (POLLNVAL | POLLHUP)) answer |= CNL_HUNG_UP;
  if (fds[1].revents || fds[2].revents) answer |= CNL_CANCELLED;
  return answer;
}

int cnl_eventfd(unsigned int initial) {
  int fd = eventfd(initial, EFD_CLOEXEC | EFD_NONBLOCK);
  return fd < 0 ? -errno : fd;
}

void cnl_eventfd_raise(int fd) {
  uint64_t one = 1;
  (void)!write(fd, &one, sizeof one);
}

void cnl_eventfd_clear(int fd) {
  uint64_t count;
  (void)!read(fd, &count, sizeof count);
}

void cnl_close(int fd) { close(fd); }

int cnl_netns_enter_path(const char *path) {
  // A path may name anything; a pipe or a terminal must not keep the caller.
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return errno;
  int error = setns(fd, CLONE_NEWNET) < 0 ? errno : 0;
  close(fd);
  return error;
}

int cnl_netns_unshare(void) { return unshare(CLONE_NEWNET) < 0 ? errno : 0; }

int cnl_netns_identity(uint64_t *identity) {
  struct stat s;
  if (stat("/proc/thread-self/ns/net", &s) < 0) return errno;
  *identity = (uint64_t)s.st_dev << 40 ^ (uint64_t)s.st_ino;
  return 0;
}

// The eventfd that each signal raises, and whether it has come.
static volatile int signal_fds[NSIG];
static volatile sig_atomic_t has_come[NSIG];

static void raise_fd(int number) {
  int saved = errno;
  has_come[number] = 1;
  cnl_eventfd_raise(signal_fds[number]);
  errno = saved;
}

static void raise_on(int number, int fd, int flags) {
  signal_fds[number] = fd;
  struct sigaction action = {.sa_handler = raise_fd, .sa_flags = flags};
  sigaction(number, &action, NULL);
}

static void raise_unless_ignored(int number, int fd, int flags) {
  struct sigaction before;
  if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN) raise_on(number, fd, flags);
}

void cnl_raise_on_signals(int fd) {
  raise_on(SIGINT, fd, SA_RESETHAND);
  raise_on(SIGTERM, fd, SA_RESETHAND);
}

void cnl_raise_on_resize(int fd) {
  raise_on(SIGWINCH, fd, SA_RESTART);
  raise_on(SIGCONT, fd, SA_RESTART);
}

void cnl_raise_on_end_of_terminal(void) {
  raise_unless_ignored(SIGHUP, signal_fds[SIGTERM], SA_RESETHAND);
  raise_unless_ignored(SIGQUIT, signal_fds[SIGTERM], SA_RESETHAND);
}

void cnl_quit_if_asked(void) {
  if (!has_come[SIGQUIT]) return;
  signal(SIGQUIT, SIG_DFL);
  raise(SIGQUIT);
}

void cnl_raise_on_stop(int fd) { raise_unless_ignored(SIGTSTP, fd, SA_RESTART); }

void cnl_stop(void) {
  signal(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  raise_on(SIGTSTP, signal_fds[SIGTSTP], SA_RESTART);
}

struct cnl_time cnl_time_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (struct cnl_time){now.tv_sec, (int32_t)(now.tv_nsec / 1000), 0};
}

int32_t cnl_time_offset(int64_t seconds) {
  time_t time = seconds;
  struct tm local = {0};
  localtime_r(&time, &local);
  return (int32_t)local.tm_gmtoff;
}

struct cnl_time cnl_time_of_day(void) {
  struct cnl_time now = cnl_time_now();
  now.offset = cnl_time_offset(now.seconds);
  return now;
}

int cnl_process(void) { return (int)getpid(); }

int64_t cnl_now_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t cnl_now_microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

struct cnl_mutex {
  pthread_mutex_t mutex;
  pthread_cond_t change;
};

struct cnl_mutex *cnl_mutex_create(void) {
  struct cnl_mutex *m = malloc(sizeof *m);
  if (!m) abort();
  pthread_mutex_init(&m->mutex, NULL);
  pthread_cond_init(&m->change, NULL);
  return m;
}

void cnl_mutex_destroy(struct cnl_mutex *m) {
  if (!m) return;
  pthread_cond_destroy(&m->change);
  pthread_mutex_destroy(&m->mutex);
  free(m);
}

void cnl_mutex_lock(struct cnl_mutex *m) { pthread_mutex_lock(&m->mutex); }
int cnl_mutex_try_lock(struct cnl_mutex *m) { return pthread_mutex_trylock(&m->mutex); }
void cnl_mutex_unlock(struct cnl_mutex *m) { pthread_mutex_unlock(&m->mutex); }
void cnl_mutex_wait(struct cnl_mutex *m) { pthread_cond_wait(&m->change, &m->mutex); }
void cnl_mutex_wait_until(struct cnl_mutex *m, int64_t end) {
  struct timespec time = {.tv_sec = end / 1000, .tv_nsec = end % 1000 * 1000000};
  pthread_cond_clockwait(&m->change, &m->mutex, CLOCK_MONOTONIC, &time);
}
void cnl_mutex_wake(struct cnl_mutex *m) { pthread_cond_broadcast(&m->change); }

struct cnl_thread {
  pthread_t thread;
  void (*body)(void *);
  void *context;
  // The thread itself and whoever started it; the last frees this.
  atomic_int holders;
};

static void release_thread(struct cnl_thread *thread) {
  if (atomic_fetch_sub(&thread->holders, 1) == 1) free(thread);
}

static void *run_thread(void *argument) {
  struct cnl_thread *thread = argument;
  thread->body(thread->context);
  release_thread(thread);
  return NULL;
}

int cnl_thread_start(struct cnl_thread **started, void (*body)(void *), void *context) {
  struct cnl_thread *thread = malloc(sizeof *thread);
  if (!thread) return ENOMEM;
  *thread = (struct cnl_thread){.body = body, .context = context, .holders = 2};
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int error = pthread_create(&thread->thread, NULL, run_thread, thread);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (error) {
    free(thread);
    return error;
  }
  *started = thread;
  return 0;
}

void cnl_thread_join(struct cnl_thread *thread) {
  pthread_join(thread->thread, NULL);
  release_thread(thread);
}

void cnl_thread_detach(struct cnl_thread *thread) {
  pthread_detach(thread->thread);
  release_thread(thread);
}

int cnl_processors(void) {
  cpu_set_t set;
  // Refused where there are more than a set can tell.
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : CPU_SETSIZE;
}

int cnl_errno(void) { return errno; }

int cnl_open(const char *path, int flags, unsigned int mode) {
  int fd = open(path, flags, mode);
  return fd < 0 ? -errno : fd;
}

int cnl_duplicate(int fd, int least) {
  int copy = fcntl(fd, F_DUPFD_CLOEXEC, least);
  return copy < 0 ? -errno : copy;
}

int cnl_is_open(int fd) { return fcntl(fd, F_GETFD) >= 0; }

int cnl_is_regular(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

void cnl_enlarge_pipe(int fd, int size) {
  int present = fcntl(fd, F_GETPIPE_SZ);
  if (present > 0 && present < size) fcntl(fd, F_SETPIPE_SZ, size);
}

int cnl_terminal_size(int fd, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) < 0) return errno;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

int cnl_has_memory(size_t length) {
  void *piece = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (piece == MAP_FAILED) return 0;
  munmap(piece, length);
  return 1;
}

void cnl_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }

void cnl_restore_signals(void) {
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
}

uint32_t cnl_headers_version(void) { return LINUX_VERSION_CODE; }

struct cnl_name {
  char *text;
  size_t capacity;
};

static int cnl_find_libmnl(struct dl_phdr_info *info, size_t size, void *data) {
  (void)size;
  struct cnl_name *name = data;
  const char *file = info->dlpi_name ? strrchr(info->dlpi_name, '/') : NULL;
  if (!file || strncmp(file, "/libmnl.so", 10) != 0) return 0;
  char path[PATH_MAX];
  if (realpath(info->dlpi_name, path)) file = strrchr(path, '/');
  snprintf(name->text, name->capacity, "%s", file + 1);
  return 1;
}

extern const char cnl_libmnl_version[] __attribute__((weak));

const char *cnl_libmnl_built_with(void) { return cnl_libmnl_version; }

void cnl_libmnl(char *text, size_t capacity) {
  struct cnl_name name = {text, capacity};
  snprintf(text, capacity, "libmnl");
  dl_iterate_phdr(cnl_find_libmnl, &name);
}
