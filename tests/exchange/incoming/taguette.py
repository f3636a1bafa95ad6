"""Drives Taguette as a person in a browser does: a project, a document, tags, highlights, exports."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PATIENCE = 60  # seconds until it has to answer


class Taguette:
    """A running Taguette with one project.

    Args:
        address: such as ``http://127.0.0.1:7465/``, with the token by which its user comes in.
    """

    def __init__(self, address: str) -> None:
        self._jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))
        self._base = address.partition("?")[0].rstrip("/")
        self._opener.open(address)
        page = self._opener.open(f"{self._base}/project/new").read().decode()
        (self._xsrf,) = set(re.findall(r'name="_xsrf" value="([^"]+)"', page))
        made = self._post("project/new", {"name": "Study", "description": ""})
        self._project = int(re.findall(r"/project/(\d+)", made.geturl())[0])

    def document(self, name: str, paragraphs: Sequence[str]) -> int:
        """Adds a document and gives its number."""
        body = "".join(f"<p>{words}</p>" for words in paragraphs)
        mark = "----pimh"
        page = f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>"
        fields = _part(mark, "name", name) + _part(mark, "description", "")
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}.html"\r\n'
        sent = f"{fields}{head}Content-Type: text/html\r\n\r\n{page}\r\n--{mark}--\r\n"
        made = self._api("document/new", sent, f"multipart/form-data; boundary={mark}")
        return int(made["created"])

    def tag(self, path: str) -> int:
        """Adds a tag and gives its number."""
        return int(self._api("tag/new", json.dumps({"path": path, "description": ""}))["id"])

    def highlight(self, document: int, span: tuple[int, int], tags: Sequence[int]) -> None:
        """Highlights bytes of a document's text."""
        said = {"start_offset": span[0], "end_offset": span[1], "tags": [*tags]}
        self._api(f"document/{document}/highlight/new", json.dumps(said))

    def exported(self, what: str) -> bytes:
        """A file that it exports, such as ``highlights/.csv``."""
        done = self._opener.open(f"{self._base}/project/{self._project}/export/{what}")
        data: bytes = done.read()
        return data

    def _api(self, path: str, body: str, kind: str = "application/json") -> Any:
        request = urllib.request.Request(  # noqa: S310  # of this machine
            f"{self._base}/api/project/{self._project}/{path}", body.encode(),
            {"Content-Type": kind, "X-XSRFToken": self._xsrf},
        )  # fmt: skip
        return json.loads(self._opener.open(request).read())

    def _post(self, path: str, fields: dict[str, str]) -> Any:
        data = urllib.parse.urlencode(fields | {"_xsrf": self._xsrf}).encode()
        return self._opener.open(f"{self._base}/{path}", data)


def _part(mark: str, name: str, value: str) -> str:
    return f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'


@contextmanager
def running(folder: Path) -> Iterator[Taguette]:
    """Starts Taguette on a free port of this machine and stops it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-c", "from taguette.main import main; main()", "--no-browser", "-p", str(port)]
    with (folder / "taguette.log").open("w+", encoding="utf-8") as log:
        done = subprocess.Popen([*words, "--database", str(folder / "t.sqlite3")], stdout=log, stderr=log)
        try:
            yield Taguette(_address(folder / "taguette.log", done))
        finally:
            done.terminate()
            done.wait(_PATIENCE)


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    """The address that it tells once it is running."""
    for _ in range(_PATIENCE * 10):
        told = log.read_text("utf-8")
        if found := re.search(r"http://\S+", told.partition("now running")[2]):
            return found[0]
        assert process.poll() is None, told
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8"))
