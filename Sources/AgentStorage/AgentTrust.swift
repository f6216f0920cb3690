import AuditStorage
package import Primitives
package import Storage

/// What the agent trusts, and the marks that only rise. A returned write is on the disk: nothing older is ever accepted after it.
package struct AgentTrust {
    package struct Marks: Hashable, Sendable {
        package let bundleVersion: UInt64
        /// The exact bytes of the Envelope message; nil before the first.
        package let bundle: [UInt8]?
        /// Lists below this number are refused: the highest that a bundle or a list has named.
        package let revocationMark: UInt64
        /// Of the list that is held; it may lie below the mark until the next one comes.
        package let revocationNumber: UInt64
        /// The exact bytes of the Signed message; nil before the first.
        package let revocations: [UInt8]?
        /// The highest wall time seen; certificate checks never use an earlier one.
        package let highestWall: Timestamp
    }

    let transaction: Transaction

    package func marks() throws -> Marks {
        guard let row = try transaction.first("SELECT * FROM trust") else {
            throw Failure(.storageCorrupt, ["detail": "the trust marks are gone"])
        }
        return Marks(
            bundleVersion: try row.value("bundle_version"), bundle: try row.value("bundle"),
            revocationMark: try row.value("revocation_mark"), revocationNumber: try row.value("revocation_number"),
            revocations: try row.value("revocations"), highestWall: try row.value("highest_wall"))
    }

    /// Takes a verified bundle. The version that is held, with the same bytes, returns false.
    ///
    /// Throws `trust.older` for a version below the mark, `call.conflict` for other bytes under the same version.
    /// - Parameter revocationNumber: that the bundle demands at least.
    @discardableResult
    package func accept(bundle: [UInt8], version: UInt64, revocationNumber: UInt64) throws -> Bool {
        let marks = try marks()
        try Self.requireNotOlder(version, than: marks.bundleVersion)
        if version == marks.bundleVersion {
            guard bundle == marks.bundle else {
                throw Failure(.callConflict, ["family": "bundle", "id": String(version)])
            }
            return false
        }
        try transaction.execute(
            "UPDATE trust SET bundle_version = ?, bundle = ?, revocation_mark = ?",
            [version, bundle, max(marks.revocationMark, revocationNumber)])
        return true
    }

    /// Takes a verified list. The one that is held returns false. Throws `trust.older` for a number below the mark.
    @discardableResult
    package func accept(revocations: [UInt8], number: UInt64) throws -> Bool {
        let marks = try marks()
        try Self.requireNotOlder(number, than: marks.revocationMark)
        guard number > marks.revocationNumber || marks.revocations == nil else { return false }
        try transaction.execute(
            "UPDATE trust SET revocation_mark = ?1, revocation_number = ?1, revocations = ?2", [number, revocations])
        return true
    }

    /// Notes a wall time; the mark only rises.
    package func note(wall: Timestamp) throws {
        try transaction.execute("UPDATE trust SET highest_wall = ?1 WHERE highest_wall < ?1", [wall])
    }

    private static func requireNotOlder(_ offered: UInt64, than mark: UInt64) throws {
        guard offered < mark else { return }
        throw Failure(.trustOlder, ["stored": String(mark), "offered": String(offered)])
    }
}

extension Transaction {
    package var trust: AgentTrust { AgentTrust(transaction: self) }
}
