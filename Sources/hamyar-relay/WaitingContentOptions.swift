import ArgumentParser
import RelayStorage

/// What content that waits for machines, and releases, may take of the relay's disk.
struct WaitingContentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Bytes of all content that waits for machines, such as 256G.", valueName: "size"))
    var blobQuota: ByteCount?
    @Option(help: ArgumentHelp("The same, of one organisation's technicians; 128G.", valueName: "size"))
    var organisationQuota: ByteCount?
    @Option(help: ArgumentHelp("The same, of one technician; 64G.", valueName: "size"))
    var technicianQuota: ByteCount?
    @Option(help: ArgumentHelp("Bytes of everything that is published, with its uploads; 64G.", valueName: "size"))
    var releasesQuota: ByteCount?
    @Option(help: ArgumentHelp("Bytes of the disk that stay free, whatever wants to wait; 2G.", valueName: "size"))
    var diskReserve: ByteCount?

    /// What is not said stays as `TransferLimits` has it.
    var limits: TransferLimits {
        var limits = TransferLimits()
        if let blobQuota { limits.relayBytes = blobQuota.bytes }
        if let organisationQuota { limits.organisationBytes = organisationQuota.bytes }
        if let technicianQuota { limits.technicianBytes = technicianQuota.bytes }
        if let diskReserve { limits.diskReserve = diskReserve.bytes }
        return limits
    }

    /// What is not said stays as `ReleaseLimits` has it.
    var releaseLimits: ReleaseLimits {
        var limits = ReleaseLimits()
        if let releasesQuota { limits.bytes = releasesQuota.bytes }
        if let diskReserve { limits.diskReserve = diskReserve.bytes }
        return limits
    }
}
