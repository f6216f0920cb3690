extension Manifest {
    /// The bytes of held blocks that would not travel to anybody: zeros, and blocks that occur earlier in their file.
    ///
    /// - Parameter held: what the receiver holds, for each entry.
    package func repeatedSize(in held: [BlockSet]) -> Int64 {
        var size: Int64 = 0
        for (entry, held) in zip(entries, held) where !held.ranges.isEmpty {
            let repeated = RepeatedBlocks(of: entry)
            for block in held.ranges.joined() where block < entry.blockDigests.count {
                guard repeated.firstOf[block] != nil || ZeroBlocks.contains(block, of: entry) else { continue }
                size += Int64(entry.byteRange(ofBlock: block).count)
            }
        }
        return size
    }
}
