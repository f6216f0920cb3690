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

    /// Asks until the answer is one; an empty line keeps a backup.
    ///
    /// - Throws: `console.argument` where nobody sits at a terminal, `console.declined` where they want nothing of it.
    func rule(for path: String) throws -> OverwriteRule {
        if let rest = rest.withLock({ $0 }) { return rest }
        while true {
            let answer = OverwriteAnswer(try common.ask(.askOverwrite, of: path, option: "--overwrite ask"))
            switch answer {
            case .rule(let rule, let forAll):
                if forAll { rest.withLock { $0 = rule } }
                return rule
            case .quit: throw Failure(.consoleDeclined)
            case .unclear: continue
            }
        }
    }
}
