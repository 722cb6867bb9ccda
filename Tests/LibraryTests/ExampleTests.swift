import Netlink
import Testing
