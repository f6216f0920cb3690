import Messages
import Sentences
import Sessions
import SwiftProtobuf
import Testing

@testable import Agent

/// What a prompt says of each word that is to be allowed (D1).
@Suite struct ScopeTextTests {
    private static let words: [ScopeWord.Kind: [String]] = [
        .push: ["push:/srv/app"], .pull: ["pull:/srv/app"], .list: ["list:/srv"], .delete: ["delete:/srv/app"],
        .diagnose: ["diagnose"],
        .watch: ["watch"], .patch: ["patch:ledger"], .install: ["install:ledger@2.1"], .update: ["update:ledger"],
        .script: ["script:clear-spool"], .command: ["command:sh", "command:ls"],
    ]

    private func prompt(_ words: [String], in language: Language, granted: Bool = false) -> [String] {
        SessionText(
            WireLocalSession.with {
                $0.number = "S-1001"
                $0.request.scope = words
                if granted { $0.grant.scope = words }
            }, in: language
        ).lines
    }

    @Test(arguments: Language.allCases)
    func `D1 every scope word is followed by a sentence of its own that says what it allows`(language: Language) throws {
        var seen: Set<String> = []
        for kind in ScopeWord.Kind.allCases {
            for word in try #require(Self.words[kind]) {
                let lines = prompt([word], in: language)
                let place = try #require(lines.firstIndex { $0.contains(word) }, "\(word)")
                let sentence = lines[(place + 1)...].prefix { $0.hasPrefix("    ") }
                    .map { $0.drop { $0 == " " } }.joined(separator: " ")
                #expect(sentence.hasSuffix("."), "\(word): \(sentence)")
                #expect(seen.insert(sentence).inserted, "\(word): \(sentence)")
                #expect(prompt([word], in: language, granted: true).count { $0.contains(word) } == 2)
            }
        }
        #expect(!prompt(["diagnose"], in: language).joined().contains(language == .english ? "older" : "پوشه"))
    }

    @Test func `D1 D7 diagnoses are shown before they leave, live figures are not, a shell is anything`() {
        func sentence(_ word: String, _ language: Language = .english) -> String {
            prompt([word], in: language).map { $0.drop { $0 == " " } }.joined(separator: " ")
        }
        #expect(sentence("diagnose").contains("you are shown them before anything leaves"))
        #expect(sentence("diagnose", .persian).contains("پیش از آنکه چیزی برود به شما نشان داده می‌شود"))
        #expect(sentence("watch").contains("leave as they are read; you do not see them first"))
        #expect(sentence("watch", .persian).contains("پیش از رفتن آن را نمی‌بینید"))
        #expect(sentence("script:clear-spool").contains("The vendor's signed script"))
        for shell in [
            "sh", "/bin/bash", "/usr/bin/python3.11", "perl5.36", "/usr/bin/env", "busybox", "node", "ld-linux-x86-64.so.2",
        ] {
            #expect(sentence("command:\(shell)").contains("this allows anything that this user may do"), "\(shell)")
            #expect(sentence("command:\(shell)", .persian).contains("هر کاری که این کاربر حقش را دارد"), "\(shell)")
        }
        for plain in ["ls", "/usr/bin/df", "shred", "/opt/sh/status", "7"] {
            #expect(sentence("command:\(plain)").contains("with any arguments, as the runner's user."), "\(plain)")
            #expect(!sentence("command:\(plain)").contains("anything that"), "\(plain)")
        }
    }

    @Test func `words that allow the same stand above one sentence, and what is no word stands as it is`() {
        let lines = prompt(["push:/a", "watch", "push:/b", "teleport:/x\u{1b}[2J"], in: .english)
        let first = lines.firstIndex { $0 == "What this allows:" } ?? 0
        #expect(lines[first + 1] == "  push:/a")
        #expect(lines[first + 2] == "  push:/b" && lines[first + 3].hasPrefix("    The technician can write"))
        #expect(lines.contains { $0.hasPrefix("  teleport:/x") } && !lines.joined().contains("\u{1b}"))
        #expect(lines.allSatisfy { $0.count <= Language.columns })
    }
}
