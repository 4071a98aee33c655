"""Command: python -m resources.demo.generator --out FOLDER [--only CODE…] [--year YEAR] [--fonts FOLDER] [--no-video]."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from . import fonts, forms, season, sheets
from .compose import write_report
from .season import HERE, Season


def main() -> None:
    """Write the spreadsheets and every entry's materials."""
    parser = argparse.ArgumentParser(prog="python -m resources.demo.generator", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--year", type=int)
    parser.add_argument("--fonts", type=Path, default=HERE.parents[1] / "fonts")
    parser.add_argument("--no-video", action="store_true")
    wanted = parser.parse_args()
    plan = season.read(wanted.year)
    fonts.register(wanted.fonts)
    wanted.out.mkdir(parents=True, exist_ok=True)
    sheets.write_sheets(plan, wanted.out)
    codes = wanted.only or [entry.code for entry in plan.entries]
    for code in codes:
        write_entry(plan, code, wanted.out / "materials")
        print(code, flush=True)
    if not wanted.no_video:
        from .video import write_video

        for entry in plan.entries:
            if entry.video and entry.code in codes:
                write_video(plan.story(entry.code), wanted.out / "materials" / entry.code / sheets.VIDEO)
    if not wanted.only:
        write_faults(plan, wanted.out / "faults.json")


def write_entry(plan: Season, code: str, materials: Path) -> None:
    """Write the PDFs of one entry below the materials folder."""
    story = plan.story(code)
    folder = materials / code
    folder.mkdir(parents=True, exist_ok=True)
    write_report(story, folder / sheets.REPORT, plan.name)
    forms.write_form(story, folder / sheets.FORM, plan.year)
    forms.write_recommendation(story, folder / sheets.RECOMMENDATION, plan.year)
    if story.entry.onsite:
        forms.write_onsite(story, folder / sheets.ONSITE, plan.year)


def write_faults(plan: Season, path: Path) -> None:
    """List the faults put into the stories, for trainers and tests."""
    faults = [{"code": entry.code, **fault} for entry in plan.entries for fault in plan.story(entry.code).data.get("faults", [])]
    path.write_text(json.dumps({"faults": faults}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
