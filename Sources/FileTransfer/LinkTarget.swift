/// Which symbolic links travel: those that lead to a place in the same tree, whatever links there are on the way (H52).
package enum LinkTarget {
    /// Linux's PATH_MAX with the terminating zero, bytes.
    static let longest = RelativePath.longestPath

    /// Whether a link of this path, relative to the tree's root, stays inside the tree.
    ///
    /// Steps up may only come first: from the link's own directory, which no link leads to, they can be counted. After a name
    /// they could start from anywhere.
    package static func isInside(_ target: String, of path: RelativePath) -> Bool {
        guard !target.isEmpty, target.utf8.count <= longest, !target.hasPrefix("/") else { return false }
        let names = target.split(separator: "/", omittingEmptySubsequences: false)
        let up = names.prefix { $0 == ".." }.count
        guard up <= path.directory.count else { return false }
        for name in names.dropFirst(up) {
            // A single dot alone means the directory itself.
            if name == ".", names.count == 1 { continue }
            guard (try? RelativePath.check(String(name), in: target)) != nil else { return false }
        }
        return true
    }
}
