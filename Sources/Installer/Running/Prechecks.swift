import Delta
import Glibc
import Primitives
import Updates

/// What must hold before anything of a release is copied.
enum Prechecks {
    /// The word of this machine in release names.
    static var platform: String {
        #if arch(arm64)
            "linux-aarch64"
        #else
            "linux-x86_64"
        #endif
    }

    /// Throws install.no-release, install.platform, install.floor, install.no-space.
    static func check(
        _ release: VerifiedRelease, _ record: InstallRecord, _ places: InstallPlaces
    ) throws {
        var words = ["product": record.product, "version": record.to]
        guard release.product == record.product, release.description.version == record.to else {
            throw Failure(.installNoRelease, words.merging(["reason": "the description is of another release"]) { $1 })
        }
        guard release.platform == platform else {
            throw Failure(.installPlatform, words.merging(["platform": release.platform, "found": platform]) { $1 })
        }
        if let from = record.from {
            words["installed"] = from
            // A floor is skipped where it lies above what is installed and below what comes.
            for floor in release.floors
            where try VersionOrder.isHigher(floor, than: from) && VersionOrder.isHigher(record.to, than: floor) {
                throw Failure(.installFloor, words.merging(["floor": floor]) { $1 })
            }
            if let minimum = release.minimum, try VersionOrder.isHigher(minimum, than: from) {
                throw Failure(.installFloor, words.merging(["floor": minimum]) { $1 })
            }
        }
        // A patch is applied to a copy of the old contents, which are about as many.
        let copy = release.payload.from == nil ? 0 : release.bytes
        try checkRoom(release, places, beside: [release.payload.length, copy])
    }

    /// What the patch itself says that it takes, once it is verified: the old contents with packed members unpacked may be many times what is
    /// installed.
    ///
    /// Throws install.no-space. What is wrong with the patch is said where it is applied.
    static func check(patch path: String, of release: VerifiedRelease, _ places: InstallPlaces) throws {
        let size = try? MappedFile(path, limit: DeltaLimits.maximumPatch).withBytes { bytes throws(Failure) in
            try TreePatch.spooledSize(by: bytes)
        }
        if let size { try checkRoom(release, places, beside: [size]) }
    }

    /// - Parameter beside: bytes that are needed beside the new tree.
    private static func checkRoom(_ release: VerifiedRelease, _ places: InstallPlaces, beside: [Int64]) throws {
        var status = statvfs()
        try SystemCall.check("statvfs", places.root) { statvfs(places.root, &status) }
        let free = Int64(clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
        // Every file takes a block at least.
        let blocks = Int64(clamping: release.files).multipliedReportingOverflow(by: Int64(clamping: status.f_frsize)).partialValue
        let parts = beside + [release.bytes, blocks, InstallerLimits.spareRoom]
        let needed = parts.reduce(Int64(0)) { sum, more in
            let (total, overflow) = sum.addingReportingOverflow(max(0, more))
            return overflow ? .max : total
        }
        guard free >= needed else {
            throw Failure(.installNoSpace, ["path": places.root, "needed": "\(needed)", "free": "\(free)"])
        }
    }
}
