import Formats
import Kernel
import Testing

@testable import LegalTime

private let header = "date,kind,scope,place,part,name_pt,declared,withdrawn,source\n"

private func declarations(_ rows: String) throws -> [Holiday] {
    var reader = try CSVReader(text: header + rows, file: "d.csv")
    return try Holiday.readDeclarations(&reader)
}

@Test func `Easter falls where the tables of the Church say`() {
    let known = [
        "1970-03-29", "2000-04-23", "2008-03-23", "2026-04-05", "2038-04-25", "2120-04-14",
    ]
    for text in known { #expect(Day.easter(day(text).year) == day(text)) }
}

@Test func `the nth weekday of a month is counted from either end`() {
    #expect(Day.weekday(1, nth: 1, month: 6, year: 2026) == day("2026-06-01"))
    #expect(Day.weekday(4, nth: 4, month: 11, year: 2026) == day("2026-11-26"))
    #expect(Day.weekday(7, nth: -1, month: 5, year: 2026) == day("2026-05-31"))
    #expect(Day.weekday(1, nth: 5, month: 2, year: 2026) == nil)
}

@Test func `a holiday that the law took away for some years is absent in them`() throws {
    let calendar = try policyCalendar()
    func names(_ year: Int) -> Int {
        calendar.holidays(
            from: day("\(year)-01-01"), to: day("\(year)-12-31"), at: .country
        ).filter { $0.category == .public }.count
    }
    #expect(names(2012) == 13 && names(2013) == 9 && names(2015) == 9 && names(2016) == 13)
    #expect(calendar.isHolidayKnown(of: Place(municipality: "1106")))
    #expect(!calendar.isHolidayKnown(of: Place(municipality: "1101")))
}

@Test func `a tolerance counts as a working day and no period ends on it`() throws {
    let rows = "2026-12-24,tolerance,country,,afternoon,Véspera de Natal,2026-12-10,,Despacho 1\n"
    let all = try holidays().adding(declarations(rows))
    let calendar = all.working(at: .country)
    let eve = day("2026-12-24")
    #expect(calendar.isWorking(eve) && !calendar.isOpen(eve))
    let clock = try rule(8, .working).derive(from: day("2026-12-14"), in: calendar)
    #expect(clock.end == day("2026-12-28") && clock.dayCounted == 8)
    #expect(
        clock.steps.last?.skipped.first
            == SkippedDays(reason: .closed(name: "Véspera de Natal", day: eve), count: 1))
    let before = all.working(at: .country, asKnown: day("2026-12-09"))
    #expect(try rule(8, .working).derive(from: day("2026-12-14"), in: before).end == eve)
}

@Test func `a closure closes its own office and none else, until it is withdrawn`() throws {
    let rows = "2026-11-27,closure,office,porto-1,,Obras,2026-11-01,2026-11-20,Aviso 7\n"
    let all = try holidays().adding(declarations(rows))
    func isOpen(_ office: String?, _ known: String) -> Bool {
        all.working(at: Place(municipality: "1312", office: office), asKnown: day(known))
            .isOpen(day("2026-11-27"))
    }
    #expect(!isOpen("porto-1", "2026-11-10") && isOpen("porto-2", "2026-11-10"))
    #expect(isOpen("porto-1", "2026-10-31") && isOpen("porto-1", "2026-11-20"))
    #expect(
        all.working(at: Place(municipality: "1312", office: "porto-1")).isOpen(day("2026-11-27")))
}

@Test func `decisions are written as they are read`() throws {
    let rows = """
        2026-11-27,closure,office,porto-1,whole,"Obras, piso 2",2026-11-01,2026-11-20,Aviso 7
        2026-12-24,tolerance,country,,afternoon,Véspera de Natal,2026-12-10,,Despacho 1

        """
    let read = try declarations(rows)
    #expect(Holiday.declarationsFile(read.reversed()) == header + rows)
}

@Test(arguments: [
    ("2026-02-30,tolerance,country,,,X,2026-01-01,,s", "d.csv:2:1: date: '2026-02-30' is no day"),
    ("2026-03-02,party,country,,,X,2026-01-01,,s", "d.csv:2:2: kind: write holiday"),
    ("2026-03-02,closure,office,,,X,2026-01-01,,s", "d.csv:2:3: scope: write country"),
    ("2026-03-02,closure,municipality,Porto,,X,2026-01-01,,s", "d.csv:2:3: scope: write country"),
    ("2026-03-02,tolerance,country,,night,X,2026-01-01,,s", "d.csv:2:5: part: write whole"),
    ("2026-03-02,tolerance,country,,,X,,,s", "d.csv:2:7: declared: this field is empty"),
    (
        "2026-03-02,tolerance,country,,,X,2026-01-05,2026-01-01,s",
        "d.csv:2:8: withdrawn: a decision"
    ),
    ("2026-03-02,tolerance,country,,,X,2026-01-01,,", "d.csv:2:9: source: this field is empty"),
])
func `a wrong decision names its line and field`(_ row: String, _ words: String) {
    do {
        _ = try declarations(row + "\n")
        Issue.record("accepted")
    } catch { #expect("\(error)".hasPrefix(words), "\(error)") }
}

@Test(arguments: [
    ("fixed: 12-25", "fixed: 13-25", "write month and day as 12-25"),
    ("fixed: 12-25, ", "", "say once when it is"),
    (
        "category: public, source: x, verified: false}",
        "category: free, source: x, verified: false}", "write public or optional"
    ),
    ("source: x, verified: false", "source: x", "whether it was read in the law"),
])
func `a wrong rule of a holiday names its line and key`(
    _ old: String, _ new: String, _ part: String
) {
    let line = holidayRules.split(separator: "\n").first { $0.contains("Natal") } ?? ""
    let broken = holidayRules.replacing(line, with: line.replacing(old, with: new))
    #expect(broken != holidayRules)
    do {
        _ = try HolidayCalendar(rules: YAML.parse(broken, file: "h.yaml"))
        Issue.record("accepted")
    } catch { #expect("\(error)".hasPrefix("h.yaml:11:") && "\(error)".contains(part), "\(error)") }
}

@Test func `a calendar leaves as iCalendar with whole days and stable identifiers`() throws {
    let found = try holidays().holidays(
        from: day("2026-12-08"), to: day("2026-12-31"), at: .country)
    let stamp = Moment(day("2026-11-25"), hour: 9)
    let text = found.iCalendar(stamp: stamp)
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.suffix(2) == ["END:VCALENDAR", ""])
    #expect(
        lines.contains("DTSTART;VALUE=DATE:20261225") && lines.contains("DTEND;VALUE=DATE:20261226")
    )
    #expect(
        lines.contains("SUMMARY:Imaculada Conceição") && lines.contains("DTSTAMP:20261125T090000Z"))
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    let identifiers = lines.filter { $0.hasPrefix("UID:") }
    #expect(Set(identifiers).count == 2 && found.iCalendar(stamp: stamp) == text)
}
