package import Primitives

/// What a request asks for and a grant allows: scope words and a limit of bytes. It can only be narrowed.
package struct Scope: Hashable, Sendable {
    /// Without repetition, in the order given.
    package let words: [ScopeWord]
    /// Raw bytes of files, both ways together, over the whole grant; nil where none is named.
    package let byteLimit: UInt64?

    /// - Throws: `scope.empty` without words (there is no default), `scope.too-many` above `SessionLimits.scopeWords`,
    ///   `object.field` above `SessionLimits.scopeBytes`.
    package init(_ words: [ScopeWord], byteLimit: UInt64? = nil) throws(Failure) {
        var unique: [ScopeWord] = []
        for word in words where !unique.contains(word) {
            guard unique.count < SessionLimits.scopeWords else {
                throw Failure(.scopeTooMany, ["limit": String(SessionLimits.scopeWords)])
            }
            unique.append(word)
        }
        guard !unique.isEmpty else { throw Failure(.scopeEmpty) }
        let bytes = unique.reduce(0) { $0 + $1.description.utf8.count }
        try Field.check(bytes <= SessionLimits.scopeBytes, "scope", limit: SessionLimits.scopeBytes)
        self.words = unique
        self.byteLimit = byteLimit
    }

    /// Parses the words of a command line or a signed body.
    package init(parsing words: [String], byteLimit: UInt64? = nil) throws(Failure) {
        guard words.count <= SessionLimits.scopeWords else {
            throw Failure(.scopeTooMany, ["limit": String(SessionLimits.scopeWords)])
        }
        var parsed: [ScopeWord] = []
        for word in words { parsed.append(try ScopeWord(word)) }
        try self.init(parsed, byteLimit: byteLimit)
    }

    package func permits(_ word: ScopeWord) -> Bool {
        words.contains { $0.contains(word) }
    }

    /// Whether everything that `other` allows is allowed here too.
    package func contains(_ other: Scope) -> Bool {
        guard other.words.allSatisfy(permits) else { return false }
        guard let byteLimit else { return true }
        return other.byteLimit.map { $0 <= byteLimit } ?? false
    }

    /// The scope of `--only`: each word must lie within a word asked for; an empty list changes nothing.
    /// - Throws: `scope.wider` with the first word or number that would widen the scope.
    package func narrowed(to only: [ScopeWord], byteLimit limit: UInt64? = nil) throws(Failure) -> Scope {
        for word in only where !permits(word) {
            throw Failure(.scopeWider, ["word": word.description])
        }
        if let limit, let byteLimit, limit > byteLimit {
            throw Failure(.scopeWider, ["bytes": String(limit), "limit": String(byteLimit)])
        }
        return try Scope(only.isEmpty ? words : only, byteLimit: limit ?? byteLimit)
    }
}
