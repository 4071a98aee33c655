"""The judge's desk: one window for reading, watching, scoring and handing in."""
