/// What is spoken inside, chosen by ALPN (design of the protocol, "TLS").
package enum ApplicationProtocol: String, CaseIterable, Sendable {
    /// Frames between two authenticated peers.
    case hamyar = "hamyar/1"
    /// One enrolment by someone who has no certificate yet.
    case enrolment = "hamyar-enrol/1"

    /// Whether the client, too, must show a certificate.
    package var needsClientCertificate: Bool { self == .hamyar }

    /// The ALPN list of these names in wire form (RFC 7301, section 3.1).
    static func wire(_ protocols: [ApplicationProtocol]) -> [UInt8] {
        protocols.flatMap { name in
            let bytes = Array(name.rawValue.utf8)
            return [UInt8(truncatingIfNeeded: bytes.count)] + bytes
        }
    }

    /// The names in a client's list, whether we know them or not; nil when the list is malformed.
    static func names(inWire bytes: UnsafeBufferPointer<UInt8>) -> [String]? {
        var names: [String] = []
        var rest = bytes[...]
        while let length = rest.popFirst() {
            guard length > 0, rest.count >= Int(length) else { return nil }
            names.append(String(decoding: rest.prefix(Int(length)), as: UTF8.self))
            rest = rest.dropFirst(Int(length))
        }
        return names
    }
}

extension ApplicationProtocol {
    /// Where the name's bytes are in a client's list.
    static func offset(of name: ApplicationProtocol, inWire bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        while index < bytes.count {
            let length = Int(bytes[index])
            guard length > 0, length < bytes.count - index else { return nil }
            if bytes[(index + 1)...(index + length)].elementsEqual(name.rawValue.utf8) { return index + 1 }
            index += length + 1
        }
        return nil
    }
}
