"""A file from a technician through a relay to an agent, beside what people use for that."""
import filecmp
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time

from .programs import Programs
from .secure_shell import SecureShell
from .vendor import Vendor
from .wire import Wire
from .words import Failed, figure, say

MIB = 1 << 20
#: Of whatever text the system has, repeated to the size: farther apart than any compressor here looks back.
TEXT_FOLDERS = ("/usr/include", "/usr/lib/python3", "/usr/share/perl", "/usr/share/doc", "/usr/share/common-licenses")
TEXT_BYTES = 128 * MIB
FILES, FILE_BYTES, FILES_PER_FOLDER = 10_000, 4096, 100
EDITS, EDIT_SHARE = 10_000, 100
DISK = "/var/tmp"
TOGETHER_BYTES, TOGETHER_SECONDS = 4 << 30, 10


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
            for name, cost in contestants.once().items():
                series[name].append(cost)
        for column, metric in enumerate(("seconds", "processor-seconds")):
            ours = [cost[column] for cost in series["hamyar"]]
            for name, theirs in series.items():
                if name != "hamyar":
                    figure("push", case, metric, ours, name, [cost[column] for cost in theirs])
    together(programs, vendor, source, runs)
    # Last of this vendor: it moves the relay behind a wire.
    changed(programs, vendor, shell, source, size, runs)
    with Programs(programs.root, DISK, programs.built) as disk:
        small_files(disk, runs)


def changed(programs, vendor, shell, source, size, runs):
    """The older version is there; the newer one has 10,000 edits, half of them inserts, a hundredth of it in all."""
    older, target = programs.path("older"), os.path.join(vendor.target, "changed")
    write_random(older, size)
    write_edited(older, source, size)
    commands = {
        "hamyar": [programs.program("hamyar"), "push", source, f"{vendor.machine}:{target}", "--overwrite", "replace"],
        "rsync-ssh-jump": shell.rsync("behind", source, target), "rsync-ssh": shell.rsync("direct", source, target),
    }
    case = f"changed-{named(size)}"
    say(f"push {case}: {runs} runs")
    session = vendor.session()
    series = {name: [] for name in commands}
    for _ in range(runs):
        for name, words in commands.items():
            use_pages(target, size)
            shutil.copyfile(older, target)
            use_pages(target + ".pages", size)
            series[name].append(timed(words, vendor, name))
            if not filecmp.cmp(source, target, shallow=False):
                raise Failed(f"{name} did not deliver the file")
            filecmp.clear_cache()
    for name in ("rsync-ssh-jump", "rsync-ssh"):
        figure("push", case, "seconds", series["hamyar"], name, series[name])

    # Bytes, through wires that count: not within the time.
    wire = Wire(("127.0.0.1", shell.port))
    shutil.copyfile(older, target)
    timed(shell.rsync("direct", source, target, port=wire.port), vendor, "rsync")
    theirs = wire.up + wire.down
    wire.close()
    shutil.copyfile(older, target)
    wire = vendor.serve_behind(lambda place, port: Wire(place, port=port))
    before = wire.up + wire.down
    timed(commands["hamyar"], vendor, "hamyar")
    # Each byte passed twice: between technician and relay, and between relay and machine.
    figure("push", case, "bytes-on-the-wire", [(wire.up + wire.down - before) / 2], "rsync-ssh", [theirs])
    vendor.end(session)
    wire.close()
    os.unlink(older)


def together(programs, vendor, source, runs):
    """Two equal pushes by one relay to one machine: how far apart they are after ten seconds, and how long a command takes meanwhile."""
    write_random(source, TOGETHER_BYTES)
    say(f"push two equal pushes: {runs} runs")
    apart, answers = [], []
    for number in range(runs):
        session = vendor.session()
        targets = [os.path.join(vendor.target, f"equal-{number}-{which}") for which in "ab"]
        pushes = [
            subprocess.Popen([programs.program("hamyar"), "push", source, f"{vendor.machine}:{target}"],
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env=vendor.environment)
            for target in targets
        ]
        vendor.until(lambda: min(moved(vendor)) > 0, "the pushes do not begin")
        before, end = moved(vendor), time.monotonic() + TOGETHER_SECONDS
        while time.monotonic() < end - 1:
            start = time.monotonic()
            vendor.console("services", vendor.machine, "--json")
            answers.append(time.monotonic() - start)
            time.sleep(0.2)
        time.sleep(max(0.0, end - time.monotonic()))
        gained = [after - first for first, after in zip(before, moved(vendor))]
        if any(push.poll() is not None for push in pushes) or max(gained) == 0:
            raise Failed("the pushes ended too early to be compared")
        apart.append(1 - min(gained) / max(gained))
        for push in pushes:
            push.send_signal(signal.SIGINT)
            push.wait()
        vendor.end(session)
        for name in os.listdir(vendor.target):
            os.unlink(os.path.join(vendor.target, name))
    figure("push", "two equal pushes", "share apart", [max(0.0001, value) for value in apart], "target", [0.2])
    figure("push", "a command meanwhile", "seconds", [max(answers)], "target", [1])


def moved(vendor):
    """Bytes of the two pushes that run, by their names; zeros while they do not."""
    listed = json.loads(vendor.console("transfers", "--json"))["transfers"]
    running = sorted((item["path"], item["bytes"]) for item in listed if item["state"] == "running")
    return [count for _, count in running] if len(running) == 2 else [0, 0]


def small_files(programs, runs):
    """On a disk, durable when the command returns."""
    vendor, shell = Vendor(programs), SecureShell(programs)
    source, target = programs.path("files"), os.path.join(vendor.target, "files")
    for number in range(FILES):
        folder = os.path.join(source, f"{number // FILES_PER_FOLDER:03}")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, f"{number % FILES_PER_FOLDER:03}"), "wb") as file:
            file.write(os.urandom(FILE_BYTES))
    commands = {
        "hamyar": [programs.program("hamyar"), "push", source, f"{vendor.machine}:{target}"],
        "rsync-ssh": shell.rsync("direct", source + "/", target, "-r"),
        "rsync-ssh-jump": shell.rsync("behind", source + "/", target, "-r"),
    }
    case = f"{FILES}-files-of-4KiB"
    say(f"push {case}: {runs} runs, on {programs.file_system()}")
    session = vendor.session()
    series = {name: [] for name in commands}
    for _ in range(runs):
        for name, words in commands.items():
            os.sync()
            series[name].append(timed(words, vendor, name))
            programs.run(["diff", "-rq", source, target])
            shutil.rmtree(target)
    vendor.end(session)
    for name in ("rsync-ssh", "rsync-ssh-jump"):
        figure("push", case, "seconds", series["hamyar"], name, series[name])


def timed(words, vendor, name):
    start = time.monotonic()
    done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=vendor.environment)
    if done.returncode != 0:
        raise Failed(f"{name} did not deliver")
    return time.monotonic() - start


def use_pages(path, size):
    """Writes as many bytes and removes them: a host that takes idle memory back gives it again at the first use, which is slow, and
    whoever is measured first would pay for all."""
    zeros = bytes(MIB)
    with open(path, "wb") as file:
        for _ in range(0, size, MIB):
            file.write(zeros)
    os.unlink(path)


def processor_seconds(services):
    """User and system time of the services with the children that they had, and of all commands that were run."""
    total = 0.0
    for service in services:
        with open(f"/proc/{service.pid}/stat") as file:
            total += sum(map(int, file.read().rsplit(")", 1)[1].split()[11:15])) / os.sysconf("SC_CLK_TCK")
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return total + usage.ru_utime + usage.ru_stime


class Contestants:
    """Each sends the source to a name that does not exist yet."""

    def __init__(self, programs, vendor, shell, source):
        self.programs, self.vendor, self.source = programs, vendor, source
        self.services = [vendor.relay_process, vendor.agent_process, shell.process]
        self.target = os.path.join(vendor.target, "arrived")
        self.commands = {
            "hamyar": [programs.program("hamyar"), "push", source, f"{vendor.machine}:{self.target}"],
            "rsync-ssh-jump": shell.rsync("behind", source, self.target),
            "rsync-ssh": shell.rsync("direct", source, self.target),
            "scp": shell.scp("direct", source, self.target),
        }

    def once(self):
        session = self.vendor.session()
        costs = {name: self.cost(name, words) for name, words in self.commands.items()}
        self.vendor.end(session)
        return costs

    def cost(self, name, words):
        """Seconds, and the processor's of all who took part."""
        use_pages(self.target, os.path.getsize(self.source))
        before = processor_seconds(self.services)
        seconds = timed(words, self.vendor, name)
        processor = processor_seconds(self.services) - before
        if not filecmp.cmp(self.source, self.target, shallow=False):
            raise Failed(f"{name} did not deliver the file")
        filecmp.clear_cache()
        os.unlink(self.target)
        return seconds, processor


def write_random(path, size):
    with open(path, "wb") as file:
        for start in range(0, size, MIB):
            file.write(os.urandom(min(MIB, size - start)))


def write_edited(older, path, size):
    """Pieces of the old file between random bytes that replace as many or, every other time, come in addition."""
    seeded = random.Random(1)
    length = size // EDIT_SHARE // EDITS
    places = sorted(seeded.randrange(size) for _ in range(EDITS))
    with open(older, "rb") as old, open(path, "wb") as new:
        done = 0
        for number, place in enumerate(places):
            new.write(old.read(max(0, place - done)))
            new.write(seeded.randbytes(length))
            done = max(done, place)
            if number % 2:
                old.seek(length, os.SEEK_CUR)
                done += length
        new.write(old.read())


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
