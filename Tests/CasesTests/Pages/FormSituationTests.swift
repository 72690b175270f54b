import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Page, review, case, file and letter say one thing, whatever somebody answers: for each form of a procedure, with each
/// answer that can be chosen. What decision tables answer is asked of command, page and letter by `SituationTests`.
@Suite struct FormSituationTests {
    /// Their forms leave nothing to choose, so that there is one situation alone.
    static let withoutChoice: Set = ["recognition-experience", "temporary-protection"]

    @Test(arguments: formedProcedures)
    func `pages ask what the form asks, and review, case, file and letter say what was answered`(
        code: String
    ) async throws {
        let procedure = try #require(sharedPolicy.get().procedure(code))
        let house = try await Browser(hasLimits: false)
        let situations = FormSituation.all(of: procedure)
        // One without an answer, and one for each that can be chosen.
        try #require(situations.count > 2 || Self.withoutChoice.contains(code))
        for situation in situations { try await compare(situation, house) }
    }

    @Test func `each procedure that takes requests is asked in situations; a new one too`() throws {
        let unasked = openProcedures.filter { procedure in
            FormSituation.all(of: procedure).count <= 2 && procedure.documentsDecision == nil
        }
        #expect(Set(unasked.map(\.code)) == Self.withoutChoice)
        // Nobody can be asked anything by what takes no requests: it is named here, and is none of the others.
        let files = realPolicy.paths("procedures", ".yaml").map {
            String($0.dropFirst("procedures/".count).dropLast(".yaml".count))
        }
        let closed = Set(files).subtracting(openProcedures.map(\.code))
        #expect(closed == ["legacy-ei"])
    }

    @Test func `a page that leaves out what a condition asks for is found`() throws {
        let procedure = try #require(sharedPolicy.get().procedure("data-request"))
        let situations = FormSituation.all(of: procedure)
        let house = try Set(situations.map { try sections(of: $0, procedure) })
        // Each wish has pages of its own; a form that forgot them would ask the first section alone.
        #expect(house.count == 4 && house.contains(["request"]))
        let bare = policy(changing: [
            "procedures/data-request.yaml": {
                $0.replacing("when: dataWish = \"erasure\"", with: "when: dataWish = \"none\"")
            }
        ])
        let changed = try #require(Policy(bare).procedure("data-request"))
        #expect(try Set(situations.map { try sections(of: $0, changed) }) != house)
    }

    private func sections(_ sheet: FormSheet) -> [String] { sheet.asked.map(\.section.code) }

    private func sections(
        of situation: FormSituation, _ procedure: Procedure
    ) throws -> [String] {
        let day = after(1).utcDay
        let facts = anaAlone.household.formFacts(on: day, isAbroad: false)
        return sections(
            try FormSheet(
                procedure.form, household: facts, typed: situation.typed, formWorld))
    }

    private func compare(_ situation: FormSituation, _ house: Browser) async throws {
        let (fixture, procedure) = (house.fixture, situation.procedure)
        let contents = RequestContents(people: situation.people, answers: situation.typed)
        let sheet = try fixture.house.sheet(of: contents, procedure.code, on: after(1).utcDay)
        #expect(sheet.complaints.isEmpty, "\(situation): \(sheet.complaints)")
        let (request, walked) = try await walk(situation, house)
        #expect(walked == sections(sheet), "\(situation)")
        let review = try await house.get(request + "/review", as: "ana")
        let sent = try await house.post(request + "/sending", as: "ana", from: review, [:])
        let address = try #require(sent.header("location"), "\(situation): \(sent.status)")
        let reference = try #require(
            Reference(String(address.dropFirst("/cases/".count).prefix { $0 != "?" })))
        let (kase, history) = try await fixture.database.read { db in
            let kase = try Case.find(reference, for: ana, in: db)
            return (kase, try kase.history(in: db))
        }
        #expect(history.answers == sheet.answers, "\(situation)")
        let own = try await house.get("/cases/\(reference)", as: "ana").text
        let letter = try await fixture.letter(.receipt, of: kase).html
        for text in situation.texts(in: sheet) {
            for page in [review.text, own, letter] {
                #expect(page.contains(text), "\(situation): \(text)")
            }
        }
        for title in situation.choices(in: sheet) {
            #expect(review.text.contains(title.en) && own.contains(title.en), "\(situation)")
            #expect(letter.contains(title.pt), "\(situation): \(title.pt)")
        }
    }

    /// Page after page to the review; answers where the request stands, and which sections were asked.
    private func walk(
        _ situation: FormSituation, _ house: Browser
    ) async throws -> (request: String, walked: [String]) {
        let procedure = situation.procedure
        let first = "/cases/new/\(procedure.code)"
        let people = situation.typedPeople.merging(["step": "check"]) { $1 }
        let form = try await house.get(first + "?members=1", as: "ana")
        let begun = try await house.post(first, as: "ana", from: form, people)
        let request = try #require(begun.header("location"), "\(situation): \(begun.status)")
        var (path, walked): (String, [String]) = (request, [])
        while !path.hasSuffix("/review"), walked.count <= procedure.form.sections.count {
            let page = try await house.get(path, as: "ana")
            if let next = page.header("location") {
                path = next
                continue
            }
            let code = String(path.split(separator: "/").last ?? "")
            let section = try #require(procedure.form.section(code), "\(path)")
            walked.append(code)
            var typed = situation.typed.filter { section.names.contains($0.key) }
            typed["step"] = "check"
            let kept = try await house.post(path, as: "ana", from: page, typed)
            path = try #require(kept.header("location"), "\(situation) at \(path): \(kept.status)")
        }
        return (request, walked)
    }
}

/// What somebody answers to the form of a procedure.
struct FormSituation: Sendable, CustomStringConvertible {
    let procedure: Procedure
    let typed: [String: String]

    var description: String {
        "\(procedure.code) \(typed.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })"
    }

    /// Ana, and her husband where the procedure takes a family.
    var people: PeopleOfRequest {
        let family = procedure.family.isNone ? [] : [anasHousehold.family[0]]
        let household = Household(
            holder: anasHousehold.holder, holderIsRefugee: false, family: family)
        return PeopleOfRequest(household: household, municipality: lisbon)
    }

    /// The same as somebody types them.
    var typedPeople: [String: String] {
        let ana = [
            "members": "0", "name": "Ana Exemplo", "birth": "1990-05-02", "municipality": "1106",
        ]
        if procedure.family.isNone { return ana }
        let family = [
            "members": "1", "refugee": "no", "member-1-name": "Ivo Exemplo",
            "member-1-birth": "1988-01-30", "member-1-relation": "spouse", "member-1-here": "yes",
        ]
        return ana.merging(family) { $1 }
    }

    /// From one seed: nothing at all, and each answer that can be chosen, beside others by chance.
    static func all(of procedure: Procedure) -> [FormSituation] {
        var random = SeededRandom(4)
        var found = [FormSituation(procedure: procedure, typed: [:])]
        for section in procedure.form.sections {
            for field in section.fields {
                for value in field.choosable {
                    var typed = free(procedure, &random)
                    typed[field.name(section.firstEntry)] = value
                    found.append(FormSituation(procedure: procedure, typed: typed))
                }
            }
        }
        return found
    }

    private static func free(
        _ procedure: Procedure, _ random: inout SeededRandom
    ) -> [String: String] {
        // What they name must be there, or decides who handles it.
        let named = procedure.recusal.map { [$0.kase, $0.office, $0.officer] } ?? []
        var typed: [String: String] = [:]
        for section in procedure.form.sections {
            if let repeats = section.repeats {
                typed[section.countName] = String(max(repeats.min, 1))
            }
            for field in section.fields where !named.contains(field.code) {
                let name = field.name(section.firstEntry)
                switch field.kind {
                case .text, .longText: typed[name] = "\(mark)\(field.code)"
                case .choice, .yesNo:
                    typed[name] = field.choosable.randomElement(using: &random)
                default: continue
                }
            }
        }
        return typed
    }

    /// Of what is asked, each text as it was typed.
    func texts(in sheet: FormSheet) -> [String] {
        sheet.answers.values.filter { $0.hasPrefix(FormSituation.mark) }.sorted()
    }

    /// Of what is asked, the title of each answer that was chosen.
    func choices(in sheet: FormSheet) -> [LocalText] {
        sheet.asked.flatMap { asked in
            asked.section.fields.compactMap { field in
                let kept = sheet.answers[field.name(asked.section.firstEntry)]
                return field.options.first { $0.code == kept }?.title
            }
        }
    }

    private static let mark = "Texto "
}

extension FormSection {
    fileprivate var firstEntry: Int? { repeats == nil ? nil : 1 }
}

extension FormField {
    /// What can be chosen, as it is typed.
    fileprivate var choosable: [String] {
        kind == .yesNo ? ["yes", "no"] : options.map(\.code)
    }
}

/// Those of them that ask something beside the people, by their codes.
private let formedProcedures: [String] = openProcedures.filter { !$0.form.isEmpty }.map(\.code)

/// Those that take a request on the day of the visitors of `Browser`.
private let openProcedures: [Procedure] = {
    let all = (try? sharedPolicy.get().procedures) ?? []
    return all.filter { $0.isOpen(on: after(1).utcDay) }
}()
