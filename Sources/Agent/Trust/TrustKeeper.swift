import AgentStorage
import AuditLog
import AuditStorage
package import Cryptography
import Foundation
package import Messages
package import Primitives
import Sessions
package import SignedObjects
import Storage
import SwiftProtobuf
import Synchronization
package import TLS

/// Whom this agent believes: the pinned root, the newest bundle and revocation list, and a time that no clock here can turn back.
package final class TrustKeeper: Sendable {
    private struct State {
        var bundle: SignedObject<TrustBundle>
        /// nil while the bundle demands a newer list than is held: then no technician is believed.
        var trust: Trust?
        var list: SignedMessage?
        var highestWall: Timestamp
    }

    package let root: PublicKey
    package let vendor: String
    private let journal: AgentJournal
    private let clock: any MachineClock
    private let state: Mutex<State>
    /// Held while an update is stored; `state` is not, because handshakes ask it on the event loop.
    private let updating = Mutex(())

    /// Reads what is held and verifies it again with the pinned root.
    ///
    /// Throws `agent.not-enrolled`, and the codes of envelopes and storage.
    init(journal: AgentJournal, clock: any MachineClock) throws {
        let (identity, marks) = try journal.database.read { (try $0.agentIdentity(), try $0.trust.marks()) }
        guard let identity, let bytes = marks.bundle else { throw Failure(.agentNotEnrolled, ["path": journal.database.path]) }
        let bundle = try TrustBundle.open(Self.envelope(bytes), root: identity.rootKey, vendor: identity.vendor)
        let list = try marks.revocations.map { try SignedMessage(bytes: $0) }
        root = identity.rootKey
        vendor = identity.vendor
        self.journal = journal
        self.clock = clock
        state = Mutex(
            State(
                bundle: bundle, trust: try? Trust(root: root, bundle: bundle.message.envelope, list: list, vendor: vendor),
                list: list,
                highestWall: marks.highestWall))
    }

    package var bundle: TrustBundle { state.withLock { $0.bundle.body } }

    /// For judging technicians. Throws `trust.list-missing` until the list that the bundle demands is there.
    package func current() throws -> Trust {
        let (trust, needed) = state.withLock { ($0.trust, $0.bundle.body.revocationNumber) }
        guard let trust else { throw Failure(.trustListMissing, ["needed": String(needed)]) }
        return trust
    }

    /// The highest of wall time, build time and time seen (design of trust, "Time, ids, replay").
    ///
    /// Seen are the times that offline keys signed, and wall times that the relay's clock confirmed: neither a wrong clock here
    /// nor a hostile relay alone can carry this machine into the future.
    package func time() -> Timestamp {
        let wall = clock.reading().wall
        return state.withLock { state in
            [AgentProgram.built, state.bundle.body.issued, state.trust?.list?.body.issued, state.highestWall]
                .compactMap { $0 }.reduce(wall) { max($0, $1) }
        }
    }

    /// Notes the wall time when the relay's clock says nearly the same.
    func note(relayTime: Timestamp) throws {
        let wall = clock.reading().wall
        guard relayTime <= wall + SessionLimits.clockTolerance, wall <= relayTime + SessionLimits.clockTolerance else { return }
        try journal.database.write { try $0.trust.note(wall: wall) }
        state.withLock { $0.highestWall = max($0.highestWall, wall) }
    }

    /// Judges the relay's certificate in a handshake.
    package var relayVerifier: TLSVerifier {
        { [self] certificate, _ in
            guard let certificate else { throw Failure(.certificateAbsent) }
            return try relayAuthorities().verify(certificate, at: time(), roles: [.relay])
        }
    }

    /// Takes a newer bundle and list, from whomever they come: their signatures decide. What is held already changes nothing.
    ///
    /// Durable before it counts. Throws the codes of `Trust.updated`.
    /// - Returns: whether anything changed.
    @discardableResult
    package func accept(bundle: WireEnvelope?, revocations: WireSigned?) throws -> Bool {
        let newBundle = try bundle.map { try SignedEnvelope(wire: $0) }
        let newList = try revocations.map { try SignedMessage(wire: $0) }
        guard newBundle != nil || newList != nil else { return false }
        return try updating.withLock { _ in
            let (trust, bundle, list) = state.withLock { ($0.trust, $0.bundle, $0.list) }
            let next: Trust
            if let trust {
                next = try trust.updated(bundle: newBundle, list: newList)
            } else {
                next = try Trust(root: root, bundle: newBundle ?? bundle.message.envelope, list: newList ?? list, vendor: vendor)
                guard next.bundle.body.version >= bundle.body.version else {
                    throw Failure(.trustOlder, ["object": "trust-bundle"])
                }
            }
            let changed = try store(next)
            state.withLock { state in
                state.bundle = next.bundle
                state.list = next.list?.message
                state.trust = next
            }
            return changed
        }
    }

    private func store(_ trust: Trust) throws -> Bool {
        let bundle = trust.bundle
        let bundleBytes: [UInt8] = try bundle.message.envelope.wire.serializedBytes()
        let listBytes = try trust.list?.message.bytes
        return try journal.write(at: clock.reading().wall) { entries, transaction in
            let newer = try transaction.trust.accept(
                bundle: bundleBytes, version: bundle.body.version, revocationNumber: bundle.body.revocationNumber)
            if newer {
                entries.add(.bundleAccepted, ["version": String(bundle.body.version)], payload: bundleBytes)
            }
            guard let list = trust.list, let listBytes else { return newer }
            let newerList = try transaction.trust.accept(revocations: listBytes, number: list.body.number)
            if newerList {
                entries.add(.revocationsAccepted, ["number": String(list.body.number)], payload: listBytes)
            }
            return newer || newerList
        }
    }

    private func relayAuthorities() -> CertificateVerifier {
        let bundle = self.bundle
        return CertificateVerifier(authorities: [.relay: bundle.authorities(of: .relay)], vendor: vendor)
    }

    private static func envelope(_ bytes: [UInt8]) throws -> SignedEnvelope {
        do {
            return try SignedEnvelope(wire: WireEnvelope(serializedBytes: bytes))
        } catch {
            throw Failure(.storageCorrupt, ["detail": "the stored bundle"], cause: error)
        }
    }
}
