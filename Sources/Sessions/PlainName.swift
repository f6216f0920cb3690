/// Names of products, versions, platforms, scripts and programs, as signed objects and scope words carry them.
package enum PlainName {
    /// ASCII letters, digits, `.`, `_`, `+`, `-`; not beginning with `.` or `-`, so that no name becomes a path or a flag.
    package static func isValid(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= SessionLimits.wordNameCharacters else { return false }
        return first != UInt8(ascii: ".") && first != UInt8(ascii: "-") && text.utf8.allSatisfy(isNameByte)
    }

    /// Such names with slashes between them: the path of a TUF target.
    package static func isPath(_ text: String) -> Bool {
        let names = text.split(separator: "/", omittingEmptySubsequences: false)
        return text.utf8.count <= SessionLimits.targetPathBytes && names.allSatisfy { isValid(String($0)) }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
