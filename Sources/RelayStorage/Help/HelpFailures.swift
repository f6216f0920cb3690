package import Primitives

extension Failure.Code {
    /// The help request's state does not allow it: `request`, `state`.
    package static let helpState = Failure.Code(rawValue: "help.state")
    /// A text that is empty, too long or has control characters: `limit`.
    package static let helpText = Failure.Code(rawValue: "help.text")
    /// A machine has as many open help requests as one may: `limit`.
    package static let helpTooMany = Failure.Code(rawValue: "help.too-many")
    /// A file's name or size is not possible: `name`, `limit` (bytes).
    package static let attachmentMalformed = Failure.Code(rawValue: "help.attachment")
    /// A help request has as many files, or an account as many bytes a day, as may be: `files`, `bytes`.
    package static let attachmentTooMany = Failure.Code(rawValue: "help.attachments-full")
    /// A piece that is too long, beyond the end, or not where the file goes on: `offset`, `held`.
    package static let attachmentPiece = Failure.Code(rawValue: "help.attachment-piece")
    /// The file is not whole, or its pieces have gone: `id`.
    package static let attachmentAbsent = Failure.Code(rawValue: "help.attachment-absent")
}
