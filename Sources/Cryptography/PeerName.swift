/// What a certificate's holder is.
package enum PeerRole: String, Hashable, CaseIterable, Codable, Sendable {
    case relay
    case technician
    case machine
}

/// Who a certificate's holder is: `hamyar://<vendor>/<role>/<id>`, the certificate's only name that counts.
package struct PeerName: Hashable, Sendable, CustomStringConvertible {
    /// Longest vendor in bytes, that of a DNS label, since it stands where a URI has its host.
    package static let vendorLengthLimit = 63
    /// Longest id in bytes; the common name of X.520 holds no more.
    package static let idLengthLimit = 64

    package let vendor: String
    package let role: PeerRole
    package let id: String

    /// nil unless the vendor is 1 to 63 of `a-z 0-9 -` and the id 1 to 64 of `a-z 0-9 _`.
    package init?(vendor: String, role: PeerRole, id: String) {
        guard Self.isVendor(vendor), Self.isID(id) else { return nil }
        self.vendor = vendor
        self.role = role
        self.id = id
    }

    /// Parses the URI; nil for anything but the exact form, so that one peer has one name.
    package init?(_ uri: String) {
        guard let parts = Self.parts(of: uri), let role = PeerRole(rawValue: parts[1]) else { return nil }
        self.init(vendor: parts[0], role: role, id: parts[2])
    }

    package var description: String { "hamyar://\(vendor)/\(role.rawValue)/\(id)" }

    /// Whether the text can be a vendor's name.
    package static func isVendor(_ text: String) -> Bool {
        (1...vendorLengthLimit).contains(text.utf8.count)
            && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// The three parts behind `hamyar://`, not yet checked.
    static func parts(of uri: String) -> [String]? {
        let scheme = "hamyar://"
        guard uri.utf8.starts(with: scheme.utf8) else { return nil }
        let parts = uri.utf8.dropFirst(scheme.utf8.count).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.count == 3 ? parts.map { String(decoding: $0, as: UTF8.self) } : nil
    }

    private static func isID(_ text: String) -> Bool {
        (1...idLengthLimit).contains(text.utf8.count)
            && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "_") }
    }

    private static func isLetterOrDigit(_ character: UInt8) -> Bool {
        (97...122).contains(character) || (48...57).contains(character)
    }
}
