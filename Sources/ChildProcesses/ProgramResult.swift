package enum ProgramStream: Hashable, Sendable {
    case output
    case errors
}

/// How a program came to its end.
package enum ProgramEnd: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// Its time was over; it was killed.
    case timedOut
    /// `ProgramControl.cancel` was called; it was killed.
    case cancelled
    /// It wrote more than its limit, where that ends it.
    case outputLimit
}

/// What became of a program. Everything that it started is gone, unless it could not be killed (`isStuck`).
package struct ProgramResult: Hashable, Sendable {
    package let end: ProgramEnd
    package let duration: Duration
    /// Of it and of those of its children that it waited for.
    package let processorTime: Duration
    /// The most bytes of memory of any of them.
    package let peakMemory: Int64
    /// Bytes handed on.
    package let outputBytes: Int
    package let errorBytes: Int
    /// Some were dropped.
    package let isTruncated: Bool
    /// It did not end when it was killed: it hangs in the kernel, for example on a disk that is gone.
    package let isStuck: Bool

    package var succeeded: Bool { end == .exited(0) }
}

/// The program did not run at all.
package struct ProgramNotStarted: Error, Hashable, Sendable, CustomStringConvertible {
    /// As errno has it.
    package let number: Int32
    /// The directory that it should work in could not be entered.
    package let isOfDirectory: Bool

    init(number: Int32, isOfDirectory: Bool = false) {
        self.number = number
        self.isOfDirectory = isOfDirectory
    }

    package var description: String { SystemError.text(number) }
}

/// A result with what was written.
package struct ProgramOutput: Hashable, Sendable {
    package let result: ProgramResult
    package let output: [UInt8]
    package let errors: [UInt8]

    package var end: ProgramEnd { result.end }
    /// With what is no UTF-8 replaced.
    package var text: String { String(decoding: output, as: UTF8.self) }
}
