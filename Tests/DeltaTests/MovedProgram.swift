/// A small ELF program whose every function calls another and reads from the data behind the code.
enum MovedProgram {
    private static let codeStart = 0x1000

    /// The program, and the same with one more function in front.
    static func pair(functions: Int) -> (old: [UInt8], new: [UInt8]) {
        (program(functions: functions, before: 0), program(functions: functions, before: 3))
    }

    private static func program(functions: Int, before: Int) -> [UInt8] {
        var chance = Seeded(11)
        let size = 32
        let codeSize = (functions + before) * size
        let dataStart = codeStart + codeSize
        var code: [UInt8] = []
        for _ in 0..<before { code += [UInt8](repeating: 0x90, count: size - 1) + [0xC3] }
        for index in 0..<functions {
            let target = Int.random(in: 0..<functions, using: &chance)
            let at = codeStart + (index + before) * size
            let word = UInt32.random(in: 0 ... .max, using: &chance)
            // call target; lea rax, [rip + data]; mov ecx, word; ret
            code += [0xE8] + bytes(UInt32(truncatingIfNeeded: codeStart + (target + before) * size - at - 5))
            code += [0x48, 0x8D, 0x05] + bytes(UInt32(truncatingIfNeeded: dataStart + target * 4 - at - 12))
            code += [0xB9] + bytes(word) + [0xC3] + [UInt8](repeating: 0x90, count: size - 18)
        }
        let data = (0..<functions).flatMap { bytes(UInt32($0) &* 2_654_435_761) }
        let total = codeStart + codeSize + data.count
        let names = Array("\0.text\0.shstrtab\0".utf8)
        var file: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        file += half(3) + half(62) + bytes(1) + long(codeStart) + long(64) + long(total + names.count)
        file += bytes(0) + half(64) + half(56) + half(1) + half(64) + half(3) + half(2)
        file += bytes(1) + bytes(5) + long(0) + long(0) + long(0) + long(total) + long(total) + long(0x1000)
        file += [UInt8](repeating: 0, count: codeStart - file.count) + code + data + names
        file += [UInt8](repeating: 0, count: 64)
        file += bytes(1) + bytes(1) + long(6) + long(codeStart) + long(codeStart) + long(codeSize) + long(0) + long(16) + long(0)
        file += bytes(7) + bytes(3) + long(0) + long(0) + long(total) + long(names.count) + long(0) + long(1) + long(0)
        return file
    }

    private static func half(_ value: UInt16) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }
    private static func bytes(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }
    private static func long(_ value: Int) -> [UInt8] { withUnsafeBytes(of: UInt64(value).littleEndian) { Array($0) } }
}
