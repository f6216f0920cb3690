/// One instruction of x86-64 code: how long it is, and where in it a 32-bit displacement from its end stands.
///
/// Both ends of a patch read old code by this table, so its answers are part of the patch format (Protocol/patch.md):
/// whether they are the processor's matters for the size of patches alone.
struct X86Instruction {
    /// Bytes; 1 for what is no instruction.
    let length: Int
    /// Offset of the displacement in the instruction; 0: it has none.
    let field: Int

    private static let plain: UInt8 = 0
    private static let modrm: UInt8 = 1
    private static let immediate8: UInt8 = 2
    private static let immediateZ: UInt8 = 4
    private static let relative32: UInt8 = 8
    private static let prefix: UInt8 = 16
    private static let special: UInt8 = 32
    private static let invalid: UInt8 = 64

    /// No instruction is longer (Intel SDM, volume 2, 2.3.11); what is read beyond the end counts as nothing.
    static let longest = 15

    /// How the opcodes of one byte go on.
    private static let oneByte: [UInt8] = {
        var table = [UInt8](repeating: plain, count: 256)
        for row in stride(from: 0x00, to: 0x40, by: 8) {
            for column in 0..<4 { table[row + column] = modrm }
            table[row + 4] = immediate8
            table[row + 5] = immediateZ
            table[row + 6] = invalid
            table[row + 7] = invalid
        }
        for code in [0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x66, 0x67, 0xF0, 0xF2, 0xF3] + Array(0x40...0x4F) {
            table[code] = prefix
        }
        for code in [0x0F, 0x62, 0xC4, 0xC5, 0xF6, 0xF7, 0xC2, 0xCA, 0xC8] + Array(0xA0...0xA3) + Array(0xB8...0xBF) {
            table[code] = special
        }
        for code in [0x60, 0x61, 0x82, 0x9A, 0xCE, 0xD4, 0xD5, 0xD6, 0xEA] { table[code] = invalid }
        for code in [0x63, 0xFE, 0xFF] + Array(0x84...0x8F) + Array(0xD0...0xD3) + Array(0xD8...0xDF) {
            table[code] = modrm
        }
        for code in [0x6A, 0xA8, 0xCD, 0xEB] + Array(0x70...0x7F) + Array(0xB0...0xB7) + Array(0xE0...0xE7) {
            table[code] = immediate8
        }
        for code in [0x68, 0xA9] { table[code] = immediateZ }
        for code in [0x69, 0x81, 0xC7] { table[code] = modrm | immediateZ }
        for code in [0x6B, 0x80, 0x83, 0xC0, 0xC1, 0xC6] { table[code] = modrm | immediate8 }
        for code in [0xE8, 0xE9] { table[code] = relative32 }
        return table
    }()

    /// The same behind 0F.
    private static let twoBytes: [UInt8] = {
        var table = [UInt8](repeating: modrm, count: 256)
        for code in Array(0x04...0x0C) + Array(0x24...0x27) + Array(0x30...0x3F) + Array(0xC8...0xCF) { table[code] = plain }
        for code in [0x0E, 0x77, 0xA0, 0xA1, 0xA2, 0xA8, 0xA9, 0xAA] { table[code] = plain }
        for code in [0x0F, 0x70, 0x71, 0x72, 0x73, 0xA4, 0xAC, 0xBA, 0xC2, 0xC4, 0xC5, 0xC6] { table[code] = modrm | immediate8 }
        for code in Array(0x80...0x8F) { table[code] = relative32 }
        table[0x38] = special
        table[0x3A] = special
        return table
    }()

    /// Both tables behind one pointer that lives as long as the program.
    nonisolated(unsafe) static let tables: UnsafePointer<UInt8> = {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 512)
        memory.initialize(from: oneByte + twoBytes, count: 512)
        return UnsafePointer(memory)
    }()

    /// Reads the instruction at `start`; `end` is behind the last byte that may be read.
    @inline(__always)
    static func read(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ tables: UnsafePointer<UInt8>
    ) -> X86Instruction {
        // Near the end every byte stands alone: no read below is beyond start + 15 + 4.
        guard end - start >= longest + 4 else { return X86Instruction(length: 1, field: 0) }
        var at = 0
        var code = start[0]
        var kind = tables[Int(code)]
        var isWord = false
        var isWide = false
        while kind == prefix {
            if code == 0x66 { isWord = true }
            isWide = code & 0xF8 == 0x48
            at += 1
            guard at < 6 else { return X86Instruction(length: 1, field: 0) }
            code = start[at]
            kind = tables[Int(code)]
        }
        at += 1
        if kind == special {
            switch code {
            case 0x0F:
                code = start[at]
                at += 1
                kind = tables[256 + Int(code)]
                if kind == special {
                    at += 1
                    kind = code == 0x38 ? modrm : modrm | immediate8
                }
            case 0xC5:
                kind = tables[256 + Int(start[at + 1])] & (modrm | immediate8)
                at += 2
            case 0xC4:
                kind = wide(map: start[at] & 0x1F, start[at + 2], tables)
                at += 3
            case 0x62:
                kind = wide(map: start[at] & 7, start[at + 3], tables)
                at += 4
            case 0xF6: kind = start[at] & 0x38 < 0x10 ? modrm | immediate8 : modrm
            case 0xF7: kind = start[at] & 0x38 < 0x10 ? modrm | immediateZ : modrm
            case 0xB8...0xBF: return X86Instruction(length: at + (isWide ? 8 : isWord ? 2 : 4), field: 0)
            case 0xA0...0xA3: return X86Instruction(length: at + 8, field: 0)
            case 0xC8: return X86Instruction(length: at + 3, field: 0)
            default: return X86Instruction(length: at + 2, field: 0)
            }
        }
        if kind & invalid != 0 { return X86Instruction(length: 1, field: 0) }
        var field = 0
        if kind & modrm != 0 {
            let byte = start[at]
            at += 1
            let mode = byte >> 6
            let low = byte & 7
            if mode != 3 {
                var displacement = mode == 1 ? 1 : mode == 2 ? 4 : 0
                if low == 4 {
                    if mode == 0, start[at] & 7 == 5 { displacement = 4 }
                    at += 1
                } else if low == 5, mode == 0 {
                    field = at
                    displacement = 4
                }
                at += displacement
            }
        }
        if kind & relative32 != 0 {
            field = at
            at += 4
        }
        if kind & immediate8 != 0 { at += 1 }
        if kind & immediateZ != 0 { at += isWord ? 2 : 4 }
        return X86Instruction(length: at, field: field)
    }

    /// What follows the opcode of a VEX or EVEX instruction.
    @inline(__always)
    private static func wide(map: UInt8, _ code: UInt8, _ tables: UnsafePointer<UInt8>) -> UInt8 {
        switch map {
        case 1: tables[256 + Int(code)] & (modrm | immediate8)
        case 3: modrm | immediate8
        default: modrm
        }
    }
}
