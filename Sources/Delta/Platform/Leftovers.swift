import Glibc
import Primitives

/// What a run left beside a path that was killed: files and trees under temporary names that no living program holds.
///
/// Whoever makes one holds an flock on it until it has its real name.
enum Leftovers {
    private static let ending = ".new"

    /// A name that nobody else has.
    static func name(for path: String) -> String {
        path + "." + String(UInt64.random(in: 0 ... .max), radix: 16) + ending
    }

    /// Held until the descriptor is closed, also by a kill. Throws delta.file.
    static func hold(_ descriptor: Int32, _ path: String) throws(Failure) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw DiskFailure.current("flock", path) }
    }

    /// Removes what is there for this path. What cannot be removed stays: it is in nobody's way.
    static func remove(for path: String) {
        let directory = open(NewFile.directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return }
        defer { close(directory) }
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? path
        for found in names(directory) where isTemporary(found, for: name) { removeUnheld(directory, found) }
    }

    private static func isTemporary(_ found: String, for name: String) -> Bool {
        guard found.hasPrefix(name + "."), found.hasSuffix(ending), found.utf8.count > name.utf8.count + 1 + ending.utf8.count
        else {
            return false
        }
        let middle = found.dropFirst(name.count + 1).dropLast(ending.count)
        return middle.utf8.count <= 16 && middle.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private static func removeUnheld(_ directory: Int32, _ name: String) {
        let descriptor = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
        removeTree(directory, name)
    }

    /// A file, a link, or a directory with all that is in it; no link is followed.
    static func removeTree(_ directory: Int32, _ name: String) {
        guard unlinkat(directory, name, 0) != 0 else { return }
        let inner = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if inner >= 0 {
            fchmod(inner, 0o700)
            for name in names(inner) { removeTree(inner, name) }
            close(inner)
        }
        unlinkat(directory, name, AT_REMOVEDIR)
    }

    private static func names(_ directory: Int32) -> [String] {
        // A descriptor of its own: reading moves it.
        guard let stream = fdopendir(openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
