"""A long push over a link that breaks again and again: it arrives whole, and nothing that had reached the disk travels twice."""
import filecmp
import json
import os
import random
import shutil
import socket
import struct
import subprocess
import threading
import time

from .push import MIB
from .vendor import Vendor
from .wire import Wire
from .words import Failed, say

#: What a break may throw away: queues and windows of two hops, and a batch on its way to the disk.
LOST_BY_A_BREAK = 64 * MIB
#: Frames, records and TLS, as a share of the content.
OVERHEAD = 0.01


class BreakingWire(Wire):
    def cut(self):
        """Ends every connection at once, without a farewell."""
        ends, self.sockets = self.sockets, []
        for end in ends:
            try:
                # What waits to be sent is thrown away, and the other side hears a reset.
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()


class BreakingVendor(Vendor):
    """The technician reaches the relay over one wire, the machine over another."""

    def serve(self, address):
        super().serve(address)
        relay = ("127.0.0.1", int(self.port))
        self.near = BreakingWire(relay)
        self.far = BreakingWire(relay)
        self.address = f"127.0.0.1:{self.near.port}"

    def enrol_machine(self):
        near, self.address = self.address, f"127.0.0.1:{self.far.port}"
        super().enrol_machine()
        self.address = near


def run(programs, size, seconds, rate):
    room = shutil.disk_usage(programs.place).free
    if room < 2 * size + (1 << 30):
        raise Failed(f"{programs.place} has no room for twice {size} bytes")
    vendor = BreakingVendor(programs)
    source, target = programs.path("source"), os.path.join(vendor.target, "arrived")
    say(f"{size} random bytes")
    write(source, size)
    session = vendor.session("--for", "12h")
    vendor.near.rate = vendor.far.rate = rate
    before = vendor.near.up
    words = [programs.program("hamyar"), "push", source, f"{vendor.machine}:{target}", "--json"]
    start = time.monotonic()
    push = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=vendor.environment, text=True)
    breaks = Breaks(vendor, seconds)
    output = push.communicate()[0]
    breaks.end()
    took = time.monotonic() - start
    if push.returncode != 0:
        raise Failed(f"the push ended with {push.returncode}: {output}")
    if not filecmp.cmp(source, target, shallow=False):
        raise Failed("what arrived is not what was sent")
    travelled = vendor.near.up - before
    allowed = size * (1 + OVERHEAD) + breaks.count * LOST_BY_A_BREAK
    vendor.end(session)
    print(json.dumps({
        "soak": "push", "bytes": size, "seconds": round(took, 1), "breaks": breaks.count, "wire_bytes": travelled,
        "more_than_once": max(0, travelled - size), "allowed": int(allowed - size), "push": json.loads(output)["bytes_sent"],
    }), flush=True)
    if travelled > allowed:
        raise Failed(f"{travelled} bytes travelled for {size}, with {breaks.count} breaks")


class Breaks:
    """Cuts one wire after the other, in the middle of whatever it carries."""

    def __init__(self, vendor, seconds):
        self.count = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.go, args=(vendor, seconds), daemon=True)
        self.thread.start()

    def go(self, vendor, seconds):
        wires = [vendor.near, vendor.far]
        while not self.over.wait(seconds):
            wires[self.count % 2].cut()
            self.count += 1
            say(f"break {self.count}, {vendor.near.up // MIB} MiB so far")

    def end(self):
        self.over.set()
        self.thread.join()


def write(path, size):
    """Random and fast: one MiB of the system's randomness under a counter, so that no two blocks are equal."""
    base = random.Random(size).randbytes(MIB)
    with open(path, "wb") as file:
        for number in range(0, size, MIB):
            block = number.to_bytes(8, "big") + base[8:]
            file.write(scrambled(block, number)[:min(MIB, size - number)])


def scrambled(block, number):
    """As incompressible as the base, for every block is the base turned by another offset."""
    turn = (number // MIB * 4099) % MIB
    return block[:8] + (block[8:] + block[8:])[turn:turn + MIB - 8]
