import Glibc

/// One output of a program, read without waiting.
struct ProgramPipe: ~Copyable {
    private(set) var reading: Int32 = -1
    private(set) var writing: Int32 = -1
    private(set) var handedOn = 0
    private(set) var isTruncated = false
    private let limit: Int

    init(limit: Int) throws(ProgramNotStarted) {
        self.limit = limit
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ProgramNotStarted(number: errno) }
        (reading, writing) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
    }

    deinit {
        if reading >= 0 { close(reading) }
        if writing >= 0 { close(writing) }
    }

    var isOpen: Bool { reading >= 0 }

    /// The child has its own.
    mutating func closeWriting() {
        close(writing)
        writing = -1
    }

    /// Reads once. Returns false where nothing was there; at the end it closes.
    mutating func read(_ room: UnsafeMutableRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
        guard isOpen else { return false }
        let count = Glibc.read(reading, room.baseAddress, room.count)
        if count < 0 && (errno == EAGAIN || errno == EINTR) { return false }
        guard count > 0 else {
            close(reading)
            reading = -1
            return false
        }
        let taken = min(count, limit - handedOn)
        if taken < count { isTruncated = true }
        handedOn += taken
        if taken > 0 { body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<taken])) }
        return true
    }
}
