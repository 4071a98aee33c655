"""Quantiles of the F distribution, without scipy.stats (which takes half a second to import)."""

from __future__ import annotations

from scipy import special


def f_quantile(share: float, above: float, below: float) -> float:
    """The value that F with `above` and `below` degrees of freedom (fractions allowed) does not exceed in `share` of cases."""
    return float(special.fdtri(above, below, share))
