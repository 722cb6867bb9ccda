// The functions of libm that the Swift library names. Next to none is ever called, and to load libm takes a
// tenth of the time of a short run: each is found there when it is first called. All are weak, and libm is
// still there to link with: for what a later library names it becomes a library to be loaded at the start again.

#include "CStart.h"

#ifndef DEBUG

#include <dlfcn.h>
#include <math.h>
#include <stdlib.h>

#define WEAK __attribute__((weak))

static void *find(const char *name) {
  void *libm = dlopen("libm.so.6", RTLD_NOW);
  void *function = libm ? dlsym(libm, name) : NULL;
  if (function == NULL) abort();
  return function;
}

// A function of that result and those parameters, which are passed on by the last of the arguments. Threads may
// all find it, and find the same.
#define LATE(type, name, parameters, ...)                                                                      \
  WEAK type name parameters {                                                                                  \
    static void *found;                                                                                        \
    void *function = __atomic_load_n(&found, __ATOMIC_RELAXED);                                                \
    if (function == NULL) __atomic_store_n(&found, function = find(#name), __ATOMIC_RELAXED);                  \
    return ((type(*) parameters)function)(__VA_ARGS__);                                                        \
  }

#define ONE(type, name) LATE(type, name, (type a), a)
#define TWO(type, name) LATE(type, name, (type a, type b), a, b)
#define THREE(type, name) LATE(type, name, (type a, type b, type c), a, b, c)
#define TYPES(arity, name) arity(double, name) arity(float, name##f) arity(long double, name##l)
#define OTHERS(arity, name) arity(float, name##f) arity(long double, name##l)

// What the size of every dictionary is rounded up by.
WEAK double ceil(double value) {
  if (!(__builtin_fabs(value) < 0x1p52)) return value;
  double whole = (double)(long long)value;
  return __builtin_copysign(whole < value ? whole + 1 : whole, value);
}

OTHERS(ONE, ceil)
TYPES(ONE, floor)
TYPES(ONE, nearbyint)
TYPES(ONE, rint)
TYPES(ONE, round)
TYPES(ONE, trunc)
TYPES(ONE, sqrt)
TYPES(ONE, cos)
TYPES(ONE, sin)
TYPES(ONE, exp)
TYPES(ONE, exp2)
TYPES(ONE, log)
TYPES(ONE, log2)
TYPES(ONE, log10)
OTHERS(ONE, acos)
OTHERS(ONE, acosh)
OTHERS(ONE, asin)
OTHERS(ONE, asinh)
OTHERS(ONE, atan)
OTHERS(ONE, atanh)
OTHERS(ONE, cbrt)
OTHERS(ONE, cosh)
OTHERS(ONE, erf)
OTHERS(ONE, erfc)
OTHERS(ONE, expm1)
OTHERS(ONE, log1p)
OTHERS(ONE, logb)
OTHERS(ONE, sinh)
OTHERS(ONE, tan)
OTHERS(ONE, tanh)
OTHERS(ONE, tgamma)
TYPES(TWO, fmod)
TYPES(TWO, remainder)
OTHERS(TWO, atan2)
OTHERS(TWO, fdim)
OTHERS(TWO, hypot)
OTHERS(TWO, nextafter)
OTHERS(TWO, pow)
TWO(long double, fmaxl)
TWO(long double, fminl)
TYPES(THREE, fma)
LATE(float, nanf, (const char *text), text)
LATE(long double, nanl, (const char *text), text)
LATE(double, jn, (int order, double a), order, a)
LATE(double, yn, (int order, double a), order, a)
LATE(double, lgamma_r, (double a, int *sign), a, sign)
LATE(float, lgammaf_r, (float a, int *sign), a, sign)
LATE(long double, lgammal_r, (long double a, int *sign), a, sign)
LATE(double, remquo, (double a, double b, int *part), a, b, part)
LATE(float, remquof, (float a, float b, int *part), a, b, part)
LATE(long double, remquol, (long double a, long double b, int *part), a, b, part)

#endif
