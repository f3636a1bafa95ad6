"""Holds web pages that pimh made against axe-core, the accessibility checker, in a browser without a window.

Run: ``python tests/benchmarks/axe.py AXE_MIN_JS PAGE.html [PAGE.html …]``, on light and on dark ground each.
``npm pack axe-core@4`` brings ``axe.min.js``. It measures too whether a page is wider than a small phone, as
nothing may be but a table that scrolls by itself. Exits 1 when something is wrong, and 0 where there is no
Chromium or no axe, which it says.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 1_200  # ten thousand turns take minutes
_PHONE = 320  # pixels; what WCAG 2.1, 1.4.10 asks a page to do with
_SCRIPT = """
<script>{axe}</script>
<script>
const page = document.documentElement.outerHTML.replace(/<script[^]*?<\\/script>/g, "");
function overhang() {{
  const phone = document.createElement("iframe");
  phone.width = {phone};
  document.body.append(phone);
  return new Promise(done => {{
    phone.onload = () => {{
      const room = phone.contentDocument.documentElement;
      done(room.scrollWidth - room.clientWidth);
      phone.remove();
    }};
    phone.srcdoc = page;
  }});
}}
addEventListener("load", async () => {{
  const wide = await overhang();
  const found = await axe.run(document, {{resultTypes: ["violations", "incomplete"]}});
  const told = {{violations: found.violations, incomplete: found.incomplete, passes: found.passes.length,
    dark: matchMedia("(prefers-color-scheme: dark)").matches, wide}};
  const shown = document.createElement("pre");
  shown.id = "told";
  shown.textContent = JSON.stringify(told);
  document.body.replaceChildren(shown);
}});
</script>
"""


class Ground(NamedTuple):
    """The ground of a page: its name, and what the browser is told."""

    name: str
    option: str


GROUNDS = (
    Ground("light", "--blink-settings=preferredColorScheme=1"),
    Ground("dark", "--blink-settings=preferredColorScheme=0"),
)


def told(browser: str, page: Path, axe: str, ground: Ground) -> dict[str, Any]:
    """What axe says of a page.

    Args:
        browser: the program.
        page: the file.
        axe: the text of axe.min.js.
        ground: how it is looked at.
    """
    with tempfile.TemporaryDirectory() as room:
        copy = Path(room) / page.name
        text = page.read_text("utf-8").replace("</body>", _SCRIPT.format(axe=axe, phone=_PHONE) + "</body>")
        copy.write_text(text, "utf-8")
        options = ("--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={room}/own")
        command = [
            browser,
            *options,
            "--virtual-time-budget=600000",
            ground.option,
            "--dump-dom",
            copy.as_uri(),
        ]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True)
    found = re.search(r'<pre id="told">(.*?)</pre>', ran.stdout, re.DOTALL)
    if not found:
        raise SystemExit(f"{page.name}: axe gave no answer in {browser}.")
    return dict(json.loads(unescape(found[1])))


def main(axe: Path, pages: list[Path]) -> int:
    """Looks at all pages on all grounds; the number of violations.

    Args:
        axe: the file axe.min.js.
        pages: the files.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser or not axe.is_file():
        print(f"skipped: there is no {'Chromium' if axe.is_file() else axe.name} here")
        return 0
    wrong = 0
    for page in pages:
        for ground in GROUNDS:
            said = told(browser, page, axe.read_text("utf-8"), ground)
            wrong += len(said["violations"]) + (said["wide"] > 0) + (said["dark"] != (ground.name == "dark"))
            print(f"{page.name}, {ground.name}: {_summary(said)}")
    return wrong


def _summary(said: dict[str, Any]) -> str:
    lines = [
        f"{len(said['violations'])} violations, {said['passes']} rules passed, {said['wide']} px too wide"
    ]
    for kind in ("violations", "incomplete"):
        for rule in said[kind]:
            nodes = rule["nodes"]
            lines.append(f"  {kind}: {rule['id']} ({rule['impact']}), {len(nodes)} places: {rule['help']}")
            lines += [f"    {node['html'][:160]}" for node in nodes[:3]]
    return "\n".join(lines)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    raise SystemExit(min(main(Path(sys.argv[1]), list(map(Path, sys.argv[2:]))), 1))
