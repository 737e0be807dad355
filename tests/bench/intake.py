"""python3-icalendar and dateutil: intake.py CALENDAR reads it and expands a
year. Prints the CPU time and the occurrences."""

import resource
import sys
import time
from datetime import datetime

from dateutil.rrule import rrulestr
from icalendar import Calendar

begun = time.process_time()
count = 0
with open(sys.argv[1], "rb") as file:
    calendar = Calendar.from_ical(file.read())
for event in calendar.walk("VEVENT"):
    if "RRULE" not in event:
        count += 1
        continue
    start = event["DTSTART"].dt
    wall = datetime(*start.timetuple()[:6])
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=wall)
    count += len(rule.between(datetime(2026, 1, 1), datetime(2027, 1, 1), inc=True))
took = (time.process_time() - begun) * 1e3
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"python3-icalendar and dateutil, {peak:.0f} MB of memory\t{took:.1f}\t{count}")
