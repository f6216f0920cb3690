import CLinux
import Cryptography
import Glibc
import Payloads
import Primitives

/// A tree that is being written, under a name that nobody looks for; it gets its own when it is whole and on the disk.
final class NewTree: @unchecked Sendable {
    // @unchecked: bytes come from one thread at a time.
    private let path: String
    private let temporary: String
    private let listing: TreeListing
    private let root: OpenFile
    private var files: ArraySlice<TreeListing.Entry>
    private var current: OpenFile?
    private var left: Int64 = 0
    private var digest: DigestStream? = DigestStream()
    private var isPlaced = false

    /// Removes what killed runs left for this path, and makes the directories. Throws delta.file.
    init(_ path: String, _ listing: TreeListing) throws(Failure) {
        self.path = path
        self.listing = listing
        files = listing.files[...]
        Leftovers.remove(for: path)
        temporary = Leftovers.name(for: path)
        guard mkdir(temporary, 0o700) == 0 else { throw DiskFailure.current("mkdir", temporary) }
        root = OpenFile(owning: open(temporary, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
        guard root.number >= 0 else { throw DiskFailure.current("open", temporary) }
        try Leftovers.hold(root.number, temporary)
        for entry in listing.entries {
            guard case .directory = entry.kind else { continue }
            let path = entry.path.description
            guard mkdirat(root.number, path, 0o700) == 0 else { throw DiskFailure.current("mkdir", path) }
        }
        try next()
    }

    deinit {
        if !isPlaced { Leftovers.removeTree(AT_FDCWD, temporary) }
    }

    /// The next bytes of the files' contents. Throws delta.wrong-new with the file whose digest differs, delta.file.
    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            guard let current, let entry = files.first else { throw Failure(.deltaWrongNew) }
            let part = UnsafeRawBufferPointer(rebasing: rest.prefix(Int(clamping: left)))
            digest?.update(part)
            try NewFile.write(part, to: current.number, entry.path.description)
            left -= Int64(part.count)
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(part.count))
            if left == 0 { try finish(entry) }
        }
    }

    /// Opens files until there is one with content.
    private func next() throws(Failure) {
        while let entry = files.first {
            let flags = UInt64(O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
            let beneath = UInt64(RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS)
            let path = entry.path.description
            let file = OpenFile(owning: hamyar_openat2(root.number, path, flags, 0o600, beneath))
            guard file.number >= 0 else { throw DiskFailure.current("open", path) }
            current = file
            if case .file(let size, _) = entry.kind { left = size }
            digest = DigestStream()
            if left > 0 { return }
            try close(entry)
        }
    }

    private func finish(_ entry: TreeListing.Entry) throws(Failure) {
        try close(entry)
        try next()
    }

    private func close(_ entry: TreeListing.Entry) throws(Failure) {
        guard case .file(_, let isExecutable) = entry.kind, let current else { return }
        let path = entry.path.description
        guard let found = digest.take()?.finish(), found == entry.digest else { throw Failure(.deltaWrongNew, ["path": path]) }
        guard fchmod(current.number, isExecutable ? 0o755 : 0o644) == 0 else { throw DiskFailure.current("fchmod", path) }
        self.current = nil
        files = files.dropFirst()
    }

    /// Makes the links, sets the directories' modes, brings everything to the disk and gives the tree its name, which must be free.
    func place() throws(Failure) {
        guard files.isEmpty else { throw Failure(.deltaWrongNew) }
        for entry in listing.entries {
            guard case .link(let target) = entry.kind else { continue }
            let path = entry.path.description
            guard symlinkat(target, root.number, path) == 0 else { throw DiskFailure.current("symlink", path) }
        }
        for entry in listing.entries.reversed() {
            guard case .directory = entry.kind else { continue }
            let path = entry.path.description
            guard fchmodat(root.number, path, 0o755, 0) == 0 else { throw DiskFailure.current("chmod", path) }
        }
        guard fchmod(root.number, 0o755) == 0 else { throw DiskFailure.current("fchmod", temporary) }
        guard hamyar_synchronise_file_system(root.number) == 0 else { throw DiskFailure.current("syncfs", temporary) }
        guard hamyar_rename_to_new(AT_FDCWD, temporary, AT_FDCWD, path) == 0 else { throw DiskFailure.current("rename", path) }
        isPlaced = true
        try NewFile.synchroniseDirectory(of: path)
    }
}
