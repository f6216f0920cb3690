import Cryptography
import FileTransfer
import Primitives
import Sessions
import SignedObjects

/// Whether what came back is the machine's word on exactly this operation: its certificate, its pinned key, the operation's
/// digest, and the digests of what was done.
struct OutcomeCheck: Sendable {
    let machine: MachineID
    let operation: SignedObject<Operation>
    let pins: MachinePins

    /// - Throws: `certificate`, `envelope` and `object` codes, `session.wrong-signer`, `machine.key-changed`, `outcome.differs`.
    func verify(_ signed: SignedMessage, trust: Trust, at time: Timestamp) throws -> Outcome {
        let object = try trust.open(signed, as: Outcome.self, from: .machine, at: time)
        guard object.verified.signer.name?.id == machine.description else {
            throw Failure(.sessionWrongSigner, ["object": "outcome", "session": operation.body.session.description])
        }
        try pins.check(machine, key: object.verified.signer.key)
        let outcome = object.body
        try match(outcome.operationDigest == operation.digest, "operation_digest")
        try match(outcome.operation == operation.body.operation && outcome.session == operation.body.session, "operation")
        return outcome
    }

    /// Whether a successful outcome is of this manifest, and of a single file also of its content at its path.
    ///
    /// - Throws: `outcome.differs`.
    func match(_ outcome: Outcome, _ order: FilePush, _ manifest: Manifest) throws(Failure) {
        try match(outcome.manifest == order.manifest, "manifest")
        guard !order.isTree, let entry = manifest.entries.first else { return }
        // The rule left what was there.
        if order.overwrite == .skip, outcome.counts?.skipped == 1 { return }
        try match(outcome, entry, path: order.overwrite == .keepBoth ? nil : order.destination)
    }

    /// Whether a successful outcome is of this content at this path; nil where the machine chose the name.
    ///
    /// - Throws: `outcome.differs`.
    func match(_ outcome: Outcome, _ entry: ManifestEntry, path: ScopePath?) throws(Failure) {
        try match(outcome.files.count == 1, "files")
        guard let file = outcome.files.first else { return }
        if let path { try match(file.path.utf8.elementsEqual(path.description.utf8), "path") }
        try match(file.size == UInt64(clamping: entry.size), "size")
        try match(file.digest == entry.digest, "digest")
    }

    /// Whether a pull's successful outcome is of the manifest that came.
    ///
    /// - Throws: `outcome.differs`.
    func match(_ outcome: Outcome, manifest: Digest) throws(Failure) {
        try match(outcome.manifest == manifest, "manifest")
    }

    private func match(_ holds: Bool, _ field: String) throws(Failure) {
        guard holds else { throw Failure(.outcomeDiffers, ["field": field]) }
    }
}

extension Outcome {
    /// What a failed outcome says, told to the person who asked; nil for a success.
    ///
    /// - Parameter path: what the operation names, where the machine names no other path.
    func failure(machine: String, path: String = "", session number: String? = nil) -> Failure? {
        guard let failure else { return nil }
        let known = ["machine": machine, "session": number ?? session.description, "result": result.rawValue]
        return Failure(failure.code, ["path": path].merging(failure.parameters) { $1 }.merging(known) { $1 })
    }
}
