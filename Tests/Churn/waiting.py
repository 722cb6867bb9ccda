"""Cases that still fail, with what they wait for. Their faults are told and do not count."""

WAITING = {}
