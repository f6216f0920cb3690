/// The names of a manifest, as a file system would see them that knows neither case nor normalisation forms (H50).
struct EntryNames {
    private enum Meaning: Equatable {
        /// With the spelling: two spellings of one directory would be two directories here and one elsewhere.
        case directory(spelling: [UInt8], listed: Bool)
        case other
    }

    /// By folded path. Swift compares strings by canonical equivalence, so normalisation forms of one name are one key.
    private var meanings: [String: Meaning] = [:]

    /// Returns false where the entry's name clashes with another one's.
    mutating func insert(_ entry: ManifestEntry) -> Bool {
        guard insertParents(of: entry.path) else { return false }
        let key = Self.folded(entry.path)
        switch meanings[key] {
        case nil:
            meanings[key] = entry.kind == .directory ? .directory(spelling: Array(entry.path.utf8), listed: true) : .other
            return true
        case .directory(let spelling, listed: false) where entry.kind == .directory && spelling.elementsEqual(entry.path.utf8):
            meanings[key] = .directory(spelling: spelling, listed: true)
            return true
        default: return false
        }
    }

    /// From the innermost on: where that is known, so are those around it.
    private mutating func insertParents(of path: String) -> Bool {
        var rest = path[...]
        while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
            rest = rest[..<slash]
            let key = Self.folded(String(rest))
            switch meanings[key] {
            case nil: meanings[key] = .directory(spelling: Array(rest.utf8), listed: false)
            case .directory(let spelling, _): return spelling.elementsEqual(rest.utf8)
            case .other: return false
            }
        }
        return true
    }

    /// The path without differences of case.
    static func folded(_ path: String) -> String {
        path.lowercased()
    }
}
