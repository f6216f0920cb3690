import Primitives
import Synchronization

/// Finds out how a member was packed: by packing it again until the same bytes come out.
final class EncodingSearch: Sendable {
    /// What programs are known to do, and what was found last first.
    private let candidates: Mutex<[DeflateEncoding]>

    init() {
        // Level 6 is what most take, 9 the next.
        let levels = [6, 9, 1, 5, 7, 8, 4, 3, 2]
        var known = levels.flatMap { [DeflateEncoding.zlib(level: $0), .gzip(level: $0)] }
        known += levels.map { .zlib(level: $0, memory: 9) }
        known += [6, 9].map { .zlib(level: $0, isFiltered: true) }
        candidates = Mutex(known)
    }

    /// nil where none gives the packed bytes.
    func encoding(of unpacked: UnsafeRawBufferPointer, packed: UnsafeRawBufferPointer) -> DeflateEncoding? {
        let encodings = candidates.withLock { $0 }
        for (place, encoding) in encodings.enumerated() where Self.packs(unpacked, to: packed, encoding) {
            if place > 0 {
                candidates.withLock { known in
                    known.removeAll { $0 == encoding }
                    known.insert(encoding, at: 0)
                }
            }
            return encoding
        }
        return nil
    }

    /// Stops at the first piece that differs.
    private static func packs(
        _ unpacked: UnsafeRawBufferPointer, to packed: UnsafeRawBufferPointer, _ encoding: DeflateEncoding
    ) -> Bool {
        var at = 0
        let position = Place()
        let encoder = DeflateEncoder(encoding) { part throws(Failure) in
            let end = position.at + part.count
            guard end <= packed.count, packed[position.at..<end].elementsEqual(part) else { throw Failure(.deltaWrongNew) }
            position.at = end
        }
        do throws(Failure) {
            while at < unpacked.count {
                let part = UnsafeRawBufferPointer(rebasing: unpacked[at...].prefix(DeltaLimits.pieceSize))
                try encoder.write(part)
                at += part.count
            }
            try encoder.finish()
        } catch {
            return false
        }
        return position.at == packed.count
    }

    private final class Place {
        var at = 0
    }
}
