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
        try validate()
    }

    package var wire: WireManifest {
        WireManifest.with {
            $0.blockSize = UInt32(clamping: blockSize)
            $0.entries = entries.map(\.wire)
        }
    }
}

extension ManifestEntry {
    init(wire: WireManifestEntry) throws(Failure) {
        func malformed(_ reason: String) -> Failure {
            Failure(.manifestMalformed, ["entry": wire.path, "reason": reason])
        }
        guard let size = Int64(exactly: wire.size) else { throw malformed("size") }
        guard let digest = Digest(bytes: wire.digest) else { throw malformed("digest") }
        guard wire.blocks.count <= Manifest.maximumBlocks else { throw malformed("number of blocks") }
        var blocks: [Digest] = []
        blocks.reserveCapacity(wire.blocks.count)
        for block in wire.blocks {
            guard let digest = Digest(bytes: block) else { throw malformed("block digest") }
            blocks.append(digest)
        }
        self.init(
            path: wire.path, size: size, mode: wire.mode, modified: wire.modifiedNs, digest: digest, blockDigests: blocks)
    }

    var wire: WireManifestEntry {
        WireManifestEntry.with {
            $0.path = path
            $0.size = UInt64(clamping: size)
            $0.mode = mode
            $0.modifiedNs = modified
            $0.digest = Data(digest.bytes)
            $0.blocks = blockDigests.map { Data($0.bytes) }
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
