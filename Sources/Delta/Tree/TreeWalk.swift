import CLinux
import Glibc
import Primitives

/// The names of a real tree: no link is followed, and what is no directory, plain file or link is refused (H52).
struct TreeWalk {
    let root: OpenFile
    /// Without sizes and digests of files yet.
    private(set) var found: [(path: String, status: stat)] = []
    private let shown: String

    /// Throws delta.file, delta.listing.
    init(_ path: String) throws(Failure) {
        root = OpenFile(owning: Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        shown = path
        guard root.number >= 0 else { throw DiskFailure.current("open", path) }
        var pending = [""]
        while let directory = pending.popLast() {
            for name in try names(directory) {
                let path = directory.isEmpty ? name : directory + "/" + name
                if let fault = TreePath.fault(path) { throw Failure(.deltaListing, ["path": path, "reason": fault]) }
                var status = stat()
                guard fstatat(root.number, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                    throw DiskFailure.current("stat", path)
                }
                found.append((path, status))
                guard found.count <= DeltaLimits.maximumEntries else {
                    throw Failure(.deltaListing, ["path": path, "reason": "too many entries"])
                }
                if status.st_mode & S_IFMT == S_IFDIR { pending.append(path) }
            }
        }
        found.sort { TreePath.precedes($0.path, $1.path) }
    }

    /// Opens a file of the tree through no link. Throws delta.file.
    func file(_ path: String) throws(Failure) -> OpenFile {
        try open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    }

    /// Where a link of the tree leads.
    func target(_ path: String) throws(Failure) -> String {
        var buffer = [UInt8](repeating: 0, count: TreePath.longestPath + 1)
        let count = buffer.withUnsafeMutableBytes { raw in
            raw.baseAddress.map { readlinkat(root.number, path, $0.assumingMemoryBound(to: CChar.self), raw.count) } ?? -1
        }
        guard count >= 0 else { throw DiskFailure.current("readlink", path) }
        guard let target = String(validating: buffer.prefix(count), as: UTF8.self) else {
            throw Failure(.deltaListing, ["path": path, "reason": "link target"])
        }
        return target
    }

    private func open(_ path: String, _ flags: Int32) throws(Failure) -> OpenFile {
        let beneath = UInt64(RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS)
        let file = OpenFile(
            owning: hamyar_openat2(root.number, path.isEmpty ? "." : path, UInt64(flags | O_CLOEXEC), 0, beneath))
        guard file.number >= 0 else { throw DiskFailure.current("open", path.isEmpty ? shown : path) }
        return file
    }

    private func names(_ path: String) throws(Failure) -> [String] {
        let opened = try open(path, O_RDONLY | O_DIRECTORY)
        guard let directory = fdopendir(dup(opened.number)) else { throw DiskFailure.current("opendir", path) }
        defer { closedir(directory) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(directory) else {
                guard errno == 0 else { throw DiskFailure.current("readdir", path) }
                return names
            }
            let bytes = withUnsafeBytes(of: entry.pointee.d_name) { raw in Array(raw.prefix { $0 != 0 }) }
            guard bytes != Array(".".utf8), bytes != Array("..".utf8) else { continue }
            guard let name = String(validating: bytes, as: UTF8.self) else {
                throw Failure(.deltaListing, ["path": path, "reason": "name is no UTF-8"])
            }
            names.append(name)
        }
    }
}
