"""Many agents at one relay: what an idle one costs, and how long it takes until all are back when all were cut off."""
import json
import os
import select
import time

from .channel import certify
from .vendor import Vendor
from .words import Failed, figure, say

#: Descriptors are limited: one process of load has so many connections.
SHARD = 2500
IDLE_SECONDS = 60
PATIENCE = 240
#: The plan's targets.
RESIDENT_TARGET = 32 << 10
AGENT_MEMORY_TARGET = 20e6
AGENT_PROCESSOR_TARGET = 0.1
STORM_TARGET = 60


def run(programs, runs, size):
    agents = Agents(programs, size)
    agents.one()
    agents.many(runs)


class Agents:
    def __init__(self, programs, count):
        self.programs, self.count = programs, count
        programs.build("hamyar-relay", "hamyar-agent", "hamyar", "hamyar-fleet-bench")
        programs.install(cc="gcc", openssl="openssl")
        self.fleet = programs.program("hamyar-fleet-bench")
        self.handshakes = programs.compile("raw-openssl/handshakes.c", "handshakes", "-lssl", "-lcrypto")
        self.spread = programs.compile("addresses/spread.c", "spread.so", "-shared", "-fPIC", "-ldl")
        self.vendor = Vendor(programs)

    def one(self):
        """The agent's own program, connected and idle."""
        agent = self.vendor.agent_process.pid
        say(f"one agent, idle for {IDLE_SECONDS} s")
        time.sleep(5)
        before = processor(agent)
        time.sleep(IDLE_SECONDS)
        share = (processor(agent) - before) / IDLE_SECONDS * 100
        figure("agents", "one agent", "private-and-shared-dirty-bytes", [own_memory(agent)], "target", [AGENT_MEMORY_TARGET])
        figure("agents", "one agent", "processor-percent", [max(share, 1e-6)], "target", [AGENT_PROCESSOR_TARGET])

    def many(self, runs):
        self.vendor.stop_relay()
        machines = self.programs.path("machines")
        os.mkdir(machines)
        say(f"{self.count} machines are enrolled")
        self.programs.run([self.fleet, "prepare", self.vendor.data, machines, str(self.count)])
        self.vendor.restart_relay()
        empty = resident(self.vendor.relay_process.pid)
        case = f"{self.count} agents"
        shards = self.shards(lambda first, count: [self.fleet, "connect", machines, self.vendor.port, str(first), str(count)])
        self.all_ready(shards)
        time.sleep(5)
        relay = self.vendor.relay_process.pid
        idle, before = resident(relay), processor(relay)
        time.sleep(IDLE_SECONDS)
        beating = (processor(relay) - before) / IDLE_SECONDS * 100
        theirs = self.peer()
        figure("agents", case, "resident-bytes/agent", [(idle - empty) / self.count], "target", [RESIDENT_TARGET])
        figure("agents", case, "resident-bytes/agent", [(idle - empty) / self.count], "raw-openssl", [theirs["resident"]])
        figure("agents", case, "relay-processor-percent-of-heartbeats", [beating], "target", [100.0])
        seconds, shares, handshakes, peaks = [], [], [], []
        for _ in range(runs):
            self.vendor.relay_process.kill()
            self.vendor.relay_process.wait()
            self.vendor.restart_relay()
            start, opened = time.monotonic(), accepted()
            self.all_ready(shards)
            seconds.append(time.monotonic() - start)
            relay = self.vendor.relay_process.pid
            shares.append(processor(relay) / self.count * 1e6)
            handshakes.append(processor(relay) / (accepted() - opened) * 1e6)
            peaks.append(peak(relay))
            say(f"  all are back after {seconds[-1]:.1f} s")
        figure("agents", case + " at once", "seconds", seconds, "target", [STORM_TARGET])
        figure("agents", case + " at once", "relay-processor-microseconds/agent", shares, "raw-openssl", [theirs["processor"]])
        figure("agents", case + " at once", "relay-processor-microseconds/handshake", handshakes, "raw-openssl", [theirs["processor"]])
        figure("agents", case + " at once", "relay-peak-resident-bytes", peaks, "idle", [idle])
        for shard in shards:
            self.programs.end(shard)

    def shards(self, words):
        """Processes that together have all connections; each says `ready` when it has its own."""
        shards = []
        for first in range(0, self.count, SHARD):
            command = words(first, min(SHARD, self.count - first))
            shards.append(self.programs.start(command, env=dict(os.environ, LD_PRELOAD=self.spread)))
        return shards

    @staticmethod
    def all_ready(shards):
        end, waiting = time.monotonic() + PATIENCE, list(shards)
        while waiting:
            ready = select.select([shard.stdout for shard in waiting], [], [], max(0, end - time.monotonic()))[0]
            if not ready:
                raise Failed("not all agents come back")
            for output in ready:
                if not output.readline().startswith("ready"):
                    raise Failed("a process of agents ended")
            waiting = [shard for shard in waiting if shard.stdout not in ready]

    def peer(self):
        """The C program: processor microseconds of a handshake at the side that accepts, and resident bytes of what then idles."""
        place = self.programs.path("peer")
        os.mkdir(place)
        for name in ("server", "client"):
            certify(self.programs, os.path.join(place, name))
        listener = self.programs.start([self.handshakes, "listen", place])
        port = self.programs.port(listener)
        empty = self.ask(listener)
        shards = self.shards(lambda _, count: [self.handshakes, "connect", place, port, str(count)])
        self.all_ready(shards)
        time.sleep(1)
        full = self.ask(listener)
        if full["connections"] != self.count:
            raise Failed("the C program has not all connections")
        for process in (*shards, listener):
            self.programs.end(process)
        return {key: (full[key] - empty[key]) / self.count * (1e6 if key == "processor" else 1)
                for key in ("resident", "processor")}

    @staticmethod
    def ask(process):
        process.stdin.write("?\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())


def accepted():
    """Connections that this machine has accepted since it started: who is sent away and comes again is counted each time."""
    with open("/proc/net/snmp") as file:
        names, values = [line.split() for line in file if line.startswith("Tcp:")]
    return int(dict(zip(names, values))["PassiveOpens"])


def processor(pid):
    """Seconds of user and system time."""
    with open(f"/proc/{pid}/stat") as file:
        words = file.read().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid):
    return memory(f"/proc/{pid}/status", "VmRSS")


def peak(pid):
    return memory(f"/proc/{pid}/status", "VmHWM")


def own_memory(pid):
    path = f"/proc/{pid}/smaps_rollup"
    return sum(memory(path, name) for name in ("Private_Clean", "Private_Dirty", "Shared_Dirty"))


def memory(path, name):
    with open(path) as file:
        for line in file:
            if line.startswith(name + ":"):
                return int(line.split()[1]) * 1024
    raise Failed(f"{path} has no {name}")
