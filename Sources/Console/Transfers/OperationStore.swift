import Cryptography
import DurableFiles
import Foundation
import Primitives
import Sessions
import SignedObjects

/// Operations that were signed and have no verified outcome yet, one file each, on the disk before anything is sent: after a
/// kill the same command sends the same signed bytes, and the machine performs them once (design of trust, "Time, ids, replay").
struct OperationStore: Sendable {
    private let home: ConsoleHome
    private let identity: SigningIdentity

    init(_ home: ConsoleHome, identity: SigningIdentity) {
        self.home = home
        self.identity = identity
    }

    /// The operation for this work: the stored one where it fits, else the one that `make` gives, signed and made durable.
    ///
    /// - Parameter fits: whether the stored one is still what is wanted; a manifest may have changed though size and time did not.
    func operation(
        for key: OperationKey, at now: Timestamp, fits: (Sessions.Operation) -> Bool, make: () throws -> Sessions.Operation
    ) throws -> SignedObject<Sessions.Operation> {
        let path = try path(key)
        if let stored = try stored(path), stored.body.notAfter > now, fits(stored.body) { return stored }
        let fresh = try SignedObject.sign(try make(), by: identity)
        try DurableFile(path).replace(with: fresh.message.bytes)
        return fresh
    }

    /// Whether this work was begun and has no verified outcome yet.
    func holds(_ key: OperationKey, at now: Timestamp) throws -> Bool {
        guard let stored = try stored(path(key)) else { return false }
        return stored.body.notAfter > now
    }

    /// Forgets it: its outcome was verified.
    func finish(_ key: OperationKey) throws {
        try DurableFile(path(key)).remove()
    }

    /// Forgets what can no longer be performed: operations of an ended session, and those whose time is over.
    func prune(ended session: SessionID? = nil, at now: Timestamp) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: home.operationsPath) {
            let path = home.operationsPath + "/" + name
            guard Digest(hexadecimal: name) != nil, let operation = try stored(path)?.body else { continue }
            if operation.session == session || operation.notAfter <= now { try DurableFile(path).remove() }
        }
    }

    /// nil where there is none, or one that this technician's present key did not sign: it would not be taken.
    private func stored(_ path: String) throws -> SignedObject<Sessions.Operation>? {
        guard let bytes = try DurableFile(path).read() else { return nil }
        do {
            return try SignedObject<Sessions.Operation>.open(
                SignedMessage(bytes: bytes), vendor: identity.vendor, key: identity.key.publicKey)
        } catch is Failure {
            return nil
        }
    }

    private func path(_ key: OperationKey) throws -> String {
        home.operationsPath + "/" + (try key.name())
    }
}
