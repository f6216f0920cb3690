"""Patches between two versions of real packages: size, time to make, time and memory to apply; beside bsdiff, xdelta3 and zstd."""
import filecmp
import io
import json
import os
import statistics
import tarfile
import time
import zipfile

from .words import Failed, figure, say

#: Four whose bytes are one program, and one of text with compressed members.
PAIRS = [
    ("cryptography", "46.0.2", "46.0.3"), ("ruff", "0.14.5", "0.14.6"), ("uv", "0.9.10", "0.9.11"), ("grpcio", "1.75.1", "1.76.0"),
    ("botocore", "1.40.70", "1.41.0"),
]
EXECUTABLE = PAIRS[:4]
PLATFORMS = ["manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64", "any"]
RATE = 200e6
MEMORY = 16e6


def run(programs, runs, pairs):
    delta = Delta(programs)
    ratios = {}
    for pair in PAIRS[:pairs]:
        ratios[pair] = delta.pair(*pair, runs)
    found = [ratios[pair] for pair in EXECUTABLE if pair in ratios]
    if len(found) == len(EXECUTABLE):
        mean = statistics.geometric_mean(found)
        say(f"  geometric mean of the sizes over the {len(found)} programs: {mean:.3f} of bsdiff's")
        figure("delta", "programs", "size, geometric mean", [mean], "bsdiff", [1])


class Delta:
    def __init__(self, programs):
        self.programs = programs
        programs.build("hamyar-delta-bench")
        programs.install(bsdiff="bsdiff", xdelta3="xdelta3", zstd="zstd", pip3="python3-pip")
        self.bench = programs.program("hamyar-delta-bench")

    def tar(self, name, version):
        """The wheel's files, names sorted, times zeroed."""
        place = self.programs.path("wheels", f"{name}-{version}")
        platforms = [word for platform in PLATFORMS for word in ("--platform", platform)]
        self.programs.run([
            "python3", "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", *platforms, "--python-version", "3.11",
            "-d", place, f"{name}=={version}",
        ])
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
        start = time.monotonic()
        output = self.programs.output(words)
        return time.monotonic() - start, output

    def pair(self, name, old_version, new_version, runs):
        old, new = self.tar(name, old_version), self.tar(name, new_version)
        say(f"{name} {old_version} to {new_version}: {os.path.getsize(old)} to {os.path.getsize(new)} bytes")
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
        sizes, makes, applies, memory = {}, {}, {}, []
        for _ in range(runs):
            for tool, (make, apply) in tools.items():
                for path in (patch, made):
                    if os.path.exists(path):
                        os.remove(path)
                makes.setdefault(tool, []).append(self.timed(make)[0])
                sizes[tool] = os.path.getsize(patch)
                seconds, output = self.timed(apply)
                applies.setdefault(tool, []).append(seconds)
                if tool == "ours":
                    memory.append(json.loads(output)["anonymous_bytes"])
                if not filecmp.cmp(made, new, shallow=False):
                    raise Failed(f"what {tool} made of {name} is not the new file")
        for tool in list(tools)[1:]:
            figure("delta", name, "size", [sizes["ours"]], tool, [sizes[tool]])
            figure("delta", name, "seconds to make", makes["ours"], tool, makes[tool])
            figure("delta", name, "seconds to apply", applies["ours"], tool, applies[tool])
        rates = [os.path.getsize(new) / seconds for seconds in applies["ours"]]
        figure("delta", name, "bytes applied a second", rates, "target", [RATE], rate=True)
        figure("delta", name, "anonymous bytes to apply", memory, "target", [MEMORY])
        return sizes["ours"] / sizes["bsdiff"]
