package import Cryptography
package import Primitives

/// The name of a file while it is being received: by its content, so that another operation, days later, goes on with it.
package struct PartName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// `.hamyar-<32 digits>.part`, the digits from SHA-256(the file's digest ‖ its name).
    package init(of digest: Digest, name: String) {
        let both = Digest.of(digest.bytes + Array(name.utf8))
        self.init(middle: String(both.description.prefix(32)))
    }

    /// The name by which operations before this version made parts.
    package init(operation: OperationID) {
        self.init(middle: operation.description)
    }

    private init(middle: String) {
        description = RelativePath.reservedPrefix + middle + RelativePath.reservedSuffix
    }

    /// The name for a copy of the old file on its way to be a backup.
    var ofBackup: String {
        String(description.dropLast(RelativePath.reservedSuffix.count)) + "-backup" + RelativePath.reservedSuffix
    }

    /// Whether a name is one of parts, or of what is made on the way.
    static func matches(_ name: String) -> Bool {
        name.hasPrefix(RelativePath.reservedPrefix) && name.hasSuffix(RelativePath.reservedSuffix)
    }
}
