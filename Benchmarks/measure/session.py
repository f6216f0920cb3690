"""From the technician's request to the prompt at the customer's machine, and from the approval to the activated grant."""
import os
import sqlite3
import statistics
import threading
import time

from .vendor import Vendor
from .words import Failed, figure, say

PROMPT_TARGET = 10
#: What the disk alone takes for a commit is probed so often for each session.
PROBES = 2
#: Loops of command lines that ask, approve and end at once.
AT_ONCE = 4


def run(programs, runs, size):
    vendor = Vendor(programs)
    say(f"session: {runs} runs of {size} sessions, one after the other")
    for _ in range(5):
        vendor.end(vendor.session())
    prompts, grants, medians, rates, disks = [], [], [], [], []
    for _ in range(runs):
        first = newest(vendor)
        disk = []
        for _ in range(size):
            vendor.end(vendor.session())
            disk += probe(vendor)
        prompt, grant = times(vendor, first)
        disks.append(percentile(disk, 99))
        prompts.append(percentile(prompt, 99))
        medians.append(percentile(prompt, 50))
        grants.append(percentile(grant, 99))
        rates.append(at_once(vendor, size))
    figure("session", "request to prompt, p50", "milliseconds", medians, "target", [PROMPT_TARGET])
    figure("session", "request to prompt, p99", "milliseconds", prompts, "target", [PROMPT_TARGET])
    figure("session", "approve to granted, p99", "milliseconds", grants, "target", [PROMPT_TARGET])
    figure("session", "request to prompt, p99", "milliseconds", prompts, "one fdatasync, p99", disks)
    figure("session", "approve to granted, p99", "milliseconds", grants, "one fdatasync, p99", disks)
    alone = statistics.median(rates)
    figure("session", f"{AT_ONCE} loops of command lines", "sessions/s", rates, "itself", [alone], rate=True)


def probe(vendor):
    """Milliseconds of an fdatasync behind 4 KiB that were appended, beside the relay's database."""
    taken = []
    for _ in range(PROBES):
        with open(os.path.join(vendor.data, "probe"), "ab", buffering=0) as file:
            file.write(bytes(4096))
            start = time.monotonic()
            os.fdatasync(file.fileno())
            taken.append((time.monotonic() - start) * 1000)
    return taken


def at_once(vendor, size):
    """Sessions a second, the start of four programs for each included."""
    failures = []

    def loop(count):
        try:
            for _ in range(count):
                vendor.end(vendor.session())
        except Failed as failure:
            failures.append(failure)

    start = time.monotonic()
    threads = [threading.Thread(target=loop, args=(size // AT_ONCE,)) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return size // AT_ONCE * AT_ONCE / (time.monotonic() - start)


def entries(path, kind, after=0):
    """Times, in milliseconds, of a log's entries of a kind by session."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        rows = database.execute(
            "SELECT session, min(time) FROM audit_entries WHERE kind = ? AND position > ? AND session IS NOT NULL"
            " GROUP BY session",
            (kind, after))
        return dict(rows.fetchall())


def relay_log(vendor):
    return os.path.join(vendor.data, "relay.sqlite")


def agent_log(vendor):
    return os.path.join(vendor.environment["HAMYAR_AGENT_STATE"], "agent.sqlite")


def newest(vendor):
    with sqlite3.connect(f"file:{relay_log(vendor)}?mode=ro", uri=True) as database:
        return database.execute("SELECT max(position) FROM audit_entries").fetchone()[0]


def times(vendor, after):
    """Milliseconds, as both logs say on one clock: the relay's request to the agent's delivery; the agent's grant to its activation."""
    asked = entries(relay_log(vendor), "session.requested", after)
    delivered = entries(agent_log(vendor), "session.delivered")
    granted, activated = (entries(agent_log(vendor), kind) for kind in ("session.granted", "session.activated"))
    prompt = [delivered[session] - asked[session] for session in asked if session in delivered]
    grant = [activated[session] - granted[session] for session in asked if session in granted and session in activated]
    if not prompt or not grant:
        raise Failed("the logs do not show the sessions")
    return prompt, grant


def percentile(values, share):
    ordered = sorted(values)
    return max(0.5, ordered[min(len(ordered) - 1, len(ordered) * share // 100)])
