"""Judging statistics with numpy and scipy: severity, reliability, uncertainty, design.

`values` and `words` import neither, so that a screen may know the values before anything was computed;
everything else is imported at first use by the services. docs/judging-statistics.md explains each figure.
"""
