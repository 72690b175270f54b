import Kernel
import LegalTime
import Storage

// The columns with which rows of a case are made: one list of each table, for one file and for very many.
extension ManyRows {
    static var kases: ManyRows {
        ManyRows(
            "kase",
            [
                ("id", .integer), ("reference", .text), ("procedure", .text),
                ("procedure_version", .text), ("applicant", .integer), ("filed_by", .integer),
                ("office", .integer), ("office_place", .text), ("municipality", .text),
                ("filed_at", .integer), ("demo", .integer), ("state", .text), ("turn", .text),
                ("next_date", .integer), ("decided_at", .integer), ("outcome", .text),
                ("apart", .text), ("priority", .integer), ("office_date", .integer),
                ("ranked_on", .integer),
            ])
    }

    static var members: ManyRows {
        ManyRows(
            "case_member",
            [
                ("id", .integer), ("kase", .integer), ("position", .integer), ("name", .text),
                ("birth", .integer), ("relation", .text), ("in_portugal", .integer),
                ("person", .integer), ("indexed", .integer),
            ])
    }

    static var clocks: ManyRows {
        ManyRows(
            "case_clock",
            [
                ("kase", .integer), ("at_office", .integer), ("clock", .text), ("whose", .text),
                ("effect", .text), ("began", .integer), ("ends", .integer),
                ("avertable", .integer), ("verified", .integer),
            ])
    }
}

extension Case {
    func values(_ rank: CaseRank) -> [Value] {
        let who = [applicant.stored, filedBy.stored, office.stored, officePlace.stored]
        let now = [projection.state.stored, projection.turn.stored, projection.nextDate.stored]
        let own = [id.stored, reference.stored, procedure.stored, procedureVersion.stored] + who
        return own + [municipality.stored, filedAt.stored, isDemo.stored] + now
            + [projection.decidedAt.stored, projection.outcome.stored, (recusal?.kept).stored]
            + [rank.priority.stored, rank.officeDate.stored, rank.on.stored]
    }

    func values(of clock: OpenClock) -> [Value] {
        [
            id.stored, office.stored, clock.clock.stored, clock.whose.rawValue.stored,
            clock.effect.rawValue.stored, clock.began.stored, clock.ends.stored,
            clock.avertable.stored, clock.isVerified.stored,
        ]
    }

    /// Findable by name at once.
    func values(of member: CaseMember, _ known: PersonID?) -> [Value] {
        let person = member.person
        return [
            member.id.stored, id.stored, member.position.stored, person.name.stored,
            person.birth.stored, person.relation.stored, person.isInPortugal.stored, known.stored,
            true.stored,
        ]
    }

    /// Makes the row of a new case.
    func insertion(_ rank: CaseRank) throws -> SQL {
        var rows = ManyRows.kases
        rows.append(values(rank))
        return try rows.statement()
    }
}
