import CLinux
import Cryptography
import Glibc
import Primitives

/// A tree that is being written, under a name that nobody looks for; it gets its own when it is whole and on the disk.
final class NewTree: @unchecked Sendable {
    // @unchecked: bytes come from one thread at a time.
    private let path: String
    private let temporary: String
    private let listing: TreeListing
    private let root: OpenFile
    private var files: ArraySlice<TreeEntry>
    private var current: OpenFile?
    private var left = 0
    private var digest: DigestStream? = DigestStream()
    private var isPlaced = false

    /// Makes the directories. Throws delta.file.
    init(_ path: String, _ listing: TreeListing) throws(Failure) {
        self.path = path
        self.listing = listing
        files = listing.files[...]
        temporary = path + "." + String(UInt64.random(in: 0 ... .max), radix: 16) + ".new"
        guard mkdir(temporary, 0o700) == 0 else { throw DiskFailure.current("mkdir", temporary) }
        root = OpenFile(owning: open(temporary, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
        guard root.number >= 0 else { throw DiskFailure.current("open", temporary) }
        for entry in listing.entries {
            guard case .directory = entry.kind else { continue }
            guard mkdirat(root.number, entry.path, 0o700) == 0 else { throw DiskFailure.current("mkdir", entry.path) }
        }
        try next()
    }

    deinit {
        if !isPlaced { remove() }
    }

    /// The next bytes of the files' contents. Throws delta.wrong-new with the file whose digest differs, delta.file.
    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            guard let current, let entry = files.first else { throw Failure(.deltaWrongNew) }
            let part = UnsafeRawBufferPointer(rebasing: rest.prefix(left))
            digest?.update(part)
            try NewFile.write(part, to: current.number, entry.path)
            left -= part.count
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(part.count))
            if left == 0 { try finish(entry) }
        }
    }

    /// Opens files until there is one with content.
    private func next() throws(Failure) {
        while let entry = files.first {
            let flags = UInt64(O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
            let beneath = UInt64(RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS)
            let file = OpenFile(owning: hamyar_openat2(root.number, entry.path, flags, 0o600, beneath))
            guard file.number >= 0 else { throw DiskFailure.current("open", entry.path) }
            current = file
            left = entry.size
            digest = DigestStream()
            if left > 0 { return }
            try close(entry)
        }
    }

    private func finish(_ entry: TreeEntry) throws(Failure) {
        try close(entry)
        try next()
    }

    private func close(_ entry: TreeEntry) throws(Failure) {
        guard case .file(let mode, _, let expected) = entry.kind, let current else { return }
        guard digest.take()?.finish() == expected else { throw Failure(.deltaWrongNew, ["path": entry.path]) }
        guard fchmod(current.number, mode) == 0 else { throw DiskFailure.current("fchmod", entry.path) }
        self.current = nil
        files = files.dropFirst()
    }

    /// Makes the links, sets the directories' modes, brings everything to the disk and gives the tree its name, which must be free.
    func place() throws(Failure) {
        guard files.isEmpty else { throw Failure(.deltaWrongNew) }
        for entry in listing.entries {
            guard case .link(let target) = entry.kind else { continue }
            guard symlinkat(target, root.number, entry.path) == 0 else { throw DiskFailure.current("symlink", entry.path) }
        }
        for entry in listing.entries.reversed() {
            guard case .directory(let mode) = entry.kind else { continue }
            guard fchmodat(root.number, entry.path, mode, 0) == 0 else { throw DiskFailure.current("chmod", entry.path) }
        }
        guard fchmod(root.number, 0o755) == 0 else { throw DiskFailure.current("fchmod", temporary) }
        guard hamyar_synchronise_file_system(root.number) == 0 else { throw DiskFailure.current("syncfs", temporary) }
        guard hamyar_rename_to_new(AT_FDCWD, temporary, AT_FDCWD, path) == 0 else { throw DiskFailure.current("rename", path) }
        isPlaced = true
        try NewFile.synchroniseDirectory(of: path)
    }

    private func remove() {
        for entry in listing.entries {
            if case .directory = entry.kind { fchmodat(root.number, entry.path, 0o700, 0) }
        }
        for entry in listing.entries.reversed() {
            if case .directory = entry.kind {
                unlinkat(root.number, entry.path, AT_REMOVEDIR)
            } else {
                unlinkat(root.number, entry.path, 0)
            }
        }
        rmdir(temporary)
    }
}
