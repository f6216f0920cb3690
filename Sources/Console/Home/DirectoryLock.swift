import Glibc
import Primitives

/// Lets one command at a time read, judge and write what several may bring forward: the bundle, the checkpoint.
enum DirectoryLock {
    /// Waits for its turn; the kernel ends it with the process. What is done under it takes milliseconds.
    static func held<Result>(_ home: ConsoleHome, _ body: () throws -> Result) throws -> Result {
        let descriptor = open(home.lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(home) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure(home) }
        }
        return try body()
    }

    private static func failure(_ home: ConsoleHome) -> Failure {
        Failure(.consoleDirectory, ["path": home.lockPath, "reason": String(cString: strerror(errno))])
    }
}
