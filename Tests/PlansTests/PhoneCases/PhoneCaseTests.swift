import Entitlement
import Foundation
import Primitives
import Sentences
import Testing

/// The questions of Tests/Fixtures/phone-cases.tsv and phone-cases-more.tsv, answered from the example plans, tariffs and
/// calendars without a database.
@Suite struct PhoneCaseTests {
    private static let examples = Result { try PhoneSetting() }
    static let cases = (try? PhoneCase.all()) ?? []

    @Test(arguments: cases)
    func `A and B a question on the phone gets its parts, price, rules, conditions and sentences`(row: PhoneCase) throws {
        let examples = try Self.examples.get()
        let plan = try examples.plan(row.plan)
        let question = try PhoneWish(row, examples).question
        let line = try PhoneLine(
            row.contract, plan: plan, writtenDown: question.recordedAt ?? question.occurredAt, zone: examples.zone)
        let verdict = evaluate(question, for: line.standing, in: examples.setting)
        let answer = PhoneAnswer(verdict: verdict, zone: examples.zone)
        #expect(answer.parts == row.parts)
        #expect(try answer.price() == row.price)
        #expect(answer.rules == row.rules)
        #expect(try answer.conditions() == row.conditions)
        let title = Self.title(question, line.standing, examples.zone)
        for (language, sentence) in [(Language.persian, row.persian), (.english, row.english)] {
            let text = language.verdict(verdict, kind: title, contract: line.contractText, in: examples.zone)
            #expect(text.filter { $0 != "\u{2068}" && $0 != "\u{2069}" } == sentence)
        }
    }

    @Test func `at least eighty questions, and two for each requirement that a verdict can answer`() throws {
        let rows = try PhoneCase.all()
        #expect(rows.count >= 80)
        #expect(Set(rows.map(\.id)).count == rows.count)
        let requirements = rows.flatMap(\.requirements)
        let answerable =
            (1...17).map { "A\($0)" } + [19, 20, 21, 22, 23, 26].map { "A\($0)" }
            + ["B1", "B2", "B5.6", "B6", "B7", "B8a", "B8b", "B12"]
        for requirement in answerable {
            #expect(requirements.filter { $0 == requirement }.count >= 2, "\(requirement)")
        }
    }

    /// As the plan of the term says it; a kind that nobody knows has its name alone.
    private static func title(_ question: ServiceQuestion, _ standing: Standing, _ zone: CivilZone) -> LocalizedText {
        guard case .line(let line) = standing else { return question.kind.title }
        return line.term(at: question.occurredAt, in: zone)?.plan.kind(question.kind)?.title ?? question.kind.title
    }
}
