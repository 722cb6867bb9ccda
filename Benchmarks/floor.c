/* What the kernel alone takes: asks for a dump, receives it and throws it away.
 *
 *     floor OBJECT [family N] [table N] [proto N] [type N] [dev INDEX]
 *
 * OBJECT: link, addr, route, neigh. Prints datagrams and bytes on standard error.
 */
#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char buffer[32768] __attribute__((aligned(16)));

static struct {
  struct nlmsghdr header;
  union {
    struct ifinfomsg link;
    struct ifaddrmsg address;
    struct rtmsg route;
    struct ndmsg neighbour;
  } body;
  char attributes[64];
} request;

static void attribute(unsigned short type, unsigned value) {
  struct rtattr *rta = (struct rtattr *)((char *)&request + NLMSG_ALIGN(request.header.nlmsg_len));
  rta->rta_type = type;
  rta->rta_len = RTA_LENGTH(4);
  memcpy(RTA_DATA(rta), &value, 4);
  request.header.nlmsg_len = NLMSG_ALIGN(request.header.nlmsg_len) + RTA_SPACE(4);
}

int main(int argc, char **argv) {
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  int one = 1, size = 1 << 20;
  const char *object = argc > 1 ? argv[1] : "route";
  unsigned long datagrams = 0, bytes = 0;
  int done = 0;
  if (descriptor < 0) return perror("socket"), 1;
  setsockopt(descriptor, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &one, sizeof one);
  setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.header.nlmsg_seq = 1;
  if (!strcmp(object, "link")) {
    request.header.nlmsg_type = RTM_GETLINK;
    request.header.nlmsg_len = NLMSG_LENGTH(sizeof request.body.link);
  } else if (!strcmp(object, "addr")) {
    request.header.nlmsg_type = RTM_GETADDR;
    request.header.nlmsg_len = NLMSG_LENGTH(sizeof request.body.address);
  } else if (!strcmp(object, "neigh")) {
    request.header.nlmsg_type = RTM_GETNEIGH;
    request.header.nlmsg_len = NLMSG_LENGTH(sizeof request.body.neighbour);
  } else {
    request.header.nlmsg_type = RTM_GETROUTE;
    request.header.nlmsg_len = NLMSG_LENGTH(sizeof request.body.route);
  }
  for (int i = 2; i + 1 < argc; i += 2) {
    unsigned value = (unsigned)atoi(argv[i + 1]);
    if (!strcmp(argv[i], "family")) *(unsigned char *)&request.body = (unsigned char)value;
    if (!strcmp(argv[i], "table")) attribute(RTA_TABLE, value);
    if (!strcmp(argv[i], "proto")) request.body.route.rtm_protocol = (unsigned char)value;
    if (!strcmp(argv[i], "type")) request.body.route.rtm_type = (unsigned char)value;
    if (!strcmp(argv[i], "dev")) attribute(RTA_OIF, value);
  }
  /* A receive before the first datagram is made tells the kernel how large they may be. */
  recv(descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
  if (send(descriptor, &request, request.header.nlmsg_len, 0) < 0) return perror("send"), 1;
  while (!done) {
    struct iovec part = {buffer, sizeof buffer};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    ssize_t length = recvmsg(descriptor, &message, 0);
    if (length <= 0) return perror("recvmsg"), 1;
    datagrams++;
    bytes += (unsigned long)length;
    struct nlmsghdr *header = (struct nlmsghdr *)buffer;
    if (header->nlmsg_type == NLMSG_ERROR) {
      errno = -*(int *)NLMSG_DATA(header);
      return perror("kernel"), 1;
    }
    /* The end of the dump is the last message of a datagram of its own, or of the last one. */
    if (header->nlmsg_type == NLMSG_DONE) done = 1;
    if (!done && length >= 20) {
      struct nlmsghdr *tail = (struct nlmsghdr *)(buffer + length - 20);
      if (tail->nlmsg_type == NLMSG_DONE && tail->nlmsg_len == 20) done = 1;
    }
  }
  fprintf(stderr, "%lu datagrams, %lu bytes\n", datagrams, bytes);
  return 0;
}
