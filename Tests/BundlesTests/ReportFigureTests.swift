import Foundation
import Primitives
import Sentences
import Testing

@testable import Bundles
@testable import Diagnostics

@Suite struct ReportFigureTests {
    @Test func `times are those of the machine's clock, with its zone, and the vendor's beside them`() async throws {
        let log = LogFile(
            name: "app", source: "/var/log/app.log", lines: 1, bytes: 9, isCut: false, firstMillis: 1_795_255_200_000,
            lastMillis: nil,
            errors: 0, fileBytes: nil, rotatedFiles: nil, floods: nil)
        struct Host: CollectorHost {
            let log: LogFile
            func report(_ name: CollectorName, within time: Duration) async -> CollectorReport {
                CollectorReport(name, Collected(.logs(LogFacts(logs: [log]))), millis: 0)
            }
        }
        struct Clock: WallClock {
            func now() -> Timestamp { Timestamp(milliseconds: 1_795_284_023_000) }
        }
        func document(_ zone: String?) async -> FactDocument {
            await DiagnosisRun(Host(log: log), clock: Clock()).run([.logs], machine: .init(name: "m", id: "mch_1", zone: zone))
        }
        let english = SamplePage.html(await document("Etc/UTC"), .english)
        #expect(english.contains("Taken: Saturday 2026-11-21 (1405-08-30) 18:00:23, UTC</p>"))
        #expect(english.contains("<p>Saturday 2026-11-21 (1405-08-30) 21:30:23, Tehran time</p>"))
        #expect(english.contains("Taken 18:00:23, UTC · complete · took 0 ms"))
        // The line itself says 10:00:00.
        #expect(english.contains("2026-11-21 (1405-08-30) 10:00:00"))
        #expect(!english.contains("13:30"))
        #expect(SamplePage.html(await document("Etc/UTC"), .persian).contains("به وقت \u{2068}UTC\u{2069}"))
        let tehran = SamplePage.html(await document("Asia/Tehran"), .english)
        #expect(tehran.contains("21:30:23, Tehran time") && !tehran.contains("UTC"))
        // A machine that does not say it, and one that says nonsense: the vendor's.
        for zone in [nil, "Mars/Olympus"] {
            #expect(SamplePage.html(await document(zone), .english).contains("First line"))
            #expect(SamplePage.html(await document(zone), .english).contains("Taken 21:30:23, Tehran time"))
        }
    }

    @Test func `numbers that name something have no separators, words of programs are words, lists have Persian commas`() throws {
        let json: [String: Any] = [
            "schema": 1, "machine": ["name": "m"], "taken": "2026-11-21T14:00:00Z", "findings": [],
            "collectors": [
                [
                    "name": "newer", "state": "ok", "millis": 3,
                    "facts": [
                        "id": 9543, "port": 41353, "total": 9543, "estimated_error_micros": 16_000_000, "state": "not-asked",
                        "names": ["a", "b"], "rows": [["id": 12345, "state": "t", "exit_status": 78]],
                    ],
                ],
                [
                    "name": "services", "state": "skipped", "millis": 0,
                    "gaps": [["code": "diagnosis.not-here", "parameters": ["what": "relay"]]],
                ],
            ],
        ]
        let document = try FactDocument.read(Array(JSONSerialization.data(withJSONObject: json)))
        let english = SamplePage.html(document, .english)
        for text in ["9543<", "41353<", "9,543<", "16 s<", "not asked<", "held by a debugger", "12345<"] {
            #expect(english.contains(text), "\(text)")
        }
        let persian = SamplePage.html(document, .persian)
        for text in ["۹۵۴۳<", "۹٬۵۴۳<", "۱۶ ثانیه<", "پرسیده نشد<", "۷۸<", "سرویس‌ها، نبود", "رله", "۳ میلی‌ثانیه"] {
            #expect(persian.contains(text), "\(text)")
        }
        #expect(persian.contains("<bdi>a</bdi>، <bdi>b</bdi>"))
        // No word of ours in the page's own sentences was left in English.
        for text in ["not-asked", " ms", "µs", "relay"] { #expect(!persian.contains(text), "\(text)") }
    }
}
