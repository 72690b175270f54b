import Formats
import Kernel
import TestSupport
import Web

@testable import App
@testable import Cases

/// Somebody of a situation for whom a request of family reunification can be filed.
struct FiledPerson: CustomStringConvertible {
    let relation: Relation
    let age: Int
    let isRefugee: Bool
    let isInPortugal: Bool

    static let documents = DecisionName(model: "family-documents", decision: "documents")
    static let attendance = DecisionName(model: "who-attends", decision: "familyReunification")
    /// The only one of that name in a letter.
    static let name = "Xavier Exemplo"

    /// Nil where the form of a request does not know such a person, or something of them is not known.
    init?(_ situation: [String: JSON]) {
        guard let who = situation["who"]?.stringValue, let relation = Relation(rawValue: who),
            let age = situation["age"]?.intValue, age <= 120,
            let isRefugee = situation["refugee"]?.boolValue,
            let isInPortugal = situation["inPortugal"]?.boolValue,
            relation != .adultChild || age >= 18
        else { return nil }
        self.relation = relation
        self.age = age
        self.isRefugee = isRefugee
        // Whoever files is in the country, as far as the form knows.
        self.isInPortugal = isInPortugal || relation == .holder
    }

    var description: String {
        "\(relation) of \(age), refugee \(isRefugee), in Portugal \(isInPortugal)"
    }

    /// What the file knows of the person, as `cais decide` is told.
    func facts(on day: Day) -> [String: JSON] {
        [
            "who": .string(relation.rawValue), "age": .int(age), "refugee": .bool(isRefugee),
            "inPortugal": .bool(isInPortugal), "filedOn": .string(day.description),
        ]
    }

    /// Files a request with this person and gives its receipt.
    func receipt(_ browser: Browser, on day: Day) async throws -> String {
        let sent = try await browser.post(
            "/cases/new/family-reunification", fields(on: day), csrf: try await browser.csrf())
        guard let path = sent.header("location")?.split(separator: "?").first else {
            throw Trouble("filing \(self) answered \(sent.status): \(sent.text)")
        }
        let page = try await browser.get(String(path))
        guard let letter = page.between("href=\"/letters/", "\"") else {
            throw Trouble("\(path) shows no letter: \(page.text)")
        }
        return try await browser.get("/letters/" + letter).text
    }

    private func fields(on day: Day) -> [String: String] {
        let birth = day.adding(months: -12 * age).description
        let isHolder = relation == .holder
        var fields = [
            "members": "1", "municipality": "1106", "refugee": isRefugee ? "yes" : "no",
            "name": isHolder ? FiledPerson.name : "Ana Exemplo",
            "birth": isHolder ? birth : "1990-05-17",
            "member-1-name": isHolder ? "Rui Exemplo" : FiledPerson.name,
            "member-1-birth": isHolder ? "1988-02-03" : birth,
            "member-1-relation": isHolder ? Relation.spouse.rawValue : relation.rawValue,
            "step": "send",
        ]
        if isInPortugal, !isHolder { fields["member-1-here"] = "yes" }
        return fields
    }
}
