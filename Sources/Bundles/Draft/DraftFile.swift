import Diagnostics
import Foundation
import Glibc
import Primitives
import Redaction

/// Files of a draft: names are those of attachments, checked again, and no link is followed.
enum DraftFile {
    static func makeDirectory(_ path: String) throws(Failure) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
    }

    /// Absolute; the directories above it are made. Throws `diagnosis.bundle-file`.
    static func place(_ directory: String, _ name: String) throws(Failure) -> String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !parts.isEmpty, parts.count <= 4, parts.allSatisfy(FactName.isValid) else {
            throw Failure(.diagnosisBundleFile, ["path": String(name.prefix(200)), "reason": "no name of a file"])
        }
        var folder = directory
        for part in parts.dropLast() {
            folder += "/" + part
            try makeDirectory(folder)
        }
        return directory + "/" + name
    }

    static func write(_ bytes: [UInt8], to directory: String, _ name: String) throws {
        let file = try Handle(writing: place(directory, name))
        try file.write(bytes[...])
    }

    /// Throws `diagnosis.bundle-file`, `diagnosis.bundle-too-large`.
    static func read(_ directory: String, _ name: String) throws -> [UInt8] {
        let file = try Handle(reading: place(directory, name))
        var all: [UInt8] = []
        while let piece = try file.read() {
            all += piece
            guard all.count <= BundleLimits.fileBytes else {
                throw Failure(.diagnosisBundleTooLarge, ["what": name, "limit": String(BundleLimits.fileBytes)])
            }
        }
        return all
    }

    /// nil where there is no such file.
    static func size(_ directory: String, _ name: String) -> Int64? {
        var status = stat()
        guard let path = try? place(directory, name), lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int64(status.st_size)
    }

    /// The last bytes of a file; nil where there is none.
    static func tail(_ directory: String, _ name: String, limit: Int) throws -> [UInt8]? {
        guard let size = size(directory, name) else { return nil }
        let file = try Handle(reading: place(directory, name))
        try file.seek(to: max(0, size - Int64(limit)))
        var all: [UInt8] = []
        while all.count < limit, let piece = try file.read() { all += piece }
        return Array(all.prefix(limit))
    }

    /// Copies a file through a redactor, as far as one file and the whole bundle may go.
    static func copy(
        from source: String, _ name: String, to directory: String, through redactor: inout Redactor, budget: inout Int64
    ) throws {
        let input = try Handle(reading: place(source, name))
        let output = try Handle(writing: place(directory, name))
        redactor.begin(file: name)
        var left = min(BundleLimits.fileBytes, budget)
        func put(_ bytes: [UInt8]) throws {
            let kept = bytes.prefix(Int(max(0, left)))
            left -= Int64(kept.count)
            budget -= Int64(kept.count)
            try output.write(kept)
        }
        while left > 0, let piece = try input.read() {
            var text: [UInt8] = []
            redactor.redact(piece, into: &text)
            try put(text)
        }
        var rest: [UInt8] = []
        redactor.end(into: &rest)
        try put(rest)
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.diagnosisBundleFile, ["path": path, "reason": String(cString: strerror(errno))])
    }

    /// An open file that closes itself.
    final class Handle {
        private let descriptor: Int32
        private let path: String
        private var room = [UInt8](repeating: 0, count: BundleLimits.piece)

        init(reading path: String) throws(Failure) {
            self.path = path
            descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            guard descriptor >= 0 else { throw DraftFile.failure(path) }
        }

        init(writing path: String) throws(Failure) {
            self.path = path
            descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw DraftFile.failure(path) }
        }

        deinit {
            close(descriptor)
        }

        /// nil at the end.
        func read() throws(Failure) -> [UInt8]? {
            while true {
                let count = Glibc.read(descriptor, &room, room.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw DraftFile.failure(path) }
                return count == 0 ? nil : Array(room[..<count])
            }
        }

        func seek(to offset: Int64) throws(Failure) {
            guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw DraftFile.failure(path) }
        }

        func write(_ bytes: ArraySlice<UInt8>) throws(Failure) {
            var rest = bytes
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw DraftFile.failure(path) }
                rest = rest.dropFirst(count)
            }
        }

        /// On the disk when this returns.
        func synchronise() throws(Failure) {
            guard fsync(descriptor) == 0 else { throw DraftFile.failure(path) }
        }
    }
}
