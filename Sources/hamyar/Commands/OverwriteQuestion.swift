import Console
import Foundation
import Primitives
import Sessions
import Synchronization

/// Asks the person at the terminal what shall become of a file that is there (`push --overwrite ask`).
final class OverwriteQuestion: Sendable {
    private let common: CommonOptions
    /// Said with a capital letter: for all that follow.
    private let rest = Mutex<OverwriteRule?>(nil)

    init(_ common: CommonOptions) {
        self.common = common
    }

    /// - Throws: `console.argument` where nobody sits at a terminal.
    func rule(for path: String) throws -> OverwriteRule {
        if let rest = rest.withLock({ $0 }) { return rest }
        while true {
            let answer = try common.ask(.askOverwrite, of: path, option: "--overwrite ask")
            guard let first = answer.first, let rule = Self.rules[Character(first.lowercased())] else {
                guard !answer.isEmpty else { return .backup }
                continue
            }
            if first.isUppercase { rest.withLock { $0 = rule } }
            return rule
        }
    }

    private static let rules: [Character: OverwriteRule] = ["b": .backup, "r": .replace, "s": .skip, "k": .keepBoth]
}
