import Cryptography
import FileTransfer
import Foundation
import Messages
import Primitives
import SwiftProtobuf
import Transport

/// Work without a channel, and the library of what customers are sent.
extension TechnicianDesk {
    package func make(_ record: NewRecord, key: String) async throws -> RecordOutput {
        try await choosingLine(for: record.question) { line in
            var record = record
            record.line = line
            return RecordOutput(try await call(.recordMake, record.message(key: key)))
        }
    }

    /// What was brought goes back; the record closes.
    package func giveBack(_ record: String, to person: String, outcome: String, note: String) async throws -> RecordOutput {
        RecordOutput(
            try await call(
                .recordReturn,
                WireRecordReturnCall.with {
                    $0.record = record
                    $0.to = person
                    $0.outcome = outcome
                    $0.note = note
                }))
    }

    package func record(_ number: String) async throws -> RecordOutput {
        RecordOutput(try await call(.recordShow, WireRecordShowCall.with { $0.record = number }))
    }

    /// - Parameters: nil: of all contracts, of all kinds.
    package func records(of contract: String?, kind: String?, openOnly: Bool) async throws -> RecordsOutput {
        let call = WireRecordListCall.with {
            $0.contract = contract ?? ""
            $0.kind = kind ?? ""
            $0.openOnly = openOnly
        }
        return RecordsOutput(try await replies(.recordList, call).flatMap(\.records))
    }

    /// Enters a file by its digest; the file itself stays where it is.
    ///
    /// - Parameter type: `text`, `video`.
    /// - Throws: `file` codes.
    package func addToLibrary(
        _ name: String, path: String, type: String, version: String, product: String, key: String
    ) async throws -> LibraryItemOutput {
        let file = try OutgoingFile(at: ConfinedPlace(trusting: path), allowingHardLinks: true)
        let entry = try ManifestBuilder.entry(for: file)
        return LibraryItemOutput(
            try await call(
                .libraryAdd,
                WireLibraryAddCall.with {
                    $0.key = key
                    $0.name = name
                    $0.version = version
                    $0.type = type
                    $0.product = product
                    $0.digest = Data(entry.digest.bytes)
                    $0.size = UInt64(clamping: entry.size)
                }))
    }

    package func library() async throws -> LibraryOutput {
        LibraryOutput(try await call(.libraryList, WireEmpty()))
    }
}
