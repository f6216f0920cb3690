"""The programs to measure, a place for their files, and the processes that were started: all of it ends with the run."""
import os
import shutil
import subprocess
import tempfile

from .words import Failed, say


class Programs:
    def __init__(self, root, directory, built):
        self.root = root
        self.built = built
        self.running = []
        self.place = tempfile.mkdtemp(prefix="hamyar-bench.", dir=directory)

    def __enter__(self):
        say(f"working files are on {self.file_system()}")
        return self

    def __exit__(self, *_):
        for process in reversed(self.running):
            self.end(process)
        shutil.rmtree(self.place, ignore_errors=True)

    def file_system(self):
        found = subprocess.run(["stat", "-f", "-c", "%T", self.place], capture_output=True, text=True)
        return found.stdout.strip() or "an unknown file system"

    def path(self, *parts):
        return os.path.join(self.place, *parts)

    # Made of source.

    def build(self, *products):
        """Builds products of the package in release mode; `program` then finds them."""
        self.run([os.path.join(self.root, "Scripts", "setup")])
        if self.built:
            return
        for product in products:
            self.run(["swift", "build", "-c", "release", "--package-path", self.root, "--product", product])
        found = subprocess.run(
            ["swift", "build", "-c", "release", "--package-path", self.root, "--show-bin-path"],
            capture_output=True, text=True)
        if found.returncode != 0:
            raise Failed("swift does not say where it put the programs")
        self.built = found.stdout.strip()

    def program(self, name):
        return os.path.join(self.built, name)

    def compile(self, source, name, *flags):
        output = self.path(name)
        self.run(["cc", "-O2", "-o", output, os.path.join(self.root, "Benchmarks", source), *flags])
        return output

    def install(self, **programs):
        """Installs packages whose program is missing: `install(rsync="rsync")`."""
        search = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
        missing = [package for program, package in programs.items() if not shutil.which(program, path=search)]
        if not missing:
            return
        as_root = [] if os.geteuid() == 0 else ["sudo"]
        say("installing " + " ".join(missing))
        self.run([*as_root, "apt-get", "update", "-qq"])
        # Services of the packages are not started: a daemon of its own port is, where one is needed.
        self.run([
            *as_root, "env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get", "install", "-y", "-qq",
            "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", *missing,
        ])

    # Processes.

    def run(self, words, **options):
        """Runs to the end; its output goes to standard error."""
        done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=2, **options)
        if done.returncode != 0:
            raise Failed(f"{os.path.basename(words[0])} {' '.join(words[1:3])} … ended with {done.returncode}")

    def output(self, words, **options):
        done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, **options)
        if done.returncode != 0:
            raise Failed(f"{os.path.basename(words[0])} {' '.join(words[1:3])} … ended with {done.returncode}")
        return done.stdout

    def start(self, words, **options):
        """Starts a process that lives until `end`, or until its standard input ends."""
        options.setdefault("stdin", subprocess.PIPE)
        options.setdefault("stdout", subprocess.PIPE)
        process = subprocess.Popen(words, text=True, **options)
        self.running.append(process)
        return process

    def end(self, process, seconds=5):
        """Asks a process to go by closing its standard input, then by a signal. Returns what it still said."""
        self.running = [other for other in self.running if other is not process]
        try:
            return process.communicate(timeout=seconds)[0] or ""
        except (subprocess.TimeoutExpired, ValueError):
            process.terminate()
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        return ""

    @staticmethod
    def port(process):
        """Of a process that says `listening on [HOST:]PORT` first."""
        line = process.stdout.readline().strip()
        if not line.startswith("listening on "):
            raise Failed(f"{process.args[0]} does not listen")
        return line.rsplit(" ", 1)[1].rsplit(":", 1)[-1]
