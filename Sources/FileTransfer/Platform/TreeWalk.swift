import Glibc
import Primitives

/// Walks a directory by descriptors: sorted, bounded, and by no link but where the rules say so (H51, H52).
struct TreeWalk {
    private let root: ConfinedDirectory
    private let rules: TreeRules
    private var left = TreeLimits.maximumNames
    private(set) var items: [TreeItem] = []
    private(set) var notes: [TreeNote] = []
    /// All notes, also those that are not kept.
    private(set) var noteCount = 0
    /// Directories still to be walked, the next one last.
    private var pending: [Pending] = []

    private struct Pending {
        let names: [String]
        /// Directories around it by identity, so that followed links do not lead in circles.
        let around: [FileStatus.Identity]
        let isFollowed: Bool
    }

    init(_ root: ConfinedDirectory, _ rules: TreeRules) throws(Failure) {
        self.root = root
        self.rules = rules
        pending = [Pending(names: [], around: [], isFollowed: false)]
        while let next = pending.popLast() { try walk(next) }
        if !rules.include.isEmpty { keepWanted() }
        items.sort { Self.precedes($0.path, $1.path) }
    }

    /// By names: what lies beneath a directory follows it.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8) { rank($0) < rank($1) }
    }

    private static func rank(_ byte: UInt8) -> Int {
        byte == UInt8(ascii: "/") ? -1 : Int(byte)
    }

    private mutating func walk(_ next: Pending) throws(Failure) {
        let shown = next.names.joined(separator: "/")
        let directory: ConfinedDirectory
        do throws(Failure) {
            directory =
                next.isFollowed
                ? try root.following(next.names, anywhere: rules.followsAnywhere) : try root.directory(next.names)
        } catch {
            guard !next.names.isEmpty, let reason = Self.reason(error) else { throw error }
            return note(shown, reason)
        }
        let own = try FileStatus(of: directory.descriptor, directory.path).identity
        guard !next.around.contains(own) else { return note(shown, .linkOutside) }
        if let depth = rules.depth, next.names.count >= depth { return }
        var names: [String] = []
        var unfit: [String] = []
        do throws(Failure) {
            try DirectoryNames.each(in: directory, left: &left) { name, shown throws(Failure) in
                if let name, (try? RelativePath.check(name, in: name)) != nil { names.append(name) } else { unfit.append(shown) }
            }
        } catch {
            guard !next.names.isEmpty, error.code == .fileDenied else { throw error }
            return note(shown, .denied)
        }
        for name in unfit { note((next.names + [name]).joined(separator: "/"), .name) }
        for name in names {
            try visit(
                name, in: directory,
                Pending(
                    names: next.names + [name], around: next.around + [own], isFollowed: next.isFollowed))
        }
    }

    private mutating func visit(_ name: String, in directory: ConfinedDirectory, _ place: Pending) throws(Failure) {
        let path = place.names.joined(separator: "/")
        guard path.utf8.count <= RelativePath.longestPath else { return note(path, .name) }
        guard let status = try directory.status(of: name) else { return note(path, .vanished) }
        guard !rules.excludes(place.names, isDirectory: status.kind == .directory) else { return note(path, .excluded) }
        guard !directory.isForbidden(name) else { return note(path, .forbidden) }
        switch status.kind {
        case .regular: take(file: status, path, place)
        case .directory:
            items.append(TreeItem(.directory, path, status, isFollowed: place.isFollowed))
            pending.append(place)
        case .symbolicLink: try visitLink(status, name, path, in: directory, place)
        case .other: note(path, .special)
        }
    }

    private mutating func take(file status: FileStatus, _ path: String, _ place: Pending) {
        guard rules.includes(place.names, isDirectory: false) else { return }
        guard status.links == 1 || rules.allowsHardLinks else { return note(path, .hardLink) }
        items.append(TreeItem(.file, path, status, isFollowed: place.isFollowed))
    }

    private mutating func visitLink(
        _ status: FileStatus, _ name: String, _ path: String, in directory: ConfinedDirectory, _ place: Pending
    ) throws(Failure) {
        switch rules.links {
        case .skip: note(path, .link)
        case .keep:
            guard rules.includes(place.names, isDirectory: false) else { return }
            guard let target = DirectoryNames.target(of: name, in: directory), let relative = try? RelativePath(path),
                LinkTarget.isInside(target, of: relative)
            else { return note(path, .linkOutside) }
            items.append(TreeItem(.link, path, status, target: target))
        case .follow:
            let found: FileStatus
            do throws(Failure) {
                let descriptor = try root.open(
                    following: place.names, ConfinedDirectory.pathOnly, anywhere: rules.followsAnywhere)
                found = try FileStatus(of: descriptor, path)
            } catch {
                return note(path, error.code == .fileDenied ? .denied : .linkOutside)
            }
            let followed = Pending(names: place.names, around: place.around, isFollowed: true)
            switch found.kind {
            case .regular: take(file: found, path, followed)
            case .directory:
                items.append(TreeItem(.directory, path, found, isFollowed: true))
                pending.append(followed)
            case .symbolicLink, .other: note(path, .special)
            }
        }
    }

    /// With patterns of what is wanted: directories that match, or hold something that does.
    private mutating func keepWanted() {
        var wanted: Set<String> = []
        for item in items where item.kind != .directory {
            var rest = item.path[...]
            while let slash = rest.lastIndex(of: "/") {
                rest = rest[..<slash]
                guard wanted.insert(String(rest)).inserted else { break }
            }
        }
        items.removeAll {
            $0.kind == .directory && !wanted.contains($0.path)
                && !rules.includes($0.path.split(separator: "/").map(String.init), isDirectory: true)
        }
    }

    private static func reason(_ failure: Failure) -> TreeNote.Reason? {
        switch failure.code {
        case .fileDenied: .denied
        case .fileAbsent: .vanished
        case .pathOutside, .fileWrongKind: .forbidden
        default: nil
        }
    }

    private mutating func note(_ path: String, _ reason: TreeNote.Reason) {
        noteCount += 1
        if notes.count < TreeLimits.maximumNotes { notes.append(TreeNote(path: path, reason: reason)) }
    }
}
