"""What a recording of the program's datagrams (pcapng) says: which entries any dump had."""
import struct

import wire

# Block of a datagram; how a datagram that the program received is marked.
PACKET, TO_PROGRAM = 6, 6


def received(path):
    """The messages that the program received, as wire.messages gives them."""
    with open(path, "rb") as file:
        data = file.read()
    place = 0
    while place + 12 <= len(data):
        kind, size = struct.unpack_from("=II", data, place)
        if kind == PACKET:
            length, = struct.unpack_from("=I", data, place + 20)
            datagram = data[place + 28 : place + 28 + length]
            # Sixteen bytes say the direction and the protocol.
            if struct.unpack_from(">H", datagram)[0] == TO_PROGRAM:
                yield from wire.messages(datagram[16:])
        place += size


class Received:
    """The entries of a table that the program received, by what names them, and how many dumps ended."""

    def __init__(self, path, name):
        """name: an entry's name in a message, or None for messages of other objects."""
        self.names, self.dumps = set(), 0
        for kind, flags, body in received(path):
            self.dumps += kind == wire.DONE
            self.names.add(name(kind, body))
