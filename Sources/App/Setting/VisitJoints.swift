import Appointments
import Cases
import Foundation
import Kernel
import Languages
import People
import ServiceNetwork
import Storage

extension Asks {
    /// What appointments ask: the case behind a reference, a person's cases, a place.
    static func joined(
        _ cases: Cases, _ network: ServiceNetwork, _ options: Options
    ) throws -> Asks {
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
        let counters = network.branchCounters.map { kind in
            Counter(
                service: kind.code, organisation: kind.organisation, after: Set(kind.after),
                title: kind.title, body: kind.body)
        }
        joined.counters = { counters }
        joined.isDayOff = { try network.keepsHoliday($0, on: $1, in: $2) }
        joined.closed = { try cases.closed($1, to: $0, in: $2) }
        joined.wait(with: cases)
        joined.offered = { news, now, db in
            try cases.tellOfOffer(
                in: news.kase, at: news.start, until: news.until, news.zone, link: news.link,
                key: news.key, now: now, in: db)
        }
        joined.told = { news, now, db in
            let what = news.reason == nil ? "booked" : "cancelled"
            try cases.tellOfVisit(
                in: news.kase, at: news.start, news.zone, cancelledBecause: news.reason,
                key: "visit/\(news.visit)/\(what)", now: now, in: db)
        }
        joined.rounds = .joined(cases)
        joined.day = .joined(
            cases, try Files.queueRules(options.policy), House.address(options))
        return joined
    }
}

extension Asks {
    /// What the waiting list asks: how urgent a file is, who needs a visit, and how to tell who waits without asking.
    fileprivate mutating func wait(with cases: Cases) {
        urgency = { ids, db in
            try cases.visitUrgency(of: ids, in: db).mapValues {
                Urgency(priorityClass: $0.priority, legalDate: $0.legalDate)
            }
        }
        needing = { id, db in
            try cases.needingVisit(id, in: db).map { found in
                .init(
                    id: found.id, reference: found.reference, service: found.service,
                    office: found.office, people: found.people, comesAgain: found.isDecided)
            }
        }
        listed = { news, now, db in
            try cases.tellOfList(
                in: news.kase, because: news.reason, link: news.link, key: news.key, now: now,
                in: db)
        }
    }
}

extension DayAsks {
    /// What the day of a visit asks: the rule of the queue, a service in words, and how to tell a person.
    static func joined(_ cases: Cases, _ rules: QueueRules, _ address: String) -> DayAsks {
        var joined = DayAsks()
        joined.rules = rules
        joined.serviceTitle = { code, t in
            code == informationService ? t("Information") : cases.serviceTitle(code, t)
        }
        let services = cases.visitServices.union([informationService])
        joined.services = { services }
        joined.address = { address + $0 }
        joined.near = { news, now, db in
            try cases.tellOfTurn(
                in: news.kase, key: "visit/\(news.visit)/near", now: now, in: db)
        }
        joined.reminded = { news, now, db in
            try cases.remindOfVisit(
                in: news.kase, at: news.start, news.zone,
                link: "/bookings/\(news.visit)/giving-back", key: "visit/\(news.visit)/soon",
                now: now, in: db)
        }
        return joined
    }
}

extension Files {
    /// The rule of the queue; plain where the policy has no such file.
    static func queueRules(_ policy: String) throws -> QueueRules {
        let name = "queue/order.yaml"
        guard FileManager.default.fileExists(atPath: policy + "/" + name) else { return .plain }
        let text = String(decoding: try bytes(policy + "/" + name), as: UTF8.self)
        return try QueueRules(yaml: text, file: name)
    }
}

extension CourseAsks {
    /// What courses ask: the table of language-course, how to tell a person, a code that anybody may check.
    static func joined(
        cases: Cases, people: People, network: ServiceNetwork, languages: LanguageSet, zone: Zone,
        verifyBase: String
    ) -> CourseAsks {
        var joined = CourseAsks()
        joined.zone = zone
        joined.mayJoin = { answers, t, now in
            CourseAnswer(
                try cases.mayJoinCourse(
                    age: answers.age, isPortugueseMotherTongue: answers.isPortugueseMotherTongue,
                    evidence: answers.evidence, t, at: now
                ).map(CourseAnswer.Line.init))
        }
        joined.proves = { level, t, now in
            CourseAnswer(
                try cases.courseProves(level: level.rawValue, t, at: now)
                    .map(CourseAnswer.Line.init))
        }
        joined.papers = { cases.coursePapers($0) }
        joined.newCode = { VerifyCode.new().text }
        joined.verifyAddress = { verifyBase + "/verify/" + $0 }
        joined.municipality = { try network.municipality($0, in: $1) }
        joined.tell = { news, now, db in
            let words = news.words(
                languages.translator(try people.language(of: news.person, in: db)))
            let notice = Notice(
                person: news.person, subject: news.subject, title: words.title, body: words.body,
                link: "/enrolments", legalEffect: false, key: news.key)
            try people.notify(notice, db, now)
        }
        return joined
    }
}

extension CourseAnswer.Line {
    init(_ line: TableLine) {
        self.init(code: line.code, words: line.words, isVerified: line.isVerified)
    }
}

extension OutsidePaper {
    init(_ checked: CheckedCourse) {
        let level = checked.level.name
        self.init(
            title: { t in
                t("Certificate of a course of Portuguese, level {level}", ["level": level])
            }, madeAt: checked.madeAt, isDemo: checked.isDemo)
    }
}

extension OutsidePaper {
    init(_ checked: CheckedPresence) {
        self.init(
            title: { t in
                t(
                    "Proof of presence: {place}, {date}, {from} to {until}",
                    [
                        "place": checked.place, "date": t.date(checked.day),
                        "from": t.time(checked.from), "until": t.time(checked.until),
                    ])
            }, madeAt: checked.madeAt, isDemo: checked.isDemo)
    }
}
