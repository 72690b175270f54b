import Decisions
import Formats
import Kernel
import TestSupport
import Testing
import Web

@testable import Cases

/// The tables of fees: what they refuse, and what a household pays under them.
@Suite struct FeeTableTests {
    @Test func `a table with lines and reductions is read, with the rows of its days alone`()
        throws
    {
        let schedule = try read(sample)
        let table = try #require(schedule.table(on: day("2026-06-01")))
        #expect(schedule.tables.count == 2 && table.name == "now")
        #expect(table.lines.map(\.amounts.count) == [1, 1])
        #expect(schedule.table(on: day("2025-12-31"))?.name == "before")
        #expect(schedule.table(on: day("2024-12-31")) == nil)
    }

    @Test(arguments: [
        ("validFrom: 2026-01-01", "validFrom: 2025-06-01", "hold on one day"),
        ("amount: title", "amount: titel", "no row 'titel'"),
        ("percent: online", "percent: title", "are not in percent"),
        ("amount: file", "amount: online", "are not in EUR"),
        ("when: age < 18", "when: age <", "a condition is FEEL"),
        ("when: age < 18", "when: age", "neither true nor false"),
        ("when: age < 18", "when: height < 18", "facts: age"),
        ("per: file", "per: family", "is not known"),
        ("  law: https://law.test", "  lav: https://law.test", "not under 'sources'"),
        ("code: sample\n", "code: other\n", "is called other.yaml"),
        ("whom: {pt: menores, en: minors}", "wohm: {pt: menores, en: minors}", "not known"),
        ("        whom: {pt: menores, en: minors}\n", "", "go together"),
        ("lastVerified: 2026-11-26", "lastVerified: yesterday", "is no day"),
        ("validTo: 2025-12-31", "validTo: 2024-12-31", "comes before validFrom"),
    ])
    func `what a table must not say is refused with file, line and key`(
        old: String, new: String, why: String
    ) throws {
        let text = sample.replacing(old, with: new)
        #expect(text != sample)
        let error = #expect(throws: FormatError.self) { _ = try read(text) }
        #expect(error?.message.contains(why) == true, "\(String(describing: error))")
        #expect(error?.file == "fees/sample.yaml" && error?.line != nil && error?.field != nil)
    }

    @Test(arguments: [
        ("title,2026-01-01,,100", "title,2026-01-01,,-100", "value"),
        ("title,2026-01-01,,100", "title,2026-01-01,,100.555", "value"),
        ("online,2026-01-01,,25,percent", "online,2026-01-01,,250,percent", "value"),
        ("file,2026-01-01,,20,EUR", "file,2026-01-01,,20,USD", "unit"),
        ("file,2026-01-01,,20,EUR", "file,soon,,20,EUR", "validFrom"),
    ])
    func `an amount that cannot be one is refused with its line and column`(
        old: String, new: String, field: String
    ) throws {
        let error = #expect(throws: FormatError.self) {
            _ = try read(sample, rows: amounts.replacing(old, with: new))
        }
        #expect(error?.file == FeeRows.file && error?.field == field && error?.line != nil)
    }

    /// By hand: 120 less a quarter is 90, 100 less a quarter 75, the child's 100 less 40 % is 60.
    @Test func `each pays their lines, the file its own once, and a reduction is a line`()
        throws
    {
        let schedule = try read(sample)
        let quote = try schedule.quote(
            [payer(30), payer(31), payer(9)], by: .digital, on: day("2026-06-01"))
        let cents = quote.charges.map(\.cents)
        #expect(cents == [10_000, 2_000, -3_000, 10_000, -2_500, 10_000, -4_000])
        #expect(quote.total == Money(cents: 22_500) && quote.certainty == .reported)
        // The first reduction that holds counts alone: the child asks online too.
        let counter = try schedule.quote([payer(9)], by: .counter, on: day("2026-06-01"))
        #expect(counter.total == Money(cents: 7_200))
    }

    @Test func `verified rows make a known fee, and a day without a row none`() throws {
        let schedule = try read(sample, rows: amounts.replacing(",law,no", with: ",law,yes"))
        let known = try schedule.quote([payer(30)], by: .counter, on: day("2026-06-01"))
        #expect(known.certainty == .known && known.total == Money(cents: 12_000))
        // The rows begin in 2026: nothing is guessed for the table before.
        let unknown = try schedule.quote([payer(30)], by: .counter, on: day("2025-06-01"))
        #expect(unknown.certainty == .unknown && unknown.total == nil)
        let never = try schedule.quote([payer(30)], by: .counter, on: day("2020-06-01"))
        #expect(never == .unknown)
    }

    @Test func `while a source says otherwise, or reductions are unknown, no total is made`()
        throws
    {
        let disputed = try read(
            sample.replacing("  - name: before", with: "    disputedBy: [rival]\n  - name: before"),
            rows: amounts + "rival,2026-05-01,2026-05-31,70,EUR,law,no,\n")
        let may = try disputed.quote([payer(30)], by: .counter, on: day("2026-05-10"))
        #expect(may.certainty == .disputed && may.total == nil && may.charges.count == 2)
        let june = try disputed.quote([payer(30)], by: .counter, on: day("2026-06-10"))
        #expect(june.total == Money(cents: 12_000))
        let twice = try read(sample, rows: amounts + "title,2026-01-01,,90,EUR,law,no,\n")
        let quote = try twice.quote([payer(30)], by: .counter, on: day("2026-06-01"))
        #expect(quote.certainty == .disputed && quote.total == nil)
    }

    /// The wizard's model and the tables read the same rows: they must give the same sum.
    @Test func `the real tables say what the decision model says`() throws {
        let policy = try sharedPolicy.get()
        let names = [
            "residence-permit": "residence-permit", "renewal": "renewal",
            "permanent-permit": "permanent-permit", "cplp": "cplp-permit",
        ]
        #expect(Set(policy.fees.map(\.code)) == Set(names.keys))
        let days = [
            "2023-10-28", "2023-10-29", "2024-01-10", "2025-02-14", "2026-03-01", "2026-11-26",
        ]
        var sums = 0
        for schedule in policy.fees {
            for (text, age) in days.flatMap({ day in [9, 40].map { (day, $0) } }) {
                for channel in FeeChannel.allCases {
                    let asked = day(text)
                    let quote = try schedule.quote([payer(age)], by: channel, on: asked)
                    let civil = try #require(CivilDate(asked))
                    let answer = try policy.decisions.ask(
                        "fee", "fee",
                        [
                            "procedure": .string(names[schedule.code] ?? ""),
                            "on": .date(civil), "age": .number(Number(age)),
                            "channel": .string(channel.rawValue),
                        ], on: asked)
                    let cents = FeeAmount.hundredths(answer.value.text)
                    #expect(quote.total?.cents == cents, "\(schedule.code) \(text) \(age)")
                    if cents != nil { sums += 1 }
                }
            }
        }
        #expect(sums > 20)
    }

    @Test func `the policy check names what is wrong with a table, once`() {
        let path = "fees/renewal.yaml"
        let wrong = faults(
            in:
                policy(changing: [path: { $0.replacing("per: member", with: "per: house") }]))
        #expect(wrong.map(\.file) == [path])
        #expect(wrong[0].field?.contains("per") == true && wrong[0].line != nil)
        let twice = faults(
            in:
                policy(changing: [
                    path: { $0.replacing("procedure: renewal", with: "procedure: cplp") }
                ]))
        #expect(twice.contains { $0.message.contains("has a fee in fees/cplp.yaml already") })
        let none = faults(
            in:
                policy(changing: [
                    path: { $0.replacing("procedure: renewal", with: "procedure: none") }
                ]))
        #expect(none.map(\.message) == ["there is no procedure 'none'"])
        #expect(faults(in: realPolicy).isEmpty)
    }

    @Test func `the schema has every key that the reader takes`() throws {
        let json = try JSON.parse(realPolicy.texts["fees/fees.schema.json"] ?? "")
        for part in ["table", "line", "reduction"] {
            #expect(json["$defs"]?[part]?["properties"]?.objectValue?.isEmpty == false, "\(part)")
        }
        let keys = json["properties"]?.objectValue.map { Set($0.keys) }
        #expect(keys == ["code", "title", "procedure", "lastVerified", "sources", "tables"])
    }

    @Test func `anyone reads the tables, their sources and what is not known, and adds it up`()
        async throws
    {
        let house = try await Browser()
        let page = try await house.get("/fees", as: nil)
        #expect(page.status == 200)
        for words in [
            "121.95 EUR", "Sources disagree", "not known", "Source not confirmed yet",
            "Last held against its sources on 23 November 2026", "Without a table",
            "/guides/family-reunification",
        ] { #expect(page.text.contains(words), "\(words)") }
        let sum = try await house.get(
            "/fees?what=residence-permit&day=2024-01-10&adults=2&minors=1&channel=counter", as: nil)
        // Three times 121.95 + 104.82.
        #expect(sum.text.contains("In all: 680.31 EUR"))
        let open = try await house.get(
            "/fees?what=renewal&day=2026-11-26&adults=1&minors=0&channel=digital", as: nil)
        #expect(!open.text.contains("In all:") && open.text.contains("no total is made"))
        let wrong = try await house.get("/fees?what=renewal&adults=99&day=x", as: nil)
        #expect(wrong.status == 422 && !wrong.text.contains("In all:"))
        let guide = try await house.get("/guides/renewal", as: nil)
        #expect(guide.text.contains("href=\"/fees\""))
    }
}

private func payer(_ age: Int) -> FeePayer {
    FeePayer(age: age, relation: .holder, isInPortugal: true)
}

private func read(_ text: String, rows: String = amounts) throws -> FeeSchedule {
    let folder = PolicyFolder(texts: [FeeRows.file: rows])
    return try FeeSchedule(yaml: text, file: "fees/sample.yaml", rows: FeeRows(folder))
}

private let amounts = """
    code,validFrom,validTo,value,unit,source,verified,note
    title,2026-01-01,,100,EUR,law,no,
    file,2026-01-01,,20,EUR,law,no,
    online,2026-01-01,,25,percent,law,no,
    child,2026-01-01,,40,percent,law,no,

    """

private let sample = """
    code: sample
    title: {pt: Exemplo, en: Sample}
    lastVerified: 2026-11-26
    sources:
      law: https://law.test
    tables:
      - name: now
        title: {pt: Agora, en: Now}
        validFrom: 2026-01-01
        lines: &lines
          - code: title
            title: {pt: Título, en: Title}
            per: member
            amount: title
          - code: file
            title: {pt: Processo, en: File}
            per: file
            amount: file
        reductions:
          - code: child
            title: {pt: Menores, en: Minors}
            percent: child
            when: age < 18
            whom: {pt: menores, en: minors}
          - code: online
            title: {pt: Em linha, en: Online}
            percent: online
            when: 'channel = "digital"'
            whom: {pt: em linha, en: online}
      - name: before
        title: {pt: Antes, en: Before}
        validFrom: 2025-01-01
        validTo: 2025-12-31
        lines: *lines
    """
