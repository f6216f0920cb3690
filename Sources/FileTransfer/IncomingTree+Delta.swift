package import Primitives

extension IncomingTree {
    /// Signatures of old files, one after the other: to be sent before `held`. The content of these entries then comes as
    /// instructions, until `interrupt`; an attempt without them just does not ask for any.
    ///
    /// - Parameter body: told of each; what it throws ends it.
    ///
    /// Throws file.broken, file.busy.
    package func signatures(_ body: (_ entry: Int, ChunkSignature) async throws -> Void) async throws {
        for index in signatureCandidates {
            if let signature = try signature(of: index) { try await body(index, signature) }
        }
    }

    /// Entries for which `signature(of:)` may have one.
    package var signatureCandidates: [Int] {
        states.indices.filter { index in
            guard case .file(let file) = states[index], !file.isComplete else { return false }
            return (examination.findings[index].status?.size ?? 0) >= ChunkSignature.smallestFile
        }
    }

    /// The signature of an entry's old file; nil where there is none that is worth it, or the transfer's chunks are used up.
    package func signature(of index: Int) throws(Failure) -> ChunkSignature? {
        guard states.indices.contains(index), case .file = states[index], chunksLeft > 0 else { return nil }
        let file = try open(index)
        let signature = try file.signature()
        if places.isDirectory { try file.rest() }
        guard let signature, signature.chunkCount <= chunksLeft else {
            file.withdrawSignature()
            return nil
        }
        chunksLeft -= signature.chunkCount
        return signature
    }
}
