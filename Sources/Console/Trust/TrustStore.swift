package import Cryptography
import DurableFiles
package import Messages
import Primitives
package import SignedObjects
import SwiftProtobuf

/// The accepted bundle and revocation list on the disk: never an older one (design of trust, "Keys").
package struct TrustStore: Sendable {
    private let home: ConsoleHome

    package init(_ home: ConsoleHome) {
        self.home = home
    }

    /// Reads and verifies what is there, from the pinned root down. nil where the bundle demands a revocation list that has not come
    /// yet: right after enrolment.
    ///
    /// - Throws: `console.not-enrolled` without a root; what `Trust` throws.
    package func load() throws -> Trust? {
        let (root, bundle) = try pinned()
        let list = try DurableFile(home.revocationsPath).read().map { try SignedMessage(bytes: $0) }
        if list == nil, bundle.body.revocationNumber > 0 { return nil }
        return try Trust(root: root, bundle: bundle.message.envelope, list: list)
    }

    /// The stored bundle alone: enough to know the relay by, when no list has come yet.
    package func pinned() throws -> (root: PublicKey, bundle: SignedObject<TrustBundle>) {
        guard let text = try DurableFile(home.rootPath).read(), let bytes = try DurableFile(home.bundlePath).read() else {
            throw Failure(.consoleNotEnrolled, ["path": home.path])
        }
        guard let raw = Hexadecimal.decode(String(decoding: text, as: UTF8.self).filter { !$0.isWhitespace }),
            let root = PublicKey(bytes: raw)
        else { throw damaged(home.rootPath) }
        return (root, try TrustBundle.open(envelope(bytes), root: root))
    }

    /// Takes what a relay sent, where it is newer, and makes it durable before anybody relies on it.
    ///
    /// - Returns: the trust from now on.
    /// - Throws: what `Trust.updated` throws; the stored one stays then.
    package func accept(bundle: WireEnvelope?, list: WireSigned?) throws -> Trust {
        let newBundle = try bundle.map { try SignedEnvelope(wire: $0) }
        let newList = try list.map { try SignedMessage(wire: $0) }
        return try DirectoryLock.held(home) {
            let (root, stored) = try pinned()
            let held = try load()
            let next =
                try held?.updated(bundle: newBundle, list: newList)
                ?? Trust(root: root, bundle: newBundle ?? stored.message.envelope, list: newList, vendor: stored.body.vendor)
            guard next.bundle.body.version >= stored.body.version else {
                throw Failure(
                    .trustSuperseded,
                    [
                        "object": "trust-bundle", "held": String(stored.body.version),
                        "found": String(next.bundle.body.version),
                    ])
            }
            // The list first: the bundle may demand it.
            if let list = next.list, list != held?.list {
                try DurableFile(home.revocationsPath).replace(with: list.message.bytes)
            }
            if next.bundle != stored { try store(next.bundle.message.envelope) }
            return next
        }
    }

    /// The first pin, at enrolment; a repeated one changes nothing.
    ///
    /// - Throws: `console.enrolled` where another root is pinned.
    package func pin(root: PublicKey, bundle: SignedEnvelope) throws {
        if try DurableFile(home.rootPath).read() != nil {
            guard try pinned().root == root else { throw Failure(.consoleEnrolled, ["path": home.path]) }
            return
        }
        try store(bundle)
        try DurableFile(home.rootPath).replace(with: Array((root.description + "\n").utf8))
    }

    private func store(_ bundle: SignedEnvelope) throws {
        try DurableFile(home.bundlePath).replace(with: bundle.wire.serializedBytes() as [UInt8])
    }

    private func envelope(_ bytes: [UInt8]) throws -> SignedEnvelope {
        do {
            return try SignedEnvelope(wire: WireEnvelope(serializedBytes: bytes))
        } catch {
            throw damaged(home.bundlePath)
        }
    }

    private func damaged(_ path: String) -> Failure {
        Failure(.consoleSettings, ["path": path, "reason": "it is damaged"])
    }
}
