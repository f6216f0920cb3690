import Glibc
import Testing

@testable import Delta

/// A directory that goes away with its owner.
final class Scratch {
    let path: String

    init() throws {
        path = "/tmp/hamyar-delta-" + String(UInt64.random(in: 0 ... .max), radix: 16)
        try #require(mkdir(path, 0o700) == 0)
    }

    deinit {
        Self.remove(path)
    }

    func place(_ name: String) -> String { path + "/" + name }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o644) throws -> String {
        let descriptor = open(place(name), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        try #require(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
        fchmod(descriptor, mode)
        return place(name)
    }

    func directory(_ name: String, mode: mode_t = 0o755) throws {
        try #require(mkdir(place(name), mode) == 0)
        chmod(place(name), mode)
    }

    func link(_ name: String, to target: String) throws {
        try #require(symlink(target, place(name)) == 0)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        try MappedFile(place(name)).withBytes { Array($0) }
    }

    func names(_ directory: String = "") -> [String] {
        guard let opened = opendir(directory.isEmpty ? path : place(directory)) else { return [] }
        defer { closedir(opened) }
        var names: [String] = []
        while let entry = readdir(opened) {
            names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    private static func remove(_ path: String) {
        guard unlink(path) != 0, rmdir(path) != 0, let opened = opendir(path) else { return }
        while let entry = readdir(opened) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != "." && name != ".." { remove(path + "/" + name) }
        }
        closedir(opened)
        rmdir(path)
    }
}
