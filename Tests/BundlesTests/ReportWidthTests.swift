import Diagnostics
import Foundation
import Primitives
import Redaction
import Sentences
import Testing

@testable import Bundles

@Suite struct ReportWidthTests {
    /// For Scripts/screenshots: what the machine that runs this says, as its bundle would have it.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["HAMYAR_REPORTS"] != nil, "asked for by Scripts/screenshots"))
    func `this machine's own pages`() async throws {
        let folder = try #require(ProcessInfo.processInfo.environment["HAMYAR_REPORTS"])
        let scene = try BundleScene()
        defer { scene.remove() }
        let context = CollectionContext(
            programs: SystemProgramRunner(),
            given: GivenFacts(logs: LogSelection(since: SystemWallClock().now() - .seconds(86_400))),
            attachments: AttachmentDirectory(scene.raw))
        let document = await DiagnosisRun(InProcessHost(context)).run(
            CollectorName.standard, machine: .init(name: "front-desk", id: "mch_0", zone: MachineZone.name(.machine)))
        _ = try scene.draft.make(document, raw: scene.raw, policy: RedactionPolicy())
        for name in DraftReports.names {
            let page = try DraftFile.read(scene.draft.directory, name)
            try Data(page).write(to: URL(filePath: folder).appending(path: "machine-" + name))
        }
    }

    private static let browser = ["chromium", "chromium-browser", "google-chrome"].first {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0)
    }

    /// At widths that are really the window's; Scripts/screenshots says how.
    @Test(.enabled(if: browser != nil, "a browser measures it: chromium"))
    func `no page is wider than a window of 320 px or more, and none loads anything`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hamyar-pages-\(UInt64.random(in: 0 ..< .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let document = try SamplePage.document()
        let long = ReportPage.Log(name: "logs/x.txt", text: String(repeating: "wide", count: 500) + "\n", isCut: false)
        let pages = try Language.allCases.map { language in
            let file = folder.appending(path: "report.\(language.rawValue).html")
            try Data(SamplePage.html(document, logs: [long], language).utf8).write(to: file)
            return file.path
        }
        let process = Process()
        process.executableURL = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Scripts/screenshots")
        process.arguments = ["--check"] + pages
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(text.components(separatedBy: "fits 320 px, 360 px").count == 3, "\(text)")
    }
}
