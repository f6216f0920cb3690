import FileTransfer
import Synchronization
import Transport

/// What one operation moves over all its attempts, and what need not travel.
final class CarriedTraffic: Sendable {
    /// Bytes. What was saved is never counted twice but where an attempt was lost: then both attempts saved it.
    struct Totals: Sendable, Equatable {
        /// Content as it went into the streams, instructions included.
        var content: UInt64 = 0
        /// The frames that carried it, and the records around it.
        var wire: UInt64 = 0
        /// What compression made of the streams' bytes, less.
        var compressed: UInt64 = 0
        /// Copied at the machine out of older versions.
        var copied: UInt64 = 0
        /// Zeros, and blocks that occur earlier in their file.
        var repeated: UInt64 = 0
        /// What else the receiver held at the first attempt: unchanged files and blocks, and what came in an earlier run.
        var held: UInt64 = 0
    }

    private struct State {
        var totals = Totals()
        var current: StreamTraffic?
        var hasState = false
    }

    private let state = Mutex(State())

    /// Another attempt has another stream; what the one before moved is added up.
    func begin(_ stream: StreamTraffic) {
        state.withLock {
            Self.add($0.current, to: &$0.totals)
            $0.current = stream
        }
    }

    /// What the receiver holds; that of the first attempt counts.
    func holds(_ held: [BlockSet], of manifest: Manifest, missing: Int64) {
        let repeated = manifest.repeatedSize(in: held)
        state.withLock {
            guard !$0.hasState else { return }
            $0.hasState = true
            $0.totals.repeated = UInt64(clamping: repeated)
            $0.totals.held = UInt64(clamping: manifest.totalSize - missing - repeated)
        }
    }

    func add(content bytes: Int) {
        state.withLock { $0.totals.content = Rate.sum($0.totals.content, UInt64(clamping: bytes)) }
    }

    func add(copied bytes: Int64) {
        state.withLock { $0.totals.copied = Rate.sum($0.totals.copied, UInt64(clamping: bytes)) }
    }

    var totals: Totals {
        state.withLock {
            var totals = $0.totals
            Self.add($0.current, to: &totals)
            return totals
        }
    }

    private static func add(_ stream: StreamTraffic?, to totals: inout Totals) {
        guard let stream else { return }
        let (raw, wire) = (stream.rawBytes, stream.wireBytes)
        totals.wire = Rate.sum(totals.wire, wire)
        totals.compressed = Rate.sum(totals.compressed, raw > wire ? raw - wire : 0)
    }
}
