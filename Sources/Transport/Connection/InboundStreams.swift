import NIOCore
import Synchronization

/// The streams that the peer opens, in order; ends when the connection closes or the task is cancelled. For one reader.
/// The multiplexer limits how many can wait.
package struct InboundStreams: AsyncSequence, Sendable {
    package typealias Element = PeerStream
    package typealias Failure = Never

    let queue: InboundQueue

    package struct AsyncIterator: AsyncIteratorProtocol {
        let queue: InboundQueue

        package func next() async -> PeerStream? {
            await queue.next()
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(queue: queue)
    }
}

final class InboundQueue: Sendable {
    private struct State {
        var streams = CircularBuffer<PeerStream>(initialCapacity: 0)
        var reader: CheckedContinuation<PeerStream?, Never>?
        var finished = false
    }

    private let state = Mutex(State())

    func offer(_ stream: PeerStream) {
        let reader: CheckedContinuation<PeerStream?, Never>? = state.withLock { state in
            guard !state.finished else { return nil }
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            state.streams.append(stream)
            return nil
        }
        reader?.resume(returning: stream)
    }

    func finish() {
        let (reader, _) = state.withLock { state in
            state.finished = true
            defer {
                state.reader = nil
                state.streams.removeAll()
            }
            // Freed outside the lock.
            return (state.reader, state.streams)
        }
        reader?.resume(returning: nil)
    }

    func next() async -> PeerStream? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready: PeerStream?? = state.withLock { state in
                    if let stream = state.streams.popFirst() { return stream }
                    // A second reader would never be told anything: it is sent away.
                    if state.finished || Task.isCancelled || state.reader != nil { return .some(nil) }
                    state.reader = continuation
                    return nil
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            let reader = state.withLock { state in
                defer { state.reader = nil }
                return state.reader
            }
            reader?.resume(returning: nil)
        }
    }
}
