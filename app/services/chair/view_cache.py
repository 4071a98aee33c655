"""The last few views, by what they are a function of: a desk with six lists open computes its panel once, not six times."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from app.scoring.view import PanelView

_MOST = 6
_held: OrderedDict[Hashable, PanelView] = OrderedDict()
_lock = threading.Lock()


def view(key: Hashable, compute: Callable[[], PanelView]) -> PanelView:
    """The view under `key`, computed when it is not held. Equal keys must mean equal views."""
    with _lock:
        if key in _held:
            _held.move_to_end(key)
            return _held[key]
    made = compute()
    with _lock:
        _held[key] = made
        while len(_held) > _MOST:
            _held.popitem(last=False)
    return made
