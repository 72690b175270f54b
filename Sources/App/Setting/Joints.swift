import Appointments
import Cases
import Figures
import Foundation
import Kernel
import Languages
import People
import Plans
import Reports
import ServiceNetwork
import Storage
import Web

/// What rooms need of each other, filled in here and nowhere else.
enum Joints {
    static func people(
        _ options: Options, _ database: Database, _ languages: LanguageSet, _ behindProxy: Bool,
        _ clock: @escaping Clock
    ) -> People {
        let outgoing = Outgoing()
        let sender = options.environment["CAIS_MAIL_FROM"] ?? "cais@localhost"
        let spool = MailSpool(folder: options.data + "/mail", sender: sender, clock: clock)
        return People(
            database: database, languages: languages, clock: clock,
            cookieName: behindProxy ? "__Host-cais" : "cais", secure: behindProxy,
            address: House.address(options),
            oidc: oidc(options.environment), fetch: outgoing.fetch, deliver: spool.deliver)
    }

    /// The provider, where one is configured: CAIS_OIDC_ISSUER, _CLIENT, _SECRET and _NAME.
    private static func oidc(_ environment: [String: String]) -> OIDCSettings? {
        guard let issuer = environment["CAIS_OIDC_ISSUER"],
            let client = environment["CAIS_OIDC_CLIENT"]
        else {
            return nil
        }
        return OIDCSettings(
            issuer: issuer, clientID: client, clientSecret: environment["CAIS_OIDC_SECRET"],
            name: environment["CAIS_OIDC_NAME"] ?? issuer)
    }
}

extension Neighbours {
    /// What the cases ask: the nearest office, how to tell a person, what was booked.
    static func joined(
        network: ServiceNetwork, people: People, languages: LanguageSet, visits: Box<Appointments>,
        printer: Printer, municipalities: [Municipality]
    ) -> Neighbours {
        Neighbours(
            nearestOffice: { service, place, db in
                try network.nearest(service: service, to: place, limit: 1, in: db).first.map {
                    CaseOffice(id: $0.id, name: $0.name, place: $0.municipality)
                }
            },
            placeName: { try network.place($0, in: $1)?.name },
            municipalities: municipalities.map { ($0.code, $0.name) },
            notify: { try people.notify(Notice($0), $1, $2) },
            language: { try people.language(of: $0, in: $1) },
            translator: { languages.translator($0) },
            visits: { caseID, db in
                try visits.get().visits(of: caseID, in: db).map {
                    .init(
                        start: $0.start, place: $0.place, people: $0.people,
                        state: $0.state.rawValue)
                }
            },
            visitHappened: { try visits.get().happened($0, in: $1, at: $2) },
            pdf: { try await printer.pdf($0) })
    }
}

extension Notice {
    init(_ notice: CaseNotice) {
        self.init(
            person: notice.person, subject: notice.subject, title: notice.title, body: notice.body,
            link: notice.link, legalEffect: notice.legalEffect, key: notice.key)
    }
}

extension ReportMeasure {
    init(_ measure: MeasureSummary) {
        self.init(
            ref: measure.ref, title: measure.title, status: { measure.status.words($0) },
            isReported: measure.status != .notReported, isOfficial: measure.isOfficial,
            link: "/plan/measures/" + percentEncoded(measure.ref))
    }
}

extension Asks {
    /// What appointments ask: the case behind a reference, a person's cases, a place.
    static func joined(cases: Cases, network: ServiceNetwork) -> Asks {
        Asks(
            bookable: { reference, principal, db in
                let found = try cases.bookable(reference, principal, in: db)
                return .init(
                    id: found.id, reference: found.reference, service: found.service,
                    office: found.office,
                    people: found.people)
            },
            casesOf: { principal, db in
                try cases.bookable(of: principal, in: db).map { found in
                    .init(
                        id: found.id, reference: found.reference, service: found.service,
                        office: found.office,
                        people: found.people)
                }
            },
            place: { id, db in
                guard let place = try network.place(id, in: db) else { return nil }
                return VisitPlace(
                    name: place.name, address: place.address, municipality: place.municipalityName,
                    zone: try Files.zone(place.zoneName))
            })
    }
}
