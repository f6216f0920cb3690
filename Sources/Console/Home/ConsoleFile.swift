import DurableFiles

/// Files of the technician's state directory.
extension DurableFile {
    /// What is read at most; the largest, a revocation list, has at most one body of a signed object.
    static let sizeLimit = 2 << 20

    init(_ path: String) {
        self.init(path, failing: .consoleDirectory)
    }

    func read() throws -> [UInt8]? {
        try read(limit: Self.sizeLimit)
    }
}
