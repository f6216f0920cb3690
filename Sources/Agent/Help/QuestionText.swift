import AgentStorage
package import Primitives
import Sessions

/// What a person may write to the vendor. The relay has the same rules; here they are said before anything is kept.
package enum QuestionText {
    /// What came through a pipe, without the line ends behind it. Throws `help.text` for what is no UTF-8.
    package static func decode(_ bytes: [UInt8]) throws(Failure) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.helpText, ["limit": String(QuestionLimits.textCharacters)])
        }
        return String(text.reversed().drop { $0.isNewline }.reversed())
    }

    /// Throws `help.text` for a text that is empty or too long, or that has control characters other than line ends and tabs.
    static func check(_ text: String) throws(Failure) {
        let plain = text.filter { !$0.isNewline && $0 != "\t" }
        guard plain.contains(where: { !$0.isWhitespace }), text.count <= QuestionLimits.textCharacters,
            !plain.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw Failure(.helpText, ["limit": String(QuestionLimits.textCharacters)]) }
    }

    /// A name or a key: short, and nothing that steers a screen. Throws `help.text`.
    static func check(name: String) throws(Failure) {
        guard name.count <= SessionLimits.nameCharacters, !DisplayText.isSteering(name) else {
            throw Failure(.helpText, ["limit": String(SessionLimits.nameCharacters)])
        }
    }
}
