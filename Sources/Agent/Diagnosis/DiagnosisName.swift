import Primitives

/// The short form of an operation's id, by which people tell the diagnoses of one session apart: `opn_7k2m9x`.
enum DiagnosisName {
    /// Characters behind the prefix that are shown, where they tell it from the others: 30 bits.
    private static let shown = 6
    /// Characters behind the prefix that a person must give at least.
    private static let given = 4
    private static let prefix = OperationSubject.prefix + "_"

    /// The beginning that people are shown; the whole id where another one begins so.
    static func short(_ operation: OperationID, among all: [OperationID]) -> String {
        let beginning = String(operation.description.prefix(prefix.count + shown))
        return all.contains { $0 != operation && $0.description.hasPrefix(beginning) } ? operation.description : beginning
    }

    /// Whether a text is the id, or enough of its beginning.
    static func means(_ operation: OperationID, _ text: String) -> Bool {
        let text = text.lowercased()
        guard text.hasPrefix(prefix), text.count >= prefix.count + given else { return false }
        return operation.description.hasPrefix(text)
    }
}
