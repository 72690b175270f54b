import Appointments
import Cases
import Foundation
import Kernel
import Languages
import People
import ServiceNetwork
import Storage

extension Files {
    /// What partner branches deliver; a State without the file has none.
    static func branches(_ policy: String) throws -> BranchBook {
        let path = policy + "/" + BranchBook.path
        guard FileManager.default.fileExists(atPath: path) else { return .none }
        return try BranchBook(
            yaml: String(decoding: try bytes(path), as: UTF8.self), file: BranchBook.path)
    }
}

extension BranchAsks {
    /// What partner branches ask: the file, the contract, whom to tell, where a number is kept.
    static func joined(
        _ cases: Cases, _ people: People, _ languages: LanguageSet, _ flows: [Flow], _ zone: Zone
    ) -> BranchAsks {
        var joined = BranchAsks()
        joined.zone = zone
        joined.file = { reference, officer, now, db in
            let found = try cases.bookable(reference, officer, to: .act, at: now, in: db)
            // Its person and whoever holds their mandate have pages of their own.
            guard !found.isOwn, found.mandate == nil else { throw Refused.notFound }
            return BranchFile(
                id: found.id, reference: found.reference, office: found.office,
                applicant: found.applicant, people: found.people, isDemo: found.isDemo)
        }
        joined.closed = { try cases.closed($0, to: $1, in: $2) }
        joined.looked = { try cases.noteLook(at: $0, by: $1, at: $2, in: $3) }
        joined.acts = { try cases.actAtDesk(on: $0, by: $1, at: $2, in: $3) }
        joined.language = { try people.language(of: $0, in: $1) }
        joined.contract = { name, day in
            let flow = flows.first { $0.name == name && $0.body != nil }
            guard let flow, flow.from == .general,
                flow.refusal(on: day, offered: ServiceNetwork.branchFields) == nil
            else { return nil }
            return BranchContract(flow, on: day)
        }
        joined.keepNumber = { number, person, db in
            try people.keepIssued(IssuedNumber(number), of: person, in: db)
        }
        joined.numbers = { try people.issuedNumbers(of: $0, in: $1).compactMap(BranchNumber.init) }
        joined.tell = { news, now, db in
            let words = news.words(
                languages.translator(try people.language(of: news.person, in: db)))
            let notice = Notice(
                person: news.person, subject: Case.subject(news.kase), title: words.title,
                body: words.body,
                link: "/numbers", legalEffect: false, key: news.key)
            try people.notify(notice, db, now)
        }
        return joined
    }
}

extension Neighbours {
    /// What goes of a file beside its own room.
    mutating func erase(
        with people: People, _ visits: Box<Appointments>, _ network: ServiceNetwork
    ) {
        eraseBeside = { kase, db in
            try network.eraseBranchRequests(of: kase, in: db)
            try people.eraseIssued(under: Case.subject(kase), in: db)
            try people.eraseNotices(about: Case.subject(kase), in: db)
            try visits.get().eraseBooker(of: kase, in: db)
        }
        forgetPerson = { person, principal, now, db in
            let others = [
                try visits.get().courseHoldings(of: person, in: db),
                try network.pathHoldings(of: person, in: db),
                try network.branchHoldings(of: person, in: db),
            ]
            let isHeld =
                try others.contains { $0 != nil } || network.isReferred(person, in: db)
            if try isHeld || !people.eraseAccount(of: person, by: principal, at: now, in: db) {
                return try people.keepsAccount(person, in: db)
            }
            // Nobody can take back what they allowed any more.
            try network.leave(person, at: now, in: db)
            return false
        }
    }
}

extension BranchContract {
    init(_ flow: Flow, on day: Day) {
        self.init(
            name: flow.name, version: flow.version, fields: flow.fields,
            legalBasis: flow.legalBasis, isVerified: flow.verified,
            keepUntil: flow.keptUntil(from: day))
    }
}

extension IssuedNumber {
    init(_ number: BranchNumber) {
        self.init(
            kind: number.kind, number: number.number, name: number.name, body: number.body,
            subject: Case.subject(number.kase), issuedAt: number.at, isDemo: number.isDemo)
    }
}

extension BranchNumber {
    init?(_ issued: IssuedNumber) {
        let text = issued.subject.split(separator: "/").last.map(String.init) ?? ""
        guard let kase = CaseID(text) else { return nil }
        self.init(
            kind: issued.kind, number: issued.number, name: issued.name, body: issued.body,
            kase: kase, at: issued.issuedAt, isDemo: issued.isDemo)
    }
}
