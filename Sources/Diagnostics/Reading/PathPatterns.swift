import Primitives

/// Files by patterns of absolute paths: `*` and `?` within a name, nothing that leads up.
enum PathPatterns {
    /// In the order of their names, at most `DiagnosticsLimits.globMatches`; the second says whether there were more.
    ///
    /// - Parameter limit: names that are looked at.
    static func files(
        _ pattern: String, in root: FactRoot, names limit: Int = DiagnosticsLimits.globNames
    ) -> (paths: [String], isCut: Bool) {
        var found = [""]
        var budget = limit
        var isCut = false
        for part in pattern.split(separator: "/") {
            if !part.contains("*") && !part.contains("?") {
                found = found.map { $0 + "/" + part }
                continue
            }
            var next: [String] = []
            for folder in found {
                let names = root.names(folder.isEmpty ? "/" : folder, limit: max(0, budget) + 1)
                budget -= names.count
                for name in names where matches(Array(name.unicodeScalars), Array(part.unicodeScalars)) {
                    next.append(folder + "/" + name)
                }
                if next.count > DiagnosticsLimits.globMatches || budget < 0 {
                    isCut = true
                    break
                }
            }
            found = Array(next.prefix(DiagnosticsLimits.globMatches))
        }
        return (found.filter { root.exists($0) }, isCut)
    }

    /// nil where the text may be a pattern: absolute, no empty part, no `..`, short.
    static func problem(_ pattern: String) -> String? {
        let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
        if !pattern.hasPrefix("/") { return "is not absolute" }
        if parts.dropFirst().contains("") { return "has an empty part" }
        if parts.contains("..") || parts.contains(".") { return "has a part . or .." }
        if pattern.utf8.contains(where: { $0 < 32 }) { return "has a control character" }
        return pattern.utf8.count > 1024 ? "is longer than 1024 bytes" : nil
    }

    /// A hidden name must be asked for by its dot. Linear: the last star is the only one that is gone back to.
    private static func matches(_ name: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
        if name.first == ".", pattern.first != "." { return false }
        var (place, mark, star, back) = (0, 0, -1, 0)
        while place < name.count {
            if mark < pattern.count, pattern[mark] == "*" {
                (star, back) = (mark, place)
                mark += 1
            } else if mark < pattern.count, pattern[mark] == "?" || pattern[mark] == name[place] {
                place += 1
                mark += 1
            } else if star >= 0 {
                back += 1
                (place, mark) = (back, star + 1)
            } else {
                return false
            }
        }
        return pattern[mark...].allSatisfy { $0 == "*" }
    }
}
