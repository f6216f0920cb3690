package import Primitives

/// A pattern of paths beneath a tree's root, as in a .gitignore file:
///
/// - `*` stands for any letters of one name, `?` for one letter, `[a-z]` and `[!a-z]` for one of (or not of) these; a backslash
///   takes the next letter as it is;
/// - a pattern without a slash, or with one only at its end, means names at any depth; any other begins at the root;
/// - `**` as a whole name stands for any number of directories, none included;
/// - a slash at the end means directories only, and everything beneath.
package struct PathPattern: Hashable, Sendable {
    /// The longest pattern, bytes: that of a path.
    package static let longest = RelativePath.longestPath

    let names: [NamePattern?]
    let isDirectoriesOnly: Bool

    /// Throws path.malformed.
    package init(_ text: String) throws(Failure) {
        guard !text.isEmpty, text.utf8.count <= Self.longest, !text.unicodeScalars.contains("\0") else {
            throw Failure(.pathMalformed, ["path": text, "reason": "pattern"])
        }
        var body = text[...]
        isDirectoriesOnly = body.hasSuffix("/")
        if isDirectoriesOnly { body.removeLast() }
        let isAnchored = body.contains("/")
        if body.hasPrefix("/") { body.removeFirst() }
        let parts = body.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: \.isEmpty) else { throw Failure(.pathMalformed, ["path": text, "reason": "pattern"]) }
        names = (isAnchored || parts == ["**"] ? [] : [nil]) + parts.map { $0 == "**" ? nil : NamePattern(String($0)) }
    }

    /// Whether the path itself matches; what lies beneath a directory that matches is the walk's business.
    package func matches(_ path: [String], isDirectory: Bool) -> Bool {
        guard isDirectory || !isDirectoriesOnly else { return false }
        // As in NamePattern: the last `**` takes one name more where the rest does not fit.
        var (name, at) = (0, 0)
        var (starName, starAt): (Int?, Int) = (nil, 0)
        while at < path.count {
            if name < names.count, names[name] == nil {
                starName = name
                starAt = at
                name += 1
            } else if name < names.count, names[name]?.matches(path[at]) == true {
                name += 1
                at += 1
            } else if let star = starName {
                starAt += 1
                name = star + 1
                at = starAt
            } else {
                return false
            }
        }
        return names[name...].allSatisfy { $0 == nil }
    }
}
