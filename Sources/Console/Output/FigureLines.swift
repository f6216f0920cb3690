package import Diagnostics
import Documents
package import Sentences
import Sessions

/// Live figures for a person: a screenful, drawn anew with each reading.
package enum FigureLines {
    package static func make(_ figures: LiveFigures, in language: Language) -> [String] {
        var lines = [language.word(.figuresAt) + " " + Isolation.isolate(figures.taken, in: language)]
        if let processor = figures.processor {
            lines.append(
                "\(language.word(.processor)): \(percent(processor.busyThousandths, language))  "
                    + "\(language.word(.waitsForDisk)): \(percent(processor.waitingThousandths, language))")
        }
        if let load = figures.load1Thousandths {
            lines.append("\(language.word(.load)): \(language.digits(String(load / 1000) + "." + String(load % 1000 / 10)))")
        }
        if let total = figures.memoryTotalBytes, let free = figures.memoryAvailableBytes {
            lines.append("\(language.word(.memory)): \(size(total - free, language)) / \(size(total, language))")
        }
        if let total = figures.swapTotalBytes, total > 0, let used = figures.swapUsedBytes {
            lines.append("\(language.word(.swap)): \(size(used, language)) / \(size(total, language))")
        }
        for disk in figures.disks {
            lines.append(
                "\(language.word(.disk)) \(name(disk.name, language)): "
                    + rates(disk.readBytesPerSecond, disk.writtenBytesPerSecond, language)
                    + (disk.busyThousandths.map { "  " + percent($0, language) } ?? ""))
        }
        for space in figures.fileSystems {
            lines.append(
                "\(name(space.mount, language)): \(language.number(space.usedPercent))%  \(size(space.availableBytes, language))")
        }
        for interface in figures.interfaces {
            lines.append(
                "\(language.word(.network)) \(name(interface.name, language)): "
                    + rates(interface.receivedBytesPerSecond, interface.sentBytesPerSecond, language))
        }
        for process in figures.processes {
            lines.append(
                "  \(name(process.name, language)) (\(language.digits(String(process.id)))): "
                    + (process.processorThousandths.map { percent($0, language) } ?? "")
                    + ("  " + size(process.residentBytes, language)))
        }
        return lines
    }

    /// Of one processor.
    private static func percent(_ thousandths: Int64, _ language: Language) -> String {
        language.digits("\(thousandths / 10).\(abs(thousandths % 10))") + "%"
    }

    private static func size(_ bytes: Int64, _ language: Language) -> String {
        language.bytes(UInt64(clamping: bytes))
    }

    /// In and out, or read and written.
    private static func rates(_ first: Int64?, _ second: Int64?, _ language: Language) -> String {
        [("↓", first), ("↑", second)].compactMap { arrow, rate in
            rate.map { arrow + " " + size($0, language) + "/s" }
        }.joined(separator: "  ")
    }

    /// Names come from the machine: shown, never obeyed (H39).
    private static func name(_ name: String, _ language: Language) -> String {
        Isolation.isolate(DisplayText.stripped(name, limit: 60), in: language)
    }
}

/// The end of `diagnose --watch` by the grant's.
package struct FiguresEnded: Report {
    let ended = true

    package init() {}

    package func write(to page: inout Page) {
        page.line(page.language.word(.figuresEnded))
    }
}
