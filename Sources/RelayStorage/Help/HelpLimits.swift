/// What a help request and its files may have.
package enum HelpLimits {
    /// Characters of a help request, of what the customer prepares, and of an answer: two pages.
    package static let textCharacters = 4000
    /// Help requests of one machine that are open at once; nobody reads more.
    package static let openRequests = 50
    /// Help requests that one list returns at most.
    package static let listed = 100
    /// Contracts that one help request names at most: whoever has more is asked which one they mean.
    package static let contracts = 16
    /// Files of one help request.
    package static let attachments = 8
    /// Bytes of one file: a screenshot or a log, not a database.
    package static let attachmentBytes = 8 << 20
    /// Bytes of files that one customer, or one technician with proofs, may announce in twenty-four hours.
    package static let bytesPerDay = 32 << 20
    /// Bytes of one piece of a file: what a call may carry.
    package static let pieceBytes = 48 << 10
    /// Bytes of a file's name, as file systems have it.
    package static let nameBytes = 255
    /// How long a file's content is kept after its help request was closed.
    package static let contentRetention = Duration.seconds(180 * 86_400)
    /// How long a file that was not finished is kept.
    package static let unfinishedRetention = Duration.seconds(7 * 86_400)
}
