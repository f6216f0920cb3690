package import Primitives

extension Failure.Code {
    /// The first frame was not SETTINGS, SETTINGS came twice, or its windows are too small to carry one frame (H22).
    package static let muxSettings = Failure.Code(rawValue: "mux.settings")
    /// The peer's SETTINGS did not arrive in time.
    package static let muxSettingsDeadline = Failure.Code(rawValue: "mux.settings-deadline")
    /// Control frames came faster than their budget (H20, H21).
    package static let muxFlood = Failure.Code(rawValue: "mux.flood")
    /// More was sent than credit allowed, or credit above its limit was given (H22).
    package static let muxFlowControl = Failure.Code(rawValue: "mux.flow-control")
    /// A stream id of the wrong side, one that was used before, or one that never was (H23).
    package static let muxStreamID = Failure.Code(rawValue: "mux.stream-id")
    /// DATA on a stream, or a half of it, that has ended (H23).
    package static let muxStreamClosed = Failure.Code(rawValue: "mux.stream-closed")
    /// More streams at once, or in all, than the limit.
    package static let muxTooManyStreams = Failure.Code(rawValue: "mux.too-many-streams")
    /// ZLIB where it is not legal (H31).
    package static let muxCompression = Failure.Code(rawValue: "mux.compression")
    /// A bulk stream where none is allowed (H31).
    package static let muxBulk = Failure.Code(rawValue: "mux.bulk")
    /// A flag that `hamyar/1` does not define, or not for this type (H17).
    package static let muxFlag = Failure.Code(rawValue: "mux.flag")
    /// The payload of OPEN is no opening.
    package static let muxOpening = Failure.Code(rawValue: "mux.opening")
    /// GOAWAY took back what an earlier one accepted.
    package static let muxGoAway = Failure.Code(rawValue: "mux.go-away")
    /// Two pings without an answer.
    package static let muxUnresponsive = Failure.Code(rawValue: "mux.unresponsive")
    /// The connection's time or volume is used up (enrolment).
    package static let muxLifetime = Failure.Code(rawValue: "mux.lifetime")
    /// No stream can be opened: the peer said GOAWAY, or has not said SETTINGS.
    package static let muxNotOpen = Failure.Code(rawValue: "mux.not-open")
    /// The peer's limit of streams is reached; try again when one has ended.
    package static let muxBusy = Failure.Code(rawValue: "mux.busy")
    /// The peer took nothing for too long; the stream is reset (H22).
    package static let muxStalled = Failure.Code(rawValue: "mux.stalled")
}
