/// Unpredictable bytes from the kernel (getrandom, which cannot fail once the system has booted).
package enum RandomBytes {
    package static func make(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        let count = max(0, count)
        // Eight bytes for each call of the kernel.
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            for start in stride(from: 0, to: count, by: 8) {
                withUnsafeBytes(of: generator.next() as UInt64) { word in
                    for (offset, byte) in word.prefix(count - start).enumerated() {
                        buffer.initializeElement(at: start + offset, to: byte)
                    }
                }
            }
            initialized = count
        }
    }
}
