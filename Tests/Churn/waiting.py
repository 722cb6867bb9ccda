"""Cases that still fail, with what they wait for."""

WAITING = {}
