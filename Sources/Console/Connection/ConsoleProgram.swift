import NIOPosix

/// What this program calls itself, and the threads that it runs on.
package enum ConsoleProgram {
    package static let version = "0.1.0"
    static let name = "hamyar/" + version
    /// As Hello says it.
    static var platform: String {
        #if arch(x86_64)
            "linux-x86_64"
        #elseif arch(arm64)
            "linux-aarch64"
        #else
            "linux"
        #endif
    }
    /// One loop: a command has one connection.
    static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}
