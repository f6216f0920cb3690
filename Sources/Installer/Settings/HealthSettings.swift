/// How the installer learns that a product is well.
///
/// HTTP goes over the product's Unix socket: the installer has no network sockets at all (Docs/decisions/health-without-network.md).
package struct HealthSettings: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Sendable {
        /// The release's `health` hook ends with 0.
        case hook
        /// The file is there and is younger than the start.
        case file
        /// `GET path` on a Unix socket is answered with 200 to 299.
        case http
        /// The new version says by the installer's socket that it is there: the agent's own updates.
        case report
    }

    package let kind: Kind
    /// Of the file, or of the Unix socket.
    package let path: String?
    /// What is asked for over HTTP.
    package let resource: String?

    package init(kind: Kind, path: String? = nil, resource: String? = nil) {
        self.kind = kind
        self.path = path
        self.resource = resource
    }

    package static let hook = HealthSettings(kind: .hook)

    var problem: String? {
        switch kind {
        case .hook, .report: return nil
        case .file: return path?.hasPrefix("/") == true ? nil : "health has no absolute path"
        case .http:
            let allowed = (resource ?? "/").utf8.allSatisfy { (33...126).contains($0) } && (resource ?? "/").hasPrefix("/")
            return path?.hasPrefix("/") == true && allowed ? nil : "health has no socket or no resource"
        }
    }
}
