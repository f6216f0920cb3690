import Primitives

/// What logrotate(8) and its like made of a log: `app.log.1`, `app.log.2.gz`, `app.log-20261121.gz`, `app-20261121.log`.
enum RotatedLogs {
    /// Ways of packing of which only the first is read.
    private static let packed = ["gz", "xz", "bz2", "zst", "lz4"]

    /// The newest first, at most `DiagnosticsLimits.rotatedLogs`.
    static func of(_ path: String, in root: FactRoot) -> (paths: [String], isCut: Bool) {
        let (folder, name) = parts(path)
        let found = root.names(folder.isEmpty ? "/" : folder).compactMap { other in
            order(other, of: name).map { (order: $0, path: folder + "/" + other) }
        }.sorted { $0.order < $1.order }
        return (
            found.prefix(DiagnosticsLimits.rotatedLogs).map(\.path).filter { !root.isDirectory($0) },
            found.count > DiagnosticsLimits.rotatedLogs
        )
    }

    /// Whether `path` is an older part of the log `current`.
    static func isRotation(_ path: String, of current: String) -> Bool {
        let (old, log) = (parts(path), parts(current))
        return old.folder == log.folder && order(old.name, of: log.name) != nil
    }

    /// How it is packed; nil: it is not.
    static func packing(_ path: String) -> String? {
        path.split(separator: ".").last.map(String.init).flatMap { packed.contains($0) ? $0 : nil }
    }

    private static func parts(_ path: String) -> (folder: String, name: String) {
        let end = path.lastIndex(of: "/") ?? path.startIndex
        return (String(path[..<end]), String(path[end...].dropFirst()))
    }

    /// Older is greater: numbers as they are, days turned around and behind all numbers; nil: no part of that log.
    private static func order(_ other: String, of name: String) -> Int64? {
        let bare = packing(other).map { String(other.dropLast($0.count + 1)) } ?? other
        if bare.hasPrefix(name) { return order(bare.dropFirst(name.count)) }
        // `extension .log`: the mark stands before the ending.
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        let (stem, ending) = (name[..<dot], name[dot...])
        guard bare.hasPrefix(stem), bare.hasSuffix(ending), bare.count > name.count else { return nil }
        return order(bare.dropFirst(stem.count).dropLast(ending.count))
    }

    private static func order(_ mark: Substring) -> Int64? {
        let digits = mark.dropFirst().filter { $0 != "-" && $0 != "_" }
        guard let sign = mark.first, sign == "." || sign == "-", digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            let number = Int64(digits)
        else { return nil }
        switch digits.count {
        case 1...4: return sign == "." ? number : nil
        // A day, perhaps with an hour or seconds behind it.
        case 8...18: return Int64.max - (Int64(zeros(digits, 18)) ?? 0)
        default: return nil
        }
    }

    /// With zeros behind, as many digits as asked for.
    private static func zeros(_ digits: String, _ count: Int) -> String {
        digits + String(repeating: "0", count: max(0, count - digits.count))
    }
}
