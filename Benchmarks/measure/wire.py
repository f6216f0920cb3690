"""A wire between two TCP connections, in userland: delay, rate, and loss as TCP shows it, namely as stalls; and it counts bytes."""
import collections
import random
import socket
import threading
import time

#: What is taken from a socket at once: at 1 Gbit/s half a millisecond.
PIECE = 64 * 1024
#: Data on its way beyond delay times rate: the queue of the narrowest router.
QUEUE = 64 * 1024


class Wire:
    """Listens on a port, and carries each connection to `target` and back.

    delay     seconds in one direction
    rate      bytes a second in one direction; None for as fast as it goes
    loss      share of pieces of 64 KiB that come one round trip late, and hold up what is behind them, as a lost segment does
    buffer    of the sockets in the kernel, which a sender can fill beyond the wire itself; None leaves it to the kernel
    """

    def __init__(self, target, delay=0.0, rate=None, loss=0.0, buffer=None, seed=1, port=0):
        self.target, self.delay, self.rate, self.loss, self.buffer = target, delay, rate, loss, buffer
        self.random = random.Random(seed)
        self.up = self.down = 0
        self.sockets = []
        self.server = socket.socket()
        self.server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if buffer:
            # Before it listens: what it accepts has the buffers from the first segment.
            self.server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.server.bind(("127.0.0.1", port))
        self.server.listen(64)
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near = self.server.accept()[0]
            except OSError:
                return
            far = socket.socket()
            if self.buffer:
                far.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.buffer)
            far.connect(self.target)
            self.sockets += [near, far]
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            Direction(self, near, far, "up").start()
            Direction(self, far, near, "down").start()

    def close(self):
        for end in [self.server, *self.sockets]:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()


class Direction:
    """One thread reads and says when each piece is due at the other end; another waits for that and writes."""

    def __init__(self, wire, source, target, name):
        self.wire, self.source, self.target, self.name = wire, source, target, name
        self.pieces = collections.deque()
        self.under_way = 0
        self.changed = threading.Condition()
        # Behind a lost piece there is another round trip's worth.
        trips = 3 if wire.loss else 1
        self.capacity = QUEUE + int((wire.rate or 1 << 30) * (wire.delay or 0.01) * trips)

    def start(self):
        for work in (self.read, self.write):
            threading.Thread(target=work, daemon=True).start()

    def read(self):
        free = arrives = 0.0
        size = PIECE if not self.wire.rate else max(1500, min(PIECE, int(self.wire.rate * 0.01)))
        while True:
            with self.changed:
                while self.under_way > self.capacity:
                    self.changed.wait()
            try:
                piece = self.source.recv(size)
            except OSError:
                piece = b""
            now = time.monotonic()
            free = max(free, now) + (len(piece) / self.wire.rate if self.wire.rate else 0)
            due = free + self.wire.delay
            if self.wire.loss and self.wire.random.random() < self.wire.loss * len(piece) / PIECE:
                due += 2 * self.wire.delay
            arrives = max(arrives, due)
            with self.changed:
                self.pieces.append((arrives, piece))
                self.under_way += len(piece)
                self.changed.notify_all()
            if not piece:
                return

    def write(self):
        while True:
            with self.changed:
                while not self.pieces:
                    self.changed.wait()
                due, piece = self.pieces.popleft()
            wait = due - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            try:
                if not piece:
                    return self.target.shutdown(socket.SHUT_WR)
                self.target.sendall(piece)
            except OSError:
                return
            setattr(self.wire, self.name, getattr(self.wire, self.name) + len(piece))
            with self.changed:
                self.under_way -= len(piece)
                self.changed.notify_all()
