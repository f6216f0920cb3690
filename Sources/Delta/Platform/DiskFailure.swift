import Glibc
import Primitives

/// Errors of the system, as delta.file.
enum DiskFailure {
    /// The failure for `errno` as it stands after `call` on `path`.
    static func current(_ call: String, _ path: String) -> Failure {
        let number = errno
        return Failure(
            .deltaFile, ["path": path, "call": call, "reason": String(cString: strerror(number)), "errno": "\(number)"])
    }
}
