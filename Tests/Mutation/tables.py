"""The results as a table for docs/reliability.md."""
from faults import MODULES


def show(faults, results, is_list):
    if is_list:
        for fault in faults:
            result = results.get((fault.module, fault.name))
            if fault.equivalent:
                word, more = "nothing visible", fault.equivalent
            elif not result or result["text"] != fault.lines:
                word, more = "not run", ""
            else:
                word, more = "noticed" if result["noticed"] else "NOT NOTICED", result["by"]
            print(f"{fault.module}\t{fault.name}\t{word}\t{more}")
        return 0
    print("| module | listed | run | noticed | by no suite that was run | not before the time was up"
          " | of those written after the tests: run | noticed |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    rows = [(module, [fault for fault in faults if fault.module == module]) for module in MODULES]
    for name, group in rows + [("all", faults)]:
        counted = [fault for fault in group if not fault.equivalent]
        if not counted:
            continue
        known = []
        for fault in counted:
            result = results.get((fault.module, fault.name))
            if result and result["text"] == fault.lines:
                known.append((fault, result))
        noticed = [fault for fault, result in known if result["noticed"]]
        late = sum(result["by"].startswith("after ") for _, result in known if not result["noticed"])
        share = f" ({100 * len(noticed) // len(known)} %)" if known else ""
        silent = len(known) - len(noticed) - late
        print(f"| {name} | {len(counted)} | {len(known)} | {len(noticed)}{share} | {silent} | {late} | "
              f"{sum(fault.second for fault, _ in known)} | {sum(fault.second for fault in noticed)} |")
    return 0
