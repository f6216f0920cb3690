import ChildProcesses
import Cryptography
import Foundation
import Glibc
import Primitives
package import Updates

/// Walks one product's install: writes each step to the journal, does it, and tells the rules how it went.
///
/// Whatever the journal throws ends the walk, and must end the program: what the disk has is not known then (H57).
package struct InstallRun: Sendable {
    let product: ProductSettings
    let places: InstallPlaces
    let surroundings: InstallSurroundings
    private let journal: ProductJournal
    /// Called after each write of the journal: for those who ask meanwhile.
    private let onState: @Sendable (ProductState) -> Void
    var release: VerifiedRelease?
    private var spool: String?

    package private(set) var state: ProductState

    /// Throws installer.journal, install.exposed, install.staging.
    package init(
        product: ProductSettings, journal: ProductJournal, surroundings: InstallSurroundings,
        onState: @escaping @Sendable (ProductState) -> Void = { _ in }
    ) throws {
        self.product = product
        self.journal = journal
        self.surroundings = surroundings
        self.onState = onState
        places = InstallPlaces(root: product.root)
        try places.prepare()
        try journal.removeLeavings()
        state = try journal.read()
        onState(state)
    }

    var now: Timestamp { surroundings.clock.now() }

    /// Takes a request: it is in the journal when this returns.
    ///
    /// Throws what `ProductState.begin` does, install.no-release, installer.journal.
    package mutating func begin(_ version: String, spool: String) throws {
        guard VersionDescription.isName(version), spool.hasPrefix("/") else {
            throw Failure(.installNoRelease, ["product": product.product, "version": version, "reason": "malformed"])
        }
        var next = state
        let id = Hexadecimal.encode(RandomBytes.make(8))
        try next.begin(version, id: id, at: now, isHigher: VersionOrder.isHigher)
        surroundings.notices.forget(product.product)
        self.spool = spool
        release = nil
        try write(next)
    }

    /// - Parameter version: that must be the installed one; nil where any is meant.
    ///
    /// Throws what `ProductState.beginRollback` does, installer.journal.
    package mutating func beginRollback(of version: String? = nil, restores: Bool?) throws {
        var next = state
        try next.beginRollback(of: version, restores: restores, at: now)
        if let record = next.install {
            next.note(fromTree: try treeDigest(record.from), toTree: try treeDigest(record.to))
        }
        try write(next)
    }

    /// Throws install.not-undecided, installer.journal.
    package mutating func decide(_ decision: InstallEvent.Decision) throws {
        guard let record = state.install, record.step == .undecided else {
            throw Failure(.installNotUndecided, ["product": product.product])
        }
        try handle(.decided(decision), record)
    }

    package mutating func forgetFailure(of version: String) throws {
        var next = state
        next.forgetFailure(of: version)
        try write(next)
    }

    package mutating func acknowledge(_ id: String) throws {
        var next = state
        next.acknowledge(id)
        try write(next)
    }

    /// Goes on with what a crash left. Before anything else is done.
    package mutating func recover() throws {
        guard let record = state.install else { return try sweep() }
        Descendants.kill(having: HookProcess.variable(ofInstall: record.id))
        guard record.step != .undecided else { return }
        try handle(.found(try link(record)), record)
        try walk()
    }

    /// Walks until nothing is to be done, or a person must decide.
    package mutating func walk() throws {
        while let record = state.install, record.step != .undecided {
            let event: InstallEvent
            let began = surroundings.clock.steady()
            do {
                event = try perform(record)
            } catch {
                event = .failed(InstallReason(error as? Failure ?? Failure(.installStaging, ["reason": "\(error)"])))
            }
            try handle(event, record, trace(record, event, took: surroundings.clock.steady() - began))
        }
        try sweep()
    }

    private mutating func handle(_ event: InstallEvent, _ record: InstallRecord, _ trace: InstallTrace? = nil) throws {
        var machine = InstallMachine(record)
        if let trace { machine.note(trace) }
        if case .verified = event {
            machine.note(fromTree: try treeDigest(record.from), toTree: release?.treeDigest)
        }
        guard machine.handle(event, at: now) else { return }
        var next = state
        next.advance(to: machine, keeping: surroundings.keeping, at: now)
        try write(next)
    }

    private func treeDigest(_ version: String?) throws -> Digest? {
        try version.flatMap { try places.description(of: $0)?.tree }
    }

    private mutating func write(_ next: ProductState) throws {
        try journal.write(next)
        state = next
        onState(next)
    }

    private func link(_ record: InstallRecord) throws -> InstallEvent.CurrentLink {
        switch try places.readCurrent() {
        case .version(record.to): .new
        case .version(let version): version == record.from ? .old : .other
        case .none: record.from == nil ? .old : .other
        case .foreign: .other
        }
    }

    /// Verifies, copies, and reads what the release is.
    mutating func verify(_ record: InstallRecord) throws -> InstallEvent {
        guard let spool else { throw Failure(.installInterrupted, ["product": product.product, "version": record.to]) }
        let verified = try surroundings.releases.release(
            product: product.product, version: record.to, installed: record.from, spool: spool, at: now)
        try Prechecks.check(verified, record, places)
        try places.makeNew(places.staging(record.id), mode: 0o700)
        let payload = places.staging(record.id) + "/payload"
        try PayloadCopy.copy(verified, to: payload)
        if verified.payload.from != nil { try Prechecks.check(patch: payload, of: verified, places) }
        release = verified
        let description = verified.description
        return .verified(data: description.data, opensByHook: description[.open] != nil)
    }

    /// Removes what has no use any more: versions whose time is over, and backups of nobody.
    package mutating func sweep() throws {
        var next = state
        let gone = next.removeExpired(at: now)
        if !gone.isEmpty { try write(next) }
        for version in gone { try remove(version) }
        try removeStrayBackups()
    }

    /// What installs make for themselves.
    private static let leavings = ["staging-", "trash-", "current-"]

    /// Backups that no kept version needs go after the same time: what a rollback left is there for people to look at until then.
    private func removeStrayBackups() throws {
        guard state.install == nil else { return }
        let needed = Set(state.kept.map { "backup-" + $0.replacedBy })
        let names = try FileManager.default.contentsOfDirectory(atPath: places.own)
        // What a disk that failed for a moment did not let go: nothing is under way that could need it.
        for name in names where name.hasSuffix(".new") || Self.leavings.contains(where: name.hasPrefix) {
            try TreeRemoval.remove(places.own + "/" + name)
        }
        for name in names where name.hasPrefix("backup-") && !needed.contains(name) {
            guard let status = try SystemCall.status(places.own + "/" + name) else { continue }
            let changed = Timestamp(milliseconds: Int64(status.st_ctim.tv_sec) * 1000)
            if now - changed >= surroundings.keeping { try TreeRemoval.remove(places.own + "/" + name) }
        }
    }

    /// A version that was withdrawn goes at once where it is kept, and is not switched to where it is being installed.
    ///
    /// Throws install.not-there, installer.journal.
    package mutating func drop(_ version: String) throws {
        var next = state
        let gone = next.drop(version)
        guard !gone.isEmpty else {
            throw Failure(.installNotThere, ["product": product.product, "version": version])
        }
        try write(next)
        for kept in gone { try remove(kept) }
    }

    private func remove(_ kept: KeptVersion) throws {
        try places.remove(version: kept.version, as: kept.replacedBy)
        try TreeRemoval.remove(places.backup(kept.replacedBy))
    }
}
