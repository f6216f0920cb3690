import Glibc
package import Primitives

/// The directories of this machine beneath which files may be read and written, and the places within them that may not.
///
/// Sessions decides by text what a grant covers; here the same paths become open directories, so that the text and the
/// file cannot part.
package struct AllowedRoots: Sendable {
    private let roots: [(path: String, canonical: String)]
    private let forbidden: [String]

    /// - Parameters:
    ///   - roots: Absolute paths; never `/`.
    ///   - forbidden: The agent's own places: state, keys, binaries, sockets.
    ///
    /// Throws path.malformed. Roots need not exist yet; where they really are is settled now, so that a link which
    /// someone puts in their place later does not move them.
    package init(_ roots: [String], forbidden: [String] = []) throws(Failure) {
        for path in roots + forbidden { _ = try Self.relative(path) }
        self.roots = roots.map { ($0, Self.canonical($0)) }
        self.forbidden = forbidden.flatMap { [$0, Self.canonical($0)] }
    }

    /// The place of an absolute path.
    ///
    /// Throws path.malformed, path.outside, file.absent, file.denied, file.wrong-kind.
    package func place(of path: String, creatingDirectories: Bool = false) throws(Failure) -> ConfinedPlace {
        let wanted = try Self.relative(path)
        let (directory, rest) = try openRoot(of: wanted, path)
        return ConfinedPlace(
            directory: try directory.directory(Array(rest.dropLast()), creating: creatingDirectories), name: wanted.name)
    }

    /// The directory of an absolute path: a root itself, or beneath one.
    ///
    /// Throws as `place(of:)`.
    package func directory(of path: String, creating: Bool = false) throws(Failure) -> ConfinedDirectory {
        let (directory, rest) = try openRoot(of: try Self.relative(path), path, orRoot: true)
        return try directory.directory(rest, creating: creating)
    }

    /// The innermost root that contains the path, and the names beneath it.
    ///
    /// - Parameter orRoot: whether the path may be the root's own.
    func openRoot(
        of wanted: RelativePath, _ path: String, orRoot: Bool = false
    ) throws(Failure) -> (ConfinedDirectory, [String]) {
        let candidates = try roots.map { root throws(Failure) in (root, try Self.relative(root.path).names) }
        let containing = candidates.filter {
            $0.1.count < wanted.names.count + (orRoot ? 1 : 0) && wanted.names.starts(with: $0.1) { Self.same($0, $1) }
        }
        guard let (root, names) = containing.max(by: { $0.1.count < $1.1.count }) else {
            throw Failure(.pathOutside, ["path": path, "reason": "no allowed root"])
        }
        try refuseForbidden(path)
        let directory = try ConfinedDirectory(opening: root.path)
        guard let canonical = directory.canonicalPath, canonical != "/", Self.same(canonical, root.canonical) else {
            throw Failure(.pathOutside, ["path": path, "reason": "the root leads elsewhere"])
        }
        let rest = Array(wanted.names.dropFirst(names.count))
        try refuseForbidden(([canonical] + rest).joined(separator: "/"))
        return (try directory.forbidding(forbidden), rest)
    }

    private func refuseForbidden(_ path: String) throws(Failure) {
        let names = try Self.relative(path).names
        for place in forbidden {
            let own = try Self.relative(place).names
            if names.starts(with: own, by: { Self.same($0, $1) }) {
                throw Failure(.pathOutside, ["path": path, "reason": "the agent's own"])
            }
        }
    }

    static func relative(_ path: String) throws(Failure) -> RelativePath {
        guard path.hasPrefix("/") else { throw Failure(.pathMalformed, ["path": path, "reason": "relative"]) }
        return try RelativePath(String(path.dropFirst()))
    }

    /// Names are bytes: `String`'s own equality takes two spellings of a letter for one.
    private static func same(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }

    /// The path without links, as far as it exists.
    private static func canonical(_ path: String) -> String {
        if let pointer = realpath(path, nil) {
            defer { free(pointer) }
            return String(cString: pointer)
        }
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return path }
        return canonical(String(path[..<slash])) + path[slash...]
    }
}

extension ConfinedDirectory {
    /// Where the kernel says that the directory is; nil without /proc.
    var canonicalPath: String? { Self.canonicalPath(of: descriptor) }

    static func canonicalPath(of descriptor: Descriptor) -> String? {
        var buffer = [UInt8](repeating: 0, count: RelativePath.longestPath + 1)
        let count = buffer.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return -1 }
            return readlink("/proc/self/fd/\(descriptor.number)", start, bytes.count)
        }
        return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
    }
}
