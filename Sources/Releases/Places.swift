import DurableFiles
import Glibc
import Primitives

/// Directories of a release directory.
enum Places {
    static func makeDirectory(_ path: String, mode: mode_t = 0o755) throws(Failure) {
        var made = path.hasPrefix("/") ? "/" : ""
        for name in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(name) : "/" + name
            guard mkdir(made, mode) == 0 || errno == EEXIST || errno == EISDIR else { throw failure(made) }
        }
    }

    /// Sorted; none where there is no such directory.
    static func names(_ path: String) throws(Failure) -> [String] {
        guard let stream = opendir(path) else {
            if errno == ENOENT { return [] }
            throw failure(path)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let item = readdir(stream) {
            let name = withUnsafeBytes(of: &item.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    static func file(_ path: String) -> DurableFile {
        DurableFile(path, failing: .releaseStorage)
    }

    static func failure(_ path: String) -> Failure {
        let number = errno
        return Failure(.releaseStorage, ["path": path, "reason": String(cString: strerror(number)), "errno": String(number)])
    }
}
