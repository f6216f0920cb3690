"""Patches between two versions of real packages: size, time to make, time and memory to apply; beside bsdiff, xdelta3 and zstd."""
import filecmp
import io
import json
import os
import statistics
import subprocess
import tarfile
import time
import zipfile

from .words import Failed, figure, say

#: Four whose bytes are one program, and one of text with compressed members: name, two versions, SHA-256 of their wheels.
PAIRS = [
    ("cryptography", "46.0.2", "46.0.3", "bb7fb9cd44c2582aa5990cf61a4183e6f54eea3172e54963787ba47287edd135",
     "01ca9ff2885f3acc98c29f1860552e37f6d7c7d013d7334ff2a9de43a449315d"),
    ("grpcio", "1.75.1", "1.76.0", "0049a7bf547dafaeeb1db17079ce79596c298bfe308fc084d023c8907a845b9a",
     "8843114c0cfce61b40ad48df65abcfc00d4dba82eae8718fab5352390848c5da"),
    ("ruff", "0.14.5", "0.14.6", "7497d19dce23976bdaca24345ae131a1d38dcfe1b0850ad8e9e6e4fa321a6e19",
     "167843a6f78680746d7e226f255d920aeed5e4ad9c03258094a2d49d3028b105"),
    ("uv", "0.9.10", "0.9.11", "21981bc859802c94d4b8f026b8734d39e8146baac703f1e3eab2e2d87d65ca8c",
     "e97906ca1b90dac91c23af20e282e2e37c8eb80c3721898733928a295f2defda"),
    ("botocore", "1.40.70", "1.41.0", "4a394ad25f5d9f1ef0bed610365744523eeb5c22de6862ab25d8c93f9f6d295c",
     "a5018d6268eee358dfc5d86e596c3062b4e225690acaf946f54c00063b804bf8"),
]
PLATFORMS = ["manylinux2014_x86_64", "manylinux_2_17_x86_64", "any"]
#: Bytes a second that are applied, where nothing has to be packed again and where something has.
RATE, PACKING_RATE = 200e6, 5e6
MEMORY = 16e6
#: A patch is applied so often for each time that it is made.
APPLIES = 5


def run(programs, runs, pairs):
    delta = Delta(programs)
    tars = {pair: (delta.tar(pair[0], pair[1], pair[3]), delta.tar(pair[0], pair[2], pair[4])) for pair in PAIRS[:pairs]}
    ratios = {pair[0]: delta.pair(pair[0], *tars[pair], runs) for pair in PAIRS[:pairs]}
    found = [ratio for name, ratio in ratios.items() if name != "botocore"]
    if len(found) == len(PAIRS) - 1:
        mean = statistics.geometric_mean(found)
        figure("delta", "programs", "size, geometric mean", [mean], "bsdiff", [1])


class Delta:
    def __init__(self, programs):
        self.programs = programs
        programs.build("hamyar-delta-bench")
        programs.install(bsdiff="bsdiff", xdelta3="xdelta3", zstd="zstd", pip3="python3-pip")
        self.bench = programs.program("hamyar-delta-bench")

    def tar(self, name, version, digest):
        """The wheel's files, names sorted, times zeroed."""
        place = self.programs.path("wheels", f"{name}-{version}")
        os.makedirs(place)
        wanted = os.path.join(place, "wanted")
        with open(wanted, "w") as file:
            file.write(f"{name}=={version} --hash=sha256:{digest}\n")
        platforms = [word for platform in PLATFORMS for word in ("--platform", platform)]
        done = subprocess.run([
            "python3", "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps", "--require-hashes",
            "--only-binary=:all:", *platforms, "--python-version", "3.11", "-d", place, "-r", wanted,
        ], stdin=subprocess.DEVNULL, stdout=2)
        if done.returncode != 0:
            raise Failed(f"{name} {version} could not be had from PyPI: is there a network? What pip said is above.")
        os.remove(wanted)
        wheel = os.path.join(place, os.listdir(place)[0])
        path = self.programs.path(f"{name}-{version}.tar")
        with zipfile.ZipFile(wheel) as whole, tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as tar:
            for entry in sorted(item.filename for item in whole.infolist() if not item.is_dir()):
                content = whole.read(entry)
                member = tarfile.TarInfo(entry)
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))
        return path

    def timed(self, words):
        """Seconds from start to exit, and what it said."""
        start = time.monotonic()
        said = self.programs.output(words)
        return time.monotonic() - start, said

    def pair(self, name, old, new, runs):
        """Each tool in turn, so many times; returns our size by bsdiff's."""
        say(f"{os.path.basename(old)} to {os.path.basename(new)}: {os.path.getsize(old)} to {os.path.getsize(new)} bytes")
        patch, made = self.programs.path("patch"), self.programs.path("made")
        tools = {
            "ours": ([self.bench, "make", old, new, patch], [self.bench, "apply", old, patch, made]),
            "bsdiff": (["bsdiff", old, new, patch], ["bspatch", old, made, patch]),
            "xdelta3 -9 -S lzma": (
                ["xdelta3", "-e", "-9", "-S", "lzma", "-f", "-B", str(64 << 20), "-s", old, new, patch],
                ["xdelta3", "-d", "-f", "-B", str(64 << 20), "-s", old, patch, made]),
            "zstd -19 --patch-from": (
                ["zstd", "-q", "-f", "-19", "--long=27", f"--patch-from={old}", new, "-o", patch],
                ["zstd", "-q", "-f", "-d", "--long=27", f"--patch-from={old}", patch, "-o", made]),
        }
        sizes, makes, applies, own = {}, {}, {}, []
        packs_again = False
        for _ in range(runs):
            for tool, (make, apply) in tools.items():
                if os.path.exists(patch):
                    os.remove(patch)
                makes.setdefault(tool, []).append(self.timed(make)[0])
                sizes[tool] = os.path.getsize(patch)
                for _ in range(APPLIES):
                    if os.path.exists(made):
                        os.remove(made)
                    seconds, said = self.timed(apply)
                    applies.setdefault(tool, []).append(seconds)
                    if tool == "ours":
                        own.append(json.loads(said)["anonymous_bytes"])
                if not filecmp.cmp(made, new, shallow=False):
                    raise Failed(f"what {tool} made of {name} is not the new file")
                if tool == "ours":
                    with open(patch, "rb") as file:
                        packs_again = file.read(8) == b"HAMYARPM"
        for tool in list(tools)[1:]:
            figure("delta", name, "size", [sizes["ours"]], tool, [sizes[tool]])
            figure("delta", name, "seconds to make", makes["ours"], tool, makes[tool])
            figure("delta", name, "seconds to apply", applies["ours"], tool, applies[tool])
        rates = [os.path.getsize(new) / seconds for seconds in applies["ours"]]
        figure("delta", name, "bytes applied a second", rates, "target", [PACKING_RATE if packs_again else RATE], rate=True)
        figure("delta", name, "own memory to apply", own, "target", [MEMORY])
        return sizes["ours"] / sizes["bsdiff"]
