import Primitives

/// Names of roles. The four top-level ones are fixed; others are targets roles that were delegated to.
package enum MetadataRole {
    package static let root = "root"
    package static let timestamp = "timestamp"
    package static let snapshot = "snapshot"
    package static let targets = "targets"
    package static let topLevel: Set<String> = [root, timestamp, snapshot, targets]

    /// Bytes that its metadata may have.
    package static func limit(of role: String) -> Int {
        switch role {
        case root: UpdateLimits.maximumRoot
        case timestamp: UpdateLimits.maximumTimestamp
        case snapshot: UpdateLimits.maximumSnapshot
        default: UpdateLimits.maximumTargets
        }
    }

    /// The role's name as one name of a file or of a URL: everything but letters, digits and `_ . - ~` is escaped as %XX, so that no role
    /// name leads elsewhere.
    package static func escaped(_ role: String) -> String {
        var text = ""
        for byte in role.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "%" + Hexadecimal.encode([byte]).uppercased()
            }
        }
        return text
    }

    /// What the repository calls a version of its metadata; without a version, the one that changes in place.
    package static func fileName(_ role: String, version: Int64? = nil) -> String {
        (version.map { "\($0)." } ?? "") + escaped(role) + ".json"
    }
}
