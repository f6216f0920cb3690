/// What the agent keeps of people's questions while the relay is away. How long a text may be is the relay's to say; these are its
/// limits, so that nothing is kept that it would refuse.
package enum QuestionLimits {
    /// Characters of a question: two pages.
    package static let textCharacters = 4000
    /// Questions that wait for the relay at one time: as many as it takes of one machine.
    package static let waiting = 50
    /// How long the same words of the same person are the same question, once it was sent: a command that is run again goes on.
    package static let memory: Duration = .seconds(86_400)
    /// How long a question that the relay refused is shown.
    package static let refusalRetention: Duration = .seconds(7 * 86_400)
}
