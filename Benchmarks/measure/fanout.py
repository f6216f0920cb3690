"""One fix to twenty machines, each of whose customers says yes, beside a loop over the machines."""
import filecmp
import json
import os
import shutil
import subprocess
import threading
import time

from .push import named, use_pages, write_random
from .secure_shell import SecureShell
from .vendor import Vendor
from .words import Failed, figure, say

MACHINES = 20
PATIENCE = 120
PAUSE = 0.05


class Machine:
    """An agent with a mount of its own, so that the same path is another directory for each of them."""

    def __init__(self, vendor, contract, number):
        self.vendor = vendor
        self.place = vendor.programs.path(f"machine-{number}")
        os.mkdir(self.place)
        self.environment = dict(vendor.environment, HAMYAR_AGENT_STATE=vendor.programs.path(f"agent-{number}"))
        invited = json.loads(vendor.console("machine", "invite", "Karoon Trading", "--contract", contract, "--json"))
        self.tell("enrol", vendor.address, "--code", invited["code"], "--root", vendor.target, "--name", f"till-{number}")
        mount = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
        words = 'mount --bind "$0" "$1" && exec "$2" run'
        self.process = vendor.programs.start(
            [*mount, "sh", "-c", words, self.place, vendor.target, vendor.programs.program("hamyar-agent")],
            env=self.environment, stderr=subprocess.DEVNULL)

    def tell(self, *words):
        return self.vendor.programs.output([self.vendor.programs.program("hamyar-agent"), *words], env=self.environment)

    def approve(self):
        """The customer's yes, as soon as there is something to say it to."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            asked = json.loads(self.tell("requests", "--json"))["sessions"]
            if asked:
                return self.tell("approve", asked[0]["number"])
            time.sleep(PAUSE)
        raise Failed("a machine was not asked")


def run(programs, runs, size):
    vendor, shell = Vendor(programs), SecureShell(programs)
    vendor.agent_process.terminate()
    contract = json.loads(vendor.console("machine", "list", "--json"))["machines"][0]["contracts"][0]
    machines = [Machine(vendor, contract, number) for number in range(1, MACHINES + 1)]
    vendor.until(lambda: len(online(vendor)) == MACHINES, "not all machines come online")
    source = programs.path("source")
    write_random(source, size)
    case = f"{named(size)} to {MACHINES} machines"
    say(f"fanout {case}: {runs} runs")
    series = {"hamyar": [], "rsync-ssh-jump": [], "rsync-ssh": []}
    for number in range(runs):
        series["hamyar"].append(ours(vendor, machines, source, f"fix-{number}"))
        for name, host in (("rsync-ssh-jump", "behind"), ("rsync-ssh", "direct")):
            series[name].append(theirs(vendor, shell, host, source))
    for name in ("rsync-ssh-jump", "rsync-ssh"):
        figure("fanout", case, "seconds", series["hamyar"], name, series[name])
    for machine in machines:
        machine.process.terminate()


def online(vendor):
    listed = json.loads(vendor.console("machine", "list", "--where", "name=till-* online", "--json"))
    return [machine for machine in listed["machines"] if machine["online"]]


def ours(vendor, machines, source, name):
    """From the command's start until the last machine's outcome is at the relay, all customers' answers included."""
    target = os.path.join(vendor.target, name)
    use_pages(target, MACHINES * os.path.getsize(source))
    start = time.monotonic()
    failures = []

    def approve(machine):
        try:
            machine.approve()
        except Failed as failure:
            failures.append(failure)

    threads = [threading.Thread(target=approve, args=(machine,)) for machine in machines]
    for thread in threads:
        thread.start()
    vendor.console("push", source, "--to", "name=till-*", "--path", target, "--kind", "error-fixing", "--reason", "measuring",
                   "--yes", "--expect", str(MACHINES), "--json")
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    end = time.monotonic() + PATIENCE
    while json.loads(vendor.console("transfers", "--json"))["transfers"]:
        if time.monotonic() > end:
            raise Failed("not all machines have the file")
        time.sleep(PAUSE)
    took = time.monotonic() - start
    for machine in machines:
        check(source, os.path.join(machine.place, name))
    return took


def theirs(vendor, shell, host, source):
    targets = [os.path.join(vendor.target, f"loop-{number}") for number in range(MACHINES)]
    use_pages(targets[0], MACHINES * os.path.getsize(source))
    start = time.monotonic()
    for target in targets:
        vendor.programs.run(shell.rsync(host, source, target))
    took = time.monotonic() - start
    for target in targets:
        check(source, target)
    return took


def check(source, arrived):
    if not filecmp.cmp(source, arrived, shallow=False):
        raise Failed("what arrived is not what was sent")
    filecmp.clear_cache()
    os.unlink(arrived)
