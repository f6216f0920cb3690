import Glibc
import Primitives

/// Whether a place is the installer's own: an install that another user can write into is that user's, not ours (H66).
enum OwnPlace {
    /// The directory itself, and every one above it: whoever may rename one of those may put another tree in its place.
    ///
    /// Throws install.exposed, install.staging.
    static func check(_ path: String) throws(Failure) {
        guard path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
            throw Failure(.installExposed, ["path": path, "reason": "not absolute"])
        }
        var place = ""
        for name in path.split(separator: "/") {
            place += "/" + name
            try checkOne(place, isLast: place.count == path.count || place + "/" == path)
        }
    }

    private static func checkOne(_ path: String, isLast: Bool) throws(Failure) {
        guard let status = try SystemCall.status(path) else {
            throw Failure(.installExposed, ["path": path, "reason": "absent"])
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(.installExposed, ["path": path, "reason": "no directory"])
        }
        let isOwn = status.st_uid == geteuid() || (!isLast && status.st_uid == 0)
        guard isOwn else { throw Failure(.installExposed, ["path": path, "reason": "owner \(status.st_uid)"]) }
        let isSticky = status.st_mode & S_ISVTX != 0 && !isLast
        guard status.st_mode & 0o022 == 0 || isSticky else {
            throw Failure(.installExposed, ["path": path, "reason": "mode \(String(status.st_mode & 0o7777, radix: 8))"])
        }
    }

    /// A file that only its owner may write, and that is this user's or root's.
    static func check(file status: stat) -> String? {
        if status.st_uid != geteuid() && status.st_uid != 0 { return "owner \(status.st_uid)" }
        return status.st_mode & 0o022 == 0 ? nil : "mode \(String(status.st_mode & 0o7777, radix: 8))"
    }
}
