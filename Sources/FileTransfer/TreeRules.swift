/// What of a directory is sent.
package struct TreeRules: Sendable {
    /// What becomes of symbolic links.
    package enum Links: String, Sendable, CaseIterable {
        /// They travel as links where they lead to a place in the tree.
        case keep
        /// They are left out.
        case skip
        /// What they lead to travels under their name, where it lies beneath the tree's root.
        case follow
    }

    /// What matches, and everything beneath it, is left out.
    package var exclude: [PathPattern]
    /// Unless there are none: only files that match, or lie beneath what matches. `exclude` counts more.
    package var include: [PathPattern]
    package var links: Links
    /// Whether links may be followed out of the tree: only on a person's own disk.
    package var followsAnywhere: Bool
    /// Whether files may have further names (`OutgoingFile`).
    package var allowsHardLinks: Bool
    /// How deep to go; 1 is the directory itself without those in it. nil: all.
    package var depth: Int?

    package init(
        include: [PathPattern] = [], exclude: [PathPattern] = [], links: Links = .keep, followsAnywhere: Bool = false,
        allowsHardLinks: Bool = false, depth: Int? = nil
    ) {
        self.include = include
        self.exclude = exclude
        self.links = links
        self.followsAnywhere = followsAnywhere
        self.allowsHardLinks = allowsHardLinks
        self.depth = depth
    }

    func excludes(_ path: [String], isDirectory: Bool) -> Bool {
        exclude.contains { $0.matches(path, isDirectory: isDirectory) }
    }

    /// Whether the path itself is asked for, or all of a directory around it.
    func includes(_ path: [String], isDirectory: Bool) -> Bool {
        include.isEmpty
            || include.contains { $0.matches(path, isDirectory: isDirectory) }
            || (1..<max(1, path.count)).contains { count in
                include.contains { $0.matches(Array(path.prefix(count)), isDirectory: true) }
            }
    }
}
