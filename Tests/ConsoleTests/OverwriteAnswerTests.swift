import Sessions
import Testing

@testable import Console

@Suite struct OverwriteAnswerTests {
    @Test(arguments: [
        ("", OverwriteAnswer.rule(.backup, forAll: false)), ("y", .rule(.backup, forAll: false)),
        ("Yes", .rule(.backup, forAll: true)), (" n ", .rule(.skip, forAll: false)), ("NO", .rule(.skip, forAll: true)),
        ("replace", .rule(.replace, forAll: false)), ("R", .rule(.replace, forAll: true)),
        ("Keep  both", .rule(.keepBoth, forAll: true)), ("keep-both", .rule(.keepBoth, forAll: false)),
        ("a", .rule(.backup, forAll: true)), ("all", .rule(.backup, forAll: true)), ("q", .quit),
        ("بله", .rule(.backup, forAll: false)),
        ("نه", .rule(.skip, forAll: false)), ("همه", .rule(.backup, forAll: true)), ("هیچ", .quit),
        ("banana", .unclear), ("yes please", .unclear), ("refuse", .unclear), ("\u{1b}[A", .unclear),
    ])
    func `a word or its first letter; nothing is guessed`(line: String, answer: OverwriteAnswer) {
        #expect(OverwriteAnswer(line) == answer)
    }
}
