/// Text that a program, a file or a person of another party wrote, as it stands among the facts: bounded, in one line, without anything
/// that a terminal obeys (H39, H40).
enum FactText {
    static func capped(_ text: some StringProtocol, _ limit: Int = DiagnosticsLimits.text) -> String {
        var output = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else {
                output.append("…")
                break
            }
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: output.append(" ")
            case .format where (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value): continue
            default: output.append(scalar)
            }
            count += 1
        }
        return String(output)
    }

    /// The last words of an output, for a reason.
    static func tail(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.suffix(DiagnosticsLimits.reasonOutput), as: UTF8.self)
        return capped(text.split { $0.isNewline }.suffix(3).joined(separator: " "), DiagnosticsLimits.reasonOutput)
    }
}
