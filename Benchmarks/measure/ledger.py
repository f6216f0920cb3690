"""Durable reservations and closings, beside sqlite3 inserting the same rows; and the verification of a long log."""
import json
import os
import shutil
import statistics

from .words import Failed, figure, say

CONTRACTS = 1000
CALLERS = 64
#: `--size` says how many pairs of a reservation and its closing one caller makes; so many callers make more of them.
MANY = 8
ENTRIES = 1_000_000
#: Reservations and closings of 64 callers are at least so many times those of one (the plan's target).
GROUP_TARGET = 8
SINGLE_TARGET = 0.7


def run(programs, runs, pairs):
    ledger = Ledger(programs)
    ledger.pairs(runs, pairs)
    ledger.verify(runs, min(ENTRIES, pairs * 500))


class Ledger:
    def __init__(self, programs):
        self.programs = programs
        programs.build("hamyar-ledger-bench")
        programs.install(cc="gcc")
        self.bench = programs.program("hamyar-ledger-bench")
        self.replay = programs.compile("sqlite3/replay.c", "replay", "-lsqlite3")
        self.fresh = programs.path("fresh.sqlite")
        plan = os.path.join(programs.root, "Examples", "plans", "padra.yaml")
        programs.run([self.bench, "prepare", self.fresh, str(CONTRACTS), plan])

    def copy(self, name):
        path = self.programs.path(name)
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(path + suffix):
                os.remove(path + suffix)
        shutil.copyfile(self.fresh, path)
        return path

    def figures(self, words):
        return json.loads(self.programs.output(words))

    def pairs(self, runs, pairs):
        """One caller, sqlite3 with the rows of that very run, and 64 callers: after each other, so many times."""
        rates = {"one": [], "peer": [], "many": []}
        for _ in range(runs):
            one = self.copy("one.sqlite")
            first = self.entries(one)
            rates["one"].append(rate(self.figures([self.bench, "pairs", one, "1", str(pairs)])))
            peer = self.copy("peer.sqlite")
            rates["peer"].append(rate(self.figures([self.replay, one, peer, str(first), str(pairs)])))
            many = self.copy("many.sqlite")
            rates["many"].append(
                rate(self.figures([self.bench, "pairs", many, str(CALLERS), str(pairs * MANY)])))
        figure("ledger", "one caller", "pairs/s", rates["one"], "sqlite3, the same rows", rates["peer"], rate=True)
        figure("ledger", f"{CALLERS} callers", "pairs/s", rates["many"], "one caller", rates["one"], rate=True)
        medians = {name: statistics.median(values) for name, values in rates.items()}
        say(
            f"  one caller is {medians['one'] / medians['peer']:.2f} of sqlite3 (target {SINGLE_TARGET}), "
            f"{CALLERS} callers are {medians['many'] / medians['one']:.1f} of one (target {GROUP_TARGET})")

    def entries(self, path):
        """The ledger's last number before the run: what the peer writes comes after it."""
        import sqlite3
        with sqlite3.connect(path) as database:
            return database.execute("SELECT coalesce(max(number), 0) FROM ledger_transactions").fetchone()[0]

    def verify(self, runs, entries):
        log = self.copy("log.sqlite")
        say(f"filling a log with {entries} entries")
        self.programs.run([self.bench, "fill", log, str(entries)])
        seconds = []
        for _ in range(min(runs, 3)):
            found = self.figures([self.bench, "verify", log])
            if "problem" in found:
                raise Failed(f"the log of the measurement is not sound: {found['problem']}")
            seconds.append(found["seconds"])
        print(
            json.dumps({
                "bench": "ledger", "case": f"verify {entries} entries", "metric": "s",
                "ours": round(statistics.median(seconds), 2), "runs": len(seconds),
            }, separators=(",", ":")),
            flush=True)


def rate(found):
    return found["pairs"] / found["seconds"]
