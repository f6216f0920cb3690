package import Cryptography
import Diagnostics
import Foundation
import Payloads
import Primitives
import Redaction

/// The file that leaves.
package struct PackedBundle: Hashable, Sendable {
    package let path: String
    package let bytes: Int64
    package let digest: Digest
    /// Places where something was taken out, all of them.
    package let redactions: Int
    package let leftOut: [String]

    /// Packs a draft.
    ///
    /// - Parameters:
    ///   - left: files that stay; none of `BundleDraft.own`.
    ///   - words: taken out of all files, wherever they stand.
    ///   - tree: a directory of its own, made here; what is in it is what leaves.
    ///   - path: of the new file; on the disk when this returns.
    /// - Throws: `diagnosis.no-file` for a name that is no file's, `diagnosis.always-sent` for one that always goes, `redaction` codes,
    ///   `diagnosis.bundle-file`.
    package static func pack(
        _ draft: BundleDraft, without left: [String], redacting words: [String], in tree: String, to path: String
    ) throws -> PackedBundle {
        guard words.count <= BundleLimits.words else {
            throw Failure(.diagnosisBundleTooLarge, ["what": "words", "limit": String(BundleLimits.words)])
        }
        let names = try draft.files().map(\.name).filter { !BundleDraft.own.contains($0) }
        for name in left where !names.contains(name) {
            throw Failure(BundleDraft.own.contains(name) ? .diagnosisAlwaysSent : .diagnosisNoFile, ["name": name])
        }
        for word in words where word.unicodeScalars.count < RedactionLimits.shortestLiteral {
            throw Failure(.redactionWordShort, ["word": word, "least": String(RedactionLimits.shortestLiteral)])
        }
        // Nothing else: all that is not taken out now leaves as it was seen.
        var redactor = Redactor(try RedactionPolicy(taking: words, as: "customer"))
        try DraftFile.makeDirectory(tree)
        let document = try redactor.redact(draft.document().leaving(out: left), file: BundleDraft.facts)
        try DraftFile.write(FactJSON.encode(document), to: tree, BundleDraft.facts)
        var budget = BundleLimits.bytes
        for name in names where !left.contains(name) {
            try DraftFile.copy(from: draft.directory, name, to: tree, through: &redactor, budget: &budget)
        }
        let summary = try draft.summary().adding(redactor.list)
        try DraftFile.write(FactJSON.encode(summary), to: tree, BundleDraft.redactions)
        try DraftReports.write(document, summary, in: tree)
        try BundleIndex(of: tree, document, summary, leftOut: left).write(to: tree)
        return try write(tree, to: path, redactions: summary.count, leftOut: left)
    }

    private static func write(_ tree: String, to path: String, redactions: Int, leftOut: [String]) throws -> PackedBundle {
        let file = try DraftFile.Handle(writing: path)
        let output = Output(file)
        _ = try PayloadWriter.write(SourceTree(tree), .gzip) { piece in try output.take(piece) }
        try file.synchronise()
        guard let digest = output.finish() else { throw Failure(.diagnosisBundle, ["reason": "no digest"]) }
        return PackedBundle(path: path, bytes: output.bytes, digest: digest, redactions: redactions, leftOut: leftOut)
    }

    private final class Output {
        private let file: DraftFile.Handle
        /// nil once it was finished.
        private var stream: DigestStream? = DigestStream()
        private(set) var bytes: Int64 = 0

        init(_ file: DraftFile.Handle) {
            self.file = file
        }

        func finish() -> Digest? {
            guard let stream = stream.take() else { return nil }
            return stream.finish()
        }

        func take(_ piece: UnsafeRawBufferPointer) throws {
            stream?.update(piece)
            bytes += Int64(piece.count)
            try file.write(Array(piece)[...])
        }
    }
}
