// The one import of the library's users: sockets, dumps and messages; objects, requests and streams.

@_exported public import NetlinkCore
@_exported public import NetlinkWire
