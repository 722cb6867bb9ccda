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
    print("| module | faults | noticed | share | written after the tests | noticed | nothing visible | seconds, median |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    rows = [(module, [fault for fault in faults if fault.module == module]) for module in MODULES]
    for name, group in rows + [("all", faults)]:
        if not group:
            continue
        known = []
        for fault in group:
            result = results.get((fault.module, fault.name))
            if not fault.equivalent and result and result["text"] == fault.lines:
                known.append((fault, result))
        noticed = sum(result["noticed"] for _, result in known)
        second = [result for fault, result in known if fault.second]
        seconds = sorted(result["seconds"] for _, result in known)
        share = f"{100 * noticed / len(known):.0f} %" if known else ""
        print(f"| {name} | {len(known)} | {noticed} | {share} | {len(second)} | "
              f"{sum(result['noticed'] for result in second)} | {sum(bool(fault.equivalent) for fault in group)} | "
              f"{seconds[len(seconds) // 2] if seconds else 0:.0f} |")
    return 0
