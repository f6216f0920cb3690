import Cryptography
import FileTransfer
import Messages
import Primitives
import Sessions
import SignedObjects
import TransferRecords

extension FileCarrier {
    /// Pushes files and directories, and verifies what the machine signs about them. What does not fit one manifest goes as several
    /// operations.
    ///
    /// - Parameter sources: paths here. Several go into PATH, which ends with a slash then.
    /// - Throws: `file` codes for the files here, `session` codes where nothing allows it, what the machine refuses with, and what
    ///   `OutcomeCheck` finds.
    package func push(_ sources: [String], to target: MachinePath, _ choices: PushChoices) async throws -> TransfersOutput {
        guard sources.count == 1 || target.path.hasSuffix("/") else {
            throw Failure(.consoleArgument, ["option": "MACHINE:PATH", "value": target.path, "reason": "/ at its end"])
        }
        let found = try sources.map { try PushSource($0, rules: choices.rules) }
        let places = try found.map { try $0.isDirectory ? target.directory(of: $0.name) : target.destination(of: $0.name) }
        return try await TechnicianDesk.sit(at: door) { desk in
            var outputs: [TransferOutput] = []
            for (source, place) in zip(found, places) {
                outputs += try await push(source, to: place, on: target.machine, choices, desk)
            }
            return TransfersOutput("push", outputs)
        }
    }

    /// Makes a directory of the machine like one here.
    ///
    /// - Throws: as `push`; `file.wrong-kind` for a source that is no directory; `console.delete-filtered` for patterns
    ///   with `--delete`: what they leave out here would be taken for gone.
    package func sync(_ directory: String, to target: MachinePath, _ choices: PushChoices) async throws -> TransfersOutput {
        guard !choices.deletesExtraneous || (choices.include.isEmpty && choices.exclude.isEmpty) else {
            throw Failure(.consoleDeleteFiltered)
        }
        let source = try PushSource(directory, rules: choices.rules)
        guard source.isDirectory else { throw Failure(.fileWrongKind, ["path": source.path, "reason": "no directory"]) }
        return try await TechnicianDesk.sit(at: door) { desk in
            TransfersOutput("push", try await push(source, to: target.directory, on: target.machine, choices, desk))
        }
    }

    private func push(
        _ source: PushSource, to destination: ScopePath, on machine: String, _ choices: PushChoices, _ desk: TechnicianDesk
    ) async throws -> [TransferOutput] {
        let session = try await session(for: destination, machine, choices, desk)
        let manifests = try await manifests(of: source, choices)
        guard manifests.count == 1 || !choices.deletesExtraneous else {
            // What one manifest lacks may be in the next one.
            throw Failure(.fileTooMany, ["path": source.path, "limit": String(Manifest.maximumEntries)])
        }
        var outputs: [TransferOutput] = []
        for manifest in manifests {
            outputs.append(try await perform(manifest, of: source, at: destination, choices, in: session, machine, desk))
        }
        return outputs
    }

    /// The session that allows all of it.
    func session(
        for destination: ScopePath, _ machine: String, _ choices: PushChoices, _ desk: TechnicianDesk
    ) async throws -> SessionFacts {
        let needed: [ScopeWord] = [.push(destination)] + (choices.deletesExtraneous ? [.delete(destination)] : [])
        return try await session(on: machine, named: choices.session, for: needed, desk)
    }

    /// At least one. An empty directory is made there as any other; but with `--delete` an empty one is rather a disk that is not
    /// mounted, and where patterns chose nothing, nothing was meant.
    func manifests(of source: PushSource, _ choices: PushChoices) async throws -> [Manifest] {
        bar.start(total: UInt64(clamping: source.tree.totalSize), held: 0, files: source.tree.items.count)
        let manifests = try await ManifestMaker().make(source.tree, bar: bar)
        bar.finish()
        guard manifests.isEmpty else { return manifests }
        guard source.isDirectory, choices.include.isEmpty, !choices.deletesExtraneous else {
            throw Failure(.fileAbsent, ["path": source.path])
        }
        return [Manifest(entries: [])]
    }

    /// One operation, attempt by attempt until its outcome is verified.
    func perform(
        _ manifest: Manifest, of source: PushSource, at destination: ScopePath, _ choices: PushChoices, in session: SessionFacts,
        _ machine: String, _ desk: TechnicianDesk
    ) async throws -> TransferOutput {
        let started = ContinuousClock.now
        let signed = try SignedManifest(manifest.wire)
        let order = try FilePush(
            manifest: signed.digest, destination: destination, overwrite: choices.overwrite,
            size: UInt64(clamping: manifest.totalSize), isTree: source.isDirectory,
            deletesExtraneous: choices.deletesExtraneous, isDryRun: choices.isDryRun)
        let work = Operation.Work.push(order)
        let key = Self.key(order, source, session)
        let operation = try store.operation(for: key, at: clock.now()) {
            $0.work == work && $0.request == session.request.digest
        } make: {
            try self.operation(work, in: session)
        }
        let transfer = PushTransfer(
            tree: source.tree, manifest: manifest, signed: signed, operation: operation, bar: bar, limit: limit)
        let check = OutcomeCheck(machine: session.request.body.machine, operation: operation, pins: MachinePins(door.home))
        // What waits at the relay is one source by one rule, and no deletion.
        let mayWait = !choices.isDryRun && !choices.deletesExtraneous
        let kind = mayWait ? session.request.body.lines.first?.kind : nil
        let (outcome, result) = try await persist(desk, leavingAs: kind) { desk, patience in
            let result = try await transfer.attempt(on: desk.connection) {
                patience.reached($0)
            }
            return (try check.verify(result.outcome, trust: desk.trust, at: desk.judgingTime), result)
        }
        bar.finish()
        if outcome.result == .succeeded { try check.match(outcome, order, manifest) }
        try store.finish(key)
        if !(order.isDryRun && outcome.code == "operation.dry-run"),
            let failure = outcome.failure(machine: machine, path: order.destination.description)
        {
            throw failure
        }
        return TransferOutput(
            direction: "push", number: session.number, file: source.path, path: order.destination.description,
            machine: session.request.body.machine, outcome: outcome, manifest: manifest, isTree: order.isTree,
            traffic: transfer.traffic.totals, reused: result.reused,
            leftOut: source.tree.notes, leftOutCount: source.tree.noteCount, preview: result.preview,
            elapsed: ContinuousClock.now - started)
    }

    private static func key(_ order: FilePush, _ source: PushSource, _ session: SessionFacts) -> OperationKey {
        .push(
            session: session.view.session, source: source.path, destination: order.destination.description,
            overwrite: order.overwrite.rawValue + (order.isDryRun ? " dry run" : ""), deletes: order.deletesExtraneous,
            manifest: order.manifest.description)
    }
}

/// Reads files for their digests, on a thread of its own.
actor ManifestMaker {
    private let disk = DiskThread("manifest")

    nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    func make(_ tree: OutgoingTree, bar: ProgressBar) throws -> [Manifest] {
        try tree.manifests { progress throws(Failure) in
            bar.digested(bytes: progress.bytes, files: progress.files)
        }
    }
}
