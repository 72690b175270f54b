import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// What was answered: put right before the decision, and asked by the tables of documents.
@Suite struct AnswerTests {
    private func correct(
        _ kase: Case, _ section: String, _ typed: [String: String], in fixture: Fixture,
        by who: Principal = ana, at now: Moment = after(2)
    ) async throws {
        let action = CorrectAnswers(reference: kase.reference, section: section, typed: typed)
        try await fixture.database.write { [house = fixture.house] db in
            try action.perform(by: who, at: now, in: db, house)
        }
    }

    private let work = [
        "firm": "Talho", "nif": "500000000", "wage": "920.50", "hours": "40", "since": "2024-02-29",
    ]

    @Test(arguments: Engine.underTest)
    func `a correction keeps what was said before beside what holds now`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: withForm(sampleForm))
        let kase = try await fixture.send(try await fixture.begin())
        try await correct(kase, "employer", work, in: fixture)
        let history = try await fixture.history(of: kase)
        #expect(history.answers["firm"] == "Talho" && history.filed.answers?["firm"] != "Talho")
        #expect(history.answers["mail"] == "ana@example.org")
        let change = CaseEvent.AnswersCorrected.Change(
            name: "firm", old: "Padaria Exemplo", new: "Talho")
        #expect(history.corrections.map(\.changes) == [[change]])
        // The same again is no correction.
        try await correct(kase, "employer", work, in: fixture)
        #expect(try await fixture.history(of: kase).corrections.count == 1)
        // An answer that opens a section opens it here too; one that closes it leaves it out.
        try await correct(kase, "work", ["works": "no"], in: fixture)
        let sheet = try fixture.house.sheet(
            of: try await fixture.history(of: kase), kase.procedure, filedAt: kase.filedAt)
        #expect(!sheet.asked.contains { $0.section.code == "employer" })
        #expect(sheet.answers["firm"] == nil)
        await #expect(throws: Refused.notFound) {
            try await correct(kase, "employer", work, in: fixture)
        }
        #expect(try await fixture.database.read { try $0.verifyJournal().isSound })
    }

    @Test(arguments: Engine.underTest)
    func `nobody corrects for another, nothing unreadable, and nothing after the decision`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: withForm(sampleForm))
        let kase = try await fixture.send(try await fixture.begin())
        for who in [yusuf, bruno, carla] {
            await #expect(throws: Refused.notFound) {
                try await correct(kase, "employer", work, in: fixture, by: who)
            }
        }
        for typed in [["hours": "999"], ["firm": ""]] {
            await #expect(throws: RequestRefusal.answersMissing(1)) {
                try await correct(
                    kase, "employer", work.merging(typed) { $1 }, in: fixture)
            }
        }
        await #expect(throws: Refused.notFound) {
            try await correct(kase, "weather", [:], in: fixture)
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(3))
        await #expect(throws: CaseRefusal.alreadyDecided) {
            try await correct(kase, "employer", work, in: fixture, at: after(4))
        }
        #expect(try await fixture.history(of: kase).corrections.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a table of documents may ask for an answer, and follows its correction`(
        engine: Engine
    )
        async throws
    {
        let fixture = try await Fixture(engine, folder: askingForWork())
        func papers(_ kase: Case) async throws -> Set<String> {
            try await fixture.database.read { [house = fixture.house] db in
                let history = try kase.history(in: db)
                return Set(
                    try house.needs(of: kase, history, at: noon, in: db).map(\.document.code))
            }
        }
        let idle = fullAnswers.merging(["works": "no"]) { $1 }
        let contents = RequestContents(people: anaAlone, answers: idle)
        let id = try await fixture.begin("residence-permit", contents: contents)
        let kase = try await fixture.send(id)
        #expect(try await !papers(kase).contains("social-security"))
        try await correct(kase, "work", ["works": "yes"], in: fixture)
        #expect(try await papers(kase).contains("social-security"))
        // Nobody is asked there, so nobody has answered: the table reads null.
        let silent = FileCase(
            procedure: "residence-permit", household: anaAlone.household, municipality: lisbon,
            applicant: PersonID(1_011))
        let other = try await fixture.database.write { [house = fixture.house] db in
            try silent.perform(by: ana, at: noon, in: db, house)
        }
        #expect(try await !papers(other).contains("social-security"))
    }

    /// The papers of a first permit, where registration is asked of those alone who work.
    private func askingForWork() -> PolicyFolder {
        var texts = withForm(sampleForm, in: "residence-permit").texts
        let file = "decisions/residence-documents.dmn"
        let need =
            "<informationRequirement><requiredInput href=\"#i-age\"/></informationRequirement>"
        texts[file] = (texts[file] ?? "")
            .replacing(
                "  <decision id=\"d-documents\"",
                with: """
                      <inputData id="i-works" name="works"><variable name="works" typeRef="boolean"/></inputData>
                      <decision id="d-documents"
                    """
            )
            .replacing(need, with: need + need.replacing("#i-age", with: "#i-works"))
            .replacing("<text>age</text>", with: "<text>if works then 30 else 3</text>")
        return PolicyFolder(texts: texts)
    }
}
