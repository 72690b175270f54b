import Kernel
import Languages
import Synchronization
import TestSupport

@testable import Cases

/// What the other rooms would say, and what they were told.
extension Fixture.Told {
    func neighbours(_ language: String, _ languages: LanguageSet) -> Neighbours {
        let told = self
        var neighbours = Neighbours(
            nearestOffice: { _, near, _ in
                near == lisbon
                    ? CaseOffice(id: lisbonCentre, name: "Lisboa I", place: lisbon)
                    : CaseOffice(id: portoCentre, name: "Porto", place: porto)
            },
            office: { slug, _ in
                switch slug {
                case "lisboa-1": CaseOffice(id: lisbonCentre, name: "Lisboa I", place: lisbon)
                case "porto": CaseOffice(id: portoCentre, name: "Porto", place: porto)
                default: nil
                }
            },
            placeName: { id, _ in id == lisbonCentre ? "Lisboa I" : "Porto" },
            officeNumber: { name in offices[name] ?? LocationID(0) },
            officers: { office, _ in
                let staff =
                    office == lisbonCentre
                    ? [bruno, carla, anaAtHerDesk] : office == faroCentre ? [rosa] : [beatriz]
                return staff.map {
                    CaseOfficer(
                        account: $0.account, person: $0.person, name: $0.name,
                        isSupervisor: $0.has(.supervisor))
                }
            },
            municipalities: [(lisbon, "Lisboa"), (porto, "Porto")],
            notify: { notice, _, _ in
                told.notices.withLock { $0.append(notice.title) }
                told.bodies.withLock { $0.append(notice.body) }
            },
            language: { _, _ in language }, isInvented: { person, _ in person == olena.person },
            addPeople: { people, _, _ in
                told.people.withLock { $0.formUnion(people.map { $0.id }) }
            },
            translator: { languages.translator($0) },
            visits: { _, _ in [] },
            visitHappened: { kase, _, _ in told.visits.withLock { $0.append(kase) } },
            releaseVisit: { kase, _, _, _ in
                told.released.withLock { $0.append(kase) }
                return told.toCome.withLock { $0 }
            },
            growVisit: { _, people, _, _, _ in
                told.grown.withLock { $0.append(people) }
                return told.toCome.withLock { $0 }.map { VisitGrowth.givenBack($0) } ?? .unchanged
            },
            mandates: { principal, now, _ in told.mandates.withLock { $0(principal, now) } },
            notices: { _, _, _ in CaseNotices(facts: [], byPost: told.posted.withLock { $0 }) },
            letterReturned: { letter, _, _, _ in told.returned.withLock { $0.append(letter) } },
            pdf: { Array("%PDF-\($0.count)".utf8) })
        named(&neighbours)
        return neighbours
    }

    private func named(_ neighbours: inout Neighbours) {
        let told = self
        neighbours.officesNear = { _, near, limit, _ in
            let all =
                [
                    CaseOffice(id: lisbonCentre, name: "Lisboa I", place: lisbon),
                    CaseOffice(id: portoCentre, name: "Porto", place: porto),
                ] + told.third.withLock { $0 }
            return Array((near == porto ? all.reversed() : all).prefix(limit))
        }
        neighbours.visitNeeded = { kase, _, _ in told.needed.withLock { $0.append(kase) } }
        neighbours.forgetPerson = { person, _, _, _ in
            told.forgotten.withLock { $0.append(person) }
            return told.kept.withLock { $0.contains(person) }
        }
        neighbours.countries = namedCountries
        neighbours.spokenLanguages = [CodedName(code: "pt", pt: "português", en: "Portuguese")]
    }
}

private let namedCountries = [
    CodedName(code: "BR", pt: "Brasil", en: "Brazil"),
    CodedName(code: "CV", pt: "Cabo Verde", en: "Cabo Verde"),
]

/// An office beyond the two, and who works there.
let faroCentre = LocationID(203)
let rosa = Principal(
    account: AccountID(64), person: nil, name: "Rosa",
    duties: [Duty(role: .officer, organisation: agency, location: faroCentre, purpose: .status)])
