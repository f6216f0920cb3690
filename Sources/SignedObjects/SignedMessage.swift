package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
import SwiftProtobuf

/// A signed object as it travels and is stored: an envelope and its signer's certificate. Nothing is verified yet.
package struct SignedMessage: Hashable, Sendable {
    package let envelope: SignedEnvelope
    /// DER; empty where the trust bundle names the key.
    package let certificate: [UInt8]

    package init(envelope: SignedEnvelope, certificate: [UInt8] = []) {
        self.envelope = envelope
        self.certificate = certificate
    }

    /// How other signed objects name this one.
    package var digest: Digest { envelope.digest }

    /// - Throws: `envelope.malformed` when a part has not its form.
    package init(wire: WireSigned) throws(Failure) {
        envelope = try SignedEnvelope(wire: wire.envelope)
        certificate = Array(wire.certificate)
    }

    package var wire: WireSigned {
        WireSigned.with {
            $0.envelope = envelope.wire
            $0.certificate = Data(certificate)
        }
    }

    /// Reads what `bytes` gives.
    package init(bytes: [UInt8]) throws(Failure) {
        try self.init(wire: StrictDecoding.decode(bytes, as: WireSigned.self, object: "signed"))
    }

    /// For storage: protobuf bytes of `Signed`.
    package var bytes: [UInt8] {
        get throws(Failure) {
            do {
                return try wire.serializedBytes()
            } catch {
                throw Failure(.objectMalformed, ["object": "signed"], cause: error)
            }
        }
    }
}

extension SignedEnvelope {
    /// - Throws: `envelope.malformed`.
    package init(wire: WireEnvelope) throws(Failure) {
        guard let domain = Domain(rawValue: wire.domain), let key = KeyID(bytes: wire.keyID), PeerName.isVendor(wire.vendor)
        else {
            throw Failure(.envelopeMalformed)
        }
        self.init(domain: domain, vendor: wire.vendor, keyID: key, body: Array(wire.body), signature: Array(wire.signature))
    }

    package var wire: WireEnvelope {
        WireEnvelope.with {
            $0.domain = domain.rawValue
            $0.vendor = vendor
            $0.keyID = Data(keyID.bytes)
            $0.body = Data(body)
            $0.signature = Data(signature)
        }
    }
}
