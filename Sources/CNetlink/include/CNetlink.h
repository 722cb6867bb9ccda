// The few lines of C that Swift cannot say: control data, calls behind _GNU_SOURCE, and
// calls whose errno must be read at once. Every function returns an errno, never sets one.
#pragma once

#include <stddef.h>
#include <stdint.h>

// What one recvmsg told.
struct cnl_received {
  int64_t length;   // of the whole datagram, also when it did not fit; -1 on error
  int32_t error;    // errno, 0 if none
  int32_t flags;    // MSG_TRUNC …
  uint32_t sender;  // nl_pid
  uint32_t group;   // from NETLINK_PKTINFO, else 0
  int32_t nsid;     // from NETLINK_LISTEN_ALL_NSID, else CNL_NO_NSID
};

enum { CNL_NO_NSID = INT32_MIN };

// Receives one datagram without blocking; closes stray descriptors that came with it.
struct cnl_received cnl_receive(int fd, void *buffer, size_t capacity);

// Sends one datagram without blocking. Returns an errno.
int cnl_send(int fd, const void *bytes, size_t length);

// Lets the socket receive from the kernel (port 0) alone. Returns an errno.
int cnl_connect_kernel(int fd);

// Makes the kernel see a receive of 32 KiB, so that the first part of a dump is that large, too. It takes a message to
// receive something; this is its sequence number.
enum { CNL_PRIMER = 0x7fffffff };
void cnl_prime(int fd);

// Integer socket options. Return an errno.
int cnl_set_option(int fd, int level, int name, int value);
int cnl_get_option(int fd, int level, int name, int *value);

// The number of datagrams that the socket has dropped. Returns an errno.
int cnl_drops(int fd, uint32_t *drops);

// Bits of cnl_wait's answer.
enum { CNL_READY = 1, CNL_CANCELLED = 2, CNL_HUNG_UP = 4 };

// Waits until fd is readable or one of the other two (or -1) is; 0 after the time-out, -errno on error.
int cnl_wait(int fd, int cancel, int other_cancel, int milliseconds);

// A close-on-exec, non-blocking eventfd with that initial count, or -errno.
int cnl_eventfd(unsigned int initial);
void cnl_eventfd_raise(int fd);
void cnl_eventfd_clear(int fd);
void cnl_close(int fd);

// Network namespaces. All return an errno; the identity is that of the calling thread's.
int cnl_netns_enter_path(const char *path);
int cnl_netns_unshare(void);
int cnl_netns_identity(uint64_t *identity);

// Makes SIGINT and SIGTERM raise an eventfd, once; a second signal ends the process.
void cnl_raise_on_signals(int fd);

// Makes SIGWINCH, by which a terminal tells that its size is another, and SIGCONT, after which it may show something
// else, raise an eventfd.
void cnl_raise_on_resize(int fd);

// Makes SIGHUP and SIGQUIT raise the eventfd of `cnl_raise_on_signals`, unless they are ignored. If SIGQUIT has come,
// `cnl_quit_if_asked` ends the process as SIGQUIT would have done.
void cnl_raise_on_end_of_terminal(void);
void cnl_quit_if_asked(void);

// Makes SIGTSTP raise an eventfd, unless it is ignored; `cnl_stop` stops the process as SIGTSTP would have done.
void cnl_raise_on_stop(int fd);
void cnl_stop(void);

// The time of day in seconds and microseconds, and the seconds by which local time is ahead of UTC.
struct cnl_time {
  int64_t seconds;
  int32_t microseconds;
  int32_t offset;
};
struct cnl_time cnl_time_of_day(void);
// Without the offset, which takes longer to find out, and the offset at a time.
struct cnl_time cnl_time_now(void);
int32_t cnl_time_offset(int64_t seconds);

int cnl_process(void);
int64_t cnl_now_milliseconds(void);
// The same in microseconds.
int64_t cnl_now_microseconds(void);

// The version of the kernel's headers that this was built with, as major << 16 | minor << 8 | patch.
uint32_t cnl_headers_version(void);

// The version of the libmnl that was built with; NULL where the build did not say. libmnl itself tells
// its version neither in its header nor at run time: `make` asks pkg-config and writes libmnl_version.c.
const char *cnl_libmnl_built_with(void);

// Writes the file name of the libmnl in use, links resolved; "libmnl" where it cannot be told.
void cnl_libmnl(char *name, size_t capacity);

// A mutex in memory of its own, and a condition to wait for while it is held.
struct cnl_mutex;
struct cnl_mutex *cnl_mutex_create(void);
void cnl_mutex_destroy(struct cnl_mutex *);
void cnl_mutex_lock(struct cnl_mutex *);
// An errno where somebody else holds it.
int cnl_mutex_try_lock(struct cnl_mutex *);
void cnl_mutex_unlock(struct cnl_mutex *);
void cnl_mutex_wait(struct cnl_mutex *);
// At most until `end`, in milliseconds of cnl_now_milliseconds.
void cnl_mutex_wait_until(struct cnl_mutex *, int64_t end);
void cnl_mutex_wake(struct cnl_mutex *);

// A thread that signals do not reach. Starting returns an errno; joining waits for the end, and
// detaching lets it end by itself; one of both is to be done.
struct cnl_thread;
int cnl_thread_start(struct cnl_thread **thread, void (*body)(void *), void *context);
void cnl_thread_join(struct cnl_thread *thread);
void cnl_thread_detach(struct cnl_thread *thread);

// How many processors the calling thread may run on.
int cnl_processors(void);

// The errno that the last call left.
int cnl_errno(void);

// What Swift's module Glibc has functions and variables of its own for. A program that uses one of those is linked with
// a hundred functions of libm, which are looked up at each start.

// A descriptor of a file, or -errno; `mode` is for O_CREAT.
int cnl_open(const char *path, int flags, unsigned int mode);
// A close-on-exec copy of a descriptor, whose number is at least `least`; or -errno.
int cnl_duplicate(int fd, int least);
// Whether there is such a descriptor, and whether it is of a regular file.
int cnl_is_open(int fd);
int cnl_is_regular(int fd);
// Makes a pipe as large as that, if fd is one, is smaller, and may be.
void cnl_enlarge_pipe(int fd, int size);
// The size of a terminal, 0 if it does not tell. Returns an errno.
int cnl_terminal_size(int fd, int *columns, int *rows);
// Whether `length` bytes of memory can be had in one piece now.
int cnl_has_memory(size_t length);
// Lets write(2) fail where the reader is gone, and lets SIGINT and SIGTERM end the program.
void cnl_ignore_broken_pipes(void);
void cnl_restore_signals(void);
