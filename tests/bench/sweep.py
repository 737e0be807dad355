"""Sort and forward scan in Python: sweep.py plain|numpy COLUMNS.

COLUMNS is a file of 32-bit numbers: all resources, all starts, all ends.
Prints the CPU time without reading the file, and the pairs."""

import array
import os
import sys
import time


def plain(path):
    column = array.array("I")
    with open(path, "rb") as file:
        column.fromfile(file, os.path.getsize(path) // 4)
    count = len(column) // 3
    rows = list(zip(column[:count], column[count : 2 * count], column[2 * count :]))
    begun = time.process_time()
    rows.sort()
    pairs = 0
    for i, (resource, _, until) in enumerate(rows):
        j = i + 1
        while j < count and rows[j][0] == resource and rows[j][1] < until:
            pairs += 1
            j += 1
    print(f"Python, sort and sweep\t{(time.process_time() - begun) * 1e3:.1f}\t{pairs}")


def vectors(path):
    try:
        import numpy
    except ImportError:
        return
    resource, start, until = numpy.fromfile(path, numpy.uint32).reshape(3, -1)
    begun = time.process_time()
    order = numpy.argsort(
        resource.astype(numpy.uint64) << numpy.uint64(32) | start, kind="stable"
    )
    resource, start, until = resource[order], start[order], until[order]
    pairs = 0
    first = numpy.arange(len(order) - 1)
    step = 1
    while len(first):
        first = first[first + step < len(order)]
        after = first + step
        met = (resource[after] == resource[first]) & (start[after] < until[first])
        first = first[met]
        pairs += len(first)
        step += 1
    print(f"numpy, sort and sweep\t{(time.process_time() - begun) * 1e3:.1f}\t{pairs}")


{"plain": plain, "numpy": vectors}[sys.argv[1]](sys.argv[2])
