import Formats
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// A form with each kind of field, a condition on an earlier section, and a section that repeats.
let sampleForm = """
    form:
      - code: work
        title: {pt: Trabalho, en: Work}
        why: &why {text: {pt: Porque sim, en: Because}, article: artigo 1, sources: [design], verified: false}
        fields:
          - {code: works, title: {pt: "Trabalha?", en: "Do you work?"}, type: yesNo, required: true}
          - {code: home, title: {pt: Morada, en: Address}, type: address, prefill: lastAnswer}
      - code: employer
        title: {pt: Empregador, en: Employer}
        why: *why
        when: works
        fields:
          - {code: firm, title: {pt: Empresa, en: Firm}, type: text, max: 20, required: true}
          - {code: nif, title: {pt: NIF, en: Tax number}, type: documentNumber, digits: 9}
          - {code: wage, title: {pt: Ordenado, en: Wage}, type: money, min: 0, max: 9000}
          - {code: hours, title: {pt: Horas, en: Hours}, type: number, min: 1, max: 60}
          - {code: since, title: {pt: Desde, en: Since}, type: day, from: 2000-01-01, to: today}
      - code: stays
        title: {pt: Estadias, en: Stays}
        why: *why
        repeats: {min: 0, max: 3}
        fields:
          - {code: land, title: {pt: País, en: Country}, type: country, required: true}
          - {code: tongue, title: {pt: Língua, en: Language}, type: language}
      - code: more
        title: {pt: Mais, en: More}
        why: *why
        fields:
          - {code: mail, title: {pt: E-mail, en: E-mail}, type: e-mail}
          - {code: phone, title: {pt: Telefone, en: Phone}, type: phone}
          - {code: story, title: {pt: História, en: Story}, type: longText, when: stays > 1}
          - code: why
            title: {pt: Porquê, en: Why}
            type: choice
            options:
              - {code: study, title: {pt: Estudo, en: Study}}
              - {code: job, title: {pt: Emprego, en: Job}}

    """

/// The real folder with another form in one procedure that takes no family.
func withForm(_ form: String, in code: String = "renewal") -> PolicyFolder {
    policy(changing: [
        "procedures/\(code).yaml": { text in
            guard let start = text.firstRange(of: "\nform:\n"),
                let end = text.firstRange(of: "\ndocumentsDecision:")
            else { return text }
            return String(text[...start.lowerBound]) + form + String(text[end.lowerBound...])
        }
    ])
}

/// The real folder with a procedure that asks nothing beside its people.
func withoutForm(in code: String) -> PolicyFolder { withForm("", in: code) }

/// The sample as the reader of procedures takes it.
func readForm(_ form: String = sampleForm) throws -> FilingForm {
    let root = try YAML.parse("sources: {design: here}\n" + form, file: "form.yaml")
    return try FilingForm.read(root, SourceBook(root.map("sources")))
}

let formWorld = FormWorld(
    today: day("2026-11-23"), countries: ["BR", "CV"], languages: ["pt"])

/// Ana for herself.
let anaAlone = PeopleOfRequest(
    household: Household(holder: anasHousehold.holder, holderIsRefugee: false, family: []),
    municipality: lisbon)

/// All that can be answered, as somebody types it.
let fullAnswers = [
    "works": "yes", "home-street": "Rua da Prata 1", "home-postcode": "1100-001",
    "home-town": "Lisboa", "firm": "Padaria Exemplo", "nif": "500 000 000", "wage": "920,5",
    "hours": "40", "since": "2024-02-29", "stays-entries": "2", "land-1": "BR", "land-2": "CV",
    "tongue-2": "pt", "mail": "ana@example.org", "phone": "+351 912 345 678",
    "story": "Vim de barco.", "why": "job",
]

extension Fixture {
    func begin(
        _ procedure: String = "renewal", by who: Principal = ana, mandate: String? = nil,
        contents: RequestContents = RequestContents(people: anaAlone, answers: fullAnswers),
        at now: Moment = noon
    ) async throws -> UnfinishedRequestID {
        let action = BeginRequest(procedure: procedure, mandate: mandate, contents: contents)
        return try await database.write { [house] db in
            try action.perform(by: who, at: now, in: db, house)
        }
    }

    func opened(
        _ id: UnfinishedRequestID, by who: Principal = ana, at now: Moment = noon
    ) async throws -> OpenedRequest {
        try await database.read { [house] db in
            try UnfinishedRequest.open(id, for: who, at: now, in: db, house)
        }
    }

    func send(
        _ id: UnfinishedRequestID, by who: Principal = ana, at now: Moment = noon
    ) async throws -> Case {
        try await database.write { [house] db in
            try SendRequest(request: id).perform(by: who, at: now, in: db, house)
        }
    }

    func unfinished(
        of who: Principal, at now: Moment = noon
    ) async throws
        -> [UnfinishedRequestID]
    {
        try await database.read { [house] db in
            try UnfinishedRequest.all(for: who, at: now, in: db, house).map(\.request.id)
        }
    }

    /// Dinis may act for Ana and file for her, or only act, or only look, until a moment.
    func giveDinis(mayAct: Bool, mayFile: Bool? = nil, until end: Moment) {
        told.mandates.withLock {
            $0 = { principal, now in
                guard principal == dinis, now < end, let person = ana.person else { return [] }
                return [
                    CaseMandate(
                        number: "7", person: person, name: "Ana", mayAct: mayAct,
                        mayFile: mayFile ?? mayAct)
                ]
            }
        }
    }
}
