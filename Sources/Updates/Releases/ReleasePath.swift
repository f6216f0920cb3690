/// Where targets of releases are in a repository, and which paths a product's role is trusted with.
package enum ReleasePath {
    package static let longestWord = 64

    package static func payload(_ product: String, _ version: ReleaseVersion, _ platform: String) -> String {
        "\(product)/\(version)/\(platform)/payload.tar.zst"
    }

    package static func patch(_ product: String, _ version: ReleaseVersion, _ platform: String, from: ReleaseVersion) -> String {
        "\(product)/\(version)/\(platform)/from-\(from).patch"
    }

    /// Paths that a role is trusted with. Patterns cross no slash, so that the depth is a part of them.
    package static func patterns(of role: String) -> [String] {
        role == ScriptPath.role ? ScriptPath.patterns : ["\(role)/*/*/*"]
    }

    /// A path that stands for all of a product's.
    package static func sample(of product: String) -> String { "\(product)/0/any/payload.tar.zst" }

    /// Names of products and platforms: lower-case letters, digits, `-` and `_`; no name of a top-level role.
    package static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= longestWord && text.utf8.first != UInt8(ascii: "-")
            && !MetadataRole.topLevel.contains(text)
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }

    /// Whether a product may be called so: what scripts and declarations of diagnostics begin with is no product.
    package static func isProduct(_ text: String) -> Bool {
        isWord(text) && text != ScriptPath.role && text != ScriptPath.diagnostics
    }
}
