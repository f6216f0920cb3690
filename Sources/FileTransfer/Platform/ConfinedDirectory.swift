import CLinux
import Glibc
package import Primitives

/// An open directory whose names are resolved by the kernel, beneath it and through no symbolic link (openat2(2)).
///
/// A path that was checked as text is the path that is used: nobody can swap a directory for a link in between (H51).
package final class ConfinedDirectory: Sendable {
    /// For sentences; the descriptor is what counts.
    package let path: String
    let descriptor: Descriptor
    private let root: (directory: Descriptor, names: [String])?
    /// Places that are out of reach even where they lie beneath: absolute, without links.
    let forbidden: [String]

    /// openat2 reports a rename in its way (EAGAIN); so many tries until it is no accident.
    private static let attempts = 128
    /// O_PATH of fcntl.h, which only _GNU_SOURCE shows: to ask what is there, without opening it.
    static let pathOnly: Int32 = 0o10_000_000
    static let beneath = UInt64(RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS)

    /// Opens a directory that the configuration or the person at this machine names: here links are followed.
    ///
    /// Throws file.absent, file.denied, file.wrong-kind.
    package init(opening path: String) throws(Failure) {
        self.path = path
        let number = try SystemFailure.check("open", path) { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        descriptor = Descriptor(owning: number)
        root = nil
        forbidden = []
        try KernelFileSystem.refuse(descriptor, path)
    }

    private init(
        path: String, descriptor: Descriptor, root: (directory: Descriptor, names: [String])?, forbidden: [String]
    ) throws(Failure) {
        self.path = path
        self.descriptor = descriptor
        self.root = root
        self.forbidden = forbidden
        try refuseForbidden(descriptor)
    }

    /// The same directory, with places beneath it out of reach.
    func forbidding(_ places: [String]) throws(Failure) -> ConfinedDirectory {
        try ConfinedDirectory(path: path, descriptor: descriptor, root: root, forbidden: places)
    }

    /// A directory beneath this one.
    ///
    /// - Parameter creating: whether missing directories are made, with mode 0755.
    ///
    /// Throws file.absent, file.denied, file.wrong-kind, path.outside (a symbolic link).
    package func directory(_ names: [String], creating: Bool = false) throws(Failure) -> ConfinedDirectory {
        guard !names.isEmpty else { return self }
        if creating { try make(names) }
        let base = root?.directory ?? descriptor
        let all = (root?.names ?? []) + names
        let opened = try resolve(base, all, O_RDONLY | O_DIRECTORY, 0)
        let whole = path + "/" + names.joined(separator: "/")
        try KernelFileSystem.refuse(opened, whole)
        return try ConfinedDirectory(path: whole, descriptor: opened, root: (base, all), forbidden: forbidden)
    }

    /// A directory to which symbolic links may lead: beneath this one, or anywhere.
    func following(_ names: [String], anywhere: Bool) throws(Failure) -> ConfinedDirectory {
        let whole = path + "/" + names.joined(separator: "/")
        let opened = try open(following: names, O_RDONLY | O_DIRECTORY, anywhere: anywhere)
        try KernelFileSystem.refuse(opened, whole)
        return try ConfinedDirectory(path: whole, descriptor: opened, root: nil, forbidden: forbidden)
    }

    /// Opens what links lead to.
    func open(following names: [String], _ flags: Int32, anywhere: Bool) throws(Failure) -> Descriptor {
        let resolution = UInt64(RESOLVE_NO_MAGICLINKS) | (anywhere ? 0 : UInt64(RESOLVE_BENEATH))
        // openat2 takes nothing beside O_PATH that would concern an opened file.
        let further = flags & Self.pathOnly != 0 ? 0 : O_NOCTTY | O_NONBLOCK
        let opened = try resolve(descriptor, names, flags | further, 0, resolution)
        try refuseForbidden(opened)
        return opened
    }

    /// Opens a file beneath, however deep.
    func open(_ names: [String], _ flags: Int32) throws(Failure) -> Descriptor {
        try resolve(descriptor, names, flags | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK, 0)
    }

    /// Throws path.outside where a descriptor is one of the forbidden places, or beneath one.
    private func refuseForbidden(_ opened: Descriptor) throws(Failure) {
        guard !forbidden.isEmpty else { return }
        guard let canonical = Self.canonicalPath(of: opened) else {
            throw Failure(.pathOutside, ["path": path, "reason": "no /proc"])
        }
        for place in forbidden where canonical == place || canonical.hasPrefix(place + "/") {
            throw Failure(.pathOutside, ["path": path, "reason": "the agent's own"])
        }
    }

    /// Whether `name` in this directory is a forbidden place.
    func isForbidden(_ name: String) -> Bool {
        guard !forbidden.isEmpty else { return false }
        guard let canonical = canonicalPath else { return true }
        return forbidden.contains(canonical + "/" + name)
    }

    /// Whether a forbidden place is `name` in this directory, or lies beneath that.
    func containsForbidden(_ name: String) -> Bool {
        guard !forbidden.isEmpty, let canonical = canonicalPath else { return !forbidden.isEmpty }
        let own = canonical + "/" + name
        return forbidden.contains { $0 == own || $0.hasPrefix(own + "/") }
    }

    /// The place of a file beneath this directory.
    package func place(_ path: RelativePath, creatingDirectories: Bool = false) throws(Failure) -> ConfinedPlace {
        ConfinedPlace(directory: try directory(path.directory, creating: creatingDirectories), name: path.name)
    }

    /// Throws path.outside when this directory is no longer where it was opened: someone moved it, perhaps out of the root.
    func confirm() throws(Failure) {
        guard let root else { return }
        let again = try resolve(root.directory, root.names, O_RDONLY | O_DIRECTORY, 0)
        guard try FileStatus(of: again, path).isSameFile(as: FileStatus(of: descriptor, path)) else {
            throw Failure(.pathOutside, ["path": path, "reason": "moved"])
        }
    }

    /// Opens a file by its name.
    func open(_ name: String, _ flags: Int32, mode: UInt32 = 0) throws(Failure) -> Descriptor {
        try resolve(descriptor, [name], flags | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK, mode)
    }

    func openForReading(_ name: String) throws(Failure) -> Descriptor {
        try open(name, O_RDONLY)
    }

    /// What has the name; nil when nothing has. Links are not followed.
    func status(of name: String) throws(Failure) -> FileStatus? {
        var status = stat()
        let result = fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW)
        if result == 0 { return FileStatus(status) }
        if errno == ENOENT { return nil }
        throw SystemFailure.current("fstatat", place(name))
    }

    func place(_ name: String) -> String { path == "/" ? path + name : path + "/" + name }

    private func make(_ names: [String]) throws(Failure) {
        var made: [String] = []
        for name in names {
            let parent = try directory(made)
            made.append(name)
            guard mkdirat(parent.descriptor.number, name, 0o755) != 0 else {
                try parent.synchronise()
                continue
            }
            guard errno == EEXIST else { throw SystemFailure.current("mkdirat", parent.place(name)) }
        }
    }

    private func resolve(
        _ base: Descriptor, _ names: [String], _ flags: Int32, _ mode: UInt32, _ resolution: UInt64 = beneath
    ) throws(Failure) -> Descriptor {
        let relative = names.joined(separator: "/")
        for _ in 0..<Self.attempts {
            let number = hamyar_openat2(base.number, relative, UInt64(flags | O_CLOEXEC), UInt64(mode), resolution)
            if number >= 0 { return Descriptor(owning: number) }
            guard errno == EAGAIN || errno == EINTR else { throw SystemFailure.current("openat2", place(relative)) }
        }
        throw Failure(.pathOutside, ["path": place(relative), "reason": "unstable"])
    }
}
