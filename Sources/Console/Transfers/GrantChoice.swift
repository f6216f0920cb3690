import Primitives
import Sessions
import SignedObjects

/// Which session a push or pull runs under: the one whose grant allows it.
enum GrantChoice {
    /// - Parameters:
    ///   - sessions: the technician's own open ones on that machine.
    ///   - words: what is to be done.
    ///   - named: whether `--session` picked one.
    /// - Throws: `session.several`; why the only one cannot be used (`session.waiting`, …); `session.not-granted`.
    static func only(
        of sessions: [SessionFacts], for words: [ScopeWord], machine: String, named: Bool
    ) throws(Failure) -> SessionFacts {
        let able = sessions.filter { $0.phase == .active && permits($0.grant?.body.scope, words) }
        if let first = able.first {
            guard able.count == 1 else {
                throw Failure(
                    .sessionSeveral, ["machine": machine, "numbers": able.map(\.number).joined(separator: ", ")])
            }
            return first
        }
        // Not yet, or no longer: the one that would do says why it does not.
        if let asked = sessions.first(where: { permits($0.request.body.scope, words) || named }), let reason = asked.standstill {
            throw reason
        }
        let word = words.map(\.description).joined(separator: ", ")
        throw Failure(.sessionNotGranted, ["machine": machine, "word": word])
    }

    private static func permits(_ scope: Scope?, _ words: [ScopeWord]) -> Bool {
        guard let scope else { return false }
        return words.allSatisfy { scope.permits($0) }
    }
}
