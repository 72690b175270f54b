import Appointments
import Cases
import Kernel
import ServiceNetwork
import Storage

extension Asks {
    /// What appointments ask: the case behind a reference, a person's cases, a place.
    static func joined(cases: Cases, network: ServiceNetwork) -> Asks {
        var joined = Asks(
            bookable: { reference, principal, intent, db in
                let deed: CaseDeed = intent.acts ? .act : .view
                let found = try cases.bookable(
                    reference, principal, to: deed, at: intent.at, in: db)
                return .init(
                    id: found.id, reference: found.reference, service: found.service,
                    office: found.office, people: found.people, awaitsVisit: found.awaitsVisit,
                    comesAgain: found.isDecided && found.awaitsVisit,
                    isOwn: found.isOwn, mandate: found.mandate)
            },
            casesOf: { principal, now, db in
                try cases.bookable(of: principal, at: now, in: db).map { found in
                    .init(
                        id: found.id, reference: found.reference, service: found.service,
                        office: found.office, people: found.people, awaitsVisit: found.awaitsVisit,
                        comesAgain: found.isDecided && found.awaitsVisit,
                        isOwn: found.isOwn, mandate: found.mandate)
                }
            },
            looked: { try cases.noteListLook(under: $0, by: $1, at: $2, in: $3) },
            lookedAt: { try cases.noteLook(at: $0, by: $1, at: $2, in: $3) },
            place: { id, db in
                guard let place = try network.place(id, in: db) else { return nil }
                return VisitPlace(
                    name: place.name, address: place.address, municipality: place.municipalityName,
                    zone: try Files.zone(place.zoneName))
            },
            attended: { try cases.visitAttended($0, by: $1, in: $3, at: $2) })
        joined.acts = { try cases.actAtDesk(on: $0, by: $1, at: $2, in: $3) }
        joined.closed = { try cases.closed($1, to: $0, in: $2) }
        joined.told = { news, now, db in
            let what = news.reason == nil ? "booked" : "cancelled"
            try cases.tellOfVisit(
                in: news.kase, at: news.start, news.zone, cancelledBecause: news.reason,
                key: "visit/\(news.visit)/\(what)", now: now, in: db)
        }
        return joined
    }
}
