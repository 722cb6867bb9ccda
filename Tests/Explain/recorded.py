#!/usr/bin/env python3
"""Checks what explain makes of recordings of tcpdump on nlmon, and of what strace wrote.

    Tests/Explain/recorded.py FOLDER NAME...

FOLDER has the program as `nlctl`, and of each NAME the files that Tests/FullKernel/recording.sh writes. Of each: the text
reads back to itself, and is what was explained while it was recorded; the JSON is what its schema says and tells every
byte once; requests are sent and all else is received; families of generic netlink have the names that the controller
gave; tshark sees the same messages and attributes, but for what `deviations.py` lists. What strace wrote has the bytes
of messages that were recorded. `--from` answers what was answered while it was recorded, and `monitor --from` tells of no
change but those that `deviations.py` lists. Exit status 1 if anything is not so.
"""
import json
import os
import re
import subprocess
import sys

LAB = os.environ.get('LAB_CACHE', '/var/cache/nlctl-lab')
sys.path.append(LAB + '/tools/usr/lib/python3/dist-packages')
import jsonschema  # noqa: E402

import tshark  # noqa: E402
from deviations import CHANGES, DAMAGES, DIFFERENCES, NOT_SHOWN  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = jsonschema.Draft202012Validator(json.load(open(f'{HERE}/../../schema/explain.json', encoding='utf-8')))
GENERIC, CONTROLLER, NEW_FAMILY, REQUEST = 16, 16, 1, 1


def pairs(found):
    assert len(found) == len(dict(found)), f'a key twice: {found}'
    return dict(found)


def covered(fields, place):
    """Where the fields end, if each begins where the one before ended."""
    for field in fields:
        assert field['offset'] == place, f'bytes before {field}'
        place += field['length']
        if 'fields' in field:
            end = covered(field['fields'], field['offset'] + (4 if 'type' in field else 0))
            assert end == place, f'bytes at the end of {field}'
    return place


def values(message):
    """The bytes of all values, in their order, and the numbers and lengths of attributes."""
    def leaves(fields):
        for field in fields:
            yield field.get('type'), field['length'], field.get('bytes')
            yield from leaves(field.get('fields', []))
    return message['family_id'], tuple(leaves(message['fields']))


def flags(message):
    return int.from_bytes(bytes.fromhex(message['fields'][2]['bytes']), sys.byteorder)


# What changes by itself, and is newer where links were asked for again on the way to something else. While the topology
# of a bridge changes, its entries age faster. A capture does not have the names of other namespaces.
VOLATILE = re.compile('stats|_timer$|^(expires|used|confirmed|updated|probes|refcnt|reachable_time|churn_.*|ageing_time'
                      '|topology_change.*|link_netns)$')
# States of a neighbour that does not answer, one after another.
UNANSWERED = ('INCOMPLETE', 'FAILED')


def steady(text, words):
    """What an answer says, without what changes by itself and in an order that does not depend on what was asked first."""
    def still(value):
        if isinstance(value, dict):
            return {key: still(member) for key, member in value.items() if not VOLATILE.search(key)}
        if value in UNANSWERED:
            return UNANSWERED[0]
        return [still(member) for member in value] if isinstance(value, list) else value
    if '--json' in words:
        return sorted(json.dumps(still(value)) for value in json.loads(text))
    # A capture does not have the names of other namespaces.
    return sorted(re.sub(' *peer [^ ]* in netns.*', '', line) for line in text.splitlines())


class Recording:
    def __init__(self, folder, name):
        self.nlctl, self.stem, self.name = f'{folder}/nlctl', f'{folder}/{name}', name
        self.complaints, self.damages = [], []

    def complain(self, what):
        self.complaints.append(f'{self.name}: {what}')

    def explained(self, *words):
        done = subprocess.run([self.nlctl, 'explain', *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if done.returncode not in (0, 1) or done.returncode == 1 and b'damaged' not in done.stderr:
            self.complain(f'explain {words}: status {done.returncode}, {done.stderr.decode()}')
        return done.stdout

    def text(self, file):
        """The text of a file, which has to read back to itself."""
        text = self.explained(file)
        with open(self.stem + '.text', 'wb') as copy:
            copy.write(text)
        if self.explained(self.stem + '.text') != text:
            self.complain(f'the text of {os.path.basename(file)} does not read back to itself')
        return text

    def messages(self, file):
        """The messages of a file, each as its schema says and with every byte."""
        found = []
        for line in self.explained('--json', file).splitlines():
            message = json.loads(line, object_pairs_hook=pairs)
            for error in SCHEMA.iter_errors(message):
                self.complain(f'the schema: {error.message[:200]}')
            try:
                if covered(message['fields'], 0) < message.get('length', 0) and 'damage' not in message:
                    self.complain(f'bytes are missing: {line[:300]}')
            except AssertionError as error:
                self.complain(f'{error}'[:300])
            for damage in message.get('damage', []):
                self.damages.append(f"{self.name}: {message.get('type')}: {damage['why']}")
            found.append(message)
        return found

    def directions(self, messages):
        for message in messages:
            if message.get('length', 0) >= 16:
                direction = 'sent' if flags(message) & REQUEST else 'received'
                if message['direction'] != direction:
                    self.complain(f"a message that is {message['direction']}: {str(message)[:200]}")

    def families(self, messages):
        """How many families the controller named; each message of one has its name."""
        names = {CONTROLLER: 'nlctrl'}
        for message in messages:
            if message['family_id'] != GENERIC or message.get('type_id', 0) < 16:
                continue
            if message.get('type') != names.get(message['type_id']):
                self.complain(f"family {message['type_id']} is called {message.get('type')}")
            if message['type_id'] == CONTROLLER and message['direction'] == 'received':
                found = {field.get('name'): field.get('value') for field in message['fields']}
                if 'CTRL_ATTR_FAMILY_NAME' in found:
                    names[found['CTRL_ATTR_FAMILY_ID']] = found['CTRL_ATTR_FAMILY_NAME']
        return names

    def traced(self, known):
        """How many messages strace wrote, each of which was recorded."""
        count = 0
        for kind in ('strings', 'dumps'):
            if not os.path.exists(f'{self.stem}.{kind}'):
                continue
            self.text(f'{self.stem}.{kind}')
            found = [m for m in self.messages(f'{self.stem}.{kind}') if m.get('length', 0) >= 16]
            for message in found:
                if values(message) not in known:
                    self.complain(f'{kind} of strace have what was not recorded: {str(message)[:300]}')
            if not found:
                self.complain(f'{kind} of strace have no messages')
            count += len(found)
        return count

    def from_recording(self, words):
        done = subprocess.run([self.nlctl, *words, '--from', self.stem + '.pcap'],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode().strip()

    def answers(self):
        """How many questions are answered from the recording as they were while it was recorded."""
        count = 0
        with open(self.stem + '.answers', encoding='utf-8') as lines:
            for number, line in enumerate(lines, 1):
                status, *words = line.split()
                if status != '0':
                    continue
                with open(f'{self.stem}.{number}', encoding='utf-8') as live:
                    then = steady(live.read(), words)
                status, now, error = self.from_recording(words)
                now = steady(now, words)
                # It may have to say that it does not know of other tables than the one that was asked for last.
                is_unsure = status == 3 and 'does not tell what became of' in error
                if then != now or status != 0 and not is_unsure:
                    self.complain(f"{' '.join(words)} --from: status {status} {error}")
                    for line in [f'then: {line}' for line in then if line not in now][:3] + [
                            f'now:  {line}' for line in now if line not in then][:3]:
                        self.complain(f"{' '.join(words)} --from: {line[:900]}")
                count += 1
        status, events, error = self.from_recording(['monitor', '--json'])
        if status != 0:
            self.complain(f'monitor --from: status {status} {error}')
        for event in map(json.loads, events.splitlines()):
            line = f"{self.name}: {event['event']} {event['object']} {' '.join(event.get('changed', {}))}"
            if not any(re.search(pattern, line) for pattern, _ in CHANGES):
                self.complain(f"monitor --from: {line} {event['key']}")
        return count

    def check(self, comparison):
        if os.path.exists(self.stem + '.absent'):
            with open(self.stem + '.absent', encoding='utf-8') as absent:
                print(f'{self.name}: not here: needs {" ".join(absent.read().split())}')
            return
        if not os.path.exists(self.stem + '.pcap'):
            self.complain('there is no recording')
            return
        text = self.text(self.stem + '.pcap')
        with open(self.stem + '.live', 'rb') as live:
            if live.read() != text:
                self.complain('it was explained otherwise while it was recorded')
        messages = self.messages(self.stem + '.pcap')
        self.directions(messages)
        names = self.families(messages)
        traced = self.traced({values(message) for message in messages})
        answers = self.answers()
        comparison.recording(self.nlctl, self.stem + '.pcap')
        print(f"{self.name}: {len(messages)} messages, {os.path.getsize(self.stem + '.pcap')} bytes, {answers} questions answered, "
              f"{len(names)} families named{f', {traced} of strace' if traced else ''}", flush=True)


def unexpected(found, listed, what, is_whole):
    """Complaints about what no reason is listed for, and about reasons that nothing needs any more."""
    for line in found:
        if not any(re.search(pattern, line) for pattern, _ in listed):
            yield line
    for pattern, reason in listed:
        if is_whole and not any(re.search(pattern, line) for line in found):
            yield f'{what} is listed and was not met: {pattern} ({reason})'


def main():
    folder, names = sys.argv[1], sys.argv[2:]
    comparison = tshark.Comparison()
    complaints, damages = [], []
    for name in names:
        recording = Recording(folder, name)
        recording.check(comparison)
        complaints += recording.complaints
        damages += recording.damages
    comparison.check_names()
    # Whether something listed is met no more can be said of all topologies alone.
    is_whole = len(names) > 30
    complaints += unexpected(damages, DAMAGES, 'damage', is_whole)
    complaints += unexpected(comparison.differences, DIFFERENCES, 'a difference', is_whole)
    hidden = {(*kind, parent) for kind, parent in comparison.undissected}
    complaints += [f'tshark shows nothing of {place}, which is not listed' for place in sorted(hidden - set(NOT_SHOWN), key=str)]
    if is_whole:
        complaints += [f'{place} is listed, and tshark shows it' for place in sorted(set(NOT_SHOWN) - hidden, key=str)]
    for complaint in complaints:
        print(complaint)
    print(f'{comparison.summary()}, {len(complaints)} complaints')
    return 1 if complaints or not comparison.count else 0


if __name__ == '__main__':
    sys.exit(main())
