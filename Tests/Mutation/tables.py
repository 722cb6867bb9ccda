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
    print("| module | faults | noticed | unnoticed | not run | change nothing | seconds a fault: median, longest"
          " | of those written after the tests: run | noticed |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
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
        share = f" ({100 * len(noticed) // len(counted)} %)" if known else ""
        seconds = sorted(result["seconds"] for _, result in known) or [0]
        print(f"| {name} | {len(counted)} | {len(noticed)}{share} | {len(known) - len(noticed)} | "
              f"{len(counted) - len(known)} | {len(group) - len(counted)} | "
              f"{seconds[len(seconds) // 2]:.1f}, {seconds[-1]:.0f} | {sum(fault.second for fault, _ in known)} | "
              f"{sum(fault.second for fault in noticed)} |")
    return 0
