import Cryptography
package import Diagnostics
import Foundation
import Glibc
import Payloads
import Primitives

/// A bundle as its receiver reads it: whole, within its limits, and nothing in it that its index does not name (H53).
package struct BundleContents: Sendable {
    package let index: BundleIndex
    package let document: FactDocument
    package let redactions: RedactionSummary
    /// By name.
    package let files: [String: [UInt8]]

    /// Throws `diagnosis.no-bundle`, `diagnosis.bundle`, `diagnosis.bundle-too-large`, `diagnosis.bundle-file`.
    package init(reading path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 || ![ENOENT, ENOTDIR].contains(errno) else {
            throw Failure(.diagnosisNoBundle, ["path": path])
        }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw Self.malformed("a directory") }
        do {
            files = try Self.unpacked(path)
            index = try FactJSON.decode(BundleIndex.self, Self.file(BundleDraft.index, files))
            guard index.schema == 1 else { throw Self.malformed("schema \(index.schema)") }
            document = try FactDocument.read(Self.file(BundleDraft.facts, files))
            redactions = try FactJSON.decode(RedactionSummary.self, Self.file(BundleDraft.redactions, files))
        } catch let failure as Failure where failure.code == .diagnosisDocument || failure.code.rawValue.hasPrefix("payload.") {
            throw Failure(.diagnosisBundle, ["reason": failure.parameters["reason"] ?? failure.code.rawValue], cause: failure)
        }
        try check()
    }

    /// Writes all of it into a new directory. Throws `diagnosis.bundle-file`.
    package func save(in directory: String) throws {
        guard mkdir(directory, 0o700) == 0 else {
            throw Failure(.diagnosisBundleFile, ["path": directory, "reason": String(cString: strerror(errno))])
        }
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) { try DraftFile.write(bytes, to: directory, name) }
    }

    private func check() throws {
        var names: Set<String> = [BundleDraft.index]
        for entry in index.files {
            guard names.insert(entry.name).inserted else { throw Self.malformed("\(entry.name) twice") }
            guard let bytes = files[entry.name], Int64(bytes.count) == entry.bytes,
                Digest.of(bytes).description == entry.sha256
            else { throw Self.malformed("\(entry.name) is not what the index says") }
        }
        guard names.count == files.count else { throw Self.malformed("files that the index does not name") }
    }

    private static func unpacked(_ path: String) throws -> [String: [UInt8]] {
        let input = try DraftFile.Handle(reading: path)
        var pending = ArraySlice<UInt8>()
        var reader = try PayloadReader(.gzip, allowing: .init(entries: BundleLimits.entries, bytes: BundleLimits.bytes)) { room in
            if pending.isEmpty { pending = try input.read()?[...] ?? [] }
            let count = min(room.count, pending.count)
            room.copyBytes(from: pending.prefix(count))
            pending = pending.dropFirst(count)
            return count
        }
        var files: [String: [UInt8]] = [:]
        while let entry = try reader.next() {
            switch entry.kind {
            case .directory: continue
            case .link: throw malformed("a link")
            case .file(let size, _):
                guard size <= BundleLimits.fileBytes else {
                    throw Failure(
                        .diagnosisBundleTooLarge, ["what": entry.path.description, "limit": String(BundleLimits.fileBytes)])
                }
                files[entry.path.description] = try content(of: &reader, Int(size))
            }
        }
        return files
    }

    private static func content(of reader: inout PayloadReader, _ size: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var done = 0
        while done < size {
            let start = done
            done += try bytes.withUnsafeMutableBytes {
                try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
            }
        }
        return bytes
    }

    private static func file(_ name: String, _ files: [String: [UInt8]]) throws -> [UInt8] {
        guard let bytes = files[name] else { throw malformed("no \(name)") }
        return bytes
    }

    private static func malformed(_ reason: String) -> Failure {
        Failure(.diagnosisBundle, ["reason": String(reason.prefix(200))])
    }
}
