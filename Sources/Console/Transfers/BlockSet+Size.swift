import FileTransfer

extension BlockSet {
    /// The bytes of these blocks.
    func size(in entry: ManifestEntry) -> Int64 {
        ranges.reduce(0) { sum, range in
            guard let last = range.last else { return sum }
            return sum + entry.byteRange(ofBlock: last).upperBound - entry.byteRange(ofBlock: range.lowerBound).lowerBound
        }
    }
}
