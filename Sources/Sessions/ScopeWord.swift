package import Primitives

/// One word of what a technician asks to do; `push:/srv/app` means that very path and all beneath it.
///
/// The words are part of the signed request and of the grant, and of the command line (`--allow`, `--only`).
package enum ScopeWord: Hashable, Sendable {
    case push(ScopePath)
    case pull(ScopePath)
    case list(ScopePath)
    /// Files beneath the path may go that a pushed tree lacks.
    case delete(ScopePath)
    /// Facts, findings and logs of the machine, shown to the customer before they leave.
    case diagnose
    /// Live figures of the machine, as they are read.
    case watch
    case patch(product: String)
    case install(product: String, version: String)
    /// Any newer release of the product, and its installing.
    case update(product: String)
    case script(name: String)
    /// A plain name, or an absolute path, of a program. Equal text only.
    case command(program: String)

    /// The word before the colon.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case push, pull, list, delete, diagnose, watch, patch, install, update, script, command
    }

    /// Parses `push:PATH`, `pull:PATH`, `list:PATH`, `delete:PATH`, `diagnose`, `watch`, `patch:PRODUCT`, `install:PRODUCT@VERSION`,
    /// `update:PRODUCT`, `script:NAME`, `command:PROGRAM`.
    /// - Throws: `scope.malformed` with the word and what is wrong with it.
    package init(_ text: String) throws(Failure) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, let kind = Kind(rawValue: first) else { throw Self.malformed(text, "unknown-word") }
        guard let value = parts.count == 2 ? parts[1] : nil else {
            switch kind {
            case .diagnose: self = .diagnose
            case .watch: self = .watch
            default: throw Self.malformed(text, "no-value")
            }
            return
        }
        switch kind {
        case .push: self = .push(try ScopePath(value))
        case .pull: self = .pull(try ScopePath(value))
        case .list: self = .list(try ScopePath(value))
        case .delete: self = .delete(try ScopePath(value))
        case .diagnose, .watch: throw Self.malformed(text, "value")
        case .patch: self = .patch(product: try Self.name(value, of: text))
        case .update: self = .update(product: try Self.name(value, of: text))
        case .script: self = .script(name: try Self.name(value, of: text))
        case .install:
            let halves = value.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
            guard halves.count == 2 else { throw Self.malformed(text, "no-version") }
            self = .install(product: try Self.name(halves[0], of: text), version: try Self.name(halves[1], of: text))
        case .command:
            self = .command(program: value.hasPrefix("/") ? try ScopePath(value).description : try Self.name(value, of: text))
        }
    }

    package var kind: Kind {
        switch self {
        case .push: .push
        case .pull: .pull
        case .list: .list
        case .delete: .delete
        case .diagnose: .diagnose
        case .watch: .watch
        case .patch: .patch
        case .install: .install
        case .update: .update
        case .script: .script
        case .command: .command
        }
    }

    /// The path of a word that has one.
    package var path: ScopePath? {
        switch self {
        case .push(let path), .pull(let path), .list(let path), .delete(let path): path
        default: nil
        }
    }

    /// Whether who holds this word may do what `other` says. One kind of word never implies another.
    package func contains(_ other: ScopeWord) -> Bool {
        guard let path, let inner = other.path else { return self == other }
        return kind == other.kind && path.contains(inner)
    }

    /// The same kind of word for another path; nil where the word has none.
    func replacingPath(with path: ScopePath) -> ScopeWord? {
        switch self {
        case .push: .push(path)
        case .pull: .pull(path)
        case .list: .list(path)
        case .delete: .delete(path)
        default: nil
        }
    }

    private static func malformed(_ word: String, _ reason: String) -> Failure {
        Failure(.scopeMalformed, ["word": DisplayText.stripped(word), "reason": reason])
    }

    /// ASCII letters, digits, `.`, `_`, `+`, `-`; not beginning with `.` or `-`, so that no name becomes a path or a flag.
    private static func name(_ text: String, of word: String) throws(Failure) -> String {
        guard PlainName.isValid(text) else { throw malformed(word, "name") }
        return text
    }
}

extension ScopeWord: CustomStringConvertible {
    /// The canonical text: parsing it gives the same word.
    package var description: String {
        switch self {
        case .push(let path), .pull(let path), .list(let path), .delete(let path): "\(kind.rawValue):\(path)"
        case .diagnose, .watch: kind.rawValue
        case .patch(let name), .update(let name), .script(let name), .command(let name): "\(kind.rawValue):\(name)"
        case .install(let product, let version): "\(kind.rawValue):\(product)@\(version)"
        }
    }
}
