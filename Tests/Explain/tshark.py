#!/usr/bin/env python3
"""Compares explain's JSON with tshark's, message by message: types, lengths, flags and attributes.

    Tests/Explain/tshark.py NLCTL RECORDING...

Of each attribute that tshark shows: its number, length, the two flags of its type, the attributes within it, and
its name. tshark has phrases of its own instead of the kernel's names, so each phrase has to stand for one name of
ours, and the other way round, within one kind of object; `--names` prints which. What tshark does not show (it
knows no kind of link, no metrics, no extended acknowledgements) is counted, not compared.
"""
import json
import subprocess
import sys
from collections import defaultdict

NESTED, NETWORK_ORDER, NUMBER = 0x8000, 0x4000, 0x3FFF


class Pairs(list):
    """An object whose keys may repeat."""

    def all(self, key):
        return [value for name, value in self if name == key]

    def first(self, key, default=None):
        return next((value for name, value in self if name == key), default)


def run(*words):
    # explain's status is 1 where a message is cut off in the recording, as tshark's is 0.
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return done.stdout.decode('utf-8', 'replace')


def shark_attributes(pairs):
    """The attributes among `pairs`, each with those within it."""
    found = []
    for name, value in pairs:
        if not isinstance(value, Pairs):
            continue
        # A member of an array has an index instead of a type, and none of its flags.
        index = value.first('netlink.attr_index')
        kind = value.first('netlink.attr_type', index)
        if name.startswith('Attribute') and kind is not None:
            raw = int(kind, 0)
            # 'Attribute: Device name: lo': the phrase, then the value.
            phrase = name.split(': ')[1] if ': ' in name and index is None else ''
            found.append({
                'phrase': phrase, 'type': raw & NUMBER, 'flags': raw & ~NUMBER if index is None else None,
                'length': int(value.first('netlink.attr_len')), 'within': shark_attributes(value)})
        else:
            # Groups that are no attributes of the message: the flags of a type, for one.
            found += shark_attributes(value)
    return found


# What tshark calls the number of a message's type, protocol by protocol.
TYPES = ('nltype', 'hdr_type', 'family_id')


def shark_messages(file):
    """Every message with a length, in order; the header that an error repeats is not one."""
    for packet in json.loads(run('tshark', '-r', file, '-T', 'json'), object_pairs_hook=Pairs):
        layers = packet.first('_source').first('layers')
        family = int(layers.first('netlink').first('netlink.family'), 0)
        for name, layer in layers:
            if name in ('frame', 'netlink') or not isinstance(layer, Pairs):
                continue
            head = next((v for k, v in layer if k.startswith('Netlink message header')), None)
            if head is None or int(head.first('netlink.hdr_len')) < 16:
                continue
            kind = next(v for k, v in head if k.split('.')[-1] in TYPES)
            yield {
                'family': family, 'type': int(kind, 0), 'length': int(head.first('netlink.hdr_len')),
                'flags': int(head.first('netlink.hdr_flags'), 0), 'seq': int(head.first('netlink.hdr_seq')),
                'port': int(head.first('netlink.hdr_pid')), 'attributes': shark_attributes(layer)}


def own_attributes(fields):
    found = []
    for field in fields:
        if 'type' in field:
            flags = (NESTED if field.get('nested') else 0) | (NETWORK_ORDER if field.get('network_byte_order') else 0)
            found.append({
                'name': field.get('name', '#%d' % field['type']), 'type': field['type'], 'flags': flags,
                'length': field['length'], 'within': own_attributes(field.get('fields', []))})
        else:
            found += own_attributes(field.get('fields', []))
    return found


def kind_of(message):
    """What an attribute's number depends on: protocol, and the object, family or subsystem."""
    family, kind = message['family_id'], message['type_id']
    if family == 0:
        return family, kind & ~3  # up to four types each
    if family == 12:
        return family, kind >> 8
    return family, message.get('type', kind) if family == 16 else kind


def own_messages(nlctl, file):
    """Every message with a length, in order."""
    for line in run(nlctl, 'explain', '--json', file).splitlines():
        message = json.loads(line)
        if message.get('length', 0) < 16:
            continue
        fields = message['fields']
        yield {
            'family': message['family_id'], 'type': message['type_id'], 'length': message['length'], 'kind': kind_of(message),
            'flags': int.from_bytes(bytes.fromhex(fields[2]['bytes']), sys.byteorder), 'seq': message['seq'],
            # tshark shows nothing of what acknowledgements and the ends of dumps say.
            'port': message['portid'], 'attributes': own_attributes(fields) if message['type_id'] >= 16 else []}


class Comparison:
    def __init__(self):
        self.differences = []
        self.count = self.hidden = self.messages = 0
        self.phrases = defaultdict(set)
        self.names = defaultdict(set)
        # How many attributes tshark does not show, by protocol, type and the attribute around them.
        self.undissected = defaultdict(int)

    def differ(self, where, what):
        self.differences.append('%s: %s' % (where, what))

    def recording(self, nlctl, file):
        shark, own = list(shark_messages(file)), list(own_messages(nlctl, file))
        if len(shark) != len(own):
            self.differ(file, 'tshark shows %d messages, explain %d' % (len(shark), len(own)))
        for number, (left, right) in enumerate(zip(shark, own)):
            self.message(number, left, right)

    def summary(self):
        return '%d messages, %d attributes alike, %d that tshark does not show' % (
            self.messages, self.count, self.hidden)

    def message(self, number, shark, own):
        self.messages += 1
        where = 'message %d (protocol %d, type %d)' % (number, own['family'], own['type'])
        for key in ('family', 'type', 'length', 'flags', 'seq', 'port'):
            if shark[key] != own[key]:
                self.differ(where, '%s is %r for tshark, %r for explain' % (key, shark[key], own[key]))
        self.attributes(where, own['kind'], shark['attributes'], own['attributes'])

    def attributes(self, where, kind, shark, own, parent=''):
        if not shark:
            self.hidden += len(own)
            if own:
                self.undissected[kind, parent] += len(own)
            return
        if len(shark) != len(own):
            self.differ(where, 'tshark shows %d attributes, explain %d' % (len(shark), len(own)))
            return
        for left, right in zip(shark, own):
            self.count += 1
            here = '%s %s' % (where, right['name'])
            for key in ('type', 'length', 'flags'):
                if left[key] is not None and left[key] != right[key]:
                    self.differ(here, '%s is %r for tshark, %r for explain' % (key, left[key], right[key]))
            # tshark writes a number where it has no phrase.
            if left['phrase'] and not left['phrase'].startswith(('Unknown', '0x')) and not left['phrase'].isdigit():
                if left['phrase'].startswith(('IFLA_', 'IFA_', 'RTA_', 'NDA_', 'FRA_', 'NHA_', 'CTRL_')) \
                        and left['phrase'] != right['name']:
                    self.differ(here, 'tshark calls it %s' % left['phrase'])
                self.phrases[kind, left['phrase']].add(right['name'])
                self.names[kind, right['name']].add(left['phrase'])
            self.attributes(here, kind, left['within'], right['within'], right['name'])

    def check_names(self):
        for (kind, phrase), names in sorted(self.phrases.items()):
            if len(names) > 1:
                self.differ('protocol %d, %s' % kind, 'tshark says %r of %s' % (phrase, ', '.join(sorted(names))))
        for (kind, name), phrases in sorted(self.names.items()):
            if len(phrases) > 1:
                self.differ('protocol %d, %s' % kind, 'explain says %s of %s' % (name, ', '.join(sorted(phrases))))


def main():
    words = [word for word in sys.argv[1:] if word != '--names']
    if len(words) < 2:
        sys.exit(__doc__)
    comparison = Comparison()
    for file in words[1:]:
        comparison.recording(words[0], file)
    comparison.check_names()
    if '--names' in sys.argv:
        for (kind, name), phrases in sorted(comparison.names.items()):
            print('%d %s %s: %s' % (*kind, name, ', '.join(sorted(phrases))))
    for difference in comparison.differences:
        print(difference)
    print('%s, %d differences' % (comparison.summary(), len(comparison.differences)))
    sys.exit(1 if comparison.differences or not comparison.count else 0)


if __name__ == '__main__':
    main()
