"""Fills every place of a blank in LibreOffice as a person does: select what stands there, type, save as DOCX.

Run by the Python that LibreOffice has its bridge in: `python3 fill_blank.py BLANK RESULT PROFILE`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import uno


def connected(pipe: str) -> object:
    """Return the context of the office that listens to a pipe, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(180):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - the bridge raises exceptions of its own making until the office is up
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def named(name: str, value: object) -> object:
    """Return a property of the bridge."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def main(blank: Path, result: Path, profile: Path) -> None:
    """Fill the blank; the place number N gets the words «Заполнено N»."""
    pipe = f"docgen{os.getpid()}"
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile.as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    try:
        context = connected(pipe)
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        helper = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        document = desktop.loadComponentFromURL(blank.as_uri(), "_blank", 0, (named("Hidden", True),))  # noqa: FBT003
        controller = document.CurrentController
        for number, name in enumerate(document.Bookmarks.ElementNames):
            controller.ViewCursor.gotoRange(document.Bookmarks.getByName(name).Anchor, False)  # noqa: FBT003 - the bridge has no names
            helper.executeDispatch(controller.Frame, ".uno:InsertText", "", 0, (named("Text", f"Заполнено {number}"),))
        document.storeToURL(result.as_uri(), (named("FilterName", "MS Word 2007 XML"),))
        document.close(True)  # noqa: FBT003
        desktop.terminate()
    finally:
        office.terminate()
        office.wait(30)


if __name__ == "__main__":
    main(*(Path(word).resolve() for word in sys.argv[1:]))
