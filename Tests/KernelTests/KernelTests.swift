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

@Test
func
    `within one instant identifiers are in order, and over time they do not tell how many were made`()
{
    let noon = Moment(secondsSince1970: 1_795_000_000)
    let within = (0..<100).map { _ in CaseID.new(at: noon).value & 0x3F_FFFF }
    let steps = zip(within.dropFirst(), within).map { ($0 - $1) & 0x3F_FFFF }
    #expect(steps.allSatisfy { $0 > 0 && $0 < 100_000 }, "others count in this process too")
    // A minute apart, with next to nothing between them: a plain count would hardly move.
    let apart = (0..<200).map { minute in
        CaseID.new(at: noon.adding(seconds: Int64(minute) * 60)).value & 0x3F_FFFF
    }
    let moves = zip(apart.dropFirst(), apart).map { ($0 - $1) & 0x3F_FFFF }
    #expect(moves.filter { $0 > 100_000 }.count > 150)
}

@Test func `the code of a word is that of SipHash-2-4`() {
    // The ninth vector of the reference implementation: key 00…0f, bytes 00…07.
    let keyed = KeyedCode(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)
    #expect(keyed.code(0x0706_0504_0302_0100) == 0x93f5_f579_9a93_2462)
}

@Test func `a process makes no identifier twice, even within one instant`() {
    let noon = Moment(secondsSince1970: 1_795_000_000)
    let made = Set((0..<100_000).map { _ in CaseID.new(at: noon) })
    #expect(made.count == 100_000)
}
