import Cryptography
package import FileTransfer
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SwiftProtobuf

extension Manifest {
    /// Reads what a peer sent; `validate` has been called on the result.
    ///
    /// Throws manifest.malformed, path.malformed.
    package init(wire: WireManifest) throws(Failure) {
        var entries: [ManifestEntry] = []
        guard wire.entries.count <= Self.maximumEntries else {
            throw Failure(.manifestMalformed, ["entry": "", "reason": "number of entries"])
        }
        for entry in wire.entries { entries.append(try ManifestEntry(wire: entry)) }
        self.init(entries: entries, blockSize: Int(wire.blockSize))
        guard wire.leftOut.count <= Self.maximumLeftOut, wire.leftOutCount >= UInt64(wire.leftOut.count),
            wire.leftOut.allSatisfy({ $0.path.utf8.count <= RelativePath.longestPath })
        else { throw Failure(.manifestMalformed, ["entry": "", "reason": "left out"]) }
        // A reason that a newer machine knows is counted.
        leaveOut(
            wire.leftOut.compactMap { note in TreeNote.Reason(rawValue: note.reason).map { TreeNote(path: note.path, reason: $0) }
            },
            count: Int(clamping: wire.leftOutCount))
        try validate()
    }

    package var wire: WireManifest {
        WireManifest.with {
            $0.blockSize = UInt32(clamping: blockSize)
            $0.entries = entries.map(\.wire)
            $0.leftOut = leftOut.map { note in
                WireLeftOut.with {
                    $0.path = note.path
                    $0.reason = note.reason.rawValue
                }
            }
            $0.leftOutCount = UInt64(clamping: leftOutCount)
        }
    }
}

extension ManifestEntry {
    init(wire: WireManifestEntry) throws(Failure) {
        func malformed(_ reason: String) -> Failure {
            Failure(.manifestMalformed, ["entry": wire.path, "reason": reason])
        }
        guard let kind = Kind(wire.kind) else { throw malformed("kind") }
        guard let size = Int64(exactly: wire.size) else { throw malformed("size") }
        guard wire.blocks.count <= Manifest.maximumBlocks else { throw malformed("number of blocks") }
        var blocks: [Digest] = []
        blocks.reserveCapacity(wire.blocks.count)
        for block in wire.blocks {
            guard let digest = Digest(bytes: block) else { throw malformed("block digest") }
            blocks.append(digest)
        }
        let digest: Digest
        if kind == .file {
            guard let whole = Digest(bytes: wire.digest) else { throw malformed("digest") }
            digest = whole
            // A file of one block says its digest once.
            if blocks.isEmpty, Self.blockCount(of: size) == 1 { blocks = [digest] }
        } else {
            guard wire.digest.isEmpty else { throw malformed("digest") }
            digest = ZeroBlocks.nothing
        }
        self.init(
            path: wire.path, size: size, mode: wire.mode, modified: wire.modifiedNs, digest: digest, blockDigests: blocks,
            kind: kind, target: wire.target)
    }

    var wire: WireManifestEntry {
        WireManifestEntry.with {
            $0.path = path
            $0.size = UInt64(clamping: size)
            $0.mode = mode
            $0.modifiedNs = modified
            $0.kind = kind.wire
            $0.target = target
            if kind == .file { $0.digest = Data(digest.bytes) }
            if blockDigests.count > 1 { $0.blocks = blockDigests.map { Data($0.bytes) } }
        }
    }
}

extension ManifestEntry.Kind {
    init?(_ wire: WireEntryKind) {
        switch wire {
        case .file: self = .file
        case .directory: self = .directory
        case .link: self = .link
        case .UNRECOGNIZED: return nil
        }
    }

    var wire: WireEntryKind {
        switch self {
        case .file: .file
        case .directory: .directory
        case .link: .link
        }
    }
}

extension FileTransfer.OverwriteRule {
    /// The rule that an operation signed.
    package init(_ rule: Sessions.OverwriteRule) {
        switch rule {
        case .backup: self = .backup
        case .refuse: self = .refuse
        case .replace: self = .replace
        case .skip: self = .skip
        case .keepBoth: self = .keepBoth
        }
    }
}
