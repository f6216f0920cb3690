import Testing

@testable import Sentences

/// Each finding has what was found and what to do, in both languages.
@Suite struct FindingSentenceTests {
    @Test func `every finding has a next step that needs no other values`() {
        #expect(Set(Catalogue.findingSteps.keys) == Set(Catalogue.findings.keys))
        for (code, step) in Catalogue.findingSteps {
            #expect(step.english.names == step.persian.names, "\(code)")
            #expect(step.persian.text.unicodeScalars.contains { (0x0600...0x06ff).contains($0.value) }, "\(code)")
            #expect(step.english.names.subtracting(Catalogue.names(of: code)).isEmpty, "\(code) inserts what the finding has not")
        }
    }

    @Test func `a full disk and a skewed clock`() {
        let disk = ["subject": "/var", "percent": "97", "available": "1500000000", "device": "/dev/sda1"]
        #expect(Language.english.finding("disk.full", disk) == "/var is 97 % full, 1.39 GiB are left.")
        #expect(Language.english.nextStep("disk.full", disk).hasPrefix("Free space on /var"))
        #expect(Language.persian.finding("disk.full", disk).contains("۹۷٪"))
        let clock = ["seconds": "300", "tls": "300", "subject": ""]
        #expect(
            Language.english.finding("clock.behind", clock)
                == "The clock is 5 minutes slow; TLS fails with certificates that are newer than 5 minutes.")
        #expect(Language.english.finding("clock.behind", ["seconds": "40", "tls": ""]) == "The clock is 40 seconds slow.")
    }

    @Test func `a rule of a newer version`() {
        #expect(Language.english.finding("novel.rule", [:]).contains("finding.novel.rule"))
        #expect(Language.persian.nextStep("novel.rule", [:]) == "")
    }
}
