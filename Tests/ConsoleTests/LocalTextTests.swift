import Foundation
import Testing

@testable import Console

/// Files of this computer that a call carries.
@Suite struct LocalTextTests {
    private func read(_ data: Data) throws -> LocalText {
        let path = NSTemporaryDirectory() + "/hamyar-text-" + UUID().uuidString + ".yaml"
        try data.write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try LocalText(path: path, option: "FILE")
    }

    @Test func `a text with its name`() throws {
        let text = try read(Data("plan: پادرا".utf8))
        #expect(text.content == "plan: پادرا" && text.name.hasPrefix("hamyar-text-") && !text.name.contains("/"))
        #expect(try read(Data()).content.isEmpty)
    }

    @Test func `a file of the limit and one byte more`() throws {
        #expect(try read(Data(repeating: 65, count: LocalText.sizeLimit)).content.utf8.count == LocalText.sizeLimit)
        #expect(code { try read(Data(repeating: 65, count: LocalText.sizeLimit + 1)) } == "console.argument")
    }

    @Test func `what is no text, no file or no end is refused`() throws {
        #expect(code { try read(Data([0xff, 0xfe, 0x00])) } == "console.argument")
        #expect(code { try LocalText(path: "/nonexistent", option: "FILE") } == "file.absent")
        #expect(code { try LocalText(path: "/dev/zero", option: "FILE") } == "console.argument")
        #expect(code { try LocalText(path: "/tmp", option: "FILE") } == "console.argument")
    }
}
