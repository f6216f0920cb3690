import Primitives

/// Small files that are not on the disk yet. They are brought there together: a few one by one, more by their whole file systems.
struct SmallBatch {
    private(set) var entries: [Int] = []
    private(set) var size: Int64 = 0
    /// The first ones, as long as there are no more.
    private var first: [Descriptor] = []
    /// By file system: opened before later parts were written, so that their errors are seen through it.
    private var ofDevice: [UInt64: Descriptor] = [:]

    var isFull: Bool { entries.count >= TreeLimits.batchFiles || size >= Int64(TreeLimits.batchBytes) }
    var isEmpty: Bool { entries.isEmpty }

    mutating func add(_ entry: Int, size: Int64, _ device: UInt64, _ descriptor: Descriptor) {
        entries.append(entry)
        self.size += size
        if ofDevice[device] == nil { ofDevice[device] = descriptor }
        if entries.count <= TreeLimits.singlySynchronised { first.append(descriptor) } else { first = [] }
    }

    /// Throws file.broken; then nothing of the batch is to be trusted (H57).
    mutating func synchronise(_ path: String, _ calls: FileCalls) throws(Failure) {
        if entries.count <= TreeLimits.singlySynchronised {
            for descriptor in first where calls.synchronise(descriptor.number) != 0 {
                throw SystemFailure.current("fsync", path)
            }
        } else {
            for descriptor in ofDevice.values where calls.synchroniseFileSystem(descriptor.number) != 0 {
                throw SystemFailure.current("syncfs", path)
            }
        }
        self = SmallBatch()
    }
}
