import Primitives
import Sessions

/// Why somebody did what cannot be undone: it is said, fits a prompt and cannot steer a terminal.
enum StatedReason {
    /// Throws `contract.reason`.
    static func check(_ text: String) throws {
        guard text.contains(where: { !$0.isWhitespace }), text.count <= SessionLimits.reasonCharacters,
            !DisplayText.isSteering(text)
        else { throw Failure(.contractReason, ["limit": String(SessionLimits.reasonCharacters)]) }
    }
}
