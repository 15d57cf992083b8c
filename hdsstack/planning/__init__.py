"""Pure planners: names, ranges, places, windows, sizes and schedules; nothing is created here."""
