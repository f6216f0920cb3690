"""The product as a customer has it: a relay, an agent, a technician, each the real program, and a session to push in."""
import datetime
import json
import os
import re
import time

from .words import Failed, say

PROGRAMS = ("hamyar-relay", "hamyar-agent", "hamyar")
PATIENCE = 20


class Vendor:
    def __init__(self, programs):
        programs.build(*PROGRAMS)
        self.programs = programs
        self.target = programs.path("customer")
        os.mkdir(self.target)
        self.environment = dict(
            os.environ, HAMYAR_STATE=programs.path("technician"), HAMYAR_AGENT_STATE=programs.path("agent"), LANG="C.UTF-8")
        self.data, self.authority = programs.path("relay"), programs.path("authority")
        say("a relay, a technician, a customer and a machine")
        self.start_relay()
        self.enrol_technician()
        self.enrol_machine()

    def relay(self, *words):
        return self.tell("hamyar-relay", *words, "--data", self.data)

    def console(self, *words):
        return self.tell("hamyar", *words)

    def agent(self, *words):
        return self.tell("hamyar-agent", *words)

    def tell(self, program, *words):
        return self.programs.output([self.programs.program(program), *words], env=self.environment)

    def live(self, program, *words):
        log = open(self.programs.path(program + ".log"), "w")
        return self.programs.start([self.programs.program(program), *words], env=self.environment, stderr=log)

    def start_relay(self):
        self.relay("init", "--authority", self.authority, "--vendor", "bench", "--name", "Bench")
        self.serve("127.0.0.1:0")

    def serve(self, address):
        self.relay_process = self.live("hamyar-relay", "serve", "--data", self.data, "--listen", address)
        self.port = self.programs.port(self.relay_process)
        self.address = "127.0.0.1:" + self.port

    def stop_relay(self):
        self.relay_process.terminate()
        self.relay_process.wait()

    def serve_behind(self, wire):
        """On another port: a wire has taken the one that everyone knows. `wire(target, port)` makes it."""
        known, port = self.address, int(self.port)
        self.stop_relay()
        self.serve("127.0.0.1:0")
        made = wire(("127.0.0.1", int(self.port)), port)
        self.address = known
        self.until(self.online, "the agent does not come back")
        return made

    def restart_relay(self):
        """On the port that everyone knows."""
        self.serve(self.address)

    def enrol_technician(self):
        code = json.loads(self.relay("technician", "invite", "Sara", "--admin", "--json"))["code"]
        self.console("enrol", self.address, "--code", code)
        technician = json.loads(self.relay("technician", "list", "--json"))["technicians"][0]["id"]
        self.relay("technician", "approve", technician, "--authority", self.authority)
        self.console("enrol", self.address, "--code", code)

    def enrol_machine(self):
        plan = os.path.join(self.programs.root, "Examples", "plans", "padra.yaml")
        bought = datetime.date.today() - datetime.timedelta(days=60)
        self.console("customer", "add", "Karoon Trading")
        self.console("contract", "add", "Karoon Trading", "--plan", plan, "--product", "ledger", "--version", "2.0",
                     "--platform", "linux", "--purchased", str(bought))
        found = json.loads(self.console("find", "Karoon", "--json"))["found"]
        contract = next(item["label"] for item in found if item["type"] == "contract")
        invited = json.loads(self.console("machine", "invite", "Karoon Trading", "--contract", contract, "--json"))
        self.agent("enrol", self.address, "--code", invited["code"], "--root", self.target)
        self.agent_process = self.live("hamyar-agent", "run")
        self.machine = self.until(self.online, "the agent does not come online")

    def online(self):
        machine = json.loads(self.console("machine", "list", "--json"))["machines"][0]
        return machine["number"] if machine["online"] else None

    def session(self, *words):
        """Requests and approves a session for the folder, under a kind that has no quota. `words`: further options."""
        text = self.console("session", "request", self.machine, "--service", "error-fixing", "--allow", f"push:{self.target}",
                            "--bytes", str(1 << 40), "--reason", "measuring", *words)
        number = re.search(r"\bS-[0-9]+", text)
        if not number:
            raise Failed("the session has no number")
        # The question is on its way: a program that starts now would take the processors from it.
        time.sleep(0.05)
        self.until(lambda: number[0] in self.agent("requests", "--json"), "the agent is not asked")
        self.agent("approve", number[0])
        return number[0]

    def end(self, number):
        self.console("session", "end", number, "--outcome", "done")

    @staticmethod
    def until(condition, sentence):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.1)
        raise Failed(sentence)
