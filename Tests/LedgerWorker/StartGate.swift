import Glibc

/// Lets several processes begin at the same moment: each says that it is ready, and waits for the gate's lock.
enum StartGate {
    static func pass(_ path: String) {
        let gate = open(path + ".gate", O_RDONLY | O_CLOEXEC)
        guard gate >= 0 else { return }
        defer { close(gate) }
        let ready = open(path + ".ready.\(getpid())", O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        close(ready)
        while flock(gate, LOCK_SH) != 0, errno == EINTR {}
    }
}
