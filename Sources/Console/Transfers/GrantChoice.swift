import Primitives
import Sessions
import SignedObjects

/// Which session a push or pull runs under: the one whose grant allows it.
enum GrantChoice {
    /// - Parameters:
    ///   - sessions: the technician's own open ones on that machine.
    ///   - word: what is to be done.
    ///   - named: whether `--session` picked one.
    /// - Throws: `session.several`; why the only one cannot be used (`session.waiting`, …); `session.not-granted`.
    static func only(
        of sessions: [SessionFacts], for word: ScopeWord, machine: String, named: Bool
    ) throws(Failure) -> SessionFacts {
        let able = sessions.filter { $0.phase == .active && ($0.grant?.body.scope.permits(word) ?? false) }
        if let first = able.first {
            guard able.count == 1 else {
                throw Failure(
                    .sessionSeveral, ["machine": machine, "numbers": able.map(\.number).joined(separator: ", ")])
            }
            return first
        }
        // Not yet, or no longer: the one that would do says why it does not.
        if let asked = sessions.first(where: { $0.request.body.scope.permits(word) || named }), let reason = asked.standstill {
            throw reason
        }
        throw Failure(.sessionNotGranted, ["machine": machine, "word": word.description])
    }
}
