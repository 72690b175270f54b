import Foundation
import Kernel
import LegalTime

/// The course of one invented file, from the filing to where it stands today.
struct InventedCourse {
    let number: Int
    let ground: NationalGround
    /// More lines are wanted than the files before it have.
    let isWanting: Bool
    private var random: DemoRandom

    init(_ number: Int, isWanting: Bool, _ ground: NationalGround) {
        (self.number, self.isWanting, self.ground) = (number, isWanting, ground)
        // Another sequence than that of the plan, which draws the procedure.
        random = DemoRandom(number &+ 1 << 32)
    }

    private var now: Moment { ground.plan.now }

    /// Tells it all. Throws where no office takes it, and where no law is in force.
    mutating func file(_ procedure: Procedure, _ encoder: JSONEncoder) throws -> InventedFile {
        let plan = ground.plan
        let filedAt = plan.filedAt(number)
        let isPending = plan.isPending(number)
        guard let home = ground.people.home(&random),
            let office = ground.office(procedure.service, near: home)
        else { throw CaseRefusal.noOffice }
        let day = ground.house.zone.day(of: filedAt)
        let (household, nationality) = ground.people.household(procedure, on: day, &random)
        var opening = InventedFile.Opening(
            household: household, nationality: nationality, home: home, filedAt: filedAt)
        if procedure.isTakenOver {
            opening.takenOverAt = max(demoAgencyBegan, filedAt.adding(days: 1))
            if !isPending, !isWanting { opening.decidedThere = decidedThere(procedure, filedAt) }
        }
        let officer = ground.officer(at: office.id, &random)
        var file = try InventedFile(
            number, procedure, opening, office, by: officer, ground, encoder)
        if opening.decidedThere != nil { return file }
        if isPending { try wait(&file) } else { try close(&file) }
        return file
    }

    /// Between the filing and the end of the predecessor; nil where there is no time for it.
    private mutating func decidedThere(
        _ procedure: Procedure, _ filedAt: Moment
    ) -> CaseEvent.Imported.Decided? {
        let days = Int(demoAgencyBegan.seconds(since: filedAt) / 86_400)
        guard days > 60, let granted = procedure.outcomes.first(where: \.needsPapers) else {
            return nil
        }
        let refused = procedure.outcomes.first(where: \.hearing) ?? granted
        let at = filedAt.adding(days: Int.random(in: 30..<days, using: &random))
        return CaseEvent.Imported.Decided(
            outcome: random.happens(demoRefusedPercent) ? refused.code : granted.code, at: at)
    }

    private mutating func close(_ file: inout InventedFile) throws {
        if random.happens(demoRefusedPercent), try refuse(&file) { return }
        try handInAll(&file)
        try examine(&file)
        if random.happens(12), let code = file.procedure.documents.last?.code {
            let asked = file.last.adding(days: 1)
            try file.ask(code, at: asked, receivedAt: asked.adding(days: 6))
        }
        // Most wait some months, a few long: what is left until today sets the end.
        let free = max(daysLeft(file) - demoDaysOfWay, 1)
        let share = Double.random(in: 0...1, using: &random)
        let days = 1 + Int(share * share * Double(min(free, demoWaitDaysMax)))
        guard try file.grant(at: workday(file.last.adding(days: days))) else {
            throw PolicyFault("\(file.procedure.code) has no grant")
        }
        try walk(&file)
    }

    /// Heard and refused; false, with nothing told, where a hearing is not possible.
    private mutating func refuse(_ file: inout InventedFile) throws -> Bool {
        var heard = file
        try examine(&heard)
        guard try heard.propose(at: heard.last.adding(days: 3)) else { return false }
        try heard.reach(at: heard.last.adding(days: 1))
        guard try heard.refuse(at: workday(heard.last.adding(days: demoHearingDays))) else {
            return false
        }
        file = heard
        return true
    }

    /// From the grant to the card, a few days a step; some are not that far yet, more of them where lines are not wanted.
    private mutating func walk(_ file: inout InventedFile) throws {
        let way = ground.way[file.procedure.code] ?? []
        let count =
            random.happens(isWanting ? 5 : 25)
            ? Int.random(in: 0...way.count, using: &random) : way.count
        // A step that falls on a weekend is put off by as many days again at most: all of them lie before today.
        let days = min(5, daysLeft(file) / (2 * (count + 1)))
        for rule in way.prefix(count) {
            try file.step(rule, at: workday(file.last.adding(days: days), max: days))
        }
    }

    private mutating func wait(_ file: inout InventedFile) throws {
        let chapter = Int.random(in: 0..<100, using: &random)
        let isNew = daysLeft(file) < demoNewDays
        if isNew || chapter < 40 { return try handInSome(&file) }
        if random.happens(isWanting ? 90 : 30) { try handInSome(&file) }
        try examine(&file)
        let today = daysLeft(file)
        guard today > 2 else { return }
        let ago = Int.random(in: 1...min(today - 1, 25), using: &random)
        let recent = file.last.adding(days: today - ago)
        switch chapter {
        case 40..<70: return
        case 70..<85:
            if let code = file.procedure.documents.last?.code {
                try file.ask(code, at: recent, receivedAt: nil)
            }
        case 85..<92:
            if try file.propose(at: recent), random.happens(70) {
                try file.reach(at: recent.adding(seconds: 3_600))
            }
        default:
            let bodies = ground.house.policy.bodiesToAsk(about: file.procedure.code)
            _ = try file.consult(bodies.first, at: recent)
        }
    }

    /// Taken, and the people came; where lines are wanted, what an officer does besides.
    private mutating func examine(_ file: inout InventedFile) throws {
        let free = daysLeft(file)
        guard free > 1 else { return }
        let days = Int.random(in: 1...min(free - 1, 9), using: &random)
        let start = workday(file.last.adding(days: days))
        try file.take(at: start)
        try file.visit(at: start.adding(seconds: 600))
        if random.happens(25) {
            try file.noteNumber(0, at: start.adding(seconds: 900), ground.keys)
        }
        guard isWanting else { return }
        try file.noteNumber(1, at: start.adding(seconds: 1_000), ground.keys)
        try file.release(at: start.adding(seconds: 1_100))
        try file.take(at: start.adding(seconds: 1_200))
    }

    private func handInAll(_ file: inout InventedFile) throws {
        var at = file.last
        for (code, member) in try needs(file) {
            at = at.adding(seconds: 3_600)
            try file.handIn(code, of: member, ground.paper, at: at)
        }
    }

    private mutating func handInSome(_ file: inout InventedFile) throws {
        var at = file.last
        for (code, member) in try needs(file) where random.happens(isWanting ? 95 : 50) {
            at = at.adding(seconds: 900)
            guard at < now else { return }
            try file.handIn(code, of: member, ground.paper, at: at)
        }
    }

    /// What the table asks of each; nothing where there is none.
    private func needs(_ file: InventedFile) throws -> [(String, CaseMemberID?)] {
        let (house, household) = (ground.house, file.history.filed.household)
        let day = house.zone.day(of: file.filedAt)
        return try file.members.flatMap { member in
            try house.kinds(
                for: member.person, file.procedure.code, household, on: day, at: now,
                under: file.history.version
            ).map { ($0.code, member.id) }
        }
    }

    /// Whole days from the last event to today.
    private func daysLeft(_ file: InventedFile) -> Int {
        Int(now.seconds(since: file.last) / 86_400)
    }

    /// Nobody decides at a weekend: the Monday after, where that is within so many days.
    private func workday(_ moment: Moment, max days: Int = 2) -> Moment {
        let weekday = ground.house.zone.day(of: moment).weekday
        let later = moment.adding(days: weekday < 6 ? 0 : min(8 - weekday, days))
        return later.adding(days: 1) < now ? later : moment
    }
}

extension Moment {
    fileprivate func adding(days: Int) -> Moment { adding(seconds: Int64(days) * 86_400) }
}

/// The agency began on 30 October 2023 [amigos]: what was pending came over then.
private let demoAgencyBegan = Moment(
    Day(year: 2023, month: 10, day: 30) ?? Day(number: 19_660), hour: 9)
/// 59,000 of 387,000 decisions at the end of 2025 were refusals [tpn59].
private let demoRefusedPercent = 15
/// Ten working days are over by then, whatever the holidays.
private let demoHearingDays = 28
/// What the steps to the card take at most.
private let demoDaysOfWay = 60
private let demoWaitDaysMax = 500
/// Nobody looks at a file in its first days.
private let demoNewDays = 10
