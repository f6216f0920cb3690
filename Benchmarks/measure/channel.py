"""One stream through TLS and frames, beside the least that a program with libssl can do."""
import json
import os
import socket
import subprocess
import time

from .words import Failed, figure, say

KIB = 1024
MESSAGES = (16 * KIB, 64 * KIB, 256 * KIB)
WARM_UP = 256 * KIB * KIB
ROUND_TRIPS = 20_000
ROUND_TRIP_MESSAGE = 64
#: Bytes that a relay may allocate for each frame of 64 KiB that it forwards.
FORWARDING_TARGET = 4096


def run(programs, runs, size):
    channel = Channel(programs, size)
    for message in MESSAGES:
        channel.throughput(message, runs)
    channel.throughput(64 * KIB, runs, pool=True)
    channel.command_line(runs)
    channel.round_trips(runs)
    channel.forwarding(runs)


def certify(programs, name):
    """A self-signed certificate and its key, as NAME.pem, NAME.crt and NAME.key."""
    programs.run([
        "openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "2", "-subj", "/CN=bench",
        "-keyout", name + ".key", "-out", name + ".crt",
    ], stderr=subprocess.DEVNULL)
    with open(name + ".pem", "w") as both:
        for part in (".key", ".crt"):
            with open(name + part) as file:
                both.write(file.read())


class Channel:
    def __init__(self, programs, size):
        self.programs = programs
        self.size = size
        programs.build("hamyar-bench")
        programs.install(cc="gcc", openssl="openssl")
        self.bench = programs.program("hamyar-bench")
        self.loop = programs.compile("raw-openssl/loop.c", "loop", "-lssl", "-lcrypto")
        self.counter = programs.compile("allocations/count.c", "count.so", "-shared", "-fPIC")
        self.ours, self.theirs = programs.path("ours"), programs.path("theirs")
        os.mkdir(self.ours)
        os.mkdir(self.theirs)
        programs.run([self.bench, "credentials", self.ours])
        for name in ("server", "client"):
            certify(programs, os.path.join(self.theirs, name))

    # One run of one side.

    def measure(self, program, directory, command, message, warm_up, total, environment=None):
        """Starts a receiver and a sender, each a process; returns the sender's figure."""
        receiver = self.programs.start([program, "receive", directory], env=environment)
        port = self.programs.port(receiver)
        words = [program, command, directory, port, str(message), str(warm_up), str(total)]
        sent = json.loads(self.programs.output(words, env=environment))
        rest = self.programs.end(receiver)
        received = json.loads(rest) if rest.strip() else {"processor": 0}
        sent["both"] = sent["processor"] + received["processor"]
        return sent

    def raw(self, command, message, warm_up, total):
        return self.measure(self.loop, self.theirs, command, message, warm_up, total)

    def own(self, command, message, warm_up, total, pool=False):
        environment = dict(os.environ, HAMYAR_BENCH_POOL="1") if pool else None
        return self.measure(self.bench, self.ours, command, message, warm_up, total, environment)

    # Cases.

    def throughput(self, message, runs, pool=False):
        case = f"{message // KIB}KiB" + ("-pool" if pool else "")
        say(f"channel {case}: {runs} runs of {self.size} bytes")
        ours, theirs, our_processor, their_processor = [], [], [], []
        for _ in range(runs):
            raw, own = self.raw("send", message, WARM_UP, self.size), self.own("send", message, WARM_UP, self.size, pool)
            theirs.append(self.size / raw["seconds"] / 1e6)
            ours.append(self.size / own["seconds"] / 1e6)
            their_processor.append(raw["both"] * 1e9 / self.size)
            our_processor.append(own["both"] * 1e9 / self.size)
        figure("channel", case, "MB/s", ours, "raw-openssl", theirs, rate=True)
        figure("channel", case, "processor-seconds/GB", our_processor, "raw-openssl", their_processor)

    def round_trips(self, runs):
        case = f"round-trip-{ROUND_TRIP_MESSAGE}B"
        say(f"channel {case}: {runs} runs of {ROUND_TRIPS} messages")
        ours, theirs = [], []
        for _ in range(runs):
            for figures, side in ((theirs, self.raw), (ours, self.own)):
                seconds = side("echo", ROUND_TRIP_MESSAGE, ROUND_TRIPS // 10, ROUND_TRIPS)["seconds"]
                figures.append(seconds / ROUND_TRIPS * 1e6)
        figure("channel", case, "microseconds", ours, "raw-openssl", theirs)

    def command_line(self, runs):
        """`openssl s_client` to `openssl s_server`: a file in, nothing out, start and handshake within the time."""
        content = self.programs.path("content")
        with open(content, "wb") as file:
            for _ in range(self.size >> 20):
                # Not random: s_client takes some letters at a block's beginning for commands. Neither side compresses.
                file.write(b"x" * (1 << 20))
        say(f"channel 64KiB, openssl s_client and s_server: {runs} runs of {self.size >> 20 << 20} bytes")
        ours, theirs = [], []
        for _ in range(runs):
            theirs.append((self.size >> 20 << 20) / self.s_client(content) / 1e6)
            ours.append(self.size / self.own("send", 64 * KIB, WARM_UP, self.size)["seconds"] / 1e6)
        os.unlink(content)
        figure("channel", "64KiB", "MB/s", ours, "openssl-s_client-s_server", theirs, rate=True)

    def s_client(self, content):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = "127.0.0.1:%d" % probe.getsockname()[1]
        server, client = (os.path.join(self.theirs, name) for name in ("server", "client"))
        both = ["-quiet", "-tls1_3", "-ciphersuites", "TLS_AES_128_GCM_SHA256"]
        receiver = self.programs.start([
            "openssl", "s_server", *both, "-accept", address, "-naccept", "1", "-cert", server + ".pem",
            "-Verify", "1", "-CAfile", client + ".crt",
        ], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_for(address)
        with open(content, "rb") as file:
            start = time.monotonic()
            sender = subprocess.run([
                "openssl", "s_client", *both, "-no_ign_eof", "-connect", address, "-cert", client + ".pem",
                "-CAfile", server + ".crt",
            ], stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            receiver.wait()
            seconds = time.monotonic() - start
        self.programs.end(receiver)
        if sender.returncode != 0 or receiver.returncode != 0:
            raise Failed("openssl s_client or s_server failed")
        return seconds

    @staticmethod
    def wait_for(address):
        """Until somebody listens there, without connecting: the one connection is the measured one."""
        wanted = ":%04X" % int(address.rsplit(":", 1)[1])
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with open("/proc/net/tcp") as table:
                for line in table:
                    words = line.split()
                    if words[1].endswith(wanted) and words[3] == "0A":
                        return
            time.sleep(0.01)
        raise Failed("openssl s_server does not listen")

    def forwarding(self, runs):
        """What the relay's process asks of the allocator while it splices, per frame; the peer is the target."""
        say(f"channel forwarding-64KiB: {runs} runs of {self.size} bytes")
        counted = []
        for _ in range(runs):
            relay = self.programs.start([self.bench, "relay", self.ours], env=dict(os.environ, LD_PRELOAD=self.counter))
            port = self.programs.port(relay)
            receiver = self.programs.start([self.bench, "receive-behind", self.ours, port])
            if receiver.stdout.readline().strip() != "connected":
                raise Failed("the receiver does not reach the relay")
            words = [self.bench, "forward", self.ours, port, str(64 * KIB), str(WARM_UP), str(self.size)]
            result = json.loads(self.programs.output(words))
            counted.append(result["allocated"] / (self.size / (64 * KIB)))
            self.programs.end(receiver)
            self.programs.end(relay)
        figure("channel", "forwarding-64KiB", "allocated-bytes/frame", counted, "target", [FORWARDING_TARGET] * runs)
