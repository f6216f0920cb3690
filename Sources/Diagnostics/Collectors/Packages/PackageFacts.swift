/// What is installed by the system's own tools.
package struct PackageFacts: Codable, Hashable, Sendable {
    /// `dpkg`, `rpm`, `apk`.
    package let manager: String
    package let total: Int64
    /// Not wholly installed or removed.
    package let broken: [String]
    /// When something was last installed or removed, in milliseconds since 1970.
    package let lastChangeMillis: Int64?
    package let packages: [InstalledPackage]
}

package struct InstalledPackage: Codable, Hashable, Sendable {
    package let name: String
    package let version: String
}
