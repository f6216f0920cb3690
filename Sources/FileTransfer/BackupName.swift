import Glibc
import Primitives

/// The name under which a file is kept that another one replaces: `name.hamyar-backup-20261120T224500Z`.
enum BackupName {
    /// - Parameter number: 1 for the first choice; 2 and above where that is taken by another file.
    static func of(_ name: String, at time: Timestamp, number: Int = 1) -> String {
        var seconds = time_t(time.milliseconds / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)].map(digits).joined()
        let clock = [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)].map(digits).joined()
        let suffix = ".hamyar-backup-\(date)T\(clock)Z" + (number > 1 ? "-\(number)" : "")
        var base = name
        while base.utf8.count + suffix.utf8.count > RelativePath.longestName, !base.isEmpty { base.removeLast() }
        return base + suffix
    }

    /// Whether a name is one of backups: what must never be taken for something that nobody asked for.
    static func matches(_ name: String) -> Bool {
        guard let start = name.firstRange(of: ".hamyar-backup-")?.upperBound else { return false }
        let rest = name[start...].utf8
        return rest.count >= 16 && rest.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == true
    }

    private static func digits(_ number: Int) -> String {
        (number < 10 ? "0" : "") + String(number)
    }
}
