import Decisions
import Kernel
import Testing

@testable import Cases

private let due = """
    <definitions name="due"><inputData id="a" name="excused">
    <variable name="excused" typeRef="boolean"/></inputData>
    <decision id="d" name="due">
    <informationRequirement><requiredInput href="#a"/></informationRequirement>
    <literalExpression><text>if today() &gt;= date("2027-01-01") then "over"
    else if excused then "excused" else string(today())</text></literalExpression></decision>
    </definitions>
    """

private let papers = """
    <definitions name="papers"><decision id="d" name="documents">
    <literalExpression><text>if today() &gt;= date("2027-01-01") then ["new"] else ["old"]</text>
    </literalExpression></decision></definitions>
    """

/// Page, letter and command ask in one world: what is needed and what is answered know the same moment.
@Suite struct DecisionMomentTests {
    private let before = Moment(day("2026-11-24"), hour: 10)
    private let after = Moment(day("2027-02-01"), hour: 10)
    private let book: DecisionBook

    init() throws {
        book = try DecisionBook(PolicyFolder(texts: ["decisions/due.dmn": due]))
    }

    @Test func `a decision knows the moment at which it is asked, and no other`() throws {
        func said(_ now: Moment?) throws -> FEELValue {
            try book.ask("due", "due", ["excused": false], at: now).value
        }
        #expect(try said(before) == "2026-11-24")
        #expect(try said(after) == "over")
        #expect(try said(nil).isNull)
    }

    @Test func `the table of documents is asked at a moment, as the letter is`() throws {
        let book = try DecisionBook(PolicyFolder(texts: ["decisions/papers.dmn": papers]))
        let table = try DocumentTable(try #require(book["papers"]), triedAt: before)
        let asked = DocumentQuestion(
            relation: .holder, age: 30, holderIsRefugee: false, isInPortugal: true)
        for now in [before, after] {
            let codes = try table.documents(for: asked, at: now)
            #expect(codes == [now == before ? "old" : "new"])
            #expect(try book.ask("papers", "documents", asked.facts, at: now).value.codes == codes)
        }
    }

    @Test func `what is asked for belongs to that moment too`() throws {
        #expect(try book.needed("due", "due", ["other": 1], at: before) == ["excused"])
        #expect(try book.needed("due", "due", [:], at: after) == [])
        #expect(throws: PolicyFault.self) { try book.needed("due", "fee", [:], at: after) }
        #expect(throws: PolicyFault.self) { try book.needed("fee", "due", [:], at: after) }
    }
}
