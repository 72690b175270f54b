import Formats
public import Kernel
public import Storage

extension Appointments {
    /// What is held of somebody's courses, as JSON; nil where they asked for none.
    public func courseHoldings(of person: PersonID, in db: Reader) throws -> [UInt8]? {
        let rows = try db.all(
            """
            SELECT \(Enrolment.columns) FROM enrolment WHERE person = \(person) ORDER BY asked_at, id
            """
        ).map(Enrolment.init)
        if rows.isEmpty { return nil }
        let all = try rows.map { one -> JSON in
            let course = try Course.find(one.course, in: db)
            let sessions = try db.all(
                "SELECT day, was_there FROM attendance WHERE enrolment = \(one.id) ORDER BY day"
            ).map { row -> JSON in
                let (day, wasThere): (Day, Bool) = (try row[0], try row[1])
                return ["day": .string(day.description), "wasThere": .bool(wasThere)]
            }
            let paper = try one.certificate(in: db)
            return .object([
                "course": .string(course.code), "provider": .string(course.providerName),
                "level": .string(course.level.name), "name": .string(one.name),
                "paper": .string(one.evidence), "state": .string(one.state.rawValue),
                "askedAt": .string(one.askedAt.description), "sessions": .array(sessions),
                "offeredUntil": one.offeredUntil.map { .string($0.description) } ?? .null,
                "certificate": paper.map { .string($0.code) } ?? .null,
            ])
        }
        return Array(JSON.array(all).pretty.utf8)
    }
}
