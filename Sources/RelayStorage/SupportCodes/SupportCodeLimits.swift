/// How long support codes live, and how often they may be guessed at (requirement B1, B2).
package enum SupportCodeLimits {
    /// A code that is shown when it is older gets a new one in its place.
    package static let life = Duration.seconds(7 * 86_400)
    /// How long a code is right after it was to be replaced, or was.
    package static let grace = Duration.seconds(86_400)
    /// Replaced codes of a contract that are right at one time: who asks for new ones again and again makes the oldest end.
    package static let retired = 4
    /// Wrong codes by one technician within the window that begin a cool-off.
    package static let technicianAttempts = 5
    /// Wrong codes for one contract within the window that begin a cool-off, whoever typed them.
    package static let contractAttempts = 10
    /// The window in which wrong codes count together.
    package static let window = Duration.seconds(15 * 60)
    /// How long no code is looked at after too many wrong ones.
    package static let coolOff = Duration.seconds(15 * 60)
    /// How long a right code identifies the caller for its technician.
    package static let identity = Duration.seconds(30 * 60)
}
