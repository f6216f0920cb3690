/// The limits of a session's signed objects (design of trust, "Signed objects"; issue 2, "Session").
package enum SessionLimits {
    /// Characters of a reason: what fits a prompt that a person reads before approving.
    package static let reasonCharacters = 500
    /// Characters of a ticket reference.
    package static let referenceCharacters = 100
    /// Characters of the note at a session's end.
    package static let noteCharacters = 500
    /// Scope words in one request: more than a person can judge is not consent.
    package static let scopeWords = 32
    /// Bytes of all scope words of a request: with the grant, which repeats them, they fit one frame of 64 KiB, so that no
    /// request is too long to be shown to the person who may take it back.
    package static let scopeBytes = 8 * 1024
    /// Lines of one session.
    package static let lines = 16
    /// A person's or a service kind's name.
    package static let nameCharacters = 100
    /// The longest time that one grant may last.
    package static let longestGrant: Duration = .seconds(24 * 3600)
    /// A grant's time where the technician names none (issue 2: "a grant after 30 min").
    package static let grantDefault: Duration = .seconds(30 * 60)
    /// A request's life while its technician waits for the answer.
    package static let watchedRequestLife: Duration = .seconds(15 * 60)
    /// A request's life where nobody watches.
    package static let unwatchedRequestLife: Duration = .seconds(24 * 3600)
    /// How far a signer's clock may run ahead of the verifier's.
    package static let clockTolerance: Duration = .seconds(5 * 60)
    /// Bytes of a path: PATH_MAX of Linux, with its final zero.
    package static let pathBytes = 4095
    /// Bytes of one name in a path: NAME_MAX of Linux.
    package static let pathNameBytes = 255
    /// Characters of a product's, version's, script's or program's name.
    package static let wordNameCharacters = 64
    /// Patterns of one pull, included and excluded together.
    package static let patterns = 64
    /// Levels of directories that one listing goes down.
    package static let listDepth = 32
    /// A request's life where its work waits at the relay for the machine (issue 4: 14 days).
    package static let storedRequestLife: Duration = .seconds(14 * 86_400)
    /// Operations within one session.
    package static let operations = 1000
    /// Bytes of a TUF target's path: product, version, platform and a file's name, each a plain name.
    package static let targetPathBytes = 512
    /// Steps that the outcome of one install or patch names: forward, back, and some repeated.
    package static let installSteps = 64
    /// Bytes of what one step says for people.
    package static let stepDetailBytes = 200
    /// The longest time that one step may be said to have taken: a day.
    package static let stepTime: Duration = .seconds(86_400)
    /// Words of one command, and what one script is told.
    package static let commandArguments = 256
    /// Bytes of a command's words, or of what a script is told, each with one more: with the signature and the certificate they fit the
    /// opening of a stream.
    package static let commandBytes = 16 * 1024
    /// The longest that one command may take.
    package static let commandTime: Duration = .seconds(24 * 3600)
    /// The most bytes of each output of a command that are carried.
    package static let commandOutput: UInt64 = 64 << 20
    /// Products that one standing policy allows.
    package static let policyWords = 32
    /// Weekly intervals of one standing policy: nine on each day.
    package static let policyHours = 63
    /// The longest time that a standing policy may last: three years, the longest term of a plan.
    package static let policyLife: Duration = .seconds(3 * 366 * 86_400)
    /// Collectors that one diagnosis names: more than there are kinds and products of one machine.
    package static let collectors = 64
    /// Between two live figures: a reading costs the machine little, and a technician wants to see that it goes on.
    package static let livePeriods: ClosedRange<Duration> = .milliseconds(500)...(.seconds(60))
    /// Files of one bundle that a customer may leave out by name.
    package static let leftOutFiles = 256
    /// Quantity of a line, in thousandths: a million units.
    package static let quantity: Int64 = 1_000_000_000
    /// Rials that a verdict or a cost limit may name: 10^15, beyond any quote and far from overflow.
    package static let rials: Int64 = 1_000_000_000_000_000
}
