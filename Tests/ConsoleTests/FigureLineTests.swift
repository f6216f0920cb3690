import Console
import Diagnostics
import Foundation
import Primitives
import Sentences
import Testing

/// What `diagnose --watch` shows.
struct FigureLineTests {
    private func figures() throws -> LiveFigures {
        let json: [String: Any] = [
            "taken": "2026-11-21T18:00:23Z", "millis": 2000, "load1_thousandths": 2871,
            "processor": [
                "busy_thousandths": 1000, "user_thousandths": 900, "system_thousandths": 100, "waiting_thousandths": 63,
                "stolen_thousandths": 0,
            ],
            "memory_total_bytes": 17_179_869_184 as Int64, "memory_available_bytes": 4_294_967_296 as Int64,
            "disks": [["name": "sda", "read_bytes_per_second": 1536, "written_bytes_per_second": 0, "busy_thousandths": 125]],
            "file_systems": [["mount": "/var", "used_percent": 97, "available_bytes": 3_113_851_289 as Int64]],
            "interfaces": [["name": "eth0", "received_bytes_per_second": 1024, "sent_bytes_per_second": 2048]],
            "processes": [
                ["id": 41_353, "name": "post\u{1b}gres", "processor_thousandths": 713, "resident_bytes": 1024, "state": "R"]
            ],
        ]
        return try FactJSON.decode(LiveFigures.self, Array(JSONSerialization.data(withJSONObject: json)))
    }

    @Test func `figures have their units, and times their zone`() throws {
        let text = try FigureLines.make(figures(), in: .english).joined(separator: "\n")
        for part in [
            "2026-11-21 (1405-08-30) 21:30:23, Tehran time", "100 %", "6.3 %", "2.87", "12.0 GiB of 16.0 GiB", "↓ 1.50 KiB/s",
            "12.5 %",
            "97 %", "2.89 GiB free", "(41353)", "71.3 %",
        ] { #expect(text.contains(part), "\(part): \(text)") }
        #expect(!text.contains("\u{1b}"))
    }

    @Test func `in Persian no Latin digit, point or percent sign is left`() throws {
        let text = try FigureLines.make(figures(), in: .persian).joined(separator: "\n")
        for part in ["۱۰۰٪", "۶٫۳٪", "۲٫۸۷", "در ثانیه", "به وقت تهران", "۴۱۳۵۳", "۱۲٫۰ \u{2068}GiB\u{2069} از ۱۶٫۰"] {
            #expect(text.contains(part), "\(part): \(text)")
        }
        let names = text.replacing("eth0", with: "")
        #expect(!names.contains("%") && !names.contains("/s") && !names.contains { ("0"..."9").contains($0) })
    }
}
