"""One stream over a long, fast link made in userland: how soon it fills it, and how well while pieces come late."""
import threading
import time

from .channel import KIB, Channel
from .words import Failed, figure, say
from .wire import Wire

GIGABIT = 125e6
#: In one direction: 200 ms there and back.
DELAY = 0.1
LOSS = 0.01
SHARE = 0.8
WITHIN_TARGET = 5.0
MESSAGE = 64 * KIB


def run(programs, runs, size):
    link = Link(programs, size)
    for case, direction, loss in (("1Gbit/s 200ms to the listener", "up", 0), ("1Gbit/s 200ms to the dialler", "down", 0),
                                  ("1Gbit/s 200ms, 1% late", "up", LOSS)):
        link.measure(case, direction, loss, runs)


class Link(Channel):
    def __init__(self, programs, size):
        super().__init__(programs, size)

    def measure(self, case, direction, loss, runs):
        say(f"link {case}: {runs} runs of {self.size} bytes")
        full, rates, theirs = [], [], []
        for seed in range(runs):
            seconds, rate = self.once(direction, loss, seed, own=True)
            full.append(seconds)
            rates.append(rate / 1e6)
            theirs.append(self.once("up", loss, seed, own=False)[1] / 1e6)
        figure("link", case, "seconds-to-80%", full, "target", [WITHIN_TARGET])
        figure("link", case, "MB/s", rates, "raw-openssl", theirs, rate=True)

    def once(self, direction, loss, seed, own):
        """Seconds until the wire carries 80 % of what it can, and bytes a second from then on."""
        program, place = (self.bench, self.ours) if own else (self.loop, self.theirs)
        far = None
        if direction == "up":
            near = self.programs.start([program, "receive", place])
            wire = Wire(("127.0.0.1", int(self.programs.port(near))), DELAY, GIGABIT, loss, seed=seed)
            port = wire.port
        else:
            near = self.programs.start([program, "relay", place])
            port = int(self.programs.port(near))
            wire = Wire(("127.0.0.1", port), DELAY, GIGABIT, loss, seed=seed)
            far = self.programs.start([program, "receive-behind", place, str(wire.port)])
            if far.stdout.readline().strip() != "connected":
                raise Failed("the receiver does not reach the relay")
        curve = Curve(wire, direction)
        command = "send" if direction == "up" else "forward"
        self.programs.output([program, command, place, str(port), str(MESSAGE), str(MESSAGE), str(self.size)])
        seconds, rate = curve.end()
        wire.close()
        for process in (far, near):
            if process:
                self.programs.end(process)
        return seconds, rate


class Curve:
    """What a wire has carried, looked at ten times a second."""

    STEP = 0.1

    def __init__(self, wire, direction):
        self.points, self.going = [], True
        self.thread = threading.Thread(target=self.look, args=(wire, direction), daemon=True)
        self.thread.start()

    def look(self, wire, direction):
        while self.going:
            self.points.append((time.monotonic(), getattr(wire, direction)))
            time.sleep(self.STEP)

    def end(self):
        self.going = False
        self.thread.join()
        total = self.points[-1][1]
        begun = next(time for time, count in self.points if count > 16 * KIB)
        window = 5
        filled = None
        for (before, low), (now, high) in zip(self.points, self.points[window:]):
            if (high - low) / (now - before) >= SHARE * GIGABIT:
                filled = (now, high)
                break
        if filled is None:
            # Never: the whole time, and the rate of its second half.
            half = len(self.points) // 2
            filled = self.points[half]
            seconds = self.points[-1][0] - begun
        else:
            seconds = filled[0] - begun
        last = next(point for point in self.points if point[1] >= total * 0.98)
        if last[0] <= filled[0]:
            raise Failed("the size is too small for this link")
        return seconds, (last[1] - filled[1]) / (last[0] - filled[0])
