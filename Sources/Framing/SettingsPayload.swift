package import NIOCore
package import Primitives

/// SETTINGS: a sequence of (id: 2 bytes, value: 4 bytes). What is absent keeps its default; ids that are not known are
/// ignored, so that later versions may add some.
package struct SettingsPayload: Hashable, Sendable {
    static let entryLength = 6

    /// Id 1: credit of each new stream, bytes.
    package var initialStreamWindow: UInt32?
    /// Id 2: credit of the connection, bytes.
    package var initialConnectionWindow: UInt32?
    /// Id 3: how many streams the peer may have open at once.
    package var maximumConcurrentStreams: UInt32?
    /// Id 4: bits of what the sender can do; bits that are not known are ignored.
    package var features: UInt32?

    package init(
        initialStreamWindow: UInt32? = nil, initialConnectionWindow: UInt32? = nil, maximumConcurrentStreams: UInt32? = nil,
        features: UInt32? = nil
    ) {
        self.initialStreamWindow = initialStreamWindow
        self.initialConnectionWindow = initialConnectionWindow
        self.maximumConcurrentStreams = maximumConcurrentStreams
        self.features = features
    }

    /// Throws frame.payload when it is empty (an acknowledgement has no settings), too long, cut inside an entry, names
    /// an id twice or gives a window above `FrameLimits.maximumWindow`.
    package init(parsing payload: ByteBuffer) throws(Failure) {
        var payload = payload
        self.init()
        guard payload.readableBytes > 0, payload.readableBytes.isMultiple(of: Self.entryLength),
            payload.readableBytes <= FrameLimits.maximumSettings * Self.entryLength
        else { throw Failure(.framePayload, ["type": "SETTINGS", "length": "\(payload.readableBytes)"]) }
        var seen: Set<UInt16> = []
        while let (id, value) = payload.readMultipleIntegers(as: (UInt16, UInt32).self) {
            guard seen.insert(id).inserted, !((1...2).contains(id) && value > FrameLimits.maximumWindow)
            else { throw Failure(.framePayload, ["type": "SETTINGS", "id": "\(id)"]) }
            set(id, to: value)
        }
    }

    private mutating func set(_ id: UInt16, to value: UInt32) {
        switch id {
        case 1: initialStreamWindow = value
        case 2: initialConnectionWindow = value
        case 3: maximumConcurrentStreams = value
        case 4: features = value
        default: break
        }
    }

    /// The frame; at least one setting must be given, for without any it is the acknowledgement.
    package func frame() -> Frame {
        let values = [initialStreamWindow, initialConnectionWindow, maximumConcurrentStreams, features]
        var payload = ByteBuffer()
        for (id, value) in zip(UInt16(1)..., values) {
            guard let value else { continue }
            payload.writeMultipleIntegers(id, value)
        }
        return Frame(type: .settings, stream: 0, payload: payload)
    }

    /// The answer to the peer's settings.
    package static func acknowledgement() -> Frame {
        Frame(type: .settings, stream: 0)
    }
}
