import Primitives

/// The name that a file gets beside another one that stays: `name (2).ext`.
package enum OtherName {
    /// The highest number that is tried.
    static let highest = 999

    /// - Parameter number: 2 and above.
    package static func of(_ name: String, number: Int) -> String {
        let suffix = " (\(number))"
        // A leading dot begins a name, not an ending.
        var dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
        // `.tar.gz` is one ending.
        if name[..<dot].hasSuffix(".tar") { dot = name.index(dot, offsetBy: -4) }
        if dot == name.startIndex { dot = name.endIndex }
        let ending = String(name[dot...])
        var base = String(name[..<dot])
        while base.utf8.count + suffix.utf8.count + ending.utf8.count > RelativePath.longestName, base.count > 1 {
            base.removeLast()
        }
        guard base.utf8.count + suffix.utf8.count + ending.utf8.count <= RelativePath.longestName else {
            return of(base, number: number)
        }
        return base + suffix + ending
    }
}
