#define _GNU_SOURCE
#include "CNetlink.h"
int cnl_placeholder(void) { return 0; }
