"""openpyxl, read-only: sheets.py WORKBOOK reads its first sheet. Prints the CPU
time and the cells."""

import resource
import sys
import time

from openpyxl import load_workbook

begun = time.process_time()
with open(sys.argv[1], "rb") as file:
    sheet = load_workbook(file, read_only=True).worksheets[0]
    count = sum(len(row) for row in sheet.iter_rows(values_only=True))
took = (time.process_time() - begun) * 1e3
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"python3-openpyxl, read-only, {peak:.0f} MB of memory\t{took:.1f}\t{count}")
