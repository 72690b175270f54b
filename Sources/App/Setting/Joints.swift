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
        _ options: Options, _ database: Database, _ languages: LanguageSet, _ country: Country,
        _ behindProxy: Bool, _ clock: @escaping Clock,
        readings: @escaping People.Readings = { _, _ in [] },
        about: @escaping People.About = { _, _, _ in nil },
        opened: @escaping People.Opened = { _, _, _, _ in },
        behind: @escaping People.Behind = { _, _, _ in throw Refused.notFound },
        files: Box<Cases>? = nil
    ) throws -> People {
        let outgoing = Outgoing()
        return People(
            database: database, languages: languages, clock: clock,
            zone: try Files.zone(country.zoneName), language: country.language,
            cookieName: behindProxy ? "__Host-cais" : "cais", secure: behindProxy,
            address: House.address(options),
            oidc: oidc(options.environment), fetch: outgoing.fetch,
            deliver: try Mail.carrier(options, outgoing, clock), readings: readings,
            about: about,
            opened: opened, behind: behind
        ).knowing { person, db in
            try files?.get().sameHuman(as: person, in: db) ?? [person]
        }.reaching(
            by: try Files.noticePlan(options),
            secret: try Gateway.settings(options.environment)?.secret,
            papers: { key, db in
                try files?.get().papers(of: key, in: db).map(NoticePaper.init) ?? []
            },
            carried: { key, course, now, db in
                try files?.get().letterCarried(key, LetterCourse(course), at: now, in: db)
            }
        ).minding(files.map(rights) ?? FileRights())
    }

    /// What the files say of who is who, and of what is closed to whom.
    private static func rights(_ files: Box<Cases>) -> FileRights {
        var rights = FileRights()
        rights.unopened = { try files.get().unopenedComplaints(in: $0) }
        rights.selves = { try files.get().identities(of: $0, in: $1) }
        // Nobody acts for a person in a referral or a path, and no office keeps them: nobody hears of it for them.
        let others = NetworkNews.prefix + "%"
        rights.openToStaff = {
            "\(try files.get().isOpen(to: $0, subject: $1)) AND \($1) NOT LIKE \(others)"
        }
        rights.openToHolder = {
            let open = try files.get().isOpen(underMandate: $0, subject: $1, person: $2)
            return "\(open) AND \($1) NOT LIKE \(others)"
        }
        return rights
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
        printer: Printer, home: String, municipalities: [Municipality],
        tellBody: @escaping @Sendable (BodyNotice) async throws -> BodyAnswer
    ) throws -> Neighbours {
        var joined = Neighbours(
            nearestOffice: { service, place, db in
                try network.nearest(service: service, to: place, limit: 1, in: db).first.map {
                    CaseOffice(id: $0.id, name: $0.name, place: $0.municipality)
                }
            },
            office: { slug, db in
                guard let id = try network.location(slug: slug, in: db) else { return nil }
                return try network.place(id, in: db).map {
                    CaseOffice(id: $0.id, name: $0.name, place: $0.municipality)
                }
            },
            placeName: { try network.place($0, in: $1)?.name },
            officeNumber: { LocationID(slug: $0) },
            officers: { office, db in
                try people.officers(at: office, in: db).map(CaseOfficer.init)
            },
            municipalities: municipalities.map { ($0.code, $0.name) },
            notify: { try people.notify(Notice($0), $1, $2) },
            language: { try people.language(of: $0, in: $1) },
            isInvented: { try people.isInvented($0, in: $1) },
            addPeople: { try people.addPeople($0, at: $2, in: $1) },
            translator: { languages.translator($0) },
            visits: { caseID, db in
                try visits.get().visits(of: caseID, in: db).map {
                    .init(
                        start: $0.start, begins: $0.begins, place: $0.place, people: $0.people,
                        state: $0.state.rawValue)
                }
            },
            visitHappened: { try visits.get().happened($0, in: $1, at: $2) },
            releaseVisit: { try visits.get().release($0, by: $1, in: $2, at: $3) },
            growVisit: {
                VisitGrowth(try visits.get().grow($0, to: $1, by: $2, in: $3, at: $4))
            },
            mandates: { principal, now, db in
                try people.mandates(of: principal, at: now, in: db).map(CaseMandate.init)
            },
            notices: { CaseNotices(try people.course(of: $0, about: $1, in: $2)) },
            letterReturned: { letter, officer, db, now in
                try people.letterReturned(
                    letter.key, on: letter.day, reason: letter.reason, by: officer, at: now, in: db)
            },
            pdf: { try await printer.pdf($0) })
        joined.hear(of: people, visits, network)
        joined.wait(with: visits)
        joined.check(the: visits)
        joined.tellBody = tellBody
        joined.erase(with: people, visits, network)
        joined.look(around: network)
        try joined.name(from: home)
        return joined
    }

    /// The countries and languages to choose from.
    private mutating func name(from home: String) throws {
        countries = try Files.codedNames(home, "countries", code: "alpha2")
        spokenLanguages = try Files.codedNames(home, "languages", code: "code")
    }

    /// The names of several places at once, and the offices beside the nearest, for what one of them must not handle
    /// itself.
    private mutating func look(around network: ServiceNetwork) {
        placeNames = { try network.placeNames($0, in: $1) }
        officesNear = { service, place, limit, db in
            try network.nearest(service: service, to: place, limit: limit, in: db).map {
                CaseOffice(id: $0.id, name: $0.name, place: $0.municipality)
            }
        }
    }

    /// Papers with a code that another room gave.
    private mutating func check(the visits: Box<Appointments>) {
        outsidePaper = { code, db in
            try visits.get().certificate(code.text, in: db).map(OutsidePaper.init)
                ?? visits.get().presence(code.text, in: db).map(OutsidePaper.init)
        }
    }

    /// What became of notices, what an account holds, and who works everywhere.
    private mutating func hear(
        of people: People, _ visits: Box<Appointments>, _ network: ServiceNetwork
    ) {
        overseers = { try people.overseers(in: $0).map(CaseOfficer.init) }
        mandatesFor = { principal, number, now, db in
            try people.mandates(of: principal, for: number, at: now, in: db)
                .map(CaseMandate.init)
        }
        noticeReached = { try people.noticeReached($0, by: $1, at: $3, in: $2) }
        holdings = { person, db in
            let files: [(String, [UInt8]?)] = [
                ("account.json", try people.holdings(of: person, in: db)),
                ("courses.json", try visits.get().courseHoldings(of: person, in: db)),
                ("paths.json", try network.pathHoldings(of: person, in: db)),
                ("referrals.json", try network.referralHoldings(of: person, in: db)),
                ("branches.json", try network.branchHoldings(of: person, in: db)),
            ]
            return files.compactMap { name, bytes in bytes.map { HeldFile(name: name, bytes: $0) } }
        }
    }
}

extension CaseOfficer {
    init(_ worker: OfficeWorker) {
        self.init(
            account: worker.account, person: worker.person, name: worker.name,
            selves: worker.selves, isSupervisor: worker.isSupervisor)
    }
}

extension VisitGrowth {
    init(_ grown: GrownVisit) {
        self =
            switch grown {
            case .unchanged: .unchanged
            case .longer: .longer
            case .givenBack(let start): .givenBack(start)
            }
    }
}

extension Notice {
    init(_ notice: CaseNotice) {
        self.init(
            person: notice.person, subject: notice.subject, title: notice.title, body: notice.body,
            link: notice.link, legalEffect: notice.legalEffect,
            office: notice.office, key: notice.key,
            official: notice.official.map { .init(title: $0.title, body: $0.body) })
    }
}

extension ReportMeasure {
    init(_ measure: MeasureSummary) {
        self.init(
            ref: measure.ref, title: measure.title, status: { measure.standing.status.words($0) },
            isReported: measure.standing.status != .unreported, isOfficial: measure.isOfficial,
            link: "/plan/measures/" + percentEncoded(measure.ref))
    }
}
