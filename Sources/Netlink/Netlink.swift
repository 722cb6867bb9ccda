// The one import of the library's users: sockets and dumps, messages and their tables.

@_exported public import NetlinkCore
@_exported public import NetlinkWire
@_exported public import Rtnetlink
