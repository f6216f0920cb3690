package import Primitives

/// What this machine's owner allows at all: the configured roots less the agent's own places.
///
/// No grant reaches the agent's or the installer's state, keys, binaries or socket (design of trust, "Who is the customer").
package struct AllowedScope: Hashable, Sendable {
    package let roots: [ScopePath]
    package let forbidden: [ScopePath]
    /// The words that this machine understands and allows.
    package let kinds: Set<ScopeWord.Kind>

    package init(roots: [ScopePath], forbidden: [ScopePath], kinds: Set<ScopeWord.Kind> = [.push, .pull, .list, .delete]) {
        self.roots = roots
        self.forbidden = forbidden
        self.kinds = kinds
    }

    /// Whether the word may be granted as it is.
    ///
    /// A path must lie within a root, and neither within a forbidden place nor around one.
    package func permits(_ word: ScopeWord) -> Bool {
        guard kinds.contains(word.kind) else { return false }
        guard let path = word.path else { return true }
        return roots.contains { $0.contains(path) } && !forbidden.contains { $0.contains(path) || path.contains($0) }
    }

    /// - Throws: `scope.forbidden` with the first word that may not be granted here.
    package func check(_ scope: Scope) throws(Failure) {
        for word in scope.words where !permits(word) {
            throw Failure(.scopeForbidden, ["word": word.description])
        }
    }

    /// The part of the scope that may be granted: a word wider than the roots becomes one word for each root within it.
    /// - Throws: `scope.forbidden` with the first word of which nothing is left.
    package func clamped(_ scope: Scope) throws(Failure) -> Scope {
        var kept: [ScopeWord] = []
        for word in scope.words {
            let parts = permits(word) ? [word] : roots.filter { word.path?.contains($0) ?? false }.compactMap(word.replacingPath)
            let allowed = parts.filter(permits)
            guard !allowed.isEmpty else { throw Failure(.scopeForbidden, ["word": word.description]) }
            kept += allowed
        }
        return try Scope(kept, byteLimit: scope.byteLimit)
    }
}
