import Dispatch

/// Unpacks the next buffer of a stream while the one before is read.
final class StreamAhead: @unchecked Sendable {
    // @unchecked: buffer, decoder and outcome belong to the worker from the moment it is asked until it signals.
    private let decoder: StreamDecoder
    private let ready = DispatchSemaphore(value: 0)
    private var buffer: UnsafeMutableBufferPointer<UInt8>
    private var outcome: Int?
    private var isAsked = false

    init(_ decoder: StreamDecoder, _ size: Int) {
        self.decoder = decoder
        buffer = .allocate(capacity: size)
        ask()
    }

    deinit {
        buffer.deallocate()
    }

    /// Gives the next buffer for the one that was read; returns how much is in it, nil where the stream is damaged.
    func exchange(_ read: inout UnsafeMutableBufferPointer<UInt8>) -> Int? {
        guard isAsked else { return nil }
        ready.wait()
        isAsked = false
        swap(&buffer, &read)
        let count = outcome
        if count != nil, decoder.remaining > 0 { ask() }
        return count
    }

    /// Waits until no worker is at it.
    func end() {
        if isAsked { ready.wait() }
        isAsked = false
    }

    private func ask() {
        isAsked = true
        DispatchQueue.global().async { [self] in
            outcome = decoder.fill(buffer)
            ready.signal()
        }
    }
}
