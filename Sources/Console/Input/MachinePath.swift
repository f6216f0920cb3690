package import Primitives
package import Sessions

/// `MACHINE:PATH` of push and pull. PATH is absolute on the machine.
package struct MachinePath: Hashable, Sendable {
    /// Number (M-7), name or id.
    package let machine: String
    /// As typed, with a slash at its end where one was.
    package let path: String

    /// - Throws: `console.argument`.
    package init(_ text: String) throws(Failure) {
        // A machine's name has no slash, so the colon of MACHINE:PATH is the last one before the path's first slash.
        guard let slash = text.firstIndex(of: "/"), slash != text.startIndex,
            case let colon = text.index(before: slash), text[colon] == ":", colon != text.startIndex
        else {
            throw Failure(.consoleArgument, ["option": "MACHINE:PATH", "value": text, "reason": "MACHINE:/PATH"])
        }
        machine = String(text[..<colon])
        path = String(text[slash...])
    }

    /// An absolute path of a directory on a machine, given by itself.
    ///
    /// - Throws: `console.argument`.
    package static func directory(_ text: String, option: String) throws(Failure) -> ScopePath {
        do {
            return try ScopePath(text)
        } catch {
            throw .typed(text, option, forms: "/PATH")
        }
    }

    /// Where a file of this name goes: into PATH where it ends with a slash, else to PATH itself.
    ///
    /// - Throws: `scope.malformed` for a path that no grant can name; `console.argument` for a name that no path can end with.
    package func destination(of name: String) throws(Failure) -> ScopePath {
        guard path.hasSuffix("/") else { return try ScopePath(path) }
        guard !name.isEmpty, name != ".", name != "..", !name.contains("/") else {
            throw Failure(.consoleArgument, ["option": "FILE", "value": name, "reason": "name"])
        }
        return try ScopePath(path + name)
    }

    /// Where a directory of this name goes: into PATH where it ends with a slash, else PATH is the directory itself.
    ///
    /// - Throws: as `destination(of:)`.
    func directory(of name: String) throws(Failure) -> ScopePath {
        try destination(of: name)
    }

    /// The file that is pulled.
    package var source: ScopePath {
        get throws(Failure) {
            guard !path.hasSuffix("/") else {
                throw Failure(.consoleArgument, ["option": "MACHINE:PATH", "value": path, "reason": "a file, no directory"])
            }
            return try ScopePath(path)
        }
    }

    /// A directory, with or without a slash at its end.
    ///
    /// - Throws: `scope.malformed`.
    package var directory: ScopePath {
        get throws(Failure) {
            var text = path[...]
            while text.count > 1, text.hasSuffix("/") { text.removeLast() }
            return try ScopePath(String(text))
        }
    }

    /// The file's own name.
    package var name: String {
        String(path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...])
    }
}
