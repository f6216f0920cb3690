import Cryptography
import Foundation
import Glibc
import Payloads
package import Primitives
package import Updates

extension ReleaseWorkspace {
    /// What is known of a release before its tree was read.
    package struct Order: Sendable {
        package var product: String
        package var version: ReleaseVersion
        package var platform: String
        package var kind: ReleaseDescription.Kind
        /// YYYY-MM-DD.
        package var released: String
        package var minimum: ReleaseVersion?
        package var floors: [ReleaseVersion] = []
        package var hooks: [ReleaseHook.Step: ReleaseHook] = [:]
        package var health = ReleaseHealth.standard
        package var data: ReleaseDescription.DataChange = .untouched
        /// Packed quickly instead of small, for trials.
        package var isQuick = false

        package init(
            product: String, version: ReleaseVersion, platform: String, kind: ReleaseDescription.Kind, released: String
        ) {
            self.product = product
            self.version = version
            self.platform = platform
            self.kind = kind
            self.released = released
        }
    }

    /// A target that was made.
    package struct Built: Hashable, Sendable {
        package let path: String
        package let description: ReleaseDescription
        package let file: FileDescription
    }

    /// What was made, and what was left out.
    package struct Build: Hashable, Sendable {
        package var payload: Built
        /// Those that are smaller than the payload.
        package var patches: [Built] = []
        /// Older versions from which the payload itself is the shorter way; with the bytes of the patch, where one could be made.
        package var without: [Without] = []

        package struct Without: Hashable, Sendable {
            package let from: ReleaseVersion
            package let length: Int64?
        }
    }

    /// What a build does now, for those who watch.
    package enum BuildStep: Hashable, Sendable {
        case packing
        case unpacking(ReleaseVersion)
        case patching(ReleaseVersion)
    }

    /// Makes the payload of a directory and patches to it, and stages them in the product's role. The same build, repeated, changes nothing.
    ///
    /// Throws release.absent (no such product), release.exists (this version is there with another tree), release.version-withdrawn (it was), target.malformed
    /// (a hook that is not in the tree, a migration without a way back), the codes of `payload`.
    package func build(
        _ directory: String, _ order: Order, patchesFrom older: [OlderTree] = [], by maker: (any PatchMaker)? = nil,
        now: Timestamp, watching: (BuildStep) -> Void = { _ in }
    ) throws -> Build {
        guard let role = try targets(order.product) else { throw Failure(.releaseAbsent, ["name": order.product]) }
        return try withScratch { scratch in
            try build(directory, order, role, older, maker, now, scratch, watching)
        }
    }

    private func build(
        _ directory: String, _ order: Order, _ role: TargetsMetadata, _ older: [OlderTree], _ maker: (any PatchMaker)?,
        _ now: Timestamp, _ scratch: String, _ watching: (BuildStep) -> Void
    ) throws -> Build {
        let temporary = scratch + "/target"
        watching(.packing)
        let (listing, file) = try pack(directory, order.isQuick ? .quick : .zstd, to: temporary)
        let description = try describe(order, listing)
        if let known = role.targets[description.path], known.custom != description.json {
            throw Failure(.releaseExists, ["name": description.path])
        }
        try requireNew(order.product, order.version, order.platform, listing.digest)
        var build = Build(payload: try keep(temporary, Built(path: description.path, description: description, file: file)))
        for old in older {
            guard let maker else { continue }
            let tree = scratch + "/old"
            defer { Self.remove(tree) }
            if old.directory == nil {
                watching(.unpacking(old.version))
                try unpack(order.product, old.version, order.platform, into: tree)
            }
            watching(.patching(old.version))
            let made = try maker.make(
                oldDirectory: old.directory ?? tree, newDirectory: directory, tree: listing.digest, to: temporary,
                scratch: scratch)
            guard made else {
                build.without.append(.init(from: old.version, length: nil))
                continue
            }
            var patch = description
            patch.kind = .patch(from: old.version)
            let file = try describe(temporary)
            guard let length = file.length, length < build.payload.file.length ?? 0 else {
                build.without.append(.init(from: old.version, length: file.length))
                Self.remove(temporary)
                continue
            }
            build.patches.append(try keep(temporary, Built(path: patch.path, description: patch, file: file)))
        }
        let added = ([build.payload] + build.patches).map {
            ($0.path, TargetsMetadata.Target(file: $0.file, custom: $0.description.json))
        }
        let merged = role.targets.merging(added) { _, new in new }
        if merged != role.targets { try stage(order.product, merged, now) }
        return build
    }

    private static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    private func pack(
        _ directory: String, _ packing: PayloadPacking, to path: String
    ) throws -> (TreeListing, FileDescription) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Places.failure(path) }
        defer { close(descriptor) }
        let listing = try PayloadWriter.write(SourceTree(directory), packing) { bytes in
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw Places.failure(path) }
                done += count
            }
        }
        guard fsync(descriptor) == 0 else { throw Places.failure(path) }
        return (listing, try describe(path))
    }

    private func describe(_ order: Order, _ listing: TreeListing) throws -> ReleaseDescription {
        let tree = ReleaseDescription.Tree(digest: listing.digest, files: Int64(listing.fileCount), bytes: listing.byteCount)
        var description = ReleaseDescription(
            product: order.product, version: order.version, platform: order.platform, kind: order.kind, released: order.released,
            data: order.data, tree: tree, sizeInstalled: listing.byteCount)
        description.minimum = order.minimum
        description.floors = order.floors
        description.hooks = order.hooks
        description.health = order.health
        let programs = Set(
            listing.entries.compactMap { entry -> String? in
                guard case .file(_, true) = entry.kind else { return nil }
                return entry.path.description
            })
        for (step, hook) in order.hooks where !programs.contains(hook.run.first ?? "") {
            throw Failure(
                .targetMalformed, ["target": description.path, "reason": "\(step.rawValue): no program \(hook.run.first ?? "")"])
        }
        try description.requireWayBack(description.path)
        return description
    }

    private func describe(_ path: String) throws -> FileDescription {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw Places.failure(path) }
        defer { close(descriptor) }
        var stream = DigestStream()
        var length: Int64 = 0
        var room = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = room.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Places.failure(path) }
            if count == 0 { return FileDescription(length: length, sha256: stream.finish()) }
            length += Int64(count)
            room.withUnsafeBytes { stream.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    /// Under the name that it is served by: its digest before its own name.
    private func keep(_ temporary: String, _ built: Built) throws -> Built {
        let place = targets + "/" + Self.servedPath(built.path, built.file)
        try Places.makeDirectory(String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)]))
        guard rename(temporary, place) == 0 else { throw Places.failure(place) }
        return built
    }

    /// Consistent snapshots: a target's content never changes under one name.
    package static func servedPath(_ path: String, _ file: FileDescription) -> String {
        guard let slash = path.lastIndex(of: "/"), let digest = file.sha256 else { return path }
        return path[...slash] + "\(digest)." + path[path.index(after: slash)...]
    }
}
