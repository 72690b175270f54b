import Formats
import Kernel
import TestSupport
import Testing

@testable import Cases

/// What a file of a sealed procedure may say of the days of its acts.
@Suite struct SealedPolicyTests {
    private func book(_ old: String, _ new: String) throws -> SealedBook {
        var texts = realPolicy.texts
        let text = try #require(texts[file])
        try #require(text.contains(old))
        texts[file] = text.replacing(old, with: new)
        return try SealedBook(PolicyFolder(texts: texts))
    }

    @Test(arguments: [
        (bound, "    notBefore: courtTookItOn\n", "'courtTookItOn' is no day that is asked for"),
        (bound, "    notBefore: decisionReasons\n", "'decisionReasons' is no day"),
        ("    dayField: courtEndedOn\n" + bound, bound, "'notBefore' bounds a dayField"),
    ])
    func `a bound of a day that is none is refused with file and line`(
        old: String, new: String, why: String
    ) throws {
        let error = #expect(throws: FormatError.self) { _ = try book(old, new) }
        #expect(error?.message.contains(why) == true, "\(String(describing: error))")
        #expect(error?.file == file && error?.line != nil)
    }

    @Test func `a bound holds the day of its act, from the answer on, and no other`() throws {
        let real = try SealedBook(realPolicy)
        let free = try book(bound, "")
        func earliest(_ book: SealedBook, after answers: [String: String]) throws -> [DayLimit?] {
            let act = try #require(
                book.procedures.flatMap(\.acts).first { $0.code == "courtEnds" })
            let filed = SealedEvent.Filed(
                procedure: "discrimination", answers: answers, isOral: false)
            let line = SealedHistory.Line(
                event: .filed(filed), by: Principal.house.account, at: noon)
            let history = try #require(SealedHistory([line]))
            return act.form(after: history).sections.flatMap(\.fields).map(\.limits.from)
        }
        let taken = ["courtAcceptedOn": "2026-12-02"]
        #expect(try earliest(real, after: [:]) == [nil])
        #expect(try earliest(real, after: taken) == [.fixed(day("2026-12-02"))])
        #expect(try earliest(free, after: taken) == [nil])
    }
}

private let file = "sealed/discrimination.yaml"
private let bound = "    notBefore: courtAcceptedOn\n"
