import Documents
import Entitlement
import Plans
package import Primitives
import Sentences

/// `plan check`: a plan file as it was understood, and what is allowed but hardly meant.
package struct PlanCheckOutput: Report {
    package struct Quota: Encodable, Sendable {
        let name: String
        let persian: String
        let english: String
        let unit: String
        let amountThousandths: Int64
        let stepThousandths: Int64
    }

    package struct Row: Encodable, Sendable {
        let kind: String
        let place: String
        let rule: String
        let interval: String
        /// In the words of plan files.
        let inside: String
        let condition: String?
        let outside: String
    }

    package struct Warning: Encodable, Sendable {
        let code: String
        let parameters: [OutputPair]
        let english: String
        let persian: String
    }

    let file: String
    let plan: String
    let edition: String
    let persian: String
    let english: String
    let months: Int
    let guaranteeMonths: Int
    let calendar: String
    let tariff: String?
    let quotas: [Quota]
    let rows: [Row]
    let warnings: [Warning]

    init(_ report: PlanReport, file: String) {
        self.file = file
        plan = report.plan.name
        edition = report.plan.edition
        (persian, english) = (report.plan.title.persian, report.plan.title.english)
        (months, guaranteeMonths) = (report.plan.months, report.plan.guaranteeMonths)
        calendar = report.plan.calendar
        tariff = report.plan.tariff
        quotas = report.plan.quotas.map {
            Quota(
                name: $0.name.rawValue, persian: $0.title.persian, english: $0.title.english, unit: $0.unit.rawValue,
                amountThousandths: $0.amount.thousandths, stepThousandths: $0.step.thousandths)
        }
        rows = report.rows.map {
            Row(
                kind: $0.kind.rawValue, place: $0.place.rawValue, rule: $0.rule, interval: $0.interval.rawValue,
                inside: $0.inside, condition: $0.condition, outside: $0.outside)
        }
        warnings = report.warnings.map { warning in
            Warning(
                code: warning.code.rawValue, parameters: OutputPair.list(warning.parameters),
                english: Language.english.sentence(for: warning), persian: Language.persian.sentence(for: warning))
        }
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.line(language.word(.planSound), .good)
        let title = LocalizedText(persian: persian, english: english)
        page.composed(.plan, language.plan(title, name: plan, edition: edition), .strong)
        page.composed(.months, language.number(months))
        page.field(.calendar, calendar)
        page.field(.tariff, tariff ?? "")
        page.table(quotaTable(language), ifEmpty: .noBalances)
        page.line("")
        var table = Table([.kind, .place, .rule, .inside, .outside, .conditions].map { Table.Column(language.word($0)) })
        for row in rows { table.add([row.kind, row.place, row.rule, row.inside, row.outside, row.condition ?? ""]) }
        page.table(table, ifEmpty: .noServices)
        if !warnings.isEmpty { page.line("") }
        for warning in warnings { page.line(language == .english ? warning.english : warning.persian, .warning) }
    }

    private func quotaTable(_ language: Language) -> Table {
        var table = Table([
            Table.Column(language.word(.quota)), Table.Column(language.word(.name)),
            Table.Column(language.word(.quantity), isNumber: true), Table.Column(language.word(.step), isNumber: true),
        ])
        for quota in quotas {
            table.add([
                quota.name, language == .english ? quota.english : quota.persian,
                language.quantity(thousandths: quota.amountThousandths, unit: quota.unit),
                language.quantity(thousandths: quota.stepThousandths, unit: quota.unit),
            ])
        }
        return table
    }
}

/// `plan check FILE`: nothing is sent anywhere.
package enum PlanFileCheck {
    /// - Parameters: a plan's file, and the tariffs and calendars against which it is read.
    /// - Throws: `plan` codes with file, line and what was expected there.
    package static func check(_ plan: LocalText, tariffs: [LocalText], calendars: [LocalText]) throws(Failure) -> PlanCheckOutput
    {
        var versions: [TariffVersion] = []
        for tariff in tariffs { versions.append(try TariffFile.parse(tariff.content, file: tariff.name)) }
        var known: [BusinessCalendar] = []
        for calendar in calendars { known.append(try CalendarFile.parse(calendar.content, file: calendar.name)) }
        let report = try PlanCheck.report(plan.content, file: plan.name, tariffs: versions, calendars: known)
        return PlanCheckOutput(report, file: plan.name)
    }
}
