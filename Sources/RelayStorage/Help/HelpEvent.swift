package import Primitives

/// A step of a help request's timeline, cited as `H-12.3`.
package struct HelpEvent: Hashable, Sendable {
    package enum Step: String, Sendable {
        case open, taken, waiting, ready, attached, closed
    }

    /// From 1.
    package let position: Int
    package let step: Step
    /// A technician's or machine's id.
    package let actor: String
    package let text: String
    package let time: Timestamp
}
