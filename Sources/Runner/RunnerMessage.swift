import Primitives

/// One command as the agent asks for it.
package struct RunnerCall: Codable, Hashable, Sendable {
    /// Of the operation; seen by the command as HAMYAR_COMMAND.
    package var id: String
    /// The program, absolute or a plain name, then its arguments. Of a script its name stands there.
    package var arguments: [String]
    /// Absolute; empty: /.
    package var directory: String
    /// Beside PATH, LANG, HOME and HAMYAR_COMMAND; only names that begin with HAMYAR_.
    package var environment: [String: String]
    package var timeoutMillis: UInt64
    /// Bytes of each output.
    package var outputLimit: UInt64
    /// The bytes that follow are what is run; nil: the program of the arguments.
    package var script: Script?

    package struct Script: Codable, Hashable, Sendable {
        package let length: Int
        /// SHA-256.
        package let digest: String

        package init(length: Int, digest: String) {
            self.length = length
            self.digest = digest
        }
    }

    package init(
        id: String, arguments: [String], directory: String = "", environment: [String: String] = [:], timeoutMillis: UInt64,
        outputLimit: UInt64, script: Script? = nil
    ) {
        self.id = id
        self.arguments = arguments
        self.directory = directory
        self.environment = environment
        self.timeoutMillis = timeoutMillis
        self.outputLimit = outputLimit
        self.script = script
    }
}

/// How a command came to its end.
package struct RunnerEnd: Codable, Hashable, Sendable {
    package enum Reason: String, Codable, Sendable {
        case ended
        case timedOut = "timed-out"
        /// The agent said so, or went away.
        case cancelled
    }

    package let reason: Reason
    /// nil where a signal ended it.
    package let exit: Int32?
    package let signal: Int32?
    /// Output above its limit was dropped.
    package let isTruncated: Bool
    package let millis: UInt64

    package init(reason: Reason, exit: Int32?, signal: Int32?, isTruncated: Bool, millis: UInt64) {
        self.reason = reason
        self.exit = exit
        self.signal = signal
        self.isTruncated = isTruncated
        self.millis = millis
    }
}

/// Why nothing was run.
struct RunnerRefusal: Codable, Sendable {
    let code: String
    let parameters: [String: String]

    init(_ failure: Failure) {
        (code, parameters) = (failure.code.rawValue, failure.parameters)
    }

    var failure: Failure { Failure(Failure.Code(rawValue: code), parameters) }
}

/// What a frame holds: one byte before the four of its length.
enum RunnerFrame: UInt8 {
    /// A RunnerCall in JSON; the only one that the agent sends, with a script's bytes behind it. Whatever else it sends, or its end, ends
    /// the command.
    case call = 1
    /// Nothing: the command runs.
    case started = 2
    case output = 3
    case errors = 4
    /// A RunnerEnd in JSON.
    case end = 5
    /// A RunnerRefusal in JSON.
    case refused = 6
    /// Asked without content, answered with the user of commands: a number in JSON.
    case identity = 7
}
