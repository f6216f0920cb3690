"""An sshd of our own on loopback: target, and jump host in front of itself. Ends with the run."""
import getpass
import os
import shutil
import socket
import subprocess
import time

from .words import Failed, say


class SecureShell:
    def __init__(self, programs):
        programs.install(sshd="openssh-server", ssh="openssh-client", rsync="rsync")
        self.programs = programs
        self.place = programs.path("ssh")
        os.mkdir(self.place, 0o700)
        for name in ("host", "user"):
            programs.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.path(name)])
        if os.geteuid() == 0:
            os.makedirs("/run/sshd", mode=0o755, exist_ok=True)
        self.port = self.free_port()
        self.configure()
        self.start()

    def path(self, name):
        return os.path.join(self.place, name)

    @staticmethod
    def free_port():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]

    def configure(self):
        shutil.copy(self.path("user.pub"), self.path("authorized"))
        with open(self.path("sshd_config"), "w") as file:
            file.write(
                f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {self.path('host')}\n"
                f"AuthorizedKeysFile {self.path('authorized')}\nPidFile none\nUsePAM no\nStrictModes no\n"
                "PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n"
                "AllowTcpForwarding yes\nSubsystem sftp internal-sftp\n")
        with open(self.path("host.pub")) as file:
            key = " ".join(file.read().split()[:2])
        with open(self.path("known"), "w") as file:
            file.write(f"[127.0.0.1]:{self.port} {key}\n")
        # The cipher that is fastest here, which is ours, too; ssh would choose ChaCha20-Poly1305.
        with open(self.path("ssh_config"), "w") as file:
            file.write(
                "Host behind\n  ProxyJump jump\n"
                f"Host *\n  HostName 127.0.0.1\n  Port {self.port}\n  User {getpass.getuser()}\n"
                f"  IdentityFile {self.path('user')}\n  IdentitiesOnly yes\n  UserKnownHostsFile {self.path('known')}\n"
                "  StrictHostKeyChecking yes\n  Ciphers aes128-gcm@openssh.com\n  Compression no\n  BatchMode yes\n")

    def start(self):
        say(f"sshd on port {self.port} of loopback")
        sshd = shutil.which("sshd", path="/usr/sbin:/sbin:" + os.environ.get("PATH", ""))
        log = open(self.path("log"), "w")
        self.process = self.programs.start([sshd, "-D", "-e", "-f", self.path("sshd_config")], stderr=log, stdin=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if subprocess.run(["ssh", "-F", self.path("ssh_config"), "behind", "true"], stderr=subprocess.DEVNULL).returncode == 0:
                return
            time.sleep(0.2)
        with open(self.path("log")) as file:
            raise Failed("nobody can log in to sshd:\n" + file.read())

    def rsync(self, host, source, target, *options, port=None):
        way = f" -p {port} -o HostKeyAlias=[127.0.0.1]:{self.port}" if port else ""
        return ["rsync", "--fsync", *options, "-e", f"ssh -F {self.path('ssh_config')}{way}", source, f"{host}:{target}"]

    def scp(self, host, source, target):
        return ["scp", "-q", "-F", self.path("ssh_config"), source, f"{host}:{target}"]
