"""`qcdesk stats FILE.csv`: judging statistics of any long table submission, judge, score. Needs no profile."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from app.cli.arguments import Groups, arg, command
from app.cli.session import Session
from app.core.words import say
from app.services import statistics


def add(groups: Groups, common: ArgumentParser) -> None:
    """Declare the command."""
    command(
        groups, common, "stats", _stats, say("评审统计", "judging statistics of a table"), arg("file", type=Path, metavar="FILE.csv"),
        arg("--top", type=int, metavar="K", help=say("名额（默认五分之一）", "places (default: one in five)")),
        arg("--seed", type=int, metavar="N", help=say("概率抽样的种子", "seed of the drawn probabilities")),
        arg("--criterion", metavar="NAME", help=say("只看一个评审项目", "use one criterion only")),
    )  # fmt: skip


def _stats(session: Session) -> None:
    from app.cli.stats_page import page
    from app.scoring.statistics.document import as_json

    args = session.args
    told = statistics.of_table(args.file, top=args.top, seed=args.seed, criterion=args.criterion)
    session.printer.result(as_json(told.found), page(told))
