import Primitives

/// Reads a payload entry by entry, refusing what we would not have written (H53): paths that escape, entries out of order or twice,
/// an entry whose directory did not come before it, links in the way, sizes that lie, padding that is not zero, anything after the end.
package struct PayloadReader: ~Copyable {
    /// What the signed description allows.
    package struct Allowance: Sendable {
        package var entries: Int
        package var bytes: Int64

        package init(entries: Int = PayloadLimits.maximumEntries, bytes: Int64 = PayloadLimits.maximumTotalSize) {
            self.entries = min(entries, PayloadLimits.maximumEntries)
            self.bytes = min(bytes, PayloadLimits.maximumTotalSize)
        }
    }

    private let packed: any PackedSource
    private var allowance: Allowance
    private var directories: Set<[UInt8]> = []
    private var last: PayloadPath?
    /// Of the current file's content, and of the zeros behind it.
    private var content: Int64 = 0
    private var padding = 0

    /// - Parameter source: fills the buffer from its start and says how many bytes; 0 is the end.
    package init(
        _ packing: PayloadPacking = .zstd, allowing allowance: Allowance = Allowance(),
        from source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws {
        packed =
            switch packing {
            case .zstd, .quick: try ZstdReader(source)
            case .gzip: try GzipReader(source)
            }
        self.allowance = allowance
    }

    /// The next entry; what is left of the last one's content is skipped. nil at the end, where everything was read.
    ///
    /// Throws payload.malformed, payload.too-large, and what the source throws.
    package mutating func next() throws -> PayloadEntry? {
        try skip()
        var header = try block()
        if header.allSatisfy({ $0 == 0 }) {
            header = try block()
            guard header.allSatisfy({ $0 == 0 }) else { throw Self.malformed("end") }
            try requireEnd()
            return nil
        }
        let entry = try TarHeader.decode(header)
        try admit(entry)
        return entry
    }

    /// Content of the file that `next` returned, as much as fits; 0 at its end.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard content > 0, !buffer.isEmpty else { return 0 }
        let wanted = Int(min(content, Int64(buffer.count)))
        let count = try packed.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
        guard count > 0 else { throw Self.malformed("truncated") }
        content -= Int64(count)
        return count
    }

    private mutating func admit(_ entry: PayloadEntry) throws {
        if let last {
            guard last < entry.path else { throw Self.malformed("order", entry.path) }
        }
        if let parent = entry.path.parent {
            // Only directories that came before are known here: neither a link nor a file can be on the way.
            guard directories.contains(parent) else { throw Self.malformed("no directory", entry.path) }
        }
        last = entry.path
        allowance.entries -= 1
        guard allowance.entries >= 0 else { throw Failure(.payloadTooLarge, ["what": "entries", "limit": "0"]) }
        switch entry.kind {
        case .directory: directories.insert(entry.path.bytes)
        case .link: break
        case .file(let size, _):
            allowance.bytes -= size
            guard allowance.bytes >= 0 else { throw Failure(.payloadTooLarge, ["what": "bytes", "limit": "0"]) }
            content = size
            padding = Int((512 - size % 512) % 512)
        }
    }

    private mutating func skip() throws {
        var room = [UInt8](repeating: 0, count: 64 << 10)
        while content > 0 {
            _ = try room.withUnsafeMutableBytes { try read(into: $0) }
        }
        guard padding > 0 else { return }
        guard try bytes(padding).allSatisfy({ $0 == 0 }) else { throw Self.malformed("padding") }
        padding = 0
    }

    private mutating func block() throws -> [UInt8] {
        try bytes(TarHeader.byteCount)
    }

    private mutating func bytes(_ count: Int) throws -> [UInt8] {
        var block = [UInt8](repeating: 0, count: count)
        let found = try block.withUnsafeMutableBytes { try packed.read(into: $0) }
        guard found == count else { throw Self.malformed("truncated") }
        return block
    }

    private mutating func requireEnd() throws {
        var one: UInt8 = 0
        let more = try withUnsafeMutableBytes(of: &one) { try packed.read(into: $0) }
        guard more == 0 else { throw Self.malformed("bytes after the end") }
    }

    private static func malformed(_ reason: String, _ path: PayloadPath? = nil) -> Failure {
        var parameters = ["reason": reason]
        if let path { parameters["path"] = path.description }
        return Failure(.payloadMalformed, parameters)
    }
}
