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
    ledger.pairs(runs, pairs, ", 2 ms a commit more", env={**os.environ, "LD_PRELOAD": ledger.slow})
    ledger.verify(runs, min(ENTRIES, pairs * 500))


class Ledger:
    def __init__(self, programs):
        self.programs = programs
        programs.build("hamyar-ledger-bench")
        programs.install(cc="gcc")
        self.bench = programs.program("hamyar-ledger-bench")
        self.replay = programs.compile("sqlite3/replay.c", "replay", "-lsqlite3")
        #: Makes a commit two milliseconds dearer, for both sides.
        self.slow = programs.compile("sqlite3/slow-sync.c", "slow-sync.so", "-shared", "-fPIC", "-ldl")
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

    def figures(self, words, **options):
        return json.loads(self.programs.output(words, **options))

    def pairs(self, runs, pairs, disk="", **options):
        """One caller, sqlite3 with the rows of that very run, and 64 callers, and sqlite3 with as large commits as they share:
        after each other, so many times."""
        found = {"one": [], "peer": [], "many": [], "bound": []}
        for _ in range(runs):
            one = self.copy("one.sqlite")
            first = str(self.entries(one))
            found["one"].append(self.figures([self.bench, "pairs", one, "1", str(pairs)], **options))
            peer = self.copy("peer.sqlite")
            found["peer"].append(self.figures([self.replay, one, peer, first, str(pairs)], **options))
            many = self.copy("many.sqlite")
            found["many"].append(self.figures([self.bench, "pairs", many, str(CALLERS), str(pairs * MANY)], **options))
            bound = self.copy("bound.sqlite")
            found["bound"].append(self.figures([self.replay, one, bound, first, str(pairs), str(CALLERS)], **options))
        rates = {name: [rate(figures) for figures in values] for name, values in found.items()}
        one, many = f"one caller{disk}", f"{CALLERS} callers{disk}"
        bound = f"sqlite3, {CALLERS} writes a commit"
        figure("ledger", one, "pairs/s", rates["one"], "sqlite3, the same rows", rates["peer"], rate=True)
        figure("ledger", many, "pairs/s", rates["many"], "one caller", rates["one"], rate=True)
        figure("ledger", many, "pairs/s", rates["many"], bound, rates["bound"], rate=True)
        costs = {name: [cost(figures) for figures in found[name]] for name in ("many", "bound")}
        figure("ledger", many, "processor-microseconds/pair", costs["many"], bound, costs["bound"])
        medians = {name: statistics.median(values) for name, values in rates.items()}
        say(
            f"  one caller is {medians['one'] / medians['peer']:.2f} of sqlite3 (target {SINGLE_TARGET}), "
            f"{CALLERS} callers are {medians['many'] / medians['one']:.1f} of one (target {GROUP_TARGET}), "
            f"sqlite3 gains {medians['bound'] / medians['peer']:.1f} by as large commits")

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


def cost(found):
    return 1e6 * found["processor"] / found["pairs"]
