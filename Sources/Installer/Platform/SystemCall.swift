import Glibc
import Primitives

/// Calls of the system that bring an install to the disk. Each failure is the step's failure: none is tried again (H57).
enum SystemCall {
    static func failure(_ call: String, _ path: String, _ number: Int32 = errno) -> Failure {
        let words = ["path": path, "call": call, "reason": String(cString: strerror(number)), "errno": "\(number)"]
        return Failure(.installStaging, words)
    }

    /// Calls until a signal did not interrupt; throws install.staging for −1.
    @discardableResult
    static func check<Number: FixedWidthInteger>(_ call: String, _ path: String, _ body: () -> Number) throws(Failure) -> Number {
        while true {
            let result = body()
            if result >= 0 { return result }
            if errno != EINTR { throw failure(call, path) }
        }
    }

    static func status(_ path: String) throws(Failure) -> stat? {
        var status = stat()
        if lstat(path, &status) == 0 { return status }
        if errno == ENOENT { return nil }
        throw failure("lstat", path)
    }

    /// Brings a directory's names to the disk.
    static func synchronise(directory path: String) throws(Failure) {
        let descriptor = try OpenFile(path, O_RDONLY | O_DIRECTORY)
        try check("fsync", path) { fsync(descriptor.number) }
    }

    static func rename(_ from: String, _ to: String) throws(Failure) {
        try check("rename", to) { Glibc.rename(from, to) }
    }
}
