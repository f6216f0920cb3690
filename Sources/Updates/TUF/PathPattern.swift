/// Patterns of paths: `*` is any characters and `?` one, within one name; they cross no slash. Other characters mean themselves; a pattern
/// with `[`, which some clients read as a set, matches nothing.
package enum PathPattern {
    package static func matches(_ pattern: String, _ path: String) -> Bool {
        let patterns = pattern.split(separator: "/", omittingEmptySubsequences: false)
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        guard patterns.count == names.count, !pattern.contains("[") else { return false }
        return zip(patterns, names).allSatisfy { matches(Array($0.unicodeScalars), Array($1.unicodeScalars)) }
    }

    /// With one place to come back to, so that no pattern takes more than the product of both lengths.
    private static func matches(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
        var (at, position) = (0, 0)
        var star: (pattern: Int, name: Int)?
        while position < name.count {
            if at < pattern.count, pattern[at] == "*" {
                star = (at, position)
                at += 1
            } else if at < pattern.count, pattern[at] == "?" || pattern[at] == name[position] {
                at += 1
                position += 1
            } else if let back = star {
                star = (back.pattern, back.name + 1)
                (at, position) = (back.pattern + 1, back.name + 1)
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == "*" }
    }
}
