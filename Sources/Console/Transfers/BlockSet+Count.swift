import FileTransfer

extension BlockSet {
    /// How many blocks there are in it.
    var count: Int { ranges.reduce(0) { $0 + $1.count } }
}
