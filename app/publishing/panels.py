"""Which panel reads which entry, where the entries sheet does not say, and the 组内序号 there."""

from __future__ import annotations

from collections import Counter, defaultdict

from app.core.words import say
from app.models.organising import EntryPlace, ImportedEntry, ImportedJudge
from app.publishing.columns import name_key


def place_entries(entries: tuple[ImportedEntry, ...], judges: tuple[ImportedJudge, ...]) -> tuple[tuple[EntryPlace, ...], tuple[str, ...]]:
    """A panel and a number for every entry, and in words what had to be chosen.

    A named panel stands. Else: the only panel there is; the panel named like the field; else whole fields to the panel with
    the fewest entries, largest field first; single entries when there are more panels than fields.
    """
    panels = {j.panel: j.panel_name for j in judges}
    chosen = {e.code: e.panel for e in entries if e.panel and e.panel in panels}
    words = [
        say("{code} 的专业组“{panel}”没有评委", "{code}: no judge sits in its panel “{panel}”", code=e.code, panel=e.panel)
        for e in entries
        if e.panel and e.panel not in panels
    ]
    open_entries = [e for e in entries if e.code not in chosen]
    if open_entries and panels:
        said = _allot(open_entries, panels, chosen)
        words += [said] if len(panels) > 1 else []
    return _numbered(entries, chosen, words), tuple(words)


def _allot(open_entries: list[ImportedEntry], panels: dict[str, str], chosen: dict[str, str]) -> str:
    load = Counter(dict.fromkeys(panels, 0))
    load.update(chosen.values())
    for group in _groups(open_entries, len(panels)):
        named = next((p for p, name in panels.items() if _bare(name) in {_bare(group[0].field_name), _bare(group[0].field)}), None)
        panel = named or min(panels, key=lambda p: (load[p], p))
        chosen.update({e.code: panel for e in group})
        load[panel] += len(group)
    spread = say("，", ", ").join(f"{panels[p]} {n}" for p, n in load.items())
    return say(
        "{n} 项成果没有写专业组，已分配；各组项数：{spread}",
        "{n} {n:entry names|entries name} no panel and {n:was|were} allotted; entries per panel: {spread}",
        n=len(open_entries),
        spread=spread,
    )


def _groups(entries: list[ImportedEntry], panels: int) -> list[list[ImportedEntry]]:
    """Whole fields, largest first, while there are enough of them for the panels."""
    fields: dict[str, list[ImportedEntry]] = defaultdict(list)
    for entry in entries:
        fields[entry.field].append(entry)
    if len(fields) < panels:
        return [[e] for e in entries]
    return sorted(fields.values(), key=lambda group: (-len(group), group[0].field))


def _bare(name: str) -> str:
    return name_key(name).removesuffix("组").removesuffix("专业").removesuffix("类")


def _numbered(entries: tuple[ImportedEntry, ...], chosen: dict[str, str], words: list[str]) -> tuple[EntryPlace, ...]:
    """组内序号 as given when every entry of the panel has its own, else 1… by given number and row."""
    members: dict[str, list[ImportedEntry]] = defaultdict(list)
    for entry in entries:
        if panel := chosen.get(entry.code):
            members[panel].append(entry)
    places = []
    for panel, group in sorted(members.items()):
        ordered = sorted(group, key=lambda e: (e.number or 1 << 20, e.row))
        given = [e.number for e in ordered]
        own = all(given) and len(set(given)) == len(given)
        if any(given) and not own:
            words.append(
                say(
                    "专业组 {panel} 的组内序号不全或重复，已重新编号",
                    "Panel {panel}: numbers within the panel are incomplete or repeated; they were given anew",
                    panel=panel,
                )
            )
        places += [EntryPlace(e.code, panel, e.number if own else n) for n, e in enumerate(ordered, start=1)]
    return tuple(places)
