"""Judging statistics with numpy and scipy: severity, reliability, uncertainty, design.

`values` and `words` import neither, so that a screen may know the values before anything was computed;
everything else is imported at first use by the services. docs/judging-statistics.md explains each figure.
"""

from __future__ import annotations

import os

# Read by OpenBLAS when numpy is first imported. Its helper threads wait by spinning: beside a playing video a fit of
# 200 judges took ten times as long with them, and on an idle machine hardly less without.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
