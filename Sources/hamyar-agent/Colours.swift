import Diagnostics
import Foundation
import Glibc

/// Colours of a terminal; none in files and pipes, and where NO_COLOR (no-color.org) or TERM=dumb says so.
struct Colours: Sendable {
    private let areShown: Bool

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        areShown = isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// A severity's word; the word says it too.
    func paint(_ severity: Finding.Severity, _ word: String) -> String {
        guard areShown else { return word }
        let code =
            switch severity {
            case .critical: "1;31"
            case .warning: "33"
            case .notice: "34"
            }
        return "\u{1b}[\(code)m\(word)\u{1b}[0m"
    }
}
