"""Makes the presentation videos 发表视频: slides with charts and spoken Chinese, small enough to live in the repository.

Needs ffmpeg, espeak-ng and pdftoppm on the path; none of them is needed by the program itself.
"""

from __future__ import annotations

import subprocess
import tempfile
import wave
from pathlib import Path

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from .charts.axes import figure, wrap
from .context import Context
from .document import draw
from .fonts import BOLD, REGULAR
from .story import Story, rows
from .theme import INK

WIDTH, HEIGHT, RATE = 640, 360, 10
_LIST, _SPEECH = "list.txt", "speech.wav"
Slide = tuple[str, list[str], Drawing | None, str]


def slides(story: Story) -> list[Slide]:
    """Heading, lines, chart and spoken words of each slide."""
    c = Context(story)
    borrow, target, schemes, effect, close = (story.part(name) for name in ("borrow", "target", "schemes", "effect", "close"))
    measures = story.items("measure")
    charted = next(item for item in [*story.items("select"), *measures] if "chart" in item)
    reasons = [f"{row[0]}：{row[1]}" for row in rows(story.data["reason"])]
    after = f"{target['metric']}：{figure(effect['after'])}{target['unit']}"
    return [
        (
            story.entry.title,
            [story.entry.circle, story.entry.unit, f"发布人：{story.data['speaker']}"],
            None,
            f"各位专家好，我们的课题是{story.entry.title}。",
        ),
        ("选择课题与借鉴", [*reasons[:2], borrow["idea"]], None, "根据需求广泛借鉴，提出创新思路。"),
        ("设定目标", [target["new"]], None, "设定目标，并用数据论证可行。"),
        (
            "最佳方案",
            [schemes["chosen"], *schemes["best"]],
            c.chart(schemes["chart"], 330, 210),
            f"经过试验比较，选定{schemes['chosen'].split('：')[0]}。",
        ),
        ("对策实施", [item["what"] for item in measures], c.chart(charted["chart"], 330, 210), "对策逐条实施，逐条检查。"),
        ("效果检查", [after, effect["verdict"]], None, "效果检查，课题目标完成。"),
        ("标准化与下一步", [*[row[1] for row in rows(close["standards"])], close["next"]], None, "有效措施已标准化，谢谢各位专家。"),
    ]


def write_video(story: Story, path: Path, bits: str = "36k") -> None:
    """Write one MP4 (H.264, AAC mono) with a slide per sentence and a running progress strip."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = slides(story)
        pictures = _pictures(story, pages, folder)
        seconds = _speech([spoken for _, _, _, spoken in pages], folder)
        _playlist(pictures, seconds, folder / _LIST)
        _run(*_encoder(folder, path, sum(seconds), bits))


def _pictures(story: Story, pages: list[Slide], folder: Path) -> list[Path]:
    """The slides as PNG, in order."""
    _pages(story, pages, folder / "slides.pdf")
    _run("pdftoppm", "-r", "72", "-png", str(folder / "slides.pdf"), str(folder / "page"))
    return sorted(folder.glob("page*.png"))


def _speech(sentences: list[str], folder: Path) -> list[float]:
    """All sentences in one recording; how long each takes, with its pause."""
    with wave.open(str(folder / _SPEECH), "wb") as speech:
        return [_speak(words, folder / f"{number}.wav", speech, number == 0) for number, words in enumerate(sentences)]


def _playlist(pictures: list[Path], seconds: list[float], path: Path) -> None:
    """Each picture for as long as its sentence; ffmpeg wants the last one twice."""
    lines = [line for picture, lasting in zip(pictures, seconds, strict=True) for line in (f"file '{picture}'", f"duration {lasting:.2f}")]
    path.write_text("\n".join([*lines, f"file '{pictures[-1]}'"]), encoding="utf-8")


def _encoder(folder: Path, path: Path, total: float, bits: str) -> list[str]:
    """The ffmpeg command: pictures, speech and the strip in; small, seekable and the same bytes each time out."""
    strip = f"color=c=0xE07A1F:s={WIDTH}x4:r={RATE}:d={total:.2f}"
    graph = f"[0:v]fps={RATE},format=yuv420p[v];[v][2:v]overlay=x='-W+W*t/{total:.2f}':y=H-4:shortest=1[o]"
    return [
        "ffmpeg", "-v", "error", "-y",
        "-f", "concat", "-safe", "0", "-i", str(folder / _LIST), "-i", str(folder / _SPEECH), "-f", "lavfi", "-i", strip,
        "-filter_complex", graph, "-map", "[o]", "-map", "1:a",
        "-c:v", "libx264", "-preset", "slow", "-crf", "24", "-g", "50", "-pix_fmt", "yuv420p", "-threads", "1",
        "-c:a", "aac", "-b:a", bits, "-ac", "1", "-movflags", "+faststart",
        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1", "-t", f"{total:.2f}", str(path),
    ]  # fmt: skip


def _speak(words: str, path: Path, into: wave.Wave_write, first: bool) -> float:
    _run("espeak-ng", "-v", "cmn", "-s", "215", "-w", str(path), words)
    with wave.open(str(path), "rb") as part:
        if first:
            into.setparams(part.getparams())
        frames = part.readframes(part.getnframes())
        pause = part.getframerate() // 2
        into.writeframes(frames + b"\0\0" * pause)
        return (part.getnframes() + pause) / part.getframerate()


def _pages(story: Story, pages: list[Slide], path: Path) -> None:
    c = Context(story)
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    for number, (heading, lines, drawing, _) in enumerate(pages):
        canvas.setFillColor(c.colours.main)
        canvas.rect(0, HEIGHT - (200 if number == 0 else 52), WIDTH, 200, stroke=0, fill=1)
        canvas.setFillColor(white)
        for row, line in enumerate(wrap(heading, WIDTH - 90, 28 if number == 0 else 21, bold=True)):
            draw(canvas, 40, HEIGHT - (110 if number == 0 else 34) - row * 40, line, BOLD, 28 if number == 0 else 21)
        y = HEIGHT - (236 if number == 0 else 92)
        room = 250 if drawing else WIDTH - 90
        for line in lines:
            canvas.setFillColor(c.colours.accent)
            canvas.circle(44, y + 5, 3, stroke=0, fill=1)
            canvas.setFillColor(INK)
            for piece in wrap(line, room - 14, 15):
                draw(canvas, 56, y, piece, REGULAR, 15)
                y -= 22
            y -= 8
        if drawing:
            renderPDF.draw(drawing, canvas, 298, 62)
        canvas.showPage()
    canvas.save()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
