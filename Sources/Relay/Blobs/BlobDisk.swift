import NIOPosix

/// Work on the disk: on threads of its own, never on an event loop nor on those that run tasks.
enum BlobDisk {
    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await NIOThreadPool.singleton.runIfActive(body)
    }
}
