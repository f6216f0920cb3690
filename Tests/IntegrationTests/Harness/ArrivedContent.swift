import Foundation

/// What of a directory is on the other disk, by a look at it from outside: whole files, under their names or their parts' names, and
/// the blocks of 1 MiB of larger ones.
struct ArrivedContent: CustomStringConvertible {
    /// Bytes of the directory's files.
    private(set) var total = 0
    /// Of these, what is there.
    private(set) var bytes = 0
    var description: String { "\(bytes) of \(total) bytes" }

    private static let block = 1 << 20

    init(of source: String, at there: String) throws {
        let manager = FileManager.default
        var found: [String: [Data]] = [:]
        for name in try manager.subpathsOfDirectory(atPath: source) {
            guard let type = try manager.attributesOfItem(atPath: source + "/" + name)[.type] as? FileAttributeType,
                type == .typeRegular, let content = manager.contents(atPath: source + "/" + name)
            else { continue }
            total += content.count
            let directory = (there + "/" + name as NSString).deletingLastPathComponent
            let whole = manager.contents(atPath: there + "/" + name) == content
            if found[directory] == nil { found[directory] = Self.parts(in: directory) }
            let best = whole ? 0 : found[directory]?.map { Self.common(content, $0) }.max() ?? 0
            bytes += whole ? content.count : best
        }
    }

    private static func parts(in directory: String) -> [Data] {
        let manager = FileManager.default
        let names = (try? manager.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { $0.hasSuffix(".part") }.compactMap { manager.contents(atPath: directory + "/" + $0) }
    }

    /// Bytes in equal whole blocks; of a file of one block all or nothing.
    private static func common(_ content: Data, _ part: Data) -> Int {
        guard content.count > block else { return part == content ? content.count : 0 }
        return stride(from: 0, to: content.count, by: block).reduce(0) { sum, start in
            let end = min(start + block, content.count)
            return part.count >= end && part[start..<end] == content[start..<end] ? sum + end - start : sum
        }
    }
}
