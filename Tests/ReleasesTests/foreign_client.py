"""Reads a published repository with python-tuf: argv is the metadata directory, the targets directory, a target's path; prints its SHA-256, and of what it is."""

import hashlib
import sys
import tempfile
from pathlib import Path

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface, Updater


class Files(FetcherInterface):
    def _fetch(self, url):
        path = Path(url.removeprefix("file:"))
        if not path.is_file():
            raise DownloadHTTPError("absent", 404)
        yield path.read_bytes()


metadata, targets, name = sys.argv[1:]
with tempfile.TemporaryDirectory() as place:
    Path(place, "m").mkdir()
    updater = Updater(
        metadata_dir=f"{place}/m", metadata_base_url=f"file:{metadata}/", target_dir=f"{place}",
        target_base_url=f"file:{targets}/", fetcher=Files(), bootstrap=Path(metadata, "1.root.json").read_bytes())
    updater.refresh()
    info = updater.get_targetinfo(name)
    path = updater.download_target(info)
    print(hashlib.sha256(Path(path).read_bytes()).hexdigest(), info.custom.get("product") or info.custom["name"])
