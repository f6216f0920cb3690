import CLinux
import Glibc
import Primitives

/// Room on the disk: made sure of before it is needed, and none for holes.
extension Descriptor {
    /// TMPFS_MAGIC and RAMFS_MAGIC of linux/magic.h: there, to allocate is to fill memory with zeros.
    private static let memoryFileSystems: Set<UInt32> = [0x0102_1994, 0x8584_58f6]

    /// Makes sure of room for the bytes of `ranges` and of `reserve` bytes beyond, without changing the file's length.
    ///
    /// - Parameter ranges: What will be written; what the file has there already counts as room that is needed again.
    ///
    /// Throws file.no-space.
    func reserve(_ ranges: [Range<Int64>], keeping reserve: Int64, _ path: String, _ calls: FileCalls) throws(Failure) {
        try checkSpace(for: ranges.reduce(Int64(0)) { $0 + Int64($1.count) }, keeping: reserve, path)
        var magic: UInt32 = 0
        try SystemFailure.check("fstatfs", path) { hamyar_file_system_magic(number, &magic) }
        guard !Self.memoryFileSystems.contains(magic) else { return }
        for range in ranges where try !allocate(range, path, calls) { return }
    }

    /// Throws file.no-space where the file system has not `size` bytes and `reserve` beyond.
    func checkSpace(for size: Int64, keeping reserve: Int64, _ path: String) throws(Failure) {
        var space = statvfs()
        try SystemFailure.check("fstatvfs", path) { fstatvfs(number, &space) }
        let (product, large) = UInt64(space.f_bavail).multipliedReportingOverflow(by: UInt64(space.f_frsize))
        let free = large ? .max : Int64(clamping: product)
        let (needed, overflow) = size.addingReportingOverflow(reserve)
        guard !overflow, needed <= free else {
            throw Failure(.fileNoSpace, ["path": path, "size": "\(size)", "free": "\(max(0, free - reserve))"])
        }
    }

    /// Returns false on a file system that cannot: the check of what is free is what there is.
    private func allocate(_ range: Range<Int64>, _ path: String, _ calls: FileCalls) throws(Failure) -> Bool {
        while calls.allocate(number, range.lowerBound, Int64(range.count)) != 0 {
            switch errno {
            case EINTR: continue
            case EOPNOTSUPP, ENOSYS, EINVAL: return false
            default: throw SystemFailure.current("fallocate", path)
            }
        }
        return true
    }

    /// Makes zeros of a range within the file.
    func clear(_ range: Range<Int64>, _ path: String, _ calls: FileCalls) throws(Failure) {
        if hamyar_punch_hole(number, range.lowerBound, Int64(range.count)) == 0 { return }
        let zeros = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 4096)
        defer { zeros.deallocate() }
        zeros.initializeMemory(as: UInt8.self, repeating: 0)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let count = Int(min(Int64(zeros.count), range.upperBound - offset))
            try write(UnsafeRawBufferPointer(rebasing: zeros[..<count]), at: offset, path, calls)
            offset += Int64(count)
        }
    }

    /// Copies bytes within the file, by the file system where it can.
    func copy(_ range: Range<Int64>, to target: Int64, _ path: String, _ calls: FileCalls) throws(Failure) {
        var done: Int64 = 0
        while done < Int64(range.count) {
            let count = hamyar_copy_range(
                number, range.lowerBound + done, number, target + done, UInt64(clamping: Int64(range.count) - done))
            guard count > 0 else { break }
            done += count
        }
        guard done < Int64(range.count) else { return }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: range.count - Int(done), alignment: 4096)
        defer { buffer.deallocate() }
        guard try read(at: range.lowerBound + done, into: buffer, path) == buffer.count else {
            throw Failure(.fileChanged, ["path": path])
        }
        try write(UnsafeRawBufferPointer(buffer), at: target + done, path, calls)
    }

    /// The next byte from `offset` on that is in no hole: `size` where there is none, `offset` where the file system has no answer.
    func nextData(from offset: Int64, size: Int64) -> Int64 {
        let found = hamyar_next_data(number, offset)
        if found >= 0 { return min(found, size) }
        return errno == ENXIO ? size : offset
    }
}
