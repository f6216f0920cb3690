package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SwiftProtobuf

private let results: [(WireResult, OperationResult)] = [
    (.succeeded, .succeeded), (.failed, .failed), (.notPerformed, .notPerformed),
]

extension Outcome: FreelySigned {
    package static var domain: Domain { .outcome }

    package init(wire: WireOutcome) throws(Failure) {
        guard wire.files.count <= Self.fileLimit else { throw FieldReading.bad("files") }
        var files: [FileEffect] = []
        for file in wire.files {
            files.append(
                try FileEffect(
                    path: file.path, size: file.size, digest: FieldReading.effect(file), backup: file.backup))
        }
        try self.init(
            operationDigest: FieldReading.digest(wire.operationDigest, "operation_digest"),
            grant: FieldReading.digest(wire.grant, "grant"), session: FieldReading.identifier(wire.session, "session"),
            operation: FieldReading.identifier(wire.operation, "operation"),
            result: FieldReading.value(wire.result, results, "result"), code: wire.code, parameters: wire.parameters,
            files: files,
            counts: wire.hasCounts ? FileCounts(wire: wire.counts) : nil,
            manifest: wire.manifest.isEmpty ? nil : FieldReading.digest(wire.manifest, "manifest"),
            install: wire.hasInstall ? InstallEffect(wire: wire.install) : nil,
            command: wire.hasCommand ? CommandEffect(wire: wire.command) : nil,
            diagnosis: wire.hasDiagnosis ? DiagnosisEffect(wire: wire.diagnosis) : nil, bytes: wire.bytes,
            started: Timestamp(milliseconds: wire.started), finished: Timestamp(milliseconds: wire.finished),
            checkpoint: wire.hasCheckpoint ? CheckpointReference(wire: wire.checkpoint) : nil)
    }

    package var wire: WireOutcome {
        WireOutcome.with {
            $0.operationDigest = Data(operationDigest.bytes)
            $0.grant = Data(grant.bytes)
            $0.session = session.description
            $0.operation = operation.description
            $0.result = FieldReading.wire(result, results)
            $0.code = code
            $0.parameters = parameters
            $0.files = files.map { file in
                WireFileEffect.with {
                    $0.path = file.path
                    $0.size = file.size
                    $0.digest = Data(file.digest?.bytes ?? [])
                    $0.deleted = file.digest == nil
                    $0.backup = file.backup
                }
            }
            $0.bytes = bytes
            $0.started = started.milliseconds
            $0.finished = finished.milliseconds
            if let checkpoint { $0.checkpoint = checkpoint.wire }
            if let counts { $0.counts = counts.wire }
            if let manifest { $0.manifest = Data(manifest.bytes) }
            if let install { $0.install = install.wire }
            if let diagnosis { $0.diagnosis = diagnosis.wire }
            if let command { $0.command = command.wire }
        }
    }
}

extension FieldReading {
    /// A file that is gone has no digest, every other one has.
    fileprivate static func effect(_ file: WireFileEffect) throws(Failure) -> Digest? {
        guard file.deleted else { return try digest(file.digest, "file.digest") }
        guard file.digest.isEmpty else { throw bad("file.digest") }
        return nil
    }
}

extension FileCounts {
    fileprivate init(wire: WireFileCounts) {
        self.init(written: wire.written, unchanged: wire.unchanged, skipped: wire.skipped, deleted: wire.deleted)
    }

    fileprivate var wire: WireFileCounts {
        WireFileCounts.with {
            $0.written = written
            $0.unchanged = unchanged
            $0.skipped = skipped
            $0.deleted = deleted
        }
    }
}
