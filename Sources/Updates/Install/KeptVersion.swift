package import Primitives

/// A version that is no longer current, and what is needed to go back to it.
package struct KeptVersion: Codable, Hashable, Sendable {
    package let version: String
    /// The install that replaced it: names the backup.
    package let replacedBy: String
    /// What that install did to the data.
    package let data: InstallRecord.DataEffect
    /// When tree and backup go.
    package let until: Timestamp
}
