import Glibc
import Primitives

/// The directories of a tree that is being received: opened once, made when they are needed, a bounded number open.
final class TreeDirectories {
    let root: ConfinedDirectory
    private var opened: [String: ConfinedDirectory] = [:]
    private var order: [String] = []
    private var absent: Set<String> = []
    /// Those that were not there, outermost first.
    private(set) var made: [String] = []
    /// Places of the agent's own beneath the root, relative.
    private let forbidden: Set<String>

    init(_ root: ConfinedDirectory) {
        self.root = root
        let prefix = root.canonicalPath.map { $0 == "/" ? "/" : $0 + "/" }
        forbidden = Set(
            root.forbidden.compactMap { place in
                prefix.flatMap { place.hasPrefix($0) ? String(place.dropFirst($0.count)) : nil }
            })
    }

    /// Throws path.outside where a path is a forbidden place.
    func refuseForbidden(_ path: String) throws(Failure) {
        guard !forbidden.contains(path) else {
            throw Failure(.pathOutside, ["path": root.place(path), "reason": "the agent's own"])
        }
    }

    /// Whether a forbidden place is the path or lies beneath it.
    func holdsForbidden(_ path: String) -> Bool {
        forbidden.contains { $0 == path || $0.hasPrefix(path + "/") }
    }

    static func parent(of path: String) -> (directory: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
        return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
    }

    /// nil when there is none. Throws file.wrong-kind where something else has the name, path.outside for a link.
    func existing(_ path: String) throws(Failure) -> ConfinedDirectory? {
        if path.isEmpty { return root }
        if let directory = opened[path] { return directory }
        guard !absent.contains(path) else { return nil }
        let parent = Self.parent(of: path).directory
        guard parent.isEmpty || !absent.contains(parent) else {
            absent.insert(path)
            return nil
        }
        do throws(Failure) {
            return try open(path)
        } catch {
            guard error.code == .fileAbsent else { throw error }
            guard error.parameters["errno"] != "\(ENOTDIR)" else {
                throw Failure(.fileWrongKind, ["path": root.place(path), "reason": "no directory"])
            }
            absent.insert(path)
            return nil
        }
    }

    /// The directory, made with mode 0755 where it is missing; its name is not brought to the disk here.
    func make(_ path: String) throws(Failure) -> ConfinedDirectory {
        if let directory = try existing(path) { return directory }
        let (above, name) = Self.parent(of: path)
        let parent = try make(above)
        if mkdirat(parent.descriptor.number, name, 0o755) == 0 {
            made.append(path)
        } else if errno != EEXIST {
            throw SystemFailure.current("mkdirat", parent.place(name))
        }
        absent.remove(path)
        return try open(path)
    }

    /// Forgets what is open: the next use resolves the path again, from the root.
    func forget() {
        opened = [:]
        order = []
        absent = []
    }

    /// Removes the directories that were made and are empty.
    func removeMade() {
        for path in made.reversed() {
            let (above, name) = Self.parent(of: path)
            guard let parent = (try? existing(above)) ?? nil else { continue }
            unlinkat(parent.descriptor.number, name, AT_REMOVEDIR)
        }
        made = []
        forget()
    }

    private func open(_ path: String) throws(Failure) -> ConfinedDirectory {
        let directory = try root.directory(path.split(separator: "/").map(String.init))
        if order.count >= TreeLimits.openDirectories { opened[order.removeFirst()] = nil }
        opened[path] = directory
        order.append(path)
        return directory
    }
}
