import Cryptography
import FileTransfer
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects

extension FileCarrier {
    /// Pulls files and directories. They appear under their names only when everything is whole and the machine signed for it; nothing
    /// here is overwritten.
    ///
    /// - Parameters:
    ///   - sources: of machines. A directory that ends with a slash goes into `path` itself, else under its own name.
    ///   - path: of the new file here, or of a directory that they go into.
    package func pull(_ sources: [MachinePath], to path: String, _ choices: PullChoices) async throws -> TransfersOutput {
        guard sources.count == 1 || path.hasSuffix("/") || Self.isDirectory(path) else {
            throw Failure(.consoleArgument, ["option": "DIR", "value": path, "reason": "a directory"])
        }
        return try await TechnicianDesk.sit(at: door) { desk in
            var outputs: [TransferOutput] = []
            for source in sources { outputs.append(try await pull(source, to: path, choices, desk)) }
            return TransfersOutput("pull", outputs)
        }
    }

    private func pull(
        _ source: MachinePath, to path: String, _ choices: PullChoices, _ desk: TechnicianDesk
    ) async throws -> TransferOutput {
        let hasPatterns = !choices.include.isEmpty || !choices.exclude.isEmpty
        if choices.isTree ?? (source.path.hasSuffix("/") || hasPatterns) {
            return try await pullTree(source, to: path, choices, desk)
        }
        do {
            return try await pullFile(source, to: path, choices, desk)
        } catch let failure as Failure where choices.isTree == nil && Self.saysDirectory(failure) {
            return try await pullTree(source, to: path, choices, desk)
        }
    }

    /// The machine found a directory where a file was asked for, and did nothing.
    private static func saysDirectory(_ failure: Failure) -> Bool {
        failure.code == .fileWrongKind && failure.parameters["reason"] == "directory"
    }

    private func pullFile(
        _ source: MachinePath, to path: String, _ choices: PullChoices, _ desk: TechnicianDesk
    ) async throws -> TransferOutput {
        let order = try FilePull(source: source.source)
        let target = try Self.target(path, name: source.name)
        // A directory that is not there is named before anything is asked for.
        _ = try ConfinedPlace(trusting: target)
        return try await perform(order, source.machine, to: target, choices, desk) { session in
            .pull(session: session, source: order.source.description, target: target)
        }
    }

    private func pullTree(
        _ source: MachinePath, to path: String, _ choices: PullChoices, _ desk: TechnicianDesk
    ) async throws -> TransferOutput {
        let order = try FilePull(
            source: source.directory, isTree: true, include: choices.include, exclude: choices.exclude, links: choices.links)
        let name = (order.source.description as NSString).lastPathComponent
        let isInto = !source.path.hasSuffix("/") && (path.hasSuffix("/") || Self.isDirectory(path))
        let target = LocalPath.absolute(isInto ? path + "/" + name : path)
        return try await perform(order, source.machine, to: target, choices, desk) { session in
            .pullTree(
                session: session, source: order.source.description, target: target, include: order.include,
                exclude: order.exclude, links: order.links.rawValue)
        }
    }

    private func perform(
        _ order: FilePull, _ machine: String, to target: String, _ choices: PullChoices, _ desk: TechnicianDesk,
        key makeKey: (String) -> OperationKey
    ) async throws -> TransferOutput {
        let session = try await self.session(on: machine, named: choices.session, for: [.pull(order.source)], desk)
        let started = ContinuousClock.now
        let key = makeKey(session.view.session)
        let work = Operation.Work.pull(order)
        let operation = try store.operation(for: key, at: clock.now()) {
            $0.work == work && $0.request == session.request.digest
        } make: {
            try self.operation(work, in: session)
        }
        let transfer = PullTransfer(
            target: LocalTree(target, isTree: order.isTree), operation: operation, bar: bar, limit: limit)
        let check = OutcomeCheck(machine: session.request.body.machine, operation: operation, pins: MachinePins(door.home))
        let result = try await persist(desk) { desk, patience in
            return try await transfer.attempt(
                on: desk.connection, at: clock.now(),
                answered: { patience.reached($0) }
            ) { signed, manifest, digest in
                let outcome = try check.verify(signed, trust: desk.trust, at: desk.judgingTime)
                if let failure = outcome.failure(machine: machine, path: order.source.description) {
                    try store.finish(key)
                    throw failure
                }
                if let digest { try check.match(outcome, manifest: digest) }
                if !order.isTree, let entry = manifest?.entries.first { try check.match(outcome, entry, path: order.source) }
                return outcome
            }
        }
        bar.finish()
        try store.finish(key)
        return TransferOutput(
            direction: "pull", number: session.number, file: target, path: order.source.description,
            machine: session.request.body.machine, outcome: result.outcome, manifest: result.manifest, isTree: order.isTree,
            traffic: transfer.traffic.totals, reused: result.reused, leftOut: result.manifest.leftOut,
            leftOutCount: result.manifest.leftOutCount, elapsed: ContinuousClock.now - started)
    }

    private static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    /// Absolute. Throws `file.exists` where the name is taken.
    private static func target(_ path: String, name: String) throws -> String {
        let target = LocalPath.absolute(path.hasSuffix("/") || isDirectory(path) ? path + "/" + name : path)
        guard !FileManager.default.fileExists(atPath: target) else { throw Failure(.fileExists, ["path": target]) }
        return target
    }
}
