import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

/// Mediators of two local centres, and one whose duty names none.
let amadeu = mediator("Amadeu", 71, at: "claim-fundao")
let benedita = mediator("Benedita", 72, at: "claim-elvas")
let clara = mediator("Clara", 73, at: nil)
/// One of a centre that is closed.
let damiao = mediator("Damião", 74, at: "claim-sines")
let contactPeople = [amadeu, benedita, clara, damiao, ivo, bruno]

private func mediator(_ name: String, _ number: Int64, at slug: String?) -> Principal {
    let duty = Duty(
        role: .mediator, organisation: agency, location: slug.map { LocationID(slug: $0) },
        purpose: .help)
    return Principal(account: AccountID(number), person: nil, name: name, duties: [duty])
}

extension ServiceNetwork {
    /// Logs so many contacts of one kind at the mediator's own centre.
    func log(
        _ count: Int = 1, _ topic: String = "housing", by person: Principal, at now: Moment = noon,
        key: String? = nil, secondsAgo: Int = 0, sex: ContactSex? = nil
    ) async throws {
        let civil = self.civil
        let centre = try #require(person.contactCentres.first)
        let draft = ContactDraft(
            centre: centre, topic: topic, language: "ne", channel: .phone, outcome: .answered,
            sex: sex)
        try await database.write { db in
            let centre = try ContactCentre.find(draft.centre, for: person, civil, in: db)
            for _ in 0..<count {
                try LogContact(draft: draft, centre: centre, key: key, secondsAgo: secondsAgo)
                    .perform(by: person, at: now, in: db)
            }
        }
    }

    func contactDay(of person: Principal, at now: Moment = noon) async throws -> ContactDay {
        let civil = self.civil
        return try await database.read { db in
            let desk = try ContactDesk(of: person, civil, at: now, in: db)
            return try #require(desk.days.first)
        }
    }
}

/// A key as a browser makes one.
func contactKey(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
}
