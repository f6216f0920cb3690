import Authorities
import Cryptography
import FoundationEssentials
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

/// Technicians, by an admin.
extension TechnicianDesk {
    package func inviteTechnician(_ name: String, admin: Bool, key: String) async throws -> InviteOutput {
        InviteOutput(
            try await call(
                .technicianInvite,
                WireTechnicianInviteCall.with {
                    $0.name = name
                    $0.admin = admin
                    $0.organisation = identity.settings.organisation
                    $0.key = key
                }))
    }

    package func technicians() async throws -> TechniciansOutput {
        TechniciansOutput(try await replies(.technicianList, WireEmpty()).flatMap(\.technicians))
    }

    /// Vouches for a technician who waits, with the offline authority in `authority`.
    ///
    /// The relay may have put another key in place, so the key is known by the words that the technician reads out.
    ///
    /// - Parameter words: asks for them, given the technician's name; case, hyphens and spaces do not matter.
    /// - Throws: `technician.words-differ` where they are not those of the key that the relay shows.
    package func approveTechnician(
        _ id: String, authority: String, words: (String) throws -> String
    ) async throws -> TechnicianOutput {
        let (technician, key, wire) = try await technician(id)
        let name = DisplayText.stripped(wire.name)
        guard Self.names(key, try words(name)) else {
            throw Failure(.technicianWordsDiffer, ["technician": name])
        }
        let certificate = try AuthorityDirectory.load(from: authority).issue(key, for: technician, at: now)
        let reply = try await call(
            .technicianApprove,
            WireTechnicianApproveCall.with {
                $0.id = wire.id
                $0.certificate = .init(certificate.der)
            })
        return TechnicianOutput(reply)
    }

    /// Whether these are the key's check words, however they were typed.
    static func names(_ key: PublicKey, _ words: String) -> Bool {
        func letters(_ text: String) -> String { text.lowercased().filter(\.isLetter) }
        return letters(words) == letters(CheckWords.text(forKey: key.id))
    }

    /// Revokes a technician's key: the next number of the list, signed by the technician authority.
    package func revokeTechnician(_ id: String, authority: String, reason: String) async throws -> RevokedOutput {
        let (_, key, wire) = try await technician(id)
        let held = try await freshTrust().list?.body
        let list = try AuthorityDirectory.load(from: authority).revoke(key.id, reason: reason, known: held, at: now)
        _ = try await call(.trustRevoke, WireRevokeTechniciansCall.with { $0.list = list.message.envelope.wire })
        return RevokedOutput(id: wire.id, listNumber: list.body.number)
    }

    /// The newest bundle and list: a list that was made on an older one would drop what came between.
    private func freshTrust() async throws -> Trust {
        let update = try await call(.trustBundle, WireEmpty())
        return try TrustStore(home).accept(
            bundle: update.hasBundle ? update.bundle : nil, list: update.hasRevocations ? update.revocations : nil)
    }

    private func technician(_ text: String) async throws -> (TechnicianID, PublicKey, WireTechnician) {
        let all = try await replies(.technicianList, WireEmpty()).flatMap(\.technicians)
        let found = all.filter { $0.id == text || $0.name == text }
        guard let wire = found.first, let id = TechnicianID(wire.id) else {
            throw Failure(.findNothing, ["text": String(text.prefix(100)), "type": "technician"])
        }
        guard found.count == 1 else {
            throw Failure(.findAmbiguous, ["text": text, "candidates": found.map(\.id).joined(separator: ", ")])
        }
        guard let key = PublicKey(bytes: wire.publicKey) else {
            throw Failure(.technicianInactive, ["technician": wire.id, "state": wire.state])
        }
        return (id, key, wire)
    }
}
