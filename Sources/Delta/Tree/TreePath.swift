/// Which paths and links a tree may have (H50, H53).
enum TreePath {
    /// Linux's NAME_MAX and PATH_MAX with the terminating zero, bytes.
    static let longestName = 255
    static let longestPath = 4095

    /// Why a path may not be; nil for one that may: relative, no `.` or `..`, no control characters.
    static func fault(_ path: String) -> String? {
        guard path.utf8.count <= longestPath else { return "too long" }
        for name in path.split(separator: "/", omittingEmptySubsequences: false) {
            if let fault = nameFault(name) { return path.hasPrefix("/") ? "absolute" : fault }
        }
        return nil
    }

    private static func nameFault(_ name: Substring) -> String? {
        if name.isEmpty { return "empty name" }
        if name == "." || name == ".." { return "dots" }
        if name.utf8.count > longestName { return "name too long" }
        let isOdd = name.unicodeScalars.contains {
            switch $0.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
        return isOdd ? "control character" : nil
    }

    /// Why a link may not lead there; nil where it stays in the tree. Steps up may only come first: from the link's own directory,
    /// which no link leads to, they can be counted.
    static func fault(linkTarget target: String, of path: String) -> String? {
        guard !target.isEmpty, target.utf8.count <= longestPath, !target.hasPrefix("/") else { return "link outside" }
        let names = target.split(separator: "/", omittingEmptySubsequences: false)
        let up = names.prefix { $0 == ".." }.count
        guard up < path.split(separator: "/").count else { return "link outside" }
        for name in names.dropFirst(up) where nameFault(name) != nil {
            // A single dot alone means the directory itself.
            guard name == ".", names.count == 1 else { return "link target" }
        }
        return nil
    }

    /// The order of a listing: bytes of the paths.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
