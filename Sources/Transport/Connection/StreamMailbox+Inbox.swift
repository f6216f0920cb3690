import Framing
import NIOCore
import Primitives
import Synchronization

/// From the wire to the reader.
extension StreamMailbox {
    typealias Reader = CheckedContinuation<Frame?, any Error>

    private enum Delivery {
        case queued
        case readerWaits
        case splice(Splice)
    }

    /// Called on the event loop. True when a reader is to be woken, which is done once for all that the socket had.
    func deliver(_ frame: Frame) -> Bool {
        let delivery: Delivery = state.withLock { state in
            guard state.failure == nil else { return .queued }
            let isEnd = state.receive(frame, bulk: bulk)
            if let splice = state.splice { return .splice(splice) }
            if !isEnd { state.append(frame) }
            guard state.reader != nil, !state.wakePending, state.hasGathered(state.wanted) else { return .queued }
            state.wakePending = true
            return .readerWaits
        }
        switch delivery {
        case .queued: return false
        case .readerWaits: return true
        case .splice(let splice):
            splice.forward(frame, from: self)
            return false
        }
    }

    /// Gives a waiting reader what was delivered.
    func wakeReader() {
        let woken: (Reader, Take)? = state.withLock { state in
            state.wakePending = false
            guard let reader = state.reader else { return nil }
            state.reader = nil
            let take = state.take(gathering: state.wanted)
            if case .wait = take {
                state.reader = reader
                return nil
            }
            return (reader, take)
        }
        guard let (reader, take) = woken else { return }
        resume(reader, with: take)
    }

    enum Take {
        case frame(Frame, credit: Int)
        case end
        case failed(any Error)
        case wait
    }

    /// The next frame, ZLIB as on the wire; nil after END_STREAM. Throws the stream's failure, or CancellationError.
    ///
    /// - Parameter gathering: waits for so many bytes of content, as far as the credit allows, so that the reader is woken seldom.
    func take(gathering wanted: Int = 0) async throws -> Frame? {
        if let ready = try ready(state.withLock { $0.take(gathering: wanted) }) { return ready.frame }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (reader: Reader) in
                let take: Take = state.withLock { state in
                    let take = state.take(gathering: wanted)
                    guard case .wait = take else { return take }
                    if Task.isCancelled { return .failed(CancellationError()) }
                    state.wanted = wanted
                    state.reader = reader
                    return .wait
                }
                resume(reader, with: take)
            }
        } onCancel: {
            let reader = state.withLock { state in
                defer { state.reader = nil }
                return state.reader
            }
            reader?.resume(throwing: CancellationError())
        }
    }

    func resume(_ reader: Reader, with take: Take) {
        do {
            if let ready = try ready(take) { reader.resume(returning: ready.frame) }
        } catch {
            reader.resume(throwing: error)
        }
    }

    /// Nil when the reader has to wait.
    private func ready(_ take: Take) throws -> (frame: Frame?, Void)? {
        switch take {
        case .frame(let frame, let credit):
            if credit > 0 { returnCredit(credit) }
            return (frame, ())
        case .end: return (nil, ())
        case .failed(let error): throw error
        case .wait: return nil
        }
    }

    private func returnCredit(_ bytes: Int) {
        let id = id
        onLoop { $0.consumed(bytes, on: id) }
    }

    /// The next hop took a frame that came from here.
    func returnSplicedCredit(_ bytes: Int) {
        let credit = state.withLock { $0.credit(bytes) }
        if credit > 0 { returnCredit(credit) }
    }

    func setWindow(_ window: Int) {
        state.withLock { $0.creditBatch = Self.batch(forWindow: window) }
    }
}

extension StreamMailbox.State {
    /// Notes a frame; true when it only ends the half.
    ///
    /// A message without fields has no bytes: alone in its half, an empty frame of a message stream is that message.
    fileprivate mutating func receive(_ frame: Frame, bulk: Bool) -> Bool {
        let isFirst = !receivedAny
        receivedAny = true
        guard frame.flags.contains(.endStream) else { return false }
        remoteEnded = true
        return frame.payload.readableBytes == 0 && (bulk || !isFirst)
    }

    mutating func take(gathering wanted: Int) -> StreamMailbox.Take {
        guard reader == nil, splice == nil else { return .failed(Failure(.streamInUse)) }
        if hasGathered(wanted), let frame = inbox.popFirst() {
            inboxBytes -= frame.contentLength
            return .frame(frame, credit: credit(frame.wireLength))
        }
        if remoteEnded { return .end }
        if let failure { return .failed(failure) }
        return .wait
    }

    fileprivate mutating func append(_ frame: Frame) {
        inbox.append(frame)
        inboxBytes += frame.contentLength
    }

    mutating func clearInbox() {
        inbox.removeAll()
        inboxBytes = 0
    }

    /// Whether there is as much as was wanted, or as can come before something is taken.
    fileprivate func hasGathered(_ wanted: Int) -> Bool {
        inboxBytes >= min(wanted, creditBatch * StreamMailbox.gatheredBatches) || remoteEnded || failure != nil
    }

    /// Adds to the credit that is due; what it returns is due now.
    fileprivate mutating func credit(_ bytes: Int) -> Int {
        taken += bytes
        guard taken >= creditBatch else { return 0 }
        defer { taken = 0 }
        return taken
    }
}

extension Frame {
    /// What is in it when it is inflated; what is not sound is told by who inflates it.
    fileprivate var contentLength: Int {
        guard flags.contains(.zlib) else { return payload.readableBytes }
        return (try? CompressedPayload.rawLength(of: payload)) ?? payload.readableBytes
    }
}
