#!/usr/bin/python3
"""Checks every recorded object, as the tests expect nlctl to print it, by the schemas checked in.

    validate.py                  prints how many are valid; exit status 1 and what is wrong if any is not
"""
import glob
import json
import os
import sys

import jsonschema

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
# What is recorded under another name than its object's.
OBJECTS = {"fdb": "neigh"}
# What is listed by device: a message is one of that list.
LISTED = {"addr": "addr_info", "maddr": "maddr"}


def checker(name, inner=None):
    with open(f"{ROOT}/schema/{name}.json", encoding="utf-8") as file:
        schema = json.load(file)
    return jsonschema.Draft202012Validator(schema["properties"][inner]["items"] if inner else schema)


def recorded():
    """The name of a file, the object that it has, and each one."""
    for path in sorted(glob.glob(f"{ROOT}/Tests/Expected/vectors/*.json")):
        with open(path, encoding="utf-8") as file:
            for item in json.load(file):
                yield path, os.path.basename(path).split("-")[0], item
    for path in sorted(glob.glob(f"{ROOT}/Tests/Expected/*.jsonl")):
        with open(path, encoding="utf-8") as file:
            for line in file:
                yield path, os.path.basename(path).split("-")[0], json.loads(line)


def main():
    checkers, count, bad = {}, 0, 0
    for path, name, item in recorded():
        name = OBJECTS.get(name, name)
        if name not in checkers:
            checkers[name] = checker(name, LISTED.get(name))
        count += 1
        for error in checkers[name].iter_errors(item):
            bad += 1
            where = "".join(f".{part}" for part in error.absolute_path)
            print(f"{os.path.basename(path)} {where}: {error.message[:200]}")
    print(f"valid: {count - bad} of {count}" if bad == 0 else f"{bad} complaints of {count} objects")
    return 1 if bad or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
