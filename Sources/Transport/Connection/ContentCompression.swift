import Framing
import NIOCore
import Primitives
import Synchronization

/// Turns a bulk stream's content into frames, compressed where content and link make that pay: a batch at a time, by several tasks
/// of the pool at once, in order.
///
/// What is compressed ahead of the stream's queue is one batch at most.
struct ContentCompression: Sendable {
    /// Content that is compressed at once: sixteen full frames, so that handing parts to other threads costs nothing beside it.
    static let batch = 1024 * 1024
    /// Tasks that compress one batch together, where there are as many processors.
    static let widest = 4
    /// Asked once: to count processors reads files.
    private static let processors = System.coreCount
    /// Frames that are worth a task of their own.
    static let framesPerTask = 2

    private var choice = CompressionChoice()
    /// When the content before was queued.
    private var last: NIODeadline?
    /// One for each task; each leaves content alone for a while that did not shrink.
    private var compressors: [FrameCompressor] = []

    /// Nil where the batch goes as it is.
    mutating func compress(_ content: ByteBuffer, end: Bool, on stream: UInt32) async throws -> [Frame]? {
        guard choice.compresses else { return nil }
        let frames = Self.cut(content, end: end, stream)
        let width = max(1, min(Self.widest, Self.processors, frames.count / Self.framesPerTask))
        while compressors.count < width { compressors.append(try FrameCompressor()) }
        let start = NIODeadline.now()
        let compressed = await compress(frames, width)
        let wire = compressed.reduce(0) { $0 + $1.payload.readableBytes }
        choice.compressed(content.readableBytes, to: wire, in: .nanoseconds((NIODeadline.now() - start).nanoseconds))
        return compressed
    }

    /// Content was queued, and the queue drained as it says while there was more than room for.
    mutating func queued(_ raw: Int, as wire: Int, _ drained: OutboxDrain) {
        if drained.bytes > 0 { choice.waited(drained.bytes, for: drained.time) }
        let now = NIODeadline.now()
        choice.queued(raw, as: wire, in: .nanoseconds((now - (last ?? now)).nanoseconds))
        last = now
    }

    /// Task `n` of `width` has every `width`th frame from the `n`th.
    private mutating func compress(_ frames: [Frame], _ width: Int) async -> [Frame] {
        typealias Part = (index: Int, compressor: FrameCompressor, frames: [Frame])
        let used = compressors
        let part: @Sendable (Int) -> Part = { index in
            var compressor = used[index]
            let mine = stride(from: index, to: frames.count, by: width).map { compressor.compress(frames[$0]) }
            return (index, compressor, mine)
        }
        var result = frames
        await withTaskGroup(of: Part.self) { group in
            for index in 1..<max(1, width) { group.addTask { part(index) } }
            let own = part(0)
            var parts = [own]
            for await other in group { parts.append(other) }
            for done in parts {
                compressors[done.index] = done.compressor
                for (turn, frame) in done.frames.enumerated() { result[done.index + turn * width] = frame }
            }
        }
        return result
    }

    private static func cut(_ content: ByteBuffer, end: Bool, _ stream: UInt32) -> [Frame] {
        var rest = content
        var frames: [Frame] = []
        while rest.readableBytes > 0, let piece = rest.readSlice(length: min(rest.readableBytes, FrameLimits.maximumRaw)) {
            let isLast = end && rest.readableBytes == 0
            frames.append(Frame(type: .data, flags: isLast ? .endStream : [], stream: stream, payload: piece))
        }
        return frames
    }
}

/// How fast a stream's queue drained while its writer waited for room.
struct OutboxDrain: Sendable {
    /// On the wire.
    var bytes = 0
    var time = Duration.zero
}
