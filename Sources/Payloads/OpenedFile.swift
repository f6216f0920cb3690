import CLinux
import Glibc
import Primitives

/// A descriptor that is closed with its value.
struct OpenedFile: ~Copyable {
    let number: Int32
    /// For sentences.
    let path: String

    init(owning number: Int32, _ path: String) {
        self.number = number
        self.path = path
    }

    deinit {
        close(number)
    }

    /// Opens a directory that the program's own configuration or person names: links are followed.
    init(directory path: String) throws(Failure) {
        number = try Self.check("open", path) { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        self.path = path
    }

    /// Opens what lies beneath a directory, through no link.
    init(_ names: [UInt8], beneath directory: Int32, _ flags: Int32, mode: UInt32 = 0) throws(Failure) {
        let name = String(decoding: names, as: UTF8.self)
        let resolve = UInt64(RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS)
        number = try Self.check("openat2", name) {
            hamyar_openat2(directory, name, UInt64(flags | O_CLOEXEC | O_NOFOLLOW), UInt64(mode), resolve)
        }
        path = name
    }

    func status() throws(Failure) -> stat {
        var status = stat()
        try Self.check("fstat", path) { fstat(number, &status) }
        return status
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let count = try Self.check("write", path) {
                Glibc.write(number, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            }
            guard count > 0 else { throw Failure(.payloadFile, ["path": path, "call": "write", "reason": "nothing written"]) }
            done += count
        }
    }

    /// 0 is the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        try Self.read(number, path, into: buffer)
    }

    static func read(_ number: Int32, _ path: String, into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        try check("read", path) { Glibc.read(number, buffer.baseAddress, buffer.count) }
    }

    /// Calls until a signal did not interrupt; throws payload.file for −1.
    @discardableResult
    static func check<Number: FixedWidthInteger>(_ call: String, _ path: String, _ body: () -> Number) throws(Failure) -> Number {
        while true {
            let result = body()
            if result >= 0 { return result }
            let number = errno
            if number == EINTR || (number == EAGAIN && call == "openat2") { continue }
            throw Failure(
                .payloadFile,
                ["path": path, "call": call, "reason": String(cString: strerror(number)), "errno": String(number)])
        }
    }
}
