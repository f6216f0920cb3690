package import Primitives

extension Outcome {
    /// What a failed outcome says; nil for a success. Its values are another party's text, made harmless for a screen (H39).
    package var failure: Failure? {
        guard result != .succeeded else { return nil }
        return Failure(Failure.Code(rawValue: code), parameters.mapValues { DisplayText.stripped($0) })
    }

    /// What an outcome can hold of a failure: values that are there, each cut to `SessionLimits.reasonCharacters`, the first
    /// `parameterLimit` by name.
    package static func parameters(of failure: Failure) -> [String: String] {
        let known = failure.parameters.filter { !$0.value.isEmpty && $0.key.unicodeScalars.count <= SessionLimits.nameCharacters }
        let kept = known.sorted { $0.key < $1.key }.prefix(parameterLimit)
        return Dictionary(uniqueKeysWithValues: kept.map { ($0.key, cut($0.value)) })
    }

    /// Scalars are counted, as the check of an outcome does.
    private static func cut(_ text: String) -> String {
        guard text.unicodeScalars.count > SessionLimits.reasonCharacters else { return text }
        var short = String.UnicodeScalarView()
        short.append(contentsOf: text.unicodeScalars.prefix(SessionLimits.reasonCharacters - 1))
        return String(short) + "…"
    }
}
