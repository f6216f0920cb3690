/// Limits of the control socket and of what it shows.
package enum LocalLimits {
    /// How long `approve` waits for the relay's activation before it answers "granted".
    package static let activationWait: Duration = .seconds(10)
    /// How long the relay may take for what a person asked of it: less than the person's own call.
    static let relayWait: Duration = .seconds(20)
    /// Bytes of sessions in one reply: below one frame of 64 KiB.
    static let replyBytes = 56 * 1024
    /// So many requests are shown whole in a list; of more, each is one line, and `show` has the rest. Ours: what a person still reads.
    package static let wholeRequests = 5
    /// Sessions that are read at once for a list, so that an answer to one of them never waits for the whole list.
    static let listStep = 32
    /// Bytes of outcomes that one session shows in a list; `show` has them all, as far as they fit.
    static let listedOutcomeBytes = 4 * 1024
    /// Of an element beside its own bytes: the field's number and the length.
    static let fieldHeader = 4
}
