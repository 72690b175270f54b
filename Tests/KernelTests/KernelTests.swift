import Testing

@testable import Kernel

@Test func `every day from 1900 to 2120 comes back from its own civil date`() throws {
    var day = try #require(Day(iso: "1900-01-01"))
    let last = try #require(Day(iso: "2120-12-31"))
    var weekday = 1
    while day <= last {
        let (year, month, number) = day.civil
        #expect(Day(year: year, month: month, day: number) == day)
        #expect(day.weekday == weekday)
        weekday = weekday % 7 + 1
        day = day.adding(days: 1)
    }
}

@Test(arguments: [
    "2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-01 ", "+026-01-01", "",
])
func `a date that does not exist is not read`(text: String) {
    #expect(Day(iso: text) == nil)
}

@Test func `a month later than 31 January is the last of February`() throws {
    let day = try #require(Day(iso: "2027-01-31"))
    #expect(day.adding(months: 1).description == "2027-02-28")
    #expect(day.adding(months: 13).description == "2028-02-29")
    #expect(day.adding(months: -2).description == "2026-11-30")
}

@Test func `a moment before 1970 lies in its own day`() {
    #expect(Moment(microseconds: -1).description == "1969-12-31T23:59:59Z")
}

@Test func `a reference survives how people type it and no single slip`() throws {
    for random in stride(from: UInt64(1), to: 40_000_000_000_000, by: 311_111_111_111) {
        let reference = Reference(kind: "RF", random: random)
        #expect(Reference(reference.text.lowercased()) == reference)
        let letters = Array(reference.text.filter { $0 != "-" })
        for place in 2..<letters.count {
            for other in "0123456789ABCDEFGHJKMNPQRSTVWXY" where other != letters[place] {
                var changed = letters
                changed[place] = other
                #expect(Reference(String(changed)) == nil)
            }
        }
        for place in 2..<letters.count - 1 where letters[place] != letters[place + 1] {
            var swapped = letters
            swapped.swapAt(place, place + 1)
            #expect(Reference(String(swapped)) == nil)
        }
    }
}

@Test func `identifiers made later sort later`() {
    let noon = Moment(secondsSince1970: 1_795_000_000)
    let earlier = CaseID(at: noon, random: .max)
    let later = CaseID(at: noon.adding(seconds: 1), random: 0)
    #expect(earlier < later)
}

@Test func `a compartment is a word of letters`() {
    #expect(Compartment("general") == .general)
    #expect(Compartment("../general") == nil)
    #expect(Compartment("") == nil)
}

@Test func `a process makes no identifier twice, even within one instant`() {
    let noon = Moment(secondsSince1970: 1_795_000_000)
    let made = Set((0..<100_000).map { _ in CaseID.new(at: noon) })
    #expect(made.count == 100_000)
}
