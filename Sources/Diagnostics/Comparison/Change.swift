package import Updates

/// Something that differs between two diagnoses of a machine.
package struct Change: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Sendable {
        case added
        case removed
        case changed
    }

    package let collector: CollectorName
    package let kind: Kind
    /// `file_systems[/var].used_percent`: elements of lists by their names.
    package let path: String
    /// nil where it was added.
    package let old: JSONValue?
    /// nil where it was removed.
    package let new: JSONValue?
}

/// All that differs.
package struct Comparison: Codable, Hashable, Sendable {
    /// When the two were taken.
    package let oldTaken: String
    package let newTaken: String
    /// Findings that only the newer, or only the older one has; one whose severity changed is in both.
    package let appeared: [Finding]
    package let gone: [Finding]
    package let changes: [Change]
    /// Changes beyond the limit.
    package let omitted: Int64

    /// Nothing that counts has changed.
    package var isEmpty: Bool { appeared.isEmpty && gone.isEmpty && changes.isEmpty && omitted == 0 }
}
