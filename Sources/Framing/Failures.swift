package import Primitives

extension Failure.Code {
    /// A length that is above the limit, or 0 where that is not legal (H15).
    package static let frameLength = Failure.Code(rawValue: "frame.length")
    /// Reserved bytes are not zero (H18).
    package static let frameReserved = Failure.Code(rawValue: "frame.reserved")
    /// A connection's frame on a stream, or a stream's frame on the connection.
    package static let frameStream = Failure.Code(rawValue: "frame.stream")
    /// A payload that does not have the shape of its type (H19).
    package static let framePayload = Failure.Code(rawValue: "frame.payload")
    /// The input ended inside a frame (H11).
    package static let frameTruncated = Failure.Code(rawValue: "frame.truncated")
    /// A compressed payload whose announced length is 0 or above `FrameLimits.maximumRaw`, or that has no stream (H19, H25).
    /// What is wrong inside the stream has Compression's codes.
    package static let frameCompression = Failure.Code(rawValue: "frame.compression")
}
