package import FileTransfer
package import Messages
import Primitives
import SwiftProtobuf

/// A listing travels as a manifest without digests (Protocol/README.md, section 13).
extension WireManifest {
    package init(listing entries: [ListedEntry]) {
        self.init()
        self.entries = entries.map { entry in
            WireManifestEntry.with {
                $0.path = entry.path
                $0.size = UInt64(clamping: entry.size)
                $0.mode = entry.mode
                $0.modifiedNs = entry.modified
                $0.kind = entry.kind.wire
                $0.target = entry.target
            }
        }
    }

    /// What a machine says that it has. Nothing is opened by these paths: they are for people to read.
    ///
    /// Throws manifest.malformed for more than a listing holds, and for values that none has.
    package var listing: [ListedEntry] {
        get throws(Failure) {
            guard entries.count <= ListingLimits.entries else {
                throw Failure(.init(rawValue: "manifest.malformed"), ["entry": "", "reason": "number of entries"])
            }
            var listed: [ListedEntry] = []
            listed.reserveCapacity(entries.count)
            for entry in entries {
                guard let kind = ManifestEntry.Kind(entry.kind), let size = Int64(exactly: entry.size), entry.mode <= 0o777 else {
                    throw Failure(.init(rawValue: "manifest.malformed"), ["entry": entry.path, "reason": "kind, size or mode"])
                }
                listed.append(
                    ListedEntry(
                        kind: kind, path: entry.path, target: entry.target, size: size, mode: entry.mode,
                        modified: entry.modifiedNs))
            }
            return listed
        }
    }
}
