/// File systems and the disks below them.
package struct DiskFacts: Codable, Hashable, Sendable {
    package let fileSystems: [FileSystemFacts]
    package let disks: [BlockDeviceFacts]
}

/// One mounted file system; those that the kernel makes up are left out.
package struct FileSystemFacts: Codable, Hashable, Sendable {
    /// Where it is mounted; where it is several times, the shortest place.
    package let mount: String
    package let device: String
    package let kind: String
    package let isReadOnly: Bool
    /// /etc/fstab, or the mount's own options, want it writable: it was mounted read-only after an error.
    package let isUnexpectedlyReadOnly: Bool
    /// nil where the file system did not answer.
    package let totalBytes: Int64?
    /// For everyone; what is reserved for root does not count.
    package let availableBytes: Int64?
    package let usedPercent: Int64?
    package let totalInodes: Int64?
    package let freeInodes: Int64?
    package let usedInodesPercent: Int64?
    /// Errors that the file system counted (ext4).
    package let errors: Int64?
    /// Over the network.
    package let isRemote: Bool
}

/// One disk, or an array of disks.
package struct BlockDeviceFacts: Codable, Hashable, Sendable {
    package let name: String
    package let model: String?
    package let bytes: Int64?
    package let isRotational: Bool?
    package let isReadOnly: Bool
    /// Requests that ended with an error (SCSI and SATA disks).
    package let inputOutputErrors: Int64?
    /// Members that an array of disks lacks.
    package let missingMembers: Int64?
    package let smart: SmartFacts?
}

/// What a disk says of itself, by smartctl(8).
package struct SmartFacts: Codable, Hashable, Sendable {
    /// The disk's own judgement; nil: it gives none.
    package let isHealthy: Bool?
    package let temperatureDegrees: Int64?
    package let poweredHours: Int64?
    package let reallocatedSectors: Int64?
    package let pendingSectors: Int64?
    package let uncorrectableSectors: Int64?
    /// Of what a flash disk may write in its life.
    package let usedLifePercent: Int64?
    package let mediaErrors: Int64?
}
