"""Where the terminal stands in time."""

import datetime as dt

ZONE = dt.timezone(dt.timedelta(hours=8), "CST")
"""China Standard Time; it has no summer time."""
