import Glibc
import Primitives

/// A product that says by a file's time that it is well: it touches it as long as it is.
enum FileProbe {
    /// How old the file may be.
    private static let fresh = Duration.seconds(30)

    static func ask(_ path: String, since start: Timestamp, now: Timestamp) -> (isWell: Bool, output: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return (false, String(cString: strerror(errno))) }
        let modified = Timestamp(milliseconds: Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000)
        if modified < start { return (false, "older than the start") }
        return now - modified <= fresh ? (true, "") : (false, "not touched for too long")
    }
}
