// Messages and attributes come with the sockets: what a dump hands out can be read without another import.

@_exported public import NetlinkWire
