import Foundation
import Glibc
import Testing

@testable import Installer

/// What the disk has after each sync of one undisturbed run, where everything else is lost (Tests/Faults/lost-writes.c).
///
/// The worst that a file system may do: a file whose content was not synced is empty, a name whose directory was not synced is not there, or
/// still is. Between two syncs nothing more becomes safe, so these are all the power cuts that there are.
struct LostWrites {
    struct Image {
        /// What was synced.
        let path: String
        let files: [String: File]
        let directories: [String: Directory]
    }

    struct File {
        var mode: mode_t
        var user: uid_t
        var group: gid_t
        var copy: String
    }

    struct Directory {
        var mode: mode_t
        var user: uid_t
        var group: gid_t
        var entries: [Entry] = []
    }

    struct Entry {
        let key: String
        let type: String
        let name: String
        let target: String
    }

    private(set) var images: [Image] = []
    private let place: String
    private var root = ""

    /// Runs the scenario once.
    init(of matrix: FaultMatrix) throws {
        place = matrix.fixture.path + ".syncs"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try matrix.reset()
        let run = try matrix.run(environment: [
            "LD_PRELOAD": try FaultProgram.lostWrites.get().path, "HAMYAR_SYNC_ROOT": matrix.fixture.path,
            "HAMYAR_SYNC_OTHERS": matrix.fixture.data, "HAMYAR_SYNC_LOG": place,
        ])
        try #require(run.output == matrix.scenario.undisturbed, "\(run.output)")
        read(matrix.fixture.text(place + "/log"))
        try #require(images.count > 8)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: place)
    }

    private mutating func read(_ log: String) {
        var files: [String: File] = [:]
        var directories: [String: Directory] = [:]
        var path: String?
        for line in log.split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            func number<Value: FixedWidthInteger>(_ index: Int, _ radix: Int = 10) -> Value {
                Value(fields[index], radix: radix) ?? 0
            }
            switch fields[0] {
            case "sync":
                if let path { images.append(Image(path: path, files: files, directories: directories)) }
                path = fields[1]
            case "file": files[fields[1]] = File(mode: number(2, 8), user: number(3), group: number(4), copy: fields[5])
            case "dir":
                if root.isEmpty { root = fields[1] }
                directories[fields[1]] = Directory(mode: number(2, 8), user: number(3), group: number(4))
            case "entry":
                directories[fields[1]]?.entries.append(
                    Entry(key: fields[2], type: fields[3], name: fields[4], target: fields[5]))
            default: break
            }
        }
        if let path { images.append(Image(path: path, files: files, directories: directories)) }
    }

    /// In place of what is there.
    func restore(_ index: Int, to path: String) throws {
        try FileManager.default.removeItem(atPath: path)
        try make(path, root, images[index])
    }

    private func make(_ path: String, _ key: String, _ image: Image) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        // One whose names were never synced has none.
        guard let directory = image.directories[key] else { return }
        for entry in directory.entries {
            let child = path + "/" + entry.name
            switch entry.type {
            case "d": try make(child, entry.key, image)
            case "l": symlink(entry.target, child)
            default:
                let file = image.files[entry.key]
                let content = file.flatMap { FileManager.default.contents(atPath: place + "/" + $0.copy) } ?? Data()
                try content.write(to: URL(filePath: child))
                guard let file else { continue }
                chown(child, file.user, file.group)
                chmod(child, file.mode)
            }
        }
        chown(path, directory.user, directory.group)
        chmod(path, directory.mode)
    }
}
