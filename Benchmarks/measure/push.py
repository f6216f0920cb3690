"""A file from a technician through a relay to an agent, beside what people use for that."""
import filecmp
import os
import subprocess
import time

from .secure_shell import SecureShell
from .vendor import Vendor
from .words import Failed, figure, say

MIB = 1 << 20
#: Of whatever text the system has, repeated to the size: farther apart than any compressor here looks back.
TEXT_FOLDERS = ("/usr/include", "/usr/lib/python3", "/usr/share/perl", "/usr/share/doc", "/usr/share/common-licenses")
TEXT_BYTES = 128 * MIB


def run(programs, runs, size):
    vendor = Vendor(programs)
    shell = SecureShell(programs)
    source = programs.path("source")
    for kind, write in (("random", write_random), ("text", write_text)):
        write(source, 16 * MIB)
        contestants = Contestants(programs, vendor, shell, source)
        contestants.once()
        write(source, size)
        case = f"{kind}-{named(size)}"
        say(f"push {case}: {runs} runs")
        series = {name: [] for name in contestants.commands}
        for _ in range(runs):
            for name, seconds in contestants.once().items():
                series[name].append(seconds)
        for name, theirs in series.items():
            if name != "hamyar":
                figure("push", case, "seconds", series["hamyar"], name, theirs)


class Contestants:
    """Each sends the source to a name that does not exist yet."""

    def __init__(self, programs, vendor, shell, source):
        self.programs, self.vendor, self.source = programs, vendor, source
        self.target = os.path.join(vendor.target, "arrived")
        self.commands = {
            "hamyar": [programs.program("hamyar"), "push", source, f"{vendor.machine}:{self.target}"],
            "rsync-ssh-jump": shell.rsync("behind", source, self.target),
            "rsync-ssh": shell.rsync("direct", source, self.target),
            "scp": shell.scp("direct", source, self.target),
        }

    def once(self):
        session = self.vendor.session()
        seconds = {name: self.timed(name, words) for name, words in self.commands.items()}
        self.vendor.end(session)
        return seconds

    def timed(self, name, words):
        start = time.monotonic()
        done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=self.vendor.environment)
        seconds = time.monotonic() - start
        if done.returncode != 0 or not filecmp.cmp(self.source, self.target, shallow=False):
            raise Failed(f"{name} did not deliver the file")
        filecmp.clear_cache()
        os.unlink(self.target)
        return seconds


def write_random(path, size):
    with open(path, "wb") as file:
        for start in range(0, size, MIB):
            file.write(os.urandom(min(MIB, size - start)))


def write_text(path, size):
    text = bytearray()
    for folder in TEXT_FOLDERS:
        for place, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                if len(text) < TEXT_BYTES:
                    text += readable(os.path.join(place, name))
    if len(text) < MIB:
        raise Failed("this system has no text to speak of")
    with open(path, "wb") as file:
        for start in range(0, size, len(text)):
            file.write(text[:min(len(text), size - start)])


def readable(path):
    """The file, where it is text."""
    if os.path.islink(path) or not os.path.isfile(path):
        return b""
    with open(path, "rb") as file:
        content = file.read(4 * MIB)
    return b"" if b"\0" in content[:8192] else content


def named(size):
    for unit, name in ((1 << 30, "GiB"), (MIB, "MiB"), (1, "B")):
        if size % unit == 0:
            return f"{size // unit}{name}"
    return str(size)
