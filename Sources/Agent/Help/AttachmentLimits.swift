/// What a file may have that goes with a question. The relay has the last word; here it is said before anything is sent.
package enum AttachmentLimits {
    /// Bytes of one file: a screenshot or a log, not a database.
    package static let fileBytes: Int64 = 8 << 20
    /// Files of one question.
    package static let files = 8
    /// Bytes of one piece: what a call may carry.
    package static let pieceBytes = 48 << 10
    /// Bytes of a file's name, as file systems have it.
    static let nameBytes = 255
    /// How long a command goes on trying while the relay is away, before it says that it will go on when it is run again.
    package static let patience: Duration = .seconds(60)
}
