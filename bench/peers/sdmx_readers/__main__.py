"""The peers of bench/sdmx.py, each in a process of its own: sdmx_readers lxml|sdmx1 FILE.

`lxml` walks the file and counts; it reads no value. `sdmx1` reads the message into its objects.
"""

import json
import math
import resource
import sys
import time


def lxml(path: str) -> tuple[int, float | None]:
    from lxml import etree
    count = 0
    for _, element in etree.iterparse(path, events=("end",)):
        if element.tag.endswith("Obs"):
            count += 1
        element.clear()
        while element.getprevious() is not None:  # or the emptied elements stay
            del element.getparent()[0]
    return count, None


def sdmx1(path: str) -> tuple[int, float | None]:
    import logging

    import sdmx
    logging.disable()  # it warns that it was given no structure, which it then makes up
    message = sdmx.read_sdmx(path)
    values = [float(one.value) for part in message.data for one in part.obs]
    return len(values), math.fsum(values)


if __name__ == "__main__":
    side, file = sys.argv[1:]
    __import__("sdmx" if side == "sdmx1" else "lxml.etree")  # not timed
    start = time.perf_counter()
    observations, total = {"lxml": lxml, "sdmx1": sdmx1}[side](file)
    print(json.dumps({
        "observations": observations, "sum": total, "seconds": time.perf_counter() - start,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
