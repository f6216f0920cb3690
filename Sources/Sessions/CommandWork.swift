package import Cryptography
package import Primitives

/// A program that a technician runs on a machine: an argument vector, no shell (requirement C11).
package struct CommandRun: Hashable, Sendable {
    /// The program first: absolute, or a plain name that is looked up in fixed places.
    package let arguments: [String]
    /// nil: the machine's root directory.
    package let directory: ScopePath?
    package let timeout: Duration
    /// Bytes of each output that are carried; what comes after is dropped.
    package let outputLimit: UInt64

    /// - Throws: `object.field` for a value outside its range, `scope.malformed` for a program that is no path.
    package init(arguments: [String], directory: ScopePath?, timeout: Duration, outputLimit: UInt64) throws(Failure) {
        try Field.check(
            (1...SessionLimits.commandArguments).contains(arguments.count), "command.arguments",
            limit: SessionLimits.commandArguments)
        let bytes = arguments.reduce(0) { $0 + $1.utf8.count + 1 }
        try Field.check(bytes <= SessionLimits.commandBytes, "command.arguments", limit: SessionLimits.commandBytes)
        try Field.check(!arguments.contains { $0.utf8.contains(0) }, "command.arguments")
        _ = try Self.program(arguments[0])
        let longest = SessionLimits.commandTime
        try Field.check(timeout >= .milliseconds(1) && timeout <= longest, "command.timeout", limit: longest.wholeMilliseconds)
        try Field.check(outputLimit <= SessionLimits.commandOutput, "command.output_limit", limit: SessionLimits.commandOutput)
        self.arguments = arguments
        self.directory = directory
        self.timeout = .milliseconds(timeout.wholeMilliseconds)
        self.outputLimit = outputLimit
    }

    /// The word that a grant must have: equal text only.
    package var needed: ScopeWord { .command(program: arguments[0]) }

    private static func program(_ text: String) throws(Failure) -> String {
        guard text.hasPrefix("/") else {
            try Field.plain(text, "command.program")
            return text
        }
        let path = try ScopePath(text).description
        try Field.check(path.utf8.elementsEqual(text.utf8), "command.program")
        return path
    }
}

/// One thing that a script is told.
package struct ScriptArgument: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// As the script gets it among its arguments.
    package var text: String { "\(name)=\(value)" }
}

/// A script of the vendor that a machine runs; the operation only says which one, trust in it comes from TUF.
package struct ScriptRun: Hashable, Sendable {
    package let name: String
    package let version: String
    /// Path of the TUF target.
    package let target: String
    /// SHA-256 of the target.
    package let digest: Digest
    /// Bytes of the target.
    package let length: UInt64
    /// In the order of the script's parameters.
    package let arguments: [ScriptArgument]

    /// - Throws: `object.field` for a name or path that is none, a name that comes twice, or too much.
    package init(
        name: String, version: String, target: String, digest: Digest, length: UInt64, arguments: [ScriptArgument]
    ) throws(Failure) {
        try Field.plain(name, "script.name")
        try Field.plain(version, "script.version")
        try Field.target(target, of: "scripts/" + name, "script.target")
        try Field.check(length > 0, "script.length")
        try Field.check(
            arguments.count <= SessionLimits.commandArguments, "script.arguments", limit: SessionLimits.commandArguments)
        try Field.check(Set(arguments.map(\.name)).count == arguments.count, "script.arguments")
        for argument in arguments {
            try Field.plain(argument.name, "script.arguments")
            try Field.check(!argument.value.utf8.contains(0), "script.arguments")
        }
        let bytes = arguments.reduce(0) { $0 + $1.text.utf8.count + 1 }
        try Field.check(bytes <= SessionLimits.commandBytes, "script.arguments", limit: SessionLimits.commandBytes)
        self.name = name
        self.version = version
        self.target = target
        self.digest = digest
        self.length = length
        self.arguments = arguments
    }
}
