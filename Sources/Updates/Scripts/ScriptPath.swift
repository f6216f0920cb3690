/// Where scripts and declarations of diagnostics are in a repository: one delegated role is trusted with both.
package enum ScriptPath {
    /// The role's name.
    package static let role = "scripts"
    /// What paths of declarations begin with.
    package static let diagnostics = "diagnostics"
    package static let patterns = ["scripts/*/*/*", "diagnostics/*/*/*"]

    package static func script(_ name: String, _ version: ReleaseVersion) -> String { "\(role)/\(name)/\(version)/script" }

    package static func diagnostics(_ product: String, _ version: ReleaseVersion) -> String {
        "\(diagnostics)/\(product)/\(version)/diagnostics.json"
    }
}
