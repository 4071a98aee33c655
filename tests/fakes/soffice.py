"""LibreOffice as somebody who opens our files: what it complains about, and the PDF it makes of them.

Its exit code proves nothing (0 also when it read nothing), so what it made of the files is read again.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

_EXPECTED = ("failed to launch javaldx", "java may not function correctly")  # no Java is installed, and none is needed


def to_pdf(files: list[Path], out: Path, profile: Path) -> str:
    """Convert all files to PDF with a LibreOffice of its own; returns what it complained about."""
    own = f"-env:UserInstallation={profile.as_uri()}"
    words = ["soffice", own, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=100, check=True)
    lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip() and not line.startswith(("convert ", "Overwriting"))]
    return "\n".join(line for line in lines if not any(word in line for word in _EXPECTED))
