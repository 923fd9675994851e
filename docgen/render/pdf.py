"""PDF through LibreOffice: many files in one run, with a time limit, in a profile of its own."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docgen.errors import MachineError

_PROGRAMS = ("soffice", "libreoffice")
_USUAL = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
_MISSING = (
    "для PDF нужен LibreOffice: в Debian и Ubuntu — apt-get install libreoffice-writer, в Windows — libreoffice.org; "
    "либо сохраните DOCX как PDF в Word"
)
_ARCHIVAL = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'  # PDF/A-2b
# Every bookmark becomes a destination by its name: that is how the pages of headings are found.
_NAMED = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
SECONDS_A_FILE = 20
AT_ONCE = 50  # files of one process: a crash or a silence costs no more than these


def convert(papers: Sequence[bytes], *, archival: bool = False, timeout: float = 60) -> list[bytes]:
    """Return the papers as PDF, in order.

    Args:
        papers: DOCX files.
        archival: make PDF/A-2b.
        timeout: seconds for LibreOffice to start; every file adds its own share.

    Raises:
        MachineError: LibreOffice is not there, does not answer, or refuses a file even when asked for it alone.
    """
    return _converted(papers, _ARCHIVAL if archival else "pdf", timeout)


def available() -> bool:
    """Tell whether LibreOffice is there."""
    try:
        _program()
    except MachineError:
        return False
    return True


def places(paper: bytes, bookmarks: Sequence[str]) -> dict[str, int]:
    """Return the pages of bookmarks of a paper, from 1; nothing if LibreOffice cannot lay it out.

    Names of bookmarks are letters, digits and underscores; LibreOffice writes an underscore as its code.
    """
    from pypdf import PdfReader

    try:
        (data,) = _converted([paper], _NAMED, SECONDS_A_FILE * 3)
    except MachineError:
        return {}
    reader = PdfReader(io.BytesIO(data))
    found = {name.strip("/"): place for name, place in reader.named_destinations.items()}
    pages = {}
    for name in bookmarks:
        place = found.get(name) or found.get(name.replace("_", "5F"))
        page = reader.get_destination_page_number(place) if place else None
        if page is not None and page >= 0:
            pages[name] = page + 1
    return pages


def _converted(papers: Sequence[bytes], form: str, timeout: float) -> list[bytes]:
    program = _program()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        sources = []
        for number, paper in enumerate(papers):
            sources.append(place / f"{number}.docx")
            sources[-1].write_bytes(paper)
        for at in range(0, len(sources), AT_ONCE):
            batch = sources[at : at + AT_ONCE]
            _run(program, batch, place, form, timeout + SECONDS_A_FILE * len(batch))
        for source in sources:  # what a crash has left undone is tried once more, alone
            if not source.with_suffix(".pdf").is_file():
                _run(program, [source], place, form, timeout + SECONDS_A_FILE)
        if not all(source.with_suffix(".pdf").is_file() for source in sources):
            raise MachineError("LibreOffice не отвечает или не смог сделать PDF; закройте его окна и повторите")
        return [source.with_suffix(".pdf").read_bytes() for source in sources]


def _program() -> str:
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    found = found or next((str(path) for path in _USUAL if path.is_file()), None)
    if found is None:
        raise MachineError(_MISSING)
    return found


def _run(program: str, sources: Sequence[Path], folder: Path, form: str, timeout: float) -> None:
    """Convert files in one process; a process that takes too long is killed with its children."""
    profile = (folder / "profile").as_uri()
    words = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to"]
    words += [form, "--outdir", str(folder), *map(str, sources)]
    process = subprocess.Popen(  # noqa: S603 - the program is found by its name, the files are our own
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=os.name != "nt"
    )
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
