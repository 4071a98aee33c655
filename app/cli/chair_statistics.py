"""`qcdesk chair statistics`: 参考 of the panel: severity, reliability, who is sure to be inside which line; the order as a picture."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.cli.arguments import Groups, arg, command
from app.cli.chair_json import plain
from app.cli.session import Session
from app.core.words import say
from app.scoring.statistics.cut_values import LeftOut
from app.services.chair import order_chart, order_picture, panel_lines, statistics
from app.services.chair.panel_lines import PanelLine
from app.services.chair.statistics import PanelStatistics, StatisticsFrame

_MOST_LEFT_OUT = 12


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the command."""
    command(
        own, common, "statistics", _statistics, say("参考：评审统计，只供组长", "judging statistics, for the chair alone"),
        arg("--plot", type=Path, metavar="FILE.png", help=say("次序和区间存成图", "the order with its intervals as a picture")),
        arg("--line", type=int, metavar="N", help=say("图画第 N 条名额线", "the picture of line N")),
    )  # fmt: skip


def _statistics(session: Session) -> None:
    _require_picture(session)
    with session.profile() as profile:
        taken = statistics.frame(profile)
    told = statistics.compute(taken, session.printer.context())
    files = [_plot(session, taken, told)] if session.args.plot is not None else []
    session.printer.result({**_document(told), "files": [str(f) for f in files]}, [*_page(told), *map(str, files)])


def _require_picture(session: Session) -> None:
    """Said before anything is computed: a picture is PNG under its own name, and a line is that of a picture."""
    plot: Path | None = session.args.plot
    if plot is None and session.args.line is not None:
        session.printer.note(say("--line 只和 --plot 一起用。", "--line goes with --plot only."))
        raise SystemExit(2)
    if plot is not None and plot.suffix.lower() != ".png":
        session.printer.note(say("图是 PNG，文件名请以 .png 结尾。", "The picture is PNG: give a name that ends in .png."))
        raise SystemExit(2)


def _plot(session: Session, taken: StatisticsFrame, told: PanelStatistics) -> Path:
    target: Path = session.args.plot
    chart = order_chart.chart(told, taken.view, taken.panel.desk.season.levels, _wanted(session, told.lines))
    order_picture.write(chart, target)
    return target


def _wanted(session: Session, lines: Sequence[PanelLine]) -> PanelLine | None:
    number: int | None = session.args.line
    if number is None:
        return panel_lines.first(lines)
    if not 1 <= number <= len(lines):
        session.printer.note(say("名额线有 {n} 条。", "There {n:is|are} {n} {n:line|lines}.", n=len(lines)))
        raise SystemExit(2)
    return lines[number - 1]


def _document(told: PanelStatistics) -> dict[str, Any]:
    """The document of `stats --json` with the panel's lines beside it; only `panel`, `names` and `lines` before anything is scored."""
    from app.scoring.statistics.document import as_json

    made: dict[str, Any] = {"panel": told.panel, "names": dict(told.names), "shared": told.shared}
    made["lines"] = [_line_json(line) for line in told.lines]
    return {**made, **(as_json(told.found) if told.found is not None else {})}


def _line_json(line: PanelLine) -> dict[str, Any]:
    figures, quota = line.figures, line.quota
    made: dict[str, Any] = {
        "level": quota.level,
        "scope": str(quota.scope),
        "field": quota.field,
        "panel": quota.panel,
        "places": quota.places,
    }
    made |= {"name": say(line.name.zh, line.name.en), "above": line.above, "tied": line.tied, "entries": sorted(line.inside)}
    if figures is None:
        return made
    return {
        **made,
        "p_inside": dict(figures.chances),
        "enter": list(figures.enter),
        "leave": list(figures.leave),
        "without": plain(figures.left_out),
    }


def _page(told: PanelStatistics) -> list[str]:
    from app.cli.stats_page import page
    from app.services.statistics import TableStatistics

    if told.found is None:
        return [say("还没有评分。", "Nothing was scored yet.")]
    names = [f"  {judge}  {name}" for judge, name in told.names.items()]
    lines = [words for n, line in enumerate(told.lines, 1) for words in _line_words(n, line, told.names)] or [panel_lines.no_line_words()]
    private = say("只供组长参考：不投影，不改变任何得分和名次。", "For the chair alone: never projected; no score or rank changes by it.")
    return [
        private,
        *page(TableStatistics(told.panel, told.found, 0, ())),
        "",
        say("名额线", "Lines"),
        *lines,
        *(f"  {note}" for note in panel_lines.notes(told.lines, shared=told.shared)),
        "",
        say("评委", "Judges"),
        *names,
    ]


def _line_words(number: int, line: PanelLine, names: Mapping[str, str]) -> list[str]:
    from app.scoring.statistics.words import BAND, chance_words

    name, figures = say(line.name.zh, line.name.en), line.figures
    told = [
        say("  {n}. {name} 名额 {places} · 线上 {above} · 并列 {tied}", "  {n}. {name}: {places} {places:place|places} · {above} above · {tied} tied",
            n=number, name=name, places=line.quota.places, above=line.above, tied=line.tied)
    ]  # fmt: skip
    if figures is None:
        return told
    told += [f"     {code} {chance_words(p)}" for code, p in figures.chances.items() if figures.standing(code) in BAND]
    for codes, zh, en in (
        (figures.enter, "校正后进：{codes}", "in when adjusted: {codes}"),
        (figures.leave, "校正后出：{codes}", "out when adjusted: {codes}"),
    ):
        told += [f"     {say(zh, en, codes='、'.join(codes))}"] if codes else []
    return told + [f"     {_without(gone, names)}" for gone in figures.left_out[:_MOST_LEFT_OUT]]


def _without(gone: LeftOut, names: Mapping[str, str]) -> str:
    """Whose sheet alone decides who is in."""
    none = say("（无）", "(none)")
    return say("若不计{judge}：进 {enter}，出 {leave}", "without {judge}: in {enter}, out {leave}",
               judge=names.get(gone.judge, gone.judge), enter="、".join(gone.enter) or none, leave="、".join(gone.leave) or none)  # fmt: skip
