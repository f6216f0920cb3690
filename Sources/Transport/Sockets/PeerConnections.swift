/// The connections that a listener accepted, each with its peer known and its SETTINGS here; for one reader.
///
/// Ends when the listener is closed, or when the reading task is cancelled.
package struct PeerConnections: AsyncSequence, Sendable {
    package typealias Element = PeerConnection
    package typealias Failure = Never

    let stream: AsyncStream<PeerConnection>

    package struct AsyncIterator: AsyncIteratorProtocol {
        var base: AsyncStream<PeerConnection>.AsyncIterator

        package mutating func next() async -> PeerConnection? {
            await base.next()
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(base: stream.makeAsyncIterator())
    }
}
