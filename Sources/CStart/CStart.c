// Work that the Swift library does before `main`, spared or done for less: for a program of three milliseconds
// a tenth of its time. Decision 0001 has the figures.
//
// All definitions are weak. Where the library is linked statically they keep its own out; where they do
// not suffice, as a later library may have it, its own are taken, and nothing is lost but time. Debug builds
// have the library's own throughout.

#include "CStart.h"

#ifndef DEBUG

#include <stdbool.h>

static int count;
static char **words;

__attribute__((constructor(101))) static void keep(int argc, char **argv) {
  count = argc;
  words = argv;
}

// The words of the command line. The library looks for them in the stack, which it finds by /proc/self/maps.
__attribute__((weak)) char **_swift_stdlib_getUnsafeArgvArgc(int *number) {
  *number = count;
  return words;
}

// What prints a trace of a crash: it looks for a helper program in a dozen folders. This program has no symbols.
__attribute__((weak)) bool _swift_backtrace_isThunkFunction(const char *name) {
  (void)name;
  return false;
}

// The settings of that; 0 stands for off.
__attribute__((weak)) char _swift_backtraceSettings[256];

#endif
