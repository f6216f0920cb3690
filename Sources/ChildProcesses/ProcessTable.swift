import Foundation
import Glibc

/// The processes of this machine, as /proc shows them.
package enum ProcessTable {
    package struct Entry: Hashable, Sendable {
        package let id: Int32
        package let parent: Int32
        package let session: Int32
        /// Ended, and not waited for yet.
        package let isZombie: Bool
    }

    package static func all() -> [Entry] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0).flatMap(entry) }
    }

    package static func entry(_ process: Int32) -> Entry? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
        // The name in between may hold spaces and parentheses.
        let text = String(decoding: data, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ", maxSplits: 4)
        guard fields.count > 3, let parent = Int32(fields[1]), let session = Int32(fields[3]) else { return nil }
        return Entry(id: process, parent: parent, session: session, isZombie: fields[0] == "Z" || fields[0] == "X")
    }

    /// False also where it cannot be read.
    package static func environment(of process: Int32, has variable: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/environ") else { return false }
        return data.range(of: Data(variable.utf8)) != nil
    }
}
