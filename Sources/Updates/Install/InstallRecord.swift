package import Cryptography
package import Primitives

/// One install as the journal keeps it.
package struct InstallRecord: Codable, Hashable, Sendable {
    /// What a release does to the product's data.
    package enum DataEffect: String, Codable, Sendable {
        case untouched, migrates
    }

    /// Names staging and the backup; 16 hexadecimal digits.
    package let id: String
    package let product: String
    /// What `current` named when the install began; nil for the first one.
    package let from: String?
    package let to: String
    package let begun: Timestamp

    package internal(set) var step: InstallStep
    /// When the step was entered.
    package internal(set) var since: Timestamp
    /// What the verified metadata say; until then it counts as the worse one.
    package internal(set) var data: DataEffect
    /// Whether the release starts closed to its users and has a hook that opens it.
    package internal(set) var opensByHook: Bool
    /// Whether people may have been in the new version. Journaled before it can be so.
    package internal(set) var isOpened: Bool
    /// Whether the way back restores the backup.
    package internal(set) var restores: Bool
    /// A person said which way it goes, and what becomes of the data.
    package internal(set) var isDecided: Bool
    /// A person said that the new version stays, whatever its probe says.
    package internal(set) var isAccepted: Bool
    /// How often this step, or starting the new version, was begun again.
    package internal(set) var attempts: Int
    /// The old version has its name back and could not be started.
    package internal(set) var isOldDown: Bool
    /// Why it goes or went back, or waits for a person.
    package internal(set) var reason: InstallReason?
    /// The step that failed first.
    package internal(set) var failedAt: InstallStep?
    /// What was done, in its order.
    package internal(set) var traces: [InstallTrace]
    /// Digests of the trees, as far as they are known: of a version that another program put there it is not.
    package internal(set) var fromTree: Digest?
    package internal(set) var toTree: Digest?
    /// A rollback that was asked for, of a version that had been committed.
    package let isAskedRollback: Bool

    /// An install whose payload waits in the spool.
    package init(id: String, product: String, from: String?, to: String, at now: Timestamp) {
        self.init(id: id, product: product, from: from, to: to, at: now, step: .fetched, isAskedRollback: false)
    }

    /// The way back from a committed version: the same steps as those of an install that failed (issue: "lower versions only
    /// as a journaled rollback").
    ///
    /// - Parameters:
    ///   - backup: The install that made the backup: it keeps its name.
    ///   - restores: What a person said about the data.
    package static func rollback(
        backup id: String, product: String, committed: String, previous: String, data: DataEffect, restores: Bool,
        at now: Timestamp
    ) -> InstallRecord {
        var record = InstallRecord(
            id: id, product: product, from: previous, to: committed, at: now, step: .backStopped, isAskedRollback: true)
        record.data = data
        record.isOpened = true
        record.restores = restores
        record.reason = InstallReason(code: "install.rollback-asked", parameters: ["product": product, "version": committed])
        return record
    }

    private init(
        id: String, product: String, from: String?, to: String, at now: Timestamp, step: InstallStep, isAskedRollback: Bool
    ) {
        self.id = id
        self.product = product
        self.from = from
        self.to = to
        begun = now
        since = now
        self.step = step
        data = .migrates
        opensByHook = false
        isOpened = false
        isDecided = isAskedRollback
        isAccepted = false
        restores = false
        attempts = 0
        isOldDown = false
        reason = nil
        failedAt = nil
        traces = []
        fromTree = nil
        toTree = nil
        self.isAskedRollback = isAskedRollback
    }

    /// The data rule: whether the way back may be taken without a person. People's work of today is never thrown away by a
    /// program: once they may have been in a version that changed the data, a person decides.
    package var mayRollBackAlone: Bool { data == .untouched || !isOpened }
}
