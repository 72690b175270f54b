public import Formats
import Kernel

extension Outcome {
    /// The result as it is published: who is served where and when, who is not and why, and the points.
    public var lines: [JSON] {
        assigned.map(\.line) + unassigned.map(\.line) + [["kind": "total", "points": .int(cost)]]
    }
}

extension Assignment {
    public var line: JSON {
        [
            "kind": "assigned", "applicant": .int(Int(applicant)), "place": .int(Int(place)),
            "desk": .int(Int(slot.desk)), "day": .string("\(slot.day)"),
            "time": .string(clockTimes(slot.startMinute..<slot.endMinute)), "points": .int(cost),
        ]
    }
}

extension Unserved {
    public var line: JSON {
        [
            "kind": "unassigned", "applicant": .int(Int(applicant)),
            "reason": .string(reason.rawValue),
        ]
    }
}

extension Round {
    /// What is weighed, of what, as `PublishedRound` reads it: the line of the round with the secret and its promise, the
    /// desks, and those who wait, in the order of their numbers.
    public func lines(seed: String, commitment: String) -> [JSON] {
        let services = supply.lengths.mapValues { length -> JSON in
            ["first": .int(length.firstMinutes), "further": .int(length.furtherMinutes)]
        }
        let first: JSON = [
            "kind": "round", "pointsPerKilometre": .int(criteria.pointsPerKilometre),
            "pointsPerDay": .int(criteria.pointsPerDay), "services": .object(services),
            "seed": .string(seed), "commitment": .string(commitment),
        ]
        return [first] + supply.desks.map(\.line)
            + applicants.sorted { $0.name < $1.name }.map(\.line)
    }
}

extension DeskSupply {
    fileprivate var line: JSON {
        [
            "kind": "desk", "place": .int(Int(place)), "desk": .int(Int(desk.desk)),
            "day": .string("\(desk.day)"), "open": texts(desk.open.map(clockTimes)),
            "taken": texts(desk.taken.map(clockTimes)), "stepMinutes": .int(desk.stepMinutes),
            "services": texts(services.sorted()), "languages": texts(languages.sorted()),
        ]
    }
}

extension Applicant {
    fileprivate var line: JSON {
        let places = reach.kilometres.map { (String($0.key), JSON.int($0.value)) }
        var fields: [String: JSON] = [
            "kind": "applicant", "name": .int(Int(name)), "persons": .int(persons),
            "service": .string(service), "class": .int(priorityClass),
            "waitingSince": .string("\(waitingSince)"),
            "places": .object(Dictionary(places) { first, _ in first }),
            "minutes": .string(clockTimes(reach.minutes)),
            "weekdays": .array(reach.weekdays.sorted().map(JSON.int)),
            "languages": texts(languages.sorted()),
        ]
        if let legalDate { fields["legalDate"] = .string("\(legalDate)") }
        return .object(fields)
    }
}

private func texts(_ all: [String]) -> JSON { .array(all.map(JSON.string)) }

/// `09:00-12:30`, minutes since midnight.
private func clockTimes(_ minutes: Range<Int>) -> String {
    clockTime(minutes.lowerBound) + "-" + clockTime(minutes.upperBound)
}

private func clockTime(_ minute: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return two(minute / 60) + ":" + two(minute % 60)
}
