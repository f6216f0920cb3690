/// Whom an authority vouches for: `hamyar://<vendor>/authority/<role>`, in the authority's own certificate.
///
/// So that a technician authority that is filed as the machines' by mistake vouches for nobody.
package struct AuthorityName: Hashable, Sendable, CustomStringConvertible {
    package let vendor: String
    package let role: PeerRole

    /// nil when the vendor is no vendor name.
    package init?(vendor: String, role: PeerRole) {
        guard PeerName.isVendor(vendor) else { return nil }
        self.vendor = vendor
        self.role = role
    }

    /// Parses the URI; nil for anything but the exact form.
    package init?(_ uri: String) {
        guard let parts = PeerName.parts(of: uri), parts[1] == "authority", let role = PeerRole(rawValue: parts[2]) else {
            return nil
        }
        self.init(vendor: parts[0], role: role)
    }

    package var description: String { "hamyar://\(vendor)/authority/\(role.rawValue)" }
}
