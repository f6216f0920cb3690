import Bundles
package import Diagnostics
import Documents
package import Sentences
import Sessions

/// Live figures for a person: a screenful, drawn anew with each reading.
package enum FigureLines {
    package static func make(_ figures: LiveFigures, in language: Language) -> [String] {
        var lines = [language.word(.figuresAt) + " " + ReportTime.text(figures.taken, by: nil, in: language)]
        if let processor = figures.processor {
            lines.append(
                "\(language.word(.processor)): \(language.percent(thousandths: processor.busyThousandths))  "
                    + "\(language.word(.waitsForDisk)): \(language.percent(thousandths: processor.waitingThousandths))")
        }
        if let load = figures.load1Thousandths {
            lines.append("\(language.word(.load)): \(language.quantity(thousandths: load / 10 * 10))")
        }
        if let total = figures.memoryTotalBytes, let free = figures.memoryAvailableBytes {
            lines.append(
                "\(language.word(.memory)): \(part(total.subtractingReportingOverflow(free).partialValue, total, language))")
        }
        if let total = figures.swapTotalBytes, total > 0, let used = figures.swapUsedBytes {
            lines.append("\(language.word(.swap)): \(part(used, total, language))")
        }
        for disk in figures.disks {
            lines.append(
                "\(language.word(.disk)) \(name(disk.name, language)): "
                    + rates(disk.readBytesPerSecond, disk.writtenBytesPerSecond, language)
                    + (disk.busyThousandths.map { "  " + language.percent(thousandths: $0) } ?? ""))
        }
        for space in figures.fileSystems {
            let used = language.percent(thousandths: space.usedPercent.multipliedReportingOverflow(by: 10).partialValue)
            lines.append(
                "\(name(space.mount, language)): \(used)  \(size(space.availableBytes, language)) \(language.phrase(ReportPhrase.free))"
            )
        }
        for interface in figures.interfaces {
            lines.append(
                "\(language.word(.network)) \(name(interface.name, language)): "
                    + rates(interface.receivedBytesPerSecond, interface.sentBytesPerSecond, language))
        }
        for process in figures.processes {
            lines.append(
                "  \(name(process.name, language)) (\(language.identifier(process.id))): "
                    + (process.processorThousandths.map { language.percent(thousandths: $0) } ?? "")
                    + ("  " + size(process.residentBytes, language)))
        }
        return lines
    }

    private static func size(_ bytes: Int64, _ language: Language) -> String {
        language.bytes(UInt64(clamping: bytes))
    }

    /// `3.1 GiB of 16.0 GiB`.
    private static func part(_ bytes: Int64, _ total: Int64, _ language: Language) -> String {
        [size(bytes, language), language.phrase(ReportPhrase.of), size(total, language)].joined(separator: " ")
    }

    /// In and out, or read and written.
    private static func rates(_ first: Int64?, _ second: Int64?, _ language: Language) -> String {
        [("↓", first), ("↑", second)].compactMap { arrow, rate in
            rate.map { arrow + " " + language.rate(bytesPerSecond: UInt64(clamping: $0)) }
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
